//! Large bending of a cantilever.

use super::bench::{BENDING, Loads, agrees, clamped_grid, clamped_rod, settle, uniform_material};
use core::f64::consts::TAU;
use wispwire::sim::math::Vec3;
use wispwire::sim::rod::{Rod, Vacuum};

const LENGTH: f64 = 100.0;

/// Bisshopp & Drucker, "Large deflection of cantilever beams", Quart. Appl. Math. 3 (1945) 272:
/// deflection δ/L and reach x/L of the tip under PL²/B.
const CANTILEVER: [(f64, f64, f64); 4] = [
    (1.0, 0.30172, 0.94357),
    (2.0, 0.49346, 0.83936),
    (5.0, 0.71379, 0.61237),
    (10.0, 0.81061, 0.44500),
];

#[test]
fn a_cantilever_under_tip_load_bends_as_bisshopp_and_drucker_say() {
    let mut rod = clamped_rod(&uniform_material(), LENGTH, 100);
    let mut reached = 0.0;
    for (parameter, deflection, reach) in CANTILEVER {
        let mut loads = Loads::default();
        for part in 1..=4 {
            let now = reached + (parameter - reached) * f64::from(part) / 4.0;
            loads.forces = vec![(0, Vec3::NEG_Y * now * BENDING / (LENGTH * LENGTH))];
            settle(&mut rod, &mut loads);
        }
        reached = parameter;
        let tip = rod.positions()[0] / LENGTH;
        agrees(&format!("δ/L at PL²/B = {parameter}"), -tip.y, deflection, 2e-4);
        agrees(&format!("x/L at PL²/B = {parameter}"), tip.x, reach, 2e-4);
        assert!(tip.z.abs() < 1e-9, "left the plane of its load by {} L", tip.z);
    }
}

/// Post-buckling of a clamped–free column, P/Pcr with Pcr = π²B/4L², and lateral place of the tip
/// y/L (Timoshenko & Gere, Theory of Elastic Stability, §2.7).
const ELASTICA: [(f64, f64, f64); 3] =
    [(60.0, 1.1517, 0.5932), (100.0, 1.5184, 0.7915), (120.0, 1.8848, 0.8032)];

#[test]
fn a_buckled_column_bows_out_as_the_elastica() {
    let critical = core::f64::consts::PI.powi(2) * BENDING / (4.0 * LENGTH * LENGTH);
    let mut rod = clamped_rod(&uniform_material(), LENGTH, 100);
    let mut loads = Loads::default();
    let push =
        |load: f64, aside: f64| vec![(0, Vec3::new(-load * critical, aside * critical, 0.0))];
    // A side load leads it onto the branch and is then taken away.
    for (load, aside) in [(0.8, 0.05), (1.0, 0.05), (1.1, 0.05), (1.1517, 0.02)] {
        loads.forces = push(load, aside);
        settle(&mut rod, &mut loads);
    }
    for (angle, load, aside) in ELASTICA {
        loads.forces = push(load, 0.0);
        settle(&mut rod, &mut loads);
        let tip = rod.positions()[0] / LENGTH;
        agrees(&format!("y/L with the tip at {angle}°"), tip.y, aside, 2e-3);
        let tangent = rod.tangents()[0];
        agrees(
            &format!("tip angle at P/Pcr = {load}"),
            tangent.angle_between(Vec3::X).to_degrees(),
            angle,
            0.5,
        );
    }
}

/// Under a moment M everywhere a rod is a circle of radius B/M, and M = 2πB/L closes it. A natural
/// curvature M/B is that moment from within.
#[test]
fn a_rod_under_constant_moment_is_a_circle() {
    let mut rod = clamped_rod(&uniform_material(), LENGTH, 100);
    for part in 1..=16 {
        let turn = TAU * f64::from(part) / 16.0;
        let mut material = uniform_material();
        material.natural_curvature = turn / LENGTH;
        material.curved_length = LENGTH;
        let grid = clamped_grid(&material, LENGTH, 100);
        rod = Rod::along(grid, rod.positions().to_vec(), Vec3::Y);
        settle(&mut rod, &mut Vacuum);
        let tip = rod.positions()[0] / LENGTH;
        agrees(&format!("x/L after {turn:.2} rad"), tip.x, turn.sin() / turn, 1e-3);
        agrees(&format!("y/L after {turn:.2} rad"), tip.y, (1.0 - turn.cos()) / turn, 1e-3);
    }
}
