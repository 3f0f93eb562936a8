//! Coulomb friction over axial and circumferential slip, with elastic anchors.
//!
//! The slip of a node over what it rests on is a vector in the contact's tangent plane: along the
//! wire, and around it (travel around the lumen plus radius times spin). Friction opposes the whole
//! vector, so spinning a wire lowers its axial friction without any special case. Sticking is
//! elastic over [`ANCHOR_RANGE`]: each node remembers its elastic slip, which grows until the
//! friction limit and then drags along (a bristle; Dahl 1968). Friction regularised by velocity
//! instead would let a resting wire creep.

use super::Rod;
use super::band::Band;
use super::energy::{angle_row, row};
use super::surroundings::Reaction;
use crate::sim::math::{Mat3, Vec3, outer};

/// Elastic slip at which friction reaches its limit, mm.
pub(super) const ANCHOR_RANGE: f64 = 0.02;

/// Slip of one node over what it rests on since the tick began.
pub(super) struct Slip {
    /// Axial direction, towards the tip.
    along: Vec3,
    /// Circumferential direction.
    around: Vec3,
    /// Elastic slip, axial and circumferential, mm.
    elastic: (f64, f64),
}

/// Rise of friction with elastic slip over range: 1 beyond it, with no corner.
#[inline]
fn rise(y: f64) -> f64 {
    if y < 1.0 { y * (2.0 - y) } else { 1.0 }
}

/// Friction over elastic slip, N/mm, under a `limit` (N) at an elastic slip with these components
/// (mm).
#[inline]
fn secant(limit: f64, axial: f64, circumferential: f64) -> f64 {
    let size = (axial * axial + circumferential * circumferential).sqrt();
    let y = size / ANCHOR_RANGE;
    if y > 1e-6 { limit * rise(y) / size } else { 2.0 * limit / ANCHOR_RANGE }
}

impl Rod {
    /// Slip of node `i` since the start of the tick, given there as `start` and `start_angle`.
    #[inline]
    pub(super) fn slip(&self, i: usize, normal: Vec3, start: Vec3, start_angle: f64) -> Slip {
        let along = if i == 0 {
            self.tangent[0]
        } else if i + 1 == self.x.len() {
            self.tangent[i - 1]
        } else {
            let mean = self.tangent[i] + self.tangent[i - 1];
            mean.try_normalize().unwrap_or(self.tangent[i])
        };
        let around = along.cross(normal);
        let moved = self.x[i] - start;
        let turned = self.mean_angle(i) - start_angle;
        let (a, c) = self.anchor[i];
        let elastic = (a + along.dot(moved), c + around.dot(moved) + self.grid.radius * turned);
        Slip { along, around, elastic }
    }

    /// Mean angle of the edges at node `i`, rad.
    #[inline]
    pub(super) fn mean_angle(&self, i: usize) -> f64 {
        if i == 0 { self.theta[0] } else { 0.5 * (self.theta[i] + self.theta[i - 1]) }
    }

    /// Adds friction at node `i`: the secant stiffness of Coulomb's law times the elastic slip. A
    /// secant majorises the law, so that no step overshoots where a wire comes to rest. It is taken
    /// at the slip itself, and before the first step at the slip that the last tick foretells: a
    /// wire that slides on as it did meets the right force at once.
    #[inline]
    pub(super) fn add_friction(
        &self,
        band: &mut Band,
        i: usize,
        slip: &Slip,
        reaction: &Reaction,
        first: bool,
    ) {
        let (axial, circumferential) = slip.elastic;
        let (ahead, aside) = if first { self.last_slip[i] } else { (0.0, 0.0) };
        let secant = secant(reaction.friction_limit, axial + ahead, circumferential + aside);
        let radius = self.grid.radius;
        let at = row(i);
        let force = (slip.along * axial + slip.around * circumferential) * secant;
        band.rhs[at] -= force.x;
        band.rhs[at + 1] -= force.y;
        band.rhs[at + 2] -= force.z;
        let block: Mat3 =
            (outer(slip.along, slip.along) + outer(slip.around, slip.around)) * secant;
        band.add_diagonal(at, &block);

        let share = if i == 0 { 1.0 } else { 0.5 };
        let torque = secant * circumferential * radius * share;
        let across = slip.around * (secant * radius * share);
        let spin = secant * radius * radius * share * share;
        let here = angle_row(i);
        band.rhs[here] -= torque;
        band.add_column(at, here, across);
        band.add(here, here, spin);
        if i > 0 {
            let distal = angle_row(i - 1);
            band.rhs[distal] -= torque;
            band.add_row(distal, at, across);
            band.add(distal, distal, spin);
            band.add(distal, here, spin);
        }
    }

    /// Lets the anchor of node `i` drag along once the tick is over.
    pub(super) fn drag_anchor(&mut self, i: usize, slip: &Slip) {
        let (axial, circumferential) = slip.elastic;
        let (a, c) = self.anchor[i];
        self.last_slip[i] = (axial - a, circumferential - c);
        let size = libm::hypot(axial, circumferential);
        let keep = if size > ANCHOR_RANGE { ANCHOR_RANGE / size } else { 1.0 };
        self.anchor[i] = (axial * keep, circumferential * keep);
    }

    /// The elastic slip of every anchor, mm.
    pub fn anchors(&self) -> impl Iterator<Item = f64> + '_ {
        self.anchor.iter().flat_map(|&(axial, circumferential)| [axial, circumferential])
    }

    /// Forgets the anchor of a node that touches nothing.
    pub(super) fn drop_anchor(&mut self, i: usize) {
        self.anchor[i] = (0.0, 0.0);
        self.last_slip[i] = (0.0, 0.0);
    }
}
