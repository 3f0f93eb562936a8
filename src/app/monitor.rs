//! The live monitor: the fluoroscopy picture as a texture, at the pulse rate.

use super::attempt::{Attempt, Overlay};
use super::launch::Screen;
use super::projection::Projection;
use super::style::{ATTENTION, BODY, ROOM, SECONDARY, TEXT, font};
use crate::sim::imaging::Projector;
use crate::sim::session::scene;
use bevy::asset::RenderAssetUsages;
use bevy::prelude::*;
use bevy::render::render_resource::{Extent3d, TextureDimension, TextureFormat};
use bevy_egui::egui::{Align2, Color32, CornerRadius, Painter, Pos2, Rect, TextureId, pos2, vec2};
use bevy_egui::{EguiTextureHandle, EguiUserTextures};
use std::time::{Duration, Instant};

/// Width and height of the picture, pixels.
const SIZE: u32 = 512;
/// Time between two pulses.
const PULSE: Duration = Duration::from_millis(66);

/// The monitor's state.
#[derive(Resource)]
pub struct Monitor {
    pub projection: Projection,
    texture: TextureId,
    image: Handle<Image>,
    /// One for each projection, so that the arm moves without a wait.
    projectors: [Projector; 2],
    shown: Option<(Instant, Projection)>,
    /// Pulses since the window opened.
    frame: u64,
}

impl FromWorld for Monitor {
    fn from_world(world: &mut World) -> Self {
        let image = world.resource_mut::<Assets<Image>>().add(Image::new_fill(
            Extent3d { width: SIZE, height: SIZE, depth_or_array_layers: 1 },
            TextureDimension::D2,
            &[0, 0, 0, 255],
            TextureFormat::Rgba8UnormSrgb,
            RenderAssetUsages::default(),
        ));
        let texture = world
            .resource_mut::<EguiUserTextures>()
            .add_image(EguiTextureHandle::Strong(image.clone()));
        Self {
            projection: Projection::default(),
            texture,
            image,
            projectors: [SIZE, SIZE].map(|size| Projector::new(size as usize)),
            shown: None,
            frame: 0,
        }
    }
}

/// Makes a picture at every pulse.
pub fn plugin(app: &mut App) {
    app.init_resource::<Monitor>().add_systems(Update, pulse.run_if(in_state(Screen::Procedure)));
}

/// While the X-ray is on, a new picture at every pulse; otherwise the last image is held.
fn pulse(
    attempt: Option<Res<Attempt>>,
    overlay: Res<Overlay>,
    mut monitor: ResMut<Monitor>,
    mut images: ResMut<Assets<Image>>,
) {
    let Some(attempt) = attempt else { return };
    let projection = monitor.projection;
    let due = match monitor.shown {
        None => true,
        Some((_, shown)) if shown != projection => true,
        Some((at, _)) => *overlay == Overlay::None && at.elapsed() >= PULSE,
    };
    if !due {
        return;
    }
    let (case, view) = (attempt.at_hand(), &attempt.view);
    let Monitor { shown, projectors, image, frame, .. } = monitor.as_mut();
    *frame += 1;
    let scene = scene(case, view);
    if shown.is_none() {
        // The first frame of a projection takes long: both are made before the case begins.
        for other in Projection::ALL {
            projectors[other as usize].frame(&other.arm(case, view.wire[0]), &scene, *frame);
        }
    }
    // Pulses keep their rhythm, though frames of the screen fall beside it.
    let now = Instant::now();
    let rhythm = shown.map(|(last, _)| last + PULSE).filter(|&next| now < next + PULSE);
    *shown = Some((rhythm.unwrap_or(now).min(now), projection));
    let grey =
        projectors[projection as usize].frame(&projection.arm(case, view.wire[0]), &scene, *frame);
    if let Some(mut image) = images.get_mut(&*image)
        && let Some(data) = &mut image.data
    {
        for (pixel, &grey) in data.chunks_exact_mut(4).zip(grey) {
            pixel[..3].fill(grey);
        }
    }
}

impl Monitor {
    /// For a new attempt: the first projection again, and no image yet.
    pub fn reset(&mut self) {
        self.projection = Projection::default();
        self.shown = None;
    }

    /// Draws the picture and its legend into `rect`.
    pub fn draw(&self, painter: &Painter, rect: Rect, x_ray_on: bool) {
        painter.rect_filled(rect, CornerRadius::ZERO, Color32::BLACK);
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        painter.image(self.texture, rect, whole, Color32::WHITE);
        let tag = |at: Pos2, align: Align2, words: &str, colour: Color32| {
            let galley = painter.layout_no_wrap(words.into(), font(BODY), colour);
            let place = align.anchor_size(at, galley.size());
            let ground = place.expand2(vec2(6.0, 3.0));
            painter.rect_filled(ground, CornerRadius::ZERO, ROOM.gamma_multiply(0.85));
            painter.galley(place.min, galley, colour);
        };
        let inside = rect.shrink2(vec2(16.0, 13.0));
        tag(inside.left_top(), Align2::LEFT_TOP, "R", TEXT);
        tag(inside.right_top(), Align2::RIGHT_TOP, self.projection.label(), TEXT);
        let (words, colour) =
            if x_ray_on { ("X-RAY ON", ATTENTION) } else { ("X-RAY OFF, last image", SECONDARY) };
        tag(inside.left_bottom(), Align2::LEFT_BOTTOM, words, colour);
    }
}
