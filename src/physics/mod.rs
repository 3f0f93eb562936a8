//! The laws that the rod must obey, each solved on a bench of its own and held against theory.
//!
//! A [`Law`] is one line of the [`TABLE`] that `wispwire physics` prints. It runs the simulator's
//! own rod and gives a [`Row`] for every setting, with the formula's value beside what was got, and
//! [`Figure`]s to look at, which [`plot`] draws. Every law is also a test. Nothing here reads a
//! clock.

mod bench;
mod bending;
mod capstan;
mod coaxial;
mod columns;
mod containment;
mod convergence;
mod cylinder;
mod depth;
pub mod devices;
mod elastica;
mod exchange;
mod friction;
mod helix;
mod holds;
mod localisation;
mod knot;
mod law;
mod momentum;
pub mod plot;
mod sections;
mod table;
mod torsion;
mod twist;
mod whip;

pub use depth::depth_beyond_wall;
pub use law::{Figure, Law, Line, Mark, Outcome, Row};
pub use table::TABLE;
