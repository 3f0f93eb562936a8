//! Coulomb friction along the wire: ropes round bends, spin, rest.

use super::bench::{Pressed, closely, steps, uniform_material, worse};
use super::law::{Figure, Line, Outcome, Row, lettered};
use crate::sim::anatomy::{Piece, Tube, Wall, course, s_tube};
use crate::sim::device;
use crate::sim::math::{Vec3, perpendicular};
use crate::sim::rod::{Curve, Grid, HubMotion, Rod, Settings, Sheath, Workspace};
use crate::sim::units::{TICK, TURN};
use core::f64::consts::{FRAC_PI_2, PI};

/// A rope drawn round the inner wall of a tube that bends by half a turn.
pub(super) struct Drawn {
    /// Tension that lifts 1 N, averaged over the passage of several nodes, N.
    pub tension: f64,
    /// Tension over the angle from the weight, rad and N.
    along: Vec<(f64, f64)>,
}

pub(super) fn drawn_through_half_a_turn(friction: f64) -> Drawn {
    /// Radius of the tube, of its bend, and length of the rope on either side of it, mm.
    const LUMEN: f64 = 3.0;
    const BEND: f64 = 25.0;
    const FREE: f64 = 30.0;
    const ELEMENT: f64 = 0.5;
    let mut material = uniform_material();
    material.flexural_rigidity = Curve::constant(1e-3);
    let legs = Piece::Straight(2.0 * FREE);
    let bend = Piece::Bend { radius: BEND, angle: PI, roll: 0.0 };
    let tube = Tube::new(course(&[legs, bend, legs], LUMEN), Wall { stiffness: 1.0, friction });
    // The rope lies against the wall on the side of the bend's centre.
    let inward = perpendicular(Vec3::Z);
    let centre = Vec3::Z * (2.0 * FREE) + inward * BEND;
    let radius = BEND - (LUMEN - material.radius);
    let around = PI * radius;
    let elements = ((2.0 * FREE + around) / ELEMENT) as usize;
    let grid = Grid::uniform(&material, elements as f64 * ELEMENT, elements);
    // From the tip: up the far leg, backwards round the bend, down the near leg to the hand.
    let place = |&s: &f64| {
        let (across, up) = if s < FREE {
            (radius, s - FREE)
        } else if s < FREE + around {
            let angle = (s - FREE) / radius;
            (radius * libm::cos(angle), radius * libm::sin(angle))
        } else {
            (-radius, FREE + around - s)
        };
        centre + inward * across + Vec3::Z * up
    };
    let positions = grid.from_tip.iter().map(place).collect();
    let mut rod = Rod::along(grid, positions, inward.cross(Vec3::Z));
    let mut pulled = Pressed { tube, node: 0, force: Vec3::NEG_Z };
    let settings = Settings { settled: (1e-6, 1e-6, 1e-4), ..closely() };
    let mut work = Workspace::default();
    let draw = HubMotion { feed: -2.0 * TICK, spin: 0.0 };
    let mut tensions = Vec::new();
    for tick in 0..360 {
        let solution = rod.tick(draw, &settings, &mut work, &mut pulled);
        if tick >= 240 {
            tensions.push(if solution.converged { -rod.hub_force() } else { f64::NAN });
        }
    }
    let along = (0..rod.count() - 1)
        .map(|i| (0.5 * (rod.positions()[i] + rod.positions()[i + 1]), rod.axial_force(i)))
        .map(|(middle, tension)| (middle - centre, tension))
        .filter(|(middle, _)| middle.z > 0.0)
        .map(|(middle, tension)| (libm::atan2(middle.z, middle.dot(inward)), tension))
        .step_by(6)
        .collect();
    Drawn { tension: tensions.iter().sum::<f64>() / tensions.len() as f64, along }
}

/// Euler and Eytelwein's capstan.
pub fn capstan() -> Result<Outcome, &'static str> {
    let (mut rows, mut lines) = (Vec::new(), Vec::new());
    for friction in [0.1, 0.2] {
        let drawn = drawn_through_half_a_turn(friction);
        let settings = format!("drawn round 180° of a tube, μ = {friction}, 1 N");
        let expected = libm::exp(friction * PI);
        let id = lettered("11", rows.len());
        rows.push(Row::compare(&id, settings, "N", expected, drawn.tension).relative(1e-2));
        let theory = steps(PI, 50).map(|angle| (angle, libm::exp(friction * angle))).collect();
        lines.push(Line::theory(format!("e^(μθ), μ = {friction}"), theory));
        lines.push(Line::simulated("simulated", drawn.along));
    }
    let figures = vec![Figure {
        name: "11-capstan".into(),
        title: "A rope drawn round half a turn of a tube".into(),
        x: "angle from the weight, rad".into(),
        y: "tension, N".into(),
        equal_scales: false,
        logarithmic: false,
        lines,
    }];
    Ok(Outcome { rows, figures })
}

/// Weight per length of the wire that is spun, N/mm, the stiffness of its tube's wall, N/mm², and
/// its friction.
const WEIGHT: f64 = 0.1;
const WALL: Wall = Wall { stiffness: 1.0, friction: 0.1 };

/// A wire that its weight presses on the wall of a straight tube.
fn lying() -> (Rod, Tube) {
    const LUMEN: f64 = 2.0;
    let mut material = uniform_material();
    material.torsional_rigidity = Curve::constant(1e4);
    let grid = Grid::uniform(&material, 100.0, 50);
    let floor = Vec3::X * (LUMEN - material.radius + WEIGHT / WALL.stiffness);
    let mut rod = Rod::straight(grid, Vec3::Z * 120.0 + floor, Vec3::Z, Vec3::Y);
    rod.load = Vec3::X * WEIGHT;
    (rod, Tube::new(course(&[Piece::Straight(300.0)], LUMEN), WALL))
}

/// Force that pushes a straight wire along the floor of a tube at `feed` mm/s while it turns at
/// `spin` rad/s, N: the mean of the last half second, and the farthest that any node has climbed
/// aside, mm.
fn pushed_along_a_floor(feed: f64, spin: f64) -> (f64, f64) {
    const TICKS: usize = 240;
    const USED: usize = 60;
    let (mut rod, mut tube) = lying();
    let motion = HubMotion { feed: feed * TICK, spin: spin * TICK };
    let (settings, mut work) = (closely(), Workspace::default());
    let mut sum = 0.0;
    for tick in 0..TICKS {
        let converged = rod.tick(motion, &settings, &mut work, &mut tube).converged;
        if tick >= TICKS - USED {
            sum += if converged { rod.hub_force() } else { f64::NAN };
        }
    }
    let climbed = rod.positions().iter().map(|x| x.y.abs()).fold(0.0, worse);
    (sum / USED as f64, climbed)
}

/// Spin takes of the axial friction.
///
/// A wire that turns on the floor of a tube climbs its wall to the angle whose tangent is the
/// circumferential part of μ, and stays there: its surface then slips by v along and ωa around, and
/// what the wall bears is the weight times the cosine, at μ 0.1 within 0.5%.
pub fn spin() -> Result<Outcome, &'static str> {
    let radius = uniform_material().radius;
    let (unspun, _) = pushed_along_a_floor(1.0, 0.0);
    let (mut rows, mut dots) = (Vec::new(), Vec::new());
    for (feed, turns) in [(1.0, 2.0), (1.0, 0.5), (2.0, 2.0), (5.0, 2.0), (20.0, 2.0)] {
        let around = turns * TURN * radius;
        let (force, climbed) = pushed_along_a_floor(feed, turns * TURN);
        let got = force / unspun;
        let settings =
            format!("{feed} mm/s, {turns} rev/s, a = {radius} mm, {climbed:.3} mm aside");
        let id = lettered("12", rows.len());
        let expected = feed / libm::hypot(feed, around);
        rows.push(Row::compare(&id, settings, "", expected, got).relative(2e-2));
        dots.push((around / feed, got));
    }
    let (rod, _) = lying();
    // The two nodes that the hand holds rub for the hand alone.
    let bearing: f64 = rod.grid().node_length[..rod.count() - 2].iter().sum();
    let settings = "unspun: μ times the weight, straight tube".to_owned();
    let id = lettered("12", rows.len());
    let expected = WALL.friction * WEIGHT * bearing;
    rows.push(Row::compare(&id, settings, "N", expected, unspun).relative(2e-2));
    let law = |ratio: f64| (ratio, 1.0 / libm::hypot(1.0, ratio));
    let figures = vec![Figure {
        name: "12-spin".into(),
        title: "Axial friction left to a spinning wire".into(),
        x: "speed of the surface around / along, ωa / v".into(),
        y: "axial friction / unspun".into(),
        equal_scales: false,
        logarithmic: false,
        lines: vec![
            Line::theory("v / √(v² + (ωa)²)", steps(6.0, 60).map(law).collect()),
            Line::simulated("simulated", dots),
        ],
    }];
    Ok(Outcome { rows, figures })
}

/// A wire left alone in bends neither creeps nor lets its force drift, once it has come to rest; the
/// settings say what it did before.
pub fn rest() -> Result<Outcome, &'static str> {
    let material = device::wire("angled-regular", None)
        .map_err(|_| "waits for the catalogued wire angled-regular")?
        .material();
    let sheath = Sheath { tip: Vec3::ZERO, forward: Vec3::Z };
    let mut rod = sheath.load(Grid::graded(&material, 500.0), 20.0, Vec3::X);
    let (mut tube, settings) = (s_tube(), Settings::default());
    let (mut work, mut inserted) = (Workspace::default(), 20.0);
    let mut tick = |rod: &mut Rod, feed: f64, spin: f64| {
        let motion = HubMotion { feed: feed * TICK, spin: spin * TICK };
        let solution =
            rod.tick_at_sheath(&sheath, inserted, motion, &settings, &mut work, &mut tube);
        inserted += solution.moved.feed;
    };
    for _ in 0..18 * 120 {
        tick(&mut rod, 20.0, FRAC_PI_2);
    }
    let (stopped_tip, stopped_force) = (rod.positions()[0], rod.hub_force());
    // The wire was moving when the hand stopped and springs back a little. It is at rest from the
    // first tick in which none of its nodes moves by more than a micrometre.
    let mut before = Vec::new();
    let mut moves = |rod: &Rod| {
        let pairs = rod.positions().iter().zip(&before);
        let moved = pairs.map(|(now, then): (&Vec3, &Vec3)| now.distance(*then)).fold(0.0, worse);
        let first = before.is_empty();
        before = rod.positions().to_vec();
        first || moved > 1e-3
    };
    let mut wait = 0;
    while moves(&rod) && wait < 120 {
        tick(&mut rod, 0.0, 0.0);
        wait += 1;
    }
    let (tip, force) = (rod.positions()[0], rod.hub_force());
    let (mut creep, mut drift) = (vec![(0.0, 0.0)], vec![(0.0, 0.0)]);
    for count in 1..=10 * 120 {
        tick(&mut rod, 0.0, 0.0);
        let time = f64::from(count) * TICK;
        creep.push((time, rod.positions()[0].distance(tip)));
        drift.push((time, rod.hub_force() - force));
    }
    let most = |list: &[(f64, f64)]| list.iter().map(|p| p.1.abs()).fold(0.0, worse);
    let wait = f64::from(wait) * TICK;
    let back = tip.distance(stopped_tip);
    let eased = force - stopped_force;
    let creeps = format!("creep of the tip in 10 s, after {back:.2} mm in {wait:.2} s");
    let drifts = format!("drift in 10 s, after {eased:.4} N in {wait:.2} s");
    let rows = vec![
        Row::compare("21a", creeps, "mm", 0.0, most(&creep)).absolute(0.01),
        Row::compare("21b", drifts, "N", 0.0, most(&drift)).absolute(1e-3),
    ];
    let figure = |name: &str, title: &str, y: &str, scale: f64, list: &[(f64, f64)]| Figure {
        name: name.into(),
        title: title.into(),
        x: "time at rest, s".into(),
        y: y.into(),
        equal_scales: false,
        logarithmic: false,
        lines: vec![
            Line::theory("rest", vec![(0.0, 0.0), (10.0, 0.0)]),
            Line::simulated(
                "simulated",
                list.iter().step_by(24).map(|p| (p.0, p.1 * scale)).collect(),
            ),
        ],
    };
    let figures = vec![
        figure("21-creep", "A wire at rest in bends: its tip", "creep of the tip, µm", 1e3, &creep),
        figure(
            "21-drift",
            "A wire at rest in bends: its force",
            "drift of the force, µN",
            1e6,
            &drift,
        ),
    ];
    Ok(Outcome { rows, figures })
}
