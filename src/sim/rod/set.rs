//! The set: the bend that a wire keeps.
//!
//! A wire bent beyond its set strain takes on a natural curvature, in the directions of its
//! material: it is a bent wire from then on, which whips where it is spun in a bend and catches
//! where it is pushed. The set belongs to a place of the wire, not to a node, and is kept in a table
//! of short cells from the tip; a node reads the mean of what it stands for and adds to it what its
//! own bend leaves ([`super::section`]). Only a tick that has settled leaves anything: a solver's
//! excursion kinks no wire.

use super::{Grid, Member, Rod};

/// Length of a cell, mm, unless a wire is cut more finely.
const CELL: f64 = 1.0;
/// Length over which a permanent bend is called a kink, mm.
const KINK_LENGTH: f64 = 10.0;

/// Where a wire is kinked most.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Kink {
    /// Angle of the permanent bend within 10 mm, rad; zero for a wire without a set.
    pub angle: f64,
    /// Middle of these 10 mm, mm from the tip.
    pub from_tip: f64,
}

/// What a stretch of wire has kept: as curvatures (1/mm) in a cell, as turns (rad) at a node.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Kept {
    /// Towards the first material director, and across.
    pub turn: [f64; 2],
    /// All that was ever kept, whichever way.
    pub worked: f64,
}

impl Kept {
    fn add(&mut self, other: Self, share: f64) {
        self.turn[0] += other.turn[0] * share;
        self.turn[1] += other.turn[1] * share;
        self.worked += other.worked * share;
    }
}

/// The set of a whole wire, and its nodes' share of it. Empty for a wire without a core's law.
#[derive(Clone, Debug, Default)]
pub(super) struct Set {
    /// Length of a cell, mm. The first is centred on the tip.
    cell: f64,
    cells: Vec<Kept>,
    /// By node of the grid.
    nodes: Vec<Kept>,
    /// Whether there is any.
    kept: bool,
}

impl Set {
    /// That of a new wire.
    pub(super) fn none(grid: &Grid) -> Self {
        if grid.sections.is_empty() {
            return Self::default();
        }
        let cell = grid.edge_length.iter().copied().fold(CELL, f64::min);
        let count = (grid.from_tip[grid.len() - 1] / cell) as usize + 2;
        let (cells, nodes) = (vec![Kept::default(); count], vec![Kept::default(); grid.len()]);
        Self { cell, cells, nodes, kept: false }
    }

    /// What node `i` has kept.
    #[inline(always)]
    pub(super) fn at(&self, i: usize) -> Kept {
        self.nodes.get(i).copied().unwrap_or_default()
    }

    /// The turn that node `i` has kept, of a wire that can keep one.
    #[inline(always)]
    pub(super) fn turn(&self, i: usize) -> Option<[f64; 2]> {
        self.nodes.get(i).map(|kept| kept.turn)
    }

    /// Nodes read what their stretch of a wire has kept whose tip lies `offset` mm behind node 0.
    pub(super) fn read(&mut self, grid: &Grid, offset: f64) {
        if self.nodes.is_empty() || !self.kept {
            return;
        }
        for i in 1..grid.len() - 1 {
            let mut here = Kept::default();
            if grid.from_tip[i] > offset {
                here.add(self.mean(span(grid, i, offset)), grid.node_length[i]);
            }
            self.nodes[i] = here;
        }
    }

    /// The cells that lie between `begin` and `end` mm from the tip, and how many mm of each.
    fn within(&self, (begin, end): (f64, f64)) -> impl Iterator<Item = (usize, f64)> + use<> {
        let (cell, count) = (self.cell, self.cells.len());
        let index = |s: f64| ((s / cell + 0.5).max(0.0) as usize).min(count - 1);
        (index(begin)..=index(end)).map(move |i| {
            let middle = i as f64 * cell;
            let (from, to) = (begin.max(middle - 0.5 * cell), end.min(middle + 0.5 * cell));
            (i, (to - from).max(0.0))
        })
    }

    /// The mean over `span`, 1/mm.
    fn mean(&self, span: (f64, f64)) -> Kept {
        let mut mean = Kept::default();
        for (i, length) in self.within(span) {
            mean.add(self.cells[i], length / (span.1 - span.0));
        }
        mean
    }

    /// Adds `kept` (1/mm) over `span`: as much angle as that is, whatever cells it falls in.
    fn add(&mut self, span: (f64, f64), kept: Kept) {
        self.kept = true;
        for (i, length) in self.within(span) {
            self.cells[i].add(kept, length / self.cell);
        }
    }

    /// The sharpest bend of `length` mm in it.
    fn sharpest(&self, length: f64) -> Kink {
        let span = ((length / self.cell) as usize).clamp(1, self.cells.len().max(1));
        let mut sharpest = Kink::default();
        for (first, cells) in self.cells.windows(span).enumerate() {
            let sum = cells.iter().fold([0.0, 0.0], |sum, kept| {
                [sum[0] + kept.turn[0] * self.cell, sum[1] + kept.turn[1] * self.cell]
            });
            let angle = (sum[0] * sum[0] + sum[1] * sum[1]).sqrt();
            if angle > sharpest.angle {
                let from_tip = (first as f64 + 0.5 * (span - 1) as f64) * self.cell;
                sharpest = Kink { angle, from_tip };
            }
        }
        sharpest
    }
}

/// The stretch that node `i` stands for, mm from the tip of a wire that lies `offset` mm behind node 0.
fn span(grid: &Grid, i: usize, offset: f64) -> (f64, f64) {
    let (distal, proximal) = (grid.edge_length[i - 1], grid.edge_length[i]);
    (grid.from_tip[i] - 0.5 * distal - offset, grid.from_tip[i] + 0.5 * proximal - offset)
}

impl Member {
    /// Its sharpest permanent bend.
    pub fn kink(&self) -> Kink {
        self.set.sharpest(KINK_LENGTH)
    }
}

impl Rod {
    /// The sharpest permanent bend of the innermost member.
    pub fn kink(&self) -> Kink {
        self.members[0].kink()
    }

    /// Lets the members keep what does not spring back of their bends, at the end of a settled tick.
    pub(super) fn keep_set(&mut self) {
        for k in 0..self.members.len() {
            let count = (self.count() - 1).min(self.members[k].grid.sections.len());
            let mut moved = false;
            for i in 1..count {
                let member = &self.members[k];
                if member.share[i] < 1.0 {
                    continue;
                }
                let section = member.grid.sections[i];
                let excess = self.excess(member, i);
                let turn = (excess[0] * excess[0] + excess[1] * excess[1]).sqrt();
                let kept = section.kept(turn, member.set.at(i).worked);
                if kept > 0.0 {
                    let per_length = kept / member.grid.node_length[i];
                    let share = per_length / turn;
                    let kept = Kept { turn: excess.map(|e| e * share), worked: per_length };
                    let span = span(&member.grid, i, member.offset);
                    self.members[k].set.add(span, kept);
                    moved = true;
                }
            }
            if moved {
                let Member { set, grid, offset, .. } = &mut self.members[k];
                set.read(grid, *offset);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Core, HubMotion, Material, Settings, Vacuum, Workspace};
    use super::*;
    use crate::sim::math::Vec3;
    use core::f64::consts::PI;

    /// A straight wire that begins to yield at a radius of 20 mm and keeps what is beyond.
    fn wire() -> Grid {
        let mut material = Material::uniform();
        let core = Core {
            modulus: 1.9e5,
            yield_strain: 1.0,
            stiffness_beyond: 0.02,
            set_strain: 1.0,
            jacket: 0.0,
        };
        let strain = core.radius(20.0) / 20.0;
        material.core = Some(Core { yield_strain: strain, set_strain: strain, ..core });
        Grid::graded(&material, 100.0)
    }

    /// `angle` kept evenly over the mm from `begin` to `end`, towards the second director.
    fn set(rod: &mut Rod, (begin, end): (f64, f64), angle: f64) {
        let turn = [0.0, angle / (end - begin)];
        let Member { set, grid, offset, .. } = &mut rod.members[0];
        set.add((begin, end), Kept { turn, worked: turn[1] });
        set.read(grid, *offset);
    }

    /// In the fine part of a graded wire and where its nodes lie across the cells.
    #[test]
    fn a_bend_is_kept_whole_whatever_cells_it_falls_in() {
        let rod = Rod::straight(wire(), Vec3::ZERO, Vec3::X, Vec3::Y);
        for place in [(20.5, 22.5), (20.2, 23.9), (60.7, 61.1), (70.0, 79.0)] {
            let mut rod = rod.clone();
            set(&mut rod, place, 0.4);
            let nodes: f64 = (0..rod.count()).map(|i| rod.members[0].natural(i)[1]).sum();
            assert!((nodes - 0.4).abs() < 1e-12, "nodes read {nodes} rad of 0.4 at {place:?}");
            let Kink { angle, from_tip } = rod.kink();
            assert!((angle - 0.4).abs() < 1e-12, "{angle} rad of 0.4 at {place:?}");
            let off = from_tip - 0.5 * (place.0 + place.1);
            assert!(off.abs() <= 5.0, "found at {from_tip} mm, kept at {place:?}");
        }
    }

    #[test]
    fn a_kink_is_the_bend_within_10_mm_and_bends_of_opposite_sense_do_not_add() {
        let mut rod = Rod::straight(wire(), Vec3::ZERO, Vec3::X, Vec3::Y);
        assert_eq!(rod.kink(), Kink::default());
        set(&mut rod, (20.5, 60.5), 0.4);
        let long = rod.kink().angle;
        assert!((long - 0.1).abs() < 1e-12, "{long} rad of 0.4 over 40 mm");
        set(&mut rod, (20.5, 60.5), -0.4);
        let none = rod.kink().angle;
        assert!(none < 1e-12, "{none} rad are left of a bend that was bent back");
    }

    /// A wire with a set leaves the line, and its bend turns with the hand: the tip stands on the
    /// other side after half a turn.
    #[test]
    fn a_set_turns_with_the_wire_as_a_bent_tip_does() {
        let mut rod = Rod::straight(wire(), Vec3::ZERO, Vec3::X, Vec3::Y);
        set(&mut rod, (29.5, 30.5), 0.5);
        let settings = Settings { tick: 1e3, steps: (2, 60), ..Settings::default() };
        let mut work = Workspace::default();
        let mut tip_after = |spin: f64| {
            for _ in 0..20 {
                let motion = HubMotion { feed: 0.0, spin: spin / 20.0 };
                assert!(rod.tick(motion, &settings, &mut work, &mut Vacuum).converged);
            }
            rod.positions()[0]
        };
        // The discrete curvature of a corner of φ is 2 tan(φ/2); the second director is z.
        let aside = 30.0 * libm::sin(2.0 * libm::atan(0.25));
        for (spin, side) in [(0.0, 1.0), (PI, -1.0)] {
            let tip = tip_after(spin);
            let error = tip.z - side * aside;
            assert!(error.abs() < 0.05, "after {spin} rad {} mm aside of {aside}", tip.z);
        }
    }

    /// A solver stopped half way has bent the wire nowhere.
    #[test]
    fn a_tick_that_has_not_settled_leaves_no_set() {
        for (most, keeps) in [(60, true), (1, false)] {
            let grid = wire();
            // Bent to a radius of 10 mm, twice as far as it springs back from.
            let places = grid.from_tip.iter().map(|s| {
                let angle = 0.1 * s;
                Vec3::new(libm::cos(angle), libm::sin(angle), 0.0) * 10.0
            });
            let mut rod = Rod::along(grid.clone(), places.collect(), Vec3::Z);
            rod.release();
            let settings = Settings { steps: (1, most), ..Settings::default() };
            for _ in 0..30 {
                rod.tick(HubMotion::default(), &settings, &mut Workspace::default(), &mut Vacuum);
            }
            let angle = rod.kink().angle;
            assert_eq!(angle > 0.0, keeps, "{angle} rad kept after {most} steps a tick");
        }
    }
}
