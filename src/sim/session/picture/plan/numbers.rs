//! Ticks across a branch and the numbers beside them, placed where they cover nothing.

use super::super::colours::PANEL;
use crate::sim::imaging::{Box2, Canvas, Colour};
use crate::sim::math::Vec2;

/// Height of the numbers, pixels.
const NUMBER: f64 = 13.0;
/// How far a tick reaches over the edges of its branch, pixels.
const OVER: f64 = 3.0;
/// Distances of a number from its tick that are tried, and shifts along the branch, pixels.
const GAPS: [f64; 4] = [4.0, 14.0, 28.0, 46.0];
const SHIFTS: [f64; 5] = [0.0, 7.0, -7.0, 14.0, -14.0];
/// A number further from its tick than this has a line to it, pixels.
const NEAR: f64 = 8.0;
/// Clear distance between two words, pixels.
const APART: f64 = 2.0;
/// What it costs a number to lie on a vein or a line (for each of nine points of it), to stand
/// away from its tick, and to be shifted (per pixel).
const ON_VEIN: f64 = 2.0;
const ON_LINE: f64 = 0.6;
const AWAY: f64 = 0.09;
const SHIFTED: f64 = 0.05;

/// A mark across a branch.
#[derive(Clone, Debug)]
pub struct Tick {
    pub at: Vec2,
    /// Unit vector across the branch.
    pub across: Vec2,
    /// Half the branch's width, pixels.
    pub half: f64,
    pub words: String,
    pub colour: Colour,
}

/// What numbers keep clear of.
pub struct Clutter {
    pub frame: Box2,
    /// Words: no number covers them.
    pub words: Vec<Box2>,
    /// Discs that veins are made of.
    pub veins: Vec<(Vec2, f64)>,
    /// Lines from names to places.
    pub lines: Vec<[Vec2; 2]>,
}

/// A number where it is written.
#[derive(Clone, Debug)]
pub struct Numbered {
    pub tick: Tick,
    /// Its middle, if there is room for it.
    pub middle: Option<Vec2>,
}

/// Finds a place for the number of each tick; one for which there is none without covering another
/// word goes without. What is placed is added to the clutter.
pub fn place(canvas: &Canvas, ticks: Vec<Tick>, clutter: &mut Clutter) -> Vec<Numbered> {
    ticks
        .into_iter()
        .map(|tick| {
            let best = candidates(canvas, &tick)
                .filter(|(_, area, _)| {
                    let clear = area.grown(APART);
                    clutter.frame.holds(&clear) && !clutter.words.iter().any(|w| w.meets(&clear))
                })
                .map(|(middle, area, cost)| (middle, area, cost + covered(&area, clutter)))
                .min_by(|a, b| a.2.total_cmp(&b.2));
            clutter.words.extend(best.map(|(_, area, _)| area));
            Numbered { tick, middle: best.map(|(middle, ..)| middle) }
        })
        .collect()
}

/// Middles that the number of `tick` may have, with what it takes there and what that costs.
fn candidates(canvas: &Canvas, tick: &Tick) -> impl Iterator<Item = (Vec2, Box2, f64)> {
    let size = canvas.box_of(Vec2::ZERO, (0.0, 0.0), &tick.words, NUMBER).high;
    let tick = tick.clone();
    let along = tick.across.perp();
    [1.0, -1.0].into_iter().flat_map(move |side| {
        let (out, tick) = (tick.across * side, tick.clone());
        let reach = 0.5 * (size.x * out.x.abs() + size.y * out.y.abs());
        GAPS.into_iter().flat_map(move |gap| {
            let tick = tick.clone();
            SHIFTS.into_iter().map(move |shift| {
                let away = tick.half + OVER + gap + reach;
                let middle = tick.at + out * away + along * shift;
                let area = Box2 { low: middle - size * 0.5, high: middle + size * 0.5 };
                (middle, area, gap * AWAY + shift.abs() * SHIFTED)
            })
        })
    })
}

/// What it costs to cover veins and lines.
fn covered(area: &Box2, clutter: &Clutter) -> f64 {
    let mut cost = 0.0;
    let middle = (area.low + area.high) * 0.5;
    let reach = (area.high - area.low).length();
    let veins: Vec<_> =
        clutter.veins.iter().filter(|(x, radius)| x.distance(middle) < radius + reach).collect();
    for i in 0..9 {
        let share = Vec2::new(f64::from(i % 3), f64::from(i / 3)) * 0.5;
        let point = area.low + (area.high - area.low) * share;
        if veins.iter().any(|(x, radius)| x.distance(point) < *radius) {
            cost += ON_VEIN;
        }
        let near = |[a, b]: &[Vec2; 2]| {
            let along = *b - *a;
            let t = ((point - *a).dot(along) / along.length_squared().max(1e-9)).clamp(0.0, 1.0);
            point.distance(*a + along * t) < 0.25 * reach
        };
        if clutter.lines.iter().any(near) {
            cost += ON_LINE;
        }
    }
    cost
}

impl Numbered {
    /// Draws tick and number.
    pub fn draw(&self, canvas: &mut Canvas) {
        let Tick { at, across, half, words, colour } = &self.tick;
        let reach = *across * (half + OVER);
        canvas.line(&[*at - reach, *at + reach], 1.2, *colour);
        let Some(middle) = self.middle else { return };
        let side = if (middle - *at).dot(*across) > 0.0 { 1.0 } else { -1.0 };
        let end = *at + reach * side;
        let area = canvas.box_of(middle, (0.5, 0.5), words, NUMBER);
        let foot = end.clamp(area.low, area.high);
        if foot.distance(end) > NEAR {
            canvas.line(&[end, foot], 0.8, colour.faint(0.5));
        }
        canvas.write_clear(middle, (0.5, 0.5), words, NUMBER, (*colour, PANEL));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::session::picture::colours::ROOM;

    #[test]
    fn numbers_cover_no_word_and_stand_beside_their_branch_where_there_is_room() {
        let canvas = Canvas::new(8, 8, ROOM);
        let frame = Box2 { low: Vec2::ZERO, high: Vec2::splat(600.0) };
        let word = Box2 { low: Vec2::new(315.0, 0.0), high: Vec2::new(420.0, 600.0) };
        let veins = (50..550).map(|y| (Vec2::new(300.0, f64::from(y)), 12.0)).collect();
        let mut clutter = Clutter { frame, words: vec![word], veins, lines: Vec::new() };
        let ticks = (0..8)
            .map(|i| Tick {
                at: Vec2::new(300.0, 100.0 + 40.0 * f64::from(i)),
                across: Vec2::X,
                half: 12.0,
                words: format!("{}", 20 * i),
                colour: ROOM,
            })
            .collect();
        let placed = place(&canvas, ticks, &mut clutter);
        for numbered in &placed {
            let middle = numbered.middle.expect("there is room on the left");
            assert!(middle.x < 288.0 && middle.x > 250.0, "at {middle}");
        }
        assert_eq!(clutter.words.len(), 9);
        for (i, a) in clutter.words.iter().enumerate() {
            assert!(clutter.words[i + 1..].iter().all(|b| !a.meets(b)));
        }
    }
}
