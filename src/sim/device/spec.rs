//! Device files, field by field: guidewires and catheters as an instructor may add them.

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
const LENGTH: Bounds = Bounds::above(0.0, 10_000.0, "mm");
const MODULUS: Bounds = Bounds::above(0.0, 1000.0, "GPa");
const STRAIN: Bounds = Bounds::above(0.0, 1.0, "");
const SHARE: Bounds = Bounds::above(0.0, 1.0, "");

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
    /// Length from the tip to the end that the hand holds, mm.
    #[schemars(transform = LENGTH.clone())]
    pub length_mm: f64,
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
    /// The core and how far it bends in proportion to the moment. Left out, it always does, and the
    /// wire never keeps a bend.
    #[serde(default)]
    pub core: Core,
}

/// The metal core of a wire, whose diameter d at each place follows from EI there: EI = E·πd⁴/64.
/// Strains are those of its outermost fibre, ½ d × curvature; a strain of 1 is never reached.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Core {
    /// Young's modulus E, GPa.
    #[schemars(transform = MODULUS.clone())]
    pub modulus_gpa: f64,
    /// Strain at which the moment leaves its proportion to the curvature.
    #[schemars(transform = STRAIN.clone())]
    pub yields_at_strain: f64,
    /// Share of EI that is left beyond that strain; 1 for a core that stays linear.
    #[schemars(transform = SHARE.clone())]
    pub stiffness_beyond: f64,
    /// Strain beyond which a bend stays when the wire is let go.
    #[schemars(transform = STRAIN.clone())]
    pub keeps_set_beyond_strain: f64,
}

impl Default for Core {
    /// Steel that stays linear however far it is bent.
    fn default() -> Self {
        Self {
            modulus_gpa: 200.0,
            yields_at_strain: 1.0,
            stiffness_beyond: 1.0,
            keeps_set_beyond_strain: 1.0,
        }
    }
}

impl Core {
    /// Diameter of the core where the flexural rigidity is `n_mm2`, mm.
    pub fn diameter_mm(&self, n_mm2: f64) -> f64 {
        // 1 GPa is 1000 N/mm².
        let fourth = 64.0 * n_mm2 / (core::f64::consts::PI * 1e3 * self.modulus_gpa);
        fourth.sqrt().sqrt()
    }
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

/// A tube that runs over a wire or over a narrower tube: support catheter, guide catheter, braided
/// sheath, access sheath, or one part of a telescoping set. Lists along the length are as a wire's.
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
    /// Usable length from the tip to the hub, mm.
    #[schemars(transform = LENGTH.clone())]
    pub length_mm: f64,
    /// Flexural rigidity EI of the empty tube along the length.
    #[schemars(length(min = 1))]
    pub flexural_rigidity: Vec<Stiffness>,
    /// Torsional rigidity GJ of the empty tube along the length.
    #[schemars(length(min = 1))]
    pub torsional_rigidity: Vec<Stiffness>,
    /// Axial stiffness EA, N.
    #[schemars(transform = AXIAL.clone())]
    pub axial_stiffness_n: f64,
    /// Density of the wall, kg/m³.
    #[schemars(transform = DENSITY.clone())]
    pub density_kg_m3: f64,
    /// Angle of the shaped tip, degrees.
    #[schemars(transform = TIP_ANGLE.clone())]
    pub tip_angle_deg: f64,
    /// Length over which the tip is bent, mm.
    #[schemars(transform = TIP_BEND.clone())]
    pub tip_bend_mm: f64,
    /// Profile of the tip in tissue: 1 for a 0.889 mm blunt tip, more for a wider one.
    #[schemars(transform = PROFILE.clone())]
    pub tip_profile: f64,
    /// Coulomb friction against vein.
    #[schemars(transform = FRICTION.clone())]
    pub friction_vein: f64,
    /// Coulomb friction against scar and the wisp's walls.
    #[schemars(transform = FRICTION.clone())]
    pub friction_scar: f64,
    /// Coulomb friction of its bore against what runs in it.
    #[schemars(transform = FRICTION.clone())]
    pub friction_wire: f64,
}

impl Catheter {
    /// Flexural rigidity of the shaft, N·mm²: that farthest from the tip.
    pub fn shaft_rigidity_n_mm2(&self) -> f64 {
        self.flexural_rigidity.last().map_or(0.0, |entry| entry.n_mm2)
    }
}
