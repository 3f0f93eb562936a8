//! Brackets: missing, one too many, of the wrong kind.

use super::table::{Broken, broken, cut};

pub const CASES: &[Broken] = &[
    broken("the wisp is not closed", "seed: 7),", "seed: 7,")
        .at("lesions[0].wisp", "⟦)⟧],\n    webs")
        .says(
            "a closing bracket is missing before this, for the one",
            "Add `)` after the last entry that belongs inside.",
        ),
    broken(
        "the stump is not closed",
        "            mouth_radius_mm: 0.35,\n        ),",
        "            mouth_radius_mm: 0.35,",
    )
        .at("lesions[0].stump", "⟦wisp⟧:")
        .says(
            "a closing bracket is missing before this, for the one",
            "Add `)` after the last entry that belongs inside.",
        ),
    broken(
        "the access is not closed",
        "access: (branch: \"left-femoral\", at_mm: 5),",
        "access: (branch: \"left-femoral\", at_mm: 5,",
    )
        .at("access", "devices")
        .says(
            "a closing bracket is missing before this, for the one",
            "Add `)` after the last entry that belongs inside.",
        ),
    broken("the list of wires is not closed", "\"long-taper\"]", "\"long-taper\"")
        .at("devices.wires", "⟦other_supports⟧:")
        .says(
            "a closing bracket is missing before this, for the one",
            "Add `]` after the last entry that belongs inside.",
        ),
    broken("the teaching points are not closed", "not lumen.\",\n    ],", "not lumen.\",")
        .at("teaching_points", "⟦hints⟧: [\"Is")
        .says(
            "a closing bracket is missing before this, for the one",
            "Add `]` after the last entry that belongs inside.",
        ),
    broken("coordinates are not closed", "(5, -16, 20)", "(5, -16, 20")
        .at("patient.branches[2].points[1].at_mm", "20, ⟦diameter_mm⟧")
        .says(
            "a closing bracket is missing before this, for the one",
            "Add `)` after the last entry that belongs inside.",
        ),
    broken(
        "a point is not closed",
        "(at_mm: (5, -16, 20), diameter_mm: 15),",
        "(at_mm: (5, -16, 20), diameter_mm: 15,",
    )
        .at("patient.branches[2].points[1]", "⟦(⟧at_mm: (-16, -16, 34), diameter_mm: 16), //")
        .says(
            "a closing bracket is missing before this, for the one",
            "Add `)` after the last entry that belongs inside.",
        ),
    broken(
        "the points of a branch are not closed",
        "(at_mm: (-16, -16, 34), diameter_mm: 16), // confluence\n            ]),",
        "(at_mm: (-16, -16, 34), diameter_mm: 16), // confluence\n            ),",
    )
        .at("patient.branches[2].points", "⟦)⟧,\n            (name: \"right-iliac\"")
        .says(
            "a closing bracket is missing before this, for the one",
            "Add `]` after the last entry that belongs inside.",
        ),
    broken(
        "a branch is not closed",
        "(at_mm: (-16, -16, 34), diameter_mm: 16), // confluence\n            ]),",
        "(at_mm: (-16, -16, 34), diameter_mm: 16), // confluence\n            ],",
    )
        .at("patient.branches[2]", "]⟦,⟧\n            (name")
        .says(
            "a closing bracket is missing before this, for the one",
            "Add `)` after the last entry that belongs inside.",
        ),
    broken(
        "a branch and its points are not closed",
        "(at_mm: (-16, -16, 34), diameter_mm: 16), // confluence\n            ]),",
        "(at_mm: (-16, -16, 34), diameter_mm: 16), // confluence\n",
    )
        .at("patient.branches[2]", "⟦(⟧name: \"right-iliac\"")
        .says(
            "closing brackets are missing before this, the last for the",
            "Add `])` after the last entry that belongs inside.",
        ),
    broken("the branches are not closed", "        ],\n        vein_wall", "        vein_wall")
        .at("patient.branches", "vein_wall_n_mm2")
        .says(
            "a closing bracket is missing before this, for the one",
            "Add `]` after the last entry that belongs inside.",
        ),
    broken("the patient is not closed", "vein_wall_n_mm2: 0.1,\n    ),", "vein_wall_n_mm2: 0.1,")
        .at("patient", "lesions")
        .says(
            "a closing bracket is missing before this, for the one",
            "Add `)` after the last entry that belongs inside.",
        ),
    broken("the list of lesions is not closed", "seed: 7),\n    )],", "seed: 7),\n    )")
        .at("lesions", "webs")
        .says(
            "a closing bracket is missing before this, for the one",
            "Add `]` after the last entry that belongs inside.",
        ),
    broken("a lesion is not closed", "seed: 7),\n    )],", "seed: 7),\n    ],")
        .at("lesions[0]", "⟦]⟧,\n    webs")
        .says(
            "a closing bracket is missing before this, for the one",
            "Add `)` after the last entry that belongs inside.",
        ),
    broken("a lesion and its list are not closed", "seed: 7),\n    )],", "seed: 7),\n")
        .at("lesions", "webs")
        .says(
            "closing brackets are missing before this, the last for the",
            "Add `)]` after the last entry that belongs inside.",
        ),
    broken(
        "the list of webs is not closed",
        "tears_at_n_mm: 2.0,\n    )],",
        "tears_at_n_mm: 2.0,\n    )",
    )
        .at("webs", "⟦access⟧: (branch: \"left-femoral\"")
        .says(
            "a closing bracket is missing before this, for the one",
            "Add `]` after the last entry that belongs inside.",
        ),
    broken(
        "the critical failures are not closed",
        "most_procedure_min: None,\n        ),",
        "most_procedure_min: None,",
    )
        .at("score.critical", "per_perforation")
        .says(
            "a closing bracket is missing before this, for the one",
            "Add `)` after the last entry that belongs inside.",
        ),
    broken("the score is not closed", "slow_min: 80,\n    ),", "slow_min: 80,")
        .at("score", "⟦)⟧\n")
        .says(
            "a closing bracket is missing before this, for the one",
            "Add `)` after the last entry that belongs inside.",
        ),
    broken("the file is not closed", "slow_min: 80,\n    ),\n)", "slow_min: 80,\n    ),")
        .at("", "⟦⟧")
        .says(
            "the file ends too early: the bracket of line 3 is still open",
            "Close what is still open, or restore the part that is",
        ),
    cut("the file is cut off in the middle", "meander_mm: 1.0", "", "")
        .at("", "0.2, ⟦⟧")
        .says(
            "the file ends too early: brackets are still open, the first",
            "Close what is still open, or restore the part that is",
        ),
    broken("the stump is not opened", "stump: (", "stump: ")
        .at("lesions[0].stump", "funnel_mm")
        .says(
            "an opening bracket is missing before this",
            "Add `(` here, or remove the bracket that closes it.",
        ),
    broken("the access is not opened", "access: (branch", "access: branch")
        .at("access", "access: ⟦branch⟧")
        .says(
            "an opening bracket is missing before this",
            "Add `(` here, or remove the bracket that closes it.",
        ),
    broken("coordinates are not opened", "(at_mm: (5, -16, 20)", "(at_mm: 5, -16, 20)")
        .at("patient.branches[2].points[1].at_mm", "(at_mm: ⟦5⟧")
        .says(
            "an opening bracket is missing before this",
            "Add `(` here, or remove the bracket that closes it.",
        ),
    broken(
        "a point is not opened",
        "(at_mm: (5, -16, 20), diameter_mm: 15),",
        "at_mm: (5, -16, 20), diameter_mm: 15),",
    )
        .at("patient.branches[2].points[1]", "⟦at_mm⟧: (5,")
        .says(
            "an opening bracket is missing before this",
            "Add `(` here, or remove the bracket that closes it.",
        ),
    broken("a list of texts is not opened", "wires: [", "wires: ")
        .at("devices.wires", "\"angled-regular\"")
        .says(
            "an opening bracket is missing before this",
            "Add `[` here, or remove the bracket that closes it.",
        ),
    broken("the file is not opened", "(\n    version", "\n    version")
        .at("", "⟦version⟧:")
        .says(
            "an opening bracket is missing before this",
            "Add `(` here, or remove the bracket that closes it.",
        ),
    broken("one round bracket too many", "seed: 7),", "seed: 7)),")
        .at("lesions[0].wisp", "7)⟦)⟧")
        .says("there is one `)` too many", "Remove it."),
    broken("one square bracket too many", "\"long-taper\"]", "\"long-taper\"]]")
        .at("devices.wires", "\"long-taper\"]⟦]⟧")
        .says("there is one `]` too many", "Remove it."),
    broken(
        "one bracket too many at the end",
        "slow_min: 80,\n    ),\n)",
        "slow_min: 80,\n    ),\n))",
    )
        .at("", ")⟦)⟧")
        .says("there is one `)` too many", "Remove it."),
    broken("a round bracket opened twice", "access: (branch", "access: ((branch")
        .at("access", "(⟦(⟧")
        .says("there is one `(` too many", "Remove it."),
    broken("a square bracket opened twice", "wires: [", "wires: [[")
        .at("devices.wires", "[⟦[⟧")
        .says("there is one `[` too many", "Remove it."),
    broken("a bracket closed too early", "meander_mm: 1.0, wave", "meander_mm: 1.0), wave")
        .at("lesions[0].wisp.meander_mm", "1.0⟦)⟧")
        .says("there is one `)` too many", "Remove it."),
    broken("a list closed with a round bracket", "\"long-taper\"]", "\"long-taper\")")
        .at("devices.wires", "\"long-taper\"⟦)⟧")
        .says("this closes the wrong kind of bracket: line 74 opened", "Write `]` here."),
    broken("coordinates closed with a square bracket", "(5, -16, 20)", "(5, -16, 20]")
        .at("patient.branches[2].points[1].at_mm", "20⟦]⟧")
        .says("this closes the wrong kind of bracket: line 30 opened", "Write `)` here."),
    broken("two brackets closed in the wrong order", "seed: 7),\n    )],", "seed: 7),\n    ]),")
        .at("lesions", "⟦])⟧,\n    webs")
        .says("this closes the wrong kind of bracket: line 50 opened", "Write `)]` here."),
    broken(
        "fields in square brackets",
        "access: (branch: \"left-femoral\", at_mm: 5)",
        "access: [branch: \"left-femoral\", at_mm: 5]",
    )
        .at("access", "[branch: \"left-femoral\", at_mm: 5]")
        .says("this should stand in round brackets", "Write round brackets, `(…)`, around it."),
    broken(
        "fields in curly brackets",
        "access: (branch: \"left-femoral\", at_mm: 5)",
        "access: {branch: \"left-femoral\", at_mm: 5}",
    )
        .at("access", "{branch: \"left-femoral\", at_mm: 5}")
        .says(
            "this should stand in round brackets",
            "Write round brackets, `(…)`, and names without quotes.",
        ),
    broken(
        "fields as another format has them",
        "access: (branch: \"left-femoral\", at_mm: 5)",
        "access: {\"branch\": \"left-femoral\", \"at_mm\": 5}",
    )
        .at("access", "{\"branch\": \"left-femoral\", \"at_mm\": 5}")
        .says(
            "this should stand in round brackets",
            "Write round brackets, `(…)`, and names without quotes.",
        ),
    broken(
        "a list in round brackets",
        "[\"angled-regular\", \"angled-stiff\", \"long-taper\"]",
        "(\"angled-regular\", \"angled-stiff\", \"long-taper\")",
    )
        .at("devices.wires", "(\"angled-regular\", \"angled-stiff\", \"long-taper\")")
        .says("this should stand in square brackets", "Write square brackets, `[…]`, around it."),
    broken(
        "a list in curly brackets",
        "[\"angled-regular\", \"angled-stiff\", \"long-taper\"]",
        "{\"angled-regular\", \"angled-stiff\", \"long-taper\"}",
    )
        .at("devices.wires", "{\"angled-regular\", \"angled-stiff\", \"long-taper\"}")
        .says("this should stand in square brackets", "Write square brackets, `[…]`, around it."),
    broken("coordinates in square brackets", "(5, -16, 20)", "[5, -16, 20]")
        .at("patient.branches[2].points[1].at_mm", "[5, -16, 20]")
        .says("this should stand in round brackets", "Write round brackets, `(…)`, around it."),
    broken("one lesion without a list", "lesions: [(", "lesions: (")
        .and("seed: 7),\n    )],", "seed: 7),\n    ),")
        .at("lesions", "(\n        from: (branch: \"left-external-…")
        .says("this should be a list", "Put it in square brackets: `[…]`."),
    broken(
        "brackets nested too deeply",
        "wires: [",
        "wires: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    )
        .at("devices.wires", "⟦[⟧[[[[[[[\"angled-regular\"")
        .says("the brackets are nested too deeply", "Remove the superfluous brackets."),
    broken(
        "superfluous brackets nested too deeply",
        "occlusion with a wisp\"",
        "x\", extra: (((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((())))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))",
    )
        .at("extra", "⟦(⟧(((((((((((((((()")
        .says("the brackets are nested too deeply", "Remove the superfluous brackets."),
    broken("a name before a bracket", "stump: (", "stump: Stamp(")
        .at("lesions[0].stump", "Stamp")
        .says("this name does not belong before the bracket", "Remove the name."),
    broken("a name before the first bracket", "(\n    version", "Case(\n    version")
        .at("", "Case")
        .says("this name does not belong before the bracket", "Remove the name."),
];
