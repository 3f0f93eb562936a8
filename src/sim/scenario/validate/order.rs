//! The order of things along the wire's course: sheath, lesions, target.

use super::Course;
use crate::sim::scenario::Scenario;
use crate::sim::text::{Checks, Fault};

/// The shortest occlusion worth the name, mm.
const SHORTEST_LESION_MM: f64 = 5.0;
/// The nearest that a target can lie where there is nothing to cross, mm.
const NEAREST_TARGET_MM: f64 = 30.0;
/// Lengths that differ by less are the same: they are written to a tenth of a millimetre.
const SAME_MM: f64 = 0.05;

/// Checks that the sheath lies in front of every lesion, the target beyond them, and that lesions
/// leave room for one another. Returns whether the sheath could be held against all of them.
pub(super) fn check(checks: &mut Checks, scenario: &Scenario, course: &Course) -> bool {
    for &(i, from, to) in &course.lesions {
        check_length(checks, i, from, to);
    }
    let all = lesions(checks, course).count() == scenario.lesions.len();
    check_sheath(checks, scenario, course);
    check_target(checks, course);
    check_overlaps(checks, scenario, course);
    all && checks.intact("lesions")
}

fn check_length(checks: &mut Checks, i: usize, from: f64, to: f64) {
    if to - from >= SHORTEST_LESION_MM {
        return;
    }
    checks.fault(Fault {
        field: format!("lesions[{i}].to"),
        what: if to < from - SAME_MM {
            format!("the lesion ends {:.1} mm before it begins", from - to)
        } else if to < from + SAME_MM {
            "the lesion ends where it begins".into()
        } else {
            format!("the lesion is only {:.1} mm long", to - from)
        },
        allowed: format!("at least {SHORTEST_LESION_MM} mm downstream of `lesions[{i}].from`"),
        remedy: "Move `to` along the flow, or exchange `from` and `to`.".into(),
    });
}

/// The lesions that end where they can.
fn lesions<'a>(
    checks: &'a Checks,
    course: &'a Course,
) -> impl Iterator<Item = (usize, f64, f64)> + 'a {
    let long = |(_, from, to): &(usize, f64, f64)| to - from >= SHORTEST_LESION_MM;
    course.lesions.iter().copied().filter(long).filter(|(i, ..)| {
        ["from", "to"].iter().all(|end| checks.sound(&format!("lesions[{i}].{end}")))
    })
}

/// That no lesion and no stump reaches back to the sheath. Of several, the one farthest upstream
/// says how far the sheath must move.
fn check_sheath(checks: &mut Checks, scenario: &Scenario, course: &Course) {
    let reaches = lesions(checks, course)
        .filter(|(i, ..)| checks.sound(&format!("lesions[{i}].stump.funnel_mm")))
        .map(|(i, from, to)| (from - scenario.lesions[i].stump.funnel_mm, i, from, to));
    let Some((start, i, from, to)) = reaches.min_by(|a, b| a.0.total_cmp(&b.0)) else { return };
    if start > 0.0 {
        return;
    }
    checks.fault(Fault {
        field: "access".into(),
        what: if to < 0.0 {
            format!("the sheath lies beyond `lesions[{i}]`")
        } else if from <= 0.0 {
            format!("the sheath lies inside `lesions[{i}]`")
        } else {
            format!("the sheath lies inside the stump in front of `lesions[{i}]`")
        },
        allowed: format!("at least {:.1} mm upstream of here", -start),
        remedy: "Move the access upstream, or the lesion along the flow.".into(),
    });
}

/// That the target lies beyond the last lesion, or a way beyond the sheath where there is none.
fn check_target(checks: &mut Checks, course: &Course) {
    let Some(target) = course.target else { return };
    let last = lesions(checks, course).max_by(|a, b| a.2.total_cmp(&b.2));
    if let Some((i, _, to)) = last.filter(|(.., to)| target <= *to) {
        checks.fault(Fault {
            field: "target".into(),
            what: format!("the target does not lie beyond `lesions[{i}]`"),
            allowed: format!("beyond the lesion's end, {:.1} mm downstream of here", to - target),
            remedy: "Move the target along the flow, into patent vein.".into(),
        });
    } else if course.lesions.is_empty() && checks.intact("lesions") && target < NEAREST_TARGET_MM {
        checks.fault(Fault {
            field: "target".into(),
            what: "the target does not lie beyond the sheath".into(),
            allowed: format!("at least {NEAREST_TARGET_MM} mm downstream of `access`"),
            remedy: "Move the target along the flow, or the access upstream.".into(),
        });
    }
}

/// That lesions leave room for one another, each with the stump in front of it.
fn check_overlaps(checks: &mut Checks, scenario: &Scenario, course: &Course) {
    let mut ordered: Vec<_> = lesions(checks, course).collect();
    ordered.sort_by(|a, b| a.1.total_cmp(&b.1));
    let Some(mut last) = ordered.first().copied() else { return };
    for &(k, from, to) in &ordered[1..] {
        let (i, _, end) = last;
        let sound = checks.sound(&format!("lesions[{k}].stump.funnel_mm"));
        let funnel = if sound { scenario.lesions[k].stump.funnel_mm } else { 0.0 };
        let overlap = end - (from - funnel);
        if overlap > 0.0 {
            checks.fault(overlapping((i, end), (k, from), funnel, overlap));
        }
        if to > end {
            last = (k, from, to);
        }
    }
}

fn overlapping((i, end): (usize, f64), (k, from): (usize, f64), funnel: f64, by: f64) -> Fault {
    Fault {
        field: format!("lesions[{k}].from"),
        what: if end > from {
            format!("`lesions[{k}]` begins {:.1} mm inside `lesions[{i}]`", end - from)
        } else {
            format!(
                "`lesions[{k}]` begins {:.1} mm beyond `lesions[{i}]`, and its stump of {funnel} \
                 mm reaches into it",
                from - end
            )
        },
        allowed: format!("at least {funnel} mm, its stump's length, beyond the other lesion"),
        remedy: format!(
            "Move it {by:.1} mm along the flow, end `lesions[{i}]` earlier, or make the two one \
             lesion."
        ),
    }
}
