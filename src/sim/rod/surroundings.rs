//! The one seam through which the world acts on the rod.

use super::{Member, Strand};
use crate::sim::math::{Mat3, Vec3};

/// What the rod shows of itself at the start of a tick. Node 0 is the tip.
#[derive(Clone, Copy)]
pub struct Nodes<'a> {
    /// Positions, mm.
    pub positions: &'a [Vec3],
    /// Unit tangents of the edges, pointing towards the tip; edge i joins nodes i and i + 1.
    pub tangents: &'a [Vec3],
    /// Distance of each node from the tip along the wire, mm.
    pub from_tip: &'a [f64],
    /// Length that each node stands for, mm.
    pub node_length: &'a [f64],
    /// Radius with which each node meets what is around it: of the wire, or of the outermost tube
    /// there, mm.
    pub radius: &'a [f64],
    /// What lies on the centreline, from inside out.
    pub members: &'a [Member],
}

/// The world's answer to one node's position: derivatives of a potential, and what friction may
/// transmit there.
#[derive(Clone, Copy, Debug)]
pub struct Reaction {
    /// Gradient of the potential, N.
    pub gradient: Vec3,
    /// Its Hessian, or a positive semi-definite majorant of it, N/mm.
    pub hessian: Mat3,
    /// Unit vector from the wire to what it rests on; zero where it touches nothing.
    pub normal: Vec3,
    /// Largest friction force at this node, N.
    pub friction_limit: f64,
}

impl Reaction {
    /// Nothing pushes and nothing holds.
    pub const NONE: Self =
        Self { gradient: Vec3::ZERO, hessian: Mat3::ZERO, normal: Vec3::ZERO, friction_limit: 0.0 };
}

/// What is around the wire. All terms are per node, so that the Hessian keeps its band.
pub trait Surroundings {
    /// Freezes whatever is frozen during a tick: channels, courses, colliders.
    fn begin_tick(&mut self, nodes: Nodes);

    /// The reaction at node `index` when it stands at `x`, mm. Called at every iteration.
    fn react(&mut self, index: usize, x: Vec3) -> Reaction;

    /// Torque with which edge `edge` of member `member` is held back at angle `angle` (rad), N·mm,
    /// and its derivative: what grips it, as a snare or a clamp does. Nothing does unless said
    /// otherwise.
    #[inline]
    fn grip(&mut self, _member: usize, _edge: usize, _angle: f64) -> (f64, f64) {
        (0.0, 0.0)
    }

    /// Where what node `index` stood on at the tick's beginning, at `start`, has gone: friction holds the
    /// node there. Nothing moves unless said otherwise.
    #[inline]
    fn footing(&self, _index: usize, start: Vec3) -> Vec3 {
        start
    }

    /// Other wires beside this one, where they stand during the tick.
    fn strands(&self) -> &[Strand] {
        &[]
    }

    /// True once every non-smooth element has settled; asked after each iteration with the
    /// positions that the iteration gave.
    fn settled(&mut self, positions: &[Vec3]) -> bool;
}

/// Surroundings in which other wires lie as well.
#[derive(Clone, Debug, Default)]
pub struct Beside<S> {
    pub around: S,
    pub strands: Vec<Strand>,
}

impl<S: Surroundings> Surroundings for Beside<S> {
    fn begin_tick(&mut self, nodes: Nodes) {
        self.around.begin_tick(nodes);
    }

    #[inline]
    fn react(&mut self, index: usize, x: Vec3) -> Reaction {
        self.around.react(index, x)
    }

    #[inline]
    fn grip(&mut self, member: usize, edge: usize, angle: f64) -> (f64, f64) {
        self.around.grip(member, edge, angle)
    }

    #[inline]
    fn footing(&self, index: usize, start: Vec3) -> Vec3 {
        self.around.footing(index, start)
    }

    fn strands(&self) -> &[Strand] {
        &self.strands
    }

    fn settled(&mut self, positions: &[Vec3]) -> bool {
        self.around.settled(positions)
    }
}

/// Nothing at all.
pub struct Vacuum;

impl Surroundings for Vacuum {
    fn begin_tick(&mut self, _nodes: Nodes) {}

    fn react(&mut self, _index: usize, _x: Vec3) -> Reaction {
        Reaction::NONE
    }

    fn settled(&mut self, _positions: &[Vec3]) -> bool {
        true
    }
}
