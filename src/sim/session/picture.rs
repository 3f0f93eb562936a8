//! Pictures of a session: what the X-ray sees, a map of the case, the patient in three dimensions.
//!
//! Nothing of the wisp is in any of them.

mod colours;
mod model;
mod plan;
mod veins;

use super::{Case, View};
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

    /// The sheath as a line from its tip, mm.
    pub fn sheath_line(&self) -> [Vec3; 2] {
        let sheath = self.sheath();
        [sheath.tip, sheath.tip - sheath.forward * SHEATH_LENGTH]
    }
}

/// Width of the field for a road that is `extent` mm long on the picture.
fn width_for(extent: f64) -> f64 {
    (extent + MARGIN).max(NARROWEST)
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
