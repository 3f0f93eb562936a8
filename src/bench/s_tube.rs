//! The S-tube: a wire fed at 20 mm/s and spun at 2 turns a second through six bends.
//!
//! The tube is [`crate::sim::anatomy::s_tube`]. The wire is fed to 0.78 m and timed from there to
//! 0.82 m, so that 0.8 m is the mean and the two seconds hold four whole turns. Grids of all sizes are
//! one grid at different scales: spacings of 1 : 3 within and beyond the distal 50 mm.

use super::figures::{Figures, Own, STube, Task};
use super::machine::processor;
use super::timing::{Timing, Unrepeatable, bits_of, replayed};
use crate::physics::depth_beyond_wall;
use crate::sim::anatomy::{Tube, s_tube};
use crate::sim::math::Vec3;
use crate::sim::rod::{
    Curve, Grid, HubMotion, Material, Phase, Rod, Settings, Sheath, Solution, Workspace,
};
use crate::sim::units::{TICKS_PER_SECOND, TURN, density};
use core::f64::consts::PI;

/// Wire beyond the sheath in the middle of the timed stretch, mm, and that stretch, mm.
const INSERTED: f64 = 800.0;
const STRETCH: f64 = 40.0;
/// Wire with which the drive begins, mm.
const LOADED: f64 = 20.0;
/// Feed, mm/s, and spin, rad/s.
const FEED: f64 = 20.0;
const SPIN: f64 = 2.0 * TURN;
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

/// A wire on its way through the S-tube.
#[derive(Clone)]
pub struct Drive {
    pub rod: Rod,
    sheath: Sheath,
    tube: Tube,
    work: Workspace,
    settings: Settings,
    inserted: f64,
    last: Solution,
}

impl Drive {
    /// A wire of `nodes` nodes about the stretch, fed as far as its beginning in ticks of 1/120 s
    /// and then of 1/`hz` s.
    pub fn to_stretch(nodes: usize, hz: f64) -> Self {
        let sheath = Sheath { tip: Vec3::ZERO, forward: Vec3::Z };
        let mut drive = Self {
            rod: sheath.load(grid(nodes), LOADED, Vec3::X),
            sheath,
            tube: s_tube(),
            work: Workspace::default(),
            settings: Settings::default(),
            inserted: LOADED,
            last: Solution::default(),
        };
        drive.feed_to(INSERTED - 0.5 * STRETCH - LEAD);
        drive.settings.tick = 1.0 / hz;
        drive.feed_to(INSERTED - 0.5 * STRETCH);
        drive
    }

    fn feed_to(&mut self, depth: f64) {
        while self.inserted < depth - 0.5 * FEED * self.settings.tick {
            self.tick();
        }
    }

    /// One tick of feed and spin; returns the Newton steps taken.
    pub fn tick(&mut self) -> usize {
        let h = self.settings.tick;
        self.advance(HubMotion { feed: FEED * h, spin: SPIN * h })
    }

    /// True once the timed stretch is behind.
    pub fn is_over(&self) -> bool {
        self.inserted > INSERTED + 0.5 * STRETCH - 0.5 * FEED * self.settings.tick
    }

    /// On to the middle of the timed stretch, where as many nodes are active as were asked for.
    pub(super) fn brought_to_middle(mut self) -> Self {
        self.feed_to(INSERTED);
        self
    }

    /// As [`Drive::tick`], but takes up no wire at the sheath, so for some millimetres only; tells
    /// `watch` when each phase of each Newton step is done.
    pub(super) fn tick_watched(&mut self, watch: &mut impl FnMut(Phase)) -> Solution {
        let h = self.settings.tick;
        let motion = HubMotion { feed: FEED * h, spin: SPIN * h };
        let Self { rod, settings, work, tube, .. } = self;
        self.last = rod.tick_watched(motion, settings, work, tube, watch);
        self.inserted += self.last.moved.feed;
        self.last
    }

    fn advance(&mut self, motion: HubMotion) -> usize {
        self.last = self.rod.tick_at_sheath(
            &self.sheath,
            self.inserted,
            motion,
            &self.settings,
            &mut self.work,
            &mut self.tube,
        );
        self.inserted += self.last.moved.feed;
        self.last.steps
    }

    /// Bits of everything that the next tick hangs on and that can be seen.
    pub(super) fn digest(&self) -> u64 {
        let rod = &self.rod;
        let vectors = rod.positions().iter().chain(rod.velocities());
        let angles = (0..rod.count() - 1).flat_map(|i| [rod.angle(i), rod.axial_force(i)]);
        bits_of(vectors.flat_map(|x| x.to_array()).chain(angles).chain(rod.anchors()))
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
        let radius = self.rod.grid().radius;
        let depths = self.rod.positions().iter().map(|&x| depth_beyond_wall(&self.tube, x, radius));
        depths.fold(0.0, f64::max)
    }

    /// How far the tip moves once the hand has stopped and the wire had time to settle, mm.
    fn creep(mut self) -> f64 {
        let ticks = |seconds: f64| (seconds / self.settings.tick).round() as usize;
        let (settling, creeping) = (ticks(SETTLING), ticks(REST - SETTLING));
        for _ in 0..settling {
            self.advance(HubMotion::default());
        }
        let settled = self.rod.positions()[0];
        for _ in 0..creeping {
            self.advance(HubMotion::default());
        }
        self.rod.positions()[0].distance(settled)
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
        self.hub_forces.push(drive.rod.hub_force());
    }

    fn own(self, residuals: &[f64], creep_mm: f64) -> STube {
        let changes: Vec<_> = self.hub_forces.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let squares: f64 = changes.iter().map(|change| change * change).sum();
        STube {
            residual_median_n: residuals[residuals.len() / 2],
            hub_force_n: self.hub_forces.iter().sum::<f64>() / self.hub_forces.len() as f64,
            force_ripple_n: (squares / changes.len() as f64).sqrt(),
            largest_force_ripple_n: changes.iter().map(|change| change.abs()).fold(0.0, f64::max),
            creep_mm,
            hub_forces: self.hub_forces,
        }
    }
}

/// The S-tube with `nodes` nodes at 0.8 m and `hz` ticks a second.
pub fn run(nodes: usize, hz: f64) -> Result<Figures, Unrepeatable> {
    let drive = Drive::to_stretch(nodes, hz);
    let ticks = (STRETCH / FEED * hz).round() as usize;
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
                half_way = drive.rod.count();
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
        own: Own::STube(seen.own(&residuals, creep)),
        seconds: times.least,
    })
}

/// Exponent p of median time ∝ nodesᵖ over the S-tubes at the simulator's own rate: the slope of
/// the least-squares line through the logarithms. None for fewer than two sizes.
pub fn exponent(figures: &[Figures]) -> Option<f64> {
    let points: Vec<_> = figures
        .iter()
        .filter(|row| row.task == Task::STube && row.hz == f64::from(TICKS_PER_SECOND))
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
