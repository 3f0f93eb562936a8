//! The expert: spins and pulses with support close behind, trusts the picture more than the hand,
//! and goes back when in doubt.
//!
//! The ladder: look for the stump's mouth with the regular wire; cross with short spun pulses, the
//! catheter following; where the tip leaves the planned course or the hand meets the resistance of
//! scar, go back further each time and come again at another roll; only then change the wire.

use super::steer::Steering;
use super::{Plan, Sight};
use crate::sim::random::{Xoshiro256PlusPlus, stream};
use crate::sim::session::{Controls, View};
use crate::sim::units::TURN;
use rand::RngExt;

/// Manipulation after which the expert stops, s.
const PATIENCE: f64 = 1080.0;
/// Distance in front of the stump at which the search begins, mm.
const IN_FRONT: f64 = 4.0;
/// Depth past the stump's floor at which the tip is taken to be in, mm.
const IN: f64 = 2.0;
/// Slack gained while pushing that tells of a fold, mm.
const FOLD: f64 = 3.5;
/// Slack that is put up with to force scar, mm: the vein gives way before the scar does.
const FOLD_FORCING: f64 = 15.0;
/// Wire beyond the catheter while searching and while crossing, mm.
const GAP_SEARCHING: f64 = 9.0;
/// Wire beyond the catheter while forcing scar, mm: the shortest column that still turns.
const GAP_FORCING: f64 = 5.0;
const GAPS_CROSSING: [f64; 4] = [12.0, 9.0, 16.0, 7.0];
/// Distance from the planned course at which the tip is taken to have left the cord, mm.
const OFF_COURSE: f64 = 2.3;
/// The course says nothing any more this far before the lesion's end, mm.
const OPENING: f64 = 4.0;
/// Force at which the expert does not push on, N.
const TOO_HARD: f64 = 4.0;
/// A push without progress is given up after this long, s.
const STALLED: f64 = 1.6;
/// Failures at one place after which another wire is taken.
const FAILURES_PER_WIRE: u32 = 16;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Act {
    Approach,
    /// Withdraw until the tip is this far along, mm; then do the next thing.
    BackTo(f64),
    /// Search the floor of the stump, the slack at the beginning of the pulse being this.
    Search {
        slack: f64,
    },
    Cross,
    Arrive,
}

/// The expert's state.
pub struct Expert {
    plan: Plan,
    /// The lesion in hand: from where to where, mm. Nothing at all where there is none.
    lesion: (f64, f64),
    /// Place of the lesion after it in the plan.
    ahead: usize,
    random: Xoshiro256PlusPlus,
    act: Act,
    hint: f64,
    spin: f64,
    support_spin: f64,
    exchange_support: Option<u8>,
    /// Speed of the catheter where it does not just follow, mm/s.
    support: Option<f64>,
    feed: f64,
    gap: f64,
    /// Furthest that the tip has come, mm, and when.
    furthest: f64,
    last_progress: (f64, f64),
    failures: u32,
    failed_at: f64,
    wire: u8,
    steering: Steering,
}

impl Expert {
    pub(super) fn new(plan: Plan, seed: u64) -> Self {
        let lesion = plan.lesions.first().copied();
        Self {
            lesion: lesion.unwrap_or((0.0, 0.0)),
            ahead: 1,
            random: stream(seed, "expert pilot"),
            act: if lesion.is_some() { Act::Approach } else { Act::Arrive },
            hint: 0.0,
            spin: 0.0,
            support_spin: 0.0,
            exchange_support: None,
            support: None,
            feed: 0.0,
            gap: 40.0,
            furthest: 0.0,
            last_progress: (0.0, 0.0),
            failures: 0,
            failed_at: 0.0,
            wire: 0,
            steering: Steering::default(),
            plan,
        }
    }

    pub(super) fn drive(&mut self, view: &View) -> Option<Controls> {
        let view: &View = &self.plan.at_rest(view);
        let sight = Sight::of(view, &self.plan, self.hint);
        self.hint = sight.tip;
        if sight.time >= PATIENCE {
            return None;
        }
        let mut exchange = None;
        (self.support_spin, self.support, self.exchange_support) = (0.0, None, None);
        match self.act {
            Act::Approach => self.approach(view, &sight, &mut exchange),
            Act::BackTo(place) => self.back_to(place, &sight),
            Act::Search { slack } => self.search(slack, &sight, &mut exchange),
            Act::Cross => self.cross(&sight, &mut exchange),
            Act::Arrive => self.arrive(view, &sight, &mut exchange),
        }
        let wish = (sight.ahead - self.gap) * 3.0;
        // A catheter follows; it is drawn back only where the wire must have room.
        let slowest = if self.feed < 0.0 { -12.0 } else { -4.0 };
        Some(Controls {
            feed_mm_s: self.feed as f32,
            spin_rad_s: (self.spin * TURN) as f32,
            support_mm_s: self.support.unwrap_or(wish.clamp(slowest, 8.0)) as f32,
            support_rad_s: (self.support_spin * TURN) as f32,
            torque_device: true,
            exchange,
            exchange_support: self.exchange_support,
            ..Controls::default()
        })
    }

    /// Steers through open vein.
    fn travel(&mut self, view: &View, sight: &Sight, exchange: &mut Option<u8>) {
        let course = self.steering.steer(view, &self.plan, sight);
        *exchange = course.exchange;
        (self.feed, self.spin) = (course.feed, course.spin);
        (self.support_spin, self.gap) = (course.support_spin, course.gap);
        (self.support, self.exchange_support) = (course.support, course.exchange_support);
    }

    fn approach(&mut self, view: &View, sight: &Sight, exchange: &mut Option<u8>) {
        self.travel(view, sight, exchange);
        if sight.tip > self.lesion.0 - IN_FRONT {
            self.act = Act::BackTo(self.lesion.0 - IN_FRONT);
        }
    }

    fn back_to(&mut self, place: f64, sight: &Sight) {
        self.feed = -12.0;
        if sight.tip > place || sight.slack > 10.0 {
            return;
        }
        self.last_progress = (sight.tip, sight.time);
        self.spin = self.random.random_range(0.4..1.2) * if self.spin > 0.0 { -1.0 } else { 1.0 };
        if place < self.lesion.0 {
            let gap = if self.forces() { GAP_FORCING } else { GAP_SEARCHING };
            self.gap = gap + self.random.random_range(-2.0..2.0);
            self.feed = self.random.random_range(2.0..4.0);
            self.act = Act::Search { slack: sight.slack };
        } else {
            self.feed = self.random.random_range(2.5..5.0);
            self.act = Act::Cross;
        }
    }

    fn search(&mut self, slack: f64, sight: &Sight, exchange: &mut Option<u8>) {
        // The catheter must be up before the tip is pressed on the floor.
        self.feed = if sight.ahead > self.gap + 2.0 && sight.tip > self.lesion.0 - 2.5 {
            0.0
        } else {
            self.feed.abs().max(2.0)
        };
        if sight.tip > self.lesion.0 + IN {
            self.gap = GAPS_CROSSING[0];
            self.furthest = sight.tip;
            self.last_progress = (sight.tip, sight.time);
            self.act = Act::Cross;
            return;
        }
        let fold = if self.forces() { FOLD_FORCING } else { FOLD };
        if sight.slack > slack + fold || sight.time - self.last_progress.1 > 8.0 {
            self.fail(self.lesion.0, IN_FRONT, sight, exchange);
        }
    }

    fn cross(&mut self, sight: &Sight, exchange: &mut Option<u8>) {
        if sight.tip > self.lesion.1 + 4.0 {
            self.last_progress = (sight.tip, sight.time);
            self.act = Act::Arrive;
            return;
        }
        if sight.tip > self.last_progress.0 + 0.5 {
            self.last_progress = (sight.tip, sight.time);
        }
        if sight.tip > self.furthest {
            self.furthest = sight.tip;
        }
        let stalled = sight.time - self.last_progress.1 > STALLED;
        let hard = sight.force > TOO_HARD;
        // At its end the cord opens into patent vein, in which a tip may stand anywhere.
        let off = sight.off > OFF_COURSE && sight.tip < self.lesion.1 - OPENING;
        if stalled || hard || off {
            let near = (sight.tip - self.failed_at).abs() < 15.0;
            let back = if near { 3.0 + 2.5 * f64::from(self.failures.min(8)) } else { 4.0 };
            let back = if off { back + 8.0 } else { back };
            self.fail(sight.tip, back, sight, exchange);
        }
    }

    /// How far up the ladder of a stump that does not let the tip in: the first wire, then the
    /// finest tip, then force with the stiffest shaft, then all over again.
    fn rung(&self) -> usize {
        (self.failures / FAILURES_PER_WIRE) as usize % 3
    }

    /// Whether the stump has been searched for so long that there may be no wisp behind it: CT does
    /// not tell. Then the tip is pressed into scar.
    fn forces(&self) -> bool {
        self.rung() == 2
    }

    /// Goes back by `distance` from `place`; after many failures in one place, changes the wire.
    fn fail(&mut self, place: f64, distance: f64, sight: &Sight, exchange: &mut Option<u8>) {
        if (place - self.failed_at).abs() > 15.0 {
            self.failures = 0;
        }
        self.failed_at = place;
        self.failures += 1;
        self.gap = GAPS_CROSSING[self.failures as usize % GAPS_CROSSING.len()];
        let target = sight.tip.min(place) - distance;
        // Within the lesion the expert never gives up the way in without need.
        let target = if place > self.lesion.0 + IN {
            target.max(self.lesion.0 + 0.5)
        } else {
            self.lesion.0 - distance
        };
        let searching = place <= self.lesion.0;
        if self.failures.is_multiple_of(FAILURES_PER_WIRE) {
            self.wire = if searching {
                [0, self.plan.finest, self.plan.stiffest][self.rung()]
            } else {
                (self.wire + 1) % (self.plan.wires as u8).min(2)
            };
            *exchange = Some(self.wire);
        }
        self.act = Act::BackTo(target);
    }

    /// Beyond the lesion the wire should run, to the next stump or to the target.
    fn arrive(&mut self, view: &View, sight: &Sight, exchange: &mut Option<u8>) {
        self.travel(view, sight, exchange);
        if let Some(&next) = self.plan.lesions.get(self.ahead)
            && sight.tip > next.0 - IN_FRONT
        {
            (self.lesion, self.ahead) = (next, self.ahead + 1);
            self.act = Act::BackTo(next.0 - IN_FRONT);
        }
    }
}
