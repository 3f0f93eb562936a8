//! A trial as a person reads it.

use super::stops::sentence;
use super::{Attempt, Spread, Summary, Verdict};
use crate::cli::flight::Ending;
use crate::cli::sheet::{Column, Sheet};

/// Attempts in the order given, then both pilots side by side, where they failed, the verdict.
pub fn page(
    title: &str,
    attempts: &[Attempt],
    expert: &Summary,
    novice: &Summary,
    verdict: &Verdict,
) -> String {
    let each = Sheet { columns: EACH, rows: attempts.iter().map(row).collect() }.text();
    let both = Sheet { columns: BOTH, rows: figures(expert, novice) }.text();
    let mut text = format!("{title}\n\n{each}\n{both}");
    text += "\nMedians; least to most in brackets. Minutes of procedure are those of the scored clock.\n";
    for (name, summary) in [("expert", expert), ("novice", novice)] {
        if !summary.failures.is_empty() {
            text += &format!("\nWhere the {name} failed:\n");
        }
        for failure in &summary.failures {
            text += &format!("  {failure}\n");
        }
    }
    text += &format!("\n{}\n", verdict.verdict);
    for advice in &verdict.advice {
        text += &format!("  {advice}\n");
    }
    text
}

const EACH: &[Column] = &[
    Column::words("pilot"),
    Column::figures("seed", ""),
    Column::figures("score", ""),
    Column::figures("procedure", "min"),
    Column::figures("perforations", ""),
    Column::words("how it ended"),
];

fn row(attempt: &Attempt) -> Vec<String> {
    let figures = &attempt.figures;
    let stopped = attempt.stopped.map_or(String::new(), sentence);
    let ended = match attempt.ending {
        Ending::Crossed => "crossed".to_owned(),
        Ending::TimeOver => format!("{stopped}; the time was over"),
        Ending::GaveUp => stopped,
        Ending::BrokenOff => format!("{stopped}; broken off"),
    };
    vec![
        figures.pilot.clone(),
        figures.seed.to_string(),
        format!("{:.0}", figures.score),
        format!("{:.1}", figures.procedure_seconds / 60.0),
        figures.perforations.to_string(),
        ended,
    ]
}

const BOTH: &[Column] = &[Column::words(""), Column::words("expert"), Column::words("novice")];

fn figures(expert: &Summary, novice: &Summary) -> Vec<Vec<String>> {
    let line =
        |name: &str, of: &dyn Fn(&Summary) -> String| vec![name.to_owned(), of(expert), of(novice)];
    vec![
        line("crossed", &|pilot| format!("{} of {}", pilot.crossed, pilot.attempts)),
        line("score", &|pilot| spread(&pilot.score, 0, 1.0)),
        line("procedure, min", &|pilot| spread(&pilot.procedure_min, 1, 1.0)),
        line("manipulation, min", &|pilot| spread(&pilot.manipulation_min, 1, 1.0)),
        line("true lumen, % of the lesion", &|pilot| spread(&pilot.true_lumen_share, 0, 100.0)),
        line("perforations", &|pilot| spread(&pilot.perforations, 0, 1.0)),
        line("peak wall force, N", &|pilot| spread(&pilot.peak_wall_force_n, 1, 1.0)),
    ]
}

/// "27 (9 to 32)", with `decimals` and everything times `factor`.
fn spread(of: &Spread, decimals: usize, factor: f64) -> String {
    let [median, least, most] =
        [of.median, of.least, of.most].map(|value| format!("{:.decimals$}", factor * value));
    if least == most { median } else { format!("{median} ({least} to {most})") }
}
