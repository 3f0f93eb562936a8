//! Where there is no screen: the shipped case, played by the expert pilot, with everything that it
//! leaves behind in one folder.

use super::arguments::ShotView;
use super::case::open_or_tell;
use super::run::fly;
use super::shot::draw;
use crate::sim::pilot::Kind;
use crate::sim::scenario::SHIPPED;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Where records, scores and pictures go.
pub const FOLDER: &str = "wispwire-out";

/// The folder, made if it was not there.
pub fn folder() -> io::Result<PathBuf> {
    let folder = PathBuf::from(FOLDER);
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Says `why` there is no window and plays the shipped case without one.
pub fn main(why: &str) -> ExitCode {
    eprintln!("No window: {why}. The shipped case now runs without one, with the expert pilot.");
    let (name, _) = SHIPPED[0];
    let stem = Path::new(name).file_stem().map_or("case".into(), |s| s.to_string_lossy());
    let case = match open_or_tell(Path::new(stem.as_ref())) {
        Ok(case) => case,
        Err(code) => return code,
    };
    let done = folder().and_then(|folder| {
        let base = folder.join(stem.as_ref());
        let record = base.with_extension("record.jsonl");
        let (session, figures) = fly(&case, Kind::Expert, 1, Some(&record))?;
        std::fs::write(base.with_extension("score.json"), serde_json::to_string_pretty(&figures)?)?;
        draw(&session, ShotView::Ap, false, &base.with_extension("png"))?;
        Ok(figures)
    });
    match done {
        Ok(figures) => {
            figures.print();
            eprintln!("Record, score and picture are in ./{FOLDER}/.");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("./{FOLDER}/ cannot be written: {error}.");
            ExitCode::FAILURE
        }
    }
}
