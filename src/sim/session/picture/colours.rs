//! The colours of drawn pictures: those of the trainer's screens.

use crate::sim::imaging::Colour;

pub const ROOM: Colour = Colour::rgb(0x0B_0E_11);
pub const PANEL: Colour = Colour::rgb(0x12_17_1C);
pub const LINE: Colour = Colour::rgb(0x26_30_3A);
pub const TEXT: Colour = Colour::rgb(0xDC_E3_EA);
pub const SECONDARY: Colour = Colour::rgb(0x8C_99_A6);
pub const VEIN: Colour = Colour::rgb(0x56_B4_E9);
pub const CORD: Colour = Colour::rgb(0xD9_BE_92);
pub const LESION: Colour = Colour::rgb(0xE0_A4_3A);
pub const WEB: Colour = Colour::rgb(0xCC_79_A7);
pub const TARGET: Colour = Colour::rgb(0x6F_BF_73);
pub const SHEATH: Colour = Colour::rgb(0xA9_B4_BF);
pub const WIRE: Colour = Colour::rgb(0xF2_F5_F8);
pub const SUPPORT: Colour = Colour::rgb(0x4F_B3_BF);

/// Branches of a map, in turn; none is like the colour of anything in them.
pub const BRANCHES: [Colour; 6] = [
    Colour::rgb(0x7F_BF_F0),
    Colour::rgb(0xF0_A8_98),
    Colour::rgb(0xBF_A8_F0),
    Colour::rgb(0xDE_DB_8A),
    Colour::rgb(0xC8_C0_B8),
    Colour::rgb(0x9A_E2_DA),
];
