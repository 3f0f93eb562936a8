//! The session: a case being played, tick by tick.

mod approach;
mod case;
mod controls;
mod devices;
mod digest;
mod events;
mod hand;
mod observer;
mod picture;
mod record;
mod state;
mod surroundings;
mod view;

pub use case::{Case, CaseError, Ingredients};
pub use controls::{Controls, Motion};
pub use devices::DEVICES;
pub use events::{Event, EventKind};
pub use observer::{LesionFacts, Truth};
pub use picture::{model, plan, scene};
pub use record::{Header, Record, RecordError, Recorder};
pub use state::Session;
pub use view::{Felt, Outcome, Standing, View};
