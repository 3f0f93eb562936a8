//! Catalogued devices on a bench: buckling of their tips, their shafts in three-point bending, and
//! the friction of their coats.
//!
//! A tip is buckled as it was measured: caught in front, held at the support behind it, and pressed
//! until it gives way. For a uniform rod that is 20.19 B/L²; where B rises from the tip the beam
//! equation is solved for it, independently of the rod.

use super::bench::{ELEMENTS, Loads, clamped_grid, measured, settle, vanishing};
use super::friction::drawn_through_half_a_turn;
use super::law::{Figure, Line, Outcome, Row, lettered};
use crate::sim::device::{WIRES, Wire, wire};
use crate::sim::math::Vec3;
use crate::sim::rod::{Curve, Grid, Material, Rod};
use core::f64::consts::PI;

/// Free length of the standard test of a tip's load, mm.
pub const FREE: f64 = 10.0;
/// Supports behind the tip in the measured buckling forces, mm.
pub const SUPPORTS: [f64; 3] = [5.0, 20.0, 30.0];

/// P L²/B of a clamped–pinned column: the square of the first root of tan u = u.
pub const CAUGHT: f64 = 20.190_729;

/// Hydrophilic wires with straight tips, as those that were measured.
const STRAIGHT: [&str; 3] = ["straight-regular", "dual-tip", "soft-dual-tip"];

/// Load that buckles the caught tip of `material` with support `length` mm behind it, N; none if the
/// bench finds none. The tip's natural curve is left out: a bent tip does not buckle, it bends.
pub fn buckling(material: &Material, length: f64) -> Option<f64> {
    let mut straight = material.clone();
    straight.natural_curvature = 0.0;
    straight.curved_length = 0.0;
    // The force that buckles a column hardly stretches one that is no wire's, whatever its EA.
    straight.axial_stiffness = 1e8;
    let grid = clamped_grid(&straight, length, ELEMENTS);
    let unit = straight.flexural_rigidity.at(0.0) / (length * length);
    let aside = Vec3::Y * (1e-8 * unit);
    let stiffness = |load: f64| {
        let tip = Vec3::X * length;
        let mut rod = Rod::straight(grid.clone(), tip, Vec3::X, Vec3::Y);
        let at = ELEMENTS / 3;
        let forces = vec![(0, Vec3::NEG_X * load), (at, aside)];
        settle(&mut rod, &mut Loads { forces, guides: vec![0] })?;
        Some(aside.y / rod.positions()[at].y)
    };
    vanishing(unit, stiffness)
}

/// The same load by the beam equation B(s) y″ = R s − P y, s from the caught tip: the least P at which
/// a deflection that is nothing at the tip has neither height nor slope at the clamp.
fn by_beam_equation(rigidity: &Curve, length: f64) -> f64 {
    const STEPS: usize = 400;
    // Runge and Kutta's fourth order, for height and slope.
    let at_clamp = |load: f64, reaction: f64, slope: f64| {
        let h = length / STEPS as f64;
        let bent = |s: f64, y: f64| (reaction * s - load * y) / rigidity.at(s);
        let (mut y, mut v) = (0.0, slope);
        for i in 0..STEPS {
            let s = h * i as f64;
            let (y1, v1) = (v, bent(s, y));
            let (y2, v2) = (v + 0.5 * h * v1, bent(s + 0.5 * h, y + 0.5 * h * y1));
            let (y3, v3) = (v + 0.5 * h * v2, bent(s + 0.5 * h, y + 0.5 * h * y2));
            let (y4, v4) = (v + h * v3, bent(s + h, y + h * y3));
            y += h / 6.0 * (y1 + 2.0 * y2 + 2.0 * y3 + y4);
            v += h / 6.0 * (v1 + 2.0 * v2 + 2.0 * v3 + v4);
        }
        (y, v)
    };
    let held = |load: f64| {
        let (turned, pressed) = (at_clamp(load, 0.0, 1.0), at_clamp(load, 1.0, 0.0));
        turned.0 * pressed.1 - turned.1 * pressed.0
    };
    let step = 0.25 * rigidity.at(0.0) / (length * length);
    let sign = held(step).is_sign_positive();
    let mut high = step;
    while held(high).is_sign_positive() == sign {
        high *= 1.02;
        if !high.is_finite() {
            return f64::NAN;
        }
    }
    let mut low = high / 1.02;
    for _ in 0..40 {
        let middle = 0.5 * (low + high);
        if held(middle).is_sign_positive() == sign { low = middle } else { high = middle }
    }
    low
}

fn catalogued(name: &str) -> Result<Wire, &'static str> {
    wire(name, None).map_err(|_| "waits for a catalogued wire that is not there")
}

/// Measured forces on buttressed straight tips.
pub fn buttressed_tips() -> Result<Outcome, &'static str> {
    let (mut rows, mut lines) = (Vec::new(), Vec::new());
    for name in STRAIGHT {
        let material = catalogued(name)?.material();
        let [near, middle, far] = SUPPORTS.map(|length| measured(buckling(&material, length)));
        let first = rows.len();
        let settings = |what: &str| format!("{name}, {what}");
        let at = settings("support 5 mm behind");
        rows.push(Row::within(&lettered("16", first), at, "N", (1.9, 2.9), near, 0.0));
        let at = settings("support 20 mm behind");
        rows.push(Row::compare(&lettered("16", first + 1), at, "N", 0.27, middle).relative(0.4));
        let at = settings("support 30 mm behind");
        rows.push(Row::compare(&lettered("16", first + 2), at, "N", 0.10, far).relative(0.4));
        // Minus the exponent, so that the bracket lies above zero.
        let exponent = -libm::log(far / near) / libm::log(SUPPORTS[2] / SUPPORTS[0]);
        let at = settings("minus the exponent, 5 to 30 mm");
        rows.push(Row::within(&lettered("16", first + 3), at, "", (1.6, 1.9), exponent, 0.0));
        let dense = (0..=12).map(|i| 5.0 * libm::pow(6.0, f64::from(i) / 12.0));
        let curve = dense.filter_map(|l| Some((l, buckling(&material, l)?))).collect();
        lines.push(Line::theory(name, curve));
    }
    let mean = [(5.0, 2.85), (5.0, 1.86), (20.0, 0.27), (30.0, 0.10)];
    lines.push(Line::simulated("measured (Alzahrani 2014)", mean.to_vec()));
    let figures = vec![Figure {
        name: "16-buttressed-tips".into(),
        title: "Buckling of catalogued straight tips, and what was measured".into(),
        x: "support behind the tip, mm".into(),
        y: "buckling load, N".into(),
        equal_scales: false,
        logarithmic: true,
        lines,
    }];
    Ok(Outcome { rows, figures })
}

/// Deflection of a simply supported span of the shaft of `material` under 1 N in its middle, turned
/// into B = FL³/48δ, N·mm².
fn three_point(material: &Material, from_tip: f64) -> Option<f64> {
    /// Span, mm, and what is cut from the wire: the hub's edge stands beyond a hinge.
    const SPAN: f64 = 60.0;
    let edge = SPAN / ELEMENTS as f64;
    let places = (0..=20).map(|i| f64::from(i) * 0.05 * SPAN);
    let cut = places.map(|s| (s, material.flexural_rigidity.at(from_tip + s))).collect();
    let piece = Material {
        flexural_rigidity: Curve::new(cut),
        natural_curvature: 0.0,
        curved_length: 0.0,
        ..material.clone()
    };
    let mut grid = Grid::uniform(&piece, SPAN + edge, ELEMENTS + 1);
    grid.bending[ELEMENTS] = 0.0;
    let mut rod = Rod::straight(grid, Vec3::X * SPAN, Vec3::X, Vec3::Y);
    let rigidity = piece.flexural_rigidity.at(0.5 * SPAN);
    // A thousandth of the span, where the small deflection's formula holds.
    let force = 48.0 * rigidity * 1e-3 / (SPAN * SPAN);
    let forces = vec![(ELEMENTS / 2, Vec3::NEG_Y * force)];
    settle(&mut rod, &mut Loads { forces, guides: vec![0] })?;
    let bent = -rod.positions()[ELEMENTS / 2].y;
    Some(force * SPAN * SPAN * SPAN / (48.0 * bent))
}

/// Shafts in three-point bending.
pub fn shafts() -> Result<Outcome, &'static str> {
    /// Where the shaft begins, behind every taper, mm from the tip.
    const SHAFT: f64 = 300.0;
    let (mut rows, mut bars) = (Vec::new(), Vec::new());
    let (mut plain, mut stiff) = (f64::NAN, f64::NAN);
    for name in WIRES.names(None) {
        let wire = catalogued(&name)?;
        let expected = wire.flexural_rigidity.last().map_or(f64::NAN, |entry| entry.n_mm2);
        let got = measured(three_point(&wire.material(), SHAFT));
        let id = lettered("18", rows.len());
        let settings = format!("{name}, span 60 mm");
        rows.push(Row::compare(&id, settings, "N·mm²", expected, got).relative(1e-2));
        match name.as_str() {
            "steel-plain" => plain = got,
            "steel-super-stiff" => stiff = got,
            _ => {}
        }
        bars.push((expected, got));
    }
    let id = lettered("18", rows.len());
    let settings = "steel-super-stiff over steel-plain".to_owned();
    rows.push(Row::compare(&id, settings, "", 6.35, stiff / plain).relative(5e-2));
    let least = bars.iter().map(|p| p.0).fold(f64::INFINITY, f64::min);
    let most = bars.iter().map(|p| p.0).fold(0.0, f64::max);
    let figures = vec![Figure {
        name: "18-three-point".into(),
        title: "Shafts in three-point bending".into(),
        x: "EI as catalogued, N·mm²".into(),
        y: "EI from the bench, N·mm²".into(),
        equal_scales: false,
        logarithmic: true,
        lines: vec![
            Line::theory("as catalogued", vec![(least, least), (most, most)]),
            Line::simulated("simulated", bars),
        ],
    }];
    Ok(Outcome { rows, figures })
}

/// Loads of tips with 10 mm free.
pub fn tip_loads() -> Result<Outcome, &'static str> {
    let (mut rows, mut dots) = (Vec::new(), Vec::new());
    for name in WIRES.names(None) {
        let material = catalogued(&name)?.material();
        let tip = material.flexural_rigidity.at(0.0);
        let uniform = material.flexural_rigidity.at(FREE) == tip;
        // Where B rises from the tip, the B that stands for it in 20.19 B/L².
        let rigidity = if uniform {
            tip
        } else {
            by_beam_equation(&material.flexural_rigidity, FREE) * FREE * FREE / CAUGHT
        };
        let expected = CAUGHT * rigidity / (FREE * FREE);
        let got = measured(buckling(&material, FREE));
        let id = lettered("19", rows.len());
        let kind = if uniform { "uniform" } else { "beam equation" };
        let settings = format!("{name}, B = {rigidity:.3} N·mm² ({kind})");
        rows.push(Row::compare(&id, settings, "N", expected, got).relative(2e-2));
        dots.push((rigidity, got));
    }
    let least = dots.iter().map(|p| p.0).fold(f64::INFINITY, f64::min);
    let most = dots.iter().map(|p| p.0).fold(0.0, f64::max);
    let law = |b: f64| (b, CAUGHT * b / (FREE * FREE));
    let figures = vec![Figure {
        name: "19-tip-load".into(),
        title: "Load of the tip, 10 mm free".into(),
        x: "B of the tip, N·mm²".into(),
        y: "tip load, N".into(),
        equal_scales: false,
        logarithmic: true,
        lines: vec![
            Line::theory("20.19 B/L²", vec![law(least), law(most)]),
            Line::simulated("simulated", dots),
        ],
    }];
    Ok(Outcome { rows, figures })
}

/// Coats of catalogued wires on a capstan: steel, PTFE, hydrophilic.
pub fn coats() -> Result<Outcome, &'static str> {
    let coefficient = |name: &str| {
        let friction = catalogued(name)?.friction_vein;
        let tension = drawn_through_half_a_turn(friction).tension;
        Ok::<_, &'static str>((libm::log(tension) / PI, tension))
    };
    let steel = coefficient("steel-heavy-duty")?;
    let ptfe = coefficient("steel-super-stiff")?;
    let hydrophilic = coefficient("angled-regular")?;
    let mut rows = Vec::new();
    for (name, expected, got) in [("steel", 6.0, steel.0), ("PTFE", 3.0, ptfe.0)] {
        let id = lettered("20", rows.len());
        let settings = format!("{name} over hydrophilic: ln F/π on a capstan");
        let ratio = got / hydrophilic.0;
        rows.push(Row::compare(&id, settings, "", expected, ratio).relative(5e-2));
    }
    let figures = vec![Figure {
        name: "20-coats".into(),
        title: "Tension that lifts 1 N round half a turn".into(),
        x: "coat".into(),
        y: "tension, N".into(),
        equal_scales: false,
        logarithmic: false,
        lines: vec![
            Line::bar("steel", 0.0, steel.1),
            Line::bar("PTFE", 1.0, ptfe.1),
            Line::bar("hydrophilic", 2.0, hydrophilic.1),
        ],
    }];
    Ok(Outcome { rows, figures })
}
