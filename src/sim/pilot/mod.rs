//! Autopilots: sources of [`Controls`] like any hand.
//!
//! A pilot sees what a person could: the picture (the wire's shape, from two views), the force at
//! the hub, the clock, and the vein's course as planned on CT. It never sees the wisp, the zone of
//! the tip or any other [`crate::sim::session::Truth`].

mod expert;
mod mouth;
mod novice;
mod random;
mod select;
mod sight;
mod steer;

pub use sight::{Plan, Sight, Turn};

use crate::sim::session::{Case, Controls, View};
use expert::Expert;
use novice::Novice;
use random::Random;

/// The kinds of pilots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Spins and pulses with support, watches the picture, withdraws when in doubt.
    Expert,
    /// Pushes straight, reaches for stiffer wire.
    Novice,
    /// Moves at random.
    Random,
}

impl Kind {
    /// Every kind with its name.
    pub const ALL: [(&str, Kind); 3] =
        [("expert", Self::Expert), ("novice", Self::Novice), ("random", Self::Random)];

    /// The name on the command line and in records.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }
}

/// A pilot at work.
pub enum Pilot {
    Expert(Box<Expert>),
    Novice(Box<Novice>),
    Random(Random),
}

impl Pilot {
    /// A pilot of `kind` for `case`; all its chances come from `seed`.
    pub fn new(kind: Kind, case: &Case, seed: u64) -> Self {
        let plan = Plan::of(case);
        match kind {
            Kind::Expert => Self::Expert(Box::new(Expert::new(plan, seed))),
            Kind::Novice => Self::Novice(Box::new(Novice::new(plan, seed))),
            Kind::Random => Self::Random(Random::new(plan.wires, seed)),
        }
    }

    /// What the hands do next; `None` when the pilot gives up.
    pub fn drive(&mut self, view: &View) -> Option<Controls> {
        match self {
            Self::Expert(pilot) => pilot.drive(view),
            Self::Novice(pilot) => pilot.drive(view),
            Self::Random(pilot) => pilot.drive(view),
        }
    }
}
