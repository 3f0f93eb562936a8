//! Places on branches, and their order along the wire's course.

use super::super::veins::Veins;
use super::Course;
use crate::sim::anatomy::Centreline;
use crate::sim::scenario::route::{LENGTH_SLACK_MM, Route, route};
use crate::sim::scenario::{Place, Scenario};
use crate::sim::text::{Checks, Fault, listed, suggestion};

/// The shortest occlusion worth the name, mm.
const SHORTEST_LESION_MM: f64 = 5.0;
/// The nearest that a target can lie where there is nothing to cross, mm.
const NEAREST_TARGET_MM: f64 = 30.0;

/// Checks every place; returns the course and what lies where on it, if there is one.
pub(super) fn check(
    checks: &mut Checks,
    scenario: &Scenario,
    veins: &Veins,
    curves: &[Option<Centreline>],
) -> Option<Course> {
    let complete = veins.complete(checks);
    let mut place =
        |field: &str, place: &Place| check_place(checks, complete, veins, curves, field, place);
    let access = place("access", &scenario.access);
    let target = place("target", &scenario.target);
    let lesions: Vec<_> = (0..scenario.lesions.len())
        .map(|i| {
            let lesion = &scenario.lesions[i];
            let from = place(&format!("lesions[{i}].from"), &lesion.from);
            place(&format!("lesions[{i}].to"), &lesion.to) && from
        })
        .collect();
    let webs: Vec<_> = (0..scenario.webs.len())
        .map(|i| place(&format!("webs[{i}].place"), &scenario.webs[i].place))
        .collect();
    if !access {
        return None;
    }
    let route = route(&veins.branches, &scenario.access)?;
    let start = route.arc_of(&scenario.access)?;
    let target = if target { on_course(checks, &route, "target", &scenario.target) } else { None };
    let lesions: Vec<_> = (0..lesions.len())
        .filter(|&i| lesions[i])
        .filter_map(|i| {
            let lesion = &scenario.lesions[i];
            let from = on_course(checks, &route, &format!("lesions[{i}].from"), &lesion.from);
            let to = on_course(checks, &route, &format!("lesions[{i}].to"), &lesion.to);
            Some((i, from? - start, to? - start))
        })
        .collect();
    for i in (0..webs.len()).filter(|&i| webs[i]) {
        let field = format!("webs[{i}].place");
        let Some(at) = on_course(checks, &route, &field, &scenario.webs[i].place) else { continue };
        let at = at - start;
        if let Some((k, ..)) = lesions.iter().find(|(_, from, to)| (*from..=*to).contains(&at)) {
            checks.fault(Fault {
                field,
                what: format!("the web lies inside `lesions[{k}]`"),
                allowed: "a place in patent vein".into(),
                remedy: "Move the web out of the lesion, or remove it.".into(),
            });
        }
    }
    let target = target.map(|target| target - start);
    let course = Course { lesions, target };
    check_order(checks, scenario, &course);
    Some(course)
}

fn check_place(
    checks: &mut Checks,
    complete: bool,
    veins: &Veins,
    curves: &[Option<Centreline>],
    field: &str,
    place: &Place,
) -> bool {
    if !checks.sound(&format!("{field}.branch")) {
        return false;
    }
    let names = || veins.names();
    let Some(index) = veins.position(&place.branch) else {
        if !complete {
            return false;
        }
        checks.fault(Fault {
            field: format!("{field}.branch"),
            what: format!("there is no branch `{}`", place.branch),
            allowed: listed(names()),
            remedy: suggestion(&place.branch, names(), "Write the name of one of the branches."),
        });
        return false;
    };
    let Some(length) = curves[index].as_ref().map(Centreline::length) else { return false };
    if !checks.sound(&format!("{field}.at_mm")) {
        return false;
    }
    let within = place.at_mm <= length + LENGTH_SLACK_MM;
    if !within {
        let allowed = format!("from 0 to {length:.1} mm, the length of `{}`", place.branch);
        checks.fault(Fault {
            field: format!("{field}.at_mm"),
            what: format!("this place lies beyond the ends of `{}`", place.branch),
            remedy: format!("Write a distance {allowed}, or name the branch that comes next."),
            allowed,
        });
    }
    within
}

fn check_order(checks: &mut Checks, scenario: &Scenario, course: &Course) {
    for &(i, from, to) in &course.lesions {
        if to - from < SHORTEST_LESION_MM {
            checks.fault(Fault {
                field: format!("lesions[{i}].to"),
                what: if to <= from {
                    format!("the lesion ends {:.1} mm before it begins", from - to)
                } else {
                    format!("the lesion is only {:.1} mm long", to - from)
                },
                allowed: format!(
                    "at least {SHORTEST_LESION_MM} mm downstream of `lesions[{i}].from`"
                ),
                remedy: "Move `to` along the flow, or exchange `from` and `to`.".into(),
            });
            continue;
        }
        let start = from - scenario.lesions[i].stump.funnel_mm;
        if start <= 0.0 && checks.sound(&format!("lesions[{i}].stump.funnel_mm")) {
            checks.fault(Fault {
                field: "access".into(),
                what: if to < 0.0 {
                    format!("the sheath lies beyond `lesions[{i}]`: there is nothing to cross")
                } else if from <= 0.0 {
                    format!("the sheath lies inside `lesions[{i}]`")
                } else {
                    format!("the sheath lies inside the stump in front of `lesions[{i}]`")
                },
                allowed: format!("at least {:.1} mm upstream of here", -start),
                remedy: "Move the access upstream, or the lesion along the flow.".into(),
            });
        }
        if let Some(target) = course.target.filter(|target| *target <= to) {
            checks.fault(Fault {
                field: "target".into(),
                what: format!("the target does not lie beyond `lesions[{i}]`"),
                allowed: format!("more than {:.1} mm downstream of here", to - target),
                remedy: "Move the target along the flow, into patent vein.".into(),
            });
        }
    }
    if course.lesions.is_empty() && course.target.is_some_and(|target| target < NEAREST_TARGET_MM) {
        checks.fault(Fault {
            field: "target".into(),
            what: "the target does not lie beyond the sheath".into(),
            allowed: format!("at least {NEAREST_TARGET_MM} mm downstream of `access`"),
            remedy: "Move the target along the flow, or the access upstream.".into(),
        });
    }
    check_overlaps(checks, scenario, course);
}

/// That lesions leave room for one another, each with the stump in front of it.
fn check_overlaps(checks: &mut Checks, scenario: &Scenario, course: &Course) {
    let mut ordered: Vec<_> = course.lesions.iter().filter(|(_, from, to)| from < to).collect();
    ordered.sort_by(|a, b| a.1.total_cmp(&b.1));
    for pair in ordered.windows(2) {
        let (&(i, _, to), &(k, from, _)) = (pair[0], pair[1]);
        let funnel = scenario.lesions[k].stump.funnel_mm;
        let overlap = to - (from - funnel);
        if overlap <= 0.0 {
            continue;
        }
        checks.fault(Fault {
            field: format!("lesions[{k}].from"),
            what: if to > from {
                format!("`lesions[{k}]` begins {:.1} mm inside `lesions[{i}]`", to - from)
            } else {
                format!(
                    "`lesions[{k}]` begins {:.1} mm beyond `lesions[{i}]`, and its stump of \
                     {funnel} mm reaches into it",
                    from - to
                )
            },
            allowed: format!("at least {funnel} mm, its stump's length, beyond the other lesion"),
            remedy: format!(
                "Move it {overlap:.1} mm along the flow, end `lesions[{i}]` earlier, or make the \
                 two one lesion."
            ),
        });
    }
}

fn on_course(checks: &mut Checks, route: &Route, field: &str, place: &Place) -> Option<f64> {
    let arc = route.arc_of(place);
    if arc.is_none() {
        checks.fault(Fault {
            field: field.into(),
            what: "this place is not on the way from the access to the outflow".into(),
            allowed: format!("a place on {}", route.in_words()),
            remedy: "Name a branch on that way, or move the access.".into(),
        });
    }
    arc
}
