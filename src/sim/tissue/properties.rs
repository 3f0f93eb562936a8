//! Tissue files, field by field: what the media around the wire resist with.

use crate::sim::text::Bounds;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

// The bounds catch slips of unit and sign; they are far wider than any measured tissue.
const FORCE: Bounds = Bounds::above(0.0, 50.0, "N");
const STIFFNESS: Bounds = Bounds::above(0.0, 20.0, "N/mm per mm of wire");
const RATIO: Bounds = Bounds::above(0.0, 20.0, "");
const LINE_LOAD: Bounds = Bounds::above(0.0, 50.0, "N per mm of wire");
const GRIP: Bounds = Bounds::from(0.0, 5.0, "N per mm of wire");

/// The media of one lesion. Penetration forces are for a blunt tip of 0.889 mm.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tissue {
    /// Shown to instructors.
    #[schemars(length(min = 1))]
    pub title: String,
    /// Penetration force of the wisp's soft mouth, N.
    #[schemars(transform = FORCE.clone())]
    pub mouth_force_n: f64,
    /// Penetration force along the wisp, N.
    #[schemars(transform = FORCE.clone())]
    pub wisp_force_n: f64,
    /// Penetration force of scar, N.
    #[schemars(transform = FORCE.clone())]
    pub scar_force_n: f64,
    /// Penetration force of the vein's wall, N.
    #[schemars(transform = FORCE.clone())]
    pub wall_force_n: f64,
    /// Penetration force of perivenous fat, N.
    #[schemars(transform = FORCE.clone())]
    pub fat_force_n: f64,
    /// Force to go on along a track that was carved before, N.
    #[schemars(transform = FORCE.clone())]
    pub track_force_n: f64,
    /// Sideways hold of the wisp on the tip before it yields, N.
    #[schemars(transform = FORCE.clone())]
    pub wisp_hold_n: f64,
    /// Sideways yield over penetration force where the tip carves.
    #[schemars(transform = RATIO.clone())]
    pub carving_side_ratio: f64,
    /// Stiffness of the tissue around a track, N/mm per mm of wire.
    #[schemars(transform = STIFFNESS.clone())]
    pub foundation_n_mm2: f64,
    /// Stiffness of perivenous fat around a track, N/mm per mm of wire.
    #[schemars(transform = STIFFNESS.clone())]
    pub fat_foundation_n_mm2: f64,
    /// Load per length at which a track yields sideways, N/mm.
    #[schemars(transform = LINE_LOAD.clone())]
    pub foundation_yield_n_mm: f64,
    /// Grip of the tissue on a wire, N per mm of wire.
    #[schemars(transform = GRIP.clone())]
    pub grip_n_mm: f64,
}
