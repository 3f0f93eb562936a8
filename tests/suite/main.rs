//! The integration tests, in one binary.

mod behaviour;
mod command_line;
mod hands;
mod record;
mod scenario_errors;
