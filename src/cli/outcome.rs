//! What is printed of an attempt.

use crate::sim::score::{Report, score};
use crate::sim::session::{LesionFacts, Session, Truth};
use serde::Serialize;

/// An attempt in figures, as `run --json` prints it.
#[derive(Debug, Serialize)]
pub struct Figures {
    pub scenario: String,
    pub pilot: String,
    pub seed: u64,
    pub crossed: bool,
    /// 0–100.
    pub score: f64,
    pub passed: bool,
    /// Why it is not passed.
    pub failed_for: Vec<String>,
    pub procedure_seconds: f64,
    pub manipulation_seconds: f64,
    pub true_lumen_share: f64,
    pub intramural_share: f64,
    pub extravascular_share: f64,
    /// What the shares are shares of; empty where they are of the way to the target.
    pub lesions: Vec<LesionFacts>,
    pub perforations: u32,
    pub peak_wall_force_n: f64,
    pub ticks: u64,
    /// Ticks that ended before their minimisation had settled; nothing plastic came of them.
    pub unsettled_ticks: u64,
    pub wall_clock_seconds: f64,
    pub digest: String,
    /// The score's parts with their reasons.
    pub parts: Vec<crate::sim::score::Part>,
}

impl Figures {
    /// The figures of `session`, played by `pilot` under `seed`.
    pub fn of(session: &Session, pilot: &str, seed: u64, wall_clock_seconds: f64) -> Self {
        let truth = session.truth();
        let report = report(session, &truth);
        Self {
            scenario: session.case().ingredients.name.clone(),
            pilot: pilot.to_owned(),
            seed,
            crossed: truth.crossed,
            score: report.score,
            passed: report.verdict.passed,
            failed_for: report.verdict.reasons,
            procedure_seconds: session.procedure_s(),
            manipulation_seconds: session.manipulation_s(),
            true_lumen_share: truth.true_lumen_share,
            intramural_share: truth.intramural_share,
            extravascular_share: truth.extravascular_share,
            lesions: truth.lesions,
            perforations: truth.perforations,
            peak_wall_force_n: truth.peak_wall_force_n,
            ticks: session.ticks(),
            unsettled_ticks: session.unconverged_ticks(),
            wall_clock_seconds,
            digest: session.digest(),
            parts: report.parts,
        }
    }

    /// The figures as a person reads them.
    pub fn print(&self) {
        println!("{} · {} pilot, seed {}", self.scenario, self.pilot, self.seed);
        let crossed = if self.crossed { "crossed" } else { "not crossed" };
        let passed = if self.passed { "passed" } else { "failed" };
        println!("{crossed}, score {:.0} of 100, {passed}", self.score);
        for reason in &self.failed_for {
            println!("  {reason}");
        }
        let whole = match self.lesions.len() {
            0 => "way to the target",
            1 => "lesion",
            _ => "lesions' length",
        };
        println!(
            "true lumen {:.0}%, intramural {:.0}%, extravascular {:.0}% of the {whole}",
            self.true_lumen_share * 100.0,
            self.intramural_share * 100.0,
            self.extravascular_share * 100.0
        );
        println!(
            "perforations {}, peak wall force {:.1} N",
            self.perforations, self.peak_wall_force_n
        );
        println!(
            "procedure {:.1} min, manipulation {:.1} min",
            self.procedure_seconds / 60.0,
            self.manipulation_seconds / 60.0
        );
        for part in &self.parts {
            println!(
                "  {:<16} {:>5.1} of {:>3.0}  {}",
                part.title, part.points, part.of, part.reason
            );
        }
        println!("digest {}", self.digest);
    }

    /// The figures as one JSON object.
    pub fn print_json(&self) {
        match serde_json::to_string(self) {
            Ok(text) => println!("{text}"),
            Err(error) => eprintln!("the figures cannot be printed: {error}"),
        }
    }
}

/// The session's score.
pub fn report(session: &Session, truth: &Truth) -> Report {
    score(&session.case().scenario.score, truth, session.procedure_s())
}
