//! One member inside another: friction between them, and how they share the axial force.
//!
//! What lies on one centreline bends as one: rigidities add, and what the solver finds in an edge is
//! the axial force of all members together, which is what buckles them. Three things go on between
//! them without the centreline noticing.
//!
//! - **Load.** A member is in equilibrium by itself, so whatever its own bending, its twist and its own
//!   axial force leave over across the centreline, the tube around it takes: a wire in tension
//!   presses on the inside of a bend with T κ per length, a tapering or bent one with its shear.
//! - **Friction** is Coulomb's law over that load, with anchors as against the vein's wall
//!   ([`super::friction`]): axial slip is the difference of the two members' slides, which is known
//!   before the tick is solved; circumferential slip is radius times the difference of their turns,
//!   both unknowns. So a tight bend binds a wire in its catheter, torque drags, and spinning the wire
//!   frees it.
//! - **Axial force** of each member is what its own friction, its tip and its shear add up to from its
//!   tip to the hub. It is no unknown: members are inextensible along one another, and slip alone
//!   says which way each piece of the bore pulls. Condensed so, pinning a wire while its catheter goes
//!   over it costs nothing more than either alone, and keeps the band.
//!
//! The load that limits friction in a tick is that of the tick before. It depends on the axial force,
//! which friction adds up: each pass carries the belt equation (Euler's e^μφ) one term further, and it
//! is there within some ticks.

use super::band::Band;
use super::friction::{dragged, secant};
use super::tick::Workspace;
use super::{Member, Rod};
use crate::sim::math::Vec3;

/// Length over which a member crosses the clearance of its bore and back, mm: √(2c/κ) for a clearance
/// c of 0.1 mm in a bend of 40 mm. Shears that alternate within it press on nothing.
const BRIDGED: f64 = 3.0;

/// One member inside another.
#[derive(Clone, Debug)]
pub struct Bore {
    /// Their places among the members.
    pub(super) inner: usize,
    pub(super) outer: usize,
    /// Coulomb friction coefficient.
    pub(super) friction: f64,
    /// Largest friction at each node during a tick, N.
    pub(super) limit: Vec<f64>,
    /// Elastic slip of the anchors, axial and circumferential, mm.
    pub(super) anchor: Vec<(f64, f64)>,
    /// Circumferential slip during the last tick, mm.
    last_turn: Vec<f64>,
}

impl Bore {
    /// Member `inner` in `outer`, over `count` nodes.
    pub(super) fn new((inner, outer): (usize, usize), friction: f64, count: usize) -> Self {
        Self {
            inner,
            outer,
            friction,
            limit: vec![0.0; count],
            anchor: vec![(0.0, 0.0); count],
            last_turn: vec![0.0; count],
        }
    }

    pub(super) fn resize(&mut self, count: usize) {
        self.limit.resize(count, 0.0);
        self.anchor.resize(count, (0.0, 0.0));
        self.last_turn.resize(count, 0.0);
    }

    /// Share of node `i` at which the inner member touches the outer one.
    fn share(&self, members: &[Member], i: usize) -> f64 {
        let between = &members[self.inner + 1..self.outer];
        let open: f64 = between.iter().map(|member| 1.0 - member.share[i]).product();
        members[self.inner].share[i] * members[self.outer].share[i] * open
    }

    /// Elastic slip of the inner member past the outer one at node `i`, whose angles there were
    /// `start` at the start of the tick; axial and circumferential, mm.
    #[inline]
    fn slip(&self, members: &[Member], i: usize, start: (f64, f64)) -> (f64, f64) {
        let (inner, outer) = (&members[self.inner], &members[self.outer]);
        let turned = (inner.mean_angle(i) - start.0) - (outer.mean_angle(i) - start.1);
        let (a, c) = self.anchor[i];
        (a + inner.slide - outer.slide, c + inner.grid.radius * turned)
    }
}

impl Rod {
    /// Adds the friction of every bore at node `i`.
    pub(super) fn add_bore_friction(
        &self,
        band: &mut Band,
        i: usize,
        start_mean: &[Vec<f64>],
        first: bool,
    ) {
        for bore in &self.bores {
            let limit = bore.limit[i];
            if limit == 0.0 {
                continue;
            }
            let start = (start_mean[bore.inner][i], start_mean[bore.outer][i]);
            let (axial, circumferential) = bore.slip(&self.members, i, start);
            let aside = if first { bore.last_turn[i] } else { 0.0 };
            let secant = secant(limit, axial, circumferential + aside);
            let radius = self.members[bore.inner].grid.radius;
            let share = if i == 0 { 1.0 } else { 0.5 };
            let torque = secant * circumferential * radius * share;
            let spin = secant * radius * radius * share * share;
            let here = self.stride() * i + 3;
            let edges = [Some(here), here.checked_sub(self.stride()).filter(|_| i > 0)];
            for at in edges.into_iter().flatten() {
                band.rhs[at + bore.inner] -= torque;
                band.rhs[at + bore.outer] += torque;
                band.add(at + bore.inner, at + bore.inner, spin);
                band.add(at + bore.outer, at + bore.outer, spin);
                band.add(at + bore.inner, at + bore.outer, -spin);
            }
            if let Some(distal) = edges[1] {
                band.add(distal + bore.inner, here + bore.inner, spin);
                band.add(distal + bore.outer, here + bore.outer, spin);
                band.add(distal + bore.inner, here + bore.outer, -spin);
                band.add(distal + bore.outer, here + bore.inner, -spin);
            }
        }
    }

    /// After a tick: each member's own axial force, the load on each bore and its friction's limit
    /// for the next tick.
    pub(super) fn share_forces(&mut self, work: &mut Workspace) {
        let count = self.x.len();
        if self.members.len() == 1 {
            self.members[0].axial_force.copy_from_slice(&self.axial_force);
            return;
        }
        work.follow_reactions(self);
        let mut forces = core::mem::take(&mut work.member_forces);
        forces.resize(self.members.len(), Vec::new());
        for (of_member, member) in forces.iter_mut().zip(&self.members) {
            of_member.clear();
            of_member.resize(count, Vec3::ZERO);
            self.add_forces_of(member, of_member);
            for i in 0..count {
                of_member[i] -= work.reactions[i].gradient * member.exposed[i];
            }
            work.contacts.add_forces_on(member, of_member);
        }
        work.rubbed.clear();
        work.rubbed.resize(count, Vec3::ZERO);
        self.add_up(&forces, work);
        self.press(&mut forces, &mut work.loads);
        work.member_forces = forces;
    }

    /// Adds up the axial force of each member from its tip, and lets the bores' anchors drag along.
    fn add_up(&mut self, forces: &[Vec<Vec3>], work: &mut Workspace) {
        let edges = self.x.len() - 1;
        let mut sums = [0.0; super::MOST_MEMBERS];
        for i in 0..edges {
            // Projected on the node's own direction, what is across it drops out.
            let along = self.along_at(i);
            let along = along / along.dot(self.tangent[i]);
            let reaction = &work.reactions[i];
            for (k, member) in self.members.iter().enumerate() {
                sums[k] += along.dot(forces[k][i]);
                let limit = reaction.friction_limit * member.exposed[i];
                if limit > 0.0 {
                    let start = (work.footing[i], work.start_mean[k][i]);
                    let slip = self.slip(member, i, reaction.normal, start.0, start.1);
                    let force = slip.force(limit);
                    sums[k] += along.dot(force);
                    work.rubbed[i] += force;
                }
            }
            for bore in &mut self.bores {
                let limit = bore.limit[i];
                if limit == 0.0 {
                    (bore.anchor[i], bore.last_turn[i]) = ((0.0, 0.0), 0.0);
                    continue;
                }
                let start = (work.start_mean[bore.inner][i], work.start_mean[bore.outer][i]);
                let slip = bore.slip(&self.members, i, start);
                let pull = secant(limit, slip.0, slip.1) * slip.0;
                sums[bore.inner] -= pull;
                sums[bore.outer] += pull;
                bore.last_turn[i] = slip.1 - bore.anchor[i].1;
                bore.anchor[i] = dragged(slip);
            }
            // What the last step left out of balance is elastic, and falls to the members by their
            // rigidity: together they carry what the solver found.
            let over = self.axial_force[i] - sums.iter().sum::<f64>();
            let rigidity = |member: &Member| member.grid.bending[i] + f64::MIN_POSITIVE;
            let whole: f64 = self.members.iter().map(rigidity).sum();
            for (member, sum) in self.members.iter_mut().zip(&mut sums) {
                *sum += over * rigidity(member) / whole;
                member.axial_force[i] = *sum;
            }
        }
    }

    /// The load of each bore and its friction's limit. What a member's own forces leave over across
    /// the centreline is handed to the tube around it, from inside out.
    fn press(&mut self, forces: &mut [Vec<Vec3>], loads: &mut Vec<Vec3>) {
        let count = self.x.len();
        for bore in &mut self.bores {
            bore.limit.fill(0.0);
        }
        for inner in 0..self.members.len() - 1 {
            let tension = &self.members[inner].axial_force;
            for i in 1..count - 1 {
                forces[inner][i] +=
                    self.tangent[i - 1] * tension[i - 1] - self.tangent[i] * tension[i];
            }
            bridged(&forces[inner], self.grid(), count, loads);
            for i in 1..count - 1 {
                let along = self.along_at(i);
                let load = loads[i] - along * along.dot(loads[i]);
                for bore in self.bores.iter_mut().filter(|bore| bore.inner == inner) {
                    let share = bore.share(&self.members, i);
                    if share > 0.0 {
                        bore.limit[i] = bore.friction * load.length() * share;
                        forces[bore.outer][i] += load * share;
                    }
                }
            }
        }
    }
}

/// Spreads the forces on the nodes over the length that a member bridges.
fn bridged(forces: &[Vec3], grid: &super::Grid, count: usize, loads: &mut Vec<Vec3>) {
    loads.clear();
    loads.resize(count, Vec3::ZERO);
    let weight = |i: usize, j: usize| {
        let distance = (grid.from_tip[i] - grid.from_tip[j]).abs();
        (1.0 - distance / BRIDGED).max(0.0) * grid.node_length[j]
    };
    let within = |i: usize, j: usize| (grid.from_tip[i] - grid.from_tip[j]).abs() < BRIDGED;
    let mut first = 0;
    for i in 0..count {
        while !within(i, first) {
            first += 1;
        }
        let around = first..(first..count).find(|&j| !within(i, j)).unwrap_or(count);
        let sum: f64 = around.clone().map(|j| weight(i, j)).sum();
        for j in around {
            loads[j] += forces[i] * (weight(i, j) / sum);
        }
    }
}
