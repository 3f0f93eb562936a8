//! The catalogue: wires and catheters.

mod catalogue;
mod material;
mod spec;

pub use catalogue::{CATHETERS, WIRES, catheter, read_catheter, read_wire, wire};
pub use spec::{Catheter, Core, Stiffness, Wire};
