//! Lesions and webs: lengths, neighbours, and what fits into what.

use super::table::{Broken, broken, cut};

pub const CASES: &[Broken] = &[
    broken(
        "a lesion that is too short",
        "to: (branch: \"left-common-iliac\", at_mm: 66)",
        "to: (branch: \"left-external-iliac\", at_mm: 8)",
    )
        .at("lesions[0].to", "(branch: \"left-external-iliac\", at_mm: 8)")
        .says(
            "the lesion is only 3.2 mm long",
            "Move `to` along the flow, or exchange `from` and `to`.",
        ),
    broken(
        "a lesion that ends where it begins",
        "to: (branch: \"left-common-iliac\", at_mm: 66)",
        "to: (branch: \"left-external-iliac\", at_mm: 5)",
    )
        .at("lesions[0].to", "to: ⟦(branch: \"left-external-iliac\", at_mm: 5)⟧")
        .says(
            "the lesion ends where it begins",
            "Move `to` along the flow, or exchange `from` and `to`.",
        ),
    broken(
        "a lesion that ends before it begins",
        "to: (branch: \"left-common-iliac\", at_mm: 66)",
        "to: (branch: \"left-femoral\", at_mm: 90)",
    )
        .at("lesions[0].to", "(branch: \"left-femoral\", at_mm: 90)")
        .says(
            "the lesion ends 9.2 mm before it begins",
            "Move `to` along the flow, or exchange `from` and `to`.",
        ),
    cut(
        "a second lesion inside the first",
        "    lesions: [(",
        "    webs: [(",
        "    lesions: [\n        (from: (branch: \"left-external-iliac\", at_mm: 5), to: (branch: \"left-common-iliac\", at_mm: 66)),\n        (from: (branch: \"left-external-iliac\", at_mm: 40), to: (branch: \"left-common-iliac\", at_mm: 30)),\n    ],\n",
    )
        .at("lesions[1].from", "(branch: \"left-external-iliac\", at_mm: 40)")
        .says(
            "`lesions[1]` begins 128.9 mm inside `lesions[0]`",
            "Move it 143.9 mm along the flow, end `lesions[0]` earlier,",
        ),
    cut(
        "two lesions that overlap",
        "    lesions: [(",
        "    webs: [(",
        "    lesions: [\n        (from: (branch: \"left-external-iliac\", at_mm: 5), to: (branch: \"left-common-iliac\", at_mm: 40)),\n        (from: (branch: \"left-common-iliac\", at_mm: 20), to: (branch: \"left-common-iliac\", at_mm: 66)),\n    ],\n",
    )
        .at("lesions[1].from", "(branch: \"left-common-iliac\", at_mm: 20)")
        .says(
            "`lesions[1]` begins 19.8 mm inside `lesions[0]`",
            "Move it 34.8 mm along the flow, end `lesions[0]` earlier,",
        ),
    cut(
        "two lesions that overlap, the second first",
        "    lesions: [(",
        "    webs: [(",
        "    lesions: [\n        (from: (branch: \"left-common-iliac\", at_mm: 20), to: (branch: \"left-common-iliac\", at_mm: 66)),\n        (from: (branch: \"left-external-iliac\", at_mm: 5), to: (branch: \"left-common-iliac\", at_mm: 40)),\n    ],\n",
    )
        .at("lesions[0].from", "(branch: \"left-common-iliac\", at_mm: 20)")
        .says(
            "`lesions[0]` begins 19.8 mm inside `lesions[1]`",
            "Move it 34.8 mm along the flow, end `lesions[1]` earlier,",
        ),
    cut(
        "the same lesion twice",
        "    lesions: [(",
        "    webs: [(",
        "    lesions: [\n        (from: (branch: \"left-external-iliac\", at_mm: 5), to: (branch: \"left-common-iliac\", at_mm: 66)),\n        ( from: (branch: \"left-external-iliac\", at_mm: 5), to: (branch: \"left-common-iliac\", at_mm: 66)),\n    ],\n",
    )
        .at(
            "lesions[1].from",
            "( from: ⟦(branch: \"left-external-iliac\", at_mm: 5)⟧",
        )
        .says(
            "`lesions[1]` begins 164.5 mm inside `lesions[0]`",
            "Move it 179.5 mm along the flow, end `lesions[0]` earlier,",
        ),
    cut(
        "a stump that reaches into the lesion before",
        "    lesions: [(",
        "    webs: [(",
        "    lesions: [\n        (from: (branch: \"left-external-iliac\", at_mm: 5), to: (branch: \"left-common-iliac\", at_mm: 10)),\n        (from: (branch: \"left-common-iliac\", at_mm: 20), to: (branch: \"left-common-iliac\", at_mm: 66)),\n    ],\n",
    )
        .at("lesions[1].from", "(branch: \"left-common-iliac\", at_mm: 20)")
        .says(
            "`lesions[1]` begins 10.4 mm beyond `lesions[0]`, and its",
            "Move it 4.6 mm along the flow, end `lesions[0]` earlier, or",
        ),
    cut(
        "a target between two lesions",
        "    lesions: [(",
        "    webs: [(",
        "    lesions: [\n        (from: (branch: \"left-external-iliac\", at_mm: 5), to: (branch: \"left-external-iliac\", at_mm: 30)),\n        (from: (branch: \"left-common-iliac\", at_mm: 10), to: (branch: \"left-common-iliac\", at_mm: 50)),\n    ],\n",
    )
        .and(
            "target: (branch: \"ivc\", at_mm: 40)",
            "target: (branch: \"left-external-iliac\", at_mm: 45)",
        )
        .at("target", "(branch: \"left-external-iliac\", at_mm: 45)")
        .says(
            "the target does not lie beyond `lesions[1]`",
            "Move the target along the flow, into patent vein.",
        ),
    cut(
        "a target in front of two lesions",
        "    lesions: [(",
        "    webs: [(",
        "    lesions: [\n        (from: (branch: \"left-external-iliac\", at_mm: 5), to: (branch: \"left-external-iliac\", at_mm: 30)),\n        (from: (branch: \"left-common-iliac\", at_mm: 10), to: (branch: \"left-common-iliac\", at_mm: 50)),\n    ],\n",
    )
        .and(
            "target: (branch: \"ivc\", at_mm: 40)",
            "target: (branch: \"left-femoral\", at_mm: 60)",
        )
        .at("target", "(branch: \"left-femoral\", at_mm: 60)")
        .says(
            "the target does not lie beyond `lesions[1]`",
            "Move the target along the flow, into patent vein.",
        ),
    cut(
        "an access between two lesions",
        "    lesions: [(",
        "    webs: [(",
        "    lesions: [\n        (from: (branch: \"left-external-iliac\", at_mm: 5), to: (branch: \"left-external-iliac\", at_mm: 20)),\n        (from: (branch: \"left-common-iliac\", at_mm: 10), to: (branch: \"left-common-iliac\", at_mm: 50)),\n    ],\n",
    )
        .and(
            "access: (branch: \"left-femoral\", at_mm: 5)",
            "access: (branch: \"left-external-iliac\", at_mm: 45)",
        )
        .at("access", "(branch: \"left-external-iliac\", at_mm: 45)")
        .says(
            "the sheath lies beyond `lesions[0]`",
            "Move the access upstream, or the lesion along the flow.",
        ),
    cut(
        "an access in the second lesion",
        "    lesions: [(",
        "    webs: [(",
        "    lesions: [\n        (from: (branch: \"left-external-iliac\", at_mm: 5), to: (branch: \"left-external-iliac\", at_mm: 40)),\n        (from: (branch: \"left-common-iliac\", at_mm: 10), to: (branch: \"left-common-iliac\", at_mm: 50)),\n    ],\n",
    )
        .and(
            "access: (branch: \"left-femoral\", at_mm: 5)",
            "access: (branch: \"left-common-iliac\", at_mm: 20)",
        )
        .at("access", "(branch: \"left-common-iliac\", at_mm: 20)")
        .says(
            "the way from here does not pass `lesions[0].from`",
            "Move the access to `left-femoral`, or to a vein that drains",
        ),
    broken("a wisp wider than its cord", "wisp: (diameter_mm: 0.2", "wisp: (diameter_mm: 4.2")
        .at("lesions[0].wisp.diameter_mm", "4.2")
        .says(
            "the wisp is wider than the cord it is in",
            "Write at most 4.00, or raise `cord_diameter_mm`.",
        ),
    broken("a wisp that meanders out of its cord", "meander_mm: 1.0", "meander_mm: 1.95")
        .at("lesions[0].wisp.meander_mm", "1.95")
        .says(
            "the wisp meanders out of its cord",
            "Lower `meander_mm`, or raise `cord_diameter_mm`.",
        ),
    broken("a cord wider than the vein", "cord_diameter_mm: 4", "cord_diameter_mm: 20")
        .at("lesions[0].cord_diameter_mm", "cord_diameter_mm: ⟦20⟧")
        .says(
            "the cord is wider than the vein it is in",
            "Write at most 11.09, or move it to where the vein is wider.",
        ),
    broken("a cord too thin for what is in it", "cord_diameter_mm: 4", "cord_diameter_mm: 1.2")
        .at("lesions[0].cord_diameter_mm", "1.2")
        .says(
            "the cord is too thin for its wisp and for the mouth in",
            "Write at least 2.20, or make the mouth and the wisp",
        ),
    broken("a cord too thin for its wisp", "cord_diameter_mm: 4", "cord_diameter_mm: 2")
        .at("lesions[0].wisp.meander_mm", "meander_mm: ⟦1.0⟧")
        .says(
            "the wisp meanders out of its cord",
            "Lower `meander_mm`, or raise `cord_diameter_mm`.",
        ),
    broken("a floor wider than the vein", "floor_diameter_mm: 1.8", "floor_diameter_mm: 14")
        .at("lesions[0].stump.floor_diameter_mm", "⟦14⟧,")
        .says(
            "the stump's floor is wider than the vein in front of it",
            "Write at most 11.09, or move it to where the vein is wider.",
        ),
    broken("a floor too narrow for the mouth", "floor_diameter_mm: 1.8", "floor_diameter_mm: 1.2")
        .at("lesions[0].stump.mouth_offset_mm", "mouth_offset_mm: ⟦0.35⟧")
        .says(
            "the mouth reaches 0.10 mm beyond the stump's floor",
            "Lower the offset or the mouth's radius, or widen the floor",
        ),
    broken("a mouth outside the floor", "mouth_offset_mm: 0.35", "mouth_offset_mm: 1.4")
        .at("lesions[0].stump.mouth_offset_mm", "1.4")
        .says(
            "the mouth reaches 0.85 mm beyond the stump's floor",
            "Lower the offset or the mouth's radius, or widen the floor",
        ),
    broken("a mouth wider than the floor", "mouth_radius_mm: 0.35", "mouth_radius_mm: 1.4")
        .at("lesions[0].stump.mouth_radius_mm", "1.4")
        .says(
            "the mouth reaches 0.85 mm beyond the stump's floor",
            "Lower the offset or the mouth's radius, or widen the floor",
        ),
    broken(
        "a mouth outside the cord behind the floor",
        "mouth_offset_mm: 0.35",
        "mouth_offset_mm: 2.4",
    )
        .and("floor_diameter_mm: 1.8", "floor_diameter_mm: 6")
        .at("lesions[0].stump.mouth_offset_mm", "2.4")
        .says(
            "the mouth reaches 0.75 mm beyond the cord behind the floor",
            "Lower the offset or the mouth's radius, or widen the floor",
        ),
    broken("a stump that reaches back to the sheath", "funnel_mm: 15", "funnel_mm: 150")
        .at("access", "(branch: \"left-femoral\", at_mm: 5)")
        .says(
            "the sheath lies inside the stump in front of `lesions[0]`",
            "Move the access upstream, or the lesion along the flow.",
        ),
    broken("a web that reaches through the opposite wall", "reach_mm: 5", "reach_mm: 25")
        .at("webs[0].reach_mm", "25")
        .says(
            "the web reaches through the opposite wall",
            "Write at most 10.18, or move it to where the vein is wider.",
        ),
    broken("a web wider than the vein", "width_mm: 6,", "width_mm: 26,")
        .at("webs[0].width_mm", "width_mm: ⟦26⟧")
        .says(
            "the web is wider than the vein",
            "Write at most 10.18, or move it to where the vein is wider.",
        ),
    broken("a hinge of nothing", "hinge_n_mm_per_rad: 1.0", "hinge_n_mm_per_rad: 0")
        .at("webs[0].hinge_n_mm_per_rad", "hinge_n_mm_per_rad: ⟦0⟧")
        .says(
            "zero is not possible here",
            "Write a number more than 0, at most 1000 N·mm per radian.",
        ),
];
