//! A faulty file ends in messages with place, field, finding and remedy, whatever the fault, and in
//! no message that only follows from another.

mod table;
mod commas;
mod brackets;
mod texts;
mod numbers;
mod fields;
mod veins;
mod places;
mod accesses;
mod lesions;
mod shelf;
mod score;
mod warnings;
mod wire;
mod catheter;
mod tissue;
mod patient;
mod single;
mod every_field;
mod several;
mod pairs;
mod mutations;
mod floods;
mod files;
mod checking;

use std::path::PathBuf;
use table::{Base, Broken};

/// Every way to break a file, by the file.
const TABLES: &[(Base, &[Broken])] = &[
    (Base::Scenario, commas::CASES),
    (Base::Scenario, brackets::CASES),
    (Base::Scenario, texts::CASES),
    (Base::Scenario, numbers::CASES),
    (Base::Scenario, fields::CASES),
    (Base::Scenario, veins::CASES),
    (Base::Scenario, places::CASES),
    (Base::Scenario, lesions::CASES),
    (Base::Scenario, shelf::CASES),
    (Base::Scenario, score::CASES),
    (Base::Scenario, warnings::CASES),
    (Base::Scenario, accesses::CASES),
    (Base::Wire, wire::CASES),
    (Base::Catheter, catheter::CASES),
    (Base::Tissue, tissue::CASES),
    (Base::Patient, patient::CASES),
];

fn cases() -> impl Iterator<Item = (Base, &'static Broken)> {
    TABLES.iter().flat_map(|(base, cases)| cases.iter().map(|case| (*base, case)))
}

/// A folder of its own for one test, removed when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("wispwire-{test}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Fails with every failure.
#[track_caller]
fn none(failures: &[String]) {
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}
