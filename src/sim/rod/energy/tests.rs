//! The elastic energies and their derivatives agree.

use super::super::{Core, Curve, Grid, Material};
use super::*;
use crate::sim::random::stream;
use rand::RngExt;

/// A short crumpled rod, curved at the tip, twisted along its length.
fn crumpled(core: Option<Core>) -> Rod {
    let material = Material {
        radius: 0.4,
        flexural_rigidity: Curve::new(vec![(0.0, 3.0), (6.0, 40.0)]),
        torsional_rigidity: Curve::constant(7.0),
        axial_stiffness: 300.0,
        mass_per_length: 1e-9,
        natural_curvature: 0.3,
        curved_length: 3.0,
        core,
    };
    let grid = Grid::uniform(&material, 7.0, 7);
    let mut rod = Rod::straight(grid, Vec3::ZERO, Vec3::Z, Vec3::X);
    crumple(&mut rod, "crumpled rod");
    rod
}

/// Moves every node and turns every edge by chance.
fn crumple(rod: &mut Rod, name: &str) {
    let mut random = stream(5, name);
    for i in 0..rod.count() {
        rod.x[i] += Vec3::new(
            random.random_range(-0.09..0.09),
            random.random_range(-0.09..0.09),
            random.random_range(-0.09..0.09),
        );
    }
    for angle in &mut rod.theta {
        *angle = random.random_range(-0.8..0.8);
    }
    rod.update_frames();
    for i in 0..rod.count() - 1 {
        rod.axial_force[i] = 300.0 * (rod.length[i] / rod.grid.edge_length[i] - 1.0);
    }
}

/// A crumpled rod of each kind: linear; with a core of which some nodes yield, but none so far that
/// the Hessian's slope is bounded; and one that kept what it was bent to before.
fn kinds() -> [Rod; 3] {
    let core =
        Core { modulus: 5e3, yield_strain: 0.02, stiffness_beyond: 0.5, set_strain: f64::INFINITY };
    let yielding = crumpled(Some(core));
    let mut kept = crumpled(Some(Core { set_strain: 0.06, ..core }));
    kept.keep_set();
    crumple(&mut kept, "crumpled again");
    let inner = || 1..kept.count() - 1;
    let curving =
        |rod: &Rod, i: usize| rod.response(i, || rod.excess(i).map(|e| e * e).iter().sum()).curving;
    assert!(inner().filter(|&i| curving(&yielding, i) < 0.0).count() > 2, "few nodes yield");
    assert!(inner().filter(|&i| curving(&kept, i) != 0.0).count() > 2, "few nodes yield");
    assert!(inner().filter(|&i| kept.natural(i)[1] != 0.0).count() > 2, "few nodes kept a bend");
    [crumpled(None), yielding, kept]
}

fn assembled(rod: &Rod) -> Band {
    let mut band = Band::default();
    band.reset(4 * rod.count());
    rod.add_stretching(&mut band);
    rod.add_bending_and_twisting(&mut band, &vec![0.0; rod.count()]);
    band
}

fn moved(rod: &Rod, unknown: usize, by: f64) -> Rod {
    let mut rod = rod.clone();
    match unknown % 4 {
        3 => rod.theta[unknown / 4] += by,
        axis => rod.x[unknown / 4][axis] += by,
    }
    rod.update_frames();
    rod
}

#[test]
fn the_gradient_is_the_derivative_of_the_energy() {
    for rod in kinds() {
        let band = assembled(&rod);
        let step = 1e-6;
        for unknown in 0..4 * rod.count() - 1 {
            let slope = (moved(&rod, unknown, step).elastic_energy()
                - moved(&rod, unknown, -step).elastic_energy())
                / (2.0 * step);
            let error = slope + band.rhs[unknown];
            assert!(
                error.abs() < 2e-6,
                "unknown {unknown}: {slope} against {}",
                -band.rhs[unknown]
            );
        }
    }
}

/// The energy's derivative along a loop of positions is path-dependent through the transported
/// frames (holonomy), so the derivative of the gradient is compared with its transpose averaged.
#[test]
fn the_hessian_is_the_derivative_of_the_gradient() {
    for rod in kinds() {
        let band = assembled(&rod);
        let size = 4 * rod.count() - 1;
        let step = 1e-6;
        let mut slopes = Vec::with_capacity(size * size);
        for unknown in 0..size {
            let ahead = assembled(&moved(&rod, unknown, step)).rhs;
            let behind = assembled(&moved(&rod, unknown, -step)).rhs;
            slopes.extend((0..size).map(|k| (behind[k] - ahead[k]) / (2.0 * step)));
        }
        for r in 0..size {
            for c in r..size {
                let expected = 0.5 * (slopes[r * size + c] + slopes[c * size + r]);
                let got = band.entry(r, c);
                assert!((got - expected).abs() < 2e-5, "({r}, {c}): {got} against {expected}");
            }
        }
    }
}

/// Moving or turning a rod as a whole stores nothing: internal forces have no resultant, and
/// with the torques on the edges no moment.
#[test]
fn internal_forces_have_neither_resultant_nor_moment() {
    for rod in kinds() {
        let band = assembled(&rod);
        let (mut force, mut moment, mut scale) = (Vec3::ZERO, Vec3::ZERO, 0.0_f64);
        for i in 0..rod.count() {
            let at_node = Vec3::from_slice(&band.rhs[row(i)..row(i) + 3]);
            force += at_node;
            moment += rod.x[i].cross(at_node);
            if i + 1 < rod.count() {
                moment += rod.tangent[i] * band.rhs[angle_row(i)];
            }
            scale = scale.max(at_node.length());
        }
        assert!(force.length() < 1e-9 * scale, "resultant {force} N of {scale} N");
        assert!(moment.length() < 1e-9 * scale, "moment {moment} N·mm of forces of {scale} N");
    }
}
