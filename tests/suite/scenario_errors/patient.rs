//! Patient files.

use super::table::{Broken, broken, cut};

pub const CASES: &[Broken] = &[
    broken("no title", "    title: \"Adult, pelvis and inferior vena cava\",\n", "")
        .at("title", "⟦(⟧\n    //")
        .says("the field `title` is missing", "Add `title`, or mend its spelling if it is there."),
    cut("no branches", "    branches: [", "", "    branches: [],\n)\n")
        .at("branches", "[]")
        .says("the list is empty", "Add what is missing."),
    cut("branches left out", "    branches: [", "", ")\n")
        .at("branches", "(")
        .says(
            "the field `branches` is missing",
            "Add `branches`, or mend its spelling if it is there.",
        ),
    broken(
        "a branch into one that there is not",
        "into: Some(\"left-common-iliac\")",
        "into: Some(\"left-commoniliac\")",
    )
        .at("branches[1].into", "Some(\"left-commoniliac\")")
        .says(
            "`left-external-iliac` joins nothing: there is no branch",
            "Did you mean `left-common-iliac`?",
        ),
    broken(
        "two outflows",
        "(name: \"right-iliac\", into: Some(\"ivc\")",
        "(name: \"right-iliac\", into: None",
    )
        .at("branches[3].into", "\"right-iliac\", into: ⟦None⟧")
        .says(
            "`right-iliac` drains into nothing, and only `ivc` may be",
            "Write `into: Some(\"…\")` with the branch that it drains",
        ),
    broken(
        "a branch that does not say where it drains",
        "(name: \"left-femoral\", into: Some(\"left-external-iliac\"), ",
        "(name: \"left-femoral\", ",
    )
        .at("branches[0].into", "⟦(⟧name: \"left-femoral\"")
        .says(
            "`left-femoral` drains into nothing, and only `ivc` may be",
            "Write `into: Some(\"…\")` with the branch that it drains",
        ),
    broken(
        "a branch that ends far from the one it names",
        "(at_mm: (65, -66, -77), diameter_mm: 11), // inguinal",
        "(at_mm: (65, -66, -97), diameter_mm: 11), // inguinal",
    )
        .at("branches[0].points[3].at_mm", "(65, -66, -97)")
        .says(
            "`left-femoral` ends 20.0 mm from `left-external-iliac`,",
            "Move its last point to (65, -66, -77), the nearest place of",
        ),
    broken("a branch of one name with another", "name: \"right-iliac\"", "name: \"left-femoral\"")
        .at("branches[3].name", "⟦\"left-femoral\"⟧, into: Some(\"ivc\"")
        .says(
            "two branches are called `left-femoral`",
            "Rename one of the two, and check every `into` and `branch`",
        ),
    broken("a circle", "into: None", "into: Some(\"right-iliac\")")
        .at("branches[4].into", "Some(\"right-iliac\")")
        .says(
            "the flow goes round in a circle: `right-iliac` → `ivc` →",
            "Write `into: None` for the outflow, and let the others lead",
        ),
    broken(
        "too wide a vein",
        "(at_mm: (5, -16, 20), diameter_mm: 15)",
        "(at_mm: (5, -16, 20), diameter_mm: 150)",
    )
        .at("branches[2].points[1].diameter_mm", "diameter_mm: ⟦150⟧")
        .says("the number is too large", "Write a number from 1 to 60 mm."),
    broken("a coordinate with a unit", "(5, -16, 20)", "(5, -16, 20mm)")
        .at("branches[2].points[1].at_mm[2]", "20mm")
        .says("this should be a number", "Write 20 alone: the field's name says the unit."),
    cut(
        "points in the wrong brackets",
        "points: [\n            (at_mm: (-64",
        "        (name: \"ivc\"",
        "points: (\n            (at_mm: (-64, -66, -78), diameter_mm: 11),\n            (at_mm: (-16, -16, 34), diameter_mm: 16),\n        )),\n",
    )
        .at("branches[3].points", "(\n            (at_mm: (-64, -66, -78), d…")
        .says("this should stand in square brackets", "Write square brackets, `[…]`, around it."),
    broken("a section of a scenario", "    branches: [", "    lesions: [],\n    branches: [")
        .at("lesions", "lesions")
        .says(
            "there is no field `lesions` here",
            "Remove the field, or write one of those allowed.",
        ),
    broken(
        "a seed, which belongs in a scenario",
        "    branches: [",
        "    seed: 3,\n    branches: [",
    )
        .at("seed", "seed")
        .says("there is no field `seed` here", "Remove the field, or write one of those allowed."),
    broken("two points in one place", "(53, -24, -47)", "(65, -66, -77)")
        .at("branches[1].points[1].at_mm", "⟦(65, -66, -77)⟧, diameter_mm: 12")
        .says(
            "this point coincides with the one before",
            "Remove one of the two points, or move it along the vein.",
        ),
];
