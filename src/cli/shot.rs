//! `wispwire shot`: pictures of a case, drawn on the processor.

use super::arguments::{Shot, ShotView};
use super::case::open_or_tell;
use crate::sim::imaging::{
    CArm, LONG_FILM, Projector, write_grey_png, write_long_png, write_rgb_png,
};
use crate::sim::pilot::{Kind, Pilot};
use crate::sim::session::{Session, model, plan, scene};
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Width and height of a fluoroscopy picture, pixels.
const SIZE: usize = 768;
/// Height of a long film, pixels, and its width, mm.
const FILM: usize = 1536;
const FILM_WIDTH: f64 = 480.0;
/// Spacing of the grid of veins in contrast medium, mm.
const GRID: f64 = 1.0;
/// What `--view all` draws, with what it adds to the file's name.
const ALL: [(ShotView, &str); 5] = [
    (ShotView::Ap, "ap"),
    (ShotView::Lao, "lao"),
    (ShotView::Lateral, "lateral"),
    (ShotView::Plan, "plan"),
    (ShotView::ThreeD, "3d"),
];

/// Draws as `options` say.
pub fn main(options: &Shot) -> ExitCode {
    let case = match open_or_tell(&options.scenario) {
        Ok(case) => case,
        Err(code) => return code,
    };
    let mut session = Session::new(case.clone());
    let mut pilot = Pilot::new(Kind::Expert, &case, options.seed);
    while session.manipulation_s() < options.after && !session.ended() {
        let Some(controls) = pilot.drive(&session.view()) else { break };
        session.step(&controls);
    }
    let pictures = match options.view {
        ShotView::All => ALL.map(|(view, name)| (view, with_name(&options.out, name))).to_vec(),
        view => vec![(view, options.out.clone())],
    };
    for (view, path) in pictures {
        if let Err(error) = draw(&session, view, options.filled, &path) {
            eprintln!("The picture {} cannot be written: {error}.", path.display());
            eprintln!("Give a path in a folder that exists and that you may write to.");
            return ExitCode::FAILURE;
        }
        println!("{}", path.display());
    }
    ExitCode::SUCCESS
}

/// `path` with the view's name before its ending: `case-plan.png` for `case.png`.
fn with_name(path: &Path, view: &str) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_os_string();
    name.push("-");
    name.push(view);
    name.push(".");
    name.push(path.extension().unwrap_or("png".as_ref()));
    path.with_file_name(name)
}

/// Writes `view` of `session` to `path`, its veins `filled` or not; of all views, the one from the front.
pub fn draw(session: &Session, view: ShotView, filled: bool, path: &Path) -> io::Result<()> {
    let (case, seen) = (session.case(), session.view());
    let fluoroscopy = |arm: CArm| {
        let followed = case.from_access(seen.at_hand).following(arm, seen.wire[0]);
        let (mut arm, mut projector) = (if filled { arm } else { followed }, Projector::new(SIZE));
        if filled {
            let lumen = case.lumen_surface(GRID);
            arm = case.venogram_arm(arm, &lumen);
            if arm.field_of_view_mm > LONG_FILM {
                projector = Projector::new(FILM);
            }
            projector.fill(&arm, &lumen);
        }
        let size = projector.size();
        let pixels = projector.frame(&arm, &scene(case, &seen), seen.tick);
        if size == FILM {
            let width = (FILM_WIDTH * size as f64 / arm.field_of_view_mm) as usize;
            write_long_png(path, width, size, pixels)
        } else {
            write_grey_png(path, size, pixels)
        }
    };
    match view {
        ShotView::Ap | ShotView::All => fluoroscopy(case.ap()),
        ShotView::Lao => fluoroscopy(case.oblique()),
        ShotView::Lateral => fluoroscopy(case.lateral()),
        ShotView::Plan => write_rgb_png(path, &plan(case, &seen)),
        ShotView::ThreeD => write_rgb_png(path, &model(case, &seen)),
    }
}
