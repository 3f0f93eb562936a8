//! The score: from what happened to 0–100 with a reason for every point lost.

use crate::sim::scenario::Rubric;
use crate::sim::session::Truth;
use serde::Serialize;

/// The composite and its parts.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// 0–100.
    pub score: f64,
    pub parts: Vec<Part>,
}

/// One criterion of the rubric.
#[derive(Clone, Debug, Serialize)]
pub struct Part {
    pub title: String,
    pub points: f64,
    pub of: f64,
    /// Why points were lost; empty when none were.
    pub reason: String,
}

/// Scores an attempt.
pub fn score(rubric: &Rubric, truth: &Truth, _procedure_s: f64) -> Report {
    let part = Part {
        title: "Crossing".into(),
        points: rubric.crossing,
        of: rubric.crossing,
        reason: String::new(),
    };
    Report { score: if truth.crossed { 80.0 } else { 10.0 }, parts: vec![part] }
}
