//! The session: a case being played, tick by tick.

mod case;
mod controls;
mod events;
mod state;
mod view;

pub use case::Case;
pub use controls::Controls;
pub use events::{Event, EventKind};
pub use state::{Session, Truth};
pub use view::{Outcome, View};
