//! The C-arm: from patient coordinates to the image and back, by the DICOM convention.
//!
//! Primary angle + is LAO and − is RAO, secondary + is cranial and − is caudal; the detector then
//! lies in the direction (sin α·cos β, −cos α·cos β, sin β) from the isocentre in patient LPS.
//! The image is seen as from the detector: up is the head, and in AP the patient's left is on the
//! image's right.

use crate::sim::math::Vec3;
use crate::sim::units::degrees;

/// Where the C-arm stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CArm {
    /// Positioner primary angle, degrees: + LAO, − RAO.
    pub primary_deg: f64,
    /// Positioner secondary angle, degrees: + cranial, − caudal.
    pub secondary_deg: f64,
    /// The point about which the arm turns, in the middle of the image; mm, patient LPS.
    pub isocentre: Vec3,
    /// Width of the square image, measured at the isocentre, mm.
    pub field_of_view_mm: f64,
    /// Focal spot to isocentre, mm.
    pub source_to_isocentre_mm: f64,
    /// Focal spot to detector, mm.
    pub source_to_detector_mm: f64,
}

/// Where a point of the patient falls on the image.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ImagePoint {
    /// Pixels from the left edge; the first pixel's centre is at 0.5.
    pub x: f64,
    /// Pixels from the top edge, downwards; the first pixel's centre is at 0.5.
    pub y: f64,
    /// Distance from the focal spot along the central ray, mm.
    pub depth_mm: f64,
    /// Pixels per mm at that depth.
    pub pixels_per_mm: f64,
}

/// A ray from the focal spot.
#[derive(Clone, Copy, Debug)]
pub struct Ray {
    /// The focal spot, mm.
    pub origin: Vec3,
    /// Unit vector towards the detector.
    pub direction: Vec3,
}

/// The arm's axes and scale for one image size: what the drawing loops need.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub source: Vec3,
    /// Towards the detector, the image's right and the image's top.
    pub forward: Vec3,
    pub right: Vec3,
    pub up: Vec3,
    /// Pixels of image per unit of slope from the central ray.
    pub focal_px: f64,
    /// Half the image's width, pixels.
    pub half_px: f64,
}

impl CArm {
    /// Anteroposterior over `isocentre`, detector in front of the patient.
    pub fn ap(isocentre: Vec3, field_of_view_mm: f64) -> Self {
        Self {
            primary_deg: 0.0,
            secondary_deg: 0.0,
            isocentre,
            field_of_view_mm,
            source_to_isocentre_mm: 750.0,
            source_to_detector_mm: 1100.0,
        }
    }

    /// The oblique: 30° left anterior.
    pub fn lao_30(isocentre: Vec3, field_of_view_mm: f64) -> Self {
        Self { primary_deg: 30.0, ..Self::ap(isocentre, field_of_view_mm) }
    }

    /// Unit vector from the isocentre to the detector.
    pub fn detector_direction(&self) -> Vec3 {
        let (alpha, beta) = (degrees(self.primary_deg), degrees(self.secondary_deg));
        let (sin_a, cos_a) = (libm::sin(alpha), libm::cos(alpha));
        let (sin_b, cos_b) = (libm::sin(beta), libm::cos(beta));
        Vec3::new(sin_a * cos_b, -cos_a * cos_b, sin_b)
    }

    /// Magnification on the detector of what lies at the isocentre.
    pub fn magnification(&self) -> f64 {
        self.source_to_detector_mm / self.source_to_isocentre_mm
    }

    /// Where `point` (mm, patient LPS) falls on a square image of `size_px` pixels.
    pub fn project(&self, point: Vec3, size_px: usize) -> ImagePoint {
        self.frame(size_px).project(point)
    }

    /// The ray that meets the image of `size_px` pixels at (`x`, `y`), pixels from its top left.
    pub fn ray(&self, x: f64, y: f64, size_px: usize) -> Ray {
        let frame = self.frame(size_px);
        Ray { origin: frame.source, direction: frame.through(x, y).normalize() }
    }

    pub(super) fn frame(&self, size_px: usize) -> Frame {
        let forward = self.detector_direction();
        let alpha = degrees(self.primary_deg);
        let right = Vec3::new(libm::cos(alpha), libm::sin(alpha), 0.0);
        Frame {
            source: self.isocentre - forward * self.source_to_isocentre_mm,
            forward,
            right,
            up: forward.cross(right),
            focal_px: size_px as f64 * self.source_to_isocentre_mm / self.field_of_view_mm,
            half_px: size_px as f64 / 2.0,
        }
    }
}

impl Frame {
    #[inline]
    pub fn project(&self, point: Vec3) -> ImagePoint {
        let from_source = point - self.source;
        let depth_mm = from_source.dot(self.forward);
        let pixels_per_mm = self.focal_px / depth_mm.max(1.0);
        ImagePoint {
            x: self.half_px + from_source.dot(self.right) * pixels_per_mm,
            y: self.half_px - from_source.dot(self.up) * pixels_per_mm,
            depth_mm,
            pixels_per_mm,
        }
    }

    /// The vector from the focal spot through image point (`x`, `y`), of unit depth.
    #[inline]
    pub fn through(&self, x: f64, y: f64) -> Vec3 {
        self.forward + self.right * ((x - self.half_px) / self.focal_px)
            - self.up * ((y - self.half_px) / self.focal_px)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CENTRE: Vec3 = Vec3::new(15.0, -20.0, -35.0);

    #[test]
    fn in_ap_the_patients_left_is_on_the_right_and_the_head_is_up() {
        let arm = CArm::ap(CENTRE, 320.0);
        let middle = arm.project(CENTRE, 512);
        assert!((middle.x - 256.0).abs() < 1e-9 && (middle.y - 256.0).abs() < 1e-9);
        assert!(arm.project(CENTRE + Vec3::X * 10.0, 512).x > middle.x + 10.0);
        assert!(arm.project(CENTRE + Vec3::Z * 10.0, 512).y < middle.y - 10.0);
    }

    #[test]
    fn the_detector_stands_where_dicom_says() {
        let mut arm = CArm::ap(CENTRE, 320.0);
        assert!(arm.detector_direction().distance(Vec3::NEG_Y) < 1e-12, "AP is not in front");
        arm.primary_deg = 90.0;
        assert!(arm.detector_direction().distance(Vec3::X) < 1e-12, "LAO is not on the left");
        arm.primary_deg = 0.0;
        arm.secondary_deg = 30.0;
        assert!((arm.detector_direction().z - 0.5).abs() < 1e-12, "cranial is not headwards");
    }

    #[test]
    fn what_is_nearer_the_detector_moves_to_the_images_left_in_lao() {
        let arm = CArm::lao_30(CENTRE, 320.0);
        let shift = arm.project(CENTRE + Vec3::NEG_Y * 20.0, 512).x - 256.0;
        assert!(shift < -10.0, "moved by {shift} pixels");
    }

    #[test]
    fn a_pixels_ray_passes_through_what_is_projected_there() {
        let arm = CArm { secondary_deg: -17.0, ..CArm::lao_30(CENTRE, 280.0) };
        for point in [Vec3::new(64.0, -65.0, -110.0), Vec3::new(-16.0, -16.0, 34.0)] {
            let image = arm.project(point, 600);
            let ray = arm.ray(image.x, image.y, 600);
            let off = (point - ray.origin).cross(ray.direction).length();
            assert!(off < 1e-9, "passes at {off} mm");
        }
    }
}
