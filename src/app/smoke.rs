//! An unattended walk through all screens, to see that they draw.

use super::attempt::{Attempt, Overlay, PlayCase};
use super::hand::Hand;
use super::launch::{Door, Screen};
use super::reference::Reference;
use crate::sim::session::Controls;
use bevy::prelude::*;

/// The walk's timetable.
#[derive(Resource)]
pub struct Walk {
    /// When to leave, s.
    seconds: f64,
    step: usize,
}

impl Walk {
    /// A walk of so many seconds.
    pub fn new(seconds: f64) -> Self {
        Self { seconds, step: 0 }
    }
}

/// Walks from Home over Procedure to Debrief, then leaves; fails where a screen was not reached.
pub fn plugin(app: &mut App) {
    app.add_systems(Update, walk);
}

/// Shares of the time at which the case starts, moves, shows 3D, ends, and the window closes.
const STEPS: [f64; 5] = [0.2, 0.3, 0.45, 0.7, 1.0];

fn walk(
    mut walk: ResMut<Walk>,
    time: Res<Time<Real>>,
    door: Res<Door>,
    screen: Res<State<Screen>>,
    attempt: Option<Res<Attempt>>,
    (mut overlay, mut reference, mut hand): (ResMut<Overlay>, ResMut<Reference>, ResMut<Hand>),
    (mut play, mut exit): (MessageWriter<PlayCase>, MessageWriter<AppExit>),
) {
    let Some(&share) = STEPS.get(walk.step) else { return };
    if time.elapsed_secs_f64() < share * walk.seconds {
        return;
    }
    walk.step += 1;
    let mut fail = |why: &str| {
        bevy::log::error!("the walk through the screens failed: {why}");
        exit.write(AppExit::error());
    };
    match (walk.step, screen.get(), attempt) {
        (1, Screen::Home, _) => match door.cards.first() {
            Some(card) => {
                play.write(PlayCase(card.source.clone()));
            }
            None => fail("there is no case"),
        },
        (1, _, _) => {}
        (2, Screen::Procedure, _) => {
            *overlay = Overlay::None;
            let feeding = Controls { feed_mm_s: 30.0, spin_rad_s: 6.0, ..Controls::default() };
            hand.unattended = Some(feeding);
        }
        (3, Screen::Procedure, _) => *reference = Reference::ThreeD,
        (4, Screen::Procedure, Some(attempt)) => {
            if attempt.view.tick == 0 {
                fail("the simulation did not advance");
            }
            attempt.simulator.finish();
        }
        (4, Screen::Debrief, _) => {}
        (5, Screen::Debrief, _) => {
            exit.write(AppExit::Success);
        }
        (step, screen, _) => fail(&format!("at step {step} the screen was {screen:?}")),
    }
}
