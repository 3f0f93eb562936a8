//! How hard a case is.
//!
//! The scale is ours and coarse: it ranks cases by how often two pilots of fixed skill cross. It
//! looks at the novice first, for what pushing straight can do asks for no craft; then at how far
//! the craft itself can be relied on. Quality and time are told beside it, not mixed in.

use super::Summary;
use super::advice::advice;
use crate::sim::session::Case;
use serde::Serialize;

/// Share of attempts from which on a case that the novice crosses is easy: every other.
pub const NOVICE_OFTEN: f64 = 0.5;
/// Share from which on the expert is reliable: four of five, so that one mishap in five attempts
/// does not make a case hard.
pub const EXPERT_RELIABLE: f64 = 0.8;
/// Share from which on the expert crosses now and then: two of five.
pub const EXPERT_AT_TIMES: f64 = 0.4;

/// The scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hardness {
    /// The novice crosses at least every other time.
    Easy,
    /// The expert crosses reliably, the novice more seldom than every other time.
    Typical,
    /// The expert crosses at times.
    Hard,
    /// The expert crosses more seldom than that, or the novice alone, and seldom.
    Extreme,
    /// Nobody crossed.
    NotCrossed,
}

impl Hardness {
    /// How hard a case is that the expert and the novice crossed so often in `attempts` each.
    pub fn of(expert: usize, novice: usize, attempts: usize) -> Self {
        let share = |crossed: usize| crossed as f64 / attempts.max(1) as f64;
        if expert == 0 && novice == 0 {
            Self::NotCrossed
        } else if share(novice) >= NOVICE_OFTEN {
            Self::Easy
        } else if share(expert) >= EXPERT_RELIABLE {
            Self::Typical
        } else if share(expert) >= EXPERT_AT_TIMES {
            Self::Hard
        } else {
            Self::Extreme
        }
    }

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Easy => "easy",
            Self::Typical => "typical",
            Self::Hard => "hard",
            Self::Extreme => "extreme",
            Self::NotCrossed => "not crossed by anyone",
        }
    }

    fn why(self) -> &'static str {
        match self {
            Self::Easy => "pushing straight gets across at least every other time",
            Self::Typical => "the craft gets across reliably, pushing straight does not",
            Self::Hard => "the craft gets across, but not reliably",
            Self::Extreme => "even the craft gets across only seldom",
            Self::NotCrossed => "no attempt came to the target",
        }
    }
}

/// How hard a case is, and what its author may want to change.
#[derive(Clone, Debug, Serialize)]
pub struct Verdict {
    pub hardness: Hardness,
    /// The verdict in one line.
    pub verdict: String,
    /// One sentence or two for each thing that is odd.
    pub advice: Vec<String>,
}

impl Verdict {
    /// The verdict on `case` by what both pilots made of it, in as many attempts each.
    pub fn on(case: &Case, expert: &Summary, novice: &Summary) -> Self {
        let hardness = Hardness::of(expert.crossed, novice.crossed, expert.attempts);
        let verdict = format!(
            "{}: {} (expert {} of {}, novice {} of {}).",
            capital(hardness.word()),
            hardness.why(),
            expert.crossed,
            expert.attempts,
            novice.crossed,
            novice.attempts
        );
        let scenario = &case.scenario;
        let advice = advice(hardness, &scenario.clock, &scenario.score, expert, novice);
        Self { hardness, verdict, advice }
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_runs_from_what_a_novice_crosses_to_what_nobody_does() {
        use Hardness::*;
        // Expert, novice, attempts.
        for (expert, novice, attempts, expected) in [
            (5, 5, 5, Easy),
            (5, 3, 5, Easy),
            (10, 5, 10, Easy),
            (0, 5, 5, Easy),
            (5, 2, 5, Typical),
            (4, 0, 5, Typical),
            (3, 1, 3, Typical),
            (3, 0, 5, Hard),
            (2, 2, 5, Hard),
            (2, 0, 3, Hard),
            (1, 0, 5, Extreme),
            (0, 1, 5, Extreme),
            (0, 0, 5, NotCrossed),
            (1, 0, 1, Typical),
        ] {
            let got = Hardness::of(expert, novice, attempts);
            assert_eq!(got, expected, "expert {expert}, novice {novice} of {attempts}");
        }
    }
}
