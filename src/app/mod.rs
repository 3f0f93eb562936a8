//! The trainer's window: screens as Bevy states, every panel drawn by egui.
//!
//! - [`options`]: what the program hands over; [`launch`]: the window and the order of its parts.
//! - [`simulator`]: the one thread that owns the session; [`attempt`]: what it has told so far.
//! - [`hand`]: keys, wheel and drag.
//! - `home`, `procedure`, `debrief` (with `zones`): the screens; `monitor`, `reference`, `course`, `scene`,
//!   `devices`, `handpanel`, `overlay`: what the procedure screen is made of.
//! - `watch`: a scenario file that is being written.
//! - [`style`], [`widgets`], [`projection`]: the visual language.
//! - [`probe`]: is there a display and an adapter? [`smoke`]: an unattended walk.

pub mod style;
pub mod widgets;
pub mod projection;
pub mod options;
pub mod simulator;
pub mod attempt;
pub mod hand;
mod course;
mod monitor;
mod scene_mesh;
mod scene;
mod reference;
mod devices;
mod handpanel;
mod overlay;
mod home;
mod procedure;
mod zones;
mod debrief;
mod watch;
pub mod smoke;
pub mod launch;
pub mod probe;

pub use launch::run;
pub use options::{Load, OpenRecord, Options, ScenarioCard};
