//! Places on the veins: access, target, ends of lesions, webs.

use super::table::{Broken, broken, cut};

pub const CASES: &[Broken] = &[
    broken(
        "an access on a branch misspelt",
        "access: (branch: \"left-femoral\"",
        "access: (branch: \"left-femural\"",
    )
    .at("access.branch", "\"left-femural\"")
    .says("there is no branch `left-femural`", "Did you mean `left-femoral`?"),
    broken(
        "an access beyond the end of its branch",
        "access: (branch: \"left-femoral\", at_mm: 5)",
        "access: (branch: \"left-femoral\", at_mm: 500)",
    )
    .at("access.at_mm", "500")
    .says(
        "this place lies beyond the end of `left-femoral`",
        "Write at most 94.4, or name the branch that comes next.",
    ),
    broken(
        "an access on the other side",
        "access: (branch: \"left-femoral\", at_mm: 5)",
        "access: (branch: \"right-iliac\", at_mm: 5)",
    )
    .at("access", "(branch: \"right-iliac\", at_mm: 5)")
    .says(
        "the way from here does not pass `lesions[0].from`",
        "Move the access to `left-femoral`, or to a vein that drains",
    ),
    broken(
        "an access downstream of everything",
        "access: (branch: \"left-femoral\", at_mm: 5)",
        "access: (branch: \"ivc\", at_mm: 5)",
    )
    .at("access", "(branch: \"ivc\", at_mm: 5)")
    .says(
        "the way from here does not pass `lesions[0].from`",
        "Move the access to `left-femoral`, or to a vein that drains",
    ),
    broken(
        "an access inside the lesion",
        "access: (branch: \"left-femoral\", at_mm: 5)",
        "access: (branch: \"left-external-iliac\", at_mm: 50)",
    )
    .at("access", "(branch: \"left-external-iliac\", at_mm: 50)")
    .says(
        "the sheath lies inside `lesions[0]`",
        "Move the access upstream, or the lesion along the flow.",
    ),
    broken(
        "an access in the stump",
        "access: (branch: \"left-femoral\", at_mm: 5)",
        "access: (branch: \"left-femoral\", at_mm: 94)",
    )
    .at("access", "(branch: \"left-femoral\", at_mm: 94)")
    .says(
        "the sheath lies inside the stump in front of `lesions[0]`",
        "Move the access upstream, or the lesion along the flow.",
    ),
    broken("a target on a branch misspelt", "target: (branch: \"ivc\"", "target: (branch: \"icv\"")
        .at("target.branch", "\"icv\"")
        .says("there is no branch `icv`", "Did you mean `ivc`?"),
    broken(
        "a target beyond the end of its branch",
        "target: (branch: \"ivc\", at_mm: 40)",
        "target: (branch: \"ivc\", at_mm: 400)",
    )
    .at("target.at_mm", "400")
    .says(
        "this place lies beyond the end of `ivc`",
        "Write at most 210.6, or name the branch that comes next.",
    ),
    broken(
        "a target inside the lesion",
        "target: (branch: \"ivc\", at_mm: 40)",
        "target: (branch: \"left-common-iliac\", at_mm: 40)",
    )
    .at("target", "(branch: \"left-common-iliac\", at_mm: 40)")
    .says(
        "the target does not lie beyond `lesions[0]`",
        "Move the target along the flow, into patent vein.",
    ),
    broken(
        "a target at the end of the lesion",
        "target: (branch: \"ivc\", at_mm: 40)",
        "target: (branch: \"left-common-iliac\", at_mm: 66)",
    )
    .at("target", "target: ⟦(branch: \"left-common-iliac\", at_mm: 66)⟧")
    .says(
        "the target does not lie beyond `lesions[0]`",
        "Move the target along the flow, into patent vein.",
    ),
    broken(
        "a target upstream of the sheath",
        "target: (branch: \"ivc\", at_mm: 40)",
        "target: (branch: \"left-femoral\", at_mm: 2)",
    )
    .at("target", "(branch: \"left-femoral\", at_mm: 2)")
    .says(
        "the target does not lie beyond `lesions[0]`",
        "Move the target along the flow, into patent vein.",
    ),
    cut(
        "a target just in front of the sheath where there is no lesion",
        "    lesions: [(",
        "    webs: [(",
        "",
    )
    .and("target: (branch: \"ivc\", at_mm: 40)", "target: (branch: \"left-femoral\", at_mm: 20)")
    .at("target", "(branch: \"left-femoral\", at_mm: 20)")
    .says(
        "the target does not lie beyond the sheath",
        "Move the target along the flow, or the access upstream.",
    ),
    broken(
        "a lesion from a branch misspelt",
        "from: (branch: \"left-external-iliac\"",
        "from: (branch: \"left-externl-iliac\"",
    )
    .at("lesions[0].from.branch", "\"left-externl-iliac\"")
    .says("there is no branch `left-externl-iliac`", "Did you mean `left-external-iliac`?"),
    broken(
        "a lesion to a branch that nobody knows",
        "to: (branch: \"left-common-iliac\"",
        "to: (branch: \"aorta\"",
    )
    .at("lesions[0].to.branch", "\"aorta\"")
    .says("there is no branch `aorta`", "Name one of the branches."),
    broken(
        "a lesion from beyond the end of its branch",
        "from: (branch: \"left-external-iliac\", at_mm: 5)",
        "from: (branch: \"left-external-iliac\", at_mm: 105)",
    )
    .at("lesions[0].from.at_mm", "105")
    .says(
        "this place lies beyond the end of `left-external-iliac`",
        "Write at most 101.6, or name the branch that comes next.",
    ),
    broken(
        "a lesion that ends beyond the end of its branch",
        "to: (branch: \"left-common-iliac\", at_mm: 66)",
        "to: (branch: \"left-common-iliac\", at_mm: 166)",
    )
    .at("lesions[0].to.at_mm", "166")
    .says(
        "this place lies beyond the end of `left-common-iliac`",
        "Write at most 70.1, or name the branch that comes next.",
    ),
    broken(
        "a lesion that ends off the way",
        "to: (branch: \"left-common-iliac\", at_mm: 66)",
        "to: (branch: \"right-iliac\", at_mm: 66)",
    )
    .at("lesions[0].to", "(branch: \"right-iliac\", at_mm: 66)")
    .says(
        "this place is not on the way from the access to the outflow",
        "Name a branch on that way, or move the access.",
    ),
    broken(
        "a lesion that begins off the way",
        "from: (branch: \"left-external-iliac\", at_mm: 5)",
        "from: (branch: \"right-iliac\", at_mm: 5)",
    )
    .at("lesions[0].from", "(branch: \"right-iliac\", at_mm: 5)")
    .says(
        "this place is not on the way from the access to the outflow",
        "Name a branch on that way, or move the access.",
    ),
    broken(
        "a lesion off the way",
        "from: (branch: \"left-external-iliac\", at_mm: 5)",
        "from: (branch: \"right-iliac\", at_mm: 5)",
    )
    .and(
        "to: (branch: \"left-common-iliac\", at_mm: 66)",
        "to: (branch: \"right-iliac\", at_mm: 66)",
    )
    .at("lesions[0].from", "(branch: \"right-iliac\", at_mm: 5)")
    .says(
        "this place is not on the way from the access to the outflow",
        "Name a branch on that way, or move the access.",
    ),
    broken(
        "a web on a branch that nobody knows",
        "place: (branch: \"left-femoral\"",
        "place: (branch: \"aorta\"",
    )
    .at("webs[0].place.branch", "\"aorta\"")
    .says("there is no branch `aorta`", "Name one of the branches."),
    broken(
        "a web beyond the end of its branch",
        "place: (branch: \"left-femoral\", at_mm: 35)",
        "place: (branch: \"left-femoral\", at_mm: 350)",
    )
    .at("webs[0].place.at_mm", "350")
    .says(
        "this place lies beyond the end of `left-femoral`",
        "Write at most 94.4, or name the branch that comes next.",
    ),
    broken(
        "a web off the way",
        "place: (branch: \"left-femoral\", at_mm: 35)",
        "place: (branch: \"right-iliac\", at_mm: 35)",
    )
    .at("webs[0].place", "(branch: \"right-iliac\", at_mm: 35)")
    .says(
        "this place is not on the way from the access to the outflow",
        "Name a branch on that way, or move the access.",
    ),
    broken(
        "a web inside the lesion",
        "place: (branch: \"left-femoral\", at_mm: 35)",
        "place: (branch: \"left-external-iliac\", at_mm: 35)",
    )
    .at("webs[0].place", "(branch: \"left-external-iliac\", at_mm: 35)")
    .says("the web lies inside `lesions[0]`", "Move the web out of the lesion, or remove it."),
    broken(
        "a web upstream of where its branch is joined",
        "place: (branch: \"left-femoral\", at_mm: 35)",
        "place: (branch: \"right-iliac\", at_mm: 100)",
    )
    .at("webs[0].place", "(branch: \"right-iliac\", at_mm: 100)")
    .says(
        "this place is not on the way from the access to the outflow",
        "Name a branch on that way, or move the access.",
    ),
];
