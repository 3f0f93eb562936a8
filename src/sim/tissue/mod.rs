//! What surrounds the wire outside patent vein.

mod properties;
mod catalogue;

pub use catalogue::{TISSUES, read_tissue, tissue};
pub use properties::Tissue;
