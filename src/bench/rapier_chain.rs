//! The same wire as a chain of joints in Rapier, against the rod at equal static error.
//!
//! The chain gets the best that Rapier has for it: a multibody in reduced coordinates, ball joints
//! with implicit springs B/h in bending and C/h in twist (2B/h and 2C/h at the clamp, half a link
//! away from the first link's middle), damped near the critical value of the first mode. Its mass
//! matrix is dense and solved anew every step, so it has 60 links and 100 steps at most. The rod
//! has the fewest elements whose error at rest is no larger than the chain's.

use super::cantilever::{
    Cantilever, LENGTH, LOAD, RIGIDITY, TICKS, material, static_error, ticks_to_rest,
};
use super::figures::{Chain, Figures, Own, Task};
use super::machine::processor;
use super::timing::{Times, Timing, Unrepeatable, bits_of, replayed};
use crate::sim::math::Vec3;
use crate::sim::units::{TICK, TICKS_PER_SECOND};
use bevy_rapier3d::rapier::prelude::{
    MassProperties, MultibodyJointHandle, PhysicsWorld, RigidBodyBuilder, RigidBodyHandle,
    SphericalJointBuilder, Vector,
};

/// Elements of the rod that are tried.
const ELEMENTS: core::ops::RangeInclusive<usize> = 4..=200;
/// Micronewtons in a newton, grams in N·s²/mm: Rapier's world is in mm, g and s.
const MICRO: f64 = 1e6;
/// First natural frequency of a cantilever over √(B/ρAL⁴) (Euler–Bernoulli).
const FIRST_MODE: f64 = 3.516;
/// Coordinates of a ball joint: twist and two bends, in Rapier's order of axes.
const TWIST: usize = 3;
const BENDS: [usize; 2] = [4, 5];

/// A chain along +x from the origin, loaded at its tip.
struct Links {
    world: PhysicsWorld,
    bodies: Vec<RigidBodyHandle>,
    joint: MultibodyJointHandle,
    link: f32,
}

impl Links {
    /// `count` links of the wire, straight.
    fn straight(count: usize) -> Option<Self> {
        let link = LENGTH / count as f64;
        let material = material();
        let mut world = PhysicsWorld::new();
        world.gravity = Vector::ZERO;
        world.integration_parameters.dt = TICK as f32;
        let mass = material.mass_per_length * link * MICRO;
        let across = mass * link * link / 12.0;
        let about = 0.5 * mass * material.radius * material.radius;
        let inertia = Vector::new(about as f32, across as f32, across as f32);
        let middle = Vector::new(0.5 * link as f32, 0.0, 0.0);
        let mut parent = world.bodies.insert(RigidBodyBuilder::fixed());
        let (mut bodies, mut joints) = (Vec::new(), Vec::new());
        for i in 0..count {
            let start = Vector::new((i as f64 * link) as f32, 0.0, 0.0);
            let properties = MassProperties::new(middle, mass as f32, inertia);
            let body = RigidBodyBuilder::dynamic()
                .translation(start)
                .additional_mass_properties(properties)
                .can_sleep(false);
            let body = world.bodies.insert(body);
            let end = if i == 0 { Vector::ZERO } else { Vector::new(link as f32, 0.0, 0.0) };
            let joint = SphericalJointBuilder::new().local_anchor1(end).build();
            joints.push(world.insert_multibody_joint(parent, body, joint)?);
            bodies.push(body);
            parent = body;
        }
        // The first step fixes the root, which moves the places of all coordinates.
        world.step();
        let rate = FIRST_MODE * (RIGIDITY / (material.mass_per_length * LENGTH.powi(4))).sqrt();
        let damping_time = 2.0 / rate;
        let twisting = material.torsional_rigidity.at(0.0);
        for (i, &joint) in joints.iter().enumerate() {
            let (body, id) = world.multibody_joints.get_mut(joint)?;
            let stiffer = if i == 0 { 2.0 } else { 1.0 };
            let springs = [(TWIST, twisting), (BENDS[0], RIGIDITY), (BENDS[1], RIGIDITY)];
            for (place, (axis, rigidity)) in springs.into_iter().enumerate() {
                let stiffness = stiffer * rigidity / link * MICRO;
                let at = body.link(id)?.assembly_id() + place;
                body.link_mut(id)?.joint.set_spring(axis, stiffness as f32, 0.0);
                body.damping_mut()[at] = (stiffness * damping_time) as f32;
            }
        }
        Some(Self { world, bodies, joint: *joints.first()?, link: link as f32 })
    }

    fn tip(&self) -> Vector {
        let last = self.bodies[self.bodies.len() - 1];
        *self.world.bodies[last].position() * Vector::new(self.link, 0.0, 0.0)
    }

    fn tick(&mut self) {
        let tip = self.tip();
        let last = &mut self.world.bodies[self.bodies[self.bodies.len() - 1]];
        last.reset_forces(true);
        last.reset_torques(true);
        last.add_force_at_point(Vector::new(0.0, -(LOAD * MICRO) as f32, 0.0), tip, true);
        self.world.step();
    }

    fn digest(&self) -> u64 {
        let places = self.bodies.iter().map(|&body| self.world.bodies[body].translation());
        bits_of(places.flat_map(|x| x.as_dvec3().to_array()))
    }

    /// Largest moment out of balance at any joint over the wire's length, N.
    fn residual(&self) -> f64 {
        let Some((body, _)) = self.world.multibody_joints.get(self.joint) else { return 0.0 };
        let tip = f64::from(self.tip().x);
        let at_joint = |i: usize| {
            let joint = body.link(i + 1)?.joint();
            let (stiffness, _) = joint.spring(BENDS[1]);
            let spring = f64::from(stiffness) / MICRO * f64::from(joint.coords()[BENDS[1]]);
            let arm = tip - f64::from(self.world.bodies[self.bodies[i]].translation().x);
            Some((spring + LOAD * arm).abs())
        };
        (0..self.bodies.len()).filter_map(at_joint).fold(0.0, f64::max) / LENGTH
    }
}

/// A chain of `links`, and the rod with the fewest elements whose error is no larger.
pub fn run(links: usize) -> Result<Vec<Figures>, Unrepeatable> {
    let Some(chain) = chain(links)? else { return Ok(Vec::new()) };
    let reached = match &chain.own {
        Own::Chain(own) => own.static_error,
        _ => f64::INFINITY,
    };
    let fewest = ELEMENTS.into_iter().find(|&count| Cantilever::error_with(count) <= reached);
    let mut rows = vec![chain];
    if let Some(elements) = fewest {
        rows.push(rod(elements)?);
    }
    Ok(rows)
}

fn figures(method: &'static str, nodes: usize, times: Times, tips: &[Vec3]) -> Figures {
    let ticks_to_rest = ticks_to_rest(tips);
    Figures {
        task: Task::RapierChain,
        machine: processor(),
        method,
        nodes,
        hz: f64::from(TICKS_PER_SECOND),
        ticks: TICKS,
        timing: Timing::of(&times, TICK),
        iterations: 0.0,
        most_iterations: 0,
        unsettled_ticks: 0,
        residual_n: 0.0,
        penetration_mm: 0.0,
        own: Own::Chain(Chain {
            static_error: tips.last().map_or(f64::INFINITY, |&tip| static_error(tip)),
            ticks_to_rest,
            ms_to_rest: times.least.iter().take(ticks_to_rest).sum::<f64>() * 1e3,
        }),
        seconds: times.least,
    }
}

fn rod(elements: usize) -> Result<Figures, Unrepeatable> {
    let (mut tips, mut steps, mut most, mut unsettled) = (Vec::new(), 0, 0, 0);
    let mut residual = 0.0;
    let start = || Cantilever::straight(elements);
    let foresee = |state: &Cantilever| residual = state.residual();
    let times = replayed(TICKS, start, Cantilever::tick, Cantilever::digest, foresee, |state| {
        tips.push(state.tip());
        steps += state.last.steps;
        most = most.max(state.last.steps);
        unsettled += usize::from(!state.last.converged);
    })?;
    Ok(Figures {
        iterations: steps as f64 / TICKS as f64,
        most_iterations: most,
        unsettled_ticks: unsettled,
        residual_n: residual,
        ..figures("rod", elements + 1, times, &tips)
    })
}

/// None if Rapier refuses the chain.
fn chain(count: usize) -> Result<Option<Figures>, Unrepeatable> {
    let Some(first) = Links::straight(count) else { return Ok(None) };
    let iterations = first.world.integration_parameters.num_solver_iterations;
    let (mut tips, mut residual) = (Vec::new(), 0.0);
    let start = || Links::straight(count);
    let tick = |chain: &mut Option<Links>| {
        if let Some(chain) = chain {
            chain.tick();
        }
    };
    let digest = |chain: &Option<Links>| chain.as_ref().map_or(0, Links::digest);
    let times = replayed(
        TICKS,
        start,
        tick,
        digest,
        |_| (),
        |chain| {
            if let Some(chain) = chain {
                tips.push(chain.tip().as_dvec3());
                residual = chain.residual();
            }
        },
    )?;
    Ok(Some(Figures {
        iterations: iterations as f64,
        most_iterations: iterations,
        residual_n: residual,
        ..figures("rapier multibody", count + 1, times, &tips)
    }))
}
