//! `wispwire check`: what is wrong with scenario, device and tissue files.

use super::problems::tell;
use crate::sim::device::{CATHETERS, WIRES, read_catheter, read_wire};
use crate::sim::scenario::Scenario;
use crate::sim::text::{Problems, Source};
use crate::sim::tissue::{TISSUES, read_tissue};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Exit code when a file has problems.
const FAULTY: u8 = 2;

/// Checks every file: one line on standard output for each that is sound, every problem of the
/// others on standard error. Exit code 0 if all are sound, 2 if not.
pub fn run(files: &[PathBuf]) -> ExitCode {
    let mut all_sound = true;
    for path in files {
        match check_file(path) {
            Ok(summary) => {
                // A closed pipe leaves nobody to tell; the exit code still says it.
                let _ = writeln!(std::io::stdout(), "{}: {summary}", path.display());
            }
            Err(problems) => {
                all_sound = false;
                tell(&problems);
            }
        }
    }
    if all_sound { ExitCode::SUCCESS } else { ExitCode::from(FAULTY) }
}

/// Reads one file as what its ending says it is; returns what it is, in a few words.
pub fn check_file(path: &Path) -> Result<String, Problems> {
    let source = Source::load(path)?;
    let file = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    if file.ends_with(&WIRES.ending()) {
        read_wire(&source).map(|wire| format!("a sound wire, “{}”", wire.title))
    } else if file.ends_with(&CATHETERS.ending()) {
        read_catheter(&source).map(|catheter| format!("a sound catheter, “{}”", catheter.title))
    } else if file.ends_with(&TISSUES.ending()) {
        read_tissue(&source).map(|tissue| format!("a sound tissue, “{}”", tissue.title))
    } else {
        Scenario::parse(&source).map(|scenario| format!("a sound scenario, “{}”", scenario.title))
    }
}
