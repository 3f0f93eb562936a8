//! Device files, field by field: guidewires and support catheters as an instructor may add them.

use serde::{Deserialize, Serialize};

/// A guidewire. Lists along the length start at the tip; between entries the logarithm of the
/// stiffness is interpolated, beyond the last entry it stays constant.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wire {
    /// Shown to the fellow.
    pub title: String,
    /// What it resembles and what it is good for, one line.
    pub note: String,
    /// Outer diameter, mm.
    pub diameter_mm: f64,
    /// Flexural rigidity EI along the length.
    pub flexural_rigidity: Vec<Stiffness>,
    /// Torsional rigidity GJ along the length.
    pub torsional_rigidity: Vec<Stiffness>,
    /// Axial stiffness EA, N.
    pub axial_stiffness_n: f64,
    /// Density, kg/m³.
    pub density_kg_m3: f64,
    /// Angle of the shaped tip, degrees.
    pub tip_angle_deg: f64,
    /// Length over which the tip is bent, mm.
    pub tip_bend_mm: f64,
    /// Profile of the tip in tissue: 1 for a 0.889 mm blunt tip, less for a taper.
    pub tip_profile: f64,
    /// Coulomb friction against vein.
    pub friction_vein: f64,
    /// Coulomb friction against scar and the wisp's walls.
    pub friction_scar: f64,
}

/// Stiffness at a distance from the tip.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stiffness {
    /// Distance from the tip, mm.
    pub from_tip_mm: f64,
    /// N·mm².
    pub n_mm2: f64,
}

/// A support catheter: stiffness added to the wire inside it, from the hub to its tip.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catheter {
    /// Shown to the fellow.
    pub title: String,
    /// What it resembles and what it is good for, one line.
    pub note: String,
    /// Outer diameter, mm.
    pub outer_diameter_mm: f64,
    /// Inner diameter, mm.
    pub inner_diameter_mm: f64,
    /// Flexural rigidity EI, N·mm².
    pub flexural_rigidity_n_mm2: f64,
    /// Coulomb friction of a wire inside it.
    pub friction_wire: f64,
}
