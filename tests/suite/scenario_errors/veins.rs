//! The veins and their joints.

use super::table::{Broken, broken, cut};

pub const CASES: &[Broken] = &[
    broken("two branches of one name", "name: \"right-iliac\"", "name: \"ivc\"")
        .at("patient.branches[4].name", "⟦\"ivc\"⟧, into: None")
        .says(
            "two branches are called `ivc`",
            "Rename one of the two, and check every `into` and `branch`",
        ),
    broken(
        "two branches of one name on the way",
        "name: \"left-external-iliac\"",
        "name: \"left-femoral\"",
    )
        .at("patient.branches[1].name", "⟦\"left-femoral\"⟧, into: Some(\"left-common-iliac\"")
        .says(
            "two branches are called `left-femoral`",
            "Rename one of the two, and check every `into` and `branch`",
        ),
    broken("a branch without a name", "name: \"right-iliac\"", "name: \"\"")
        .at("patient.branches[3].name", "\"\"")
        .says("the text is empty", "Write what should be read there."),
    broken(
        "a branch into one that there is not",
        "into: Some(\"left-common-iliac\")",
        "into: Some(\"left-comon-iliac\")",
    )
        .at("patient.branches[1].into", "Some(\"left-comon-iliac\")")
        .says(
            "`left-external-iliac` joins nothing: there is no branch",
            "Did you mean `left-common-iliac`?",
        ),
    broken(
        "a branch into one that nobody knows",
        "into: Some(\"left-common-iliac\")",
        "into: Some(\"portal-vein\")",
    )
        .at("patient.branches[1].into", "Some(\"portal-vein\")")
        .says(
            "`left-external-iliac` joins nothing: there is no branch",
            "Name the branch that this one drains into. Its end is",
        ),
    broken(
        "a branch that ends far from the one it names",
        "(at_mm: (-16, -16, 34), diameter_mm: 16), // confluence",
        "(at_mm: (-16, -16, 9), diameter_mm: 16),",
    )
        .at("patient.branches[2].points[2].at_mm", "(-16, -16, 9)")
        .says(
            "`left-common-iliac` ends 25.0 mm from `ivc`, which it",
            "Move its last point to (-16, -16, 34), the nearest place of",
        ),
    broken(
        "a branch that ends just too far away",
        "(at_mm: (31, 1, -12), diameter_mm: 13), // joined",
        "(at_mm: (31, 7, -13), diameter_mm: 13), // joined",
    )
        .at("patient.branches[1].points[2].at_mm", "(31, 7, -13)")
        .says(
            "`left-external-iliac` ends 6.1 mm from `left-common-iliac`,",
            "Move its last point to (31, 1, -12), the nearest place of",
        ),
    broken(
        "a branch into the wrong one of its neighbours",
        "into: Some(\"left-common-iliac\")",
        "into: Some(\"ivc\")",
    )
        .at("patient.branches[1].into", "\"left-external-iliac\", into: ⟦Some(\"ivc\")⟧")
        .says(
            "`left-external-iliac` ends 67.9 mm from `ivc`, which it",
            "Move its last point to (-16, -16, 34), the nearest place of",
        ),
    broken(
        "a side branch that drains into nothing",
        "(name: \"right-iliac\", into: Some(\"ivc\")",
        "(name: \"right-iliac\", into: None",
    )
        .at("patient.branches[3].into", "\"right-iliac\", into: ⟦None⟧")
        .says(
            "`right-iliac` drains into nothing, and only `ivc` may be",
            "Write `into: Some(\"…\")` with the branch that it drains",
        ),
    broken(
        "a side branch that does not say where it drains",
        "(name: \"right-iliac\", into: Some(\"ivc\"), ",
        "(name: \"right-iliac\", ",
    )
        .at("patient.branches[3].into", "⟦(⟧name: \"right-iliac\"")
        .says(
            "`right-iliac` drains into nothing, and only `ivc` may be",
            "Write `into: Some(\"…\")` with the branch that it drains",
        ),
    broken(
        "a branch on the way that drains into nothing",
        "(name: \"left-common-iliac\", into: Some(\"ivc\")",
        "(name: \"left-common-iliac\", into: None",
    )
        .at("patient.branches[2].into", "\"left-common-iliac\", into: ⟦None⟧")
        .says(
            "`left-common-iliac` drains into nothing, and only `ivc` may",
            "Write `into: Some(\"…\")` with the branch that it drains",
        ),
    broken(
        "a branch on the way that does not say where it drains",
        "(name: \"left-femoral\", into: Some(\"left-external-iliac\"), ",
        "(name: \"left-femoral\", ",
    )
        .at("patient.branches[0].into", "⟦(⟧name: \"left-femoral\"")
        .says(
            "`left-femoral` drains into nothing, and only `ivc` may be",
            "Write `into: Some(\"…\")` with the branch that it drains",
        ),
    broken("a circle of two", "into: None", "into: Some(\"left-common-iliac\")")
        .at("patient.branches[4].into", "\"ivc\", into: ⟦Some(\"left-common-iliac\")⟧")
        .says(
            "the flow goes round in a circle: `left-common-iliac` →",
            "Write `into: None` for the outflow, and let the others lead",
        ),
    broken("a circle of four", "into: None", "into: Some(\"left-femoral\")")
        .at("patient.branches[4].into", "Some(\"left-femoral\")")
        .says(
            "the flow goes round in a circle: `left-femoral` →",
            "Write `into: None` for the outflow, and let the others lead",
        ),
    broken(
        "a branch into itself",
        "into: Some(\"left-common-iliac\")",
        "into: Some(\"left-external-iliac\")",
    )
        .at(
            "patient.branches[1].into",
            "\"left-external-iliac\", into: ⟦Some(\"left-external-iliac\")⟧",
        )
        .says(
            "the flow goes round in a circle: `left-external-iliac` →",
            "Write `into: None` for the outflow, and let the others lead",
        ),
    broken("the outflow into itself", "into: None", "into: Some(\"ivc\")")
        .at("patient.branches[4].into", "\"ivc\", into: ⟦Some(\"ivc\")⟧")
        .says(
            "the flow goes round in a circle: `ivc` → back",
            "Write `into: None` for the outflow, and let the others lead",
        ),
    broken(
        "a vein of one point",
        "(at_mm: (31, 1, -12), diameter_mm: 13),\n                (at_mm: (5, -16, 20), diameter_mm: 15),\n                ",
        "",
    )
        .at(
            "patient.branches[2].points",
            "[\n                (at_mm: (-16, -16, 34), diameter_mm: 16…",
        )
        .says("the list has one entry", "Add what is missing."),
    cut(
        "a vein of no points",
        "points: [\n                (at_mm: (-64",
        "            (name: \"ivc\"",
        "points: []),\n",
    )
        .at("patient.branches[3].points", "[]")
        .says("the list is empty", "Add what is missing."),
    broken("two points in one place", "(53, -24, -47)", "(65, -66, -77)")
        .at("patient.branches[1].points[1].at_mm", "⟦(65, -66, -77)⟧, diameter_mm: 12")
        .says(
            "this point coincides with the one before",
            "Remove one of the two points, or move it along the vein.",
        ),
    broken("two points in one place at the end", "(-26, 3, 190)", "(-23, -10, 240)")
        .at(
            "patient.branches[4].points[4].at_mm",
            "⟦(-23, -10, 240)⟧, diameter_mm: 20), // right",
        )
        .says(
            "this point coincides with the one before",
            "Remove one of the two points, or move it along the vein.",
        ),
    broken("a vein that is too long", "(-23, -10, 240)", "(1000, 1000, 1000)")
        .and("(-26, 3, 190)", "(-1000, -1000, -1000)")
        .at("patient.branches[4].points", "[\n                (at_mm: (-16, -16, 34)…")
        .says("`ivc` is 5355 mm long", "Check that the positions are in millimetres and in the"),
    broken("an unknown patient", "    patient: (\n", "    patient: (\n        like: \"child\",\n")
        .at("patient.like", "\"child\"")
        .says(
            "there is no patient `child`",
            "Write one of those allowed, or put `child.patient.ron`",
        ),
    broken("a patient misspelt", "    patient: (\n", "    patient: (\n        like: \"adutl\",\n")
        .at("patient.like", "\"adutl\"")
        .says("there is no patient `adutl`", "Did you mean `adult`?"),
    broken("too stiff a vein", "vein_wall_n_mm2: 0.1", "vein_wall_n_mm2: 100")
        .at("patient.vein_wall_n_mm2", "⟦100⟧,")
        .says(
            "the number is too large",
            "Write a number more than 0, at most 20 N/mm per mm of wire.",
        ),
];
