//! Large bending: cantilevers under a tip load or a moment, and columns beyond their critical load.

use super::bench::{
    BENDING, ELEMENTS, LENGTH, Loads, clamped_grid, clamped_rod, measured, quasi_static, settle,
    uniform_material,
};
use super::elastica;
use super::law::{Figure, Line, Outcome, Row, lettered};
use crate::sim::math::Vec3;
use crate::sim::rod::{HubMotion, Nodes, Reaction, Rod, Surroundings, Vacuum, Workspace};
use core::f64::consts::{FRAC_PI_2, PI, TAU};

/// Places of a rod's nodes in units of [`LENGTH`], every `stride`-th from the tip.
fn places(rod: Option<&Rod>, stride: usize) -> Vec<(f64, f64)> {
    let nodes = rod.map_or(&[][..], Rod::positions).iter().step_by(stride);
    nodes.map(|x| (x.x / LENGTH, x.y / LENGTH)).collect()
}

/// The tip in units of [`LENGTH`].
fn tip(rod: Option<&Rod>) -> (f64, f64) {
    places(rod, 1).first().copied().unwrap_or((f64::NAN, f64::NAN))
}

/// A cantilever of `elements` under a load P towards +y, with `parameter` = PL²/B.
pub fn loaded(elements: usize, parameter: f64) -> Option<Rod> {
    const PARTS: usize = 8;
    let mut rod = clamped_rod(&uniform_material(), LENGTH, elements);
    for part in 1..=PARTS {
        let load = parameter * BENDING / (LENGTH * LENGTH) * part as f64 / PARTS as f64;
        settle(&mut rod, &mut Loads::on_tip(Vec3::Y * load))?;
    }
    Some(rod)
}

/// Distance of the tip of such a cantilever from the elastica's, in units of [`LENGTH`].
pub fn tip_error(elements: usize, parameter: f64) -> f64 {
    let (x, y) = tip(loaded(elements, parameter).as_ref());
    let (reach, deflection) = elastica::cantilever(parameter)[100];
    libm::hypot(x - reach, y - deflection)
}

/// A cantilever under a tip load.
pub fn cantilever() -> Result<Outcome, &'static str> {
    let mut outcome = Outcome::default();
    let mut lines = Vec::new();
    for parameter in [1.0, 2.0, 5.0, 10.0] {
        let theory = elastica::cantilever(parameter);
        let rod = loaded(ELEMENTS, parameter);
        let ((x, y), (reach, deflection)) = (tip(rod.as_ref()), theory[100]);
        for (what, expected, got) in [("δ/L", deflection, y), ("x/L", reach, x)] {
            let id = lettered("1", outcome.rows.len());
            let settings = format!("{what} at PL²/B = {parameter}, {ELEMENTS} elements");
            let row = Row::compare(&id, settings, "", expected, got).of(1.0, "of L", 2e-4);
            outcome.rows.push(row);
        }
        lines.push(Line::theory(format!("elastica, PL²/B = {parameter}"), theory));
        lines.push(Line::simulated("simulated", places(rod.as_ref(), 5)));
    }
    for parameter in [1.0, 2.0, 5.0, 10.0] {
        let (coarse, fine) = (tip_error(ELEMENTS / 2, parameter), tip_error(ELEMENTS, parameter));
        let id = lettered("1", outcome.rows.len());
        let settings = format!("order at PL²/B = {parameter}, 50 to 100 elements");
        outcome
            .rows
            .push(Row::compare(&id, settings, "", 1.9, libm::log2(coarse / fine)).at_least());
    }
    outcome.figures.push(Figure {
        name: "01-cantilever".into(),
        title: "Cantilever under a tip load".into(),
        x: "x / L".into(),
        y: "deflection / L".into(),
        equal_scales: true,
        logarithmic: false,
        lines,
    });
    Ok(outcome)
}

/// Elements of the rods under a moment. An edge of a ring of N turns by φ = 2π/N from the next, and
/// the discrete curvature 2 tan(φ/2) makes it stiffer by φ²/3: 1.3e-3 at 100, 3.3e-4 at 200.
pub(super) const RING: usize = 200;

/// A moment on the tip: two forces across the first edge, which follow it from tick to tick.
struct Couple {
    /// N·mm about z.
    moment: f64,
    force: Vec3,
}

impl Surroundings for Couple {
    fn begin_tick(&mut self, nodes: Nodes) {
        let arm = nodes.positions[0].distance(nodes.positions[1]);
        self.force = Vec3::Z.cross(nodes.tangents[0]) * (self.moment / arm);
    }

    fn react(&mut self, index: usize, _x: Vec3) -> Reaction {
        let gradient = match index {
            0 => -self.force,
            1 => self.force,
            _ => Vec3::ZERO,
        };
        Reaction { gradient, ..Reaction::NONE }
    }

    fn settled(&mut self, _positions: &[Vec3]) -> bool {
        true
    }
}

/// Turns the tip of `rod` by a couple raised in small parts to `moment`, starting from `from`.
fn wound(rod: &mut Rod, from: f64, moment: f64) -> Option<()> {
    const PARTS: usize = 32;
    let moments = (1..=PARTS).map(|part| from + (moment - from) * part as f64 / PARTS as f64);
    wound_through(rod, moments)
}

/// Turns the tip of `rod` by a couple that goes through `moments`, N·mm.
pub(super) fn wound_through(rod: &mut Rod, moments: impl Iterator<Item = f64>) -> Option<()> {
    let (settings, mut work) = (quasi_static(), Workspace::default());
    for moment in moments {
        let mut couple = Couple { moment, force: Vec3::ZERO };
        // The couple's arm has turned with the tip when a tick no longer turns it.
        let mut follow = || {
            let before = rod.tangents()[0];
            let solved = rod.tick(HubMotion::default(), &settings, &mut work, &mut couple);
            solved.converged && rod.tangents()[0].distance(before) < 1e-9
        };
        (0..60).any(|_| follow()).then_some(())?;
    }
    Some(())
}

/// A rod whose natural curvature closes it to a ring: the moment from within.
fn naturally_closed() -> Option<Rod> {
    let mut rod = clamped_rod(&uniform_material(), LENGTH, RING);
    for part in 1..=16 {
        let mut material = uniform_material();
        material.natural_curvature = TAU * f64::from(part) / (16.0 * LENGTH);
        material.curved_length = LENGTH;
        let grid = clamped_grid(&material, LENGTH, RING);
        rod = Rod::along(grid, rod.positions().to_vec(), Vec3::Y);
        settle(&mut rod, &mut Vacuum)?;
    }
    Some(rod)
}

/// Radius of the circle through three nodes a third of the rod apart, in units of [`LENGTH`].
pub(super) fn radius(rod: &Rod) -> f64 {
    let x = rod.positions();
    let (a, b, c) = (x[0], x[RING / 3], x[2 * RING / 3]);
    let area = 0.5 * (b - a).cross(c - a).length();
    a.distance(b) * b.distance(c) * c.distance(a) / (4.0 * area * LENGTH)
}

/// A cantilever under a moment.
pub fn moment() -> Result<Outcome, &'static str> {
    let mut rod = Some(clamped_rod(&uniform_material(), LENGTH, RING));
    let (mut rows, mut lines, mut reached) = (Vec::new(), Vec::new(), 0.0);
    let mut row = |what: &str, expected: f64, got: f64| {
        let id = lettered("2", rows.len());
        let settings = format!("{what}, {RING} elements, φ²/3 ≤ 3.3e-4");
        rows.push(Row::compare(&id, settings, "", expected, got).of(1.0, "of L", 1e-3));
    };
    for (name, turn) in [("π/2", FRAC_PI_2), ("π", PI), ("2π", TAU)] {
        let unit = BENDING / LENGTH;
        rod = rod.and_then(|mut rod| wound(&mut rod, reached * unit, turn * unit).map(|()| rod));
        reached = turn;
        let (x, y) = tip(rod.as_ref());
        row(&format!("x/L under ML/B = {name}"), libm::sin(turn) / turn, x);
        row(&format!("y/L under ML/B = {name}"), (1.0 - libm::cos(turn)) / turn, y);
        let got = measured(rod.as_ref().map(radius));
        row(&format!("R/L under ML/B = {name}"), 1.0 / turn, got);
        let arc = |i: usize| turn * i as f64 / 100.0;
        let circle = |i| (libm::sin(arc(i)) / turn, (1.0 - libm::cos(arc(i))) / turn);
        lines.push(Line::theory(format!("circle, ML/B = {name}"), (0..=100).map(circle).collect()));
        lines.push(Line::simulated("simulated", places(rod.as_ref(), 10)));
    }
    let (x, y) = tip(naturally_closed().as_ref());
    row("gap/L of a natural ring", 0.0, libm::hypot(x, y));
    let figures = vec![Figure {
        name: "02-moment".into(),
        title: "Cantilever under a moment".into(),
        x: "x / L".into(),
        y: "y / L".into(),
        equal_scales: true,
        logarithmic: false,
        lines,
    }];
    Ok(Outcome { rows, figures })
}

/// A column beyond its critical load.
pub fn post_buckling() -> Result<Outcome, &'static str> {
    let critical = PI * PI * BENDING / (4.0 * LENGTH * LENGTH);
    let push =
        |load: f64, aside: f64| Loads::on_tip(Vec3::new(-load * critical, aside * critical, 0.0));
    let mut rod = clamped_rod(&uniform_material(), LENGTH, ELEMENTS);
    // A load from the side leads it onto the branch and is then taken away.
    let led = [(0.8, 0.05), (1.0, 0.05), (1.1, 0.05), (1.2, 0.02), (1.2, 0.0)];
    let led =
        led.into_iter().try_for_each(|(load, aside)| settle(&mut rod, &mut push(load, aside)));
    let (mut rows, mut lines) = (Vec::new(), Vec::new());
    for degrees in [60.0, 100.0, 120.0] {
        let angle = f64::to_radians(degrees);
        let theory = elastica::buckled(angle);
        let load = led.and_then(|()| {
            let (mut low, mut high) = (1.02, 3.0);
            for _ in 0..40 {
                let middle = 0.5 * (low + high);
                settle(&mut rod, &mut push(middle, 0.0))?;
                let tangent = rod.tangents()[0];
                let short = libm::atan2(tangent.y, tangent.x) < angle;
                if short { low = middle } else { high = middle }
            }
            Some(low)
        });
        let settings =
            |what: &str| format!("{what} with the tip at {degrees}°, {ELEMENTS} elements");
        let id = lettered("4", rows.len());
        let got = measured(load);
        rows.push(Row::compare(&id, settings("P/Pcr"), "", theory.load, got).relative(2e-3));
        let id = lettered("4", rows.len());
        let (aside, got) = (theory.shape[100].1, tip(load.map(|_| &rod)).1);
        rows.push(Row::compare(&id, settings("y/L"), "", aside, got).of(1.0, "of L", 2e-3));
        lines.push(Line::theory(format!("elastica, tip at {degrees}°"), theory.shape));
        lines.push(Line::simulated("simulated", places(Some(&rod), 5)));
    }
    let figures = vec![Figure {
        name: "04-post-buckling".into(),
        title: "Clamped–free column beyond its critical load".into(),
        x: "x / L".into(),
        y: "y / L".into(),
        equal_scales: true,
        logarithmic: false,
        lines,
    }];
    Ok(Outcome { rows, figures })
}
