//! Places on branches: that they are there, and on the wire's course.

use super::super::veins::Veins;
use super::Course;
use super::order;
use crate::sim::anatomy::Centreline;
use crate::sim::scenario::route::{LENGTH_SLACK_MM, Route, chain, route};
use crate::sim::scenario::{Place, Scenario};
use crate::sim::text::{Checks, Fault, listed, suggestion};

/// A place that the file names.
struct Spot<'a> {
    field: String,
    place: &'a Place,
    /// Whether there is such a place.
    there: bool,
    /// Where on the course it is, mm from the sheath's tip.
    at: Option<f64>,
}

/// Checks every place; returns the course and what lies where on it, if there is one.
pub(super) fn check(
    checks: &mut Checks,
    scenario: &Scenario,
    veins: &Veins,
    curves: &[Option<Centreline>],
) -> Option<Course> {
    let complete = veins.complete(checks);
    let mut look = |field: String, place| {
        let there = is_there(checks, complete, veins, curves, &field, place);
        Spot { field, place, there, at: None }
    };
    let access = look("access".into(), &scenario.access);
    let mut target = look("target".into(), &scenario.target);
    let mut lesions: Vec<_> = (0..)
        .zip(&scenario.lesions)
        .map(|(i, lesion)| {
            [("from", &lesion.from), ("to", &lesion.to)]
                .map(|(end, place)| look(format!("lesions[{i}].{end}"), place))
        })
        .collect();
    let mut webs: Vec<_> = (0..)
        .zip(&scenario.webs)
        .map(|(i, web)| look(format!("webs[{i}].place"), &web.place))
        .collect();
    if !access.there || !is_known(checks, veins, curves, &scenario.access) {
        return None;
    }
    let route = route(&veins.branches, &scenario.access)?;
    let start = route.arc_of(&scenario.access)?;
    let spots = lesions.iter_mut().flatten().chain([&mut target]).chain(&mut webs);
    for spot in spots.filter(|spot| spot.there) {
        spot.at = route.arc_of(spot.place).map(|arc| arc - start);
    }
    if check_access(checks, veins, &lesions, &target, &webs) {
        return None;
    }
    check_on_course(checks, &route, &lesions, &target);
    let ends = |(i, [from, to]): (usize, &[Spot; 2])| Some((i, from.at?, to.at?));
    let lesions: Vec<_> = lesions.iter().enumerate().filter_map(ends).collect();
    let course = Course { lesions, target: target.at };
    order::check(checks, scenario, &course);
    check_webs(checks, &route, veins, &access, &webs, &course);
    Some(course)
}

/// Whether there is such a place; tells if there is not.
fn is_there(
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
        if complete {
            checks.fault(Fault {
                field: format!("{field}.branch"),
                what: format!("there is no branch `{}`", place.branch),
                allowed: listed(names()),
                remedy: suggestion(&place.branch, names(), "Name one of the branches."),
            });
        }
        return false;
    };
    let length = curves[index].as_ref().map(Centreline::length);
    let Some(length) = length.filter(|_| veins.named_once(&place.branch)) else { return false };
    if !checks.sound(&format!("{field}.at_mm")) {
        return false;
    }
    let within = place.at_mm <= length + LENGTH_SLACK_MM;
    if !within {
        checks.fault(Fault {
            field: format!("{field}.at_mm"),
            what: format!("this place lies beyond the end of `{}`", place.branch),
            allowed: format!("from 0 to {length:.1} mm, the length of `{}`", place.branch),
            remedy: format!("Write at most {length:.1}, or name the branch that comes next."),
        });
    }
    within
}

/// Whether nothing is wrong with the veins that lead on from `access`.
fn is_known(checks: &Checks, veins: &Veins, curves: &[Option<Centreline>], access: &Place) -> bool {
    chain(&veins.branches, &access.branch).is_some_and(|chain| {
        chain.iter().all(|&i| curves[i].is_some() && veins.judged(checks, i, ".into"))
    })
}

/// Tells of an access from which the flow does not pass what it would from another branch. Then it
/// is the access that is wrong, and not every place.
fn check_access(
    checks: &mut Checks,
    veins: &Veins,
    lesions: &[[Spot; 2]],
    target: &Spot,
    webs: &[Spot],
) -> bool {
    let is_off = |spot: &Spot| spot.there && spot.at.is_none();
    let mut all = lesions.iter().flatten().chain([target]).chain(webs);
    let off = all.clone().filter(|spot| is_off(spot)).count();
    let Some(lesion) = lesions.iter().flatten().find(|spot| is_off(spot)) else { return false };
    if off < 2 && !lesion.field.ends_with("from") || all.any(|spot| !spot.there) {
        return false;
    }
    let length = |name: &&str| {
        let chain = chain(&veins.branches, name)?;
        let on = |spot: &Spot| chain.iter().any(|&i| veins.branches[i].name == spot.place.branch);
        let mut all = lesions.iter().flatten().chain([target]).chain(webs);
        all.all(on).then_some(chain.len())
    };
    let passing = veins.names().filter_map(|name| Some((length(&name)?, name)));
    let Some((_, better)) = passing.min_by_key(|(length, _)| *length) else { return false };
    checks.fault(Fault {
        field: "access".into(),
        what: format!("the way from here does not pass `{}`", lesion.field),
        allowed: "a place from which the flow passes all the lesions and reaches the target".into(),
        remedy: format!("Move the access to `{better}`, or to a vein that drains into it."),
    });
    true
}

/// Tells of lesions and of a target past which the wire does not come.
fn check_on_course(checks: &mut Checks, route: &Route, lesions: &[[Spot; 2]], target: &Spot) {
    let is_off = |spot: &&Spot| spot.there && spot.at.is_none();
    for ends in lesions {
        // Of a lesion that is elsewhere altogether one end is enough.
        if let Some(spot) = ends.iter().find(is_off) {
            off_course(checks, route, spot);
        }
    }
    if is_off(&target) {
        off_course(checks, route, target);
    }
}

fn off_course(checks: &mut Checks, route: &Route, spot: &Spot) {
    checks.fault(Fault {
        field: spot.field.clone(),
        what: "this place is not on the way from the access to the outflow".into(),
        allowed: format!("a place on {}", route.in_words()),
        remedy: "Name a branch on that way, or move the access.".into(),
    });
}

fn check_webs(
    checks: &mut Checks,
    route: &Route,
    veins: &Veins,
    access: &Spot,
    webs: &[Spot],
    course: &Course,
) {
    for web in webs.iter().filter(|web| web.there) {
        let Some(at) = web.at else {
            // An access that is too far along the flow was told.
            let upstream = chain(&veins.branches, &web.place.branch).is_some_and(|chain| {
                chain.iter().any(|&i| veins.branches[i].name == access.place.branch)
            });
            if !upstream || checks.sound("access") {
                off_course(checks, route, web);
            }
            continue;
        };
        let inside = course.lesions.iter().find(|(_, from, to)| (*from..=*to).contains(&at));
        if let Some((k, ..)) = inside {
            checks.fault(Fault {
                field: web.field.clone(),
                what: format!("the web lies inside `lesions[{k}]`"),
                allowed: "a place in patent vein".into(),
                remedy: "Move the web out of the lesion, or remove it.".into(),
            });
        } else if at < 0.0 && checks.sound("access") {
            checks.warn(Fault {
                field: web.field.clone(),
                what: "the web lies upstream of the sheath, where no wire comes by".into(),
                allowed: "a place on the way from the access to the target".into(),
                remedy: "Move the web along the flow, or remove it.".into(),
            });
        }
    }
}
