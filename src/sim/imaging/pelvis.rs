//! The hip bones and the upper femurs, one side mirrored from the other.

use super::blob::{Blob, Part, tube};
use super::bones::Bone;
use super::phantom::{CORTEX, bone, sparse};
use crate::sim::anatomy::Centreline;
use crate::sim::math::{Vec3, smoothstep};

/// Centre of the left femoral head, mm; the common femoral vein runs over its medial third.
const HEAD: Vec3 = Vec3::new(88.0, -22.0, -86.0);

/// The left iliac crest from the anterior superior to the posterior superior spine, mm.
const CREST: [(f64, f64, f64); 7] = [
    (118.0, -58.0, -32.0),
    (131.0, -48.0, -8.0),
    (141.0, -25.0, 22.0),
    (139.0, 2.0, 44.0),
    (118.0, 36.0, 52.0),
    (82.0, 66.0, 36.0),
    (48.0, 82.0, 2.0),
];

/// The lower border of the left iliac wing from the anterior inferior to the posterior inferior
/// spine, along the acetabular roof and the arcuate line, mm.
const FLOOR: [(f64, f64, f64); 7] = [
    (103.0, -46.0, -62.0),
    (96.0, -34.0, -62.0),
    (88.0, -16.0, -60.0),
    (78.0, 2.0, -54.0),
    (66.0, 22.0, -42.0),
    (55.0, 45.0, -36.0),
    (45.0, 70.0, -32.0),
];

/// Every part of both sides.
pub fn parts() -> Vec<Part> {
    let mut parts = Vec::new();
    for side in [1.0, -1.0] {
        wing(side, &mut parts);
        acetabulum(side, &mut parts);
        rami(side, &mut parts);
        femur(side, &mut parts);
    }
    parts
}

/// The hip bones, each with its socket, and the femurs.
pub fn bones() -> Vec<Bone> {
    let mut bones = Vec::new();
    for (side, name) in [(1.0, "left"), (-1.0, "right")] {
        let mut hip = Vec::new();
        wing(side, &mut hip);
        rami(side, &mut hip);
        let socket = Blob::sphere(Vec3::new(HEAD.x * side, HEAD.y, HEAD.z), 26.6);
        bones.push(Bone { name: format!("{name}-hip"), parts: hip, hollow: vec![socket] });
        let mut parts = Vec::new();
        femur(side, &mut parts);
        bones.push(Bone { name: format!("{name}-femur"), parts, hollow: Vec::new() });
    }
    bones
}

/// `(x, y, z, radius)` with x mirrored for the right side.
fn mirrored<const N: usize>(
    side: f64,
    points: [(f64, f64, f64, f64); N],
) -> [(f64, f64, f64, f64); N] {
    points.map(|(x, y, z, r)| (x * side, y, z, r))
}

fn border(points: &[(f64, f64, f64)], side: f64) -> Centreline {
    let places: Vec<_> = points.iter().map(|p| Vec3::new(p.0 * side, p.1, p.2)).collect();
    Centreline::through(&places, &vec![1.0; places.len()])
}

/// The wing: a plate thick at the roof and the crest and thin in the fossa between.
fn wing(side: f64, parts: &mut Vec<Part>) {
    let (floor, crest) = (border(&FLOOR, side), border(&CREST, side));
    let place = |u: f64, v: f64| {
        let (low, high) = (floor.at(floor.length() * u), crest.at(crest.length() * u));
        // The fossa is hollow towards the belly.
        let hollow = Vec3::new(7.0 * side, 6.0, -2.0) * (4.0 * v * (1.0 - v));
        low.centre.lerp(high.centre, v) + hollow
    };
    let half_thickness = |u: f64, v: f64| {
        let near_roof = 1.0 - smoothstep(v / 0.35);
        let near_crest = smoothstep((v - 0.78) / 0.2);
        let behind = smoothstep((u - 0.62) / 0.25);
        2.2 + 5.0 * near_roof + 3.0 * near_crest + 5.0 * behind
    };
    let plate = |inset: f64| {
        let (along, across) = (40, 26);
        let mut blobs = Vec::new();
        for i in 0..=along {
            for k in 0..=across {
                let (u, v) = (f64::from(i) / f64::from(along), f64::from(k) / f64::from(across));
                let du = place(u + 0.01, v) - place(u - 0.01, v);
                let dv = place(u, v + 0.01) - place(u, v - 0.01);
                let normal = du.cross(dv).normalize();
                let tangent = du.normalize();
                let half = half_thickness(u, v) - inset;
                if half < 0.4 {
                    continue;
                }
                let radii = Vec3::new(9.0, 9.0, half);
                let axes = [tangent, normal.cross(tangent), normal];
                blobs.push(Blob::ellipsoid(place(u, v), axes, radii));
            }
        }
        blobs
    };
    parts.extend(bone(plate(0.0), plate(0.9)));
    let rim: Vec<_> = CREST.iter().map(|p| (p.0 * side, p.1, p.2, 4.2)).collect();
    parts.push(Part { blobs: tube(&rim, 0.0), weight: 0.22 * CORTEX });
    // The sacroiliac joint: two subchondral lines with cartilage between.
    for (shift, share) in [(-2.4, 0.7), (0.0, -0.35), (2.4, 0.7)] {
        let joint = mirrored(
            side,
            [
                (46.0 + shift, 26.0, 6.0, 1.2),
                (53.0 + shift, 34.0, -14.0, 1.2),
                (51.0 + shift, 46.0, -34.0, 1.2),
                (42.0 + shift, 56.0, -50.0, 1.2),
            ],
        );
        parts.push(Part { blobs: tube(&joint, 0.0), weight: share * CORTEX });
    }
}

/// The socket: a cup of subchondral bone open to the side, the front and below.
fn acetabulum(side: f64, parts: &mut Vec<Part>) {
    let centre = Vec3::new(HEAD.x * side, HEAD.y, HEAD.z);
    let opening = Vec3::new(0.72 * side, -0.28, -0.63).normalize();
    let cup = |radius: f64| vec![Blob::sphere(centre, radius).cut(opening, 4.0)];
    parts.push(Part { blobs: cup(28.2), weight: 0.5 * CORTEX });
    parts.push(Part { blobs: cup(26.6), weight: -0.5 * CORTEX });
}

fn rami(side: f64, parts: &mut Vec<Part>) {
    let superior = mirrored(
        side,
        [
            (76.0, -30.0, -70.0, 9.0),
            (62.0, -44.0, -84.0, 8.0),
            (46.0, -54.0, -95.0, 7.0),
            (30.0, -60.0, -104.0, 7.0),
            (14.0, -58.0, -112.0, 8.5),
        ],
    );
    let inferior = mirrored(
        side,
        [
            (63.0, 5.0, -152.0, 10.0),
            (52.0, -8.0, -157.0, 7.5),
            (38.0, -26.0, -149.0, 5.5),
            (24.0, -42.0, -137.0, 5.5),
            (13.0, -52.0, -124.0, 8.0),
        ],
    );
    // The column behind the socket, down to the tuberosity.
    let posterior = mirrored(
        side,
        [
            (70.0, 14.0, -58.0, 6.0),
            (71.0, 10.0, -80.0, 7.0),
            (75.0, 8.0, -104.0, 9.0),
            (75.0, 10.0, -126.0, 11.0),
            (68.0, 8.0, -146.0, 11.5),
            (62.0, 2.0, -155.0, 9.0),
        ],
    );
    let symphysis = Vec3::new(11.5 * side, -55.0, -117.0);
    let ramus = |inset: f64| {
        let mut blobs = tube(&superior, inset);
        blobs.extend(tube(&inferior, inset));
        blobs.extend(tube(&posterior, inset));
        let radii = Vec3::new(9.0 - inset, 8.0 - inset, 19.0 - inset);
        blobs.push(Blob::upright(symphysis, radii));
        blobs
    };
    parts.extend(sparse(bone(ramus(0.0), ramus(1.1)), 0.9));
    // The pelvic brim's thick line.
    let brim = mirrored(
        side,
        [
            (56.0, 34.0, -30.0, 2.6),
            (67.0, 14.0, -46.0, 2.6),
            (72.0, -8.0, -61.0, 2.4),
            (68.0, -30.0, -76.0, 2.2),
            (54.0, -48.0, -88.0, 1.8),
        ],
    );
    parts.push(Part { blobs: tube(&brim, 0.0), weight: 0.7 * CORTEX });
}

fn femur(side: f64, parts: &mut Vec<Part>) {
    let centre = Vec3::new(HEAD.x * side, HEAD.y, HEAD.z);
    let neck = mirrored(
        side,
        [
            (88.0, -22.0, -86.0, 16.0),
            (104.0, -21.0, -98.0, 15.0),
            (120.0, -17.0, -112.0, 17.0),
            (130.0, -11.0, -127.0, 20.0),
            (131.0, -8.0, -146.0, 18.5),
            (128.0, -9.0, -168.0, 16.0),
            (125.0, -12.0, -200.0, 14.0),
            (121.0, -14.0, -260.0, 13.5),
        ],
    );
    let upper = |inset: f64| {
        let mut blobs = vec![Blob::sphere(centre, 24.0 - inset)];
        blobs.extend(tube(&neck, inset));
        let trochanter = Vec3::new(142.0 * side, -2.0, -110.0);
        let radii = Vec3::new(13.0 - inset, 15.0 - inset, 21.0 - inset);
        blobs.push(Blob::upright(trochanter, radii));
        let lesser = Vec3::new(114.0 * side, 2.0, -164.0);
        let radii = Vec3::new(9.0 - inset, 9.0 - inset, 13.0 - inset);
        blobs.push(Blob::upright(lesser, radii));
        blobs
    };
    parts.extend(sparse(bone(upper(0.0), upper(0.8)), 0.85));
    // The shaft's cortex thickens downwards around a narrowing marrow.
    let shaft = mirrored(
        side,
        [
            (131.0, -8.0, -138.0, 13.0),
            (128.0, -9.0, -168.0, 13.6),
            (125.0, -12.0, -200.0, 13.0),
            (121.0, -14.0, -260.0, 12.5),
        ],
    );
    let marrow = mirrored(
        side,
        [
            (131.0, -8.0, -138.0, 13.0),
            (128.0, -9.0, -168.0, 10.5),
            (125.0, -12.0, -200.0, 8.0),
            (121.0, -14.0, -260.0, 7.0),
        ],
    );
    parts.push(Part { blobs: tube(&shaft, 0.0), weight: 0.6 * CORTEX });
    parts.push(Part { blobs: tube(&marrow, 0.0), weight: -0.6 * CORTEX });
}
