//! What a pilot knows before the case and sees during it.

use super::mouth::Mouth;
use crate::sim::anatomy::{Centreline, Rhythm};
use crate::sim::device::{Catheter, Wire};
use crate::sim::session::{Case, View};
use crate::sim::units::degrees;
use core::f64::consts::{FRAC_PI_2, TAU};
use std::borrow::Cow;

/// The plan made on CT: the vein's course, where it is occluded, where to go.
#[derive(Clone, Debug)]
pub struct Plan {
    pub course: Centreline,
    /// Arc lengths on the course between which the vein is occluded, mm, from the access on.
    pub lesions: Vec<(f64, f64)>,
    /// Arc lengths between which another vein opens into the course, mm, in order.
    pub forks: Vec<(f64, f64)>,
    /// Where the course turns off into a branch, in order.
    pub turns: Vec<Turn>,
    /// Arc length of the target, mm.
    pub target: f64,
    /// How the patient's veins move about where the plan shows them.
    pub rhythm: Rhythm,
    /// The curve of each support catheter.
    pub curves: Vec<Curve>,
    /// Wires on the shelf.
    pub wires: usize,
    /// The wire of the shelf with the finest tip, and the one with the stiffest shaft.
    pub finest: u8,
    pub stiffest: u8,
    /// The wire with the softest shaft.
    pub softest: u8,
}

/// A place where the course leaves a vein that goes on straight, at a wide angle.
#[derive(Clone, Debug)]
pub struct Turn {
    /// Arc length on the course, mm.
    pub at: f64,
    /// Angle between the vein before it and the branch, rad.
    pub angle: f64,
    /// Radius of that vein and of the branch, mm.
    pub trunk: f64,
    pub branch: f64,
    /// Where the branch opens, if it leaves another vein.
    pub mouth: Option<Mouth>,
    /// The support catheters of the shelf, the one whose curve fits best first.
    pub catheters: Vec<u8>,
}

/// So much less wire may be in than a way is long: it cuts corners, mm.
pub(super) const SHORTCUT: f64 = 40.0;
/// Longest curve that unfolds in a vein, and least width of one that turns back in it, in its radii.
const UNFOLDING: f64 = 6.5;
const REACHING: f64 = 1.25;
/// Angle of a curve that turns back on itself, rad.
const HOOK: f64 = 2.5;
/// The angle at a turn is between the course's directions this far before and behind, mm.
const LEG: f64 = 20.0;
/// Turns from this angle on are told, rad.
const WIDE: f64 = 0.7;
/// A turn that near to the target needs not be taken, mm.
const LAST: f64 = 10.0;
/// Turns closer than that are one, mm.
const APART: f64 = 35.0;

/// A catheter's curve.
#[derive(Clone, Copy, Debug)]
pub struct Curve {
    /// Angle, rad.
    pub angle: f64,
    /// Length, mm.
    pub length: f64,
}

impl Curve {
    /// Whether it turns back on itself: it is taken past a branch and drawn back into it.
    pub fn is_hook(&self) -> bool {
        self.angle > HOOK
    }

    /// Whether it unfolds in a vein of radius `trunk` and reaches its wall.
    pub fn fits(&self, trunk: f64) -> bool {
        let width = 2.0 * self.length / self.angle;
        let reaches = self.angle < FRAC_PI_2 || width > REACHING * trunk;
        reaches && self.length < UNFOLDING * trunk
    }
}

/// The turns of `course` at `forks`.
fn turns(
    course: &Centreline,
    forks: &[(f64, f64)],
    target: f64,
    curves: &[Curve],
    veins: &[(String, Centreline)],
) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::new();
    for (from, to) in forks.iter().map(|fork| (fork.0, fork.1.min(target - LAST))) {
        let steps = ((to - from) / 2.0).max(0.0) as usize;
        for at in (0..steps).map(|i| from + 2.0 * i as f64) {
            let (before, behind) = (course.at(at - LEG), course.at(at + LEG));
            let angle = libm::acos(before.tangent.dot(behind.tangent).clamp(-1.0, 1.0));
            if angle < WIDE {
                continue;
            }
            let (trunk, branch, mouth) = (before.radius, behind.radius, None);
            let mut catheters: Vec<u8> = (0..curves.len() as u8).collect();
            let misfit = |i: &u8| {
                let curve = &curves[usize::from(*i)];
                let unfit = if curve.fits(trunk) { 0.0 } else { TAU };
                (curve.angle - angle).abs() + unfit
            };
            catheters.sort_by(|a, b| misfit(a).total_cmp(&misfit(b)));
            let turn = Turn { at, angle, trunk, branch, mouth, catheters };
            match turns.last_mut() {
                Some(last) if at - last.at < APART => {
                    if angle > last.angle {
                        *last = turn;
                    }
                }
                _ => turns.push(turn),
            }
        }
    }
    for turn in &mut turns {
        turn.mouth = Mouth::of(course, turn.at, turn.trunk, veins);
    }
    turns
}

impl Plan {
    /// What CT shows of `case`.
    pub fn of(case: &Case) -> Self {
        let best = |merit: fn(&Wire) -> f64| {
            let merits = case.wires.iter().map(merit).enumerate();
            let best = merits.reduce(|best, it| if it.1 > best.1 { it } else { best });
            best.map_or(0, |(index, _)| index as u8)
        };
        let curve = |catheter: &Catheter| Curve {
            angle: degrees(catheter.tip_angle_deg),
            length: catheter.tip_bend_mm,
        };
        let curves: Vec<_> = case.supports.iter().map(curve).collect();
        let forks = case.vessels.forks();
        Self {
            course: case.route.clone(),
            lesions: case.lesion_s.clone(),
            turns: turns(&case.route, &forks, case.target_s, &curves, &case.branches),
            forks,
            target: case.target_s,
            rhythm: case.rhythm.clone(),
            curves,
            wires: case.wires.len(),
            finest: best(|wire| -wire.tip_profile),
            softest: best(|wire| -wire.flexural_rigidity.last().map_or(0.0, |shaft| shaft.n_mm2)),
            stiffest: best(|wire| wire.flexural_rigidity.last().map_or(0.0, |shaft| shaft.n_mm2)),
        }
    }
}

impl Plan {
    /// `view` with the wire laid back to where its veins are planned: what who sees them move allows for.
    pub fn at_rest<'a>(&self, view: &'a View) -> Cow<'a, View> {
        if self.rhythm.is_still() {
            return Cow::Borrowed(view);
        }
        let stance = self.rhythm.at(view.manipulation_s);
        let mut view = view.clone();
        for x in &mut view.wire {
            x.z += self.rhythm.drop(&stance, x.z);
        }
        Cow::Owned(view)
    }
}

/// The tip against the plan, as two views show it, and the hand.
#[derive(Clone, Copy, Debug)]
pub struct Sight {
    /// Arc length of the tip on the planned course, mm.
    pub tip: f64,
    /// Distance of the tip from the planned course, mm.
    pub off: f64,
    /// Wire beyond the sheath that is not accounted for by the tip's place: loops and folds, mm.
    pub slack: f64,
    /// Wire beyond the catheter, mm.
    pub ahead: f64,
    pub force: f64,
    /// Seconds of manipulation.
    pub time: f64,
}

impl Sight {
    /// Looks at `view`; `hint` is where the tip was, mm.
    pub fn of(view: &View, plan: &Plan, hint: f64) -> Self {
        let tip = plan.course.nearest(view.wire[0], hint);
        // No farther than the wire that is in can reach, though it may stand beside a later part of the way.
        let reach = view.wire_inserted_mm + SHORTCUT;
        let tip = if tip.s > reach { plan.course.at(reach) } else { tip };
        Self {
            tip: tip.s,
            off: view.wire[0].distance(tip.centre),
            slack: view.wire_inserted_mm - tip.s,
            ahead: view.wire_inserted_mm - view.support_inserted_mm,
            force: view.hub_force_n,
            time: view.manipulation_s,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 10 mm wide veins and the cava: what of a hook of 25 mm, one of 10 mm, and a short bend fits.
    #[test]
    fn a_curve_must_unfold_in_the_vein_and_reach_its_wall() {
        let curve = |degrees: f64, length| Curve { angle: degrees.to_radians(), length };
        let (hook, small, bend) = (curve(165.0, 36.0), curve(170.0, 15.0), curve(42.0, 12.0));
        assert_eq!([hook, small, bend].map(|it| it.fits(5.0)), [false, true, true]);
        assert_eq!([hook, small, bend].map(|it| it.fits(11.0)), [true, false, true]);
        assert_eq!([hook, small, bend].map(|it| it.is_hook()), [true, true, false]);
    }
}
