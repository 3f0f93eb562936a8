//! Where a branch opens: its mouth in the wall of the vein that it leaves, and a tip against it.

use super::steer::angle_to;
use crate::sim::anatomy::{Centreline, Station};
use crate::sim::math::Vec3;

/// Veins farther from the turn than that do not matter, mm.
const NEAR: f64 = 40.0;
/// The branch is the vein in which the course is so far past the turn, mm beyond the trunk's radius; or up to
/// so much farther, mm, where that is still in the vein that it leaves.
const PAST: f64 = 12.0;
const SHARED: f64 = 40.0;
/// The mouth is looked for from so far before the turn, mm, and over which length, in steps.
const BEFORE: f64 = 20.0;
const SEARCHED: (f64, f64) = (70.0, 1.0);
/// From this distance off the trunk's axis on a tip has a side, mm.
const ASIDE: f64 = 1.5;

/// The mouth of a branch.
#[derive(Clone, Debug)]
pub struct Mouth {
    /// The veins about it that are not the branch, of which the first is the one that it leaves.
    others: Vec<Centreline>,
    /// Its place, mm, and arc length on the course.
    pub place: Vec3,
    pub at: f64,
    /// Arc length on the vein that it leaves, and which way on that vein the course comes.
    on_trunk: f64,
    way: f64,
}

impl Mouth {
    /// The mouth at which `course` leaves for a branch near arc length `turn`, mm, where the vein before
    /// has radius `trunk`, among `veins`; none where no other vein is about.
    pub fn of(
        course: &Centreline,
        turn: f64,
        trunk: f64,
        veins: &[(String, Centreline)],
    ) -> Option<Self> {
        let past = turn + trunk + PAST;
        let steps = 0..(SHARED / SEARCHED.1) as usize;
        let mut within = steps.map(|i| course.at(past + SEARCHED.1 * i as f64).centre);
        within.find_map(|inside| Self::of_branch_at(inside, course, turn, trunk, veins))
    }

    /// The mouth of the branch that `inside` lies in.
    fn of_branch_at(
        inside: Vec3,
        course: &Centreline,
        turn: f64,
        trunk: f64,
        veins: &[(String, Centreline)],
    ) -> Option<Self> {
        let centre = course.at(turn).centre;
        let about = |vein: &&Centreline| beyond(vein, centre) < NEAR && beyond(vein, inside) > 0.0;
        let mut others: Vec<_> =
            veins.iter().map(|(_, vein)| vein).filter(about).cloned().collect();
        let outside = |x: Vec3| others.iter().map(|it| beyond(it, x)).fold(f64::INFINITY, f64::min);
        let steps = (SEARCHED.0 / SEARCHED.1) as usize;
        let at = (0..steps)
            .map(|i| turn - BEFORE + SEARCHED.1 * i as f64)
            .skip_while(|&s| outside(course.at(s).centre) > 0.0)
            .find(|&s| outside(course.at(s).centre) > 0.0)?;
        let place = course.at(at).centre;
        others.sort_by(|a, b| beyond(a, place).total_cmp(&beyond(b, place)));
        let on = nearest(&others[0], place);
        let before = course.at(at - BEFORE);
        let way = on.tangent.dot(course.at(at - 2.0 * trunk).tangent + before.tangent).signum();
        Some(Self { on_trunk: on.s, others, place, at, way })
    }

    /// How far `x` stands beyond the walls of all veins but the branch, mm.
    pub fn outside(&self, x: Vec3) -> f64 {
        self.others.iter().map(|vein| beyond(vein, x)).fold(f64::INFINITY, f64::min)
    }

    /// How far past the mouth `x` stands along the vein that the branch leaves, mm.
    pub fn along(&self, x: Vec3) -> f64 {
        let trunk = &self.others[0];
        let station = nearest(trunk, x);
        let beyond_its_end = (x - station.centre).dot(station.tangent);
        self.way * (station.s + beyond_its_end - self.on_trunk)
    }

    /// The angle about that vein's axis from the side on which `x` stands to the mouth's, rad; none where
    /// it stands on the axis.
    pub fn azimuth(&self, x: Vec3) -> Option<f64> {
        let trunk = &self.others[0];
        let (there, here) = (trunk.at(self.on_trunk), nearest(trunk, x));
        let side = x - here.centre;
        let side = side - here.tangent * side.dot(here.tangent);
        if side.length() < ASIDE {
            return None;
        }
        angle_to(
            side.normalize(),
            (self.place - there.centre).normalize(),
            there.tangent * self.way,
        )
    }
}

/// The station of `vein` nearest to `x`, not beyond its ends.
fn nearest(vein: &Centreline, x: Vec3) -> Station {
    vein.at(vein.nearest_of_all(x).s.clamp(0.0, vein.length()))
}

/// Distance of `x` beyond the wall of `vein`, mm.
fn beyond(vein: &Centreline, x: Vec3) -> f64 {
    let station = nearest(vein, x);
    x.distance(station.centre) - station.radius
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tube(from: Vec3, to: Vec3, radius: f64) -> Centreline {
        Centreline::through(&[from, to], &[radius; 2])
    }

    /// A course along z that leaves at 50 mm towards +x, and the branch that it leaves for.
    fn course() -> (Centreline, Centreline) {
        let (fork, end) = (Vec3::Z * 50.0, Vec3::new(60.0, 0.0, 50.0));
        let points: Vec<_> = (0..50)
            .map(|i| Vec3::Z * f64::from(i))
            .chain((0..60).map(|i| fork.lerp(end, f64::from(i) / 60.0)))
            .collect();
        (Centreline::along(&points, 3.0), tube(fork, end, 3.0))
    }

    fn mouth() -> Mouth {
        let (course, branch) = course();
        let trunk = tube(Vec3::ZERO, Vec3::Z * 100.0, 5.0);
        let veins = [("branch".into(), branch), ("trunk".into(), trunk)];
        Mouth::of(&course, 50.0, 5.0, &veins).expect("a trunk is about")
    }

    #[test]
    fn a_branch_that_begins_far_inside_the_vein_that_it_leaves_has_a_mouth() {
        let (course, branch) = course();
        let wide = tube(Vec3::Z * 20.0, Vec3::Z * 80.0, 24.0);
        let veins = [("branch".into(), branch), ("wide".into(), wide)];
        let mouth = Mouth::of(&course, 50.0, 5.0, &veins).expect("the wide vein is about");
        assert!(mouth.place.distance(Vec3::new(24.5, 0.0, 50.0)) < 1.0, "{}", mouth.place);
    }

    #[test]
    fn a_mouth_lies_where_the_course_goes_through_the_wall() {
        let mouth = mouth();
        assert!(mouth.place.distance(Vec3::new(5.5, 0.0, 50.0)) < 1.0, "{}", mouth.place);
        assert!((mouth.along(Vec3::new(0.0, 1.0, 62.0)) - 12.0).abs() < 0.5);
        assert!((mouth.outside(Vec3::new(8.0, 0.0, 50.0)) - 3.0).abs() < 0.1);
        assert!(mouth.outside(Vec3::new(0.0, 2.0, 50.0)) < -2.9);
    }

    #[test]
    fn a_tip_is_turned_from_its_side_to_the_mouths() {
        let mouth = mouth();
        let quarter = core::f64::consts::FRAC_PI_2;
        for (y, expected) in [(4.0, -quarter), (-4.0, quarter)] {
            let angle = mouth.azimuth(Vec3::new(0.0, y, 48.0)).unwrap();
            assert!((angle - expected).abs() < 0.05, "{angle} rad from y = {y}");
        }
        assert_eq!(mouth.azimuth(Vec3::new(0.5, 0.0, 48.0)), None, "on the axis it has no side");
    }
}
