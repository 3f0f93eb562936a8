//! The veins and places in them.

use crate::sim::text::Bounds;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

const COORDINATE: Bounds = Bounds::from(-1000.0, 1000.0, "mm");
const VEIN: Bounds = Bounds::from(1.0, 60.0, "mm");
const ARC: Bounds = Bounds::from(0.0, 2000.0, "mm");
const BREATHS: Bounds = Bounds::from(4.0, 40.0, "breaths a minute");
const EXCURSION: Bounds = Bounds::from(0.0, 40.0, "mm");
const COLLAPSE: Bounds = Bounds::from(0.0, 60.0, "%");
const BEATS: Bounds = Bounds::from(30.0, 200.0, "beats a minute");
const NARROWING: Bounds = Bounds::from(0.0, 30.0, "%");
const WALL_STIFFNESS: Bounds = Bounds::above(0.0, 20.0, "N/mm per mm of wire");

/// Whose veins they are: a patient from a file, varied by seed, with branches of one's own put in
/// their place; or one's own branches alone.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Patient {
    /// The patient to begin with: a built-in one (`adult`), or a `NAME.patient.ron` file beside the
    /// scenario. Left out, it is `adult`, unless `branches` are given: then these are all there is.
    pub like: Option<String>,
    /// Varies that patient's size, calibres and windings as people differ; the same number gives the
    /// same veins on every machine. Left out, the patient is taken as the file has it.
    pub seed: Option<u64>,
    /// Branches of one's own. Where `like` or `seed` is given, each takes the place of the branch of
    /// the same name, or comes in addition.
    #[schemars(length(max = 200))]
    pub branches: Vec<Branch>,
    /// Stiffness of patent vein under the wire's pressure, N/mm per mm of wire.
    #[schemars(transform = WALL_STIFFNESS.clone())]
    pub vein_wall_n_mm2: f64,
    /// How the patient breathes; left out, the veins do not move with a breath.
    pub breathing: Option<Breathing>,
    /// How the heart beats; left out, the veins do not move with a beat.
    pub heart: Option<Heart>,
}

impl Default for Patient {
    fn default() -> Self {
        Self {
            like: None,
            seed: None,
            branches: Vec::new(),
            vein_wall_n_mm2: 0.1,
            breathing: None,
            heart: None,
        }
    }
}

impl Patient {
    /// The patient whose branches these begin with; `None` where there are only branches of one's
    /// own.
    pub fn base(&self) -> Option<&str> {
        match &self.like {
            Some(name) => Some(name),
            None if self.branches.is_empty() || self.seed.is_some() => Some("adult"),
            None => None,
        }
    }
}

/// Quiet breathing. It draws the veins between the confluence and the neck down and flattens the inferior
/// vena cava; an attempt begins at the end of an expiration. Lesions, webs and the sheath are held fast, and
/// what is near them with them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Breathing {
    /// Breaths in a minute. At rest 12 to 20.
    #[schemars(transform = BREATHS.clone())]
    pub rate_per_min: f64,
    /// Way of the diaphragm in a breath, mm; the kidneys go 0.6 of it. In quiet breathing 12 to 17
    /// (Keall et al. 2006), 0 under apnoea or where the chest alone breathes.
    #[schemars(transform = EXCURSION.clone())]
    pub diaphragm_mm: f64,
    /// Share of its front-to-back diameter that the inferior vena cava loses on inspiration, percent. Of
    /// seventy patients 35, nineteen in twenty within 20 to 50 (Blehar et al. 2012); 24 of healthy ones lying
    /// down (Peachey et al. 2016).
    #[schemars(transform = COLLAPSE.clone())]
    pub collapse_percent: f64,
}

impl Default for Breathing {
    fn default() -> Self {
        Self { rate_per_min: 14.0, diaphragm_mm: 13.0, collapse_percent: 35.0 }
    }
}

/// Heartbeat: the right atrium narrows and widens, and the ends of both cavae with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Heart {
    /// Beats in a minute. At rest 60 to 100.
    #[schemars(transform = BEATS.clone())]
    pub rate_per_min: f64,
    /// Share of its diameter that the right atrium loses in a beat, percent. It empties from 101 to 50 mL
    /// (Sievers et al. 2007), which is 20.
    #[schemars(transform = NARROWING.clone())]
    pub atrium_percent: f64,
}

impl Default for Heart {
    fn default() -> Self {
        Self { rate_per_min: 70.0, atrium_percent: 20.0 }
    }
}

/// A patient's veins in a file of their own (`NAME.patient.ron`), for several scenarios to share.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PatientFile {
    /// Shown to instructors.
    #[schemars(length(min = 1))]
    pub title: String,
    /// The veins, each drawn in the direction of flow.
    #[schemars(length(min = 1, max = 200))]
    pub branches: Vec<Branch>,
}

/// A vein drawn by control points through which a smooth curve is laid, in the direction of flow.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Branch {
    /// Unique within the patient.
    #[schemars(length(min = 1))]
    pub name: String,
    /// The branch it drains into; its last point must lie on that branch. `None` for the outflow.
    #[serde(default)]
    pub into: Option<String>,
    /// The branch from which it leads away, for a collateral that has an end on a branch at either side;
    /// its first point must lie on that branch. Left out, it begins by itself.
    #[serde(default)]
    pub from: Option<String>,
    /// At least two, in the direction of flow.
    #[schemars(length(min = 2, max = 500))]
    pub points: Vec<ControlPoint>,
    /// Its valves; none unless given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 20))]
    pub valves: Vec<Valve>,
}

/// A valve of two cusps. Along the flow a wire passes it freely; against the flow a tip runs into a cusp's
/// pocket unless it comes between the cusps.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Valve {
    /// Arc length from the branch's first point to where the cusps spring from the wall, mm.
    #[schemars(transform = ARC.clone())]
    pub at_mm: f64,
}

/// A point of a centreline with the lumen's diameter there.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ControlPoint {
    /// `(x, y, z)` in patient LPS, mm: +x left, +y posterior, +z head.
    #[schemars(transform = COORDINATE.clone())]
    pub at_mm: (f64, f64, f64),
    /// Diameter of the patent lumen, mm; of an oval one its width.
    #[schemars(transform = VEIN.clone())]
    pub diameter_mm: f64,
    /// Its diameter from front to back where that is another: a cava, or an iliac vein under the artery
    /// that crosses it, mm.
    #[serde(default)]
    #[schemars(transform = VEIN.clone())]
    pub ap_mm: Option<f64>,
}

impl ControlPoint {
    /// Front-to-back diameter over width.
    pub fn oval(&self) -> f64 {
        self.ap_mm.map_or(1.0, |ap| ap / self.diameter_mm)
    }
}

/// A place on a branch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Name of the branch.
    pub branch: String,
    /// Arc length from the branch's first point, mm.
    #[schemars(transform = ARC.clone())]
    pub at_mm: f64,
}
