//! Veins: centrelines with radii, walls, branches and the route from the access to the target.

mod centreline;
mod lumen;
mod nets;
mod phantom;
mod rhythm;
mod surface;
mod valve;
mod vessels;

pub use centreline::{Centreline, Station};
pub use lumen::{Lumen, Tube, Wall, first_in_sheath, foundation, sheath_press};
pub use nets::Surface;
pub use phantom::{Piece, course, s_tube};
pub use rhythm::{Beat, Breath, Rhythm, Squeeze, Stance};
pub use surface::tubes;
pub use valve::{Caught, Valve, caught};
pub use vessels::{Spot, Vessels};
