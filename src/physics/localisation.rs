//! A long rod twisted under tension leaves the straight at M² = 4BT wherever it is, and what leaves
//! gathers in one place: the twist that it takes up is that of a single loop.

use super::bench::{BENDING, LENGTH, measured, settle};
use super::holds::{FIRM, turn};
use super::twist::{between_clamps, clamped_onset};
use super::{Figure, Line, Mark, Outcome, Row};
use crate::sim::math::Vec3;
use core::f64::consts::PI;

/// The moment (in B/L) at which a clamped rod under a tension of `tension` B/L² leaves the straight:
/// the first root of 4γ·sin(φ₁/2)·sin(φ₂/2) = φ₁φ₂·sin γ with φ₁,₂ = S ± γ, S = ML/2B and
/// γ² = S² − TL²/B, which are the wave numbers of the linear rod under twist between clamps.
fn clamped_theory(tension: f64) -> f64 {
    let mean = |gamma: f64| libm::sqrt(gamma * gamma + tension);
    let gap = |gamma: f64| {
        let (outer, inner) = (mean(gamma) + gamma, mean(gamma) - gamma);
        4.0 * gamma * libm::sin(0.5 * outer) * libm::sin(0.5 * inner) - tension * libm::sin(gamma)
    };
    // Between the pinned rod's γ = π and the clamped rod's 4.493 without tension.
    let (mut low, mut high) = (0.999 * PI, 4.6);
    let sign = gap(low);
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if gap(middle) * sign > 0.0 { low = middle } else { high = middle }
    }
    2.0 * mean(0.5 * (low + high))
}

/// A rod that has been wound up between clamps and has localised.
struct Localised {
    /// How much nearer the clamps are than when the rod is straight, mm.
    slack: f64,
    /// Tension, N, and axial moment, N·mm.
    tension: f64,
    moment: f64,
    /// Distance from the tip (mm) and cosine of the angle from the line of the clamps, per edge.
    inclination: Vec<(f64, f64)>,
}

/// Draws some slack from a rod between clamps and winds it up by `twist` (rad).
fn localised(elements: usize, twist: f64) -> Option<Localised> {
    let (mut rod, mut holds) = between_clamps(LENGTH, elements);
    let straight = rod.positions()[0].x;
    // A load aside in the middle draws the tip in; held there, the rod is left to itself.
    for part in 1..=10 {
        holds.forces = vec![(elements / 2, Vec3::Y * (0.006 * f64::from(part)))];
        settle(&mut rod, &mut holds)?;
    }
    holds.forces.clear();
    let end = rod.positions()[0];
    holds.springs.push((0, end, Vec3::new(FIRM, 0.0, 0.0)));
    // A bow turns about the line of its ends at no cost: that freedom is taken and no other.
    holds.springs.push((elements / 2, Vec3::ZERO, Vec3::new(0.0, 0.0, FIRM)));
    turn(&mut rod, twist, &mut holds)?;
    let from_tip = rod.grid().from_tip.iter();
    let cosines = rod.tangents().iter().map(|tangent| tangent.x);
    Some(Localised {
        slack: straight - rod.positions()[0].x,
        tension: FIRM * (end.x - rod.positions()[0].x),
        moment: rod.hub_torque(),
        inclination: from_tip.copied().zip(cosines).collect(),
    })
}

impl Localised {
    /// 1 − M²/4BT as Coyne has it from tension and slack.
    fn depth(&self) -> f64 {
        self.tension * self.slack * self.slack / (16.0 * BENDING)
    }

    /// Coyne's loop over this one.
    fn figure(self) -> Figure {
        let depth = self.depth();
        let rate = libm::sqrt(depth * self.tension / BENDING);
        let theory = (0..=400).map(|i| {
            let s = LENGTH * f64::from(i) / 400.0;
            let sech = 1.0 / libm::cosh(rate * (s - 0.5 * LENGTH));
            (s, 1.0 - 2.0 * depth * sech * sech)
        });
        Figure {
            name: "07-loop".to_owned(),
            title: "Inclination of a rod that has localised".to_owned(),
            x: "distance from the tip, mm".to_owned(),
            y: "cosine of the inclination".to_owned(),
            equal_scales: false,
            logarithmic: false,
            lines: vec![
                Line { name: "Coyne".to_owned(), mark: Mark::Theory, points: theory.collect() },
                Line { name: "rod".to_owned(), mark: Mark::Simulated, points: self.inclination },
            ],
        }
    }
}

/// Where a rod under tension leaves the straight, and what it then looks like.
pub fn localisation() -> Result<Outcome, &'static str> {
    let (mut rows, mut simulated) = (Vec::new(), Vec::new());
    let onset = |decays: f64, elements: usize| {
        let tension = BENDING * (decays / LENGTH) * (decays / LENGTH);
        let moment = measured(clamped_onset(LENGTH, elements, tension));
        moment * moment / (4.0 * BENDING * tension)
    };
    for (id, decays, elements) in [("7a", 60.0, 400), ("7b", 120.0, 800)] {
        let got = onset(decays, elements);
        let text = format!("onset; L√(T/B) = {decays}, {elements} elements, clamped");
        rows.push(Row::compare(id, text, "4BT", 1.0, got).relative(2e-2));
        simulated.push((decays, got));
    }
    simulated.extend([5.0, 10.0, 20.0].map(|decays| (decays, onset(decays, 200))));
    let wound = localised(200, 72.0);
    let (expected, got) = wound.as_ref().map_or((f64::NAN, f64::NAN), |loops| {
        let got = loops.moment * loops.moment / (4.0 * BENDING * loops.tension);
        (1.0 - loops.depth(), got)
    });
    let slack = wound.as_ref().map_or(f64::NAN, |loops| loops.slack);
    let text = format!("slack D {slack:.2} mm: 1 − TD²/16B, 200 elements");
    rows.push(Row::compare("7c", text, "4BT", expected, got).relative(2e-2));
    let theory = (8..=240).map(|step| {
        let decays = 0.5 * f64::from(step);
        let moment = clamped_theory(decays * decays);
        (decays, 0.25 * moment * moment / (decays * decays))
    });
    let figure = Figure {
        name: "07-onset".to_owned(),
        title: "Onset in a twisted rod under tension between clamps".to_owned(),
        x: "L√(T/B)".to_owned(),
        y: "M²/4BT".to_owned(),
        equal_scales: false,
        logarithmic: false,
        lines: vec![
            Line { name: "theory".to_owned(), mark: Mark::Theory, points: theory.collect() },
            Line { name: "rod".to_owned(), mark: Mark::Simulated, points: simulated },
        ],
    };
    let mut figures = vec![figure];
    figures.extend(wound.map(Localised::figure));
    Ok(Outcome { rows, figures })
}
