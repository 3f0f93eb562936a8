//! Numbers and other values: written in other ways, of another kind, out of bounds.

use super::table::{Broken, broken};

pub const CASES: &[Broken] = &[
    broken("a decimal comma", "wall_mm: 0.8,", "wall_mm: 0,8,")
        .at("lesions[0].wall_mm", "0,8")
        .says("a number has a comma in it", "Write 0.8."),
    broken("a decimal comma in a line", "meander_mm: 1.0,", "meander_mm: 1,0,")
        .at("lesions[0].wisp.meander_mm", "1,0")
        .says("a number has a comma in it", "Write 1.0."),
    broken("a decimal comma among coordinates", "(5, -16, 20)", "(5, -16,5, 20)")
        .at("patient.branches[2].points[1].at_mm", "(5, -16,5, 20)")
        .says("there are 4 numbers here", "Write 3 numbers; a decimal has a point, not a comma."),
    broken("a unit after a number", "wall_mm: 0.8,", "wall_mm: 0.8mm,")
        .at("lesions[0].wall_mm", "0.8mm")
        .says("this should be a number", "Write 0.8 alone: the field's name says the unit."),
    broken("a unit and a blank after a number", "wall_mm: 0.8,", "wall_mm: 0.8 mm,")
        .at("lesions[0].wall_mm", "0.8 mm")
        .says(
            "there is more than a number here",
            "Write 0.8 alone: the field's name says the unit.",
        ),
    broken("a degree sign", "angle_deg: 220", "angle_deg: 220°")
        .at("webs[0].angle_deg", "220°")
        .says("this should be a number", "Write 220 alone: the field's name says the unit."),
    broken("a percent sign", "Some(20)", "Some(20%)")
        .at("score.critical.most_extravascular_percent", "Some(20%)")
        .says("this should be a number", "Write 20 alone: the field's name says the unit."),
    broken("a percent sign after a blank", "Some(20)", "Some(20 %)")
        .at("score.critical.most_extravascular_percent", "20 %")
        .says(
            "there is more than a number here",
            "Write 20 alone: the field's name says the unit.",
        ),
    broken("two units", "time_scale: 4,", "time_scale: 4 times real,")
        .at("clock.time_scale", "4 times real")
        .says("there is more than a number here", "Write 4 alone: the field's name says the unit."),
    broken("a fraction", "wall_mm: 0.8,", "wall_mm: 4/5,")
        .at("lesions[0].wall_mm", "4/5")
        .says("this should be a number", "Write a number such as 4.0."),
    broken("a range", "wall_mm: 0.8,", "wall_mm: 0.6-0.8,")
        .at("lesions[0].wall_mm", "0.6-0.8")
        .says("this should be a number", "Write a number such as 4.0."),
    broken("a tilde", "wall_mm: 0.8,", "wall_mm: ~0.8,")
        .at("lesions[0].wall_mm", "~0.8")
        .says("this should be a number", "Write a number such as 4.0."),
    broken("a power", "wall_mm: 0.8,", "wall_mm: 8*10^-1,")
        .at("lesions[0].wall_mm", "8*10^-1")
        .says("this should be a number", "Write a number such as 4.0."),
    broken("two decimal points", "wall_mm: 0.8,", "wall_mm: 0.8.1,")
        .at("lesions[0].wall_mm", "0.8.1")
        .says("this should be a number", "Write a number such as 4.0."),
    broken("a letter for a nought", "wall_mm: 0.8,", "wall_mm: O.8,")
        .at("lesions[0].wall_mm", "O.8")
        .says("this should be a number", "Write a number such as 4.0."),
    broken("a blank after a minus", "(5, -16, 20)", "(5, - 16, 20)")
        .at("patient.branches[2].points[1].at_mm[1]", "- 16")
        .says("there is a blank inside a number", "Write -16."),
    broken("a typographic minus", "(5, -16, 20)", "(5, −16, 20)")
        .at("patient.branches[2].points[1].at_mm[1]", "−16")
        .says("this should be a number", "Write -16 with an ordinary minus sign."),
    broken("a number in quotes", "wall_mm: 0.8,", "wall_mm: \"0.8\",")
        .at("lesions[0].wall_mm", "\"0.8\"")
        .says("this should be a number", "Write 0.8 without quotes."),
    broken("words for a number", "wall_mm: 0.8,", "wall_mm: \"thin\",")
        .at("lesions[0].wall_mm", "\"thin\"")
        .says("this should be a number", "Write a number, without quotes."),
    broken("a number in brackets", "wall_mm: 0.8,", "wall_mm: (0.8),")
        .at("lesions[0].wall_mm", "(0.8)")
        .says("this should be a number", "Write a number such as 4.0."),
    broken("a number in a list", "wall_mm: 0.8,", "wall_mm: [0.8],")
        .at("lesions[0].wall_mm", "[0.8]")
        .says("this should be a number", "Write a number such as 4.0."),
    broken("a number in Some", "wall_mm: 0.8,", "wall_mm: Some(0.8),")
        .at("lesions[0].wall_mm", "Some(0.8)")
        .says(
            "`Some(…)` is only for what may be left out",
            "Write what stands in the brackets, without `Some`.",
        ),
    broken("nothing in Some", "Some(20)", "Some()")
        .at("score.critical.most_extravascular_percent", "Some()")
        .says("`Some(…)` should hold one value", "Write the value alone, without `Some`."),
    broken("None for a number", "wall_mm: 0.8,", "wall_mm: None,")
        .at("lesions[0].wall_mm", "wall_mm: ⟦None⟧")
        .says("this should be a number", "This cannot be left out: write a number such as 4.0."),
    broken("a negative thickness", "wall_mm: 0.8,", "wall_mm: -0.8,")
        .at("lesions[0].wall_mm", "-0.8")
        .says(
            "a negative number is not possible here",
            "Write a number more than 0, at most 5 mm.",
        ),
    broken("a thickness of nought", "wall_mm: 0.8,", "wall_mm: 0,")
        .at("lesions[0].wall_mm", "wall_mm: ⟦0⟧")
        .says("zero is not possible here", "Write a number more than 0, at most 5 mm."),
    broken("too thick a wall", "wall_mm: 0.8,", "wall_mm: 8,")
        .at("lesions[0].wall_mm", "wall_mm: ⟦8⟧")
        .says("the number is too large", "Write a number more than 0, at most 5 mm."),
    broken("a thickness that is no number", "wall_mm: 0.8,", "wall_mm: NaN,")
        .at("lesions[0].wall_mm", "NaN")
        .says("this is not a number that can be used", "Write a number more than 0, at most 5 mm."),
    broken("an endless thickness", "wall_mm: 0.8,", "wall_mm: inf,")
        .at("lesions[0].wall_mm", "wall_mm: ⟦inf⟧")
        .says("this is not a number that can be used", "Write a number more than 0, at most 5 mm."),
    broken(
        "a negative diameter of a vein",
        "(5, -16, 20), diameter_mm: 15",
        "(5, -16, 20), diameter_mm: -15",
    )
    .at("patient.branches[2].points[1].diameter_mm", "⟦-15⟧)")
    .says("a negative number is not possible here", "Write a number from 1 to 60 mm."),
    broken(
        "a diameter of a vein in centimetres",
        "(5, -16, 20), diameter_mm: 15",
        "(5, -16, 20), diameter_mm: 0.15",
    )
    .at("patient.branches[2].points[1].diameter_mm", "0.15")
    .says("the number is too small", "Write a number from 1 to 60 mm."),
    broken("a coordinate that is no number", "(5, -16, 20)", "(5, NaN, 20)")
        .at("patient.branches[2].points[1].at_mm[1]", "NaN")
        .says("this is not a number that can be used", "Write a number from -1000 to 1000 mm."),
    broken("a coordinate that is a word", "(5, -16, 20)", "(5, left, 20)")
        .at("patient.branches[2].points[1].at_mm[1]", "5, ⟦left⟧")
        .says("this should be a number", "Write a number such as 4.0."),
    broken("a coordinate in micrometres", "(5, -16, 20)", "(5, -16, 20000)")
        .at("patient.branches[2].points[1].at_mm[2]", "20000")
        .says("the number is too large", "Write a number from -1000 to 1000 mm."),
    broken("a coordinate in brackets", "(5, -16, 20)", "(5, (-16), 20)")
        .at("patient.branches[2].points[1].at_mm[1]", "(-16)")
        .says("this should be a number", "Write a number such as 4.0."),
    broken("two coordinates", "(5, -16, 20)", "(5, -16)")
        .at("patient.branches[2].points[1].at_mm", "(5, -16)")
        .says("there are 2 numbers here", "Write 3 numbers in round brackets, `(…, …)`."),
    broken("one coordinate", "(5, -16, 20)", "(5)")
        .at("patient.branches[2].points[1].at_mm", "(5)")
        .says("there is only one number here", "Write 3 numbers in round brackets, `(…, …)`."),
    broken("no coordinates", "(5, -16, 20)", "()")
        .at("patient.branches[2].points[1].at_mm", "()")
        .says(
            "this should be numbers in round brackets",
            "Write 3 numbers in round brackets, `(…, …)`.",
        ),
    broken("four coordinates", "(5, -16, 20)", "(5, -16, 20, 0)")
        .at("patient.branches[2].points[1].at_mm", "(5, -16, 20, 0)")
        .says("there are 4 numbers here", "Write 3 numbers; a decimal has a point, not a comma."),
    broken("a number for coordinates", "(5, -16, 20)", "5")
        .at("patient.branches[2].points[1].at_mm", "(at_mm: ⟦5⟧")
        .says(
            "this should be numbers in round brackets",
            "Write 3 numbers in round brackets, `(…, …)`.",
        ),
    broken("too large an angle", "angle_deg: 220", "angle_deg: 400")
        .at("webs[0].angle_deg", "400")
        .says("the number is too large", "Write a number from -360 to 360 degrees."),
    broken(
        "a negative place",
        "target: (branch: \"ivc\", at_mm: 40)",
        "target: (branch: \"ivc\", at_mm: -4)",
    )
    .at("target.at_mm", "at_mm: ⟦-4⟧")
    .says("a negative number is not possible here", "Write a number from 0 to 2000 mm."),
    broken("a negative seed", "seed: 7", "seed: -7")
        .at("lesions[0].wisp.seed", "seed: ⟦-7⟧")
        .says("this should be a whole number", "Write a whole number from 0 up."),
    broken("half a seed", "seed: 7", "seed: 7.5")
        .at("lesions[0].wisp.seed", "seed: ⟦7.5⟧")
        .says("this should be a whole number", "Write a whole number from 0 up."),
    broken("a word for a seed", "seed: 7", "seed: lucky")
        .at("lesions[0].wisp.seed", "lucky")
        .says("this should be a whole number", "Write a whole number from 0 up."),
    broken("half a perforation", "Some(3)", "Some(2.5)")
        .at("score.critical.most_perforations", "Some(2.5)")
        .says("this should be a whole number", "Write a whole number from 0 up."),
    broken("three perforations with a decimal", "Some(3)", "Some(3.0)")
        .at("score.critical.most_perforations", "Some(3.0)")
        .says("this should be a whole number", "Write 3."),
    broken("perforations without end", "Some(3)", "Some(99999999999)")
        .at("score.critical.most_perforations", "Some(99999999999)")
        .says("this should be a whole number", "Write a whole number from 0 up."),
    broken("more than all outside the vein", "Some(20)", "Some(120)")
        .at("score.critical.most_extravascular_percent", "Some(120)")
        .says("the number is too large", "Write a number from 0 to 100 %."),
    broken("yes for true", "plan: true", "plan: yes")
        .at("aids.plan", "yes")
        .says("this should be yes or no", "Did you mean `true`?"),
    broken("a capital letter for true", "plan: true", "plan: True")
        .at("aids.plan", "True")
        .says("this should be yes or no", "Did you mean `true`?"),
    broken("a number for false", "plan: true", "plan: 0")
        .at("aids.plan", "plan: ⟦0⟧")
        .says("this should be yes or no", "Did you mean `false`?"),
    broken("true in quotes", "plan: true", "plan: \"true\"")
        .at("aids.plan", "\"true\"")
        .says("this should be yes or no", "Did you mean `true`?"),
    broken("another word for true", "plan: true", "plan: sometimes")
        .at("aids.plan", "sometimes")
        .says("this should be yes or no", "Write `true` or `false`."),
    broken("a number for a text", "support: \"support-4f\"", "support: 4")
        .at("devices.support", "support: ⟦4⟧")
        .says("this should be text", "Put it in double quotes: \"4\"."),
    broken("None for a text", "support: \"support-4f\"", "support: None")
        .at("devices.support", "support: ⟦None⟧")
        .says(
            "this should be text",
            "This cannot be left out: write text in double quotes, `\"…\"`.",
        ),
    broken("Some around a text", "support: \"support-4f\"", "support: Some(\"support-4f\")")
        .at("devices.support", "Some(\"support-4f\")")
        .says(
            "`Some(…)` is only for what may be left out",
            "Write what stands in the brackets, without `Some`.",
        ),
    broken(
        "a text for a list",
        "[\"angled-regular\", \"angled-stiff\", \"long-taper\"]",
        "\"angled-regular\"",
    )
    .at("devices.wires", "\"angled-regular\"")
    .says("this should be a list", "Put it in square brackets: `[\"angled-regular\"]`."),
    broken("a list for a text", "support: \"support-4f\"", "support: [\"support-4f\"]")
        .at("devices.support", "[\"support-4f\"]")
        .says("this should be text", "Write text in double quotes, `\"…\"`."),
    broken("null for None", "into: None", "into: null")
        .at("patient.branches[4].into", "null")
        .says("this should be text", "Write `None`."),
    broken("a small letter in None", "into: None", "into: none")
        .at("patient.branches[4].into", "none")
        .says("this should be text", "Write `None`."),
    broken(
        "a text for fields",
        "wisp: (diameter_mm: 0.2, meander_mm: 1.0, wavelength_mm: 22, seed: 7)",
        "wisp: \"thin\"",
    )
    .at("lesions[0].wisp", "\"thin\"")
    .says(
        "this should be fields in round brackets",
        "Write fields in round brackets, `(name: value, …)`.",
    ),
    broken(
        "true for fields",
        "wisp: (diameter_mm: 0.2, meander_mm: 1.0, wavelength_mm: 22, seed: 7)",
        "wisp: true",
    )
    .at("lesions[0].wisp", "wisp: ⟦true⟧")
    .says(
        "this should be fields in round brackets",
        "Write fields in round brackets, `(name: value, …)`.",
    ),
    broken("a number in a list of texts", "\"angled-stiff\"", "7")
        .at("devices.wires[1]", "\"angled-regular\", ⟦7⟧")
        .says("this should be text", "Put it in double quotes: \"7\"."),
    broken("an empty title", "\"Left iliac occlusion with a wisp\"", "\"\"")
        .at("title", "\"\"")
        .says("the text is empty", "Write what should be read there."),
    broken("a blank title", "\"Left iliac occlusion with a wisp\"", "\"  \"")
        .at("title", "\"  \"")
        .says("the text is empty", "Write what should be read there."),
    broken("a version that is text", "version: 0", "version: \"0\"")
        .at("version", "\"0\"")
        .says("this should be a whole number", "Write 0 without quotes."),
    broken("a version with a decimal", "version: 0", "version: 0.0")
        .at("version", "0.0")
        .says("this should be a whole number", "Write 0."),
    broken("a negative version", "version: 0", "version: -1")
        .at("version", "version: ⟦-1⟧")
        .says("this should be a whole number", "Write a whole number from 0 up."),
    broken("a version with a letter", "version: 0", "version: v0")
        .at("version", "v0")
        .says("this should be a whole number", "Write a whole number from 0 up."),
    broken("the next version", "version: 0", "version: 1").at("version", "version: ⟦1⟧").says(
        "the scenario has format version 1, and this wispwire 0.1.0",
        "Update wispwire: the file was written for a newer one. If",
    ),
    broken("a version of the far future", "version: 0", "version: 7000")
        .at("version", "7000")
        .says(
            "the scenario has format version 7000, and this wispwire 0.1.0",
            "Update wispwire: the file was written for a newer one. If",
        ),
];
