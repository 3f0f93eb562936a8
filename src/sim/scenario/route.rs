//! The course of the wire: from the access along the flow to the outflow, as one smooth curve.
//!
//! Each branch hands over to the one it drains into at the place of that branch nearest to its
//! end, and the course goes on from there. One spline through the control points of the whole
//! chain has no kink at the joints, which two splines laid end to end would have.

use super::{Branch, Place};
use crate::sim::anatomy::Centreline;
use crate::sim::math::Vec3;

/// Neighbouring control points closer than this count as one, mm.
pub(super) const COINCIDENT_MM: f64 = 0.01;
/// The course takes no control point of the next branch nearer to a joint than this, mm: a spline
/// through points that close would swing.
const JOINT_CLEARANCE_MM: f64 = 2.0;
/// A place may lie outside its branch by this much, mm: a length written to a tenth.
pub(super) const LENGTH_SLACK_MM: f64 = 0.06;

/// The wire's course and the branches that it is made of.
#[derive(Clone, Debug)]
pub struct Route {
    /// From the first point of the access's branch to the outflow's end; its radius is that of the
    /// patent lumen, mm.
    pub curve: Centreline,
    /// Positions in `patient.branches`, from the access's branch to the outflow.
    pub branches: Vec<usize>,
    /// For each of `branches`: its name, its own curve and where on it the course comes in, mm.
    parts: Vec<(String, Centreline, f64)>,
}

/// The curve of one branch alone; `None` if it has fewer than two points, two that coincide or a
/// number that is not finite.
pub fn branch_curve(branch: &Branch) -> Option<Centreline> {
    let points: Vec<_> = branch.points.iter().map(|point| vector(point.at_mm)).collect();
    let radii: Vec<_> = branch.points.iter().map(|point| point.diameter_mm / 2.0).collect();
    let finite =
        points.iter().all(|point| point.is_finite()) && radii.iter().all(|r| r.is_finite());
    let apart = points.windows(2).all(|pair| pair[0].distance(pair[1]) > COINCIDENT_MM);
    (points.len() >= 2 && finite && apart).then(|| Centreline::through(&points, &radii))
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

/// The names of the branches along `chain`, with arrows.
pub(super) fn in_words(branches: &[Branch], chain: &[usize]) -> String {
    let names = chain.iter().map(|&i| format!("`{}`", branches[i].name));
    names.collect::<Vec<_>>().join(" → ")
}

/// The course from `access` to the outflow; `None` only where the veins are not sound.
pub fn route(branches: &[Branch], access: &Place) -> Option<Route> {
    let chain = chain(branches, &access.branch)?;
    let (mut points, mut radii): (Vec<Vec3>, Vec<f64>) = (Vec::new(), Vec::new());
    let mut parts = Vec::new();
    for &index in &chain {
        let branch = &branches[index];
        let curve = branch_curve(branch)?;
        let (joint, clearance) = match points.last() {
            Some(&end) => {
                let (joint, gap) = foot(&curve, end);
                (joint, JOINT_CLEARANCE_MM.max(3.0 * gap))
            }
            None => (0.0, -1.0),
        };
        let before = points.len();
        for point in &branch.points {
            let at = vector(point.at_mm);
            if foot(&curve, at).0 > joint + clearance {
                points.push(at);
                radii.push(point.diameter_mm / 2.0);
            }
        }
        let end = branch.points.last().map(|point| (vector(point.at_mm), point.diameter_mm / 2.0));
        // A joint just before the branch's end: the end is still where the course must come out.
        if let Some((at, radius)) = end.filter(|_| points.len() == before)
            && points.last().is_none_or(|last| last.distance(at) > COINCIDENT_MM)
        {
            points.push(at);
            radii.push(radius);
        }
        parts.push((branch.name.clone(), curve, joint));
    }
    let curve = (points.len() >= 2).then(|| Centreline::through(&points, &radii))?;
    Some(Route { curve, branches: chain, parts })
}

impl Route {
    /// Arc length of `place` on the course, mm; `None` where the course does not come by: on
    /// another branch, upstream of where the course comes in, or beyond the branch's end.
    pub fn arc_of(&self, place: &Place) -> Option<f64> {
        let (_, curve, joint) = self.parts.iter().find(|(name, ..)| *name == place.branch)?;
        let along = joint - LENGTH_SLACK_MM..=curve.length() + LENGTH_SLACK_MM;
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
    fn the_shipped_course_runs_from_the_groin_to_the_heart_without_a_kink() {
        let (scenario, parts) = shipped();
        let route = route(&parts.branches, &scenario.access).unwrap();
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
        let route = route(&parts.branches, &scenario.access).unwrap();
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
        let route = route(&branches, &place("left-renal", 5.0)).unwrap();
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
        assert!(route(&branches, &place("left-femoral", 5.0)).is_none());
        branches[4].into = Some("nowhere".into());
        assert!(route(&branches, &place("left-femoral", 5.0)).is_none());
    }
}
