//! What may be said on the command line.

use crate::bench::Task;
use crate::sim::generate::Difficulty;
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
        /// Read the file anew each time it is saved, and show what is wrong with it.
        #[arg(long, requires = "scenario")]
        watch: bool,
        /// Walk through all screens unattended and leave after this many seconds.
        #[arg(long, hide = true)]
        smoke: Option<f64>,
    },
    /// Let a pilot play a scenario without a window.
    Run(Run),
    /// Say how hard a scenario is, by letting an expert and a novice pilot try it.
    Try(Try),
    /// Check scenario, course, patient, device and tissue files, and say what is wrong with them.
    Check {
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Print the problems as one JSON array, for editors.
        #[arg(long)]
        json: bool,
    },
    /// Write a commented file to begin with.
    New {
        /// What to begin with.
        #[arg(long, value_enum, default_value = "native")]
        template: Template,
        /// Where to write it; by default under the template's name in this folder.
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Write a case of a generated patient: the same seed, the same patient.
    Generate(Generate),
    /// Print what each field of each file means: the reference page, in Markdown.
    Schema {
        /// Print the JSON schema of one kind of file instead, for editors.
        #[arg(long, value_enum, value_name = "KIND")]
        json: Option<FileKind>,
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
    /// Write the veins, the occlusions and the bones of a scenario as closed surfaces: STL and glTF.
    Mesh(MeshOptions),
    /// Draw short strips of how wires and catheters behave: bend, whip, knuckle, kink, prolapse.
    Film(FilmOptions),
    /// Try the laws of mechanics that the wire must obey, and print theory beside simulation.
    Physics(Physics),
    /// List wires and catheters: stiffness along the length, tip load, buckling by support.
    Devices(Devices),
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

/// The veins are those of an adult, varied within published ranges, and are the same in every difficulty;
/// lesions, side channels, webs and collaterals are laid on them.
#[derive(Debug, Args)]
pub struct Generate {
    /// Which of the endless patients.
    #[arg(long, required_unless_present = "histograms")]
    pub seed: Option<u64>,
    /// How hard it is meant to be; `wispwire try` says how hard it is.
    #[arg(long, value_enum, default_value = "typical")]
    pub difficulty: DifficultyName,
    /// The file to write; by default the text goes to standard output.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Measure many patients instead, and write patients.md and its figures into this folder.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["seed", "out", "difficulty"])]
    pub histograms: Option<PathBuf>,
    /// How many patients to measure, seeds from 0 on.
    #[arg(long, default_value_t = 1000, requires = "histograms",
        value_parser = clap::value_parser!(u64).range(10..=100_000))]
    pub count: u64,
}

/// Difficulties by name.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum DifficultyName {
    /// One short lesion of the external iliac vein.
    Easy,
    /// External and common iliac vein.
    Typical,
    /// Long, up into the cava or from the other side, with gaps of scar.
    Hard,
    /// Old, with long gaps and hardly a wisp.
    Extreme,
}

impl From<DifficultyName> for Difficulty {
    fn from(name: DifficultyName) -> Self {
        match name {
            DifficultyName::Easy => Self::Easy,
            DifficultyName::Typical => Self::Typical,
            DifficultyName::Hard => Self::Hard,
            DifficultyName::Extreme => Self::Extreme,
        }
    }
}

#[derive(Debug, Args)]
pub struct Run {
    /// A scenario file, or the name of a shipped one.
    pub scenario: PathBuf,
    /// Begin at another access: right-jugular, left-groin, right-groin, left-knee, right-knee, or a vein.
    #[arg(long, value_name = "SITE")]
    pub from: Option<String>,
    /// Go to another vein, to its middle.
    #[arg(long, value_name = "VEIN")]
    pub to: Option<String>,
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

/// The scale: easy, a novice crosses at least every other time; typical, an expert at least four
/// times in five; hard, at least twice in five; extreme, more seldom; not crossed, nobody ever.
#[derive(Debug, Args)]
pub struct Try {
    /// A scenario file, or the name of a shipped one.
    pub scenario: PathBuf,
    /// Attempts by each pilot. Five tell much, ten tell more.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub attempts: u16,
    /// Seed of each pilot's first attempt; the next has the next.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
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
    /// Fill every open vein with contrast medium, as on a venogram (fluoroscopy only).
    #[arg(long)]
    pub filled: bool,
}

#[derive(Debug, Args)]
pub struct MeshOptions {
    /// A scenario file, or the name of a shipped one.
    pub scenario: PathBuf,
    /// The folder to write to: lumen.stl, cord.stl, bones.stl (mm, patient LPS) and scene.glb (m, head up).
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Spacing of the grid, mm: what is thinner may be lost.
    #[arg(long, value_name = "MM", default_value_t = 1.0, value_parser = step)]
    pub step: f64,
}

/// Spacing of a surface's grid, mm.
fn step(text: &str) -> Result<f64, String> {
    let step: f64 = text.parse().map_err(|_| "not a number".to_owned())?;
    if (0.3..=5.0).contains(&step) { Ok(step) } else { Err("must be from 0.3 to 5 mm".to_owned()) }
}

#[derive(Debug, Args)]
pub struct FilmOptions {
    /// The folder to write them to, as PNG.
    #[arg(long, value_name = "DIR", default_value = "docs/film")]
    pub out: PathBuf,
    /// Draw only these, as in bend,whip.
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub only: Vec<String>,
}

impl FilmOptions {
    /// True if the film `name` was asked for.
    pub fn wants(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|it| it == name)
    }
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
pub struct Devices {
    /// Names of devices, or paths of device files; every built-in one unless told.
    pub names: Vec<String>,
    /// Print one JSON array.
    #[arg(long)]
    pub json: bool,
    /// Draw EI, GJ and buckling as SVG into this folder.
    #[arg(long, value_name = "DIR")]
    pub plot: Option<PathBuf>,
    /// Print the page of the catalogue for the docs, in Markdown.
    #[arg(long, conflicts_with_all = ["names", "json", "plot"])]
    pub page: bool,
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

/// What a new file begins with.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Template {
    /// Patent veins, to find one's way.
    Orientation,
    /// A native occlusion with a wisp.
    Native,
    /// An occlusion without a channel.
    NoWisp,
    /// Two occlusions in a row.
    TwoLesions,
    /// A case for an exam.
    Exam,
    /// An order of cases.
    Course,
    /// Veins for several scenarios.
    Patient,
    Wire,
    Catheter,
    Tissue,
}

/// The kinds of files.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum FileKind {
    Scenario,
    Course,
    Patient,
    Wire,
    Catheter,
    Tissue,
}

impl FileKind {
    /// Its name at the beginning of a heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Scenario => "Scenario",
            Self::Course => "Course",
            Self::Patient => "Patient",
            Self::Wire => "Wire",
            Self::Catheter => "Catheter",
            Self::Tissue => "Tissue",
        }
    }
}
