//! The hand: fingers that slip past their grip, and what they feel.

/// Force at which bare fingers slip on a wire, and with a torque device clamped on it, N.
const GRIP: (f64, f64) = (3.0, 8.0);
/// Torque at which they slip likewise, N·mm.
const TORQUE_GRIP: (f64, f64) = (1.0, 4.0);
/// Radius of the wire that this is for, mm: a catheter gives its hand a longer lever.
const WIRE_RADIUS: f64 = 0.4445;
/// Speed at which a device slips through the fingers per newton beyond the grip, mm/s, and turns in
/// them per newton millimetre, rad/s: fast beside a hand, slow beside a tick.
const FORCE_SLIP: f64 = 40.0;
const TORQUE_SLIP: f64 = 4.0;
/// Loads beyond these, N and N·mm, are a solver's and no hand's: nothing slips faster than under them.
const MOST: (f64, f64) = (12.0, 20.0);
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
    /// Force and torque of the last tick that settled, unfiltered.
    now: (f64, f64),
}

/// How the force has just changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Fell,
    Rose,
}

/// What fingers hold on a device before they slip.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Grip {
    /// N.
    pub force: f64,
    /// N·mm.
    pub torque: f64,
}

impl Grip {
    /// The grip on a device of `radius` mm: on a wire bare fingers' or a torque device's; a catheter
    /// is held by its hub, as firmly as by a torque device, and turned by the greater lever.
    pub(super) fn on(is_wire: bool, torque_device: bool, radius: f64) -> Self {
        if is_wire && !torque_device {
            return Self { force: GRIP.0, torque: TORQUE_GRIP.0 };
        }
        let lever = if is_wire { 1.0 } else { (radius / WIRE_RADIUS).max(1.0) };
        Self { force: GRIP.1, torque: TORQUE_GRIP.1 * lever }
    }
}

impl Hand {
    /// What the next tick depends on, as numbers.
    pub(super) fn state(&self) -> [f64; 5] {
        [self.force, self.torque, self.remembered, self.now.0, self.now.1]
    }

    /// The feed (mm) and spin (rad) that come of those commanded in a tick of `h` s: what the fingers
    /// can transmit, and what the device slips through them by itself.
    pub(super) fn transmitted(&self, feed: f64, spin: f64, grip: Grip, h: f64) -> (f64, f64) {
        let (force, torque) = self.now;
        (
            feed * share(force * feed.signum(), grip.force)
                - slip(force, grip.force) * FORCE_SLIP * h,
            spin * share(torque * spin.signum(), grip.torque)
                - slip(torque, grip.torque) * TORQUE_SLIP * h,
        )
    }

    /// Takes in the force (N) and torque (N·mm) at the hub after a step that settled.
    pub(super) fn load(&mut self, force: f64, torque: f64) {
        let within = |load: f64, most: f64| {
            if load.is_finite() { load.clamp(-most, most) } else { 0.0 }
        };
        self.now = (within(force, MOST.0), within(torque, MOST.1));
    }

    /// What is felt of them after a tick of `h` s.
    pub(super) fn feel(&mut self, h: f64) -> Option<Change> {
        let (force, torque) = self.now;
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

/// The share of a command against `resistance` that a grip transmits.
fn share(resistance: f64, grip: f64) -> f64 {
    ((grip - resistance) / (YIELDING * grip)).clamp(0.0, 1.0)
}

/// How far a load is beyond a grip, with its sign.
fn slip(load: f64, grip: f64) -> f64 {
    (load.abs() - grip).max(0.0).copysign(load)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingers_slip_at_three_newtons_and_a_torque_device_holds_on_to_eight() {
        let (bare, device) = (Grip::on(true, false, 0.4), Grip::on(true, true, 0.4));
        let mut hand = Hand::default();
        hand.load(3.1, 0.0);
        assert!(hand.transmitted(1.0, 0.0, bare, 0.01).0 < 0.0);
        assert_eq!(hand.transmitted(1.0, 0.0, device, 0.01).0, 1.0);
        assert!(hand.transmitted(-1.0, 0.0, bare, 0.01).0 <= -1.0, "pulling out is not resisted");
        hand.load(8.1, 0.0);
        assert!(hand.transmitted(1.0, 0.0, device, 0.01).0 < 0.0);
    }

    /// Held, not moved: what drags a device beyond the grip takes it along, what does not leaves it.
    #[test]
    fn a_held_device_slips_only_beyond_its_grip_and_the_way_it_is_dragged() {
        let bare = Grip::on(true, false, 0.4);
        let mut hand = Hand::default();
        for (force, way) in [(-2.9, 0.0), (-3.5, 1.0), (2.9, 0.0), (3.5, -1.0)] {
            hand.load(force, 0.0);
            let (fed, _) = hand.transmitted(0.0, 0.0, bare, 0.01);
            assert_eq!(fed.signum() * f64::from(fed != 0.0), way, "{force} N: {fed} mm");
        }
        hand.load(0.0, 1.5);
        assert!(hand.transmitted(0.0, 0.0, bare, 0.01).1 < 0.0, "torque beyond the grip");
    }

    #[test]
    fn a_sudden_fall_of_force_is_felt_once() {
        let mut hand = Hand::default();
        let mut felt = Vec::new();
        for tick in 0..600 {
            let force = if tick < 400 { 1.6 } else { 0.3 };
            hand.load(force, 0.0);
            felt.extend(hand.feel(1.0 / 120.0));
        }
        assert_eq!(felt, [Change::Rose, Change::Fell]);
    }
}
