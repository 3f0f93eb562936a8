//! A wire's passage through one lesion: where its tip is, which lane it follows, what it carves.
//!
//! In a *lane* (the wisp, or a track) the tip goes where it points and is drawn back to the lane's
//! axis over [`DRAW_BACK`]; pushed further aside than [`LANE_REACH`] it leaves and carves a track of
//! its own, along its own direction. A carving tip that comes close to the wisp at a small angle
//! falls into it. Nothing here changes during a tick, nor after one that did not converge.

use super::advance::LANE_REACH;
use super::cap::{Dent, ENTRY_DEPTH, Floor};
use super::course::{Course, CoursePoint, Lane, SPACING, Track, place};
use super::law::{along_and_across, excess, yielding};
use super::tip::{Anchor, Yielded};
use super::{Ground, Lesion, Medium, Zone};
use crate::sim::math::{Vec3, perpendicular};
use crate::sim::rod::{Nodes, Reaction};
use std::sync::Arc;

/// Wire nearer than this to where it enters the lesion does not rest on the floor, mm.
const HOLE_REACH: f64 = 1.5;
/// Further than this from where it came out, wire in patent vein is beyond the lesion, mm.
const EXIT_REACH: f64 = 30.0;
/// Length over which a catheter's tip opens the course, mm: about its own diameter.
const OPENED: f64 = 1.5;
/// Share of its yield that is left in tissue that a catheter has torn open: what stands against it is
/// mostly the fat around the cord, whose foundation is a tenth of scar's.
const TORN: f64 = 0.1;
/// Points of the course by which a tip must have fallen behind to hang elsewhere than at its end.
const WITHDRAWN: usize = 4;

/// Where the tip is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whereabouts {
    /// In the patent vein before the lesion.
    Before,
    /// In the lesion, or wherever it has carved itself to from there.
    Tissue,
    /// In patent vein beyond the lesion.
    Beyond,
}

/// What only the tissue knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TissueEvent {
    EnteredWisp,
    EnteredScar,
    LeftWisp,
    Perforated,
    RejoinedWisp,
    ReachedPatentVein,
}

/// A place on the course, frozen for a tick.
#[derive(Clone, Copy, Debug)]
pub struct CoursePlace {
    base: Vec3,
    tangent: Vec3,
    /// Stiffness, yield and grip of what is around it over those of scar: fat gives way.
    firmness: f64,
}

/// The state of one wire's passage.
#[derive(Clone, Debug)]
pub(super) struct Passage {
    pub(super) lesion: Arc<Lesion>,
    pub(super) floor: Floor,
    pub(super) whereabouts: Whereabouts,
    pub(super) course: Course,
    pub(super) tracks: Vec<Track>,
    pub(super) lane: Lane,
    /// True while the tip cuts new track at the end of its lane.
    pub(super) carving: bool,
    pub(super) clear_of_wisp: bool,
    /// Of the anchor from its lane's axis, mm.
    pub(super) offset: Vec3,
    dent: Dent,
    floor_force: f64,
    anchor: Anchor,
    pub(super) tip_tangent: Vec3,
    pub(super) wisp_s: f64,
    /// Arc length on the route of the tip's anchor, and of where it came out beyond the lesion, mm.
    pub(super) route_s: f64,
}

impl Passage {
    /// A wire that has not yet touched the lesion.
    pub(super) fn new(lesion: Arc<Lesion>) -> Self {
        let nowhere = Anchor { at: Vec3::ZERO, forward: Vec3::Z, penetration: 1.0, hold: 1.0 };
        Self {
            floor: Floor::of(&lesion),
            whereabouts: Whereabouts::Before,
            course: Course::default(),
            tracks: Vec::new(),
            lane: Lane::Wisp(0.0),
            carving: false,
            clear_of_wisp: false,
            offset: Vec3::ZERO,
            dent: Dent::default(),
            floor_force: 0.0,
            anchor: nowhere,
            tip_tangent: Vec3::Z,
            wisp_s: 0.0,
            route_s: lesion.from,
            lesion,
        }
    }

    /// Where in the lesion the tip's anchor is: arc length on the route (mm) and zone.
    pub(super) fn tip_place(&self) -> Option<(f64, Zone)> {
        match self.whereabouts {
            Whereabouts::Tissue => self.course.last().map(|point| (self.route_s, point.zone)),
            _ => None,
        }
    }

    /// Freezes the floor's penetration force under the tip at `x` for a tick; `profile` is the
    /// tip's share of a blunt tip's penetration force.
    pub(super) fn freeze_floor(&mut self, x: Vec3, profile: f64) {
        self.floor_force = self.force_of_floor(x) * profile;
    }

    /// Freezes the anchor of a tip in the lesion for a tick.
    pub(super) fn freeze_anchor(&mut self, nodes: &Nodes, profile: f64) {
        let tip = nodes.positions[0];
        self.tip_tangent = nodes.tangents[0];
        let end = self.course.points.len() - 1;
        let index = self.course.walk_back(tip, end).unwrap_or(0);
        // Withdrawn in ticks that did not settle, the tip hangs where it is, not where it was.
        let withdrawn = index + WITHDRAWN < end;
        let at = self.course.points[if withdrawn { index } else { end }].at;
        let medium = self.medium(at);
        let t = &self.lesion.tissue;
        let (forward, force, hold) = if withdrawn {
            (self.course.tangent(index), medium.force.min(t.track_force_n), t.wisp_hold_n)
        } else if self.carving {
            (self.tip_tangent, medium.force, t.carving_side_ratio * medium.force)
        } else {
            let lane = place(self.lane, &self.lesion, &self.tracks);
            let force = match self.lane {
                Lane::Wisp(_) => medium.force.min(t.wisp_force_n),
                Lane::Track(..) => medium.force.min(t.track_force_n),
            };
            (lane.tangent, force, t.wisp_hold_n)
        };
        let penetration = (force * profile).max(0.01);
        self.anchor = Anchor { at, forward, penetration, hold: hold.max(0.01) };
    }

    /// Lays the nodes that follow those of `grounds` on patent vein `beyond` this lesion, the
    /// lesion `own` of the row, and then on its course, up to the first that lies before it.
    pub(super) fn lay(&self, own: usize, beyond: Ground, nodes: &Nodes, grounds: &mut Vec<Ground>) {
        if self.whereabouts == Whereabouts::Before {
            return;
        }
        let mut is_beyond = self.whereabouts == Whereabouts::Beyond;
        let mut cursor = self.course.points.len() - 1;
        for &x in &nodes.positions[grounds.len()..] {
            is_beyond = is_beyond && self.is_past_exit(x);
            if is_beyond {
                grounds.push(beyond);
                continue;
            }
            let Some(index) = self.course.walk_back(x, cursor) else { return };
            cursor = index;
            let t = &self.lesion.tissue;
            let point = &self.course.points[index];
            let firmness = match point.zone {
                Zone::Extravascular => t.fat_foundation_n_mm2 / t.foundation_n_mm2,
                _ => 1.0,
            };
            let tangent = self.course.tangent(index);
            let place = CoursePlace { base: point.at, tangent, firmness };
            grounds.push(Ground::Course { lesion: own, index, place });
        }
    }

    /// Whether `x` is on the far side of the course's end. Far from it the vein may have bent back
    /// across that plane.
    pub(super) fn is_past_exit(&self, x: Vec3) -> bool {
        let end = self.course.points.len() - 1;
        let from_exit = x - self.course.points[end].at;
        from_exit.dot(self.course.tangent(end)) > 0.0 || from_exit.length() > EXIT_REACH
    }

    /// The reaction of the floor on the tip at `x` before the lesion.
    pub(super) fn react_on_floor(&self, x: Vec3, friction: f64) -> Reaction {
        self.floor.press_tip(x, &self.dent, self.floor_force, &self.lesion.tissue, friction)
    }

    /// The reaction of the tissue on the tip at `x` in it.
    pub(super) fn react_in_tissue(&self, x: Vec3) -> Reaction {
        self.anchor.react(x)
    }

    /// The reaction of the stump's floor on wire in front of it; none around the hole that the
    /// wire passes through.
    pub(super) fn react_floor(&self, x: Vec3, length: f64, friction: f64) -> Reaction {
        match self.course.points.first() {
            Some(entry) if entry.at.distance(x) < HOLE_REACH => Reaction::NONE,
            _ => self.floor.press(x, length, friction),
        }
    }

    /// The reaction of the course on a node at `x` that stands for `length` mm of wire.
    pub(super) fn react_course(
        &self,
        x: Vec3,
        at: CoursePlace,
        length: f64,
        friction: f64,
    ) -> Reaction {
        let t = &self.lesion.tissue;
        let CoursePlace { base, tangent, firmness } = at;
        let offset = x - base;
        let aside = offset - tangent * offset.dot(tangent);
        let distance = aside.length();
        let firm = firmness * length;
        let (load, secant) =
            yielding(distance, t.foundation_n_mm2 * firm, t.foundation_yield_n_mm * firm);
        let normal = if distance > 1e-6 { aside / distance } else { perpendicular(tangent) };
        Reaction {
            gradient: normal * load,
            hessian: along_and_across(tangent).1 * secant,
            normal,
            friction_limit: friction * load + t.grip_n_mm * firm,
        }
    }

    /// The course, the tracks and the dent, as numbers: what they were carved from follows from them.
    pub(super) fn state(&self) -> impl Iterator<Item = f64> + '_ {
        let course = self.course.points.iter().map(|point| point.at);
        let tracks = self.tracks.iter().flat_map(|track| track.points.iter().copied());
        course.chain(tracks).chain([self.offset]).flat_map(|at| at.to_array()).chain([
            self.dent.depth,
            f64::from(self.whereabouts as u8),
            f64::from(self.carving),
        ])
    }

    /// Dents the floor under a tip before the lesion, and lets it in.
    pub(super) fn commit_on_floor(
        &mut self,
        nodes: &Nodes,
        moved: f64,
        events: &mut Vec<TissueEvent>,
    ) {
        let x = nodes.positions[0];
        self.tip_tangent = nodes.tangents[0];
        self.floor.dent(&mut self.dent, x, moved, self.floor_force);
        if self.dent.depth >= ENTRY_DEPTH {
            self.enter(x, events);
        }
    }

    /// Moves the anchor of a tip in the lesion, forwards by what yielded or back with it.
    pub(super) fn commit_in_tissue(
        &mut self,
        nodes: &Nodes,
        moved: f64,
        events: &mut Vec<TissueEvent>,
    ) {
        let x = nodes.positions[0];
        self.tip_tangent = nodes.tangents[0];
        let behind = self.course.behind(x);
        if behind > 0.0 {
            self.withdraw(behind);
        } else {
            self.advance(&self.anchor.give_way(x, moved), events);
        }
    }

    /// Takes back a tip from the patent vein beyond the lesion, if it was drawn back so far.
    pub(super) fn comes_back(&mut self, nodes: &Nodes) -> bool {
        let x = nodes.positions[0];
        let end = self.course.points.len() - 1;
        let beyond = (x - self.course.points[end].at).dot(self.course.tangent(end));
        if beyond >= -0.05 || self.is_past_exit(x) {
            return false;
        }
        self.whereabouts = Whereabouts::Tissue;
        self.carving = false;
        self.offset = Vec3::ZERO;
        self.withdraw(-beyond);
        true
    }

    /// Follows a tip that was placed anew at `x` (an exchange of wires): the course ends there.
    pub(super) fn replace_tip(&mut self, x: Vec3) {
        self.dent = Dent::default();
        while self.whereabouts != Whereabouts::Before {
            let end = self.course.points.len() - 1;
            let ahead = (self.course.points[end].at - x).dot(self.course.tangent(end));
            if self.whereabouts == Whereabouts::Beyond && ahead < 0.0 {
                return;
            }
            self.whereabouts = Whereabouts::Tissue;
            if ahead <= 0.0 {
                break;
            }
            self.withdraw(SPACING);
        }
    }

    /// The wire is no longer in the lesion.
    pub(super) fn leave(&mut self) {
        self.whereabouts = Whereabouts::Before;
        self.course.points.clear();
    }

    /// Force to widen the course at its point `index` by a blunt tip's cross-section, N.
    pub(super) fn dilation_force(&self, index: usize) -> f64 {
        let tissue = &self.lesion.tissue;
        match self.course.points.get(index).map(|point| point.zone) {
            Some(Zone::TrueLumen) if self.lesion.wisp.is_some() => tissue.wisp_force_n,
            Some(Zone::Extravascular) => tissue.fat_force_n,
            _ => tissue.scar_force_n,
        }
    }

    pub(super) fn medium(&mut self, x: Vec3) -> Medium {
        let lesion = &self.lesion;
        let station = lesion.route.nearest(x, self.route_s);
        self.route_s = station.s;
        let from_wisp = lesion.wisp.as_ref().map_or(f64::INFINITY, |wisp| {
            self.wisp_s = wisp.nearest(x, self.wisp_s).s.clamp(0.0, wisp.length());
            x.distance(wisp.at(self.wisp_s).centre)
        });
        lesion.medium(x, &station, from_wisp)
    }

    fn force_of_floor(&self, x: Vec3) -> f64 {
        let entries = self.tracks.iter().filter(|t| t.leaves.is_none()).map(|t| t.points[0]);
        self.floor.force(x, &self.lesion, entries)
    }

    fn enter(&mut self, x: Vec3, events: &mut Vec<TissueEvent>) {
        self.whereabouts = Whereabouts::Tissue;
        self.course.points.clear();
        self.dent = Dent::default();
        let on_floor = x - self.floor.axis * self.floor.depth(x);
        let reach = self.lesion.stump.mouth_radius + 0.1;
        let at_mouth = self.floor.distance_from_mouth(x, &self.lesion) < reach;
        let old = self.tracks.iter().position(|track| {
            track.leaves.is_none() && track.points[0].distance(on_floor) < LANE_REACH
        });
        self.route_s = self.lesion.from;
        self.wisp_s = 0.0;
        let start = if at_mouth {
            self.lane = Lane::Wisp(0.0);
            self.carving = false;
            events.push(TissueEvent::EnteredWisp);
            place(self.lane, &self.lesion, &self.tracks).centre
        } else if let Some(index) = old {
            self.lane = Lane::Track(index, 0.0);
            self.carving = false;
            self.tracks[index].points[0]
        } else {
            events.push(TissueEvent::EnteredScar);
            self.start_track(on_floor, None);
            on_floor
        };
        self.offset = Vec3::ZERO;
        let zone = if at_mouth { Zone::TrueLumen } else { self.lesion.scar_zone() };
        self.course.extend(CoursePoint { at: start, lane: self.lane, zone });
        self.advance(&Yielded { forward: ENTRY_DEPTH, aside: Vec3::ZERO }, events);
    }

    fn withdraw(&mut self, distance: f64) {
        if !self.course.retreat(distance) {
            return self.leave();
        }
        self.carving = false;
        if let Some(&point) = self.course.last() {
            self.lane = point.lane;
            let lane = place(self.lane, &self.lesion, &self.tracks);
            let offset = point.at - lane.centre;
            self.offset = offset - lane.tangent * offset.dot(lane.tangent);
            self.medium(point.at);
        }
    }

    /// Lets the course give way where a node at `x` that stands for `length` mm of wire and rests on
    /// it at `at` pressed it beyond its yield; tissue that a catheter has torn yields sooner.
    pub(super) fn yield_course(
        &mut self,
        index: usize,
        at: CoursePlace,
        x: Vec3,
        length: f64,
        torn: bool,
    ) {
        let CoursePlace { base, tangent, firmness } = at;
        let offset = x - base;
        let aside = offset - tangent * offset.dot(tangent);
        let t = &self.lesion.tissue;
        let firm = firmness * length;
        let strength = if torn { TORN } else { 1.0 };
        let limit = t.foundation_yield_n_mm * firm * strength;
        let over = excess(aside.length(), t.foundation_n_mm2 * firm, limit);
        if over > 0.0 && index < self.course.points.len() {
            self.course.shift(index, aside.normalize_or_zero() * over, 0.5 * length);
        }
    }

    /// Lays the course at its point `index` where the tip of the catheter that dilates it lies.
    pub(super) fn lay_open(&mut self, index: usize, at: CoursePlace, x: Vec3) {
        let offset = x - at.base;
        let aside = offset - at.tangent * offset.dot(at.tangent);
        if index < self.course.points.len() {
            self.course.shift(index, aside, OPENED);
        }
    }
}
