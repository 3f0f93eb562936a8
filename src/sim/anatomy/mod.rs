//! Veins: centrelines with radii, branches and the route from the access to the target.

mod centreline;

pub use centreline::{Centreline, Station};
