//! A knot in a wire that is pulled: the law of a wire that touches itself.
//!
//! Without friction a loose overhand knot is nearly a circle closed by a short braid. A circle of radius R
//! stores πB/R and takes T·2πR from the pull, which is least in sum at T = B/2R²; so a knot in a thin wire
//! stores E = π√(2BT) (Audoly, Clauvelin & Neukirch 2007, to leading order). Were strands to pass through
//! one another there would be no knot to hold.

use super::bench::{BENDING, Loads, measured, quasi_static, steps, uniform_material};
use super::law::{Figure, Line, Outcome, Row};
use crate::sim::math::Vec3;
use crate::sim::rod::{Grid, HubMotion, Rod, Settings, Workspace};
use core::f64::consts::{PI, TAU};

/// Length of an edge, mm.
const EDGE: f64 = 1.5;
/// Straight wire on either side of the knot, in radii of the loop.
const LEG: f64 = 5.0;
/// Lengths of the ticks in which it slides to rest, s, how many of each, and the drag meanwhile, N·s/mm².
const TICKS: [f64; 2] = [0.1, 1.0];
const OF_EACH: usize = 150;
const DRAG: f64 = 1e-4;

/// An overhand knot with a loop about `radius` (mm) wide.
fn tied(radius: f64) -> Rod {
    // The open trefoil of least degree, until its ends run straight on.
    const END: f64 = 2.05;
    const SAMPLES: usize = 4000;
    let knot = |t: f64| {
        let q = t * t;
        Vec3::new(t * (q - 3.0), q * (q - 4.0), t * (q * q - 10.0) / 5.0) * (0.45 * radius)
    };
    let leg = |side: f64| Vec3::new(side, 0.6, 0.0).normalize() * (LEG * radius);
    let mut course = vec![knot(-END) + leg(-1.0)];
    course.extend(steps(2.0 * END, SAMPLES).map(|t| knot(t - END)));
    course.push(knot(END) + leg(1.0));
    // Nodes where the course leaves the sphere of an edge around the last.
    let mut positions = vec![course[0]];
    let (mut from, mut next) = (course[0], 1);
    while next < course.len() {
        let last = positions[positions.len() - 1];
        if course[next].distance(last) < EDGE {
            (from, next) = (course[next], next + 1);
            continue;
        }
        let (along, offset) = (course[next] - from, from - last);
        let (a, b) = (along.length_squared(), along.dot(offset));
        let c = offset.length_squared() - EDGE * EDGE;
        from += along * ((b * b - a * c).sqrt() - b) / a;
        positions.push(from);
    }
    let edges = positions.len() - 1;
    let grid = Grid::uniform(&uniform_material(), EDGE * edges as f64, edges);
    Rod::along(grid, positions, Vec3::Z)
}

/// A knot at rest under a `tension` (N) at which a bare circle would have `radius` (mm).
fn pulled(radius: f64, tension: f64) -> Option<Rod> {
    let mut rod = tied(radius);
    rod.release();
    let last = rod.count() - 1;
    let pull = (rod.positions()[0] - rod.positions()[last]).normalize() * tension;
    let forces = vec![(0, pull), (last, -pull)];
    let (mut loads, mut work) = (Loads { forces, guides: Vec::new() }, Workspace::default());
    let base = Settings {
        touches_itself: true,
        downhill: true,
        drag: DRAG,
        longest_move: 1.0,
        settled: (1e-6, 1e-6, 1e-5),
        ..quasi_static()
    };
    let mut rests = false;
    for tick in TICKS {
        let settings = Settings { tick, ..base };
        for _ in 0..OF_EACH {
            let solution = rod.tick(HubMotion::default(), &settings, &mut work, &mut loads);
            rests = solution.converged;
        }
    }
    rests.then_some(rod)
}

/// Energy of loose knots.
pub fn knot() -> Result<Outcome, &'static str> {
    let (mut rows, mut lines) = (Vec::new(), Vec::new());
    for (id, radius) in [("30a", 10.0), ("30b", 15.0), ("30c", 20.0)] {
        let tension = BENDING / (2.0 * radius * radius);
        let knot = pulled(radius, tension);
        let got = measured(knot.as_ref().map(Rod::elastic_energy));
        let expected = PI * libm::sqrt(2.0 * BENDING * tension);
        let text = format!("T = {:.1} mN, wire of 0.445 mm", 1e3 * tension);
        rows.push(Row::compare(id, text, "N·mm", expected, got).relative(3e-2));
        if let (Some(knot), "30b") = (knot, id) {
            lines = drawn(&knot, radius);
        }
    }
    let figure = Figure {
        name: "30-knot".to_owned(),
        title: "A knot in a wire that is pulled, and the circle of T = B/2R²".to_owned(),
        x: "mm along the pull".to_owned(),
        y: "mm across".to_owned(),
        equal_scales: true,
        logarithmic: false,
        lines,
    };
    Ok(Outcome { rows, figures: vec![figure] })
}

/// `knot` in the plane of its loop, and the circle of `radius` (mm) that it would be without a braid.
fn drawn(knot: &Rod, radius: f64) -> Vec<Line> {
    let (x, middle) = (knot.positions(), knot.count() / 2);
    let inward = (x[middle - 5] + x[middle + 5] - x[middle] * 2.0).normalize();
    let along = (x[middle - 5] - x[middle + 5]).normalize();
    let flat = |x: Vec3| (x.dot(along), x.dot(inward));
    let centre = flat(x[middle] + inward * radius);
    let on_circle = |a| (centre.0 + radius * libm::cos(a), centre.1 + radius * libm::sin(a));
    vec![
        Line::theory("the circle", steps(TAU, 90).map(on_circle).collect()),
        Line::simulated("simulated", x.iter().map(|&x| flat(x)).collect()),
    ]
}
