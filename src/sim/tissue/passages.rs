//! The passages through all lesions of a road: which of them has the tip, what each node rests on.
//!
//! The last lesion that the tip has entered holds it, or has let it out into patent vein. Lesions
//! before that one only carry the wire. Of those after it the tip meets the stump of the next, and
//! only from where that narrows: a floor is a plane, and the road may bend back across it.

use super::passage::{CoursePlace, Passage};
use super::{Lesion, TissueEvent, Whereabouts, Zone};
use crate::sim::math::Vec3;
use crate::sim::rod::{Nodes, Reaction};
use std::sync::Arc;

/// What a node of the wire rests on during a tick. Lesions are told by their places in the row.
#[derive(Clone, Copy, Debug)]
pub enum Ground {
    /// Patent vein, after one lesion and before another where there are such.
    Vein { behind: Option<usize>, ahead: Option<usize> },
    /// The course through `lesion`, at its point `index`.
    Course { lesion: usize, index: usize, place: CoursePlace },
}

/// What has the tip.
enum Holder {
    /// A lesion's tissue.
    Tissue(usize),
    /// Patent vein, after one lesion and before another where there are such.
    Vein { behind: Option<usize>, ahead: Option<usize> },
}

/// The state of one wire's passage through every lesion.
#[derive(Clone, Debug)]
pub struct Passages {
    each: Vec<Passage>,
    grounds: Vec<Ground>,
}

impl Passages {
    /// A wire that has not yet touched any of `lesions`, which lie along the route in this order.
    pub fn new(lesions: &[Arc<Lesion>]) -> Self {
        let each = lesions.iter().map(|lesion| Passage::new(lesion.clone())).collect();
        Self { each, grounds: Vec::new() }
    }

    fn holder(&self) -> Holder {
        let last = self.each.iter().rposition(|it| it.whereabouts != Whereabouts::Before);
        match last {
            Some(k) if self.each[k].whereabouts == Whereabouts::Tissue => Holder::Tissue(k),
            behind => Holder::Vein { behind, ahead: self.after(behind) },
        }
    }

    /// The next lesion after `behind`: the first that begins beyond where the wire came out of it. A
    /// track through fat may pass a lesion by.
    fn after(&self, behind: Option<usize>) -> Option<usize> {
        let Some(k) = behind else { return (!self.each.is_empty()).then_some(0) };
        let exit = self.each[k].route_s;
        (k + 1..self.each.len()).find(|&j| self.each[j].lesion.from > exit)
    }

    /// The lesion whose stump the tip at arc length `s` (mm) may meet.
    fn stump_at(&self, ahead: Option<usize>, s: f64) -> Option<usize> {
        ahead.filter(|&j| self.each[j].lesion.into_stump(s) > 0.0)
    }

    /// Where the tip is on the whole road: before a lesion that has yet to be crossed, in one, or
    /// beyond the last.
    pub fn whereabouts(&self) -> Whereabouts {
        match self.holder() {
            Holder::Tissue(_) => Whereabouts::Tissue,
            Holder::Vein { ahead: Some(_), .. } => Whereabouts::Before,
            Holder::Vein { ahead: None, .. } => Whereabouts::Beyond,
        }
    }

    /// How many lesions of the row the tip has come into, the last of them perhaps out of again.
    pub fn come_into(&self) -> usize {
        let last = self.each.iter().rposition(|it| it.whereabouts != Whereabouts::Before);
        last.map_or(0, |k| k + 1)
    }

    /// The lesion that the tip, in patent vein, has come out of.
    pub fn behind_tip(&self) -> Option<usize> {
        match self.holder() {
            Holder::Tissue(_) => None,
            Holder::Vein { behind, .. } => behind,
        }
    }

    /// Where in a lesion the tip's anchor is: arc length on the route (mm) and zone.
    pub fn tip_place(&self) -> Option<(f64, Zone)> {
        match self.holder() {
            Holder::Tissue(k) => self.each[k].tip_place(),
            Holder::Vein { .. } => None,
        }
    }

    /// What node `index` rests on during this tick.
    #[inline]
    pub fn ground(&self, index: usize) -> Ground {
        self.grounds[index]
    }

    /// Freezes the tip's anchor and the ground of each node for a tick; `profile` is the tip's
    /// share of a blunt tip's penetration force.
    pub fn begin_tick(&mut self, nodes: &Nodes, profile: f64) {
        match self.holder() {
            Holder::Tissue(k) => self.each[k].freeze_anchor(nodes, profile),
            Holder::Vein { ahead: Some(j), .. } => {
                self.each[j].freeze_floor(nodes.positions[0], profile);
            }
            Holder::Vein { ahead: None, .. } => {}
        }
        self.grounds.clear();
        for k in (0..self.each.len()).rev() {
            let beyond = Ground::Vein { behind: Some(k), ahead: self.after(Some(k)) };
            self.each[k].lay(k, beyond, nodes, &mut self.grounds);
        }
        let before = Ground::Vein { behind: None, ahead: self.after(None) };
        self.grounds.resize(nodes.positions.len(), before);
    }

    /// The reaction of the lesions on the tip at `x`, whose arc length on the route is `s` (mm),
    /// beyond what its ground gives.
    pub fn react_tip(&self, x: Vec3, s: f64, friction: f64) -> Reaction {
        match self.holder() {
            Holder::Tissue(k) => self.each[k].react_in_tissue(x),
            Holder::Vein { ahead, .. } => match self.stump_at(ahead, s) {
                Some(j) => self.each[j].react_on_floor(x, friction),
                None => Reaction::NONE,
            },
        }
    }

    /// The reaction of the floor of stump `lesion` on wire in front of it; none around the hole
    /// that the wire passes through.
    pub fn react_floor(&self, lesion: usize, x: Vec3, length: f64, friction: f64) -> Reaction {
        self.each[lesion].react_floor(x, length, friction)
    }

    /// The reaction of the course through `lesion` on a node at `x` that stands for `length` mm of
    /// wire.
    pub fn react_course(
        &self,
        lesion: usize,
        x: Vec3,
        at: CoursePlace,
        length: f64,
        friction: f64,
    ) -> Reaction {
        self.each[lesion].react_course(x, at, length, friction)
    }

    /// Force to widen the course through `lesion` at its point `point` by a blunt tip's cross-section,
    /// N: what the tissue around it resists a tip with.
    pub fn dilation_force(&self, lesion: usize, point: usize) -> f64 {
        self.each[lesion].dilation_force(point)
    }

    /// Lays the course through `lesion` at its point `point` where the catheter that dilates it lies.
    pub fn lay_open(&mut self, lesion: usize, point: usize, at: CoursePlace, x: Vec3) {
        self.each[lesion].lay_open(point, at, x);
    }

    /// Every course, track and dent, as numbers.
    pub fn state(&self) -> impl Iterator<Item = f64> + '_ {
        self.each.iter().flat_map(Passage::state)
    }

    /// Force that the lesions put on the tip at `x`, whose arc length on the route is `s` (mm), N.
    pub fn tip_force(&self, x: Vec3, s: f64) -> f64 {
        self.react_tip(x, s, 0.0).gradient.length()
    }

    /// Commits what yielded in a tick that converged. `s` is the tip's arc length on the route and
    /// `moved` how far it moved since the last commit, mm: nothing yields further.
    pub fn commit(&mut self, nodes: &Nodes, s: f64, moved: f64) -> Vec<TissueEvent> {
        for (i, &x) in nodes.positions.iter().enumerate().skip(1) {
            if let Ground::Course { lesion, index, place } = self.grounds[i] {
                let torn = nodes.members.iter().skip(1).any(|tube| tube.share(i) >= 0.5);
                self.each[lesion].yield_course(index, place, x, nodes.node_length[i], torn);
            }
        }
        let mut events = Vec::new();
        match self.holder() {
            Holder::Tissue(k) => self.each[k].commit_in_tissue(nodes, moved, &mut events),
            Holder::Vein { behind, ahead } => {
                let came_back = behind.is_some_and(|k| self.each[k].comes_back(nodes));
                if let Some(j) = self.stump_at(ahead, s).filter(|_| !came_back) {
                    self.each[j].commit_on_floor(nodes, moved, &mut events);
                }
            }
        }
        events
    }

    /// Follows a tip that was placed anew at `x` (an exchange of wires), at arc length `s` of the
    /// route (mm), where node `index` of the old wire or wire just behind it lay: the courses end
    /// there.
    pub fn replace_tip(&mut self, x: Vec3, s: f64, index: usize) {
        let (holder, in_vein) = match self.grounds.get(index) {
            Some(&Ground::Course { lesion, .. }) => (Some(lesion), false),
            Some(&Ground::Vein { behind, .. }) => (behind, true),
            None => (None, true),
        };
        let first = holder.unwrap_or(0);
        for (k, passage) in self.each.iter_mut().enumerate().skip(first).rev() {
            let holds = holder == Some(k);
            if holds && in_vein && passage.is_past_exit(x) {
                return;
            }
            passage.replace_tip(x);
            if !holds && s < passage.lesion.from {
                passage.leave();
            }
            if passage.whereabouts != Whereabouts::Before {
                // It has the tip; those before it only carry the wire.
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::tissue::lesion::straight;

    #[test]
    fn a_tip_that_came_out_beyond_the_next_lesion_through_fat_has_passed_it_by() {
        let stretches = [(30.0, 60.0), (80.0, 110.0), (130.0, 160.0)];
        let lesions = stretches.map(|stretch| Arc::new(straight(stretch, true)));
        let mut passages = Passages::new(&lesions);
        assert_eq!(passages.whereabouts(), Whereabouts::Before);
        for (exit, ahead) in [(60.0, Some(1)), (115.0, Some(2)), (170.0, None)] {
            passages.each[0].whereabouts = Whereabouts::Beyond;
            passages.each[0].route_s = exit;
            assert_eq!(passages.after(passages.behind_tip()), ahead, "out at {exit} mm");
            let all_behind = passages.whereabouts() == Whereabouts::Beyond;
            assert_eq!(all_behind, ahead.is_none());
        }
    }
}
