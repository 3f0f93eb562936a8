//! Many attempts at once, on as many threads as are wanted. An attempt itself is on one thread and
//! knows of no other: what comes of it does not depend on how many there are.

use super::{Stop, Trail};
use crate::cli::flight::{Ending, Flight};
use crate::cli::outcome::Figures;
use crate::cli::progress;
use crate::sim::pilot::Kind;
use crate::sim::session::Case;
use crate::sim::units::TICKS_PER_SECOND;
use serde::Serialize;
use std::convert::Infallible;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;

/// What is kept of one attempt.
#[derive(Debug, Serialize)]
pub struct Attempt {
    #[serde(flatten)]
    pub figures: Figures,
    pub ending: Ending,
    /// Where it came furthest; none if it crossed.
    pub stopped: Option<Stop>,
}

/// Flies `case` with each pilot and seed of `flights` on `threads` threads, with one progress bar
/// for all. The attempts come in the order of `flights`.
pub fn fly_all(case: &Arc<Case>, flights: &[(Kind, u64)], threads: NonZero<usize>) -> Vec<Attempt> {
    let limit = (case.scenario.clock.limit_min * 60.0) as u64;
    let (count, next, done) = (flights.len() as u64, AtomicUsize::new(0), AtomicU64::new(0));
    let bar = progress::attempts(count, limit);
    let crew_member = || {
        let mut own = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(&(kind, seed)) = flights.get(index) else { return own };
            own.push((index, fly(case, kind, seed, |seconds| bar.inc(seconds))));
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            bar.set_message(format!("{done} of {count} attempts"));
        }
    };
    let mut attempts = thread::scope(|scope| {
        let crew: Vec<_> =
            (0..threads.get().min(flights.len())).map(|_| scope.spawn(crew_member)).collect();
        let own = crew.into_iter().map(|member| member.join().unwrap_or_else(|p| resume_unwind(p)));
        own.flatten().collect::<Vec<_>>()
    });
    bar.finish_and_clear();
    attempts.sort_by_key(|&(index, _)| index);
    attempts.into_iter().map(|(_, attempt)| attempt).collect()
}

/// One attempt. It tells `progress` each second of manipulation, and in the end the seconds that it
/// did not need of the time allowed.
fn fly(case: &Arc<Case>, kind: Kind, seed: u64, mut progress: impl FnMut(u64)) -> Attempt {
    let mut trail = Trail::default();
    let mut shown = 0;
    let Ok(flight) = Flight::fly(case, kind, seed, |_, session| {
        trail.follow(session);
        if session.ticks().is_multiple_of(u64::from(TICKS_PER_SECOND)) {
            progress(1);
            shown += 1;
        }
        Ok::<(), Infallible>(())
    });
    let limit = (case.scenario.clock.limit_min * 60.0) as u64;
    progress(limit.saturating_sub(shown));
    let Flight { figures, ending, .. } = flight;
    let stopped = (ending != Ending::Crossed).then(|| trail.stop(case));
    Attempt { figures, ending, stopped }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::case::open;
    use std::path::Path;

    /// The shipped case, over after `seconds` of manipulation.
    fn short_case(seconds: f64) -> Arc<Case> {
        let mut case = open(Path::new("left-iliac-wisp")).unwrap();
        case.scenario.clock.limit_min = seconds / 60.0;
        Arc::new(case)
    }

    #[test]
    fn neither_digests_nor_their_order_depend_on_the_number_of_threads() {
        let case = short_case(6.0);
        let flights: Vec<_> = [Kind::Expert, Kind::Novice]
            .iter()
            .flat_map(|&kind| (1..=3).map(move |s| (kind, s)))
            .collect();
        let digests = |threads: usize| -> Vec<_> {
            let attempts = fly_all(&case, &flights, NonZero::new(threads).unwrap());
            attempts.into_iter().map(|attempt| attempt.figures.digest).collect()
        };
        let one = digests(1);
        assert_eq!(one, digests(2));
        assert_eq!(one, digests(5));
        let alone = |&(kind, seed): &(Kind, u64)| fly(&case, kind, seed, |_| {}).figures.digest;
        assert_eq!(one, flights.iter().map(alone).collect::<Vec<_>>());
    }

    #[test]
    fn an_attempt_cut_short_in_the_femoral_vein_stopped_on_the_way_for_lack_of_time() {
        let attempts = fly_all(&short_case(2.0), &[(Kind::Expert, 4)], NonZero::<usize>::MIN);
        let [attempt] = &attempts[..] else { panic!("{} attempts", attempts.len()) };
        assert_eq!((attempt.figures.pilot.as_str(), attempt.figures.seed), ("expert", 4));
        assert_eq!(attempt.ending, Ending::TimeOver);
        let Some(Stop::OnTheWay { lesion: 0, at_mm, stump_mm }) = attempt.stopped else {
            panic!("{:?}", attempt.stopped)
        };
        // 20 mm at the start, fed 20 mm/s.
        assert!((50.0..=61.0).contains(&at_mm) && at_mm < stump_mm, "{at_mm} of {stump_mm} mm");
    }

    #[test]
    fn progress_is_told_each_second_during_an_attempt() {
        let mut told = Vec::new();
        fly(&short_case(3.0), Kind::Novice, 1, |seconds| told.push(seconds));
        assert_eq!(told, [1, 1, 1, 0]);
    }
}
