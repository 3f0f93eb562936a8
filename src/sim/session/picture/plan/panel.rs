//! One view of the map: where a place of the patient falls, and the axes around it.

use super::super::colours::{LINE, PANEL, SECONDARY, TEXT};
use crate::sim::imaging::{Box2, Canvas};
use crate::sim::math::{Vec2, Vec3};

/// Room around the frames: above, below, left of each for the numbers of z, right of each, pixels.
const ABOVE: f64 = 126.0;
const BELOW: f64 = 96.0;
const GUTTER: f64 = 62.0;
const BESIDE: f64 = 24.0;
/// Room inside a frame around what is drawn: above and below, pixels.
const AIR: f64 = 16.0;
/// Most pixels per mm.
const LARGEST_SCALE: f64 = 8.0;
/// Distances that numbers of an axis may have, mm, and the fewest pixels between two.
const STEPS: [f64; 5] = [5.0, 10.0, 20.0, 50.0, 100.0];
const APART: f64 = 60.0;
/// Heights of letters, pixels.
const HEADING: f64 = 16.0;
const NUMBER: f64 = 12.0;

/// A view along an axis of the patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// From the front: x to the right, z upwards.
    Coronal,
    /// From the patient's left: y to the right, z upwards.
    Sagittal,
}

impl Sight {
    /// The coordinate that goes to the right, mm.
    pub fn across(self, x: Vec3) -> f64 {
        match self {
            Self::Coronal => x.x,
            Self::Sagittal => x.y,
        }
    }

    /// How near to the viewer `x` is, mm.
    pub fn nearness(self, x: Vec3) -> f64 {
        match self {
            Self::Coronal => -x.y,
            Self::Sagittal => x.x,
        }
    }

    fn heading(self) -> &'static str {
        match self {
            Self::Coronal => "Coronal: from the front",
            Self::Sagittal => "Sagittal: from the patient's left",
        }
    }

    /// What lies to the left, the axis, what lies to the right.
    fn words(self) -> [&'static str; 3] {
        match self {
            Self::Coronal => ["R", "x, mm", "L"],
            Self::Sagittal => ["front", "y, mm", "back"],
        }
    }
}

/// A view with its place on the map.
#[derive(Clone, Copy, Debug)]
pub struct Panel {
    pub sight: Sight,
    /// The rectangle between the axes.
    pub frame: Box2,
    /// Pixels per mm.
    pub scale: f64,
    /// The patient's coordinates in the middle of the frame, mm: across and up.
    middle: Vec2,
}

/// Both views side by side in one scale on `size` pixels. They show the patient from `low` to
/// `high` (mm) with `room` pixels to the left and to the right of it.
pub fn panels((low, high): (Vec3, Vec3), size: Vec2, room: f64) -> [Panel; 2] {
    let sights = [Sight::Coronal, Sight::Sagittal];
    let extent = sights.map(|sight| sight.across(high) - sight.across(low));
    let wide = size.x - 2.0 * (GUTTER + BESIDE);
    let tall = size.y - ABOVE - BELOW;
    let scale = ((tall - 2.0 * AIR) / (high.z - low.z))
        .min((wide - 4.0 * room) / (extent[0] + extent[1]))
        .min(LARGEST_SCALE);
    let spare = 0.5 * (wide - scale * (extent[0] + extent[1]));
    let mut left = 0.0;
    [0, 1].map(|i| {
        let sight = sights[i];
        left += GUTTER;
        let corner = Vec2::new(left, ABOVE);
        let frame = Box2 { low: corner, high: corner + Vec2::new(scale * extent[i] + spare, tall) };
        left = frame.high.x + BESIDE;
        let centre = (low + high) * 0.5;
        Panel { sight, frame, scale, middle: Vec2::new(sight.across(centre), centre.z) }
    })
}

impl Panel {
    /// Where `x` (mm, patient LPS) falls, pixels.
    pub fn place(&self, x: Vec3) -> Vec2 {
        let off = Vec2::new(self.sight.across(x) - self.middle.x, self.middle.y - x.z);
        (self.frame.low + self.frame.high) * 0.5 + off * self.scale
    }

    /// Draws frame, grid, numbers and what lies where.
    pub fn draw_axes(&self, canvas: &mut Canvas) {
        let frame = self.frame;
        canvas.fill_box(frame, PANEL);
        let heading = frame.low - Vec2::Y * 14.0;
        canvas.write(heading, (0.0, 1.0), self.sight.heading(), HEADING, TEXT);
        let step = STEPS.into_iter().find(|step| step * self.scale >= APART);
        let step = step.unwrap_or(STEPS[STEPS.len() - 1]);
        let half = (frame.high - frame.low) * (0.5 / self.scale);
        let marks = |middle: f64, half: f64| {
            let first = ((middle - half) / step).ceil() as i64;
            let last = ((middle + half) / step).floor() as i64;
            (first..=last).map(move |i| i as f64 * step)
        };
        for mm in marks(self.middle.x, half.x) {
            let x = frame.low.x + (mm - self.middle.x + half.x) * self.scale;
            canvas.line(&[Vec2::new(x, frame.low.y), Vec2::new(x, frame.high.y)], 1.0, LINE);
            let below = Vec2::new(x, frame.high.y + 8.0);
            canvas.write(below, (0.5, 0.0), &signed(mm), NUMBER, SECONDARY);
        }
        for mm in marks(self.middle.y, half.y) {
            let y = frame.high.y - (mm - self.middle.y + half.y) * self.scale;
            canvas.line(&[Vec2::new(frame.low.x, y), Vec2::new(frame.high.x, y)], 1.0, LINE);
            // Beside the corners stand words.
            if y > frame.low.y + 44.0 && y < frame.high.y - 24.0 {
                let beside = Vec2::new(frame.low.x - 8.0, y);
                canvas.write(beside, (1.0, 0.5), &signed(mm), NUMBER, SECONDARY);
            }
        }
        let corner = Vec2::new(frame.low.x - 8.0, frame.low.y + 2.0);
        canvas.write(corner, (1.0, 0.0), "head", HEADING, TEXT);
        canvas.write(corner + Vec2::Y * 22.0, (1.0, 0.0), "z, mm", NUMBER, SECONDARY);
        let corner = Vec2::new(frame.low.x - 8.0, frame.high.y - 2.0);
        canvas.write(corner, (1.0, 1.0), "foot", HEADING, TEXT);
        let (y, words) = (frame.high.y + 28.0, self.sight.words());
        canvas.write(Vec2::new(frame.low.x, y), (0.0, 0.0), words[0], HEADING, TEXT);
        let middle = 0.5 * (frame.low.x + frame.high.x);
        canvas.write(Vec2::new(middle, y + 2.0), (0.5, 0.0), words[1], NUMBER, SECONDARY);
        canvas.write(Vec2::new(frame.high.x, y), (1.0, 0.0), words[2], HEADING, TEXT);
    }
}

/// A whole number with the sign that print uses.
fn signed(mm: f64) -> String {
    if mm < 0.0 { format!("−{:.0}", -mm) } else { format!("{mm:.0}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_views_have_one_scale_and_hold_the_patient_with_room_for_words() {
        let size = Vec2::new(1600.0, 1200.0);
        for (low, high) in [
            (Vec3::new(-80.0, -70.0, -210.0), Vec3::new(80.0, 20.0, 240.0)),
            (Vec3::new(-200.0, -70.0, 0.0), Vec3::new(200.0, 150.0, 60.0)),
            (Vec3::new(0.0, 0.0, 0.0), Vec3::new(12.0, 12.0, 30.0)),
        ] {
            let panels = panels((low, high), size, 180.0);
            assert_eq!(panels[0].scale, panels[1].scale);
            assert!(panels[0].frame.high.x < panels[1].frame.low.x);
            for panel in panels {
                let corners = [panel.place(low), panel.place(high)];
                assert!(corners[0].x < corners[1].x && corners[0].y > corners[1].y);
                let drawn = Box2 {
                    low: Vec2::new(corners[0].x - 179.0, corners[1].y),
                    high: Vec2::new(corners[1].x + 179.0, corners[0].y),
                };
                assert!(panel.frame.holds(&drawn), "{drawn:?} not in {:?}", panel.frame);
                let all = Box2 { low: Vec2::ZERO, high: size };
                assert!(all.holds(&panel.frame));
            }
        }
    }
}
