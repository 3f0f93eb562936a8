//! Orders of convergence in element length and in tick.

use super::bench::{
    BENDING, LENGTH, Loads, clamped_grid, clamped_rod, measured, settle, uniform_material,
};
use super::bending::tip_error;
use super::law::{Figure, Line, Outcome, Row, lettered};
use crate::sim::math::Vec3;
use crate::sim::rod::{HubMotion, Rod, Settings, Vacuum, Workspace};
use core::f64::consts::PI;

/// PL²/B of the cantilever whose elements are refined.
const PARAMETER: f64 = 2.0;
/// Time after which swinging cantilevers are compared, s.
const TIME: f64 = 0.1;
/// Elements of the swinging cantilever.
const SWINGING: usize = 20;

/// Deflection of a cantilever in its first mode at `part` of its length; 2 at the tip.
fn first_mode(part: f64) -> f64 {
    let x = 1.875_104 * part;
    libm::cosh(x) - libm::cos(x) - 0.734_096 * (libm::sinh(x) - libm::sin(x))
}

/// A cantilever held in a slight bend in its first mode, by a load per length of the same shape.
fn bent() -> Option<Rod> {
    let mut rod = clamped_rod(&uniform_material(), LENGTH, SWINGING);
    let scale = 0.02 * BENDING / (LENGTH * LENGTH) * SWINGING as f64 / LENGTH;
    let forces = (0..SWINGING - 2)
        .map(|i| {
            let load = scale * first_mode(rod.positions()[i].x / LENGTH);
            (i, Vec3::Y * (load * rod.grid().node_length[i]))
        })
        .collect();
    settle(&mut rod, &mut Loads { forces, guides: Vec::new() })?;
    Some(rod)
}

/// Deflection of the tip (mm) an eighth of its period after it was let go, in so many `ticks`; none
/// if one of them did not converge.
fn swung(bent: &Rod, ticks: u32) -> Option<f64> {
    // 3.516²/L⁴·B/m = ω², with ω·TIME = π/4.
    let rate = 0.25 * PI / TIME;
    let mut material = uniform_material();
    material.mass_per_length =
        BENDING * 3.516 * 3.516 / (LENGTH * LENGTH * LENGTH * LENGTH * rate * rate);
    let grid = clamped_grid(&material, LENGTH, SWINGING);
    let mut rod = Rod::along(grid, bent.positions().to_vec(), Vec3::Y);
    let settings = Settings {
        tick: TIME / f64::from(ticks),
        steps: (2, 60),
        drag: 0.0,
        settled: (1e-9, 1e-9, 1e-3),
        ..Settings::default()
    };
    let mut work = Workspace::default();
    for _ in 0..ticks {
        let solution = rod.tick(HubMotion::default(), &settings, &mut work, &mut Vacuum);
        solution.converged.then_some(())?;
    }
    Some(rod.positions()[0].y)
}

/// Rows of the observed orders between neighbours of `errors`, each at half the step before it.
fn orders(rows: &mut Vec<Row>, errors: &[f64], least: f64, settings: impl Fn(usize) -> String) {
    for (i, pair) in errors.windows(2).enumerate() {
        let id = lettered("22", rows.len());
        let order = libm::log2(pair[0] / pair[1]);
        rows.push(Row::compare(&id, settings(i), "", least, order).at_least());
    }
}

/// A log–log figure of `errors` at `parts`, with a line of the order through the last.
fn figure(name: &str, title: &str, x: &str, y: &str, dots: Vec<(f64, f64)>, order: f64) -> Figure {
    let mut lines = Vec::new();
    if let (Some(&(first, _)), Some(&(last, error))) = (dots.first(), dots.last()) {
        let law = |parts: f64| (parts, error * libm::pow(last / parts, order));
        let line = Line::theory(format!("order {order}"), vec![law(first), law(last)]);
        lines.extend([line, Line::simulated("simulated", dots)]);
    }
    Figure {
        name: name.into(),
        title: title.into(),
        x: x.into(),
        y: y.into(),
        equal_scales: false,
        logarithmic: true,
        lines,
    }
}

/// Refinement of the elements of a loaded cantilever and of the ticks of a swinging one.
pub fn convergence() -> Result<Outcome, &'static str> {
    let mut rows = Vec::new();
    let elements = [10_usize, 20, 40, 80];
    let errors = elements.map(|elements| tip_error(elements, PARAMETER));
    orders(&mut rows, &errors, 1.9, |i| {
        let (coarse, fine) = (elements[i], elements[i + 1]);
        format!("order in N, PL²/B = {PARAMETER}, {coarse} to {fine} elements")
    });
    let ticks = [40_u32, 80, 160, 320, 640];
    let bent = bent();
    let places = ticks.map(|ticks| measured(bent.as_ref().and_then(|bent| swung(bent, ticks))));
    // The true place is not known at this discretisation; successive differences halve as it is
    // approached.
    let differences: Vec<f64> = places.windows(2).map(|pair| (pair[1] - pair[0]).abs()).collect();
    orders(&mut rows, &differences, 0.9, |i| {
        let (coarse, fine) = (ticks[i], ticks[i + 2]);
        format!("order in dt, {coarse} to {fine} ticks per eighth of a period")
    });
    let by_elements = elements.iter().map(|&n| n as f64).zip(errors).collect();
    let by_ticks = ticks.iter().map(|&n| f64::from(n)).zip(differences).collect();
    let figures = vec![
        figure(
            "22-elements",
            "Convergence with the elements of a cantilever",
            "elements",
            "error of the tip / L",
            by_elements,
            2.0,
        ),
        figure(
            "22-ticks",
            "Convergence with the ticks of a swinging cantilever",
            "ticks in an eighth of the period",
            "change of the tip on halving the tick, mm",
            by_ticks,
            1.0,
        ),
    ];
    Ok(Outcome { rows, figures })
}
