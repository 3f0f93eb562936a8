//! What a benchmark reports, as it stands in `bench --json`.

use super::Timing;
use clap::ValueEnum;
use serde::Serialize;

/// The benchmarks by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Task {
    /// A wire fed and spun through six bends, at several sizes.
    STube,
    /// The task that other simulators were timed on: a wire pushed through one bend.
    PeerBend,
    /// A chain of joints in Rapier against the rod at equal static error.
    RapierChain,
    /// Where a tick's time goes, in the S-tube.
    Profile,
    /// A wire in a tree of ten branches and of a thousand.
    Branches,
}

/// One row: times of a tick, and what they were paid for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figures {
    pub task: Task,
    /// The processor.
    pub machine: String,
    /// What was solved by what: `rod`, or `rapier multibody`.
    pub method: &'static str,
    /// Nodes of the rod, or joints and tip of the chain.
    pub nodes: usize,
    /// Ticks per simulated second.
    pub hz: f64,
    /// Ticks that were timed.
    pub ticks: usize,
    #[serde(flatten)]
    pub timing: Timing,
    /// Newton steps a tick, on average; of the chain, its solver's iterations.
    pub iterations: f64,
    /// Most of any tick.
    pub most_iterations: usize,
    /// Ticks whose last Newton step still moved something.
    pub unsettled_ticks: usize,
    /// Largest force out of balance at any free node after any tick, N; not a number where it is not
    /// taken.
    pub residual_n: f64,
    /// Deepest that any node stood beyond the wall after any tick, mm; 0 where there is no wall.
    pub penetration_mm: f64,
    #[serde(flatten)]
    pub own: Own,
    /// Time of each tick, s.
    #[serde(skip)]
    pub seconds: Vec<f64>,
}

/// What only one task reports.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Own {
    STube(STube),
    PeerBend(PeerBend),
    Chain(Chain),
    Profile(Profile),
    Branches(Branches),
}

/// Of the S-tube.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct STube {
    /// What lay on the centreline: a wire, with a catheter, with a guide over both.
    pub members: usize,
    /// Median over the ticks of the largest force out of balance at any node, N.
    pub residual_median_n: f64,
    /// Force at the hub, mean over the ticks, N.
    pub hub_force_n: f64,
    /// Change of the force at the hub from one tick to the next: root of its mean square, N.
    pub force_ripple_n: f64,
    /// The largest such change, N.
    pub largest_force_ripple_n: f64,
    /// How far the tip of the wire at rest moves between 10 s and 20 s after the hand stopped, mm.
    pub creep_mm: f64,
    /// Force at the hub after each tick, N.
    #[serde(skip)]
    pub hub_forces: Vec<f64>,
}

/// Of the peers' task.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PeerBend {
    /// Height of the tip over the bend's beginning, along the way out, m.
    pub tip_height_m: f64,
    /// What it would be along the tube's axis, m.
    pub ideal_tip_height_m: f64,
    /// Deepest that any node stood beyond the wall, mm: the same as `penetration_mm`.
    pub overshoot_mm: f64,
    /// The same after settled ticks only: what the wall gives way, without the solver's share.
    pub settled_overshoot_mm: f64,
    /// Median over the ticks of the largest force out of balance at any node, N.
    pub residual_median_n: f64,
    /// Stiffness of the wall, N/mm per mm of wire.
    pub wall_n_mm2: f64,
    /// Force at the hub at the end, N.
    pub hub_force_n: f64,
    /// Farthest that the wire lies from the tube's axis towards the inside of the bend at the end, mm.
    pub inward_mm: f64,
    /// What it saves of its way through the bend by that, mm: the integral of the distance over the
    /// bend's angle.
    pub saved_mm: f64,
    /// What it loses by running at an angle to the axis from wall to wall, mm: half the integral of
    /// the slope's square.
    pub lost_mm: f64,
    /// Radial clearance of the wire in the tube, and length of the bend along its axis, mm.
    #[serde(skip)]
    pub clearance_mm: f64,
    #[serde(skip)]
    pub bend_mm: f64,
    /// Arc length from the bend's beginning and distance from the axis towards the bend's inside,
    /// mm, of each node at the end.
    #[serde(skip)]
    pub inward: Vec<(f64, f64)>,
}

/// Of the chain and the rod that it is held against.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Chain {
    /// Distance of the resting tip from the elastica's, over the wire's length.
    pub static_error: f64,
    /// Ticks until the tip stays within 1e-4 of the length of its resting place.
    pub ticks_to_rest: usize,
    /// Time of these, ms.
    pub ms_to_rest: f64,
}

/// Of a wire among branches.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Branches {
    /// Branches of the patient.
    pub branches: usize,
    /// Median time over nodes, µs.
    pub median_us_a_node: f64,
}

/// Where the time of a tick goes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Profile {
    pub phases: Vec<Share>,
}

/// One phase's share of a tick.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Share {
    pub phase: &'static str,
    /// Mean over the ticks, ms.
    pub ms: f64,
    /// Part of the whole.
    pub share: f64,
    /// Time per node and Newton step, ns.
    pub ns_per_node_and_step: f64,
}
