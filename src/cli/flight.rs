//! A pilot's attempt at a case without a window.

use super::outcome::Figures;
use crate::sim::pilot::{Kind, Pilot};
use crate::sim::session::{Case, Controls, Outcome, Session};
use crate::sim::units::TICKS_PER_SECOND;
use serde::Serialize;
use std::sync::Arc;
use std::time::Instant;

/// An attempt is broken off after this much real time, s.
pub const LONGEST_S: f64 = 115.0;
/// How often the time is looked at, ticks.
const LOOK: u64 = TICKS_PER_SECOND as u64;

/// How an attempt came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// The tip came to the target.
    Crossed,
    /// The time that the case allows was over.
    TimeOver,
    /// The pilot gave up.
    GaveUp,
    /// It took longer than [`LONGEST_S`].
    BrokenOff,
}

/// An attempt that has ended.
pub struct Flight {
    pub session: Session,
    pub figures: Figures,
    pub ending: Ending,
}

impl Flight {
    /// Lets a pilot of `kind` play `case` to its end; all the pilot's chances come from `seed`.
    /// `watch` is called after every tick with what the hands did; it ends the flight by failing.
    pub fn fly<E>(
        case: &Arc<Case>,
        kind: Kind,
        seed: u64,
        mut watch: impl FnMut(&Controls, &Session) -> Result<(), E>,
    ) -> Result<Self, E> {
        let start = Instant::now();
        let mut session = Session::new(case.clone());
        let mut pilot = Pilot::new(kind, case, seed);
        let ending = loop {
            let view = session.view();
            match view.outcome {
                Some(Outcome::Crossed) => break Ending::Crossed,
                Some(Outcome::TimeOver) => break Ending::TimeOver,
                None => {}
            }
            if session.ticks().is_multiple_of(LOOK) && start.elapsed().as_secs_f64() > LONGEST_S {
                break Ending::BrokenOff;
            }
            let Some(controls) = pilot.drive(&view) else { break Ending::GaveUp };
            session.step(&controls);
            watch(&controls, &session)?;
        };
        let figures = Figures::of(&session, kind.name(), seed, start.elapsed().as_secs_f64());
        Ok(Self { session, figures, ending })
    }
}
