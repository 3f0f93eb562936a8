//! The integration tests, in one binary.

mod command_line;
mod hands;
mod record;
mod scenario_errors;
