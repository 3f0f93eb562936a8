//! How far a wire stands beyond the wall of a tube, found anew each time.
//!
//! Independent of the places that the tube tracks from tick to tick, so that a wire that slipped
//! out through the wall cannot hide.

use crate::sim::anatomy::{Centreline, Tube};
use crate::sim::math::Vec3;

/// Samples between those that a search looks at first.
const STRIDE: usize = 16;

/// Depth of a node at `x` of a wire of `radius` mm beyond the wall, mm; negative inside. Behind
/// the tube's beginning its lumen goes on straight, beside the sheath.
pub fn depth_beyond_wall(tube: &Tube, x: Vec3, radius: f64) -> f64 {
    let course = &tube.course;
    let entrance = course.at(0.0);
    let ahead = (x - entrance.centre).dot(entrance.tangent);
    let beside = (x - entrance.centre - entrance.tangent * ahead).length();
    let sheath = if ahead < 0.0 { beside - entrance.radius } else { f64::INFINITY };
    let sample = nearest_sample(course, x);
    let hint = sample as f64 * course.length() / (course.points().len() - 1) as f64;
    let station = course.nearest(x, hint);
    (x.distance(station.centre) - station.radius).min(sheath) + radius
}

fn nearest_sample(course: &Centreline, x: Vec3) -> usize {
    let points = course.points();
    let nearest = |samples: &mut dyn Iterator<Item = usize>| {
        let distance = |&i: &usize| points[i].distance_squared(x);
        samples.min_by(|a, b| distance(a).total_cmp(&distance(b))).unwrap_or(0)
    };
    let coarse = nearest(&mut (0..points.len()).step_by(STRIDE));
    nearest(&mut (coarse.saturating_sub(STRIDE)..(coarse + STRIDE).min(points.len())))
}
