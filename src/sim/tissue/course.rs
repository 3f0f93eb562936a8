//! The course of the wire through tissue, and the lanes that it may follow.
//!
//! A *lane* is an existing channel through the lesion: the wisp, or a track that a tip has carved
//! before and that stays for good. The *course* is the line from the floor of the stump to the tip
//! on which the wire lies now; its body rests on it.

use super::{Lesion, Zone};
use crate::sim::math::Vec3;

/// Distance between the points of a course and of a track, mm.
pub(super) const SPACING: f64 = 0.25;

/// Wire further from a point of the course than this does not lie at it, mm.
const BESIDE: f64 = 4.0;

/// Which channel a point of the course lies in, and how far along it, mm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Lane {
    Wisp(f64),
    Track(usize, f64),
}

/// A point of the course.
#[derive(Clone, Copy, Debug)]
pub(super) struct CoursePoint {
    pub at: Vec3,
    pub lane: Lane,
    pub zone: Zone,
}

/// A carved track: a line that begins at another lane or at the floor of the stump.
#[derive(Clone, Debug)]
pub(super) struct Track {
    pub points: Vec<Vec3>,
    /// The lane it left; `None` where it begins at the floor of the stump.
    pub leaves: Option<Lane>,
}

/// Position and direction at one place of a lane.
#[derive(Clone, Copy, Debug)]
pub(super) struct LanePlace {
    pub centre: Vec3,
    pub tangent: Vec3,
    /// Lane that is left ahead, mm.
    pub ahead: f64,
}

impl Track {
    pub(super) fn length(&self) -> f64 {
        SPACING * (self.points.len() - 1) as f64
    }

    fn at(&self, s: f64) -> LanePlace {
        let last = self.points.len() - 1;
        let position = (s / SPACING).clamp(0.0, last as f64);
        let span = (position as usize).min(last.saturating_sub(1));
        let (a, b) = (self.points[span], self.points[(span + 1).min(last)]);
        LanePlace {
            centre: a.lerp(b, position - span as f64),
            tangent: tangent_of(&self.points, span),
            ahead: self.length() - s,
        }
    }
}

/// Direction of a line of points around one of them, over a millimetre either way.
fn tangent_of(points: &[Vec3], index: usize) -> Vec3 {
    let reach = (1.0 / SPACING) as usize;
    let ahead = (index + reach).min(points.len() - 1);
    let behind = index.saturating_sub(reach);
    (points[ahead] - points[behind]).try_normalize().unwrap_or(Vec3::Z)
}

/// The place `lane` on the lesion's wisp or on one of `tracks`. Without a wisp the cord's axis
/// stands for it, so that every lane has a place; no tip ever follows it.
pub(super) fn place(lane: Lane, lesion: &Lesion, tracks: &[Track]) -> LanePlace {
    match lane {
        Lane::Wisp(s) => {
            let (station, length) = match &lesion.wisp {
                Some(wisp) => (wisp.at(s), wisp.length()),
                None => (lesion.route.at(lesion.from + s), lesion.to - lesion.from),
            };
            LanePlace { centre: station.centre, tangent: station.tangent, ahead: length - s }
        }
        Lane::Track(index, s) => tracks[index].at(s),
    }
}

/// The course itself: points from the floor of the stump to the tip's anchor.
#[derive(Clone, Debug, Default)]
pub(super) struct Course {
    pub points: Vec<CoursePoint>,
}

impl Course {
    pub(super) fn last(&self) -> Option<&CoursePoint> {
        self.points.last()
    }

    /// Direction of the course around point `index`.
    pub(super) fn tangent(&self, index: usize) -> Vec3 {
        let reach = (1.0 / SPACING) as usize;
        let ahead = (index + reach).min(self.points.len() - 1);
        let behind = index.saturating_sub(reach);
        (self.points[ahead].at - self.points[behind].at).try_normalize().unwrap_or(Vec3::Z)
    }

    /// Extends the course to `point`, in steps of at most [`SPACING`].
    pub(super) fn extend(&mut self, point: CoursePoint) {
        let count = self.points.len();
        if count >= 2 && self.points[count - 1].at.distance(self.points[count - 2].at) < SPACING {
            // The last step was short of a full one: it goes on.
            let fixed = self.points[count - 2].at;
            if point.at.distance(fixed) <= SPACING {
                self.points[count - 1] = point;
                return;
            }
        }
        self.points.push(point);
    }

    /// Shortens the course by `distance` mm; false once nothing is left of it.
    pub(super) fn retreat(&mut self, mut distance: f64) -> bool {
        while self.points.len() >= 2 {
            let (before, last) =
                (self.points[self.points.len() - 2], self.points[self.points.len() - 1]);
            let step = last.at.distance(before.at);
            if step > distance {
                let share = 1.0 - distance / step;
                let end = self.points.len() - 1;
                self.points[end].at = before.at.lerp(last.at, share);
                self.points[end].lane = match (before.lane, last.lane) {
                    (Lane::Wisp(a), Lane::Wisp(b)) => Lane::Wisp(a + (b - a) * share),
                    (Lane::Track(i, a), Lane::Track(j, b)) if i == j => {
                        Lane::Track(i, a + (b - a) * share)
                    }
                    _ => before.lane,
                };
                return true;
            }
            distance -= step;
            self.points.pop();
        }
        false
    }

    /// The point on whose far side `x` lies, walking from point `from` towards the stump; `None`
    /// when `x` lies before the course's first point. Points further than [`BESIDE`] from `x` are
    /// passed over: behind a bend of more than a right angle they would claim it.
    pub(super) fn walk_back(&self, x: Vec3, from: usize) -> Option<usize> {
        let from = from.min(self.points.len() - 1);
        let past = |i: usize| (x - self.points[i].at).dot(self.tangent(i)) >= 0.0;
        (0..=from)
            .rev()
            .find(|&i| x.distance_squared(self.points[i].at) < BESIDE * BESIDE && past(i))
            .or_else(|| past(0).then(|| self.nearest(x, from)))
    }

    fn nearest(&self, x: Vec3, from: usize) -> usize {
        let distance = |i: &usize| x.distance_squared(self.points[*i].at);
        (0..=from).min_by(|a, b| distance(a).total_cmp(&distance(b))).unwrap_or(0)
    }

    /// How far `x` lies behind the end along the course, mm; zero where it lies ahead.
    pub(super) fn behind(&self, x: Vec3) -> f64 {
        let end = self.points.len() - 1;
        let index = self.walk_back(x, end).unwrap_or(0);
        let along: f64 =
            self.points[index..].windows(2).map(|pair| pair[0].at.distance(pair[1].at)).sum();
        (along - (x - self.points[index].at).dot(self.tangent(index))).max(0.0)
    }

    /// Moves the course sideways by `shift` around point `index`, fading over `reach` mm.
    pub(super) fn shift(&mut self, index: usize, shift: Vec3, reach: f64) {
        let span = (reach / SPACING).ceil() as usize;
        let last = self.points.len() - 1;
        for i in index.saturating_sub(span)..=(index + span).min(last) {
            let fade = 1.0 - index.abs_diff(i) as f64 / (span + 1) as f64;
            self.points[i].at += shift * fade;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn straight(length: f64) -> Course {
        let mut course = Course::default();
        let mut z = 0.0;
        while z <= length {
            course.extend(CoursePoint {
                at: Vec3::Z * z,
                lane: Lane::Wisp(z),
                zone: Zone::TrueLumen,
            });
            z += 0.07;
        }
        course
    }

    #[test]
    fn small_steps_add_up_to_evenly_spaced_points() {
        let course = straight(10.0);
        assert!((40..60).contains(&course.points.len()), "{} points", course.points.len());
    }

    #[test]
    fn a_place_in_a_hairpin_belongs_to_its_own_limb() {
        let mut course = Course::default();
        for i in 0..=160 {
            let s = 0.25 * f64::from(i);
            let at = if s <= 20.0 { Vec3::Z * s } else { Vec3::new(8.0, 0.0, 40.0 - s) };
            course.extend(CoursePoint { at, lane: Lane::Wisp(s), zone: Zone::TrueLumen });
        }
        let end = course.points.len() - 1;
        let index = course.walk_back(Vec3::new(0.1, 0.0, 5.05), end).unwrap();
        assert!((course.points[index].at.z - 5.0).abs() < 0.3 && course.points[index].at.x < 1.0);
        assert!(course.behind(Vec3::new(0.0, 0.0, 5.0)) > 35.0);
        assert_eq!(course.walk_back(Vec3::new(0.0, 0.0, -0.3), end), None);
    }

    #[test]
    fn a_retreat_gives_back_exactly_the_distance_asked_for() {
        let mut course = straight(10.0);
        let end = course.last().unwrap().at.z;
        assert!(course.retreat(3.3));
        assert!((end - course.last().unwrap().at.z - 3.3).abs() < 1e-9);
        assert!(!course.retreat(20.0));
    }
}
