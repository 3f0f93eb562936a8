//! Exchange: a wire pinned at its hub while a catheter goes over it through the S-tube.
//!
//! The catheter drags the wire along through its bore, and the wire's hub holds it back: the wire is
//! in tension. The vein's wall drags the catheter back, and its hub pushes: the catheter is in
//! compression. Cut through both at any section: what lies distal of it is in equilibrium, so the
//! axial forces of wire and catheter add up to the axial part of all that the wall does to it.
//!
//! **The tip stays as far as the wire's course does.** A pinned wire cannot slip out of its hub, but
//! what lies in a wide vein may take a longer or a shorter way round its bends: over six quarter
//! turns every tenth of a millimetre nearer to the wall is a millimetre of wire. The catheter
//! changes the course threefold: it is thicker, so that its axis keeps farther from the wall (0.4 mm
//! at the tip); it is stiff, so that the pair straightens (most for a soft wire); and friction that held
//! the wire as it was pushed in lets go (0.15 mm). A catheter no thicker than the wire, limp and
//! without friction moves the tip by 0.03 mm, which is what the method itself adds. So the row
//! takes what is taken for exchanges: the stiffest shaft made for them (4,857 N·mm²) and a thin
//! hydrophilic catheter. A shaft of 1,849 moves by 0.56 mm, one of 895 by 0.75, one of 350 by 1.2
//! and one of 120, which follows the catheter to the inner side of the bends, by 3 to 6.

use super::bench::worse;
use super::{Figure, Law, Line, Outcome, Row};
use crate::sim::anatomy::{Tube, s_tube};
use crate::sim::math::Vec3;
use crate::sim::rod::{Assembly, Curve, HubMotion, Material, Part, Settings, Sheath, Workspace};
use crate::sim::units::{TICK, density};
use core::f64::consts::PI;

/// The law of this file.
pub const EXCHANGE: Law = Law {
    number: "26",
    name: "Exchange over a pinned wire",
    formula: "T_wire + T_catheter = t·ΣF_wall at every section; the wire's tip stays (equilibrium)",
    attempt: exchange,
};

/// Wire beyond the sheath, mm, and the catheter's way over it, mm.
const WIRE: f64 = 700.0;
const CATHETER: (f64, f64) = (60.0, 660.0);
/// Feed of the wire and of the catheter, mm/s.
const FEED: (f64, f64) = (60.0, 40.0);
/// Friction of the wire in the catheter: hydrophilic.
const BORE: f64 = 0.04;
/// Flexural rigidity of the exchange wire's shaft and of its floppy tip, N·mm².
const SHAFT: f64 = 4857.0;
const TIP: f64 = 5.0;
/// Outer radius of wire and catheter, mm, and the catheter's flexural rigidity, N·mm².
const RADII: [f64; 2] = [0.445, 0.675];
const LIMP: f64 = 90.0;

/// A tube or wire of outer radius `radius` (mm) with the rigidity `bending` (N·mm²) by distance from
/// its tip, and `friction` in its bore.
pub fn member(radius: f64, bending: &[(f64, f64)], friction: f64) -> Part {
    let torsion = bending.iter().map(|&(s, b)| (s, 0.75 * b)).collect();
    let material = Material {
        radius,
        flexural_rigidity: Curve::new(bending.to_vec()),
        torsional_rigidity: Curve::new(torsion),
        axial_stiffness: 2e4,
        mass_per_length: density(4000.0) * PI * radius * radius,
        natural_curvature: 0.0,
        curved_length: 0.0,
        core: None,
    };
    Part { material, bore_friction: friction, length: 900.0 }
}

/// Axial forces at a section, N: of the wire, of the catheter, and the axial part of what the wall
/// does to everything distal of it.
struct Section {
    wire: f64,
    catheter: f64,
    wall: f64,
}

/// Wire and catheter in the S-tube.
struct Bench {
    assembly: Assembly,
    tube: Tube,
    settings: Settings,
    work: Workspace,
}

impl Bench {
    fn new() -> Self {
        let sheath = Sheath { tip: Vec3::ZERO, forward: Vec3::Z };
        let straight = |arc: f64| Vec3::Z * arc;
        let wire = member(RADII[0], &[(20.0, TIP), (80.0, SHAFT)], 0.0);
        let catheter = member(RADII[1], &[(0.0, LIMP)], BORE);
        let assembly =
            Assembly::along(sheath, vec![wire, catheter], &[20.0, 0.0], 900.0, Vec3::X, straight);
        // What the last step leaves out of balance shows in the sections: a thirtieth of what the
        // simulator settles for keeps it below a hundredth.
        let settings =
            Settings { steps: (2, 40), settled: (1e-3, 1e-3, 1e-3), ..Settings::default() };
        Self { assembly, tube: s_tube(), settings, work: Workspace::default() }
    }

    /// Feeds `member` at `speed` (mm/s) until its tip stands `depth` mm beyond the sheath, and shows
    /// `watch` every tick.
    fn feed(&mut self, member: usize, speed: f64, depth: f64, mut watch: impl FnMut(&Self)) {
        let mut motions = [HubMotion::default(); 2];
        motions[member].feed = speed * TICK;
        while self.assembly.inserted(member) < depth {
            self.assembly.tick(&motions, &self.settings, &mut self.work, &mut self.tube);
            watch(self);
        }
    }

    fn rest(&mut self, ticks: usize) {
        for _ in 0..ticks {
            let still = [HubMotion::default(); 2];
            self.assembly.tick(&still, &self.settings, &mut self.work, &mut self.tube);
        }
    }

    fn tip(&self) -> Vec3 {
        self.assembly.rod().positions()[0]
    }

    /// From the tip.
    fn sections(&self) -> Vec<Section> {
        let rod = self.assembly.rod();
        let (mut sections, mut sum) = (Vec::new(), Vec3::ZERO);
        for i in 0..rod.count() - 2 {
            sum += self.work.force_on(i);
            let of = |k: usize| rod.members()[k].axial_force(i);
            let wall = rod.tangents()[i].dot(sum);
            sections.push(Section { wire: of(0), catheter: of(1), wall });
        }
        sections
    }
}

/// Largest disagreement of a section over the largest force at any.
fn out_of_balance(sections: &[Section]) -> f64 {
    let largest = sections.iter().map(|s| s.wall.abs()).fold(0.0, worse);
    let off = sections.iter().map(|s| (s.wire + s.catheter - s.wall).abs()).fold(0.0, worse);
    off / largest
}

/// Pins the wire and advances the catheter.
fn exchange() -> Result<Outcome, &'static str> {
    let mut bench = Bench::new();
    bench.feed(0, FEED.0, WIRE, |_| ());
    // Pinned from here on; the hand that pushed lets it come to rest.
    bench.rest(240);
    bench.feed(1, FEED.0, CATHETER.0, |_| ());
    let tip = bench.tip();
    let (mut moved, mut worst, mut path) = (0.0, 0.0, Vec::new());
    bench.feed(1, FEED.1, CATHETER.1, |bench| {
        let now = bench.tip().distance(tip);
        path.push((bench.assembly.inserted(1), now));
        (moved, worst) = (worse(moved, now), worse(worst, out_of_balance(&bench.sections())));
    });
    let rod = bench.assembly.rod();
    let rows = vec![
        Row::compare("26a", "sections out of balance / largest force".into(), "", 0.0, worst)
            .absolute(0.02),
        Row::compare("26b", "way of the wire's tip".into(), "mm", 0.0, moved).absolute(0.5),
        Row::compare("26c", "push on the wire's hub".into(), "N", 0.0, rod.hub_force_of(0))
            .at_most(0.0),
        Row::compare("26d", "pull on the catheter's hub".into(), "N", 0.0, -rod.hub_force_of(1))
            .at_most(0.0),
    ];
    Ok(Outcome { rows, figures: vec![forces(&bench), way(path)] })
}

/// Axial forces along both at the end.
fn forces(bench: &Bench) -> Figure {
    let grid = bench.assembly.rod().grid();
    let inserted = bench.assembly.inserted(0);
    let sections = bench.sections();
    let along = |of: fn(&Section) -> f64| -> Vec<(f64, f64)> {
        let place = |i: usize| inserted - 0.5 * (grid.from_tip[i] + grid.from_tip[i + 1]);
        sections.iter().enumerate().map(|(i, s)| (place(i), of(s))).collect()
    };
    Figure {
        name: "26-exchange-forces".into(),
        title: "A catheter on its way over a pinned wire".into(),
        x: "distance from the sheath, mm".into(),
        y: "axial force, tension positive, N".into(),
        equal_scales: false,
        logarithmic: false,
        lines: vec![
            Line::theory("what the wall does distal of the section", along(|s| s.wall)),
            Line::simulated("wire and catheter", along(|s| s.wire + s.catheter)),
            Line::trace("wire", along(|s| s.wire)),
            Line::trace("catheter", along(|s| s.catheter)),
        ],
    }
}

/// Where the wire's tip went.
fn way(path: Vec<(f64, f64)>) -> Figure {
    let allowed = vec![(CATHETER.0, 0.5), (CATHETER.1, 0.5)];
    Figure {
        name: "26-exchange-tip".into(),
        title: "The pinned wire's tip while the catheter comes".into(),
        x: "catheter beyond the sheath, mm".into(),
        y: "way of the wire's tip, mm".into(),
        equal_scales: false,
        logarithmic: false,
        lines: vec![
            Line::theory("allowed", allowed),
            Line::trace("simulated", path.into_iter().step_by(8).collect()),
        ],
    }
}
