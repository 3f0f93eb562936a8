//! The laws that every tissue term shares.

use crate::sim::math::{Mat3, Vec3, outer};

/// Half width of the rounding of [`saturation`].
pub(super) const ROUNDING: f64 = 0.2;

/// Plastic saturation: y well below 1, 1 well above, rounded by a parabola between. Value and
/// derivative.
#[inline]
pub(super) fn saturation(y: f64) -> (f64, f64) {
    let low = 1.0 - ROUNDING;
    if y <= low {
        (y, 1.0)
    } else if y < 1.0 + ROUNDING {
        let over = y - low;
        (y - over * over / (4.0 * ROUNDING), 1.0 - over / (2.0 * ROUNDING))
    } else {
        (1.0, 0.0)
    }
}

/// An elastic stretch `u` of stiffness `k` that yields at `limit`: force and secant stiffness.
#[inline]
pub(super) fn yielding(u: f64, k: f64, limit: f64) -> (f64, f64) {
    if u <= 1e-12 {
        return (0.0, k);
    }
    let force = limit * saturation(k * u / limit).0;
    (force, force / u)
}

/// How far past its yield an elastic stretch `u` has gone.
#[inline]
pub(super) fn excess(u: f64, k: f64, limit: f64) -> f64 {
    (u - (1.0 + ROUNDING) * limit / k).max(0.0)
}

/// The projector along the unit vector `a`, and across it.
#[inline]
pub(super) fn along_and_across(a: Vec3) -> (Mat3, Mat3) {
    let along = outer(a, a);
    (along, Mat3::IDENTITY - along)
}
