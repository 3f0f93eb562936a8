//! The other accesses: that a way leads from each through every lesion, and that each has a vein of its
//! own.

use super::super::veins::Veins;
use super::Course;
use crate::sim::scenario::{Approach, Place, Scenario};
use crate::sim::text::{Checks, Fault};

/// Sheaths in one vein lie at least that far apart, mm: a sheath is longer than that.
const APART_MM: f64 = 50.0;

/// Checks the other accesses of a scenario of which `course` is known.
pub(super) fn check(checks: &mut Checks, scenario: &Scenario, veins: &Veins, course: &Course) {
    let placed = course.lesions.len() == scenario.lesions.len() && course.target.is_some();
    let ends = (0..scenario.lesions.len())
        .flat_map(|i| ["from", "to"].map(|end| format!("lesions[{i}].{end}")));
    let mut sound = ["access", "target"].map(String::from).into_iter().chain(ends);
    if !placed || !checks.intact("lesions") || !sound.all(|field| checks.sound(&field)) {
        return;
    }
    for (i, place) in scenario.other_accesses.iter().enumerate() {
        let field = format!("other_accesses[{i}]");
        if !checks.sound(&field) {
            continue;
        }
        let others = scenario.other_accesses[..i].iter().enumerate();
        let others = others.map(|(j, other)| (format!("other_accesses[{j}]"), other));
        let mut all = std::iter::once(("access".into(), &scenario.access)).chain(others);
        let beside = all.find(|(_, other)| is_beside(place, other));
        if let Some((other, _)) = beside {
            checks.fault(Fault {
                field,
                what: format!("a sheath lies here already: `{other}`"),
                allowed: format!("another vein, or at least {APART_MM} mm along this one"),
                remedy: "Name another place, or leave this one out.".into(),
            });
            continue;
        }
        match scenario.approach(&veins.branches, place) {
            None => checks.fault(Fault {
                field,
                what: "no way from here leads through every lesion".into(),
                allowed:
                    "a place from which a wire passes all lesions on its way to the target or \
                          to the access"
                        .into(),
                remedy: "Name a vein on the way beyond the lesions, or one that drains into the \
                         way in front of them or beyond them."
                    .into(),
            }),
            Some(way) => check_room(checks, scenario, place, &way, field),
        }
    }
}

fn is_beside(a: &Place, b: &Place) -> bool {
    a.branch == b.branch && (a.at_mm - b.at_mm).abs() < APART_MM
}

/// That the stump of the first lesion on the way does not reach back to the sheath.
fn check_room(
    checks: &mut Checks,
    scenario: &Scenario,
    place: &Place,
    Approach { route, against }: &Approach,
    field: String,
) {
    let Some(start) = route.arc_of(place) else { return };
    let lesions = (0..).zip(&scenario.lesions);
    let known = lesions.filter(|(i, _)| checks.sound(&format!("lesions[{i}].stump.funnel_mm")));
    let stumps = known.filter_map(|(_, lesion): (usize, _)| {
        let end = if *against { &lesion.to } else { &lesion.from };
        Some(route.arc_of(end)? - start - lesion.stump.funnel_mm)
    });
    let room = stumps.fold(f64::INFINITY, f64::min);
    if room <= 0.0 {
        checks.fault(Fault {
            field,
            what: "the sheath lies inside the stump of a lesion".into(),
            allowed: format!("at least {:.1} mm farther away from it", -room),
            remedy: "Move the access away from the lesions.".into(),
        });
    }
}
