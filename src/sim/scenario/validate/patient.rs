//! The veins: their shapes, names and joints.

use super::super::veins::Veins;
use crate::sim::anatomy::Centreline;
use crate::sim::scenario::route::{COINCIDENT_MM, branch_curve, chain, foot, vector};
use crate::sim::scenario::{Branch, Place};
use crate::sim::text::{Checks, Fault, listed, nearest_name};

/// A branch must end this close to the centreline of the one it drains into, mm.
const LARGEST_GAP_MM: f64 = 5.0;
/// No vein is longer, mm.
const LONGEST_MM: f64 = 2000.0;

/// Checks the veins, of which the wire runs through those that lead on from `access`; returns each
/// branch's curve, `None` where it has none.
pub(in crate::sim::scenario) fn check_veins(
    checks: &mut Checks,
    veins: &Veins,
    access: Option<(&Place, &Place)>,
) -> Vec<Option<Centreline>> {
    let curves: Vec<_> = (0..veins.branches.len()).map(|i| check_shape(checks, veins, i)).collect();
    for i in 0..veins.branches.len() {
        check_name(checks, veins, i);
        check_joint(checks, veins, &curves, i);
        check_circle(checks, veins, i);
    }
    check_outflow(checks, veins, access, &curves);
    curves
}

fn check_shape(checks: &mut Checks, veins: &Veins, i: usize) -> Option<Centreline> {
    let branch = &veins.branches[i];
    let points = veins.field(i, ".points");
    if points != "patient" && !checks.sound(&points) {
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
    if sound { branch_curve(branch) } else { None }
}

fn check_name(checks: &mut Checks, veins: &Veins, i: usize) {
    let branches = &veins.branches;
    if !judged(checks, veins, i, ".name") {
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

/// That the branch drains into one that there is, and reaches it.
fn check_joint(checks: &mut Checks, veins: &Veins, curves: &[Option<Centreline>], i: usize) {
    let branches = &veins.branches;
    let Some(into) = branches[i].into.as_ref().filter(|_| judged(checks, veins, i, ".into")) else {
        return;
    };
    let field = veins.field(i, ".into");
    let others =
        || branches.iter().map(|other| other.name.as_str()).filter(|n| *n != branches[i].name);
    let Some(parent) = veins.position(into) else {
        if !veins.complete(checks) {
            return;
        }
        let remedy = match nearest_name(into, others()) {
            Some(name) => format!("Did you mean `{name}`?"),
            None => "Name the branch that this one drains into.".into(),
        };
        checks.fault(Fault {
            field,
            what: format!("`{}` joins nothing: there is no branch `{into}`", branches[i].name),
            allowed: listed(others()),
            remedy: remedy + &near_words(branches, curves, i),
        });
        return;
    };
    let (Some(curve), Some(last)) = (&curves[parent], branches[i].points.last()) else { return };
    let end = vector(last.at_mm);
    let (s, gap) = foot(curve, end);
    if parent == i || gap <= LARGEST_GAP_MM || curves[i].is_none() {
        return;
    }
    let nearest = curve.at(s).centre;
    let move_it = format!(
        "Move its last point to ({:.0}, {:.0}, {:.0}), the nearest place of `{into}`.",
        nearest.x, nearest.y, nearest.z
    );
    let elsewhere = near_branch(branches, curves, i).filter(|(_, gap)| *gap <= LARGEST_GAP_MM);
    let last_point = veins.field(i, &format!(".points[{}].at_mm", branches[i].points.len() - 1));
    checks.fault(Fault {
        field: if elsewhere.is_some() { field } else { last_point },
        what: format!(
            "`{}` joins nothing: its last point lies {gap:.1} mm from `{into}`",
            branches[i].name
        ),
        allowed: format!("an end within {LARGEST_GAP_MM} mm of the branch it drains into"),
        remedy: move_it + &near_words(branches, curves, i),
    });
}

/// That following the flow from the branch does not lead back to it.
fn check_circle(checks: &mut Checks, veins: &Veins, i: usize) {
    let branches = &veins.branches;
    let mut visited = vec![i];
    let mut at = i;
    loop {
        let Some(into) = &branches[at].into else { return };
        let Some(next) = branches.iter().position(|other| other.name == *into) else { return };
        if next == i {
            break;
        }
        // Another circle, or this one told already at its first branch.
        if visited.contains(&next) || next < i {
            return;
        }
        visited.push(next);
        at = next;
    }
    let names: Vec<_> = visited.iter().map(|&k| format!("`{}`", branches[k].name)).collect();
    checks.fault(Fault {
        field: veins.field(i, ".into"),
        what: format!("the flow goes round in a circle: {} → back", names.join(" → ")),
        allowed: "branches that all lead to one outflow".into(),
        remedy: "Write `into: None` for the outflow, and let the others lead to it.".into(),
    });
}

/// That no more than one branch is an outflow. That there is one follows: without, the flow would
/// go round in a circle or into an unknown branch.
fn check_outflow(
    checks: &mut Checks,
    veins: &Veins,
    access: Option<(&Place, &Place)>,
    curves: &[Option<Centreline>],
) {
    let branches = &veins.branches;
    let outflows: Vec<_> = (0..branches.len()).filter(|&i| branches[i].into.is_none()).collect();
    let reached = access
        .and_then(|(access, target)| {
            chain(branches, &access.branch).or_else(|| chain(branches, &target.branch))
        })
        .and_then(|chain| chain.last().copied())
        .or(outflows.first().copied());
    for &i in outflows.iter().filter(|&&i| Some(i) != reached) {
        if !judged(checks, veins, i, ".into") {
            continue;
        }
        let outflow = reached.map_or("", |reached| &branches[reached].name);
        checks.fault(Fault {
            field: veins.field(i, ".into"),
            what: format!(
                "`{}` joins nothing, and only `{outflow}` may be the outflow",
                branches[i].name
            ),
            allowed: "exactly one branch with `into: None`".into(),
            remedy: format!(
                "Write `into: Some(\"…\")` with the branch that it drains into, or remove the \
                 branch.{}",
                near_words(branches, curves, i)
            ),
        });
    }
}

/// Whether `part` of branch `i` can be judged: nothing is wrong with it yet.
fn judged(checks: &Checks, veins: &Veins, i: usize, part: &str) -> bool {
    let field = veins.field(i, part);
    field == "patient" || checks.sound(&field)
}

/// The other branch that the end of branch `i` is nearest to, and the distance, mm.
fn near_branch<'a>(
    branches: &'a [Branch],
    curves: &[Option<Centreline>],
    i: usize,
) -> Option<(&'a str, f64)> {
    let end = vector(branches[i].points.last()?.at_mm);
    let others = branches.iter().zip(curves).enumerate().filter(|(k, _)| *k != i);
    others
        .filter_map(|(_, (other, curve))| Some((other.name.as_str(), foot(curve.as_ref()?, end).1)))
        .filter(|(_, gap)| gap.is_finite())
        .min_by(|a, b| a.1.total_cmp(&b.1))
}

fn near_words(branches: &[Branch], curves: &[Option<Centreline>], i: usize) -> String {
    near_branch(branches, curves, i).map_or(String::new(), |(name, gap)| {
        format!(" Its end is nearest to `{name}`, {gap:.1} mm away.")
    })
}
