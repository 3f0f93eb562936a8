//! Contrast medium in the veins: how far each ray runs inside a closed surface.
//!
//! Every face adds its distance from the focal spot where the ray leaves, and takes it away where the
//! ray enters. Corners are rounded to a fraction of a pixel and edges are told in whole numbers, so that
//! a ray along an edge meets one of its two faces and never both or neither.

use super::carm::Frame;
use crate::sim::anatomy::Surface;
use crate::sim::math::Vec3;

/// Fractions of a pixel to which corners are rounded.
const FRACTIONS: f64 = 256.0;
/// Rays to a pixel along each side.
const RAYS: usize = 2;
/// What lies nearer to the focal spot is not drawn, mm.
const NEAREST: f64 = 20.0;

/// Length of every pixel's ray inside `surface`, mm: the mean over its rays, row by row from the top.
pub fn thickness(frame: &Frame, size: usize, surface: &Surface) -> Vec<f32> {
    let wide = size * RAYS;
    let fine = Frame {
        focal_px: frame.focal_px * RAYS as f64,
        half_px: frame.half_px * RAYS as f64,
        ..*frame
    };
    let mut sums = vec![0.0; wide * wide];
    let seen: Vec<_> = surface.points.iter().map(|&x| Seen::new(&fine, x)).collect();
    for face in &surface.faces {
        let corners = face.map(|corner| seen[corner as usize]);
        if corners.iter().all(|it| it.depth > NEAREST) {
            draw(&corners, wide, &mut sums);
        }
    }
    let mut mean = vec![0.0; size * size];
    for row in 0..wide {
        for column in 0..wide {
            // Depth is measured along the central ray.
            let slant = fine.through(column as f64 + 0.5, row as f64 + 0.5).length();
            let share = slant / (RAYS * RAYS) as f64;
            mean[row / RAYS * size + column / RAYS] += (sums[row * wide + column] * share) as f32;
        }
    }
    mean
}

/// A corner on the image.
#[derive(Clone, Copy)]
struct Seen {
    /// Fractions of a pixel from the left and from the top.
    x: i64,
    y: i64,
    /// Distance from the focal spot along the central ray, mm.
    depth: f64,
}

impl Seen {
    fn new(frame: &Frame, x: Vec3) -> Self {
        let at = frame.project(x);
        let fractions = |pixels: f64| (pixels.clamp(-1e6, 1e6) * FRACTIONS).round() as i64;
        Self { x: fractions(at.x), y: fractions(at.y), depth: at.depth_mm }
    }
}

/// Twice the area of the triangle of `a`, `b` and (`x`, `y`).
#[inline]
fn area(a: &Seen, b: &Seen, x: i64, y: i64) -> i64 {
    (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x)
}

/// Adds a face's depth, or takes it away, at every pixel's middle that it covers.
fn draw(corners: &[Seen; 3], size: usize, sums: &mut [f64]) {
    let [a, mut b, mut c] = *corners;
    let twice = area(&a, &b, c.x, c.y);
    if twice == 0 {
        return;
    }
    // The image's rows run downwards: a face that goes round against the clock looks at the reader, whose
    // eye is beyond the detector, and has the ray leave there.
    let sign = if twice < 0 { 1.0 } else { -1.0 };
    if twice < 0 {
        (b, c) = (c, b);
    }
    let whole = twice.abs() as f64;
    let pixel = FRACTIONS as i64;
    let range = |low: i64, high: i64| {
        let limit = size as i64;
        let first = (low - pixel / 2).div_euclid(pixel).clamp(0, limit);
        first..((high - pixel / 2).div_euclid(pixel) + 1).clamp(0, limit)
    };
    let rows = range(a.y.min(b.y).min(c.y), a.y.max(b.y).max(c.y));
    let columns = range(a.x.min(b.x).min(c.x), a.x.max(b.x).max(c.x));
    // An edge belongs to the face on its one side: a level edge above it, others to its left.
    let least = |p: &Seen, q: &Seen| i64::from(!(q.y < p.y || (q.y == p.y && q.x > p.x)));
    let edges = [(b, c), (c, a), (a, b)];
    for row in rows {
        let y = row * pixel + pixel / 2;
        for column in columns.clone() {
            let x = column * pixel + pixel / 2;
            let parts = edges.map(|(p, q)| area(&p, &q, x, y));
            let inside = edges.iter().zip(parts).all(|((p, q), part)| part >= least(p, q));
            if !inside {
                continue;
            }
            let [u, v, w] = parts.map(|part| part as f64 / whole);
            let depth = 1.0 / (u / a.depth + v / b.depth + w / c.depth);
            sums[row as usize * size + column as usize] += sign * depth;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::anatomy::{Centreline, tubes};
    use crate::sim::imaging::CArm;

    const SIZE: usize = 240;

    fn straight(from: Vec3, to: Vec3, radius: f64) -> Centreline {
        Centreline::through(&[from, (from + to) * 0.5, to], &[radius; 3])
    }

    fn at(rays: &[f32], arm: &CArm, x: Vec3) -> f64 {
        let image = arm.project(x, SIZE);
        f64::from(rays[image.y as usize * SIZE + image.x as usize])
    }

    #[test]
    fn in_the_middle_of_a_straight_vein_the_thickness_is_its_diameter() {
        let vein = straight(Vec3::Z * -45.0, Vec3::Z * 45.0, 5.0);
        let surface = tubes(&[vein], 1.0);
        for arm in [CArm::ap(Vec3::ZERO, 120.0), CArm::lao_30(Vec3::ZERO, 120.0)] {
            let rays = thickness(&arm.frame(SIZE), SIZE, &surface);
            for z in [-20.0, -3.0, 0.0, 11.0, 20.0] {
                let slant = (1.0 + (z / 750.0_f64).powi(2)).sqrt();
                let share = at(&rays, &arm, Vec3::Z * z) / (10.0 * slant);
                assert!((share - 1.0).abs() < 0.03, "{share} of the diameter at {z}");
                // Towards its edge a cylinder's chord falls off as a circle does.
                let image = arm.project(Vec3::Z * z, SIZE);
                let column = (image.x + 4.0 * image.pixels_per_mm) as usize;
                let off = (column as f64 + 0.5 - image.x) / image.pixels_per_mm;
                let chord = f64::from(rays[image.y as usize * SIZE + column]);
                let round = 2.0 * (25.0 - off * off).sqrt();
                assert!((chord - round).abs() < 0.3, "{chord} mm for {round} at {off} mm aside");
            }
            assert!(rays.iter().all(|ray| *ray > -1e-3), "a ray runs backwards");
        }
    }

    #[test]
    fn where_two_veins_are_one_it_is_not_counted_twice() {
        let vein = straight(Vec3::Z * -45.0, Vec3::Z * 45.0, 5.0);
        let again = straight(Vec3::Z * -30.0, Vec3::Z * 50.0, 4.0);
        let arm = CArm::ap(Vec3::ZERO, 120.0);
        let surface = tubes(&[vein, again], 1.0);
        let rays = thickness(&arm.frame(SIZE), SIZE, &surface);
        let middle = at(&rays, &arm, Vec3::ZERO);
        assert!((9.7..11.6).contains(&middle), "{middle} mm");
    }
}
