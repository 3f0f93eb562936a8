//! The rod's state and its frames.
//!
//! Each edge carries a reference director that is parallel-transported in time along with its
//! tangent (Bergou et al. 2010, §4.2); the material director is that one turned by the edge's
//! angle θ about the tangent. What parallel transport along the rod misses of the next reference
//! director is the reference twist of the node between them; elastic twist is the difference of θ
//! plus that. Frames are re-based at every iteration, so that the derivatives in
//! [`super::energy`] are exact wherever they are taken.
//!
//! Members that share the centreline share its reference frames; each has its own angles.

use super::Grid;
use super::bore::Bore;
use super::member::{self, Member};
use crate::sim::math::{Vec3, perpendicular, rotate, transport};
use core::f64::consts::PI;

/// A wire in space, or several members on one centreline. Node 0 is the foremost tip; tangents point
/// towards it.
#[derive(Clone, Debug)]
pub struct Rod {
    /// What lies on the centreline, from inside out: one at least.
    pub(super) members: Vec<Member>,
    /// Where one member runs in another.
    pub(super) bores: Vec<Bore>,
    /// Positions of the active nodes, mm.
    pub(super) x: Vec<Vec3>,
    /// Velocities there, mm/s: of the members' mass, which slides past the nodes.
    pub(super) v: Vec<Vec3>,
    /// Unit tangents of the edges.
    pub(super) tangent: Vec<Vec3>,
    /// Lengths of the edges, mm.
    pub(super) length: Vec<f64>,
    /// Reference directors of the edges.
    pub(super) director: Vec<Vec3>,
    /// Reference twist at each node, rad.
    pub(super) reference_twist: Vec<f64>,
    /// Axial force of all members together in each edge, tension positive, N.
    pub(super) axial_force: Vec<f64>,
    /// Radius with which each node meets what is around it, mm.
    pub(super) radius: Vec<f64>,
    /// Mass of each node, N·s²/mm.
    pub(super) mass: Vec<f64>,
    /// How many nodes from the hub are prescribed.
    pub(super) prescribed: usize,
    /// Load per length on the whole rod (weight), N/mm.
    pub load: Vec3,
}

impl Rod {
    /// A rod at rest along `positions` (tip first, at least three), without twist. The natural
    /// curve of the tip starts out towards `side`.
    pub fn along(grid: Grid, positions: Vec<Vec3>, side: Vec3) -> Self {
        let count = positions.len();
        Self::of(vec![Member::new(grid, 0.0, count)], Vec::new(), positions, side)
    }

    /// Members at rest along `positions`, as [`Rod::along`].
    pub(super) fn of(
        members: Vec<Member>,
        bores: Vec<Bore>,
        positions: Vec<Vec3>,
        side: Vec3,
    ) -> Self {
        let count = positions.len();
        let mut rod = Self {
            v: vec![Vec3::ZERO; count],
            tangent: vec![Vec3::X; count - 1],
            length: vec![0.0; count - 1],
            director: vec![Vec3::Y; count - 1],
            reference_twist: vec![0.0; count],
            axial_force: vec![0.0; count - 1],
            radius: vec![members[0].grid.radius; count],
            mass: members[0].grid.mass[..count].to_vec(),
            members,
            bores,
            x: positions,
            prescribed: 2,
            load: Vec3::ZERO,
        };
        for i in 0..count - 1 {
            let edge = rod.x[i] - rod.x[i + 1];
            rod.length[i] = edge.length();
            rod.tangent[i] = edge / rod.length[i];
        }
        let hub = count - 2;
        let across = side - rod.tangent[hub] * side.dot(rod.tangent[hub]);
        rod.director[hub] =
            across.try_normalize().unwrap_or_else(|| perpendicular(rod.tangent[hub]));
        for i in (0..hub).rev() {
            rod.director[i] = transport(rod.director[i + 1], rod.tangent[i + 1], rod.tangent[i]);
        }
        rod.lay();
        rod
    }

    /// Lays the members on the nodes for where their tips are. One alone lies on all of them.
    pub(super) fn lay(&mut self) {
        if self.members.len() == 1 {
            return;
        }
        member::lay(&mut self.members);
        for i in 0..self.x.len() {
            let sum = |of: fn(&Member, usize) -> f64| {
                self.members.iter().map(|member| of(member, i)).sum::<f64>()
            };
            let radius = sum(|member, i| member.exposed[i] * member.grid.radius);
            let mass = sum(|member, i| member.share[i] * member.grid.mass[i]);
            (self.radius[i], self.mass[i]) = (radius, mass);
        }
    }

    /// What the mass at node `i` slides past it in this tick, mm: the mean over the members there.
    pub(super) fn slide_of_mass(&self, i: usize) -> f64 {
        let share = |member: &Member| member.share[i] * member.grid.mass[i] * member.slide;
        self.members.iter().map(share).sum::<f64>() / self.mass[i]
    }

    /// A straight rod of `material` from `tip` backwards along `-forward`.
    pub fn straight(grid: Grid, tip: Vec3, forward: Vec3, side: Vec3) -> Self {
        let positions = grid.from_tip.iter().map(|&s| tip - forward * s).collect();
        Self::along(grid, positions, side)
    }

    /// Lets go of the prescribed end, for good: the hub's motion no longer reaches the rod.
    pub fn release(&mut self) {
        self.prescribed = 0;
    }

    /// Sets the nodes moving at `velocities` from the tip, mm/s.
    pub fn set_velocities(&mut self, velocities: &[Vec3]) {
        self.v.copy_from_slice(velocities);
    }

    /// Number of active nodes.
    pub fn count(&self) -> usize {
        self.x.len()
    }

    /// Positions of the active nodes from the tip, mm.
    pub fn positions(&self) -> &[Vec3] {
        &self.x
    }

    /// Velocities of the active nodes, mm/s.
    pub fn velocities(&self) -> &[Vec3] {
        &self.v
    }

    /// Unit tangents of the edges, pointing towards the tip.
    pub fn tangents(&self) -> &[Vec3] {
        &self.tangent
    }

    /// The nodes as the surroundings see them.
    pub fn nodes(&self) -> super::Nodes<'_> {
        super::Nodes {
            positions: &self.x,
            tangents: &self.tangent,
            from_tip: &self.grid().from_tip[..self.x.len()],
            node_length: &self.grid().node_length[..self.x.len()],
            radius: &self.radius,
            members: &self.members,
        }
    }

    /// The nodes, and the coefficients of the innermost member.
    #[inline]
    pub fn grid(&self) -> &Grid {
        &self.members[0].grid
    }

    /// The members that share the centreline, from inside out.
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// The material director of the innermost member at edge `i`: the side towards which its tip
    /// is bent.
    pub fn material_director(&self, i: usize) -> Vec3 {
        self.director_of(&self.members[0], i)
    }

    /// The material director of `member` at edge `i`.
    #[inline]
    pub(super) fn director_of(&self, member: &Member, i: usize) -> Vec3 {
        rotate(self.director[i], self.tangent[i], member.theta[i])
    }

    /// Angle θ of the innermost member at edge `i`, rad.
    pub fn angle(&self, i: usize) -> f64 {
        self.members[0].theta[i]
    }

    /// Elastic twist of the innermost member at node `i` between its two edges, rad.
    pub fn twist(&self, i: usize) -> f64 {
        self.twist_of(&self.members[0], i)
    }

    /// Elastic twist of `member` at node `i` between its two edges, rad.
    #[inline]
    pub fn twist_of(&self, member: &Member, i: usize) -> f64 {
        member.theta[i - 1] - member.theta[i] + self.reference_twist[i]
    }

    /// Axial force of all members together in edge `i`, tension positive, N.
    pub fn axial_force(&self, i: usize) -> f64 {
        self.axial_force[i]
    }

    /// Force with which the prescribed end must push, all members together, N; positive against
    /// feeding. A rod that was let go needs none.
    pub fn hub_force(&self) -> f64 {
        if self.prescribed == 0 { 0.0 } else { -self.axial_force[self.hub_edge()] }
    }

    /// The part of [`Rod::hub_force`] that `member` takes, N.
    pub fn hub_force_of(&self, member: usize) -> f64 {
        if self.prescribed == 0 { 0.0 } else { -self.members[member].axial_force[self.hub_edge()] }
    }

    /// The last edge whose proximal node is free.
    fn hub_edge(&self) -> usize {
        self.x.len().saturating_sub(self.prescribed + 1)
    }

    /// Torque with which the prescribed end of the innermost member must turn, N·mm; positive
    /// against clockwise spin. A rod that was let go needs none.
    pub fn hub_torque(&self) -> f64 {
        self.hub_torque_of(0)
    }

    /// Torque with which the prescribed end of `member` must turn, N·mm.
    pub fn hub_torque_of(&self, member: usize) -> f64 {
        if self.prescribed == 0 {
            return 0.0;
        }
        let node = self.x.len() - self.prescribed;
        let member = &self.members[member];
        -member.grid.twisting[node] * self.twist_of(member, node)
    }

    /// Kinetic energy, N·mm.
    pub fn kinetic_energy(&self) -> f64 {
        self.v.iter().zip(&self.mass).map(|(v, m)| 0.5 * m * v.length_squared()).sum()
    }

    /// Follows moved nodes: tangents, lengths, transported directors and reference twists.
    pub(super) fn update_frames(&mut self) {
        let edges = self.x.len() - 1;
        for i in 0..edges {
            let edge = self.x[i] - self.x[i + 1];
            let length = edge.length().max(1e-6);
            let tangent = edge / length;
            let carried = transport(self.director[i], self.tangent[i], tangent);
            self.director[i] = (carried - tangent * carried.dot(tangent)).normalize();
            self.tangent[i] = tangent;
            self.length[i] = length;
        }
        for i in 1..edges {
            let carried = transport(self.director[i], self.tangent[i], self.tangent[i - 1]);
            let next = self.director[i - 1];
            let sin = carried.cross(next).dot(self.tangent[i - 1]);
            let cos = carried.dot(next);
            let angle = small_or_full_angle(sin, cos);
            let gap = self.reference_twist[i] - angle;
            let turns = if gap.abs() < PI { 0.0 } else { libm::round(gap / (2.0 * PI)) };
            self.reference_twist[i] = angle + turns * 2.0 * PI;
        }
    }
}

/// The angle of (`cos`, `sin`), by series where it is small, as nearly always.
#[inline]
fn small_or_full_angle(sin: f64, cos: f64) -> f64 {
    if cos > 0.0 && sin.abs() < 0.05 {
        let q = sin * sin;
        sin * (1.0 + q * (1.0 / 6.0 + q * (3.0 / 40.0 + q * (15.0 / 336.0 + q * 105.0 / 3456.0))))
    } else {
        libm::atan2(sin, cos)
    }
}
