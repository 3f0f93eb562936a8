//! What the laws share: uniform rods, their clamp, loads on single nodes, and rest.

use crate::sim::anatomy::Tube;
use crate::sim::math::{Mat3, Vec3};
use crate::sim::rod::{
    Curve, Grid, HubMotion, Material, Nodes, Reaction, Rod, Settings, Surroundings, Workspace,
};

/// Flexural rigidity B of the bench rods, N·mm².
pub const BENDING: f64 = 20.0;
/// Torsional rigidity C of the bench rods, N·mm².
pub const TORSION: f64 = 16.0;
/// Length L of the bench rods, mm.
pub const LENGTH: f64 = 100.0;
/// Elements of the bench rods.
pub const ELEMENTS: usize = 100;

/// A uniform, straight wire of the usual diameter, so stiff axially that a load P of B/L² stretches
/// it by P/EA < 1e-7.
pub fn uniform_material() -> Material {
    Material {
        radius: 0.445,
        flexural_rigidity: Curve::constant(BENDING),
        torsional_rigidity: Curve::constant(TORSION),
        axial_stiffness: 1e6,
        mass_per_length: 4e-9,
        natural_curvature: 0.0,
        curved_length: 0.0,
        core: None,
    }
}

/// A grid of `elements` edges whose clamp lies `length` mm from the tip.
///
/// The hand holds the last edge. An edge of the discrete rod has its tangent at its middle, so the
/// middle of that edge is where position and slope are fixed.
pub fn clamped_grid(material: &Material, length: f64, elements: usize) -> Grid {
    let edge = length / (elements as f64 - 0.5);
    Grid::uniform(material, edge * elements as f64, elements)
}

/// A rod along +x with its clamp at the origin and its tip at `length`.
pub fn clamped_rod(material: &Material, length: f64, elements: usize) -> Rod {
    let grid = clamped_grid(material, length, elements);
    Rod::straight(grid, Vec3::X * length, Vec3::X, Vec3::Y)
}

/// Ticks so long that inertia and drag vanish, solved to the last digits.
pub fn quasi_static() -> Settings {
    Settings {
        tick: 1e4,
        steps: (2, 60),
        longest_move: 10.0,
        largest_turn: 0.5,
        drag: 1e-9,
        settled: (1e-8, 1e-8, 1e-5),
        downhill: false,
        touches_itself: false,
        audited: false,
    }
}

/// Ticks of the simulator's own length, without drag to speak of and solved closely.
pub fn closely() -> Settings {
    Settings { steps: (2, 60), drag: 1e-9, settled: (1e-6, 1e-6, 1e-5), ..Settings::default() }
}

/// Point forces, and springs that hold nodes to the x axis.
#[derive(Default)]
pub struct Loads {
    /// Node and force, N.
    pub forces: Vec<(usize, Vec3)>,
    /// Nodes held at y = z = 0.
    pub guides: Vec<usize>,
}

impl Loads {
    /// `force` (N) on the tip.
    pub fn on_tip(force: Vec3) -> Self {
        Self { forces: vec![(0, force)], guides: Vec::new() }
    }
}

/// Stiffness of a guide, N/mm: beyond that of any bench rod by orders of magnitude.
const GUIDE: f64 = 1e4;

impl Surroundings for Loads {
    fn begin_tick(&mut self, _nodes: Nodes) {}

    fn react(&mut self, index: usize, x: Vec3) -> Reaction {
        let mut reaction = Reaction::NONE;
        for &(_, force) in self.forces.iter().filter(|(node, _)| *node == index) {
            reaction.gradient -= force;
        }
        if self.guides.contains(&index) {
            reaction.gradient += Vec3::new(0.0, x.y, x.z) * GUIDE;
            reaction.hessian = Mat3::from_diagonal(Vec3::new(0.0, GUIDE, GUIDE));
        }
        reaction
    }

    fn settled(&mut self, _positions: &[Vec3]) -> bool {
        true
    }
}

/// A tube, and a force (N) on one of the nodes in it.
pub struct Pressed {
    pub tube: Tube,
    pub node: usize,
    pub force: Vec3,
}

impl Surroundings for Pressed {
    fn begin_tick(&mut self, nodes: Nodes) {
        self.tube.begin_tick(nodes);
    }

    fn react(&mut self, index: usize, x: Vec3) -> Reaction {
        let mut reaction = self.tube.react(index, x);
        if index == self.node {
            reaction.gradient -= self.force;
        }
        reaction
    }

    fn settled(&mut self, positions: &[Vec3]) -> bool {
        self.tube.settled(positions)
    }
}

/// Solves until nothing moves; none if that does not come about.
pub fn settle<S: Surroundings>(rod: &mut Rod, loads: &mut S) -> Option<()> {
    let (settings, mut work) = (quasi_static(), Workspace::default());
    let rest = HubMotion::default();
    (0..20).any(|_| rod.tick(rest, &settings, &mut work, loads).converged).then_some(())
}

/// What was measured; not a number, which passes nowhere, where the bench found no rest.
pub fn measured(got: Option<f64>) -> f64 {
    got.unwrap_or(f64::NAN)
}

/// The larger; what is not a number stays.
pub fn worse(most: f64, now: f64) -> f64 {
    if most.is_nan() || now <= most { most } else { now }
}

/// The parameter at which `stiffness`, positive at zero and falling, vanishes.
///
/// By Southwell (1932) the inverse of a column's deflection under a small probe falls linearly to
/// zero at its critical load; a secant search from `first` follows it there from below. None if it
/// steps past or does not get there.
pub fn vanishing(first: f64, stiffness: impl Fn(f64) -> Option<f64>) -> Option<f64> {
    let (mut before, mut load) = (0.0, first);
    let (mut stiff_before, mut stiff) = (stiffness(before)?, stiffness(load)?);
    for _ in 0..12 {
        if stiff <= 0.0 {
            return None;
        }
        let vanishes = load + (load - before) * stiff / (stiff_before - stiff);
        (before, stiff_before) = (load, stiff);
        load += 0.8 * (vanishes - load);
        if (vanishes - load) < 1e-5 * vanishes {
            return Some(vanishes);
        }
        stiff = stiffness(load)?;
    }
    None
}

/// `count` + 1 values from 0 to `to`.
pub fn steps(to: f64, count: usize) -> impl Iterator<Item = f64> {
    (0..=count).map(move |i| to * i as f64 / count as f64)
}
