//! The laws that the rod must obey, each solved on a bench of its own and held against theory.
//!
//! A [`Law`] is one line of the table that `wispwire physics` prints. It runs the simulator's own
//! rod and gives a [`Row`] for every setting, with the formula's value beside what was got, and
//! [`Figure`]s to look at. Every law is also a test. Nothing here reads a clock.

mod bench;
mod helix;
mod holds;
mod localisation;
mod law;

pub mod cylinder;
pub mod twist;
pub mod whip;

pub use law::{Figure, Law, Line, Mark, Outcome, Row};
