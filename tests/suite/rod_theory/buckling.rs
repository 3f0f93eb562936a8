//! Loads at which straight columns lose their stiffness.
//!
//! A small lateral force probes the column. By Southwell, the inverse of the deflection falls
//! linearly to zero at the critical load; a secant search follows it there from below without
//! knowing the answer.

use super::bench::{BENDING, Loads, agrees, clamped_grid, settle, uniform_material};
use core::f64::consts::PI;
use wispwire::sim::math::Vec3;
use wispwire::sim::rod::{Grid, Rod};

const LENGTH: f64 = 100.0;
const ELEMENTS: usize = 100;
/// Lateral force of the probe, N: deflects a column at 99% of its load by micrometres.
const PROBE: f64 = 1e-10;

/// The load at which `stiffness(load)`, which is positive at zero, vanishes.
fn critical(first: f64, stiffness: impl Fn(f64) -> f64) -> f64 {
    let (mut before, mut load) = (0.0, first);
    let (mut stiff_before, mut stiff) = (stiffness(before), stiffness(load));
    for _ in 0..12 {
        assert!(stiff > 0.0, "the search passed the critical load at {load}");
        let vanishes = load + (load - before) * stiff / (stiff_before - stiff);
        (before, stiff_before) = (load, stiff);
        load += 0.8 * (vanishes - load);
        if (vanishes - load) < 1e-5 * vanishes {
            return vanishes;
        }
        stiff = stiffness(load);
    }
    load
}

/// Stiffness of a column on `grid` against a probe at node `at` under a load on the tip and a
/// weight per length, both towards the hub.
fn column(grid: &Grid, length: f64, guides: &[usize], at: usize, load: f64, weight: f64) -> f64 {
    let mut rod = Rod::straight(grid.clone(), Vec3::X * length, Vec3::X, Vec3::Y);
    rod.load = Vec3::NEG_X * weight;
    let mut loads = Loads {
        forces: vec![(0, Vec3::NEG_X * load), (at, Vec3::Y * PROBE)],
        guides: guides.to_vec(),
    };
    settle(&mut rod, &mut loads);
    PROBE / rod.positions()[at].y
}

/// Critical load times L²/B of a column pressed at its tip.
fn euler(grid: &Grid, length: f64, guides: &[usize], at: usize) -> f64 {
    let unit = BENDING / (length * length);
    critical(unit, |load| column(grid, length, guides, at, load, 0.0)) / unit
}

fn expected(effective_length: f64) -> f64 {
    (PI / effective_length).powi(2)
}

#[test]
fn a_clamped_free_column_buckles_at_eulers_load() {
    let grid = clamped_grid(&uniform_material(), LENGTH, ELEMENTS);
    let got = euler(&grid, LENGTH, &[], 0);
    agrees("PL²/B, clamped–free", got / expected(2.0), 1.0, 1e-3);
}

/// K = 0.69916, that is 20.19 B/L²: also the load on a wire's tip caught in a cap.
#[test]
fn a_clamped_pinned_column_buckles_at_20_19_b_over_l_squared() {
    for length in [100.0, 30.0, 20.0] {
        let grid = clamped_grid(&uniform_material(), length, ELEMENTS);
        let got = euler(&grid, length, &[0], ELEMENTS / 3);
        agrees("PL²/B, clamped–pinned", got / 20.1907, 1.0, 1e-3);
    }
}

/// A hinge in the held node makes the clamp a pin.
#[test]
fn a_pinned_pinned_column_buckles_at_eulers_load() {
    let mut grid = Grid::uniform(&uniform_material(), LENGTH * 1.01, ELEMENTS + 1);
    grid.bending[ELEMENTS] = 0.0;
    let got = euler(&grid, LENGTH, &[0], ELEMENTS / 2);
    agrees("PL²/B, pinned–pinned", got / expected(1.0), 1.0, 1e-3);
}

/// Two guided nodes hold the first edge, so the clamp lies in its middle.
#[test]
fn a_clamped_clamped_column_buckles_at_eulers_load() {
    let edge = LENGTH / (ELEMENTS as f64 - 1.0);
    let grid = Grid::uniform(&uniform_material(), edge * ELEMENTS as f64, ELEMENTS);
    let unit = BENDING / (LENGTH * LENGTH);
    let reach = LENGTH + 0.5 * edge;
    let got = critical(unit, |load| column(&grid, reach, &[0, 1], ELEMENTS / 2, load, 0.0)) / unit;
    agrees("PL²/B, clamped–clamped", got / expected(0.5), 1.0, 1e-3);
}

/// Greenhill (1881): a standing column of weight q per length falls over at L = (7.837 B/q)^⅓.
#[test]
fn a_standing_column_falls_over_at_greenhills_height() {
    let grid = clamped_grid(&uniform_material(), LENGTH, ELEMENTS);
    let unit = BENDING / LENGTH.powi(3);
    let got = critical(unit, |weight| column(&grid, LENGTH, &[], 0, 0.0, weight)) / unit;
    agrees("L³q/B", (got / 7.837).cbrt(), 1.0, 1e-2);
}
