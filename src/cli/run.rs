//! `wispwire run`: a pilot plays a scenario without a window.

use super::arguments::Run;
use super::case::open_between_or_tell;
use super::flight::{Ending, Flight, LONGEST_S};
use super::outcome::Figures;
use super::progress::bar;
use crate::sim::pilot::Kind;
use crate::sim::session::{Case, Recorder, Session};
use crate::sim::units::TICKS_PER_SECOND;
use std::fs::File;
use std::io;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

/// Plays as `options` say.
pub fn main(options: &Run) -> ExitCode {
    let (from, to) = (options.from.as_deref(), options.to.as_deref());
    let case = match open_between_or_tell(&options.scenario, from, to) {
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
    let mut recorder = match record {
        Some(path) => Some(Recorder::begin(File::create(path)?, case, kind.name(), seed)?),
        None => None,
    };
    let limit = case.scenario.clock.limit_min * 60.0;
    let progress = bar(&format!("{} pilot", kind.name()), limit as u64);
    let flight = Flight::fly(case, kind, seed, |controls, session| {
        if session.ticks().is_multiple_of(u64::from(TICKS_PER_SECOND)) {
            progress.set_position(session.manipulation_s() as u64);
        }
        recorder.as_mut().map_or(Ok(()), |recorder| recorder.tick(controls, session))
    });
    progress.finish_and_clear();
    let Flight { session, figures, ending } = flight?;
    if ending == Ending::BrokenOff {
        eprintln!("Broken off after {LONGEST_S} s: this machine is too slow for the case.");
    }
    if let Some(recorder) = &mut recorder {
        recorder.finish(&session)?;
    }
    Ok((session, figures))
}
