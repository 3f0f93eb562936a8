//! Several problems in one file are all told at once, in the order of the file, and nothing else.

use super::none;
use super::table::Base;
use wispwire::sim::text::Problems;

/// Pieces of a file and what stands in their place, with the fields of all problems in order.
type Several = (&'static [(&'static str, &'static str)], &'static [&'static str]);

const SEVERAL: &[Several] = &[
    (
        &[
            ("title: \"Left", "titel: \"Left"),
            ("cord_diameter_mm: 4", "cord_diameter_mm: 4,5"),
            ("wall_mm: 0.8", "wall_mm: 0.8mm"),
            ("at_mm: 40)", "at_mm: 4000)"),
        ],
        &["titel", "lesions[0].cord_diameter_mm", "lesions[0].wall_mm", "target.at_mm"],
    ),
    (
        &[
            ("into: Some(\"left-common-iliac\")", "into: Some(\"left-comon-iliac\")"),
            ("wall_mm: 0.8", "wall_mm: -0.8"),
            ("reach_mm: 5", "reach_mm: 0"),
            ("\"long-taper\"", "\"long-tapir\""),
            ("par_min: 20", "par_min: 90"),
        ],
        &[
            "patient.branches[1].into",
            "lesions[0].wall_mm",
            "webs[0].reach_mm",
            "devices.wires[2]",
            "score.par_min",
        ],
    ),
    (
        &[
            ("funnel_mm: 15,", "funnel_mm: 15"),
            ("mouth_angle_deg: 40", "mouth_angel_deg: 40"),
            ("seed: 7", "seed: \"7\""),
            ("crossing: 35", "crossing: 50"),
        ],
        &[
            "lesions[0].stump.funnel_mm",
            "lesions[0].stump.mouth_angel_deg",
            "lesions[0].wisp.seed",
            "score.weights",
        ],
    ),
    (
        &[
            ("view_3d: true", "view_3d: yes"),
            ("limit_min: 20", "limit_min: 0.1"),
            ("gentle_force_n: 2", "gentle_force_n: 8"),
        ],
        &["aids.view_3d", "clock.limit_min", "score.gentle_force_n"],
    ),
    (
        &[
            ("tissue: \"organised-iliac\"", "tissue: organised-iliac"),
            ("floor_diameter_mm: 1.8", "floor_diameter_mm: NaN"),
            ("wavelength_mm: 22", "wavelength_mm: inf"),
            ("support: \"support-4f\"", "support: \"support-4\""),
            ("pass_mark: 60", "pass_mark: 160"),
        ],
        &[
            "lesions[0].tissue",
            "lesions[0].stump.floor_diameter_mm",
            "lesions[0].wisp.wavelength_mm",
            "devices.support",
            "score.pass_mark",
        ],
    ),
];

#[test]
fn every_problem_of_a_file_is_told_in_order_and_no_other() {
    let mut failures = Vec::new();
    for (edits, fields) in SEVERAL {
        let text = edits.iter().fold(Base::Scenario.text().to_string(), |text, (old, new)| {
            assert_eq!(text.matches(old).count(), 1, "{old:?} must stand once");
            text.replace(old, new)
        });
        let (accepted, told) = Base::Scenario.read(&text);
        let found: Vec<_> = told.iter().filter_map(|told| told.field.as_deref()).collect();
        if accepted || found != *fields {
            let found = format!("{found:?} and not {fields:?}");
            failures.push(format!("{found}:\n{}", Problems(told)));
        }
    }
    none(&failures);
}
