//! The command line: one file per subcommand.
//!
//! Results go to standard output, progress and messages to standard error. Exit code 0 is success,
//! 1 a run that could not be done or a law that does not hold, 2 bad input.

pub mod account;
pub mod arguments;
pub mod bench;
pub mod case;
pub mod check;
pub mod devices;
pub mod doctor;
pub mod export;
pub mod fallback;
pub mod film;
pub mod generate;
pub mod histograms;
pub mod mesh;
pub mod new;
pub mod flight;
pub mod outcome;
pub mod physics;
pub mod play;
pub mod problems;
pub mod progress;
pub mod replay;
pub mod run;
pub mod schema;
pub mod sheet;
pub mod shot;
pub mod trial;

use arguments::{Arguments, Command};
use clap::Parser;
use std::process::ExitCode;

/// Exit code for bad input.
pub const BAD_INPUT: u8 = 2;

/// Does what the command line says.
pub fn main() -> ExitCode {
    match Arguments::parse().command {
        None => play::home(None),
        Some(Command::Play { scenario, watch, smoke }) => match scenario {
            Some(scenario) => play::scenario(&scenario, watch, smoke),
            None => play::home(smoke),
        },
        Some(Command::Run(options)) => run::main(&options),
        Some(Command::Check { files, json }) => check::run(&files, json),
        Some(Command::New { template, out }) => new::main(template, out),
        Some(Command::Generate(options)) => generate::main(&options),
        Some(Command::Schema { json }) => schema::main(json),
        Some(Command::Try(options)) => trial::main(&options),
        Some(Command::Replay { record, json }) => replay::replay(&record, json),
        Some(Command::Score { record, json }) => replay::score(&record, json),
        Some(Command::Shot(options)) => shot::main(&options),
        Some(Command::Mesh(options)) => mesh::main(&options),
        Some(Command::Film(options)) => film::main(&options),
        Some(Command::Physics(options)) => physics::main(&options),
        Some(Command::Devices(options)) => devices::main(&options),
        Some(Command::Bench(options)) => bench::main(&options),
        Some(Command::Account(options)) => account::main(&options),
        Some(Command::Doctor { probe }) => doctor::main(probe),
    }
}
