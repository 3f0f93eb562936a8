//! Selecting a branch that leaves at a wide angle. The catheter's own curve is brought up to the tip, turned
//! towards the branch's mouth and moved past it, there and back, until it falls in; then the wire is fed
//! through it. Where another turn lies close before, the wire is first led straight on past the mouth, so
//! that a catheter that comes along it does not draw it out. A hook is brought past the mouth over the
//! wire, left to turn back, and drawn into the branch; a soft wire goes round it.

mod pass;

use super::steer::Course;
use super::{Plan, Sight, Turn};
use crate::sim::math::Vec3;
use crate::sim::session::View;
use core::f64::consts::FRAC_PI_2;

/// Angle of a turn, rad, that the wire's tip alone is not tried at.
pub(super) const BY_CATHETER: f64 = 1.2;
/// Radius of a branch whose mouth is felt for with the wire, mm.
const SMALL: f64 = 3.5;
/// The tip is brought to this far before the turn, mm.
const BEFORE: f64 = 20.0;
/// A turn that close before this one would be lost on the way back, mm.
const CLOSE: f64 = 150.0;
/// Distance beyond the course's wall at which the tip is in another vein, mm.
const ASTRAY: f64 = 8.0;
/// As much for a tip that is fed into the branch.
const ASTRAY_WITHIN: f64 = 7.0;
/// A tip so far before the mouth has come out of the vein that the branch leaves, mm.
const LOST: f64 = 35.0;
/// Wire more than when it began that does not come out at the tip, mm, at which it has looped.
const LOOPED: f64 = 30.0;
/// How far it is drawn back each time, mm.
const WITHDRAWN: f64 = 15.0;
/// How far past the turn the wire is led straight on, mm, and from where on it is past or elsewhere.
const ANCHORED: f64 = 70.0;
const GOING: f64 = 30.0;
/// How slowly it is turned meanwhile, turns/s.
const ANCHORING: f64 = 0.3;
/// How far past the mouth a hook is taken, mm.
const HOOKED: f64 = 20.0;
/// Speed of catheter and wire together, and of the wire in the branch, mm/s.
const BRINGING: f64 = 12.0;
const ENTERING: f64 = 6.0;
/// Speed of a catheter along a wire that is far ahead, mm/s, and from how far, mm.
const COMING: f64 = 25.0;
const FAR: f64 = 60.0;
/// Depth in the branch at which it is held for good, mm.
const DEEP: f64 = 40.0;
/// Speed at which the catheter follows, mm/s, and wire beyond it at which it has followed, mm.
const FOLLOWING: f64 = 4.0;
const FOLLOWED: f64 = 22.0;
/// How fast a wire is turned that is fed round a hook or in a small branch, turns/s.
const DRILLING: f64 = 0.7;
/// It is not fed past the next turn, but stops so far before it, mm.
const SHORT_OF: f64 = 8.0;
/// To a target that lies no farther than that beyond, mm, the wire goes alone.
const NEAR: f64 = 20.0;
/// Wire that is fed without coming out at the tip, mm, at which it has folded.
const FOLDED: f64 = 16.0;
/// Tries, each by another roll, after which another catheter is taken.
const TRIES: u32 = 12;
/// A tip that stands still for so long is caught, s.
const STILL: f64 = 1.5;
/// A tip is in the branch when it stands this far beyond the wall of the vein it came from, mm.
const WITHIN: f64 = 1.5;

#[derive(Clone, Copy, Debug)]
enum Act {
    /// Brings catheter and wire to the place before the turn, or anew after a failure.
    BringUp { anew: bool },
    /// Draws both back out of another vein, until so much wire is in, mm.
    Withdraw { to: f64 },
    /// Leads the wire straight on past the turn, until so much is in, mm.
    Anchor { to: f64 },
    /// Brings the catheter along the wire that lies there, of which so much was in when its tip came to the
    /// mouth, mm, and the wire back to its tip.
    Over { mouth: f64 },
    /// Moves both past the mouth or back.
    Pass { forward: bool },
    /// Feels for the mouth of a small branch with the wire's tip, in a pass,
    /// until so much is in, mm.
    Probe { forward: bool, to: f64 },
    /// Feeds the wire into the branch; slack when that began and farthest that the tip came, mm.
    Enter { slack: f64, deepest: f64 },
    /// Brings the catheter after it: tip and slack when that began, mm.
    Follow { tip: f64, slack: f64 },
}

/// What is seen in a moment of a selection.
#[derive(Clone, Copy)]
struct Scene<'a> {
    view: &'a View,
    plan: &'a Plan,
    sight: &'a Sight,
    turn: &'a Turn,
    /// Whether the tip has stood still.
    still: bool,
    /// How far past the mouth the tip stands along the vein that the branch leaves, mm.
    past: f64,
    /// Wire that lies in loops although it is led past the turn, mm.
    loops: f64,
}

/// Someone who selects a branch.
#[derive(Clone, Debug)]
pub(super) struct Selection {
    /// Place of the turn in the plan.
    pub turn: usize,
    act: Act,
    /// Tries so far.
    pub passes: u32,
    /// The catheters in the order in which they are tried, and which one is.
    catheters: Vec<u8>,
    choice: usize,
    /// Whether the wire was led past the turn for a hook.
    hooked: bool,
    /// The wire that leads, taken again after a soft one.
    wire: u8,
    /// Whether the mouth was felt for in this pass.
    probed: bool,
    /// Where the tip was last seen to move, and when.
    moved: (Vec3, f64),
    /// Slack of the wire when it began, mm.
    slack: f64,
    /// Whether the catheter made loops instead of following.
    stays: bool,
}

impl Selection {
    /// Whether the tip stands where `turn` has to be taken.
    pub fn is_due(turn: &Turn, sight: &Sight) -> bool {
        sight.tip > turn.at - BEFORE - 8.0 && sight.tip < turn.at + turn.trunk
    }

    /// Begins at turn `turn` of `plan`. A gentle turn is tried with the catheter that is in first: another
    /// one would have to come all the way.
    pub fn of(turn: usize, passes: u32, plan: &Plan, view: &View, sight: &Sight) -> Self {
        let mut catheters = plan.turns[turn].catheters.clone();
        if plan.turns[turn].angle < BY_CATHETER {
            catheters.sort_by_key(|&it| usize::from(it) != view.support_index);
        } else if is_close(plan, turn) {
            // A hook hardly follows its wire round the turn before.
            let straight = |it: &&u8| !plan.curves[usize::from(**it)].is_hook();
            if let Some(first) = catheters.iter().find(straight).copied() {
                catheters.retain(|&it| it != first);
                catheters.insert(0, first);
            }
        }
        let (moved, slack) = ((Vec3::ZERO, 0.0), sight.slack);
        let soft = view.wire_index == usize::from(plan.softest);
        let wire = if soft { 0 } else { view.wire_index as u8 };
        let act = Act::BringUp { anew: false };
        Self {
            turn,
            act,
            catheters,
            passes,
            choice: (passes / TRIES) as usize,
            probed: false,
            hooked: false,
            wire,
            moved,
            slack,
            stays: false,
        }
    }

    /// Whether the tip has come back out of the turn before, which has to be taken again then.
    pub fn is_lost(&self, plan: &Plan, sight: &Sight) -> bool {
        let before = self.turn.checked_sub(1).map(|before| &plan.turns[before]);
        let anew = matches!(self.act, Act::BringUp { anew: true });
        let back = |it: &Turn| sight.tip < it.at + it.trunk || !is_on_course(plan, sight);
        anew && before.is_some_and(back)
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
        let now = Scene {
            view,
            plan,
            sight,
            turn,
            still: sight.time - self.moved.1 > STILL,
            past: turn.mouth.as_ref().map_or(0.0, |mouth| mouth.along(view.wire[0])),
            loops: sight.slack - ANCHORED - LOOPED,
        };
        match self.act {
            // It has come out of the vein that the branch leaves.
            Act::Pass { .. } | Act::Probe { .. } if now.past < -LOST => {
                self.try_again(Act::BringUp { anew: true });
            }
            // Where no mouth tells how far past it is, it has gone on in the vein that it should leave.
            Act::Pass { .. }
                if turn.mouth.is_none() && sight.off > plan.course.at(sight.tip).radius + LOST =>
            {
                self.try_again(Act::Withdraw { to: view.wire_inserted_mm - sight.off });
            }
            // A catheter that does not follow the wire pushes it out.
            Act::Over { .. } if now.past < -LOST || now.loops > 0.0 => {
                self.passes += TRIES - 1 - self.passes % TRIES;
                self.try_again(Act::BringUp { anew: true });
            }
            _ => {}
        }
        match self.act {
            Act::BringUp { anew } => self.bring_up(anew, &now),
            Act::Withdraw { to } => {
                if view.wire_inserted_mm <= to {
                    self.act = Act::BringUp { anew: true };
                    self.moved.1 = sight.time;
                }
                Course { gap: 0.0, ..Course::new(-BRINGING, 0.0) }
            }
            Act::Anchor { to } => self.anchor(to, &now),
            Act::Over { mouth } => self.over(mouth, &now),
            Act::Pass { forward } => self.pass(forward, &now),
            Act::Probe { forward, to } => self.probe(forward, to, &now),
            Act::Enter { slack, deepest } => self.enter(slack, deepest, &now),
            Act::Follow { tip, slack } => {
                let lost = sight.tip < turn.at + turn.trunk;
                self.stays = !lost && sight.slack > slack + LOOPED;
                if lost {
                    self.try_again(Act::BringUp { anew: true });
                }
                // A tip that the catheter draws back is fed on.
                let feed = if sight.tip < tip - 3.0 { ENTERING } else { 0.0 };
                Course { support: Some(FOLLOWING), ..Course::new(feed, 0.0) }
            }
        }
    }

    /// Brings catheter and wire to the place before the turn; the wire alone past it where another
    /// catheter has to come.
    fn bring_up(&mut self, anew: bool, now: &Scene) -> Course {
        let Scene { view, plan, sight, turn, still, .. } = *now;
        let best = self.best();
        let another = usize::from(best) != view.support_index;
        let close = is_close(plan, self.turn);
        let hooks = self.hooks(plan) && (another || anew || !self.hooked);
        if (close && (another || anew)) || hooks {
            self.hooked = true;
            self.moved.1 = sight.time;
            let to = view.wire_inserted_mm + turn.at - sight.tip + ANCHORED;
            self.act = Act::Anchor { to };
            return Course::new(0.0, 0.0);
        }
        self.act = Act::BringUp { anew: false };
        if another {
            return Course { exchange_support: Some(best), ..Course::new(0.0, 0.0) };
        }
        let to_go = turn.at - BEFORE - sight.tip;
        let place = plan.course.at(sight.tip);
        let astray = sight.off > place.radius + ASTRAY;
        let there = to_go.abs() < 4.0;
        let loops = (sight.slack - self.slack).max(0.0);
        if astray || (still && !there && sight.ahead < BRINGING) || loops > LOOPED {
            let to = (view.wire_inserted_mm - WITHDRAWN - loops).max(5.0);
            self.try_again(Act::Withdraw { to });
        }
        if there && sight.ahead < 3.0 {
            self.act = Act::Pass { forward: true };
            self.moved.1 = sight.time;
        }
        let feed = if there { 0.0 } else { to_go.clamp(-BRINGING, BRINGING) };
        let support = (sight.ahead > BRINGING && there).then_some(coming(sight));
        let spin = if sight.ahead < BRINGING { self.spin(now).0 } else { 0.0 };
        Course { gap: 0.0, support, support_spin: spin, ..Course::new(feed, spin) }
    }

    /// Leads the wire straight on past the turn.
    fn anchor(&mut self, to: f64, now: &Scene) -> Course {
        let Scene { view, plan, sight, turn, still, loops, .. } = *now;
        if usize::from(self.wire) != view.wire_index {
            let exchange = Some(self.wire);
            return Course { exchange, support: Some(0.0), ..Course::new(0.0, 0.0) };
        }
        let gone = view.wire_inserted_mm > to - ANCHORED + GOING;
        let on = turn.mouth.as_ref().is_none_or(|it| it.along(view.wire[0]) > 0.0);
        let entered = is_on_course(plan, sight) && sight.tip > turn.at + turn.trunk + BEFORE;
        if entered && turn.mouth.as_ref().is_some_and(|it| it.outside(view.wire[0]) > WITHIN) {
            // It has found the branch by itself.
            self.moved.1 = sight.time;
            self.act = Act::Enter { slack: sight.slack, deepest: sight.tip };
        } else if loops > 0.0 {
            let to = view.wire_inserted_mm - sight.slack;
            self.try_again(Act::Withdraw { to });
        } else if gone && !on {
            let to = view.wire_inserted_mm - ANCHORED;
            self.try_again(Act::Withdraw { to });
        } else if view.wire_inserted_mm >= to || still {
            self.act = Act::Over { mouth: to - ANCHORED };
            self.moved.1 = sight.time;
        }
        Course { support: Some(0.0), ..Course::new(ENTERING, ANCHORING) }
    }

    /// Brings the catheter along the wire, a hook past the mouth, and then the wire back to its tip.
    fn over(&mut self, mouth: f64, now: &Scene) -> Course {
        let Scene { view, plan, sight, turn, .. } = *now;
        let best = self.best();
        if usize::from(best) != view.support_index {
            return Course { exchange_support: Some(best), ..Course::new(0.0, 0.0) };
        }
        let hooks = self.hooks(plan);
        let to_go = match view.support.first() {
            _ if hooks => mouth + HOOKED - view.support_inserted_mm,
            Some(&tip) if sight.ahead < 2.0 * FAR => {
                let place = turn.at - BEFORE;
                place - plan.course.nearest(tip, place).s
            }
            _ => f64::INFINITY,
        };
        if sight.ahead < 3.0 {
            self.act = Act::Pass { forward: !hooks };
            self.moved.1 = sight.time;
            // What is to be led round the hook must be soft.
            let soft = usize::from(plan.softest) == view.wire_index;
            let exchange = (hooks && !soft).then_some(plan.softest);
            return Course { exchange, support: Some(0.0), ..Course::new(0.0, 0.0) };
        }
        if to_go > 3.0 && sight.ahead > 3.0 {
            return Course { support: Some(coming(sight)), ..Course::new(0.0, 0.0) };
        }
        Course { support: Some(0.0), ..Course::new(-BRINGING, 0.0) }
    }

    /// Feeds the wire into the branch.
    fn enter(&mut self, slack: f64, deepest: f64, now: &Scene) -> Course {
        let Scene { plan, sight, turn, still, past, .. } = *now;
        let deepest = deepest.max(sight.tip);
        self.act = Act::Enter { slack, deepest };
        let next = plan.turns.get(self.turn + 1).map_or(f64::INFINITY, |next| next.at);
        let deep = (turn.at + turn.trunk + DEEP - 5.0).min(next - SHORT_OF);
        let inside =
            sight.tip > turn.at + turn.trunk && sight.ahead > FOLLOWED + 3.0 && !self.hooks(plan);
        let fold = if plan.target < sight.tip + NEAR { 2.0 * FOLDED } else { FOLDED };
        let folded = sight.slack > slack + fold || sight.tip < deepest - fold;
        let astray = sight.off > plan.course.at(sight.tip).radius + ASTRAY_WITHIN;
        if astray || ((folded || still) && !inside) {
            // Out of a small branch it springs back to where it was felt for.
            let nearby = turn.branch < SMALL && !astray && past.abs() < NEAR;
            self.try_again(if nearby {
                Act::Pass { forward: false }
            } else {
                Act::BringUp { anew: true }
            });
            self.moved.1 = sight.time;
        } else if self.hooks(plan) {
            // It would come out; the wire goes on alone.
        } else if folded || still || (sight.tip > deep && plan.target > deep + NEAR) {
            self.act = Act::Follow { tip: sight.tip, slack: sight.slack };
        }
        let shallow = turn.branch < SMALL && sight.tip < turn.at + turn.trunk;
        let spin = if shallow {
            self.lead_in(now)
        } else if self.hooks(plan) || turn.branch < SMALL {
            DRILLING
        } else {
            0.0
        };
        Course { support: Some(0.0), ..Course::new(ENTERING, spin) }
    }

    /// Whether the branch is held for good.
    pub fn is_done(&self, plan: &Plan, sight: &Sight) -> bool {
        let turn = &plan.turns[self.turn];
        let deep = sight.tip > turn.at + turn.trunk + DEEP + 10.0 && is_on_course(plan, sight);
        deep || self.stays || (matches!(self.act, Act::Follow { .. }) && sight.ahead < FOLLOWED)
    }

    /// Whether the catheter has to be left where it is, the wire going on alone: a hook would come out.
    pub fn catheter_stays(&self, plan: &Plan) -> bool {
        self.stays || self.hooks(plan)
    }

    /// The catheter that is to be taken.
    fn best(&self) -> u8 {
        self.catheters[self.choice % self.catheters.len()]
    }

    /// Whether the catheter that is to be taken is drawn back into the branch.
    fn hooks(&self, plan: &Plan) -> bool {
        let best = usize::from(self.best());
        let turn = &plan.turns[self.turn];
        let turns_back = turn.angle > FRAC_PI_2 && turn.mouth.is_some();
        turns_back && plan.curves[best].is_hook() && plan.curves[best].fits(turn.trunk)
    }

    /// Tries it by another roll, beginning with `act`; after some tries with the next catheter.
    fn try_again(&mut self, act: Act) {
        self.passes += 1;
        self.probed = false;
        self.act = act;
        if self.passes.is_multiple_of(TRIES) {
            self.choice += 1;
            self.act = Act::BringUp { anew: true };
        }
    }
}

/// Whether turn `turn` lies so near behind another that a catheter which comes anew may draw the wire out.
fn is_close(plan: &Plan, turn: usize) -> bool {
    turn > 0 && plan.turns[turn].at - plan.turns[turn - 1].at < CLOSE
}

/// Whether the tip is in a vein of the course, as far as one sees.
fn is_on_course(plan: &Plan, sight: &Sight) -> bool {
    sight.off < plan.course.at(sight.tip).radius + ASTRAY_WITHIN
}

/// Speed at which a catheter comes along the wire, mm/s.
fn coming(sight: &Sight) -> f64 {
    if sight.ahead > FAR { COMING } else { BRINGING }
}
