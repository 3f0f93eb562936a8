//! Quotes, comments, and what can hardly be seen.

use super::table::{Broken, broken, whole};

pub const CASES: &[Broken] = &[
    broken("a text without its last quote", "a wisp\",", "a wisp,")
        .at("title", "\"Left iliac occlusion with a wisp")
        .says(
            "this text is not closed",
            "Put a double quote where the text ends; write `\\\"` for a",
        ),
    broken("a text without its last quote in a list", "\"long-taper\"]", "\"long-taper]")
        .at("devices.wires[2]", "\"long-taper")
        .says(
            "this text is not closed",
            "Put a double quote where the text ends; write `\\\"` for a",
        ),
    broken(
        "a text without its last quote in a place",
        "access: (branch: \"left-femoral\"",
        "access: (branch: \"left-femoral",
    )
    .at("access.branch", "⟦\"left-femoral⟧,")
    .says("this text is not closed", "Put a double quote where the text ends; write `\\\"` for a"),
    broken("a text of several lines without its last quote", "vena cava.\",", "vena cava.,")
        .at("briefing", "\"Swelling and a venous ulcer of the left…")
        .says(
            "this text is not closed",
            "Put a double quote where the text ends; write `\\\"` for a",
        ),
    broken("a text without its first quote", "title: \"Left", "title: Left")
        .at("title", "Left iliac occlusion with a wisp\"")
        .says(
            "this text stands without quotes",
            "Put a double quote before the text and one after it.",
        ),
    broken("a text without its first quote in a list", "\"long-taper\"]", "long-taper\"]")
        .at("devices.wires[2]", "long-taper\"")
        .says("this should be text", "Put it in double quotes: \"long-taper\"."),
    broken(
        "a text without quotes",
        "\"Left iliac occlusion with a wisp\"",
        "Left iliac occlusion with a wisp",
    )
    .at("title", "Left iliac occlusion with a wisp")
    .says(
        "this text stands without quotes",
        "Put a double quote before the text and one after it.",
    ),
    broken("a word without quotes", "tissue: \"organised-iliac\"", "tissue: organised-iliac")
        .at("lesions[0].tissue", "organised-iliac")
        .says("this should be text", "Put it in double quotes: \"organised-iliac\"."),
    broken("single quotes", "tissue: \"organised-iliac\"", "tissue: 'organised-iliac'")
        .at("lesions[0].tissue", "'organised-iliac'")
        .says("this text stands in the wrong quotes", "Write `\"` before and after it."),
    broken(
        "single quotes around blanks",
        "\"Left iliac occlusion with a wisp\"",
        "'Left iliac occlusion with a wisp'",
    )
    .at("title", "'Left iliac occlusion with a wisp'")
    .says("this text stands in the wrong quotes", "Write `\"` before and after it."),
    broken("curly quotes", "tissue: \"organised-iliac\"", "tissue: “organised-iliac”")
        .at("lesions[0].tissue", "“organised-iliac”")
        .says("this text stands in the wrong quotes", "Write `\"` before and after it."),
    broken(
        "curly quotes around blanks",
        "\"Left iliac occlusion with a wisp\"",
        "“Left iliac occlusion with a wisp”",
    )
    .at("title", "“Left iliac occlusion with a wisp”")
    .says("this text stands in the wrong quotes", "Write `\"` before and after it."),
    broken("German quotes", "tissue: \"organised-iliac\"", "tissue: „organised-iliac“")
        .at("lesions[0].tissue", "„organised-iliac“")
        .says("this text stands in the wrong quotes", "Write `\"` before and after it."),
    broken("French quotes", "tissue: \"organised-iliac\"", "tissue: «organised-iliac»")
        .at("lesions[0].tissue", "«organised-iliac»")
        .says("this text stands in the wrong quotes", "Write `\"` before and after it."),
    broken("a quote inside a text", "occlusion with a wisp\"", "occlusion \"with\" a wisp\"")
        .at("title", "\"Left iliac occlusion \"with\" a wisp\"")
        .says(
            "there is a quote inside this text",
            "Write `\\\"` for a quote inside a text, or use single quotes",
        ),
    broken("a backslash before a letter", "occlusion with", "occlusion \\q with")
        .at("title", "⟦\\⟧q")
        .says(
            "a backslash stands before something that it does not go with",
            "Write `\\\\` for a backslash, or remove it.",
        ),
    broken("a path with backslashes", "occlusion with a wisp\"", "C:\\\\cases\\left\"")
        .at("title", "C:\\\\cases⟦\\⟧")
        .says(
            "a backslash stands before something that it does not go with",
            "Write `\\\\` for a backslash, or remove it.",
        ),
    broken("a name in quotes", "wall_mm: 0.8", "\"wall_mm\": 0.8")
        .at("lesions[0]", "\"wall_mm\"")
        .says("a field's name stands in quotes", "Write wall_mm without quotes."),
    broken("a stray character", "wall_mm: 0.8,", "wall_mm: 0.8, ?")
        .at("lesions[0]", "0.8, ⟦?⟧")
        .says("this does not belong here", "Mend or remove it; a comment begins with `//`."),
    broken("a stray character before a field", "    access: (", "  @  access: (")
        .at("", "@")
        .says("this does not belong here", "Mend or remove it; a comment begins with `//`."),
    broken("a stray star before a field", "wall_mm: 0.8", "* wall_mm: 0.8")
        .at("lesions[0]", "*")
        .says("this does not belong here", "Mend or remove it; a comment begins with `//`."),
    broken("a stray word before a field", "    access: (", "    x access: (")
        .at("x access", "x access")
        .says("there is no field `x access` here", "Did you mean `access`?"),
    broken("a stray number", "wall_mm: 0.8,", "wall_mm: 0.8, \"x\"")
        .at("lesions[0]", "\"x\"")
        .says("this does not belong here", "Mend or remove it; a comment begins with `//`."),
    broken("a comment as in a shell script", "    access: (", "    # the sheath\n    access: (")
        .at("", "# the sheath")
        .says("this does not belong here", "Mend or remove it; a comment begins with `//`."),
    broken("a comment with dashes", "    access: (", "    -- the sheath\n    access: (")
        .at("", "-- the sheath")
        .says("this does not belong here", "Mend or remove it; a comment begins with `//`."),
    broken("a comment with one slash", "    access: (", "    / the sheath\n    access: (")
        .at("", "/ the sheath")
        .says("this does not belong here", "Mend or remove it; a comment begins with `//`."),
    broken("a comment as on a web page", "    access: (", "    <!-- the sheath -->\n    access: (")
        .at("", "<!-- the sheath -->")
        .says("this does not belong here", "Mend or remove it; a comment begins with `//`."),
    broken("a comment that is only closed", "    access: (", "    the sheath */\n    access: (")
        .at("", "the sheath */")
        .says("this does not belong here", "Mend or remove it; a comment begins with `//`."),
    broken("a comment that is not closed", "    access: (", "    /* the sheath\n    access: (")
        .at("", "/*")
        .says("this comment is not closed", "Close the comment with `*/`."),
    broken(
        "a comment in a comment that is not closed",
        "    access: (",
        "    /* the /* sheath */\n    access: (",
    )
    .at("", "⟦/*⟧ the")
    .says("this comment is not closed", "Close the comment with `*/`."),
    broken("marks of a merge", "    access: (", "<<<<<<< HEAD\n    access: (")
        .at("", "<<<<<<< HEAD")
        .says("this does not belong here", "Mend or remove it; a comment begins with `//`."),
    broken("text after the end", "slow_min: 80,\n    ),\n)", "slow_min: 80,\n    ),\n)\nthe end")
        .at("", "⟦the⟧ end")
        .says(
            "there is text after the end",
            "Remove what follows, or mend the bracket that closes too",
        ),
    broken(
        "another file after the end",
        "slow_min: 80,\n    ),\n)",
        "slow_min: 80,\n    ),\n)\n(version: 0)",
    )
    .at("", "⟦(⟧version")
    .says(
        "there is text after the end",
        "Remove what follows, or mend the bracket that closes too",
    ),
    broken(
        "a line that switches something on",
        "(\n    version",
        "#![enable(magic)]\n(\n    version",
    )
    .at("", "#![enable(magic)]")
    .says("this line is not understood", "Remove it: wispwire needs no such line."),
    broken("a blank from a web page", "wall_mm: 0.8", "wall_mm:\u{a0}0.8")
        .at("lesions[0].wall_mm", "wall_mm:⟦\u{a0}⟧")
        .says(
            "there is something here that cannot be seen",
            "Delete what is here, and type an ordinary blank if one is",
        ),
    broken(
        "blanks from a web page before a field",
        "        wall_mm: 0.8",
        "\u{a0}\u{a0}wall_mm: 0.8",
    )
    .at("lesions[0]", "⟦\u{a0}\u{a0}⟧wall_mm")
    .says(
        "there is something here that cannot be seen",
        "Delete what is here, and type an ordinary blank if one is",
    ),
    broken("a character without a width", "wall_mm: 0.8", "wall_mm:\u{200b}0.8")
        .at("lesions[0].wall_mm", "\u{200b}")
        .says(
            "there is something here that cannot be seen",
            "Delete what is here, and type an ordinary blank if one is",
        ),
    broken("a character without a width in a name", "wall_mm: 0.8", "wall\u{200b}_mm: 0.8")
        .at("lesions[0].wall\u{200b}_mm", "wall\u{200b}_mm")
        .says("there is no field `wall\u{200b}_mm` here", "Did you mean `wall_mm`?"),
    broken("a zero byte", "wall_mm: 0.8", "wall_mm:\u{0}0.8")
        .at("lesions[0].wall_mm", "\u{0}")
        .says(
            "there is something here that cannot be seen",
            "Delete what is here, and type an ordinary blank if one is",
        ),
    broken("a mark of the byte order in the middle", "    access: (", "    \u{feff}access: (")
        .at("", "\u{feff}")
        .says(
            "there is something here that cannot be seen",
            "Delete what is here, and type an ordinary blank if one is",
        ),
    broken("a letter of another alphabet in a name", "wall_mm: 0.8", "wаll_mm: 0.8")
        .at("lesions[0].wаll_mm", "wаll_mm")
        .says("there is no field `wаll_mm` here", "Did you mean `wall_mm`?"),
    broken("an umlaut in a name", "wall_mm: 0.8", "wäll_mm: 0.8")
        .at("lesions[0].wäll_mm", "wäll_mm")
        .says("there is no field `wäll_mm` here", "Did you mean `wall_mm`?"),
    whole("nothing", "").at("", "⟦⟧").says(
        "there is nothing in the file",
        "Check that this is the file you meant, or begin with",
    ),
    whole("blanks alone", " \n\n\t").at("", "⟦⟧").says(
        "there is nothing in the file",
        "Check that this is the file you meant, or begin with",
    ),
    whole("a comment alone", "// nothing\n").at("", "⟦⟧").says(
        "there is nothing in the file",
        "Check that this is the file you meant, or begin with",
    ),
    whole("a word alone", "scenario").at("", "scenario").says(
        "this is not a file of wispwire's",
        "Check that this is the file you meant. A shipped file shows",
    ),
    whole("a number alone", "42").at("", "42").says(
        "this is not a file of wispwire's",
        "Check that this is the file you meant. A shipped file shows",
    ),
    whole("a letter to a colleague", "Dear colleague,\n\nhere is the case (see below).\n")
        .at("", "Dear")
        .says(
            "this is not a file of wispwire's",
            "Check that this is the file you meant. A shipped file shows",
        ),
    whole("a list of numbers", "[1, 2]").at("", "[1, 2]").says(
        "this should be fields in round brackets",
        "Write fields in round brackets, `(name: value, …)`.",
    ),
];
