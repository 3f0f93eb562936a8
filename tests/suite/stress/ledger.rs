//! The books of a wire's energy: what it holds against what the hand put in.
//!
//! A settled tick of backward Euler ends at a stationary point of its incremental potential. Where
//! that potential is convex between the two ends of the tick, the energy held rises by no more than
//! the work of the hand at the forces that the tick ends with; the rest is lost to friction, drag
//! and numerical damping. Where the wire snaps it is not convex, but there much is lost. What is left
//! over, summed over settled ticks and started anew when it falls below nothing, is energy from
//! nowhere. It may be as large as what is not in the books: the elastic slip of the friction anchors,
//! and one tick's tolerance on the axial force.

use wispwire::sim::anatomy::{Tube, foundation};
use wispwire::sim::rod::{Rod, Solution};

/// Half the band over which the tube's wall sets in, mm.
const ONSET: f64 = 0.05;

/// Elastic slip at which friction reaches its limit, mm.
const ANCHOR_RANGE: f64 = 0.02;

/// The books of one wire.
#[derive(Default)]
pub struct Ledger {
    held: Option<f64>,
    gained: f64,
    anchored: f64,
}

impl Ledger {
    /// Enters one tick. An unsettled one has no force to reckon with: the books begin anew after it.
    pub fn enter(&mut self, rod: &Rod, tube: &Tube, solution: &Solution) {
        let (load, wall) = wall(rod, tube);
        let now = rod.elastic_energy() + rod.kinetic_energy() + wall;
        // Friction rises to its limit f as f·y(2 − y) over the range of the slip: ∫ f du = ⅔ f·range.
        self.anchored = self.anchored.max(tube.wall.friction * load * ANCHOR_RANGE * 2.0 / 3.0);
        let before = self.held.replace(now);
        if let Some(before) = before.filter(|_| solution.converged) {
            let moved = solution.moved;
            let work = rod.hub_force() * moved.feed + rod.hub_torque() * moved.spin;
            self.gained = (self.gained + now - before - work).max(0.0);
        } else {
            self.gained = 0.0;
        }
    }

    /// Energy from nowhere since the last time that the books balanced, N·mm.
    pub fn gained(&self) -> f64 {
        self.gained
    }

    /// Most that all friction anchors together can have held so far, N·mm.
    pub fn anchored(&self) -> f64 {
        self.anchored
    }
}

/// Sum of the loads with which a wire presses on the wall, N, and what the wall holds, N·mm: per
/// node ∫ load dp by Simpson's rule, exact for the wall's law on either side of its onset.
fn wall(rod: &Rod, tube: &Tube) -> (f64, f64) {
    let radius = rod.grid().radius;
    let (mut loads, mut energy) = (0.0, 0.0);
    for (&x, &length) in rod.positions().iter().zip(&rod.grid().node_length) {
        let depth = wispwire::physics::depth_beyond_wall(tube, x, radius);
        if depth <= -ONSET {
            continue;
        }
        let load = |p: f64| foundation(p, tube.wall.stiffness * length).0;
        let over = |a: f64, b: f64| (b - a) / 6.0 * (load(a) + 4.0 * load(0.5 * (a + b)) + load(b));
        loads += load(depth);
        energy += over(-ONSET, depth.min(ONSET)) + over(ONSET, depth.max(ONSET));
    }
    (loads, energy)
}
