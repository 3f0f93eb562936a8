//! Places on branches: that they are there, and on the wire's course.

use super::super::veins::Veins;
use super::Course;
use super::order;
use crate::sim::anatomy::Centreline;
use crate::sim::scenario::route::{LENGTH_SLACK_MM, chain, in_words, path, route};
use crate::sim::scenario::{Place, Scenario};
use crate::sim::text::{Checks, Fault, listed, suggestion};

/// A place that the file names.
struct Spot<'a> {
    field: String,
    place: &'a Place,
    /// Whether its branch is known.
    named: bool,
    /// Whether it is known where on its branch it is.
    there: bool,
    /// Whether its branch is known not to be on the way.
    off: bool,
    /// Where on the course it is, mm from the sheath's tip.
    at: Option<f64>,
}

/// The veins on the way from the access.
struct Way {
    /// Positions among the branches.
    chain: Vec<usize>,
    /// Whether it is known where the last one leads.
    ends: bool,
}

/// Checks every place; returns the course and what lies where on it, if there is one.
pub(super) fn check(
    checks: &mut Checks,
    scenario: &Scenario,
    veins: &Veins,
    curves: &[Option<Centreline>],
) -> Option<Course> {
    let complete = veins.complete(checks);
    let mut look = |field: String, place| look_up(checks, complete, veins, curves, field, place);
    let access = look("access".into(), &scenario.access);
    for (i, place) in scenario.other_accesses.iter().enumerate() {
        look(format!("other_accesses[{i}]"), place);
    }
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
    let mut way = way_from(checks, veins, Some(&scenario.access).filter(|_| access.named)?)?;
    // A target that the flow does not pass is gone to against the flow, from where both meet.
    if way.ends
        && target.named
        && let Some(path) = path(&veins.branches, &access.place.branch, &target.place.branch)
        && way_from(checks, veins, target.place).is_some_and(|way| way.ends)
    {
        way.chain = path;
    }
    let on_way = |place: &Place| way.chain.iter().any(|&i| veins.branches[i].name == place.branch);
    for spot in lesions.iter_mut().flatten().chain([&mut target]).chain(&mut webs) {
        let leads = spot.named && way_from(checks, veins, spot.place).is_some_and(|way| way.ends);
        spot.off = way.ends && leads && !on_way(spot.place);
    }
    if check_access(checks, veins, &lesions, &target, &webs) {
        return None;
    }
    let known = access.there && way.chain.iter().all(|&i| curves[i].is_some());
    let route =
        if known { route(&veins.branches, &scenario.access, &scenario.target) } else { None };
    let start = route.as_ref().and_then(|route| route.arc_of(&scenario.access));
    if let (Some(route), Some(start)) = (&route, start) {
        let spots = lesions.iter_mut().flatten().chain([&mut target]).chain(&mut webs);
        for spot in spots.filter(|spot| spot.there) {
            spot.at = route.arc_of(spot.place).map(|arc| arc - start);
            spot.off |= spot.at.is_none() && on_way(spot.place);
        }
    }
    let words = in_words(&veins.branches, &way.chain);
    check_on_course(checks, &words, &lesions, &target);
    let ends = |(i, [from, to]): (usize, &[Spot; 2])| Some((i, from.at?, to.at?));
    let lesions: Vec<_> = lesions.iter().enumerate().filter_map(ends).collect();
    let course = Course { lesions, target: target.at };
    let placed = start.is_some() && order::check(checks, scenario, &course);
    check_webs(checks, &words, veins, access.place, &webs, &course, placed);
    start.map(|_| course)
}

/// Looks a place up; tells if there is none.
fn look_up<'a>(
    checks: &mut Checks,
    complete: bool,
    veins: &Veins,
    curves: &[Option<Centreline>],
    field: String,
    place: &'a Place,
) -> Spot<'a> {
    let mut spot = Spot { field, place, named: false, there: false, off: false, at: None };
    let field = &spot.field;
    if !checks.sound(&format!("{field}.branch")) {
        return spot;
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
        return spot;
    };
    spot.named = complete && veins.named_once(&place.branch);
    let Some(length) = curves[index].as_ref().map(Centreline::length) else { return spot };
    if !spot.named || !checks.sound(&format!("{field}.at_mm")) {
        return spot;
    }
    spot.there = place.at_mm <= length + LENGTH_SLACK_MM;
    if !spot.there {
        checks.fault(Fault {
            field: format!("{field}.at_mm"),
            what: format!("this place lies beyond the end of `{}`", place.branch),
            allowed: format!("from 0 to {length:.1} mm, the length of `{}`", place.branch),
            remedy: format!("Write at most {length:.1}, or name the branch that comes next."),
        });
    }
    spot
}

/// The veins that lead on from `access`; `None` where that is not known.
fn way_from(checks: &Checks, veins: &Veins, access: &Place) -> Option<Way> {
    let chain = chain(&veins.branches, &access.branch)?;
    let (last, before) = chain.split_last()?;
    let leads = |i: usize| veins.judged(checks, i, ".into");
    let ends = leads(*last);
    before.iter().all(|&i| leads(i)).then_some(Way { chain, ends })
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
    let all = || lesions.iter().flatten().chain([target]).chain(webs);
    let Some(lesion) = lesions.iter().flatten().find(|spot| spot.off) else { return false };
    let alone = all().filter(|spot| spot.off).count() == 1;
    if alone && !lesion.field.ends_with("from") {
        return false;
    }
    let length = |name: &&str| {
        let chain = chain(&veins.branches, name)?;
        let on = |spot: &Spot| chain.iter().any(|&i| veins.branches[i].name == spot.place.branch);
        all().all(|spot| !spot.named || on(spot)).then_some(chain.len())
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
fn check_on_course(checks: &mut Checks, way: &str, lesions: &[[Spot; 2]], target: &Spot) {
    for ends in lesions {
        // Of a lesion that is elsewhere altogether one end is enough.
        if let Some(spot) = ends.iter().find(|spot| spot.off) {
            off_course(checks, way, spot);
        }
    }
    if target.off {
        off_course(checks, way, target);
    }
}

fn off_course(checks: &mut Checks, way: &str, spot: &Spot) {
    checks.fault(Fault {
        field: spot.field.clone(),
        what: "this place is not on the way from the access to the outflow".into(),
        allowed: format!("a place on {way}"),
        remedy: "Name a branch on that way, or move the access.".into(),
    });
}

fn check_webs(
    checks: &mut Checks,
    way: &str,
    veins: &Veins,
    access: &Place,
    webs: &[Spot],
    course: &Course,
    placed: bool,
) {
    // Of a web upstream it is the access that is wrong if that is told, or may have to be.
    let judged = placed && checks.sound("access");
    for web in webs {
        if web.off {
            let upstream = chain(&veins.branches, &web.place.branch).is_some_and(|chain| {
                chain.iter().any(|&i| veins.branches[i].name == access.branch)
            });
            if !upstream || judged {
                off_course(checks, way, web);
            }
        }
        let Some(at) = web.at else { continue };
        let inside = course.lesions.iter().find(|(_, from, to)| (*from..=*to).contains(&at));
        if let Some((k, ..)) = inside {
            checks.fault(Fault {
                field: web.field.clone(),
                what: format!("the web lies inside `lesions[{k}]`"),
                allowed: "a place in patent vein".into(),
                remedy: "Move the web out of the lesion, or remove it.".into(),
            });
        } else if at < 0.0 && judged {
            checks.warn(Fault {
                field: web.field.clone(),
                what: "the web lies upstream of the sheath, where no wire comes by".into(),
                allowed: "a place on the way from the access to the target".into(),
                remedy: "Move the web along the flow, or remove it.".into(),
            });
        }
    }
}
