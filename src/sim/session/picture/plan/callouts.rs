//! Names beside a view, in a column to its left and one to its right, each with a line to its place.

use super::super::colours::SECONDARY;
use crate::sim::imaging::{Box2, Canvas, Colour};
use crate::sim::math::Vec2;

/// Heights of letters of the name and of the line below it, pixels.
const NAME: f64 = 15.0;
const NOTE: f64 = 13.0;
/// From one name to the next, and where there are too many for that and notes are left out.
const PITCH: f64 = 42.0;
const TIGHT: f64 = 20.0;
/// Distance of the columns from the frame, and of a line's bend from its name.
const INSET: f64 = 12.0;
const GAP: f64 = 6.0;
const BEND: f64 = 14.0;
/// Radius of the dot at a place.
const DOT: f64 = 2.5;

/// A name for a place.
#[derive(Clone, Debug)]
pub struct Callout {
    pub at: Vec2,
    pub name: String,
    /// A line in smaller letters below the name.
    pub note: String,
    pub colour: Colour,
}

/// A callout where it is written.
#[derive(Clone, Debug)]
pub struct Placed {
    callout: Callout,
    noted: bool,
    /// The top of the name, on the column's own edge.
    top: Vec2,
    /// True in the left column.
    left: bool,
    /// What name and note take.
    pub area: Box2,
    /// The line to the place, level as far as name and note reach.
    pub leader: [Vec2; 3],
}

/// Width of the widest of `callouts` with its distance from the frame and the line's bend, pixels.
pub fn room<'a>(canvas: &Canvas, callouts: impl Iterator<Item = &'a Callout>) -> f64 {
    let width = |callout: &Callout| {
        canvas.width(&callout.name, NAME).max(canvas.width(&callout.note, NOTE))
    };
    callouts.map(width).fold(0.0, f64::max) + INSET + GAP + 2.0 * BEND
}

/// Places `callouts` in the columns of `frame` so that none covers another and, where that can be,
/// no two lines cross. `middle` parts what goes to the left from what goes to the right.
pub fn place(canvas: &Canvas, callouts: &[Callout], frame: Box2, middle: f64) -> Vec<Placed> {
    let capacity = ((frame.high.y - frame.low.y) / TIGHT) as usize;
    let mut order: Vec<_> = callouts.to_vec();
    order.sort_by(|a, b| a.at.x.total_cmp(&b.at.x));
    let split = order.partition_point(|callout| callout.at.x < middle);
    // A column that would overflow gives to the other.
    let split = split.clamp(order.len().saturating_sub(capacity), capacity.max(order.len() / 2));
    let right = order.split_off(split.min(order.len()));
    let mut placed = column(canvas, order, frame, true);
    placed.extend(column(canvas, right, frame, false));
    placed
}

fn column(canvas: &Canvas, mut callouts: Vec<Callout>, frame: Box2, left: bool) -> Vec<Placed> {
    callouts.sort_by(|a, b| a.at.y.total_cmp(&b.at.y));
    let tall = frame.high.y - frame.low.y;
    let noted = PITCH * callouts.len() as f64 <= tall;
    let pitch = if noted { PITCH } else { TIGHT };
    // Each exchange of two whose lines cross may bring about another: few rounds are enough.
    for _ in 0..callouts.len() * callouts.len() {
        let placed = stacked(canvas, &callouts, frame, left, noted, pitch);
        let pairs = (0..placed.len()).flat_map(|i| (i + 1..placed.len()).map(move |j| (i, j)));
        let crossing = pairs.into_iter().find(|&(i, j)| {
            let (a, b) = (&placed[i].leader, &placed[j].leader);
            cross([a[1], a[2]], [b[1], b[2]])
        });
        match crossing {
            Some((i, j)) => callouts.swap(i, j),
            None => return placed,
        }
    }
    stacked(canvas, &callouts, frame, left, noted, pitch)
}

/// The callouts in their order from the top, each as near to its place as the others let it.
fn stacked(
    canvas: &Canvas,
    callouts: &[Callout],
    frame: Box2,
    left: bool,
    noted: bool,
    pitch: f64,
) -> Vec<Placed> {
    let wanted: Vec<_> = callouts.iter().map(|callout| callout.at.y - 0.5 * pitch).collect();
    let (low, high) = (frame.low.y + INSET, frame.high.y);
    let tops = spread(&wanted, pitch, low, high);
    let edge = if left { frame.low.x + INSET } else { frame.high.x - INSET };
    let share = if left { 0.0 } else { 1.0 };
    let inwards = if left { Vec2::X } else { Vec2::NEG_X };
    callouts
        .iter()
        .zip(tops)
        .map(|(callout, y)| {
            let top = Vec2::new(edge, y);
            let mut area = canvas.box_of(top, (share, 0.0), &callout.name, NAME);
            let name = area;
            if noted {
                let note = canvas.box_of(note_at(top), (share, 0.0), &callout.note, NOTE);
                area = Box2 { low: area.low.min(note.low), high: area.high.max(note.high) };
            }
            let end = if left { name.high.x } else { name.low.x };
            let start = Vec2::new(end, y + 0.35 * NAME) + inwards * GAP;
            // The bend lies beyond the note, which the line would else run through.
            let inner = if left { area.high.x } else { area.low.x };
            let leader = [start, Vec2::new(inner, start.y) + inwards * BEND, callout.at];
            Placed { callout: callout.clone(), noted, top, left, area, leader }
        })
        .collect()
}

fn note_at(top: Vec2) -> Vec2 {
    top + Vec2::Y * (NAME + 3.0)
}

/// Places as near to `wanted` (in order) as `pitch` between neighbours lets them be, from `low` to
/// `pitch` before `high`. Neighbours that push one another move as one to their mean (pool adjacent
/// violators).
fn spread(wanted: &[f64], pitch: f64, low: f64, high: f64) -> Vec<f64> {
    // Runs as (sum of what each member wants for the run's first, members).
    let mut runs: Vec<(f64, usize)> = Vec::new();
    let limit =
        |(sum, count): (f64, usize)| (sum / count as f64).min(high - pitch * count as f64).max(low);
    for &want in wanted {
        runs.push((want, 1));
        while let [.., before, last] = runs[..] {
            if limit(before) + pitch * before.1 as f64 <= limit(last) {
                break;
            }
            runs.truncate(runs.len() - 2);
            let shift = pitch * (before.1 * last.1) as f64;
            runs.push((before.0 + last.0 - shift, before.1 + last.1));
        }
    }
    let members = |run| (0..(run as (f64, usize)).1).map(move |i| limit(run) + pitch * i as f64);
    runs.into_iter().flat_map(members).collect()
}

/// True where the two lines cross.
fn cross([a, b]: [Vec2; 2], [c, d]: [Vec2; 2]) -> bool {
    let side = |p: Vec2, q: Vec2, x: Vec2| (q - p).perp_dot(x - p);
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}

impl Placed {
    /// Draws the line and the dot.
    pub fn draw_leader(&self, canvas: &mut Canvas) {
        canvas.line(&self.leader, 1.0, self.callout.colour.faint(0.45));
        canvas.disc(self.callout.at, DOT, self.callout.colour);
    }

    /// Writes name and note.
    pub fn write(&self, canvas: &mut Canvas) {
        let share = (if self.left { 0.0 } else { 1.0 }, 0.0);
        canvas.write(self.top, share, &self.callout.name, NAME, self.callout.colour);
        if self.noted {
            canvas.write(note_at(self.top), share, &self.callout.note, NOTE, SECONDARY);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::session::picture::colours::ROOM;

    #[test]
    fn places_that_are_apart_stay_and_places_that_push_one_another_share_the_way() {
        assert_eq!(spread(&[10.0, 80.0], 20.0, 0.0, 200.0), [10.0, 80.0]);
        assert_eq!(spread(&[50.0, 50.0], 20.0, 0.0, 200.0), [40.0, 60.0]);
        assert_eq!(spread(&[-30.0, 0.0, 190.0], 20.0, 0.0, 200.0), [0.0, 20.0, 180.0]);
    }

    #[test]
    fn no_name_covers_another_or_leaves_the_frame_and_no_two_lines_cross() {
        let canvas = Canvas::new(8, 8, ROOM);
        let frame = Box2 { low: Vec2::new(50.0, 100.0), high: Vec2::new(850.0, 900.0) };
        for count in [3, 18, 50] {
            let callouts: Vec<_> = (0..count)
                .map(|i| Callout {
                    at: Vec2::new(450.0 + f64::from(i * 37 % 101), 300.0 + f64::from(i * 53 % 97)),
                    name: format!("branch-number-{i}"),
                    note: "100 mm long, 8–12 mm wide".into(),
                    colour: SECONDARY,
                })
                .collect();
            let placed = place(&canvas, &callouts, frame, 500.0);
            assert_eq!(placed.len(), callouts.len());
            for (i, one) in placed.iter().enumerate() {
                assert!(frame.holds(&one.area), "{:?} leaves the frame", one.area);
                for other in &placed[i + 1..] {
                    assert!(!one.area.meets(&other.area), "{one:?} covers {other:?}");
                    let (a, b) = (one.leader, other.leader);
                    let crossing = one.left == other.left && cross([a[1], a[2]], [b[1], b[2]]);
                    assert!(!crossing || count > 18, "{one:?} crosses {other:?}");
                }
            }
        }
    }
}
