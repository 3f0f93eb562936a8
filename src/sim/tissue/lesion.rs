//! The lesion's geometry and the penetration force over space.
//!
//! Along the cord, outwards from the wisp: wisp, scar, the vein's wall, perivenous fat. The force is
//! flat inside the wisp and rises over a quarter of a millimetre: a rise that began near the axis
//! would make the wisp a razor's edge that nothing can stay on. Beyond the lesion's ends the same
//! law holds around the patent vein, whose inside offers no resistance, as far as the next lesion.
//! A lesion without a wisp is scar throughout its cord.

use super::wisp::{Meander, lay};
use super::{Tissue, Zone};
use crate::sim::anatomy::{Centreline, Station};
use crate::sim::math::{Vec3, perpendicular, rotate, smoothstep};
use std::sync::Arc;

/// Distance from the wisp's axis at which scar begins, and over which it has fully set in, mm.
const WISP_REACH: f64 = 0.35;
const SCAR_RISE: f64 = 0.25;
/// Distances over which wall and fat set in, mm.
const WALL_RISE: f64 = 0.2;
const FAT_RISE: f64 = 0.3;

/// The blind end of the patent vein.
#[derive(Clone, Copy, Debug)]
pub struct Stump {
    /// Length over which the lumen narrows, mm.
    pub funnel: f64,
    /// Radius of the floor, mm.
    pub floor_radius: f64,
    /// The mouth's place from the floor's centre, mm, in the plane of the floor.
    pub mouth: Vec3,
    /// Radius of the mouth, mm.
    pub mouth_radius: f64,
}

/// Everything about the lesion that does not change.
#[derive(Clone, Debug)]
pub struct Lesion {
    pub route: Centreline,
    /// Arc lengths on the route between which the vein is occluded, mm.
    pub from: f64,
    pub to: f64,
    /// Radius of the scar and thickness of the wall around it, mm.
    pub cord_radius: f64,
    pub wall: f64,
    pub stump: Stump,
    /// The channel, from the mouth to the patent vein; `None` where there is only scar.
    pub wisp: Option<Centreline>,
    pub tissue: Tissue,
    /// The lesion that comes next along the route.
    pub next: Option<Arc<Lesion>>,
}

/// What a place offers to a tip: the force to go on, and what that place is.
#[derive(Clone, Copy, Debug)]
pub struct Medium {
    /// Penetration force for a blunt tip of 0.889 mm, N.
    pub force: f64,
    pub zone: Zone,
    /// True in the open lumen beyond the lesion.
    pub open: bool,
}

impl Stump {
    /// A stump whose mouth lies `offset` mm from the floor's centre at clock position `angle`
    /// (rad), on the floor across `axis`.
    pub fn new(
        funnel: f64,
        floor_radius: f64,
        offset: f64,
        angle: f64,
        mouth_radius: f64,
        axis: Vec3,
    ) -> Self {
        let mouth = rotate(perpendicular(axis), axis, angle) * offset;
        Self { funnel, floor_radius, mouth, mouth_radius }
    }
}

impl Lesion {
    /// A lesion on `route` between two arc lengths, its wisp laid if it has one.
    pub fn new(
        route: Centreline,
        (from, to): (f64, f64),
        (cord_radius, wall): (f64, f64),
        stump: Stump,
        meander: Option<&Meander>,
        tissue: Tissue,
    ) -> Self {
        let wisp = meander.map(|meander| lay(&route, from, to, stump.mouth, meander));
        Self { route, from, to, cord_radius, wall, stump, wisp, tissue, next: None }
    }

    /// This lesion on another `route`, which passes it between two arc lengths; `against` this one if
    /// it comes to its far end first. The wisp is the same. The far end has a stump of the same shape,
    /// with the mouth where the wisp ends.
    pub fn met_on(&self, route: Centreline, (from, to): (f64, f64), against: bool) -> Self {
        let (mut wisp, mut stump) = (self.wisp.clone(), self.stump);
        if against {
            wisp = wisp.map(Centreline::reversed);
            let floor = route.at(from);
            let mouth = wisp.as_ref().map_or(Vec3::ZERO, |it| it.at(0.0).centre - floor.centre);
            stump.mouth = mouth - floor.tangent * mouth.dot(floor.tangent);
        }
        let tissue = self.tissue.clone();
        Self { route, from, to, stump, wisp, tissue, next: None, ..*self }
    }

    /// The lesion with `next` after it on the route.
    pub fn followed_by(self, next: Option<Arc<Lesion>>) -> Self {
        Self { next, ..self }
    }

    /// How far into the stump's funnel arc length `s` is, over the funnel's length: above 0 from
    /// where it narrows, 1 at the floor.
    #[inline]
    pub fn into_stump(&self, s: f64) -> f64 {
        (s - (self.from - self.stump.funnel)) / self.stump.funnel
    }

    /// What the score calls scar inside the cord.
    pub(super) fn scar_zone(&self) -> Zone {
        if self.wisp.is_some() { Zone::Intramural } else { Zone::TrueLumen }
    }

    /// Radius of the patent lumen before the lesion and its slope at `station`.
    #[inline]
    pub fn lumen_before(&self, station: &Station) -> (f64, f64) {
        let start = self.from - self.stump.funnel;
        if station.s <= start {
            return (station.radius, station.radius_slope);
        }
        // A beak: the lumen narrows fast at first and runs out to the floor almost as a tube.
        let open = self.route.at(start).radius - self.stump.floor_radius;
        let left = ((self.from - station.s) / self.stump.funnel).max(0.0);
        (self.stump.floor_radius + open * left * left, -2.0 * open * left / self.stump.funnel)
    }

    /// The medium at `x`, whose nearest place on the route is `station` and whose distance from
    /// the wisp is `from_wisp`, mm. A tip that comes through fat into the cord of the next lesion
    /// finds scar there: the way into its wisp is the mouth.
    pub fn medium(&self, x: Vec3, station: &Station, from_wisp: f64) -> Medium {
        let next = self.next.as_ref().filter(|_| station.s > self.to);
        if let Some(next) = next.filter(|next| station.s >= next.from) {
            return next.medium(x, station, f64::INFINITY);
        }
        let t = &self.tissue;
        let radial = x.distance(station.centre);
        let inside = station.s >= self.from && station.s <= self.to;
        let (envelope, core_force, core_zone, open) = if inside {
            let scar = smoothstep((from_wisp - WISP_REACH) / SCAR_RISE);
            let force = t.wisp_force_n + (t.scar_force_n - t.wisp_force_n) * scar;
            let zone = if scar < 0.5 { Zone::TrueLumen } else { self.scar_zone() };
            (self.cord_radius, force, zone, false)
        } else {
            // Entering blood is a re-entry into the vein itself.
            let radius = next.map_or(station.radius, |next| next.lumen_before(station).0);
            (radius, 0.0, Zone::TrueLumen, station.s > self.to)
        };
        let past_wall = radial - envelope;
        if past_wall <= 0.0 {
            return Medium { force: core_force, zone: core_zone, open };
        }
        let in_wall =
            core_force + (t.wall_force_n - core_force) * smoothstep(past_wall / WALL_RISE);
        let past_fat = past_wall - self.wall;
        let force = in_wall + (t.fat_force_n - in_wall) * smoothstep(past_fat / FAT_RISE);
        let zone = if past_fat > 0.0 { Zone::Extravascular } else { Zone::Intramural };
        Medium { force, zone, open: false }
    }
}

/// A lesion in a straight vein along +z, 5 mm in radius, whose mouth lies off the floor's centre.
#[cfg(test)]
pub(super) fn straight((from, to): (f64, f64), with_wisp: bool) -> Lesion {
    let tissue = super::tissue("organised-iliac", None).unwrap_or_else(|error| panic!("{error}"));
    let cord_radius = 2.0;
    let route = Centreline::through(&[Vec3::ZERO, Vec3::Z * 200.0], &[5.0, 5.0]);
    let route =
        route.with_radius(|s, radius| if s >= from && s <= to { cord_radius } else { radius });
    let stump = Stump::new(15.0, 0.9, 0.35, 0.7, 0.35, Vec3::Z);
    let meander = Meander { amplitude: 1.0, wavelength: 22.0, radius: 0.1, seed: 7 };
    let meander = with_wisp.then_some(&meander);
    Lesion::new(route, (from, to), (cord_radius, 0.8), stump, meander, tissue)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(lesion: &Lesion, x: Vec3) -> Zone {
        let station = lesion.route.nearest_of_all(x);
        let from_wisp = lesion
            .wisp
            .as_ref()
            .map_or(f64::INFINITY, |wisp| wisp.nearest_of_all(x).centre.distance(x));
        lesion.medium(x, &station, from_wisp).zone
    }

    #[test]
    fn without_a_wisp_all_scar_is_the_best_way_and_with_one_it_is_intramural() {
        let (with, without) = (straight((60.0, 120.0), true), straight((60.0, 120.0), false));
        let (scar, wall, fat) = (1.6, 2.4, 4.0);
        for (radius, wisp, none) in [
            (scar, Zone::Intramural, Zone::TrueLumen),
            (wall, Zone::Intramural, Zone::Intramural),
            (fat, Zone::Extravascular, Zone::Extravascular),
        ] {
            let x = Vec3::new(radius, 0.0, 60.5);
            assert_eq!(
                (zone(&with, x), zone(&without, x)),
                (wisp, none),
                "{radius} mm off the axis"
            );
        }
    }

    #[test]
    fn patent_vein_beyond_a_lesion_is_open_only_as_far_as_the_next_lesions_floor() {
        let next = Arc::new(straight((100.0, 140.0), true));
        let mut first = straight((30.0, 60.0), true).followed_by(Some(next.clone()));
        first.route = next.route.clone();
        let at = |radius: f64, z: f64| {
            let x = Vec3::new(radius, 0.0, z);
            first.medium(x, &first.route.nearest_of_all(x), f64::INFINITY)
        };
        assert!(at(0.0, 80.0).open && at(4.0, 80.0).open);
        // In the next stump's funnel the lumen has narrowed.
        assert!(at(0.0, 98.0).open && !at(4.0, 98.0).open);
        let inside = at(0.0, 120.0);
        assert!(!inside.open && inside.force == next.tissue.scar_force_n, "{inside:?}");
        assert_eq!(at(4.0, 120.0).zone, Zone::Extravascular);
        assert!(at(0.0, 150.0).open, "beyond both");
    }
}
