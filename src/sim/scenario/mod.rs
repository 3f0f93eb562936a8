//! Scenario files.

mod schema;

pub use schema::*;
