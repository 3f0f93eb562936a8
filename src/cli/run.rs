//! `wispwire run`: a pilot plays a scenario without a window.

use super::arguments::Run;
use super::case::open_or_tell;
use super::outcome::Figures;
use super::progress::bar;
use crate::sim::pilot::{Kind, Pilot};
use crate::sim::session::{Case, Recorder, Session};
use crate::sim::units::TICKS_PER_SECOND;
use std::fs::File;
use std::io;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

/// A run is broken off after this much real time, s. It is recorded as far as it came.
const LONGEST_S: f64 = 115.0;

/// Plays as `options` say.
pub fn main(options: &Run) -> ExitCode {
    let case = match open_or_tell(&options.scenario) {
        Ok(case) => case,
        Err(code) => return code,
    };
    match fly(&case, options.pilot.into(), options.seed, options.record.as_deref()) {
        Ok((_, figures)) => {
            if options.json {
                figures.print_json();
            } else {
                figures.print();
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            let path = options.record.as_deref().unwrap_or(Path::new("")).display();
            eprintln!("The record {path} cannot be written: {error}.");
            eprintln!("Give a path in a folder that exists and that you may write to.");
            ExitCode::FAILURE
        }
    }
}

/// Lets a pilot of `kind` play `case` to its end, with a progress bar; writes a record if asked.
pub fn fly(
    case: &Arc<Case>,
    kind: Kind,
    seed: u64,
    record: Option<&Path>,
) -> io::Result<(Session, Figures)> {
    let start = Instant::now();
    let mut recorder = match record {
        Some(path) => Some(Recorder::begin(File::create(path)?, case, kind.name(), seed)?),
        None => None,
    };
    let mut session = Session::new(case.clone());
    let mut pilot = Pilot::new(kind, case, seed);
    let limit = case.scenario.clock.limit_min * 60.0;
    let progress = bar(&format!("{} pilot", kind.name()), limit as u64);
    while !session.ended() {
        let Some(controls) = pilot.drive(&session.view()) else { break };
        session.step(&controls);
        if let Some(recorder) = &mut recorder {
            recorder.tick(&controls, &session)?;
        }
        if session.ticks().is_multiple_of(u64::from(TICKS_PER_SECOND)) {
            progress.set_position(session.manipulation_s() as u64);
            if start.elapsed().as_secs_f64() > LONGEST_S {
                eprintln!("Broken off after {LONGEST_S} s: this machine is too slow for the case.");
                break;
            }
        }
    }
    progress.finish_and_clear();
    if let Some(recorder) = &mut recorder {
        recorder.finish(&session)?;
    }
    let figures = Figures::of(&session, kind.name(), seed, start.elapsed().as_secs_f64());
    Ok((session, figures))
}
