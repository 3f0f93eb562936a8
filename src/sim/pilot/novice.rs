//! A beginner: pushes straight, without spin, and reaches for stiffer wire when it folds.

use super::{Plan, Sight};
use crate::sim::random::{Xoshiro256PlusPlus, stream};
use crate::sim::session::{Controls, View};
use rand::RngExt;

/// Manipulation after which the beginner gives up, s.
const PATIENCE: f64 = 420.0;
/// Slack at which even a beginner sees that the wire has folded, mm.
const FOLD: f64 = 25.0;
/// Folds after which a beginner changes something.
const STUBBORN: u32 = 4;

/// The beginner's state.
pub struct Novice {
    plan: Plan,
    random: Xoshiro256PlusPlus,
    hint: f64,
    /// Arc length to withdraw to before pushing again, mm.
    withdraw_to: Option<f64>,
    folds: u32,
    wire: u8,
    gap: f64,
    speed: f64,
}

impl Novice {
    pub(super) fn new(plan: Plan, seed: u64) -> Self {
        let mut random = stream(seed, "novice pilot");
        let speed = random.random_range(6.0..14.0);
        Self { plan, random, hint: 0.0, withdraw_to: None, folds: 0, wire: 0, gap: 60.0, speed }
    }

    pub(super) fn drive(&mut self, view: &View) -> Option<Controls> {
        let sight = Sight::of(view, &self.plan, self.hint);
        self.hint = sight.tip;
        if sight.time >= PATIENCE {
            return None;
        }
        let mut controls = Controls { torque_device: true, ..Controls::default() };
        let wish = (sight.ahead - self.gap) * 3.0;
        controls.support_mm_s = wish.clamp(-15.0, 8.0) as f32;
        if let Some(target) = self.withdraw_to {
            controls.feed_mm_s = -20.0;
            if view.wire_inserted_mm <= target {
                self.withdraw_to = None;
                // Picked up anew, the wire is rarely held at the same roll.
                controls.spin_rad_s = self.random.random_range(-60.0..60.0);
            }
            return Some(controls);
        }
        controls.feed_mm_s = self.speed as f32;
        if sight.slack > FOLD {
            self.folds += 1;
            self.withdraw_to = Some(self.before_fold(sight.tip) - 20.0);
            if self.folds.is_multiple_of(STUBBORN) {
                self.gap = 5.0;
                self.wire = (self.wire + 1) % self.plan.wires as u8;
                controls.exchange = Some(self.wire);
            }
        }
        Some(controls)
    }

    /// Where a tip at arc length `tip` has room again: in front of the stump that it went in by, or,
    /// with another stump ahead, where it is.
    fn before_fold(&self, tip: f64) -> f64 {
        let lesions = &self.plan.lesions;
        match lesions.iter().rposition(|lesion| lesion.0 < tip) {
            Some(k) if tip < lesions[k].1 || k + 1 == lesions.len() => lesions[k].0,
            _ => tip,
        }
    }
}
