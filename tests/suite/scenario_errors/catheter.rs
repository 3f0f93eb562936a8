//! Catheter files.

use super::table::{Broken, broken, cut};

pub const CASES: &[Broken] = &[
    broken("wider inside than outside", "inner_diameter_mm: 0.95", "inner_diameter_mm: 1.4")
        .at("inner_diameter_mm", "1.4")
        .says("the inner diameter is not smaller than the outer", "Mend one of the two diameters."),
    broken("as wide inside as outside", "inner_diameter_mm: 0.95", "inner_diameter_mm: 1.35")
        .at("inner_diameter_mm", "inner_diameter_mm: ⟦1.35⟧")
        .says("the inner diameter is not smaller than the outer", "Mend one of the two diameters."),
    broken("no inner diameter", "    inner_diameter_mm: 0.95, // [M]\n", "")
        .at("inner_diameter_mm", "⟦(⟧\n    title")
        .says(
            "the field `inner_diameter_mm` is missing",
            "Add `inner_diameter_mm`, or mend its spelling if it is",
        ),
    broken(
        "a negative stiffness",
        "(from_tip_mm: 40.0, n_mm2: 90.0),\n    ],\n    // [M] GJ",
        "(from_tip_mm: 40.0, n_mm2: -90.0),\n    ],\n    // [M] GJ",
    )
    .at("flexural_rigidity[2].n_mm2", "-90.0")
    .says(
        "a negative number is not possible here",
        "Write a number more than 0, at most 100000 N·mm².",
    ),
    cut(
        "one stiffness for the whole length",
        "flexural_rigidity: [",
        "    // [M] GJ",
        "flexural_rigidity: 90.0,\n",
    )
    .at("flexural_rigidity", "flexural_rigidity: ⟦90.0⟧")
    .says("this should be a list", "Put it in square brackets: `[90.0]`."),
    broken(
        "stiffness out of order",
        "(from_tip_mm: 40.0, n_mm2: 90.0),\n    ],\n    // [M] GJ",
        "(from_tip_mm: 5.0, n_mm2: 90.0),\n    ],\n    // [M] GJ",
    )
    .at("flexural_rigidity[2].from_tip_mm", "from_tip_mm: ⟦5.0⟧")
    .says(
        "the entries do not go from the tip towards the hub",
        "Put the entries in order, each farther from the tip than",
    ),
    broken("no length", "length_mm: 900.0", "length_mm: 0")
        .at("length_mm", "length_mm: ⟦0⟧")
        .says("zero is not possible here", "Write a number more than 0, at most 10000 mm."),
    broken("a field of a wire", "friction_wire: 0.04", "friction_wire: 0.04, core: ()")
        .at("core", "⟦core⟧: ()")
        .says("there is no field `core` here", "Remove the field, or write one of those allowed."),
    broken("a friction misspelt", "friction_wire", "friction")
        .at("friction", "⟦friction⟧: 0.04")
        .says("there is no field `friction` here", "Did you mean `friction_wire`?"),
    broken(
        "a note without quotes",
        "\"Holds the wire straight up to its tip.\"",
        "Holds the wire straight up to its tip.",
    )
    .at("note", "Holds the wire straight up to its tip.")
    .says(
        "this text stands without quotes",
        "Put a double quote before the text and one after it.",
    ),
    broken("French for a unit", "outer_diameter_mm: 1.35", "outer_diameter_mm: 4F")
        .at("outer_diameter_mm", "⟦4F⟧,")
        .says("this should be a number", "Write 4 alone: the field's name says the unit."),
    broken(
        "not closed",
        "friction_wire: 0.04, // [M] coated wire in catheter\n)",
        "friction_wire: 0.04, // [M] coated wire in catheter\n",
    )
    .at("", "⟦⟧")
    .says(
        "the file ends too early: the bracket of line 3 is still open",
        "Close what is still open, or restore the part that is",
    ),
];
