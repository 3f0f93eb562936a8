//! How turns travel along the wire.

use super::bench::{TORSION, clamped_rod, closely, steps, uniform_material};
use super::law::{Figure, Line, Outcome, Row};
use crate::sim::anatomy::{Piece, Tube, Wall, course};
use crate::sim::math::{Mat3, Vec3};
use crate::sim::rod::{
    Grid, HubMotion, Nodes, Reaction, Rod, Settings, Sheath, Surroundings, Workspace,
};
use crate::sim::units::TICK;
use core::f64::consts::{FRAC_PI_2, FRAC_PI_4, TAU};

/// Angle by which `to` is turned from `from` about `axis`, rad.
fn turned(from: Vec3, to: Vec3, axis: Vec3) -> f64 {
    libm::atan2(axis.dot(from.cross(to)), from.dot(to))
}

/// A turn at the hub of a straight wire in a planar bend, without friction.
pub fn planar_bend() -> Result<Outcome, &'static str> {
    let material = uniform_material();
    let bend = Piece::Bend { radius: 40.0, angle: FRAC_PI_2, roll: 0.0 };
    let path = course(&[Piece::Straight(40.0), bend, Piece::Straight(100.0)], 2.0);
    let mut tube = Tube::new(path.clone(), Wall { stiffness: 1.0, friction: 0.0 });
    let sheath = Sheath { tip: Vec3::ZERO, forward: Vec3::Z };
    let inserted = 160.0;
    let mut rod = sheath
        .load_along(Grid::graded(&material, 200.0), inserted, Vec3::Y, |arc| path.at(arc).centre);
    let settings = Settings { settled: (1e-7, 1e-7, 1e-4), drag: 1e-4, ..closely() };
    let mut work = Workspace::default();
    let mut tick = |rod: &mut Rod, spin: f64, times: usize| {
        let motion = HubMotion { feed: 0.0, spin };
        for _ in 0..times {
            rod.tick_at_sheath(&sheath, inserted, motion, &settings, &mut work, &mut tube);
        }
    };
    tick(&mut rod, 0.0, 240);
    let start = rod.material_director(0);
    let (mut largest_lag, mut largest_torque) = (0.0_f64, 0.0_f64);
    let mut followed = vec![(0.0, 0.0)];
    for part in 1..=8 {
        tick(&mut rod, FRAC_PI_4 / 120.0, 120);
        tick(&mut rod, 0.0, 240);
        let hub = f64::from(part) * FRAC_PI_4;
        let lag = hub - turned(start, rod.material_director(0), rod.tangents()[0]);
        let lag = lag - libm::round(lag / TAU) * TAU;
        let wound = rod.hub_torque() * inserted / TORSION;
        // The farther from zero, but what is not a number stays.
        let farther = |most: f64, now: f64| if now.abs() <= most.abs() { most } else { now };
        largest_lag = farther(largest_lag, lag);
        largest_torque = farther(largest_torque, wound);
        followed.push((hub.to_degrees(), (hub - lag).to_degrees()));
    }
    let bent = "over a turn, 90° at R 40 mm";
    let rows = vec![
        Row::compare("13a", format!("lag of the tip {bent}"), "rad", 0.0, largest_lag)
            .absolute(1e-3),
        Row::compare("13b", format!("torque TL/C {bent}"), "rad", 0.0, largest_torque)
            .absolute(1e-3),
    ];
    let figures = vec![Figure {
        name: "13-planar-bend".into(),
        title: "A turn through a planar bend, without friction".into(),
        x: "turn of the hub, degrees".into(),
        y: "turn of the tip, degrees".into(),
        equal_scales: false,
        logarithmic: false,
        lines: vec![
            Line::theory("1 : 1", vec![(0.0, 0.0), (360.0, 360.0)]),
            Line::simulated("simulated", followed),
        ],
    }];
    Ok(Outcome { rows, figures })
}

/// A straight groove whose grip resists turning by a torque per length.
struct Grip {
    /// N·mm per mm.
    torque: f64,
    radius: f64,
    lengths: Vec<f64>,
}

impl Surroundings for Grip {
    fn begin_tick(&mut self, nodes: Nodes) {
        self.radius = nodes.radius[0];
        self.lengths = nodes.node_length.to_vec();
    }

    fn react(&mut self, index: usize, x: Vec3) -> Reaction {
        const SIDES: f64 = 1e4;
        Reaction {
            gradient: Vec3::new(0.0, x.y, x.z) * SIDES,
            hessian: Mat3::from_diagonal(Vec3::new(0.0, SIDES, SIDES)),
            normal: Vec3::NEG_Y,
            friction_limit: self.torque / self.radius * self.lengths[index],
        }
    }

    fn settled(&mut self, _positions: &[Vec3]) -> bool {
        true
    }
}

/// Length of the shaft, mm.
const SHAFT: f64 = 200.0;
/// Lag mL²/2C that the groove's torque m is chosen for, rad.
const LAG: f64 = 4.0;

/// Torque over the hub's angle, in units of mL and of mL²/2C: a first turn from rest, a turn back
/// and a turn forward again. Where the shaft slips over a length a from the hub, the torque has
/// changed by m·a from rest, and by 2m·a from a reversal, and the hub has turned by a²m/2C and a²m/C.
fn hysteresis() -> Vec<(f64, f64)> {
    let rise = |angle: f64| libm::sqrt(angle).min(1.0);
    // Closer at the start of each turn, where the torque rises as a root.
    let turned = |to: f64| steps(1.0, 60).map(move |part| to * part * part);
    let most = 2.5;
    let first = turned(most).map(|angle| (angle, rise(angle)));
    let back = turned(2.0 * most).map(|angle| (most - angle, 1.0 - 2.0 * rise(0.5 * angle)));
    let again = turned(2.0 * most).map(|angle| (angle - most, 2.0 * rise(0.5 * angle) - 1.0));
    first.chain(back).chain(again).collect()
}

/// A shaft turned against a friction torque.
pub fn twist_lag() -> Result<Outcome, &'static str> {
    let torque = 2.0 * LAG * TORSION / (SHAFT * SHAFT);
    let mut rod = clamped_rod(&uniform_material(), SHAFT, 200);
    let mut grip = Grip { torque, radius: 0.0, lengths: Vec::new() };
    let settings = Settings { settled: (1e-7, 1e-6, 1e-3), ..closely() };
    let mut work = Workspace::default();
    let hub = rod.count() - 2;
    let mut dots = Vec::new();
    let mut turn = |rod: &mut Rod, angle: f64| {
        let ticks = libm::ceil(angle.abs() / (0.5 * TICK * TAU));
        let motion = HubMotion { feed: 0.0, spin: angle / ticks };
        for tick in 0..ticks as usize {
            rod.tick(motion, &settings, &mut work, &mut grip);
            if tick % 16 == 15 {
                dots.push((rod.angle(hub) / LAG, rod.hub_torque() / (torque * SHAFT)));
            }
        }
    };
    turn(&mut rod, 2.5 * LAG);
    let forward = rod.angle(hub) - rod.angle(0);
    let (resting, wound) = (rod.angle(0), rod.hub_torque());
    turn(&mut rod, -1.8 * LAG);
    let given = rod.angle(0) - resting;
    turn(&mut rod, -3.2 * LAG);
    let backward = rod.angle(hub) - rod.angle(0);
    let unwound = rod.hub_torque();
    turn(&mut rod, 5.0 * LAG);
    let again = rod.angle(hub) - rod.angle(0);
    let rows = vec![
        Row::compare("14a", "lag mL²/2C, turned from rest".into(), "rad", LAG, forward)
            .relative(2e-2),
        Row::compare(
            "14b",
            "change of lag mL²/C, turned back".into(),
            "rad",
            2.0 * LAG,
            forward - backward,
        )
        .relative(2e-2),
        Row::compare(
            "14c",
            "change of lag mL²/C, forward again".into(),
            "rad",
            2.0 * LAG,
            again - backward,
        )
        .relative(2e-2),
        Row::compare("14d", "torque at the hub mL".into(), "N·mm", torque * SHAFT, wound)
            .relative(2e-2),
        Row::compare(
            "14e",
            "torque at the hub −mL, turned back".into(),
            "N·mm",
            -torque * SHAFT,
            unwound,
        )
        .relative(2e-2),
        Row::compare(
            "14f",
            "turn of the tip while the hub unwinds 0.9 mL²/C".into(),
            "rad",
            0.0,
            given,
        )
        .of(2.0 * LAG, "of mL²/C", 2e-2),
    ];
    let figures = vec![Figure {
        name: "14-twist-lag".into(),
        title: "A shaft turned to and fro against friction".into(),
        x: "turn of the hub / (mL²/2C)".into(),
        y: "torque at the hub / mL".into(),
        equal_scales: false,
        logarithmic: false,
        lines: vec![
            Line::theory("slip from the hub", hysteresis()),
            Line::simulated("simulated", dots),
        ],
    }];
    Ok(Outcome { rows, figures })
}
