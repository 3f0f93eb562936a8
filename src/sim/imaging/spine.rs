//! The lumbar spine and the sacrum, of ellipsoids and cylinders at textbook sizes.

use super::blob::{Blob, Part, tube};
use super::bones::Bone;
use super::phantom::{CORTEX, SPONGIOSA, bone, sparse};
use crate::sim::anatomy::Centreline;
use crate::sim::math::Vec3;

/// Bodies of L5, L4, L3 and L2: centre behind the promontory and above it, mm, and the forward
/// tilt of the upper endplate, degrees. Lumbar lordosis with a sacral slope of 40°.
const BODIES: [(f64, f64, f64); 4] =
    [(1.0, 29.0, 24.0), (-8.0, 66.0, 9.0), (-9.0, 104.0, -3.0), (-4.0, 142.0, -10.0)];

/// Midline of the sacrum and coccyx with half-width and half-thickness, mm: behind, above, width,
/// thickness.
const SACRUM: [(f64, f64, f64, f64); 7] = [
    (19.0, 2.0, 51.0, 15.0),
    (31.0, -16.0, 49.0, 14.0),
    (46.0, -38.0, 41.0, 11.0),
    (53.0, -60.0, 31.0, 9.0),
    (51.0, -80.0, 23.0, 7.0),
    (41.0, -98.0, 11.0, 5.0),
    (29.0, -110.0, 6.0, 4.0),
];

/// Every part of the spine.
pub fn parts() -> Vec<Part> {
    let mut parts = Vec::new();
    for (level, &(behind, above, tilt_deg)) in BODIES.iter().enumerate() {
        vertebra(Vec3::new(0.0, behind, above), tilt_deg, level == 0, &mut parts);
    }
    sacrum(&mut parts);
    parts
}

/// The vertebrae and the sacrum, each by itself.
pub fn bones() -> Vec<Bone> {
    let bone = |name: String, parts| Bone { name, parts, hollow: Vec::new() };
    let mut bones = Vec::new();
    for (level, &(behind, above, tilt_deg)) in BODIES.iter().enumerate() {
        let mut parts = Vec::new();
        vertebra(Vec3::new(0.0, behind, above), tilt_deg, level == 0, &mut parts);
        bones.push(bone(format!("l{}", 5 - level), parts));
    }
    let mut parts = Vec::new();
    sacrum(&mut parts);
    bones.push(bone("sacrum".to_owned(), parts));
    bones
}

/// A vertebra above the lumbar ones, `size` times as large as those are.
pub fn upper_vertebra(centre: Vec3, tilt_deg: f64, size: f64, parts: &mut Vec<Part>) {
    let mut whole = Vec::new();
    vertebra(centre, tilt_deg, false, &mut whole);
    parts.extend(whole.into_iter().map(|part| Part {
        blobs: part.blobs.into_iter().map(|blob| blob.scaled(centre, size)).collect(),
        ..part
    }));
}

fn vertebra(centre: Vec3, tilt_deg: f64, is_l5: bool, parts: &mut Vec<Part>) {
    let tilt = tilt_deg.to_radians();
    let (sin, cos) = (libm::sin(tilt), libm::cos(tilt));
    let (up, back) = (Vec3::new(0.0, -sin, cos), Vec3::new(0.0, cos, sin));
    let axes = [Vec3::X, back, up];
    let at = |x: f64, y: f64, z: f64| centre + Vec3::X * x + back * y + up * z;
    let point = |x: f64, y: f64, z: f64, r: f64| {
        let p = at(x, y, z);
        (p.x, p.y, p.z, r)
    };

    let body = |inset: f64, plate: f64| {
        let mut blobs =
            vec![Blob::cylinder(centre, axes, (22.0 - inset, 15.5 - inset), 14.0 - plate)];
        for end in [-1.0, 1.0] {
            // The rims stand out, so that the flanks are waisted.
            for (out, from_end) in [(2.6, 2.0), (1.6, 4.5), (0.7, 7.0)] {
                let radii = (22.0 + out - inset, 15.5 + out - inset);
                let middle = at(0.0, 0.0, end * (14.0 - from_end));
                blobs.push(Blob::cylinder(middle, axes, radii, from_end.min(2.5) - plate));
            }
        }
        blobs
    };
    parts.extend(bone(body(0.0, 0.0), body(0.8, 0.7)));
    // The nucleus hollows the endplates.
    for end in [-1.0, 1.0] {
        let radii = Vec3::new(16.0, 10.0, 2.2);
        let hollow = Blob::ellipsoid(at(0.0, 2.0, end * 14.2), axes, radii);
        let hollow = hollow.cut(up * end, -0.2);
        parts.push(Part { blobs: vec![hollow], weight: -0.6 * SPONGIOSA });
    }

    for side in [-1.0, 1.0] {
        let pedicle_x = if is_l5 { 17.0 } else { 13.5 } * side;
        let pedicle = |inset: f64| {
            let middle = at(pedicle_x, 20.0, 6.0);
            let radii = (4.6 - inset, 7.2 - inset);
            vec![Blob::cylinder(middle, [Vec3::X, up, back], radii, 7.0)]
        };
        parts.extend(sparse(bone(pedicle(0.0), pedicle(1.3)), 0.5));
        let lamina = [
            point(pedicle_x * 1.05, 28.0, 3.0, 4.5),
            point(10.0 * side, 34.0, -6.0, 4.5),
            point(2.0 * side, 40.0, -10.0, 4.0),
        ];
        parts.extend(sparse(bone(tube(&lamina, 0.0), tube(&lamina, 1.4)), 0.5));
        // Facets of two levels overlap between the bodies.
        let facet = |inset: f64| {
            let mut blobs = Vec::new();
            for (x, y, z, tall) in [(19.0, 29.0, 13.0, 9.0), (15.5, 35.0, -16.0, 10.0)] {
                let radii = Vec3::new(5.5 - inset, 5.0 - inset, tall - inset);
                blobs.push(Blob::ellipsoid(at(x * side, y, z), axes, radii));
            }
            blobs
        };
        parts.extend(sparse(bone(facet(0.0), facet(1.1)), 0.5));
        let (reach, stout) = if is_l5 { (42.0, 5.5) } else { (41.0, 2.9) };
        let transverse = [
            point(20.0 * side, 22.0, 4.0, stout + 1.5),
            point(32.0 * side, 25.0, 4.0, stout - 0.5),
            point(reach * side, 27.0, if is_l5 { 8.0 } else { 6.0 }, 0.6 * stout),
        ];
        parts.extend(sparse(bone(tube(&transverse, 0.0), tube(&transverse, 1.0)), 0.7));
    }

    let spinous = |inset: f64| {
        let radii = Vec3::new(3.4 - inset, 15.0 - inset, 9.5 - inset);
        vec![Blob::ellipsoid(at(0.0, 52.0, -11.0), axes, radii)]
    };
    parts.extend(sparse(bone(spinous(0.0), spinous(1.2)), 0.5));
}

fn sacrum(parts: &mut Vec<Part>) {
    let places: Vec<_> = SACRUM.iter().map(|s| Vec3::new(0.0, s.0, s.1)).collect();
    let widths: Vec<_> = SACRUM.iter().map(|s| s.2).collect();
    let thicknesses: Vec<_> = SACRUM.iter().map(|s| s.3).collect();
    let (across, thick) =
        (Centreline::through(&places, &widths), Centreline::through(&places, &thicknesses));
    let plates = |inset: f64| {
        let count = 60;
        (0..=count)
            .map(|i| {
                let station = across.at(across.length() * f64::from(i) / f64::from(count));
                let front = station.tangent.cross(Vec3::X);
                let radii = Vec3::new(
                    station.radius - inset,
                    thick.nearest(station.centre, station.s).radius - inset,
                    7.0 - inset,
                );
                Blob::ellipsoid(station.centre, [Vec3::X, front, station.tangent], radii)
            })
            .collect::<Vec<_>>()
    };
    parts.extend(bone(plates(0.0), plates(0.9)));

    // The promontory's endplate, seen obliquely.
    let (up, back) = (Vec3::new(0.0, -0.643, 0.766), Vec3::new(0.0, 0.766, 0.643));
    let endplate = back * 16.5 - up * 2.5;
    let body = Blob::cylinder(endplate, [Vec3::X, back, up], (24.0, 16.5), 2.5);
    parts.push(Part { blobs: vec![body], weight: 0.2 * CORTEX });

    // Anterior foramina with their arched upper margins.
    for side in [-1.0, 1.0] {
        for (x, s, radius) in
            [(26.0, 24.0, 6.0), (23.0, 47.0, 5.5), (19.0, 69.0, 4.6), (15.0, 89.0, 3.8)]
        {
            let station = across.at(s);
            let front = station.tangent.cross(Vec3::X);
            let axes = [Vec3::X, station.tangent, front];
            let middle = station.centre + Vec3::X * (x * side);
            let deep = thick.at(s).radius;
            let oval = |wide: f64, deep: f64| {
                vec![Blob::ellipsoid(middle, axes, Vec3::new(wide, 0.8 * wide, deep))]
            };
            parts.push(Part { blobs: oval(radius + 1.8, 0.8 * deep), weight: 0.22 * CORTEX });
            parts.push(Part { blobs: oval(radius, 0.8 * deep), weight: -0.45 * CORTEX });
        }
        // Median crest and the lateral mass.
        let crest = [
            (22.0 * side, 40.0, -8.0, 4.0),
            (19.0 * side, 58.0, -36.0, 3.5),
            (14.0 * side, 62.0, -62.0, 3.0),
        ];
        parts.push(Part { blobs: tube(&crest, 0.0), weight: 0.2 * CORTEX });
    }
    let crest = [(0.0, 44.0, -6.0, 4.5), (0.0, 60.0, -34.0, 4.0), (0.0, 64.0, -64.0, 3.0)];
    parts.push(Part { blobs: tube(&crest, 0.0), weight: 0.25 * CORTEX });
}
