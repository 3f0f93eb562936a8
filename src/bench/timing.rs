//! Times of ticks, each the least of several identical replays.
//!
//! The simulator is deterministic: the same state and motion cost the same work. What differs
//! between replays of a tick is the neighbours' doing, so the least time is the tick's own.

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

/// Times of the ticks of one stretch.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Timing {
    /// Half of the ticks took less, ms.
    pub median_ms: f64,
    /// One in a hundred took longer, ms.
    pub p99_ms: f64,
    /// The slowest, ms.
    pub max_ms: f64,
    /// Simulated time over the time that all ticks took.
    pub realtime_factor: f64,
}

impl Timing {
    /// Of ticks that took `seconds` each and simulate `tick` s; there is at least one.
    pub fn of(seconds: &[f64], tick: f64) -> Self {
        let mut sorted = seconds.to_vec();
        sorted.sort_by(f64::total_cmp);
        let at =
            |percent: usize| sorted[(sorted.len() * percent / 100).min(sorted.len() - 1)] * 1e3;
        Self {
            median_ms: at(50),
            p99_ms: at(99),
            max_ms: at(100),
            realtime_factor: tick * seconds.len() as f64 / seconds.iter().sum::<f64>(),
        }
    }
}

/// Least time of each of `ticks` ticks over all replays, s. Every replay begins anew with `start`;
/// `digest` tells its states apart; of the first, `foresee` sees those before each tick and `observe`
/// those after. Only `tick` is timed.
pub fn replayed<S>(
    ticks: usize,
    start: impl Fn() -> S,
    tick: impl Fn(&mut S),
    digest: impl Fn(&S) -> u64,
    mut foresee: impl FnMut(&S),
    mut observe: impl FnMut(&S),
) -> Result<Vec<f64>, Unrepeatable> {
    let mut least = vec![f64::INFINITY; ticks];
    let mut first = Vec::with_capacity(ticks);
    for replay in 0..REPLAYS {
        let mut state = start();
        for (i, least) in least.iter_mut().enumerate() {
            if replay == 0 {
                foresee(&state);
            }
            let begin = Instant::now();
            tick(&mut state);
            *least = least.min(begin.elapsed().as_secs_f64());
            let now = digest(&state);
            if replay == 0 {
                first.push(now);
                observe(&state);
            } else if first[i] != now {
                return Err(Unrepeatable { replay, tick: i });
            }
        }
    }
    Ok(least)
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
        let timing = Timing::of(&seconds, 0.5);
        assert_eq!(timing.median_ms, 101.0);
        assert_eq!(timing.p99_ms, 199.0);
        assert_eq!(timing.max_ms, 200.0);
        assert!((timing.realtime_factor - 100.0 / 20.1).abs() < 1e-12);
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
