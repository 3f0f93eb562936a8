//! The elastic energies and their derivatives agree.

use super::super::{Core, Curve, Grid, Material};
use super::*;
use crate::sim::random::stream;
use rand::RngExt;

/// A short crumpled rod of `members`, each curved and twisted, with tips at different places and the
/// innermost with this core.
fn crumpled(members: usize, core: Option<Core>) -> Rod {
    let material = |k: usize| Material {
        radius: 0.4,
        flexural_rigidity: Curve::new(vec![(0.0, 3.0), (6.0, 40.0)]),
        torsional_rigidity: Curve::constant(7.0 + k as f64),
        axial_stiffness: 300.0,
        mass_per_length: 1e-9,
        natural_curvature: 0.3 - 0.2 * k as f64,
        curved_length: 3.0,
        core: core.filter(|_| k == 0),
    };
    let positions = (0..8).map(|i| Vec3::NEG_Z * f64::from(i)).collect();
    let members = (0..members)
        .map(|k| Member::new(Grid::uniform(&material(k), 7.0, 7), 1.7 * k as f64, 8))
        .collect();
    let mut rod = Rod::of(members, Vec::new(), positions, Vec3::X);
    crumple(&mut rod, "crumpled rod");
    rod
}

/// Moves every node and turns every edge by chance.
fn crumple(rod: &mut Rod, name: &str) {
    let mut random = stream(5, name);
    for x in &mut rod.x {
        let mut aside = || random.random_range(-0.09..0.09);
        *x += Vec3::new(aside(), aside(), aside());
    }
    for member in &mut rod.members {
        for angle in &mut member.theta {
            *angle = random.random_range(-0.8..0.8);
        }
    }
    rod.update_frames();
    for i in 0..rod.count() - 1 {
        rod.axial_force[i] = 300.0 * (rod.length[i] / rod.grid().edge_length[i] - 1.0);
    }
}

/// Crumpled rods of one to three members; and of each kind: linear; with a core of which some nodes
/// yield, but none so far that the Hessian's slope is bounded; and one that kept what it was bent to
/// before.
fn kinds() -> Vec<Rod> {
    let core = Core {
        modulus: 5e3,
        yield_strain: 0.02,
        stiffness_beyond: 0.5,
        set_strain: f64::INFINITY,
        jacket: 0.0,
    };
    let yielding = crumpled(2, Some(core));
    let mut kept = crumpled(1, Some(Core { set_strain: 0.06, ..core }));
    kept.keep_set();
    crumple(&mut kept, "crumpled again");
    let inner = || 1..kept.count() - 1;
    let curving = |rod: &Rod, i: usize| {
        let wire = &rod.members[0];
        wire.response(i, || rod.excess(wire, i).map(|e| e * e).iter().sum()).curving
    };
    assert!(inner().filter(|&i| curving(&yielding, i) < 0.0).count() > 2, "few nodes yield");
    assert!(inner().filter(|&i| curving(&kept, i) != 0.0).count() > 2, "few nodes yield");
    let set = |i: usize| kept.members[0].natural(i)[1] != 0.0;
    assert!(inner().filter(|&i| set(i)).count() > 2, "few nodes kept a bend");
    let linear = (1..=3).map(|members| crumpled(members, None));
    linear.chain([yielding, kept]).collect()
}

fn assembled(rod: &Rod) -> Band {
    let mut band = Band::default();
    band.reset(rod.count(), rod.members.len());
    rod.add_stretching(&mut band);
    rod.add_bending_and_twisting(&mut band);
    band
}

fn moved(rod: &Rod, unknown: usize, by: f64) -> Rod {
    let mut rod = rod.clone();
    let node = unknown / rod.stride();
    match unknown % rod.stride() {
        axis @ 0..3 => rod.x[node][axis] += by,
        angle => rod.members[angle - 3].theta[node] += by,
    }
    rod.update_frames();
    rod
}

fn unknowns(rod: &Rod) -> usize {
    rod.stride() * rod.count() - rod.members.len()
}

#[test]
fn the_gradient_is_the_derivative_of_the_energy() {
    for rod in kinds() {
        let members = rod.members.len();
        let band = assembled(&rod);
        let step = 1e-6;
        for unknown in 0..unknowns(&rod) {
            let slope = (moved(&rod, unknown, step).elastic_energy()
                - moved(&rod, unknown, -step).elastic_energy())
                / (2.0 * step);
            let error = slope + band.rhs[unknown];
            assert!(
                error.abs() < 2e-6,
                "{members} members, unknown {unknown}: {slope} against {}",
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
        let members = rod.members.len();
        let band = assembled(&rod);
        let size = unknowns(&rod);
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
                assert!(
                    (got - expected).abs() < 2e-5,
                    "{members} members, ({r}, {c}): {got} against {expected}"
                );
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
            let row = rod.stride() * i;
            let at_node = Vec3::from_slice(&band.rhs[row..row + 3]);
            force += at_node;
            moment += rod.x[i].cross(at_node);
            if i + 1 < rod.count() {
                let torques = &band.rhs[row + 3..row + rod.stride()];
                moment += rod.tangent[i] * torques.iter().sum::<f64>();
            }
            scale = scale.max(at_node.length());
        }
        assert!(force.length() < 1e-9 * scale, "resultant {force} N of {scale} N");
        assert!(moment.length() < 1e-9 * scale, "moment {moment} N·mm of forces of {scale} N");
    }
}

/// What members share the axial force by rests on it: forces of one are a part of the whole.
#[test]
fn forces_of_the_members_add_up_to_the_gradient() {
    let rod = crumpled(3, None);
    let mut band = Band::default();
    band.reset(rod.count(), 3);
    rod.add_bending_and_twisting(&mut band);
    let mut forces = vec![Vec3::ZERO; rod.count()];
    for member in &rod.members {
        rod.add_forces_of(member, &mut forces);
    }
    for (i, force) in forces.iter().enumerate() {
        let whole = Vec3::from_slice(&band.rhs[6 * i..6 * i + 3]);
        assert!(force.distance(whole) < 1e-9, "node {i}: {force} of {whole}");
    }
}
