//! The session: a case being played, tick by tick.

mod case;
mod controls;
mod events;
mod hand;
mod observer;
mod state;
mod surroundings;
mod view;

pub use case::{Case, CaseError, Ingredients};
pub use controls::Controls;
pub use events::{Event, EventKind};
pub use observer::Truth;
pub use state::Session;
pub use view::{Outcome, View};
