//! A case: everything about an attempt that never changes.

use crate::sim::anatomy::Centreline;
use crate::sim::device::{Catheter, Wire, catheter, wire};
use crate::sim::rod::{Grid, Sheath};
use crate::sim::scenario::{self, Place, Route, Scenario, Wisp, branch_curve, route};
use crate::sim::solids::WebSpec;
use crate::sim::text::{LookupError, Problems, Source};
use crate::sim::tissue::{Lesion, Meander, Stump, Tissue, tissue};
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
    pub wires: Vec<Wire>,
    pub support: Catheter,
    pub tissue: Tissue,
}

/// Why a case cannot be built.
#[derive(Debug, Error)]
pub enum CaseError {
    #[error("the scenario has problems")]
    Problems(#[from] Problems),
    #[error(transparent)]
    Device(#[from] LookupError),
    #[error("the course from the access to the target cannot be laid")]
    NoCourse,
    #[error("two lesions overlap")]
    Overlap,
}

/// A lesion to be built.
#[derive(Clone, Debug)]
pub struct LesionSpec {
    pub lesion: scenario::Lesion,
    /// The wisp in it, if there is one.
    pub wisp: Option<Wisp>,
    pub tissue: Tissue,
}

/// A scenario with its devices, tissue and anatomy, built and checked. Immutable.
#[derive(Clone, Debug)]
pub struct Case {
    pub ingredients: Ingredients,
    pub scenario: Scenario,
    /// Every branch of the patient by name, for pictures.
    pub branches: Vec<(String, Centreline)>,
    /// The vein from the sheath's tip to the outflow. Its radius is the patent lumen's, and the
    /// cord's inside a lesion: the course as planned on CT.
    pub route: Centreline,
    /// Arc length on the route of the sheath's tip, mm.
    pub sheath_s: f64,
    /// Arc lengths on the route where each lesion begins and ends, mm, from the access on. Lesions
    /// do not overlap.
    pub lesion_s: Vec<(f64, f64)>,
    /// Arc length on the route of the target, mm.
    pub target_s: f64,
    pub wires: Vec<Wire>,
    pub support: Catheter,
    /// Stiffness of the patent vein's wall, N/mm per mm of wire.
    pub vein_wall: f64,
    /// The lesions in the same order, wisps and all. Nothing of them may reach a screen before the
    /// debrief.
    pub(crate) lesions: Vec<Arc<Lesion>>,
    pub(crate) webs: Vec<WebSpec>,
}

impl Case {
    /// Reads, checks and builds the scenario in `source`.
    pub fn read(source: &Source) -> Result<Self, CaseError> {
        let scenario = Scenario::parse(source)?;
        let folder = source.folder.as_deref();
        let wires = scenario
            .devices
            .wires
            .iter()
            .map(|name| wire(name, folder))
            .collect::<Result<_, _>>()?;
        let ingredients = Ingredients {
            name: source.name.to_string(),
            text: source.text.to_string(),
            wires,
            support: catheter(&scenario.devices.support, folder)?,
            tissue: tissue(&scenario.lesion.tissue, folder)?,
        };
        Self::build(scenario, ingredients)
    }

    /// Builds a case anew from what a record kept of it.
    pub fn rebuild(ingredients: Ingredients) -> Result<Self, CaseError> {
        let source = Source::new(ingredients.name.clone(), ingredients.text.clone());
        let scenario: Scenario = crate::sim::text::read(&source)?;
        Self::build(scenario, ingredients)
    }

    fn build(scenario: Scenario, ingredients: Ingredients) -> Result<Self, CaseError> {
        let lesion = scenario.lesion.clone();
        let wisp = Some(lesion.wisp.clone());
        let tissue = ingredients.tissue.clone();
        Self::with_lesions(scenario, ingredients, &[LesionSpec { lesion, wisp, tissue }])
    }

    /// Builds the scenario with `lesions` in place of its own: as many as there are, in any order.
    pub fn with_lesions(
        scenario: Scenario,
        ingredients: Ingredients,
        lesions: &[LesionSpec],
    ) -> Result<Self, CaseError> {
        let course = route(&scenario).ok_or(CaseError::NoCourse)?;
        let arc = |place: &Place| arc_on(&course, place);
        let start = arc(&scenario.access.place)?;
        let open = course.curve.part(start, course.curve.length());
        let specs = along(&course, start, lesions)?;
        let route = open.clone().with_radius(|s, radius| {
            let inside = specs.iter().find(|((from, to), _)| s >= *from && s <= *to);
            inside.map_or(radius, |(_, spec)| 0.5 * spec.lesion.cord_diameter_mm)
        });
        let branches = scenario
            .patient
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
        Ok(Self {
            target_s: arc(&scenario.target)? - start,
            sheath_s: 0.0,
            lesion_s: specs.iter().map(|(stretch, _)| *stretch).collect(),
            branches,
            wires: ingredients.wires.clone(),
            support: ingredients.support.clone(),
            vein_wall: ingredients.tissue.vein_wall_n_mm2,
            lesions: row(&specs, &route),
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

    /// Length of all lesions along the vein, mm.
    pub fn lesion_length(&self) -> f64 {
        self.lesion_s.iter().map(|(from, to)| to - from).sum()
    }

    /// Wire `index` of the shelf cut into nodes, long enough for the whole case.
    pub(super) fn grid(&self, index: usize) -> Grid {
        let length = (self.target_s + RESERVE) * SLACK;
        Grid::graded(&self.wires[index].material(), length)
    }
}

fn arc_on(course: &Route, place: &Place) -> Result<f64, CaseError> {
    course.arc_of(place).ok_or(CaseError::NoCourse)
}

/// Where a lesion begins and ends on the route, mm, and the lesion.
type Placed<'a> = ((f64, f64), &'a LesionSpec);

/// The lesions in the order in which they lie along the course, whose arc length `start` is the
/// route's beginning.
fn along<'a>(
    course: &Route,
    start: f64,
    lesions: &'a [LesionSpec],
) -> Result<Vec<Placed<'a>>, CaseError> {
    let mut placed = lesions
        .iter()
        .map(|spec| {
            let from = arc_on(course, &spec.lesion.from)? - start;
            let to = arc_on(course, &spec.lesion.to)? - start;
            Ok(((from, to), spec))
        })
        .collect::<Result<Vec<Placed>, CaseError>>()?;
    placed.sort_by(|((a, _), _), ((b, _), _)| a.total_cmp(b));
    let overlap = placed.windows(2).any(|pair| pair[1].0.0 < pair[0].0.1);
    if overlap { Err(CaseError::Overlap) } else { Ok(placed) }
}

/// The lesions on the route, each with the one that follows it.
fn row(placed: &[Placed], route: &Centreline) -> Vec<Arc<Lesion>> {
    let mut lesions: Vec<Arc<Lesion>> = Vec::new();
    for (stretch, spec) in placed.iter().rev() {
        let next = lesions.last().cloned();
        lesions.push(Arc::new(lesion(spec, route, *stretch).followed_by(next)));
    }
    lesions.reverse();
    lesions
}

/// One lesion on the route.
fn lesion(spec: &LesionSpec, route: &Centreline, (from, to): (f64, f64)) -> Lesion {
    let LesionSpec { lesion, wisp, tissue } = spec;
    let stump = Stump::new(
        lesion.stump.funnel_mm,
        0.5 * lesion.stump.floor_diameter_mm,
        lesion.stump.mouth_offset_mm,
        degrees(lesion.stump.mouth_angle_deg),
        lesion.stump.mouth_radius_mm,
        route.at(from).tangent,
    );
    let meander = wisp.as_ref().map(|wisp| Meander {
        amplitude: wisp.meander_mm,
        wavelength: wisp.wavelength_mm,
        radius: 0.5 * wisp.diameter_mm,
        seed: wisp.seed,
    });
    let size = (0.5 * lesion.cord_diameter_mm, lesion.wall_mm);
    Lesion::new(route.clone(), (from, to), size, stump, meander.as_ref(), tissue.clone())
}
