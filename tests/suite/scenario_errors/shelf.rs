//! What is named: devices and tissues.

use super::table::{Broken, broken};

pub const CASES: &[Broken] = &[
    broken("a wire misspelt", "\"angled-stiff\"", "\"angled-stif\"")
        .at("devices.wires[1]", "\"angled-stif\"")
        .says("there is no wire `angled-stif`", "Did you mean `angled-stiff`?"),
    broken("a wire in capital letters", "\"angled-stiff\"", "\"Angled-Stiff\"")
        .at("devices.wires[1]", "\"Angled-Stiff\"")
        .says("there is no wire `Angled-Stiff`", "Did you mean `angled-stiff`?"),
    broken("a wire by the name of its file", "\"angled-stiff\"", "\"angled-stiff.wire.ron\"")
        .at("devices.wires[1]", "\"angled-stiff.wire.ron\"")
        .says("there is no wire `angled-stiff.wire.ron`", "Did you mean `angled-stiff`?"),
    broken("a wire that there is not", "\"angled-stiff\"", "\"glidewire\"")
        .at("devices.wires[1]", "\"glidewire\"")
        .says(
            "there is no wire `glidewire`",
            "Write one of those allowed, or put `glidewire.wire.ron`",
        ),
    broken("a wire by a path", "\"angled-stiff\"", "\"../../wires/mine\"")
        .at("devices.wires[1]", "\"../../wires/mine\"")
        .says("there is no wire `../../wires/mine`", "Write one of those allowed."),
    broken("a wire without a name", "\"angled-stiff\"", "\"\"")
        .at("devices.wires[1]", "\"\"")
        .says("there is no wire ``", "Write one of those allowed."),
    broken("a catheter for a wire", "\"angled-stiff\"", "\"support-4f\"")
        .at("devices.wires[1]", "⟦\"support-4f\"⟧,")
        .says(
            "there is no wire `support-4f`",
            "Write one of those allowed, or put `support-4f.wire.ron`",
        ),
    broken("a catheter misspelt", "support: \"support-4f\"", "support: \"support-5f\"")
        .at("devices.support", "\"support-5f\"")
        .says("there is no catheter `support-5f`", "Did you mean `support-4f`?"),
    broken("a wire for a catheter", "support: \"support-4f\"", "support: \"angled-stiff\"")
        .at("devices.support", "support: ⟦\"angled-stiff\"⟧")
        .says("there is no catheter `angled-stiff`", "Write one of those allowed, or put"),
    broken("a tissue misspelt", "\"organised-iliac\"", "\"organized-iliac\"")
        .at("lesions[0].tissue", "\"organized-iliac\"")
        .says("there is no tissue `organized-iliac`", "Did you mean `organised-iliac`?"),
    broken("a tissue that there is not", "\"organised-iliac\"", "\"concrete\"")
        .at("lesions[0].tissue", "\"concrete\"")
        .says(
            "there is no tissue `concrete`",
            "Write one of those allowed, or put `concrete.tissue.ron`",
        ),
    broken("an empty shelf", "[\"angled-regular\", \"angled-stiff\", \"long-taper\"]", "[]")
        .at("devices.wires", "[]")
        .says("the list is empty", "Add what is missing."),
    broken(
        "more wires than a shelf holds",
        "wires: [",
        "wires: [\"long-taper\", \"long-taper\", \"long-taper\", \"long-taper\", \"long-taper\", \"long-taper\", \"long-taper\", \"long-taper\", \"long-taper\", \"long-taper\", \"long-taper\", \"long-taper\", \"long-taper\", \"long-taper\", \"long-taper\", \"long-taper\", \"long-taper\", \"long-taper\", ",
    )
        .at("devices.wires", "[\"long-taper\", \"long-taper\", \"long-taper…")
        .says("the list has 21 entries", "Keep those that are needed."),
];
