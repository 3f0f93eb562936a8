//! One access with a sheath in it: the devices there, and where they are.
//!
//! The devices of two accesses lie side by side in patent vein: each takes the other for a strand that
//! rests during its tick, and they are ticked in turn. Within a lesion they do not feel one another, and
//! towards its ends less and less: what comes out of a mouth in which another wire lies is not thrown
//! aside but parts from it along the stump.

use super::devices::{Advanced, Devices, LOADED, WIRE};
use super::surroundings::{Tracking, World};
use super::view::Standing;
use super::{Case, Controls};
use crate::sim::anatomy::Stance;
use crate::sim::math::{Vec3, smoothstep};
use crate::sim::rod::{Solution, Strand};
use crate::sim::solids::Webs;
use crate::sim::tissue::{Ground, Passages, TissueEvent, Whereabouts, Zone};
use std::sync::Arc;

/// A wire is kinked when it keeps more than this of a bend within a centimetre, rad: 15 degrees no longer
/// pass for a tip's shape.
const KINKED: f64 = 0.26;
/// A wire counts as folded when some of it points this much against the vein's way.
const FOLDED: f64 = -0.3;
/// A wire goes a way whose length along the axis is so much more, by cutting its corners: share, and mm.
const SHORTEST: f64 = 0.95;
const CORNERS: f64 = 30.0;

/// The devices of one access.
pub(super) struct Approach {
    /// The case as it is seen from here.
    pub case: Arc<Case>,
    /// Which access this is, of which the scenario's first is 0.
    pub access: usize,
    pub devices: Devices,
    pub passages: Passages,
    pub tracking: Tracking,
    pub solution: Solution,
    folded: bool,
    kinked: bool,
    /// Where the tip was when the tissue last took note of it, mm.
    committed_tip: Vec3,
}

impl Approach {
    /// A sheath that was just put in: the first wire of the shelf just out of it. `case` is as seen from
    /// there.
    pub(super) fn new(case: Arc<Case>, access: usize) -> Self {
        let devices = Devices::new(&case);
        Self {
            access,
            passages: Passages::new(&case.lesions),
            tracking: Tracking::default(),
            solution: Solution::default(),
            folded: false,
            kinked: false,
            committed_tip: devices.rod().positions()[0],
            devices,
            case,
        }
    }

    /// Advances the devices by one tick beside `strands`, breath and heartbeat having come from the first
    /// of `stances` to the second; whether fingers slipped.
    pub(super) fn advance(
        &mut self,
        controls: &Controls,
        webs: &mut Webs,
        stances: (Stance, Stance),
        strands: Vec<Strand>,
    ) -> bool {
        let mut world = World {
            case: &self.case,
            passages: &mut self.passages,
            webs,
            tracking: &mut self.tracking,
            shelf: (self.devices.wire_index, self.devices.support_index),
            stances,
            last_tip: Vec3::ZERO,
            strands,
        };
        let Advanced { solution, slipped } = self.devices.advance(controls, &mut world);
        self.solution = solution;
        webs.push(&self.devices.rod().nodes());
        slipped
    }

    /// Commits what a tick that converged did to the tissue.
    pub(super) fn commit(&mut self) -> Vec<TissueEvent> {
        let rod = self.devices.rod();
        let tip = rod.positions()[0];
        let moved = tip.distance(self.committed_tip);
        self.committed_tip = tip;
        self.passages.commit(&rod.nodes(), self.tip_s(), moved)
    }

    /// Opens the lesions where a catheter's tip has come through them.
    pub(super) fn dilate(&mut self) {
        self.tracking.dilate(self.devices.rod().positions(), &mut self.passages);
    }

    /// The tip, mm.
    pub(super) fn tip(&self) -> Vec3 {
        self.devices.rod().positions()[0]
    }

    /// Arc length of the tip on this access's road, mm.
    pub(super) fn tip_s(&self) -> f64 {
        self.tracking.stations[0]
    }

    /// Arc length of the tip on this access's road, mm, unless it is in another vein.
    pub(super) fn tip_on_road(&self) -> Option<f64> {
        let spot = self.tracking.spots[0];
        (spot.channel == 0).then_some(spot.s)
    }

    /// Where from and where to the way leads on this access's road, mm.
    pub(super) fn way(&self) -> (f64, f64) {
        (LOADED, self.case.target_s)
    }

    /// Whether the tip has come through every lesion and to the end of its way.
    pub(super) fn is_through(&self) -> bool {
        let beyond = self.passages.whereabouts() == Whereabouts::Beyond;
        // A wire drawn sideways into a vein that runs beside its own has not gone the way.
        let went = self.devices.inserted(WIRE) > SHORTEST * self.case.target_s - CORNERS;
        beyond && went && self.tip_on_road().is_some_and(|s| s >= self.case.target_s)
    }

    /// Whether the tip lies in blood or wisp.
    pub(super) fn is_in_true_lumen(&self) -> bool {
        self.passages.tip_place().is_none_or(|(_, zone)| zone == Zone::TrueLumen)
    }

    /// Largest force between the wire and the vein or the lesion, N.
    pub(super) fn wall_force(&self) -> f64 {
        let tip = self.passages.tip_force(self.tip(), self.tip_s());
        self.devices.work().largest_normal_force().max(tip)
    }

    /// True when the wire has just been kinked.
    pub(super) fn kinks(&mut self) -> bool {
        let kinks = !self.kinked && self.devices.wire_kink() > KINKED;
        self.kinked |= kinks;
        kinks
    }

    /// True when the wire has just folded.
    pub(super) fn folds(&mut self) -> bool {
        let folded = self.is_folded();
        let before = std::mem::replace(&mut self.folded, folded);
        folded && !before
    }

    fn is_folded(&self) -> bool {
        let tangents = self.devices.rod().tangents();
        (0..tangents.len()).any(|i| {
            let free = !matches!(self.passages.ground(i), Ground::Course { .. });
            let spot = self.tracking.spots[i];
            let s = spot.s;
            free && spot.channel == 0
                && s > 0.0
                && tangents[i].dot(self.case.route.at(s).tangent) < FOLDED
        })
    }

    /// Takes the wire out and another one in as far as the catheter's tip; the catheters stay. Whether
    /// there was such a wire to take.
    pub(super) fn exchange(&mut self, index: usize, stance: &Stance) -> bool {
        if index >= self.case.wires.len() || index == self.devices.wire_index {
            return false;
        }
        let before = self.devices.reach();
        self.devices.exchange_wire(&self.case, index);
        self.kinked = false;
        self.follow_exchange(before, stance);
        true
    }

    /// Takes the support catheter out over the wire and another one up to the sheath. Whether there was
    /// such a catheter to take.
    pub(super) fn exchange_support(&mut self, index: usize, stance: &Stance) -> bool {
        if index >= self.case.supports.len() || index == self.devices.support_index {
            return false;
        }
        let before = self.devices.reach();
        self.devices.exchange_support(&self.case, index);
        self.follow_exchange(before, stance);
        true
    }

    /// Follows an exchange before which the foremost tip was `before` mm beyond the sheath.
    fn follow_exchange(&mut self, before: f64, stance: &Stance) {
        let withdrawn = before - self.devices.reach();
        if withdrawn <= 0.0 {
            return;
        }
        let rod = self.devices.rod();
        // The node of the devices before at which the foremost tip is now.
        let from_tip = &rod.grid().from_tip;
        let under = from_tip.partition_point(|&s| s < withdrawn).saturating_sub(1);
        self.tracking.search(rod.positions(), &self.case, stance);
        self.committed_tip = rod.positions()[0];
        let s = self.tip_s();
        self.passages.replace_tip(self.committed_tip, s, under);
    }

    /// These devices where they lie bare in patent vein, for others of at most radius `widest` (mm)
    /// beside them.
    pub(super) fn strands(&self, widest: f64) -> Vec<Strand> {
        let nodes = self.devices.rod().nodes();
        let count = self.tracking.sheathed.min(nodes.positions.len());
        let mut strands = vec![Strand::default()];
        for i in 0..count {
            let felt = self.felt_at(i);
            if felt > 0.0 {
                let strand = strands.last_mut();
                let radius = nodes.radius[i] - (1.0 - felt) * (nodes.radius[i] + widest);
                if let Some(strand) = strand {
                    strand.positions.push(nodes.positions[i]);
                    strand.radius.push(radius);
                }
            } else {
                strands.push(Strand::default());
            }
        }
        strands.retain(|strand| strand.positions.len() > 1);
        strands
    }

    /// How much others feel of node `index`: nothing in a lesion, more and more along the length of its
    /// stump on either side, all in open vein.
    fn felt_at(&self, index: usize) -> f64 {
        if !matches!(self.passages.ground(index), Ground::Vein { .. }) {
            return 0.0;
        }
        let spot = self.tracking.spots[index];
        if spot.channel != 0 {
            return 1.0;
        }
        let lesions = self.case.lesions.iter();
        let felt = lesions.map(|it| {
            let away = (it.from - spot.s).max(spot.s - it.to);
            smoothstep(away / it.stump.funnel)
        });
        felt.fold(1.0, f64::min)
    }

    /// What can be seen of these devices while the hands are elsewhere.
    pub(super) fn standing(&self) -> Standing {
        let devices = &self.devices;
        Standing {
            access: self.access,
            sheath: self.case.sheath_line(),
            wire: devices.line(WIRE),
            wire_index: devices.wire_index,
            wire_diameter_mm: self.case.wires[devices.wire_index].diameter_mm,
            wire_inserted_mm: devices.inserted(WIRE),
            support: devices.line(super::devices::SUPPORT),
            support_index: devices.support_index,
            guide: devices.line(super::devices::GUIDE),
        }
    }

    /// Everything that the next tick depends on, as numbers; `webs` where they stand in the order.
    pub(super) fn state<'a>(
        &'a self,
        webs: impl Iterator<Item = f64> + 'a,
    ) -> impl Iterator<Item = f64> + 'a {
        self.devices.state().chain(webs).chain(self.passages.state()).chain(self.tracking.state())
    }
}
