//! `wispwire check`: what is wrong with scenario, course, patient, device and tissue files.

use super::problems::{print_json, tell};
use crate::sim::device::{CATHETERS, WIRES, read_catheter, read_wire};
use crate::sim::scenario::{COURSE_ENDING, Course, PATIENTS, Scenario, read_patient};
use crate::sim::text::{Problems, Sound, Source};
use crate::sim::tissue::{TISSUES, read_tissue};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Exit code when a file has problems.
const FAULTY: u8 = 2;

/// Checks every file. One line on standard output for each that is sound; every problem of the
/// others, and every warning, on standard error, or all of it as one JSON array on standard output.
/// Exit code 0 if all are sound, 2 if not.
pub fn run(files: &[PathBuf], json: bool) -> ExitCode {
    let mut all_sound = true;
    let mut told = Problems::default();
    for path in files {
        let problems = match check_file(path) {
            Ok(sound) => {
                if !json {
                    // A closed pipe leaves nobody to tell; the exit code still says it.
                    let _ =
                        writeln!(std::io::stdout(), "{}: a sound {}", path.display(), sound.value);
                }
                sound.warnings
            }
            Err(problems) => {
                all_sound = false;
                problems
            }
        };
        if json {
            told.0.extend(problems.0);
        } else {
            tell(&problems);
        }
    }
    if json {
        print_json(&told);
    }
    if all_sound { ExitCode::SUCCESS } else { ExitCode::from(FAULTY) }
}

/// Reads one file as what its ending says it is; returns its kind and title.
pub fn check_file(path: &Path) -> Result<Sound<String>, Problems> {
    let source = Source::load(path)?;
    let file = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    if file.ends_with(&WIRES.ending()) {
        read_wire(&source).map(|wire| wire.map(|wire| titled("wire", &wire.title)))
    } else if file.ends_with(&CATHETERS.ending()) {
        let read = read_catheter(&source);
        read.map(|catheter| catheter.map(|catheter| titled("catheter", &catheter.title)))
    } else if file.ends_with(&TISSUES.ending()) {
        read_tissue(&source).map(|tissue| tissue.map(|tissue| titled("tissue", &tissue.title)))
    } else if file.ends_with(&PATIENTS.ending()) {
        let read = read_patient(&source);
        read.map(|patient| patient.map(|patient| titled("patient", &patient.title)))
    } else if file.ends_with(COURSE_ENDING) {
        Course::parse(&source).map(|course| course.map(|course| titled("course", &course.title)))
    } else {
        let read = Scenario::parse(&source);
        read.map(|read| read.map(|(scenario, _)| titled("scenario", &scenario.title)))
    }
}

fn titled(kind: &str, title: &str) -> String {
    format!("{kind}, “{title}”")
}
