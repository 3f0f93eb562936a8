//! `wispwire replay` and `wispwire score`: a record played again, and what it proves.

use super::BAD_INPUT;
use super::outcome::Figures;
use super::progress::bar;
use crate::sim::session::{Record, RecordError};
use crate::sim::units::TICKS_PER_SECOND;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

/// Replays the record at `path` and prints the final digest, and the figures with `json`.
pub fn replay(path: &Path, json: bool) -> ExitCode {
    finish(path, |figures| {
        if json {
            figures.print_json();
        } else {
            println!("{}", figures.digest);
        }
    })
}

/// Replays the record at `path` and prints its score with the reasons.
pub fn score(path: &Path, json: bool) -> ExitCode {
    finish(path, |figures| {
        if json {
            figures.print_json();
        } else {
            figures.print();
        }
    })
}

fn finish(path: &Path, print: impl Fn(&Figures)) -> ExitCode {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("{}: the record cannot be read ({error})", path.display());
            eprintln!("  to do: Give the path of a record, as `wispwire run --record` writes.");
            return ExitCode::from(BAD_INPUT);
        }
    };
    match again(&text) {
        Ok(figures) => {
            print(&figures);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{}: {error}", path.display());
            eprintln!("  to do: {}", error.remedy());
            ExitCode::from(BAD_INPUT)
        }
    }
}

fn again(text: &str) -> Result<Figures, RecordError> {
    let start = Instant::now();
    let record = Record::read(text)?;
    let rate = u64::from(TICKS_PER_SECOND);
    let progress = bar("replay", record.ticks() / rate);
    let session = record.replay(|tick| progress.set_position(tick / rate));
    progress.finish_and_clear();
    let header = &record.header;
    Ok(Figures::of(&session?, &header.pilot, header.seed, start.elapsed().as_secs_f64()))
}
