//! Catheter files.

use super::table::{Broken, broken};

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
        "flexural_rigidity_n_mm2: 90.0",
        "flexural_rigidity_n_mm2: -90.0",
    )
    .at("flexural_rigidity_n_mm2", "-90.0")
    .says(
        "a negative number is not possible here",
        "Write a number more than 0, at most 100000 N·mm².",
    ),
    broken(
        "a list of stiffness as a wire has it",
        "flexural_rigidity_n_mm2: 90.0",
        "flexural_rigidity_n_mm2: [(from_tip_mm: 0.0, n_mm2: 90.0)]",
    )
    .at("flexural_rigidity_n_mm2", "[(from_tip_mm: 0.0, n_mm2: 90.0)]")
    .says("this should be a number", "Write a number such as 4.0."),
    broken("a field of a wire", "friction_wire: 0.04", "friction_wire: 0.04, tip_profile: 1.0")
        .at("tip_profile", "tip_profile")
        .says(
            "there is no field `tip_profile` here",
            "Remove the field, or write one of those allowed.",
        ),
    broken("a friction misspelt", "friction_wire", "friction")
        .at("friction", "friction")
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
