//! `wispwire film`: strips of pictures of how wires behave, drawn on the processor.

use super::BAD_INPUT;
use super::arguments::FilmOptions;
use super::physics::{say, unwritable};
use crate::film::{FILMS, SCALE, strip};
use crate::sim::imaging::write_rgb_png;
use std::fs;
use std::process::ExitCode;

/// Plays the films asked for and writes their strips. Exit code 2 for a film that there is not, or if the
/// folder cannot be written.
pub fn main(options: &FilmOptions) -> ExitCode {
    let known = FILMS.map(|film| film.name);
    if let Some(name) = options.only.iter().find(|name| !known.contains(&name.as_str())) {
        eprintln!("--only: there is no film `{name}`\nto do: name some of {}", known.join(", "));
        return ExitCode::from(BAD_INPUT);
    }
    if let Err(error) = fs::create_dir_all(&options.out) {
        eprintln!("{}", unwritable(&options.out, &error));
        return ExitCode::from(BAD_INPUT);
    }
    for film in FILMS.iter().filter(|film| options.wants(film.name)) {
        let path = options.out.join(film.name).with_extension("png");
        let picture = strip(film.title, &(film.play)(), SCALE);
        if let Err(error) = write_rgb_png(&path, &picture) {
            eprintln!("{}", unwritable(&path, &error));
            return ExitCode::from(BAD_INPUT);
        }
        say(&format!("{}\n", path.display()));
    }
    ExitCode::SUCCESS
}
