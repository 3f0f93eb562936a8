//! The procedure clock and the weights of the score.

use crate::sim::scenario::Scenario;
use crate::sim::text::{Bounds, Checks, Fault};

/// Weights may miss 100 by this much: thirds written to a few digits.
const SUM_SLACK: f64 = 0.01;
const POINTS: Bounds = Bounds::from(0.0, 100.0, "points");
const FORCE: Bounds = Bounds::from(0.0, 1000.0, "N");
const TIME: Bounds = Bounds::from(0.0, 10_000.0, "min");

/// Checks the clock and the score.
pub(super) fn check(checks: &mut Checks, scenario: &Scenario) {
    let clock = &scenario.clock;
    checks.number("clock.time_scale", clock.time_scale, &Bounds::above(0.0, 1000.0, ""));
    checks.number("clock.exchange_min", clock.exchange_min, &TIME);
    checks.number("clock.limit_min", clock.limit_min, &Bounds::above(0.0, 600.0, "min"));
    let score = &scenario.score;
    let mut sound = true;
    for (name, weight) in [
        ("crossing", score.crossing),
        ("true_lumen", score.true_lumen),
        ("no_perforation", score.no_perforation),
        ("wall_force", score.wall_force),
        ("time", score.time),
    ] {
        sound &= checks.number(&format!("score.{name}"), weight, &POINTS);
    }
    checks.number("score.per_perforation", score.per_perforation, &POINTS);
    let sum =
        score.crossing + score.true_lumen + score.no_perforation + score.wall_force + score.time;
    if sound && (sum - 100.0).abs() > SUM_SLACK {
        checks.fault(Fault {
            field: "score".into(),
            what: format!("the weights sum to {sum}, not to 100"),
            allowed: "`crossing` + `true_lumen` + `no_perforation` + `wall_force` + `time` = 100"
                .into(),
            remedy: format!(
                "{} {} points among them; a weight left out has its default.",
                if sum > 100.0 { "Take away" } else { "Add" },
                (100.0 - sum).abs()
            ),
        });
    }
    pair(
        checks,
        ("gentle_force_n", score.gentle_force_n),
        ("harmful_force_n", score.harmful_force_n),
        &FORCE,
    );
    pair(checks, ("par_min", score.par_min), ("slow_min", score.slow_min), &TIME);
}

/// Two limits of which the first must be the lower.
fn pair(checks: &mut Checks, low: (&str, f64), high: (&str, f64), bounds: &Bounds) {
    let low_sound = checks.number(&format!("score.{}", low.0), low.1, bounds);
    let high_sound = checks.number(&format!("score.{}", high.0), high.1, bounds);
    if low_sound && high_sound && low.1 >= high.1 {
        checks.fault(Fault {
            field: format!("score.{}", low.0),
            what: format!("`{}` is not below `{}`", low.0, high.0),
            allowed: format!("less than {}, the value of `{}`", high.1, high.0),
            remedy: format!("Lower `{}` or raise `{}`.", low.0, high.0),
        });
    }
}
