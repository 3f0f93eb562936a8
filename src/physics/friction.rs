//! Coulomb friction along the wire: ropes round drums, spin, rest.

use super::bench::{closely, steps, uniform_material};
use super::law::{Figure, Line, Outcome, Row, lettered};
use crate::sim::anatomy::{Wall, foundation, s_tube};
use crate::sim::device;
use crate::sim::math::{Mat3, Vec3, outer};
use crate::sim::rod::{
    Curve, Grid, HubMotion, Nodes, Reaction, Rod, Settings, Sheath, Surroundings, Workspace,
};
use crate::sim::units::{TICK, TURN};
use core::f64::consts::{FRAC_PI_2, PI};

/// A drum about the z axis, and a weight on the rope's end.
struct Drum {
    radius: f64,
    wall: Wall,
    weight: Vec3,
    lengths: Vec<f64>,
}

impl Surroundings for Drum {
    fn begin_tick(&mut self, nodes: Nodes) {
        self.lengths = nodes.node_length.to_vec();
    }

    fn react(&mut self, index: usize, x: Vec3) -> Reaction {
        let mut reaction = Reaction::NONE;
        let radial = Vec3::new(x.x, x.y, 0.0);
        let outward = radial.normalize();
        let depth = self.radius - radial.length();
        let (load, stiffness) = foundation(depth, self.wall.stiffness * self.lengths[index]);
        if load > 0.0 {
            reaction.gradient = outward * -load;
            reaction.hessian = outer(outward, outward) * stiffness;
            reaction.normal = -outward;
            reaction.friction_limit = self.wall.friction * load;
        }
        if index == 0 {
            reaction.gradient -= self.weight;
        }
        reaction
    }

    fn settled(&mut self, _positions: &[Vec3]) -> bool {
        true
    }
}

/// A rope drawn over half a drum.
struct Drawn {
    /// Tension that lifts 1 N, averaged over the passage of several nodes, N.
    tension: f64,
    /// Tension over the angle from the weight, rad and N.
    along: Vec<(f64, f64)>,
}

fn drawn_over_half_a_drum(friction: f64) -> Drawn {
    const RADIUS: f64 = 20.0;
    const FREE: f64 = 30.0;
    const ELEMENT: f64 = 0.5;
    let mut material = uniform_material();
    material.flexural_rigidity = Curve::constant(1e-3);
    let around = PI * RADIUS;
    let elements = ((2.0 * FREE + around) / ELEMENT) as usize;
    let grid = Grid::uniform(&material, elements as f64 * ELEMENT, elements);
    // From the tip: down the left side, backwards over the top, down the right side to the hand.
    let place = |&s: &f64| {
        if s < FREE {
            Vec3::new(-RADIUS, s - FREE, 0.0)
        } else if s < FREE + around {
            let angle = PI - (s - FREE) / RADIUS;
            Vec3::new(libm::cos(angle), libm::sin(angle), 0.0) * RADIUS
        } else {
            Vec3::new(RADIUS, -(s - FREE - around), 0.0)
        }
    };
    let positions = grid.from_tip.iter().map(place).collect();
    let mut rod = Rod::along(grid, positions, Vec3::Z);
    // Stiff enough that the rope lies on the drum and not in it.
    let wall = Wall { stiffness: 50.0, friction };
    let mut drum = Drum { radius: RADIUS, wall, weight: Vec3::NEG_Y, lengths: Vec::new() };
    let settings = Settings { settled: (1e-6, 1e-6, 1e-4), ..closely() };
    let mut work = Workspace::default();
    let draw = HubMotion { feed: -2.0 * TICK, spin: 0.0 };
    let mut tensions = Vec::new();
    for tick in 0..360 {
        let solution = rod.tick(draw, &settings, &mut work, &mut drum);
        if tick >= 240 {
            tensions.push(if solution.converged { -rod.hub_force() } else { f64::NAN });
        }
    }
    let along = (0..rod.count() - 1)
        .map(|i| (0.5 * (rod.positions()[i] + rod.positions()[i + 1]), rod.axial_force(i)))
        .filter(|(middle, _)| middle.y > 0.0)
        .map(|(middle, tension)| (libm::atan2(middle.y, -middle.x), tension))
        .step_by(6)
        .collect();
    Drawn { tension: tensions.iter().sum::<f64>() / tensions.len() as f64, along }
}

/// Euler and Eytelwein's capstan.
pub fn capstan() -> Result<Outcome, &'static str> {
    let (mut rows, mut lines) = (Vec::new(), Vec::new());
    for friction in [0.1, 0.2] {
        let drawn = drawn_over_half_a_drum(friction);
        let settings = format!("drawn over 180°, μ = {friction}, 1 N, 0.5 mm elements");
        let expected = libm::exp(friction * PI);
        let id = lettered("11", rows.len());
        rows.push(Row::compare(&id, settings, "N", expected, drawn.tension).relative(1e-2));
        let theory = steps(PI, 50).map(|angle| (angle, libm::exp(friction * angle))).collect();
        lines.push(Line::theory(format!("e^(μθ), μ = {friction}"), theory));
        lines.push(Line::simulated("simulated", drawn.along));
    }
    let figures = vec![Figure {
        name: "11-capstan".into(),
        title: "A rope drawn over half a drum".into(),
        x: "angle from the weight, rad".into(),
        y: "tension, N".into(),
        equal_scales: false,
        logarithmic: false,
        lines,
    }];
    Ok(Outcome { rows, figures })
}

/// A groove along x that grips the wire with the same friction per length everywhere.
struct Groove {
    /// N per mm of wire.
    grip: f64,
    lengths: Vec<f64>,
}

impl Surroundings for Groove {
    fn begin_tick(&mut self, nodes: Nodes) {
        self.lengths = nodes.node_length.to_vec();
    }

    fn react(&mut self, index: usize, x: Vec3) -> Reaction {
        const SIDES: f64 = 100.0;
        Reaction {
            gradient: Vec3::new(0.0, x.y, x.z) * SIDES,
            hessian: Mat3::from_diagonal(Vec3::new(0.0, SIDES, SIDES)),
            normal: Vec3::NEG_Y,
            friction_limit: self.grip * self.lengths[index],
            added_bending: 0.0,
        }
    }

    fn settled(&mut self, _positions: &[Vec3]) -> bool {
        true
    }
}

/// Force that pushes a straight wire through a groove at `feed` mm/s while it turns at `spin`
/// rad/s, N.
fn pushed_through_a_groove(feed: f64, spin: f64) -> f64 {
    let mut material = uniform_material();
    material.torsional_rigidity = Curve::constant(1e4);
    let grid = Grid::uniform(&material, 100.0, 50);
    let mut rod = Rod::straight(grid, Vec3::X * 100.0, Vec3::X, Vec3::Y);
    let mut groove = Groove { grip: 0.01, lengths: Vec::new() };
    let motion = HubMotion { feed: feed * TICK, spin: spin * TICK };
    let (settings, mut work) = (closely(), Workspace::default());
    for _ in 0..240 {
        rod.tick(motion, &settings, &mut work, &mut groove);
    }
    rod.hub_force()
}

/// Spin takes of the axial friction.
pub fn spin() -> Result<Outcome, &'static str> {
    let radius = uniform_material().radius;
    let unspun = pushed_through_a_groove(1.0, 0.0);
    let (mut rows, mut dots) = (Vec::new(), Vec::new());
    for (feed, turns) in [(1.0, 2.0), (1.0, 0.5), (2.0, 2.0), (5.0, 2.0), (20.0, 2.0)] {
        let around = turns * TURN * radius;
        let got = pushed_through_a_groove(feed, turns * TURN) / unspun;
        let settings = format!("share left at {feed} mm/s and {turns} rev/s, a = {radius} mm");
        let id = lettered("12", rows.len());
        let expected = feed / libm::hypot(feed, around);
        rows.push(Row::compare(&id, settings, "", expected, got).relative(2e-2));
        dots.push((around / feed, got));
    }
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

/// A wire left alone in bends neither creeps nor lets its force drift.
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
    for _ in 0..2 * 120 {
        tick(&mut rod, 0.0, 0.0);
    }
    let (tip, force) = (rod.positions()[0], rod.hub_force());
    let (mut creep, mut drift) = (vec![(0.0, 0.0)], vec![(0.0, 0.0)]);
    for count in 1..=10 * 120 {
        tick(&mut rod, 0.0, 0.0);
        let time = f64::from(count) * TICK;
        creep.push((time, rod.positions()[0].distance(tip)));
        drift.push((time, rod.hub_force() - force));
    }
    let most = |list: &[(f64, f64)]| list.iter().map(|p| p.1.abs()).fold(0.0, f64::max);
    let held = "in 10 s, S-tube, 380 mm in";
    let rows = vec![
        Row::compare("21a", format!("creep of the tip {held}"), "mm", 0.0, most(&creep))
            .absolute(0.01),
        Row::compare("21b", format!("drift of the force {held}"), "N", 0.0, most(&drift))
            .absolute(1e-3),
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
