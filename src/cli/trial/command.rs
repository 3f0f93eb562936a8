//! The command itself.

use super::page::page;
use super::{Attempt, Summary, Verdict, fly_all};
use crate::cli::arguments::Try;
use crate::cli::case::open_or_tell;
use crate::cli::physics::say;
use crate::sim::pilot::Kind;
use serde::Serialize;
use std::num::NonZero;
use std::process::ExitCode;
use std::thread::available_parallelism;

/// A trial as `--json` prints it.
#[derive(Serialize)]
struct Trial<'a> {
    scenario: &'a str,
    title: &'a str,
    expert: &'a Summary,
    novice: &'a Summary,
    #[serde(flatten)]
    verdict: &'a Verdict,
    /// The expert's attempts in the order of seeds, then the novice's.
    attempts: &'a [Attempt],
}

/// Tries as `options` say. Exit code 0 when it was tried, whatever came of it; 2 for a bad file.
pub fn main(options: &Try) -> ExitCode {
    let case = match open_or_tell(&options.scenario) {
        Ok(case) => case,
        Err(code) => return code,
    };
    let seeds = (0..u64::from(options.attempts)).map(|i| options.seed.wrapping_add(i));
    let of = |kind| seeds.clone().map(move |seed| (kind, seed));
    let flights: Vec<_> = of(Kind::Expert).chain(of(Kind::Novice)).collect();
    let threads = available_parallelism().unwrap_or(NonZero::<usize>::MIN);
    let attempts = fly_all(&case, &flights, threads);
    let by = |kind: Kind| -> Vec<_> {
        attempts.iter().filter(|attempt| attempt.figures.pilot == kind.name()).collect()
    };
    let (expert, novice) = (Summary::of(&by(Kind::Expert)), Summary::of(&by(Kind::Novice)));
    let verdict = Verdict::on(&case, &expert, &novice);
    let title = &case.scenario.title;
    if !options.json {
        say(&page(title, &attempts, &expert, &novice, &verdict));
        return ExitCode::SUCCESS;
    }
    let scenario = &case.ingredients.name;
    let trial = Trial {
        scenario,
        title,
        expert: &expert,
        novice: &novice,
        verdict: &verdict,
        attempts: &attempts,
    };
    match serde_json::to_string(&trial) {
        Ok(text) => {
            say(&format!("{text}\n"));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("The trial cannot be written as JSON: {error}.");
            ExitCode::FAILURE
        }
    }
}
