//! The patient on the table: what stands in the beam before any device does.
//!
//! A plausible adult pelvis and lumbar spine around the origin at the sacral promontory, placed so
//! that the veins of the patient template lie where veins lie: in front of the spine, over the
//! medial third of the femoral heads. Shapes are simple on purpose; what makes a fluoroscopy image
//! read as a pelvis is where the cortex stands edge-on, and that is kept.

use super::attenuation::{CORTICAL_BONE, FAT, SOFT_TISSUE, SPONGY_BONE};
use super::blob::{Blob, Part, tube};
use super::carm::Frame;
use super::{body, pelvis, spine};
use crate::sim::math::{Vec3, perpendicular};
use crate::sim::random::{Xoshiro256PlusPlus, stream};
use rand::RngExt;

/// Spongy bone over the soft tissue that it displaces, per mm.
pub const SPONGIOSA: f64 = SPONGY_BONE - SOFT_TISSUE;
/// Cortical bone over the soft tissue that it displaces, per mm.
pub const CORTEX: f64 = CORTICAL_BONE - SOFT_TISSUE;

/// Points (mm, patient LPS) with the radius of the lumen there.
type Course = &'static [(f64, f64, f64, f64)];

/// The whole patient; built once.
#[derive(Clone, Debug)]
pub struct Phantom {
    bones: Vec<Part>,
    soft: Vec<Part>,
}

impl Phantom {
    pub fn new() -> Self {
        let mut bones = spine::parts();
        bones.extend(pelvis::parts());
        Self { bones, soft: soft_parts(outline, true) }
    }

    /// From below the knees to the neck, for long films.
    pub fn whole() -> Self {
        let mut whole = Self::new();
        for blob in whole.bones.iter_mut().flat_map(|part| &mut part.blobs) {
            if blob.extent().0.z < body::FEMUR_ENDS {
                *blob = blob.clone().above(body::FEMUR_ENDS);
            }
        }
        whole.bones.extend(body::bones());
        whole.soft = soft_parts(body::outline, false);
        whole.soft.extend(body::chest());
        whole
    }

    /// Optical depth along the ray of every pixel: bones first, then the soft parts.
    pub fn optical_depths(&self, frame: &Frame, size: usize) -> (Vec<f32>, Vec<f32>) {
        let mut chords = vec![0.0; size * size];
        let mut depths = (vec![0.0; size * size], vec![0.0; size * size]);
        for part in &self.bones {
            part.add_to(frame, size, &mut chords, &mut depths.0);
        }
        for part in &self.soft {
            part.add_to(frame, size, &mut chords, &mut depths.1);
        }
        depths
    }
}

/// A bone of cortex outside and spongy bone inside.
pub fn bone(outside: Vec<Blob>, inside: Vec<Blob>) -> [Part; 2] {
    [Part { blobs: outside, weight: CORTEX }, Part { blobs: inside, weight: SPONGIOSA - CORTEX }]
}

/// The same bone with `share` of its mineral: thin, porous, or blurred by its own shape.
pub fn sparse(parts: [Part; 2], share: f64) -> [Part; 2] {
    parts.map(|part| Part { weight: share * part.weight, ..part })
}

/// Trunk and thighs within `outline`, fat and muscle, bowel and its gas.
fn soft_parts(outline: fn(f64) -> Vec<Blob>, thighs_meet: bool) -> Vec<Part> {
    let mut parts = vec![
        Part { blobs: outline(0.0), weight: FAT },
        Part { blobs: outline(16.0), weight: SOFT_TISSUE - FAT },
    ];
    let fat = FAT - SOFT_TISSUE;
    let belly = Blob::upright(Vec3::new(0.0, -32.0, 40.0), Vec3::new(125.0, 52.0, 130.0));
    parts.push(Part { blobs: vec![belly], weight: fat });
    for side in [-1.0, 1.0] {
        let psoas = [
            (28.0 * side, 8.0, 150.0, 12.0),
            (40.0 * side, 6.0, 90.0, 20.0),
            (58.0 * side, -4.0, 30.0, 22.0),
            (76.0 * side, -34.0, -40.0, 17.0),
            (92.0 * side, -46.0, -90.0, 14.0),
            (106.0 * side, -14.0, -160.0, 8.0),
        ];
        parts.push(Part { blobs: tube(&psoas, 0.0), weight: -0.9 * fat });
        let gluteal = [
            (100.0 * side, 86.0, 20.0, 22.0),
            (90.0 * side, 88.0, -60.0, 34.0),
            (100.0 * side, 66.0, -150.0, 26.0),
        ];
        parts.push(Part { blobs: tube(&gluteal, 0.0), weight: -0.5 * fat });
    }
    let bladder = Blob::upright(Vec3::new(2.0, -38.0, -84.0), Vec3::new(38.0, 28.0, 24.0));
    parts.push(Part { blobs: vec![bladder], weight: -1.1 * fat });
    // Between the thighs.
    let cleft = Blob::upright(Vec3::new(0.0, 10.0, -265.0), Vec3::new(70.0, 80.0, 112.0));
    if thighs_meet {
        parts.push(Part { blobs: vec![cleft], weight: -0.17 * SOFT_TISSUE });
    }
    parts.extend(bowel());
    parts
}

/// The skin moved inwards by `inset` mm: flatter in front and behind than an ellipse of the same
/// width, with rounded flanks.
fn outline(inset: f64) -> Vec<Blob> {
    let axes = [Vec3::X, Vec3::Y, Vec3::Z];
    let radii = (240.0 - inset, 114.0 - inset);
    let mut skin = Blob::cylinder(Vec3::new(0.0, 10.0, 0.0), axes, radii, 420.0);
    for side in [-1.0, 1.0] {
        skin = skin.cut(Vec3::X * side, 192.0 - inset);
        for (across, along, limit) in [(0.94, 0.34, 190.0), (0.8, 0.6, 178.0)] {
            for back in [-1.0, 1.0] {
                skin = skin.cut(Vec3::new(across * side, along * back, 0.0), limit - inset);
            }
        }
    }
    vec![skin]
}

/// Loops of bowel: soft mottling, and gas in rectum, sigmoid, caecum and descending colon.
fn bowel() -> Vec<Part> {
    let mut parts = Vec::new();
    let mut random = stream(11, "phantom bowel");
    let mut between = |low: f64, high: f64| low + (high - low) * random.random::<f64>();
    for (count, radius, weight) in [(130, (8.0, 17.0), 0.0036), (260, (2.5, 6.5), 0.0075)] {
        for _ in 0..count {
            let middle =
                Vec3::new(between(-122.0, 122.0), between(-75.0, -10.0), between(-80.0, 150.0));
            let radius = between(radius.0, radius.1);
            let axis = Vec3::new(between(-1.0, 1.0), between(-0.4, 0.4), between(-1.0, 1.0));
            let axis = axis.normalize();
            let side = perpendicular(axis);
            let radii = Vec3::new(radius, radius, radius * between(1.1, 2.6));
            let blob = Blob::ellipsoid(middle, [side, axis.cross(side), axis], radii);
            parts.push(Part { blobs: vec![blob], weight: between(-weight, weight) });
        }
    }
    let mut random = stream(12, "phantom gas");
    let courses: [(Course, f64); 5] = [
        (&[(6.0, 30.0, -48.0, 9.0), (2.0, 34.0, -66.0, 12.0), (-3.0, 30.0, -84.0, 8.0)], 0.5),
        (&[(52.0, -38.0, -22.0, 8.0), (34.0, -42.0, -4.0, 11.0), (12.0, -40.0, -12.0, 9.0)], 0.48),
        (
            &[(-84.0, -52.0, -8.0, 9.0), (-96.0, -48.0, 22.0, 14.0), (-101.0, -40.0, 60.0, 12.0)],
            0.48,
        ),
        (
            &[(112.0, -26.0, 20.0, 8.0), (116.0, -20.0, 52.0, 10.0), (116.0, -14.0, 96.0, 11.0)],
            0.48,
        ),
        (&[(-40.0, -62.0, 92.0, 9.0), (-14.0, -66.0, 82.0, 11.0), (20.0, -64.0, 96.0, 9.0)], 0.38),
    ];
    for (course, fill) in courses {
        parts.push(Part { blobs: gas(course, &mut random), weight: -fill * SOFT_TISSUE });
    }
    parts
}

/// Bubbles of uneven size along a course: a lumen with haustra.
fn gas(course: Course, random: &mut Xoshiro256PlusPlus) -> Vec<Blob> {
    let mut blobs = Vec::new();
    for pair in course.windows(2) {
        for step in 0..7 {
            let t = f64::from(step) / 6.0;
            let mut jitter = |size: f64| size * (random.random::<f64>() - 0.5);
            let radius = (pair[0].3 * (1.0 - t) + pair[1].3 * t) * (0.7 + jitter(0.8));
            let from = Vec3::new(pair[0].0, pair[0].1, pair[0].2);
            let to = Vec3::new(pair[1].0, pair[1].1, pair[1].2);
            let middle = from.lerp(to, t) + Vec3::new(jitter(13.0), jitter(10.0), jitter(8.0));
            let radii = Vec3::new(radius * (1.0 + jitter(0.5)), radius * 0.8, radius);
            blobs.push(Blob::upright(middle, radii));
        }
    }
    blobs
}
