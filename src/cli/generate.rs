//! `wispwire generate`: a case of a generated patient, or what many of them measure.

use super::arguments::Generate;
use super::physics::say;
use super::problems::tell;
use super::{BAD_INPUT, histograms, new};
use crate::sim::generate::text;
use std::process::ExitCode;

/// Writes the case to a file that is not there yet, or to standard output. Exit code 2 if it cannot be
/// written.
pub fn main(options: &Generate) -> ExitCode {
    if let Some(folder) = &options.histograms {
        return histograms::main(folder, options.count);
    }
    // Asked for unless there are histograms.
    let text = text(options.seed.unwrap_or_default(), options.difficulty.into());
    let Some(path) = &options.out else {
        say(&text);
        return ExitCode::SUCCESS;
    };
    match new::write(path, &text) {
        Ok(()) => {
            say(&format!("{}\n", path.display()));
            eprintln!("Change it as you like, then: wispwire check {}", path.display());
            ExitCode::SUCCESS
        }
        Err(problems) => {
            tell(&problems);
            ExitCode::from(BAD_INPUT)
        }
    }
}
