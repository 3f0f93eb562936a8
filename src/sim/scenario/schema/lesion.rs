//! What is wrong with the veins.

use super::Place;
use crate::sim::text::Bounds;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

const ANGLE: Bounds = Bounds::from(-360.0, 360.0, "degrees");
const THICKNESS: Bounds = Bounds::above(0.0, 40.0, "mm");
const WALL: Bounds = Bounds::above(0.0, 5.0, "mm");
const FUNNEL: Bounds = Bounds::above(0.0, 200.0, "mm");
const OFFSET: Bounds = Bounds::from(0.0, 40.0, "mm");
const WAVELENGTH: Bounds = Bounds::above(0.0, 1000.0, "mm");
const HINGE: Bounds = Bounds::above(0.0, 1000.0, "N·mm per radian");
const TEAR: Bounds = Bounds::above(0.0, 1000.0, "N·mm");

/// A chronic occlusion: stump, involuted cord, and the wisp that is left of the channel.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lesion {
    /// Upstream end (where the wire arrives).
    pub from: Place,
    /// Downstream end, on the same branch or on one further along the flow.
    pub to: Place,
    /// What it is made of: a built-in tissue, or a `NAME.tissue.ron` file beside the scenario.
    #[serde(default = "usual_tissue")]
    pub tissue: String,
    /// Outer diameter of the scar inside the vein's wall, mm.
    #[serde(default = "usual_cord")]
    #[schemars(transform = THICKNESS.clone())]
    pub cord_diameter_mm: f64,
    /// Thickness of the vein's wall around the cord, mm.
    #[serde(default = "usual_wall")]
    #[schemars(transform = WALL.clone())]
    pub wall_mm: f64,
    /// The blind end of the patent vein in front of it.
    #[serde(default)]
    pub stump: Stump,
    /// The channel that is left; `None` where there is only scar.
    #[serde(default = "usual_wisp")]
    pub wisp: Option<Wisp>,
}

fn usual_tissue() -> String {
    "organised-iliac".into()
}

fn usual_cord() -> f64 {
    4.0
}

fn usual_wall() -> f64 {
    0.8
}

fn usual_wisp() -> Option<Wisp> {
    Some(Wisp::default())
}

/// The blind end in front of a lesion: a funnel that ends in a floor with the wisp's mouth on it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Stump {
    /// Length over which the lumen narrows, mm.
    #[schemars(transform = FUNNEL.clone())]
    pub funnel_mm: f64,
    /// Diameter of the floor, mm.
    #[schemars(transform = THICKNESS.clone())]
    pub floor_diameter_mm: f64,
    /// Distance of the mouth from the floor's centre, mm.
    #[schemars(transform = OFFSET.clone())]
    pub mouth_offset_mm: f64,
    /// Clock position of the mouth on the floor, degrees.
    #[schemars(transform = ANGLE.clone())]
    pub mouth_angle_deg: f64,
    /// Radius of the soft mouth, mm.
    #[schemars(transform = THICKNESS.clone())]
    pub mouth_radius_mm: f64,
}

impl Default for Stump {
    fn default() -> Self {
        Self {
            funnel_mm: 15.0,
            floor_diameter_mm: 1.8,
            mouth_offset_mm: 0.35,
            mouth_angle_deg: 40.0,
            mouth_radius_mm: 0.35,
        }
    }
}

/// The wisp: a tortuous channel inside the cord.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Wisp {
    /// Diameter of the channel, mm.
    #[schemars(transform = THICKNESS.clone())]
    pub diameter_mm: f64,
    /// Largest distance of the channel from the cord's axis, mm.
    #[schemars(transform = OFFSET.clone())]
    pub meander_mm: f64,
    /// Mean wavelength of the meander along the cord, mm.
    #[schemars(transform = WAVELENGTH.clone())]
    pub wavelength_mm: f64,
    /// Which of the endless meanders; the same number gives the same wisp on every machine.
    pub seed: u64,
}

impl Default for Wisp {
    fn default() -> Self {
        Self { diameter_mm: 0.2, meander_mm: 1.0, wavelength_mm: 22.0, seed: 7 }
    }
}

/// A post-thrombotic web: a plate hinged to the wall of a patent vein.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Web {
    /// Where the hinge sits.
    pub place: Place,
    /// Clock position of the hinge on the wall, degrees.
    #[serde(default)]
    #[schemars(transform = ANGLE.clone())]
    pub angle_deg: f64,
    /// How far the plate reaches from the wall into the lumen, mm.
    #[schemars(transform = THICKNESS.clone())]
    pub reach_mm: f64,
    /// Width of the plate along the wall, mm.
    #[schemars(transform = THICKNESS.clone())]
    pub width_mm: f64,
    /// Stiffness of the hinge, N·mm per radian.
    #[serde(default = "usual_hinge")]
    #[schemars(transform = HINGE.clone())]
    pub hinge_n_mm_per_rad: f64,
    /// Torque at which the hinge tears, N·mm.
    #[serde(default = "usual_tear")]
    #[schemars(transform = TEAR.clone())]
    pub tears_at_n_mm: f64,
}

fn usual_hinge() -> f64 {
    1.0
}

fn usual_tear() -> f64 {
    2.0
}
