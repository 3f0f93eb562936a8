//! The score: from what happened to 0–100, with a reason for every point lost.
//!
//! Points for a vein left whole and for gentleness are earned over the lesions that were traversed: a
//! hand that does nothing perforates nothing and is no better for it. Where there is no lesion they
//! are earned over the way to the target.

mod verdict;

pub use verdict::Verdict;

use crate::sim::scenario::Rubric;
use crate::sim::session::Truth;
use crate::sim::units::minutes;
use serde::Serialize;

/// The composite and its parts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// 0–100.
    pub score: f64,
    pub parts: Vec<Part>,
    pub verdict: Verdict,
}

/// One criterion of the rubric.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Part {
    pub title: String,
    pub points: f64,
    /// Most that could be had.
    pub of: f64,
    /// Why points were lost; empty when none were.
    pub reason: String,
}

impl Part {
    /// `share` (0–1) of the points, with the reason for what is missing.
    fn new(title: &str, of: f64, share: f64, reason: String) -> Self {
        let share = share.clamp(0.0, 1.0);
        let lost = of * (1.0 - share) >= 0.05;
        Self {
            title: title.into(),
            points: of * share,
            of,
            reason: if lost { reason } else { String::new() },
        }
    }
}

/// Scores an attempt that took `procedure_s` on the procedure clock.
pub fn score(rubric: &Rubric, truth: &Truth, procedure_s: f64) -> Report {
    let traversed = truth.traversed_share();
    let parts = vec![
        crossing(rubric, truth, traversed),
        true_lumen(rubric, truth, traversed),
        no_perforation(rubric, truth, traversed),
        wall_force(rubric, truth, traversed),
        time(rubric, truth, procedure_s),
    ];
    let score = parts.iter().map(|part| part.points).sum::<f64>().clamp(0.0, 100.0);
    Report { score, parts, verdict: verdict::judge(rubric, truth, procedure_s, score) }
}

fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

fn crossing(rubric: &Rubric, truth: &Truth, traversed: f64) -> Part {
    let reason = match truth.lesions.len() {
        0 => format!("The tip came only {} of the way to the target.", percent(traversed)),
        _ => format!(
            "The target was not reached; {} of {} was traversed.",
            percent(traversed),
            the_lesions(truth)
        ),
    };
    Part::new("Crossing", rubric.weights.crossing, f64::from(u8::from(truth.crossed)), reason)
}

fn true_lumen(rubric: &Rubric, truth: &Truth, traversed: f64) -> Part {
    let with_wisp = truth.lesions.iter().filter(|lesion| lesion.has_wisp).count();
    let intramurally = match truth.lesions.len() - with_wisp {
        0 => "intramurally",
        _ if with_wisp == 0 => "in the vein's wall",
        _ => "in the vein's wall or in scar beside a wisp",
    };
    let reason = match truth.lesions.len() {
        0 => format!("The tip came only {} of the way to the target.", percent(traversed)),
        _ => format!(
            "{} of {} was traversed {intramurally}, {} outside the vein, {} not at all.",
            percent(truth.intramural_share),
            the_lesions(truth),
            percent(truth.extravascular_share),
            percent(1.0 - traversed),
        ),
    };
    Part::new("True lumen", rubric.weights.true_lumen, truth.true_lumen_share, reason)
}

fn no_perforation(rubric: &Rubric, truth: &Truth, traversed: f64) -> Part {
    let lost = f64::from(truth.perforations) * rubric.per_perforation;
    let share = if rubric.weights.no_perforation > 0.0 {
        1.0 - lost / rubric.weights.no_perforation
    } else {
        1.0
    };
    let reason = match truth.perforations {
        0 => not_all(truth, traversed),
        1 => "The wire went through the vein's wall once.".into(),
        count => format!("The wire went through the vein's wall {count} times."),
    };
    Part::new("Wall left whole", rubric.weights.no_perforation, share.max(0.0) * traversed, reason)
}

fn wall_force(rubric: &Rubric, truth: &Truth, traversed: f64) -> Part {
    let peak = truth.peak_wall_force_n;
    let share = (rubric.harmful_force_n - peak) / (rubric.harmful_force_n - rubric.gentle_force_n);
    let reason = if peak > rubric.gentle_force_n {
        format!(
            "The wire pressed with up to {peak:.1} N; {:.1} N is gentle.",
            rubric.gentle_force_n
        )
    } else {
        not_all(truth, traversed)
    };
    Part::new("Gentleness", rubric.weights.wall_force, share.clamp(0.0, 1.0) * traversed, reason)
}

fn time(rubric: &Rubric, truth: &Truth, procedure_s: f64) -> Part {
    let (par, slow) = (minutes(rubric.par_min), minutes(rubric.slow_min));
    let share = if truth.crossed { (slow - procedure_s) / (slow - par) } else { 0.0 };
    let reason = if truth.crossed {
        format!(
            "It took {:.0} minutes on the procedure clock; {:.0} is par.",
            procedure_s / 60.0,
            rubric.par_min
        )
    } else {
        "Time counts only for a crossing.".into()
    };
    Part::new("Time", rubric.weights.time, share, reason)
}

fn the_lesions(truth: &Truth) -> &'static str {
    if truth.lesions.len() == 1 { "the lesion" } else { "the lesions' length" }
}

fn not_all(truth: &Truth, traversed: f64) -> String {
    let share = percent(traversed);
    match truth.lesions.len() {
        0 => format!("Earned over the {share} of the way that the tip came."),
        _ => format!("Earned over the {share} of {} that was traversed.", the_lesions(truth)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::session::LesionFacts;

    const WITH_WISP: LesionFacts = LesionFacts { length_mm: 50.0, has_wisp: true };
    const ONLY_SCAR: LesionFacts = LesionFacts { length_mm: 30.0, has_wisp: false };

    fn perfect() -> Truth {
        Truth {
            true_lumen_share: 1.0,
            peak_wall_force_n: 0.5,
            crossed: true,
            lesions: vec![WITH_WISP],
            ..Truth::default()
        }
    }

    #[test]
    fn a_quick_gentle_crossing_in_true_lumen_is_a_hundred_without_a_reason() {
        let report = score(&Rubric::default(), &perfect(), 600.0);
        assert!((report.score - 100.0).abs() < 1e-9);
        assert!(report.parts.iter().all(|part| part.reason.is_empty()));
    }

    #[test]
    fn doing_nothing_earns_nothing() {
        let report = score(&Rubric::default(), &Truth::default(), 600.0);
        assert_eq!(report.score, 0.0);
        assert!(report.parts.iter().all(|part| !part.reason.is_empty()));
    }

    #[test]
    fn every_lost_point_has_a_reason_and_every_fault_costs() {
        let rubric = Rubric::default();
        let full = score(&rubric, &perfect(), 600.0).score;
        let faults = [
            (Truth { perforations: 1, ..perfect() }, 600.0, rubric.per_perforation),
            (Truth { peak_wall_force_n: 4.0, ..perfect() }, 600.0, rubric.weights.wall_force / 2.0),
            (perfect(), 50.0 * 60.0, rubric.weights.time / 2.0),
            (
                Truth { true_lumen_share: 0.5, intramural_share: 0.5, ..perfect() },
                600.0,
                rubric.weights.true_lumen / 2.0,
            ),
        ];
        for (truth, procedure_s, cost) in faults {
            let report = score(&rubric, &truth, procedure_s);
            assert!((full - report.score - cost).abs() < 1e-9, "{truth:?}: {}", report.score);
            let reasons = report.parts.iter().filter(|part| !part.reason.is_empty()).count();
            assert_eq!(reasons, 1, "{truth:?}");
        }
    }

    /// Every reason for an attempt that came half way, a quarter of it beside the lumen.
    fn reasons_half_way(lesions: Vec<LesionFacts>) -> String {
        let intramural_share = if lesions.is_empty() { 0.0 } else { 0.25 };
        let true_lumen_share = 0.5 - intramural_share;
        let truth = Truth { true_lumen_share, intramural_share, lesions, ..Truth::default() };
        let parts = score(&Rubric::default(), &truth, 600.0).parts;
        parts.iter().map(|part| part.reason.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn without_a_lesion_points_are_earned_over_the_way_and_no_reason_speaks_of_a_lesion() {
        let whole = Truth { lesions: Vec::new(), ..perfect() };
        assert!((score(&Rubric::default(), &whole, 600.0).score - 100.0).abs() < 1e-9);
        assert_eq!(score(&Rubric::default(), &Truth::default(), 600.0).score, 0.0);
        let told = reasons_half_way(Vec::new());
        assert!(told.contains("only 50% of the way to the target"), "{told}");
        assert!(!told.contains("lesion") && !told.contains("traversed"), "{told}");
    }

    #[test]
    fn scar_counts_as_intramural_only_where_there_was_a_wisp_and_the_reasons_say_so() {
        let one = reasons_half_way(vec![WITH_WISP]);
        assert!(one.contains("25% of the lesion was traversed intramurally"), "{one}");
        let scar = reasons_half_way(vec![ONLY_SCAR]);
        assert!(scar.contains("25% of the lesion was traversed in the vein's wall,"), "{scar}");
        let both = reasons_half_way(vec![WITH_WISP, ONLY_SCAR]);
        let words = "25% of the lesions' length was traversed in the vein's wall or in scar beside";
        assert!(both.contains(words), "{both}");
    }
}
