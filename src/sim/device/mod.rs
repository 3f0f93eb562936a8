//! The catalogue: wires and catheters.

mod spec;
mod catalogue;

pub use catalogue::{CATHETERS, WIRES, catheter, read_catheter, read_wire, wire};
pub use spec::{Catheter, Stiffness, Wire};
