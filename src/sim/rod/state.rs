//! The rod's state and its frames.
//!
//! Each edge carries a reference director that is parallel-transported in time along with its
//! tangent (Bergou et al. 2010, §4.2); the material director is that one turned by the edge's
//! angle θ about the tangent. What parallel transport along the rod misses of the next reference
//! director is the reference twist of the node between them; elastic twist is the difference of θ
//! plus that. Frames are re-based at every iteration, so that the derivatives in
//! [`super::energy`] are exact wherever they are taken.

use super::Grid;
use super::set::Set;
use crate::sim::math::{Vec3, perpendicular, rotate, transport};
use core::f64::consts::PI;

/// A wire in space. Node 0 is the tip; tangents point towards it.
#[derive(Clone, Debug)]
pub struct Rod {
    pub(super) grid: Grid,
    /// Positions of the active nodes, mm.
    pub(super) x: Vec<Vec3>,
    /// Their velocities, mm/s.
    pub(super) v: Vec<Vec3>,
    /// Angle of the material director from the reference director of each edge, rad.
    pub(super) theta: Vec<f64>,
    /// Unit tangents of the edges.
    pub(super) tangent: Vec<Vec3>,
    /// Lengths of the edges, mm.
    pub(super) length: Vec<f64>,
    /// Reference directors of the edges.
    pub(super) director: Vec<Vec3>,
    /// Reference twist at each node, rad.
    pub(super) reference_twist: Vec<f64>,
    /// Axial force in each edge, tension positive, N.
    pub(super) axial_force: Vec<f64>,
    /// Elastic slip of the friction anchors, axial and circumferential, mm.
    pub(super) anchor: Vec<(f64, f64)>,
    /// Slip during the last tick, mm.
    pub(super) last_slip: Vec<(f64, f64)>,
    /// Bends that the wire keeps.
    pub(super) set: Set,
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
        let mut rod = Self {
            set: Set::none(&grid),
            grid,
            v: vec![Vec3::ZERO; count],
            theta: vec![0.0; count - 1],
            tangent: vec![Vec3::X; count - 1],
            length: vec![0.0; count - 1],
            director: vec![Vec3::Y; count - 1],
            reference_twist: vec![0.0; count],
            axial_force: vec![0.0; count - 1],
            anchor: vec![(0.0, 0.0); count],
            last_slip: vec![(0.0, 0.0); count],
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
        rod
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
            from_tip: &self.grid.from_tip[..self.x.len()],
            node_length: &self.grid.node_length[..self.x.len()],
            radius: self.grid.radius,
        }
    }

    /// The wire's nodes and their coefficients.
    pub fn grid(&self) -> &Grid {
        &self.grid
    }

    /// The material director of edge `i`: the side towards which the tip is bent.
    pub fn material_director(&self, i: usize) -> Vec3 {
        rotate(self.director[i], self.tangent[i], self.theta[i])
    }

    /// Angle θ of edge `i`, rad.
    pub fn angle(&self, i: usize) -> f64 {
        self.theta[i]
    }

    /// Elastic twist at node `i` between its two edges, rad.
    pub fn twist(&self, i: usize) -> f64 {
        self.theta[i - 1] - self.theta[i] + self.reference_twist[i]
    }

    /// Axial force in edge `i`, tension positive, N.
    pub fn axial_force(&self, i: usize) -> f64 {
        self.axial_force[i]
    }

    /// Force with which the prescribed end must push, N; positive against feeding. A rod that was
    /// let go needs none.
    pub fn hub_force(&self) -> f64 {
        if self.prescribed == 0 {
            return 0.0;
        }
        let edge = self.x.len().saturating_sub(self.prescribed + 1);
        -self.axial_force[edge]
    }

    /// Torque with which the prescribed end must turn, N·mm; positive against clockwise spin.
    /// A rod that was let go needs none.
    pub fn hub_torque(&self) -> f64 {
        if self.prescribed == 0 {
            return 0.0;
        }
        let node = self.x.len() - self.prescribed;
        -self.grid.twisting[node] * self.twist(node)
    }

    /// Kinetic energy, N·mm.
    pub fn kinetic_energy(&self) -> f64 {
        self.v.iter().zip(&self.grid.mass).map(|(v, m)| 0.5 * m * v.length_squared()).sum()
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
