//! The tip in tissue: a plastic anchor with separate yields forwards and sideways.
//!
//! The tip hangs on its anchor z by a spring that yields forwards at the penetration force and
//! sideways at the tissue's hold, independently (a box): under a common yield surface a spun bent
//! tip would drill any scar for almost nothing. What exceeds the yields moves the anchor after the
//! tick, if and only if the tick converged.

use super::law::{along_and_across, excess, yielding};
use crate::sim::math::Vec3;
use crate::sim::rod::Reaction;

/// Stiffness of the tissue around a tip, N/mm.
const STIFFNESS: f64 = 3.0;

/// The anchor of a tip, frozen for a tick.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor {
    /// Where the tip hangs, mm.
    pub at: Vec3,
    /// The way forwards.
    pub forward: Vec3,
    /// Force to go on, N.
    pub penetration: f64,
    /// Force to yield sideways, N.
    pub hold: f64,
}

/// How far the anchor gives way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Yielded {
    /// Forwards, mm.
    pub forward: f64,
    /// Sideways, mm.
    pub aside: Vec3,
}

impl Anchor {
    #[inline]
    pub(super) fn react(&self, x: Vec3) -> Reaction {
        let u = x - self.at;
        let ahead = u.dot(self.forward);
        let aside = u - self.forward * ahead;
        let (along, across) = along_and_across(self.forward);
        let (push, push_secant) =
            if ahead > 0.0 { yielding(ahead, STIFFNESS, self.penetration) } else { (0.0, 0.0) };
        let (side, side_secant) = yielding(aside.length(), STIFFNESS, self.hold);
        Reaction {
            gradient: self.forward * push + aside.normalize_or_zero() * side,
            hessian: along * push_secant + across * side_secant,
            normal: Vec3::ZERO,
            friction_limit: 0.0,
        }
    }

    /// What yields when the tick ends with the tip at `x`, having moved by `moved` mm in it.
    pub(super) fn give_way(&self, x: Vec3, moved: f64) -> Yielded {
        let u = x - self.at;
        let ahead = u.dot(self.forward);
        let aside = u - self.forward * ahead;
        let most = moved + 0.005;
        let over = excess(aside.length(), STIFFNESS, self.hold).min(most);
        Yielded {
            forward: excess(ahead, STIFFNESS, self.penetration).min(most),
            aside: aside.normalize_or_zero() * over,
        }
    }
}
