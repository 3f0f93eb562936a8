//! Fields: misspelt, missing, twice, in the wrong place.

use super::table::{Broken, broken, cut};

pub const CASES: &[Broken] = &[
    broken("no version", "    version: 0,\n", "").at("version", "⟦(⟧\n    title").says(
        "the field `version` is missing",
        "Add `version`, or mend its spelling if it is there.",
    ),
    broken("no title", "    title: \"Left iliac occlusion with a wisp\",\n", "")
        .at("title", "⟦(⟧\n    version")
        .says("the field `title` is missing", "Add `title`, or mend its spelling if it is there."),
    broken("no access", "    access: (branch: \"left-femoral\", at_mm: 5),\n", "")
        .at("access", "⟦(⟧\n    version")
        .says(
            "the field `access` is missing",
            "Add `access`, or mend its spelling if it is there.",
        ),
    broken("no target", "    target: (branch: \"ivc\", at_mm: 40),\n", "")
        .at("target", "⟦(⟧\n    version")
        .says(
            "the field `target` is missing",
            "Add `target`, or mend its spelling if it is there.",
        ),
    broken(
        "a lesion without its beginning",
        "        from: (branch: \"left-external-iliac\", at_mm: 5),\n",
        "",
    )
    .at("lesions[0].from", "lesions: [⟦(⟧")
    .says("the field `from` is missing", "Add `from`, or mend its spelling if it is there."),
    broken(
        "a lesion without its end",
        "        to: (branch: \"left-common-iliac\", at_mm: 66),\n",
        "",
    )
    .at("lesions[0].to", "lesions: [⟦(⟧")
    .says("the field `to` is missing", "Add `to`, or mend its spelling if it is there."),
    broken(
        "a place without its branch",
        "access: (branch: \"left-femoral\", at_mm: 5)",
        "access: (at_mm: 5)",
    )
    .at("access.branch", "access: ⟦(⟧")
    .says("the field `branch` is missing", "Add `branch`, or mend its spelling if it is there."),
    broken(
        "a place without its distance",
        "access: (branch: \"left-femoral\", at_mm: 5)",
        "access: (branch: \"left-femoral\")",
    )
    .at("access.at_mm", "access: ⟦(⟧")
    .says("the field `at_mm` is missing", "Add `at_mm`, or mend its spelling if it is there."),
    broken("a branch without its name", "(name: \"right-iliac\", into", "(into")
        .at("patient.branches[3].name", "⟦(⟧into")
        .says("the field `name` is missing", "Add `name`, or mend its spelling if it is there."),
    cut(
        "a branch without its points",
        "(name: \"right-iliac\", into: Some(\"ivc\")",
        "            (name: \"ivc\"",
        "(name: \"right-iliac\", into: Some(\"ivc\")),\n",
    )
    .at("patient.branches[3].points", "⟦(⟧name: \"right-iliac\"")
    .says("the field `points` is missing", "Add `points`, or mend its spelling if it is there."),
    broken(
        "a point without its coordinates",
        "(at_mm: (5, -16, 20), diameter_mm: 15)",
        "(diameter_mm: 15)",
    )
    .at("patient.branches[2].points[1].at_mm", "⟦(⟧diameter_mm: 15")
    .says("the field `at_mm` is missing", "Add `at_mm`, or mend its spelling if it is there."),
    broken(
        "a point without its diameter",
        "(at_mm: (5, -16, 20), diameter_mm: 15)",
        "(at_mm: (5, -16, 20))",
    )
    .at("patient.branches[2].points[1].diameter_mm", "⟦(⟧at_mm: (5,")
    .says(
        "the field `diameter_mm` is missing",
        "Add `diameter_mm`, or mend its spelling if it is there.",
    ),
    broken(
        "a web without its place",
        "        place: (branch: \"left-femoral\", at_mm: 35),\n",
        "",
    )
    .at("webs[0].place", "webs: [⟦(⟧")
    .says("the field `place` is missing", "Add `place`, or mend its spelling if it is there."),
    broken("a web without its reach", "        reach_mm: 5,\n", "")
        .at("webs[0].reach_mm", "webs: [⟦(⟧")
        .says(
            "the field `reach_mm` is missing",
            "Add `reach_mm`, or mend its spelling if it is there.",
        ),
    broken("a version misspelt", "version: 0", "versoin: 0")
        .at("versoin", "versoin")
        .says("there is no field `versoin` here", "Did you mean `version`?"),
    broken("a section misspelt", "    lesions: [(", "    leisons: [(")
        .at("leisons", "leisons")
        .says("there is no field `leisons` here", "Did you mean `lesions`?"),
    broken("one lesion for several", "    lesions: [(", "    lesion: [(")
        .at("lesion", "lesion")
        .says("there is no field `lesion` here", "Did you mean `lesions`?"),
    broken("one letter too many in a section", "    score: (", "    scores: (")
        .at("scores", "scores")
        .says("there is no field `scores` here", "Did you mean `score`?"),
    broken("an American spelling", "wisp: (diameter_mm", "wisp: (diametre_mm")
        .at("lesions[0].wisp.diametre_mm", "diametre_mm")
        .says("there is no field `diametre_mm` here", "Did you mean `diameter_mm`?"),
    broken("a name without its unit", "wall_mm: 0.8", "wall: 0.8")
        .at("lesions[0].wall", "⟦wall⟧:")
        .says("there is no field `wall` here", "Did you mean `wall_mm`?"),
    broken("a name with a capital letter", "wall_mm: 0.8", "Wall_mm: 0.8")
        .at("lesions[0].Wall_mm", "Wall_mm")
        .says("there is no field `Wall_mm` here", "Did you mean `wall_mm`?"),
    broken("a name with a hyphen", "wall_mm: 0.8", "wall-mm: 0.8")
        .at("lesions[0].wall-mm", "wall-mm")
        .says("there is no field `wall-mm` here", "Did you mean `wall_mm`?"),
    broken("a name with a blank", "wall_mm: 0.8", "wall mm: 0.8")
        .at("lesions[0].wall mm", "wall mm")
        .says("there is no field `wall mm` here", "Did you mean `wall_mm`?"),
    broken("a name that begins with a digit", "wall_mm: 0.8", "2wall_mm: 0.8")
        .at("lesions[0].2wall_mm", "2wall_mm")
        .says("there is no field `2wall_mm` here", "Did you mean `wall_mm`?"),
    broken("a weight misspelt", "true_lumen: 30", "true_lumin: 30")
        .at("score.weights.true_lumin", "true_lumin")
        .says("there is no field `true_lumin` here", "Did you mean `true_lumen`?"),
    broken("a limit misspelt", "most_perforations", "max_perforations")
        .at("score.critical.max_perforations", "max_perforations")
        .says("there is no field `max_perforations` here", "Did you mean `most_perforations`?"),
    broken("an aid misspelt", "view_3d", "view3d")
        .at("aids.view3d", "view3d")
        .says("there is no field `view3d` here", "Did you mean `view_3d`?"),
    broken("a field of another program", "wall_mm: 0.8,", "wall_mm: 0.8, colour: 3,")
        .at("lesions[0].colour", "colour")
        .says(
            "there is no field `colour` here",
            "Remove the field, or write one of those allowed.",
        ),
    broken(
        "a section of another program",
        "    access: (",
        "    insurance: \"private\",\n    access: (",
    )
    .at("insurance", "insurance")
    .says("there is no field `insurance` here", "Remove the field, or write one of those allowed."),
    broken("a field twice", "wall_mm: 0.8,", "wall_mm: 0.8, wall_mm: 0.9,")
        .at("lesions[0].wall_mm", "0.8, ⟦wall_mm⟧")
        .says("the field `wall_mm` stands here twice", "Remove one of the two `wall_mm`."),
    broken("a version twice", "version: 0,", "version: 0, version: 0,")
        .at("version", "0, ⟦version⟧")
        .says("the field `version` stands here twice", "Remove one of the two `version`."),
    broken(
        "a section twice",
        "    access: (",
        "    target: (branch: \"ivc\", at_mm: 60),\n    access: (",
    )
    .at("target", "⟦target⟧: (branch: \"ivc\", at_mm: 40")
    .says("the field `target` stands here twice", "Remove one of the two `target`."),
    broken(
        "a coordinate field twice",
        "(at_mm: (5, -16, 20)",
        "(at_mm: (5, -16, 20), at_mm: (5, -16, 21)",
    )
    .at("patient.branches[2].points[1].at_mm", "20), ⟦at_mm⟧")
    .says("the field `at_mm` stands here twice", "Remove one of the two `at_mm`."),
    broken("a field of the wisp in its lesion", "wall_mm: 0.8,", "wall_mm: 0.8, seed: 3,")
        .at("lesions[0].seed", "0.8, ⟦seed⟧")
        .says(
            "there is no field `seed` here",
            "It belongs into `wisp`; move it there or remove it.",
        ),
    broken("a field of the score in a lesion", "wall_mm: 0.8,", "wall_mm: 0.8, pass_mark: 3,")
        .at("lesions[0].pass_mark", "0.8, ⟦pass_mark⟧")
        .says(
            "there is no field `pass_mark` here",
            "It belongs into `score`; move it there or remove it.",
        ),
    broken("a field of the clock in the score", "pass_mark: 60,", "pass_mark: 60, limit_min: 3,")
        .at("score.limit_min", "60, ⟦limit_min⟧")
        .says(
            "there is no field `limit_min` here",
            "It belongs into `clock`; move it there or remove it.",
        ),
    broken("the title in the score", "pass_mark: 60,", "pass_mark: 60, title: \"x\",")
        .at("score.title", "60, ⟦title⟧")
        .says(
            "there is no field `title` here",
            "It belongs into the outermost brackets; move it there or",
        ),
    broken("a weight beside the weights", "pass_mark: 60,", "pass_mark: 60, crossing: 35,")
        .at("score.crossing", "60, ⟦crossing⟧")
        .says(
            "there is no field `crossing` here",
            "It belongs into `weights`; move it there or remove it.",
        ),
    broken(
        "the lesions in the patient",
        "vein_wall_n_mm2: 0.1,",
        "vein_wall_n_mm2: 0.1, lesions: [],",
    )
    .at("patient.lesions", "0.1, ⟦lesions⟧")
    .says(
        "there is no field `lesions` here",
        "It belongs into the outermost brackets; move it there or",
    ),
    broken(
        "the tissue in the wisp",
        "wisp: (diameter_mm",
        "wisp: (tissue: \"organised-iliac\", diameter_mm",
    )
    .at("lesions[0].wisp.tissue", "(⟦tissue⟧")
    .says(
        "there is no field `tissue` here",
        "It belongs into `lesions`; move it there or remove it.",
    ),
    broken(
        "the device in the outermost brackets",
        "    access: (",
        "    support: \"support-4f\",\n    access: (",
    )
    .at("support", "⟦support⟧: \"support-4f\",")
    .says(
        "there is no field `support` here",
        "It belongs into `devices`; move it there or remove it.",
    ),
];
