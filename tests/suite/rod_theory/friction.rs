//! Coulomb friction along the wire: ropes round drums, spin, rest.

use super::bench::{agrees, uniform_material};
use core::f64::consts::{FRAC_PI_2, PI};
use wispwire::sim::anatomy::{Wall, foundation, s_tube};
use wispwire::sim::device;
use wispwire::sim::math::{Mat3, Vec3, outer};
use wispwire::sim::rod::{
    Curve, Grid, HubMotion, Nodes, Reaction, Rod, Settings, Sheath, Surroundings, Workspace,
};
use wispwire::sim::units::{TICK, TURN};

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

/// Tension with which a rope over half a drum must be drawn to lift 1 N, averaged over the
/// passage of several nodes.
fn drawn_over_half_a_drum(friction: f64) -> f64 {
    const RADIUS: f64 = 20.0;
    const FREE: f64 = 30.0;
    const ELEMENT: f64 = 0.5;
    let mut material = uniform_material();
    material.flexural_rigidity = Curve::constant(1e-3);
    let around = PI * RADIUS;
    let elements = ((2.0 * FREE + around) / ELEMENT) as usize;
    let grid = Grid::uniform(&material, elements as f64 * ELEMENT, elements);
    // From the tip: down the left side, backwards over the top, down the right side to the hand.
    let positions = grid
        .from_tip
        .iter()
        .map(|&s| {
            if s < FREE {
                Vec3::new(-RADIUS, s - FREE, 0.0)
            } else if s < FREE + around {
                let angle = PI - (s - FREE) / RADIUS;
                Vec3::new(angle.cos(), angle.sin(), 0.0) * RADIUS
            } else {
                Vec3::new(RADIUS, -(s - FREE - around), 0.0)
            }
        })
        .collect();
    let mut rod = Rod::along(grid, positions, Vec3::Z);
    // Stiff enough that the rope lies on the drum and not in it.
    let wall = Wall { stiffness: 50.0, friction };
    let mut drum = Drum { radius: RADIUS, wall, weight: Vec3::NEG_Y, lengths: Vec::new() };
    let settings =
        Settings { steps: (2, 60), drag: 1e-9, settled: (1e-6, 1e-6, 1e-4), ..Settings::default() };
    let mut work = Workspace::default();
    let draw = HubMotion { feed: -2.0 * TICK, spin: 0.0 };
    let mut tensions = Vec::new();
    for tick in 0..360 {
        let solution = rod.tick(draw, &settings, &mut work, &mut drum);
        if tick >= 240 {
            assert!(solution.converged, "tick {tick} did not converge");
            tensions.push(-rod.hub_force());
        }
    }
    tensions.iter().sum::<f64>() / tensions.len() as f64
}

/// Euler and Eytelwein: F_out = F_in·e^(μθ), bending stiffness going to zero.
#[test]
fn a_rope_over_half_a_drum_obeys_the_capstan_law() {
    agrees("F_out/F_in without friction", drawn_over_half_a_drum(0.0), 1.0, 1e-2);
    for friction in [0.1, 0.2] {
        let expected = (friction * PI).exp();
        let got = drawn_over_half_a_drum(friction) / expected;
        agrees(&format!("F_out/F_in over e^μπ, μ = {friction}"), got, 1.0, 1e-2);
    }
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
    let settings =
        Settings { steps: (2, 60), drag: 1e-9, settled: (1e-6, 1e-6, 1e-5), ..Settings::default() };
    let motion = HubMotion { feed: feed * TICK, spin: spin * TICK };
    let mut work = Workspace::default();
    for _ in 0..240 {
        rod.tick(motion, &settings, &mut work, &mut groove);
    }
    rod.hub_force()
}

/// Coulomb's friction opposes the whole slip, so spin at ω takes of the axial friction all but
/// v/√(v² + (ωa)²): 0.176 at 2 rev/s and 1 mm/s for a = 0.445 mm.
#[test]
fn spin_lowers_axial_friction_by_the_direction_of_slip() {
    let unspun = pushed_through_a_groove(1.0, 0.0);
    for (feed, turns) in [(1.0, 2.0), (1.0, 0.5), (5.0, 2.0), (20.0, 2.0)] {
        let spin = turns * TURN;
        let expected = feed / f64::hypot(feed, spin * 0.445);
        let got = pushed_through_a_groove(feed, spin) / unspun;
        let what = format!("share of friction at {feed} mm/s and {turns} rev/s, {expected:.4},");
        agrees(&what, got / expected, 1.0, 2e-2);
    }
}

/// Friction holds: a wire left alone in bends neither creeps nor lets its force drift.
#[test]
fn a_wire_at_rest_in_bends_stays_where_it_is() {
    let material = device::wire("angled-regular", None).unwrap().material();
    let sheath = Sheath { tip: Vec3::ZERO, forward: Vec3::Z };
    let mut rod = sheath.load(Grid::graded(&material, 500.0), 20.0, Vec3::X);
    let (mut tube, settings) = (s_tube(), Settings::default());
    let (mut work, mut inserted) = (Workspace::default(), 20.0);
    let mut tick = |rod: &mut Rod, feed: f64, spin: f64| {
        let motion = HubMotion { feed: feed * TICK, spin: spin * TICK };
        inserted += rod
            .tick_at_sheath(&sheath, inserted, motion, &settings, &mut work, &mut tube)
            .moved
            .feed;
    };
    for _ in 0..18 * 120 {
        tick(&mut rod, 20.0, FRAC_PI_2);
    }
    for _ in 0..2 * 120 {
        tick(&mut rod, 0.0, 0.0);
    }
    let (tip, force) = (rod.positions()[0], rod.hub_force());
    println!("held: force {force} N, torque {} N·mm", rod.hub_torque());
    let (mut crept, mut drifted) = (0.0_f64, 0.0_f64);
    for _ in 0..10 * 120 {
        tick(&mut rod, 0.0, 0.0);
        crept = crept.max(rod.positions()[0].distance(tip));
        drifted = drifted.max((rod.hub_force() - force).abs());
    }
    agrees("creep of the tip, mm", crept, 0.0, 0.01);
    agrees("drift of the force at the hub, N", drifted, 0.0, 1e-3);
}
