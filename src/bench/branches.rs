//! A wire past branches, as it is played: the same wire in the same vein of a patient with few branches and
//! with many. What lies elsewhere must not cost a tick anything.

use super::figures::{Branches, Figures, Own, Task};
use super::machine::processor;
use super::timing::{Timing, Unrepeatable, bits_of, replayed};
use crate::sim::anatomy::{Spot, Vessels};
use crate::sim::scenario::{Branch, ControlPoint, Scenario};
use crate::sim::session::{Case, Controls, Ingredients, Session};
use crate::sim::text::Source;
use crate::sim::units::{TICK, TICKS_PER_SECOND};
use std::cell::RefCell;
use std::sync::Arc;

/// Length of the road, mm, and from where to where the wire is fed on it.
const ROAD: f64 = 20_100.0;
const STRETCH: (f64, f64) = (180.0, 220.0);
/// Where the first branch opens into the road, and how far apart they are, mm.
const FIRST: f64 = 40.0;
const APART: f64 = 20.0;
/// Feed, mm/s, before the stretch and on it.
const APPROACH: f64 = 100.0;
const FEED: f64 = 20.0;
/// The case in which the branches are put.
const CASE: &str = r#"(version: 0, title: "past branches", patient: (branches: [(name: "road", into: None, points: [
    (at_mm: (0, 0, 0), diameter_mm: 12), (at_mm: (0, 0, 320), diameter_mm: 12)])]),
    access: (branch: "road", at_mm: 5), target: (branch: "road", at_mm: 300))"#;

/// Veins of 8 mm that open into a straight one of 12 mm, from either side in turn.
fn comb(branches: usize) -> Vec<Branch> {
    let vein = |name: String, into: Option<&str>, ends: [(f64, f64, f64); 2], diameter_mm: f64| {
        let points = ends.map(|at_mm| ControlPoint { at_mm, diameter_mm, ap_mm: None }).to_vec();
        Branch { name, into: into.map(String::from), from: None, points, valves: Vec::new() }
    };
    let road = vein("road".into(), None, [(0.0, 0.0, 0.0), (0.0, 0.0, ROAD)], 12.0);
    let branch = |i: usize| {
        let (side, z) = (if i.is_multiple_of(2) { 26.0 } else { -26.0 }, FIRST + APART * i as f64);
        vein(format!("branch {i}"), Some("road"), [(side, 0.0, z - 15.0), (0.0, 0.0, z)], 8.0)
    };
    std::iter::once(road).chain((0..branches).map(branch)).collect()
}

/// The case among `branches` branches; `None` never happens with the text above.
fn case(branches: usize) -> Option<Arc<Case>> {
    let source = Source::new("past-branches.ron", CASE);
    let (scenario, mut parts) = Scenario::parse(&source).ok()?.value;
    parts.branches = comb(branches);
    let ingredients = Ingredients { name: source.name.to_string(), text: CASE.into(), parts };
    Case::build(scenario, ingredients).ok().map(Arc::new)
}

fn fed(speed: f64) -> Controls {
    Controls { feed_mm_s: speed as f32, ..Controls::default() }
}

/// Deepest that a node of `session` stands beyond the wall, mm. `spots` follows the nodes.
fn deepest(session: &Session, vessels: &Vessels, spots: &mut Vec<Spot>) -> f64 {
    let nodes = session.rod().nodes();
    spots.resize(nodes.positions.len(), Spot::default());
    let out = nodes.positions.iter().zip(nodes.radius).zip(spots).filter(|((x, _), _)| x.z > 5.0);
    let depth = out.map(|((&x, radius), spot)| {
        *spot = vessels.follow(*spot, x);
        vessels.depth(*spot, x) + radius
    });
    depth.fold(0.0, f64::max)
}

/// Two seconds among `branches` branches.
pub fn run(branches: usize) -> Result<Vec<Figures>, Unrepeatable> {
    let Some(case) = case(branches) else { return Ok(Vec::new()) };
    let start = || {
        let mut session = Session::new(case.clone());
        while session.view().wire_inserted_mm < STRETCH.0 {
            session.step(&fed(APPROACH));
        }
        session
    };
    let ticks = ((STRETCH.1 - STRETCH.0) / FEED * f64::from(TICKS_PER_SECOND)) as usize;
    let (mut steps, mut most, mut unsettled, mut nodes) = (0, 0, 0, 0);
    let (mut penetration, spots) = (0.0_f64, RefCell::new(Vec::new()));
    let times = replayed(
        ticks,
        start,
        |session| {
            session.step(&fed(FEED));
        },
        |session| bits_of(session.rod().positions().iter().flat_map(|x| x.to_array())),
        |_| (),
        |session| {
            let solution = session.solution();
            steps += solution.steps;
            most = most.max(solution.steps);
            unsettled += usize::from(!solution.converged);
            nodes = session.rod().count();
            let deep = deepest(session, &case.vessels, &mut spots.borrow_mut());
            penetration = penetration.max(deep);
        },
    )?;
    let timing = Timing::of(&times, TICK);
    Ok(vec![Figures {
        task: Task::Branches,
        machine: processor(),
        method: "rod",
        nodes,
        hz: f64::from(TICKS_PER_SECOND),
        ticks,
        timing,
        iterations: steps as f64 / ticks as f64,
        most_iterations: most,
        unsettled_ticks: unsettled,
        residual_n: f64::NAN,
        penetration_mm: penetration,
        own: Own::Branches(Branches {
            branches,
            median_us_a_node: timing.median_ms * 1e3 / nodes as f64,
        }),
        seconds: times.least,
    }])
}
