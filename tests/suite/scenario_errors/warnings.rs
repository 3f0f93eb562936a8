//! What is odd but legal: told, and the file accepted.

use super::table::{Broken, broken};

pub const CASES: &[Broken] = &[
    broken("a wisp that winds steeply", "wavelength_mm: 22", "wavelength_mm: 4")
        .at("lesions[0].wisp.wavelength_mm", "⟦4⟧, seed")
        .says(
            "the wisp winds at more than 45°, and hardly any wire will",
            "Raise `wavelength_mm` or lower `meander_mm`, unless it is",
        )
        .legal(),
    broken("a wire twice on the shelf", "\"angled-stiff\"", "\"angled-regular\"")
        .at("devices.wires[1]", "\"angled-regular\", ⟦\"angled-regular\"⟧")
        .says("`angled-regular` lies on the shelf twice", "Remove one of the two.")
        .legal(),
    broken(
        "a web upstream of the sheath",
        "place: (branch: \"left-femoral\", at_mm: 35)",
        "place: (branch: \"left-femoral\", at_mm: 2)",
    )
    .at("webs[0].place", "(branch: \"left-femoral\", at_mm: 2)")
    .says(
        "the web lies upstream of the sheath, where no wire comes by",
        "Move the web along the flow, or remove it.",
    )
    .legal(),
    broken("a limit that leaves hardly any time", "limit_min: 20", "limit_min: 1")
        .at("clock.limit_min", "limit_min: ⟦1⟧")
        .says(
            "the limit leaves hardly any time to try again",
            "Raise the limit; `wispwire try` says how long the case",
        )
        .legal(),
    broken("a par time that nobody makes", "par_min: 20", "par_min: 0.5")
        .at("score.par_min", "par_min: ⟦0.5⟧")
        .says("nobody can make the par time", "Raise `par_min`, or lower `clock.time_scale`.")
        .legal(),
    broken("a critical time below par", "most_procedure_min: None", "most_procedure_min: 10")
        .at("score.critical.most_procedure_min", "⟦10⟧,\n        )")
        .says(
            "an attempt fails on time before it loses a point for it",
            "Raise it from 10, or lower `par_min`.",
        )
        .legal(),
    broken("a pass mark of nothing", "pass_mark: 60", "pass_mark: 0")
        .at("score.pass_mark", "pass_mark: ⟦0⟧")
        .says(
            "an attempt at which nothing is done is passed",
            "Write the points that a passed attempt should have.",
        )
        .legal(),
    broken("a picture of contrast", "hints: true)", "hints: true, roadmap: true)")
        .at("aids.roadmap", "roadmap: ⟦true⟧")
        .says(
            "this build draws no contrast: the field has no effect yet",
            "Keep it for a later wispwire, or leave it out.",
        )
        .legal(),
    broken("a limit of contrast", "hints: true)", "hints: true, contrast_limit_ml: 30)")
        .at("aids.contrast_limit_ml", "contrast_limit_ml: ⟦30⟧")
        .says(
            "this build draws no contrast: the field has no effect yet",
            "Keep it for a later wispwire, or leave it out.",
        )
        .legal(),
    broken("hints that nobody sees", "hints: true)", "hints: false)")
        .at("hints", "[\"Is the tip in the beak of the stump?\",…")
        .says(
            "`aids` forbid hints, so nobody will see these",
            "Allow hints, or keep these for the case's practice version.",
        )
        .legal(),
];
