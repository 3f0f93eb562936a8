//! Knuckles: a wire driven on against a closed end buckles, folds and doubles back. There Newton's
//! method works hardest. It may leave ticks unsettled; it may not break, nor let the wire out.

use super::{LENGTH, LOADED, tube};
use crate::contact::Watch;
use std::time::Instant;
use wispwire::physics::depth_beyond_wall;
use wispwire::sim::anatomy::{Piece, Tube, Wall, course, foundation, s_tube};
use wispwire::sim::device;
use wispwire::sim::math::{Vec3, outer};
use wispwire::sim::rod::{
    Grid, HubMotion, Nodes, Reaction, Settings, Sheath, Surroundings, Workspace,
};
use wispwire::sim::units::{TICK, TICKS_PER_SECOND, TURN};

/// Where the tube is closed, mm from the sheath: in the straight part behind the second bend.
const CAP: f64 = 275.0;
/// Stiffness with which a node meets the cap, N/mm.
const CAP_STIFFNESS: f64 = 10.0;
/// Wire driven on beyond the cap, mm, and feed, mm/s, and spin, rad/s: a hand's.
const SURPLUS: f64 = 40.0;
const FEED: f64 = 20.0;
const SPIN: f64 = 2.0 * TURN;
/// Farthest that a node may stand beyond the wall while the solver struggles, mm: half the lumen's
/// radius.
const ESCAPED: f64 = 2.5;
/// What a settled wire may stand deeper in the wall than its force explains, mm.
const UNEXPLAINED: f64 = 0.15;
/// How often it is driven on and drawn back.
const TIMES: usize = 5;
/// Drawn back each time until the tip is this far before the cap, mm.
const DRAWN_BACK: f64 = 20.0;

/// A tube with a closed end.
struct Capped {
    tube: Tube,
    centre: Vec3,
    axis: Vec3,
    reach: f64,
    radius: f64,
}

impl Capped {
    fn new(tube: Tube) -> Self {
        let end = tube.course.at(CAP);
        // The plate closes this stretch of the lumen, not the bends that cross its plane elsewhere.
        let reach = 3.0 * end.radius;
        Self { tube, centre: end.centre, axis: end.tangent, reach, radius: 0.0 }
    }
}

impl Surroundings for Capped {
    fn begin_tick(&mut self, nodes: Nodes) {
        self.radius = nodes.radius[0];
        self.tube.begin_tick(nodes);
    }

    fn react(&mut self, index: usize, x: Vec3) -> Reaction {
        let mut reaction = self.tube.react(index, x);
        let offset = x - self.centre;
        let (load, stiffness) = foundation(offset.dot(self.axis) + self.radius, CAP_STIFFNESS);
        if stiffness == 0.0 || offset.length() > self.reach {
            return reaction;
        }
        reaction.gradient += self.axis * load;
        reaction.hessian += outer(self.axis, self.axis) * stiffness;
        // A node has one contact that rubs: the one that presses harder.
        let limit = self.tube.wall.friction * load;
        if limit > reaction.friction_limit {
            reaction.friction_limit = limit;
            reaction.normal = self.axis;
        }
        reaction
    }

    fn settled(&mut self, positions: &[Vec3]) -> bool {
        self.tube.settled(positions)
    }
}

#[derive(Debug, Default)]
struct Knuckled {
    ticks: usize,
    steps: usize,
    most_factored: usize,
    /// As the clock saw it, neighbours' load and all.
    longest_tick_ms: f64,
    unsettled: usize,
    longest_unsettled_run: usize,
    /// Deepest beyond the wall after any tick, and after settled ones, mm.
    depth: f64,
    settled_depth: f64,
    deepest_in_cap: f64,
    /// Largest force at the hub after a settled tick, N.
    hub_force: f64,
    /// Farthest that any node doubled back behind the tip's place at the cap, mm along the tube.
    doubled_back: f64,
    /// How near its strands come to one another, and after settled ticks.
    strands: Watch,
    settled_strands: Watch,
}

fn knuckled(name: &str, tube: Tube) -> Knuckled {
    let material = device::wire(name, None).unwrap().material();
    let sheath = Sheath { tip: Vec3::ZERO, forward: Vec3::Z };
    let mut rod = sheath.load(Grid::graded(&material, LENGTH), LOADED, Vec3::X);
    let mut capped = Capped::new(tube);
    let (settings, mut work) = (Settings::default(), Workspace::default());
    let (mut inserted, mut forward, mut driven) = (LOADED, 1.0, 0);
    let (mut seen, mut run, mut seconds) = (Knuckled::default(), 0, 0.0);
    let longest = 60 * TICKS_PER_SECOND;
    for tick in 0..longest {
        if inserted > CAP + SURPLUS {
            forward = -1.0;
        } else if forward < 0.0 && inserted < CAP - DRAWN_BACK {
            forward = 1.0;
            driven += 1;
            if driven == TIMES {
                break;
            }
        }
        let motion = HubMotion { feed: forward * FEED * TICK, spin: forward * SPIN * TICK };
        let start = Instant::now();
        let solution =
            rod.tick_at_sheath(&sheath, inserted, motion, &settings, &mut work, &mut capped);
        let took = start.elapsed().as_secs_f64();
        inserted += solution.moved.feed;
        seen.strands.itself(&rod);
        if solution.converged {
            seen.settled_strands.itself(&rod);
        }
        for (node, &x) in rod.positions().iter().enumerate() {
            assert!(x.is_finite(), "{name}: node {node} at {x} at tick {tick}; {seen:?}");
            let depth = depth_beyond_wall(&capped.tube, x, material.radius);
            assert!(
                depth < ESCAPED,
                "{name}: node {node} is {depth:.2} mm beyond the wall at tick {tick}; {seen:?}"
            );
            seen.depth = seen.depth.max(depth);
            if solution.converged {
                seen.settled_depth = seen.settled_depth.max(depth);
            }
            let offset = x - capped.centre;
            if offset.length() < capped.reach {
                let beyond = offset.dot(capped.axis) + material.radius;
                seen.deepest_in_cap = seen.deepest_in_cap.max(beyond);
            }
        }
        if inserted > CAP {
            seconds += took;
            seen.longest_tick_ms = seen.longest_tick_ms.max(took * 1e3);
            seen.most_factored = seen.most_factored.max(solution.factored);
            seen.ticks += 1;
            seen.steps += solution.steps;
            run = if solution.converged { 0 } else { run + 1 };
            seen.unsettled += usize::from(!solution.converged);
            seen.longest_unsettled_run = seen.longest_unsettled_run.max(run);
            if solution.converged {
                seen.hub_force = seen.hub_force.max(rod.hub_force());
            }
            let tip = (rod.positions()[0] - capped.centre).dot(capped.axis);
            seen.doubled_back = seen.doubled_back.max(-tip);
        }
    }
    assert_eq!(driven, TIMES, "{name}: the wire stuck with {inserted:.1} mm inserted; {seen:?}");
    println!(
        "{name} knuckled: {seen:?}\n{:.2} steps a tick, {:.1}% of ticks unsettled; a tick takes \
         {:.2} ms, the longest {:.2} ms of {:.2}",
        seen.steps as f64 / seen.ticks as f64,
        100.0 * seen.unsettled as f64 / seen.ticks as f64,
        seconds * 1e3 / seen.ticks as f64,
        seen.longest_tick_ms,
        TICK * 1e3
    );
    seen
}

#[test]
fn wires_knuckled_at_a_closed_end_stay_inside_and_come_back() {
    for name in ["angled-stiff", "long-taper", "angled-regular"] {
        let seen = knuckled(name, tube(super::FRICTION));
        assert!(seen.ticks > 500, "{name}: hardly ever beyond the cap: {seen:?}");
        assert_eq!(seen.strands.passed, 0, "{name}: strands went through one another: {seen:?}");
        assert!(seen.deepest_in_cap < ESCAPED, "{name}: through the cap: {seen:?}");
        // The whole push on one node of the finest spacing, 1 mm, on a wall of 1 N/mm².
        let explained = seen.hub_force / s_tube().wall.stiffness;
        assert!(
            seen.settled_depth < explained + UNEXPLAINED,
            "{name}: deeper in the wall than the push of the hand explains: {seen:?}"
        );
    }
}

/// In a narrow lumen the strands of a knuckle lie on one another: it is pushed ahead as a loop and pulled
/// straight again, and they never pass.
#[test]
fn a_loop_is_pushed_ahead_and_pulled_straight_without_passing_through_itself() {
    const LUMEN: f64 = 3.0;
    let path = course(&[Piece::Straight(1.5 * CAP)], LUMEN);
    let narrow = Tube::new(path, Wall { stiffness: 1.0, friction: super::FRICTION });
    for name in ["angled-regular", "long-taper"] {
        let seen = knuckled(name, narrow.clone());
        assert!(seen.doubled_back > 15.0, "{name}: no loop: {seen:?}");
        assert_eq!(seen.strands.passed, 0, "{name}: strands went through one another: {seen:?}");
        let closest = seen.settled_strands.closest;
        assert!(closest < 1.05, "{name}: its strands never touched: {seen:?}");
        assert!(closest > 0.8, "{name}: strands stood in one another: {seen:?}");
    }
}
