//! The rod survives a hand gone mad: ten simulated minutes of random feed and spin, up to ten
//! times faster than a hand, in the bends of a phantom. Nothing breaks, nothing leaves the tube,
//! and no energy appears from nowhere.

use rand::RngExt;
use wispwire::physics::depth_beyond_wall;
use wispwire::sim::anatomy::{Centreline, s_tube};
use wispwire::sim::device;
use wispwire::sim::math::Vec3;
use wispwire::sim::random::stream;
use wispwire::sim::rod::{Grid, HubMotion, Settings, Sheath, Workspace};
use wispwire::sim::units::{TICK, TICKS_PER_SECOND, TURN};

/// Fastest feed, mm/s, and spin, rad/s.
const FEED: f64 = 200.0;
const SPIN: f64 = 8.0 * TURN;
/// Length of wire, mm: through the last bend, short of the tube's end.
const LENGTH: f64 = 720.0;
/// Farthest that a node may stand beyond the wall, mm.
const ESCAPED: f64 = 1.0;

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

/// What a run saw at its worst.
#[derive(Debug, Default)]
struct Worst {
    depth: f64,
    energy: f64,
    ticks_at_the_cap: usize,
    inserted: f64,
}

fn driven_at_random(name: &str, minutes: u32, seed: u64) -> Worst {
    let material = device::wire(name, None).unwrap().material();
    let sheath = Sheath { tip: Vec3::ZERO, forward: Vec3::Z };
    let mut rod = sheath.load(Grid::graded(&material, LENGTH), 20.0, Vec3::X);
    let (mut tube, settings) = (s_tube(), Settings::default());
    let (mut work, mut inserted) = (Workspace::default(), 20.0);
    let mut random = stream(seed, "a hand gone mad");
    let (mut left, mut feed, mut spin) = (0, 0.0, 0.0);
    let mut worst = Worst::default();
    // As much again for twist, loops and speed.
    let bound = 2.0 * energy_along(&tube.course, material.flexural_rigidity.at(LENGTH));
    for tick in 0..minutes * 60 * TICKS_PER_SECOND {
        if left == 0 {
            left = random.random_range(TICKS_PER_SECOND / 10..=TICKS_PER_SECOND);
            feed = random.random_range(-FEED..=FEED);
            spin = random.random_range(-SPIN..=SPIN);
        }
        left -= 1;
        let motion = HubMotion { feed: feed * TICK, spin: spin * TICK };
        let solution =
            rod.tick_at_sheath(&sheath, inserted, motion, &settings, &mut work, &mut tube);
        inserted += solution.moved.feed;
        worst.inserted = worst.inserted.max(inserted);
        worst.ticks_at_the_cap += usize::from(!solution.converged);
        let energy = rod.elastic_energy() + rod.kinetic_energy();
        worst.energy = worst.energy.max(energy);
        assert!(
            energy < bound,
            "{energy} N·mm at tick {tick}, {bound} at most; ticks at the cap and others: {worst:?}"
        );
        for (node, &x) in rod.positions().iter().enumerate() {
            assert!(x.is_finite(), "node {node} at {x} at tick {tick}; {worst:?}");
            let depth = depth_beyond_wall(&tube, x, material.radius);
            worst.depth = worst.depth.max(depth);
            assert!(
                depth < ESCAPED,
                "node {node} stands {depth:.2} mm beyond the wall at tick {tick}; {worst:?}"
            );
        }
    }
    println!("{name}, {minutes} min, energy bound {bound:.1}: {worst:?}");
    worst
}

#[test]
fn ten_minutes_of_random_driving_break_nothing() {
    let worst = driven_at_random("angled-regular", 10, 1);
    assert!(worst.inserted > 300.0, "the wire never got far: {worst:?}");
}

#[test]
fn a_stiff_wire_survives_a_minute_of_random_driving() {
    let worst = driven_at_random("angled-stiff", 1, 2);
    assert!(worst.inserted > 300.0, "the wire never got far: {worst:?}");
}
