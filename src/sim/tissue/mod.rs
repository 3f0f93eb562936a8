//! What surrounds the wire outside patent vein: the stump, the wisp, scar, wall and fat.
//!
//! [`Tissue`] what it resists with → [`Lesion`] where it is → `law` the shared plastic laws →
//! `cap` finding the mouth → `tip` cutting and being held → `course` where the wire lies →
//! `passage` the state of it all → `advance` how it goes on → [`Passages`] lesions in a row. The laws and most of their numbers were found on a prototype;
//! they are calibrated to sparse data and are meant to be replaced by measurements.

mod advance;
mod cap;
mod catalogue;
mod course;
mod law;
mod lesion;
mod passage;
mod passages;
mod properties;
mod tip;
mod wisp;
mod zone;

pub use catalogue::{TISSUES, read_tissue, tissue};
pub use lesion::{Lesion, Medium, Stump};
pub use passage::{TissueEvent, Whereabouts};
pub use passages::{Ground, Passages};
pub use properties::Tissue;
pub use wisp::{Meander, lay};
pub use zone::Zone;
