//! The clock against the road, and the aids against what there is to be shown.

use super::Course;
use crate::sim::scenario::Scenario;
use crate::sim::text::{Checks, Fault};

/// Fastest that a hand feeds wire along patent vein, mm/s, and that a catheter follows through a
/// lesion, mm/s: nobody is quicker than this.
const IN_VEIN_MM_S: f64 = 60.0;
const IN_LESION_MM_S: f64 = 4.0;
/// An attempt takes at least this many times what nobody can beat.
const ROOM: f64 = 3.0;

/// Checks that the case can be done in its time.
pub(super) fn check_time(checks: &mut Checks, scenario: &Scenario, course: &Course) {
    let Some(target) = course.target else { return };
    // A lesion that is not on the course leaves it open how much there is to cross.
    if course.lesions.len() < scenario.lesions.len() || !checks.intact("lesions") {
        return;
    }
    let occluded: f64 = course.lesions.iter().map(|(_, from, to)| (to - from).max(0.0)).sum();
    let least = ((target - occluded).max(0.0) / IN_VEIN_MM_S + occluded / IN_LESION_MM_S) / 60.0;
    let clock = &scenario.clock;
    check_limit(checks, clock.limit_min, least, target - occluded, occluded);
    let fastest = least * clock.time_scale;
    let sound = ["score.par_min", "clock.time_scale"].iter().all(|field| checks.sound(field));
    if sound && scenario.score.par_min < fastest {
        checks.warn(Fault {
            field: "score.par_min".into(),
            what: "nobody can make the par time".into(),
            allowed: format!("at least {fastest:.1} min on the procedure clock"),
            remedy: "Raise `par_min`, or lower `clock.time_scale`.".into(),
        });
    }
}

/// That the limit, minutes, is above the least that the lengths of vein and lesion, mm, take.
fn check_limit(checks: &mut Checks, limit: f64, least: f64, vein: f64, lesion: f64) {
    if !checks.sound("clock.limit_min") {
        return;
    }
    if limit < least {
        checks.fault(Fault {
            field: "clock.limit_min".into(),
            what: "the limit is shorter than the case can take".into(),
            allowed: format!(
                "at least {least:.2} min: {vein:.0} mm of vein at {IN_VEIN_MM_S} mm/s and \
                 {lesion:.0} mm of lesion at {IN_LESION_MM_S} mm/s"
            ),
            remedy: "Raise the limit; `wispwire try` says how long the case takes.".into(),
        });
    } else if limit < ROOM * least {
        checks.warn(Fault {
            field: "clock.limit_min".into(),
            what: "the limit leaves hardly any time to try again".into(),
            allowed: format!("at least {:.1} min for a case of this length", ROOM * least),
            remedy: "Raise the limit; `wispwire try` says how long the case takes.".into(),
        });
    }
}

/// Tells of aids that come to nothing.
pub(super) fn check_aids(checks: &mut Checks, scenario: &Scenario) {
    for field in ["aids.roadmap", "aids.contrast_limit_ml"] {
        if checks.written(field) && checks.sound(field) {
            checks.warn(Fault {
                field: field.into(),
                what: "this build draws no contrast: the field has no effect yet".into(),
                allowed: "any value, for later".into(),
                remedy: "Keep it for a later wispwire, or leave it out.".into(),
            });
        }
    }
    let sound = checks.sound("hints") && checks.sound("aids.hints");
    if sound && !scenario.aids.hints && !scenario.hints.is_empty() {
        checks.warn(Fault {
            field: "hints".into(),
            what: "`aids` forbid hints, so nobody will see these".into(),
            allowed: "hints where `aids: (hints: true)`".into(),
            remedy: "Allow hints, or keep these for the case's practice version.".into(),
        });
    }
}
