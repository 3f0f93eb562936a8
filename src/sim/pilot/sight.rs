//! What a pilot knows before the case and sees during it.

use crate::sim::anatomy::Centreline;
use crate::sim::device::Wire;
use crate::sim::session::{Case, View};

/// The plan made on CT: the vein's course, where it is occluded, where to go.
#[derive(Clone, Debug)]
pub struct Plan {
    pub course: Centreline,
    /// Arc lengths on the course between which the vein is occluded, mm, from the access on.
    pub lesions: Vec<(f64, f64)>,
    /// Arc lengths between which another vein opens into the course, mm, in order.
    pub forks: Vec<(f64, f64)>,
    /// Arc length of the target, mm.
    pub target: f64,
    /// Wires and support catheters on the shelf.
    pub wires: usize,
    pub supports: usize,
    /// The wire of the shelf with the finest tip, and the one with the stiffest shaft.
    pub finest: u8,
    pub stiffest: u8,
}

impl Plan {
    /// What CT shows of `case`.
    pub fn of(case: &Case) -> Self {
        let best = |merit: fn(&Wire) -> f64| {
            let merits = case.wires.iter().map(merit).enumerate();
            let best = merits.reduce(|best, it| if it.1 > best.1 { it } else { best });
            best.map_or(0, |(index, _)| index as u8)
        };
        Self {
            course: case.route.clone(),
            lesions: case.lesion_s.clone(),
            forks: case.vessels.forks(),
            target: case.target_s,
            wires: case.wires.len(),
            supports: case.supports.len(),
            finest: best(|wire| -wire.tip_profile),
            stiffest: best(|wire| wire.flexural_rigidity.last().map_or(0.0, |shaft| shaft.n_mm2)),
        }
    }
}

/// The tip against the plan, as two views show it, and the hand.
#[derive(Clone, Copy, Debug)]
pub struct Sight {
    /// Arc length of the tip on the planned course, mm.
    pub tip: f64,
    /// Distance of the tip from the planned course, mm.
    pub off: f64,
    /// Wire beyond the sheath that is not accounted for by the tip's place: loops and folds, mm.
    pub slack: f64,
    /// Wire beyond the catheter, mm.
    pub ahead: f64,
    pub force: f64,
    /// Seconds of manipulation.
    pub time: f64,
}

impl Sight {
    /// Looks at `view`; `hint` is where the tip was, mm.
    pub fn of(view: &View, plan: &Plan, hint: f64) -> Self {
        let tip = plan.course.nearest(view.wire[0], hint);
        Self {
            tip: tip.s,
            off: view.wire[0].distance(tip.centre),
            slack: view.wire_inserted_mm - tip.s,
            ahead: view.wire_inserted_mm - view.support_inserted_mm,
            force: view.hub_force_n,
            time: view.manipulation_s,
        }
    }
}
