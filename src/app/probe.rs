//! Is there a display, and an adapter to draw with?
//!
//! A process can open winit's event loop only once, and Bevy panics where the display or the
//! adapter is missing. So a child process tries both and answers by one line; the window is only
//! opened after a good answer.

use bevy::render::renderer::initialize_renderer;
use bevy::render::settings::WgpuSettings;
use bevy::tasks::block_on;
use std::io::Read;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Arguments with which this program is started to probe.
pub const ARGUMENTS: [&str; 2] = ["doctor", "--probe"];
/// Longest wait for the child's answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// How the child's line starts when everything is there; the adapter's name follows.
const GOOD: &str = "adapter: ";
/// How the child's line starts when something is missing.
const MISSING: &str = "missing: ";

/// Tries display and adapter in this process. For the child process only: afterwards no window can
/// be opened in it. `WGPU_BACKEND` and its kin are respected.
/// # Errors
/// What is missing and what to install, in one line.
pub fn probe() -> Result<String, String> {
    winit::event_loop::EventLoop::new().map(drop).map_err(|error| {
        let reason = error.to_string();
        let reason = plain(&reason);
        format!(
            "no display ({reason}). Start it on a desktop, or install xvfb and run it under \
             xvfb-run -a"
        )
    })?;
    let settings = WgpuSettings::default();
    let backends = settings.backends.unwrap_or_default();
    // Bevy offers the adapter only through a function that panics without one.
    std::panic::set_hook(Box::new(|_| {}));
    let found = std::panic::catch_unwind(|| {
        let resources = block_on(initialize_renderer(backends, None, &settings));
        resources.2.0.name.clone()
    });
    let _ = std::panic::take_hook();
    found.map_err(|_| {
        let asked = std::env::var("WGPU_BACKEND")
            .map(|backend| format!(" for WGPU_BACKEND={backend}"))
            .unwrap_or_default();
        format!(
            "no graphics adapter{asked}. Install a Vulkan driver (Debian, Ubuntu: \
             mesa-vulkan-drivers)"
        )
    })
}

/// A library's reason without the place in its source, which comes first and ends in a line number.
fn plain(reason: &str) -> &str {
    let line = reason.lines().next().unwrap_or_default();
    let place =
        line.rfind(".rs:").map_or(0, |at| line[at..].find(": ").map_or(0, |to| at + to + 2));
    line[place..].trim_end_matches('.')
}

/// What the child process prints and the status it ends with.
pub fn answer() -> i32 {
    match probe() {
        Ok(adapter) => println!("{GOOD}{adapter}"),
        Err(missing) => println!("{MISSING}{missing}"),
    }
    0
}

/// Asks a child process; returns the adapter's name.
/// # Errors
/// What is missing and what to install, in one line.
pub fn ask() -> Result<String, String> {
    let program = std::env::current_exe()
        .map_err(|error| format!("this program does not find itself: {error}"))?;
    let mut child = Command::new(program)
        .args(ARGUMENTS)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("display and adapter could not be probed: {error}"))?;
    let since = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(_)) => break,
            Ok(None) if since.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(20));
            }
            _ => {
                // The child may have ended in the meantime, which is as good.
                let _ = child.kill();
                let _ = child.wait();
                return Err("display and adapter did not answer within 10 seconds".into());
            }
        }
    }
    let mut said = String::new();
    if let Some(mut output) = child.stdout.take() {
        output
            .read_to_string(&mut said)
            .map_err(|error| format!("the probe's answer cannot be read: {error}"))?;
    }
    read(&said)
}

fn read(said: &str) -> Result<String, String> {
    let line = |start: &str| said.lines().find_map(|line| line.strip_prefix(start));
    match (line(GOOD), line(MISSING)) {
        (Some(adapter), _) => Ok(adapter.to_string()),
        (None, Some(missing)) => Err(missing.to_string()),
        (None, None) => Err("no display or no graphics adapter: the probe ended early. Install \
                             mesa-vulkan-drivers, and xvfb where there is no screen"
            .into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_told_without_its_place_in_a_source() {
        let told = "os error at /a/b: c/mod.rs:765: neither DISPLAY nor another: is set.";
        assert_eq!(plain(told), "neither DISPLAY nor another: is set");
        assert_eq!(plain("not supported"), "not supported");
    }

    #[test]
    fn the_answer_is_found_among_other_lines_and_silence_counts_as_missing() {
        assert_eq!(read("noise\nadapter: llvmpipe\n"), Ok("llvmpipe".into()));
        assert_eq!(read("missing: no display.\n"), Err("no display.".into()));
        assert!(read("").is_err());
    }
}
