//! What files and people say, in the simulator's own units (mm, N, s, rad).
//!
//! A field of a file carries its unit in its name (`_deg`, `_min`, `_gpa`); the conversion happens
//! once, where the file becomes a case.

use core::f64::consts::PI;

/// Simulated ticks per second. Part of the case: another value gives other bits.
pub const TICKS_PER_SECOND: u32 = 120;
/// Length of one tick, s.
pub const TICK: f64 = 1.0 / TICKS_PER_SECOND as f64;
/// One turn, rad.
pub const TURN: f64 = 2.0 * PI;

/// Degrees to radians.
pub fn degrees(deg: f64) -> f64 {
    deg * PI / 180.0
}

/// Minutes to seconds.
pub fn minutes(min: f64) -> f64 {
    min * 60.0
}

/// Density in kg/m³ to N·s²/mm⁴, the unit in which mass times acceleration in mm/s² is newtons.
pub fn density(kg_per_m3: f64) -> f64 {
    kg_per_m3 * 1e-12
}
