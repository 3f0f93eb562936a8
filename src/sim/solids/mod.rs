//! Rigid bodies around the wire: Rapier's world, stepped inside the session's tick.
//!
//! Rapier runs in single precision in millimetres, grams and seconds, so its forces are in µN.
//! What tears is computed from hinge angle times stiffness, never from impulses; forces that are
//! scored come from the rod.

mod web;

pub use web::{Plate, WebSpec, Webs};
