//! One pilot's attempts in medians and ranges.

use super::Attempt;
use super::stops::failures;
use crate::cli::flight::Ending;
use serde::Serialize;

/// Median, least and most of a figure over attempts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Spread {
    pub median: f64,
    pub least: f64,
    pub most: f64,
}

impl Spread {
    /// The spread of `values`; none of nothing. Between two middle values the median is their mean.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut values: Vec<f64> = values.into_iter().collect();
        values.sort_by(f64::total_cmp);
        let (&least, &most) = (values.first()?, values.last()?);
        let upper = values[values.len() / 2];
        let lower = values[(values.len() - 1) / 2];
        Some(Self { median: 0.5 * (lower + upper), least, most })
    }
}

/// What one pilot made of the case.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Summary {
    pub attempts: usize,
    pub crossed: usize,
    /// Attempts that the case's limit ended.
    pub time_over: usize,
    /// Attempts that were broken off because this machine is too slow.
    pub broken_off: usize,
    /// 0–100.
    pub score: Spread,
    pub procedure_min: Spread,
    pub manipulation_min: Spread,
    pub true_lumen_share: Spread,
    pub perforations: Spread,
    pub peak_wall_force_n: Spread,
    /// Of the attempts that crossed alone; none if none did.
    pub crossing_procedure_min: Option<Spread>,
    /// Of the attempts that crossed alone; none if none did.
    pub crossing_manipulation_min: Option<Spread>,
    /// Where the others failed, in words, in the order of the way.
    pub failures: Vec<String>,
}

impl Summary {
    /// Sums up one pilot's `attempts`. Without attempts every figure is 0.
    pub fn of(attempts: &[&Attempt]) -> Self {
        let ended = |ending| attempts.iter().filter(|attempt| attempt.ending == ending).count();
        let all = |of: fn(&Attempt) -> f64| Spread::of(attempts.iter().map(|attempt| of(attempt)));
        let crossings = |of: fn(&Attempt) -> f64| {
            let crossed = attempts.iter().filter(|attempt| attempt.ending == Ending::Crossed);
            Spread::of(crossed.map(|attempt| of(attempt)))
        };
        let procedure: fn(&Attempt) -> f64 = |attempt| attempt.figures.procedure_seconds / 60.0;
        let manipulation: fn(&Attempt) -> f64 =
            |attempt| attempt.figures.manipulation_seconds / 60.0;
        let stops: Vec<_> = attempts.iter().filter_map(|attempt| attempt.stopped).collect();
        Self {
            attempts: attempts.len(),
            crossed: ended(Ending::Crossed),
            time_over: ended(Ending::TimeOver),
            broken_off: ended(Ending::BrokenOff),
            score: all(|attempt| attempt.figures.score).unwrap_or_default(),
            procedure_min: all(procedure).unwrap_or_default(),
            manipulation_min: all(manipulation).unwrap_or_default(),
            true_lumen_share: all(|attempt| attempt.figures.true_lumen_share).unwrap_or_default(),
            perforations: all(|attempt| f64::from(attempt.figures.perforations))
                .unwrap_or_default(),
            peak_wall_force_n: all(|attempt| attempt.figures.peak_wall_force_n).unwrap_or_default(),
            crossing_procedure_min: crossings(procedure),
            crossing_manipulation_min: crossings(manipulation),
            failures: failures(&stops, attempts.len()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_median_is_the_middle_value_or_the_mean_of_the_two_in_the_middle() {
        let spread = |values: &[f64]| Spread::of(values.iter().copied());
        let told = |median, least, most| Some(Spread { median, least, most });
        assert_eq!(spread(&[]), None);
        assert_eq!(spread(&[7.0]), told(7.0, 7.0, 7.0));
        assert_eq!(spread(&[9.0, 1.0, 2.0]), told(2.0, 1.0, 9.0));
        assert_eq!(spread(&[9.0, 4.0, 1.0, 2.0]), told(3.0, 1.0, 9.0));
    }
}
