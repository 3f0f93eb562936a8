//! What surrounds the wire outside patent vein.

mod properties;

pub use properties::Tissue;
