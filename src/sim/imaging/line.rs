//! Wires, catheters and sheaths: tubes along a polyline, drawn as optical depth.
//!
//! A round tube of radius r crossed at distance d from its axis is 2√(r² − d²) thick across and
//! 1/sin θ times that along a ray at θ to the axis. The thickness is averaged over a pixel's width
//! by the antiderivative x√(r² − x²) + r² asin(x/r), so a wire thinner than a pixel keeps its
//! weight wherever it lies. Within one line the thickest chord counts, so joints are not dark.

use super::attenuation::{NITINOL, PLATINUM, SOFT_TISSUE, TUNGSTEN_JACKET};
use super::carm::Frame;
use super::touched::Touched;
use crate::sim::math::Vec3;

/// Entries of the chord table per radius.
const TABLE_STEPS: usize = 1024;
/// A ray more nearly along a tube than this sine is drawn as if at it: bends end what a straight
/// cylinder would go on with.
const LEAST_SINE: f64 = 0.15;
/// Share of a hydrophilic wire's diameter that is its nitinol core (0.60 of 0.889 mm).
const CORE_SHARE: f64 = 0.675;

/// A round tube along a polyline.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// From the tip backwards, mm, patient LPS.
    pub points: &'a [Vec3],
    /// Outer diameter, mm.
    pub diameter_mm: f64,
    /// Diameter of the lumen, mm; 0 for a solid wire.
    pub inner_diameter_mm: f64,
    /// Linear attenuation of the material, per mm.
    pub attenuation: f64,
    /// A stretch that attenuates more.
    pub band: Option<Band>,
}

/// A stretch of a line with more attenuation: a radiopaque tip, a marker ring.
#[derive(Clone, Copy, Debug)]
pub struct Band {
    /// From here to there along the line from its first point, mm.
    pub from_mm: f64,
    pub to_mm: f64,
    /// Linear attenuation over that of the rest, per mm.
    pub extra_attenuation: f64,
}

impl<'a> Line<'a> {
    /// A hydrophilic wire: a nitinol core in a tungsten-filled jacket, its last 30 mm denser. Core
    /// and jacket are smeared into one material of the same mass.
    pub fn wire(points: &'a [Vec3], diameter_mm: f64) -> Self {
        let core = CORE_SHARE * CORE_SHARE;
        let attenuation = core * NITINOL + (1.0 - core) * TUNGSTEN_JACKET;
        let band = Band { from_mm: 0.0, to_mm: 30.0, extra_attenuation: 0.7 * attenuation };
        Self { points, diameter_mm, inner_diameter_mm: 0.0, attenuation, band: Some(band) }
    }

    /// A braided support catheter with a platinum-alloy ring just behind its tip.
    pub fn catheter(points: &'a [Vec3], diameter_mm: f64, inner_diameter_mm: f64) -> Self {
        let attenuation = 0.25;
        let band = Band { from_mm: 0.5, to_mm: 2.0, extra_attenuation: 0.3 * PLATINUM };
        Self { points, diameter_mm, inner_diameter_mm, attenuation, band: Some(band) }
    }

    /// An access sheath, lightly filled, with a marker at its tip.
    pub fn sheath(points: &'a [Vec3], diameter_mm: f64, inner_diameter_mm: f64) -> Self {
        let attenuation = 0.2;
        let band = Band { from_mm: 0.5, to_mm: 2.0, extra_attenuation: 0.1 * PLATINUM };
        Self { points, diameter_mm, inner_diameter_mm, attenuation, band: Some(band) }
    }

    fn extra_at(&self, s: f64) -> f64 {
        self.band.map_or(0.0, |band| {
            if (band.from_mm..band.to_mm).contains(&s) { band.extra_attenuation } else { 0.0 }
        })
    }
}

/// x√(1 − x²) + asin x over [−1, 1]: the area of the unit disc left of x, but for a constant.
#[derive(Clone, Debug)]
pub struct ChordTable {
    area: Vec<f64>,
}

impl ChordTable {
    pub fn new() -> Self {
        let area = (0..=2 * TABLE_STEPS)
            .map(|i| {
                let x = i as f64 / TABLE_STEPS as f64 - 1.0;
                x * (1.0 - x * x).max(0.0).sqrt() + libm::asin(x)
            })
            .collect();
        Self { area }
    }

    #[inline]
    fn area_left_of(&self, x: f64) -> f64 {
        let place = (x.clamp(-1.0, 1.0) + 1.0) * TABLE_STEPS as f64;
        let index = (place as usize).min(2 * TABLE_STEPS - 1);
        let t = place - index as f64;
        self.area[index] * (1.0 - t) + self.area[index + 1] * t
    }

    /// Mean thickness of a cylinder of `radius` between `distance` ± `half` of its axis.
    #[inline]
    fn mean_chord(&self, radius: f64, distance: f64, half: f64) -> f64 {
        if radius <= 0.0 || distance - half >= radius {
            return 0.0;
        }
        let (near, far) = ((distance - half) / radius, (distance + half) / radius);
        radius * radius * (self.area_left_of(far) - self.area_left_of(near)) / (2.0 * half)
    }
}

/// Writes `line`'s optical depth over tissue into `depth` (zero before) where it is the greatest
/// so far, and returns what it touched.
pub fn draw(
    line: &Line,
    frame: &Frame,
    size: usize,
    table: &ChordTable,
    depth: &mut [f32],
) -> Touched {
    let mut touched = Touched::NOTHING;
    let mut arc = 0.0;
    for pair in line.points.windows(2) {
        let length = pair[0].distance(pair[1]);
        if length < 1e-6 {
            continue;
        }
        touched = touched.with(segment(line, (pair[0], pair[1]), arc, frame, size, table, depth));
        arc += length;
    }
    touched
}

fn segment(
    line: &Line,
    (tip_end, far_end): (Vec3, Vec3),
    arc: f64,
    frame: &Frame,
    size: usize,
    table: &ChordTable,
    depth: &mut [f32],
) -> Touched {
    let (a, b) = (frame.project(tip_end), frame.project(far_end));
    if a.depth_mm < 10.0 || b.depth_mm < 10.0 {
        return Touched::NOTHING;
    }
    let (outer, inner) = (0.5 * line.diameter_mm, 0.5 * line.inner_diameter_mm);
    let reach = outer * a.pixels_per_mm.max(b.pixels_per_mm) + 0.5;
    let range = |p: f64, q: f64| {
        let limit = |value: f64| value.clamp(0.0, size as f64) as usize;
        (limit(p.min(q) - reach), limit(p.max(q) + reach + 1.0))
    };
    let ((left, right), (top, bottom)) = (range(a.x, b.x), range(a.y, b.y));
    if left >= right || top >= bottom {
        return Touched::NOTHING;
    }

    let axis = far_end - tip_end;
    let length = axis.length();
    let sight = (0.5 * (tip_end + far_end) - frame.source).normalize();
    let sine = (axis.cross(sight).length() / length).max(LEAST_SINE);
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let squared = (dx * dx + dy * dy).max(1e-12);
    let slant = dy.abs() / squared.sqrt();
    for row in top..bottom {
        let y = row as f64 + 0.5 - a.y;
        // On a steep segment only the columns near its axis can be reached.
        let (mut from, mut to) = (left, right);
        if slant > 0.05 {
            let (middle, width) = (a.x + y * dx / dy, (reach + 1.0) / slant);
            from = from.max((middle - width).max(0.0) as usize);
            to = to.min((middle + width + 1.0).max(0.0) as usize);
        }
        for column in from..to {
            let x = column as f64 + 0.5 - a.x;
            let t = ((x * dx + y * dy) / squared).clamp(0.0, 1.0);
            let (off_x, off_y) = (x - t * dx, y - t * dy);
            let distance_px = (off_x * off_x + off_y * off_y).sqrt();
            if distance_px > reach {
                continue;
            }
            let mm_per_pixel = 1.0 / (a.pixels_per_mm + t * (b.pixels_per_mm - a.pixels_per_mm));
            let (distance, half) = (distance_px * mm_per_pixel, 0.5 * mm_per_pixel);
            let across =
                table.mean_chord(outer, distance, half) - table.mean_chord(inner, distance, half);
            let attenuation = line.attenuation + line.extra_at(arc + t * length) - SOFT_TISSUE;
            let here = &mut depth[row * size + column];
            *here = here.max((attenuation * across / sine) as f32);
        }
    }
    Touched { left, right, top, bottom }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::imaging::CArm;

    const SIZE: usize = 101;

    fn depth_of(line: &Line, field_of_view_mm: f64) -> Vec<f32> {
        let frame = CArm::ap(Vec3::ZERO, field_of_view_mm).frame(SIZE);
        let mut depth = vec![0.0; SIZE * SIZE];
        draw(line, &frame, SIZE, &ChordTable::new(), &mut depth);
        depth
    }

    fn nitinol(points: &[Vec3], diameter_mm: f64) -> Line<'_> {
        Line { points, diameter_mm, inner_diameter_mm: 0.0, attenuation: NITINOL, band: None }
    }

    #[test]
    fn half_a_millimetre_of_nitinol_takes_31_percent_of_the_primary_beam() {
        let points = [Vec3::new(0.0, 0.0, -20.0), Vec3::new(0.0, 0.0, 20.0)];
        let depth = depth_of(&nitinol(&points, 0.5), 4.0);
        let contrast = 100.0 * (1.0 - libm::exp(-f64::from(depth[50 * SIZE + 50])));
        assert!((contrast - 31.0).abs() < 1.0, "contrast {contrast} %");
    }

    #[test]
    fn a_thin_wire_keeps_its_weight_wherever_it_lies_on_the_pixels() {
        for shift in [0.0, 0.21, 0.5, 0.83] {
            let points = [Vec3::new(shift, 0.0, -200.0), Vec3::new(shift, 0.0, 200.0)];
            let depth = depth_of(&nitinol(&points, 0.4), 101.0);
            let row: f32 = depth[50 * SIZE..51 * SIZE].iter().sum();
            let expected = (NITINOL - SOFT_TISSUE) * core::f64::consts::PI * 0.04;
            assert!((f64::from(row) / expected - 1.0).abs() < 0.01, "{row} for {expected}");
        }
    }

    #[test]
    fn a_joint_is_no_darker_than_the_wire() {
        let straight = [Vec3::new(0.0, 0.0, -20.0), Vec3::new(0.0, 0.0, 20.0)];
        let jointed = [straight[0], Vec3::ZERO, Vec3::new(0.0, 0.0, 0.3), straight[1]];
        let (one, many) =
            (depth_of(&nitinol(&straight, 0.9), 20.0), depth_of(&nitinol(&jointed, 0.9), 20.0));
        for (a, b) in one.iter().zip(&many) {
            assert!((a - b).abs() < 2e-3, "{a} became {b}");
        }
    }

    #[test]
    fn a_tubes_lumen_is_fainter_than_its_walls() {
        let points = [Vec3::new(0.0, 0.0, -20.0), Vec3::new(0.0, 0.0, 20.0)];
        let tube = Line { inner_diameter_mm: 1.4, ..nitinol(&points, 2.0) };
        let depth = depth_of(&tube, 5.0);
        let (middle, wall) = (depth[50 * SIZE + 50], depth[50 * SIZE + 64]);
        assert!(middle < 0.6 * wall, "lumen {middle}, wall {wall}");
    }
}
