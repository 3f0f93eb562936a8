//! The patient's building block: ellipsoids, cut by planes where need be, and their chords.
//!
//! Solids of one material are gathered into a [`Part`]. Within a part a ray counts the longest
//! single chord only, so that ellipsoids strung along a curve make one smooth tube and not a row
//! of dark beads; parts then add up, with a negative weight where one is a hole in another.

use super::carm::Frame;
use super::touched::Touched;
use crate::sim::anatomy::Centreline;
use crate::sim::math::{Mat3, Vec3, perpendicular};

/// An ellipsoid, or an endless elliptic cylinder, on one side of a few planes.
#[derive(Clone, Debug)]
pub struct Blob {
    centre: Vec3,
    /// Maps an offset from the centre (mm) into the space in which the surface is the unit sphere.
    to_unit: Mat3,
    /// Nothing of it lies farther from the centre, mm.
    reach: f64,
    /// Planes (normal, offset from the centre in mm): what lies beyond is cut away.
    cuts: Vec<(Vec3, f64)>,
}

/// Solids of one material.
#[derive(Clone, Debug)]
pub struct Part {
    pub blobs: Vec<Blob>,
    /// Attenuation per mm over that of what it displaces.
    pub weight: f64,
}

impl Blob {
    /// An ellipsoid with half-axes of `radii` (mm) along the orthonormal `axes`.
    pub fn ellipsoid(centre: Vec3, axes: [Vec3; 3], radii: Vec3) -> Self {
        let rows = Mat3::from_cols(axes[0] / radii.x, axes[1] / radii.y, axes[2] / radii.z);
        Self { centre, to_unit: rows.transpose(), reach: radii.max_element(), cuts: Vec::new() }
    }

    /// An ellipsoid with half-axes of `radii` (mm) along the patient's axes.
    pub fn upright(centre: Vec3, radii: Vec3) -> Self {
        Self::ellipsoid(centre, [Vec3::X, Vec3::Y, Vec3::Z], radii)
    }

    pub fn sphere(centre: Vec3, radius: f64) -> Self {
        Self::upright(centre, Vec3::splat(radius))
    }

    /// An elliptic cylinder with half-axes of `radii` (mm) along the first two `axes`, and flat
    /// ends `half_height` (mm) from the centre along the third.
    pub fn cylinder(centre: Vec3, axes: [Vec3; 3], radii: (f64, f64), half_height: f64) -> Self {
        let rows = Mat3::from_cols(axes[0] / radii.0, axes[1] / radii.1, Vec3::ZERO);
        let reach = (radii.0.max(radii.1).powi(2) + half_height * half_height).sqrt();
        let cuts = vec![(axes[2], half_height), (-axes[2], half_height)];
        Self { centre, to_unit: rows.transpose(), reach, cuts }
    }

    /// Without what lies farther than `offset` mm from the centre along the unit vector `normal`.
    pub fn cut(mut self, normal: Vec3, offset: f64) -> Self {
        self.cuts.push((normal, offset));
        self
    }

    /// What of it lies below `z`, mm, and above.
    pub fn below(self, z: f64) -> Self {
        let limit = z - self.centre.z;
        self.cut(Vec3::Z, limit)
    }

    pub fn above(self, z: f64) -> Self {
        let limit = self.centre.z - z;
        self.cut(Vec3::NEG_Z, limit)
    }

    /// The same `size` times as large, drawn towards `about`.
    pub fn scaled(self, about: Vec3, size: f64) -> Self {
        Self {
            centre: about + (self.centre - about) * size,
            to_unit: self.to_unit * (1.0 / size),
            reach: self.reach * size,
            cuts: self.cuts.into_iter().map(|(normal, limit)| (normal, limit * size)).collect(),
        }
    }

    /// Nothing of it lies farther from its centre, mm.
    pub fn reach(&self) -> f64 {
        self.reach
    }

    /// Lowest and highest coordinates of a box around it, mm.
    pub fn extent(&self) -> (Vec3, Vec3) {
        (self.centre - Vec3::splat(self.reach), self.centre + Vec3::splat(self.reach))
    }

    /// Depth of `x` outside its surface, mm, to first order in the distance from it.
    pub fn depth(&self, x: Vec3) -> f64 {
        let offset = x - self.centre;
        let unit = self.to_unit * offset;
        let q = unit.length().max(1e-6);
        let slope = (self.to_unit.transpose() * unit).length() / q;
        let round = (q - 1.0) / slope.max(1e-6);
        self.cuts.iter().fold(round, |depth, (normal, limit)| depth.max(normal.dot(offset) - limit))
    }

    /// Writes the chord of every ray that meets it into `chords`, where it is the longest so far,
    /// and returns where it may have.
    fn draw(&self, frame: &Frame, size: usize, chords: &mut [f32]) -> Touched {
        let image = frame.project(self.centre);
        // A sphere off the central ray projects to a slightly longer ellipse: 5 % covers 30°.
        let radius =
            1.05 * self.reach * frame.focal_px / (image.depth_mm - self.reach).max(50.0) + 1.0;
        let span = |middle: f64| {
            let limit = size as f64;
            (
                (middle - radius).clamp(0.0, limit) as usize,
                (middle + radius).clamp(0.0, limit) as usize,
            )
        };
        let ((left, right), (top, bottom)) = (span(image.x), span(image.y));
        let offset = frame.source - self.centre;
        let start = self.to_unit * offset;
        let start_squared = start.length_squared() - 1.0;
        let pixel_step = frame.right / frame.focal_px;
        let unit_step = self.to_unit * pixel_step;
        for row in top..bottom {
            let row_start = frame.through(0.5, row as f64 + 0.5);
            let unit_start = self.to_unit * row_start;
            let line = &mut chords[row * size..(row + 1) * size];
            for (column, longest) in line.iter_mut().enumerate().take(right).skip(left) {
                let step = unit_start + unit_step * column as f64;
                let (square, half) = (step.length_squared(), start.dot(step));
                let discriminant = half * half - square * start_squared;
                if discriminant <= 0.0 {
                    continue;
                }
                let root = discriminant.sqrt();
                let along = row_start + pixel_step * column as f64;
                let span = ((-half - root) / square, (-half + root) / square);
                let (enters, leaves) = self.clip(span, offset, along);
                let chord = ((leaves - enters) * along.length()) as f32;
                *longest = longest.max(chord);
            }
        }
        Touched { left, right, top, bottom }
    }

    /// What the cutting planes leave of the stretch of a ray from `enters` to `leaves`; the ray
    /// starts `offset` from the centre and goes `along`.
    #[inline]
    fn clip(&self, (mut enters, mut leaves): (f64, f64), offset: Vec3, along: Vec3) -> (f64, f64) {
        for (normal, limit) in &self.cuts {
            let (height, slope) = (normal.dot(offset) - limit, normal.dot(along));
            if slope.abs() < 1e-12 {
                if height > 0.0 {
                    leaves = enters;
                }
            } else if slope > 0.0 {
                leaves = leaves.min(-height / slope);
            } else {
                enters = enters.max(-height / slope);
            }
        }
        (enters, leaves)
    }
}

impl Part {
    /// Adds the part's optical depth to `depth`; `chords` is a buffer of the same size, zero
    /// before and after.
    pub fn add_to(&self, frame: &Frame, size: usize, chords: &mut [f32], depth: &mut [f32]) {
        let touched = self
            .blobs
            .iter()
            .map(|blob| blob.draw(frame, size, chords))
            .fold(Touched::NOTHING, Touched::with);
        let weight = self.weight as f32;
        for row in touched.top..touched.bottom {
            let span = row * size + touched.left..row * size + touched.right;
            for (sum, chord) in depth[span.clone()].iter_mut().zip(&mut chords[span]) {
                *sum += weight * *chord;
                *chord = 0.0;
            }
        }
    }
}

/// A tube of changing radius through `points` (mm, with the radius there), its surface moved
/// inwards by `inset` mm.
pub fn tube(points: &[(f64, f64, f64, f64)], inset: f64) -> Vec<Blob> {
    let places: Vec<Vec3> = points.iter().map(|p| Vec3::new(p.0, p.1, p.2)).collect();
    let radii: Vec<f64> = points.iter().map(|p| p.3).collect();
    let curve = Centreline::through(&places, &radii);
    let thinnest = radii.iter().copied().fold(f64::INFINITY, f64::min);
    let count = (curve.length() / (0.4 * thinnest)).ceil() as usize;
    (0..=count)
        .filter_map(|i| {
            let station = curve.at(curve.length() * i as f64 / count as f64);
            let radius = station.radius - inset;
            let side = perpendicular(station.tangent);
            let axes = [side, station.tangent.cross(side), station.tangent];
            let long = radius.max(0.8 * thinnest);
            (radius > 0.3)
                .then(|| Blob::ellipsoid(station.centre, axes, Vec3::new(radius, radius, long)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::imaging::CArm;

    fn central_depth(part: &Part) -> f32 {
        let frame = CArm::ap(Vec3::ZERO, 33.0).frame(33);
        let (mut chords, mut depth) = (vec![0.0; 33 * 33], vec![0.0; 33 * 33]);
        part.add_to(&frame, 33, &mut chords, &mut depth);
        depth[16 * 33 + 16]
    }

    #[test]
    fn the_chord_through_an_ellipsoids_middle_is_its_axis() {
        let blobs = vec![Blob::upright(Vec3::ZERO, Vec3::new(5.0, 8.0, 3.0))];
        let depth = central_depth(&Part { blobs, weight: 0.5 });
        assert!((depth - 8.0).abs() < 1e-4, "depth {depth}");
    }

    #[test]
    fn a_cut_takes_away_what_lies_beyond_the_plane() {
        let blobs = vec![Blob::sphere(Vec3::ZERO, 8.0).cut(Vec3::Y, 3.0)];
        let depth = central_depth(&Part { blobs, weight: 1.0 });
        assert!((depth - 11.0).abs() < 1e-4, "depth {depth}");
    }

    #[test]
    fn a_tube_of_many_ellipsoids_is_as_thick_as_one() {
        let blobs =
            tube(&[(-40.0, 0.0, 0.0, 6.0), (0.0, 0.0, 0.0, 6.0), (40.0, 0.0, 0.0, 6.0)], 1.0);
        let depth = central_depth(&Part { blobs, weight: 1.0 });
        assert!((depth - 10.0).abs() < 0.3, "depth {depth}");
    }
}
