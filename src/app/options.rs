//! What the program hands the window: the cases, how to open one, what to do with an attempt.

use crate::sim::math::Vec3;
use crate::sim::session::{Case, Recorder};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Opens a case by the source that stands on its card, or says why it cannot.
pub type Load = dyn Fn(&Path) -> Result<Arc<Case>, String> + Send + Sync;

/// Begins the record of an attempt: what it is called and the way to write it, or why not. Called
/// on the simulator's thread.
pub type OpenRecord = dyn Fn(&Case) -> Result<(String, Recorder<File>), String> + Send + Sync;

/// What the window needs to know.
pub struct Options {
    /// Play this one at once instead of showing the home screen.
    pub scenario: Option<PathBuf>,
    /// Read that one anew each time its file is saved.
    pub watch: bool,
    /// What the home screen offers.
    pub scenarios: Vec<ScenarioCard>,
    pub load: Arc<Load>,
    pub open_record: Arc<OpenRecord>,
    /// Walk through all screens unattended and leave after so many seconds.
    pub smoke_seconds: Option<f64>,
}

/// A case as the home screen shows it.
#[derive(Clone, Debug)]
pub struct ScenarioCard {
    /// A file, or the name of a case inside the program.
    pub source: PathBuf,
    pub title: String,
    pub briefing: String,
    pub teaching_points: Vec<String>,
    /// The veins as polylines, mm.
    pub branches: Vec<Vec<Vec3>>,
    /// The occluded parts as polylines, mm.
    pub lesions: Vec<Vec<Vec3>>,
    /// Length of all occluded parts, mm.
    pub occluded_mm: f64,
}

impl ScenarioCard {
    /// The card of a case that was opened from `source`.
    pub fn of(source: PathBuf, case: &Case) -> Self {
        let line = |&(from, to): &(f64, f64)| {
            case.route.part(from, to).points().iter().copied().step_by(4).collect()
        };
        Self {
            source,
            title: case.scenario.title.clone(),
            briefing: case.scenario.briefing.clone(),
            teaching_points: case.scenario.teaching_points.clone(),
            branches: case
                .branches
                .iter()
                .map(|(_, branch)| branch.points().iter().copied().step_by(8).collect())
                .collect(),
            lesions: case.lesion_s.iter().map(line).collect(),
            occluded_mm: case.lesion_length(),
        }
    }

    /// What there is to be crossed, in a few words.
    pub fn facts(&self) -> String {
        match self.lesions.len() {
            0 => "nothing occluded".into(),
            1 => format!("{:.0} mm occluded", self.occluded_mm),
            count => format!("{:.0} mm occluded in {count} places", self.occluded_mm),
        }
    }
}
