//! A case: everything about an attempt that never changes.

use crate::sim::anatomy::Centreline;
use crate::sim::device::{Catheter, Wire};
use crate::sim::rod::{Grid, Sheath};
use crate::sim::scenario::{Parts, Place, Scenario, branch_curve, route};
use crate::sim::solids::WebSpec;
use crate::sim::text::{Problems, Source};
use crate::sim::tissue::{Lesion, Meander, Stump, Tissue};
use crate::sim::units::degrees;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use thiserror::Error;

/// Wire kept behind the sheath for the deepest that a case can go, mm.
const RESERVE: f64 = 60.0;
/// Wire over vein length: room for loops.
const SLACK: f64 = 1.4;

/// The texts and device data that a case is built from: what a record keeps.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Ingredients {
    /// Name of the scenario file.
    pub name: String,
    /// Its text.
    pub text: String,
    pub parts: Parts,
}

/// Why a case cannot be built.
#[derive(Debug, Error)]
pub enum CaseError {
    #[error("the scenario has problems")]
    Problems(#[from] Problems),
    #[error("the course from the access to the target cannot be laid")]
    NoCourse,
}

/// A scenario with its devices, tissue and anatomy, built and checked. Immutable.
#[derive(Clone, Debug)]
pub struct Case {
    pub ingredients: Ingredients,
    pub scenario: Scenario,
    /// Every branch of the patient by name, for pictures.
    pub branches: Vec<(String, Centreline)>,
    /// The vein from the sheath's tip to the outflow. Its radius is the patent lumen's, and the
    /// cord's inside the lesion: the course as planned on CT.
    pub route: Centreline,
    /// Arc length on the route of the sheath's tip, mm.
    pub sheath_s: f64,
    /// Arc length on the route where the lesion begins and ends, mm.
    pub lesion_s: (f64, f64),
    /// Arc length on the route of the target, mm.
    pub target_s: f64,
    pub wires: Vec<Wire>,
    pub support: Catheter,
    pub tissue: Tissue,
    /// The lesion, wisp and all. Nothing of it may reach a screen before the debrief.
    pub(crate) lesion: Arc<Lesion>,
    pub(crate) webs: Vec<WebSpec>,
}

impl Case {
    /// Reads, checks and builds the scenario in `source`.
    pub fn read(source: &Source) -> Result<Self, CaseError> {
        let (scenario, parts) = Scenario::parse(source)?.value;
        let ingredients =
            Ingredients { name: source.name.to_string(), text: source.text.to_string(), parts };
        Self::build(scenario, ingredients)
    }

    /// Builds a case anew from what a record kept of it.
    pub fn rebuild(ingredients: Ingredients) -> Result<Self, CaseError> {
        let source = Source::new(ingredients.name.clone(), ingredients.text.clone());
        let (scenario, checks) = crate::sim::text::read::<Scenario>(&source);
        Self::build(checks.finish(scenario)?.value, ingredients)
    }

    fn build(scenario: Scenario, ingredients: Ingredients) -> Result<Self, CaseError> {
        let parts = &ingredients.parts;
        let course = route(&parts.branches, &scenario.access).ok_or(CaseError::NoCourse)?;
        let arc = |place: &Place| course.arc_of(place).ok_or(CaseError::NoCourse);
        let start = arc(&scenario.access)?;
        let lesion_s =
            (arc(&scenario.lesions[0].from)? - start, arc(&scenario.lesions[0].to)? - start);
        let open = course.curve.part(start, course.curve.length());
        let cord = 0.5 * scenario.lesions[0].cord_diameter_mm;
        let route = open.clone().with_radius(|s, radius| {
            if s >= lesion_s.0 && s <= lesion_s.1 { cord } else { radius }
        });
        let branches = parts
            .branches
            .iter()
            .filter_map(|branch| Some((branch.name.clone(), branch_curve(branch)?)))
            .collect();
        let webs = scenario
            .webs
            .iter()
            .map(|web| {
                let station = open.at(arc(&web.place)? - start);
                Ok(WebSpec {
                    centre: station.centre,
                    axis: station.tangent,
                    radius: station.radius,
                    angle: degrees(web.angle_deg),
                    reach: web.reach_mm,
                    width: web.width_mm,
                    hinge: web.hinge_n_mm_per_rad,
                    tears_at: web.tears_at_n_mm,
                })
            })
            .collect::<Result<_, CaseError>>()?;
        let lesion = lesion(&scenario, &parts.tissues[0], &route, lesion_s);
        Ok(Self {
            target_s: arc(&scenario.target)? - start,
            sheath_s: 0.0,
            lesion_s,
            branches,
            wires: parts.wires.clone(),
            support: parts.support.clone(),
            tissue: parts.tissues[0].clone(),
            lesion: Arc::new(lesion),
            webs,
            route,
            scenario,
            ingredients,
        })
    }

    /// The access sheath.
    pub fn sheath(&self) -> Sheath {
        let station = self.route.at(self.sheath_s);
        Sheath { tip: station.centre, forward: station.tangent }
    }

    /// Length of the lesion along the vein, mm.
    pub fn lesion_length(&self) -> f64 {
        self.lesion_s.1 - self.lesion_s.0
    }

    /// Wire `index` of the shelf cut into nodes, long enough for the whole case.
    pub(super) fn grid(&self, index: usize) -> Grid {
        let length = (self.target_s + RESERVE) * SLACK;
        Grid::graded(&self.wires[index].material(), length)
    }
}

/// The scenario's lesion on the route.
fn lesion(
    scenario: &Scenario,
    tissue: &Tissue,
    route: &Centreline,
    (from, to): (f64, f64),
) -> Lesion {
    let spec = &scenario.lesions[0];
    let stump = Stump::new(
        spec.stump.funnel_mm,
        0.5 * spec.stump.floor_diameter_mm,
        spec.stump.mouth_offset_mm,
        degrees(spec.stump.mouth_angle_deg),
        spec.stump.mouth_radius_mm,
        route.at(from).tangent,
    );
    let wisp = spec.wisp.clone().unwrap_or_default();
    let meander = Meander {
        amplitude: wisp.meander_mm,
        wavelength: wisp.wavelength_mm,
        radius: 0.5 * wisp.diameter_mm,
        seed: wisp.seed,
    };
    let size = (0.5 * spec.cord_diameter_mm, spec.wall_mm);
    Lesion::new(route.clone(), (from, to), size, stump, &meander, tissue.clone())
}
