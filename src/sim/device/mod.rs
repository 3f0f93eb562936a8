//! The catalogue: wires and catheters.

mod spec;

pub use spec::{Catheter, Stiffness, Wire};
