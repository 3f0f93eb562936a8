//! The veins of a case filled with contrast medium, and as surfaces.

use super::Case;
use super::veins::{open_radius, open_spans};
use crate::sim::anatomy::{Centreline, Surface, tubes};
use crate::sim::imaging::{CArm, LONG_FILM};
use crate::sim::math::Vec3;

/// Margin around the veins, mm.
const MARGIN: f64 = 50.0;
/// A shorter piece of vein is left out, mm.
const SHORT: f64 = 2.0;
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
        let beside = (1..self.vessels.count()).map(|i| self.vessels.curve(i).clone());
        road.chain(beside).chain(self.behind_the_sheath()).collect()
    }

    /// What the vein of the access has on the other side of the sheath's tip.
    fn behind_the_sheath(&self) -> Option<Centreline> {
        let access = &self.scenario.access;
        let (_, vein) = self.branches.iter().find(|(name, _)| *name == access.branch)?;
        let (length, tip) = (vein.length(), self.route.at(self.sheath_s));
        let sides = [(0.0, access.at_mm), (access.at_mm, length)];
        let long = sides.into_iter().filter(|(from, to)| to - from > SHORT);
        let mut behind = long.filter(|&(from, to)| {
            let near = if from == 0.0 { to - SHORT } else { from + SHORT };
            (vein.at(near).centre - tip.centre).dot(tip.tangent) < 0.0
        });
        behind.next().map(|(from, to)| vein.part(from, to))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::session::picture::tests::{case, edited};

    #[test]
    fn the_shipped_cases_lumen_is_closed_and_open_only_where_its_vein_is() {
        let case = case();
        let lumen = case.lumen_surface(1.5);
        assert_eq!((lumen.loose_edges(), case.cord_surface(0.7).loose_edges()), (0, 0));
        assert!(case.cord_surface(0.7).volume() > 0.0);
        // A sum of solid angles: 1 inside, 0 outside.
        let turns = |x: Vec3| -> f64 {
            let angle = |face| {
                let [a, b, c] = lumen.corners(face).map(|corner| (corner - x).normalize());
                let all = 1.0 + a.dot(b) + b.dot(c) + c.dot(a);
                2.0 * libm::atan2(a.dot(b.cross(c)), all)
            };
            lumen.faces.iter().map(angle).sum::<f64>() / (4.0 * core::f64::consts::PI)
        };
        let (from, to) = case.lesion_s[0];
        for (s, inside) in
            [(5.0, 1.0), (from - 15.0, 1.0), (0.5 * (from + to), 0.0), (to + 10.0, 1.0)]
        {
            let turns = turns(case.route.at(s).centre);
            assert!((turns - inside).abs() < 1e-6, "{turns} at {s} mm");
        }
    }

    #[test]
    fn without_an_occlusion_a_venogram_shows_every_vein() {
        let whole = edited(&[]);
        let lumen = whole.lumen_surface(2.0);
        let mut patent = (*whole).clone();
        patent.lesion_s.clear();
        assert_eq!(whole.venogram_arm(whole.ap(), &lumen), whole.ap());
        for arm in [patent.ap(), patent.lateral(), patent.oblique()] {
            let arm = patent.venogram_arm(arm, &lumen);
            for &x in &lumen.points {
                let at = arm.project(x, 512);
                assert!((2.0..510.0).contains(&at.x) && (2.0..510.0).contains(&at.y), "{at:?}");
            }
        }
    }
}
