//! One Newton step: the hub's motion, the solution, how far to go, and how to keep lengths.
//!
//! The prescribed motion of the hub enters as Dirichlet increments. A step is shortened as a whole
//! where a node would move or turn too far; what it leaves of the hub's motion is not made, the
//! fingers lag. There is no line search on the energy: a stiff rod would only let it crawl along its
//! inextensible curve (the Maratos effect). Its cause is met instead: a step is linear, and edges
//! that turn grow by the square of the turn, which a stiff rod takes for a great force. So nodes are
//! drawn back along the wire by what the edges behind them grew too long.

use super::band::Band;
use super::contact::Contacts;
use super::tick::{HubMotion, Settings};
use super::{Grid, MOST_MEMBERS, Rod};
use crate::sim::math::Vec3;

/// Where the potential is not convex (a wire about to snap) the Hessian gets this much on its
/// diagonal, N/mm and N·mm, tenfold until every direction goes uphill (Levenberg 1944).
const WEAKEST_SHIFT: f64 = 0.01;
const STRONGEST_SHIFT: f64 = 100.0;

/// Lengths are kept in steps that move no node farther than this, mm, and draw none back farther
/// than that: beyond, the square of a turn no longer tells what a step makes too long.
const KEPT_UP_TO: f64 = 0.4;
const DRAWN_BACK: f64 = 0.02;

/// What is prescribed at the hub and still to be made.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hold {
    /// Feed of the nodes, mm.
    pub feed: f64,
    /// Turn of each member, rad.
    pub spins: [f64; MOST_MEMBERS],
    /// What the last two nodes move beside the feed, mm.
    pub drift: [Vec3; 2],
}

impl Hold {
    /// The motion of a single member.
    pub(super) fn moving(motion: HubMotion) -> Self {
        Self { feed: motion.feed, spins: [motion.spin, 0.0, 0.0], drift: Default::default() }
    }

    /// Leaves what a step that was shortened to `scale` has not made.
    pub(super) fn shorten(&mut self, scale: f64) {
        let rest = 1.0 - scale;
        self.feed *= rest;
        self.spins = self.spins.map(|spin| spin * rest);
        self.drift = self.drift.map(|drift| drift * rest);
    }
}

/// What one Newton step changed.
pub(super) struct Change {
    /// Share of the step that was taken.
    pub scale: f64,
    /// Systems factored.
    pub factored: usize,
    /// Longest move (mm), largest turn (rad), largest change of an axial force (N).
    pub moved: f64,
    pub turned: f64,
    pub force: f64,
}

/// The solution of the assembled system, by node.
struct Step<'a> {
    solution: &'a [f64],
    stride: usize,
    free: usize,
    /// Moves of the prescribed nodes, mm, and the turns of their edge, rad.
    held: [Vec3; 2],
    spins: [f64; MOST_MEMBERS],
}

impl Step<'_> {
    fn of_node(&self, i: usize) -> Vec3 {
        match i.checked_sub(self.free) {
            None => Vec3::from_slice(&self.solution[self.stride * i..self.stride * i + 3]),
            Some(held) => self.held[held],
        }
    }

    fn of_angle(&self, member: usize, i: usize) -> f64 {
        if i < self.free { self.solution[self.stride * i + 3 + member] } else { self.spins[member] }
    }
}

impl Rod {
    /// How many unknowns are solved for: those before the prescribed nodes, and of a rod that nobody
    /// holds all, since no edge lies behind its last node.
    pub(super) fn unknowns(&self) -> usize {
        let (stride, count) = (self.stride(), self.count());
        (stride * (count - self.prescribed)).min(stride * (count - 1) + 3)
    }

    /// Solves the assembled system with what is `left` of the hub's motion and moves the rod.
    pub(super) fn newton_step(
        &mut self,
        left: &Hold,
        settings: &Settings,
        band: &mut Band,
        contacts: &Contacts,
    ) -> Change {
        let count = self.count();
        let free = count - self.prescribed;
        let stride = self.stride();
        let spins = left.spins;
        let held = left.drift.map(|drift| drift + self.tangent[count - 2] * left.feed);
        if self.prescribed > 0 {
            prescribe(band, stride, free, count, &held, &spins);
        }
        let (mut shift, mut factored) = (0.0, 1);
        while band.solve(self.unknowns(), shift) > 0 && settings.downhill && shift < STRONGEST_SHIFT
        {
            factored += 1;
            shift = if shift == 0.0 { WEAKEST_SHIFT } else { shift * 10.0 };
        }
        band.correct(self.unknowns());
        let step = Step { solution: &band.solution, stride, free, held, spins };

        let (mut farthest, mut turned, mut sum) = (0.0_f64, 0.0_f64, 0.0);
        for i in 0..count {
            let square = step.of_node(i).length_squared();
            farthest = farthest.max(square);
            sum += square;
            if i + 1 < count {
                for k in 0..self.members.len() {
                    turned = turned.max(step.of_angle(k, i).abs());
                    sum += step.of_angle(k, i).abs();
                }
            }
        }
        let moved = farthest.sqrt();
        // A maximum passes over what is not a number, a sum does not: a broken solve moves nothing.
        if !sum.is_finite() {
            return Change { scale: 0.0, factored, moved, turned, force: 0.0 };
        }
        let scale = (settings.longest_move / moved.max(1e-30))
            .min(settings.largest_turn / turned.max(1e-30))
            .min(contacts.room(|i| step.of_node(i)));
        let force = self.follow(&step, scale, moved < KEPT_UP_TO);
        Change { scale, factored, moved, turned, force }
    }

    /// Moves nodes and angles by `scale` of `step`, from the hub to the tip, and predicts axial
    /// forces; returns their largest change, N. With `keep_lengths` each edge comes out as long as
    /// the linear step meant it to be.
    fn follow(&mut self, step: &Step, scale: f64, keep_lengths: bool) -> f64 {
        let Grid { axial_stiffness: stiffness, edge_length, .. } = &self.members[0].grid;
        let hub = self.x.len() - 1;
        let (mut largest, mut excess) = (0.0_f64, 0.0);
        let mut behind = self.x[hub] + step.of_node(hub) * scale;
        self.x[hub] = behind;
        for i in (0..hub).rev() {
            let stretch = (step.of_node(i) - step.of_node(i + 1)).dot(self.tangent[i]) * scale;
            let length = self.length[i] + stretch;
            let predicted = stiffness * (length / edge_length[i] - 1.0);
            largest = largest.max((predicted - self.axial_force[i]).abs());
            self.axial_force[i] = predicted;

            let here = self.x[i] + step.of_node(i) * scale;
            if keep_lengths {
                excess = (excess + here.distance(behind) - length).min(DRAWN_BACK);
            }
            self.x[i] = here - self.tangent[i] * excess;
            behind = here;
        }
        for (k, member) in self.members.iter_mut().enumerate() {
            for (i, theta) in member.theta.iter_mut().enumerate() {
                *theta += step.of_angle(k, i) * scale;
            }
        }
        largest
    }
}

/// Takes the prescribed increments of the nodes from `free` on to the right-hand side.
fn prescribe(
    band: &mut Band,
    stride: usize,
    free: usize,
    count: usize,
    held: &[Vec3; 2],
    spins: &[f64; MOST_MEMBERS],
) {
    let increment = |unknown: usize| match unknown % stride {
        axis @ 0..3 => held[unknown / stride - free][axis],
        angle => spins[angle - 3],
    };
    let (first, reach) = (stride * free, band.reach());
    for r in first.saturating_sub(reach)..first {
        // The last node has no edge behind it.
        for c in first..(r + reach + 1).min(stride * (count - 1) + 3) {
            band.rhs[r] -= band.entry(r, c) * increment(c);
        }
    }
}
