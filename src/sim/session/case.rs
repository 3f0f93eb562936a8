//! A case: everything about an attempt that never changes.

use crate::sim::anatomy::Centreline;
use crate::sim::device::{Catheter, Wire, catheter, wire};
use crate::sim::rod::{Grid, Sheath};
use crate::sim::scenario::{Place, Scenario, branch_curve, route};
use crate::sim::solids::WebSpec;
use crate::sim::text::{LookupError, Problems, Source};
use crate::sim::tissue::{Lesion, Meander, Stump, Tissue, tissue};
use crate::sim::units::degrees;
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::sync::Arc;
use thiserror::Error;

/// Wire kept behind the sheath for the deepest that a case can go, mm.
const RESERVE: f64 = 60.0;
/// A straight piece of vein is laid behind the sheath's tip so that the sheath has an axis, mm.
const WEB_CLEARANCE: f64 = 0.0;

/// The texts and device data that a case is built from: what a record keeps.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Ingredients {
    /// Name of the scenario file.
    pub name: String,
    /// Its text.
    pub text: String,
    pub wires: Vec<Wire>,
    pub support: Catheter,
    pub tissue: Tissue,
}

/// Why a case cannot be built.
#[derive(Debug, Error)]
pub enum CaseError {
    #[error("the scenario has problems")]
    Scenario(Problems),
    #[error("a device or tissue cannot be read")]
    Device(#[from] LookupError),
}

/// A scenario with its devices, tissue and anatomy, built and checked. Immutable.
#[derive(Clone, Debug)]
pub struct Case {
    pub ingredients: Ingredients,
    pub scenario: Scenario,
    /// Every branch of the patient by name, for pictures.
    pub branches: Vec<(String, Centreline)>,
    /// The vein from the sheath's tip to the outflow. Its radius is the patent lumen's, and the
    /// cord's inside the lesion: the course as planned on CT.
    pub route: Centreline,
    /// Arc length on the route of the sheath's tip, mm.
    pub sheath_s: f64,
    /// Arc length on the route where the lesion begins and ends, mm.
    pub lesion_s: (f64, f64),
    /// Arc length on the route of the target, mm.
    pub target_s: f64,
    pub wires: Vec<Wire>,
    pub support: Catheter,
    pub tissue: Tissue,
    /// The lesion, wisp and all. Nothing of it may reach a screen before the debrief.
    pub(crate) lesion: Arc<Lesion>,
    pub(crate) webs: Vec<WebSpec>,
}
