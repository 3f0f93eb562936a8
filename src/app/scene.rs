//! The patient in three dimensions: vein, cord, wire, catheter and webs, drawn into an image that
//! the reference panel shows. Nothing of it is drawn while its tab is closed.

use super::attempt::Attempt;
use super::course::course_parts;
use super::launch::Screen;
use super::reference::Reference;
use super::scene_mesh::{engine, plates, tube};
use crate::sim::session::{Case, View};
use bevy::camera::{ClearColorConfig, RenderTarget};
use bevy::core_pipeline::tonemapping::Tonemapping;
use bevy::prelude::*;
use bevy::render::render_resource::TextureFormat;
use bevy_egui::{EguiContexts, EguiTextureHandle, EguiUserTextures, egui};
use std::sync::Arc;

/// Drawn radius of the wire, mm: thicker than life, to be seen beside the vein.
const WIRE_RADIUS: f64 = 0.7;
/// First distance of the eye over the width of the X-ray's field, which then just fills the view.
const DISTANCE: f32 = 1.3;
/// Drawn radius of the guide catheter, mm.
const GUIDE_RADIUS: f64 = 1.9;
/// Drawn radius of the support catheter, mm.
const SUPPORT_RADIUS: f64 = 1.1;

/// Where the eye is, and what it sees.
#[derive(Resource)]
pub struct Scene {
    yaw: f32,
    pitch: f32,
    /// Distance of the eye over its first distance.
    nearness: f32,
    /// Size of the panel, points.
    pub asked_size: egui::Vec2,
    image: Option<Handle<Image>>,
    size: UVec2,
    case: Option<Arc<Case>>,
    tick: u64,
}

impl Default for Scene {
    fn default() -> Self {
        Self {
            yaw: 0.0,
            pitch: 0.1,
            nearness: 1.0,
            asked_size: egui::Vec2::ZERO,
            image: None,
            size: UVec2::ZERO,
            case: None,
            tick: u64::MAX,
        }
    }
}

impl Scene {
    /// Turns the patient by a drag, in points.
    pub fn turn(&mut self, by: egui::Vec2) {
        self.yaw -= by.x * 0.01;
        self.pitch = (self.pitch + by.y * 0.01).clamp(-1.4, 1.4);
    }

    /// Comes closer or goes away by a turn of the wheel, in points.
    pub fn zoom(&mut self, by: f32) {
        self.nearness = (self.nearness * (-by * 0.003).exp()).clamp(0.15, 1.5);
    }

    /// The image as egui knows it.
    pub fn texture(&self, contexts: &mut EguiContexts) -> Option<egui::TextureId> {
        contexts.image_id(self.image.as_ref()?)
    }
}

/// The camera of the view.
#[derive(Component)]
struct Eye;

/// What stays as it is during an attempt.
#[derive(Component)]
struct Anatomy;

/// What is made anew from every snapshot.
#[derive(Component, Clone, Copy, PartialEq, Eq)]
enum Moving {
    Wire,
    Support,
    Guide,
    Webs,
}

/// Keeps the view up to date while it is open.
pub fn plugin(app: &mut App) {
    app.init_resource::<Scene>()
        .add_systems(Startup, build)
        .add_systems(Update, (open_or_close, (fit_image, lay_anatomy, move_devices, look)).chain());
}

fn build(
    mut commands: Commands,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<StandardMaterial>>,
) {
    commands
        .spawn((
            Eye,
            Camera3d::default(),
            Camera {
                order: -1,
                is_active: false,
                clear_color: ClearColorConfig::Custom(Color::srgb_u8(0x0B, 0x0E, 0x11)),
                ..Camera::default()
            },
            Msaa::Sample4,
            Tonemapping::None,
            AmbientLight { brightness: 300.0, ..AmbientLight::default() },
            Transform::default(),
        ))
        .with_child((
            DirectionalLight { illuminance: 4000.0, ..DirectionalLight::default() },
            Transform::from_xyz(-0.4, 0.6, 1.0).looking_at(Vec3::ZERO, Vec3::Y),
        ));
    let colours = [
        (Moving::Wire, Color::srgb_u8(0xF2, 0xF5, 0xF8)),
        (Moving::Support, Color::srgb_u8(0x4F, 0xB3, 0xBF)),
        (Moving::Guide, Color::srgb_u8(0x8C, 0x99, 0xA6)),
        (Moving::Webs, Color::srgb_u8(0xCC, 0x79, 0xA7)),
    ];
    for (moving, colour) in colours {
        commands.spawn((
            moving,
            Mesh3d(meshes.add(plates(&[[Default::default(); 4]]))),
            MeshMaterial3d(materials.add(matt(colour))),
            Visibility::Hidden,
        ));
    }
}

fn matt(colour: Color) -> StandardMaterial {
    StandardMaterial {
        base_color: colour,
        perceptual_roughness: 0.7,
        reflectance: 0.2,
        alpha_mode: if colour.alpha() < 1.0 { AlphaMode::Blend } else { AlphaMode::Opaque },
        ..StandardMaterial::default()
    }
}

fn open_or_close(
    screen: Res<State<Screen>>,
    reference: Res<Reference>,
    scene: Res<Scene>,
    mut eye: Single<&mut Camera, With<Eye>>,
) {
    let open = *screen.get() == Screen::Procedure
        && *reference == Reference::ThreeD
        && scene.image.is_some();
    if eye.is_active != open {
        eye.is_active = open;
    }
}

/// Makes the image as large as the panel.
fn fit_image(
    reference: Res<Reference>,
    mut scene: ResMut<Scene>,
    mut images: ResMut<Assets<Image>>,
    mut textures: ResMut<EguiUserTextures>,
    eye: Single<Entity, With<Eye>>,
    mut commands: Commands,
) {
    let size = UVec2::new(scene.asked_size.x as u32, scene.asked_size.y as u32);
    if *reference != Reference::ThreeD || size == scene.size || size.min_element() < 16 {
        return;
    }
    if let Some(old) = scene.image.take() {
        textures.remove_image(&old);
    }
    let image =
        images.add(Image::new_target_texture(size.x, size.y, TextureFormat::Rgba8UnormSrgb, None));
    textures.add_image(EguiTextureHandle::Strong(image.clone()));
    commands.entity(*eye).insert(RenderTarget::Image(image.clone().into()));
    (scene.image, scene.size) = (Some(image), size);
}

/// Lays the vein and the cords of a new case.
fn lay_anatomy(
    attempt: Option<Res<Attempt>>,
    reference: Res<Reference>,
    mut scene: ResMut<Scene>,
    old: Query<Entity, With<Anatomy>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<StandardMaterial>>,
    mut commands: Commands,
) {
    let Some(attempt) = attempt else { return };
    let laid = scene.case.as_ref().is_some_and(|case| Arc::ptr_eq(case, &attempt.case));
    if *reference != Reference::ThreeD || laid {
        return;
    }
    old.iter().for_each(|entity| commands.entity(entity).despawn());
    let case = &attempt.case;
    let vein = Color::srgba_u8(0x56, 0xB4, 0xE9, 48);
    let cord = Color::srgba_u8(0xE0, 0xA4, 0x3A, 90);
    let course = &case.route;
    let parts = course_parts(case)
        .map(|(from, to, occluded)| (from, to, if occluded { cord } else { vein }));
    // What the course leaves of the other veins.
    let beside = (1..case.vessels.count()).map(|i| case.vessels.curve(i));
    let tubes = (parts.map(|(from, to, colour)| (course.part(from, to), colour)))
        .chain(beside.map(|branch| (branch.clone(), vein)));
    for (part, colour) in tubes {
        let count = (part.length() / 2.0).ceil().max(1.0) as usize;
        let stations: Vec<_> =
            (0..=count).map(|i| part.at(part.length() * i as f64 / count as f64)).collect();
        let centres: Vec<_> = stations.iter().map(|station| station.centre).collect();
        commands.spawn((
            Anatomy,
            Mesh3d(meshes.add(tube(&centres, |i| stations[i].radius, 16))),
            MeshMaterial3d(materials.add(matt(colour))),
        ));
    }
    scene.case = Some(case.clone());
    scene.tick = u64::MAX;
}

fn move_devices(
    attempt: Option<Res<Attempt>>,
    reference: Res<Reference>,
    mut scene: ResMut<Scene>,
    mut moving: Query<(&Moving, &Mesh3d, &mut Visibility)>,
    mut meshes: ResMut<Assets<Mesh>>,
) {
    let Some(attempt) = attempt else { return };
    if *reference != Reference::ThreeD || scene.tick == attempt.view.tick {
        return;
    }
    scene.tick = attempt.view.tick;
    for (&what, mesh, mut visibility) in &mut moving {
        let shape = shape(what, &attempt.view);
        *visibility = if shape.is_some() { Visibility::Visible } else { Visibility::Hidden };
        if let Some(shape) = shape {
            // The handle was made at the start and is never removed.
            let _ = meshes.insert(&mesh.0, shape);
        }
    }
}

/// The line at hand and those at other accesses as tubes of one mesh; nothing where none is out.
fn tubes<'a>(
    at_hand: &'a Vec<crate::sim::math::Vec3>,
    others: impl Iterator<Item = &'a Vec<crate::sim::math::Vec3>>,
    radius: f64,
    sides: usize,
) -> Option<Mesh> {
    let lines = std::iter::once(at_hand).chain(others).filter(|line| line.len() > 1);
    lines.map(|line| tube(line, |_| radius, sides)).reduce(|mut all, more| {
        // Tubes have the same attributes: nothing can keep them apart.
        let _ = all.merge(&more);
        all
    })
}

fn shape(what: Moving, view: &View) -> Option<Mesh> {
    let others = &view.elsewhere;
    match what {
        Moving::Wire => tubes(&view.wire, others.iter().map(|it| &it.wire), WIRE_RADIUS, 8),
        Moving::Support => {
            tubes(&view.support, others.iter().map(|it| &it.support), SUPPORT_RADIUS, 10)
        }
        Moving::Guide => tubes(&view.guide, others.iter().map(|it| &it.guide), GUIDE_RADIUS, 12),
        Moving::Webs => (!view.webs.is_empty()).then(|| plates(&view.webs)),
    }
}

/// Puts the eye where the drag has turned it; as it comes closer it follows the wire's tip.
fn look(
    scene: Res<Scene>,
    attempt: Option<Res<Attempt>>,
    mut eye: Single<&mut Transform, With<Eye>>,
) {
    let Some(attempt) = attempt.filter(|_| scene.case.is_some()) else { return };
    let (centre, width) = attempt.at_hand().field();
    let (middle, tip) = (engine(centre), attempt.view.wire.first().map(|&tip| engine(tip)));
    let middle = middle.lerp(tip.unwrap_or(middle), ((1.0 - scene.nearness) * 2.0).clamp(0.0, 1.0));
    let distance = width as f32 * DISTANCE * scene.nearness;
    let turned = Quat::from_rotation_y(scene.yaw) * Quat::from_rotation_x(-scene.pitch);
    **eye = Transform::from_translation(middle + turned * Vec3::Z * distance)
        .looking_at(middle, Vec3::Y);
}
