//! Device files, field by field: guidewires and support catheters as an instructor may add them.

use crate::sim::text::Bounds;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

// The bounds are far wider than any device on a shelf: they catch slips of unit and sign, not unusual
// devices.
const DIAMETER: Bounds = Bounds::above(0.0, 10.0, "mm");
const RIGIDITY: Bounds = Bounds::above(0.0, 1e5, "N·mm²");
const FROM_TIP: Bounds = Bounds::from(0.0, 5000.0, "mm");
const AXIAL: Bounds = Bounds::above(0.0, 1e7, "N");
const DENSITY: Bounds = Bounds::above(0.0, 25_000.0, "kg/m³");
const TIP_ANGLE: Bounds = Bounds::from(0.0, 180.0, "degrees");
const TIP_BEND: Bounds = Bounds::above(0.0, 100.0, "mm");
const PROFILE: Bounds = Bounds::above(0.0, 5.0, "");
const FRICTION: Bounds = Bounds::from(0.0, 2.0, "");

/// A guidewire. Lists along the length start at the tip; between entries the logarithm of the
/// stiffness is interpolated, beyond the last entry it stays constant.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Wire {
    /// Shown to the fellow.
    #[schemars(length(min = 1))]
    pub title: String,
    /// What it resembles and what it is good for, one line.
    pub note: String,
    /// Outer diameter, mm.
    #[schemars(transform = DIAMETER.clone())]
    pub diameter_mm: f64,
    /// Flexural rigidity EI along the length.
    #[schemars(length(min = 1))]
    pub flexural_rigidity: Vec<Stiffness>,
    /// Torsional rigidity GJ along the length.
    #[schemars(length(min = 1))]
    pub torsional_rigidity: Vec<Stiffness>,
    /// Axial stiffness EA, N.
    #[schemars(transform = AXIAL.clone())]
    pub axial_stiffness_n: f64,
    /// Density, kg/m³.
    #[schemars(transform = DENSITY.clone())]
    pub density_kg_m3: f64,
    /// Angle of the shaped tip, degrees.
    #[schemars(transform = TIP_ANGLE.clone())]
    pub tip_angle_deg: f64,
    /// Length over which the tip is bent, mm.
    #[schemars(transform = TIP_BEND.clone())]
    pub tip_bend_mm: f64,
    /// Profile of the tip in tissue: 1 for a 0.889 mm blunt tip, less for a taper.
    #[schemars(transform = PROFILE.clone())]
    pub tip_profile: f64,
    /// Coulomb friction against vein.
    #[schemars(transform = FRICTION.clone())]
    pub friction_vein: f64,
    /// Coulomb friction against scar and the wisp's walls.
    #[schemars(transform = FRICTION.clone())]
    pub friction_scar: f64,
}

/// Stiffness at a distance from the tip.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stiffness {
    /// Distance from the tip, mm.
    #[schemars(transform = FROM_TIP.clone())]
    pub from_tip_mm: f64,
    /// N·mm².
    #[schemars(transform = RIGIDITY.clone())]
    pub n_mm2: f64,
}

/// A support catheter: stiffness added to the wire inside it, from the hub to its tip.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Catheter {
    /// Shown to the fellow.
    #[schemars(length(min = 1))]
    pub title: String,
    /// What it resembles and what it is good for, one line.
    pub note: String,
    /// Outer diameter, mm.
    #[schemars(transform = DIAMETER.clone())]
    pub outer_diameter_mm: f64,
    /// Inner diameter, mm.
    #[schemars(transform = DIAMETER.clone())]
    pub inner_diameter_mm: f64,
    /// Flexural rigidity EI, N·mm².
    #[schemars(transform = RIGIDITY.clone())]
    pub flexural_rigidity_n_mm2: f64,
    /// Coulomb friction of a wire inside it.
    #[schemars(transform = FRICTION.clone())]
    pub friction_wire: f64,
    /// Coulomb friction against vein.
    #[schemars(transform = FRICTION.clone())]
    pub friction_vein: f64,
    /// Coulomb friction against scar and the wisp's walls.
    #[schemars(transform = FRICTION.clone())]
    pub friction_scar: f64,
}
