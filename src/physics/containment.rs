//! The wire stays in the tube, however fast the hand.

use super::bench::{BENDING, Pressed, closely, measured, uniform_material, worse};
use super::depth::depth_beyond_wall;
use super::law::{Figure, Line, Outcome, Row, lettered};
use crate::sim::anatomy::{Piece, Tube, Wall, course, s_tube};
use crate::sim::device;
use crate::sim::math::Vec3;
use crate::sim::rod::{Grid, HubMotion, Material, Rod, Settings, Sheath, Solution, Workspace};
use crate::sim::units::TICK;

/// Length fed at the start and at the end, mm.
const FROM: f64 = 20.0;
const TO: f64 = 700.0;
/// The hand's speed, mm/s: ten times that of a careful one.
const FAST: f64 = 200.0;
/// How much deeper than at rest a fast hand may press, mm.
const DEEPER: f64 = 0.15;
/// Depth at which a node counts as escaped, mm: three times what any of these walls gives.
const ESCAPED: f64 = 1.0;
/// At rest is a wire none of whose nodes moved by more than this (mm) in each of so many ticks.
const STILL: f64 = 1e-4;
const STILL_TICKS: usize = 5;
/// Ticks after which a wire that the hand no longer feeds must have come to rest.
const PATIENCE: usize = 1200;

/// How far a wire was pressed into the wall on its way in.
#[derive(Default)]
struct Passage {
    /// Wire fed (mm), and the greatest depth beyond the wall (mm) there, at speed and once the hand
    /// has stopped there, for every tick at speed.
    depths: Vec<(f64, f64, f64)>,
    /// Nodes that stood farther out than [`ESCAPED`], counted at every tick.
    escaped: usize,
    /// Share of the feed asked for that was made.
    made: f64,
    /// Ticks at speed that ended unsettled.
    unsettled: usize,
}

/// A wire in a tube at a sheath, and how much of it is beyond the sheath, mm.
#[derive(Clone)]
struct Fed {
    rod: Rod,
    tube: Tube,
    inserted: f64,
}

const SHEATH: Sheath = Sheath { tip: Vec3::ZERO, forward: Vec3::Z };

impl Fed {
    fn tick(&mut self, feed: f64, settings: &Settings, work: &mut Workspace) -> Solution {
        let motion = HubMotion { feed, spin: 0.0 };
        let solution =
            self.rod.tick_at_sheath(&SHEATH, self.inserted, motion, settings, work, &mut self.tube);
        self.inserted += solution.moved.feed;
        solution
    }

    /// Waits for rest; not a number counts as motion. False if it does not come about.
    fn rest(&mut self, work: &mut Workspace) -> bool {
        let settings = Settings { steps: (2, 60), ..Settings::default() };
        let mut still = 0;
        (0..PATIENCE).any(|_| {
            let before = self.rod.positions().to_vec();
            let converged = self.tick(0.0, &settings, work).converged;
            let mut pairs = self.rod.positions().iter().zip(&before);
            let quiet = converged && pairs.all(|(now, then)| now.distance(*then) <= STILL);
            still = if quiet { still + 1 } else { 0 };
            still == STILL_TICKS
        })
    }

    /// Depths of the nodes beyond the wall, mm.
    fn depths(&self) -> impl Iterator<Item = f64> + '_ {
        let radius = self.rod.grid().radius;
        self.rod.positions().iter().map(move |&x| depth_beyond_wall(&self.tube, x, radius))
    }

    /// The greatest depth, mm; 0 if no node is beyond the wall.
    fn deepest(&self) -> f64 {
        self.depths().fold(0.0, worse)
    }
}

/// A wire fed fast through the S-tube of a wall `stiffness` (N/mm²). At every tick a copy of it is
/// left alone where it is: what then stays of its depth is the static F/k of that place.
fn passage(material: &Material, stiffness: f64) -> Passage {
    let rod = SHEATH.load(Grid::graded(material, TO + 50.0), FROM, Vec3::X);
    let mut fed = Fed { rod, tube: s_tube(), inserted: FROM };
    fed.tube.wall.stiffness = stiffness;
    let settings = Settings::default();
    let (mut work, mut aside) = (Workspace::default(), Workspace::default());
    // Loaded straight, the tip first takes its bend.
    for _ in 0..120 {
        fed.tick(0.0, &settings, &mut work);
    }
    let mut passage = Passage::default();
    let mut asked = 0.0;
    while fed.inserted < TO - 1.0 {
        let solution = fed.tick(FAST * TICK, &settings, &mut work);
        asked += FAST * TICK;
        passage.unsettled += usize::from(!solution.converged);
        // What is not a number has escaped as well.
        passage.escaped += fed.depths().filter(|d| d.is_nan() || *d > ESCAPED).count();
        let mut stopped = fed.clone();
        let still = if stopped.rest(&mut aside) { stopped.deepest() } else { f64::NAN };
        passage.depths.push((fed.inserted, fed.deepest(), still));
    }
    passage.made = (fed.inserted - FROM) / asked;
    passage
}

/// Load per length that keeps a wire lying on its wall, N/mm.
const WEIGHT: f64 = 0.1;

/// Depth in a wall of `stiffness` (N/mm²) of a wire under [`WEIGHT`] and under a force of `force`
/// (N) where it is measured, mm: in its middle, away from the sheath and from the tip. None if it
/// does not come to rest.
fn sagged(stiffness: f64, force: f64) -> Option<f64> {
    let straight = course(&[Piece::Straight(300.0)], 2.0);
    let tube = Tube::new(straight, Wall { stiffness, friction: 0.0 });
    let material = uniform_material();
    let mut rod = SHEATH.load(Grid::graded(&material, 150.0), 100.0, Vec3::X);
    rod.load = Vec3::X * WEIGHT;
    let mut pressed = Pressed { tube, node: 40, force: Vec3::X * force };
    let (settings, mut work) = (closely(), Workspace::default());
    let mut converged = false;
    for _ in 0..240 {
        let rest = HubMotion::default();
        let solution = rod.tick_at_sheath(&SHEATH, 100.0, rest, &settings, &mut work, &mut pressed);
        converged = solution.converged;
    }
    let place = rod.positions()[pressed.node];
    converged.then(|| depth_beyond_wall(&pressed.tube, place, material.radius))
}

/// Walls that give way under a wire's weight, and under a force on one place of it.
///
/// A long beam on a foundation sinks by Pλ/2k under a force P, λ = (k/4B)^¼, and lifts off on
/// either side; the weight keeps it down, and what it sinks by itself is taken off.
fn walls_that_give(rows: &mut Vec<Row>) {
    const SUNK: f64 = 0.2;
    let walls = [0.05, 0.2, 1.0];
    let under_weight = walls.map(|stiffness| measured(sagged(stiffness, 0.0)));
    for (stiffness, got) in walls.into_iter().zip(under_weight) {
        let settings = format!("depth w/k under {WEIGHT} N/mm in a wall of k {stiffness} N/mm²");
        let id = lettered("24", rows.len());
        let row = Row::compare(&id, settings, "mm", WEIGHT / stiffness, got);
        rows.push(row.relative(5e-2));
    }
    for (stiffness, before) in walls.into_iter().zip(under_weight) {
        let rate = libm::sqrt(libm::sqrt(stiffness / (4.0 * BENDING)));
        let force = 2.0 * stiffness * SUNK / rate;
        let got = measured(sagged(stiffness, force)) - before;
        let settings = format!("depth Pλ/2k under {force:.3} N, k {stiffness} N/mm²");
        let id = lettered("24", rows.len());
        let expected = force * rate / (2.0 * stiffness);
        rows.push(Row::compare(&id, settings, "mm", expected, got).relative(5e-2));
    }
}

/// Rigid phantoms under a fast hand, and walls that give way.
pub fn containment() -> Result<Outcome, &'static str> {
    let mut outcome = Outcome::default();
    let mut escaped = Vec::new();
    for name in ["angled-regular", "angled-stiff"] {
        let wire = device::wire(name, None).map_err(|_| "waits for the catalogued angled wires")?;
        let material = wire.material();
        for stiffness in [1.0, 2.0] {
            let passage = passage(&material, stiffness);
            let mut worst = (FROM, 0.0, 0.0);
            for &place in &passage.depths {
                let (most, now) = (worst.1 - worst.2, place.1 - place.2);
                // What is not a number is the worst and stays.
                if worse(most, now).total_cmp(&most).is_ne() {
                    worst = place;
                }
            }
            let (at, fast, still) = worst;
            let made = 100.0 * passage.made;
            let settings = format!(
                "{name} k {stiffness}, {at:.0} mm: {made:.0}% fed, {} unsettled",
                passage.unsettled
            );
            let id = lettered("24", outcome.rows.len());
            let row = Row::compare(&id, settings, "mm", still, fast);
            outcome.rows.push(row.at_most(DEEPER));
            escaped.push((name, stiffness, passage.escaped));
            let line = |of: fn(&(f64, f64, f64)) -> f64| {
                passage.depths.iter().map(|place| (place.0, of(place))).collect()
            };
            outcome.figures.push(Figure {
                name: format!("24-{name}-{stiffness}"),
                title: format!("Depth beyond the wall: {name}, {stiffness} N/mm²"),
                x: "wire fed, mm".into(),
                y: "deepest node beyond the wall, mm".into(),
                equal_scales: false,
                logarithmic: false,
                lines: vec![
                    Line::theory("stopped there: F/k", line(|place| place.2)),
                    Line::theory("the same + 0.15 mm", line(|place| place.2 + DEEPER)),
                    Line::simulated("fast hand, 200 mm/s", line(|place| place.1)),
                ],
            });
        }
    }
    for (name, stiffness, nodes) in escaped {
        let settings = format!("nodes out by {ESCAPED} mm, {name}, k {stiffness} N/mm²");
        let id = lettered("24", outcome.rows.len());
        outcome.rows.push(Row::compare(&id, settings, "", 0.0, nodes as f64).absolute(0.0));
    }
    walls_that_give(&mut outcome.rows);
    Ok(outcome)
}
