//! The integration tests, in one binary.

mod accesses;
mod account;
mod behaviour;
mod bench;
mod breathing;
mod coaxial;
mod command_line;
mod contact;
mod film;
mod generate;
mod fixtures;
mod hands;
mod devices;
mod house;
mod journeys;
mod record;
mod reference;
mod physics;
mod scenario_errors;
mod several;
mod stress;
mod vessels;
mod surfaces;
