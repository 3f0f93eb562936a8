//! Wire in catheter: what they do to each other, and that nothing jumps as tips pass.
//!
//! **How a jump is told from motion.** The shape is read at fixed distances from the sheath, by cubic
//! pieces between the nodes, and the hubs' forces are read at each tick. What changes smoothly changes
//! in one tick as in the last, so the second difference is what is a jump. Two things are left out: the
//! first quarter second, when the hand starts, and ticks within which a node is taken up or retired at
//! the sheath. Tips pass at 1 mm/s: which one is foremost bears the tip's contact, and this load goes
//! from one hub to the other over half a millimetre, at 5 mm/s in 12 ticks (2 mN a tick, as the
//! contact itself has it), and in quarter ticks without a jump. Nodes are passed at 5 mm/s.

use wispwire::sim::anatomy::{Centreline, Piece, Tube, Wall, course};
use wispwire::sim::math::Vec3;
use wispwire::sim::rod::{
    Assembly, Curve, HubMotion, Material, Part, Settings, Sheath, Solution, Surroundings, Vacuum,
    Workspace,
};
use wispwire::sim::units::{TICK, TICKS_PER_SECOND, TURN, density};

const SHEATH: Sheath = Sheath { tip: Vec3::ZERO, forward: Vec3::Z };
const STILL: HubMotion = HubMotion { feed: 0.0, spin: 0.0 };
/// Largest jump of the shape, mm, and of a force, N.
const SHAPE: f64 = 0.01;
const FORCE: f64 = 1e-3;

fn material(radius: f64, bending: &[(f64, f64)]) -> Material {
    let torsion = bending.iter().map(|&(s, b)| (s, 0.75 * b)).collect();
    Material {
        radius,
        flexural_rigidity: Curve::new(bending.to_vec()),
        torsional_rigidity: Curve::new(torsion),
        axial_stiffness: 2e4,
        mass_per_length: density(4000.0) * core::f64::consts::PI * radius * radius,
        natural_curvature: 0.0,
        curved_length: 0.0,
        core: None,
    }
}

fn part(material: Material, bore_friction: f64) -> Part {
    Part { material, bore_friction, length: 400.0 }
}

fn wire() -> Material {
    material(0.445, &[(20.0, 5.0), (80.0, 300.0)])
}

fn catheter() -> Material {
    material(0.675, &[(0.0, 90.0)])
}

/// A quarter turn of `radius` (mm) 40 mm beyond the sheath, in a lumen of 3 mm.
fn bend(radius: f64) -> Centreline {
    let turn = Piece::Bend { radius, angle: TURN / 4.0, roll: 0.0 };
    course(&[Piece::Straight(40.0), turn, Piece::Straight(200.0)], 3.0)
}

/// Members and what is around them.
struct Bench<S> {
    assembly: Assembly,
    around: S,
    work: Workspace,
    /// Length of a tick, s.
    tick: f64,
}

impl<S: Surroundings> Bench<S> {
    fn tick(&mut self, motions: [HubMotion; 2]) -> Solution {
        let settings = Settings { tick: self.tick, ..Settings::default() };
        self.assembly.tick(&motions, &settings, &mut self.work, &mut self.around)
    }

    fn ticks(&mut self, motions: [HubMotion; 2], count: u32) {
        for _ in 0..count {
            self.tick(motions);
        }
    }

    fn hubs(&self) -> [f64; 2] {
        [0, 1].map(|k| self.assembly.rod().hub_force_of(k))
    }

    /// Angle of the tip's edge of `member`, rad.
    fn tip_angle(&self, member: usize) -> f64 {
        let rod = self.assembly.rod();
        let grid = rod.grid();
        let offset = rod.members()[member].offset();
        let edge = grid.from_tip.partition_point(|&s| s < offset);
        rod.members()[member].angle(edge)
    }
}

/// Wire and catheter in a bend, at rest, with tips `inserted` mm beyond the sheath.
fn in_bend(parts: [Part; 2], inserted: [f64; 2], radius: f64, friction: f64) -> Bench<Tube> {
    let path = bend(radius);
    let around = Tube::new(path.clone(), Wall { stiffness: 1.0, friction });
    let assembly = Assembly::along(SHEATH, parts.to_vec(), &inserted, 400.0, Vec3::X, |arc| {
        path.at(arc).centre
    });
    let mut bench = Bench { assembly, around, work: Workspace::default(), tick: TICK };
    bench.ticks([STILL; 2], 2 * TICKS_PER_SECOND);
    bench
}

/// Place at `arc` mm from the sheath: Hermite's cubic between nodes, its slopes those of parabolas
/// through three of them.
fn place(assembly: &Assembly, arc: f64) -> Vec3 {
    let (rod, s) = (assembly.rod(), assembly.reach() - arc);
    let (x, at) = (rod.positions(), &rod.grid().from_tip);
    let next = at[..x.len()].partition_point(|&node| node <= s).clamp(1, x.len() - 1);
    let slope = |i: usize| {
        let chord = |i: usize| (x[i + 1] - x[i]) / (at[i + 1] - at[i]);
        match i {
            0 => chord(0),
            _ if i + 1 == x.len() => chord(i - 1),
            _ => {
                let (before, behind) = (at[i] - at[i - 1], at[i + 1] - at[i]);
                (chord(i - 1) * behind + chord(i) * before) / (before + behind)
            }
        }
    };
    let length = at[next] - at[next - 1];
    let t = (s - at[next - 1]) / length;
    let (from, to) = (x[next - 1], x[next]);
    let (leaving, arriving) = (slope(next - 1) * length, slope(next) * length);
    let rise = t * t * (3.0 - 2.0 * t);
    from * (1.0 - rise) + to * rise + leaving * (t * (1.0 - t) * (1.0 - t))
        - arriving * (t * t * (1.0 - t))
}

/// Largest second differences over `seconds` of feeding wire and catheter at `feeds` mm/s: of the
/// shape, mm, and of the wire's, the catheter's and their common force at the hub, N.
fn jumps(bench: &mut Bench<Tube>, feeds: [f64; 2], seconds: f64) -> (f64, f64) {
    let motions = feeds.map(|feed| HubMotion { feed: feed * bench.tick, spin: 0.0 });
    type Seen = (usize, Vec<Vec3>, [f64; 3]);
    let (mut seen, mut largest): (Vec<Seen>, _) = (Vec::new(), (0.0, 0.0));
    for tick in 0..(seconds / bench.tick) as u32 {
        bench.tick(motions);
        let assembly = &bench.assembly;
        let shape = (0..assembly.reach() as usize).map(|arc| place(assembly, arc as f64)).collect();
        let [wire, catheter] = bench.hubs();
        seen.push((assembly.rod().count(), shape, [wire, catheter, wire + catheter]));
        let [.., a, b, c] = &seen[..] else { continue };
        let taken_up = seen.iter().rev().take(4).any(|tick| tick.0 != c.0);
        if f64::from(tick) * bench.tick < 0.25 || taken_up {
            continue;
        }
        for ((a, b), c) in a.1.iter().zip(&b.1).zip(&c.1) {
            largest.0 = f64::max(largest.0, (*a - *b * 2.0 + *c).length());
        }
        for ((a, b), c) in a.2.iter().zip(&b.2).zip(&c.2) {
            largest.1 = f64::max(largest.1, (a - 2.0 * b + c).abs());
        }
    }
    largest
}

#[track_caller]
fn without_jumps(inserted: [f64; 2], feeds: [f64; 2], seconds: f64) {
    for (friction, bore) in [(0.0, 0.0), (0.1, 0.04)] {
        let parts = [part(wire(), 0.0), part(catheter(), bore)];
        let mut bench = in_bend(parts, inserted, 50.0, friction);
        let (shape, force) = jumps(&mut bench, feeds, seconds);
        println!("friction {friction}, {feeds:?} mm/s: {shape:.5} mm, {:.3} mN", force * 1e3);
        assert!(shape < SHAPE, "the shape jumps by {shape} mm with friction {friction}");
        assert!(force < FORCE, "a force jumps by {force} N with friction {friction}");
    }
}

#[test]
fn nothing_jumps_as_a_catheter_passes_the_nodes_of_a_wire_in_a_bend() {
    without_jumps([200.0, 30.0], [0.0, 5.0], 20.0);
}

#[test]
fn nothing_jumps_as_a_catheter_passes_the_wires_tip() {
    without_jumps([100.0, 97.0], [0.0, 1.0], 6.0);
    without_jumps([97.0, 100.0], [0.0, -1.0], 6.0);
}

#[test]
fn nothing_jumps_as_a_wire_passes_the_catheters_tip() {
    without_jumps([97.0, 100.0], [1.0, 0.0], 6.0);
    without_jumps([103.0, 100.0], [-1.0, 0.0], 6.0);
}

/// What jumps does so in ticks however short, what only goes fast does not.
#[test]
fn tips_that_pass_fast_do_not_jump_in_shorter_ticks() {
    for feed in [1.0, -1.0] {
        let parts = [part(wire(), 0.0), part(catheter(), 0.04)];
        let mut bench = in_bend(parts, [100.0, 100.0 - 3.0 * feed], 50.0, 0.1);
        bench.tick = TICK / 4.0;
        let (shape, force) = jumps(&mut bench, [0.0, 5.0 * feed], 1.2);
        println!("5 mm/s in quarter ticks: {shape:.5} mm, {:.3} mN", force * 1e3);
        assert!(shape < SHAPE && force < FORCE, "{shape} mm, {force} N");
    }
}

#[test]
fn tips_pass_either_way_and_each_member_is_where_it_was_fed() {
    let parts = [part(wire(), 0.0), part(catheter(), 0.04)];
    let mut bench = in_bend(parts, [100.0, 90.0], 50.0, 0.1);
    let (mut fed, mut steps) = ([100.0, 90.0], 0);
    for feeds in [[0.0, 20.0], [30.0, 0.0], [-30.0, 10.0], [20.0, -20.0]] {
        let motions = feeds.map(|feed| HubMotion { feed: feed * TICK, spin: 0.0 });
        for _ in 0..TICKS_PER_SECOND {
            let solution = bench.tick(motions);
            assert!(solution.converged, "{feeds:?}: {solution:?}");
            steps += solution.steps;
            fed = [0, 1].map(|k| fed[k] + motions[k].feed);
            for k in [0, 1] {
                let at = bench.assembly.inserted(k);
                assert!((at - fed[k]).abs() < 1e-6, "member {k} at {at} mm, fed to {}", fed[k]);
            }
        }
    }
    assert!(steps < 3 * 4 * TICKS_PER_SECOND as usize, "{steps} steps in four seconds");
}

/// Angle between the first and the last edge beyond the sheath, rad.
fn turned(assembly: &Assembly) -> f64 {
    let tangents = assembly.rod().tangents();
    tangents[0].dot(tangents[tangents.len() - 1]).acos()
}

/// A curved tube bends by κ̄ l alone, and with a straight wire in it by κ̄ l B/(B + B_wire).
#[test]
fn a_withdrawn_wire_leaves_the_catheters_own_shape() {
    let (own, stiff) = (0.7, 300.0);
    let parts = vec![
        part(material(0.445, &[(0.0, stiff)]), 0.0),
        part(catheter().with_bent_tip(own, 12.0), 0.04),
    ];
    let straight = |arc: f64| Vec3::Z * arc;
    let assembly = Assembly::along(SHEATH, parts, &[80.0, 60.0], 400.0, Vec3::X, straight);
    let mut bench = Bench { assembly, around: Vacuum, work: Workspace::default(), tick: TICK };
    bench.ticks([STILL; 2], 2 * TICKS_PER_SECOND);
    let together = turned(&bench.assembly);
    let straightened = own * 90.0 / (90.0 + stiff);
    assert!((together - straightened).abs() < 0.01 * own, "{together} of {straightened} rad");
    let back = HubMotion { feed: -20.0 * TICK, spin: 0.0 };
    bench.ticks([back, STILL], 7 * TICKS_PER_SECOND / 2);
    bench.ticks([STILL; 2], 2 * TICKS_PER_SECOND);
    assert!(bench.assembly.inserted(0) < 11.0, "the wire is still in the tip");
    let alone = turned(&bench.assembly);
    assert!((alone - own).abs() < 0.01 * own, "{alone} of {own} rad");
    assert!((bench.assembly.inserted(1) - 60.0).abs() < 1e-9, "the catheter moved");
}

#[test]
fn a_wire_spun_in_a_catheter_that_is_held_turns_alone() {
    let parts = [part(wire(), 0.0), part(catheter(), 0.04)];
    let mut bench = in_bend(parts, [140.0, 130.0], 50.0, 0.1);
    let before = [0, 1].map(|k| bench.tip_angle(k));
    let spin = HubMotion { feed: 0.0, spin: TURN * TICK };
    bench.ticks([spin, STILL], 3 * TICKS_PER_SECOND);
    bench.ticks([STILL; 2], TICKS_PER_SECOND);
    let turned = [0, 1].map(|k| bench.tip_angle(k) - before[k]);
    // What is wound up on the way stays behind the hub's three turns.
    assert!((turned[0] - 3.0 * TURN).abs() < 0.2, "the wire turned by {} rad", turned[0]);
    assert!(turned[1].abs() < 0.05, "the catheter turned by {} rad", turned[1]);
}

/// Torque (N·mm) that turns a stiff wire at 2 rad/s in a catheter round a bend of `radius` mm, while
/// it is fed at `feed` mm/s; the mean of two seconds.
fn drag(radius: f64, feed: f64) -> f64 {
    let stiff = material(0.445, &[(0.0, 300.0)]);
    let parts = [part(stiff, 0.0), part(catheter(), 0.2)];
    let mut bench = in_bend(parts, [165.0, 190.0], radius, 0.0);
    let spun = HubMotion { feed: feed * TICK, spin: 2.0 * TICK };
    // Wind the wire up first.
    bench.ticks([HubMotion { feed: 0.0, ..spun }, STILL], TICKS_PER_SECOND);
    bench.ticks([spun, STILL], TICKS_PER_SECOND);
    let mut sum = 0.0;
    for _ in 0..2 * TICKS_PER_SECOND {
        bench.tick([spun, STILL]);
        sum += bench.assembly.rod().hub_torque_of(0);
    }
    sum / f64::from(2 * TICKS_PER_SECOND)
}

/// A bend presses the wire on its catheter, the tighter the more; slip along the bore takes the
/// direction of friction away from the turn, to ωa/√(v² + (ωa)²) of it.
#[test]
fn torque_drags_in_a_tight_bend_and_less_in_a_wire_that_is_fed() {
    let (wide, tight) = (drag(60.0, 0.0), drag(20.0, 0.0));
    assert!(wide > 0.0 && tight > 2.0 * wide, "{tight} N·mm at R 20 mm, {wide} at 60");
    let (feed, around) = (4.0, 2.0 * 0.445);
    let fed = drag(20.0, feed);
    let expected = around / libm::hypot(feed, around);
    let share = fed / tight;
    assert!(
        (share / expected - 1.0).abs() < 0.25,
        "fed wire: {share} of the torque at rest, {expected} by the direction of slip"
    );
}

/// What a tube is turned by before it goes over the wire is no twist once it does: ahead of its tip
/// there is nothing of it to be wound up.
#[test]
fn a_tube_spun_behind_the_wires_tip_goes_on_over_it_without_a_snap() {
    let parts = [part(wire(), 0.0), part(catheter(), 0.04)];
    let mut bench = in_bend(parts, [200.0, 30.0], 50.0, 0.1);
    let spin = HubMotion { feed: 0.0, spin: TURN * TICK };
    bench.ticks([STILL, spin], 8 * TICKS_PER_SECOND);
    let feed = HubMotion { feed: 20.0 * TICK, spin: 0.0 };
    for tick in 0..6 * TICKS_PER_SECOND {
        let solution = bench.tick([STILL, feed]);
        let torque = bench.assembly.rod().hub_torque_of(1);
        assert!(solution.converged, "tick {tick}: {solution:?}");
        assert!(torque.abs() < 0.2, "tick {tick}: {torque} N·mm at the tube's hub");
    }
    let tip = bench.tip_angle(1);
    assert!((tip - 8.0 * TURN).abs() < 0.3, "the tube's tip is turned by {tip} rad");
}
