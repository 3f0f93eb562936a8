//! The integration tests, in one binary.

mod behaviour;
mod command_line;
mod hands;
mod house;
mod record;
mod physics;
mod scenario_errors;
mod stress;
