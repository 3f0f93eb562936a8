//! All lumens of a patient as one space: channels that open into one another.
//!
//! A channel is a tube along a centreline, closed at its ends by half spheres. Where channels overlap the
//! lumen is their union, and its wall is rounded where two meet: the depth beyond the wall is a smooth
//! minimum of the channels' own, so that a wire slides through a confluence either way without a bump.
//!
//! Nobody searches. A place is a channel and an arc length; which other channels are near is listed
//! for every two millimetres of each when the vessels are built, with the arc length there. What a
//! node costs does not depend on how many branches there are.

use super::{Centreline, Lumen, Squeeze, Station};
use crate::sim::math::{Mat3, Vec3, outer};

/// Length of channel with one list of what is near, mm.
const BIN: f64 = 2.0;
/// Channels whose walls are farther apart than that are not near, mm.
const REACH: f64 = 3.0;
/// Depths that differ by less are blended, mm: the radius of the rounded edge is about that.
pub(super) const ROUNDED: f64 = 3.0;
/// A place changes to another channel where that one's wall is farther away by this, mm.
const STAYS: f64 = 0.3;

/// Two places of one channel are on different limbs that are so far apart along it, mm, and whose directions
/// have such a cosine.
const HAIRPIN: f64 = 12.0;
const OPPOSITE: f64 = -0.5;
/// Searched for, a place is on another channel than the first if its wall is farther away by this, mm.
const DOUBT: f64 = 2.0;

/// A place in the vessels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spot {
    pub channel: usize,
    /// Arc length on the channel, mm.
    pub s: f64,
}

/// One tube.
#[derive(Clone, Debug)]
struct Channel {
    curve: Centreline,
    /// Whether its beginning goes on straight, as behind a sheath's tip.
    open: bool,
    /// Places on channels near each bin, in the order of the bins, and where each bin's begin.
    near: Vec<Spot>,
    first: Vec<u32>,
    /// For each bin the arc length of the place beside it where the channel comes back after a sharp turn,
    /// mm; not a number where it does not.
    limbs: Vec<f64>,
    /// Arc length on the first channel from which the way leads here, mm.
    from_first: f64,
}

/// The lumens of a patient. The first channel is the road, the others open into it or one another.
#[derive(Clone, Debug)]
pub struct Vessels {
    channels: Vec<Channel>,
}

impl Vessels {
    /// `curves` as channels. The first is entered at its beginning, which is open; within the stretches
    /// `shut` of it (from, to, mm) nothing opens into it.
    pub fn new(curves: Vec<Centreline>, shut: &[(f64, f64)]) -> Self {
        let channel = |(i, curve): (usize, Centreline)| Channel {
            open: i == 0,
            near: Vec::new(),
            first: Vec::new(),
            limbs: limbs(&curve),
            from_first: f64::NAN,
            curve,
        };
        let channels: Vec<_> = curves.into_iter().enumerate().map(channel).collect();
        let mut vessels = Self { channels };
        let boxes: Vec<_> = vessels.channels.iter().map(|it| extent(&it.curve)).collect();
        for a in 0..vessels.channels.len() {
            let (near, first) = vessels.neighbours(a, &boxes, shut);
            (vessels.channels[a].near, vessels.channels[a].first) = (near, first);
        }
        vessels.lead_from_first();
        vessels
    }

    /// What is near channel `a`, bin by bin.
    fn neighbours(
        &self,
        a: usize,
        boxes: &[(Vec3, Vec3)],
        shut: &[(f64, f64)],
    ) -> (Vec<Spot>, Vec<u32>) {
        let curve = &self.channels[a].curve;
        let is_shut = |channel: usize, s: f64| {
            channel == 0 && shut.iter().any(|&(from, to)| (from..=to).contains(&s))
        };
        let (mut near, mut first) = (Vec::new(), vec![0]);
        let mut hints: Vec<Option<f64>> = vec![None; self.channels.len()];
        let bins = (curve.length() / BIN).ceil() as usize + 1;
        for bin in 0..bins {
            let station = curve.at((bin as f64 * BIN).min(curve.length()));
            let reach = station.radius + BIN + REACH;
            for (b, other) in self.channels.iter().enumerate() {
                let (least, most) = boxes[b];
                let apart = (station.centre - station.centre.clamp(least, most)).length();
                if b == a || apart > reach || is_shut(a, station.s) {
                    continue;
                }
                let there = match hints[b] {
                    Some(hint) => other.curve.nearest(station.centre, hint),
                    None => other.curve.nearest_of_all(station.centre),
                };
                let there = other.curve.at(there.s.clamp(0.0, other.curve.length()));
                let gap = there.centre.distance(station.centre) - there.radius;
                if gap > reach || is_shut(b, there.s) {
                    hints[b] = None;
                    continue;
                }
                hints[b] = Some(there.s);
                near.push(Spot { channel: b, s: there.s });
            }
            first.push(near.len() as u32);
        }
        (near, first)
    }

    /// Finds for each channel where on the first the way to it begins.
    fn lead_from_first(&mut self) {
        let mut reached = vec![0];
        while let Some(a) = reached.pop() {
            let channel = &self.channels[a];
            let bins = channel.first.windows(2).enumerate();
            let places = bins.flat_map(|(bin, range)| {
                let s = if a == 0 { bin as f64 * BIN } else { channel.from_first };
                channel.near[range[0] as usize..range[1] as usize]
                    .iter()
                    .map(move |at| (at.channel, s))
            });
            for (b, s) in places.collect::<Vec<_>>() {
                if b != 0 && self.channels[b].from_first.is_nan() {
                    self.channels[b].from_first = s;
                    reached.insert(0, b);
                }
            }
        }
    }

    /// How many channels there are.
    pub fn count(&self) -> usize {
        self.channels.len()
    }

    /// Arc lengths on the first channel between which others open into it, mm, in order.
    pub fn forks(&self) -> Vec<(f64, f64)> {
        let mut forks: Vec<(f64, f64)> = Vec::new();
        for (bin, range) in self.channels[0].first.windows(2).enumerate() {
            let s = bin as f64 * BIN;
            match forks.last_mut() {
                _ if range[0] == range[1] => {}
                Some(fork) if s - fork.1 <= BIN => fork.1 = s,
                _ => forks.push((s, s)),
            }
        }
        forks
    }

    /// The centreline of channel `i`.
    pub fn curve(&self, i: usize) -> &Centreline {
        &self.channels[i].curve
    }

    /// Arc length on the first channel of the place from which the way leads to `spot`, mm: its own if it
    /// is on the first.
    pub fn on_first(&self, spot: Spot) -> f64 {
        if spot.channel == 0 { spot.s } else { self.channels[spot.channel].from_first }
    }

    /// The place of `spot`'s channel nearest to `x`, tracked from there.
    #[inline]
    pub fn nearest(&self, spot: Spot, x: Vec3) -> Station {
        self.channels[spot.channel].curve.nearest(x, spot.s)
    }

    /// Whether nothing opens into the channel around `spot`, which lies between its ends.
    #[inline]
    pub fn is_alone(&self, spot: Spot) -> bool {
        let Channel { curve, open, .. } = &self.channels[spot.channel];
        let between = (*open || spot.s >= 0.0) && spot.s <= curve.length();
        between && self.near(spot).is_empty()
    }

    /// How many other channels are near `spot`: what a place there costs.
    pub fn beside(&self, spot: Spot) -> usize {
        self.near(spot).len()
    }

    /// What is near `spot` on other channels.
    fn near(&self, spot: Spot) -> &[Spot] {
        let channel = &self.channels[spot.channel];
        let bins = channel.first.len() - 1;
        let bin = ((spot.s / BIN + 0.5).max(0.0) as usize).min(bins - 1);
        &channel.near[channel.first[bin] as usize..channel.first[bin + 1] as usize]
    }

    /// Where `spot`'s channel runs beside itself, having turned back.
    fn other_limb(&self, spot: Spot) -> Option<Spot> {
        let limbs = &self.channels[spot.channel].limbs;
        let bin = ((spot.s / BIN + 0.5).max(0.0) as usize).min(limbs.len() - 1);
        let s = limbs[bin];
        (!s.is_nan()).then_some(Spot { s, ..spot })
    }

    /// The wall of `channel` alone around `x`, whose nearest station there is `station`, under `squeeze`,
    /// for a wire of radius `wire`, mm.
    pub fn lumen(
        &self,
        channel: usize,
        station: &Station,
        squeeze: &Squeeze,
        x: Vec3,
        wire: f64,
    ) -> Lumen {
        let Channel { curve, open, .. } = &self.channels[channel];
        let before = station.s < 0.0 && !open;
        if before || station.s > curve.length() {
            let end = curve.at(if before { 0.0 } else { curve.length() });
            return Lumen::end(x, &end.squeezed(squeeze), wire);
        }
        let station = station.squeezed(squeeze);
        Lumen::at(x, &station, station.radius, station.radius_slope, wire)
    }

    /// `own`, the wall of `spot`'s channel around `x`, with what opens into it there, under `squeeze`.
    #[inline]
    pub fn joined(&self, own: Lumen, spot: Spot, squeeze: &Squeeze, x: Vec3, wire: f64) -> Lumen {
        // The union's depth is never more than the channel's own.
        if !own.touches() {
            return own;
        }
        self.near(spot).iter().fold(own, |joined, &beside| {
            let station = self.nearest(beside, x);
            joined.or(&self.lumen(beside.channel, &station, squeeze, x, wire), ROUNDED)
        })
    }

    /// Depth of `x` beyond the wall of everything around `spot`, mm; negative inside.
    pub fn depth(&self, spot: Spot, x: Vec3) -> f64 {
        self.depth_under(&Squeeze::default(), spot, x)
    }

    /// As [`Vessels::depth`], under `squeeze`.
    pub fn depth_under(&self, squeeze: &Squeeze, spot: Spot, x: Vec3) -> f64 {
        let station = self.nearest(spot, x);
        let own = self.lumen(spot.channel, &station, squeeze, x, 0.0);
        let near = self.near(spot).iter();
        let walls = near.map(|&at| self.lumen(at.channel, &self.nearest(at, x), squeeze, x, 0.0));
        walls.fold(own, |joined, wall| joined.or(&wall, ROUNDED)).depth
    }

    /// Follows a node at `x` from `spot` to the channel that it is in now.
    pub fn follow(&self, spot: Spot, x: Vec3) -> Spot {
        let station = self.nearest(spot, x);
        let here = Spot { s: station.s, ..spot };
        let (near, limb) = (self.near(here), self.other_limb(here));
        if near.is_empty() && limb.is_none() {
            return here;
        }
        let squeeze = Squeeze::default();
        let own = self.lumen(spot.channel, &station, &squeeze, x, 0.0).depth - STAYS;
        let others = near.iter().copied().chain(limb).map(|at| {
            let station = self.nearest(at, x);
            (self.lumen(at.channel, &station, &squeeze, x, 0.0).depth, Spot { s: station.s, ..at })
        });
        let best = others.min_by(|a, b| a.0.total_cmp(&b.0));
        best.filter(|(depth, _)| *depth < own).map_or(here, |(_, spot)| spot)
    }

    /// The place nearest to `x` of all, by search; in doubt on the first channel, whose lesions are narrow.
    pub fn search(&self, x: Vec3) -> Spot {
        let depth = |channel: usize| {
            let station = self.channels[channel].curve.nearest_of_all(x);
            let doubt = if channel == 0 { 0.0 } else { DOUBT };
            (
                self.lumen(channel, &station, &Squeeze::default(), x, 0.0).depth + doubt,
                Spot { channel, s: station.s },
            )
        };
        let all = (0..self.channels.len()).map(depth);
        all.min_by(|a, b| a.0.total_cmp(&b.0)).map_or(Spot::default(), |it| it.1)
    }
}

/// Where `curve` runs beside itself the other way, bin by bin.
fn limbs(curve: &Centreline) -> Vec<f64> {
    let stations: Vec<_> = (0..=(curve.length() / BIN).ceil() as usize)
        .map(|bin| curve.at((bin as f64 * BIN).min(curve.length())))
        .collect();
    let beside = |here: &Station| {
        let gap = |there: &Station| there.centre.distance(here.centre) - there.radius;
        let back = |there: &&Station| {
            let far = (there.s - here.s).abs() > HAIRPIN;
            far && there.tangent.dot(here.tangent) < OPPOSITE
        };
        let others = stations.iter().filter(back).map(|there| (gap(there), there.s));
        let nearest = others.min_by(|a, b| a.0.total_cmp(&b.0));
        nearest.filter(|(gap, _)| *gap < here.radius + BIN + REACH).map_or(f64::NAN, |it| it.1)
    };
    stations.iter().map(beside).collect()
}

/// Lowest and highest coordinates of what a curve encloses, mm.
fn extent(curve: &Centreline) -> (Vec3, Vec3) {
    let points = curve.points().iter().enumerate();
    let last = (curve.points().len() - 1) as f64;
    points.fold((Vec3::INFINITY, Vec3::NEG_INFINITY), |(least, most), (i, &x)| {
        let radius = Vec3::splat(curve.at(curve.length() * i as f64 / last).radius);
        (least.min(x - radius), most.max(x + radius))
    })
}

/// The second derivative of a distance from a point or a line, across `normal`.
pub(super) fn around(normal: Vec3, distance: f64) -> Mat3 {
    (Mat3::IDENTITY - outer(normal, normal)) * (1.0 / distance.max(1e-6))
}
