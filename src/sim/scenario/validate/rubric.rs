//! The weights and limits of the score.

use crate::sim::scenario::Scenario;
use crate::sim::text::{Checks, Fault};

/// Weights may miss 100 by this much: thirds written to a few digits.
const SUM_SLACK: f64 = 0.01;

/// Checks how the numbers of the score fit one another.
pub(super) fn check(checks: &mut Checks, scenario: &Scenario) {
    let score = &scenario.score;
    let weights = &score.weights;
    let sum = weights.crossing
        + weights.true_lumen
        + weights.no_perforation
        + weights.wall_force
        + weights.time;
    if checks.sound("score.weights") && (sum - 100.0).abs() > SUM_SLACK {
        checks.fault(Fault {
            field: "score.weights".into(),
            what: format!("the weights sum to {}, not to 100", hundredths(sum)),
            allowed: "`crossing` + `true_lumen` + `no_perforation` + `wall_force` + `time` = 100"
                .into(),
            remedy: format!(
                "{} {} points among them; a weight left out has its default.",
                if sum > 100.0 { "Take away" } else { "Add" },
                hundredths((100.0 - sum).abs())
            ),
        });
    }
    pair(
        checks,
        ("gentle_force_n", score.gentle_force_n),
        ("harmful_force_n", score.harmful_force_n),
    );
    pair(checks, ("par_min", score.par_min), ("slow_min", score.slow_min));
    let field = "score.critical.most_procedure_min";
    let critical = score.critical.most_procedure_min.filter(|most| *most < score.par_min);
    if let Some(most) = critical.filter(|_| checks.sound(field) && checks.sound("score.par_min")) {
        checks.warn(Fault {
            field: field.into(),
            what: "an attempt fails on time before it loses a point for it".into(),
            allowed: format!("at least {}, the value of `par_min`", score.par_min),
            remedy: format!("Raise it from {most}, or lower `par_min`."),
        });
    }
    if checks.sound("score.pass_mark") && score.pass_mark == 0.0 {
        checks.warn(Fault {
            field: "score.pass_mark".into(),
            what: "an attempt at which nothing is done is passed".into(),
            allowed: "more than 0".into(),
            remedy: "Write the points that a passed attempt should have.".into(),
        });
    }
}

/// Rounded to what people write.
fn hundredths(points: f64) -> f64 {
    (points * 100.0).round() / 100.0
}

/// Two limits of which the first must be the lower.
fn pair(checks: &mut Checks, low: (&str, f64), high: (&str, f64)) {
    let field = format!("score.{}", low.0);
    let sound = checks.sound(&field) && checks.sound(&format!("score.{}", high.0));
    if sound && low.1 >= high.1 {
        // Told at the one that stands in the file.
        let written = if checks.written(&field) { field } else { format!("score.{}", high.0) };
        checks.fault(Fault {
            field: written,
            what: format!("`{}` is not below `{}`", low.0, high.0),
            allowed: format!("`{}` of less than {}, the value of `{}`", low.0, high.1, high.0),
            remedy: format!("Lower `{}` or raise `{}`.", low.0, high.0),
        });
    }
}
