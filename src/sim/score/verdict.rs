//! Passed or failed: the pass mark, and what fails an attempt whatever its points.

use crate::sim::scenario::Rubric;
use crate::sim::session::Truth;
use crate::sim::units::minutes;
use serde::Serialize;

/// Whether an attempt is passed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Verdict {
    pub passed: bool,
    /// Why it is not, a sentence each, critical failures first; empty when it is.
    pub reasons: Vec<String>,
}

/// Judges an attempt of `points` that took `procedure_s` on the procedure clock.
pub(super) fn judge(rubric: &Rubric, truth: &Truth, procedure_s: f64, points: f64) -> Verdict {
    let critical = &rubric.critical;
    let outside = 100.0 * truth.extravascular_share;
    let mut reasons = Vec::new();
    let mut fails = |beyond: bool, reason: String| {
        if beyond {
            reasons.push(reason);
        }
    };
    if let Some(most) = critical.most_perforations {
        fails(
            truth.perforations > most,
            format!("Critical: {} perforations, where {most} are allowed.", truth.perforations),
        );
    }
    if let Some(most) = critical.most_extravascular_percent {
        fails(
            outside > most,
            format!("Critical: {outside:.0}% of the lesion outside the vein; {most}% are allowed."),
        );
    }
    if let Some(most) = critical.most_wall_force_n {
        fails(
            truth.peak_wall_force_n > most,
            format!(
                "Critical: up to {:.1} N on the wall; {most} N are allowed.",
                truth.peak_wall_force_n
            ),
        );
    }
    if let Some(most) = critical.most_procedure_min {
        fails(
            procedure_s > minutes(most),
            format!(
                "Critical: {:.0} minutes on the procedure clock; {most} are allowed.",
                procedure_s / 60.0
            ),
        );
    }
    fails(
        points < rubric.pass_mark,
        format!("{points:.1} points; the pass mark is {}.", rubric.pass_mark),
    );
    Verdict { passed: reasons.is_empty(), reasons }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::scenario::Critical;

    fn rubric() -> Rubric {
        let critical = Critical {
            most_perforations: Some(1),
            most_extravascular_percent: Some(10.0),
            most_wall_force_n: Some(8.0),
            most_procedure_min: Some(60.0),
        };
        Rubric { pass_mark: 70.0, critical, ..Rubric::default() }
    }

    #[test]
    fn the_pass_mark_itself_passes_and_a_hair_less_fails() {
        let verdict = |points| judge(&rubric(), &Truth::default(), 60.0, points);
        assert!(verdict(70.0).passed && verdict(70.0).reasons.is_empty());
        assert_eq!(verdict(69.9).reasons, ["69.9 points; the pass mark is 70."]);
    }

    #[test]
    fn each_critical_failure_fails_full_points_with_its_reason() {
        let within = Truth {
            perforations: 1,
            extravascular_share: 0.1,
            peak_wall_force_n: 8.0,
            ..Truth::default()
        };
        assert!(
            judge(&rubric(), &within, 3600.0, 100.0).passed,
            "the limits themselves are allowed"
        );
        for (truth, procedure_s, word) in [
            (Truth { perforations: 2, ..within.clone() }, 60.0, "perforations"),
            (Truth { extravascular_share: 0.2, ..within.clone() }, 60.0, "outside the vein"),
            (Truth { peak_wall_force_n: 8.1, ..within.clone() }, 60.0, "on the wall"),
            (within.clone(), 3601.0, "procedure clock"),
        ] {
            let verdict = judge(&rubric(), &truth, procedure_s, 100.0);
            assert_eq!(verdict.reasons.len(), 1, "{verdict:?}");
            assert!(!verdict.passed && verdict.reasons[0].contains(word), "{verdict:?}");
        }
    }

    #[test]
    fn what_the_rubric_does_not_name_fails_nobody() {
        let truth = Truth { perforations: 9, extravascular_share: 1.0, ..Truth::default() };
        assert!(judge(&Rubric::default(), &truth, 1e6, 100.0).passed);
    }
}
