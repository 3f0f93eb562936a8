//! The scenario file, field by field, as an instructor writes it (RON, format version 0).
//!
//! Every field says its unit in its name; positions are patient LPS in mm (+x left, +y posterior,
//! +z head, origin at the sacral promontory). What a field may hold is checked in
//! [`super::validate`], not here.

use serde::{Deserialize, Serialize};

/// The version of the format that this build reads.
pub const FORMAT_VERSION: u32 = 0;

/// One case: a patient, a lesion, the devices on the shelf and the rubric.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Version of the file format; 0 while the format still grows.
    pub version: u32,
    /// Shown on the home screen.
    pub title: String,
    /// One paragraph that the fellow reads before starting.
    pub briefing: String,
    /// What the case is meant to teach, one line each.
    #[serde(default)]
    pub teaching_points: Vec<String>,
    /// The veins.
    pub patient: Patient,
    /// The occlusion on the route from the access to the target.
    pub lesion: Lesion,
    /// Post-thrombotic webs in patent vein.
    #[serde(default)]
    pub webs: Vec<Web>,
    /// Where the sheath enters, and which way it points: towards the head.
    pub access: Access,
    /// What lies on the shelf.
    pub devices: Shelf,
    /// Where the wire's tip must come.
    pub target: Place,
    /// The procedure clock.
    #[serde(default)]
    pub clock: Clock,
    /// How the attempt is scored.
    #[serde(default)]
    pub score: Rubric,
}

/// The veins as branches, each drawn in the direction of flow.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Patient {
    pub branches: Vec<Branch>,
}

/// A vein drawn by control points through which a smooth curve is laid.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Branch {
    /// Unique within the patient.
    pub name: String,
    /// The branch it drains into; its last point must lie on that branch. `None` for the outflow.
    #[serde(default)]
    pub into: Option<String>,
    /// At least two, in the direction of flow.
    pub points: Vec<ControlPoint>,
}

/// A point of a centreline with the lumen's diameter there.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ControlPoint {
    /// Patient LPS, mm.
    pub at_mm: (f64, f64, f64),
    /// Diameter of the patent lumen, mm.
    pub diameter_mm: f64,
}

/// A place on a branch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Name of the branch.
    pub branch: String,
    /// Arc length from the branch's first point, mm.
    pub at_mm: f64,
}

/// A chronic occlusion: stump, involuted cord, wisp.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lesion {
    /// Upstream end (where the wire arrives).
    pub from: Place,
    /// Downstream end, on the same branch or on one further along the flow.
    pub to: Place,
    /// Name of a tissue in `assets/tissues/`, or of a `.tissue.ron` file beside the scenario.
    pub tissue: String,
    /// Outer diameter of the scar inside the vein's wall, mm.
    pub cord_diameter_mm: f64,
    /// Thickness of the vein's wall around the cord, mm.
    pub wall_mm: f64,
    /// The blind end of the patent vein.
    pub stump: Stump,
    /// The channel that is left.
    pub wisp: Wisp,
}

/// The blind end in front of the lesion: a funnel that ends in a floor with the wisp's mouth on it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stump {
    /// Length over which the lumen narrows, mm.
    pub funnel_mm: f64,
    /// Diameter of the floor, mm.
    pub floor_diameter_mm: f64,
    /// Distance of the mouth from the floor's centre, mm.
    pub mouth_offset_mm: f64,
    /// Clock position of the mouth on the floor, degrees.
    pub mouth_angle_deg: f64,
    /// Radius of the soft mouth, mm.
    pub mouth_radius_mm: f64,
}

/// The wisp: a tortuous channel inside the cord.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wisp {
    /// Diameter of the channel, mm.
    pub diameter_mm: f64,
    /// Largest distance of the channel from the cord's axis, mm.
    pub meander_mm: f64,
    /// Mean wavelength of the meander along the cord, mm.
    pub wavelength_mm: f64,
    /// Which of the endless meanders; the same number gives the same wisp on every machine.
    pub seed: u64,
}

/// A post-thrombotic web: a plate hinged to the wall of a patent vein.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Web {
    /// Where the hinge sits.
    pub place: Place,
    /// Clock position of the hinge on the wall, degrees.
    pub angle_deg: f64,
    /// How far the plate reaches from the wall into the lumen, mm.
    pub reach_mm: f64,
    /// Width of the plate along the wall, mm.
    pub width_mm: f64,
    /// Stiffness of the hinge, N·mm per radian.
    pub hinge_n_mm_per_rad: f64,
    /// Torque at which the hinge tears, N·mm.
    pub tears_at_n_mm: f64,
}

/// The access sheath.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Access {
    /// Where the sheath's tip lies.
    pub place: Place,
}

/// The devices at hand, by the names of their files.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shelf {
    /// Wires, the first one loaded at the start.
    pub wires: Vec<String>,
    /// The support catheter.
    pub support: String,
}

/// The procedure clock: what life would have taken.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Clock {
    /// Seconds on the procedure clock per second of manipulation.
    pub time_scale: f64,
    /// Procedure minutes that one exchange of the wire takes.
    pub exchange_min: f64,
    /// The attempt ends after this much manipulation, minutes.
    pub limit_min: f64,
}

impl Default for Clock {
    fn default() -> Self {
        Self { time_scale: 4.0, exchange_min: 2.0, limit_min: 20.0 }
    }
}

/// Weights of the composite score. They must sum to 100.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Rubric {
    /// Points for reaching the target.
    pub crossing: f64,
    /// Points for the share of the lesion traversed in true lumen.
    pub true_lumen: f64,
    /// Points for leaving the wall unperforated.
    pub no_perforation: f64,
    /// Points for gentle force on the wall.
    pub wall_force: f64,
    /// Points for time.
    pub time: f64,
    /// Points lost for each perforation.
    pub per_perforation: f64,
    /// Wall force up to which no point is lost, N.
    pub gentle_force_n: f64,
    /// Wall force at which every force point is lost, N.
    pub harmful_force_n: f64,
    /// Procedure time up to which no point is lost, minutes.
    pub par_min: f64,
    /// Procedure time at which every time point is lost, minutes.
    pub slow_min: f64,
}

impl Default for Rubric {
    fn default() -> Self {
        Self {
            crossing: 35.0,
            true_lumen: 30.0,
            no_perforation: 15.0,
            wall_force: 5.0,
            time: 15.0,
            per_perforation: 7.5,
            gentle_force_n: 2.0,
            harmful_force_n: 6.0,
            par_min: 20.0,
            slow_min: 80.0,
        }
    }
}
