//! The wire stays in the tube, however fast the hand.

use super::bench::{agrees, uniform_material};
use crate::tube_depth::depth;
use wispwire::sim::anatomy::{Piece, Tube, Wall, course, s_tube};
use wispwire::sim::device;
use wispwire::sim::math::Vec3;
use wispwire::sim::rod::{Grid, HubMotion, Settings, Sheath, Workspace};
use wispwire::sim::units::TICK;

const FROM: f64 = 20.0;
const TO: f64 = 700.0;
/// Length of feed over which depths are compared, mm.
const BIN: f64 = 10.0;
const BINS: usize = ((TO - FROM) / BIN) as usize;

/// Deepest place of any node beyond the wall (mm) in each [`BIN`] of feed, fed at `speed` mm/s.
fn depths(wire: &str, speed: f64) -> Vec<f64> {
    let material = device::wire(wire, None).unwrap().material();
    let sheath = Sheath { tip: Vec3::ZERO, forward: Vec3::Z };
    let mut rod = sheath.load(Grid::graded(&material, TO + 50.0), FROM, Vec3::X);
    let (mut tube, settings) = (s_tube(), Settings::default());
    let (mut work, mut inserted) = (Workspace::default(), FROM);
    let mut deepest = vec![f64::NEG_INFINITY; BINS];
    let motion = HubMotion { feed: speed * TICK, spin: 0.0 };
    // Loaded straight, the tip first takes its bend.
    for _ in 0..120 {
        let rest = HubMotion::default();
        rod.tick_at_sheath(&sheath, inserted, rest, &settings, &mut work, &mut tube);
    }
    while inserted < TO - 1.0 {
        let solution =
            rod.tick_at_sheath(&sheath, inserted, motion, &settings, &mut work, &mut tube);
        inserted += solution.moved.feed;
        let bin = (((inserted - FROM) / BIN) as usize).min(BINS - 1);
        for &x in rod.positions() {
            deepest[bin] = deepest[bin].max(depth(&tube, x, material.radius));
        }
    }
    deepest
}

/// In a near-rigid phantom (1 N/mm²) the wall gives by F/k; speed may add no more than 0.15 mm to
/// what the slow hand finds at the same place.
#[test]
fn ten_times_the_hands_speed_presses_no_deeper_into_the_wall() {
    for wire in ["angled-regular", "angled-stiff"] {
        let (slow, fast) = (depths(wire, 20.0), depths(wire, 200.0));
        for (bin, &depth) in fast.iter().enumerate() {
            let nearby = slow[bin.saturating_sub(1)..(bin + 2).min(BINS)].iter();
            let at_rest = nearby.copied().fold(f64::NEG_INFINITY, f64::max).max(0.0);
            let fed = FROM + BIN * bin as f64;
            assert!(
                depth < at_rest + 0.15,
                "{wire} fed {fed} mm: {depth:.3} mm deep at 200 mm/s, {at_rest:.3} at 20 mm/s"
            );
            assert!(depth < 1.0, "{wire} fed {fed} mm is {depth:.3} mm beyond the wall");
        }
        let most = |list: &[f64]| list.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let over =
            fast.iter().zip(&slow).map(|(f, s)| f - s.max(0.0)).fold(f64::NEG_INFINITY, f64::max);
        println!(
            "{wire}: deepest {:.3} mm slow, {:.3} fast; most over {over:.3}",
            most(&slow),
            most(&fast)
        );
    }
}

/// A wall of stiffness k under a wire of weight w per length yields by w/k.
#[test]
fn a_wall_gives_way_by_load_over_stiffness() {
    const WEIGHT: f64 = 0.1;
    for stiffness in [0.05, 0.2, 1.0] {
        let straight = course(&[Piece::Straight(300.0)], 2.0);
        let mut tube = Tube::new(straight, Wall { stiffness, friction: 0.0 });
        let material = uniform_material();
        let sheath = Sheath { tip: Vec3::ZERO, forward: Vec3::Z };
        let mut rod = sheath.load(Grid::graded(&material, 150.0), 100.0, Vec3::X);
        rod.load = Vec3::X * WEIGHT;
        let (settings, mut work) = (Settings::default(), Workspace::default());
        for _ in 0..240 {
            let rest = HubMotion::default();
            rod.tick_at_sheath(&sheath, 100.0, rest, &settings, &mut work, &mut tube);
        }
        // The wire's middle, away from the sheath and from the tip.
        let deep = depth(&tube, rod.positions()[40], material.radius);
        let what = format!("depth over w/k at {stiffness} N/mm²");
        agrees(&what, deep * stiffness / WEIGHT, 1.0, 0.05);
    }
}
