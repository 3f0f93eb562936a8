//! Scenario files: the patient, the lesions, the shelf and the rubric, read and checked.
//!
//! [`Scenario::parse`] is the way in: version gate, reading, looking up what is named, checking how
//! it all fits. What comes out of it can be built into a case. [`route`] lays the wire's course
//! through the branches. This room knows nothing of how a case is played.

mod schema;
mod version;
mod parse;
mod vary;
mod veins;
mod validate;
mod route;
mod course;
mod journey;

pub use course::{Benchmark, COURSE_ENDING, COURSES, Course, CourseCase, find};
pub use journey::{Approach, SITES, place_named, place_names, site_name};
pub use parse::Parts;
pub use route::{Route, branch_curve, chain, path, route};
pub use schema::*;
pub use veins::{PATIENTS, read_patient};

/// The shipped scenarios, as names and texts: what the home screen lists without any file.
pub const SHIPPED: &[(&str, &str)] = &[
    ("scenarios/left-iliac-wisp.ron", include_str!("../../../scenarios/left-iliac-wisp.ron")),
    ("scenarios/finding-the-way.ron", include_str!("../../../scenarios/finding-the-way.ron")),
    (
        "scenarios/left-iliac-two-lesions.ron",
        include_str!("../../../scenarios/left-iliac-two-lesions.ron"),
    ),
    ("scenarios/left-iliac-gap.ron", include_str!("../../../scenarios/left-iliac-gap.ron")),
    ("scenarios/rendezvous.ron", include_str!("../../../scenarios/rendezvous.ron")),
    ("scenarios/whole-system.ron", include_str!("../../../scenarios/whole-system.ron")),
];

/// The first shipped scenario with its parts, for tests.
#[cfg(test)]
pub(crate) fn shipped() -> (Scenario, Parts) {
    let (name, text) = SHIPPED[0];
    Scenario::parse(&crate::sim::text::Source::new(name, text))
        .unwrap_or_else(|problems| panic!("{problems}"))
        .value
}
