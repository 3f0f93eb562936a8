//! Loads at which straight columns lose their stiffness.

use super::bench::{
    BENDING, ELEMENTS, LENGTH, Loads, clamped_grid, measured, settle, steps, uniform_material,
    vanishing,
};
use super::law::{Figure, Line, Outcome, Row, lettered};
use crate::sim::math::Vec3;
use crate::sim::rod::{Grid, Rod};
use core::f64::consts::PI;

/// Lateral force of the probe in units of B/L²: so small that the column stays straight, so large
/// that its deflection is many digits long.
const PROBE: f64 = 1e-8;

/// A straight column along x with its proximal end at the origin.
struct Column {
    grid: Grid,
    length: f64,
    /// Place of the first node.
    reach: f64,
    /// Nodes held on the axis.
    guides: Vec<usize>,
    /// Node that is probed.
    at: usize,
}

impl Column {
    /// Clamped at the origin, free or guided at the tip.
    fn clamped(length: f64, guides: &[usize], at: usize) -> Self {
        let grid = clamped_grid(&uniform_material(), length, ELEMENTS);
        Self { grid, length, reach: length, guides: guides.to_vec(), at }
    }

    /// A hinge in the held node makes the clamp a pin.
    fn pinned() -> Self {
        let edge = LENGTH / ELEMENTS as f64;
        let mut grid = Grid::uniform(&uniform_material(), LENGTH + edge, ELEMENTS + 1);
        grid.bending[ELEMENTS] = 0.0;
        Self { grid, length: LENGTH, reach: LENGTH, guides: vec![0], at: ELEMENTS / 2 }
    }

    /// Two guided nodes hold the first edge, so the clamp lies in its middle.
    fn twice_clamped() -> Self {
        let edge = LENGTH / (ELEMENTS as f64 - 1.0);
        let grid = Grid::uniform(&uniform_material(), edge * ELEMENTS as f64, ELEMENTS);
        let reach = LENGTH + 0.5 * edge;
        Self { grid, length: LENGTH, reach, guides: vec![0, 1], at: ELEMENTS / 2 }
    }

    fn unit(&self) -> f64 {
        BENDING / (self.length * self.length)
    }

    /// The column probed under a load on the tip (N) and a weight per length (N/mm), both towards
    /// the origin.
    fn probed(&self, load: f64, weight: f64) -> Option<Rod> {
        let tip = Vec3::X * self.reach;
        let mut rod = Rod::straight(self.grid.clone(), tip, Vec3::X, Vec3::Y);
        rod.load = Vec3::NEG_X * weight;
        let probe = Vec3::Y * (PROBE * self.unit());
        let forces = vec![(0, Vec3::NEG_X * load), (self.at, probe)];
        settle(&mut rod, &mut Loads { forces, guides: self.guides.clone() })?;
        Some(rod)
    }

    fn stiffness(&self, load: f64, weight: f64) -> Option<f64> {
        Some(PROBE * self.unit() / self.probed(load, weight)?.positions()[self.at].y)
    }

    /// Critical load on the tip, N.
    fn critical(&self) -> Option<f64> {
        vanishing(self.unit(), |load| self.stiffness(load, 0.0))
    }

    /// Shape just below a critical load: where each node is along the column, and how far aside in
    /// units of the largest.
    fn mode(&self, critical: f64) -> Vec<(f64, f64)> {
        let Some(rod) = self.probed(0.9999 * critical, 0.0) else {
            return Vec::new();
        };
        let largest = rod.positions().iter().map(|x| x.y).fold(0.0, f64::max);
        let nodes = rod.positions().iter().step_by(4);
        nodes.map(|x| (x.x / self.length, x.y / largest)).filter(|p| p.0 > -1e-9).collect()
    }
}

/// kL of a clamped–pinned column: the first root of tan u = u, 4.493409.
fn clamped_pinned() -> f64 {
    let (mut low, mut high) = (PI, 1.5 * PI);
    for _ in 0..60 {
        let u = 0.5 * (low + high);
        if libm::sin(u) - u * libm::cos(u) < 0.0 { high = u } else { low = u }
    }
    low
}

/// Euler's columns.
pub fn euler() -> Result<Outcome, &'static str> {
    let pinned = clamped_pinned();
    let held = move |x: f64| {
        let u = pinned * x;
        libm::sin(u) - pinned * libm::cos(u) + pinned - u
    };
    let free = |x: f64| 1.0 - libm::cos(0.5 * PI * x);
    let hinged = |x: f64| libm::sin(PI * x);
    let fixed = |x: f64| 0.5 - 0.5 * libm::cos(2.0 * PI * x);
    type Mode<'a> = &'a dyn Fn(f64) -> f64;
    let columns: [(&str, f64, Column, Mode); 4] = [
        ("clamped–free, K = 2", 0.5 * PI, Column::clamped(LENGTH, &[], 0), &free),
        ("pinned–pinned, K = 1", PI, Column::pinned(), &hinged),
        ("clamped–pinned, K = 0.69916", pinned, Column::clamped(LENGTH, &[0], 33), &held),
        ("clamped–clamped, K = 0.5", 2.0 * PI, Column::twice_clamped(), &fixed),
    ];
    let (mut rows, mut lines) = (Vec::new(), Vec::new());
    for (name, root, column, mode) in columns {
        let critical = column.critical();
        let id = lettered("3", rows.len());
        let settings = format!("PL²/B, {name}, {ELEMENTS} elements");
        let got = measured(critical) / column.unit();
        rows.push(Row::compare(&id, settings, "", root * root, got).relative(1e-3));
        let shape: Vec<_> = (0..=100).map(|i| f64::from(i) / 100.0).map(|x| (x, mode(x))).collect();
        let largest = shape.iter().map(|p| p.1).fold(0.0, f64::max);
        let shape = shape.into_iter().map(|(x, y)| (x, y / largest)).collect();
        lines.push(Line::theory(name, shape));
        lines.push(Line::simulated("simulated", critical.map_or(Vec::new(), |c| column.mode(c))));
    }
    let figures = vec![Figure {
        name: "03-euler".into(),
        title: "Buckling modes of Euler's columns".into(),
        x: "x / L".into(),
        y: "deflection / largest".into(),
        equal_scales: false,
        logarithmic: false,
        lines,
    }];
    Ok(Outcome { rows, figures })
}

/// A column under its own weight q and a force across its tip: θ″ + λsθ = −1 with λ = qL³/B, s from
/// the tip, θ′ = 0 there and θ = 0 at the clamp. Its power series give the homogeneous solution at
/// the clamp, which vanishes at the critical weight, and the deflection of the tip.
fn standing(weight: f64) -> (f64, f64) {
    let (mut free, mut forced) = ((1.0, 0.0, 0.0), (-0.5, 0.0, 0.0));
    for m in 0..40 {
        let power = 3.0 * f64::from(m);
        free = (free.0, free.1 + free.0, free.2 + free.0 / (power + 1.0));
        forced = (forced.0, forced.1 + forced.0, forced.2 + forced.0 / (power + 3.0));
        free.0 *= -weight / ((power + 3.0) * (power + 2.0));
        forced.0 *= -weight / ((power + 5.0) * (power + 4.0));
    }
    (free.1, forced.2 - forced.1 / free.1 * free.2)
}

/// qL³/B at which a column falls over under its own weight, 7.837 (Greenhill 1881).
fn greenhill_root() -> f64 {
    let (mut low, mut high) = (0.0, 10.0);
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if standing(middle).0 > 0.0 { low = middle } else { high = middle }
    }
    low
}

/// A standing column under its own weight.
pub fn greenhill() -> Result<Outcome, &'static str> {
    let column = Column::clamped(LENGTH, &[], 0);
    let unit = BENDING / (LENGTH * LENGTH * LENGTH);
    let root = greenhill_root();
    let weight = vanishing(unit, |weight| column.stiffness(0.0, weight));
    let got = measured(weight.map(|weight| LENGTH / libm::cbrt(BENDING / weight)));
    let settings = format!("L/(B/q)^⅓, clamped–free, {ELEMENTS} elements");
    let rows = vec![Row::compare("5a", settings, "", libm::cbrt(root), got).relative(1e-2)];
    let theory = |part: f64| (part, standing(0.0).1 / standing(part * root).1);
    let softening = |part: f64| {
        let left = column.stiffness(0.0, part * root * unit)?;
        Some((part, left / column.stiffness(0.0, 0.0)?))
    };
    let figures = vec![Figure {
        name: "05-greenhill".into(),
        title: "Stiffness of a standing column under its own weight".into(),
        x: "weight / Greenhill's".into(),
        y: "stiffness of the tip / unloaded".into(),
        equal_scales: false,
        logarithmic: false,
        lines: vec![
            Line::theory("series of the beam equation", steps(0.999, 50).map(theory).collect()),
            Line::simulated("simulated", steps(0.95, 19).filter_map(softening).collect()),
        ],
    }];
    Ok(Outcome { rows, figures })
}

/// A uniform wire's tip caught in a cap, over the free lengths of the measured wires.
pub fn caught_tip() -> Result<Outcome, &'static str> {
    let root = clamped_pinned();
    let mut rows = Vec::new();
    let mut loads = Vec::new();
    for length in [5.0, 10.0, 20.0, 30.0] {
        let got = measured(Column::clamped(length, &[0], 33).critical());
        let expected = root * root * BENDING / (length * length);
        let settings = format!("P at L = {length} mm, B = {BENDING} N·mm², {ELEMENTS} elements");
        let id = lettered("17", rows.len());
        rows.push(Row::compare(&id, settings, "N", expected, got).relative(1e-2));
        loads.push((length, got));
    }
    let exponent = libm::log(loads[3].1 / loads[0].1) / libm::log(loads[3].0 / loads[0].0);
    let settings = "exponent of L, 5 to 30 mm".to_owned();
    let id = lettered("17", rows.len());
    rows.push(Row::compare(&id, settings, "", -2.0, exponent).relative(1e-2));
    let theory = |i: i32| {
        let length = 5.0 * libm::pow(6.0, f64::from(i) / 20.0);
        (length, root * root * BENDING / (length * length))
    };
    let figures = vec![Figure {
        name: "17-caught-tip".into(),
        title: "Buckling load of a uniform wire with its tip caught".into(),
        x: "free length, mm".into(),
        y: "buckling load, N".into(),
        equal_scales: false,
        logarithmic: true,
        lines: vec![
            Line::theory("20.19 B/L²", (0..=20).map(theory).collect()),
            Line::simulated("simulated", loads),
        ],
    }];
    Ok(Outcome { rows, figures })
}
