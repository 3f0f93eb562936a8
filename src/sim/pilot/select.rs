//! Selecting a branch that leaves at a wide angle: the catheter's own curve is brought up to the tip, turned
//! towards the branch's mouth and moved past it, there and back, until it falls in; then the wire is fed
//! through it.

use super::steer::{Course, angle_to};
use super::{Plan, Sight, Turn};
use crate::sim::math::Vec3;
use crate::sim::session::View;
use core::f64::consts::TAU;

/// Angle of a turn, rad, that the wire's tip alone is not tried at.
pub(super) const BY_CATHETER: f64 = 1.2;
/// The tip is brought to this far before the turn, mm.
const BEFORE: f64 = 20.0;
/// Distance beyond the course's wall at which the tip is in another vein, mm.
const ASTRAY: f64 = 8.0;
/// As much for a tip that is fed into the branch.
const ASTRAY_WITHIN: f64 = 7.0;
/// Wire more than when it began that does not come out at the tip, mm, at which it has looped.
const LOOPED: f64 = 30.0;
/// How far it is drawn back each time, mm.
const WITHDRAWN: f64 = 15.0;
/// How far past the mouth the catheter is moved, mm beyond the branch's radius.
const PAST: f64 = 10.0;
/// Speed of catheter and wire together, and of the wire in the branch, mm/s.
const PASSING: f64 = 5.0;
const ENTERING: f64 = 6.0;
const BRINGING: f64 = 12.0;
/// Angle from which it is turned first and moved slowly, rad; fastest turning, turns/s.
const ASIDE: f64 = 0.8;
const TURNING: f64 = 0.6;
/// A tip is in the branch when it stands this far beyond the wall of the vein it came from, mm.
const WITHIN: f64 = 1.5;
/// The catheter is moved on until it stands this far beyond it, mm, if it can be.
const SEATED: f64 = 6.0;
/// A tip that stands so far beyond it and not in the branch is in a third vein, mm.
const ELSEWHERE: f64 = 12.0;
/// Depth in the branch at which it is held for good, mm.
const DEEP: f64 = 40.0;
/// Speed at which the catheter follows, mm/s, and wire beyond it at which it has followed, mm.
const FOLLOWING: f64 = 4.0;
const FOLLOWED: f64 = 22.0;
/// It is not fed past the next turn, but stops so far before it, mm.
const SHORT_OF: f64 = 8.0;
/// To a target that lies no farther than that beyond, mm, the wire goes alone.
const NEAR: f64 = 20.0;
/// Wire that is fed without coming out at the tip, mm, at which it has folded.
const FOLDED: f64 = 16.0;
/// Tries, each by another roll, after which another catheter is taken.
const TRIES: u32 = 8;
/// How far beyond the wall the place lies that is aimed at, mm.
const MOUTH: f64 = 4.0;
/// How far behind the catheter's curve the shaft's direction is read, mm, and over which length.
const BEHIND: f64 = 3.0;
const SHAFT: f64 = 15.0;
/// A catheter that stands still for so long is caught, s.
const STILL: f64 = 1.5;

#[derive(Clone, Copy, Debug)]
enum Act {
    /// Brings catheter and wire to the place before the turn.
    BringUp,
    /// Draws both back out of another vein, until so much wire is in, mm.
    Withdraw { to: f64 },
    /// Moves both past the mouth or back.
    Pass { forward: bool },
    /// Feeds the wire into the branch; slack when that began and farthest that the tip came, mm.
    Enter { slack: f64, deepest: f64 },
    /// Brings the catheter after it, the tip having been there, mm.
    Follow { tip: f64 },
}

/// Someone who selects a branch.
#[derive(Clone, Debug)]
pub(super) struct Selection {
    /// Place of the turn in the plan.
    pub turn: usize,
    act: Act,
    passes: u32,
    /// The catheters in the order in which they are tried, and which one is.
    catheters: Vec<u8>,
    choice: usize,
    /// Where the tip was last seen to move, and when.
    moved: (Vec3, f64),
    /// Slack of the wire when it began, mm.
    slack: f64,
}

impl Selection {
    /// Whether the tip stands where `turn` has to be taken.
    pub fn is_due(turn: &Turn, sight: &Sight) -> bool {
        sight.tip > turn.at - BEFORE - 8.0 && sight.tip < turn.at + turn.trunk
    }

    /// Begins at turn `turn` of `plan`. A gentle turn is tried with the catheter that is in first: another
    /// one would have to come all the way.
    pub fn of(turn: usize, plan: &Plan, view: &View, sight: &Sight) -> Self {
        let mut catheters = plan.turns[turn].catheters.clone();
        if plan.turns[turn].angle < BY_CATHETER {
            catheters.sort_by_key(|&it| usize::from(it) != view.support_index);
        }
        let (moved, slack) = ((Vec3::ZERO, 0.0), sight.slack);
        Self { turn, act: Act::BringUp, catheters, passes: 0, choice: 0, moved, slack }
    }

    /// Whether every catheter was tried in vain.
    pub fn is_given_up(&self) -> bool {
        self.choice >= self.catheters.len()
    }

    /// What to do next.
    pub fn select(&mut self, view: &View, plan: &Plan, sight: &Sight) -> Course {
        let turn = &plan.turns[self.turn];
        if view.wire[0].distance(self.moved.0) > 0.5 {
            self.moved = (view.wire[0], sight.time);
        }
        let still = sight.time - self.moved.1 > STILL;
        match self.act {
            Act::BringUp => {
                let best = self.catheters[self.choice % self.catheters.len()];
                if usize::from(best) != view.support_index {
                    return Course { exchange_support: Some(best), ..Course::new(0.0, 0.0) };
                }
                let to_go = turn.at - BEFORE - sight.tip;
                let place = plan.course.at(sight.tip);
                let astray = sight.off > place.radius + ASTRAY;
                let there = to_go.abs() < 4.0;
                let loops = (sight.slack - self.slack).max(0.0);
                if astray || (still && !there && sight.ahead < BRINGING) || loops > LOOPED {
                    let to = (view.wire_inserted_mm - WITHDRAWN - loops).max(5.0);
                    self.act = Act::Withdraw { to };
                }
                if there && sight.ahead < 3.0 {
                    self.act = Act::Pass { forward: true };
                    self.moved.1 = sight.time;
                }
                let feed = if there { 0.0 } else { to_go.clamp(-BRINGING, BRINGING) };
                let support = (sight.ahead > BRINGING && there).then_some(BRINGING);
                let spin = if sight.ahead < BRINGING { self.spin(view, plan, turn).0 } else { 0.0 };
                Course { gap: 0.0, support, support_spin: spin, ..Course::new(feed, spin) }
            }
            Act::Withdraw { to } => {
                if view.wire_inserted_mm <= to {
                    self.act = Act::BringUp;
                    self.moved.1 = sight.time;
                }
                Course { gap: 0.0, ..Course::new(-BRINGING, 0.0) }
            }
            Act::Pass { forward } => self.pass(forward, still, view, plan, sight),
            Act::Enter { slack, deepest } => {
                let deepest = deepest.max(sight.tip);
                self.act = Act::Enter { slack, deepest };
                let next = plan.turns.get(self.turn + 1).map_or(f64::INFINITY, |next| next.at);
                let deep = (turn.at + turn.trunk + DEEP - 5.0).min(next - SHORT_OF);
                let inside = sight.tip > turn.at + turn.trunk && sight.ahead > FOLLOWED + 3.0;
                let fold = if plan.target < sight.tip + NEAR { 2.0 * FOLDED } else { FOLDED };
                let folded = sight.slack > slack + fold || sight.tip < deepest - fold;
                let astray = sight.off > plan.course.at(sight.tip).radius + ASTRAY_WITHIN;
                if astray || ((folded || still) && !inside) {
                    self.try_again(Act::BringUp);
                } else if folded || still || (sight.tip > deep && plan.target > deep + NEAR) {
                    self.act = Act::Follow { tip: sight.tip };
                }
                Course { support: Some(0.0), ..Course::new(ENTERING, 0.0) }
            }
            Act::Follow { tip } => {
                let lost = sight.tip < turn.at + turn.trunk;
                if lost {
                    self.try_again(Act::BringUp);
                }
                // A tip that the catheter draws back is fed on.
                let feed = if sight.tip < tip - 3.0 { ENTERING } else { 0.0 };
                Course { support: Some(FOLLOWING), ..Course::new(feed, 0.0) }
            }
        }
    }

    /// Whether the branch is held for good.
    pub fn is_done(&self, turn: &Turn, sight: &Sight) -> bool {
        let deep = sight.tip > turn.at + turn.trunk + DEEP + 10.0;
        deep || (matches!(self.act, Act::Follow { .. }) && sight.ahead < FOLLOWED)
    }

    /// Tries it by another roll, beginning with `act`; after some tries with the next catheter.
    fn try_again(&mut self, act: Act) {
        self.passes += 1;
        self.act = act;
        if self.passes.is_multiple_of(TRIES) {
            self.choice += 1;
            self.act = Act::BringUp;
        }
    }

    /// Moves catheter and wire past the mouth, or back.
    fn pass(
        &mut self,
        forward: bool,
        still: bool,
        view: &View,
        plan: &Plan,
        sight: &Sight,
    ) -> Course {
        let turn = &plan.turns[self.turn];
        let tip = view.wire[0];
        // The way that goes straight on, as the vein before the mouth leads.
        let leg = (2.0 * turn.trunk).clamp(8.0, BEFORE);
        let before = plan.course.at(turn.at - leg);
        let from = tip - before.centre;
        let along = from.dot(before.tangent) - leg;
        let aside = (from - before.tangent * from.dot(before.tangent)).length();
        let place = plan.course.nearest(tip, turn.at + turn.trunk + 6.0);
        let off = tip.distance(place.centre) - place.radius;
        let within = aside > turn.trunk + WITHIN && off < 0.5;
        let seated = still || turn.angle < BY_CATHETER || aside > turn.trunk + SEATED;
        if within && place.s > turn.at && seated {
            self.act = Act::Enter { slack: sight.slack, deepest: sight.tip };
            return Course { support: Some(0.0), ..Course::new(ENTERING, 0.0) };
        }
        let elsewhere = aside > turn.trunk + ELSEWHERE && off > 0.0;
        let past = forward && (along > turn.branch + PAST || elsewhere);
        let back = along < -BEFORE && !forward;
        if past || back || still {
            self.moved.1 = sight.time;
            self.try_again(Act::Pass { forward: !forward });
        }
        let (spin, angle) = self.spin(view, plan, turn);
        let speed = if angle.abs() > ASIDE { 0.25 * PASSING } else { PASSING };
        let feed = if forward { speed } else { -speed };
        Course { support_spin: spin, gap: 0.0, ..Course::new(feed, spin) }
    }

    /// Rate at which wire and catheter are turned, turns/s, and the angle that is left, rad; each pass by
    /// another roll.
    fn spin(&self, view: &View, plan: &Plan, turn: &Turn) -> (f64, f64) {
        let offset = [0.0, 0.5, -0.5, 1.0, -1.0][(self.passes as usize / 2) % 5];
        let angle = aim(view, plan, turn).map_or(0.0, |angle| angle + offset);
        let angle = angle - TAU * libm::round(angle / TAU);
        ((1.5 * angle / TAU).clamp(-TURNING, TURNING), angle)
    }
}

/// The angle by which the catheter's tip has to be turned towards the mouth, rad; none where it looks
/// straight ahead.
fn aim(view: &View, plan: &Plan, turn: &Turn) -> Option<f64> {
    let line = &view.wire;
    let curve = plan.bends[view.support_index] + BEHIND;
    let (base, behind) = (point(line, curve)?, point(line, curve + SHAFT)?);
    let shaft = (base - behind).normalize();
    let looks = (line[0] - point(line, 8.0)?).normalize();
    let mouth = plan.course.at(turn.at + turn.trunk + MOUTH).centre;
    angle_to(looks, (mouth - base).normalize(), shaft)
}

/// The point `distance` mm behind the beginning of `line`.
fn point(line: &[Vec3], distance: f64) -> Option<Vec3> {
    let mut left = distance;
    line.windows(2).find_map(|pair| {
        let length = pair[0].distance(pair[1]);
        let there = (left <= length).then(|| pair[0].lerp(pair[1], left / length));
        left -= length;
        there
    })
}
