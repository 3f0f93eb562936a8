//! The passes at a branch's mouth, and feeling for it with the wire's tip.

use super::super::steer::{Course, angle_to};
use super::{Act, BY_CATHETER, ENTERING, HOOKED, SMALL, Scene, Selection, TRIES, WITHIN};
use crate::sim::math::Vec3;
use core::f64::consts::{FRAC_PI_2, TAU};

/// Speed of catheter and wire together, mm/s.
const PASSING: f64 = 5.0;
/// How far past the mouth they are moved, mm beyond the branch's radius, and how far back before it.
const PAST: f64 = 10.0;
const BACK: f64 = 12.0;
/// Angle from which they are turned first and moved slowly, rad; fastest turning, turns/s.
const ASIDE: f64 = 0.8;
const TURNING: f64 = 0.6;
/// Angle from which on the way round does not matter, rad.
const HALF: f64 = 2.6;
/// Share of the speed while they are turned, and beside the mouth of a small branch, which is so near, mm.
const SLOWLY: (f64, f64) = (0.25, 0.4);
const BESIDE_SMALL: f64 = 8.0;
/// Wire beyond the catheter in the passes, mm: its own curve finds what the catheter's does not reach.
const LEADS: [f64; 2] = [0.0, 7.0];
/// Angle by which the aim is varied in the passes, rad.
const ROLLS: [f64; 6] = [0.0, 0.0, 0.5, -0.5, 0.25, -0.25];
/// The catheter is moved on until it stands this far beyond the wall of the vein it came from, mm, if it
/// can be; a hook is drawn in so far past the mouth, mm.
const SEATED: f64 = 6.0;
const HUNG: f64 = 12.0;
/// So far outside the branch it is still in, mm: walls give way.
const LOOSE: f64 = 1.0;
/// A tip that stands so far beyond it and not in the branch is in a third vein, mm.
const ELSEWHERE: f64 = 12.0;
/// A tip is at the mouth that stands so near to it along the vein, and to the wall, mm.
const AT_MOUTH: f64 = 3.0;
const AT_WALL: f64 = 1.5;
/// How far the mouth is felt for with the wire, mm, and how fast, mm/s; slowly while it is turned faster
/// than that, turns/s.
const PROBED: f64 = 8.0;
const PROBING: f64 = 4.0;
const TURNED: f64 = 0.35;
/// Distance from the mouth along the vein up to which it is aimed by where the tip stands, mm.
const BESIDE: f64 = 15.0;
/// How far beyond the wall the place lies that is aimed at from farther, mm.
const MOUTH: f64 = 4.0;
/// How far behind the catheter's curve the shaft's direction is read, mm, and over which length.
const BEHIND: f64 = 3.0;
const SHAFT: f64 = 15.0;

impl Selection {
    /// Moves catheter and wire past the mouth, or back.
    pub(super) fn pass(&mut self, forward: bool, now: &Scene) -> Course {
        let Scene { view, plan, sight, turn, still, .. } = *now;
        let tip = view.wire[0];
        let (along, outside) = turn.mouth.as_ref().map_or_else(
            || (sight.tip - turn.at, sight.tip - turn.at - turn.trunk),
            |mouth| (mouth.along(tip), mouth.outside(tip)),
        );
        let place = plan.course.nearest(tip, turn.at + turn.trunk + 6.0);
        let off = tip.distance(place.centre) - place.radius;
        let within = outside > WITHIN && off < LOOSE;
        let deep = turn.mouth.as_ref().map_or(0.0, |it| place.s - it.at);
        let hooks = self.hooks(plan);
        let settled = if hooks { deep > HUNG } else { outside > SEATED };
        let seated = still || turn.angle < BY_CATHETER || settled;
        if within && place.s > turn.at && seated {
            self.moved.1 = sight.time;
            self.act = Act::Enter { slack: sight.slack, deepest: sight.tip };
            return Course { support: Some(0.0), ..Course::new(ENTERING, 0.0) };
        }
        let azimuth = turn.mouth.as_ref().and_then(|it| it.azimuth(tip));
        let there = along.abs() < AT_MOUTH && azimuth.is_some_and(|it| it.abs() < ASIDE);
        if there && outside > -AT_WALL && turn.branch < SMALL && !self.probed && !hooks {
            (self.probed, self.moved.1) = (true, sight.time);
            self.act = Act::Probe { forward, to: view.wire_inserted_mm + PROBED };
        }
        let elsewhere = outside > ELSEWHERE && off > 2.0 * LOOSE;
        let far = turn.branch + if hooks { HOOKED } else { PAST };
        let past = forward && !within && (along > far || elsewhere);
        let back = along < -BACK && !forward;
        if past || back || still {
            self.moved.1 = sight.time;
            self.try_again(Act::Pass { forward: !forward });
        }
        let (spin, angle) = self.spin(now);
        let beside = turn.branch < SMALL && along.abs() < BESIDE_SMALL;
        let slowly = match angle.abs() > ASIDE {
            true => SLOWLY.0,
            false if beside => SLOWLY.1,
            false => 1.0,
        };
        let feed = if forward { slowly * PASSING } else { -slowly * PASSING };
        // Into a branch that turns back the wire leads on the way back.
        let each = if turn.angle > FRAC_PI_2 { 1 } else { 2 };
        let lead = LEADS[(self.passes % TRIES) as usize / each % LEADS.len()];
        let lead = if hooks { 0.0 } else { lead };
        // A catheter behind its wire's tip is turned by its own.
        let shaped =
            (lead > 0.0).then(|| turn.mouth.as_ref()?.azimuth(*view.support.first()?)).flatten();
        let support_spin = shaped.map_or(spin, |angle| self.rate(angle).0);
        Course { support_spin, gap: lead, ..Course::new(feed, spin) }
    }

    /// Feeds the wire's tip out of the catheter, which is held, with its curve to where the branch leads.
    pub(super) fn probe(&mut self, forward: bool, to: f64, now: &Scene) -> Course {
        let Scene { view, plan, sight, turn, still, .. } = *now;
        let tip = view.wire[0];
        let mouth = turn.mouth.as_ref();
        let place = plan.course.nearest(tip, turn.at + turn.trunk + 6.0);
        let off = tip.distance(place.centre) - place.radius;
        if mouth.is_some_and(|it| it.outside(tip) > WITHIN) && off < LOOSE {
            self.moved.1 = sight.time;
            self.act = Act::Enter { slack: sight.slack, deepest: sight.tip };
        } else if view.wire_inserted_mm > to || still {
            self.moved.1 = sight.time;
            self.act = Act::Pass { forward };
        }
        let spin = self.lead_in(now);
        let feed = if spin.abs() > TURNED { 0.1 * PROBING } else { PROBING };
        Course { support: Some(0.0), ..Course::new(feed, spin) }
    }

    /// Rate at which the wire is turned, turns/s, so that its own curve looks where the branch leads.
    pub(super) fn lead_in(&self, now: &Scene) -> f64 {
        let Scene { view, plan, sight, turn, .. } = *now;
        let mouth = turn.mouth.as_ref();
        let angle = mouth.and_then(|mouth| {
            let free = sight.ahead.clamp(3.0, PROBED);
            let (out, behind) = (point(&view.wire, free)?, point(&view.wire, free + 6.0)?);
            let wanted = plan.course.at(mouth.at + PROBED).centre - out;
            let looks = view.wire[0] - out;
            angle_to(looks.normalize(), wanted.normalize(), (out - behind).normalize())
        });
        angle.map_or(0.0, |angle| (3.0 * angle / TAU).clamp(-1.0, 1.0))
    }

    /// Rate at which wire and catheter are turned, turns/s, and the angle that is left, rad; each pass by
    /// another roll.
    pub(super) fn spin(&self, now: &Scene) -> (f64, f64) {
        aim(now).map_or((0.0, 0.0), |angle| self.rate(angle))
    }

    /// As much for an angle, rad, that is left but for this pass's own.
    fn rate(&self, angle: f64) -> (f64, f64) {
        let offset = ROLLS[(self.passes % TRIES) as usize / 2 % ROLLS.len()];
        let angle = angle + offset;
        let angle = angle - TAU * libm::round(angle / TAU);
        // Half a turn off it goes one way and does not waver.
        let angle = if angle < -HALF { angle + TAU } else { angle };
        ((1.5 * angle / TAU).clamp(-TURNING, TURNING), angle)
    }
}

/// The angle by which the catheter's tip has to be turned towards the mouth, rad; none where it looks
/// straight ahead.
fn aim(now: &Scene) -> Option<f64> {
    let Scene { view, plan, turn, .. } = *now;
    let line = &view.wire;
    // Beside the mouth by where the tip stands, before it by where it looks.
    if let Some(mouth) = &turn.mouth
        && mouth.along(line[0]).abs() < BESIDE
        && let Some(angle) = mouth.azimuth(line[0])
    {
        return Some(angle);
    }
    let curve = plan.curves[view.support_index].length + BEHIND;
    let (base, behind) = (point(line, curve)?, point(line, curve + SHAFT)?);
    let shaft = (base - behind).normalize();
    let looks = (line[0] - point(line, 8.0)?).normalize();
    let ahead = plan.course.at(turn.at + turn.trunk + MOUTH).centre;
    angle_to(looks, (ahead - base).normalize(), shaft)
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
