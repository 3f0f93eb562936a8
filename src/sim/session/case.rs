//! A case: everything about an attempt that never changes.

use crate::sim::anatomy::Centreline;
use crate::sim::device::{Catheter, Wire};
use crate::sim::scenario::Scenario;
use crate::sim::tissue::Tissue;

/// A scenario with its devices, tissue and anatomy, built and checked. Immutable.
#[derive(Clone, Debug)]
pub struct Case {
    pub scenario: Scenario,
    /// Every branch of the patient by name, for pictures.
    pub branches: Vec<(String, Centreline)>,
    /// The vein from well inside the sheath to the outflow. Its radius is the patent lumen's, and
    /// the cord's inside the lesion: the course as planned on CT.
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
}
