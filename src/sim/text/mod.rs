//! Reading files that people write, and telling what is wrong with them.
//!
//! [`read`] turns RON into a value or a [`Diagnostic`]; [`Checks`] gathers what a value may not
//! hold, all of it at once, as [`Problems`]. Every problem has a place: file, line, column and
//! field; it says what was found, what is allowed and what to do. This room knows RON's syntax and
//! nothing of veins, devices or tissues.

mod source;
mod diagnostic;
mod render;
mod locate;
mod spelling;
mod explain;
mod read;
mod checks;
mod catalogue;

pub use catalogue::{Catalogue, LookupError};
pub use checks::{Bounds, Checks, Fault};
pub use diagnostic::{Diagnostic, Problems};
pub use locate::{Located, locate};
pub use read::read;
pub use source::Source;
pub use spelling::{listed, nearest_name, suggestion};
