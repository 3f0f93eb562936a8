//! One attempt at a case, advanced tick by tick. The only state that anything in play changes.

use super::hand::{Change, Hand};
use super::observer::{Observer, Truth};
use super::surroundings::{Tracking, World};
use super::{Case, Controls, Event, EventKind, Outcome, View};
use crate::sim::math::{Vec3, perpendicular};
use crate::sim::rod::{HubMotion, Rod, Settings, Solution, Workspace};
use crate::sim::solids::Webs;
use crate::sim::tissue::{Ground, Passages, TissueEvent, Whereabouts, Zone};
use crate::sim::units::{TICK, TICKS_PER_SECOND, minutes};
use std::sync::Arc;

/// Wire beyond the sheath when a wire is loaded, mm.
const LOADED: f64 = 20.0;
/// Wire that stays beyond the support catheter, mm.
const AHEAD_OF_SUPPORT: f64 = 2.0;
/// Fastest that a catheter dilates its way through a lesion, mm/s: a slow push by hand.
const SUPPORT_IN_LESION: f64 = 4.0;
/// Fastest commands that are taken, mm/s and rad/s: beyond what a hand can do.
const FASTEST_FEED: f64 = 250.0;
const FASTEST_SPIN: f64 = 60.0;
/// A wire counts as folded when some of it points this much against the vein's way.
const FOLDED: f64 = -0.3;
/// The same kind of event is told once in this many ticks.
const SILENCE: u64 = 6 * TICKS_PER_SECOND as u64;

/// A case being played.
pub struct Session {
    case: Arc<Case>,
    rod: Rod,
    passages: Passages,
    webs: Webs,
    tracking: Tracking,
    work: Workspace,
    settings: Settings,
    observer: Observer,
    hand: Hand,
    tick: u64,
    wire_index: usize,
    inserted: f64,
    support: f64,
    torque_device: bool,
    exchange_s: f64,
    folded: bool,
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
        let sheath = case.sheath();
        let rod = sheath.load(case.grid(0), LOADED, perpendicular(sheath.forward));
        Self {
            passages: Passages::new(&case.lesions),
            webs: Webs::new(&case.webs),
            tracking: Tracking::default(),
            work: Workspace::default(),
            settings: Settings::default(),
            observer: Observer::new(&case, LOADED),
            hand: Hand::default(),
            tick: 0,
            wire_index: 0,
            inserted: LOADED,
            support: 0.0,
            torque_device: false,
            exchange_s: 0.0,
            folded: false,
            outcome: None,
            last_told: Vec::new(),
            unconverged: 0,
            committed_tip: rod.positions()[0],
            solution: Solution::default(),
            rod,
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

    /// The wire itself.
    pub fn rod(&self) -> &Rod {
        &self.rod
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
        self.torque_device = controls.torque_device;
        self.feed_support(limited(controls.support_mm_s, FASTEST_FEED) * TICK);
        let feed = limited(controls.feed_mm_s, FASTEST_FEED) * TICK;
        let spin = limited(controls.spin_rad_s, FASTEST_SPIN) * TICK;
        let (fed, spun) = self.hand.transmitted(feed, spin, self.torque_device);
        if feed.abs() > 0.01 && fed.abs() < 0.5 * feed.abs() {
            told.push(EventKind::GripSlipped);
        }
        self.advance_rod(HubMotion { feed: fed, spin: spun }, &mut told);
        self.notice(feed, &mut told);
        self.close(&mut told);
        told.into_iter().filter_map(|kind| self.tell(kind)).collect()
    }

    fn advance_rod(&mut self, motion: HubMotion, told: &mut Vec<EventKind>) {
        let mut world = World {
            case: &self.case,
            passages: &mut self.passages,
            webs: &mut self.webs,
            tracking: &mut self.tracking,
            wire_index: self.wire_index,
            inserted: self.inserted,
            support: self.support,
            last_tip: Vec3::ZERO,
        };
        self.solution = self.rod.tick_at_sheath(
            &self.case.sheath(),
            self.inserted,
            motion,
            &self.settings,
            &mut self.work,
            &mut world,
        );
        self.inserted += self.solution.moved.feed;
        self.support = self.support.min(self.inserted - AHEAD_OF_SUPPORT).max(0.0);
        let nodes = self.rod.nodes();
        for _ in 0..self.webs.commit(&nodes) {
            told.push(EventKind::WebTore);
        }
        if !self.solution.converged {
            self.unconverged += 1;
            return;
        }
        self.observer.wall_force(self.tick, self.wall_force());
        let tip = self.rod.positions()[0];
        let tip_s = self.tracking.stations[0];
        let moved = tip.distance(self.committed_tip);
        self.committed_tip = tip;
        for event in self.passages.commit(&self.rod.nodes(), tip_s, moved) {
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
        self.observer.came_to(tip_s);
        if let Some((s, zone)) = self.passages.tip_place() {
            self.observer.tip_at(s, zone);
        } else if let Some(lesion) = self.passages.behind_tip() {
            // What is left of the lesion's last bin was traversed as its end was reached.
            self.observer.tip_at(self.case.lesion_s[lesion].1, Zone::TrueLumen);
        }
    }

    /// Largest force between the wire and the vein or the lesion, N.
    fn wall_force(&self) -> f64 {
        let tip = self.passages.tip_force(self.rod.positions()[0], self.tracking.stations[0]);
        self.work.largest_normal_force().max(tip)
    }

    /// What hand and picture tell.
    fn notice(&mut self, commanded: f64, told: &mut Vec<EventKind>) {
        let change = self.hand.feel(self.rod.hub_force(), self.rod.hub_torque(), TICK);
        match change {
            Some(Change::Fell) if commanded > 0.0 => told.push(EventKind::ResistanceFell),
            Some(Change::Rose) if commanded > 0.0 => told.push(EventKind::ResistanceRose),
            _ => {}
        }
        let folded = self.is_folded();
        if folded && !self.folded {
            told.push(EventKind::WireFolded);
        }
        self.folded = folded;
    }

    fn is_folded(&self) -> bool {
        let tangents = self.rod.tangents();
        (0..tangents.len()).any(|i| {
            let free = !matches!(self.passages.ground(i), Ground::Course { .. });
            let s = self.tracking.stations[i];
            free && s > 0.0 && tangents[i].dot(self.case.route.at(s).tangent) < FOLDED
        })
    }

    fn close(&mut self, told: &mut Vec<EventKind>) {
        let beyond = self.passages.whereabouts() == Whereabouts::Beyond;
        if beyond && self.tracking.stations[0] >= self.case.target_s {
            self.observer.crossed();
            self.outcome = Some(Outcome::Crossed);
            told.push(EventKind::TargetReached);
        } else if self.manipulation_s() >= minutes(self.case.scenario.clock.limit_min) {
            self.outcome = Some(Outcome::TimeOver);
            told.push(EventKind::TimeOver);
        }
    }

    fn feed_support(&mut self, feed: f64) {
        if feed == 0.0 {
            return;
        }
        let most = SUPPORT_IN_LESION * TICK;
        let feed = if self.support_in_lesion() { feed.min(most) } else { feed };
        self.support =
            (self.support + feed).clamp(0.0, (self.inserted - AHEAD_OF_SUPPORT).max(0.0));
    }

    /// The first node that lies inside the catheter.
    fn first_covered(&self) -> usize {
        let from_tip = self.rod.nodes().from_tip;
        from_tip.partition_point(|s| self.inserted - s > self.support)
    }

    fn support_in_lesion(&self) -> bool {
        let node = self.first_covered();
        self.support > 0.0
            && self.tick > 1
            && node < self.rod.count()
            && matches!(self.passages.ground(node), Ground::Course { .. })
    }

    /// Takes the wire out and another one in as far as the catheter's tip; the catheter stays.
    fn exchange(&mut self, index: usize, told: &mut Vec<EventKind>) {
        if index >= self.case.wires.len() || index == self.wire_index {
            return;
        }
        let inserted = (self.support + AHEAD_OF_SUPPORT).max(LOADED).min(self.inserted);
        let old: Vec<(f64, Vec3)> = self
            .rod
            .grid()
            .from_tip
            .iter()
            .zip(self.rod.positions())
            .map(|(s, &x)| (self.inserted - s, x))
            .collect();
        let under = old.partition_point(|&(at, _)| at > inserted).saturating_sub(1);
        let sheath = self.case.sheath();
        let grid = self.case.grid(index);
        self.rod = sheath.load_along(grid, inserted, perpendicular(sheath.forward), |arc| {
            let next = old.partition_point(|&(at, _)| at > arc).clamp(1, old.len() - 1);
            let ((a, x), (b, y)) = (old[next - 1], old[next]);
            x.lerp(y, ((a - arc) / (a - b)).clamp(0.0, 1.0))
        });
        self.inserted = inserted;
        self.wire_index = index;
        self.tracking.search(self.rod.positions(), &self.case);
        self.committed_tip = self.rod.positions()[0];
        let s = self.tracking.stations[0];
        self.passages.replace_tip(self.committed_tip, s, under);
        self.hand = Hand::default();
        self.exchange_s += minutes(self.case.scenario.clock.exchange_min);
        told.push(EventKind::WireExchanged(self.case.wires[index].title.clone()));
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
        View {
            tick: self.tick,
            manipulation_s: self.manipulation_s(),
            procedure_s: self.procedure_s(),
            wire: self.rod.positions().to_vec(),
            wire_index: self.wire_index,
            wire_diameter_mm: self.case.wires[self.wire_index].diameter_mm,
            wire_inserted_mm: self.inserted,
            support: self.support_line(),
            support_inserted_mm: self.support,
            hub_force_n: self.hand.force,
            hub_torque_n_mm: self.hand.torque,
            grip_n: Hand::grip(self.torque_device),
            webs: self.webs.plates(),
            outcome: self.outcome,
        }
    }

    fn support_line(&self) -> Vec<Vec3> {
        let x = self.rod.positions();
        let first = self.first_covered().min(x.len() - 1);
        if self.support <= 0.0 || first == 0 {
            return Vec::new();
        }
        let from_tip = self.rod.nodes().from_tip;
        let wanted = self.inserted - self.support;
        let share = (wanted - from_tip[first - 1]) / (from_tip[first] - from_tip[first - 1]);
        let tip = x[first - 1].lerp(x[first], share.clamp(0.0, 1.0));
        std::iter::once(tip).chain(x[first..].iter().copied()).collect()
    }

    /// Everything that the next tick depends on, as numbers: what a digest is taken of.
    pub(super) fn state(&self) -> impl Iterator<Item = f64> + '_ {
        let vectors = self.rod.positions().iter().chain(self.rod.velocities());
        let angles = (0..self.rod.count() - 1).map(|i| self.rod.angle(i));
        let plates = self.webs.plates().into_iter().flatten().flat_map(|corner| corner.to_array());
        vectors
            .flat_map(|v| v.to_array())
            .chain(angles)
            .chain(self.rod.anchors())
            .chain(plates)
            .chain(self.passages.state())
            .chain(self.hand.state())
            .chain([
                self.inserted,
                self.support,
                self.wire_index as f64,
                self.procedure_s(),
                self.tick as f64,
            ])
    }
}

/// A command within what a hand can do; what is not a number is nothing.
fn limited(command: f32, most: f64) -> f64 {
    let command = f64::from(command);
    if command.is_finite() { command.clamp(-most, most) } else { 0.0 }
}
