//! The hand: keys, wheel and drag become what the simulator holds.

use super::attempt::{Attempt, Overlay};
use super::launch::Screen;
use crate::sim::session::Controls;
use bevy::prelude::*;

/// Speeds for fine, usual and coarse movement.
struct Speeds {
    feed_mm_s: [f32; 3],
    spin_turns_s: [f32; 3],
    support_mm_s: [f32; 3],
    /// Feed by one notch of the wheel, mm.
    notch_mm: [f32; 3],
    /// Turn by one point of dragging, degrees.
    drag_deg: [f32; 3],
}

const SPEEDS: Speeds = Speeds {
    feed_mm_s: [2.0, 10.0, 30.0],
    spin_turns_s: [0.3, 1.5, 3.0],
    support_mm_s: [2.0, 8.0, 20.0],
    notch_mm: [0.5, 2.0, 5.0],
    drag_deg: [0.5, 2.0, 5.0],
};

/// Two taps of a spin key within this time (s) keep the wire spinning.
const DOUBLE_TAP_S: f32 = 0.3;

/// The state of the hand.
#[derive(Resource, Default)]
pub struct Hand {
    /// What is commanded now, for the display.
    pub hold: Controls,
    /// The device that the keys move: 0 the wire, 1 the support catheter, 2 the guide.
    pub active: usize,
    pub torque_device: bool,
    /// The direction in which the wire keeps spinning after a double tap: −1, 0 or 1.
    pub keeps_spinning: f32,
    last_tap: Option<(f32, f32)>,
    /// Notches of the wheel over the monitor since the last frame; positive feeds.
    pub notches: f32,
    /// Points dragged sideways on the monitor since the last frame.
    pub dragged: f32,
    /// The wire that was chosen on the shelf.
    pub chosen: Option<usize>,
    /// The support catheter that was chosen on the shelf.
    pub chosen_support: Option<usize>,
    /// What an unattended walk holds instead of the keys.
    pub unattended: Option<Controls>,
}

impl Hand {
    /// A tap of a spin key in `direction` at time `now` (s): the second of two quick ones latches,
    /// any other lets go.
    fn tap(&mut self, direction: f32, now: f32) {
        let double =
            self.last_tap.is_some_and(|(last, at)| last == direction && now - at < DOUBLE_TAP_S);
        self.keeps_spinning = if double { direction } else { 0.0 };
        self.last_tap = if double { None } else { Some((direction, now)) };
    }
}

/// Reads the hand while a procedure is on.
pub fn plugin(app: &mut App) {
    app.init_resource::<Hand>()
        .add_systems(Update, move_devices.run_if(in_state(Screen::Procedure)));
}

fn move_devices(
    keys: Res<ButtonInput<KeyCode>>,
    time: Res<Time<Real>>,
    overlay: Res<Overlay>,
    attempt: Option<Res<Attempt>>,
    mut hand: ResMut<Hand>,
) {
    let Some(attempt) = attempt else { return };
    if *overlay != Overlay::None {
        let torque_device = hand.torque_device;
        hand.hold = Controls { torque_device, ..Controls::default() };
        (hand.notches, hand.dragged) = (0.0, 0.0);
        (hand.chosen, hand.chosen_support) = (None, None);
        hand.keeps_spinning = 0.0;
        attempt.simulator.hold(hand.hold);
        return;
    }
    let now = time.elapsed_secs();
    if keys.any_just_pressed([KeyCode::KeyD, KeyCode::ArrowRight]) {
        hand.tap(1.0, now);
    }
    if keys.any_just_pressed([KeyCode::KeyA, KeyCode::ArrowLeft]) {
        hand.tap(-1.0, now);
    }
    if keys.just_pressed(KeyCode::KeyT) {
        hand.torque_device = !hand.torque_device;
    }
    if let Some(device) = chosen_device(&keys, hand.active, attempt.view.felt.len()) {
        hand.active = device;
        hand.keeps_spinning = 0.0;
    }
    let (case, view) = (&attempt.case, &attempt.view);
    let next = keys.just_pressed(KeyCode::KeyX);
    let clicked = (hand.chosen.take(), hand.chosen_support.take());
    let wires = (view.wire_index, case.wires.len());
    if let Some(wire) = chosen(clicked.0, next && hand.active == 0, wires) {
        attempt.simulator.exchange(wire as u8);
    }
    let supports = (view.support_index, case.supports.len());
    if let Some(support) = chosen(clicked.1, next && hand.active == 1, supports) {
        attempt.simulator.exchange_support(support as u8);
    }
    let pace = pace(&keys);
    let (notches, dragged) = (std::mem::take(&mut hand.notches), std::mem::take(&mut hand.dragged));
    if notches != 0.0 || dragged != 0.0 {
        attempt.simulator.queue(
            hand.active,
            notches * SPEEDS.notch_mm[pace],
            (dragged * SPEEDS.drag_deg[pace]).to_radians(),
        );
    }
    hand.hold = hand.unattended.unwrap_or_else(|| held(&keys, pace, &hand));
    attempt.simulator.hold(hand.hold);
}

/// 0 for fine, 1 for usual, 2 for coarse.
fn pace(keys: &ButtonInput<KeyCode>) -> usize {
    if keys.any_pressed([KeyCode::ShiftLeft, KeyCode::ShiftRight]) {
        0
    } else if keys.any_pressed([KeyCode::ControlLeft, KeyCode::ControlRight]) {
        2
    } else {
        1
    }
}

fn held(keys: &ButtonInput<KeyCode>, pace: usize, hand: &Hand) -> Controls {
    let axis = |forward: [KeyCode; 2], back: [KeyCode; 2]| {
        f32::from(keys.any_pressed(forward)) - f32::from(keys.any_pressed(back))
    };
    let feed = axis([KeyCode::KeyW, KeyCode::ArrowUp], [KeyCode::KeyS, KeyCode::ArrowDown]);
    let spin = axis([KeyCode::KeyD, KeyCode::ArrowRight], [KeyCode::KeyA, KeyCode::ArrowLeft]);
    let support = axis([KeyCode::PageUp, KeyCode::KeyI], [KeyCode::PageDown, KeyCode::KeyK]);
    let spin = if spin == 0.0 { hand.keeps_spinning } else { spin };
    let mut controls = Controls {
        support_mm_s: support * SPEEDS.support_mm_s[pace],
        torque_device: hand.torque_device,
        ..Controls::default()
    };
    let speeds = if hand.active == 0 { SPEEDS.feed_mm_s } else { SPEEDS.support_mm_s };
    let (feed_mm_s, spin_rad_s) = controls.of_device(hand.active);
    *feed_mm_s += feed * speeds[pace];
    *spin_rad_s += spin * SPEEDS.spin_turns_s[pace] * core::f32::consts::TAU;
    controls
}

/// The device that a key makes the active one, of `count` in play.
fn chosen_device(keys: &ButtonInput<KeyCode>, active: usize, count: usize) -> Option<usize> {
    const DIGITS: [KeyCode; 3] = [KeyCode::Digit1, KeyCode::Digit2, KeyCode::Digit3];
    let next = keys.just_pressed(KeyCode::Tab).then_some((active + 1) % count.max(1));
    let digit = DIGITS.iter().position(|&key| keys.just_pressed(key));
    digit.or(next).filter(|&device| device < count && device != active)
}

/// What to exchange to on a shelf of so many of which one is in: what was clicked, or the next; none
/// if that is in already.
fn chosen(clicked: Option<usize>, next: bool, (now, count): (usize, usize)) -> Option<usize> {
    let next = next.then_some((now + 1) % count.max(1));
    clicked.or(next).filter(|&it| it < count && it != now)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(keys: &[KeyCode]) -> ButtonInput<KeyCode> {
        let mut input = ButtonInput::default();
        keys.iter().for_each(|&key| input.press(key));
        input
    }

    #[test]
    fn shift_makes_every_movement_slower_and_control_faster() {
        let all = [KeyCode::KeyW, KeyCode::KeyA, KeyCode::PageDown];
        let speed = |modifier: Option<KeyCode>| {
            let keys = pressed(&all.into_iter().chain(modifier).collect::<Vec<_>>());
            held(&keys, pace(&keys), &Hand::default())
        };
        let (fine, usual, coarse) =
            (speed(Some(KeyCode::ShiftLeft)), speed(None), speed(Some(KeyCode::ControlLeft)));
        assert_eq!(usual.feed_mm_s, 10.0);
        assert!(fine.feed_mm_s < usual.feed_mm_s && usual.feed_mm_s < coarse.feed_mm_s);
        assert!(fine.spin_rad_s > usual.spin_rad_s && usual.spin_rad_s > coarse.spin_rad_s);
        assert!(usual.support_mm_s == -8.0 && coarse.support_mm_s < usual.support_mm_s);
    }

    #[test]
    fn the_keys_move_the_active_device_alone() {
        let keys = pressed(&[KeyCode::KeyW, KeyCode::KeyD]);
        for active in 0..3 {
            let hand = Hand { active, ..Hand::default() };
            let motions = held(&keys, 1, &hand).motions();
            for (k, motion) in motions.into_iter().enumerate() {
                assert_eq!(motion.feed_mm_s > 0.0, k == active, "device {k} of {active}");
                assert_eq!(motion.spin_rad_s > 0.0, k == active, "device {k} of {active}");
            }
        }
    }

    #[test]
    fn tab_goes_round_the_devices_in_play_and_digits_choose_one() {
        let tab = pressed(&[KeyCode::Tab]);
        assert_eq!(chosen_device(&tab, 0, 3), Some(1));
        assert_eq!(chosen_device(&tab, 1, 2), Some(0));
        let third = pressed(&[KeyCode::Digit3]);
        assert_eq!(chosen_device(&third, 0, 3), Some(2));
        assert_eq!(chosen_device(&third, 0, 2), None, "no guide in this case");
    }

    #[test]
    fn two_quick_taps_keep_the_wire_spinning_and_the_next_tap_lets_go() {
        let mut hand = Hand::default();
        hand.tap(1.0, 1.0);
        assert_eq!(hand.keeps_spinning, 0.0);
        hand.tap(1.0, 1.2);
        assert_eq!(held(&pressed(&[]), 1, &hand).spin_rad_s, 1.5 * core::f32::consts::TAU);
        hand.tap(-1.0, 5.0);
        assert_eq!(hand.keeps_spinning, 0.0);
        hand.tap(-1.0, 6.0);
        assert_eq!(hand.keeps_spinning, 0.0, "two slow taps latched");
    }
}
