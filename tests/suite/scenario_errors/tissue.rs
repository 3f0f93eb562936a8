//! Tissue files.

use super::table::{Broken, broken};

pub const CASES: &[Broken] = &[
    broken("a wisp harder than scar", "wisp_force_n: 0.25", "wisp_force_n: 1.75")
        .at("wisp_force_n", "1.75")
        .says(
            "the wisp resists no less than the scar around it",
            "Lower `wisp_force_n` or raise `scar_force_n`: a wisp is the",
        ),
    broken("a wisp as hard as scar", "wisp_force_n: 0.25", "wisp_force_n: 1.5")
        .at("wisp_force_n", "wisp_force_n: ⟦1.5⟧")
        .says(
            "the wisp resists no less than the scar around it",
            "Lower `wisp_force_n` or raise `scar_force_n`: a wisp is the",
        ),
    broken("a negative force", "fat_force_n: 0.3", "fat_force_n: -0.3")
        .at("fat_force_n", "-0.3")
        .says(
            "a negative number is not possible here",
            "Write a number more than 0, at most 50 N.",
        ),
    broken("a force in millinewtons", "scar_force_n: 1.5", "scar_force_n: 1500")
        .at("scar_force_n", "1500")
        .says("the number is too large", "Write a number more than 0, at most 50 N."),
    broken(
        "no force",
        "    fat_force_n: 0.3, // [M/C] 0.1–0.4, the lowest: the false freedom outside the vein\n",
        "",
    )
    .at("fat_force_n", "(")
    .says(
        "the field `fat_force_n` is missing",
        "Add `fat_force_n`, or mend its spelling if it is there.",
    ),
    broken("a force misspelt", "wall_force_n", "wal_force_n")
        .at("wal_force_n", "wal_force_n")
        .says("there is no field `wal_force_n` here", "Did you mean `wall_force_n`?"),
    broken("a force without its unit", "wall_force_n", "wall_force")
        .at("wall_force", "wall_force")
        .says("there is no field `wall_force` here", "Did you mean `wall_force_n`?"),
    broken("a force twice", "wall_force_n: 2.5,", "wall_force_n: 2.5, wall_force_n: 3,")
        .at("wall_force_n", "2.5, ⟦wall_force_n⟧")
        .says(
            "the field `wall_force_n` stands here twice",
            "Remove one of the two `wall_force_n`.",
        ),
    broken("a unit after a force", "track_force_n: 0.15", "track_force_n: 0.15 N")
        .at("track_force_n", "0.15 N")
        .says(
            "there is more than a number here",
            "Write 0.15 alone: the field's name says the unit.",
        ),
    broken("a grip that is negative", "grip_n_mm: 0.003", "grip_n_mm: -0.003")
        .at("grip_n_mm", "-0.003")
        .says(
            "a negative number is not possible here",
            "Write a number from 0 to 5 N per mm of wire.",
        ),
    broken(
        "a foundation of nothing",
        "foundation_n_mm2: 1.0, // [C] 0.2",
        "foundation_n_mm2: 0.0, // [C] 0.2",
    )
    .at("foundation_n_mm2", "⟦0.0⟧,")
    .says(
        "zero is not possible here",
        "Write a number more than 0, at most 20 N/mm per mm of wire.",
    ),
    broken("an empty title", "\"Organised iliac occlusion\"", "\"\"")
        .at("title", "\"\"")
        .says("the text is empty", "Write what should be read there."),
    broken("a semicolon", "carving_side_ratio: 1.0,", "carving_side_ratio: 1.0;")
        .at("carving_side_ratio", "1.0⟦;⟧")
        .says("this should be a comma", "Write `,` instead."),
    broken("a mouth harder than scar", "mouth_force_n: 0.08", "mouth_force_n: 1.6")
        .at("mouth_force_n", "1.6")
        .says(
            "the wisp's mouth resists no less than the scar beside it",
            "Lower `mouth_force_n` unless nobody is meant to find the",
        )
        .legal(),
];
