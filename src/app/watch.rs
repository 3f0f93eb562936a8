//! Watching a scenario file while it is written: each save is read at once.
//!
//! A sound case comes into play between attempts; one that is being played is left alone. What is
//! wrong with the file is shown over whatever screen is up, and goes away when it is mended.

use super::attempt::{Attempt, Notice, Overlay, PlayCase};
use super::launch::{Door, Draw, Screen};
use super::style::{ACCENT, BODY, DANGER, PANEL, SECONDARY, SMALL, TEXT, font};
use bevy::prelude::*;
use bevy_egui::egui::{self, Align2, FontId, RichText, ScrollArea, Stroke, vec2};
use bevy_egui::{EguiContexts, EguiPrimaryContextPass};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

/// How often the file is looked at.
const PERIOD: Duration = Duration::from_millis(400);

/// The file that is watched, and what became of its last save.
#[derive(Resource)]
pub struct Watch {
    path: PathBuf,
    looked: Duration,
    /// When the file and those beside it were last changed.
    stamp: Vec<(PathBuf, SystemTime)>,
    state: State,
}

/// What became of the last save.
enum State {
    /// It is what is played.
    Played,
    /// It is sound and waits for the present attempt to end.
    Waits,
    /// What is wrong with it.
    Faulty(String),
}

impl Watch {
    /// A watch of the file at `path`, whose present content counts as new.
    pub fn new(path: PathBuf) -> Self {
        Self { path, looked: Duration::ZERO, stamp: Vec::new(), state: State::Played }
    }

    /// The file, if what was saved last waits to be played; from now on it is what is played.
    pub fn take_waiting(&mut self) -> Option<PathBuf> {
        let waits = matches!(self.state, State::Waits);
        waits.then(|| {
            self.state = State::Played;
            self.path.clone()
        })
    }

    /// The file and the devices, tissues and patients beside it, with their times of change. An
    /// editor that saves by renaming leaves the file away for a moment: then it is not in the list.
    fn stamp(&self) -> Vec<(PathBuf, SystemTime)> {
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let entries = std::fs::read_dir(folder.unwrap_or(".".as_ref())).into_iter().flatten();
        let beside = entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| {
            // `name.kind.ron`
            path.extension().is_some_and(|ending| ending == "ron")
                && path.file_stem().is_some_and(|stem| stem.to_string_lossy().contains('.'))
        });
        let mut stamp: Vec<_> = std::iter::once(self.path.clone())
            .chain(beside)
            .filter_map(|path| Some((path.clone(), path.metadata().ok()?.modified().ok()?)))
            .collect();
        stamp.sort();
        stamp.dedup();
        stamp
    }
}

/// Reads the file when it changes and shows how that went.
pub fn plugin(app: &mut App) {
    app.add_systems(Update, look.run_if(resource_exists::<Watch>)).add_systems(
        EguiPrimaryContextPass,
        draw.in_set(Draw::Overlay).run_if(resource_exists::<Watch>),
    );
}

fn look(
    mut watch: ResMut<Watch>,
    time: Res<Time<Real>>,
    door: Res<Door>,
    (screen, overlay): (Res<bevy::prelude::State<Screen>>, Res<Overlay>),
    attempt: Option<Res<Attempt>>,
    (mut play, mut notice): (MessageWriter<PlayCase>, ResMut<Notice>),
) {
    if !watch.stamp.is_empty() && time.elapsed() - watch.looked < PERIOD {
        return;
    }
    watch.looked = time.elapsed();
    let stamp = watch.stamp();
    let is_there = stamp.iter().any(|(path, _)| *path == watch.path);
    let changed = stamp != watch.stamp && (is_there || watch.stamp.is_empty());
    if changed {
        watch.stamp = stamp;
        watch.state = match (door.load)(&watch.path) {
            Ok(_) => State::Waits,
            Err(problems) => State::Faulty(problems),
        };
        notice.0 = None;
    }
    // Once the wire has moved, the attempt is the fellow's.
    let begun = attempt.is_some_and(|attempt| attempt.view.tick > 0 && attempt.ending.is_none());
    let between = match screen.get() {
        Screen::Home => true,
        Screen::Procedure => !begun && *overlay == Overlay::Briefing,
        Screen::Debrief => false,
    };
    let first = matches!(screen.get(), Screen::Home);
    if between
        && (changed || first)
        && let Some(path) = watch.take_waiting()
    {
        play.write(PlayCase(path));
    }
}

/// What is said of the file.
fn draw(
    mut contexts: EguiContexts,
    watch: Res<Watch>,
    screen: Res<bevy::prelude::State<Screen>>,
) -> Result {
    let ctx = contexts.ctx_mut()?;
    let name = watch.path.display();
    match &watch.state {
        State::Played => {}
        State::Waits => {
            let how = match screen.get() {
                Screen::Debrief => "press Enter to play it",
                _ => "it is played from the next attempt on (R)",
            };
            strip(ctx, &format!("{name} was saved and is sound: {how}."));
        }
        State::Faulty(problems) => panel(ctx, &name.to_string(), problems),
    }
    Ok(())
}

fn strip(ctx: &egui::Context, words: &str) {
    egui::Area::new(egui::Id::new("watched file, sound"))
        .anchor(Align2::CENTER_TOP, vec2(0.0, 56.0))
        .order(egui::Order::Tooltip)
        .show(ctx, |ui| {
            frame(ACCENT).show(ui, |ui| {
                ui.label(RichText::new(words).font(font(BODY)).color(TEXT));
            });
        });
}

/// The problems, with room to read them; it can be moved aside and folded up.
fn panel(ctx: &egui::Context, name: &str, problems: &str) {
    let count = problems.lines().filter(|line| !line.starts_with(' ')).count();
    let title = match count {
        1 => format!("{name}: one problem"),
        count => format!("{name}: {count} problems"),
    };
    egui::Window::new(RichText::new(title).font(font(BODY)).color(DANGER))
        .id(egui::Id::new("watched file, faulty"))
        .frame(frame(DANGER))
        .default_width(760.0)
        .default_height(360.0)
        .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -24.0))
        .order(egui::Order::Tooltip)
        .resizable(false)
        .show(ctx, |ui| {
            ScrollArea::vertical().max_height(320.0).auto_shrink([false, true]).show(ui, |ui| {
                for line in problems.lines() {
                    let head = !line.starts_with(' ');
                    let colour = if head { TEXT } else { SECONDARY };
                    let words = RichText::new(line).font(FontId::monospace(SMALL)).color(colour);
                    ui.add(egui::Label::new(words).wrap());
                }
            });
            ui.add_space(4.0);
            let words = "Save the file again when it is mended; it is read at once.";
            ui.label(RichText::new(words).font(font(SMALL)).color(SECONDARY));
        });
}

fn frame(border: egui::Color32) -> egui::Frame {
    egui::Frame::new().fill(PANEL).stroke(Stroke::new(1.0, border)).inner_margin(12)
}
