//! The integration tests, in one binary.

mod house;
mod rod_theory;
mod scenario_errors;
mod stress;
mod tube_depth;
