//! Opens the window and puts the parts together.

use super::options::{Load, OpenRecord, Options, ScenarioCard};
use super::simulator::Threads;
use super::{attempt, debrief, hand, home, monitor, procedure, scene, smoke, style, watch};
use bevy::asset::AssetEventSystems;
use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy::render::renderer::RenderAdapterInfo;
use bevy::window::{PresentMode, WindowResizeConstraints};
use bevy::winit::{UpdateMode, WinitSettings};
use bevy_egui::{
    EguiContexts, EguiGlobalSettings, EguiPlugin, EguiPostUpdateSet, EguiPrimaryContextPass,
    PrimaryEguiContext,
};
use std::sync::Arc;
use std::time::Duration;

/// The screens.
#[derive(States, Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Screen {
    #[default]
    Home,
    Procedure,
    Debrief,
}

/// What the program handed over: the way to the cases.
#[derive(Resource)]
pub struct Door {
    pub cards: Vec<ScenarioCard>,
    pub load: Arc<Load>,
    pub open_record: Arc<OpenRecord>,
    /// Simulators that are still writing.
    pub threads: Threads,
}

/// In which order the window is drawn within one pass of egui.
#[derive(SystemSet, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Draw {
    /// The style is laid on.
    Style,
    /// The present screen.
    Screen,
    /// What lies over it.
    Overlay,
}

/// Opens the window and returns when it is closed.
///
/// Bevy panics where there is no display or no graphics adapter: ask [`super::probe`] first.
/// # Errors
/// One sentence, where the window closed because something failed.
pub fn run(options: Options) -> Result<(), String> {
    let threads = Threads::default();
    let mut app = App::new();
    app.add_plugins(DefaultPlugins.set(window()).set(log()))
        .add_plugins(EguiPlugin { bindless_mode_array_size: None })
        .insert_resource(EguiGlobalSettings {
            auto_create_primary_context: false,
            ..EguiGlobalSettings::default()
        })
        .insert_resource(ClearColor(Color::srgb_u8(0x0B, 0x0E, 0x11)))
        .insert_resource(Door {
            cards: options.scenarios,
            load: options.load,
            open_record: options.open_record,
            threads: threads.clone(),
        })
        .init_state::<Screen>()
        .configure_sets(EguiPrimaryContextPass, (Draw::Style, Draw::Screen, Draw::Overlay).chain())
        // Without this order a letter that is drawn for the first time stays blank for one frame.
        .configure_sets(PostUpdate, EguiPostUpdateSet::PostProcessOutput.before(AssetEventSystems))
        .add_systems(Startup, camera)
        .add_systems(EguiPrimaryContextPass, lay_on_style.in_set(Draw::Style))
        .add_systems(Update, draw_as_often_as_needed)
        .add_plugins((
            attempt::plugin,
            hand::plugin,
            monitor::plugin,
            home::plugin,
            procedure::plugin,
            scene::plugin,
            debrief::plugin,
            watch::plugin,
        ));
    match options.scenario {
        Some(source) if options.watch => {
            app.insert_resource(watch::Watch::new(source));
        }
        Some(source) => {
            app.world_mut().write_message(attempt::PlayCase(source));
        }
        None => {}
    }
    if let Some(seconds) = options.smoke_seconds {
        app.insert_resource(smoke::Walk::new(seconds)).add_plugins(smoke::plugin);
    }
    let exit = app.run();
    threads.join();
    match exit {
        AppExit::Success => Ok(()),
        AppExit::Error(code) => Err(format!("the window closed with code {code}")),
    }
}

fn window() -> WindowPlugin {
    WindowPlugin {
        primary_window: Some(Window {
            title: "wispwire".into(),
            name: Some("wispwire".into()),
            resolution: (1280, 720).into(),
            resize_constraints: WindowResizeConstraints {
                min_width: 1280.0,
                min_height: 720.0,
                ..WindowResizeConstraints::default()
            },
            present_mode: PresentMode::AutoVsync,
            ..Window::default()
        }),
        ..WindowPlugin::default()
    }
}

fn log() -> LogPlugin {
    LogPlugin { filter: "error,wgpu_hal=off".into(), ..LogPlugin::default() }
}

fn camera(mut commands: Commands) {
    commands.spawn((PrimaryEguiContext, Camera2d, Msaa::Off));
}

fn lay_on_style(mut contexts: EguiContexts, mut done: Local<bool>) -> Result {
    if !*done {
        style::apply(contexts.ctx_mut()?);
        *done = true;
    }
    Ok(())
}

/// A procedure is drawn up to 60 times a second, or 20 where the processor draws, which is then left
/// to the simulator; the other screens when something happens.
fn draw_as_often_as_needed(
    screen: Res<State<Screen>>,
    adapter: Res<RenderAdapterInfo>,
    mut settings: ResMut<WinitSettings>,
) {
    let by_processor = format!("{:?}", adapter.device_type) == "Cpu";
    let pause = match screen.get() {
        Screen::Procedure if by_processor => Duration::from_millis(50),
        Screen::Procedure => Duration::from_millis(16),
        Screen::Home | Screen::Debrief => Duration::from_millis(100),
    };
    let mode = UpdateMode::reactive_low_power(pause);
    if settings.focused_mode != mode {
        (settings.focused_mode, settings.unfocused_mode) = (mode, mode);
    }
}
