//! Patients by seed: the adult template varied within published ranges, with lesions laid on it.
//!
//! [`patient`] makes the veins, [`generate`] a whole case, [`text`] the same as a file that a person can
//! read and edit. The text is the case: what stands in it to a tenth of a millimetre is what is checked
//! and played. The same seed gives the same veins in every difficulty.

mod draws;
mod published;
mod measure;
mod body;
mod disease;
mod words;
mod write;

pub use body::patient;
pub use measure::{ARM, Angles, Measures, Side, angles, measures};
pub use published::{PUBLISHED, Published, Said, spread};

use crate::sim::random::stream;
use crate::sim::scenario::{Aids, Clock, FORMAT_VERSION, Patient, Rubric, Scenario, Shelf};
use disease::{Disease, disease};

/// How hard a generated case is meant to be. Nobody has tried each: `wispwire try` says how hard it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difficulty {
    Easy,
    Typical,
    Hard,
    Extreme,
}

impl Difficulty {
    pub const ALL: [Self; 4] = [Self::Easy, Self::Typical, Self::Hard, Self::Extreme];

    /// As on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Easy => "easy",
            Self::Typical => "typical",
            Self::Hard => "hard",
            Self::Extreme => "extreme",
        }
    }

    /// Minutes of manipulation that there are.
    fn limit(self) -> f64 {
        match self {
            Self::Easy => 15.0,
            Self::Typical => 20.0,
            Self::Hard => 30.0,
            Self::Extreme => 40.0,
        }
    }
}

/// The case with this `seed`.
pub fn generate(seed: u64, difficulty: Difficulty) -> Scenario {
    drawn(seed, difficulty).0
}

/// The same as the text of a scenario file: the same seed, the same bytes.
pub fn text(seed: u64, difficulty: Difficulty) -> String {
    let (scenario, disease) = drawn(seed, difficulty);
    write::text(&scenario, &disease, seed, difficulty)
}

fn drawn(seed: u64, difficulty: Difficulty) -> (Scenario, Disease) {
    let mut branches = patient(seed);
    let mut random = stream(seed, &format!("generate disease {}", difficulty.word()));
    let veins = branches.len();
    let disease = disease(&mut branches, difficulty, &mut random);
    let (title, briefing) = words::told(&disease, difficulty, seed, &mut random);
    // Full points within a quarter of an hour and a minute for each centimetre of occlusion.
    let par_min = libm::round(15.0 + 0.1 * disease.occluded);
    let scenario = Scenario {
        version: FORMAT_VERSION,
        title,
        briefing,
        teaching_points: words::lessons(&disease, difficulty, branches.len() > veins),
        hints: words::hints(difficulty),
        patient: Patient { branches, ..Patient::default() },
        lesions: disease.lesions.clone(),
        webs: disease.webs.clone(),
        access: disease.access.clone(),
        other_accesses: Vec::new(),
        target: disease.target.clone(),
        devices: Shelf::default(),
        aids: Aids::default(),
        clock: Clock { limit_min: difficulty.limit(), ..Clock::default() },
        substeps: 1,
        score: Rubric { par_min, slow_min: 4.0 * par_min, ..Rubric::default() },
    };
    (scenario, disease)
}
