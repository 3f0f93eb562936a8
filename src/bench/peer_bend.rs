//! The task that other simulators were timed on: a wire pushed through one bend.
//!
//! A tube of radius 4 mm, straight, then a right-angle bend of 60 mm, then straight; a 0.035-inch
//! wire of 1.5 m in 300 elements lies in the straight part with its tip 5 mm before the bend and is
//! pushed at 0.1 m/s for 2.5 s. Along the tube's axis its tip would then stand 0.211 m over the
//! bend's beginning.

use super::figures::{Figures, Own, PeerBend, Task};
use super::machine::processor;
use super::timing::{Timing, Unrepeatable, bits_of, replayed};
use crate::physics::depth_beyond_wall;
use crate::sim::anatomy::{Piece, Tube, Wall, course};
use crate::sim::math::Vec3;
use crate::sim::rod::{Curve, Grid, HubMotion, Material, Rod, Settings, Solution, Workspace};
use crate::sim::units::{TICK, TICKS_PER_SECOND, density};
use core::f64::consts::{FRAC_PI_2, PI};

/// What another simulator reached on this task, as its makers or reviewers measured it.
#[derive(Clone, Copy, Debug)]
pub struct Quoted {
    pub name: &'static str,
    pub realtime_factor: f64,
    pub tip_height_m: f64,
    pub overshoot_mm: f64,
}

/// Figures measured elsewhere, on one core; not by this program.
pub const QUOTED: [Quoted; 1] =
    [Quoted { name: "MuJoCo 4.0", realtime_factor: 0.17, tip_height_m: 0.206, overshoot_mm: 0.37 }];

const TUBE_RADIUS: f64 = 4.0;
const BEND_RADIUS: f64 = 60.0;
/// A near-rigid wall, N/mm per mm of wire, and its friction coefficient.
const WALL: Wall = Wall { stiffness: 2.0, friction: 0.1 };
/// The wire, mm, and its elements.
const LENGTH: f64 = 1500.0;
const ELEMENTS: usize = 300;
/// From the tip to the bend at the start, mm.
const BEFORE_BEND: f64 = 5.0;
/// The straight part behind the bend: longer than what lies in it, so that no wire leaves it.
const STRAIGHT: f64 = LENGTH + BEFORE_BEND + 5.0;
const WAY_OUT: f64 = 300.0;
/// Push, mm/s, for so long, s.
const SPEED: f64 = 100.0;
const DURATION: f64 = 2.5;

/// 0.035 inch, 1,000 N·mm², 8,000 kg/m³ throughout.
pub(super) fn wire() -> Material {
    const RADIUS: f64 = 0.4445;
    Material {
        radius: RADIUS,
        flexural_rigidity: Curve::constant(1000.0),
        torsional_rigidity: Curve::constant(800.0),
        axial_stiffness: 2e4,
        mass_per_length: density(8000.0) * PI * RADIUS * RADIUS,
        natural_curvature: 0.0,
        curved_length: 0.0,
        core: None,
    }
}

/// The wire being pushed.
#[derive(Clone)]
pub struct Push {
    pub rod: Rod,
    tube: Tube,
    work: Workspace,
    settings: Settings,
    last: Solution,
}

impl Default for Push {
    fn default() -> Self {
        Self::new()
    }
}

impl Push {
    /// The wire as it lies at the start.
    pub fn new() -> Self {
        let pieces = [
            Piece::Straight(STRAIGHT),
            Piece::Bend { radius: BEND_RADIUS, angle: FRAC_PI_2, roll: 0.0 },
            Piece::Straight(WAY_OUT),
        ];
        let tip = Vec3::Z * (STRAIGHT - BEFORE_BEND);
        let grid = Grid::uniform(&wire(), LENGTH, ELEMENTS);
        Self {
            rod: Rod::straight(grid, tip, Vec3::Z, Vec3::Y),
            tube: Tube::new(course(&pieces, TUBE_RADIUS), WALL),
            work: Workspace::default(),
            settings: Settings::default(),
            last: Solution::default(),
        }
    }

    /// Ticks of the whole push.
    pub fn ticks() -> usize {
        (DURATION * f64::from(TICKS_PER_SECOND)) as usize
    }

    /// One tick.
    pub fn tick(&mut self) {
        let motion = HubMotion { feed: SPEED * TICK, spin: 0.0 };
        self.last = self.rod.tick(motion, &self.settings, &mut self.work, &mut self.tube);
    }

    /// How far the tip stands over the level of the bend's beginning, along the way out, mm.
    fn tip_height(&self) -> f64 {
        let course = &self.tube.course;
        let out = course.at(course.length()).tangent;
        (self.rod.positions()[0] - course.at(STRAIGHT).centre).dot(out)
    }

    /// Arc length from the bend's beginning, and distance from the axis towards the bend's inside,
    /// mm, of every node from the tip.
    fn inward(&self) -> Vec<(f64, f64)> {
        let course = &self.tube.course;
        let (way_in, way_out) = (course.at(0.0).tangent, course.at(course.length()).tangent);
        let mut arc = STRAIGHT - BEFORE_BEND + SPEED * DURATION;
        let place = |&x: &Vec3| {
            let station = course.nearest(x, arc);
            arc = station.s - LENGTH / ELEMENTS as f64;
            let along = station.s - STRAIGHT;
            let (sin, cos) = (along / BEND_RADIUS).clamp(0.0, FRAC_PI_2).sin_cos();
            (along, (x - station.centre).dot(way_out * cos - way_in * sin))
        };
        self.rod.positions().iter().map(place).collect()
    }

    /// Largest force out of balance after the tick that comes next, N.
    fn residual(&self) -> f64 {
        let mut next = self.clone();
        next.settings.audited = true;
        next.tick();
        next.last.residual.unwrap_or(f64::NAN)
    }

    fn digest(&self) -> u64 {
        let vectors = self.rod.positions().iter().chain(self.rod.velocities());
        bits_of(vectors.flat_map(|x| x.to_array()))
    }

    fn penetration(&self) -> f64 {
        let radius = self.rod.grid().radius;
        let depths = self.rod.positions().iter().map(|&x| depth_beyond_wall(&self.tube, x, radius));
        depths.fold(0.0, f64::max)
    }
}

/// Height of a tip that has come the whole way along the tube's axis, mm.
fn ideal_height() -> f64 {
    BEND_RADIUS + SPEED * DURATION - BEFORE_BEND - BEND_RADIUS * FRAC_PI_2
}

/// What a wire that lies `inward` saves of its way through the bend, mm.
fn saved(inward: &[(f64, f64)]) -> f64 {
    let angle = |along: f64| (along / BEND_RADIUS).clamp(0.0, FRAC_PI_2);
    let between =
        |pair: &[(f64, f64)]| 0.5 * (pair[0].1 + pair[1].1) * (angle(pair[0].0) - angle(pair[1].0));
    inward.windows(2).map(between).sum()
}

/// What a wire that lies `inward` loses of its reach by its slope to the axis, mm.
fn lost(inward: &[(f64, f64)]) -> f64 {
    let between =
        |pair: &[(f64, f64)]| 0.5 * (pair[0].1 - pair[1].1).powi(2) / (pair[0].0 - pair[1].0);
    inward.windows(2).map(between).sum()
}

/// The task from beginning to end.
pub fn run() -> Result<Figures, Unrepeatable> {
    let begin = Push::new();
    let ticks = Push::ticks();
    let (mut steps, mut most, mut unsettled) = (0, 0, 0);
    let (mut residuals, mut penetration, mut settled) = (Vec::new(), 0.0_f64, 0.0_f64);
    let (mut height, mut hub_force, mut inward) = (0.0, 0.0, Vec::new());
    let times = replayed(
        ticks,
        || begin.clone(),
        Push::tick,
        Push::digest,
        |push| residuals.push(push.residual()),
        |push| {
            steps += push.last.steps;
            most = most.max(push.last.steps);
            let depth = push.penetration();
            penetration = penetration.max(depth);
            if push.last.converged {
                settled = settled.max(depth);
            } else {
                unsettled += 1;
            }
            height = push.tip_height();
            hub_force = push.rod.hub_force();
            inward = push.inward();
        },
    )?;
    residuals.sort_by(f64::total_cmp);
    Ok(Figures {
        task: Task::PeerBend,
        machine: processor(),
        method: "rod",
        nodes: begin.rod.count(),
        hz: f64::from(TICKS_PER_SECOND),
        ticks,
        timing: Timing::of(&times, TICK),
        iterations: steps as f64 / ticks as f64,
        most_iterations: most,
        unsettled_ticks: unsettled,
        residual_n: residuals[ticks - 1],
        penetration_mm: penetration,
        own: Own::PeerBend(PeerBend {
            tip_height_m: height * 1e-3,
            ideal_tip_height_m: ideal_height() * 1e-3,
            overshoot_mm: penetration,
            settled_overshoot_mm: settled,
            residual_median_n: residuals[ticks / 2],
            wall_n_mm2: WALL.stiffness,
            hub_force_n: hub_force,
            inward_mm: inward.iter().map(|place| place.1).fold(0.0, f64::max),
            saved_mm: saved(&inward),
            lost_mm: lost(&inward),
            clearance_mm: TUBE_RADIUS - begin.rod.grid().radius,
            bend_mm: BEND_RADIUS * FRAC_PI_2,
            inward,
        }),
        seconds: times.least,
    })
}
