//! What the theory tests share: uniform rods, their clamp, and loads on single nodes.

use wispwire::sim::math::{Mat3, Vec3};
use wispwire::sim::rod::{
    Curve, Grid, HubMotion, Material, Nodes, Reaction, Rod, Settings, Surroundings, Workspace,
};

/// Flexural and torsional rigidity of the test rods, N·mm².
pub const BENDING: f64 = 20.0;
pub const TORSION: f64 = 16.0;

/// A uniform, straight wire of the usual diameter, so stiff axially that a load P of the tests
/// stretches it by P/EA < 1e-7.
pub fn uniform_material() -> Material {
    Material {
        radius: 0.445,
        flexural_rigidity: Curve::constant(BENDING),
        torsional_rigidity: Curve::constant(TORSION),
        axial_stiffness: 1e6,
        mass_per_length: 4e-9,
        natural_curvature: 0.0,
        curved_length: 0.0,
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
    }
}

/// Point forces, and springs that hold nodes to lines along x.
#[derive(Default)]
pub struct Loads {
    /// Node and force, N.
    pub forces: Vec<(usize, Vec3)>,
    /// Nodes held at y = z = 0.
    pub guides: Vec<usize>,
}

/// Stiffness of a guide, N/mm: beyond any rod of the tests by orders of magnitude.
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

/// Solves until nothing moves; panics if that does not come about.
pub fn settle<S: Surroundings>(rod: &mut Rod, loads: &mut S) {
    let (settings, mut work) = (quasi_static(), Workspace::default());
    for _ in 0..20 {
        let solution = rod.tick(HubMotion::default(), &settings, &mut work, loads);
        if solution.converged {
            return;
        }
    }
    panic!("no equilibrium after 20 ticks of {} Newton steps", settings.steps.1);
}

/// Fails unless `got` is within `tolerance` of `expected`; prints both, for `--nocapture`.
#[track_caller]
pub fn agrees(what: &str, got: f64, expected: f64, tolerance: f64) {
    let error = got - expected;
    println!("{what}: expected {expected:.6}, got {got:.6}, error {error:.2e} of {tolerance:.0e}");
    assert!(
        error.abs() <= tolerance,
        "{what}: expected {expected} ± {tolerance}, got {got} (off by {error})"
    );
}
