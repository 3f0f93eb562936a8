//! `wispwire shot`: a fluoroscopy picture drawn on the processor.

use super::arguments::{ArmView, Shot};
use super::case::open_or_tell;
use crate::sim::imaging::{Projector, write_grey_png};
use crate::sim::pilot::{Kind, Pilot};
use crate::sim::session::{Session, scene};
use std::io;
use std::path::Path;
use std::process::ExitCode;

/// Width and height of the picture, pixels.
const SIZE: usize = 768;

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
    match draw(&session, options.view, &options.out) {
        Ok(()) => {
            println!("{}", options.out.display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("The picture {} cannot be written: {error}.", options.out.display());
            eprintln!("Give a path in a folder that exists and that you may write to.");
            ExitCode::FAILURE
        }
    }
}

/// Writes what the X-ray sees of `session` to `path`.
pub fn draw(session: &Session, arm: ArmView, path: &Path) -> io::Result<()> {
    let case = session.case();
    let view = session.view();
    let sheath = case.sheath_line();
    let arm = match arm {
        ArmView::Ap => case.ap(),
        ArmView::Lao => case.oblique(),
    };
    let mut projector = Projector::new(SIZE);
    let pixels = projector.frame(&arm, &scene(case, &view, &sheath), view.tick);
    write_grey_png(path, SIZE, pixels)
}
