//! Laws of twisted rods: columns, the ring, and localisation under tension.
//!
//! The hub winds the rod; a clamp holds its tip's edge. Loads are conservative wherever the ends
//! cannot turn, so the onset is where the Hessian of the potential ceases to be positive definite.

use super::bench::{BENDING, ELEMENTS, LENGTH, TORSION, measured, settle, uniform_material, worse};
use super::holds::{FIRM, Holds, onset, stable, turn};
use super::{Figure, Law, Line, Mark, Outcome, Row, localisation};
use crate::sim::math::Vec3;
use crate::sim::rod::{Curve, Grid, Rod};
use core::f64::consts::{PI, TAU};

/// The laws of this file.
pub const TWIST: &[Law] = &[
    Law {
        number: "5b",
        name: "Twisted column, pinned–pinned, axial moment",
        formula: "M = 2B√((π/L)² − P/B) (Greenhill 1883)",
        attempt: greenhill_pinned,
    },
    Law {
        number: "5c",
        name: "Twisted column, clamped–clamped",
        formula: "M = 8.987 B/L, where tan(ML/2B) = ML/2B (Greenhill 1883; Ziegler 1968)",
        attempt: greenhill_clamped,
    },
    Law {
        number: "6",
        name: "Twisted ring",
        formula: "unstable above a twist of 2π√3·B/C (Michell 1889; Zajac 1962)",
        attempt: michell_ring,
    },
    Law {
        number: "7",
        name: "Tensioned twisted rod localises",
        formula: "M² = 4BT (Coyne 1990; Thompson & Champneys 1996)",
        attempt: localisation::localisation,
    },
];

/// A straight rod along +x with both end edges held in direction, free to be drawn in along x.
///
/// An edge has its direction at its middle, so that is where the clamps are, `length` mm apart.
pub(super) fn between_clamps(length: f64, elements: usize) -> (Rod, Holds) {
    let edge = length / (elements as f64 - 1.0);
    let grid = Grid::uniform(&uniform_material(), edge * elements as f64, elements);
    let mut holds = Holds::default();
    holds.guide(0);
    holds.guide(1);
    holds.clamp_angle(0);
    (Rod::straight(grid, Vec3::X * (length + 0.5 * edge), Vec3::X, Vec3::Y), holds)
}

/// Moment at which a rod between clamps, `length` mm apart, under the tension `tension` (N) leaves
/// the straight, N·mm.
pub(super) fn clamped_onset(length: f64, elements: usize, tension: f64) -> Option<f64> {
    let (rod, mut holds) = between_clamps(length, elements);
    holds.forces.push((0, Vec3::X * tension));
    let step = 2.0 * (BENDING / length + libm::sqrt(BENDING * tension)) * length / TORSION / 8.0;
    let wound = onset(rod, step, |rod, from, to| {
        turn(rod, to - from, &mut holds)?;
        // Still the straight rod, whose twist is uniform.
        let aside = rod.positions().iter().map(|x| libm::hypot(x.y, x.z)).fold(0.0, worse);
        (aside < 1e-6 * length).then(|| stable(rod, &mut holds))
    });
    wound.map(|angle| TORSION * angle / length)
}

/// A column between clamps twisted by a moment alone.
pub fn greenhill_clamped() -> Result<Outcome, &'static str> {
    // The first root of tan x = x, x = ML/2B.
    let expected = 8.9868;
    let got = clamped_onset(LENGTH, ELEMENTS, 0.0).map(|moment| moment * LENGTH / BENDING);
    let row = Row::compare(
        "5c",
        format!("{ELEMENTS} elements, no thrust"),
        "B/L",
        expected,
        measured(got),
    );
    Ok(Outcome { rows: vec![row.relative(1e-2)], figures: Vec::new() })
}

/// Twist at which a ring of torsional rigidity `torsion` leaves its plane, rad.
///
/// The ring is a rod bent to a full circle with both ends held to one frame: its last edge, which
/// the hub holds, and its first lie in the same place. `elements` is the number of its corners.
fn ring_onset(torsion: f64, elements: usize) -> Option<f64> {
    let mut material = uniform_material();
    material.torsional_rigidity = Curve::constant(torsion);
    let edge = LENGTH / elements as f64;
    let grid = Grid::uniform(&material, edge * (elements + 1) as f64, elements + 1);
    let corner = TAU / elements as f64;
    let radius = 0.5 * edge / libm::sin(0.5 * corner);
    let place = |i: usize| {
        let angle = corner * i as f64;
        Vec3::new(libm::cos(angle), libm::sin(angle), 0.0) * radius
    };
    let rod = Rod::along(grid, (0..=elements + 1).map(place).collect(), Vec3::Z);
    let mut holds = Holds::default();
    // The clamp carries the ring's whole bending moment: were it only firm, it would give and lead
    // the ring out of its plane.
    for node in [0, 1] {
        holds.springs.push((node, rod.positions()[node], Vec3::splat(1e4 * FIRM)));
    }
    holds.clamp_angle(0);
    // An isotropic ring turns about its own centreline at no cost, and so about the tangent at the
    // clamp; the far side held in the plane takes that freedom and no other.
    let far = elements / 2;
    holds.springs.push((far, rod.positions()[far], Vec3::new(0.0, 0.0, FIRM)));
    // The flat twisted circle is an equilibrium at every twist. Guides keep the rod there while it
    // is wound, bear next to nothing, and are gone when its stability is judged.
    let mut guided = holds.clone();
    for node in 2..rod.count() - 2 {
        guided.springs.push((node, Vec3::ZERO, Vec3::new(0.0, 0.0, FIRM)));
    }
    onset(rod, TAU * BENDING / torsion / 64.0, |rod, from, to| {
        turn(rod, to - from, &mut guided)?;
        let wound = (rod.hub_torque() * LENGTH / torsion - to).abs() < 1e-3 * to;
        let borne = FIRM * rod.positions().iter().map(|x| x.z.abs()).fold(0.0, worse);
        let by_itself = borne < 1e-2 * BENDING / (LENGTH * LENGTH);
        (wound && by_itself).then(|| stable(rod, &mut holds))
    })
}

/// A twisted ring leaves its plane.
pub fn michell_ring() -> Result<Outcome, &'static str> {
    let row = |id: &str, torsion: f64| {
        let unit = TAU * BENDING / torsion;
        let got = ring_onset(torsion, ELEMENTS).map(|twist| twist / unit);
        let settings = format!("B/C = {:.3}, {ELEMENTS} elements", BENDING / torsion);
        Row::compare(id, settings, "2πB/C", libm::sqrt(3.0), measured(got)).relative(2e-2)
    };
    let rows = vec![row("6a", TORSION), row("6b", BENDING), row("6c", 1.5 * BENDING)];
    let dot = |(row, torsion): (&Row, f64)| {
        (BENDING / torsion, row.got.unwrap_or(f64::NAN) * BENDING / torsion)
    };
    let figure = Figure {
        name: "06-ring".to_owned(),
        title: "Twist at which a ring leaves its plane".to_owned(),
        x: "B/C".to_owned(),
        y: "turns".to_owned(),
        equal_scales: false,
        logarithmic: false,
        lines: vec![
            Line {
                name: "√3·B/C".to_owned(),
                mark: Mark::Theory,
                points: vec![(0.0, 0.0), (1.5, 1.5 * libm::sqrt(3.0))],
            },
            Line {
                name: "rod".to_owned(),
                mark: Mark::Simulated,
                points: rows.iter().zip([TORSION, BENDING, 1.5 * BENDING]).map(dot).collect(),
            },
        ],
    };
    Ok(Outcome { rows, figures: vec![figure] })
}

/// A complex number: components along y and z of a small vector across the x axis.
#[derive(Clone, Copy)]
struct Across(f64, f64);

impl Across {
    fn of(v: Vec3) -> Self {
        Self(v.y, v.z)
    }

    fn times(self, other: Self) -> Self {
        Self(self.0 * other.0 - self.1 * other.1, self.0 * other.1 + self.1 * other.0)
    }

    fn less(self, other: Self) -> Self {
        Self(self.0 - other.0, self.1 - other.1)
    }

    fn over(self, other: Self) -> Self {
        let size = other.0 * other.0 + other.1 * other.1;
        Self(
            (self.0 * other.0 + self.1 * other.1) / size,
            (self.1 * other.0 - self.0 * other.1) / size,
        )
    }
}

/// Determinant of the stiffness of a pinned column's two ends against tilting, under an axial
/// moment (N·mm) and a thrust (N). It vanishes where the column can stand aside by itself.
///
/// Greenhill's moment keeps its axis when the ends tilt: the whole moment on an end, its torque
/// and what tilts it, is along x. Such a moment has no potential (Ziegler 1968, §4.3), so the
/// Hessian of the rod alone does not tell the onset. Here either end edge in turn is tilted a
/// little by a spring on its inner node, and the moments across x that this takes on both ends are
/// measured, those included with which the torques along the tilted edges turn out of x.
fn ends_stiffness(moment: f64, thrust: f64) -> Option<Across> {
    const TILT: f64 = 1e-5;
    let edge = LENGTH / ELEMENTS as f64;
    let mut grid = Grid::uniform(&uniform_material(), edge * (ELEMENTS + 1) as f64, ELEMENTS + 1);
    // The first node that the hub holds is a hinge; what is beyond carries nothing.
    (grid.bending[ELEMENTS], grid.twisting[ELEMENTS]) = (0.0, 0.0);
    let inner = [1, ELEMENTS - 1];
    let mut answers = [[(Across(0.0, 0.0), Across(0.0, 0.0)); 2]; 2];
    for (tilted, answer) in answers.iter_mut().enumerate() {
        let mut rod = Rod::straight(grid.clone(), Vec3::X * LENGTH, Vec3::X, Vec3::Y);
        let mut holds = Holds::default();
        holds.guide(0);
        holds.grips = vec![(0, moment, 0.0), (ELEMENTS - 1, 0.0, FIRM)];
        holds.forces = vec![(0, Vec3::NEG_X * thrust)];
        let across = Vec3::new(0.0, FIRM, FIRM);
        for (end, node) in inner.into_iter().enumerate() {
            let aside = if end == tilted { TILT * edge } else { 0.0 };
            holds.springs.push((node, Vec3::Y * aside, across));
        }
        settle(&mut rod, &mut holds)?;
        let x = rod.positions();
        for (end, node) in inner.into_iter().enumerate() {
            let point = holds.springs[end + 1].1;
            let push = Across::of((point - x[node]) * across);
            // The moment of the push about the pin: e × F, with e along −x at the tip and +x at
            // the hub. On the plane across x, x × is i times.
            let (slope, sense) = if end == 0 {
                (Across::of((x[0] - x[1]) / edge), 1.0)
            } else {
                (Across::of((x[ELEMENTS - 1] - x[ELEMENTS]) / edge), -1.0)
            };
            let couple = Across(0.0, -sense * edge).times(push);
            let torque = Across(-sense * moment, 0.0).times(slope);
            answer[end] = (slope, couple.less(torque));
        }
    }
    let [[a, b], [c, d]] = answers;
    let moments = a.1.times(d.1).less(b.1.times(c.1));
    let slopes = a.0.times(d.0).less(b.0.times(c.0));
    Some(moments.over(slopes))
}

/// Axial moment (N·mm) at which a pinned column under a thrust (N) can stand aside.
fn pinned_onset(thrust: f64) -> Option<f64> {
    let firm = |moment: f64| Some(ends_stiffness(moment, thrust)?.over(ends_stiffness(0.0, 0.0)?));
    // A march finds the first root: beyond the clamped column's moment the ends cannot be held.
    let step = 0.25 * BENDING / LENGTH;
    let mut low = 0.0;
    while firm(low + step)?.0 > 0.0 {
        low += step;
        if low > 200.0 * step {
            return None;
        }
    }
    let mut high = low + step;
    for _ in 0..20 {
        let middle = 0.5 * (low + high);
        if firm(middle)?.0 > 0.0 { low = middle } else { high = middle }
    }
    Some(0.5 * (low + high))
}

/// A pinned column under thrust and an axial moment.
pub fn greenhill_pinned() -> Result<Outcome, &'static str> {
    let euler = PI * PI * BENDING / (LENGTH * LENGTH);
    let unit = TAU * BENDING / LENGTH;
    let mut rows = Vec::new();
    let mut simulated = Vec::new();
    for (id, part) in [("5b1", 0.0), ("5b2", 0.5), ("5b3", 0.9), ("5b4", -1.0)] {
        let moment = measured(pinned_onset(part * euler)) / unit;
        simulated.push((part, moment));
        let settings = format!("{ELEMENTS} elements, P = {part} π²B/L²");
        let expected = libm::sqrt(1.0 - part);
        rows.push(Row::compare(id, settings, "2πB/L", expected, moment).relative(1e-2));
    }
    let curve = (0..=120).map(|i| f64::from(i) / 60.0 - 1.0);
    let figure = Figure {
        name: "05-twisted-column".to_owned(),
        title: "Pinned column under thrust and an axial moment".to_owned(),
        x: "PL²/π²B".to_owned(),
        y: "ML/2πB".to_owned(),
        equal_scales: false,
        logarithmic: false,
        lines: vec![
            Line {
                name: "Greenhill".to_owned(),
                mark: Mark::Theory,
                points: curve.map(|part| (part, libm::sqrt((1.0 - part).max(0.0)))).collect(),
            },
            Line { name: "rod".to_owned(), mark: Mark::Simulated, points: simulated },
        ],
    };
    Ok(Outcome { rows, figures: vec![figure] })
}
