//! Veins: centrelines with radii, walls, branches and the route from the access to the target.

mod centreline;
mod lumen;
mod phantom;

pub use centreline::{Centreline, Station};
pub use lumen::{Tube, Wall, first_in_sheath, foundation, sheath_press};
pub use phantom::{Piece, course, s_tube};
