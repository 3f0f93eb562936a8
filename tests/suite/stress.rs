//! The rod survives a hand gone mad: random feed and spin, reversals, up to ten times faster than a
//! hand, wires exchanged for stiffer and floppier ones, in the bends of a phantom. Nothing breaks,
//! nothing leaves the tube, and no energy appears from nowhere.
//!
//! A minute of it always runs. The hour is run by name:
//! `cargo test --release --no-default-features --test suite stress -- --ignored --nocapture`.

mod knuckle;
mod ledger;
mod members;

use ledger::Ledger;
use rand::RngExt;
use std::time::Instant;
use wispwire::physics::depth_beyond_wall;
use wispwire::sim::anatomy::{Centreline, Tube, s_tube};
use wispwire::sim::device;
use wispwire::sim::math::Vec3;
use wispwire::sim::random::{Xoshiro256PlusPlus, stream};
use wispwire::sim::rod::{Grid, HubMotion, Rod, Settings, Sheath, Workspace};
use wispwire::sim::units::{TICK, TICKS_PER_SECOND, TURN};

/// Fastest feed, mm/s, and spin, rad/s.
const FEED: f64 = 200.0;
const SPIN: f64 = 8.0 * TURN;
/// Length of wire, mm: through the last bend, short of the tube's end.
const LENGTH: f64 = 720.0;
/// Wire beyond the sheath when it is loaded and when it may be exchanged, mm.
const LOADED: f64 = 20.0;
/// Farthest that a node may stand beyond the wall, mm.
const ESCAPED: f64 = 1.0;
/// Friction coefficient of the tube.
const FRICTION: f64 = 0.2;
/// Least and longest time between exchanges, s.
const EXCHANGES: (u32, u32) = (10, 40);

/// Energy that a wire of rigidity `shaft` (N·mm²) stores when it lies along the whole tube,
/// ½ ∫ B κ² ds, N·mm.
fn energy_along(course: &Centreline, shaft: f64) -> f64 {
    const STEP: f64 = 2.0;
    (0..(course.length() / STEP) as usize)
        .map(|i| {
            let s = i as f64 * STEP;
            let curvature = (course.at(s + STEP).tangent - course.at(s).tangent).length() / STEP;
            0.5 * shaft * curvature * curvature * STEP
        })
        .sum()
}

fn tube(friction: f64) -> Tube {
    let mut tube = s_tube();
    tube.wall.friction = friction;
    tube
}

/// What the hand does next, and when it wants another wire.
struct Hand {
    random: Xoshiro256PlusPlus,
    left: u32,
    until_exchange: u32,
    motion: HubMotion,
}

impl Hand {
    fn new(seed: u64) -> Self {
        let random = stream(seed, "a hand gone mad");
        Self { random, left: 0, until_exchange: 0, motion: HubMotion::default() }.with_a_new_wire()
    }

    fn with_a_new_wire(mut self) -> Self {
        let (least, longest) = EXCHANGES;
        let seconds = self.random.random_range(least..=longest);
        self.until_exchange = seconds * TICKS_PER_SECOND;
        self
    }

    /// A hand that goes on with the wire that it has.
    fn that_exchanges_nothing(self) -> Self {
        Self { until_exchange: u32::MAX, ..self }
    }

    fn next(&mut self) -> HubMotion {
        if self.left == 0 {
            self.left = self.random.random_range(TICKS_PER_SECOND / 10..=TICKS_PER_SECOND);
            self.motion.feed = self.random.random_range(-FEED..=FEED) * TICK;
            self.motion.spin = self.random.random_range(-SPIN..=SPIN) * TICK;
        }
        self.left -= 1;
        self.until_exchange = self.until_exchange.saturating_sub(1);
        if self.until_exchange == 0 {
            HubMotion { feed: -FEED * TICK, ..self.motion }
        } else {
            self.motion
        }
    }
}

/// A wire in the tube.
struct Loaded {
    name: &'static str,
    rod: Rod,
    tube: Tube,
    work: Workspace,
    inserted: f64,
    /// Most energy that it may ever hold, N·mm.
    bound: f64,
    ledger: Ledger,
}

impl Loaded {
    fn new(name: &'static str, friction: f64, sheath: &Sheath) -> Self {
        let material = device::wire(name, None).unwrap().material();
        let tube = tube(friction);
        // As much again for twist, loops and speed.
        let bound = 2.0 * energy_along(&tube.course, material.flexural_rigidity.at(LENGTH));
        Self {
            name,
            rod: sheath.load(Grid::graded(&material, LENGTH), LOADED, Vec3::X),
            tube,
            work: Workspace::default(),
            inserted: LOADED,
            bound,
            ledger: Ledger::default(),
        }
    }
}

/// What a run saw at its worst.
#[derive(Debug, Default)]
struct Worst {
    ticks: usize,
    exchanges: usize,
    inserted: f64,
    depth: f64,
    /// Energy over its bound.
    energy: f64,
    /// Energy that neither the hand nor the state before a stretch of settled ticks accounts for,
    /// and what the friction anchors may have held of it, N·mm.
    gain: f64,
    anchored: f64,
    steps: usize,
    most_steps: usize,
    most_factored: usize,
    /// As the clock saw it, neighbours' load and all.
    longest_tick_ms: f64,
    unsettled: usize,
    longest_unsettled_run: usize,
}

fn driven_at_random(names: &[&'static str], friction: f64, minutes: u32, seed: u64) -> Worst {
    let begin = Instant::now();
    let sheath = Sheath { tip: Vec3::ZERO, forward: Vec3::Z };
    let settings = Settings::default();
    let mut hand = Hand::new(seed);
    let mut wire = Loaded::new(names[0], friction, &sheath);
    let (mut worst, mut unsettled_run) = (Worst::default(), 0);
    let mut solving = 0.0;
    // What the tolerance on the axial force is worth over the farthest feed of one tick, N·mm.
    let tolerated = settings.settled.2 * FEED * TICK;
    for tick in 0..minutes * 60 * TICKS_PER_SECOND {
        let motion = hand.next();
        let start = Instant::now();
        let solution = wire.rod.tick_at_sheath(
            &sheath,
            wire.inserted,
            motion,
            &settings,
            &mut wire.work,
            &mut wire.tube,
        );
        let took = start.elapsed().as_secs_f64();
        solving += took;
        worst.longest_tick_ms = worst.longest_tick_ms.max(took * 1e3);
        worst.most_factored = worst.most_factored.max(solution.factored);
        wire.inserted += solution.moved.feed;
        wire.ledger.enter(&wire.rod, &wire.tube, &solution);

        worst.ticks += 1;
        worst.inserted = worst.inserted.max(wire.inserted);
        worst.steps += solution.steps;
        worst.most_steps = worst.most_steps.max(solution.steps);
        unsettled_run = if solution.converged { 0 } else { unsettled_run + 1 };
        worst.unsettled += usize::from(!solution.converged);
        worst.longest_unsettled_run = worst.longest_unsettled_run.max(unsettled_run);
        worst.gain = worst.gain.max(wire.ledger.gained());
        worst.anchored = worst.anchored.max(wire.ledger.anchored());
        let energy = wire.rod.elastic_energy() + wire.rod.kinetic_energy();
        worst.energy = worst.energy.max(energy / wire.bound);
        let place = format_args!("{} at tick {tick}", wire.name).to_string();
        let gained = wire.ledger.gained();
        assert!(
            gained < tolerated + wire.ledger.anchored(),
            "{gained:.3} N·mm from nowhere, {:.3} in the anchors: {place}; {worst:?}",
            wire.ledger.anchored()
        );
        assert!(energy < wire.bound, "{energy} of {} N·mm: {place}; {worst:?}", wire.bound);
        for (node, &x) in wire.rod.positions().iter().enumerate() {
            assert!(x.is_finite(), "node {node} at {x}: {place}; {worst:?}");
            let depth = depth_beyond_wall(&wire.tube, x, wire.rod.grid().radius);
            worst.depth = worst.depth.max(depth);
            assert!(
                depth < ESCAPED,
                "node {node} stands {depth:.2} mm beyond the wall: {place}; {worst:?}"
            );
        }
        if hand.until_exchange == 0 && wire.inserted <= LOADED {
            worst.exchanges += 1;
            wire = Loaded::new(names[worst.exchanges % names.len()], friction, &sheath);
            hand = hand.with_a_new_wire();
        }
    }
    let per_step = solving * 1e3 / worst.steps as f64;
    println!(
        "{names:?}, {minutes} min in {:.0} s: {worst:#?}\n{:.2} steps a tick at {per_step:.4} ms; \
         the longest tick {:.2} ms of {:.2}",
        begin.elapsed().as_secs_f64(),
        worst.steps as f64 / worst.ticks as f64,
        worst.longest_tick_ms,
        TICK * 1e3
    );
    worst
}

#[test]
fn a_minute_of_random_driving_and_exchanges_breaks_nothing() {
    let worst = driven_at_random(&["angled-stiff", "long-taper", "angled-regular"], FRICTION, 1, 1);
    assert!(worst.inserted > 300.0, "the wire never got far: {worst:?}");
    assert!(worst.exchanges >= 1, "no wire was exchanged: {worst:?}");
}

#[test]
#[ignore = "an hour of simulated driving, 5 minutes"]
fn an_hour_of_random_driving_and_exchanges_breaks_nothing() {
    let worst =
        driven_at_random(&["angled-stiff", "long-taper", "angled-regular"], FRICTION, 60, 2);
    assert!(worst.inserted > 600.0, "the wire never got through the last bend: {worst:?}");
    assert!(worst.exchanges >= 60, "too few wires were exchanged: {worst:?}");
}

/// Without friction to hide it, energy from nowhere would show.
#[test]
fn without_friction_no_more_energy_is_held_than_the_hand_put_in() {
    let worst = driven_at_random(&["angled-stiff", "long-taper", "angled-regular"], 0.0, 1, 3);
    assert!(worst.inserted > 300.0, "the wire never got far: {worst:?}");
}
