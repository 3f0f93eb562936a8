//! Places on branches, and their order along the wire's course.

use crate::sim::anatomy::Centreline;
use crate::sim::scenario::route::{LENGTH_SLACK_MM, Route, route};
use crate::sim::scenario::{Place, Scenario};
use crate::sim::text::{Checks, Fault, listed, suggestion};

/// The shortest occlusion worth the name, mm.
const SHORTEST_LESION_MM: f64 = 5.0;

/// Checks every place, and then their order if there is a course to order them on.
pub(super) fn check(checks: &mut Checks, scenario: &Scenario, curves: &[Option<Centreline>]) {
    let mut sound = curves.iter().all(Option::is_some);
    for (field, place) in [
        ("lesion.from", &scenario.lesion.from),
        ("lesion.to", &scenario.lesion.to),
        ("access.place", &scenario.access.place),
        ("target", &scenario.target),
    ] {
        sound &= check_place(checks, scenario, curves, field, place);
    }
    let webs: Vec<_> = (0..scenario.webs.len())
        .map(|i| {
            let field = format!("webs[{i}].place");
            check_place(checks, scenario, curves, &field, &scenario.webs[i].place)
        })
        .collect();
    if let Some(route) = route(scenario).filter(|_| sound) {
        check_order(checks, scenario, &route, &webs);
    }
}

fn check_place(
    checks: &mut Checks,
    scenario: &Scenario,
    curves: &[Option<Centreline>],
    field: &str,
    place: &Place,
) -> bool {
    let branches = &scenario.patient.branches;
    let names = || branches.iter().map(|branch| branch.name.as_str());
    let Some(index) = names().position(|name| name == place.branch) else {
        checks.fault(Fault {
            field: format!("{field}.branch"),
            what: format!("there is no branch `{}`", place.branch),
            allowed: listed(names()),
            remedy: suggestion(&place.branch, names(), "Write the name of one of the branches."),
        });
        return false;
    };
    let length = curves[index].as_ref().map(Centreline::length);
    let within = place.at_mm >= 0.0
        && length.map_or(place.at_mm.is_finite(), |length| place.at_mm <= length + LENGTH_SLACK_MM);
    if !within {
        let allowed = length.map_or("from 0 mm".into(), |length| {
            format!("from 0 to {length:.1} mm, the length of `{}`", place.branch)
        });
        checks.fault(Fault {
            field: format!("{field}.at_mm"),
            what: format!("this place lies beyond the ends of `{}`", place.branch),
            remedy: format!("Write a distance {allowed}, or name the branch that comes next."),
            allowed,
        });
    }
    within
}

fn check_order(checks: &mut Checks, scenario: &Scenario, route: &Route, webs: &[bool]) {
    let lesion = &scenario.lesion;
    let from = on_course(checks, route, "lesion.from", &lesion.from);
    let to = on_course(checks, route, "lesion.to", &lesion.to);
    let target = on_course(checks, route, "target", &scenario.target);
    let access = route.arc_of(&scenario.access.place);
    let (Some(from), Some(to), Some(access)) = (from, to, access) else { return };
    if to - from < SHORTEST_LESION_MM {
        checks.fault(Fault {
            field: "lesion.to".into(),
            what: if to <= from {
                format!("the lesion ends {:.1} mm before it begins", from - to)
            } else {
                format!("the lesion is only {:.1} mm long", to - from)
            },
            allowed: format!("at least {SHORTEST_LESION_MM} mm downstream of `lesion.from`"),
            remedy: "Move `to` along the flow, or exchange `from` and `to`.".into(),
        });
        return;
    }
    let start = from - lesion.stump.funnel_mm.max(0.0);
    if access >= start {
        let what = if access > to {
            "the sheath lies beyond the lesion: there is nothing to cross"
        } else if access >= from {
            "the sheath lies inside the lesion"
        } else {
            "the sheath lies inside the stump in front of the lesion"
        };
        checks.fault(Fault {
            field: "access.place".into(),
            what: what.into(),
            allowed: format!("at least {:.1} mm upstream of here", access - start),
            remedy: "Move the access upstream, or the lesion along the flow.".into(),
        });
    }
    if let Some(target) = target.filter(|&target| target <= to) {
        checks.fault(Fault {
            field: "target".into(),
            what: "the target does not lie beyond the lesion".into(),
            allowed: format!("more than {:.1} mm downstream of here", to - target),
            remedy: "Move the target along the flow, into patent vein.".into(),
        });
    }
    for (i, web) in scenario.webs.iter().enumerate().filter(|(i, _)| webs[*i]) {
        if route.arc_of(&web.place).is_some_and(|s| (from..=to).contains(&s)) {
            checks.fault(Fault {
                field: format!("webs[{i}].place"),
                what: "the web lies inside the lesion".into(),
                allowed: "a place in patent vein".into(),
                remedy: "Move the web out of the lesion, or remove it.".into(),
            });
        }
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
