//! How an attempt is scored.

use crate::sim::text::Bounds;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

const POINTS: Bounds = Bounds::from(0.0, 100.0, "points");
const FORCE: Bounds = Bounds::from(0.0, 1000.0, "N");
const TIME: Bounds = Bounds::from(0.0, 10_000.0, "min");
const PERCENT: Bounds = Bounds::from(0.0, 100.0, "%");

/// From what happened to 0–100 points, and to passed or failed.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Rubric {
    /// Points for each part; they must sum to 100.
    pub weights: Weights,
    /// Points at which an attempt is passed.
    #[schemars(transform = POINTS.clone())]
    pub pass_mark: f64,
    /// What fails an attempt whatever its points.
    pub critical: Critical,
    /// Points lost for each perforation.
    #[schemars(transform = POINTS.clone())]
    pub per_perforation: f64,
    /// Wall force up to which no point is lost, N.
    #[schemars(transform = FORCE.clone())]
    pub gentle_force_n: f64,
    /// Wall force at which every force point is lost, N.
    #[schemars(transform = FORCE.clone())]
    pub harmful_force_n: f64,
    /// Procedure time up to which no point is lost, minutes.
    #[schemars(transform = TIME.clone())]
    pub par_min: f64,
    /// Procedure time at which every time point is lost, minutes.
    #[schemars(transform = TIME.clone())]
    pub slow_min: f64,
}

impl Default for Rubric {
    fn default() -> Self {
        Self {
            weights: Weights::default(),
            pass_mark: 60.0,
            critical: Critical::default(),
            per_perforation: 7.5,
            gentle_force_n: 2.0,
            harmful_force_n: 6.0,
            par_min: 20.0,
            slow_min: 80.0,
        }
    }
}

/// Points for each part of the score; they must sum to 100.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Weights {
    /// For reaching the target.
    #[schemars(transform = POINTS.clone())]
    pub crossing: f64,
    /// For the share of the lesions traversed in true lumen.
    #[schemars(transform = POINTS.clone())]
    pub true_lumen: f64,
    /// For leaving the wall unperforated.
    #[schemars(transform = POINTS.clone())]
    pub no_perforation: f64,
    /// For gentle force on the wall.
    #[schemars(transform = POINTS.clone())]
    pub wall_force: f64,
    /// For time.
    #[schemars(transform = POINTS.clone())]
    pub time: f64,
}

impl Default for Weights {
    fn default() -> Self {
        Self { crossing: 35.0, true_lumen: 30.0, no_perforation: 15.0, wall_force: 5.0, time: 15.0 }
    }
}

/// Critical failures: an attempt that goes beyond one of these is failed whatever its points. Each
/// is off unless it is given.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Critical {
    /// More perforations than this.
    pub most_perforations: Option<u32>,
    /// A larger share of the lesions' length traversed outside the vein, percent.
    #[schemars(transform = PERCENT.clone())]
    pub most_extravascular_percent: Option<f64>,
    /// A larger force on the wall, N.
    #[schemars(transform = FORCE.clone())]
    pub most_wall_force_n: Option<f64>,
    /// More minutes on the procedure clock.
    #[schemars(transform = TIME.clone())]
    pub most_procedure_min: Option<f64>,
}
