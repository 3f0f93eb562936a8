//! Whip: a naturally curved wire turned in a bend.
//!
//! A bend of curvature κ holds the wire's centreline over a length L; its natural curvature κ₀
//! would rather point into the bend. With θ the turn of the natural curvature out of the bend's
//! plane the energy per length is ½Cθ'² − Bκκ₀·cos θ, so Cθ'' = Bκκ₀·sin θ with θ' = 0 at the tip:
//! a pendulum upside down in the middle of the turn. The tip's angle is a single-valued function
//! of the hub's iff L√(κκ₀B/C) < π/2; beyond, the tip stays behind and then jumps.

use super::bench::{BENDING, LENGTH, clamped_grid, measured, steps, uniform_material};
use super::holds::{FIRM, Holds, stable, turn};
use super::{Figure, Law, Line, Outcome, Row};
use crate::sim::math::Vec3;
use crate::sim::rod::{Curve, Rod};
use core::f64::consts::{FRAC_PI_2, TAU};

/// The law of this file.
pub const WHIP: Law = Law {
    number: "15",
    name: "Whip",
    formula: "snap-free iff L√(κκ₀B/C) < π/2 (pendulum equation of a curved wire in a bend)",
    attempt: whip,
};

const ELEMENTS: usize = 60;

/// A wire in a bend of curvature `bend` (1/mm) with the natural curvature `natural` (1/mm) and the
/// torsional rigidity `torsion` (N·mm²), pointing into the bend if `inwards`, out of it if not.
fn in_bend(bend: f64, natural: f64, torsion: f64, inwards: bool) -> (Rod, Holds) {
    let mut material = uniform_material();
    material.torsional_rigidity = Curve::constant(torsion);
    material.natural_curvature = natural;
    material.curved_length = 2.0 * LENGTH;
    let grid = clamped_grid(&material, LENGTH, ELEMENTS);
    // From the tip backwards along a circle about the origin of the plane z = 0. Corners of a chain
    // of chords, so that edges keep their length.
    let chord = 2.0 * libm::asin(0.5 * bend * grid.edge_length[0]);
    let place = |i: usize| {
        let angle = chord * i as f64;
        Vec3::new(libm::cos(angle), -libm::sin(angle), 0.0) / bend
    };
    let positions: Vec<Vec3> = (0..grid.len()).map(place).collect();
    let hub = positions[grid.len() - 2] + positions[grid.len() - 1];
    let rod = Rod::along(grid, positions, if inwards { -hub } else { hub });
    let mut holds = Holds::default();
    for (node, &point) in rod.positions().iter().enumerate().take(rod.count() - 2) {
        holds.springs.push((node, point, Vec3::splat(FIRM)));
    }
    (rod, holds)
}

/// The product L√(κκ₀B/C) at which the wire turned half round, pointing out of the bend, can no
/// longer stay there: found by way of the natural curvature.
fn onset(bend: f64, torsion: f64) -> Option<f64> {
    let natural = |product: f64| torsion / (BENDING * bend) * (product / LENGTH).powi(2);
    let stays = |product: f64| {
        let (mut rod, mut holds) = in_bend(bend, natural(product), torsion, false);
        turn(&mut rod, 0.0, &mut holds)?;
        Some(stable(&rod, &mut holds))
    };
    let (mut low, mut high) = (0.1, 6.0);
    if !stays(low)? || stays(high)? {
        return None;
    }
    for _ in 0..16 {
        let middle = 0.5 * (low + high);
        if stays(middle)? { low = middle } else { high = middle }
    }
    Some(0.5 * (low + high))
}

/// Angles of hub and tip as the hub is turned once forwards and once back, rad.
fn turned(bend: f64, product: f64, torsion: f64) -> Option<Vec<(f64, f64)>> {
    const PARTS: usize = 90;
    let natural = torsion / (BENDING * bend) * (product / LENGTH).powi(2);
    let (mut rod, mut holds) = in_bend(bend, natural, torsion, true);
    turn(&mut rod, 0.0, &mut holds)?;
    let mut points = Vec::new();
    for sense in [1.0, -1.0] {
        for _ in 0..PARTS {
            turn(&mut rod, sense * TAU / PARTS as f64, &mut holds)?;
            points.push((rod.angle(rod.count() - 2), rod.angle(0)));
        }
    }
    Some(points)
}

/// Angle at the hub of the pendulum whose tip is at `tip` (rad), by Runge and Kutta.
fn pendulum(product: f64, tip: f64) -> f64 {
    const STEPS: usize = 200;
    let h = product / STEPS as f64;
    let (mut angle, mut rate) = (tip, 0.0);
    for _ in 0..STEPS {
        let (a, b) = (rate, libm::sin(angle));
        let (c, d) = (rate + 0.5 * h * b, libm::sin(angle + 0.5 * h * a));
        let (e, f) = (rate + 0.5 * h * d, libm::sin(angle + 0.5 * h * c));
        let (g, k) = (rate + h * f, libm::sin(angle + h * e));
        angle += h / 6.0 * (a + 2.0 * (c + e) + g);
        rate += h / 6.0 * (b + 2.0 * (d + f) + k);
    }
    angle
}

/// Where a curved wire in a bend begins to whip.
pub fn whip() -> Result<Outcome, &'static str> {
    let settings = [("15a", 50.0, 16.0), ("15b", 25.0, 16.0), ("15c", 50.0, 5.0)];
    let rows = settings.map(|(id, radius, torsion)| {
        let text = format!("bend of R {radius} mm over {LENGTH} mm, B/C = {}", BENDING / torsion);
        let got = measured(onset(1.0 / radius, torsion));
        Row::compare(id, text, "", FRAC_PI_2, got).relative(3e-2)
    });
    let mut lines = Vec::new();
    for product in [1.0, FRAC_PI_2, 2.4] {
        let theory = steps(TAU, 240).map(|tip| (pendulum(product, tip), tip)).collect();
        let name = format!("L√(κκ₀B/C) = {product:.2}");
        lines.push(Line::theory(name, theory));
        let points = turned(0.02, product, 16.0).unwrap_or_default();
        lines.push(Line::simulated("simulated", points));
    }
    let figure = Figure {
        name: "15-whip".to_owned(),
        title: "A curved wire turned in a bend".to_owned(),
        x: "angle of the hub, rad".to_owned(),
        y: "angle of the tip, rad".to_owned(),
        equal_scales: false,
        logarithmic: false,
        lines,
    };
    Ok(Outcome { rows: rows.to_vec(), figures: vec![figure] })
}
