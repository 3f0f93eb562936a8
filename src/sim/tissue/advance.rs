//! How a tip goes forward: along a lane, out of it, carving, back into the wisp.

use super::Zone;
use super::course::{CoursePoint, Lane, LanePlace, SPACING, Track, place};
use super::passage::{Passage, TissueEvent, Whereabouts};
use super::tip::Yielded;
use crate::sim::math::Vec3;

/// Length over which a lane draws a tip back to its axis, mm.
const DRAW_BACK: f64 = 1.5;
/// Distance from a lane's axis at which the tip leaves it, mm.
pub(super) const LANE_REACH: f64 = 0.35;
/// A carving tip nearer to the wisp than this (mm) and closer to its direction than the cosine
/// falls into it, once it has been clear of it.
const REJOIN_REACH: f64 = 0.15;
const REJOIN_COSINE: f64 = 0.82;
const CLEAR_OF_WISP: f64 = 0.45;
/// Share of a side track's own direction that the tip's must have to turn into it.
const TURN_IN: f64 = 0.5;

impl Passage {
    /// Begins a track of the tip's own.
    pub(super) fn start_track(&mut self, at: Vec3, leaves: Option<Lane>) {
        self.tracks.push(Track { points: vec![at], leaves });
        self.lane = Lane::Track(self.tracks.len() - 1, 0.0);
        self.carving = true;
        self.clear_of_wisp = false;
    }

    /// Moves the anchor by what yielded.
    pub(super) fn advance(&mut self, yielded: &Yielded, events: &mut Vec<TissueEvent>) {
        let mut left = yielded.forward;
        let mut aside = yielded.aside;
        while left > 0.0 || aside != Vec3::ZERO {
            let step = left.min(SPACING);
            left -= step;
            if self.carving {
                self.carve(step, aside, events);
            } else {
                self.follow(step, aside, events);
            }
            aside = Vec3::ZERO;
            if self.whereabouts != Whereabouts::Tissue {
                return;
            }
        }
    }

    fn follow(&mut self, step: f64, aside: Vec3, events: &mut Vec<TissueEvent>) {
        let before = place(self.lane, &self.lesion, &self.tracks);
        if before.ahead <= 0.0 {
            return self.leave_end(events);
        }
        let along = |lane: Lane| match lane {
            Lane::Wisp(s) => Lane::Wisp(s + step),
            Lane::Track(index, s) => Lane::Track(index, s + step),
        };
        let lane = along(self.lane);
        if let Some(side) = self.side_track(self.lane, lane, &before) {
            self.lane = Lane::Track(side, 0.0);
            return;
        }
        self.lane = lane;
        let here = place(lane, &self.lesion, &self.tracks);
        let across = |v: Vec3| v - here.tangent * v.dot(here.tangent);
        let heading = across(self.tip_tangent) * step;
        self.offset = across(self.offset + aside + heading) * libm::exp(-step / DRAW_BACK);
        let at = here.centre + self.offset;
        let medium = self.medium(at);
        let in_wisp = matches!(lane, Lane::Wisp(_));
        let zone = if in_wisp { Zone::TrueLumen } else { medium.zone };
        self.course.extend(CoursePoint { at, lane, zone });
        if self.offset.length() > LANE_REACH {
            if in_wisp {
                events.push(TissueEvent::LeftWisp);
            }
            self.start_track(at, Some(lane));
        }
    }

    /// At the end of a lane: out into patent vein, or on by carving.
    fn leave_end(&mut self, events: &mut Vec<TissueEvent>) {
        match self.lane {
            Lane::Wisp(_) => {
                self.whereabouts = Whereabouts::Beyond;
                events.push(TissueEvent::ReachedPatentVein);
            }
            Lane::Track(..) => self.carving = true,
        }
    }

    /// A track that leaves the lane between two places and that the tip points into.
    fn side_track(&self, from: Lane, to: Lane, here: &LanePlace) -> Option<usize> {
        let passed = |leaves: Lane| match (from, to, leaves) {
            (Lane::Wisp(a), Lane::Wisp(b), Lane::Wisp(s)) => a < s && s <= b,
            (Lane::Track(i, a), Lane::Track(_, b), Lane::Track(j, s)) => i == j && a < s && s <= b,
            _ => false,
        };
        self.tracks.iter().enumerate().find_map(|(index, track)| {
            if !track.leaves.is_some_and(passed) || track.length() < 1.0 {
                return None;
            }
            let own = place(Lane::Track(index, 1.0), &self.lesion, &self.tracks).tangent;
            let own = own - here.tangent * own.dot(here.tangent);
            let heading = self.tip_tangent - here.tangent * self.tip_tangent.dot(here.tangent);
            (heading.dot(own) > TURN_IN * own.length_squared()).then_some(index)
        })
    }

    fn carve(&mut self, step: f64, aside: Vec3, events: &mut Vec<TissueEvent>) {
        let Some(&last) = self.course.last() else { return };
        let Lane::Track(index, s) = self.lane else { return };
        let at = last.at + self.tip_tangent * step + aside;
        let medium = self.medium(at);
        if medium.open {
            self.whereabouts = Whereabouts::Beyond;
            events.push(TissueEvent::ReachedPatentVein);
            return;
        }
        if medium.zone == Zone::Extravascular && last.zone != Zone::Extravascular {
            events.push(TissueEvent::Perforated);
        }
        self.lane = Lane::Track(index, s + step);
        let track = &mut self.tracks[index];
        while track.length() + SPACING <= s + step {
            track.points.push(at);
        }
        self.course.extend(CoursePoint { at, lane: self.lane, zone: medium.zone });
        self.rejoin(at, events);
    }

    fn rejoin(&mut self, at: Vec3, events: &mut Vec<TissueEvent>) {
        let Some(wisp) = &self.lesion.wisp else { return };
        let wisp = wisp.at(self.wisp_s);
        let distance = at.distance(wisp.centre);
        self.clear_of_wisp |= distance > CLEAR_OF_WISP;
        let agrees = self.tip_tangent.dot(wisp.tangent) > REJOIN_COSINE;
        if self.clear_of_wisp && distance < REJOIN_REACH && agrees {
            self.lane = Lane::Wisp(self.wisp_s);
            self.carving = false;
            self.offset = at - wisp.centre;
            events.push(TissueEvent::RejoinedWisp);
        }
    }
}
