//! What may be said on the command line.

use crate::bench::Task;
use crate::sim::pilot::Kind;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// A trainer for crossing chronically occluded veins with guidewires. Without a command it opens
/// the trainer; where there is no screen it runs the shipped case with the expert pilot.
#[derive(Debug, Parser)]
#[command(name = "wispwire", version)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Open the trainer on a scenario.
    Play {
        /// A scenario file; without it, the home screen.
        scenario: Option<PathBuf>,
        /// Walk through all screens unattended and leave after this many seconds.
        #[arg(long, hide = true)]
        smoke: Option<f64>,
    },
    /// Let a pilot play a scenario without a window.
    Run(Run),
    /// Check scenario, device and tissue files, and say what is wrong with them.
    Check {
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Play a record again and hold it against its digests.
    Replay {
        record: PathBuf,
        /// Print one JSON object.
        #[arg(long)]
        json: bool,
    },
    /// Score a record by playing it again.
    Score {
        record: PathBuf,
        /// Print one JSON object.
        #[arg(long)]
        json: bool,
    },
    /// Draw pictures of a scenario without a window: fluoroscopy, a map, the patient in 3D.
    Shot(Shot),
    /// Try the laws of mechanics that the wire must obey, and print theory beside simulation.
    Physics(Physics),
    /// Time the simulator's ticks, and hold them against other simulators and against joints.
    Bench(Bench),
    /// Try every law, run every benchmark, and write their tables and figures into the docs.
    Account(Account),
    /// Say whether this machine can run the trainer, and what to install.
    Doctor {
        /// Answer for this process alone (used by the program itself).
        #[arg(long, hide = true)]
        probe: bool,
    },
}

#[derive(Debug, Args)]
pub struct Run {
    /// A scenario file, or the name of a shipped one.
    pub scenario: PathBuf,
    /// Who is at the controls.
    #[arg(long, value_enum, default_value = "expert")]
    pub pilot: PilotName,
    /// Drives the pilot and whatever else is random.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Write a record here.
    #[arg(long)]
    pub record: Option<PathBuf>,
    /// Print one JSON object.
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Shot {
    /// A scenario file, or the name of a shipped one.
    pub scenario: PathBuf,
    /// The picture to write, a PNG.
    #[arg(long)]
    pub out: PathBuf,
    /// What to draw.
    #[arg(long, value_enum, default_value = "ap")]
    pub view: ShotView,
    /// Let the expert pilot play for this long first, seconds of manipulation.
    #[arg(long, default_value_t = 0.0)]
    pub after: f64,
    /// Seed of the pilot.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
}

#[derive(Debug, Args)]
pub struct Physics {
    /// Print one JSON array of rows.
    #[arg(long)]
    pub json: bool,
    /// Draw every law as SVG into this folder.
    #[arg(long, value_name = "DIR")]
    pub plot: Option<PathBuf>,
    /// Try only these rows of the table, as in 1,8,12.
    #[arg(long, value_name = "ROWS", value_delimiter = ',')]
    pub only: Vec<String>,
}

#[derive(Debug, Args)]
pub struct Bench {
    /// Print one JSON array.
    #[arg(long)]
    pub json: bool,
    /// Run these benchmarks only, separated by commas.
    #[arg(long, value_enum, value_delimiter = ',')]
    pub only: Vec<Task>,
}

#[derive(Debug, Args)]
pub struct Account {
    /// The folder that has physics.md and performance.md.
    #[arg(long, value_name = "DIR", default_value = "docs")]
    pub out: PathBuf,
}

/// Pilots by name.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum PilotName {
    Expert,
    Novice,
    Random,
}

impl From<PilotName> for Kind {
    fn from(name: PilotName) -> Self {
        match name {
            PilotName::Expert => Self::Expert,
            PilotName::Novice => Self::Novice,
            PilotName::Random => Self::Random,
        }
    }
}

/// Views by name.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ShotView {
    /// Fluoroscopy from the front.
    Ap,
    /// Fluoroscopy, 30° left anterior oblique.
    Lao,
    /// Fluoroscopy from the patient's left.
    Lateral,
    /// The map to write a case by: branches with their lengths, lesions, webs, sheath, target.
    Plan,
    /// The patient in three dimensions, from the front and the left.
    #[value(name = "3d")]
    ThreeD,
    /// Every one of these, each with its name added to the file's: case-plan.png for case.png.
    All,
}
