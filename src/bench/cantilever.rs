//! A cantilever brought to rest under a load at its tip: what rod and chain are held against.

use super::peer_bend::wire;
use super::timing::bits_of;
use crate::sim::math::Vec3;
use crate::sim::rod::{
    Grid, HubMotion, Material, Nodes, Reaction, Rod, Settings, Solution, Surroundings, Workspace,
};

/// Length, mm, and flexural rigidity, N·mm².
pub const LENGTH: f64 = 100.0;
pub const RIGIDITY: f64 = 1000.0;
/// The load across it, N: PL²/B = 2.
pub const LOAD: f64 = 2.0 * RIGIDITY / (LENGTH * LENGTH);
/// Ticks in which it must come to rest.
pub const TICKS: usize = 100;
/// It rests when its tip stays within this share of the length of where it ends.
const RESTING: f64 = 1e-4;
/// Reach and deflection of the elastica's tip over the length at PL²/B = 2, by the elliptic
/// integrals of Bisshopp & Drucker (1945).
const ELASTICA: (f64, f64) = (0.839_358_279, 0.493_457_480);

/// The peers' wire, so stiff axially that the load stretches it by less than 1e-6.
pub fn material() -> Material {
    Material { axial_stiffness: 1e6, ..wire() }
}

/// Distance of `tip` from the elastica's over the length.
pub fn static_error(tip: Vec3) -> f64 {
    let (reach, deflection) = ELASTICA;
    tip.distance(Vec3::new(reach, -deflection, 0.0) * LENGTH) / LENGTH
}

/// Ticks after which a tip that went through `tips` rests.
pub fn ticks_to_rest(tips: &[Vec3]) -> usize {
    let Some(end) = tips.last() else { return 0 };
    let moving = tips.iter().rposition(|tip| tip.distance(*end) > RESTING * LENGTH);
    moving.map_or(1, |last| last + 2)
}

/// A force on the tip.
#[derive(Clone)]
struct TipLoad(Vec3);

impl Surroundings for TipLoad {
    fn begin_tick(&mut self, _nodes: Nodes) {}

    fn react(&mut self, index: usize, _x: Vec3) -> Reaction {
        let gradient = if index == 0 { -self.0 } else { Vec3::ZERO };
        Reaction { gradient, ..Reaction::NONE }
    }

    fn settled(&mut self, _positions: &[Vec3]) -> bool {
        true
    }
}

/// The rod under its load.
#[derive(Clone)]
pub struct Cantilever {
    pub rod: Rod,
    pub last: Solution,
    load: TipLoad,
    work: Workspace,
    settings: Settings,
}

impl Cantilever {
    /// Straight along +x, clamped at the origin, in `elements` edges. The clamp is the middle of
    /// the last of them, where the discrete rod's tangent is.
    pub fn straight(elements: usize) -> Self {
        let edge = LENGTH / (elements as f64 - 0.5);
        let grid = Grid::uniform(&material(), edge * elements as f64, elements);
        Self {
            rod: Rod::straight(grid, Vec3::X * LENGTH, Vec3::X, Vec3::Y),
            last: Solution::default(),
            load: TipLoad(Vec3::NEG_Y * LOAD),
            work: Workspace::default(),
            settings: Settings::default(),
        }
    }

    pub fn tick(&mut self) {
        let still = HubMotion::default();
        self.last = self.rod.tick(still, &self.settings, &mut self.work, &mut self.load);
    }

    pub fn tip(&self) -> Vec3 {
        self.rod.positions()[0]
    }

    pub fn digest(&self) -> u64 {
        bits_of(self.rod.positions().iter().flat_map(|x| x.to_array()))
    }

    /// Largest force out of balance after the tick that comes next, N.
    pub fn residual(&self) -> f64 {
        let mut next = self.clone();
        next.settings.audited = true;
        next.tick();
        next.last.residual.unwrap_or(f64::NAN)
    }

    /// The rod's error at rest with `elements` edges.
    pub fn error_with(elements: usize) -> f64 {
        let mut cantilever = Self::straight(elements);
        for _ in 0..TICKS {
            cantilever.tick();
        }
        static_error(cantilever.tip())
    }
}
