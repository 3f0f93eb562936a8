//! What the X-ray sees of a session.

use super::{Case, View};
use crate::sim::imaging::{CArm, Line, Scene};
use crate::sim::math::Vec3;

/// Outer and inner diameter of the access sheath, mm, and the length that is drawn of it.
const SHEATH: (f64, f64) = (2.7, 2.1);
const SHEATH_LENGTH: f64 = 45.0;
/// Margin around the road from the sheath to the target, mm.
const MARGIN: f64 = 35.0;
/// The field is centred this much further up, mm: below the sheath there is nothing to see.
const UPWARDS: f64 = 8.0;

impl Case {
    /// Centre of the field and its width that show the road from the sheath to the target.
    pub fn field(&self) -> (Vec3, f64) {
        let road = self.route.part(self.sheath_s, self.target_s);
        let start = road.at(0.0).centre;
        let (low, high) =
            road.points().iter().fold((start, start), |(low, high), x| (low.min(*x), high.max(*x)));
        let size = high - low;
        ((low + high) * 0.5 + Vec3::Z * UPWARDS, size.x.max(size.z) + MARGIN)
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

    /// The sheath as a line from its tip, mm.
    pub fn sheath_line(&self) -> [Vec3; 2] {
        let sheath = self.sheath();
        [sheath.tip, sheath.tip - sheath.forward * SHEATH_LENGTH]
    }
}

/// The lines that an X-ray of `view` shows. `sheath` is [`Case::sheath_line`].
pub fn scene<'a>(case: &Case, view: &'a View, sheath: &'a [Vec3]) -> Scene<'a> {
    let mut lines = vec![
        Line::sheath(sheath, SHEATH.0, SHEATH.1),
        Line::wire(&view.wire, view.wire_diameter_mm),
    ];
    if view.support.len() > 1 {
        let support = &case.support;
        lines.push(Line::catheter(
            &view.support,
            support.outer_diameter_mm,
            support.inner_diameter_mm,
        ));
    }
    Scene { lines }
}
