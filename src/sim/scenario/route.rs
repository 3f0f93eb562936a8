//! The course of the wire, as one smooth curve: from the access along the flow to the outflow, or to
//! where the target's vein comes in and up that one against the flow.
//!
//! Each branch hands over to the one it drains into at the place of that branch nearest to its
//! end, and the course goes on from there. One spline through the control points of the whole
//! chain has no kink at the joints, which two splines laid end to end would have.

use super::{Branch, ControlPoint, Place};
use crate::sim::anatomy::Centreline;
use crate::sim::math::Vec3;

/// Neighbouring control points closer than this count as one, mm.
pub(super) const COINCIDENT_MM: f64 = 0.01;
/// The course takes no control point of the next branch nearer to a joint than this, mm: a spline
/// through points that close would swing.
const JOINT_CLEARANCE_MM: f64 = 2.0;
/// Ends of two veins that come in closer to one another than this are one place, mm.
const SAME_JOINT_MM: f64 = 4.0;
/// A way that spares fewer branches is no shorter.
const DETOUR: usize = 2;
/// A place may lie outside its branch by this much, mm: a length written to a tenth.
pub(super) const LENGTH_SLACK_MM: f64 = 0.06;

/// The wire's course and the branches that it is made of.
#[derive(Clone, Debug)]
pub struct Route {
    /// From the first point of the access's branch to the outflow's end, or to where the target's
    /// branch begins; its radius is that of the patent lumen, mm.
    pub curve: Centreline,
    /// Positions in `patient.branches`, from the access's branch on.
    pub branches: Vec<usize>,
    parts: Vec<Part>,
}

/// A branch on the way.
#[derive(Clone, Debug)]
struct Part {
    name: String,
    curve: Centreline,
    /// What of it the course runs along, mm on the branch.
    along: (f64, f64),
}

/// The curve of one branch alone; `None` if it has fewer than two points, two that coincide or a
/// number that is not finite.
pub fn branch_curve(branch: &Branch) -> Option<Centreline> {
    let points: Vec<_> = branch.points.iter().map(|point| vector(point.at_mm)).collect();
    let radii: Vec<_> = branch.points.iter().map(|point| point.diameter_mm / 2.0).collect();
    let finite =
        points.iter().all(|point| point.is_finite()) && radii.iter().all(|r| r.is_finite());
    let apart = points.windows(2).all(|pair| pair[0].distance(pair[1]) > COINCIDENT_MM);
    let ovals: Vec<_> = branch.points.iter().map(ControlPoint::oval).collect();
    (points.len() >= 2 && finite && apart)
        .then(|| Centreline::through_oval(&points, &radii, &ovals))
}

/// The branches from the one called `first` along the flow to the outflow, as positions in
/// `branches`; `None` if a name is unknown or the flow goes round in a circle.
pub fn chain(branches: &[Branch], first: &str) -> Option<Vec<usize>> {
    let mut chain = Vec::new();
    let mut next = Some(first);
    while let Some(name) = next {
        let index = branches.iter().position(|branch| branch.name == name)?;
        if chain.contains(&index) {
            return None;
        }
        chain.push(index);
        next = branches[index].into.as_deref();
    }
    Some(chain)
}

/// The branches that a wire passes from the one called `first` to the one called `last`, as positions in
/// `branches`: along the flow to the outflow if that leads past it; else along the flow to where both
/// meet and against it from there; or through the vein that the last comes from, where that spares
/// [`DETOUR`] branches. `None` if a name is unknown or they do not meet.
pub fn path(branches: &[Branch], first: &str, last: &str) -> Option<Vec<usize>> {
    let (down, up) = (chain(branches, first)?, chain(branches, last)?);
    let target = *up.first()?;
    if down.contains(&target) {
        return Some(down);
    }
    let meet = down.iter().position(|index| up.contains(index));
    let by_outflow = meet.and_then(|meet| {
        let from_there = up.iter().position(|index| *index == down[meet])?;
        let back = up[..from_there].iter().rev();
        Some(down[..=meet].iter().chain(back).copied().collect::<Vec<_>>())
    });
    let from = branches[target].from.as_deref().filter(|from| *from != last);
    let by_origin = from.and_then(|from| {
        let origin = branches.iter().position(|branch| branch.name == from)?;
        let down = down.iter().position(|index| *index == origin).map(|k| down[..=k].to_vec());
        let mut path = match down {
            Some(down) => down,
            None if branches[origin].from.is_none() => path(branches, first, from)?,
            None => return None,
        };
        path.push(target);
        Some(path)
    });
    match (by_outflow, by_origin) {
        (Some(out), Some(origin)) if origin.len() + DETOUR > out.len() => Some(out),
        (out, origin) => origin.or(out),
    }
}

/// The names of the branches along `chain`, with arrows.
pub(super) fn in_words(branches: &[Branch], chain: &[usize]) -> String {
    let names = chain.iter().map(|&i| format!("`{}`", branches[i].name));
    names.collect::<Vec<_>>().join(" → ")
}

/// A stretch of a branch that the course runs along, mm on the branch; against the flow if `from` is the
/// farther.
struct Stretch {
    curve: Centreline,
    from: f64,
    to: f64,
    /// How far the joint at either end lies beside the branch, mm; none where the course begins or ends.
    gaps: [Option<f64>; 2],
}

/// The course from `access` towards `target`; `None` only where the veins are not sound.
pub fn route(branches: &[Branch], access: &Place, target: &Place) -> Option<Route> {
    let mut path = path(branches, &access.branch, &target.branch)?;
    let mut stretches = stretches(branches, &path, access)?;
    // A target upstream of where the course comes into its vein is gone to against the flow.
    let on_target = path.iter().position(|&index| branches[index].name == target.branch)?;
    let last = &mut stretches[on_target];
    if last.gaps[0].is_some() && last.to >= last.from && target.at_mm < last.from - LENGTH_SLACK_MM
    {
        (last.to, last.gaps[1]) = (0.0, None);
        path.truncate(on_target + 1);
    }
    let (mut points, mut radii, mut ovals): (Vec<Vec3>, Vec<f64>, Vec<f64>) = Default::default();
    let mut parts = Vec::new();
    for (&index, stretch) in path.iter().zip(stretches) {
        let branch = &branches[index];
        let before = points.len();
        let forward = stretch.to >= stretch.from;
        let ordered: Vec<&ControlPoint> = if forward {
            branch.points.iter().collect()
        } else {
            branch.points.iter().rev().collect()
        };
        let mut push = |points: &mut Vec<Vec3>, point: &ControlPoint| {
            points.push(vector(point.at_mm));
            radii.push(point.diameter_mm / 2.0);
            ovals.push(point.oval());
        };
        for point in &ordered {
            let at = vector(point.at_mm);
            // Two veins that come in at one place each bring it.
            let twice = points.len() == before
                && points.last().is_some_and(|last| last.distance(at) < SAME_JOINT_MM);
            if stretch.takes(at) && !twice {
                push(&mut points, point);
            }
        }
        // A joint just before the branch's end: the end is still where the course must come out.
        let end = ordered.last().filter(|_| points.len() == before && stretch.gaps[1].is_none());
        if let Some(point) = end
            && points.last().is_none_or(|last| last.distance(vector(point.at_mm)) > COINCIDENT_MM)
        {
            push(&mut points, point);
        }
        let along = (stretch.from.min(stretch.to), stretch.from.max(stretch.to));
        parts.push(Part { name: branch.name.clone(), curve: stretch.curve, along });
    }
    let curve = (points.len() >= 2).then(|| Centreline::through_oval(&points, &radii, &ovals))?;
    Some(Route { curve, branches: path, parts })
}

/// Where on a branch two meet.
enum Joint {
    /// Where it begins or ends: a place that the course keeps.
    Start,
    End,
    /// Nearest to where the other one begins or ends.
    At(Vec3),
}

/// Where a course leaves branch `a` and where it enters `b`; `None` if they do not meet.
fn joint(branches: &[Branch], a: usize, b: usize) -> Option<(Joint, Joint)> {
    let names = |of: Option<&str>, branch: usize| of == Some(branches[branch].name.as_str());
    let start = |i: usize| branches[i].points.first().map(|it| Joint::At(vector(it.at_mm)));
    let end = |i: usize| branches[i].points.last().map(|it| Joint::At(vector(it.at_mm)));
    if names(branches[a].into.as_deref(), b) {
        Some((Joint::End, end(a)?))
    } else if names(branches[b].into.as_deref(), a) {
        Some((end(b)?, Joint::End))
    } else if names(branches[b].from.as_deref(), a) {
        Some((start(b)?, Joint::Start))
    } else if names(branches[a].from.as_deref(), b) {
        Some((Joint::Start, start(a)?))
    } else {
        None
    }
}

/// What of each branch of `path` the course runs along.
fn stretches(branches: &[Branch], path: &[usize], access: &Place) -> Option<Vec<Stretch>> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for (k, &index) in path.iter().enumerate() {
        let curve = branch_curve(&branches[index])?;
        let length = curve.length();
        let enters = path[..k].last().map(|&before| joint(branches, before, index));
        let leaves = path.get(k + 1).map(|&next| joint(branches, index, next));
        let on = |at: Joint| match at {
            Joint::Start => (0.0, -1.0),
            Joint::End => (length, -1.0),
            Joint::At(x) => foot(&curve, x),
        };
        let enters = match enters {
            Some(joint) => Some(on(joint?.1)),
            None => None,
        };
        let leaves = match leaves {
            Some(joint) => Some(on(joint?.0)),
            None => None,
        };
        let to = leaves.map(|(s, _)| s);
        let (from, to) = match (enters.map(|(s, _)| s), to) {
            (Some(from), Some(to)) => (from, to),
            // The last branch: on along the flow, or against it if the course came in at its end.
            (Some(from), None) if from == length && enters.is_some_and(|it| it.1 < 0.0) => {
                (from, 0.0)
            }
            (Some(from), None) => (from, length),
            // The first: from its end if the course leaves it upstream of the access.
            (None, Some(to)) if to < access.at_mm => (length, to),
            (None, Some(to)) => (0.0, to),
            (None, None) => (0.0, length),
        };
        let gaps =
            [enters, leaves].map(|joint| joint.map(|(_, gap)| gap).filter(|gap| *gap >= 0.0));
        stretches.push(Stretch { curve, from, to, gaps });
    }
    Some(stretches)
}

impl Stretch {
    /// Whether the course is laid through a control point at `x`: not one too near to a joint with
    /// another branch, whose own end is kept.
    fn takes(&self, x: Vec3) -> bool {
        let s = foot(&self.curve, x).0;
        let sign = if self.to >= self.from { 1.0 } else { -1.0 };
        let clear = |gap: Option<f64>| gap.map_or(-1.0, |gap| JOINT_CLEARANCE_MM.max(3.0 * gap));
        (s - self.from) * sign > clear(self.gaps[0]) && (self.to - s) * sign > clear(self.gaps[1])
    }
}

impl Route {
    /// What the course runs along of the branch called `name`, mm on the branch.
    pub fn along(&self, name: &str) -> Option<(f64, f64)> {
        self.parts.iter().find(|it| it.name == name).map(|it| it.along)
    }

    /// Arc length of `place` on the course, mm; `None` where the course does not come by: on
    /// another branch, upstream of where the course comes in, or beyond the branch's end.
    pub fn arc_of(&self, place: &Place) -> Option<f64> {
        let Part { curve, along, .. } = self.parts.iter().find(|it| it.name == place.branch)?;
        let along = along.0 - LENGTH_SLACK_MM..=along.1 + LENGTH_SLACK_MM;
        along.contains(&place.at_mm).then(|| {
            let at = place.at_mm.clamp(0.0, curve.length());
            foot(&self.curve, curve.at(at).centre).0
        })
    }
}

/// The place of `curve` nearest to `x`, not beyond its ends, and the distance to it, mm.
pub(super) fn foot(curve: &Centreline, x: Vec3) -> (f64, f64) {
    let s = curve.nearest_of_all(x).s.clamp(0.0, curve.length());
    (s, curve.at(s).centre.distance(x))
}

/// A position of a file as a vector.
pub(super) fn vector((x, y, z): (f64, f64, f64)) -> Vec3 {
    Vec3::new(x, y, z)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::scenario::shipped;

    fn place(branch: &str, at_mm: f64) -> Place {
        Place { branch: branch.into(), at_mm }
    }

    #[test]
    fn a_course_over_the_confluence_from_one_groin_to_the_other_is_smooth() {
        let adult = super::super::PATIENTS.find("adult-system", None);
        let branches = adult.unwrap_or_else(|error| panic!("{error}")).branches;
        let (access, target) =
            (place("right-common-femoral", 5.0), place("left-common-femoral", 40.0));
        let route = route(&branches, &access, &target).unwrap();
        assert!(route.curve.points().iter().all(|point| point.is_finite()));
        assert!((300.0..600.0).contains(&route.curve.length()), "{}", route.curve.length());
        assert!(route.arc_of(&access).unwrap() < route.arc_of(&target).unwrap());
    }

    #[test]
    fn the_shipped_course_runs_from_the_groin_to_the_heart_without_a_kink() {
        let (scenario, parts) = shipped();
        let route = route(&parts.branches, &scenario.access, &scenario.target).unwrap();
        assert_eq!(
            in_words(&parts.branches, &route.branches),
            "`left-femoral` → `left-external-iliac` → `left-common-iliac` → `ivc`"
        );
        let ends = (route.curve.at(0.0).centre, route.curve.at(route.curve.length()).centre);
        assert!(ends.0.distance(Vec3::new(69.0, -56.0, -170.0)) < 0.1);
        assert!(ends.1.distance(Vec3::new(-23.0, -10.0, 240.0)) < 0.1);
        let mut s = 1.0;
        while s < route.curve.length() {
            let turn = route.curve.at(s - 1.0).tangent.dot(route.curve.at(s).tangent);
            assert!(turn > 0.98, "the course turns sharply at {s} mm: cos {turn}");
            s += 1.0;
        }
    }

    #[test]
    fn places_lie_on_the_course_where_they_lie_on_their_branches() {
        let (scenario, parts) = shipped();
        let route = route(&parts.branches, &scenario.access, &scenario.target).unwrap();
        for branch in ["left-femoral", "left-external-iliac", "left-common-iliac", "ivc"] {
            let own = parts.branches.iter().find(|b| b.name == branch).unwrap();
            let own = branch_curve(own).unwrap();
            let mut last = -1.0;
            for i in 0..=20 {
                let at = own.length() * f64::from(i) / 20.0;
                let s = route.arc_of(&place(branch, at)).unwrap();
                let off = route.curve.at(s).centre.distance(own.at(at).centre);
                assert!(off < 4.0, "{branch} at {at}: the course passes {off} mm away");
                assert!(s > last, "{branch} at {at}: the course goes back");
                last = s;
            }
        }
        assert_eq!(route.arc_of(&place("right-iliac", 10.0)), None);
        assert_eq!(route.arc_of(&place("ivc", 999.0)), None);
        assert_eq!(route.arc_of(&place("ivc", -1.0)), None);
    }

    #[test]
    fn a_side_branch_leads_on_from_where_it_joins_and_not_from_the_start() {
        let mut branches = shipped().1.branches;
        let points = [(80.0, 0.0, 60.0), (40.0, -10.0, 90.0), (-20.0, -15.0, 103.0)];
        let mut side = branches[0].clone();
        side.name = "left-renal".into();
        side.into = Some("ivc".into());
        side.points.truncate(3);
        for (point, at_mm) in side.points.iter_mut().zip(points) {
            point.at_mm = at_mm;
        }
        branches.push(side);
        let route = route(&branches, &place("left-renal", 5.0), &place("ivc", 150.0)).unwrap();
        assert_eq!(route.branches, [5, 4]);
        assert!(route.arc_of(&place("ivc", 20.0)).is_none(), "upstream of the joint");
        let above = route.arc_of(&place("ivc", 120.0)).unwrap();
        assert!(above > 100.0, "at {above} mm");
        let lowest = route.curve.points().iter().map(|point| point.z).fold(f64::MAX, f64::min);
        assert!(lowest > 55.0, "the course goes down to {lowest} before it goes up");
    }

    #[test]
    fn a_circle_and_an_unknown_name_have_no_course() {
        let mut branches = shipped().1.branches;
        branches[4].into = Some("left-femoral".into());
        assert!(route(&branches, &place("left-femoral", 5.0), &place("ivc", 9.0)).is_none());
        branches[4].into = Some("nowhere".into());
        assert!(route(&branches, &place("left-femoral", 5.0), &place("ivc", 9.0)).is_none());
    }
}
