//! What holds and loads single nodes and edges on the benches of twisted rods, and the search for
//! the load at which a rod lets go.

use super::bench::quasi_static;
use crate::sim::math::{Mat3, Vec3};
use crate::sim::rod::{HubMotion, Nodes, Reaction, Rod, Surroundings, Workspace};

/// Stiffness of a firm hold of a node, N/mm, and of an edge's angle, N·mm/rad: beyond that of any
/// bench rod by orders of magnitude.
pub const FIRM: f64 = 1e4;

/// Springs from nodes to points, forces on nodes, and grips on edges.
#[derive(Clone, Debug, Default)]
pub struct Holds {
    /// Node, the point that it is drawn to, and the spring's stiffness along x, y and z, N/mm.
    pub springs: Vec<(usize, Vec3, Vec3)>,
    /// Node and force, N.
    pub forces: Vec<(usize, Vec3)>,
    /// Edge, torque on it along its tangent (N·mm), and the stiffness (N·mm/rad) with which its
    /// angle is held at zero.
    pub grips: Vec<(usize, f64, f64)>,
}

impl Holds {
    /// Holds node `node` firmly to the x axis, along which it may slide.
    pub fn guide(&mut self, node: usize) {
        self.springs.push((node, Vec3::ZERO, Vec3::new(0.0, FIRM, FIRM)));
    }

    /// Holds the angle of edge `edge` firmly at zero.
    pub fn clamp_angle(&mut self, edge: usize) {
        self.grips.push((edge, 0.0, FIRM));
    }
}

impl Surroundings for Holds {
    fn begin_tick(&mut self, _nodes: Nodes) {}

    fn react(&mut self, index: usize, x: Vec3) -> Reaction {
        let mut reaction = Reaction::NONE;
        for &(_, force) in self.forces.iter().filter(|(node, _)| *node == index) {
            reaction.gradient -= force;
        }
        for &(_, point, stiffness) in self.springs.iter().filter(|(node, ..)| *node == index) {
            reaction.gradient += (x - point) * stiffness;
            reaction.hessian += Mat3::from_diagonal(stiffness);
        }
        reaction
    }

    fn grip(&mut self, _member: usize, edge: usize, angle: f64) -> (f64, f64) {
        let here = self.grips.iter().filter(|(at, ..)| *at == edge);
        here.fold((0.0, 0.0), |sum, &(_, torque, stiffness)| {
            (sum.0 + stiffness * angle - torque, sum.1 + stiffness)
        })
    }

    fn settled(&mut self, _positions: &[Vec3]) -> bool {
        true
    }
}

/// True if the potential of `rod` rises in every direction from where it is.
pub fn stable<S: Surroundings>(rod: &Rod, holds: &mut S) -> bool {
    rod.is_stable(&quasi_static(), &mut Workspace::default(), holds)
}

/// Turns the hub by `angle` (rad) at rest, in small parts; none if it does not come to rest.
pub fn turn<S: Surroundings>(rod: &mut Rod, angle: f64, holds: &mut S) -> Option<()> {
    let (settings, mut work) = (quasi_static(), Workspace::default());
    let mut left = angle;
    for _ in 0..400 {
        let spin = left.clamp(-0.25, 0.25);
        let solution = rod.tick(HubMotion { feed: 0.0, spin }, &settings, &mut work, holds);
        left -= solution.moved.spin;
        if solution.converged && left == 0.0 {
            return Some(());
        }
    }
    None
}

/// The load at which `state`, stable at zero load, ceases to be so, within 0.1%.
///
/// `assess` brings a state from one load to another and says whether the equilibrium there is
/// stable; none where it found no rest, or another equilibrium than the one that is followed. Such a
/// load tells nothing: a shorter step is tried from the last that was stable. None unless a load
/// just beyond it was found at rest and not stable.
pub fn onset<T: Clone>(
    mut state: T,
    step: f64,
    mut assess: impl FnMut(&mut T, f64, f64) -> Option<bool>,
) -> Option<f64> {
    let (mut load, mut part, mut beyond) = (0.0, step, f64::INFINITY);
    for _ in 0..400 {
        if beyond - load <= 1e-3 * load {
            return Some(0.5 * (load + beyond));
        }
        let mut next = state.clone();
        let to = load + part;
        match assess(&mut next, load, to) {
            Some(true) => (state, load) = (next, to),
            Some(false) => beyond = to,
            None => part *= 0.5,
        }
        part = part.min(0.5 * (beyond - load));
    }
    None
}
