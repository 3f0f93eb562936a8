//! How the patient is looked at, and the pictures' flat map of millimetres.

use crate::sim::imaging::CArm;
use crate::sim::math::Vec3;
use crate::sim::session::Case;
use crate::sim::units::degrees;
use bevy_egui::egui::{Pos2, Rect, pos2};

/// The C-arm's two presets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Projection {
    /// Straight from the front.
    #[default]
    Anteroposterior,
    /// The detector 30° towards the patient's left.
    LeftOblique30,
}

impl Projection {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 2] = [Self::Anteroposterior, Self::LeftOblique30];

    /// As it stands on the monitor.
    pub fn label(self) -> &'static str {
        match self {
            Self::Anteroposterior => "AP",
            Self::LeftOblique30 => "LAO 30",
        }
    }

    /// Angle towards the left anterior oblique, degrees.
    fn left_oblique_deg(self) -> f64 {
        match self {
            Self::Anteroposterior => 0.0,
            Self::LeftOblique30 => 30.0,
        }
    }

    /// Where the C-arm stands for a case, whose wire's tip is at `tip`.
    pub fn arm(self, case: &Case, tip: Vec3) -> CArm {
        let arm = match self {
            Self::Anteroposterior => case.ap(),
            Self::LeftOblique30 => case.oblique(),
        };
        case.following(arm, tip)
    }

    /// A point of the patient (LPS, mm) as the picture has it, by parallel rays: millimetres to the
    /// right (the patient's left in AP) and up.
    pub fn flatten(self, x: Vec3) -> (f64, f64) {
        let angle = degrees(self.left_oblique_deg());
        (x.x * libm::cos(angle) + x.y * libm::sin(angle), x.z)
    }
}

/// Millimetres of a flattened picture on a part of the screen.
#[derive(Clone, Copy, Debug)]
pub struct Fit {
    centre: Pos2,
    origin: (f64, f64),
    /// Points of the screen per millimetre.
    pub scale: f32,
}

impl Fit {
    /// A square field of `width` (mm) around `origin`, as large as `rect` allows.
    pub fn field(origin: (f64, f64), width: f64, rect: Rect) -> Self {
        let side = rect.width().min(rect.height());
        Self { centre: rect.center(), origin, scale: side / width as f32 }
    }

    /// The largest scale at which `points` (mm) lie inside `rect`, centred.
    pub fn all(points: impl Iterator<Item = (f64, f64)>, rect: Rect) -> Self {
        let (mut low, mut high) = ((f64::MAX, f64::MAX), (f64::MIN, f64::MIN));
        for (x, y) in points {
            low = (low.0.min(x), low.1.min(y));
            high = (high.0.max(x), high.1.max(y));
        }
        let size = ((high.0 - low.0).max(1.0) as f32, (high.1 - low.1).max(1.0) as f32);
        Self {
            centre: rect.center(),
            origin: ((low.0 + high.0) / 2.0, (low.1 + high.1) / 2.0),
            scale: (rect.width() / size.0).min(rect.height() / size.1),
        }
    }

    /// Where a flattened point lies on the screen.
    pub fn place(&self, (x, y): (f64, f64)) -> Pos2 {
        pos2(
            self.centre.x + (x - self.origin.0) as f32 * self.scale,
            self.centre.y - (y - self.origin.1) as f32 * self.scale,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bevy_egui::egui::vec2;

    #[test]
    fn in_the_frontal_view_the_patients_left_is_on_the_right_and_the_head_up() {
        let rect = Rect::from_min_size(pos2(10.0, 20.0), vec2(200.0, 300.0));
        let corners = [(-50.0, -100.0), (50.0, 100.0)];
        let fit = Fit::all(corners.into_iter(), rect);
        let place = |x| fit.place(Projection::Anteroposterior.flatten(x));
        let origin = place(Vec3::ZERO);
        assert!(place(Vec3::X).x > origin.x && place(Vec3::Z).y < origin.y);
        for corner in corners {
            assert!(rect.expand(0.01).contains(fit.place(corner)), "{corner:?} is outside");
        }
    }

    #[test]
    fn the_left_oblique_moves_what_lies_behind_towards_the_right() {
        let (right, _) = Projection::LeftOblique30.flatten(Vec3::new(0.0, 10.0, 0.0));
        assert!((right - 5.0).abs() < 1e-9, "{right}");
    }
}
