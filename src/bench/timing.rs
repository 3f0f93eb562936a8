//! Times of ticks over several identical replays.
//!
//! The simulator is deterministic: the same state and motion cost the same work. What differs
//! between replays of a tick is the neighbours' doing. The median is over all ticks of all replays. The
//! slow ticks are told by each tick's *least* time, so that a neighbour's load does not pass for the
//! simulator's.

use serde::Serialize;
use std::time::Instant;
use thiserror::Error;

/// Replays of a stretch.
pub const REPLAYS: usize = 5;

/// Two replays of one stretch went apart.
#[derive(Clone, Copy, Debug, Error, PartialEq)]
#[error("replay {replay} of the same stretch differs from the first at tick {tick}")]
pub struct Unrepeatable {
    pub replay: usize,
    pub tick: usize,
}

/// How long the ticks of one stretch took, s.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Times {
    /// Each tick's least time over the replays, in order.
    pub least: Vec<f64>,
    /// Every tick of every replay.
    pub all: Vec<f64>,
}

/// Times of the ticks of one stretch.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Timing {
    /// Half of the ticks of all replays took less, ms.
    pub median_ms: f64,
    /// One tick in a hundred took longer at its least, ms.
    pub p99_ms: f64,
    /// Least time of the slowest tick, ms.
    pub max_ms: f64,
    /// Simulated time over the least times of all ticks.
    pub realtime_factor: f64,
}

impl Timing {
    /// Of ticks that simulate `tick` s each; there is at least one.
    pub fn of(times: &Times, tick: f64) -> Self {
        let at = |seconds: &[f64], percent: usize| {
            let mut sorted = seconds.to_vec();
            sorted.sort_by(f64::total_cmp);
            sorted[(sorted.len() * percent / 100).min(sorted.len() - 1)] * 1e3
        };
        Self {
            median_ms: at(&times.all, 50),
            p99_ms: at(&times.least, 99),
            max_ms: at(&times.least, 100),
            realtime_factor: tick * times.least.len() as f64 / times.least.iter().sum::<f64>(),
        }
    }
}

/// Times of `ticks` ticks in [`REPLAYS`] replays, each begun anew with `start`. A run before them is
/// not timed: `foresee` sees its states before each tick and `observe` those after. `digest` tells
/// states apart, and every replay must go through those of that run.
pub fn replayed<S>(
    ticks: usize,
    start: impl Fn() -> S,
    tick: impl Fn(&mut S),
    digest: impl Fn(&S) -> u64,
    mut foresee: impl FnMut(&S),
    mut observe: impl FnMut(&S),
) -> Result<Times, Unrepeatable> {
    let mut state = start();
    let mut digests = Vec::with_capacity(ticks);
    for _ in 0..ticks {
        foresee(&state);
        tick(&mut state);
        digests.push(digest(&state));
        observe(&state);
    }
    let mut times = Times { least: vec![f64::INFINITY; ticks], all: Vec::new() };
    for replay in 1..=REPLAYS {
        let mut state = start();
        for (i, least) in times.least.iter_mut().enumerate() {
            let begin = Instant::now();
            tick(&mut state);
            let took = begin.elapsed().as_secs_f64();
            *least = least.min(took);
            times.all.push(took);
            if digests[i] != digest(&state) {
                return Err(Unrepeatable { replay, tick: i });
            }
        }
    }
    Ok(times)
}

/// A digest of the bits of `numbers` (Fowler, Noll & Vo's 1a, a word at a time).
pub fn bits_of(numbers: impl Iterator<Item = f64>) -> u64 {
    numbers.fold(0xcbf2_9ce4_8422_2325, |digest, x| {
        (digest ^ x.to_bits()).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn percentiles_and_pace_are_those_of_the_ticks() {
        let seconds: Vec<_> = (1..=200).rev().map(|i| f64::from(i) * 1e-3).collect();
        let least = seconds.iter().map(|time| 0.5 * time).collect();
        let timing = Timing::of(&Times { least, all: seconds }, 0.5);
        assert_eq!(timing.median_ms, 101.0);
        assert_eq!(timing.p99_ms, 99.5);
        assert_eq!(timing.max_ms, 100.0);
        assert!((timing.realtime_factor - 200.0 / 20.1).abs() < 1e-12);
    }

    #[test]
    fn a_replay_that_goes_another_way_is_found() {
        let begun = Cell::new(0);
        let differing = |state: &mut (i32, f64)| state.1 += if state.0 == 3 { 2.0 } else { 1.0 };
        let start = || {
            begun.set(begun.get() + 1);
            (begun.get(), 0.0)
        };
        let digest = |state: &(i32, f64)| bits_of([state.1].into_iter());
        let mut seen = 0;
        let found = replayed(4, start, differing, digest, |_| (), |_| seen += 1);
        assert_eq!(found, Err(Unrepeatable { replay: 2, tick: 0 }));
        assert_eq!(seen, 4);
    }

    #[test]
    fn the_digest_hears_of_order_and_of_the_sign_of_zero() {
        let digest = |numbers: &[f64]| bits_of(numbers.iter().copied());
        assert_ne!(digest(&[1.0, 2.0]), digest(&[2.0, 1.0]));
        assert_ne!(digest(&[0.0]), digest(&[-0.0]));
    }
}
