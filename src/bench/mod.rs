//! Benchmarks: what a tick costs, and what it is worth.
//!
//! A [`Job`] drives the simulator's own rod through a task and gives [`Figures`]: times of a tick
//! together with what makes them comparable, the force left out of balance, the depth in the wall,
//! the iterations. `wispwire bench` prints them and `cargo bench` times the same drives. This room
//! may read the clock; the simulator may not.

mod branches;
mod cantilever;
mod drawings;
mod figures;
mod machine;
mod peer_bend;
mod profile;
mod rapier_chain;
mod s_tube;
mod timing;

pub use drawings::drawings;
pub use figures::{Branches, Chain, Figures, Own, PeerBend, Profile, STube, Share, Task};
pub use machine::processor;
pub use peer_bend::{Push, QUOTED, Quoted};
pub use s_tube::{Drive, exponent};
pub use timing::{REPLAYS, Times, Timing, Unrepeatable};

/// Sizes and rates of the S-tube: nodes with 0.8 m inserted, ticks per second, and members.
const S_TUBE: [(usize, f64, usize); 8] = [
    (93, 120.0, 1),
    (198, 120.0, 1),
    (299, 120.0, 1),
    (504, 120.0, 1),
    (1000, 120.0, 1),
    (299, 1000.0, 1),
    (299, 120.0, 2),
    (299, 120.0, 3),
];

/// Sizes of the trees that a wire is fed through.
const BRANCHES: [usize; 2] = [10, 1000];

/// Links of Rapier's chains.
const CHAINS: [usize; 4] = [8, 15, 30, 60];

/// One piece of a benchmark, some seconds long.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Job {
    /// The S-tube with so many nodes, ticks per second and members.
    STube {
        nodes: usize,
        hz: f64,
        members: usize,
    },
    PeerBend,
    /// A wire past branches, in a tree of so many.
    Branches {
        branches: usize,
    },
    /// A chain of so many links, and the rod of no larger error.
    RapierChain {
        links: usize,
    },
    Profile,
}

impl Job {
    /// What `tasks` consist of.
    pub fn of(tasks: &[Task]) -> Vec<Self> {
        let mut jobs = Vec::new();
        for task in tasks {
            match task {
                Task::STube => {
                    let job = |(nodes, hz, members)| Self::STube { nodes, hz, members };
                    jobs.extend(S_TUBE.map(job));
                }
                Task::PeerBend => jobs.push(Self::PeerBend),
                Task::Profile => jobs.push(Self::Profile),
                Task::Branches => {
                    jobs.extend(BRANCHES.map(|branches| Self::Branches { branches }));
                }
                Task::RapierChain => {
                    jobs.extend(CHAINS.map(|links| Self::RapierChain { links }));
                }
            }
        }
        jobs
    }

    /// What it does, in a few words.
    pub fn title(&self) -> String {
        match self {
            Self::STube { nodes, hz, members } => {
                format!("S-tube, {nodes} nodes, {hz} Hz, members: {members}")
            }
            Self::PeerBend => "the peers' bend".into(),
            Self::Profile => "the profile of a tick".into(),
            Self::Branches { branches } => format!("a wire among {branches} branches"),
            Self::RapierChain { links } => {
                format!("Rapier's chain of {links} links against the rod")
            }
        }
    }

    /// Does it. Fails if replays of the same stretch differ.
    pub fn run(&self) -> Result<Vec<Figures>, Unrepeatable> {
        match *self {
            Self::STube { nodes, hz, members } => {
                s_tube::run(nodes, hz, members).map(|figures| vec![figures])
            }
            Self::PeerBend => peer_bend::run().map(|figures| vec![figures]),
            Self::RapierChain { links } => rapier_chain::run(links),
            Self::Branches { branches } => branches::run(branches),
            Self::Profile => profile::run().map(|figures| vec![figures]),
        }
    }
}
