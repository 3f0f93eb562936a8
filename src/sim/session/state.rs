//! One attempt at a case, advanced tick by tick. The only state that anything in play changes.

use super::approach::Approach;
use super::devices::{GUIDE, SUPPORT, WIRE};
use super::hand::Change;
use super::observer::{Observer, Truth};
use super::view::Felt;
use super::{Case, Controls, Event, EventKind, Outcome, View};
use crate::sim::anatomy::Stance;
use crate::sim::rod::{Rod, Solution, Strand};
use crate::sim::solids::Webs;
use crate::sim::tissue::{TissueEvent, Whereabouts, Zone};
use crate::sim::units::{TICKS_PER_SECOND, minutes};
use std::sync::Arc;

/// Tips from two sides that are nearer to one another than this where the way is open have met, mm.
const MET: f64 = 2.0;
/// The same kind of event is told once in this many ticks.
const SILENCE: u64 = 6 * TICKS_PER_SECOND as u64;

/// A case being played.
pub struct Session {
    case: Arc<Case>,
    /// The accesses where a sheath is, in the order in which it was put in.
    approaches: Vec<Approach>,
    /// The place among them of the one at which the hands are.
    at_hand: usize,
    webs: Webs,
    observer: Observer,
    tick: u64,
    exchange_s: f64,
    outcome: Option<Outcome>,
    last_told: Vec<(EventKind, u64)>,
    unconverged: u64,
}

impl Session {
    /// A session at its beginning: the first wire of the shelf just out of the sheath.
    pub fn new(case: Arc<Case>) -> Self {
        Self {
            approaches: vec![Approach::new(case.clone(), 0)],
            at_hand: 0,
            webs: Webs::new(&case.webs),
            observer: Observer::new(&case),
            tick: 0,
            exchange_s: 0.0,
            outcome: None,
            last_told: Vec::new(),
            unconverged: 0,
            case,
        }
    }

    /// The access at which the hands are.
    fn at_hand(&self) -> &Approach {
        &self.approaches[self.at_hand]
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

    /// How the last tick was solved at the access at hand.
    pub fn solution(&self) -> Solution {
        self.at_hand().solution
    }

    /// Ticks so far whose minimisation ended before it had settled.
    pub fn unconverged_ticks(&self) -> u64 {
        self.unconverged
    }

    /// The devices at hand on their centreline.
    pub fn rod(&self) -> &Rod {
        self.at_hand().devices.rod()
    }

    /// Where the tip at hand is in a lesion: arc length on the road from its access (mm) and zone.
    pub fn tip_in_lesion(&self) -> Option<(f64, Zone)> {
        self.at_hand().passages.tip_place()
    }

    /// Where the tip at hand is on its whole road: before a lesion that has yet to be crossed, in one,
    /// or beyond the last.
    pub fn whereabouts(&self) -> Whereabouts {
        self.at_hand().passages.whereabouts()
    }

    /// Advances the attempt by one tick. After its end nothing changes any more.
    pub fn step(&mut self, controls: &Controls) -> Vec<Event> {
        if self.outcome.is_some() {
            return Vec::new();
        }
        self.tick += 1;
        let mut told = Vec::new();
        if let Some(access) = controls.go_to {
            self.go_to(access as usize, &mut told);
        }
        self.exchange(controls, &mut told);
        self.advance(controls, &mut told);
        self.notice(controls, &mut told);
        self.close(&mut told);
        told.into_iter().filter_map(|kind| self.tell(kind)).collect()
    }

    fn advance(&mut self, controls: &Controls, told: &mut Vec<EventKind>) {
        let stances = (self.stance(self.tick - 1), self.stance(self.tick));
        for k in 0..self.approaches.len() {
            let strands = self.beside(k);
            let approach = &mut self.approaches[k];
            let held = approach.devices.held_still();
            let controls = if k == self.at_hand { controls } else { &held };
            let slipped = approach.advance(controls, &mut self.webs, stances, strands);
            if slipped && k == self.at_hand {
                told.push(EventKind::GripSlipped);
            }
        }
        for _ in 0..self.webs.step() {
            told.push(EventKind::WebTore);
        }
        self.unconverged += u64::from(!self.approaches.iter().all(|it| it.solution.converged));
        let mut force = None;
        for k in 0..self.approaches.len() {
            let approach = &mut self.approaches[k];
            if !approach.solution.converged {
                continue;
            }
            approach.dilate();
            if approach.kinks() {
                self.observer.kinked();
                told.push(EventKind::WireKinked);
            }
            let most: f64 = force.unwrap_or(0.0);
            force = Some(most.max(approach.wall_force()));
            self.commit(k, told);
        }
        if let Some(force) = force {
            self.observer.wall_force(self.tick, force);
        }
    }

    /// What lies beside the devices of approach `k`, which are told from the others by a radius that
    /// none of them exceeds.
    fn beside(&self, k: usize) -> Vec<Strand> {
        let radii = self.approaches[k].devices.rod().nodes().radius;
        let widest = radii.iter().copied().fold(0.0, f64::max);
        let others = self.approaches.iter().enumerate().filter(|(j, _)| *j != k);
        others.flat_map(|(_, other)| other.strands(widest)).collect()
    }

    /// Commits what the tip of approach `k` did, and takes it down.
    fn commit(&mut self, k: usize, told: &mut Vec<EventKind>) {
        for event in self.approaches[k].commit() {
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
        let approach = &self.approaches[k];
        if let Some(s) = approach.tip_on_road() {
            self.observer.came_to(s, approach.way());
        }
        let place = approach.passages.tip_place().or_else(|| {
            // What is left of the lesion's last bin was traversed as its end was reached.
            let lesion = approach.passages.behind_tip()?;
            Some((approach.case.lesion_s[lesion].1, Zone::TrueLumen))
        });
        let Some((s, zone)) = place else { return };
        if approach.access == 0 {
            self.observer.tip_at(s, zone);
        } else {
            let s = self.case.along_first(&approach.case, s);
            match approach.case.against {
                false => self.observer.tip_at(s, zone),
                true => self.observer.tip_from_beyond(s, zone),
            }
        }
    }

    /// What hand and picture tell.
    fn notice(&mut self, controls: &Controls, told: &mut Vec<EventKind>) {
        let pushed = controls.feed_mm_s > 0.0;
        for (k, approach) in self.approaches.iter_mut().enumerate() {
            let (felt, folds) = (approach.devices.feel(), approach.folds());
            if k != self.at_hand {
                continue;
            }
            match felt {
                Some(Change::Fell) if pushed => told.push(EventKind::ResistanceFell),
                Some(Change::Rose) if pushed => told.push(EventKind::ResistanceRose),
                _ => {}
            }
            if folds {
                told.push(EventKind::WireFolded);
            }
        }
    }

    fn close(&mut self, told: &mut Vec<EventKind>) {
        if let Some(how) = self.crossed() {
            self.observer.crossed();
            self.outcome = Some(Outcome::Crossed);
            told.push(how);
        } else if self.manipulation_s() >= minutes(self.case.scenario.clock.limit_min) {
            self.outcome = Some(Outcome::TimeOver);
            told.push(EventKind::TimeOver);
        }
    }

    /// How the lesions have been crossed, once they have.
    fn crossed(&mut self) -> Option<EventKind> {
        if let Some(through) = self.approaches.iter().find(|it| it.is_through()) {
            let against = through.case.against;
            return Some(if against { EventKind::CameThrough } else { EventKind::TargetReached });
        }
        let mut against = self.approaches.iter().filter(|it| it.case.against);
        let met = against.find(|b| self.approaches.iter().any(|a| self.have_met(a, b)))?;
        // The little that is left between the tips is open.
        let s = self.case.along_first(&met.case, met.tip_s());
        self.observer.tip_at(s + MET, Zone::TrueLumen);
        Some(EventKind::WiresMet)
    }

    /// Whether the tip of `a`, which comes along the lesions, and that of `b`, which comes against them,
    /// have met where the way is open, with every lesion behind or around one of them.
    fn have_met(&self, a: &Approach, b: &Approach) -> bool {
        let count = self.case.lesions.len();
        !a.case.against
            && count > 0
            && a.passages.come_into() + b.passages.come_into() >= count
            && a.tip().distance(b.tip()) < MET
            && a.is_in_true_lumen()
            && b.is_in_true_lumen()
    }

    /// Brings the hands to `access`, where a sheath is put in first unless there is one. An attempt may
    /// begin at any access.
    fn go_to(&mut self, access: usize, told: &mut Vec<EventKind>) {
        let names = self.case.access_names();
        if access >= names.len() || access == self.at_hand().access {
            return;
        }
        if let Some(there) = self.approaches.iter().position(|it| it.access == access) {
            self.at_hand = there;
            told.push(EventKind::HandsMoved(names[access].clone()));
            return;
        }
        let seen = access.checked_sub(1).map_or(&self.case, |i| &self.case.others[i]);
        let new = Approach::new(seen.clone(), access);
        if self.tick == 1 {
            self.approaches = vec![new];
            return;
        }
        self.exchange_s += minutes(self.case.scenario.clock.access_min);
        self.approaches.push(new);
        self.at_hand = self.approaches.len() - 1;
        told.push(EventKind::SheathPutIn(names[access].clone()));
    }

    /// Exchanges what `controls` ask for.
    fn exchange(&mut self, controls: &Controls, told: &mut Vec<EventKind>) {
        let takes = minutes(self.case.scenario.clock.exchange_min);
        let stance = self.stance(self.tick);
        let approach = &mut self.approaches[self.at_hand];
        if let Some(index) = controls.exchange.map(usize::from)
            && approach.exchange(index, &stance)
        {
            self.exchange_s += takes;
            told.push(EventKind::WireExchanged(self.case.wires[index].title.clone()));
        }
        if let Some(index) = controls.exchange_support.map(usize::from)
            && approach.exchange_support(index, &stance)
        {
            self.exchange_s += takes;
            told.push(EventKind::SupportExchanged(self.case.supports[index].title.clone()));
        }
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
        let devices = &self.at_hand().devices;
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
            sheath: self.at_hand().case.sheath_line(),
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
            at_hand: self.at_hand().access,
            elsewhere: self
                .approaches
                .iter()
                .filter(|it| it.access != self.at_hand().access)
                .map(Approach::standing)
                .collect(),
            webs: self.webs.plates(),
            outcome: self.outcome,
        }
    }

    /// Everything that the next tick depends on, as numbers: what a digest is taken of.
    pub(super) fn state(&self) -> impl Iterator<Item = f64> + '_ {
        let plates = self.webs.plates().into_iter().flatten().flat_map(|corner| corner.to_array());
        let (first, more) = self.approaches.split_at(1);
        let plates: Vec<_> = plates.collect();
        let first = first.iter().flat_map(move |it| it.state(plates.clone().into_iter()));
        let more = more.iter().flat_map(|it| it.state(std::iter::empty()));
        // Of a case with one access nothing is to be told of it.
        let at = (!self.case.others.is_empty()).then_some(self.at_hand().access as f64);
        first.chain(more).chain(at).chain([self.procedure_s(), self.tick as f64])
    }
}
