//! Vectors and the few scalar functions that several rooms need.
//!
//! Vectors are glam's doubles, used for arithmetic and square roots only, which IEEE 754 fixes to
//! the bit; every transcendental comes from `libm`, so that bits agree between machines.

pub use glam::{DMat3 as Mat3, DVec2 as Vec2, DVec3 as Vec3};

/// Any unit vector perpendicular to the unit vector `axis`.
pub fn perpendicular(axis: Vec3) -> Vec3 {
    let helper = if axis.x.abs() < 0.6 { Vec3::X } else { Vec3::Y };
    axis.cross(helper).normalize()
}

/// `v` turned about the unit vector `axis` by `angle` (rad), by Rodrigues' formula.
pub fn rotate(v: Vec3, axis: Vec3, angle: f64) -> Vec3 {
    let (sin, cos) = (libm::sin(angle), libm::cos(angle));
    v * cos + axis.cross(v) * sin + axis * (axis.dot(v) * (1.0 - cos))
}

/// `v` carried from the unit tangent `from` to the unit tangent `to` by the smallest rotation
/// (parallel transport). Uses no transcendental.
#[inline]
pub fn transport(v: Vec3, from: Vec3, to: Vec3) -> Vec3 {
    let axis = from.cross(to);
    let one_plus_cos = (1.0 + from.dot(to)).max(1e-9);
    v + axis.cross(v) + axis.cross(axis.cross(v)) / one_plus_cos
}

/// The cubic step from 0 at `x` ≤ 0 to 1 at `x` ≥ 1.
pub fn smoothstep(x: f64) -> f64 {
    let x = x.clamp(0.0, 1.0);
    x * x * (3.0 - 2.0 * x)
}

/// Load and stiffness of a spring of stiffness `k` that only pushes, at depth `p`. It sets in without a
/// corner: from `onset` before the contact until `onset` after it the load is a parabola.
#[inline]
pub fn push(p: f64, k: f64, onset: f64) -> (f64, f64) {
    if p <= -onset {
        (0.0, 0.0)
    } else if p < onset {
        (k * (p + onset) * (p + onset) / (4.0 * onset), k * (p + onset) / (2.0 * onset))
    } else {
        (k * p, k)
    }
}

/// `a·bᵀ`.
#[inline]
pub fn outer(a: Vec3, b: Vec3) -> Mat3 {
    Mat3::from_cols(a * b.x, a * b.y, a * b.z)
}

/// The matrix of `v ×`.
#[inline]
pub fn cross_matrix(v: Vec3) -> Mat3 {
    Mat3::from_cols(Vec3::new(0.0, v.z, -v.y), Vec3::new(-v.z, 0.0, v.x), Vec3::new(v.y, -v.x, 0.0))
}
