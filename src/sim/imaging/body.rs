//! The rest of the body, for long films: legs to below the knees, chest, neck, and their bones.
//!
//! Coarser than pelvis and lumbar spine, which stay as they are: what it has to do is to let a film from
//! the knees to the neck read as one of a person.

use super::attenuation::{FAT, SOFT_TISSUE};
use super::blob::{Blob, Part, tube};
use super::phantom::{CORTEX, bone, sparse};
use super::spine;
use crate::sim::math::Vec3;

/// Bodies from L1 up to C2: behind the promontory and above it, mm, and size over a lumbar one's.
const BODIES: [(f64, f64, f64); 18] = [
    (5.0, 178.0, 0.93),
    (14.0, 210.0, 0.86),
    (23.0, 239.0, 0.8),
    (31.0, 266.0, 0.74),
    (38.0, 291.0, 0.69),
    (43.0, 314.0, 0.64),
    (46.0, 336.0, 0.6),
    (47.0, 356.0, 0.56),
    (46.0, 375.0, 0.53),
    (43.0, 393.0, 0.5),
    (38.0, 411.0, 0.49),
    (32.0, 428.0, 0.48),
    (26.0, 445.0, 0.47),
    (20.0, 461.0, 0.45),
    (15.0, 477.0, 0.43),
    (12.0, 492.0, 0.42),
    (11.0, 507.0, 0.41),
    (12.0, 522.0, 0.41),
];
/// Pairs of ribs.
const RIBS: usize = 11;

/// Bones beyond pelvis and lumbar spine.
pub fn bones() -> Vec<Part> {
    let mut parts = Vec::new();
    for (level, &(behind, above, size)) in BODIES.iter().enumerate() {
        let below = if level > 0 { BODIES[level - 1] } else { (-4.0, 142.0, 1.0) };
        let tilt_deg = -libm::atan2(behind - below.0, above - below.1).to_degrees();
        spine::upper_vertebra(Vec3::new(0.0, behind, above), tilt_deg, size, &mut parts);
    }
    for side in [1.0, -1.0] {
        for level in 0..RIBS {
            rib(side, level, &mut parts);
        }
        limb(side, &mut parts);
    }
    let sternum = [(0.0, -70.0, 398.0, 9.0), (0.0, -92.0, 350.0, 8.0), (0.0, -104.0, 285.0, 7.0)];
    parts.extend(sparse(bone(tube(&sternum, 0.0), tube(&sternum, 1.0)), 0.3));
    parts
}

/// From beside the spine around the chest to the cartilage in front, which does not show.
fn rib(side: f64, level: usize, parts: &mut Vec<Part>) {
    let above = 408.0 - 20.0 * level as f64;
    let wide = [62.0, 92.0, 110.0, 122.0, 131.0, 138.0, 142.0, 145.0, 146.0, 145.0, 140.0][level];
    let (front, fall) = if level < 9 { (-78.0, 62.0) } else { (-20.0, 60.0) };
    let course = [
        (20.0, 50.0, above, 4.0),
        (0.45 * wide, 78.0, above - 6.0, 4.6),
        (0.85 * wide, 58.0, above - 20.0, 4.8),
        (wide, 5.0, above - 40.0, 4.6),
        (0.86 * wide, 0.6 * front, above - fall, 4.4),
        (0.6 * wide, front, above - fall - 8.0, 4.2),
    ];
    let course = course.map(|(x, y, z, r)| (x * side, y, z, r));
    parts.extend(sparse(bone(tube(&course, 0.0), tube(&course, 1.0)), 0.4));
}

/// The femur from where the pelvis leaves it, the knee, the lower leg and the collar bone.
fn limb(side: f64, parts: &mut Vec<Part>) {
    let mirrored = |points: &[(f64, f64, f64, f64)]| -> Vec<_> {
        points.iter().map(|&(x, y, z, r)| (x * side, y, z, r)).collect()
    };
    let at = |x: f64, y: f64, z: f64| Vec3::new(x * side, y, z);
    let mut hollow = |outside: &[(f64, f64, f64, f64)], wall: f64, share: f64| {
        let course = mirrored(outside);
        parts.extend(sparse(bone(tube(&course, 0.0), tube(&course, wall)), share));
    };
    let shaft = [
        (121.0, -14.0, -256.0, 13.5),
        (110.0, -15.0, -320.0, 13.0),
        (95.0, -10.0, -385.0, 14.5),
        (84.0, -2.0, -425.0, 20.0),
    ];
    hollow(&shaft, 3.5, 0.9);
    hollow(&[(75.0, 4.0, -492.0, 27.0), (75.0, 2.0, -515.0, 18.0), (74.0, 0.0, -545.0, 14.0)], 1.4, 0.8);
    hollow(&[(74.0, 0.0, -545.0, 14.0), (73.0, 0.0, -600.0, 12.5), (72.0, 2.0, -680.0, 12.0)], 3.5, 0.9);
    hollow(&[(107.0, 22.0, -492.0, 8.0), (105.0, 22.0, -520.0, 6.0), (100.0, 20.0, -680.0, 6.0)], 2.0, 0.8);
    hollow(&[(16.0, -62.0, 402.0, 7.0), (75.0, -58.0, 412.0, 5.5), (150.0, -10.0, 425.0, 6.5)], 1.4, 0.6);
    let knee = |inset: f64| {
        let radii = |x: f64, y: f64, z: f64| Vec3::new(x - inset, y - inset, z - inset);
        vec![
            Blob::upright(at(58.0, 10.0, -449.0), radii(19.0, 28.0, 21.0)),
            Blob::upright(at(94.0, 10.0, -448.0), radii(19.0, 28.0, 21.0)),
            Blob::upright(at(77.0, -4.0, -440.0), radii(27.0, 20.0, 22.0)),
        ]
    };
    parts.extend(sparse(bone(knee(0.0), knee(1.0)), 0.8));
    let plateau = |inset: f64| {
        let radii = (38.0 - inset, 24.0 - inset);
        vec![Blob::cylinder(at(76.0, 6.0, -484.0), [Vec3::X, Vec3::Y, Vec3::Z], radii, 9.0 - inset)]
    };
    parts.extend(sparse(bone(plateau(0.0), plateau(1.0)), 0.8));
    let patella = Blob::upright(at(78.0, -38.0, -438.0), Vec3::new(20.0, 8.0, 21.0));
    parts.push(Part { blobs: vec![patella], weight: 0.12 * CORTEX });
}

/// The skin moved inwards by `inset` mm, from below the knees to the chin.
pub fn outline(inset: f64) -> Vec<Blob> {
    let axes = [Vec3::X, Vec3::Y, Vec3::Z];
    let mut blobs = Vec::new();
    let mut slab = |(wide, deep): (f64, f64), back: f64, low: f64, high: f64| {
        let middle = Vec3::new(0.0, back, 0.5 * (low + high));
        let radii = (wide - inset, deep - inset);
        blobs.push(Blob::cylinder(middle, axes, radii, 0.5 * (high - low)));
    };
    // Trunk: thin slabs one on the other, as wide as the body is there.
    let trunk = [
        (-190.0, 150.0, 70.0, 5.0),
        (-150.0, 182.0, 98.0, 8.0),
        (-80.0, 196.0, 112.0, 10.0),
        (0.0, 190.0, 114.0, 10.0),
        (80.0, 176.0, 112.0, 6.0),
        (180.0, 168.0, 112.0, 2.0),
        (290.0, 176.0, 114.0, 0.0),
        (370.0, 186.0, 104.0, 4.0),
        (415.0, 172.0, 82.0, 10.0),
        (440.0, 92.0, 66.0, 14.0),
        (462.0, 64.0, 60.0, 12.0),
        (560.0, 60.0, 60.0, 0.0),
    ];
    for pair in trunk.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let count = (0.5_f64 * (b.0 - a.0)).ceil();
        for i in 0..count as usize {
            let mix = |a: f64, b: f64, t: f64| a + (b - a) * t;
            let (t, next) = (i as f64 / count, (i as f64 + 1.0) / count);
            let smooth = crate::sim::math::smoothstep(0.5 * (t + next));
            let radii = (mix(a.1, b.1, smooth), mix(a.2, b.2, smooth));
            slab(radii, mix(a.3, b.3, smooth), mix(a.0, b.0, t), mix(a.0, b.0, next));
        }
    }
    for side in [-1.0, 1.0] {
        let leg = [
            (95.0 * side, 4.0, -120.0, 88.0),
            (94.0 * side, 2.0, -200.0, 88.0),
            (88.0 * side, 0.0, -300.0, 78.0),
            (78.0 * side, 4.0, -400.0, 64.0),
            (76.0 * side, 4.0, -460.0, 57.0),
            (76.0 * side, 14.0, -540.0, 56.0),
            (75.0 * side, 14.0, -680.0, 46.0),
        ];
        blobs.extend(tube(&leg, inset));
    }
    blobs
}

/// Lungs and heart, over the soft tissue around them.
pub fn chest() -> Vec<Part> {
    let axes = [Vec3::X, Vec3::Y, Vec3::Z];
    let mut parts = Vec::new();
    for (side, floor) in [(1.0, 222.0), (-1.0, 234.0)] {
        let middle = Vec3::new(80.0 * side, 8.0, 290.0);
        let lung = Blob::ellipsoid(middle, axes, Vec3::new(58.0, 84.0, 128.0));
        let lung = lung.cut(Vec3::new(-0.3 * side, -0.15, -0.94).normalize(), 290.0 - floor);
        parts.push(Part { blobs: vec![lung], weight: -0.62 * SOFT_TISSUE });
    }
    let heart = Blob::ellipsoid(
        Vec3::new(22.0, -32.0, 278.0),
        [Vec3::new(0.8, 0.0, -0.6), Vec3::Y, Vec3::new(0.6, 0.0, 0.8)],
        Vec3::new(66.0, 46.0, 48.0),
    );
    parts.push(Part { blobs: vec![heart], weight: 0.4 * SOFT_TISSUE });
    let liver = Blob::upright(Vec3::new(-70.0, -5.0, 200.0), Vec3::new(80.0, 80.0, 62.0));
    parts.push(Part { blobs: vec![liver], weight: 0.5 * (SOFT_TISSUE - FAT) });
    parts
}
