//! A hand that moves at random.

use crate::sim::random::{Xoshiro256PlusPlus, stream};
use crate::sim::session::{Controls, View};
use rand::RngExt;

/// Manipulation after which it stops, s.
const PATIENCE: f64 = 240.0;

/// Random feed, spin and support, held for a random while.
pub struct Random {
    random: Xoshiro256PlusPlus,
    wires: usize,
    now: Controls,
    until: f64,
}

impl Random {
    pub(super) fn new(wires: usize, seed: u64) -> Self {
        Self { random: stream(seed, "random pilot"), wires, now: Controls::default(), until: 0.0 }
    }

    pub(super) fn drive(&mut self, view: &View) -> Option<Controls> {
        if view.manipulation_s >= PATIENCE {
            return None;
        }
        if view.manipulation_s < self.until {
            return Some(self.now.held_on());
        }
        let random = &mut self.random;
        self.until = view.manipulation_s + random.random_range(0.1..1.5);
        self.now = Controls {
            feed_mm_s: random.random_range(-35.0..40.0),
            spin_rad_s: random.random_range(-12.0..12.0),
            support_mm_s: random.random_range(-20.0..20.0),
            torque_device: random.random_bool(0.5),
            exchange: random.random_bool(0.01).then(|| random.random_range(0..self.wires) as u8),
            ..Controls::default()
        };
        Some(self.now)
    }
}
