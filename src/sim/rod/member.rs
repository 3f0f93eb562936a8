//! A member of the rod: a wire, or a tube around it, on the centreline that all members share.
//!
//! Each has its own rigidities, natural curvature, twist, friction and axial force, and its tip its
//! own place. The nodes belong to the member that reaches farthest; the others slide along them, by
//! what they are fed less what that one is, since at a wire's axial stiffness a newton stretches a
//! metre of it by a twentieth of a millimetre. So what each member does along the centreline is
//! known before a tick is solved, and only its angles are unknowns of their own
//! ([`super::bore`] has the forces between members).
//!
//! A node in whose length a member ends gets a share of that member's stiffness: that of two springs
//! in series, the stretch with the member and the stretch without. It goes from nothing to all
//! without a jump as the tip passes.

use super::Grid;

/// Twisting coefficient that carries a member's angle on ahead of its tip, N·mm: so little that it
/// is no torque, enough for the angle to be there when the tip comes.
const AHEAD: f64 = 1e-6;

/// One member. Lists run over the active nodes or edges from node 0.
#[derive(Clone, Debug)]
pub struct Member {
    pub(super) grid: Grid,
    /// How far its tip lies behind node 0, mm.
    pub(super) offset: f64,
    /// What it moves along the centreline past the nodes in this tick, mm, towards the tip.
    pub(super) slide: f64,
    /// Angle of its material director from the reference director of each edge, rad.
    pub(super) theta: Vec<f64>,
    /// Share of each node's length in which it lies.
    pub(super) share: Vec<f64>,
    /// Share of each node's contact with what is around the rod that it takes: none in a tube.
    pub(super) exposed: Vec<f64>,
    /// Elastic slip of its friction anchors against what is around the rod, axial and
    /// circumferential, mm.
    pub(super) anchor: Vec<(f64, f64)>,
    /// Slip during the last tick, mm.
    pub(super) last_slip: Vec<(f64, f64)>,
    /// Its own axial force in each edge, tension positive, N.
    pub(super) axial_force: Vec<f64>,
}

impl Member {
    /// A member without twist over `count` nodes, its tip `offset` mm behind node 0.
    pub(super) fn new(grid: Grid, offset: f64, count: usize) -> Self {
        Self {
            grid,
            offset,
            slide: 0.0,
            theta: vec![0.0; count - 1],
            share: vec![1.0; count],
            exposed: vec![1.0; count],
            anchor: vec![(0.0, 0.0); count],
            last_slip: vec![(0.0, 0.0); count],
            axial_force: vec![0.0; count - 1],
        }
    }

    /// Appends a node in line with the last.
    pub(super) fn extend(&mut self) {
        let last = self.theta.len() - 1;
        self.theta.push(self.theta[last]);
        self.axial_force.push(self.axial_force[last]);
        self.share.push(1.0);
        self.exposed.push(self.exposed[last]);
        self.anchor.push((0.0, 0.0));
        self.last_slip.push((0.0, 0.0));
    }

    /// Drops the nodes from `count` on.
    pub(super) fn truncate(&mut self, count: usize) {
        self.theta.truncate(count - 1);
        self.axial_force.truncate(count - 1);
        self.share.truncate(count);
        self.exposed.truncate(count);
        self.anchor.truncate(count);
        self.last_slip.truncate(count);
    }

    /// Mean angle of the edges at node `i`, rad.
    #[inline]
    pub(super) fn mean_angle(&self, i: usize) -> f64 {
        if i == 0 { self.theta[0] } else { 0.5 * (self.theta[i] + self.theta[i - 1]) }
    }

    /// How far its tip lies behind the tip of the member that reaches farthest, mm.
    pub fn offset(&self) -> f64 {
        self.offset
    }

    /// Its own axial force in edge `i`, tension positive, N.
    pub fn axial_force(&self, i: usize) -> f64 {
        self.axial_force[i]
    }

    /// Share of node `i`'s length in which it lies.
    pub fn share(&self, i: usize) -> f64 {
        self.share[i]
    }

    /// Share of node `i`'s contact with what is around the rod that it takes.
    #[inline]
    pub fn exposed(&self, i: usize) -> f64 {
        self.exposed[i]
    }

    /// Angle of edge `i`, rad.
    pub fn angle(&self, i: usize) -> f64 {
        self.theta[i]
    }

    /// Its outer radius, mm.
    pub fn radius(&self) -> f64 {
        self.grid.radius
    }

    /// Takes shares and coefficients anew for where its tip is.
    fn lay(&mut self) {
        let count = self.share.len();
        self.grid.slide(self.offset, count);
        for i in 0..count {
            // A node's length ends half way to the next.
            let end = self.grid.from_tip[i] + 0.5 * self.grid.edge_length.get(i).unwrap_or(&0.0);
            let share = ((end - self.offset) / self.grid.node_length[i]).clamp(0.0, 1.0);
            self.share[i] = share;
            self.grid.twisting[i] = self.grid.twisting[i] * share + AHEAD * (1.0 - share);
        }
    }
}

/// Lays `members`, from inside out, on their nodes: what each adds to a node's stiffness and takes
/// of its contact.
pub(super) fn lay(members: &mut [Member]) {
    members.iter_mut().for_each(Member::lay);
    let count = members[0].share.len();
    for i in 0..count {
        let whole: f64 =
            members.iter().filter(|it| it.share[i] == 1.0).map(|it| it.grid.bending[i]).sum();
        for member in members.iter_mut().filter(|it| it.share[i] < 1.0) {
            // Springs in series: 1/k = (1 − s)/A + s/(A + B) with B this member and A the others.
            let (own, share) = (member.grid.bending[i], member.share[i]);
            member.grid.bending[i] = own * whole * share / (whole + (1.0 - share) * own);
        }
        let mut inside = 1.0;
        for member in members.iter_mut().rev() {
            member.exposed[i] = member.share[i] * inside;
            inside -= member.exposed[i];
        }
    }
}
