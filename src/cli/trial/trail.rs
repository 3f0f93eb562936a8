//! How far an attempt came, and where that is.

use crate::sim::session::{Case, Session};
use crate::sim::tissue::Zone;
use crate::sim::units::TICKS_PER_SECOND;
use serde::Serialize;

/// How often a tip in patent vein is looked for, ticks.
const LOOK: u64 = TICKS_PER_SECOND as u64 / 10;
/// A tip that came this near to the floor of a stump was at the stump, mm: it was in the funnel.
const AT_STUMP: f64 = 15.0;

/// Where an attempt that did not cross came furthest. Lesions count from 0 along the route.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(tag = "where", rename_all = "kebab-case")]
pub enum Stop {
    /// In patent vein before the stump; both from the sheath's tip, mm.
    OnTheWay { lesion: usize, at_mm: f64, stump_mm: f64 },
    /// At the stump, which is this far from the sheath's tip, mm.
    AtStump { lesion: usize, stump_mm: f64 },
    /// In the lesion, this far from its beginning, mm.
    Inside { lesion: usize, depth_mm: f64, zone: Zone },
    /// Outside the vein, which was left this far from the lesion's beginning, mm.
    Outside { lesion: usize, left_at_mm: f64 },
    /// In patent vein beyond all lesions, this much short of the target, mm.
    Beyond { short_mm: f64 },
}

impl Stop {
    /// Which lesion was not overcome; none if all were.
    pub fn lesion(&self) -> Option<usize> {
        match *self {
            Self::OnTheWay { lesion, .. }
            | Self::AtStump { lesion, .. }
            | Self::Inside { lesion, .. }
            | Self::Outside { lesion, .. } => Some(lesion),
            Self::Beyond { .. } => None,
        }
    }

    /// The length that differs between attempts that stopped in the same way, mm.
    pub fn mm(&self) -> f64 {
        match *self {
            Self::OnTheWay { at_mm, .. } => at_mm,
            Self::AtStump { stump_mm, .. } => stump_mm,
            Self::Inside { depth_mm, .. } => depth_mm,
            Self::Outside { left_at_mm, .. } => left_at_mm,
            Self::Beyond { short_mm } => short_mm,
        }
    }
}

/// The furthest place that a tip came to.
#[derive(Clone, Copy, Debug, Default)]
struct Furthest {
    /// Arc length on the route, mm.
    s: f64,
    /// The zone there; none in patent vein.
    zone: Option<Zone>,
    /// Arc length on the route where the vein was left, if the zone is outside it, mm.
    left_at: f64,
}

/// Follows the tip of one attempt.
#[derive(Clone, Copy, Debug, Default)]
pub struct Trail {
    furthest: Furthest,
    zone: Option<Zone>,
    left_at: f64,
    /// Where in patent vein the tip was seen last, mm.
    seen: f64,
}

impl Trail {
    /// Takes note of where the tip is; to be called after every tick.
    pub fn follow(&mut self, session: &Session) {
        if let Some((s, zone)) = session.tip_in_lesion() {
            self.note(s, Some(zone));
        } else if session.ticks().is_multiple_of(LOOK) {
            let tip = session.rod().positions()[0];
            self.seen = session.case().route.nearest(tip, self.seen).s;
            self.note(self.seen, None);
        }
    }

    /// The tip is at arc length `s` of the route: in `zone` of a lesion, or in patent vein.
    fn note(&mut self, s: f64, zone: Option<Zone>) {
        let outside = Some(Zone::Extravascular);
        if zone == outside && self.zone != outside {
            self.left_at = s;
        }
        self.zone = zone;
        if s >= self.furthest.s {
            self.furthest = Furthest { s, zone, left_at: self.left_at };
        }
    }

    /// Where the attempt at `case` stopped.
    pub fn stop(&self, case: &Case) -> Stop {
        self.stop_among(&case.lesion_s, case.target_s)
    }

    /// `lesions` are arc lengths between which the route is occluded, in order, mm.
    fn stop_among(&self, lesions: &[(f64, f64)], target: f64) -> Stop {
        let Furthest { s, zone, left_at } = self.furthest;
        if let Some(zone) = zone {
            let outside = zone == Zone::Extravascular;
            let at = if outside { left_at } else { s };
            let lesion = lesions.partition_point(|&(from, _)| from <= at).saturating_sub(1);
            let depth_mm = at - lesions.get(lesion).map_or(0.0, |&(from, _)| from);
            return if outside {
                Stop::Outside { lesion, left_at_mm: depth_mm }
            } else {
                Stop::Inside { lesion, depth_mm, zone }
            };
        }
        // A tip presses a floor in, and comes out of a lesion a little aside of its end.
        let lesion = lesions.partition_point(|&(from, to)| 0.5 * (from + to) <= s);
        match lesions.get(lesion) {
            Some(&(stump, _)) if s > stump - AT_STUMP => Stop::AtStump { lesion, stump_mm: stump },
            Some(&(stump, _)) => Stop::OnTheWay { lesion, at_mm: s, stump_mm: stump },
            None => Stop::Beyond { short_mm: (target - s).max(0.0) },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LESIONS: [(f64, f64); 2] = [(90.0, 150.0), (170.0, 180.0)];
    const TARGET: f64 = 240.0;
    const LUMEN: Option<Zone> = Some(Zone::TrueLumen);
    const SCAR: Option<Zone> = Some(Zone::Intramural);
    const FAT: Option<Zone> = Some(Zone::Extravascular);

    fn stop(places: &[(f64, Option<Zone>)]) -> Stop {
        let mut trail = Trail::default();
        for &(s, zone) in places {
            trail.note(s, zone);
        }
        trail.stop_among(&LESIONS, TARGET)
    }

    #[test]
    fn a_tip_in_patent_vein_stops_on_the_way_at_a_stump_or_short_of_the_target() {
        let on_the_way = Stop::OnTheWay { lesion: 0, at_mm: 40.0, stump_mm: 90.0 };
        assert_eq!(stop(&[(20.0, None), (40.0, None), (30.0, None)]), on_the_way);
        assert_eq!(stop(&[(88.0, None)]), Stop::AtStump { lesion: 0, stump_mm: 90.0 });
        assert_eq!(stop(&[(90.3, None)]), Stop::AtStump { lesion: 0, stump_mm: 90.0 });
        assert_eq!(
            stop(&[(149.5, None)]),
            Stop::OnTheWay { lesion: 1, at_mm: 149.5, stump_mm: 170.0 }
        );
        assert_eq!(stop(&[(160.0, None)]), Stop::AtStump { lesion: 1, stump_mm: 170.0 });
        assert_eq!(stop(&[(200.0, None)]), Stop::Beyond { short_mm: 40.0 });
        assert_eq!(stop(&[]), Stop::OnTheWay { lesion: 0, at_mm: 0.0, stump_mm: 90.0 });
    }

    #[test]
    fn a_tip_in_a_lesion_stops_at_its_furthest_in_the_zone_of_that_place() {
        let places = [(90.5, LUMEN), (124.0, SCAR), (100.0, LUMEN)];
        let inside = Stop::Inside { lesion: 0, depth_mm: 34.0, zone: Zone::Intramural };
        assert_eq!(stop(&places), inside);
        let inside = Stop::Inside { lesion: 1, depth_mm: 4.0, zone: Zone::TrueLumen };
        assert_eq!(stop(&[(124.0, SCAR), (174.0, LUMEN)]), inside);
    }

    #[test]
    fn a_tip_that_came_furthest_outside_the_vein_stopped_where_it_last_left_it() {
        let out_and_back = [(95.0, FAT), (96.0, FAT), (94.0, LUMEN)];
        let out_again = [(102.0, SCAR), (103.0, FAT), (130.0, FAT), (200.0, FAT)];
        let places = [&out_and_back[..], &out_again].concat();
        let Stop::Outside { left_at_mm, .. } = stop(&places) else { panic!("{:?}", stop(&places)) };
        assert_eq!(left_at_mm, 13.0);
        let inside = Stop::Inside { lesion: 0, depth_mm: 12.0, zone: Zone::Intramural };
        assert_eq!(stop(&places[..4]), inside);
    }
}
