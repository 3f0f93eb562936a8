//! The wisp: a tortuous channel laid inside the cord, from the stump's mouth to the patent vein.

use crate::sim::anatomy::Centreline;
use crate::sim::math::{Vec3, perpendicular, transport};
use crate::sim::random::stream;
use crate::sim::units::TURN;
use rand::RngExt;

/// Distance between laid points, mm.
const SPACING: f64 = 0.5;
/// Over this length the wisp leaves its mouth's place and finds the axis at its end, mm.
const EASE: f64 = 12.0;
/// Harmonics of the meander: wavelength and amplitude relative to the mean.
const HARMONICS: [(f64, f64); 3] = [(1.0, 0.6), (1.7, 0.25), (0.62, 0.15)];

/// How far and how often a wisp meanders.
#[derive(Clone, Copy, Debug)]
pub struct Meander {
    /// Largest distance from the cord's axis, mm.
    pub amplitude: f64,
    /// Mean wavelength along the cord, mm.
    pub wavelength: f64,
    /// Channel radius, mm.
    pub radius: f64,
    pub seed: u64,
}

/// The wisp's course along `route` from arc length `from` to `to`, beginning at `mouth` (mm from
/// the axis at `from`, in the plane across it).
pub fn lay(route: &Centreline, from: f64, to: f64, mouth: Vec3, meander: &Meander) -> Centreline {
    let mut random = stream(meander.seed, "wisp meander");
    let mut phase = || random.random_range(0.0..TURN);
    let phases: Vec<(f64, f64)> = HARMONICS.iter().map(|_| (phase(), phase())).collect();
    let start = route.at(from);
    let mut tangent = start.tangent;
    let mut side = perpendicular(tangent);
    let count = ((to - from) / SPACING).ceil() as usize;
    let mut points = Vec::with_capacity(count + 1);
    for i in 0..=count {
        let along = (to - from) * i as f64 / count as f64;
        let station = route.at(from + along);
        side = transport(side, tangent, station.tangent).normalize();
        tangent = station.tangent;
        let across = tangent.cross(side);
        let (mut u, mut v) = (0.0, 0.0);
        for ((stretch, weight), (a, b)) in HARMONICS.iter().zip(&phases) {
            let turn = TURN * along / (meander.wavelength * stretch);
            u += weight * libm::sin(turn + a);
            v += weight * libm::sin(turn + b);
        }
        let ease = |distance: f64| crate::sim::math::smoothstep(distance / EASE);
        let open = ease(along) * ease(to - from - along);
        let stray =
            (side * u + across * v) * (meander.amplitude / core::f64::consts::SQRT_2) * open;
        let from_mouth = mouth * (1.0 - ease(along));
        points.push(station.centre + stray + from_mouth);
    }
    Centreline::along(&points, meander.radius)
}
