//! What a rod keeps when nobody holds it, and what it may gain from a hand.

use super::bench::{clamped_grid, measured, worse};
use super::holds::{FIRM, Holds, turn};
use super::law::{Figure, Line, Outcome, Row};
use crate::sim::math::Vec3;
use crate::sim::rod::{Curve, Grid, HubMotion, Material, Rod, Settings, Vacuum, Workspace};
use crate::sim::units::{TICK, TURN};

/// Rotation rate of the free rod, rad/s.
const RATE: f64 = 2.0;

/// No drag, solved to rounding.
fn exact() -> Settings {
    Settings {
        steps: (3, 60),
        drag: 0.0,
        settled: (1e-11, 1e-11, 1e-7),
        downhill: false,
        ..Settings::default()
    }
}

/// A wire curved over `curved_length`, so heavy that its own vibrations are slow beside a tick.
fn heavy(curved_length: f64, natural_curvature: f64) -> Material {
    Material {
        radius: 0.4,
        flexural_rigidity: Curve::constant(20.0),
        torsional_rigidity: Curve::constant(16.0),
        axial_stiffness: 2e4,
        mass_per_length: 1e-6,
        natural_curvature,
        curved_length,
        core: None,
    }
}

/// Sum over the nodes of mass times `of`.
fn weighted(rod: &Rod, of: impl Fn(usize) -> Vec3) -> Vec3 {
    rod.grid().mass.iter().take(rod.count()).enumerate().map(|(i, &mass)| of(i) * mass).sum()
}

fn mass(rod: &Rod) -> f64 {
    rod.grid().mass.iter().take(rod.count()).sum()
}

fn energy(rod: &Rod) -> f64 {
    rod.elastic_energy() + rod.kinetic_energy()
}

/// An arc in the xy plane that nobody holds, drifting and turning about z.
fn free_arc() -> Rod {
    let grid = Grid::uniform(&heavy(60.0, 0.01), 60.0, 30);
    let mut rod = Rod::straight(grid, Vec3::ZERO, Vec3::X, Vec3::Y);
    rod.release();
    let (settings, mut work) = (exact(), Workspace::default());
    for _ in 0..2000 {
        rod.tick(HubMotion::default(), &settings, &mut work, &mut Vacuum);
    }
    let centre = weighted(&rod, |i| rod.positions()[i]) / mass(&rod);
    let turning = |&x: &Vec3| Vec3::new(5.0, -3.0, 2.0) + (Vec3::Z * RATE).cross(x - centre);
    let velocities: Vec<Vec3> = rod.positions().iter().map(turning).collect();
    rod.set_velocities(&velocities);
    rod
}

/// Angular momentum about the centre of mass, about z.
fn spin(rod: &Rod) -> f64 {
    let centre = weighted(rod, |i| rod.positions()[i]) / mass(rod);
    let drift = weighted(rod, |i| rod.velocities()[i]) / mass(rod);
    weighted(rod, |i| (rod.positions()[i] - centre).cross(rod.velocities()[i] - drift)).z
}

/// The worst of what a free rod did.
struct Free {
    /// Change of linear momentum over itself.
    momentum: f64,
    /// Angular momentum lost in a tick over (Ωh)² of itself.
    lost: f64,
    /// Energy gained over the initial; negative while it only loses.
    gain: f64,
}

/// Rate at which the rod turns about z as a whole, rad/s.
fn rate(rod: &Rod) -> f64 {
    let centre = weighted(rod, |i| rod.positions()[i]) / mass(rod);
    let arm = |i: usize| Vec3::X * (rod.positions()[i] - centre).truncate().length_squared();
    spin(rod) / weighted(rod, arm).x
}

/// Lets the arc go for 600 ticks.
fn let_go() -> Free {
    let mut rod = free_arc();
    let (settings, mut work) = (exact(), Workspace::default());
    let momentum = weighted(&rod, |i| rod.velocities()[i]);
    let initial = energy(&rod);
    let mut free = Free { momentum: 0.0, lost: 0.0, gain: f64::NEG_INFINITY };
    for _ in 0..600 {
        let spun = spin(&rod);
        let solution = rod.tick(HubMotion::default(), &settings, &mut work, &mut Vacuum);
        let kept = if solution.converged { 1.0 } else { f64::NAN };
        let now = weighted(&rod, |i| rod.velocities()[i]);
        free.momentum = worse(free.momentum, (now - momentum).length() / momentum.length() * kept);
        let allowed = rate(&rod) * settings.tick;
        free.lost = worse(free.lost, (1.0 - spin(&rod) / spun).abs() / (allowed * allowed));
        free.gain = worse(free.gain, energy(&rod) / initial - 1.0);
    }
    free
}

/// A naturally straight rod held in a coil and twisted there, and then let go.
fn coiled() -> Option<Rod> {
    const EDGES: usize = 30;
    const ANGLE: f64 = 0.2;
    let place = |i: usize| {
        let angle = ANGLE * i as f64;
        Vec3::new(8.0 * libm::cos(angle), 8.0 * libm::sin(angle), -5.0 * angle)
    };
    let edge = place(0).distance(place(1));
    let grid = Grid::uniform(&heavy(0.0, 0.0), edge * EDGES as f64, EDGES);
    let mut rod = Rod::along(grid, (0..=EDGES).map(place).collect(), Vec3::Z);
    let mut holds = Holds::default();
    for (node, &point) in rod.positions().iter().enumerate() {
        holds.springs.push((node, point, Vec3::splat(FIRM)));
    }
    holds.clamp_angle(0);
    turn(&mut rod, 2.0, &mut holds)?;
    rod.release();
    Some(rod)
}

/// Resultant moment of the internal forces and torques of the coil over the sum of their
/// magnitudes, the worst of 600 ticks; none if one did not converge.
fn internal_moment() -> Option<f64> {
    let (mut rod, settings, mut work) = (coiled()?, exact(), Workspace::default());
    let mut most = 0.0;
    for _ in 0..600 {
        let before = rod.velocities().to_vec();
        rod.tick(HubMotion::default(), &settings, &mut work, &mut Vacuum).converged.then_some(())?;
        let (mut resultant, mut magnitudes) = (Vec3::ZERO, 0.0);
        let centre = rod.positions()[15];
        // Where nothing else acts, mass times acceleration is the internal force.
        for (i, then) in before.iter().enumerate() {
            let force = (rod.velocities()[i] - *then) * (rod.grid().mass[i] / settings.tick);
            let arm = rod.positions()[i] - centre;
            resultant += arm.cross(force);
            magnitudes += arm.length() * force.length();
        }
        // The torque in the rod turns every edge by what of it does not go on beyond the edge.
        let torque = |i: usize| match i {
            0 => 0.0,
            i if i < rod.count() - 1 => rod.grid().twisting[i] * rod.twist(i),
            _ => 0.0,
        };
        for (i, &tangent) in rod.tangents().iter().enumerate() {
            let on_edge = torque(i) - torque(i + 1);
            resultant += tangent * on_edge;
            magnitudes += on_edge.abs();
        }
        most = worse(most, resultant.length() / magnitudes);
    }
    Some(most)
}

/// A wire moved by a hand: energy and the hand's work so far, N·mm, at every tick.
struct Forced {
    energy: Vec<f64>,
    work: Vec<f64>,
}

/// A straightened hook that springs back while the hand feeds to and fro and spins both ways.
fn driven() -> Forced {
    let grid = clamped_grid(&heavy(30.0, 0.05), 100.0, 50);
    let mut rod = Rod::straight(grid, Vec3::X * 100.0, Vec3::X, Vec3::Y);
    let (settings, mut work) = (exact(), Workspace::default());
    let mut forced = Forced { energy: vec![energy(&rod)], work: vec![0.0] };
    let mut done = 0.0;
    for tick in 0..600 {
        let time = f64::from(tick) * TICK;
        let feed = 20.0 * libm::sin(TURN * time) * TICK;
        let spin = if (tick / 90) % 2 == 0 { TURN } else { -TURN } * TICK;
        let before = rod.velocities().to_vec();
        let solution = rod.tick(HubMotion { feed, spin }, &settings, &mut work, &mut Vacuum);
        // In vacuum the hand alone changes the momentum.
        let push = weighted(&rod, |i| (rod.velocities()[i] - before[i]) / settings.tick);
        let axis = rod.tangents()[rod.count() - 2];
        done += push.dot(axis) * solution.moved.feed + rod.hub_torque() * solution.moved.spin;
        forced.work.push(if solution.converged { done } else { f64::NAN });
        forced.energy.push(energy(&rod));
    }
    forced
}

impl Forced {
    /// The largest that the energy rose between any two ticks beyond the hand's work between them,
    /// over the initial energy.
    fn gain(&self) -> f64 {
        let (mut least, mut worst) = (f64::INFINITY, 0.0);
        for (energy, work) in self.energy.iter().zip(&self.work) {
            let unexplained = (energy - work) / self.energy[0];
            least = f64::min(least, unexplained);
            worst = worse(worst, unexplained - least);
        }
        worst
    }
}

/// Momentum and energy of rods that nobody holds, and of one that a hand moves.
pub fn momentum() -> Result<Outcome, &'static str> {
    let (free, forced) = (let_go(), driven());
    let arc = "free turning arc";
    let torque = "net internal torque, free coil that was twisted".to_owned();
    let rows = vec![
        Row::compare("23a", format!("change of linear momentum, {arc}"), "", 0.0, free.momentum)
            .of(1.0, "of the initial", 1e-9),
        Row::compare("23b", torque, "", 0.0, measured(internal_moment())).of(
            1.0,
            "of Σ|x||F|",
            1e-9,
        ),
        Row::compare(
            "23c",
            format!("angular momentum lost a tick / (Ωh)², {arc}"),
            "",
            1.0,
            free.lost,
        )
        .at_most(0.1),
        Row::compare("23d", format!("energy gained / initial, {arc}"), "", 0.0, free.gain)
            .at_most(1e-6),
        Row::compare(
            "23e",
            "energy beyond the hand's work / initial, driven hook".into(),
            "",
            0.0,
            forced.gain(),
        )
        .at_most(1e-6),
    ];
    let scale = forced.energy[0];
    let over_time = |list: Vec<f64>, stride: usize| {
        let dots = list.into_iter().enumerate().step_by(stride);
        dots.map(|(tick, value)| (tick as f64 * TICK, value)).collect()
    };
    let allowed = forced.work.iter().map(|work| 1.0 + work / scale).collect();
    let had = forced.energy.iter().map(|energy| energy / scale).collect();
    let figures = vec![Figure {
        name: "23-energy".into(),
        title: "Energy of a hook that a hand feeds and spins".into(),
        x: "time, s".into(),
        y: "energy / initial".into(),
        equal_scales: false,
        logarithmic: false,
        lines: vec![
            Line::theory("initial + work of the hand", over_time(allowed, 1)),
            Line::simulated("simulated", over_time(had, 6)),
        ],
    }];
    Ok(Outcome { rows, figures })
}
