//! Venous valves: two cusps on the wall, each with a pocket behind it that opens along the flow.
//!
//! Along the flow cusps yield to a wire with next to no force, and none is put on it. A tip that comes
//! against the flow passes between the cusps, or runs into one of the two pockets and stands on its
//! floor until it is drawn back or turned out of it. Only the tip is caught: what follows it lies between the
//! cusps, and wire that buckles beside a caught tip may pass as a loop.

use super::Station;
use crate::sim::math::{Vec3, outer, push};
use crate::sim::rod::Reaction;

/// Half the width of the slit between the cusps' edges over the vein's radius: what is open is 65 % of
/// the vein's cross-section (Lurie et al. 2003).
const SLIT: f64 = 0.54;
/// Length of a cusp along the vein over the vein's radius.
const LENGTH: f64 = 2.0;
/// How far from the axis a tip is still in the same vein, over the radius.
const AROUND: f64 = 1.5;
/// Stiffness of a cusp under a tip, N/mm, and half the band over which contact sets in, mm.
const STIFFNESS: f64 = 0.5;
const ONSET: f64 = 0.05;
/// A tip that stands this far through the cusp has come out of the pocket, mm.
const TORN_OUT: f64 = 1.5;

/// One valve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Valve {
    /// Where the cusps spring from the wall, on the axis, mm.
    base: Vec3,
    /// Direction of flow, and across it and the slit.
    flow: Vec3,
    across: Vec3,
    /// Radius of the vein, mm.
    radius: f64,
}

/// A tip in a pocket: of which valve, and on which side of its slit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Caught {
    pub valve: usize,
    pub side: f64,
}

impl Valve {
    /// The valve at `station` of a vein drawn along the flow. Its slit lies parallel to the skin: from
    /// side to side.
    pub fn at(station: &Station) -> Self {
        let flow = station.tangent;
        let across = (Vec3::Y - flow * flow.y).try_normalize().unwrap_or(Vec3::X);
        Self { base: station.centre, flow, across, radius: station.radius }
    }

    /// Distance of the cusp from the slit's middle plane at height `h` above its base, mm.
    fn cusp(&self, h: f64) -> f64 {
        self.radius * (1.0 - (1.0 - SLIT) * h / (LENGTH * self.radius))
    }

    /// On which side of the slit a tip at `x` stands in a pocket, if it does.
    fn pocket(&self, x: Vec3) -> Option<f64> {
        let offset = x - self.base;
        let (h, u) = (offset.dot(self.flow), offset.dot(self.across));
        let away = (offset - self.flow * h).length();
        let within = (0.0..LENGTH * self.radius).contains(&h) && away < AROUND * self.radius;
        (within && u.abs() > self.cusp(h)).then(|| u.signum())
    }

    /// Whether a tip at `x` that was caught on `side` still is.
    fn holds(&self, x: Vec3, side: f64) -> bool {
        let offset = x - self.base;
        let (h, u) = (offset.dot(self.flow), side * offset.dot(self.across));
        h < LENGTH * self.radius && u > self.cusp(h.max(0.0)) - TORN_OUT
    }

    /// What the pocket on `side` does to a tip of radius `wire` at `x`: its floor, where it is as narrow as
    /// the tip, and the cusp.
    pub fn react(&self, side: f64, x: Vec3, wire: f64, friction: f64) -> Reaction {
        let offset = x - self.base;
        let (h, u) = (offset.dot(self.flow), side * offset.dot(self.across));
        let slope = (1.0 - SLIT) / LENGTH;
        let floor = (2.0 * wire / slope).min(LENGTH * self.radius) - h;
        let size = 1.0 / (1.0 + slope * slope).sqrt();
        let cusp = (self.cusp(h) + wire - u) * size;
        let into_cusp = (self.flow * slope + self.across * side) * -size;
        let (stood, on_floor) = push(floor, STIFFNESS, ONSET);
        let (leant, on_cusp) = push(cusp, STIFFNESS, ONSET);
        let load = -self.flow * stood + into_cusp * leant;
        Reaction {
            gradient: load,
            hessian: outer(self.flow, self.flow) * on_floor + outer(into_cusp, into_cusp) * on_cusp,
            normal: load.try_normalize().unwrap_or(Vec3::ZERO),
            friction_limit: friction * load.length(),
        }
    }
}

/// The pocket that a tip at `x` is in which points along `forward`, if it `was` in that one before.
pub fn caught(valves: &[Valve], was: Option<Caught>, x: Vec3, forward: Vec3) -> Option<Caught> {
    if let Some(it) = was.filter(|it| valves[it.valve].holds(x, it.side)) {
        return Some(it);
    }
    let mut entered = valves.iter().enumerate().filter(|(_, it)| forward.dot(it.flow) < 0.0);
    entered.find_map(|(valve, it)| it.pocket(x).map(|side| Caught { valve, side }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::anatomy::Centreline;

    fn valve() -> [Valve; 1] {
        let vein = Centreline::through(&[Vec3::ZERO, Vec3::Z * 60.0], &[3.5; 2]);
        [Valve::at(&vein.at(30.0))]
    }

    #[test]
    fn a_tip_in_the_middle_or_along_the_flow_is_not_caught_and_one_on_the_wall_is_until_it_is_drawn_back()
     {
        let valves = valve();
        let (middle, front) = (Vec3::new(0.3, 0.5, 35.0), Vec3::new(0.0, -3.0, 35.0));
        assert_eq!(caught(&valves, None, middle, -Vec3::Z), None);
        assert_eq!(caught(&valves, None, front, Vec3::Z), None);
        let held = caught(&valves, None, front, -Vec3::Z);
        assert_eq!(held, Some(Caught { valve: 0, side: -1.0 }));
        assert_eq!(caught(&valves, held, front - Vec3::Z * 6.0, -Vec3::Z), held);
        assert_eq!(caught(&valves, held, front + Vec3::Z * 3.0, -Vec3::Z), None);
    }

    /// Newton's method rests on it; the load is the gradient of a potential.
    #[test]
    fn a_pockets_hessian_is_the_derivative_of_its_load() {
        let valve = valve()[0];
        for x in
            [Vec3::new(0.2, -2.9, 33.0), Vec3::new(-0.4, -3.2, 31.0), Vec3::new(0.0, -2.2, 33.5)]
        {
            let load = |x: Vec3| valve.react(-1.0, x, 0.445, 0.1).gradient;
            for axis in [Vec3::X, Vec3::Y, Vec3::Z] {
                let slope = (load(x + axis * 1e-4) - load(x - axis * 1e-4)) / 2e-4;
                let hessian = valve.react(-1.0, x, 0.445, 0.1).hessian * axis;
                assert!((slope - hessian).length() < 1e-6, "{slope} against {hessian} at {x}");
            }
        }
    }
}
