//! What is scored, observed tick by tick.

use super::Case;
use crate::sim::tissue::Zone;
use serde::Serialize;

/// Length of lesion over which one zone is counted, mm.
const BIN: f64 = 1.0;
/// Nearer to a bin's edge than this, in bins, is on it.
const EDGE: f64 = 1e-9;
/// Ticks over which a wall force must last to count: a single tick's spike is the solver's.
const LASTING: usize = 6;

/// What only the simulator knows of an attempt.
///
/// Shares are lengths first traversed in each zone over the length of all lesions together. In a
/// lesion without a wisp the cord's scar counts as true lumen ([`Zone`]). Where there is no lesion
/// at all, the share of the way to the target that the tip has come is the share in true lumen.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Truth {
    pub true_lumen_share: f64,
    pub intramural_share: f64,
    pub extravascular_share: f64,
    /// Times that the tip went through the vein's wall.
    pub perforations: u32,
    /// Wires that were kinked.
    pub kinked_wires: u32,
    /// Largest force on the vein's wall and the lesions that lasted a twentieth of a second, N.
    pub peak_wall_force_n: f64,
    /// True once the tip has come to the target, or the lesions were crossed from another access.
    pub crossed: bool,
    /// The zone of each millimetre of the lesions as first traversed, one lesion after the other;
    /// `None` where it was not.
    pub zones: Vec<Option<Zone>>,
    /// What lesions there were, as they lie along the route.
    pub lesions: Vec<LesionFacts>,
}

/// What there was to be traversed in one lesion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct LesionFacts {
    /// Length of the lesion, mm.
    pub length_mm: f64,
    /// Whether there is a wisp in it.
    pub has_wisp: bool,
}

impl LesionFacts {
    /// Entries of [`Truth::zones`] that belong to the lesion; its last millimetre may be a part of
    /// one.
    fn bins(&self) -> usize {
        (self.length_mm / BIN).ceil() as usize
    }
}

impl Truth {
    /// The zones of each lesion.
    pub fn zones_by_lesion(&self) -> impl Iterator<Item = &[Option<Zone>]> {
        let mut left = self.zones.as_slice();
        self.lesions.iter().map(move |lesion| {
            let (own, rest) = left.split_at(lesion.bins().min(left.len()));
            left = rest;
            own
        })
    }

    fn share_of(&mut self, zone: Zone) -> &mut f64 {
        match zone {
            Zone::TrueLumen => &mut self.true_lumen_share,
            Zone::Intramural => &mut self.intramural_share,
            Zone::Extravascular => &mut self.extravascular_share,
        }
    }

    /// Share of the lesions that was traversed; without a lesion, of the way to the target.
    pub fn traversed_share(&self) -> f64 {
        (self.true_lumen_share + self.intramural_share + self.extravascular_share).min(1.0)
    }
}

/// Gathers the [`Truth`].
#[derive(Clone, Debug)]
pub(super) struct Observer {
    truth: Truth,
    fronts: Vec<Front>,
    /// Length of all lesions, mm.
    length: f64,
    forces: [f64; LASTING],
}

/// How far the tip has come in one lesion.
#[derive(Clone, Copy, Debug)]
struct Front {
    /// Arc length on the route where the lesion begins, and its length, mm.
    from: f64,
    length: f64,
    /// Place of its first millimetre among the zones.
    first: usize,
    /// Furthest that a tip has come into it, mm, and from its far end.
    furthest: f64,
    from_end: f64,
}

impl Observer {
    /// An observer of an attempt at `case`.
    pub(super) fn new(case: &Case) -> Self {
        let (mut truth, mut fronts) = (Truth::default(), Vec::new());
        for lesion in &case.lesions {
            let length = lesion.to - lesion.from;
            let facts = LesionFacts { length_mm: length, has_wisp: lesion.wisp.is_some() };
            let first = truth.zones.len();
            truth.zones.resize(first + facts.bins(), None);
            truth.lesions.push(facts);
            fronts.push(Front { from: lesion.from, length, first, furthest: 0.0, from_end: 0.0 });
        }
        Self { truth, fronts, length: case.lesion_length(), forces: [0.0; LASTING] }
    }

    /// A tip that came along the route stands at its arc length `s` in `zone`, in a lesion or around it.
    pub(super) fn tip_at(&mut self, s: f64, zone: Zone) {
        for front in &mut self.fronts {
            let into = (s - front.from).min(front.length - front.from_end);
            while front.furthest < into {
                let bin = (front.furthest / BIN) as usize;
                if let Some(slot) = self.truth.zones.get_mut(front.first + bin) {
                    slot.get_or_insert(zone);
                }
                let next = ((front.furthest / BIN).floor() + 1.0) * BIN;
                let covered = next.min(into) - front.furthest;
                *self.truth.share_of(zone) += covered / self.length;
                front.furthest = next.min(into);
            }
        }
    }

    /// The same of a tip that came against the route.
    pub(super) fn tip_from_beyond(&mut self, s: f64, zone: Zone) {
        for front in &mut self.fronts {
            let into = (front.from + front.length - s).min(front.length - front.furthest);
            while front.from_end < into {
                let bin = ((front.length - front.from_end) / BIN - EDGE).ceil().max(1.0) - 1.0;
                if let Some(slot) = self.truth.zones.get_mut(front.first + bin as usize) {
                    slot.get_or_insert(zone);
                }
                let next = (front.length - bin * BIN).min(into);
                *self.truth.share_of(zone) += (next - front.from_end) / self.length;
                front.from_end = next;
            }
        }
    }

    /// A tip has come from `start` to arc length `s` of its way to `target`, wherever it is: without a
    /// lesion this is what there is to be done.
    pub(super) fn came_to(&mut self, s: f64, (start, target): (f64, f64)) {
        if self.truth.lesions.is_empty() && s > start {
            let share = ((s - start) / (target - start).max(BIN)).min(1.0);
            self.truth.true_lumen_share = self.truth.true_lumen_share.max(share);
        }
    }

    /// The wire pressed on wall and lesion with `force` N in this tick.
    pub(super) fn wall_force(&mut self, tick: u64, force: f64) {
        self.forces[tick as usize % LASTING] = force;
        let lasting = self.forces.iter().copied().fold(f64::INFINITY, f64::min);
        self.truth.peak_wall_force_n = self.truth.peak_wall_force_n.max(lasting);
    }

    pub(super) fn perforated(&mut self) {
        self.truth.perforations += 1;
    }

    pub(super) fn kinked(&mut self) {
        self.truth.kinked_wires += 1;
    }

    pub(super) fn crossed(&mut self) {
        self.truth.crossed = true;
    }

    pub(super) fn truth(&self) -> &Truth {
        &self.truth
    }
}
