//! Wire files.

use super::table::{Broken, broken, cut};

pub const CASES: &[Broken] = &[
    broken("no title", "    title: \"Angled regular hydrophilic\",\n", "")
        .at("title", "⟦(⟧\n    note")
        .says("the field `title` is missing", "Add `title`, or mend its spelling if it is there."),
    broken("an empty title", "\"Angled regular hydrophilic\"", "\"\"")
        .at("title", "\"\"")
        .says("the text is empty", "Write what should be read there."),
    broken("no diameter", "    diameter_mm: 0.889, // [F] 0.035 in\n", "")
        .at("diameter_mm", "⟦(⟧\n    title")
        .says(
            "the field `diameter_mm` is missing",
            "Add `diameter_mm`, or mend its spelling if it is there.",
        ),
    broken("a diameter in inches, negative", "diameter_mm: 0.889", "diameter_mm: -0.035")
        .at("diameter_mm", "-0.035")
        .says(
            "a negative number is not possible here",
            "Write a number more than 0, at most 10 mm.",
        ),
    broken("a diameter in French", "diameter_mm: 0.889", "diameter_mm: 35")
        .at("diameter_mm", "⟦35⟧,")
        .says("the number is too large", "Write a number more than 0, at most 10 mm."),
    broken("a diameter that is text", "diameter_mm: 0.889", "diameter_mm: \"0.889\"")
        .at("diameter_mm", "\"0.889\"")
        .says("this should be a number", "Write 0.889 without quotes."),
    broken("a decimal comma", "diameter_mm: 0.889", "diameter_mm: 0,889")
        .at("diameter_mm", "0,889")
        .says("a number has a comma in it", "Write 0.889."),
    cut("no entries", "flexural_rigidity: [", "    // [C] GJ", "flexural_rigidity: [],\n")
        .at("flexural_rigidity", "[]")
        .says("the list is empty", "Add what is missing."),
    broken(
        "entries out of order",
        "(from_tip_mm: 20.0, n_mm2: 3.0)",
        "(from_tip_mm: 70.0, n_mm2: 3.0)",
    )
    .at("flexural_rigidity[2].from_tip_mm", "⟦50.0⟧, n_mm2: 120.0")
    .says(
        "the entries do not go from the tip towards the hub",
        "Put the entries in order, each farther from the tip than",
    ),
    broken(
        "two entries in one place",
        "(from_tip_mm: 20.0, n_mm2: 2.25)",
        "(from_tip_mm: 0.0, n_mm2: 2.25)",
    )
    .at("torsional_rigidity[1].from_tip_mm", "⟦0.0⟧, n_mm2: 2.25),\n        (from_tip_mm: 50.0")
    .says(
        "the entries do not go from the tip towards the hub",
        "Put the entries in order, each farther from the tip than",
    ),
    broken(
        "a stiffness of nought",
        "(from_tip_mm: 50.0, n_mm2: 120.0)",
        "(from_tip_mm: 50.0, n_mm2: 0)",
    )
    .at("flexural_rigidity[2].n_mm2", "n_mm2: ⟦0⟧")
    .says("zero is not possible here", "Write a number more than 0, at most 100000 N·mm²."),
    broken(
        "an entry without its stiffness",
        "(from_tip_mm: 50.0, n_mm2: 120.0)",
        "(from_tip_mm: 50.0)",
    )
    .at("flexural_rigidity[2].n_mm2", "⟦(⟧from_tip_mm: 50.0)")
    .says("the field `n_mm2` is missing", "Add `n_mm2`, or mend its spelling if it is there."),
    broken(
        "an entry that is a pair of numbers",
        "(from_tip_mm: 50.0, n_mm2: 120.0)",
        "(50.0, 120.0)",
    )
    .at("flexural_rigidity[2]", "(50.0, 120.0)")
    .says(
        "this should be fields in round brackets",
        "Write fields in round brackets, `(name: value, …)`.",
    ),
    broken(
        "a list that is not closed",
        "(from_tip_mm: 50.0, n_mm2: 120.0),\n    ],",
        "(from_tip_mm: 50.0, n_mm2: 120.0),",
    )
    .at("flexural_rigidity", "torsional_rigidity")
    .says(
        "a closing bracket is missing before this, for the one",
        "Add `]` after the last entry that belongs inside.",
    ),
    broken("a tip bent backwards", "tip_angle_deg: 45.0", "tip_angle_deg: 450.0")
        .at("tip_angle_deg", "450.0")
        .says("the number is too large", "Write a number from 0 to 180 degrees."),
    broken("a bend of no length", "tip_bend_mm: 8.0", "tip_bend_mm: 0")
        .at("tip_bend_mm", "tip_bend_mm: ⟦0⟧")
        .says("zero is not possible here", "Write a number more than 0, at most 100 mm."),
    broken("friction without end", "friction_scar: 0.15", "friction_scar: inf")
        .at("friction_scar", "inf")
        .says("this is not a number that can be used", "Write a number from 0 to 2."),
    broken("a friction misspelt", "friction_scar", "frictoin_scar")
        .at("frictoin_scar", "frictoin_scar")
        .says("there is no field `frictoin_scar` here", "Did you mean `friction_scar`?"),
    broken(
        "a field of a catheter",
        "friction_scar: 0.15",
        "friction_scar: 0.15, inner_diameter_mm: 1.0",
    )
    .at("inner_diameter_mm", "inner_diameter_mm")
    .says(
        "there is no field `inner_diameter_mm` here",
        "Remove the field, or write one of those allowed.",
    ),
    broken(
        "a bend that stays before the core yields",
        "keeps_set_beyond_strain: 0.08",
        "keeps_set_beyond_strain: 0.008",
    )
    .at("core.keeps_set_beyond_strain", "⟦0.008⟧, // [M]")
    .says("a bend would stay while the core is still linear", "Mend one of the two strains."),
    broken("a strain in percent", "yields_at_strain: 0.009", "yields_at_strain: 9.0")
        .at("core.yields_at_strain", "9.0")
        .says("the number is too large", "Write a number more than 0, at most 1."),
    broken("a comma missing", "tip_profile: 1.0,", "tip_profile: 1.0")
        .at("tip_profile", "1.0⟦⟧")
        .says("a comma is missing here", "Add a comma after this entry."),
];
