//! The world around the wire, composed for one tick: sheath, patent vein, lesions, webs, catheter.

use super::Case;
use crate::sim::anatomy::{Station, Wall, first_in_sheath, sheath_press};
use crate::sim::math::{Vec3, smoothstep};
use crate::sim::rod::{Nodes, Reaction, Surroundings};
use crate::sim::solids::Webs;
use crate::sim::tissue::{Ground, Lesion, Passages};

/// The tip's reaction has settled when it changes by less from one iteration to the next, N.
const TIP_SETTLED: f64 = 0.02;
/// A wire of which more than this share lies in the catheter takes the catheter's friction.
const MOSTLY: f64 = 0.5;

/// What is kept from tick to tick so that nearest points are tracked, not searched.
#[derive(Clone, Debug, Default)]
pub(super) struct Tracking {
    /// Arc length on the route of each node, mm.
    pub stations: Vec<f64>,
    /// Share of each node's length that lies inside the catheter.
    covered: Vec<f64>,
    lengths: Vec<f64>,
    /// The first node inside the sheath.
    sheathed: usize,
}

/// Everything that touches the wire during one tick.
pub(super) struct World<'a> {
    pub case: &'a Case,
    pub passages: &'a mut Passages,
    pub webs: &'a mut Webs,
    pub tracking: &'a mut Tracking,
    pub wire_index: usize,
    /// Wire and catheter beyond the sheath, mm.
    pub inserted: f64,
    pub support: f64,
    pub last_tip: Vec3,
}

impl World<'_> {
    fn wall(&self) -> Wall {
        Wall {
            stiffness: self.case.scenario.patient.vein_wall_n_mm2,
            friction: self.case.wires[self.wire_index].friction_vein,
        }
    }

    fn wire_radius(&self) -> f64 {
        0.5 * self.case.wires[self.wire_index].diameter_mm
    }

    /// The reaction of patent vein, after lesion `behind` and before lesion `ahead` where there are
    /// such.
    fn vein(
        &self,
        index: usize,
        x: Vec3,
        station: &Station,
        behind: Option<usize>,
        ahead: Option<usize>,
    ) -> Reaction {
        let (wire, length) = (self.wire_radius(), self.tracking.lengths[index]);
        if index >= self.tracking.sheathed {
            return sheath_press(x, station, wire, length);
        }
        let mut wall = self.wall();
        let stump = ahead.filter(|&j| self.case.lesions[j].into_stump(station.s) > 0.0);
        let Some(stump) = stump else {
            let (radius, slope) = self.lumen_after(behind, station);
            return wall.press(x, station, radius, slope, wire, length);
        };
        let lesion: &Lesion = &self.case.lesions[stump];
        let (radius, slope) = lesion.lumen_before(station);
        // The funnel's wall is scar, not vein.
        let scarred = lesion.tissue.foundation_n_mm2 - wall.stiffness;
        wall.stiffness += scarred * smoothstep(lesion.into_stump(station.s));
        let pressed = wall.press(x, station, radius, slope, wire, length);
        if index == 0 {
            return pressed;
        }
        merged(pressed, self.passages.react_floor(stump, x, length, wall.friction))
    }

    /// Radius of the patent lumen after lesion `behind` and its slope: the lumen's blind end there
    /// has the vein's own radius.
    fn lumen_after(&self, behind: Option<usize>, station: &Station) -> (f64, f64) {
        let Some(behind) = behind else { return (station.radius, station.radius_slope) };
        let own = self.case.route.at(station.s.max(self.case.lesions[behind].to + 1.0));
        (own.radius, own.radius_slope)
    }
}

/// Both reactions; friction acts over the plane of the one that grips harder.
fn merged(a: Reaction, b: Reaction) -> Reaction {
    let normal = if b.friction_limit > a.friction_limit { b.normal } else { a.normal };
    Reaction {
        gradient: a.gradient + b.gradient,
        hessian: a.hessian + b.hessian,
        normal,
        friction_limit: a.friction_limit + b.friction_limit,
        added_bending: a.added_bending + b.added_bending,
    }
}

impl Tracking {
    fn begin(&mut self, nodes: &Nodes, case: &Case, inserted: f64, support: f64) {
        let count = nodes.positions.len();
        let known = self.stations.len().min(count);
        self.stations.truncate(known);
        let sheath = case.sheath();
        for x in &nodes.positions[known..] {
            self.stations.push((*x - sheath.tip).dot(sheath.forward));
        }
        self.sheathed = first_in_sheath(&self.stations);
        self.lengths.clear();
        self.lengths.extend_from_slice(nodes.node_length);
        self.covered.clear();
        self.covered.extend((0..count).map(|i| {
            let beyond = inserted - nodes.from_tip[i] - support;
            (0.5 - beyond / nodes.node_length[i]).clamp(0.0, 1.0)
        }));
        if support <= 0.0 {
            self.covered.fill(0.0);
        }
    }

    /// Searches every station anew (after an exchange).
    pub fn search(&mut self, positions: &[Vec3], case: &Case) {
        let sheath = case.sheath();
        self.stations.clear();
        self.stations.extend(positions.iter().map(|&x| {
            let ahead = (x - sheath.tip).dot(sheath.forward);
            if ahead < 0.0 && x.distance(sheath.tip) < 80.0 {
                ahead
            } else {
                case.route.nearest_of_all(x).s
            }
        }));
    }
}

impl Surroundings for World<'_> {
    fn begin_tick(&mut self, nodes: Nodes) {
        self.tracking.begin(&nodes, self.case, self.inserted, self.support);
        self.passages.begin_tick(&nodes, self.case.wires[self.wire_index].tip_profile);
        self.webs.begin_tick(&nodes);
        self.last_tip = Vec3::INFINITY;
    }

    fn react(&mut self, index: usize, x: Vec3) -> Reaction {
        let station = self.case.route.nearest(x, self.tracking.stations[index]);
        self.tracking.stations[index] = station.s;
        let wire = &self.case.wires[self.wire_index];
        let ground = self.passages.ground(index);
        let mut reaction = match ground {
            Ground::Vein { behind, ahead } => self.vein(index, x, &station, behind, ahead),
            Ground::Course { lesion, place, .. } => {
                let length = self.tracking.lengths[index];
                self.passages.react_course(lesion, x, place, length, wire.friction_scar)
            }
        };
        let web = self.webs.react(index, x, wire.friction_vein);
        if web.friction_limit > 0.0 {
            reaction = merged(reaction, web);
        }
        let covered = self.tracking.covered[index];
        if covered > 0.0 {
            let support = &self.case.support;
            reaction.added_bending =
                covered * support.shaft_rigidity_n_mm2() / self.tracking.lengths[index];
            if covered > MOSTLY {
                let usual = match ground {
                    Ground::Course { .. } => wire.friction_scar,
                    Ground::Vein { .. } => wire.friction_vein,
                };
                reaction.friction_limit *= (support.friction_wire / usual).min(1.0);
            }
        }
        if index == 0 {
            let lesion = self.passages.react_tip(x, station.s, wire.friction_vein);
            reaction = merged(reaction, lesion);
        }
        reaction
    }

    fn settled(&mut self, positions: &[Vec3]) -> bool {
        let s = self.tracking.stations[0];
        let now = self.passages.react_tip(positions[0], s, 0.0).gradient;
        let settled = now.distance(self.last_tip) < TIP_SETTLED;
        self.last_tip = now;
        settled
    }
}
