//! Reading files that people write, and telling what is wrong with them.
//!
//! [`read`] turns RON into a value and [`Checks`], which gather what is wrong with it, all of it at
//! once, as [`Problems`]: faults of form (`lex`, `brackets`, `parser`), of fields, kinds and bounds
//! (`shape`, by the schema that a type gives of itself), and whatever its owner finds. Every problem
//! has a place: file, line, column and field; it says what was found, what is allowed and what to do.
//! What follows from a problem is not told beside it. This room knows RON's syntax and nothing of
//! veins, devices or tissues.

mod source;
mod diagnostic;
mod render;
mod slip;
mod words;
mod lex;
mod mend;
mod brackets;
mod tree;
mod parser;
mod locate;
mod spelling;
mod bounds;
mod checks;
mod kinds;
mod schema;
mod shape;
mod read;
mod catalogue;

pub use bounds::{Bounds, UNIT};
pub use catalogue::{Catalogue, LookupError};
pub use checks::{Checks, Fault, Sound};
pub use diagnostic::{Diagnostic, Problems};
pub use read::{read, read_into};
pub use source::Source;
pub use spelling::{listed, nearest_name, suggestion};
