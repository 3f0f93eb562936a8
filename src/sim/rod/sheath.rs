//! The boundary at the sheath: how wire is fed and withdrawn.
//!
//! A node that stands deeper than [`HELD_DEPTH`] behind the sheath's tip lies straight on the
//! sheath's axis; the last two of these are prescribed by the hand and the rest of the wire is not
//! simulated. Feeding brings the first of them nearer than that: the next node of the grid is then
//! activated behind it. Withdrawing retires nodes the same way.

use super::grid::SHAFT_SPACING;
use super::step::Hold;
use super::{Grid, HubMotion, Member, Rod};
use crate::sim::math::Vec3;

/// Depth inside the sheath at which nodes are held, mm: beyond it the wire has no room to bend.
const HELD_DEPTH: f64 = 10.0;
/// Extra depth before a node is retired, mm, so that a hand that trembles does not flicker nodes.
const RETIRE_MARGIN: f64 = 0.5;
/// Share of their distance from the axis that the held nodes lose in a tick.
const STRAIGHTENED: f64 = 0.1;
/// Wire that always stays beyond the held nodes, mm.
const SHORTEST: f64 = 6.0;

/// The sheath's tip.
#[derive(Clone, Copy, Debug)]
pub struct Sheath {
    /// Position of its tip, mm.
    pub tip: Vec3,
    /// Unit vector out of it.
    pub forward: Vec3,
}

impl Sheath {
    /// A straight wire with `inserted` mm beyond the sheath's tip, its bent tip towards `side`.
    pub fn load(&self, grid: Grid, inserted: f64, side: Vec3) -> Rod {
        self.load_along(grid, inserted, side, |arc| self.tip + self.forward * arc)
    }

    /// A wire with `inserted` mm beyond the sheath's tip along `place`, which gives the position at
    /// an arc length from there; its bent tip towards `side`.
    pub fn load_along(
        &self,
        grid: Grid,
        inserted: f64,
        side: Vec3,
        place: impl Fn(f64) -> Vec3,
    ) -> Rod {
        let positions = self.positions(&grid.from_tip, inserted, place);
        Rod::along(grid, positions, side)
    }

    /// Where the nodes `from_tip` (mm from the tip) stand that are active with `inserted` mm beyond
    /// the sheath.
    pub(super) fn positions(
        &self,
        from_tip: &[f64],
        inserted: f64,
        place: impl Fn(f64) -> Vec3,
    ) -> Vec<Vec3> {
        let beyond = from_tip.partition_point(|&s| s < inserted + HELD_DEPTH);
        let count = (beyond + 2).min(from_tip.len());
        let at = |&s: &f64| {
            let arc = inserted - s;
            if arc > 0.0 { place(arc) } else { self.tip + self.forward * arc }
        };
        from_tip[..count].iter().map(at).collect()
    }

    /// Makes the nodes fit for `motion` with `inserted` mm beyond the sheath, and returns what of it
    /// the wire's length allows. Wire that was drawn in askew is brought back to the axis little by
    /// little, so that what is fed behind it lies straight.
    pub(super) fn take_up(&self, rod: &mut Rod, inserted: f64, motion: HubMotion) -> Hold {
        let room = rod.grid().from_tip[rod.grid().len() - 1] - 2.0 * SHAFT_SPACING;
        let farthest_back = (SHORTEST - inserted).min(0.0);
        let farthest_on = (room - inserted - HELD_DEPTH).max(0.0);
        let finite = |x: f64| if x.is_finite() { x } else { 0.0 };
        let feed = finite(motion.feed).clamp(farthest_back, farthest_on);
        let spin = finite(motion.spin);
        self.adjust(rod, inserted, feed);
        let count = rod.count();
        let drift = [count - 2, count - 1].map(|i| {
            let offset = rod.x[i] - self.tip;
            (self.forward * offset.dot(self.forward) - offset) * STRAIGHTENED
        });
        Hold { drift, ..Hold::moving(HubMotion { feed, spin }) }
    }

    /// Activates or retires nodes so that those held are the right ones once `feed` mm are added
    /// to the `inserted` mm. A node appears in line with those held, where it is before that feed,
    /// which then moves it.
    fn adjust(&self, rod: &mut Rod, inserted: f64, feed: f64) {
        let inserted = inserted + feed;
        let depth = |rod: &Rod, i: usize| rod.grid().from_tip[i] - inserted;
        while depth(rod, rod.count() - 2) < HELD_DEPTH && rod.count() < rod.grid().len() {
            let last = rod.count() - 1;
            let edge = last - 1;
            let length = rod.grid().edge_length[last];
            rod.x.push(rod.x[last] - rod.tangent[edge] * length);
            rod.v.push(rod.v[last]);
            rod.radius.push(rod.radius[last]);
            rod.mass.push(rod.grid().mass[last + 1]);
            rod.director.push(rod.director[edge]);
            rod.tangent.push(rod.tangent[edge]);
            rod.length.push(length);
            rod.reference_twist.push(0.0);
            rod.axial_force.push(rod.axial_force[edge]);
            rod.members.iter_mut().for_each(Member::extend);
            rod.bores.iter_mut().for_each(|bore| bore.resize(last + 2));
        }
        while rod.count() > 4 && depth(rod, rod.count() - 3) > HELD_DEPTH + RETIRE_MARGIN {
            let last = rod.count() - 1;
            rod.x.truncate(last);
            rod.v.truncate(last);
            rod.radius.truncate(last);
            rod.mass.truncate(last);
            rod.length.truncate(last - 1);
            rod.axial_force.truncate(last - 1);
            rod.director.truncate(last - 1);
            rod.tangent.truncate(last - 1);
            rod.reference_twist.truncate(last);
            rod.members.iter_mut().for_each(|member| member.truncate(last));
            rod.bores.iter_mut().for_each(|bore| bore.resize(last));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{HubMotion, Material, Settings, Vacuum, Workspace};
    use super::*;

    /// A node that appeared elsewhere would strain the wire as soon as the hand let go of it.
    #[test]
    fn wire_fed_and_withdrawn_in_jerks_keeps_the_length_of_its_elements() {
        let material = Material::uniform();
        let sheath = Sheath { tip: Vec3::ZERO, forward: Vec3::Z };
        let mut rod = sheath.load(Grid::graded(&material, 200.0), 20.0, Vec3::X);
        let (settings, mut work, mut inserted) = (Settings::default(), Workspace::default(), 20.0);
        for tick in 0..200 {
            let feed = [1.4, 0.1, -0.6, 0.9, 0.0][tick % 5];
            let motion = HubMotion { feed, spin: 0.0 };
            let solution =
                rod.tick_at_sheath(&sheath, inserted, motion, &settings, &mut work, &mut Vacuum);
            inserted += solution.moved.feed;
            for (i, edge) in rod.x.windows(2).enumerate() {
                let strain = edge[0].distance(edge[1]) / rod.grid().edge_length[i] - 1.0;
                assert!(strain.abs() < 1e-5, "tick {tick}: edge {i} is strained by {strain}");
            }
            let reached = rod.x[0].z;
            assert!((reached - inserted).abs() < 1e-3, "{inserted} mm fed, tip at {reached} mm");
        }
    }

    /// A wire shorter than what must stay beyond the sheath is neither pushed on nor lost, and a
    /// hand that says nothing intelligible does nothing.
    #[test]
    fn short_wires_and_motions_that_are_no_numbers_move_nothing() {
        let material = Material::uniform();
        let sheath = Sheath { tip: Vec3::ZERO, forward: Vec3::Z };
        let (settings, mut work) = (Settings::default(), Workspace::default());
        for (length, inserted) in [(20.0, 2.0), (200.0, 2.0), (200.0, 60.0)] {
            let mut rod = sheath.load(Grid::graded(&material, length), inserted, Vec3::X);
            for (feed, spin) in [(0.0, 0.0), (f64::NAN, 0.0), (0.0, f64::INFINITY)] {
                let motion = HubMotion { feed, spin };
                let moved = rod
                    .tick_at_sheath(&sheath, inserted, motion, &settings, &mut work, &mut Vacuum)
                    .moved;
                assert_eq!((moved.feed, moved.spin), (0.0, 0.0), "{length} mm of wire, {motion:?}");
            }
            let reached = rod.x[0].z;
            assert!((reached - inserted).abs() < 1e-9, "{inserted} mm inserted, tip at {reached}");
        }
    }
}
