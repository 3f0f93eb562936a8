//! A case: everything about an attempt that never changes.

use crate::sim::anatomy::{Beat, Breath, Centreline, Rhythm, Valve, Vessels};
use crate::sim::device::{Catheter, Wire};
use crate::sim::rod::{Part, Sheath};
use crate::sim::scenario::{
    self, Approach, Parts, Place, Route, Scenario, branch_curve, route, site_name,
};
use crate::sim::solids::WebSpec;
use crate::sim::text::{Problems, Source};
use crate::sim::tissue::{Lesion, Meander, Stump, Tissue};
use crate::sim::units::{degrees, minutes};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use thiserror::Error;

/// Wire kept behind the sheath for the deepest that a case can go, mm.
const RESERVE: f64 = 60.0;
/// What the road leaves of a branch is a vein of its own if it is longer, mm.
const STUB: f64 = 5.0;
/// Patent vein beyond the last lesion into which a wire from another access must come, mm.
const CLEAR: f64 = 20.0;
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
    #[error("two lesions overlap")]
    Overlap,
    #[error("the devices and tissues do not fit the scenario")]
    Parts,
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
    /// The route and all veins that open into it, as one space.
    pub vessels: Vessels,
    /// Arc length on the route of the sheath's tip, mm.
    pub sheath_s: f64,
    /// Arc lengths on the route where each lesion begins and ends, mm, from the access on. Lesions
    /// do not overlap.
    pub lesion_s: Vec<(f64, f64)>,
    /// For each of these its position in the scenario's list.
    pub lesion_in_file: Vec<usize>,
    /// Arc length on the route of the target, mm; on a road against the lesions of patent vein beyond
    /// them.
    pub target_s: f64,
    /// The case as it is seen from each of the scenario's other accesses: with a road, and the same
    /// lesions along it, of its own.
    pub others: Vec<Arc<Case>>,
    /// Whether this is such a case and its road comes to the lesions' far ends first.
    pub against: bool,
    pub wires: Vec<Wire>,
    /// Support catheters, the first one in at the start.
    pub supports: Vec<Catheter>,
    /// The guide catheter, if there is one.
    pub guide: Option<Catheter>,
    /// Stiffness of the patent vein's wall, N/mm per mm of wire.
    pub vein_wall: f64,
    /// How breath and heartbeat move the veins.
    pub rhythm: Rhythm,
    /// The veins' valves.
    pub valves: Vec<Valve>,
    /// The lesions in the same order, wisps and all. Nothing of them may reach a screen before the
    /// debrief.
    pub(crate) lesions: Vec<Arc<Lesion>>,
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

    /// Builds a case of a scenario that a program made, with its parts: a lesion's tissue stands where
    /// the lesion does.
    pub fn build(scenario: Scenario, ingredients: Ingredients) -> Result<Self, CaseError> {
        let parts = &ingredients.parts;
        if parts.tissues.len() != scenario.lesions.len()
            || parts.wires.is_empty()
            || parts.supports.is_empty()
        {
            return Err(CaseError::Parts);
        }
        let course = route(&parts.branches, &scenario.access, &scenario.target)
            .ok_or(CaseError::NoCourse)?;
        let arc = |place: &Place| arc_on(&course, place);
        let start = arc(&scenario.access)?;
        let open = course.curve.part(start, course.curve.length());
        let placed = along(&course, start, &scenario.lesions, false)?;
        let (route, vessels) = road(&parts.branches, &course, &open, &placed);
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
            .collect::<Result<Vec<WebSpec>, CaseError>>()?;
        let valves = parts.branches.iter().filter_map(|it| Some((branch_curve(it)?, &it.valves)));
        let valves =
            valves.flat_map(|(curve, at)| at.iter().map(move |it| Valve::at(&curve.at(it.at_mm))));
        let valves = valves.collect();
        let mut case = Self {
            valves,
            rhythm: rhythm(&scenario.patient, &route, &placed, &webs),
            target_s: arc(&scenario.target)? - start,
            others: Vec::new(),
            against: false,
            sheath_s: 0.0,
            lesion_s: placed.iter().map(|lesion| lesion.stretch).collect(),
            branches,
            vessels,
            lesion_in_file: placed.iter().map(|lesion| lesion.index).collect(),
            wires: parts.wires.clone(),
            supports: parts.supports.clone(),
            guide: parts.guide.clone(),
            vein_wall: scenario.patient.vein_wall_n_mm2,
            lesions: row(&placed, &parts.tissues, &route),
            webs,
            route,
            scenario,
            ingredients,
        };
        let others = case.scenario.other_accesses.iter();
        case.others = others.map(|place| case.seen_from(place)).collect::<Result<_, _>>()?;
        Ok(case)
    }

    /// The case as it is seen from `place`.
    fn seen_from(&self, place: &Place) -> Result<Arc<Self>, CaseError> {
        let (scenario, branches) = (&self.scenario, &self.ingredients.parts.branches);
        let Approach { route: course, against } =
            scenario.approach(branches, place).ok_or(CaseError::NoCourse)?;
        let start = arc_on(&course, place)?;
        let open = course.curve.part(start, course.curve.length());
        let placed = along(&course, start, &scenario.lesions, against)?;
        let (route, vessels) = road(branches, &course, &open, &placed);
        let lesions = placed.iter().rev().fold(Vec::new(), |mut row: Vec<Arc<Lesion>>, it| {
            let own = self.lesion_in_file.iter().zip(&self.lesions).find(|own| *own.0 == it.index);
            let met = own.map(|(_, own)| own.met_on(route.clone(), it.stretch, against));
            let next = row.last().cloned();
            row.extend(met.map(|met| Arc::new(met.followed_by(next))));
            row
        });
        let last = placed.last().map_or(0.0, |last| last.stretch.1);
        let target_s = match against {
            true => (last + CLEAR).min(arc_on(&course, &scenario.access)? - start),
            false => arc_on(&course, &scenario.target)? - start,
        };
        Ok(Arc::new(Self {
            scenario: Scenario { access: place.clone(), ..scenario.clone() },
            target_s,
            against,
            lesion_s: placed.iter().map(|lesion| lesion.stretch).collect(),
            lesion_in_file: placed.iter().map(|lesion| lesion.index).collect(),
            lesions: lesions.into_iter().rev().collect(),
            vessels,
            route,
            others: Vec::new(),
            ..self.clone()
        }))
    }

    /// The case as it is seen from access `index`, of which the scenario's first is 0; from that where
    /// there is no such access.
    pub fn from_access(&self, index: usize) -> &Self {
        index.checked_sub(1).and_then(|i| self.others.get(i)).map_or(self, |other| other)
    }

    /// The names of all accesses, the scenario's first one first.
    pub fn access_names(&self) -> Vec<String> {
        let all = std::iter::once(self).chain(self.others.iter().map(|other| &**other));
        all.map(|case| site_name(&case.scenario.access)).collect()
    }

    /// Arc length on the route of what lies at arc length `s` (mm) of the road from another access, near
    /// a lesion there.
    pub(super) fn along_first(&self, other: &Self, s: f64) -> f64 {
        let near = other.lesion_s.iter().rposition(|(from, _)| *from <= s).unwrap_or(0);
        let Some(&(from, _)) = other.lesion_s.get(near) else { return s };
        let file = other.lesion_in_file[near];
        let own = self.lesion_in_file.iter().position(|&it| it == file).unwrap_or(0);
        let (own_from, own_to) = self.lesion_s[own];
        if other.against { own_to - (s - from) } else { own_from + (s - from) }
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

    /// Length of device that the whole case may need, mm.
    pub(super) fn longest(&self) -> f64 {
        (self.target_s + RESERVE) * SLACK
    }

    /// Wire `index` of the shelf as a member of the assembly.
    pub(super) fn wire_part(&self, index: usize) -> Part {
        let material = self.wires[index].material();
        Part { material, bore_friction: 0.0, length: self.longest() }
    }

    /// `catheter` as a member of the assembly.
    pub(super) fn catheter_part(&self, catheter: &Catheter) -> Part {
        Part {
            material: catheter.material(),
            bore_friction: catheter.friction_wire,
            length: self.longest(),
        }
    }
}

fn arc_on(course: &Route, place: &Place) -> Result<f64, CaseError> {
    course.arc_of(place).ok_or(CaseError::NoCourse)
}

/// The route along `course`, `open` as if nothing were occluded, with its cords and with all that opens
/// into it.
fn road(
    branches: &[scenario::Branch],
    course: &Route,
    open: &Centreline,
    placed: &[Placed],
) -> (Centreline, Vessels) {
    let route = open.clone().with_radius(|s, radius| {
        let within = |lesion: &&Placed| s >= lesion.stretch.0 && s <= lesion.stretch.1;
        let inside = placed.iter().find(within);
        inside.map_or(radius, |inside| 0.5 * inside.lesion.cord_diameter_mm)
    });
    let route = placed.iter().fold(route, |route, lesion| route.rounded(lesion.stretch));
    let vessels = vessels(branches, course, &route, placed);
    (route, vessels)
}

/// The route, whose lesions are `placed`, and what it leaves of the branches. Nothing opens into a lesion.
fn vessels(
    branches: &[scenario::Branch],
    course: &Route,
    route: &Centreline,
    placed: &[Placed],
) -> Vessels {
    let mut curves = vec![route.clone()];
    for branch in branches {
        let Some(curve) = branch_curve(branch) else { continue };
        let length = curve.length();
        let Some((from, to)) = course.along(&branch.name) else {
            curves.push(curve);
            continue;
        };
        let left = [(0.0, from), (to, length)].into_iter().filter(|(a, b)| b - a > STUB);
        curves.extend(left.map(|(a, b)| curve.part(a, b)));
    }
    Vessels::new(curves, &placed.iter().map(Placed::held).collect::<Vec<_>>())
}

/// How breath and heartbeat move the veins along `route`: not where scar, a web or the sheath holds them.
fn rhythm(
    patient: &scenario::Patient,
    route: &Centreline,
    placed: &[Placed],
    webs: &[WebSpec],
) -> Rhythm {
    let lesions = placed.iter().map(|it| {
        let (from, to) = it.held();
        let steps = (to - from).ceil() as usize;
        let heights = (0..=steps).map(|i| route.at(to.min(from + i as f64)).centre.z);
        heights.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), z| {
            (least.min(z), most.max(z))
        })
    });
    let fast = webs.iter().map(|web| web.centre.z).chain([route.at(0.0).centre.z]);
    Rhythm {
        breath: patient.breathing.as_ref().map(|it| Breath {
            rate: it.rate_per_min / minutes(1.0),
            diaphragm: it.diaphragm_mm,
            collapse: 0.01 * it.collapse_percent,
        }),
        beat: patient.heart.as_ref().map(|it| Beat {
            rate: it.rate_per_min / minutes(1.0),
            narrowing: 0.01 * it.atrium_percent,
        }),
        held: lesions.chain(fast.map(|z| (z, z))).collect(),
    }
}

/// A lesion of the scenario, found on the route.
struct Placed<'a> {
    /// Position in the file.
    index: usize,
    /// Where it begins and ends, mm.
    stretch: (f64, f64),
    lesion: &'a scenario::Lesion,
}

impl Placed<'_> {
    /// The stretch with its stump's funnel, mm: nothing opens into it, and it does not move.
    fn held(&self) -> (f64, f64) {
        (self.stretch.0 - self.lesion.stump.funnel_mm, self.stretch.1)
    }
}

/// The lesions in the order in which they lie along the course, whose arc length `start` is the
/// route's beginning; `against` them if it comes to their far ends first.
fn along<'a>(
    course: &Route,
    start: f64,
    lesions: &'a [scenario::Lesion],
    against: bool,
) -> Result<Vec<Placed<'a>>, CaseError> {
    let mut placed = lesions
        .iter()
        .enumerate()
        .map(|(index, lesion)| {
            let from = arc_on(course, &lesion.from)? - start;
            let to = arc_on(course, &lesion.to)? - start;
            let stretch = if against { (to, from) } else { (from, to) };
            Ok(Placed { index, stretch, lesion })
        })
        .collect::<Result<Vec<Placed>, CaseError>>()?;
    placed.sort_by(|a, b| a.stretch.0.total_cmp(&b.stretch.0));
    let overlap = placed.windows(2).any(|pair| pair[1].stretch.0 < pair[0].stretch.1);
    if overlap { Err(CaseError::Overlap) } else { Ok(placed) }
}

/// The lesions on the route, each with the one that follows it; `tissues` are in the order of the
/// file.
fn row(placed: &[Placed], tissues: &[Tissue], route: &Centreline) -> Vec<Arc<Lesion>> {
    let mut lesions: Vec<Arc<Lesion>> = Vec::new();
    for place in placed.iter().rev() {
        let next = lesions.last().cloned();
        let own = lesion(place, tissues[place.index].clone(), route);
        lesions.push(Arc::new(own.followed_by(next)));
    }
    lesions.reverse();
    lesions
}

/// One lesion on the route.
fn lesion(placed: &Placed, tissue: Tissue, route: &Centreline) -> Lesion {
    let Placed { lesion, stretch: (from, to), .. } = *placed;
    let stump = Stump::new(
        lesion.stump.funnel_mm,
        0.5 * lesion.stump.floor_diameter_mm,
        lesion.stump.mouth_offset_mm,
        degrees(lesion.stump.mouth_angle_deg),
        lesion.stump.mouth_radius_mm,
        route.at(from).tangent,
    );
    let meander = lesion.wisp.as_ref().map(|wisp| Meander {
        amplitude: wisp.meander_mm,
        wavelength: wisp.wavelength_mm,
        radius: 0.5 * wisp.diameter_mm,
        seed: wisp.seed,
    });
    let size = (0.5 * lesion.cord_diameter_mm, lesion.wall_mm);
    Lesion::new(route.clone(), (from, to), size, stump, meander.as_ref(), tissue)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::scenario::SHIPPED;

    #[test]
    fn a_lesion_is_the_same_from_either_end_with_a_mouth_where_its_wisp_comes_out() {
        let shipped = SHIPPED.iter().find(|(name, _)| name.contains("rendezvous"));
        let (name, text) = shipped.copied().unwrap_or_default();
        let case = Case::read(&Source::new(name, text)).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(case.access_names(), ["left groin", "right jugular", "right groin"]);
        for other in &case.others {
            assert!(other.against, "both come from above");
            let ((from, to), (near, far)) = (case.lesion_s[0], other.lesion_s[0]);
            assert!(
                ((to - from) - (far - near)).abs() < 0.1,
                "{} and {} mm",
                to - from,
                far - near
            );
            let (own, met) = (&case.lesions[0], &other.lesions[0]);
            for i in 0..=20 {
                let s = near + (far - near) * f64::from(i) / 20.0;
                let there = case.route.at(case.along_first(other, s)).centre;
                let apart = other.route.at(s).centre.distance(there);
                assert!(apart < 0.1, "the cords lie {apart} mm apart at {s} mm");
            }
            let (wisp, back) = (own.wisp.as_ref().unwrap(), met.wisp.as_ref().unwrap());
            let end = wisp.at(wisp.length());
            assert_eq!(back.at(0.0).centre, end.centre);
            assert!(back.at(0.0).tangent.dot(end.tangent) < -0.999);
            let mouth = other.route.at(near).centre + met.stump.mouth;
            assert!(mouth.distance(end.centre) < 0.1, "the mouth is beside the wisp");
            assert!(other.target_s - far > 15.0 && other.target_s < other.route.length());
        }
    }
}
