//! The hand: fingers that slip past their grip, and what they feel.

/// Force at which bare fingers slip on a wire, and with a torque device clamped on it, N.
const GRIP: (f64, f64) = (3.0, 8.0);
/// Torque at which they slip likewise, N·mm.
const TORQUE_GRIP: (f64, f64) = (1.0, 4.0);
/// Share of the grip over which fingers begin to slip.
const YIELDING: f64 = 0.15;
/// Time over which a hand feels force, s; and the longer memory that tells a change from it.
const FEELING: f64 = 0.06;
const MEMORY: f64 = 1.2;
/// A fall of force is felt as such from this force (N) to less than this share of it.
const NOTABLE: f64 = 0.7;
const FALLEN: f64 = 0.55;

/// What the hand feels.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hand {
    /// Force and torque as felt.
    pub force: f64,
    pub torque: f64,
    /// Force as remembered.
    remembered: f64,
    /// Force and torque of the last tick, unfiltered.
    now: (f64, f64),
}

/// How the force has just changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Fell,
    Rose,
}

impl Hand {
    /// What the next tick depends on, as numbers.
    pub(super) fn state(&self) -> [f64; 5] {
        [self.force, self.torque, self.remembered, self.now.0, self.now.1]
    }

    /// Force at which the fingers slip, N.
    pub(super) fn grip(torque_device: bool) -> f64 {
        if torque_device { GRIP.1 } else { GRIP.0 }
    }

    /// The part of a commanded feed and spin that the fingers can transmit.
    pub(super) fn transmitted(&self, feed: f64, spin: f64, torque_device: bool) -> (f64, f64) {
        let torque_grip = if torque_device { TORQUE_GRIP.1 } else { TORQUE_GRIP.0 };
        (
            feed * share(self.now.0 * feed.signum(), Self::grip(torque_device)),
            spin * share(self.now.1 * spin.signum(), torque_grip),
        )
    }

    /// Takes in the force and torque after a tick of `h` s.
    pub(super) fn feel(&mut self, force: f64, torque: f64, h: f64) -> Option<Change> {
        self.now = (force, torque);
        let before = (self.force, self.remembered);
        self.force += (force - self.force) * h / (FEELING + h);
        self.torque += (torque - self.torque) * h / (FEELING + h);
        self.remembered += (self.force - self.remembered) * h / (MEMORY + h);
        let fallen = |(now, then): (f64, f64)| then > NOTABLE && now < FALLEN * then;
        let risen = |(now, then): (f64, f64)| now > NOTABLE && then < FALLEN * now;
        let after = (self.force, self.remembered);
        if fallen(after) && !fallen(before) {
            Some(Change::Fell)
        } else if risen(after) && !risen(before) {
            Some(Change::Rose)
        } else {
            None
        }
    }
}

/// 1 well below the grip, 0 from the grip on.
fn share(resistance: f64, grip: f64) -> f64 {
    ((grip - resistance) / (YIELDING * grip)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingers_slip_at_three_newtons_and_a_torque_device_holds_on_to_eight() {
        let mut hand = Hand::default();
        hand.feel(3.1, 0.0, 0.01);
        assert_eq!(hand.transmitted(1.0, 0.0, false).0, 0.0);
        assert_eq!(hand.transmitted(1.0, 0.0, true).0, 1.0);
        assert_eq!(hand.transmitted(-1.0, 0.0, false).0, -1.0, "pulling out is not resisted");
        hand.feel(8.1, 0.0, 0.01);
        assert_eq!(hand.transmitted(1.0, 0.0, true).0, 0.0);
    }

    #[test]
    fn a_sudden_fall_of_force_is_felt_once() {
        let mut hand = Hand::default();
        let mut felt = Vec::new();
        for tick in 0..600 {
            let force = if tick < 400 { 1.6 } else { 0.3 };
            felt.extend(hand.feel(force, 0.0, 1.0 / 120.0));
        }
        assert_eq!(felt, [Change::Rose, Change::Fell]);
    }
}
