//! The devices in play, wire in support catheter in guide, and the hands that hold them.
//!
//! A hand commands feed and spin; what the device resists with at its hub beyond the fingers' grip
//! slips. A device that is not commanded is held, and slips likewise: a wire is dragged along by its
//! catheter once its grip is passed.

use super::hand::{Change, Grip, Hand};
use super::{Case, Controls};
use crate::sim::math::{Vec3, perpendicular};
use crate::sim::rod::{
    Assembly, HubMotion, Part, Rod, Settings, Solution, Surroundings, Workspace,
};
use crate::sim::units::TICK;

/// Most devices in play: wire, support catheter, guide.
pub const DEVICES: usize = 3;
/// Their places among them.
pub(super) const WIRE: usize = 0;
pub(super) const SUPPORT: usize = 1;
pub(super) const GUIDE: usize = 2;

/// Wire beyond the sheath when a wire is loaded, mm.
pub(super) const LOADED: f64 = 20.0;
/// A new wire is brought up to this far beyond the support catheter, mm.
const AHEAD_OF_SUPPORT: f64 = 2.0;
/// Fastest commands that are taken, mm/s and rad/s: beyond what a hand can do.
const FASTEST_FEED: f64 = 250.0;
const FASTEST_SPIN: f64 = 60.0;

/// What hangs on the sheath, and how it is held.
pub(super) struct Devices {
    assembly: Assembly,
    hands: Vec<Hand>,
    pub wire_index: usize,
    pub support_index: usize,
    torque_device: bool,
    work: Workspace,
    settings: Settings,
    substeps: u32,
}

/// What came of a tick.
pub(super) struct Advanced {
    pub solution: Solution,
    /// Whether fingers slipped on a device that was to be moved, or was held.
    pub slipped: bool,
}

impl Devices {
    pub(super) fn new(case: &Case) -> Self {
        let sheath = case.sheath();
        let parts = Self::parts(case, 0, 0);
        let mut depths = vec![0.0; parts.len()];
        depths[WIRE] = LOADED;
        let straight = |arc: f64| sheath.tip + sheath.forward * arc;
        let side = perpendicular(sheath.forward);
        let substeps = case.scenario.substeps;
        let tick = TICK / f64::from(substeps);
        Self {
            hands: parts.iter().map(|_| Hand::default()).collect(),
            assembly: Assembly::along(sheath, parts, &depths, case.longest(), side, straight),
            wire_index: 0,
            support_index: 0,
            torque_device: false,
            work: Workspace::default(),
            settings: Settings { tick, ..Settings::default() },
            substeps,
        }
    }

    fn parts(case: &Case, wire: usize, support: usize) -> Vec<Part> {
        let catheters = [case.supports.get(support), case.guide.as_ref()];
        let catheters = catheters.into_iter().flatten().map(|it| case.catheter_part(it));
        std::iter::once(case.wire_part(wire)).chain(catheters).collect()
    }

    pub(super) fn rod(&self) -> &Rod {
        self.assembly.rod()
    }

    pub(super) fn work(&self) -> &Workspace {
        &self.work
    }

    /// How many devices there are.
    pub(super) fn count(&self) -> usize {
        self.hands.len()
    }

    /// Tip of device `k` beyond the sheath, mm; zero for one that is not there.
    pub(super) fn inserted(&self, k: usize) -> f64 {
        if k < self.count() { self.assembly.inserted(k) } else { 0.0 }
    }

    /// The sharpest bend that the wire has kept, rad.
    pub(super) fn wire_kink(&self) -> f64 {
        self.rod().members()[WIRE].kink().angle
    }

    /// Foremost tip beyond the sheath, mm.
    pub(super) fn reach(&self) -> f64 {
        self.assembly.reach()
    }

    /// The hand on device `k`.
    pub(super) fn hand(&self, k: usize) -> &Hand {
        &self.hands[k]
    }

    pub(super) fn grip(&self, k: usize) -> Grip {
        Grip::on(k == WIRE, self.torque_device, self.rod().members()[k].radius())
    }

    /// What an assistant does who holds everything as it was last held.
    pub(super) fn held_still(&self) -> Controls {
        Controls { torque_device: self.torque_device, ..Controls::default() }
    }

    /// Advances all devices by one tick.
    pub(super) fn advance<S: Surroundings>(
        &mut self,
        controls: &Controls,
        world: &mut S,
    ) -> Advanced {
        self.torque_device = controls.torque_device;
        let h = self.settings.tick;
        let commanded = controls.motions();
        let mut advanced = Advanced { solution: Solution::default(), slipped: false };
        for substep in 0..self.substeps {
            let mut motions = [HubMotion::default(); DEVICES];
            for (k, hand) in self.hands.iter().enumerate() {
                let feed = limited(commanded[k].feed_mm_s, FASTEST_FEED) * h;
                let spin = limited(commanded[k].spin_rad_s, FASTEST_SPIN) * h;
                let (fed, spun) = hand.transmitted(feed, spin, self.grip(k), h);
                advanced.slipped |= (fed - feed).abs() > 0.5 * feed.abs().max(0.01);
                motions[k] = HubMotion { feed: fed, spin: spun };
            }
            let count = self.count();
            let solution =
                self.assembly.tick(&motions[..count], &self.settings, &mut self.work, world);
            advanced.solution = if substep == 0 {
                solution
            } else {
                let before = advanced.solution;
                Solution {
                    steps: before.steps + solution.steps,
                    factored: before.factored + solution.factored,
                    converged: before.converged && solution.converged,
                    ..solution
                }
            };
            // The forces of a tick that has not settled are no forces.
            if solution.converged {
                let rod = self.assembly.rod();
                for (k, hand) in self.hands.iter_mut().enumerate() {
                    hand.load(rod.hub_force_of(k), rod.hub_torque_of(k));
                }
            }
        }
        advanced
    }

    /// What the hands feel after a tick: changes of the wire's force.
    pub(super) fn feel(&mut self) -> Option<Change> {
        let changes: Vec<_> = self.hands.iter_mut().map(|hand| hand.feel(TICK)).collect();
        changes[WIRE]
    }

    /// Takes the wire out and another one in, as far as the catheter's tip; the catheters stay.
    pub(super) fn exchange_wire(&mut self, case: &Case, index: usize) {
        let ahead = self.inserted(SUPPORT) + AHEAD_OF_SUPPORT;
        let inserted = ahead.max(LOADED).min(self.reach());
        self.wire_index = index;
        self.assembly.exchange(WIRE, case.wire_part(index), inserted);
        self.hands[WIRE] = Hand::default();
    }

    /// Takes the support catheter out over the wire, which stays, and another one up to the sheath.
    pub(super) fn exchange_support(&mut self, case: &Case, index: usize) {
        self.support_index = index;
        self.assembly.exchange(SUPPORT, case.catheter_part(&case.supports[index]), 0.0);
        self.hands[SUPPORT] = Hand::default();
    }

    /// The part of the centreline in which device `k` lies beyond the sheath, from its tip; nothing
    /// where it is not out.
    pub(super) fn line(&self, k: usize) -> Vec<Vec3> {
        let rod = self.rod();
        if k >= self.count() || (k != WIRE && self.inserted(k) <= 0.0) {
            return Vec::new();
        }
        let (x, from_tip) = (rod.positions(), rod.nodes().from_tip);
        let offset = rod.members()[k].offset();
        let first = from_tip.partition_point(|&s| s <= offset).clamp(1, x.len() - 1);
        let share = (offset - from_tip[first - 1]) / (from_tip[first] - from_tip[first - 1]);
        let tip = x[first - 1].lerp(x[first], share.clamp(0.0, 1.0));
        std::iter::once(tip).chain(x[first..].iter().copied()).collect()
    }

    /// Everything that the next tick depends on, as numbers.
    pub(super) fn state(&self) -> impl Iterator<Item = f64> + '_ {
        let rod = self.rod();
        let vectors = rod.positions().iter().chain(rod.velocities());
        let angles =
            rod.members().iter().flat_map(|member| (0..rod.count() - 1).map(|i| member.angle(i)));
        vectors
            .flat_map(|v| v.to_array())
            .chain(angles)
            .chain(rod.anchors())
            .chain(self.hands.iter().flat_map(Hand::state))
            .chain((0..DEVICES).map(|k| self.inserted(k)))
            .chain([self.wire_index as f64, self.support_index as f64])
    }
}

/// A command within what a hand can do; not a number, nothing.
fn limited(command: f64, most: f64) -> f64 {
    if command.is_finite() { command.clamp(-most, most) } else { 0.0 }
}
