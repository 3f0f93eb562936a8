//! The scenario file, field by field, as an instructor writes it (RON, format version 0).
//!
//! The comments on the fields are what `wispwire schema` prints, and the bounds beside them are
//! what files are held against: each is written once, here. Every field says its unit in its name;
//! positions are patient LPS in mm (+x left, +y posterior, +z head, origin at the sacral
//! promontory). How the parts must fit one another is checked in [`super::validate`].

mod lesion;
mod patient;
mod rubric;

pub use lesion::{Lesion, Stump, Web, Wisp};
pub use patient::{Branch, Breathing, ControlPoint, Heart, Patient, PatientFile, Place, Valve};
pub use rubric::{Critical, Rubric, Weights};

use crate::sim::text::Bounds;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The version of the format that this build writes and reads.
pub const FORMAT_VERSION: u32 = 0;

/// One case: a patient, what is wrong with the veins, what lies on the shelf, and how an attempt
/// is scored.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Version of the file format; 0 while the format still grows.
    pub version: u32,
    /// Shown on the home screen.
    #[schemars(length(min = 1))]
    pub title: String,
    /// One paragraph that the fellow reads before starting.
    #[serde(default)]
    pub briefing: String,
    /// What the case is meant to teach, one line each; shown before and after the attempt.
    #[serde(default)]
    pub teaching_points: Vec<String>,
    /// Help for those who are stuck, one line each, from gentle to plain; shown one by one on
    /// request.
    #[serde(default)]
    pub hints: Vec<String>,
    /// The veins. Left out, they are those of the built-in adult.
    #[serde(default)]
    pub patient: Patient,
    /// The occlusions on the way from the access to the target, in any order; none in a case for
    /// finding one's way.
    #[serde(default)]
    pub lesions: Vec<Lesion>,
    /// Post-thrombotic webs in patent vein.
    #[serde(default)]
    pub webs: Vec<Web>,
    /// Where the tip of the access sheath lies; it points along the flow.
    pub access: Place,
    /// Where further sheaths may be put in during the case, for a second wire: places from which a way
    /// leads through every lesion, on to the target or back to the access.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 8))]
    pub other_accesses: Vec<Place>,
    /// Where the wire's tip must come.
    pub target: Place,
    /// What lies on the shelf.
    #[serde(default)]
    pub devices: Shelf,
    /// What may be seen and used.
    #[serde(default)]
    pub aids: Aids,
    /// The procedure clock.
    #[serde(default)]
    pub clock: Clock,
    /// Steps of the simulator in each 1/120 s: 1, or 2 where a hand is to feel forces at 240 Hz. A
    /// part of the case: other steps, other bits.
    #[serde(default = "one")]
    #[schemars(transform = SUBSTEPS.clone())]
    pub substeps: u32,
    /// How the attempt is scored.
    #[serde(default)]
    pub score: Rubric,
}

const SUBSTEPS: Bounds = Bounds::from(1.0, 4.0, "");

fn one() -> u32 {
    1
}

/// The devices at hand, by the names of their files.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Shelf {
    /// Wires, the first one loaded at the start: built-in ones, or `NAME.wire.ron` files beside
    /// the scenario.
    #[schemars(length(min = 1, max = 20))]
    pub wires: Vec<String>,
    /// The support catheter: a built-in one, or a `NAME.catheter.ron` file beside the scenario.
    pub support: String,
    /// Catheters that the support catheter may be exchanged for.
    #[schemars(length(max = 20))]
    pub other_supports: Vec<String>,
    /// The guide catheter around both; left out, there is none.
    pub guide: Option<String>,
}

impl Default for Shelf {
    fn default() -> Self {
        let wires = ["angled-regular", "angled-stiff", "long-taper"];
        Self {
            wires: wires.map(String::from).to_vec(),
            support: "support-4f".into(),
            other_supports: Vec::new(),
            guide: None,
        }
    }
}

impl Shelf {
    /// The support catheters, each with its field: the first one in, then the others.
    pub fn supports(&self) -> impl Iterator<Item = (String, &str)> {
        let others = self.other_supports.iter().enumerate();
        let others =
            others.map(|(i, name)| (format!("devices.other_supports[{i}]"), name.as_str()));
        std::iter::once(("devices.support".to_owned(), self.support.as_str())).chain(others)
    }
}

/// What may be seen and used. An exam allows less than practice.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Aids {
    /// The wire in the veins from any side, as no laboratory has it.
    pub view_3d: bool,
    /// The course of the vein as planned on CT.
    pub plan: bool,
    /// The scenario's `hints`.
    pub hints: bool,
    /// The vein as last filled, beneath the live picture. This build draws no contrast yet.
    pub roadmap: bool,
    /// Contrast that may be injected, mL. This build draws no contrast yet.
    #[schemars(transform = CONTRAST.clone())]
    pub contrast_limit_ml: f64,
}

const CONTRAST: Bounds = Bounds::from(0.0, 1000.0, "mL");

impl Default for Aids {
    fn default() -> Self {
        Self { view_3d: true, plan: true, hints: true, roadmap: true, contrast_limit_ml: 100.0 }
    }
}

/// The procedure clock: what life would have taken.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Clock {
    /// Seconds on the procedure clock per second of manipulation.
    #[schemars(transform = SCALE.clone())]
    pub time_scale: f64,
    /// Procedure minutes that one exchange of the wire takes.
    #[schemars(transform = MINUTES.clone())]
    pub exchange_min: f64,
    /// Procedure minutes that it takes to put in another sheath.
    #[schemars(transform = MINUTES.clone())]
    pub access_min: f64,
    /// The attempt ends after this much manipulation, minutes.
    #[schemars(transform = LIMIT.clone())]
    pub limit_min: f64,
}

const SCALE: Bounds = Bounds::above(0.0, 1000.0, "");
const MINUTES: Bounds = Bounds::from(0.0, 10_000.0, "min");
const LIMIT: Bounds = Bounds::above(0.0, 600.0, "min");

impl Default for Clock {
    fn default() -> Self {
        Self { time_scale: 4.0, exchange_min: 2.0, access_min: 5.0, limit_min: 20.0 }
    }
}
