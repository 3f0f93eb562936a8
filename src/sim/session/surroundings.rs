//! The world around the wire, composed for one tick: sheath, patent vein, lesions, webs, catheter.

use super::Case;
use super::devices::DEVICES;
use crate::sim::anatomy::{
    Caught, Lumen, Spot, Squeeze, Stance, Station, Wall, caught, first_in_sheath, sheath_press,
};
use crate::sim::math::{Vec3, smoothstep};
use crate::sim::rod::{Nodes, Reaction, Strand, Surroundings};
use crate::sim::solids::Webs;
use crate::sim::tissue::{Ground, Lesion, Passages};

/// The tip's force has settled when it changes by less, N.
const TIP_SETTLED: f64 = 0.02;
/// Diameter of the blunt tip that penetration forces are given for, mm.
const BLUNT_TIP: f64 = 0.889;
/// Length that a catheter may be drawn back and brought up again without dilating anew, mm.
const DILATED_MARGIN: f64 = 0.5;

/// How the veins around one node stand in a tick, against how they are drawn.
#[derive(Clone, Copy, Debug, Default)]
struct Moved {
    /// How far they have come down, mm, and how much of it since the tick before.
    drop: f64,
    dropped: f64,
    squeeze: Squeeze,
}

/// Where each node is, kept from tick to tick, and what of the devices meets it there.
#[derive(Clone, Debug, Default)]
pub(super) struct Tracking {
    /// Place of each node in the vessels.
    pub spots: Vec<Spot>,
    /// Arc length on the route of each node, mm; of one in another vein, of where that opens.
    pub stations: Vec<f64>,
    lengths: Vec<f64>,
    /// Radius of what meets the vein or the lesion at each node, mm, and its friction there.
    radii: Vec<f64>,
    friction_vein: Vec<f64>,
    friction_scar: Vec<f64>,
    /// The node at which each catheter's tip is, and its share of that node's contact.
    tips: [Option<(usize, f64)>; DEVICES],
    /// How far each catheter has dilated the lesions, as an arc length on the route, mm.
    dilated: [f64; DEVICES],
    /// The first node inside the sheath.
    pub sheathed: usize,
    /// How the veins stand around each node; nothing where none ever moves.
    moved: Vec<Moved>,
    /// The valve's pocket that has the tip.
    caught: Option<Caught>,
}

/// What the devices meet during one tick.
pub(super) struct World<'a> {
    pub case: &'a Case,
    pub passages: &'a mut Passages,
    pub webs: &'a mut Webs,
    pub tracking: &'a mut Tracking,
    /// Wire and support catheter of the shelf.
    pub shelf: (usize, usize),
    /// How breath and heartbeat stood in the tick before, and stand in this one.
    pub stances: (Stance, Stance),
    pub last_tip: Vec3,
    /// What lies beside these devices in patent vein: those of other accesses.
    pub strands: Vec<Strand>,
}

impl World<'_> {
    /// Friction of each device against vein and against scar, from inside out.
    fn frictions(&self) -> [(f64, f64); DEVICES] {
        let wire = &self.case.wires[self.shelf.0];
        let catheters = [Some(&self.case.supports[self.shelf.1]), self.case.guide.as_ref()];
        let [support, guide] =
            catheters.map(|it| it.map_or((0.0, 0.0), |it| (it.friction_vein, it.friction_scar)));
        [(wire.friction_vein, wire.friction_scar), support, guide]
    }

    /// Profile of the foremost tip in tissue: a share of a blunt tip's penetration force.
    fn tip_profile(&self, nodes: &Nodes) -> f64 {
        let leads = |k: usize| nodes.members.get(k).is_some_and(|it| it.offset() == 0.0);
        let catheter = [Some(&self.case.supports[self.shelf.1]), self.case.guide.as_ref()];
        let leading = (1..DEVICES).find(|&k| leads(k)).filter(|_| !leads(0));
        let leading = leading.and_then(|k| catheter[k - 1]);
        leading.map_or(self.case.wires[self.shelf.0].tip_profile, |it| it.tip_profile)
    }

    /// Force with which what a catheter's tip dilates at node `index` holds it back, as a friction
    /// limit there, N: the penetration force of what is around the wire's course, for the added
    /// cross-section.
    fn dilation(&self, index: usize, lesion: usize, point: usize) -> f64 {
        let tracking = &self.tracking;
        let of_tip = |k: usize| {
            let (node, share) = tracking.tips[k].filter(|&(node, _)| node == index)?;
            let dilates = tracking.stations[node] > tracking.dilated[k] - DILATED_MARGIN;
            let (outer, inner) = (tracking.radii[node], tracking.radii[node.saturating_sub(1)]);
            let added = (4.0 * (outer * outer - inner * inner) / (BLUNT_TIP * BLUNT_TIP)).max(0.0);
            dilates.then(|| self.passages.dilation_force(lesion, point) * added / share)
        };
        (1..DEVICES).filter_map(of_tip).sum()
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
        let (wire, length) = (self.tracking.radii[index], self.tracking.lengths[index]);
        if index >= self.tracking.sheathed {
            return sheath_press(x, station, wire, length);
        }
        let stiffness = self.case.scenario.patient.vein_wall_n_mm2;
        let mut wall = Wall { stiffness, friction: self.tracking.friction_vein[index] };
        let on_road = self.tracking.spots[index].channel == 0;
        let stump = ahead.filter(|&j| on_road && self.case.lesions[j].into_stump(station.s) > 0.0);
        let Some(stump) = stump else {
            let spot = self.tracking.spots[index];
            let squeeze = self.tracking.moved(index).squeeze;
            if self.case.vessels.is_alone(spot) {
                let station = station.squeezed(&squeeze);
                let (radius, slope) = self.lumen_after(behind, &station);
                return wall.press(x, &station, radius, slope, wire, length);
            }
            let own = if spot.channel == 0 && station.s <= self.case.route.length() {
                let station = station.squeezed(&squeeze);
                let (radius, slope) = self.lumen_after(behind, &station);
                Lumen::at(x, &station, radius, slope, wire)
            } else {
                self.case.vessels.lumen(spot.channel, station, &squeeze, x, wire)
            };
            let joined = self.case.vessels.joined(own, spot, &squeeze, x, wire);
            return if joined.touches() { wall.react(&joined, length) } else { Reaction::NONE };
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
    }
}

impl Tracking {
    fn begin(
        &mut self,
        nodes: &Nodes,
        case: &Case,
        stances: &(Stance, Stance),
        frictions: &[(f64, f64); DEVICES],
    ) {
        let count = nodes.positions.len();
        let known = self.spots.len().min(count);
        self.spots.truncate(known);
        self.moved.clear();
        if !case.rhythm.is_still() {
            self.moved.extend(nodes.positions.iter().map(|x| {
                let drop = case.rhythm.drop(&stances.1, x.z);
                Moved {
                    drop,
                    dropped: drop - case.rhythm.drop(&stances.0, x.z),
                    squeeze: case.rhythm.squeeze(&stances.1, x.z + drop),
                }
            }));
        }
        for (i, &x) in nodes.positions.iter().take(known).enumerate() {
            self.spots[i] = case.vessels.follow(self.spots[i], self.at_rest(i, x));
        }
        let sheath = case.sheath();
        for x in &nodes.positions[known..] {
            self.spots.push(Spot { channel: 0, s: (*x - sheath.tip).dot(sheath.forward) });
        }
        self.caught = caught(&case.valves, self.caught, nodes.positions[0], nodes.tangents[0]);
        self.stations.clear();
        self.stations.extend(self.spots.iter().map(|&spot| case.vessels.on_first(spot)));
        self.sheathed = first_in_sheath(&self.stations);
        self.lengths.clear();
        self.lengths.extend_from_slice(nodes.node_length);
        self.radii.clear();
        self.radii.extend_from_slice(nodes.radius);
        let mixed = |of: fn(&(f64, f64)) -> f64, i: usize| {
            let each = nodes.members.iter().zip(frictions);
            each.map(|(member, friction)| member.exposed(i) * of(friction)).sum::<f64>()
        };
        self.friction_vein.clear();
        self.friction_vein.extend((0..count).map(|i| mixed(|it| it.0, i)));
        self.friction_scar.clear();
        self.friction_scar.extend((0..count).map(|i| mixed(|it| it.1, i)));
        self.tips = [None; DEVICES];
        for (k, member) in nodes.members.iter().enumerate().skip(1) {
            // The first node of which the catheter's tip has passed the middle, if it lies bare.
            let tip = (0..self.sheathed).find(|&i| member.share(i) >= 0.5);
            let bare = tip.map(|i| (i, member.exposed(i)));
            self.tips[k] = bare.filter(|&(_, exposed)| exposed >= 0.5);
        }
    }

    /// How the veins stand around node `i`.
    #[inline]
    fn moved(&self, i: usize) -> Moved {
        self.moved.get(i).copied().unwrap_or_default()
    }

    /// Where in the veins as they are drawn node `i` is when it stands at `x`. The shift is that of
    /// the tick's beginning, so that a reaction stays the derivative of a potential.
    #[inline]
    fn at_rest(&self, i: usize, x: Vec3) -> Vec3 {
        self.moved.get(i).map_or(x, |moved| x + Vec3::Z * moved.drop)
    }

    /// Takes down how far the catheters' tips have come in lesions. What a tip opens anew is open
    /// where it lies: torn tissue does not press back on what tore it.
    pub fn dilate(&mut self, positions: &[Vec3], passages: &mut Passages) {
        for (dilated, tip) in self.dilated.iter_mut().zip(self.tips) {
            let Some((node, _)) = tip else { continue };
            let Ground::Course { lesion, index, place } = passages.ground(node) else { continue };
            if self.stations[node] > *dilated {
                *dilated = self.stations[node];
                passages.lay_open(lesion, index, place, positions[node]);
            }
        }
    }

    /// What the next tick depends on beside the devices, as numbers.
    pub fn state(&self) -> impl Iterator<Item = f64> + '_ {
        let caught = self.caught.map(|it| it.side * (it.valve + 1) as f64);
        self.dilated.iter().copied().chain(caught)
    }

    /// Searches every station anew (after an exchange).
    pub fn search(&mut self, positions: &[Vec3], case: &Case, stance: &Stance) {
        let sheath = case.sheath();
        self.spots.clear();
        self.spots.extend(positions.iter().map(|&x| {
            let ahead = (x - sheath.tip).dot(sheath.forward);
            if ahead < 0.0 && x.distance(sheath.tip) < 80.0 {
                Spot { channel: 0, s: ahead }
            } else {
                case.vessels.search(x + Vec3::Z * case.rhythm.drop(stance, x.z))
            }
        }));
        self.stations.clear();
        self.stations.extend(self.spots.iter().map(|&spot| case.vessels.on_first(spot)));
    }
}

impl Surroundings for World<'_> {
    fn begin_tick(&mut self, nodes: Nodes) {
        self.tracking.begin(&nodes, self.case, &self.stances, &self.frictions());
        // Further steps of the same tick find everything where it is.
        self.stances.0 = self.stances.1;
        self.passages.begin_tick(&nodes, self.tip_profile(&nodes));
        self.webs.begin_tick(&nodes);
        self.last_tip = Vec3::INFINITY;
    }

    fn react(&mut self, index: usize, x: Vec3) -> Reaction {
        let rested = self.tracking.at_rest(index, x);
        let spot = &mut self.tracking.spots[index];
        let station = self.case.vessels.nearest(*spot, rested);
        spot.s = station.s;
        self.tracking.stations[index] = self.case.vessels.on_first(*spot);
        let ground = self.passages.ground(index);
        let mut reaction = match ground {
            Ground::Vein { behind, ahead } => self.vein(index, rested, &station, behind, ahead),
            Ground::Course { lesion, place, index: point } => {
                let (length, friction) =
                    (self.tracking.lengths[index], self.tracking.friction_scar[index]);
                let mut on_course = self.passages.react_course(lesion, x, place, length, friction);
                on_course.friction_limit += self.dilation(index, lesion, point);
                on_course
            }
        };
        let web = self.webs.react(index, x, self.tracking.friction_vein[index]);
        if web.friction_limit > 0.0 {
            reaction = merged(reaction, web);
        }
        if index == 0 {
            let friction = self.tracking.friction_vein[0];
            let lesion = self.passages.react_tip(x, self.tracking.stations[0], friction);
            reaction = merged(reaction, lesion);
            if let Some(Caught { valve, side }) = self.tracking.caught {
                let radius = self.tracking.radii[0];
                let pocket = self.case.valves[valve].react(side, x, radius, friction);
                reaction = merged(reaction, pocket);
            }
        }
        reaction
    }

    fn footing(&self, index: usize, start: Vec3) -> Vec3 {
        self.tracking.moved.get(index).map_or(start, |moved| start - Vec3::Z * moved.dropped)
    }

    fn strands(&self) -> &[Strand] {
        &self.strands
    }

    fn settled(&mut self, positions: &[Vec3]) -> bool {
        let s = self.tracking.stations[0];
        let now = self.passages.react_tip(positions[0], s, 0.0).gradient;
        let settled = now.distance(self.last_tip) < TIP_SETTLED;
        self.last_tip = now;
        settled
    }
}
