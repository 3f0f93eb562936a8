//! Surfaces of solids: tubes, rings and plates as faces with three corners.

use crate::sim::math::{Vec3, perpendicular, rotate, transport};
use core::f64::consts::{FRAC_PI_2, PI, TAU};

/// Rings of corners that round off one end of a tube.
const END_RINGS: usize = 5;
/// Faces around a ring's own thickness, and along it.
const RING: (usize, usize) = (12, 72);

/// A corner of faces, mm, with the unit normal of the surface there.
#[derive(Clone, Copy, Debug)]
pub struct Corner {
    pub at: Vec3,
    pub normal: Vec3,
}

/// A surface as faces over corners, which go round against the clock as seen from outside.
#[derive(Clone, Debug, Default)]
pub struct Mesh {
    pub corners: Vec<Corner>,
    pub faces: Vec<[u32; 3]>,
}

impl Mesh {
    /// A tube with open ends along `axis`, places with radii in mm, with `sides` faces around it.
    /// Its rings are carried along by parallel transport, so that it does not twist.
    pub fn tube(axis: &[(Vec3, f64)], sides: usize) -> Self {
        let mut mesh = Self::default();
        let Some(last) = axis.len().checked_sub(1).filter(|last| *last > 0) else { return mesh };
        let between = |i: usize| (axis[i.saturating_sub(1)], axis[(i + 1).min(last)]);
        let tangent = |i: usize| {
            let (before, after) = between(i);
            (after.0 - before.0).normalize_or(Vec3::Z)
        };
        let mut across = perpendicular(tangent(0));
        for (i, &(centre, radius)) in axis.iter().enumerate() {
            if i > 0 {
                across = transport(across, tangent(i - 1), tangent(i)).normalize_or(Vec3::X);
            }
            let (before, after) = between(i);
            let slope = (after.1 - before.1) / before.0.distance(after.0).max(1e-9);
            for k in 0..sides {
                let outward = rotate(across, tangent(i), k as f64 * TAU / sides as f64);
                let normal = (outward - tangent(i) * slope).normalize_or(outward);
                mesh.corners.push(Corner { at: centre + outward * radius, normal });
            }
        }
        mesh.join_rings(sides, false);
        mesh
    }

    /// A tube whose ends are half spheres.
    pub fn rounded_tube(axis: &[(Vec3, f64)], sides: usize) -> Self {
        let [first, .., last] = axis else { return Self::default() };
        let way = |from: Vec3, to: Vec3| (to - from).normalize_or(Vec3::Z);
        let (out, back) = (way(axis[1].0, first.0), way(axis[axis.len() - 2].0, last.0));
        let cap = |(centre, radius): (Vec3, f64), out: Vec3, k: usize| {
            let angle = FRAC_PI_2 * k as f64 / END_RINGS as f64;
            (centre + out * (radius * libm::sin(angle)), radius * libm::cos(angle).max(1e-3))
        };
        let start = (1..=END_RINGS).rev().map(|k| cap(*first, out, k));
        let end = (1..=END_RINGS).map(|k| cap(*last, back, k));
        let whole: Vec<_> = start.chain(axis.iter().copied()).chain(end).collect();
        Self::tube(&whole, sides)
    }

    /// A ring about the unit vector `axis`, `thickness` mm thick.
    pub fn ring(centre: Vec3, axis: Vec3, radius: f64, thickness: f64) -> Self {
        let (sides, along) = RING;
        let mut mesh = Self::default();
        let first = perpendicular(axis);
        for i in 0..along {
            let outward = rotate(first, axis, TAU * i as f64 / along as f64);
            for k in 0..sides {
                let angle = 2.0 * PI * k as f64 / sides as f64;
                let normal = outward * libm::cos(angle) - axis * libm::sin(angle);
                let at = centre + outward * radius + normal * (0.5 * thickness);
                mesh.corners.push(Corner { at, normal });
            }
        }
        mesh.join_rings(sides, true);
        mesh
    }

    /// Flat plates with four corners each, mm.
    pub fn plates(plates: &[[Vec3; 4]]) -> Self {
        let mut mesh = Self::default();
        for plate in plates {
            let normal = (plate[1] - plate[0]).cross(plate[2] - plate[0]).normalize_or(Vec3::Z);
            let base = mesh.corners.len() as u32;
            mesh.corners.extend(plate.map(|at| Corner { at, normal }));
            mesh.faces.extend([[base, base + 1, base + 2], [base, base + 2, base + 3]]);
        }
        mesh
    }

    /// This surface and `other`.
    pub fn with(mut self, other: &Self) -> Self {
        let base = self.corners.len() as u32;
        self.corners.extend_from_slice(&other.corners);
        self.faces.extend(other.faces.iter().map(|face| face.map(|corner| corner + base)));
        self
    }

    /// Faces between neighbouring rings of `sides` corners; a closed one's last meets its first.
    fn join_rings(&mut self, sides: usize, closed: bool) {
        let rings = self.corners.len() / sides;
        for i in 0..if closed { rings } else { rings - 1 } {
            let (a, b) = (i * sides, (i + 1) % rings * sides);
            for k in 0..sides {
                let next = (k + 1) % sides;
                let face = |p: usize, q: usize, r: usize| [p as u32, q as u32, r as u32];
                self.faces.push(face(a + k, a + next, b + k));
                self.faces.push(face(b + k, a + next, b + next));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bent() -> Vec<(Vec3, f64)> {
        (0..=20)
            .map(|i| {
                let angle = f64::from(i) * 0.1;
                (Vec3::new(20.0 * libm::cos(angle), 20.0 * libm::sin(angle), 0.0), 3.0)
            })
            .collect()
    }

    #[test]
    fn a_tubes_corners_lie_at_its_radius_with_normals_that_look_outwards() {
        for corner in Mesh::tube(&bent(), 12).corners {
            let radial = corner.at.with_z(0.0).length() - 20.0;
            let distance = (radial * radial + corner.at.z * corner.at.z).sqrt();
            assert!((distance - 3.0).abs() < 0.01, "{distance} mm from the axis");
            let centre = corner.at.with_z(0.0).normalize() * 20.0;
            assert!((corner.at - centre).dot(corner.normal) > 2.9);
        }
    }

    #[test]
    fn faces_look_the_way_of_their_normals() {
        let ring = Mesh::ring(Vec3::ONE, Vec3::Z, 8.0, 1.0);
        for mesh in [Mesh::tube(&bent(), 12), Mesh::rounded_tube(&bent(), 12), ring] {
            for face in &mesh.faces {
                let [a, b, c] = face.map(|corner| mesh.corners[corner as usize]);
                let normal = (b.at - a.at).cross(c.at - a.at);
                // Where a rounded end closes, faces are as good as lines.
                let flat = normal.length() < 1e-3;
                assert!(flat || normal.dot(a.normal) > 0.0, "{face:?} looks inwards");
            }
        }
    }

    #[test]
    fn a_rounded_tube_and_a_ring_have_no_open_edge() {
        let ring = Mesh::ring(Vec3::ONE, Vec3::Z, 8.0, 1.0);
        assert_eq!(loose_edges(&ring), 0);
        // The caps end in rings of a thousandth of the radius.
        assert_eq!(loose_edges(&Mesh::rounded_tube(&bent(), 12)), 24);
        assert_eq!(loose_edges(&Mesh::tube(&bent(), 12)), 24);
        let capped = Mesh::rounded_tube(&bent(), 12);
        let (first, second) = (bent()[0].0, bent()[1].0);
        let end = first + (first - second).normalize() * 3.0;
        let off = capped.corners[0].at.distance(end);
        assert!(off < 0.01, "the cap ends {off} mm from where it should");
    }

    fn loose_edges(mesh: &Mesh) -> usize {
        let mut edges = std::collections::BTreeMap::new();
        for [a, b, c] in &mesh.faces {
            for (p, q) in [(a, b), (b, c), (c, a)] {
                *edges.entry((p.min(q), p.max(q))).or_insert(0) += 1;
            }
        }
        edges.values().filter(|count| **count == 1).count()
    }
}
