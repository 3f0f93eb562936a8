//! Sections beyond their linear range: what they bear, what they keep, and how they knuckle.
//!
//! The theory here is the round section cut into strips, and the elastica with the moment that
//! these give, integrated from the tip. Nothing of it is taken from the rod.

use super::bench::{BENDING, LENGTH, clamped_rod, measured, settle, steps, uniform_material};
use super::bending::{RING, radius, wound_through};
use super::holds::{FIRM, Holds};
use super::law::{Figure, Law, Line, Outcome, Row, lettered};
use crate::sim::math::Vec3;
use crate::sim::rod::{Core, Material, Rod};
use core::f64::consts::{FRAC_PI_2, PI};

/// The laws of this file.
pub const SECTIONS: [Law; 3] = [
    Law {
        number: "27",
        name: "Moment of a round section beyond its linear range",
        formula: "M = ∫σ(κy)·y dA; M = Bκ up to κ_y (Timoshenko 1956, plastic bending)",
        attempt: moment,
    },
    Law {
        number: "28",
        name: "The set of an overbent wire",
        formula: "κ_res = κ − κ_set − (M(κ) − M(κ_set))/B (springback along B)",
        attempt: set,
    },
    Law {
        number: "29",
        name: "Knuckle of a nitinol wire",
        formula: "θ′ = −κ(M), M′ = P·sin θ with M(κ) of law 27 (elastica, shooting)",
        attempt: knuckle,
    },
];

/// Nitinol: linear to 0.9%, a plateau, and a set beyond 8%.
const NITINOL: Core = Core {
    modulus: 5e4,
    yield_strain: 0.009,
    stiffness_beyond: 0.04,
    set_strain: 0.08,
    jacket: 0.0,
};
/// Hard-drawn steel: beyond 0.8% it flows.
const STEEL: Core = Core {
    modulus: 1.9e5,
    yield_strain: 0.008,
    stiffness_beyond: 0.02,
    set_strain: 0.008,
    jacket: 0.0,
};

/// Curvature at which the bench rod with `core` yields, 1/mm: with B = E π r⁴/4.
fn yields(core: &Core) -> f64 {
    core.yield_strain / libm::pow(4.0 * BENDING / (PI * core.modulus), 0.25)
}

/// M/M_y of a round section at `q` = κ/κ_y whose plateau rises by `beyond`, from strips at the
/// heights sin t in units of the radius.
fn strips(q: f64, beyond: f64) -> f64 {
    const STRIPS: usize = 4000;
    let strip = |i: usize| {
        let t = PI * (i as f64 + 0.5) / STRIPS as f64;
        let (height, width) = (-libm::cos(t), libm::sin(t));
        let strain = q * height;
        let stress = strain.clamp(-1.0, 1.0) * (1.0 - beyond) + strain * beyond;
        8.0 / STRIPS as f64 * width * width * height * stress
    };
    (0..STRIPS).map(strip).sum()
}

/// κ/κ_y that a moment to `reach` κ_y leaves.
fn residue(core: &Core, reach: f64) -> f64 {
    let (keeps, bears) =
        (core.set_strain / core.yield_strain, |q| strips(q, core.stiffness_beyond));
    if reach <= keeps { 0.0 } else { reach - keeps - (bears(reach) - bears(keeps)) }
}

fn with(core: Core) -> Material {
    Material { core: Some(core), ..uniform_material() }
}

/// κ/κ_y of a rod with `core` under the moment of `reach` κ_y, and once it is taken away again. The
/// rod turns by 1 rad at most, in small parts: the couple's forces keep their direction within a
/// tick and would let a softened rod snap back.
fn bent(core: Core, reach: f64) -> Option<(f64, f64)> {
    let natural = yields(&core);
    let mut rod = clamped_rod(&with(core), 1.0 / (natural * reach.max(2.0)), RING);
    let curvature = |rod: &Rod| 1.0 / (radius(rod) * LENGTH * natural);
    let moment = |q: f64| strips(q, core.stiffness_beyond) * BENDING * natural;
    let moments: Vec<f64> = steps(reach, (8.0 * reach) as usize + 8).map(moment).collect();
    wound_through(&mut rod, moments.iter().copied())?;
    let loaded = curvature(&rod);
    wound_through(&mut rod, moments.iter().rev().copied())?;
    Some((loaded, curvature(&rod)))
}

/// Wires under a moment.
fn moment() -> Result<Outcome, &'static str> {
    let (mut rows, mut lines) = (Vec::new(), Vec::new());
    let perfect = Core { stiffness_beyond: 0.0, set_strain: f64::INFINITY, ..NITINOL };
    let wires = [
        ("nitinol", NITINOL, &[0.5, 1.0, 1.5, 2.0, 3.0, 6.0][..]),
        ("a perfect plateau", perfect, &[1.5, 2.0]),
        ("steel", STEEL, &[1.5, 3.0]),
    ];
    for (name, core, reaches) in wires {
        let bears = |q: f64| strips(q, core.stiffness_beyond);
        let mut points = Vec::new();
        for &reach in reaches {
            let got = measured(bent(core, reach).map(|(loaded, _)| loaded));
            let id = lettered("27", rows.len());
            let settings = format!("κ/κ_y of {name} under {:.4} M_y", bears(reach));
            rows.push(Row::compare(&id, settings, "", reach, got).relative(1e-2));
            points.push((got, bears(reach)));
        }
        lines.push(Line::theory(name, steps(6.5, 130).map(|q| (q, bears(q))).collect()));
        lines.push(Line::simulated("simulated", points));
    }
    let figures = vec![Figure {
        name: "27-section".into(),
        title: "A round section beyond its linear range".into(),
        x: "κ / κ_y".into(),
        y: "M / M_y".into(),
        equal_scales: false,
        logarithmic: false,
        lines,
    }];
    Ok(Outcome { rows, figures })
}

/// Wires bent by a moment that is then taken away.
fn set() -> Result<Outcome, &'static str> {
    let (mut rows, mut lines) = (Vec::new(), Vec::new());
    let wires =
        [("steel", STEEL, &[0.9, 1.5, 2.0, 3.0, 5.0][..]), ("nitinol", NITINOL, &[6.0, 11.0])];
    for (name, core, reaches) in wires {
        let mut points = Vec::new();
        for &reach in reaches {
            let got = measured(bent(core, reach).map(|(_, kept)| kept));
            let id = lettered("28", rows.len());
            let settings = format!("κ_res/κ_y of {name} bent to {reach} κ_y");
            let row = Row::compare(&id, settings, "", residue(&core, reach), got);
            rows.push(row.of(1.0, "of κ_y", 2e-2));
            points.push((reach, got));
        }
        let theory = steps(12.0, 120).map(|q| (q, residue(&core, q))).collect();
        lines.push(Line::theory(name, theory));
        lines.push(Line::simulated("simulated", points));
    }
    let figures = vec![Figure {
        name: "28-set".into(),
        title: "The bend that an overbent wire keeps".into(),
        x: "bent to κ / κ_y".into(),
        y: "left κ / κ_y".into(),
        equal_scales: false,
        logarithmic: false,
        lines,
    }];
    Ok(Outcome { rows, figures })
}

/// What bends a column: κL by ML/B, tabled at even curvatures; linear between the entries.
struct Bends {
    moments: Vec<f64>,
    step: f64,
}

impl Bends {
    /// Of a section that yields at `yields` = κ_y L, to curvatures that no knuckle here has.
    fn new(yields: f64, beyond: f64) -> Self {
        const ENTRIES: usize = 1000;
        let step = 16.0 / ENTRIES as f64;
        let moment = |i: usize| yields * strips(step * i as f64 / yields, beyond);
        Self { moments: (0..=ENTRIES).map(moment).collect(), step }
    }

    fn linear() -> Self {
        Self { moments: vec![0.0, 16.0], step: 16.0 }
    }

    fn curvature(&self, moment: f64) -> f64 {
        let last = self.moments.len() - 2;
        let i = (self.moments.partition_point(|&m| m <= moment).max(1) - 1).min(last);
        let (low, high) = (self.moments[i], self.moments[i + 1]);
        self.step * (i as f64 + (moment - low) / (high - low))
    }

    /// The column from its tip, which stands at `angle`, under `load` = PL²/B: angle at the clamp
    /// and reach x/L. The angle stays where it passes the axis.
    fn column(&self, angle: f64, load: f64) -> (f64, f64) {
        const STEPS: usize = 400;
        let h = 1.0 / STEPS as f64;
        let slope = |y: [f64; 2]| [-self.curvature(y[1]), load * libm::sin(y[0])];
        let ahead = |y: [f64; 2], k: [f64; 2], h: f64| [y[0] + h * k[0], y[1] + h * k[1]];
        let (mut y, mut reach) = ([angle, 0.0], 0.0);
        for _ in 0..STEPS {
            let a = slope(y);
            let middle = ahead(y, a, 0.5 * h);
            let b = slope(middle);
            let c = slope(ahead(y, b, 0.5 * h));
            let d = slope(ahead(y, c, h));
            let next: [f64; 2] =
                core::array::from_fn(|i| y[i] + h / 6.0 * (a[i] + 2.0 * (b[i] + c[i]) + d[i]));
            let sum = libm::cos(y[0]) + 4.0 * libm::cos(middle[0]) + libm::cos(next[0]);
            reach += h / 6.0 * sum;
            y = next;
            if y[0] < 0.0 {
                break;
            }
        }
        (y[0], reach)
    }

    /// Load over Euler's π²/4 of the column whose tip stands at `angle`, and its reach.
    fn buckled(&self, angle: f64) -> (f64, f64) {
        let (mut low, mut high) = (0.0, 10.0 * FRAC_PI_2 * FRAC_PI_2);
        for _ in 0..50 {
            let middle = 0.5 * (low + high);
            if self.column(angle, middle).0 > 0.0 { low = middle } else { high = middle }
        }
        (low / (FRAC_PI_2 * FRAC_PI_2), self.column(angle, low).1)
    }

    /// The load where the column reaches as far as `reach`.
    fn load_at(&self, reach: f64) -> f64 {
        let (mut low, mut high) = (0.01, 3.0);
        for _ in 0..40 {
            let middle = 0.5 * (low + high);
            if self.buckled(middle).1 > reach { low = middle } else { high = middle }
        }
        self.buckled(low).0
    }
}

/// Load over Euler's with which a column of `material` and `length`, its tip on a smooth plate,
/// withstands the plate at each of `reaches`, shares of its length.
fn pressed(material: &Material, length: f64, reaches: &[f64]) -> Option<Vec<f64>> {
    const ELEMENTS: usize = 200;
    const PARTS: usize = 20;
    const LED_ASIDE: f64 = 0.35;
    let critical = BENDING * (FRAC_PI_2 / length).powi(2);
    let mut rod = clamped_rod(material, length, ELEMENTS);
    // A load from the side leads it aside before the plate comes to it.
    for part in 1..=PARTS {
        let aside = LED_ASIDE * critical * part as f64 / PARTS as f64;
        settle(&mut rod, &mut Holds { forces: vec![(0, Vec3::Y * aside)], ..Holds::default() })?;
    }
    let (mut loads, mut plate, mut aside) =
        (Vec::new(), rod.positions()[0].x, LED_ASIDE * critical);
    for &reach in reaches {
        let (from, led) = (plate, aside);
        for part in 1..=PARTS {
            let done = part as f64 / PARTS as f64;
            plate = from + (reach * length - from) * done;
            aside = led * (1.0 - done);
            let mut holds = Holds::default();
            holds.springs.push((0, Vec3::X * plate, Vec3::X * FIRM));
            holds.forces.push((0, Vec3::Y * aside));
            settle(&mut rod, &mut holds)?;
        }
        loads.push(FIRM * (rod.positions()[0].x - plate) / critical);
    }
    Some(loads)
}

/// A column clamped at one end and pressed together by a smooth plate at the other: half of a loop
/// that is pulled tight.
fn knuckle() -> Result<Outcome, &'static str> {
    const REACHES: [f64; 4] = [0.8, 0.5, 0.2, -0.1];
    let (mut rows, mut lines) = (Vec::new(), Vec::new());
    let linear = Bends::linear();
    let of_linear = pressed(&uniform_material(), 20.0, &REACHES);
    for yields_at in [1.2, 0.6] {
        let length = yields_at / yields(&NITINOL);
        let bends = Bends::new(yields_at, NITINOL.stiffness_beyond);
        let loads = pressed(&with(NITINOL), length, &REACHES);
        let got = |i: usize| measured(loads.as_ref().map(|loads| loads[i]));
        for (i, reach) in REACHES.into_iter().enumerate() {
            let id = lettered("29", rows.len());
            let settings = format!("P/Pcr with the tip at {reach} L, κ_y L = {yields_at}");
            let row = Row::compare(&id, settings, "", bends.load_at(reach), got(i));
            rows.push(row.relative(1e-2));
        }
        let id = lettered("29", rows.len());
        let settings = format!("P of the linear wire's at -0.1 L, κ_y L = {yields_at}");
        let expected = bends.load_at(-0.1) / linear.load_at(-0.1);
        let of = measured(of_linear.as_ref().map(|loads| loads[3]));
        rows.push(Row::compare(&id, settings, "", expected, got(3) / of).relative(1e-2));
        lines.push(Line::theory(format!("κ_y L = {yields_at}"), bends.curve()));
        let points = REACHES.into_iter().enumerate().map(|(i, reach)| (reach, got(i)));
        lines.push(Line::simulated("simulated", points.collect()));
    }
    lines.push(Line::theory("linear", linear.curve()));
    let points = REACHES.into_iter().zip(of_linear.unwrap_or_default());
    lines.push(Line::simulated("simulated", points.collect()));
    let figures = vec![Figure {
        name: "29-knuckle".into(),
        title: "Knuckles of nitinol".into(),
        x: "reach x / L".into(),
        y: "P / Pcr".into(),
        equal_scales: false,
        logarithmic: false,
        lines,
    }];
    Ok(Outcome { rows, figures })
}

impl Bends {
    /// Load over reach.
    fn curve(&self) -> Vec<(f64, f64)> {
        let angles = steps(2.4, 48).skip(1);
        angles.map(|angle| self.buckled(angle)).map(|(load, reach)| (reach, load)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Timoshenko & Gere 1961, table 2-4.
    #[test]
    fn the_linear_column_is_timoshenkos_elastica() {
        for (degrees, load, reach) in [(60.0, 1.1517, 0.7410), (120.0, 1.8848, 0.1233)] {
            let (got, x) = Bends::linear().buckled(f64::to_radians(degrees));
            assert!((got - load).abs() < 1e-4, "P/Pcr at {degrees}°: {got}");
            assert!((x - reach).abs() < 1e-3, "x/L at {degrees}°: {x}");
        }
    }
}
