//! The other accesses of a case.

use super::table::{Broken, broken};

pub const CASES: &[Broken] = &[
    broken(
        "another access on a branch misspelt",
        "other_accesses: [(branch: \"ivc\"",
        "other_accesses: [(branch: \"icv\"",
    )
    .at("other_accesses[0].branch", "\"icv\"")
    .says("there is no branch `icv`", "Did you mean `ivc`?"),
    broken(
        "another access from which the way leads past the lesion",
        "other_accesses: [(branch: \"ivc\", at_mm: 200)]",
        "other_accesses: [(branch: \"left-external-iliac\", at_mm: 30)]",
    )
    .at("other_accesses[0]", "(branch: \"left-external-iliac\", at_mm: 30)")
    .says(
        "no way from here leads through every lesion",
        "Name a vein on the way beyond the lesions, or one that drains into",
    ),
    broken(
        "another access where a sheath is already",
        "other_accesses: [(branch: \"ivc\", at_mm: 200)]",
        "other_accesses: [(branch: \"left-femoral\", at_mm: 20)]",
    )
    .at("other_accesses[0]", "(branch: \"left-femoral\", at_mm: 20)")
    .says("a sheath lies here already: `access`", "Name another place, or leave this one out."),
    broken(
        "another access in the stump",
        "other_accesses: [(branch: \"ivc\", at_mm: 200)]",
        "other_accesses: [(branch: \"ivc\", at_mm: 8)]",
    )
    .at("other_accesses[0]", "(branch: \"ivc\", at_mm: 8)")
    .says("the sheath lies inside the stump of a lesion", "Move the access away from the lesions."),
];
