//! Commas, colons and other signs between entries.

use super::table::{Broken, broken};

pub const CASES: &[Broken] = &[
    broken("no comma after a number", "wall_mm: 0.8,", "wall_mm: 0.8")
        .at("lesions[0].wall_mm", "0.8⟦⟧")
        .says("a comma is missing here", "Add a comma after this entry."),
    broken("no comma after a whole number", "version: 0,", "version: 0")
        .at("version", "version: 0⟦⟧")
        .says("a comma is missing here", "Add a comma after this entry."),
    broken("no comma after a text", "a wisp\",", "a wisp\"")
        .at("title", "wisp\"⟦⟧")
        .says("a comma is missing here", "Add a comma after this entry."),
    broken("no comma after a list", "not lumen.\",\n    ],", "not lumen.\",\n    ]")
        .at("teaching_points", "⟦⟧\n    hints")
        .says("a comma is missing here", "Add a comma after this entry."),
    broken("no comma after brackets", "funnel_mm: 15,\n", "funnel_mm: 15\n")
        .at("lesions[0].stump.funnel_mm", "funnel_mm: 15⟦⟧")
        .says("a comma is missing here", "Add a comma after this entry."),
    broken(
        "no comma between two points",
        "(at_mm: (5, -16, 20), diameter_mm: 15),",
        "(at_mm: (5, -16, 20), diameter_mm: 15)",
    )
    .at("patient.branches[2].points[1]", "diameter_mm: 15)⟦⟧")
    .says("a comma is missing here", "Add a comma after this entry."),
    broken(
        "no comma between two texts",
        "\"angled-regular\", \"angled-stiff\"",
        "\"angled-regular\" \"angled-stiff\"",
    )
    .at("devices.wires[0]", "\"angled-regular\"⟦⟧")
    .says("a comma is missing here", "Add a comma after this entry."),
    broken(
        "no comma between two fields of a line",
        "(diameter_mm: 0.2, meander_mm",
        "(diameter_mm: 0.2 meander_mm",
    )
    .at("lesions[0].wisp.diameter_mm", "0.2⟦⟧")
    .says("a comma is missing here", "Add a comma after this entry."),
    broken("no comma between two coordinates", "(5, -16, 20)", "(5 -16, 20)")
        .at("patient.branches[2].points[1].at_mm[0]", "5⟦⟧ -16")
        .says("a comma is missing here", "Add a comma after this entry."),
    broken(
        "no comma after brackets in a line",
        "wisp: (diameter_mm: 0.2, meander_mm: 1.0, wavelength_mm: 22, seed: 7),\n    )],",
        "wisp: (diameter_mm: 0.2, meander_mm: 1.0, wavelength_mm: 22, seed: 7),\n    )]",
    )
    .at("lesions", "⟦⟧\n    webs")
    .says("a comma is missing here", "Add a comma after this entry."),
    broken("no colon before a number", "wall_mm: 0.8", "wall_mm 0.8")
        .at("lesions[0].wall_mm", "0.8")
        .says(
            "a colon is missing before this",
            "Put a colon between the field's name and its value.",
        ),
    broken("no colon before brackets", "stump: (", "stump (")
        .at("lesions[0].stump", "stump ⟦(⟧")
        .says(
            "a colon is missing before this",
            "Put a colon between the field's name and its value.",
        ),
    broken("no colon before a list", "wires: [", "wires [").at("devices.wires", "wires ⟦[⟧").says(
        "a colon is missing before this",
        "Put a colon between the field's name and its value.",
    ),
    broken("no colon before a text", "support: \"", "support \"")
        .at("devices.support", "\"support-4f\"")
        .says(
            "a colon is missing before this",
            "Put a colon between the field's name and its value.",
        ),
    broken("an equals sign for a colon", "wall_mm: 0.8", "wall_mm = 0.8")
        .at("lesions[0].wall_mm", "=")
        .says("this should be a colon", "Write `:` instead."),
    broken("an equals sign without blanks", "wall_mm: 0.8", "wall_mm=0.8")
        .at("lesions[0].wall_mm", "=")
        .says("this should be a colon", "Write `:` instead."),
    broken("a semicolon for a comma", "wall_mm: 0.8,", "wall_mm: 0.8;")
        .at("lesions[0].wall_mm", "0.8⟦;⟧")
        .says("this should be a comma", "Write `,` instead."),
    broken("a semicolon for a comma in a line", "pass_mark: 60,", "pass_mark: 60;")
        .at("score.pass_mark", "60⟦;⟧")
        .says("this should be a comma", "Write `,` instead."),
    broken("a semicolon for a colon", "wall_mm: 0.8,", "wall_mm; 0.8,")
        .at("lesions[0].wall_mm", "wall_mm⟦;⟧")
        .says("this should be a colon", "Write `:` instead."),
    broken("a full stop for a comma", "wall_mm: 0.8,", "wall_mm: 0.8.")
        .at("lesions[0].wall_mm", "0.8⟦.⟧")
        .says("this should be a comma", "Write `,` instead."),
    broken("two colons", "wall_mm: 0.8", "wall_mm:: 0.8")
        .at("lesions[0].wall_mm", "wall_mm:⟦:⟧")
        .says("there is one colon too many", "Remove it."),
    broken("two commas", "wall_mm: 0.8,", "wall_mm: 0.8,,")
        .at("lesions[0]", "0.8,⟦,⟧")
        .says("there is one comma too many", "Remove it."),
    broken("two commas in a list", "(5, -16, 20)", "(5,, -16, 20)")
        .at("patient.branches[2].points[1].at_mm", "5,⟦,⟧")
        .says("there is one comma too many", "Remove it."),
    broken("a comma after the opening bracket", "stump: (", "stump: (,")
        .at("lesions[0].stump", "(⟦,⟧")
        .says("there is one comma too many", "Remove it."),
    broken("a comma as another keyboard has it", "wall_mm: 0.8,", "wall_mm: 0.8，")
        .at("lesions[0].wall_mm", "，")
        .says("this only looks like `,`", "Write `,`, as an English keyboard has it."),
    broken("a colon as another keyboard has it", "wall_mm: 0.8", "wall_mm： 0.8")
        .at("lesions[0].wall_mm", "：")
        .says("this only looks like `:`", "Write `:`, as an English keyboard has it."),
    broken("a bracket as another keyboard has it", "stump: (", "stump: （")
        .at("lesions[0].stump", "（")
        .says("this only looks like `(`", "Write `(`, as an English keyboard has it."),
    broken("a name without a value", "wall_mm: 0.8,", "wall_mm: ,")
        .at("lesions[0].wall_mm", "wall_mm")
        .says("this field has no value", "Write a colon and the value, or remove the field."),
    broken("a name without a value at the end", " tears_at_n_mm: 2.0,\n", " tears_at_n_mm:\n")
        .at("webs[0].tears_at_n_mm", "tears_at_n_mm")
        .says("this field has no value", "Write a colon and the value, or remove the field."),
    broken("a name without a value and a comma", "wall_mm: 0.8,\n", "wall_mm:\n")
        .at("lesions[0].wall_mm", "wall_mm")
        .says("this field has no value", "Write a colon and the value, or remove the field."),
    broken("a name alone", "wall_mm: 0.8,", "wall_mm,")
        .at("lesions[0].wall_mm", "wall_mm")
        .says("this field has no value", "Write a colon and the value, or remove the field."),
    broken("a name alone that is no field", "wall_mm: 0.8,", "wall_mm: 0.8, x,")
        .at("lesions[0].x", "0.8, ⟦x⟧")
        .says("this field has no value", "Write a colon and the value, or remove the field."),
];
