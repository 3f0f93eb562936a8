//! What the hand does during one tick.

use serde::{Deserialize, Serialize};

/// The hand's commands for one tick. Single precision, so that a record holds them exactly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Controls {
    /// Speed at which the wire is fed, mm/s; negative withdraws.
    pub feed_mm_s: f32,
    /// Rate at which the wire is spun, rad/s, clockwise as the hand sees it.
    pub spin_rad_s: f32,
    /// Speed at which the support catheter is fed, mm/s; negative withdraws.
    pub support_mm_s: f32,
    /// Whether the torque device is clamped on the wire: more grip.
    pub torque_device: bool,
    /// Exchange the wire for this one of the shelf.
    pub exchange: Option<u8>,
}
