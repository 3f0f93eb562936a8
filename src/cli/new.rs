//! `wispwire new`: a commented file to begin with.

use super::BAD_INPUT;
use super::arguments::Template;
use super::problems::tell;
use crate::sim::device::{CATHETERS, WIRES};
use crate::sim::scenario::{COURSES, PATIENTS};
use crate::sim::text::{Diagnostic, Problems};
use crate::sim::tissue::TISSUES;
use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

impl Template {
    /// The file's text, and the name that it gets unless another is asked for.
    pub fn file(self) -> (&'static str, &'static str) {
        match self {
            Self::Orientation => {
                (include_str!("../../assets/templates/orientation.ron"), "orientation.ron")
            }
            Self::Native => (include_str!("../../assets/templates/native.ron"), "native.ron"),
            Self::NoWisp => (include_str!("../../assets/templates/no-wisp.ron"), "no-wisp.ron"),
            Self::TwoLesions => {
                (include_str!("../../assets/templates/two-lesions.ron"), "two-lesions.ron")
            }
            Self::Exam => (include_str!("../../assets/templates/exam.ron"), "exam.ron"),
            Self::Course => (COURSES[0].1, "my-course.course.ron"),
            Self::Patient => (PATIENTS.built_in[0].1, "my-patient.patient.ron"),
            Self::Wire => (WIRES.built_in[0].1, "my-wire.wire.ron"),
            Self::Catheter => (CATHETERS.built_in[0].1, "my-catheter.catheter.ron"),
            Self::Tissue => (TISSUES.built_in[0].1, "my-tissue.tissue.ron"),
        }
    }
}

/// Writes `template` to `out`, or under its own name here. A file that is there stays as it is.
pub fn main(template: Template, out: Option<PathBuf>) -> ExitCode {
    let (text, name) = template.file();
    let path = out.unwrap_or_else(|| name.into());
    match write(&path, text) {
        Ok(()) => {
            println!("{}", path.display());
            eprintln!("Change it as you like, then: wispwire check {}", path.display());
            ExitCode::SUCCESS
        }
        Err(problems) => {
            tell(&problems);
            ExitCode::from(BAD_INPUT)
        }
    }
}

/// Writes a new file; says what stands in the way.
pub(super) fn write(path: &Path, text: &str) -> Result<(), Problems> {
    let name = path.display().to_string();
    let problem = |what: &str, remedy: &str| {
        let allowed = "the path of a file that is not there yet";
        Problems::from(Diagnostic::of_file(&name, what, allowed, remedy))
    };
    let written = File::create_new(path).and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => problem(
            "there is a file of this name already; it was left as it is",
            "Give another name with `--out`, or move the file away.",
        ),
        ErrorKind::NotFound => problem(
            "there is no such folder",
            "Make the folder first, or give a path in one that exists.",
        ),
        _ => problem(
            &format!("the file cannot be written: {error}"),
            "Give a path in a folder that you may write to.",
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::check::check_file;
    use clap::ValueEnum;

    #[test]
    fn every_template_is_written_once_and_is_sound_as_it_stands() {
        let folder = std::env::temp_dir().join(format!("wispwire-new-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        for template in Template::value_variants() {
            let (text, name) = template.file();
            let path = folder.join(name);
            write(&path, text).unwrap();
            let sound = check_file(&path).unwrap_or_else(|problems| panic!("{problems}"));
            assert!(sound.warnings.is_empty(), "{}", sound.warnings);
            let again = write(&path, "other").unwrap_err();
            assert!(again.plain().contains("left as it is"), "{again}");
            assert_eq!(std::fs::read_to_string(&path).unwrap(), text, "{name} was overwritten");
        }
        let nowhere = write(&folder.join("none/x.ron"), "").unwrap_err();
        assert!(nowhere.plain().contains("Make the folder"), "{nowhere}");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
