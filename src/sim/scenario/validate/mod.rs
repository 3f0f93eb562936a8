//! What a scenario may hold: every fault at once, each with its place and remedy.
//!
//! Numeric bounds are those of anatomy with much room: they catch slips of unit and sign, not
//! unusual patients.

mod patient;
mod places;
mod lesion;
mod shelf;
mod rubric;

use super::Scenario;
use crate::sim::text::{Checks, Problems, Source};

/// Checks `scenario`, which was read from `source`; fails with every problem.
pub fn validate(scenario: &Scenario, source: &Source) -> Result<(), Problems> {
    let mut checks = Checks::of(source);
    checks.not_blank("title", &scenario.title);
    let curves = patient::check(&mut checks, scenario);
    places::check(&mut checks, scenario, &curves);
    lesion::check(&mut checks, scenario, &curves);
    shelf::check(&mut checks, scenario, source.folder.as_deref());
    rubric::check(&mut checks, scenario);
    checks.finish(())
}
