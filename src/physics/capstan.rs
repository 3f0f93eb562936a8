//! A wire drawn through a catheter round half a turn: the capstan of Schröder's comparison of
//! coatings (1993), on which steel, PTFE and hydrophilic wires rub as 6 : 3 : 1.
//!
//! A weight hangs on the wire's tip, the catheter lies around the drum without friction of its own, and
//! the hand draws the wire. Friction is then ln(F/W)/π by Euler and Eytelwein, if it is the wire's
//! own tension that presses it on the bore.

use super::bench::{Pressed, steps, uniform_material};
use super::law::{Figure, Line, Outcome, Row};
use crate::sim::anatomy::{Piece, Tube, Wall, course};
use crate::sim::math::Vec3;
use crate::sim::rod::{Assembly, Curve, HubMotion, Material, Part, Settings, Sheath, Workspace};
use crate::sim::units::TICK;
use core::f64::consts::PI;

/// Weight on the tip, N, and radius of the drum, mm.
const WEIGHT: f64 = 1.0;
const DRUM: f64 = 25.0;
/// Leg on either side of the drum, mm.
const LEG: f64 = 30.0;
/// Friction in a catheter: steel, PTFE, hydrophilic.
const COATINGS: [(&str, f64); 3] = [("steel", 0.24), ("PTFE", 0.12), ("hydrophilic", 0.04)];

/// Force that draws the wire, N, the mean over the passage of several nodes, and the wire's tension
/// over the angle from the weight.
fn drawn(friction: f64) -> (f64, Vec<(f64, f64)>) {
    let limp = Material { flexural_rigidity: Curve::constant(1e-3), ..uniform_material() };
    let catheter = Material { radius: 0.675, ..limp.clone() };
    let tube_radius = catheter.radius + 0.3;
    let bend = Piece::Bend { radius: DRUM, angle: PI, roll: 0.0 };
    let path = course(&[Piece::Straight(LEG), bend, Piece::Straight(2.0 * LEG)], tube_radius);
    let tube = Tube::new(path.clone(), Wall { stiffness: 10.0, friction: 0.0 });
    let part = |material, bore_friction| Part { material, bore_friction, length: 300.0 };
    let parts = vec![part(limp, 0.0), part(catheter, friction)];
    let reach = 2.0 * LEG + PI * DRUM;
    let ahead = 20.0;
    let from_tip = (0..=(reach + 12.0) as usize).map(|i| i as f64).collect();
    let sheath = Sheath { tip: Vec3::ZERO, forward: Vec3::Z };
    let inserted = [reach, reach - ahead];
    let mut assembly =
        Assembly::cut(sheath, parts, &inserted, from_tip, Vec3::X, |arc| path.at(arc).centre);
    // Down the far leg.
    let mut pulled = Pressed { tube, node: 0, force: Vec3::NEG_Z * WEIGHT };
    let settings = Settings { steps: (2, 40), settled: (1e-4, 1e-4, 1e-3), ..Settings::default() };
    let mut work = Workspace::default();
    let draw = [HubMotion { feed: -2.0 * TICK, spin: 0.0 }, HubMotion::default()];
    let (mut sum, mut count) = (0.0, 0.0);
    for tick in 0..300 {
        assembly.tick(&draw, &settings, &mut work, &mut pulled);
        if tick >= 240 {
            sum -= assembly.rod().hub_force_of(0);
            count += 1.0;
        }
    }
    let rod = assembly.rod();
    let along = (0..rod.count() - 2)
        .map(|i| (rod.tangents()[i], rod.members()[0].axial_force(i)))
        .map(|(t, tension)| (PI - libm::acos(t.z.clamp(-1.0, 1.0)), tension))
        .step_by(6)
        .collect();
    (sum / count, along)
}

/// Friction of coatings.
pub fn coatings() -> Result<Outcome, &'static str> {
    let found = COATINGS.map(|(_, friction)| drawn(friction));
    let of = |k: usize| libm::log(found[k].0 / WEIGHT) / PI;
    let mut rows = vec![
        Row::compare("20", "steel : hydrophilic, in a catheter".into(), "", 6.0, of(0) / of(2))
            .relative(5e-2),
        Row::compare("20", "PTFE : hydrophilic, in a catheter".into(), "", 3.0, of(1) / of(2))
            .relative(5e-2),
    ];
    let mut lines = Vec::new();
    for ((name, friction), (force, along)) in COATINGS.into_iter().zip(found) {
        let text = format!("{name} round half a turn, μ = {friction}");
        let expected = WEIGHT * libm::exp(friction * PI);
        rows.push(Row::compare("20", text, "N", expected, force).relative(5e-2));
        let theory = steps(PI, 40).map(|a| (a, WEIGHT * libm::exp(friction * a)));
        lines.push(Line::theory(format!("e^(μθ), {name}"), theory.collect()));
        lines.push(Line::simulated("simulated", along));
    }
    let figure = Figure {
        name: "20-coatings-in-a-catheter".into(),
        title: "Wires drawn through a catheter round half a turn".into(),
        x: "angle from the weight, rad".into(),
        y: "tension of the wire, N".into(),
        equal_scales: false,
        logarithmic: false,
        lines,
    };
    Ok(Outcome { rows, figures: vec![figure] })
}
