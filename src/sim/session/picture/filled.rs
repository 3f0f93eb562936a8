//! The veins of a case filled with contrast medium, and as surfaces.

use super::Case;
use super::veins::{open_radius, open_spans};
use crate::sim::anatomy::{Centreline, Surface, tubes};
use crate::sim::imaging::{CArm, LONG_FILM};
use crate::sim::math::Vec3;

/// Margin around the veins, mm.
const MARGIN: f64 = 50.0;
/// Widths of a long film between focal spot and patient, and between focal spot and film.
const FAR: (f64, f64) = (2.4, 2.7);

impl Case {
    /// The surface of all that is open, on a grid of `step` mm. The road narrows before an occlusion and
    /// ends blind beyond it.
    pub fn lumen_surface(&self, step: f64) -> Surface {
        tubes(&self.open_curves(), step)
    }

    /// The surface of the cords, each with rounded ends that reach into the open vein; empty where there is
    /// no occlusion.
    pub fn cord_surface(&self, step: f64) -> Surface {
        let cord = |&(from, to): &(f64, f64)| {
            let radius = self.route.at(0.5 * (from + to)).radius;
            self.route.part(from, to).with_radius(|_, _| radius)
        };
        let cords: Vec<_> = self.lesion_s.iter().map(cord).collect();
        tubes(&cords, step)
    }

    /// The open stretches of the road and all other veins.
    fn open_curves(&self) -> Vec<Centreline> {
        let open = |(from, to): (f64, f64)| {
            let radius = |s: f64, _| open_radius(&self.route, &self.lesion_s, from + s);
            self.route.part(from, to).with_radius(radius)
        };
        let road = open_spans(self.route.length(), &self.lesion_s).into_iter().map(open);
        road.chain((1..self.vessels.count()).map(|i| self.vessels.curve(i).clone())).collect()
    }

    /// The C-arm turned as `arm`, which shows the road, with a field for `lumen` in contrast medium: the
    /// road where it is occluded, else all veins.
    pub fn venogram_arm(&self, arm: CArm, lumen: &Surface) -> CArm {
        if !self.lesion_s.is_empty() {
            return arm;
        }
        let (low, high) = lumen.extent();
        let width = (high - low).max_element() + MARGIN;
        let isocentre = (low + high) * 0.5;
        let centred = CArm { isocentre, field_of_view_mm: width, ..arm };
        if width <= LONG_FILM {
            return centred;
        }
        CArm {
            source_to_isocentre_mm: FAR.0 * width,
            source_to_detector_mm: FAR.1 * width,
            isocentre: Vec3::new(0.0, isocentre.y, isocentre.z),
            ..centred
        }
    }
}
