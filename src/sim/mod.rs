//! The simulator, in the order in which its rooms may use one another: a module imports only
//! from those above it (`tests/suite/house.rs` holds this).
//!
//! Units are mm, N, s and rad, hence N·mm² for flexural rigidity, MPa for pressure and N·s²/mm
//! for mass. Coordinates are patient LPS: +x left, +y posterior, +z towards the head, origin at
//! the sacral promontory.

pub mod math;
pub mod units;
pub mod random;
pub mod text;
pub mod rod;
pub mod anatomy;
pub mod tissue;
pub mod solids;
pub mod device;
pub mod imaging;
pub mod scenario;
pub mod generate;
pub mod session;
pub mod score;
pub mod pilot;
