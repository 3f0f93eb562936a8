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
/// Where the pelvis leaves the femur, mm above the promontory.
pub const FEMUR_ENDS: f64 = -257.0;
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
    // What of the head stands in a long film: the lower jaw and the skull's base.
    let jaw = [
        (48.0, 2.0, 562.0, 7.0),
        (44.0, -18.0, 540.0, 8.0),
        (26.0, -62.0, 530.0, 7.0),
        (0.0, -84.0, 527.0, 8.0),
        (-26.0, -62.0, 530.0, 7.0),
        (-44.0, -18.0, 540.0, 8.0),
        (-48.0, 2.0, 562.0, 7.0),
    ];
    parts.extend(sparse(bone(tube(&jaw, 0.0), tube(&jaw, 1.8)), 0.6));
    let skull = |inset: f64| {
        let radii = Vec3::new(68.0 - inset, 86.0 - inset, 78.0 - inset);
        vec![Blob::upright(Vec3::new(0.0, 6.0, 614.0), radii)]
    };
    parts.extend(sparse(bone(skull(0.0), skull(3.0)), 0.5));
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
    let at = |x: f64, y: f64, z: f64| Vec3::new(x * side, y, z);
    let course = |points: &[(f64, f64, f64, f64)], shrink: f64| {
        let places: Vec<_> = points.iter().map(|&(x, y, z, r)| (x * side, y, z, r)).collect();
        tube(&places, shrink)
    };
    let oval = |x: f64, y: f64, z: f64, radii: (f64, f64, f64), inset: f64| {
        let radii = Vec3::new(radii.0 - inset, radii.1 - inset, radii.2 - inset);
        Blob::upright(at(x, y, z), radii)
    };
    // A shaft's wall is thick in its middle and thin where it widens to a joint.
    let femur = |radii: [f64; 4], inset: f64| {
        let shaft = [
            (121.0, -14.0, -250.0, radii[0]),
            (112.0, -15.0, -315.0, radii[1]),
            (97.0, -10.0, -380.0, radii[2]),
            (82.0, 0.0, -430.0, radii[3]),
        ];
        let mut blobs: Vec<_> =
            course(&shaft, 0.0).into_iter().map(|blob| blob.below(FEMUR_ENDS)).collect();
        blobs.push(oval(58.0, 10.0, -449.0, (18.0, 28.0, 21.0), inset));
        blobs.push(oval(95.0, 10.0, -448.0, (18.0, 28.0, 21.0), inset));
        blobs.push(oval(77.0, -4.0, -440.0, (27.0, 20.0, 22.0), inset));
        blobs
    };
    parts.extend(bone(femur([13.4, 12.8, 14.5, 24.0], 0.0), femur([9.3, 8.6, 11.8, 23.0], 1.0)));
    let tibia = |radii: [f64; 4], inset: f64| {
        let shaft = [
            (76.0, 6.0, -496.0, radii[0]),
            (76.0, 3.0, -525.0, radii[1]),
            (75.0, 1.0, -570.0, radii[2]),
            (73.0, 2.0, -690.0, radii[3]),
        ];
        let mut blobs = course(&shaft, 0.0);
        let axes = [Vec3::X, Vec3::Y, Vec3::Z];
        for (wide, deep, high) in [(38.0, 24.0, 5.0), (36.0, 23.0, 9.0), (33.0, 22.0, 14.0)] {
            let radii = (wide - inset, deep - inset);
            blobs.push(Blob::cylinder(at(76.0, 6.0, -485.0), axes, radii, high - inset));
        }
        blobs
    };
    parts.extend(bone(tibia([28.0, 19.0, 14.0, 12.5], 0.0), tibia([27.0, 17.0, 8.5, 7.0], 1.0)));
    let fibula =
        [(110.0, 24.0, -495.0, 8.0), (107.0, 22.0, -520.0, 6.0), (98.0, 18.0, -690.0, 6.0)];
    parts.extend(bone(course(&fibula, 0.0), course(&fibula, 2.0)));
    let collar = [(16.0, -62.0, 402.0, 7.0), (75.0, -58.0, 410.0, 5.5), (150.0, -10.0, 422.0, 6.5)];
    parts.extend(sparse(bone(course(&collar, 0.0), course(&collar, 1.4)), 0.5));
    let patella = vec![oval(78.0, -38.0, -438.0, (20.0, 8.0, 21.0), 0.0)];
    parts.push(Part { blobs: patella, weight: 0.12 * CORTEX });
}

/// The skin moved inwards by `inset` mm, from below the knees to the chin.
pub fn outline(inset: f64) -> Vec<Blob> {
    let axes = [Vec3::X, Vec3::Y, Vec3::Z];
    let mut blobs = Vec::new();
    // Trunk and neck: above, half width, half depth, behind.
    let trunk = [
        (-110.0, 178.0, 104.0, 8.0),
        (-60.0, 194.0, 112.0, 10.0),
        (0.0, 190.0, 114.0, 10.0),
        (80.0, 176.0, 112.0, 6.0),
        (180.0, 168.0, 112.0, 2.0),
        (280.0, 174.0, 114.0, 0.0),
        (350.0, 178.0, 104.0, 4.0),
    ];
    let neck = [
        (400.0, 120.0, 72.0, 12.0),
        (430.0, 76.0, 64.0, 12.0),
        (470.0, 62.0, 60.0, 8.0),
        (520.0, 64.0, 70.0, -2.0),
        (600.0, 76.0, 98.0, -6.0),
    ];
    for (course, long) in [(&trunk[..], 78.0), (&neck[..], 50.0)] {
        for pair in course.windows(2) {
            let count = (0.1_f64 * (pair[1].0 - pair[0].0)).ceil();
            for i in 0..=count as usize {
                let t = i as f64 / count;
                let mix = |a: f64, b: f64| a + (b - a) * t;
                let middle = Vec3::new(0.0, mix(pair[0].3, pair[1].3), mix(pair[0].0, pair[1].0));
                let (wide, deep) = (mix(pair[0].1, pair[1].1), mix(pair[0].2, pair[1].2));
                let radii = Vec3::new(wide - inset, deep - inset, long - inset);
                blobs.push(Blob::ellipsoid(middle, axes, radii));
            }
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
        parts.push(Part { blobs: vec![lung], weight: -0.6 * SOFT_TISSUE });
    }
    let heart = Blob::ellipsoid(
        Vec3::new(22.0, -32.0, 278.0),
        [Vec3::new(0.8, 0.0, -0.6), Vec3::Y, Vec3::new(0.6, 0.0, 0.8)],
        Vec3::new(66.0, 46.0, 48.0),
    );
    parts.push(Part { blobs: vec![heart], weight: 0.25 * SOFT_TISSUE });
    let liver = Blob::upright(Vec3::new(-70.0, -5.0, 200.0), Vec3::new(80.0, 80.0, 62.0));
    parts.push(Part { blobs: vec![liver], weight: 0.3 * (SOFT_TISSUE - FAT) });
    parts
}
