//! How the parts of a scenario must fit one another: every fault at once, each with its place and
//! remedy. What a single field may hold is said beside it in [`super::schema`].

mod patient;
mod order;
mod places;
mod accesses;
mod lesion;
mod shelf;
mod clock;
mod rubric;

pub(super) use patient::check_veins;

use super::Scenario;
use super::parse::Found;
use crate::sim::text::Checks;

/// What lies where on the wire's course, mm from the sheath's tip.
struct Course {
    /// Position in the file, beginning and end of each lesion of which both are on the course.
    lesions: Vec<(usize, f64, f64)>,
    target: Option<f64>,
}

/// Checks `scenario`, of which `found` is what could be looked up.
pub(super) fn validate(checks: &mut Checks, scenario: &Scenario, found: &Found) {
    let veins = &found.veins;
    let curves = check_veins(checks, veins, Some(&scenario.target));
    let course = places::check(checks, scenario, veins, &curves);
    if let Some(course) = &course {
        accesses::check(checks, scenario, veins, course);
    }
    lesion::check(checks, scenario, veins, &curves);
    shelf::check(checks, scenario, found);
    rubric::check(checks, scenario);
    if let Some(course) = course {
        clock::check_time(checks, scenario, &course);
    }
    clock::check_aids(checks, scenario);
}
