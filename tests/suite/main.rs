//! The integration tests, in one binary.

mod scenario_errors;
