//! One attempt at a case, advanced tick by tick. The only state that anything in play changes.

use super::devices::{Advanced, Devices, GUIDE, LOADED, SUPPORT, WIRE};
use super::hand::Change;
use super::observer::{Observer, Truth};
use super::surroundings::{Tracking, World};
use super::view::Felt;
use super::{Case, Controls, Event, EventKind, Outcome, View};
use crate::sim::anatomy::Stance;
use crate::sim::math::Vec3;
use crate::sim::rod::{Rod, Solution};
use crate::sim::solids::Webs;
use crate::sim::tissue::{Ground, Passages, TissueEvent, Whereabouts, Zone};
use crate::sim::units::{TICKS_PER_SECOND, minutes};
use std::sync::Arc;

/// A wire is kinked when it keeps more than this of a bend within a centimetre, rad: 15 degrees no longer
/// pass for a tip's shape.
const KINKED: f64 = 0.26;
/// A wire counts as folded when some of it points this much against the vein's way.
const FOLDED: f64 = -0.3;
/// The same kind of event is told once in this many ticks.
const SILENCE: u64 = 6 * TICKS_PER_SECOND as u64;

/// A case being played.
pub struct Session {
    case: Arc<Case>,
    devices: Devices,
    passages: Passages,
    webs: Webs,
    tracking: Tracking,
    observer: Observer,
    tick: u64,
    exchange_s: f64,
    folded: bool,
    kinked: bool,
    outcome: Option<Outcome>,
    last_told: Vec<(EventKind, u64)>,
    unconverged: u64,
    /// Where the tip was when the tissue last took note of it, mm.
    committed_tip: Vec3,
    solution: Solution,
}

impl Session {
    /// A session at its beginning: the first wire of the shelf just out of the sheath.
    pub fn new(case: Arc<Case>) -> Self {
        let devices = Devices::new(&case);
        Self {
            passages: Passages::new(&case.lesions),
            webs: Webs::new(&case.webs),
            tracking: Tracking::default(),
            observer: Observer::new(&case, LOADED),
            tick: 0,
            exchange_s: 0.0,
            folded: false,
            kinked: false,
            outcome: None,
            last_told: Vec::new(),
            unconverged: 0,
            committed_tip: devices.rod().positions()[0],
            solution: Solution::default(),
            devices,
            case,
        }
    }

    /// The case that is played.
    pub fn case(&self) -> &Arc<Case> {
        &self.case
    }

    /// True once the attempt has ended.
    pub fn ended(&self) -> bool {
        self.outcome.is_some()
    }

    /// What only the simulator knows of the attempt.
    pub fn truth(&self) -> Truth {
        self.observer.truth().clone()
    }

    /// How the last tick was solved.
    pub fn solution(&self) -> Solution {
        self.solution
    }

    /// Ticks so far whose minimisation ended before it had settled.
    pub fn unconverged_ticks(&self) -> u64 {
        self.unconverged
    }

    /// The devices on their centreline.
    pub fn rod(&self) -> &Rod {
        self.devices.rod()
    }

    /// Where the tip is in a lesion: arc length on the route (mm) and zone.
    pub fn tip_in_lesion(&self) -> Option<(f64, Zone)> {
        self.passages.tip_place()
    }

    /// Where the tip is on the whole road: before a lesion that has yet to be crossed, in one, or
    /// beyond the last.
    pub fn whereabouts(&self) -> Whereabouts {
        self.passages.whereabouts()
    }

    /// Advances the attempt by one tick. After its end nothing changes any more.
    pub fn step(&mut self, controls: &Controls) -> Vec<Event> {
        if self.outcome.is_some() {
            return Vec::new();
        }
        self.tick += 1;
        let mut told = Vec::new();
        if let Some(index) = controls.exchange {
            self.exchange(index as usize, &mut told);
        }
        if let Some(index) = controls.exchange_support {
            self.exchange_support(index as usize, &mut told);
        }
        self.advance(controls, &mut told);
        self.notice(controls, &mut told);
        self.close(&mut told);
        told.into_iter().filter_map(|kind| self.tell(kind)).collect()
    }

    fn advance(&mut self, controls: &Controls, told: &mut Vec<EventKind>) {
        let stances = (self.stance(self.tick - 1), self.stance(self.tick));
        let mut world = World {
            case: &self.case,
            passages: &mut self.passages,
            webs: &mut self.webs,
            tracking: &mut self.tracking,
            shelf: (self.devices.wire_index, self.devices.support_index),
            stances,
            last_tip: Vec3::ZERO,
        };
        let Advanced { solution, slipped } = self.devices.advance(controls, &mut world);
        self.solution = solution;
        if slipped {
            told.push(EventKind::GripSlipped);
        }
        let nodes = self.devices.rod().nodes();
        for _ in 0..self.webs.commit(&nodes) {
            told.push(EventKind::WebTore);
        }
        if !self.solution.converged {
            self.unconverged += 1;
            return;
        }
        self.tracking.dilate(nodes.positions, &mut self.passages);
        if !self.kinked && self.devices.wire_kink() > KINKED {
            self.kinked = true;
            self.observer.kinked();
            told.push(EventKind::WireKinked);
        }
        self.observer.wall_force(self.tick, self.wall_force());
        let rod = self.devices.rod();
        let tip = rod.positions()[0];
        let tip_s = self.tracking.stations[0];
        let moved = tip.distance(self.committed_tip);
        self.committed_tip = tip;
        for event in self.passages.commit(&rod.nodes(), tip_s, moved) {
            told.push(match event {
                TissueEvent::EnteredWisp => EventKind::EnteredWisp,
                TissueEvent::EnteredScar | TissueEvent::LeftWisp => EventKind::EnteredScar,
                TissueEvent::Perforated => {
                    self.observer.perforated();
                    EventKind::PerforatedWall
                }
                TissueEvent::RejoinedWisp => EventKind::RejoinedWisp,
                TissueEvent::ReachedPatentVein => EventKind::ReachedPatentVein,
            });
        }
        if let Some(s) = self.tip_on_road() {
            self.observer.came_to(s);
        }
        if let Some((s, zone)) = self.passages.tip_place() {
            self.observer.tip_at(s, zone);
        } else if let Some(lesion) = self.passages.behind_tip() {
            // What is left of the lesion's last bin was traversed as its end was reached.
            self.observer.tip_at(self.case.lesion_s[lesion].1, Zone::TrueLumen);
        }
    }

    /// Arc length of the tip on the route, mm, unless it is in another vein.
    fn tip_on_road(&self) -> Option<f64> {
        let spot = self.tracking.spots[0];
        (spot.channel == 0).then_some(spot.s)
    }

    /// Largest force between the wire and the vein or the lesion, N.
    fn wall_force(&self) -> f64 {
        let tip = self.rod().positions()[0];
        let tip = self.passages.tip_force(tip, self.tracking.stations[0]);
        self.devices.work().largest_normal_force().max(tip)
    }

    /// What hand and picture tell.
    fn notice(&mut self, controls: &Controls, told: &mut Vec<EventKind>) {
        let pushed = controls.feed_mm_s > 0.0;
        match self.devices.feel() {
            Some(Change::Fell) if pushed => told.push(EventKind::ResistanceFell),
            Some(Change::Rose) if pushed => told.push(EventKind::ResistanceRose),
            _ => {}
        }
        let folded = self.is_folded();
        if folded && !self.folded {
            told.push(EventKind::WireFolded);
        }
        self.folded = folded;
    }

    fn is_folded(&self) -> bool {
        let tangents = self.rod().tangents();
        (0..tangents.len()).any(|i| {
            let free = !matches!(self.passages.ground(i), Ground::Course { .. });
            let spot = self.tracking.spots[i];
            let s = spot.s;
            free && spot.channel == 0
                && s > 0.0
                && tangents[i].dot(self.case.route.at(s).tangent) < FOLDED
        })
    }

    fn close(&mut self, told: &mut Vec<EventKind>) {
        let beyond = self.passages.whereabouts() == Whereabouts::Beyond;
        if beyond && self.tip_on_road().is_some_and(|s| s >= self.case.target_s) {
            self.observer.crossed();
            self.outcome = Some(Outcome::Crossed);
            told.push(EventKind::TargetReached);
        } else if self.manipulation_s() >= minutes(self.case.scenario.clock.limit_min) {
            self.outcome = Some(Outcome::TimeOver);
            told.push(EventKind::TimeOver);
        }
    }

    /// Takes the wire out and another one in as far as the catheter's tip; the catheters stay.
    fn exchange(&mut self, index: usize, told: &mut Vec<EventKind>) {
        if index >= self.case.wires.len() || index == self.devices.wire_index {
            return;
        }
        let before = self.devices.reach();
        self.devices.exchange_wire(&self.case, index);
        self.kinked = false;
        self.follow_exchange(before);
        told.push(EventKind::WireExchanged(self.case.wires[index].title.clone()));
    }

    /// Takes the support catheter out over the wire and another one up to the sheath.
    fn exchange_support(&mut self, index: usize, told: &mut Vec<EventKind>) {
        if index >= self.case.supports.len() || index == self.devices.support_index {
            return;
        }
        let before = self.devices.reach();
        self.devices.exchange_support(&self.case, index);
        self.follow_exchange(before);
        told.push(EventKind::SupportExchanged(self.case.supports[index].title.clone()));
    }

    /// Follows an exchange before which the foremost tip was `before` mm beyond the sheath.
    fn follow_exchange(&mut self, before: f64) {
        self.exchange_s += minutes(self.case.scenario.clock.exchange_min);
        let withdrawn = before - self.devices.reach();
        if withdrawn <= 0.0 {
            return;
        }
        let rod = self.devices.rod();
        // The node of the devices before at which the foremost tip is now.
        let from_tip = &rod.grid().from_tip;
        let under = from_tip.partition_point(|&s| s < withdrawn).saturating_sub(1);
        self.tracking.search(rod.positions(), &self.case, &self.stance(self.tick));
        self.committed_tip = rod.positions()[0];
        let s = self.tracking.stations[0];
        self.passages.replace_tip(self.committed_tip, s, under);
    }

    fn tell(&mut self, kind: EventKind) -> Option<Event> {
        let chatter = matches!(
            kind,
            EventKind::GripSlipped
                | EventKind::ResistanceFell
                | EventKind::ResistanceRose
                | EventKind::WireFolded
        );
        if chatter {
            let last = self.last_told.iter_mut().find(|(told, _)| *told == kind);
            match last {
                Some((_, tick)) if self.tick - *tick < SILENCE => {
                    *tick = self.tick;
                    return None;
                }
                Some((_, tick)) => *tick = self.tick,
                None => self.last_told.push((kind.clone(), self.tick)),
            }
        }
        Some(Event { tick: self.tick, kind })
    }

    /// How breath and heartbeat stand in tick `tick`.
    fn stance(&self, tick: u64) -> Stance {
        self.case.rhythm.at(tick as f64 / f64::from(TICKS_PER_SECOND))
    }

    /// Ticks so far.
    pub fn ticks(&self) -> u64 {
        self.tick
    }

    /// Seconds of manipulation so far.
    pub fn manipulation_s(&self) -> f64 {
        self.tick as f64 / f64::from(TICKS_PER_SECOND)
    }

    /// Seconds on the procedure clock so far.
    pub fn procedure_s(&self) -> f64 {
        self.manipulation_s() * self.case.scenario.clock.time_scale + self.exchange_s
    }

    /// What can be shown and felt now.
    pub fn view(&self) -> View {
        let devices = &self.devices;
        let felt = (0..devices.count()).map(|k| {
            let (hand, grip) = (devices.hand(k), devices.grip(k));
            Felt {
                force_n: hand.force,
                torque_n_mm: hand.torque,
                grip_n: grip.force,
                grip_n_mm: grip.torque,
            }
        });
        let felt: Vec<Felt> = felt.collect();
        View {
            tick: self.tick,
            manipulation_s: self.manipulation_s(),
            procedure_s: self.procedure_s(),
            wire: devices.line(WIRE),
            wire_index: devices.wire_index,
            wire_diameter_mm: self.case.wires[devices.wire_index].diameter_mm,
            wire_inserted_mm: devices.inserted(WIRE),
            support: devices.line(SUPPORT),
            support_index: devices.support_index,
            support_inserted_mm: devices.inserted(SUPPORT),
            guide: devices.line(GUIDE),
            guide_inserted_mm: devices.inserted(GUIDE),
            hub_force_n: felt[WIRE].force_n,
            hub_torque_n_mm: felt[WIRE].torque_n_mm,
            grip_n: felt[WIRE].grip_n,
            felt,
            webs: self.webs.plates(),
            outcome: self.outcome,
        }
    }

    /// Everything that the next tick depends on, as numbers: what a digest is taken of.
    pub(super) fn state(&self) -> impl Iterator<Item = f64> + '_ {
        let plates = self.webs.plates().into_iter().flatten().flat_map(|corner| corner.to_array());
        self.devices
            .state()
            .chain(plates)
            .chain(self.passages.state())
            .chain(self.tracking.state())
            .chain([self.procedure_s(), self.tick as f64])
    }
}
