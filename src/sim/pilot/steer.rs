//! Steering through open veins: the tip is turned towards the vein that is wanted before a fork, and
//! drawn back behind it when it has gone into another.

use super::select::{BY_CATHETER, Selection};
use super::sight::SHORTCUT;
use super::{Plan, Sight, Turn};
use crate::sim::math::Vec3;
use crate::sim::session::View;
use core::f64::consts::TAU;

/// A fork is prepared for from this far before it and left behind this far after it, mm.
const BEFORE: f64 = 12.0;
const AFTER: f64 = 8.0;
/// How far ahead on the planned course the tip is aimed, mm.
const AIM: f64 = 18.0;
/// Where behind the tip the shaft's direction is read, nodes.
const SHAFT: (usize, usize) = (12, 18);
/// Sine of an angle too small to be steered by.
const STRAIGHT: f64 = 0.12;
/// An angle between the tip's side and the wanted one up to which is fed at speed, rad.
const AIMED: f64 = 0.9;
/// Distance beyond the vein's wall at which the tip is known to be in another vein, mm.
const ASTRAY: f64 = 2.5;
/// How far behind the fork a tip that went astray is drawn back each time, mm, up to so often.
const BACK: f64 = 12.0;
const FARTHER: u32 = 4;
/// It is never drawn back into the sheath, but left so far out, mm.
const LEAST: f64 = 10.0;
/// Places closer than that are the same fork, mm.
const NEAR: f64 = 50.0;
/// Wire that does not come out at the tip at which it has looped, mm.
const LOOPED: f64 = 35.0;
/// Times that it goes astray beyond a catheter that stays before another is taken.
const WITHOUT: u32 = 4;
/// Attempts with the wire's tip alone after every catheter was tried in vain.
const BY_WIRE: u32 = 4;
/// Feed in open vein, at a fork while it is aimed, and back, mm/s.
const OPEN: f64 = 20.0;
const FORK: f64 = 10.0;
const WAITING: f64 = 1.5;
const BACKWARD: f64 = -15.0;
/// Wire beyond the catheter on the way and at a fork, mm.
const TRAILING: f64 = 30.0;
const LEADING: [f64; 4] = [9.0, 5.0, 14.0, 2.5];
/// Wire more than that beyond it for which the catheter is waited for, mm.
const LAGGING: f64 = 12.0;
/// Fastest spin while aiming, and while feeding past nothing, turns/s.
const AIMING: f64 = 1.0;
const IDLE: f64 = 0.4;
/// A tip that comes no farther for this long is caught, s.
const CAUGHT: f64 = 2.5;

/// What the hands do.
#[derive(Clone, Copy, Debug, Default)]
pub struct Course {
    /// mm/s.
    pub feed: f64,
    /// turns/s.
    pub spin: f64,
    pub support_spin: f64,
    /// Wire beyond the catheter, mm.
    pub gap: f64,
    /// Speed at which the catheter is fed instead, mm/s.
    pub support: Option<f64>,
    /// Which support catheter to take instead.
    pub exchange_support: Option<u8>,
    /// Which wire.
    pub exchange: Option<u8>,
}

impl Course {
    pub(super) fn new(feed: f64, spin: f64) -> Self {
        Self {
            feed,
            spin,
            support_spin: 0.0,
            gap: TRAILING,
            support: None,
            exchange_support: None,
            exchange: None,
        }
    }
}

/// The state of someone who steers.
#[derive(Clone, Debug, Default)]
pub struct Steering {
    /// Arc length to which the tip is being drawn back, mm, and how much of the loops must come out.
    back_to: Option<f64>,
    /// Times that the tip went astray, and where last, mm.
    astray: (u32, f64),
    /// Turn by which the aim is varied after failures, rad.
    offset: f64,
    /// Farthest that the tip has come since it was drawn back, mm, and when.
    progress: (f64, f64),
    /// Slack of the wire when it was last under way, mm.
    slack: f64,
    /// Attempts that the wire's tip is left alone for.
    alone: u32,
    /// Whether the catheter stays where it is, in the mouth of a branch.
    held: bool,
    /// Passes that were made at each turn.
    tried: Vec<u32>,
    /// The branch that is being selected.
    selection: Option<Selection>,
}

impl Steering {
    /// What to do next with what is seen.
    pub fn steer(&mut self, view: &View, plan: &Plan, sight: &Sight) -> Course {
        if let Some(course) = self.select(view, plan, sight) {
            return course;
        }
        let support = self.held.then_some(0.0);
        Course { support, ..self.lead(view, plan, sight) }
    }

    /// What to do next with the wire's tip.
    fn lead(&mut self, view: &View, plan: &Plan, sight: &Sight) -> Course {
        let station = plan.course.at(sight.tip);
        let beyond = sight.off - station.radius;
        if let Some(to) = self.back_to {
            let looped = sight.slack > self.slack + 12.0;
            let out = view.wire_inserted_mm < (to - SHORTCUT).max(LEAST);
            if !out && (sight.tip > to || beyond > 0.0 || looped) {
                return Course::new(BACKWARD, 0.0);
            }
            (self.back_to, self.slack) = (None, sight.slack);
            self.progress = (sight.tip, sight.time);
        }
        if sight.tip > self.progress.0 + 0.5 {
            self.progress = (sight.tip, sight.time);
        }
        let looped = sight.slack > self.slack + LOOPED;
        let caught = sight.time - self.progress.1 > CAUGHT;
        if beyond > ASTRAY || looped || caught {
            self.draw_back(plan, sight);
            if let Some(straight) = self.let_follow(view, plan) {
                return Course { exchange_support: Some(straight), ..Course::new(0.0, 0.0) };
            }
            return Course::new(BACKWARD, 0.0);
        }
        let fork = plan
            .forks
            .iter()
            .find(|fork| sight.tip > fork.0 - BEFORE && sight.tip < fork.1 + AFTER);
        if fork.is_none() {
            self.slack = self.slack.max(sight.slack - 5.0).min(sight.slack);
            return Course::new(OPEN, IDLE);
        }
        match self.aim(view, plan, sight) {
            Some(angle) => {
                let spin = (2.0 * angle / TAU).clamp(-AIMING, AIMING);
                let feed = if angle.abs() > AIMED { WAITING } else { FORK };
                // Where the wire alone went astray a catheter with a shape of its own is brought up and
                // turned along, unless it has to stay where it is.
                let again =
                    !self.held && (sight.tip - self.astray.1).abs() < NEAR && self.astray.0 > 0;
                let (support_spin, gap) = if again { (spin, self.gap()) } else { (0.0, TRAILING) };
                let feed = if again && sight.ahead > gap + LAGGING { 0.0 } else { feed };
                Course { support_spin, gap, ..Course::new(feed, spin) }
            }
            None => Course::new(FORK, 0.0),
        }
    }

    /// Selects the branch of a turn, while there is one to be taken.
    fn select(&mut self, view: &View, plan: &Plan, sight: &Sight) -> Option<Course> {
        self.tried.resize(plan.turns.len(), 0);
        if let Some(it) = &self.selection {
            self.tried[it.turn] = it.passes;
        }
        let done = |it: &Selection| it.is_done(plan, sight);
        if let Some(done) = self.selection.take_if(|it| done(it)) {
            self.held = done.catheter_stays(plan);
        }
        if self.selection.as_ref().is_some_and(Selection::is_given_up) {
            // Then the wire's tip alone, for some attempts.
            self.tried.fill(0);
            (self.selection, self.alone, self.astray) = (None, BY_WIRE, (1, sight.tip));
        }
        if let Some(lost) = self.selection.take_if(|it| it.is_lost(plan, sight)) {
            self.selection =
                Some(Selection::of(lost.turn - 1, self.tried[lost.turn - 1], plan, view, sight));
        }
        if self.selection.is_none() {
            let failed = self.astray.0 > 0 && (sight.tip - self.astray.1).abs() < NEAR;
            let due = |turn: &Turn| {
                let alone = self.alone > 0 || (!failed && turn.angle < BY_CATHETER);
                Selection::is_due(turn, sight) && !alone
            };
            let due = plan.turns.iter().position(due)?;
            self.held = false;
            self.selection = Some(Selection::of(due, self.tried[due], plan, view, sight));
        }
        (self.back_to, self.slack, self.progress) = (None, sight.slack, (sight.tip, sight.time));
        Some(self.selection.as_mut()?.select(view, plan, sight))
    }

    /// Remembers where the tip went astray and how far to draw it back.
    fn draw_back(&mut self, plan: &Plan, sight: &Sight) {
        let (times, place) = self.astray;
        let again = (sight.tip - place).abs() < NEAR;
        let times = if again { times + 1 } else { 1 };
        self.astray = (times, sight.tip);
        self.alone = self.alone.saturating_sub(1);
        // Each time from a little farther back and with another turn of the tip.
        let fork = plan.forks.iter().rev().find(|fork| fork.0 < sight.tip + BEFORE);
        let behind = fork.map_or(sight.tip, |fork| fork.0.min(sight.tip));
        let farther = 1.0 + f64::from((times - 1) % FARTHER);
        self.back_to = Some((behind - BACK * farther).max(LEAST));
        self.offset = [0.0, 0.7, -0.7, 1.4, -1.4, 2.4][(times as usize - 1) % 6];
        self.progress.1 = sight.time;
    }

    /// The catheter to take for one that stays where the wire alone went astray so often: one that comes
    /// along the wire.
    fn let_follow(&mut self, view: &View, plan: &Plan) -> Option<u8> {
        if !self.held || self.astray.0 < WITHOUT {
            return None;
        }
        let straight = plan.curves.iter().position(|curve| !curve.is_hook())?;
        self.held = false;
        (straight != view.support_index).then_some(straight as u8)
    }

    /// Wire beyond a catheter that is brought up: less each time, until its tip is the catheter's.
    fn gap(&self) -> f64 {
        LEADING[(self.astray.0.max(1) as usize - 1) % LEADING.len()]
    }

    /// The angle by which the tip's side has to be turned towards where the course leads, rad; none where
    /// it leads straight on or the tip looks straight ahead.
    fn aim(&self, view: &View, plan: &Plan, sight: &Sight) -> Option<f64> {
        let wire = &view.wire;
        if wire.len() <= SHAFT.1 {
            return None;
        }
        let shaft = (wire[SHAFT.0] - wire[SHAFT.1]).normalize();
        let looks = (wire[0] - wire[4]).normalize();
        let ahead = plan.course.at(sight.tip + AIM).centre - wire[4];
        let angle = angle_to(looks, ahead.normalize(), shaft)? + self.offset;
        Some(angle - TAU * libm::round(angle / TAU))
    }
}

/// The angle about `shaft` from the side to which `looks` points to that of `wanted`, rad; none where one
/// of them points along it.
pub(super) fn angle_to(looks: Vec3, wanted: Vec3, shaft: Vec3) -> Option<f64> {
    let across = |v: Vec3| v - shaft * v.dot(shaft);
    let (looks, wanted) = (across(looks), across(wanted));
    if looks.length() < STRAIGHT || wanted.length() < STRAIGHT {
        return None;
    }
    Some(libm::atan2(shaft.dot(looks.cross(wanted)), looks.dot(wanted)))
}
