//! The S-tube: a wire fed at 20 mm/s and spun at 2 turns a second through six bends.
//!
//! The tube is [`crate::sim::anatomy::s_tube`]. The wire is fed to 0.78 m and timed from there to
//! 0.82 m, so that 0.8 m is the mean and the two seconds hold four whole turns. Grids of all sizes are
//! one grid at different scales: spacings of 1 : 3 within and beyond the distal 50 mm. The wire runs
//! alone, in a catheter 60 mm behind its tip, or in both that and a guide half way; the tubes are fed
//! at other rates than the wire and turned otherwise, so that every member slides in every other.

use super::figures::{Figures, Own, STube, Task};
use super::machine::processor;
use super::timing::{Timing, Unrepeatable, bits_of, replayed};
use crate::physics::depth_beyond_wall;
use crate::sim::anatomy::{Tube, s_tube};
use crate::sim::math::Vec3;
use crate::sim::rod::{
    Assembly, Curve, Grid, HubMotion, MOST_MEMBERS, Material, Member, Part, Phase, Rod, Settings,
    Sheath, Solution, Workspace,
};
use crate::sim::units::{TICKS_PER_SECOND, TURN, density};
use core::f64::consts::PI;

/// Wire beyond the sheath in the middle of the timed stretch, mm, and that stretch, mm.
const INSERTED: f64 = 800.0;
const STRETCH: f64 = 40.0;
/// Wire with which the drive begins, mm.
const LOADED: f64 = 20.0;
/// Feed of wire, catheter and guide, mm/s, and their spin, rad/s.
const FEED: [f64; MOST_MEMBERS] = [20.0, 30.0, 10.0];
const SPIN: [f64; MOST_MEMBERS] = [2.0 * TURN, 0.5 * TURN, -0.25 * TURN];
/// How far each is beyond the sheath in the middle of the timed stretch, mm.
const PLACE: [f64; MOST_MEMBERS] = [INSERTED, 740.0, 390.0];
/// Longest that any is fed, mm.
const LONGEST: f64 = INSERTED + STRETCH + 2.0 * HELD_DEPTH;
const STILL: [HubMotion; MOST_MEMBERS] = [HubMotion { feed: 0.0, spin: 0.0 }; MOST_MEMBERS];
/// Length of finer elements at the tip, mm, and how much longer those behind are.
const FINE: f64 = 50.0;
const COARSER: f64 = 3.0;
/// Wire in the sheath that the solver takes along, mm, and prescribed nodes behind it.
const HELD_DEPTH: f64 = 10.0;
const PRESCRIBED: f64 = 2.0;
/// Fed at the timed rate before the timed stretch, mm.
const LEAD: f64 = 10.0;
/// Seconds at rest, and those of them in which the wire may still settle.
const REST: f64 = 20.0;
const SETTLING: f64 = 10.0;

/// The wire of the benchmark: 20 N·mm² over the distal 20 mm, rising to 1,000 at 80 mm, with a tip
/// bent by 45°.
fn wire() -> Material {
    const RADIUS: f64 = 0.445;
    Material {
        radius: RADIUS,
        flexural_rigidity: Curve::new(vec![(20.0, 20.0), (80.0, 1000.0)]),
        torsional_rigidity: Curve::new(vec![(20.0, 16.0), (80.0, 800.0)]),
        axial_stiffness: 2e4,
        mass_per_length: density(6500.0) * PI * RADIUS * RADIUS,
        natural_curvature: 0.0,
        curved_length: 0.0,
        core: None,
    }
    .with_bent_tip(TURN / 8.0, 10.0)
}

/// The wire cut so that `nodes` of it are active with [`INSERTED`] beyond the sheath.
fn grid(nodes: usize) -> Grid {
    let elements = |length: f64| FINE.min(length) + (length - FINE).max(0.0) / COARSER;
    // Half a node of room keeps the count from hanging on a rounding.
    let spacing = elements(INSERTED + HELD_DEPTH) / (nodes as f64 - PRESCRIBED - 0.5);
    let end = elements(INSERTED + STRETCH + 4.0 * HELD_DEPTH);
    let place = |i: usize| {
        let fine = i as f64 * spacing;
        fine.min(FINE) + (fine - FINE).max(0.0) * COARSER
    };
    let count = (end / spacing) as usize + 1;
    Grid::at(&wire(), (0..=count).map(place).collect())
}

/// The members of the benchmark from inside out: the wire, a 4F catheter over it, a 6F guide.
fn parts(count: usize) -> Vec<Part> {
    let tube = |radius: f64, bending: f64, wall: f64| Material {
        radius,
        flexural_rigidity: Curve::constant(bending),
        torsional_rigidity: Curve::constant(0.75 * bending),
        axial_stiffness: 2e4,
        mass_per_length: density(1500.0) * 2.0 * PI * (radius - 0.5 * wall) * wall,
        natural_curvature: 0.0,
        curved_length: 0.0,
        core: None,
    };
    let part = |material, bore_friction| Part { material, bore_friction, length: LONGEST };
    let all =
        [part(wire(), 0.0), part(tube(0.675, 90.0, 0.2), 0.04), part(tube(1.05, 600.0, 0.15), 0.1)];
    all.into_iter().take(count).collect()
}

/// Members on their way through the S-tube.
#[derive(Clone)]
pub struct Drive {
    assembly: Assembly,
    tube: Tube,
    work: Workspace,
    settings: Settings,
    last: Solution,
}

impl Drive {
    /// A wire of `nodes` nodes about the stretch, in as many tubes as make `members` in all, fed as
    /// far as its beginning in ticks of 1/120 s and then of 1/`hz` s.
    pub fn to_stretch(nodes: usize, hz: f64, members: usize) -> Self {
        let sheath = Sheath { tip: Vec3::ZERO, forward: Vec3::Z };
        let inserted = [LOADED, 0.0, 0.0];
        let from_tip = grid(nodes).from_tip;
        let straight = |arc: f64| Vec3::Z * arc;
        let parts = parts(members);
        let assembly =
            Assembly::cut(sheath, parts, &inserted[..members], from_tip, Vec3::X, straight);
        let mut drive = Self {
            assembly,
            tube: s_tube(),
            work: Workspace::default(),
            settings: Settings::default(),
            last: Solution::default(),
        };
        drive.feed_to(INSERTED - 0.5 * STRETCH - LEAD);
        drive.settings.tick = 1.0 / hz;
        drive.feed_to(INSERTED - 0.5 * STRETCH);
        drive
    }

    /// The members on their centreline.
    pub fn rod(&self) -> &Rod {
        self.assembly.rod()
    }

    fn feed_to(&mut self, depth: f64) {
        while self.assembly.reach() < depth - 0.5 * FEED[0] * self.settings.tick {
            self.tick();
        }
    }

    /// What the hands do in a tick: every member is fed and turned. Tubes begin when the wire is as
    /// far ahead as lets them arrive at their places with it.
    fn motions(&self) -> [HubMotion; MOST_MEMBERS] {
        let (h, reach) = (self.settings.tick, self.assembly.reach());
        core::array::from_fn(|k| {
            let begun = INSERTED - reach <= PLACE[k] * FEED[0] / FEED[k];
            let feed = if begun { FEED[k] * h } else { 0.0 };
            HubMotion { feed, spin: SPIN[k] * h }
        })
    }

    /// One tick of feed and spin; returns the Newton steps taken.
    pub fn tick(&mut self) -> usize {
        self.tick_watched(&mut |_| {}).steps
    }

    /// True once the timed stretch is behind.
    pub fn is_over(&self) -> bool {
        self.assembly.reach() > INSERTED + 0.5 * STRETCH - 0.5 * FEED[0] * self.settings.tick
    }

    /// On to the middle of the timed stretch, where as many nodes are active as were asked for.
    pub(super) fn brought_to_middle(mut self) -> Self {
        self.feed_to(INSERTED);
        self
    }

    /// As [`Drive::tick`], and tells `watch` when each phase of each Newton step is done.
    pub(super) fn tick_watched(&mut self, watch: &mut impl FnMut(Phase)) -> Solution {
        self.advance(&self.motions(), watch)
    }

    fn advance(&mut self, motions: &[HubMotion], watch: &mut impl FnMut(Phase)) -> Solution {
        let Self { assembly, settings, work, tube, .. } = self;
        self.last = assembly.tick_watched(motions, settings, work, tube, watch);
        self.last
    }

    /// Bits of everything that the next tick hangs on and that can be seen.
    pub(super) fn digest(&self) -> u64 {
        let rod = self.rod();
        let vectors = rod.positions().iter().chain(rod.velocities());
        let forces = (0..rod.count() - 1).map(|i| rod.axial_force(i));
        let of_member = |member| {
            let member: &Member = member;
            (0..rod.count() - 1).flat_map(|i| [member.angle(i), member.axial_force(i)])
        };
        let members = rod.members().iter().flat_map(of_member);
        let numbers = vectors.flat_map(|x| x.to_array()).chain(forces).chain(members);
        bits_of(numbers.chain(rod.anchors()))
    }

    /// Largest force out of balance after the tick that comes next, N. Measured on a copy, so that
    /// the drive goes on unseen.
    pub(super) fn residual(&self) -> f64 {
        let mut next = self.clone();
        next.settings.audited = true;
        next.tick();
        next.last.residual.unwrap_or(f64::NAN)
    }

    pub(super) fn penetration(&self) -> f64 {
        let nodes = self.rod().nodes();
        let places = nodes.positions.iter().zip(nodes.radius);
        let depths = places.map(|(&x, &radius)| depth_beyond_wall(&self.tube, x, radius));
        depths.fold(0.0, f64::max)
    }

    /// How far the tip moves once the hand has stopped and the wire had time to settle, mm.
    fn creep(mut self) -> f64 {
        let ticks = |seconds: f64| (seconds / self.settings.tick).round() as usize;
        let (settling, creeping) = (ticks(SETTLING), ticks(REST - SETTLING));
        for _ in 0..settling {
            self.advance(&STILL, &mut |_| {});
        }
        let settled = self.rod().positions()[0];
        for _ in 0..creeping {
            self.advance(&STILL, &mut |_| {});
        }
        self.rod().positions()[0].distance(settled)
    }
}

/// What the ticks of the first replay showed.
#[derive(Default)]
struct Seen {
    steps: Vec<usize>,
    unsettled: usize,
    penetration: f64,
    hub_forces: Vec<f64>,
}

impl Seen {
    fn add(&mut self, drive: &Drive) {
        self.steps.push(drive.last.steps);
        self.unsettled += usize::from(!drive.last.converged);
        self.penetration = self.penetration.max(drive.penetration());
        self.hub_forces.push(drive.rod().hub_force());
    }

    fn own(self, members: usize, residuals: &[f64], creep_mm: f64) -> STube {
        let changes: Vec<_> = self.hub_forces.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let squares: f64 = changes.iter().map(|change| change * change).sum();
        STube {
            members,
            residual_median_n: residuals[residuals.len() / 2],
            hub_force_n: self.hub_forces.iter().sum::<f64>() / self.hub_forces.len() as f64,
            force_ripple_n: (squares / changes.len() as f64).sqrt(),
            largest_force_ripple_n: changes.iter().map(|change| change.abs()).fold(0.0, f64::max),
            creep_mm,
            hub_forces: self.hub_forces,
        }
    }
}

/// The S-tube with `nodes` nodes at 0.8 m, `hz` ticks a second and so many members.
pub fn run(nodes: usize, hz: f64, members: usize) -> Result<Figures, Unrepeatable> {
    let drive = Drive::to_stretch(nodes, hz, members);
    let ticks = (STRETCH / FEED[0] * hz).round() as usize;
    let (mut seen, mut residuals) = (Seen::default(), Vec::with_capacity(ticks));
    let (mut end, mut half_way) = (None, 0);
    let times = replayed(
        ticks,
        || drive.clone(),
        |drive| {
            drive.tick();
        },
        Drive::digest,
        |drive| residuals.push(drive.residual()),
        |drive| {
            seen.add(drive);
            if seen.steps.len() == ticks / 2 {
                half_way = drive.rod().count();
            }
            if seen.steps.len() == ticks {
                end = Some(drive.clone());
            }
        },
    )?;
    residuals.sort_by(f64::total_cmp);
    let creep = end.map_or(0.0, Drive::creep);
    Ok(Figures {
        task: Task::STube,
        machine: processor(),
        method: "rod",
        nodes: half_way,
        hz,
        ticks,
        timing: Timing::of(&times, 1.0 / hz),
        iterations: seen.steps.iter().sum::<usize>() as f64 / ticks as f64,
        most_iterations: seen.steps.iter().copied().max().unwrap_or(0),
        unsettled_ticks: seen.unsettled,
        residual_n: residuals[ticks - 1],
        penetration_mm: seen.penetration,
        own: Own::STube(seen.own(members, &residuals, creep)),
        seconds: times.least,
    })
}

/// Exponent p of median time ∝ nodesᵖ over the S-tubes at the simulator's own rate: the slope of
/// the least-squares line through the logarithms. None for fewer than two sizes.
pub fn exponent(figures: &[Figures]) -> Option<f64> {
    let points: Vec<_> = figures
        .iter()
        .filter(|row| row.task == Task::STube && row.hz == f64::from(TICKS_PER_SECOND))
        .filter(|row| matches!(&row.own, Own::STube(own) if own.members == 1))
        .map(|row| ((row.nodes as f64).ln(), row.timing.median_ms.ln()))
        .collect();
    let mean =
        |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / points.len() as f64;
    let (x, y) = (mean(|p| p.0), mean(|p| p.1));
    let (mut covariance, mut variance) = (0.0, 0.0);
    for point in &points {
        covariance += (point.0 - x) * (point.1 - y);
        variance += (point.0 - x).powi(2);
    }
    (variance > 0.0).then(|| covariance / variance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grids_hold_as_many_nodes_as_asked_for_at_the_stated_depth() {
        let sheath = Sheath { tip: Vec3::ZERO, forward: Vec3::Z };
        for nodes in [93, 198, 299, 504, 1000] {
            let rod = sheath.load(grid(nodes), INSERTED, Vec3::X);
            assert_eq!(rod.count(), nodes);
        }
    }
}
