//! The veins: their shapes, names and joints.

use super::super::veins::Veins;
use crate::sim::anatomy::Centreline;
use crate::sim::math::Vec3;
use crate::sim::scenario::route::{COINCIDENT_MM, branch_curve, chain, foot, vector};
use crate::sim::scenario::{Branch, Place};
use crate::sim::text::{Checks, Fault, listed, nearest_name};

/// A branch must end this close to the centreline of the one it drains into, mm.
const LARGEST_GAP_MM: f64 = 5.0;
/// No vein is longer, mm.
const LONGEST_MM: f64 = 2000.0;
/// Nothing drains into the last bit of a branch, where it drains into another itself, mm.
const LAST_MM: f64 = 1.0;
/// A branch that is farther away than this is no help in finding the right one, mm.
const NEAR_MM: f64 = 50.0;

/// Checks the veins, through which the way leads to `target` if there is one; returns each branch's
/// curve, `None` where it has none.
pub(in crate::sim::scenario) fn check_veins(
    checks: &mut Checks,
    veins: &Veins,
    target: Option<&Place>,
) -> Vec<Option<Centreline>> {
    let all = 0..veins.branches.len();
    let curves: Vec<_> = all.clone().map(|i| check_shape(checks, veins, i)).collect();
    // A name that is there twice, or a flow in a circle, is told before what would follow from it.
    for i in all.clone() {
        check_name(checks, veins, i);
    }
    for i in all.clone() {
        check_circle(checks, veins, &curves, i);
    }
    for i in all {
        check_joint(checks, veins, &curves, i);
        check_beginning(checks, veins, &curves, i);
    }
    check_outflow(checks, veins, target, &curves);
    curves
}

fn check_shape(checks: &mut Checks, veins: &Veins, i: usize) -> Option<Centreline> {
    let branch = &veins.branches[i];
    let points = veins.field(i, ".points");
    // A diameter that cannot be judged leaves the course of the vein as it is.
    let placed = |k: usize| veins.judged(checks, i, &format!(".points[{k}].at_mm"));
    if !checks.intact(&points) || !(0..branch.points.len()).all(placed) {
        return None;
    }
    let mut sound = true;
    for (k, pair) in branch.points.windows(2).enumerate() {
        if vector(pair[0].at_mm).distance(vector(pair[1].at_mm)) <= COINCIDENT_MM {
            sound = false;
            checks.fault(Fault {
                field: veins.field(i, &format!(".points[{}].at_mm", k + 1)),
                what: "this point coincides with the one before".into(),
                allowed: format!("points more than {COINCIDENT_MM} mm apart"),
                remedy: "Remove one of the two points, or move it along the vein.".into(),
            });
        }
    }
    let steps = branch.points.windows(2);
    let length: f64 = steps.map(|p| vector(p[0].at_mm).distance(vector(p[1].at_mm))).sum();
    if sound && length > LONGEST_MM {
        sound = false;
        checks.fault(Fault {
            field: points,
            what: format!("`{}` is {length:.0} mm long", branch.name),
            allowed: format!("at most {LONGEST_MM} mm"),
            remedy: "Check that the positions are in millimetres and in the order of flow.".into(),
        });
    }
    let curve = if sound { branch_curve(branch) } else { None };
    if let Some(curve) = &curve {
        check_valves(checks, veins, i, curve.length());
    }
    curve
}

fn check_valves(checks: &mut Checks, veins: &Veins, i: usize, length: f64) {
    let branch = &veins.branches[i];
    for (k, valve) in branch.valves.iter().enumerate() {
        let field = format!(".valves[{k}].at_mm");
        if veins.judged(checks, i, &field) && valve.at_mm > length {
            checks.fault(Fault {
                field: veins.field(i, &field),
                what: format!("this valve lies beyond the end of `{}`", branch.name),
                allowed: format!("from 0 to {length:.0} mm"),
                remedy: "Measure from the branch's first point along the flow.".into(),
            });
        }
    }
}

fn check_name(checks: &mut Checks, veins: &Veins, i: usize) {
    let branches = &veins.branches;
    if !veins.judged(checks, i, ".name") {
        return;
    }
    let name = &branches[i].name;
    if branches[..i].iter().any(|other| other.name == *name) {
        checks.fault(Fault {
            field: veins.field(i, ".name"),
            what: format!("two branches are called `{name}`"),
            allowed: "a name of its own for each branch".into(),
            remedy: "Rename one of the two, and check every `into` and `branch` that names it."
                .into(),
        });
    }
}

/// Tells of a circle, at that branch of it which does not reach the next.
fn check_circle(checks: &mut Checks, veins: &Veins, curves: &[Option<Centreline>], i: usize) {
    let branches = &veins.branches;
    let mut circle = vec![i];
    let mut at = i;
    loop {
        let next = branches[at].into.as_ref().and_then(|into| veins.position(into));
        let Some(next) = next.filter(|_| veins.judged(checks, at, ".into")) else { return };
        if next == i {
            break;
        }
        // Another circle, or this one told already at its first branch.
        if circle.contains(&next) || next < i {
            return;
        }
        circle.push(next);
        at = next;
    }
    if circle.iter().any(|&k| !veins.named_once(&branches[k].name)) {
        return;
    }
    let apart = |k: usize| {
        let next = &curves[circle[(k + 1) % circle.len()]];
        let gap = next.as_ref().and_then(|next| Some(foot(next, end_of(&branches[circle[k]])?).1));
        circle.len() == 1 || gap.is_some_and(|gap| gap > LARGEST_GAP_MM)
    };
    let faulty = (0..circle.len()).find(|&k| apart(k)).unwrap_or(0);
    let names: Vec<_> = circle.iter().map(|&k| format!("`{}`", branches[k].name)).collect();
    checks.fault(Fault {
        field: veins.field(circle[faulty], ".into"),
        what: format!("the flow goes round in a circle: {} → back", names.join(" → ")),
        allowed: "branches that all lead to one outflow".into(),
        remedy: "Write `into: None` for the outflow, and let the others lead to it.".into(),
    });
}

/// That the branch drains into one that there is, and reaches it.
fn check_joint(checks: &mut Checks, veins: &Veins, curves: &[Option<Centreline>], i: usize) {
    let branch = &veins.branches[i];
    let Some(into) = branch.into.as_ref().filter(|_| veins.judged(checks, i, ".into")) else {
        return;
    };
    let field = veins.field(i, ".into");
    let Some(parent) = veins.position(into) else {
        if veins.complete(checks) {
            checks.fault(joins_nothing(veins, curves, i, into, field));
        }
        return;
    };
    let (Some(curve), Some(_), Some(end)) = (&curves[parent], &curves[i], end_of(branch)) else {
        return;
    };
    let (s, gap) = foot(curve, end);
    if gap <= LARGEST_GAP_MM || !veins.named_once(into) {
        return;
    }
    let nearest = curve.at(s).centre;
    // An end at another branch, or far from this one, was not meant to lie on it.
    let elsewhere = near_branch(&veins.branches, curves, i);
    let reaches = gap > NEAR_MM || elsewhere.is_some_and(|(_, gap)| gap <= LARGEST_GAP_MM);
    let last_point = veins.field(i, &format!(".points[{}].at_mm", branch.points.len() - 1));
    checks.fault(Fault {
        field: if reaches { field } else { last_point },
        what: format!("`{}` ends {gap:.1} mm from `{into}`, which it drains into", branch.name),
        allowed: format!("an end within {LARGEST_GAP_MM} mm of the branch it drains into"),
        remedy: format!(
            "Move its last point to ({:.0}, {:.0}, {:.0}), the nearest place of `{into}`.{}",
            nearest.x,
            nearest.y,
            nearest.z,
            near_words(&veins.branches, curves, i, into)
        ),
    });
}

/// That a branch which leads away from another begins on it.
fn check_beginning(checks: &mut Checks, veins: &Veins, curves: &[Option<Centreline>], i: usize) {
    let branch = &veins.branches[i];
    let Some(from) = branch.from.as_ref().filter(|_| veins.judged(checks, i, ".from")) else {
        return;
    };
    let others = || veins.names().filter(|other| *other != branch.name);
    let Some(parent) = veins.position(from).filter(|&parent| parent != i) else {
        if veins.complete(checks) {
            checks.fault(Fault {
                field: veins.field(i, ".from"),
                what: format!(
                    "`{}` comes from nothing: there is no other branch `{from}`",
                    branch.name
                ),
                allowed: listed(others()),
                remedy: match nearest_name(from, others()) {
                    Some(name) => format!("Did you mean `{name}`?"),
                    None => {
                        "Name the branch that this one leads away from, or leave `from` out.".into()
                    }
                },
            });
        }
        return;
    };
    let (Some(curve), Some(own)) = (&curves[parent], &curves[i]) else { return };
    let (s, gap) = foot(curve, own.at(0.0).centre);
    if gap > LARGEST_GAP_MM && veins.named_once(from) {
        let nearest = curve.at(s).centre;
        checks.fault(Fault {
            field: veins.field(i, ".points[0].at_mm"),
            what: format!(
                "`{}` begins {gap:.1} mm from `{from}`, which it leads away from",
                branch.name
            ),
            allowed: format!("a beginning within {LARGEST_GAP_MM} mm of that branch"),
            remedy: format!(
                "Move its first point to ({:.0}, {:.0}, {:.0}), the nearest place of `{from}`.",
                nearest.x, nearest.y, nearest.z
            ),
        });
    }
}

fn joins_nothing(
    veins: &Veins,
    curves: &[Option<Centreline>],
    i: usize,
    into: &str,
    field: String,
) -> Fault {
    let name = &veins.branches[i].name;
    let others = || veins.names().filter(|other| other != name);
    let meant = nearest_name(into, others());
    let remedy = match meant {
        Some(name) => format!("Did you mean `{name}`?"),
        None => "Name the branch that this one drains into.".into(),
    };
    Fault {
        field,
        what: format!("`{name}` joins nothing: there is no branch `{into}`"),
        allowed: listed(others()),
        remedy: remedy + &near_words(&veins.branches, curves, i, meant.unwrap_or_default()),
    }
}

/// That no more than one branch is an outflow. That there is one follows: without, the flow would
/// go round in a circle or into an unknown branch.
fn check_outflow(
    checks: &mut Checks,
    veins: &Veins,
    target: Option<&Place>,
    curves: &[Option<Centreline>],
) {
    let branches = &veins.branches;
    let open = |i: &usize| branches[*i].into.is_none() && veins.judged(checks, *i, ".into");
    let outflows: Vec<_> = (0..branches.len()).filter(open).collect();
    let last = |name: &str| chain(branches, name).and_then(|chain| chain.last().copied());
    let ends_of: Vec<_> = branches.iter().map(|branch| last(&branch.name)).collect();
    let targeted = target.and_then(|target| last(&target.branch));
    // The right one is where the target's vein leads, one that says so, or where most others lead.
    let rank = |i: usize| {
        let said = checks.written(&veins.field(i, ".into"));
        let fed = ends_of.iter().filter(|end| **end == Some(i)).count();
        (targeted == Some(i), said, fed, branches.len() - i)
    };
    let Some(outflow) = outflows.iter().copied().max_by_key(|&i| rank(i)) else { return };
    for &i in outflows.iter().filter(|&&i| i != outflow) {
        checks.fault(Fault {
            field: veins.field(i, ".into"),
            what: format!(
                "`{}` drains into nothing, and only `{}` may be the outflow",
                branches[i].name, branches[outflow].name
            ),
            allowed: "exactly one branch with `into: None`".into(),
            remedy: format!(
                "Write `into: Some(\"…\")` with the branch that it drains into, or remove the \
                 branch.{}",
                near_words(branches, curves, i, "")
            ),
        });
    }
}

fn end_of(branch: &Branch) -> Option<Vec3> {
    branch.points.last().map(|point| vector(point.at_mm))
}

/// The other branch into which branch `i` could drain where it ends, and the distance, mm.
fn near_branch<'a>(
    branches: &'a [Branch],
    curves: &[Option<Centreline>],
    i: usize,
) -> Option<(&'a str, f64)> {
    let end = end_of(&branches[i])?;
    let others = branches.iter().zip(curves).enumerate().filter(|(k, _)| *k != i);
    others
        .filter_map(|(_, (other, curve))| {
            let curve = curve.as_ref()?;
            let (s, gap) = foot(curve, end);
            (s < curve.length() - LAST_MM).then_some((other.name.as_str(), gap))
        })
        .filter(|(_, gap)| *gap <= NEAR_MM)
        .min_by(|a, b| a.1.total_cmp(&b.1))
}

/// A sentence on where branch `i` could drain, if that is not into `named`.
fn near_words(branches: &[Branch], curves: &[Option<Centreline>], i: usize, named: &str) -> String {
    let near = near_branch(branches, curves, i).filter(|(name, _)| *name != named);
    near.map_or(String::new(), |(name, gap)| {
        format!(" Its end is nearest to `{name}`, {gap:.1} mm away.")
    })
}
