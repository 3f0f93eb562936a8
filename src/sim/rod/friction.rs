//! Coulomb friction over axial and circumferential slip, with elastic anchors.
//!
//! The slip of a node over what it rests on is a vector in the contact's tangent plane: along the
//! wire, and around it (travel around the lumen plus radius times spin). Friction opposes the whole
//! vector, so spinning a wire lowers its axial friction without any special case. Sticking is
//! elastic over [`ANCHOR_RANGE`]: each node remembers its elastic slip, which grows until the
//! friction limit and then drags along (a bristle; Dahl 1968). Friction regularised by velocity
//! instead would let a resting wire creep.

use super::band::Band;
use super::surroundings::Reaction;
use super::{Member, Rod};
use crate::sim::math::{Mat3, Vec3, outer};

/// Elastic slip at which friction reaches its limit, mm.
pub(super) const ANCHOR_RANGE: f64 = 0.02;

/// Slip of a member over what it rests on at one node since the tick began.
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
pub(super) fn secant(limit: f64, axial: f64, circumferential: f64) -> f64 {
    let size = (axial * axial + circumferential * circumferential).sqrt();
    let y = size / ANCHOR_RANGE;
    if y > 1e-6 { limit * rise(y) / size } else { 2.0 * limit / ANCHOR_RANGE }
}

/// Lets an anchor with this elastic slip (mm) drag along once the tick is over; gives the anchor.
#[inline]
pub(super) fn dragged((axial, circumferential): (f64, f64)) -> (f64, f64) {
    let size = libm::hypot(axial, circumferential);
    let keep = if size > ANCHOR_RANGE { ANCHOR_RANGE / size } else { 1.0 };
    (axial * keep, circumferential * keep)
}

impl Rod {
    /// Direction of the wire at node `i`, towards the tip.
    #[inline]
    pub(super) fn along_at(&self, i: usize) -> Vec3 {
        if i == 0 {
            self.tangent[0]
        } else if i + 1 == self.x.len() {
            self.tangent[i - 1]
        } else {
            let mean = self.tangent[i] + self.tangent[i - 1];
            mean.try_normalize().unwrap_or(self.tangent[i])
        }
    }

    /// Slip of `member` at node `i` since the start of the tick, when the node stood at `start` and
    /// the member's angle there was `start_angle`.
    #[inline]
    pub(super) fn slip(
        &self,
        member: &Member,
        i: usize,
        normal: Vec3,
        start: Vec3,
        start_angle: f64,
    ) -> Slip {
        let along = self.along_at(i);
        let around = along.cross(normal);
        let moved = self.x[i] - start;
        let turned = member.mean_angle(i) - start_angle;
        let (a, c) = member.anchor[i];
        let elastic = (
            a + along.dot(moved) + member.slide,
            c + around.dot(moved) + member.grid.radius * turned,
        );
        Slip { along, around, elastic }
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
        member: usize,
        slip: &Slip,
        reaction: &Reaction,
        first: bool,
    ) {
        let (stride, column) = (self.stride(), 3 + member);
        let member = &self.members[member];
        let (axial, circumferential) = slip.elastic;
        let (ahead, aside) = if first { member.last_slip[i] } else { (0.0, 0.0) };
        let limit = reaction.friction_limit * member.exposed[i];
        // Of what is foretold it has made its slide past the nodes already.
        let made = if first { member.slide } else { 0.0 };
        let secant = secant(limit, axial + (ahead - made), circumferential + aside);
        let radius = member.grid.radius;
        let at = stride * i;
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
        let here = at + column;
        band.rhs[here] -= torque;
        band.add_column(at, here, across);
        band.add(here, here, spin);
        if i > 0 {
            let distal = here - stride;
            band.rhs[distal] -= torque;
            band.add_row(distal, at, across);
            band.add(distal, distal, spin);
            band.add(distal, here, spin);
        }
    }

    /// The elastic slip of every anchor, mm.
    pub fn anchors(&self) -> impl Iterator<Item = f64> + '_ {
        let of_members = self.members.iter().map(|member| &member.anchor);
        let anchors = of_members.chain(self.bores.iter().map(|bore| &bore.anchor));
        anchors.flatten().flat_map(|&(axial, circumferential)| [axial, circumferential])
    }
}

impl Slip {
    /// Force on the member under a `limit`, N.
    pub(super) fn force(&self, limit: f64) -> Vec3 {
        let (axial, circumferential) = self.elastic;
        let secant = secant(limit, axial, circumferential);
        (self.along * axial + self.around * circumferential) * -secant
    }
}

impl Member {
    /// Lets the anchor at node `i` drag along once the tick is over.
    pub(super) fn drag_anchor(&mut self, i: usize, slip: &Slip) {
        let (axial, circumferential) = slip.elastic;
        let (a, c) = self.anchor[i];
        self.last_slip[i] = (axial - a, circumferential - c);
        self.anchor[i] = dragged(slip.elastic);
    }

    /// Forgets the anchor at a node that touches nothing.
    pub(super) fn drop_anchor(&mut self, i: usize) {
        self.anchor[i] = (0.0, 0.0);
        self.last_slip[i] = (0.0, 0.0);
    }
}
