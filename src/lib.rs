//! wispwire: a trainer for crossing chronically occluded veins with guidewires.
//!
//! - [`sim`]: the simulator. Pure, f64, single-threaded, no window, no engine, no clock.
//! - [`physics`]: the laws that the rod must obey, tried.
//! - [`mod@bench`]: what a tick costs and how good it is; the peers' task; rod against joints.
//! - [`film`]: strips of pictures of how wires and catheters behave.
//! - [`cli`]: one file per subcommand.
//! - `app`: the trainer's window (feature `app`).

#[cfg(feature = "app")]
pub mod app;
pub mod bench;
pub mod cli;
pub mod film;
pub mod physics;
pub mod sim;
