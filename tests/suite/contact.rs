//! A wire in its own way, and two wires in one vein: strands repel one another as mechanics has it,
//! and nothing passes through anything. That a knot holds is law 30; that a knuckle is pushed ahead as
//! a loop and pulled straight, `stress/knuckle.rs`.

use wispwire::sim::anatomy::{Piece, Tube, Wall, course};
use wispwire::sim::device;
use wispwire::sim::math::{Mat3, Vec3};
use wispwire::sim::rod::{
    Beside, Curve, Grid, HubMotion, Material, Nodes, Reaction, Rod, Settings, Sheath, Strand,
    Surroundings, Vacuum, Workspace,
};
use wispwire::sim::units::{TICK, TICKS_PER_SECOND, TURN};

/// Stiffness of a contact between strands, N/mm.
const STIFFNESS: f64 = 10.0;

fn material(flexural: f64, curvature: f64) -> Material {
    Material {
        radius: 0.445,
        flexural_rigidity: Curve::constant(flexural),
        torsional_rigidity: Curve::constant(flexural),
        axial_stiffness: 2e4,
        mass_per_length: 1e-6,
        natural_curvature: curvature,
        curved_length: if curvature == 0.0 { 0.0 } else { 1e3 },
        core: None,
    }
}

/// From the second edge's closest point to the first's, and whether both lie inside their edges, to within
/// what a point that slides over a node may miss.
fn between(a: [Vec3; 2], b: [Vec3; 2]) -> (Vec3, bool) {
    let (u, v, w) = (a[1] - a[0], b[1] - b[0], a[0] - b[0]);
    let (uu, uv, vv) = (u.dot(u), u.dot(v), v.dot(v));
    let s = ((uv * v.dot(w) - vv * u.dot(w)) / (uu * vv - uv * uv).max(1e-12)).clamp(0.0, 1.0);
    let t = ((v.dot(w) + uv * s) / vv).clamp(0.0, 1.0);
    let s = ((uv * t - u.dot(w)) / uu).clamp(0.0, 1.0);
    let inside = [s, t].iter().all(|share| (0.02..=0.98).contains(share));
    (a[0] + u * s - b[0] - v * t, inside)
}

/// Watches from tick to tick that no two strands come too close or change sides.
pub struct Watch {
    /// Least distance of centrelines, in sums of radii.
    pub closest: f64,
    /// Times that one strand was found on the other side of another.
    pub passed: usize,
    before: Vec<Option<Vec3>>,
}

impl std::fmt::Debug for Watch {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "closest {:.3} of the radii, passed {} times", self.closest, self.passed)
    }
}

impl Default for Watch {
    fn default() -> Self {
        Self { closest: f64::INFINITY, passed: 0, before: Vec::new() }
    }
}

impl Watch {
    /// Looks at all edges of one wire that are farther apart along it than half a turn of four times
    /// its radius.
    pub fn itself(&mut self, rod: &Rod) {
        let from_tip = &rod.nodes().from_tip;
        let apart = |i: usize, j: usize| {
            j > i + 1
                && from_tip[j] - from_tip[i + 1]
                    > 4.0 * std::f64::consts::PI * rod.nodes().radius[i]
        };
        self.look(&Strand::of(rod), &Strand::of(rod), apart);
    }

    /// Looks at two wires.
    pub fn pair(&mut self, a: &Rod, b: &Rod) {
        self.look(&Strand::of(a), &Strand::of(b), |_, _| true);
    }

    fn look(&mut self, a: &Strand, b: &Strand, counts: impl Fn(usize, usize) -> bool) {
        // Pairs keep their place however many edges there are.
        const MOST: usize = 600;
        self.before.resize(MOST * MOST, None);
        for i in 0..a.positions.len() - 1 {
            for j in (0..b.positions.len() - 1).filter(|&j| counts(i, j)) {
                let edge = |of: &Strand, i: usize| [of.positions[i], of.positions[i + 1]];
                let radii = a.radius[i] + b.radius[j];
                let (offset, inside) = between(edge(a, i), edge(b, j));
                self.closest = self.closest.min(offset.length() / radii);
                let near = inside && offset.length() < 2.0 * radii;
                let before = self.before[MOST * i + j].replace(offset).filter(|_| near);
                if !near {
                    self.before[MOST * i + j] = None;
                }
                self.passed += usize::from(before.is_some_and(|before| before.dot(offset) < 0.0));
            }
        }
    }
}

/// A coil whose turns stand in one another springs apart, and its momentum stays what it was.
#[test]
fn a_coil_that_touches_itself_pushes_nothing_but_itself() {
    const RADIUS: f64 = 12.0;
    const PITCH: f64 = 0.7;
    let edge: f64 = 1.5;
    let turn = edge / RADIUS;
    let place = |i: usize| {
        let angle = turn * i as f64;
        Vec3::new(RADIUS * angle.cos(), RADIUS * angle.sin(), PITCH * angle / TURN)
    };
    let edges = (1.6 * TURN / turn) as usize;
    let grid = Grid::uniform(
        &material(20.0, 1.0 / RADIUS),
        place(0).distance(place(1)) * edges as f64,
        edges,
    );
    let mut rod = Rod::along(grid, (0..=edges).map(place).collect(), Vec3::X);
    rod.release();
    let settings = Settings {
        steps: (3, 60),
        drag: 0.0,
        settled: (1e-11, 1e-11, 1e-7),
        ..Settings::default()
    };
    let mut work = Workspace::default();
    let mut watch = Watch::default();
    watch.itself(&rod);
    assert!(watch.closest < 0.8, "the coil's turns stand apart from the start: {watch:?}");
    let mut fastest = 0.0_f64;
    for tick in 0..200 {
        rod.tick(HubMotion::default(), &settings, &mut work, &mut Vacuum);
        let mass = &rod.grid().mass;
        let of = |f: &dyn Fn(usize) -> Vec3| (0..rod.count()).map(f).sum::<Vec3>();
        let momentum = of(&|i| rod.velocities()[i] * mass[i]);
        let turning = of(&|i| rod.positions()[i].cross(rod.velocities()[i]) * mass[i]);
        let sizes: f64 = (0..rod.count()).map(|i| rod.velocities()[i].length() * mass[i]).sum();
        fastest = fastest.max(sizes);
        assert!(momentum.length() < 1e-8 * fastest, "tick {tick}: {momentum} of {fastest}");
        assert!(turning.z.abs() < 1e-2 * fastest * RADIUS, "tick {tick}: {turning} of {fastest}");
    }
    let mut watch = Watch::default();
    watch.itself(&rod);
    assert!(watch.closest > 0.93, "the coil's turns still stand in one another: {watch:?}");
}

/// A tip held on its spot across x or y, and pulled along.
struct Held {
    at: Vec3,
    pull: Vec3,
}

impl Surroundings for Held {
    fn begin_tick(&mut self, _nodes: Nodes) {}

    fn react(&mut self, index: usize, x: Vec3) -> Reaction {
        if index > 0 {
            return Reaction::NONE;
        }
        let across = Mat3::from_diagonal((Vec3::ONE - self.pull.normalize().abs()) * 1e3);
        let gradient = across * (x - self.at) - self.pull;
        Reaction { gradient, hessian: across, ..Reaction::NONE }
    }

    fn settled(&mut self, _positions: &[Vec3]) -> bool {
        true
    }
}

/// Two taut strings that cross bear on one another with N = 4 T w/L where each is pushed aside by w,
/// and stand as deep in one another as that force presses them.
#[test]
fn taut_strands_that_cross_bear_on_one_another_with_what_their_tension_gives() {
    const LENGTH: f64 = 100.0;
    const TENSION: f64 = 1.0;
    // How far each is hooked beyond the other, mm.
    const HOOKED: f64 = 2.0;
    // An odd number of edges, so that they cross in the middle of one.
    const EDGES: usize = 81;
    let limp = material(1e-3, 0.0);
    let string = |along: Vec3, up: f64| {
        let end = Vec3::Z * (-0.5 * HOOKED * up);
        let place = |i: usize| {
            let share = 1.0 - 2.0 * i as f64 / EDGES as f64;
            let aside = (0.5 * HOOKED + 0.6) * (1.0 - share.abs()) * up;
            along * (0.5 * LENGTH * share) + end + Vec3::Z * aside
        };
        let positions = (0..=EDGES).map(place).collect();
        let rod = Rod::along(Grid::uniform(&limp, LENGTH, EDGES), positions, Vec3::Z);
        let around = Held { at: end + along * (0.5 * LENGTH), pull: along * TENSION };
        (rod, Beside { around, strands: Vec::new() })
    };
    let ((mut a, mut around_a), (mut b, mut around_b)) =
        (string(Vec3::X, 1.0), string(Vec3::Y, -1.0));
    let (settings, mut work) = (Settings::default(), Workspace::default());
    let mut watch = Watch::default();
    let (mut steps, mut unsettled) = (0, 0);
    for _ in 0..600 {
        around_a.strands = vec![Strand::of(&b)];
        let first = a.tick(HubMotion::default(), &settings, &mut work, &mut around_a);
        around_b.strands = vec![Strand::of(&a)];
        let second = b.tick(HubMotion::default(), &settings, &mut work, &mut around_b);
        steps += first.steps + second.steps;
        unsettled += usize::from(!first.converged) + usize::from(!second.converged);
        watch.pair(&a, &b);
    }
    println!("{steps} steps, {unsettled} unsettled, {watch:?}");
    assert_eq!(watch.passed, 0, "{watch:?}");
    let pushed = |rod: &Rod| {
        let x = rod.positions();
        let ends = 0.5 * (x[0].z + x[rod.count() - 1].z);
        0.5 * (x[40].z + x[41].z) - ends
    };
    let (up, down) = (pushed(&a), -pushed(&b));
    assert!((up - down).abs() < 0.01 * up, "not the same on both: {up} and {down} mm");
    let force = 4.0 * TENSION * up / LENGTH;
    let middle = |rod: &Rod| [rod.positions()[EDGES / 2], rod.positions()[EDGES / 2 + 1]];
    let depth = 2.0 * limp.radius - between(middle(&a), middle(&b)).0.length();
    println!("{up:.4} mm aside, {force:.4} N, {depth:.5} mm deep");
    // Below the end of the onset the load is k (p + o)²/4o with o = 0.05 mm.
    let expected = 2.0 * (force * 0.05 / STIFFNESS).sqrt() - 0.05;
    assert!((depth - expected).abs() < 1e-3, "{depth} mm deep, {expected} expected");
}

/// Two wires fed into one tube from its two ends meet, pass and lie side by side through a bend.
#[test]
fn two_wires_meet_in_one_vein_and_lie_side_by_side() {
    const RADIUS: f64 = 4.0;
    const REACH: f64 = 190.0;
    let pieces = [
        Piece::Straight(80.0),
        Piece::Bend { radius: 40.0, angle: 0.25 * TURN, roll: 0.0 },
        Piece::Straight(80.0),
    ];
    let path = course(&pieces, RADIUS);
    let (start, end) = (path.at(0.0), path.at(path.length()));
    let aside = end.tangent.cross(start.tangent).normalize() * 1.5;
    let sheaths = [
        Sheath { tip: start.centre + aside, forward: start.tangent },
        Sheath { tip: end.centre - aside, forward: -end.tangent },
    ];
    let names = ["angled-stiff", "angled-regular"];
    let settings = Settings::default();
    let mut wires: Vec<_> = sheaths
        .iter()
        .zip(names)
        .map(|(sheath, name)| {
            let material = device::wire(name, None).unwrap().material();
            let rod = sheath.load(Grid::graded(&material, REACH + 40.0), 20.0, Vec3::X);
            let tube = Tube::new(path.clone(), Wall { stiffness: 1.0, friction: 0.1 });
            (rod, Beside { around: tube, strands: Vec::new() }, Workspace::default(), 20.0)
        })
        .collect();
    let mut watch = Watch::default();
    let mut settled = Watch::default();
    let (mut unsettled, mut steps, mut most_force) = (0, 0, 0.0_f64);
    let ticks = 20 * TICKS_PER_SECOND;
    for tick in 0..ticks {
        let mut both_settled = true;
        for k in 0..2 {
            let strand = Strand::of(&wires[1 - k].0);
            let (rod, around, work, inserted) = &mut wires[k];
            around.strands = vec![strand];
            let forward = if tick < 10 * TICKS_PER_SECOND { 1.0 } else { -1.0 };
            let feed =
                if (*inserted < REACH) == (forward > 0.0) || *inserted > 20.0 && forward < 0.0 {
                    forward * 20.0 * TICK
                } else {
                    0.0
                };
            let motion = HubMotion { feed, spin: TURN * TICK };
            let solution =
                rod.tick_at_sheath(&sheaths[k], *inserted, motion, &settings, work, around);
            *inserted += solution.moved.feed;
            steps += solution.steps;
            unsettled += usize::from(!solution.converged);
            both_settled &= solution.converged;
            if solution.converged {
                most_force = most_force.max(rod.hub_force().abs());
            }
        }
        watch.pair(&wires[0].0, &wires[1].0);
        if both_settled {
            settled.pair(&wires[0].0, &wires[1].0);
        }
        if tick == 10 * TICKS_PER_SECOND {
            assert!(
                wires.iter().all(|wire| wire.3 > REACH - 1.0),
                "a wire did not get by: {watch:?}"
            );
        }
    }
    println!(
        "{watch:?}; settled {settled:?}; {unsettled} of {} unsettled, {:.2} steps a tick, hub at most {most_force:.2} N",
        2 * ticks,
        f64::from(steps as u32) / f64::from(2 * ticks)
    );
    assert_eq!(watch.passed, 0, "{watch:?}");
    assert!(settled.closest > 0.8, "they stand in one another: {settled:?}");
    assert!(settled.closest < 1.05, "they never touched: {settled:?}");
}
