//! The live monitor: the fluoroscopy picture as a texture, at the pulse rate.

use super::attempt::{Attempt, Overlay};
use super::launch::{Draw, Screen};
use super::projection::Projection;
use super::style::{ATTENTION, BODY, SECONDARY, font};
use bevy::prelude::*;
use bevy_egui::egui::{
    self, Align2, Color32, ColorImage, CornerRadius, Painter, Rect, TextureHandle, TextureOptions,
    pos2, vec2,
};
use bevy_egui::{EguiContexts, EguiPrimaryContextPass};
use std::time::{Duration, Instant};

/// Width and height of the picture, pixels.
const SIZE: usize = 512;
/// Time between two pulses.
const PULSE: Duration = Duration::from_millis(66);
/// Side of the field of view, mm.
const FIELD_MM: f64 = 330.0;

/// The monitor's state.
#[derive(Resource, Default)]
pub struct Monitor {
    pub projection: Projection,
    texture: Option<TextureHandle>,
    shown: Option<(Instant, Projection)>,
    /// Pulses since the attempt began.
    frame: u64,
}

/// Draws a picture at every pulse.
pub fn plugin(app: &mut App) {
    app.init_resource::<Monitor>().add_systems(
        EguiPrimaryContextPass,
        pulse.in_set(Draw::Style).run_if(in_state(Screen::Procedure)),
    );
}

/// While the X-ray is on, a new picture at every pulse; otherwise the last image is held.
fn pulse(
    mut contexts: EguiContexts,
    attempt: Option<Res<Attempt>>,
    overlay: Res<Overlay>,
    mut monitor: ResMut<Monitor>,
) -> Result {
    let Some(attempt) = attempt else { return Ok(()) };
    let due = match monitor.shown {
        None => true,
        Some((_, projection)) if projection != monitor.projection => true,
        Some((at, _)) => *overlay == Overlay::None && at.elapsed() >= PULSE,
    };
    if due {
        let grey = picture(&attempt, monitor.projection);
        let image = ColorImage::from_gray([SIZE, SIZE], &grey);
        match &mut monitor.texture {
            Some(texture) => texture.set(image, TextureOptions::LINEAR),
            None => {
                let texture =
                    contexts.ctx_mut()?.load_texture("monitor", image, TextureOptions::LINEAR);
                monitor.texture = Some(texture);
            }
        }
        monitor.frame += 1;
        monitor.shown = Some((Instant::now(), monitor.projection));
    }
    Ok(())
}

impl Monitor {
    /// Draws the picture and its legend into `rect`.
    pub fn draw(&self, painter: &Painter, rect: Rect, x_ray_on: bool) {
        painter.rect_filled(rect, CornerRadius::ZERO, Color32::BLACK);
        if let Some(texture) = &self.texture {
            let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            painter.image(texture.id(), rect, whole, Color32::WHITE);
        }
        let tag = |at: egui::Pos2, align: Align2, words: &str, colour: Color32| {
            let galley = painter.layout_no_wrap(words.into(), font(BODY), colour);
            let place = align.anchor_size(at, galley.size());
            painter.rect_filled(
                place.expand2(vec2(6.0, 3.0)),
                CornerRadius::ZERO,
                Color32::from_black_alpha(200),
            );
            painter.galley(place.min, galley, colour);
        };
        let inside = rect.shrink2(vec2(16.0, 13.0));
        tag(inside.left_top(), Align2::LEFT_TOP, "R", Color32::WHITE);
        tag(inside.right_top(), Align2::RIGHT_TOP, self.projection.label(), Color32::WHITE);
        let (words, colour) =
            if x_ray_on { ("X-RAY ON", ATTENTION) } else { ("LAST IMAGE", SECONDARY) };
        tag(inside.left_bottom(), Align2::LEFT_BOTTOM, words, colour);
    }
}

/// The picture as grey bytes, row by row from the top left.
fn picture(attempt: &Attempt, projection: Projection) -> Vec<u8> {
    let case = &attempt.case;
    let (from, to) = (case.route.at(case.sheath_s).centre, case.route.at(case.target_s).centre);
    let centre = projection.flatten((from + to) / 2.0);
    let scale = SIZE as f64 / FIELD_MM;
    let mut grey = vec![168_u8; SIZE * SIZE];
    let mut stroke = |points: &[crate::sim::math::Vec3], width: f64, dark: f64| {
        let place = |x| {
            let (right, up) = projection.flatten(x);
            let half = SIZE as f64 / 2.0;
            (half + (right - centre.0) * scale, half - (up - centre.1) * scale)
        };
        for pair in points.windows(2) {
            shade(&mut grey, place(pair[0]), place(pair[1]), width * scale / 2.0, dark);
        }
    };
    stroke(&attempt.view.support, 1.4, 0.35);
    stroke(&attempt.view.wire, attempt.view.wire_diameter_mm.max(1.2), 0.85);
    grey
}

/// Darkens the pixels within `half` of a segment, with a soft edge.
fn shade(grey: &mut [u8], a: (f64, f64), b: (f64, f64), half: f64, dark: f64) {
    let reach = half + 1.0;
    let range = |p: f64, q: f64| {
        let low = (p.min(q) - reach).floor().max(0.0) as usize;
        low..((p.max(q) + reach).ceil().clamp(0.0, SIZE as f64) as usize)
    };
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length2 = (dx * dx + dy * dy).max(1e-9);
    for y in range(a.1, b.1) {
        for x in range(a.0, b.0) {
            let (px, py) = (x as f64 + 0.5 - a.0, y as f64 + 0.5 - a.1);
            let t = ((px * dx + py * dy) / length2).clamp(0.0, 1.0);
            let off = (px - t * dx).hypot(py - t * dy);
            let cover = (half + 0.5 - off).clamp(0.0, 1.0);
            let shaded = 168.0 * (1.0 - cover * dark);
            let pixel = &mut grey[y * SIZE + x];
            *pixel = (*pixel).min(shaded as u8);
        }
    }
}
