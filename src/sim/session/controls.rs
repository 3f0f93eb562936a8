//! What the hand does during one tick.

use super::DEVICES;
use serde::{Deserialize, Serialize};

/// What one hand does to one device.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Motion {
    /// Speed of feed, mm/s; negative withdraws.
    pub feed_mm_s: f64,
    /// Rate of spin, rad/s, clockwise as the hand sees it.
    pub spin_rad_s: f64,
}

/// What a person, a pilot or a record tells the session, once per tick.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Controls {
    /// Speed at which the wire is fed, mm/s; negative withdraws.
    pub feed_mm_s: f32,
    /// Rate at which the wire is spun, rad/s, clockwise as the hand sees it.
    pub spin_rad_s: f32,
    /// The same of the support catheter.
    pub support_mm_s: f32,
    #[serde(skip_serializing_if = "is_still")]
    pub support_rad_s: f32,
    /// The same of the guide catheter.
    #[serde(skip_serializing_if = "is_still")]
    pub guide_mm_s: f32,
    #[serde(skip_serializing_if = "is_still")]
    pub guide_rad_s: f32,
    /// Whether the torque device is clamped on the wire: more grip.
    pub torque_device: bool,
    /// Exchange the wire for this one of the shelf.
    pub exchange: Option<u8>,
    /// Exchange the support catheter for this one of the shelf.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exchange_support: Option<u8>,
    /// Go over to this access, of which the scenario's first is 0; the first time a sheath is put in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub go_to: Option<u8>,
}

fn is_still(speed: &f32) -> bool {
    *speed == 0.0
}

impl Controls {
    /// What is done to each device, from inside out.
    pub fn motions(&self) -> [Motion; DEVICES] {
        let motion = |feed: f32, spin: f32| Motion {
            feed_mm_s: f64::from(feed),
            spin_rad_s: f64::from(spin),
        };
        [
            motion(self.feed_mm_s, self.spin_rad_s),
            motion(self.support_mm_s, self.support_rad_s),
            motion(self.guide_mm_s, self.guide_rad_s),
        ]
    }

    /// Speed of feed (mm/s) and rate of spin (rad/s) of device `k`, to be set.
    pub fn of_device(&mut self, k: usize) -> (&mut f32, &mut f32) {
        match k {
            0 => (&mut self.feed_mm_s, &mut self.spin_rad_s),
            1 => (&mut self.support_mm_s, &mut self.support_rad_s),
            _ => (&mut self.guide_mm_s, &mut self.guide_rad_s),
        }
    }

    /// The same without what is done once: what goes on being done.
    pub fn held_on(&self) -> Self {
        Self { exchange: None, exchange_support: None, go_to: None, ..*self }
    }
}
