//! Tissue files, field by field: what the media around the wire resist with.

use serde::{Deserialize, Serialize};

/// The media of one lesion. Penetration forces are for a blunt tip of 0.889 mm.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tissue {
    /// Shown to instructors.
    pub title: String,
    /// Penetration force of the wisp's soft mouth, N.
    pub mouth_force_n: f64,
    /// Penetration force along the wisp, N.
    pub wisp_force_n: f64,
    /// Penetration force of scar, N.
    pub scar_force_n: f64,
    /// Penetration force of the vein's wall, N.
    pub wall_force_n: f64,
    /// Penetration force of perivenous fat, N.
    pub fat_force_n: f64,
    /// Force to go on along a track that was carved before, N.
    pub track_force_n: f64,
    /// Sideways hold of the wisp on the tip before it yields, N.
    pub wisp_hold_n: f64,
    /// Sideways yield over penetration force where the tip carves.
    pub carving_side_ratio: f64,
    /// Stiffness of the tissue around a track, N/mm per mm of wire.
    pub foundation_n_mm2: f64,
    /// Stiffness of perivenous fat around a track, N/mm per mm of wire.
    pub fat_foundation_n_mm2: f64,
    /// Load per length at which a track yields sideways, N/mm.
    pub foundation_yield_n_mm: f64,
    /// Grip of the tissue on a wire, N per mm of wire.
    pub grip_n_mm: f64,
    /// Stiffness of a patent vein's wall, N/mm per mm of wire.
    pub vein_wall_n_mm2: f64,
}
