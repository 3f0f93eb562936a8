//! Pictures of a session: what the X-ray sees, a map of the case, the patient in three dimensions.
//!
//! Nothing of the wisp is in any of them.

mod colours;
mod filled;
mod model;
mod plan;
mod veins;

use super::{Case, View};
use crate::sim::device::Catheter;
use crate::sim::imaging::{CArm, Line, Scene};
use crate::sim::math::Vec3;

pub use model::model;
pub use plan::plan;

/// Outer and inner diameter of the access sheath, mm, and the length that is drawn of it.
const SHEATH: (f64, f64) = (2.7, 2.1);
const SHEATH_LENGTH: f64 = 45.0;
/// Margin around the road from the sheath to the target, mm.
const MARGIN: f64 = 35.0;
/// The narrowest field of the X-ray, mm: a detector's smallest zoom, 16 cm, over the magnification.
const NARROWEST: f64 = 110.0;
/// A longer road does not fit on a detector: the table follows the tip in steps, and the field is that wide,
/// mm.
const LONGEST: f64 = 420.0;
const TABLE_STEP: f64 = 120.0;
const FOLLOWING: f64 = 280.0;
/// The field is centred this much further up, mm: below the sheath there is nothing to see.
const UPWARDS: f64 = 8.0;

impl Case {
    /// Centre of the field and its width that show the road from the sheath to the target.
    pub fn field(&self) -> (Vec3, f64) {
        let (low, high) = self.road();
        let size = high - low;
        ((low + high) * 0.5 + Vec3::Z * UPWARDS, width_for(size.x.max(size.z)))
    }

    /// Lowest and highest coordinates of the road from the sheath to the target, mm.
    fn road(&self) -> (Vec3, Vec3) {
        let road = self.route.part(self.sheath_s, self.target_s);
        let start = road.at(0.0).centre;
        road.points().iter().fold((start, start), |(low, high), x| (low.min(*x), high.max(*x)))
    }

    /// The C-arm from the front.
    pub fn ap(&self) -> CArm {
        let (centre, width) = self.field();
        CArm::ap(centre, width)
    }

    /// The C-arm at LAO 30.
    pub fn oblique(&self) -> CArm {
        let (centre, width) = self.field();
        CArm::lao_30(centre, width)
    }

    /// The C-arm from the patient's left.
    pub fn lateral(&self) -> CArm {
        let ((centre, _), (low, high)) = (self.field(), self.road());
        let size = high - low;
        CArm { primary_deg: 90.0, ..CArm::ap(centre, width_for(size.y.max(size.z))) }
    }

    /// `arm`, or where the whole road does not fit on its picture, with the table moved to the stretch of
    /// the road where `tip` is.
    pub fn following(&self, arm: CArm, tip: Vec3) -> CArm {
        let (low, high) = self.road();
        if (high - low).max_element() <= LONGEST {
            return arm;
        }
        let s = self.route.nearest_of_all(tip).s;
        let stop = libm::round(s / TABLE_STEP) * TABLE_STEP;
        let isocentre = self.route.at(stop.clamp(0.0, self.route.length())).centre;
        CArm { isocentre, field_of_view_mm: FOLLOWING, ..arm }
    }

    /// The sheath as a line from its tip, mm.
    pub fn sheath_line(&self) -> [Vec3; 2] {
        let sheath = self.sheath();
        [sheath.tip, sheath.tip - sheath.forward * SHEATH_LENGTH]
    }
}

/// The devices that stand at one access, as pictures show them.
struct Set<'a> {
    sheath: &'a [Vec3],
    wire: &'a [Vec3],
    wire_diameter_mm: f64,
    support: (&'a [Vec3], &'a Catheter),
    guide: Option<(&'a [Vec3], &'a Catheter)>,
}

impl<'a> Set<'a> {
    /// The catheters that are out of the sheath.
    fn catheters(&self) -> impl Iterator<Item = (&'a [Vec3], &'a Catheter)> {
        [Some(self.support), self.guide].into_iter().flatten().filter(|(line, _)| line.len() > 1)
    }
}

/// What stands at every access, at hand first.
fn sets<'a>(case: &'a Case, view: &'a View) -> Vec<Set<'a>> {
    let guide = |line: &'a [Vec3]| case.guide.as_ref().map(|guide| (line, guide));
    let at_hand = Set {
        sheath: &view.sheath,
        wire: &view.wire,
        wire_diameter_mm: view.wire_diameter_mm,
        support: (&view.support, &case.supports[view.support_index]),
        guide: guide(&view.guide),
    };
    let elsewhere = view.elsewhere.iter().map(|it| Set {
        sheath: &it.sheath,
        wire: &it.wire,
        wire_diameter_mm: it.wire_diameter_mm,
        support: (&it.support, &case.supports[it.support_index]),
        guide: guide(&it.guide),
    });
    std::iter::once(at_hand).chain(elsewhere).collect()
}

/// Width of the field for a road that is `extent` mm long on the picture.
fn width_for(extent: f64) -> f64 {
    (extent + MARGIN).max(NARROWEST)
}

/// The lines that an X-ray of `view` shows.
pub fn scene<'a>(case: &'a Case, view: &'a View) -> Scene<'a> {
    let mut lines = Vec::new();
    for set in sets(case, view) {
        lines.push(Line::sheath(set.sheath, SHEATH.0, SHEATH.1));
        lines.push(Line::wire(set.wire, set.wire_diameter_mm));
        for (points, catheter) in set.catheters() {
            let (outer, inner) = (catheter.outer_diameter_mm, catheter.inner_diameter_mm);
            lines.push(Line::catheter(points, outer, inner));
        }
    }
    Scene { lines }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::imaging::Projector;
    use crate::sim::scenario::SHIPPED;
    use crate::sim::session::Session;
    use crate::sim::text::Source;
    use std::sync::Arc;

    /// The shipped case.
    pub fn case() -> Arc<Case> {
        edited(&[])
    }

    /// The shipped case with pieces of its text replaced, each of which stands there once.
    pub fn edited(edits: &[(&str, &str)]) -> Arc<Case> {
        let (name, text) = SHIPPED[0];
        let text = edits.iter().fold(text.to_owned(), |text, (old, new)| {
            assert_eq!(text.matches(old).count(), 1, "{old}");
            text.replace(old, new)
        });
        Arc::new(Case::read(&Source::new(name, text)).unwrap())
    }

    #[test]
    fn lateral_is_ap_turned_a_quarter_about_the_patients_long_axis() {
        let case = case();
        let (ap, lateral) = (case.ap(), case.lateral());
        assert_eq!(ap.isocentre, lateral.isocentre);
        let ap = CArm { field_of_view_mm: lateral.field_of_view_mm, ..ap };
        for off in
            [Vec3::new(20.0, 0.0, 0.0), Vec3::new(-7.0, 31.0, 12.0), Vec3::new(0.0, -9.0, -60.0)]
        {
            // What was to the left comes to the front, what was in the back to the left.
            let turned = Vec3::new(off.y, -off.x, off.z);
            let (a, b) = (
                lateral.project(lateral.isocentre + off, 512),
                ap.project(ap.isocentre + turned, 512),
            );
            assert!((a.x - b.x).abs() < 1e-9 && (a.y - b.y).abs() < 1e-9, "{a:?}, {b:?}");
        }
        let middle = lateral.project(lateral.isocentre, 512).x;
        let at = |off: Vec3| lateral.project(lateral.isocentre + off, 512).x;
        assert!((at(Vec3::X * 30.0) - middle).abs() < 1e-9, "left moves aside");
        assert!(at(Vec3::Y * 30.0) > middle + 20.0, "the back is not on the right");
    }

    #[test]
    fn the_road_is_inside_the_field_of_every_c_arm_be_it_long_or_short() {
        let short = edited(&[
            ("target: (branch: \"ivc\", at_mm: 40)", "target: (branch: \"ivc\", at_mm: 8)"),
            ("(branch: \"left-femoral\", at_mm: 5)", "(branch: \"left-femoral\", at_mm: 70)"),
        ]);
        for case in [case(), short] {
            for arm in [case.ap(), case.oblique(), case.lateral()] {
                assert!(arm.field_of_view_mm >= NARROWEST);
                let mut s = case.sheath_s;
                while s <= case.target_s {
                    let at = arm.project(case.route.at(s).centre, 512);
                    let inside = (2.0..510.0).contains(&at.x) && (2.0..510.0).contains(&at.y);
                    assert!(inside, "{s} mm at {}°: {at:?}", arm.primary_deg);
                    s += 5.0;
                }
            }
        }
    }

    #[test]
    fn the_same_session_gives_the_same_bytes_and_another_wisp_does_not_change_them() {
        let pictures = |case: &Arc<Case>| {
            let view = Session::new(case.clone()).view();
            let mut projector = Projector::new(96);
            let seen = scene(case, &view);
            let fluoroscopy = projector.frame(&case.lateral(), &seen, view.tick).to_vec();
            (plan(case, &view).pixels, model(case, &view).pixels, fluoroscopy)
        };
        let here = pictures(&case());
        assert!(here == pictures(&case()), "two pictures of one case differ");
        let other = edited(&[
            (
                "meander_mm: 1.0, wavelength_mm: 22, seed: 7",
                "meander_mm: 0.5, wavelength_mm: 30, seed: 8",
            ),
            ("mouth_angle_deg: 40", "mouth_angle_deg: 200"),
        ]);
        assert!(here == pictures(&other), "the wisp is seen");
    }
}
