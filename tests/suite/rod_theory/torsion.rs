//! How turns travel along the wire.

use super::bench::{TORSION, agrees, clamped_rod, uniform_material};
use wispwire::sim::anatomy::{Piece, Tube, Wall, course};
use wispwire::sim::math::{Mat3, Vec3};
use wispwire::sim::rod::{
    Grid, HubMotion, Nodes, Reaction, Rod, Settings, Sheath, Surroundings, Workspace,
};
use wispwire::sim::units::TICK;

/// Angle by which `to` is turned from `from` about `axis`, rad.
fn turned(from: Vec3, to: Vec3, axis: Vec3) -> f64 {
    f64::atan2(axis.dot(from.cross(to)), from.dot(to))
}

/// Without friction or natural curvature, bending stores no energy by direction: a turn at the
/// hub arrives whole at the tip, and costs no torque.
#[test]
fn a_turn_passes_whole_through_a_planar_bend() {
    let material = uniform_material();
    let bend = Piece::Bend { radius: 40.0, angle: core::f64::consts::FRAC_PI_2, roll: 0.0 };
    let path = course(&[Piece::Straight(40.0), bend, Piece::Straight(100.0)], 2.0);
    let mut tube = Tube::new(path.clone(), Wall { stiffness: 1.0, friction: 0.0 });
    let sheath = Sheath { tip: Vec3::ZERO, forward: Vec3::Z };
    let inserted = 160.0;
    let mut rod = sheath
        .load_along(Grid::graded(&material, 200.0), inserted, Vec3::Y, |arc| path.at(arc).centre);
    let settings =
        Settings { steps: (2, 60), settled: (1e-7, 1e-7, 1e-4), drag: 1e-4, ..Settings::default() };
    let mut work = Workspace::default();
    let mut tick = |rod: &mut Rod, spin: f64| {
        let motion = HubMotion { feed: 0.0, spin };
        rod.tick_at_sheath(&sheath, inserted, motion, &settings, &mut work, &mut tube);
    };
    for _ in 0..240 {
        tick(&mut rod, 0.0);
    }
    let start = rod.material_director(0);
    let quarter = 120;
    for part in 1..=8 {
        for _ in 0..quarter {
            tick(&mut rod, core::f64::consts::FRAC_PI_4 / f64::from(quarter));
        }
        for _ in 0..240 {
            tick(&mut rod, 0.0);
        }
        let tip = turned(start, rod.material_director(0), rod.tangents()[0]);
        let lag = f64::from(part) * core::f64::consts::FRAC_PI_4 - tip;
        let lag = lag - (lag / core::f64::consts::TAU).round() * core::f64::consts::TAU;
        agrees(&format!("lag of the tip after {part} eighths of a turn, rad"), lag, 0.0, 1e-3);
        let wound = rod.hub_torque() * inserted / TORSION;
        agrees("torque at the hub, as wind-up in rad", wound, 0.0, 1e-3);
    }
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
        self.radius = nodes.radius;
        self.lengths = nodes.node_length.to_vec();
    }

    fn react(&mut self, index: usize, x: Vec3) -> Reaction {
        const SIDES: f64 = 1e4;
        Reaction {
            gradient: Vec3::new(0.0, x.y, x.z) * SIDES,
            hessian: Mat3::from_diagonal(Vec3::new(0.0, SIDES, SIDES)),
            normal: Vec3::NEG_Y,
            friction_limit: self.torque / self.radius * self.lengths[index],
            added_bending: 0.0,
        }
    }

    fn settled(&mut self, _positions: &[Vec3]) -> bool {
        true
    }
}

/// A shaft turning against a torque m per length carries m·s at s from its tip, so the tip lags by
/// mL²/2C; turned back, it winds the other way, and the lag changes by twice that.
#[test]
fn a_shaft_under_friction_lags_by_its_wind_up_and_twice_that_on_reversal() {
    const LENGTH: f64 = 200.0;
    const LAG: f64 = 4.0;
    let torque = 2.0 * LAG * TORSION / (LENGTH * LENGTH);
    let mut rod = clamped_rod(&uniform_material(), LENGTH, 200);
    let mut grip = Grip { torque, radius: 0.0, lengths: Vec::new() };
    let settings =
        Settings { steps: (2, 60), drag: 1e-9, settled: (1e-7, 1e-6, 1e-3), ..Settings::default() };
    let mut work = Workspace::default();
    let hub = rod.count() - 2;
    let mut turn = |rod: &mut Rod, angle: f64| {
        let ticks = (angle.abs() / (0.5 * TICK * core::f64::consts::TAU)).ceil();
        for _ in 0..ticks as usize {
            let motion = HubMotion { feed: 0.0, spin: angle / ticks };
            rod.tick(motion, &settings, &mut work, &mut grip);
        }
    };
    turn(&mut rod, 2.0 * LAG + 2.0);
    let forward = rod.angle(hub) - rod.angle(0);
    agrees("lag over mL²/2C", forward / LAG, 1.0, 2e-2);
    let (resting, wound) = (rod.angle(0), rod.hub_torque());
    agrees("torque at the hub over mL", wound / (torque * LENGTH), 1.0, 2e-2);
    turn(&mut rod, -1.8 * LAG);
    // The tip rests but for what its friction anchors give.
    let given = rod.angle(0) - resting;
    assert!(given.abs() < 0.1, "the tip moved by {given} rad before the shaft was wound back");
    turn(&mut rod, -LAG);
    let backward = rod.angle(hub) - rod.angle(0);
    agrees("change of lag on reversal over mL²/C", (forward - backward) / (2.0 * LAG), 1.0, 2e-2);
}
