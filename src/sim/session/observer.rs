//! What is scored, observed tick by tick.

use super::Case;
use crate::sim::tissue::Zone;
use serde::Serialize;

/// Length of lesion over which one zone is counted, mm.
const BIN: f64 = 1.0;
/// Ticks over which a wall force must last to count: a single tick's spike is the solver's.
const LASTING: usize = 6;

/// What only the simulator knows of an attempt.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Truth {
    /// Lesion length first traversed in each zone, over the lesion's length.
    pub true_lumen_share: f64,
    pub intramural_share: f64,
    pub extravascular_share: f64,
    /// Times that the tip went through the vein's wall.
    pub perforations: u32,
    /// Largest force on the vein's wall and the lesion that lasted a twentieth of a second, N.
    pub peak_wall_force_n: f64,
    /// True once the tip has come to the target.
    pub crossed: bool,
    /// The zone of each millimetre of the lesion as first traversed; `None` where it was not.
    pub zones: Vec<Option<Zone>>,
}

/// Gathers the [`Truth`].
#[derive(Clone, Debug)]
pub(super) struct Observer {
    truth: Truth,
    from: f64,
    length: f64,
    furthest: f64,
    forces: [f64; LASTING],
}

impl Observer {
    pub(super) fn new(case: &Case) -> Self {
        let bins = (case.lesion_length() / BIN).ceil() as usize;
        Self {
            truth: Truth { zones: vec![None; bins], ..Truth::default() },
            from: case.lesion_s.0,
            length: case.lesion_length(),
            furthest: 0.0,
            forces: [0.0; LASTING],
        }
    }

    /// The tip stands at arc length `s` of the route in `zone`.
    pub(super) fn tip_at(&mut self, s: f64, zone: Zone) {
        let into = (s - self.from).min(self.length);
        while self.furthest < into {
            let bin = (self.furthest / BIN) as usize;
            if let Some(slot) = self.truth.zones.get_mut(bin) {
                slot.get_or_insert(zone);
            }
            let next = ((self.furthest / BIN).floor() + 1.0) * BIN;
            let covered = next.min(into) - self.furthest;
            let share = match zone {
                Zone::TrueLumen => &mut self.truth.true_lumen_share,
                Zone::Intramural => &mut self.truth.intramural_share,
                Zone::Extravascular => &mut self.truth.extravascular_share,
            };
            *share += covered / self.length;
            self.furthest = next.min(into);
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

    pub(super) fn crossed(&mut self) {
        self.truth.crossed = true;
    }

    pub(super) fn truth(&self) -> &Truth {
        &self.truth
    }
}
