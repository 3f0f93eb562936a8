//! The wire stays in the tube, however fast the hand.

use super::bench::uniform_material;
use super::depth::depth_beyond_wall;
use super::law::{Figure, Line, Outcome, Row, lettered};
use crate::sim::anatomy::{Piece, Tube, Wall, course, s_tube};
use crate::sim::device;
use crate::sim::math::Vec3;
use crate::sim::rod::{Grid, HubMotion, Material, Settings, Sheath, Workspace};
use crate::sim::units::TICK;

/// Length fed at the start and at the end, mm.
const FROM: f64 = 20.0;
const TO: f64 = 700.0;
/// Length of feed over which depths are compared, mm.
const BIN: f64 = 10.0;
const BINS: usize = ((TO - FROM) / BIN) as usize;
/// The hand's speed, mm/s, and how many times faster the other hand is.
const SLOW: f64 = 20.0;
const FASTER: f64 = 10.0;
/// How much deeper than a slow hand a fast one may press, mm.
const DEEPER: f64 = 0.15;
/// Depth at which a node counts as escaped, mm: three times what any of these walls gives.
const ESCAPED: f64 = 1.0;

/// How far a wire was pressed into the wall on its way in.
struct Passage {
    /// Deepest place of any node beyond the wall in each bin of feed, mm.
    deepest: Vec<f64>,
    /// Nodes that stood farther out than [`ESCAPED`], counted at every tick.
    escaped: usize,
}

/// A wire fed through the S-tube of a wall `stiffness` (N/mm²) at `speed` (mm/s).
fn passage(material: &Material, stiffness: f64, speed: f64) -> Passage {
    let sheath = Sheath { tip: Vec3::ZERO, forward: Vec3::Z };
    let mut rod = sheath.load(Grid::graded(material, TO + 50.0), FROM, Vec3::X);
    let (mut tube, settings) = (s_tube(), Settings::default());
    tube.wall.stiffness = stiffness;
    let (mut work, mut inserted) = (Workspace::default(), FROM);
    let mut passage = Passage { deepest: vec![f64::NEG_INFINITY; BINS], escaped: 0 };
    // Loaded straight, the tip first takes its bend.
    for _ in 0..120 {
        let rest = HubMotion::default();
        rod.tick_at_sheath(&sheath, inserted, rest, &settings, &mut work, &mut tube);
    }
    let motion = HubMotion { feed: speed * TICK, spin: 0.0 };
    while inserted < TO - 1.0 {
        let solution =
            rod.tick_at_sheath(&sheath, inserted, motion, &settings, &mut work, &mut tube);
        inserted += solution.moved.feed;
        let bin = (((inserted - FROM) / BIN) as usize).min(BINS - 1);
        for &x in rod.positions() {
            let depth = depth_beyond_wall(&tube, x, material.radius);
            passage.deepest[bin] = passage.deepest[bin].max(depth);
            // What is not a number has escaped as well.
            passage.escaped += usize::from(depth.is_nan() || depth > ESCAPED);
        }
    }
    passage
}

/// Deepest in the bins beside each and in it, mm: what a slow hand finds about there.
fn about(deepest: &[f64]) -> Vec<f64> {
    let nearby = |bin: usize| &deepest[bin.saturating_sub(1)..(bin + 2).min(BINS)];
    (0..BINS).map(|bin| nearby(bin).iter().copied().fold(0.0, f64::max)).collect()
}

/// Depth of a wire of weight `weight` per length (N/mm) in a wall of `stiffness` (N/mm²), mm.
fn sagged(weight: f64, stiffness: f64) -> f64 {
    let straight = course(&[Piece::Straight(300.0)], 2.0);
    let mut tube = Tube::new(straight, Wall { stiffness, friction: 0.0 });
    let material = uniform_material();
    let sheath = Sheath { tip: Vec3::ZERO, forward: Vec3::Z };
    let mut rod = sheath.load(Grid::graded(&material, 150.0), 100.0, Vec3::X);
    rod.load = Vec3::X * weight;
    let (settings, mut work) = (Settings::default(), Workspace::default());
    for _ in 0..240 {
        let rest = HubMotion::default();
        rod.tick_at_sheath(&sheath, 100.0, rest, &settings, &mut work, &mut tube);
    }
    // The wire's middle, away from the sheath and from the tip.
    depth_beyond_wall(&tube, rod.positions()[40], material.radius)
}

/// Rigid phantoms under a fast hand, and walls that give way.
pub fn containment() -> Result<Outcome, &'static str> {
    let mut outcome = Outcome::default();
    let mut escaped = Vec::new();
    for name in ["angled-regular", "angled-stiff"] {
        let wire = device::wire(name, None).map_err(|_| "waits for the catalogued angled wires")?;
        let material = wire.material();
        for stiffness in [1.0, 2.0] {
            let slow = passage(&material, stiffness, SLOW);
            let fast = passage(&material, stiffness, SLOW * FASTER);
            let still = about(&slow.deepest);
            let over = |bin: usize| fast.deepest[bin] - still[bin];
            let worst = (0..BINS).max_by(|&a, &b| over(a).total_cmp(&over(b))).unwrap_or(0);
            let at = |bin: usize| FROM + BIN * (bin as f64 + 0.5);
            let settings = format!("{name} at 200 mm/s, k {stiffness} N/mm², {} mm fed", at(worst));
            let id = lettered("24", outcome.rows.len());
            let row = Row::compare(&id, settings, "mm", still[worst], fast.deepest[worst]);
            outcome.rows.push(row.at_most(DEEPER));
            escaped.push((name, stiffness, slow.escaped + fast.escaped));
            let over_feed =
                |list: Vec<f64>| list.into_iter().enumerate().map(|(i, d)| (at(i), d)).collect();
            let touching = fast.deepest.iter().map(|depth| depth.max(0.0)).collect();
            let limit = still.iter().map(|depth| depth + DEEPER).collect();
            outcome.figures.push(Figure {
                name: format!("24-{name}-{stiffness}"),
                title: format!("Depth beyond the wall: {name}, {stiffness} N/mm²"),
                x: "wire fed, mm".into(),
                y: "deepest node beyond the wall, mm".into(),
                equal_scales: false,
                logarithmic: false,
                lines: vec![
                    Line::theory("slow hand, 20 mm/s", over_feed(still)),
                    Line::theory("the same + 0.15 mm", over_feed(limit)),
                    Line::simulated("fast hand, 200 mm/s", over_feed(touching)),
                ],
            });
        }
    }
    for (name, stiffness, nodes) in escaped {
        let settings = format!("nodes out by {ESCAPED} mm, {name}, k {stiffness} N/mm²");
        let id = lettered("24", outcome.rows.len());
        outcome.rows.push(Row::compare(&id, settings, "", 0.0, nodes as f64).absolute(0.0));
    }
    for stiffness in [0.05, 0.2, 1.0] {
        const WEIGHT: f64 = 0.1;
        let settings = format!("depth w/k under {WEIGHT} N/mm in a wall of k {stiffness} N/mm²");
        let id = lettered("24", outcome.rows.len());
        let got = sagged(WEIGHT, stiffness);
        let row = Row::compare(&id, settings, "mm", WEIGHT / stiffness, got).relative(5e-2);
        outcome.rows.push(row);
    }
    Ok(outcome)
}
