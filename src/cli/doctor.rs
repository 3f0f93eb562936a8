//! `wispwire doctor`: can this machine run the trainer, and what is to be installed?

use super::case::open_or_tell;
use crate::sim::pilot::{Kind, Pilot};
use crate::sim::scenario::SHIPPED;
use crate::sim::session::Session;
use crate::sim::units::TICK;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

/// Manipulation that is timed, s: approach, search and the first stretch of the crossing.
const TRIAL_S: f64 = 40.0;

/// Tells display, adapter and pace; exit code 1 if the trainer would not run well. With `probe` it
/// answers for this process alone.
pub fn main(probe: bool) -> ExitCode {
    if probe {
        return answer();
    }
    let window = window();
    match &window {
        Ok(adapter) => println!("display   ok\nadapter   {adapter}"),
        Err(missing) => println!("window    missing: {missing}"),
    }
    let case = match open_or_tell(Path::new(SHIPPED[0].0)) {
        Ok(case) => case,
        Err(code) => return code,
    };
    let mut session = Session::new(case.clone());
    let mut pilot = Pilot::new(Kind::Expert, &case, 1);
    let mut times = Vec::new();
    while session.manipulation_s() < TRIAL_S && !session.ended() {
        let Some(controls) = pilot.drive(&session.view()) else { break };
        let start = Instant::now();
        session.step(&controls);
        times.push(start.elapsed().as_secs_f64());
    }
    times.sort_by(f64::total_cmp);
    let median = times[times.len() / 2];
    let late = times[times.len() * 99 / 100];
    let pace = TICK / median;
    println!(
        "simulator {:.2} ms a tick, {:.2} ms at the 99th percentile, of {:.2} ms: {:.0} times real time",
        median * 1e3,
        late * 1e3,
        TICK * 1e3,
        pace
    );
    let keeps_up = late < TICK;
    if keeps_up {
        println!("pace      ok");
    } else {
        println!(
            "pace      this machine does not keep up: close other programs, or use a faster one"
        );
    }
    if window.is_ok() && keeps_up { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[cfg(feature = "app")]
fn answer() -> ExitCode {
    ExitCode::from(crate::app::probe::answer() as u8)
}

#[cfg(feature = "app")]
fn window() -> Result<String, String> {
    crate::app::probe::ask()
}

#[cfg(not(feature = "app"))]
fn answer() -> ExitCode {
    println!("missing: this build has no window");
    ExitCode::SUCCESS
}

#[cfg(not(feature = "app"))]
fn window() -> Result<String, String> {
    Err("this build has no window (build it with the feature `app`)".into())
}
