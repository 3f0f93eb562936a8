//! Where a tick's time goes: the S-tube's ticks, watched phase by phase.

use super::figures::{Figures, Own, Profile, Share, Task};
use super::machine::processor;
use super::s_tube::Drive;
use super::timing::{REPLAYS, Timing, Unrepeatable};
use crate::sim::rod::Phase;
use crate::sim::units::{TICK, TICKS_PER_SECOND};
use std::time::Instant;

/// Nodes of the wire, and ticks that are watched.
const NODES: usize = 299;
const TICKS: usize = 30;

/// What is told apart, in the order of a step; the last is what is left of the tick.
const PHASES: [&str; 5] = ["contact and friction", "elastic forces", "solve", "frames", "the rest"];

/// PhaseTimes of one tick's phases, s.
type PhaseTimes = [f64; PHASES.len()];

fn place(phase: Phase) -> usize {
    match phase {
        Phase::Contact => 0,
        Phase::Elastic => 1,
        Phase::Solve => 2,
        Phase::Frames => 3,
    }
}

/// One tick, and where its time went. What precedes the first assembly counts as contact: the
/// places on the centreline are looked up there.
fn watched(drive: &mut Drive) -> (PhaseTimes, usize, bool) {
    let mut times = [0.0; PHASES.len()];
    let mut last = Instant::now();
    let solution = drive.tick_watched(&mut |phase| {
        let now = Instant::now();
        times[place(phase)] += (now - last).as_secs_f64();
        last = now;
    });
    times[PHASES.len() - 1] = last.elapsed().as_secs_f64();
    (times, solution.steps, solution.converged)
}

/// The profile: of each tick and phase the least time of several identical replays.
pub fn run() -> Result<Figures, Unrepeatable> {
    let start = Drive::to_stretch(NODES, f64::from(TICKS_PER_SECOND), 1).brought_to_middle();
    let mut least = [[f64::INFINITY; PHASES.len()]; TICKS];
    let mut first = Vec::with_capacity(TICKS);
    let (mut steps, mut unsettled) = (Vec::with_capacity(TICKS), 0);
    let (mut residual, mut penetration) = (0.0_f64, 0.0_f64);
    for replay in 0..REPLAYS {
        let mut drive = start.clone();
        for (tick, least) in least.iter_mut().enumerate() {
            if replay == 0 {
                residual = residual.max(drive.residual());
            }
            let (times, taken, converged) = watched(&mut drive);
            for (least, time) in least.iter_mut().zip(times) {
                *least = least.min(time);
            }
            let now = drive.digest();
            if replay == 0 {
                first.push(now);
                steps.push(taken);
                unsettled += usize::from(!converged);
                penetration = penetration.max(drive.penetration());
            } else if first[tick] != now {
                return Err(Unrepeatable { replay, tick });
            }
        }
    }
    let seconds: Vec<f64> = least.iter().map(|times| times.iter().sum()).collect();
    let (whole, all_steps) = (seconds.iter().sum::<f64>(), steps.iter().sum::<usize>());
    let nodes = start.rod().count();
    let phases = PHASES.iter().enumerate().map(|(i, phase)| {
        let sum: f64 = least.iter().map(|times| times[i]).sum();
        Share {
            phase,
            ms: sum / TICKS as f64 * 1e3,
            share: sum / whole,
            ns_per_node_and_step: sum / (nodes * all_steps) as f64 * 1e9,
        }
    });
    Ok(Figures {
        task: Task::Profile,
        machine: processor(),
        method: "rod",
        nodes,
        hz: f64::from(TICKS_PER_SECOND),
        ticks: TICKS,
        timing: Timing::of(&super::Times { least: seconds.clone(), all: seconds.clone() }, TICK),
        iterations: all_steps as f64 / TICKS as f64,
        most_iterations: steps.iter().copied().max().unwrap_or(0),
        unsettled_ticks: unsettled,
        residual_n: residual,
        penetration_mm: penetration,
        own: Own::Profile(Profile { phases: phases.collect() }),
        seconds,
    })
}
