//! Films: short strips of pictures that show how wires and catheters behave.
//!
//! Each film is a bench scene driven tick by tick with devices of the catalogue, a few frames of it,
//! and a strip that draws them side by side, to scale, seen across the plane in which it happens.
//! Read in this order: `around.rs` tubes, caps and fingers → [`Stage`] the bench and what a frame keeps of it → `scenes.rs` and
//! `folds.rs` what is done → `draw.rs` how it is drawn. No clock, no chance: a film is the same
//! picture every time.

mod around;
mod draw;
mod folds;
mod scenes;
mod stage;

pub use draw::{SCALE, strip};
pub use stage::{Frame, Lane, Stage};

/// A film and how to make it.
pub struct Film {
    /// Its file's name, without ending.
    pub name: &'static str,
    /// What is written above it.
    pub title: &'static str,
    /// Plays it: one lane of frames, or several below one another.
    pub play: fn() -> Vec<Lane>,
}

/// Every film, in the order of the page.
pub const FILMS: [Film; 6] = [
    Film {
        name: "bend",
        title: "A Kumpe catheter over an angled wire, round a bend of a 10 mm tube",
        play: scenes::bend,
    },
    Film {
        name: "whip",
        title: "Whip: the hub of a curved wire turned in equal steps",
        play: scenes::whip,
    },
    Film {
        name: "knuckle",
        title: "A knuckle: the tip catches, the wire folds and goes ahead as a loop",
        play: folds::knuckle,
    },
    Film {
        name: "kink",
        title: "Bent double and let go: steel keeps a bend, nitinol springs back",
        play: scenes::kink,
    },
    Film {
        name: "prolapse",
        title: "Prolapse: an angled wire pushed at a cap without support",
        play: folds::prolapse,
    },
    Film {
        name: "support",
        title: "Its cure: the same wire with a 4F support catheter 8 mm and 4 mm behind its tip",
        play: folds::support,
    },
];
