//! The integration tests, in one binary.

mod account;
mod behaviour;
mod bench;
mod command_line;
mod hands;
mod house;
mod record;
mod physics;
mod scenario_errors;
mod several;
mod stress;
