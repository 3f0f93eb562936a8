//! What is odd about a case, by the pilots' attempts, and what its author may change.

use super::{Hardness, Summary};
use crate::sim::scenario::{Clock, Rubric};

/// A limit under this many times the expert's slowest crossing is tight: a fellow is slower than a
/// pilot that never hesitates.
const TIGHT_LIMIT: f64 = 1.5;
/// A limit over this many times the expert's slowest crossing is loose: it ends nothing any more.
const LOOSE_LIMIT: f64 = 6.0;
/// A par over this many times the expert's slowest crossing asks for no pace.
const LOOSE_PAR: f64 = 2.0;

/// What is odd, one entry each; nothing if nothing is.
pub fn advice(
    hardness: Hardness,
    clock: &Clock,
    rubric: &Rubric,
    expert: &Summary,
    novice: &Summary,
) -> Vec<String> {
    [success(expert, novice), chance(hardness, expert, novice), care(expert)]
        .into_iter()
        .chain([too_slow_a_machine(expert, novice), limit(clock, expert), par(rubric, expert)])
        .flatten()
        .collect()
}

fn success(expert: &Summary, novice: &Summary) -> Option<String> {
    let advice = if novice.crossed > expert.crossed {
        "The novice crosses oftener than the expert: the case rewards pushing straight. Play it, and \
         look at where the expert fails."
    } else if expert.crossed == 0 && expert.time_over < expert.attempts {
        "The expert never crosses. Find out whether anyone can before you give it to a fellow: play \
         it, and ease the place where the attempts failed."
    } else if novice.crossed == novice.attempts {
        "The novice always crosses: the case asks for no craft. A narrower or more winding wisp, a \
         smaller mouth or a longer lesion would."
    } else {
        return None;
    };
    Some(advice.into())
}

/// Whether one attempt that ended otherwise would have made another verdict.
fn chance(hardness: Hardness, expert: &Summary, novice: &Summary) -> Option<String> {
    let (attempts, e, n) = (expert.attempts, expert.crossed, novice.crossed);
    let more = |crossed: usize| (crossed + 1).min(attempts);
    let others = [(e.saturating_sub(1), n), (more(e), n), (e, n.saturating_sub(1)), (e, more(n))];
    let other = others
        .iter()
        .map(|&(e, n)| Hardness::of(e, n, attempts))
        .find(|&other| other != hardness && other != Hardness::NotCrossed)?;
    (hardness != Hardness::NotCrossed).then(|| {
        format!(
            "One attempt that ended otherwise would have made it {}: try more of them, with \
             --attempts {}.",
            other.word(),
            (2 * attempts).max(10)
        )
    })
}

fn care(expert: &Summary) -> Option<String> {
    (expert.perforations.median >= 1.0).then(|| {
        format!(
            "Even the expert goes through the vein's wall, {:.0} times in a middling attempt: look \
             at the wall and at what is softer outside it than in the lesion.",
            expert.perforations.median
        )
    })
}

fn too_slow_a_machine(expert: &Summary, novice: &Summary) -> Option<String> {
    let count = expert.broken_off + novice.broken_off;
    (count > 0).then(|| {
        format!(
            "{count} of {} attempts were broken off because this machine is too slow for the case; \
             they count as not crossed. Do not trust the verdict.",
            expert.attempts + novice.attempts
        )
    })
}

fn limit(clock: &Clock, expert: &Summary) -> Option<String> {
    let limit = clock.limit_min;
    if expert.time_over > 0 {
        return Some(format!(
            "The time was over in {} of {} attempts by the expert: the limit of {limit} min of \
             manipulation (`clock.limit_min`) is tight.",
            expert.time_over, expert.attempts
        ));
    }
    let slowest = expert.crossing_manipulation_min?.most;
    let (word, why) = if limit < TIGHT_LIMIT * slowest {
        ("tight", "a fellow is slower")
    } else if limit > LOOSE_LIMIT * slowest {
        ("loose", "it will hardly end an attempt")
    } else {
        return None;
    };
    Some(format!(
        "The limit of {limit} min of manipulation (`clock.limit_min`) is {word}: the expert crosses \
         in at most {slowest:.1} min, and {why}."
    ))
}

fn par(rubric: &Rubric, expert: &Summary) -> Option<String> {
    let times = expert.crossing_procedure_min.filter(|_| rubric.weights.time > 0.0)?;
    let (par, slow) = (rubric.par_min, rubric.slow_min);
    if par < times.least {
        return Some(format!(
            "Par is {par} min (`score.par_min`), less than the expert's quickest crossing of {:.1} \
             min on the procedure clock: nobody will earn every point for time.",
            times.least
        ));
    }
    if slow < times.median {
        return Some(format!(
            "At {slow} min (`score.slow_min`) no point for time is left, and the expert's median \
             is {:.1} min on the procedure clock.",
            times.median
        ));
    }
    (par > LOOSE_PAR * times.most).then(|| {
        format!(
            "Par is {par} min (`score.par_min`), and the expert's slowest crossing took {:.1} min \
             on the procedure clock: everybody who crosses will earn every point for time.",
            times.most
        )
    })
}

#[cfg(test)]
mod tests {
    use super::super::Spread;
    use super::*;
    use crate::sim::scenario::Weights;

    /// Five attempts, of which `crossed` came to the target in 4 to 8 min of manipulation.
    fn pilot(crossed: usize) -> Summary {
        let times = |factor: f64| {
            let spread = Spread { median: 5.0, least: 4.0, most: 8.0 };
            let Spread { median, least, most } = spread;
            let scaled =
                Spread { median: factor * median, least: factor * least, most: factor * most };
            (crossed > 0).then_some(scaled)
        };
        Summary {
            attempts: 5,
            crossed,
            crossing_manipulation_min: times(1.0),
            crossing_procedure_min: times(4.0),
            ..Summary::default()
        }
    }

    fn told(clock: &Clock, rubric: &Rubric, expert: &Summary, novice: &Summary) -> Vec<String> {
        let hardness = Hardness::of(expert.crossed, novice.crossed, expert.attempts);
        advice(hardness, clock, rubric, expert, novice)
    }

    /// The one advice on a case with a clock and rubric of its own.
    #[track_caller]
    fn one(clock: &Clock, rubric: &Rubric, expert: &Summary, novice: &Summary) -> String {
        let mut told = told(clock, rubric, expert, novice);
        assert_eq!(told.len(), 1, "{told:?}");
        told.remove(0)
    }

    fn usual() -> (Clock, Rubric) {
        (
            Clock { limit_min: 20.0, ..Clock::default() },
            Rubric { par_min: 20.0, ..Rubric::default() },
        )
    }

    #[test]
    fn nothing_is_said_of_a_case_as_it_should_be() {
        let (clock, rubric) = usual();
        assert!(told(&clock, &rubric, &pilot(5), &pilot(1)).is_empty());
    }

    #[test]
    fn an_expert_who_never_and_a_novice_who_always_or_oftener_crosses_are_odd() {
        let (clock, rubric) = usual();
        let of = |expert, novice| one(&clock, &rubric, &pilot(expert), &pilot(novice));
        assert!(of(0, 0).contains("expert never crosses"));
        let cut_off = Summary { time_over: 5, ..pilot(0) };
        assert!(one(&clock, &rubric, &cut_off, &pilot(0)).contains("over in 5 of 5"));
        assert!(of(5, 5).contains("novice always crosses"));
        assert!(of(3, 4).contains("novice crosses oftener"));
    }

    #[test]
    fn a_verdict_that_hangs_on_one_attempt_is_told() {
        let (clock, rubric) = usual();
        let of = |expert, novice| one(&clock, &rubric, &pilot(expert), &pilot(novice));
        assert!(of(4, 0).contains("would have made it hard"));
        assert!(of(5, 3).contains("would have made it typical"));
        assert!(of(1, 0).contains("would have made it hard"));
    }

    #[test]
    fn a_limit_is_tight_under_one_and_a_half_and_loose_over_six_times_the_slowest_crossing() {
        let (_, rubric) = usual();
        let of = |limit_min, expert: &Summary| {
            told(&Clock { limit_min, ..Clock::default() }, &rubric, expert, &pilot(0))
        };
        assert!(
            of(11.9, &pilot(5))[0].contains("11.9 min") && of(11.9, &pilot(5))[0].contains("tight")
        );
        assert!(of(12.0, &pilot(5)).is_empty() && of(48.0, &pilot(5)).is_empty());
        assert!(of(48.1, &pilot(5))[0].contains("loose"));
        let cut_off = Summary { time_over: 2, ..pilot(5) };
        assert!(of(20.0, &cut_off)[0].contains("over in 2 of 5"));
    }

    #[test]
    fn a_par_outside_the_experts_times_is_told_unless_time_earns_nothing() {
        let (clock, usual) = usual();
        // Crossings take 16 to 32 min on the procedure clock, 20 at the median.
        let of = |rubric: Rubric| told(&clock, &rubric, &pilot(5), &pilot(0));
        let par = |par_min| Rubric { par_min, ..usual.clone() };
        assert!(of(par(15.9))[0].contains("quickest crossing of 16.0"));
        assert!(of(par(16.0)).is_empty() && of(par(64.0)).is_empty());
        assert!(of(par(64.1))[0].contains("everybody who crosses"));
        assert!(
            of(Rubric { slow_min: 19.0, par_min: 17.0, ..usual.clone() })[0].contains("19 min")
        );
        assert!(
            of(Rubric { weights: Weights { time: 0.0, ..Weights::default() }, ..par(15.9) })
                .is_empty()
        );
    }

    #[test]
    fn an_expert_who_perforates_and_a_machine_that_is_too_slow_are_told() {
        let (clock, rubric) = usual();
        let perforations = Spread { median: 2.0, least: 0.0, most: 3.0 };
        let rough = Summary { perforations, ..pilot(5) };
        assert!(one(&clock, &rubric, &rough, &pilot(0)).contains("2 times"));
        let slow = Summary { broken_off: 1, ..pilot(0) };
        assert!(one(&clock, &rubric, &pilot(5), &slow).contains("1 of 10 attempts"));
    }
}
