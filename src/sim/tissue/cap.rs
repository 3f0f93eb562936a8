//! The floor of the stump: where a tip looks for its foothold.
//!
//! The floor is stiff; where the tip's thrust exceeds the local penetration force it dents, and a
//! dent of [`ENTRY_DEPTH`] is an entry. The force is low at the wisp's mouth and that of scar
//! elsewhere; where there is no wisp there is no mouth. A dent holds the tip sideways the more the deeper it is; a tip that slides on leaves
//! its dent behind.

use super::law::{along_and_across, excess, yielding};
use super::{Lesion, Tissue};
use crate::sim::math::{Vec3, smoothstep};
use crate::sim::rod::Reaction;

/// Stiffness of the floor under a tip, N/mm, and under wire, N/mm per mm.
const TIP_STIFFNESS: f64 = 5.0;
const WIRE_STIFFNESS: f64 = 2.0;
/// Dent at which the tip is in, mm.
pub(super) const ENTRY_DEPTH: f64 = 0.5;
/// A tip that slides this far from its dent has left it, mm.
const DENT_REACH: f64 = 0.35;
/// Distance over which the mouth's softness fades into scar, mm.
const MOUTH_RIM: f64 = 0.25;

/// The dent that the tip is making.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Dent {
    pub depth: f64,
    at: Vec3,
}

/// Floor of the stump in space.
#[derive(Clone, Copy, Debug)]
pub(super) struct Floor {
    pub centre: Vec3,
    pub axis: Vec3,
}

impl Floor {
    pub(super) fn of(lesion: &Lesion) -> Self {
        let station = lesion.route.at(lesion.from);
        Self { centre: station.centre, axis: station.tangent }
    }

    /// Depth of `x` beyond the floor, mm.
    #[inline]
    pub(super) fn depth(&self, x: Vec3) -> f64 {
        (x - self.centre).dot(self.axis)
    }

    /// Distance of `x` from the wisp's mouth, across the floor, mm; without end where there is no
    /// wisp.
    pub(super) fn distance_from_mouth(&self, x: Vec3, lesion: &Lesion) -> f64 {
        if lesion.wisp.is_none() {
            return f64::INFINITY;
        }
        let across = x - self.axis * self.depth(x);
        across.distance(self.centre + lesion.stump.mouth)
    }

    /// Penetration force of the floor at `x`, N. `entries` are where tips entered scar before.
    pub(super) fn force(
        &self,
        x: Vec3,
        lesion: &Lesion,
        entries: impl Iterator<Item = Vec3>,
    ) -> f64 {
        let t = &lesion.tissue;
        let rim = smoothstep(
            (self.distance_from_mouth(x, lesion) - lesion.stump.mouth_radius) / MOUTH_RIM,
        );
        let force = t.mouth_force_n + (t.scar_force_n - t.mouth_force_n) * rim;
        let known = entries.map(|entry| (entry - x).length()).fold(f64::INFINITY, f64::min);
        if known < DENT_REACH { force.min(t.track_force_n) } else { force }
    }

    /// The floor's reaction on wire that is not the tip.
    #[inline]
    pub(super) fn press(&self, x: Vec3, length: f64, friction: f64) -> Reaction {
        let depth = self.depth(x);
        let (load, stiffness) = crate::sim::anatomy::foundation(depth, WIRE_STIFFNESS * length);
        if load == 0.0 {
            return Reaction::NONE;
        }
        Reaction {
            gradient: self.axis * load,
            hessian: along_and_across(self.axis).0 * stiffness,
            normal: self.axis,
            friction_limit: friction * load,
        }
    }

    /// The floor's reaction on the tip, whose local penetration force is `force`.
    #[inline]
    pub(super) fn press_tip(
        &self,
        x: Vec3,
        dent: &Dent,
        force: f64,
        tissue: &Tissue,
        friction: f64,
    ) -> Reaction {
        let depth = self.depth(x) - dent.depth;
        if depth <= 0.0 {
            return Reaction::NONE;
        }
        let (along, across) = along_and_across(self.axis);
        let (load, secant) = yielding(depth, TIP_STIFFNESS, force);
        let aside = across * (x - dent.at);
        let hold = tissue.wisp_hold_n * (dent.depth / ENTRY_DEPTH).min(1.0);
        let (side, side_secant) =
            if hold > 1e-6 { yielding(aside.length(), TIP_STIFFNESS, hold) } else { (0.0, 0.0) };
        Reaction {
            gradient: self.axis * load + aside.normalize_or_zero() * side,
            hessian: along * secant + across * side_secant,
            normal: self.axis,
            friction_limit: friction * load,
        }
    }

    /// Deepens, keeps or leaves the dent after a converged tick in which the tip moved by `moved`.
    pub(super) fn dent(&self, dent: &mut Dent, x: Vec3, moved: f64, force: f64) {
        let depth = self.depth(x);
        let aside = (x - dent.at) - self.axis * (x - dent.at).dot(self.axis);
        if depth < dent.depth - 0.2 || aside.length() > DENT_REACH {
            *dent = Dent { depth: 0.0, at: x };
        }
        if depth <= 0.0 {
            dent.at = x;
            return;
        }
        let deeper = excess(depth - dent.depth, TIP_STIFFNESS, force);
        dent.depth += deeper.min(moved + 0.005);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::tissue::lesion::straight;

    #[test]
    fn a_floor_without_a_wisp_offers_no_mouth() {
        let least = |lesion: &Lesion| {
            let floor = Floor::of(lesion);
            let across = (-18..=18).map(|i| 0.05 * f64::from(i));
            let places = across.clone().flat_map(|x| across.clone().map(move |y| (x, y)));
            places
                .map(|(x, y)| {
                    floor.force(floor.centre + Vec3::new(x, y, 0.0), lesion, [].into_iter())
                })
                .fold(f64::INFINITY, f64::min)
        };
        let (with, without) = (straight((60.0, 120.0), true), straight((60.0, 120.0), false));
        assert_eq!(least(&with), with.tissue.mouth_force_n);
        assert!((least(&without) - without.tissue.scar_force_n).abs() < 1e-12);
    }
}
