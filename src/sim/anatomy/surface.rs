//! The closed surface of veins: what lies inside any of them, as triangles.
//!
//! A tube is its centreline's lumen, closed at both ends by half spheres. Where tubes overlap they are
//! joined as the wall that a wire feels is.

use super::nets::Surface;
use super::vessels::ROUNDED;
use super::{Centreline, Lumen, Station};
use crate::sim::math::{Mat3, Vec3};

/// Length of tube with one box, mm.
const PIECE: f64 = 2.0;

/// A short piece of one tube.
struct Piece {
    tube: usize,
    /// Arc length of its middle, mm.
    s: f64,
    middle: Vec3,
    /// Least and greatest distance of the wall from the centreline, mm.
    radii: (f64, f64),
}

/// The surface of the union of tubes along `curves`, on a grid of `step` mm.
pub fn tubes(curves: &[Centreline], step: f64) -> Surface {
    let pieces: Vec<_> = curves.iter().enumerate().flat_map(|(i, it)| cut(i, it)).collect();
    let boxed = |piece: &Piece| {
        let reach = Vec3::splat(piece.radii.1 + 0.5 * PIECE + ROUNDED);
        (piece.middle - reach, piece.middle + reach)
    };
    let boxes: Vec<_> = pieces.iter().map(boxed).collect();
    Surface::enclosing(&boxes, step, |x, near| depth(curves, &pieces, x, near, step))
}

/// `curve`, which is number `tube`, in pieces.
fn cut(tube: usize, curve: &Centreline) -> Vec<Piece> {
    let count = (curve.length() / PIECE).ceil().max(1.0);
    let piece = |i: usize| {
        let s = (i as f64 + 0.5) * curve.length() / count;
        let mut radii = (f64::INFINITY, 0.0_f64);
        for k in -2..=2 {
            let at = curve.at((s + f64::from(k) * 0.25 * PIECE).clamp(0.0, curve.length()));
            radii.0 = radii.0.min(at.radius * at.oval.min(1.0));
            radii.1 = radii.1.max(at.radius * at.oval.max(1.0));
        }
        Piece { tube, s, middle: curve.at(s).centre, radii }
    };
    (0..count as usize).map(piece).collect()
}

/// Depth of `x` outside the tubes of which the pieces `near` are, mm. Farther from the wall than blending
/// and the grid's cells reach, only its sign holds.
fn depth(curves: &[Centreline], pieces: &[Piece], x: Vec3, near: &[u32], step: f64) -> f64 {
    let band = ROUNDED + 2.0 * step;
    let mut joined: Option<Lumen> = None;
    let mut least = f64::INFINITY;
    // The pieces of one tube follow one another.
    for of_tube in near.chunk_by(|a, b| pieces[*a as usize].tube == pieces[*b as usize].tube) {
        let nearest = of_tube
            .iter()
            .map(|&i| &pieces[i as usize])
            .min_by(|a, b| a.middle.distance_squared(x).total_cmp(&b.middle.distance_squared(x)));
        let Some(piece) = nearest else { continue };
        let distance = piece.middle.distance(x);
        if distance - PIECE - piece.radii.1 > band {
            least = least.min(distance - PIECE - piece.radii.1);
            continue;
        }
        if distance - piece.radii.0 < -band {
            return distance - piece.radii.0;
        }
        let curve = &curves[piece.tube];
        let station = curve.nearest(x, piece.s);
        let own = if (0.0..=curve.length()).contains(&station.s) {
            Lumen::at(x, &station, station.radius, station.radius_slope, 0.0)
        } else {
            end(x, &curve.at(station.s.clamp(0.0, curve.length())))
        };
        joined = Some(joined.map_or(own, |joined| joined.or(&own, ROUNDED)));
    }
    joined.map_or(least, |it| it.depth.min(least))
}

/// What closes a tube at `end`: a half sphere, and of an oval tube half an ellipsoid as long as half its
/// lesser diameter, to first order in the distance from its wall.
fn end(x: Vec3, end: &Station) -> Lumen {
    if end.oval == 1.0 {
        return Lumen::end(x, end, 0.0);
    }
    let back = (Vec3::Y - end.tangent * end.tangent.y).try_normalize().unwrap_or(Vec3::X);
    let (wide, deep) = (end.radius, end.radius * end.oval);
    let offset = x - end.centre;
    let axes = [(end.tangent.cross(back), wide), (back, deep), (end.tangent, wide.min(deep))];
    let parts = axes.map(|(axis, radius)| axis * (offset.dot(axis) / (radius * radius)));
    let slant = parts[0] + parts[1] + parts[2];
    let q = slant.dot(offset).sqrt().max(1e-6);
    let size = (slant.length() / q).max(1e-6);
    let normal = slant.normalize_or(end.tangent);
    Lumen { depth: (q - 1.0) / size, normal, steepness: 1.0, bend: Mat3::ZERO }
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::f64::consts::PI;

    fn straight(from: Vec3, to: Vec3, radius: f64) -> Centreline {
        Centreline::through(&[from, (from + to) * 0.5, to], &[radius; 3])
    }

    #[test]
    fn a_straight_tubes_surface_is_closed_and_encloses_its_volume() {
        let (from, to) = (Vec3::new(1.3, -2.1, 4.0), Vec3::new(31.0, 40.0, 75.0));
        let length = from.distance(to);
        let volume = PI * 25.0 * length + 4.0 / 3.0 * PI * 125.0;
        for step in [1.0, 0.7, 1.7] {
            let surface = tubes(&[straight(from, to, 5.0)], step);
            assert_eq!(surface.loose_edges(), 0);
            assert!(surface.points.iter().all(|x| x.is_finite()));
            let share = surface.volume() / volume;
            assert!((share - 1.0).abs() < 0.02, "{share} of the volume at {step} mm");
        }
    }

    #[test]
    fn veins_that_meet_run_beside_one_another_or_cross_have_one_closed_surface() {
        let trunk = straight(Vec3::ZERO, Vec3::Z * 60.0, 6.0);
        let mut curves = vec![trunk];
        for i in 0..8 {
            let turn = f64::from(i) * 0.8;
            let out = Vec3::new(libm::cos(turn), libm::sin(turn), -1.5);
            let from = Vec3::Z * (20.0 + 4.0 * f64::from(i));
            curves.push(straight(from + out * 25.0, from, 2.0));
            // Gaps of about a step between thin veins.
            curves.push(straight(
                from + out * 25.0 + Vec3::X * 4.3,
                from + Vec3::X * (7.0 + 0.3 * f64::from(i)),
                1.3,
            ));
        }
        let surface = tubes(&curves, 1.0);
        assert_eq!(surface.loose_edges(), 0);
        assert!(surface.volume() > PI * 36.0 * 60.0);
        assert!(surface.points.iter().all(|x| x.is_finite()));
        let again = tubes(&curves, 1.0);
        assert!(surface.points == again.points && surface.faces == again.faces);
    }

    #[test]
    fn an_oval_vein_is_as_wide_and_as_deep_as_it_says() {
        let points = [Vec3::ZERO, Vec3::Z * 30.0, Vec3::Z * 60.0];
        let flat = Centreline::through_oval(&points, &[8.0; 3], &[0.5; 3]);
        let (low, high) = tubes(&[flat], 1.0).extent();
        let size = high - low;
        assert!((size.x - 16.0).abs() < 0.2 && (size.y - 8.0).abs() < 0.2, "{size}");
    }
}
