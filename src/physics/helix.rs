//! Laws of the helix into which a thrust winds a wire in a cylinder: its pitch, the load on the
//! wall, and what friction takes of a thrust that is pushed through it.

use super::bench::{BENDING, quasi_static, uniform_material};
use super::cylinder::{Cylinder, STIFFNESS, azimuths, flow};
use super::{Figure, Line, Mark, Outcome, Row};
use crate::sim::anatomy::foundation;
use crate::sim::math::Vec3;
use crate::sim::rod::{Grid, HubMotion, Rod, Settings, Workspace};
use core::f64::consts::TAU;

const LENGTH: f64 = 2000.0;
const ELEMENTS: usize = 500;
/// Thrust of the benches, N: winds the rod ten times.
const THRUST: f64 = 0.036;

/// Wall load per length of a helix of radius `radius` (mm) under `thrust` (N), N/mm.
fn lubinski_load(radius: f64, thrust: f64) -> f64 {
    radius * thrust * thrust / (4.0 * BENDING)
}

/// Pitch of a helix under `thrust` (N), mm.
fn lubinski_pitch(thrust: f64) -> f64 {
    core::f64::consts::PI * libm::sqrt(8.0 * BENDING / thrust)
}

/// A weightless rod in a cylinder, wound into a helix of pitch `pitch` (mm) from its hub at x = 0
/// and then left to itself under the thrust, without friction. Its tip may slide around. None if it
/// does not come to rest.
fn wound(pitch: f64, cylinder: &mut Cylinder) -> Option<Rod> {
    let grid = Grid::uniform(&uniform_material(), LENGTH, ELEMENTS);
    let radius = cylinder.bearing(lubinski_load(cylinder.clearance, THRUST));
    let winding = TAU / pitch;
    let advance = 1.0 / libm::hypot(1.0, radius * winding);
    let place = |&s: &f64| {
        let x = (LENGTH - s) * advance;
        let angle = winding * x;
        Vec3::new(x, libm::sin(angle) * radius, -libm::cos(angle) * radius)
    };
    let positions = grid.from_tip.iter().map(place).collect();
    let mut rod = Rod::along(grid, positions, Vec3::Y);
    cylinder.holds.forces = vec![(0, Vec3::NEG_X * THRUST)];
    // A drag that falls lets it unwind along the wall instead of leaping off it.
    let mut rests = false;
    for drag in [1e-5, 1e-6, 1e-7, 1e-8] {
        rests = flow(&mut rod, cylinder, drag, 1e-3, 200);
    }
    rests.then_some(rod)
}

/// The middle half of a helix, away from its ends.
struct Middle {
    /// Mean distance from the axis, mm.
    radius: f64,
    /// mm.
    pitch: f64,
    /// Mean load per length on the wall, N/mm.
    load: f64,
}

impl Middle {
    fn of(rod: &Rod, cylinder: &Cylinder) -> Self {
        let (x, azimuths) = (rod.positions(), azimuths(rod));
        let part = x.len() / 4..3 * x.len() / 4;
        let (first, last) = (part.start, part.end - 1);
        let count = part.len() as f64;
        let distances: Vec<f64> = x[part].iter().map(|x| libm::hypot(x.y, x.z)).collect();
        let pressed = distances.iter().map(|d| foundation(d - cylinder.clearance, STIFFNESS).0);
        Self {
            radius: distances.iter().sum::<f64>() / count,
            pitch: TAU * (x[first].x - x[last].x) / (azimuths[first] - azimuths[last]),
            load: pressed.sum::<f64>() / count,
        }
    }
}

/// Pitch and wall load of a helix under a thrust.
pub fn helix() -> Result<Outcome, &'static str> {
    let pitch = lubinski_pitch(THRUST);
    let (mut rows, mut lines) = (Vec::new(), Vec::new());
    for (ids, start, clearance) in
        [(["9a", "9b"], 1.3, 1.0), (["9c", "9d"], 0.8, 1.0), (["9e", "9f"], 1.3, 2.0)]
    {
        let mut cylinder = Cylinder::new(clearance, 0.0);
        let rod = wound(start * pitch, &mut cylinder);
        let nothing = Middle { radius: f64::NAN, pitch: f64::NAN, load: f64::NAN };
        let got = rod.as_ref().map_or(nothing, |rod| Middle::of(rod, &cylinder));
        let text = |what: &str| format!("{what}, clearance {clearance} mm, from {start} pitch");
        let load = lubinski_load(got.radius, THRUST);
        rows.push(Row::compare(ids[0], text("pitch"), "mm", pitch, got.pitch).relative(3e-2));
        rows.push(
            Row::compare(ids[1], text("wall load"), "µN/mm", 1e6 * load, 1e6 * got.load)
                .relative(3e-2),
        );
        if let (Some(rod), "9a") = (rod, ids[0]) {
            lines = side_view(&rod, got.radius);
        }
    }
    let figure = Figure {
        name: "09-helix".to_owned(),
        title: "A wire wound in a cylinder by a thrust, from the side".to_owned(),
        x: "mm along the cylinder".to_owned(),
        y: "mm across".to_owned(),
        equal_scales: false,
        logarithmic: false,
        lines,
    };
    Ok(Outcome { rows, figures: vec![figure] })
}

/// The middle of a helix over Lubinski's, the two brought together in the middle.
fn side_view(rod: &Rod, radius: f64) -> Vec<Line> {
    let pitch = lubinski_pitch(THRUST);
    let (x, azimuths) = (rod.positions(), azimuths(rod));
    let middle = x.len() / 2;
    let phase = azimuths[middle] - TAU * x[middle].x / pitch;
    let part = x.len() / 4..3 * x.len() / 4;
    let simulated = x[part].iter().map(|x| (x.x, x.y));
    let theory = (0..=400).map(|i| {
        let along = LENGTH * (0.25 + 0.5 * f64::from(i) / 400.0);
        (along, radius * libm::sin(TAU * along / pitch + phase))
    });
    vec![
        Line { name: "Lubinski".to_owned(), mark: Mark::Theory, points: theory.collect() },
        Line { name: "rod".to_owned(), mark: Mark::Simulated, points: simulated.collect() },
    ]
}

/// Length of the rod that locks up, mm, and its elements.
const LONG: f64 = 4000.0;
const LONG_ELEMENTS: usize = 1000;

/// What a length (mm) of a helix of radius `radius` (mm) adds to 1/F under friction, 1/N.
fn lost(friction: f64, radius: f64, length: f64) -> f64 {
    friction * radius * length / (4.0 * BENDING)
}

/// A rod wound to the pitch that belongs to the thrust at every place, where `out` (N) comes out at
/// the tip and friction takes its share of what goes in.
fn wound_by_the_law(friction: f64, out: f64, cylinder: &Cylinder) -> Rod {
    let grid = Grid::uniform(&uniform_material(), LONG, LONG_ELEMENTS);
    let (mut x, mut angle) = (0.0, 0.0);
    let mut positions = Vec::new();
    for (i, &from_tip) in grid.from_tip.iter().enumerate() {
        let thrust = |s: f64| 1.0 / (1.0 / out - lost(friction, cylinder.clearance, s));
        let radius = cylinder.bearing(lubinski_load(cylinder.clearance, thrust(from_tip)));
        positions.push(Vec3::new(x, libm::sin(angle) * radius, -libm::cos(angle) * radius));
        let Some(&edge) = grid.edge_length.get(i) else { break };
        let winding = TAU / lubinski_pitch(thrust(from_tip + 0.5 * edge));
        // The chord, and not the arc, is as long as the edge.
        let mut along = edge;
        for _ in 0..4 {
            let across = 2.0 * radius * libm::sin(0.5 * winding * along);
            along = libm::sqrt(edge * edge - across * across);
        }
        x -= along;
        angle -= winding * along;
    }
    Rod::along(grid, positions, Vec3::Y)
}

/// Distance from the tip (mm) and 1/F (1/N) over the middle three quarters of a helix that is being
/// pushed through a cylinder, and its radius (mm): friction is mobilised along the wire.
fn pushed(friction: f64, out: f64) -> Option<(Vec<(f64, f64)>, f64)> {
    /// Feed of a tick and of the whole push, mm: many times the slip that mobilises friction, and a
    /// small part of a pitch.
    const FEED: f64 = 0.02;
    const PUSH: f64 = 0.6;
    let mut cylinder = Cylinder::new(1.0, friction);
    let mut rod = wound_by_the_law(friction, out, &cylinder);
    cylinder.holds.forces = vec![(0, Vec3::NEG_X * out)];
    let base = quasi_static();
    let settings = Settings { drag: 1e-8 * base.tick, settled: (1e-4, 1e-4, 1e-5), ..base };
    let mut work = Workspace::default();
    let mut converged = false;
    for _ in 0..(PUSH / FEED) as usize {
        let feed = HubMotion { feed: FEED, spin: 0.0 };
        converged = rod.tick(feed, &settings, &mut work, &mut cylinder).converged;
    }
    let part = LONG_ELEMENTS / 8..7 * LONG_ELEMENTS / 8;
    let points = part.map(|edge| {
        let from_tip = rod.grid().from_tip[edge] + 0.5 * rod.grid().edge_length[edge];
        (from_tip, -1.0 / rod.axial_force(edge))
    });
    converged.then(|| (points.collect(), Middle::of(&rod, &cylinder).radius))
}

/// What friction takes of a thrust that goes through a helix.
///
/// With the thrust that comes out fixed, the law says how much more must go in; compared is what
/// friction adds to 1/F, so that a rod without friction is off by the whole.
///
/// The law supposes the pitch of the local thrust, as in a rod that winds while its load is raised
/// slowly. A helix that travels goes rigidly with its wire and keeps the pitch to which it was
/// wound: its wall load rα²(F − Bα²) with α² = F₀/2B lacks (1 − F₀/F)² of Lubinski's, which is a
/// quarter where the thrust has doubled. So the rod starts wound as the law has it and is pushed by
/// no more than mobilises friction.
pub fn lock_up() -> Result<Outcome, &'static str> {
    let (mut rows, mut lines) = (Vec::new(), Vec::new());
    for (id, friction) in [("10a", 0.1), ("10b", 0.2), ("10c", 0.3)] {
        // Three times as much goes in at the hub.
        let tip = 2.0 / (3.0 * lost(friction, 1.0, LONG));
        let (points, radius) = pushed(friction, tip).unwrap_or((Vec::new(), f64::NAN));
        let (out, into) = match (points.first(), points.last()) {
            (Some(&out), Some(&into)) => (out, into),
            _ => ((0.0, f64::NAN), (LONG, f64::NAN)),
        };
        let added = lost(friction, radius, into.0 - out.0);
        let text = format!("μ {friction}, F_out {:.4} N, F_in {:.4} N", 1.0 / out.1, 1.0 / into.1);
        let row = Row::compare(id, text, "1/N", added, out.1 - into.1);
        rows.push(row.relative(5e-2));
        let theory = vec![out, (into.0, out.1 - added)];
        let thinned = points.into_iter().step_by(10).collect();
        lines.push(Line::theory(format!("Mitchell, μ {friction}"), theory));
        lines.push(Line::simulated("simulated", thinned));
    }
    let figure = Figure {
        name: "10-lock-up".to_owned(),
        title: "Thrust along a helix that is pushed through".to_owned(),
        x: "distance from the tip, mm".to_owned(),
        y: "1/F, 1/N".to_owned(),
        equal_scales: false,
        logarithmic: false,
        lines,
    };
    Ok(Outcome { rows, figures: vec![figure] })
}
