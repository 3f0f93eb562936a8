//! The procedure screen: the monitor on the left, the reference beside it, the hand below.

use super::attempt::{Attempt, Overlay, PlayAgain};
use super::devices;
use super::hand::Hand;
use super::handpanel;
use super::launch::{Draw, Screen};
use super::monitor::Monitor;
use super::overlay;
use super::projection::Projection;
use super::reference::{self, Reference};
use super::scene::Scene;
use super::style::{AIR, ATTENTION, BODY, NUMBER, PANEL, SECONDARY, SMALL, TEXT, font};
use super::widgets::{button, clock, number, text, whole_window};
use bevy::prelude::*;
use bevy_egui::egui::{self, Align2, CornerRadius, Rect, Sense, Ui, pos2, vec2};
use bevy_egui::{EguiContexts, EguiPrimaryContextPass};
use std::time::Duration;

/// Height of the strip at the top.
const STRIP: f32 = 48.0;
/// Height of the panel of the hand.
const HAND: f32 = 136.0;
/// Width of the panel that lists what is in.
const DEVICES: f32 = 264.0;
/// How long the last picture stands before the debrief.
const LAST_LOOK: Duration = Duration::from_millis(1500);

/// Draws the procedure and reads its switches.
pub fn plugin(app: &mut App) {
    app.init_resource::<Reference>()
        .add_systems(Update, (switches, go_to_debrief).run_if(in_state(Screen::Procedure)))
        .add_systems(
            EguiPrimaryContextPass,
            (
                draw.in_set(Draw::Screen).run_if(in_state(Screen::Procedure)),
                overlay::draw.in_set(Draw::Overlay).run_if(in_state(Screen::Procedure)),
            ),
        );
}

/// Keys that change what is shown rather than move a device.
fn switches(
    keys: Res<ButtonInput<KeyCode>>,
    mut overlay: ResMut<Overlay>,
    mut monitor: ResMut<Monitor>,
    mut reference: ResMut<Reference>,
    attempt: Option<ResMut<Attempt>>,
    mut again: MessageWriter<PlayAgain>,
    mut next: ResMut<NextState<Screen>>,
) {
    let Some(mut attempt) = attempt else { return };
    let (enter, escape) = (keys.just_pressed(KeyCode::Enter), keys.just_pressed(KeyCode::Escape));
    let pause = escape || keys.just_pressed(KeyCode::KeyP);
    match *overlay {
        Overlay::None if pause => *overlay = Overlay::Paused,
        Overlay::Briefing if escape => next.set(Screen::Home),
        Overlay::Briefing if enter => *overlay = Overlay::None,
        Overlay::ConfirmRestart if enter => {
            again.write(PlayAgain);
        }
        Overlay::Paused | Overlay::Help | Overlay::Hint if pause || enter => {
            *overlay = Overlay::None;
        }
        Overlay::Accesses if pause => *overlay = Overlay::None,
        Overlay::ConfirmRestart | Overlay::Leave if escape => *overlay = Overlay::None,
        _ => {}
    }
    let free = matches!(*overlay, Overlay::None | Overlay::Paused | Overlay::Help);
    if keys.just_pressed(KeyCode::F1) && free {
        *overlay = if *overlay == Overlay::Help { Overlay::None } else { Overlay::Help };
    }
    if keys.just_pressed(KeyCode::KeyH) {
        match *overlay {
            Overlay::None => {
                attempt.hints_taken = (attempt.hints_taken + 1).min(attempt.hints().len());
                *overlay = Overlay::Hint;
            }
            Overlay::Hint => *overlay = Overlay::None,
            _ => {}
        }
    }
    if keys.just_pressed(KeyCode::KeyG) {
        match (*overlay, devices::next_sheath(&attempt)) {
            (Overlay::None, Some(access)) => attempt.simulator.go_to(access as u8),
            (Overlay::None, None) if !attempt.case.others.is_empty() => {
                *overlay = Overlay::Accesses;
            }
            (Overlay::Accesses, _) => *overlay = Overlay::None,
            _ => {}
        }
    }
    if keys.just_pressed(KeyCode::KeyR) && *overlay == Overlay::None {
        *overlay = Overlay::ConfirmRestart;
    }
    if keys.just_pressed(KeyCode::F5) {
        monitor.projection = Projection::Anteroposterior;
    }
    if keys.just_pressed(KeyCode::F6) {
        monitor.projection = Projection::LeftOblique30;
    }
    if keys.just_pressed(KeyCode::KeyV) {
        *reference = reference.other(&attempt.case.scenario.aids);
    }
}

fn go_to_debrief(
    attempt: Option<Res<Attempt>>,
    time: Res<Time<Real>>,
    mut since: Local<Option<Duration>>,
    mut next: ResMut<NextState<Screen>>,
) {
    let ended = attempt.is_some_and(|attempt| attempt.ending.is_some());
    match *since {
        None if ended => *since = Some(time.elapsed()),
        Some(at) if ended && time.elapsed() - at > LAST_LOOK => {
            *since = None;
            next.set(Screen::Debrief);
        }
        Some(_) if !ended => *since = None,
        _ => {}
    }
}

fn draw(
    mut contexts: EguiContexts,
    attempt: Option<Res<Attempt>>,
    mut overlay: ResMut<Overlay>,
    mut monitor: ResMut<Monitor>,
    mut reference: ResMut<Reference>,
    mut hand: ResMut<Hand>,
    mut scene: ResMut<Scene>,
) -> Result {
    let Some(attempt) = attempt else { return Ok(()) };
    let picture_of_scene = scene.texture(&mut contexts);
    let mut ui = whole_window(contexts.ctx_mut()?);
    let window = ui.max_rect();
    let (monitor, hand, overlay) = (monitor.as_mut(), hand.as_mut(), overlay.as_mut());

    strip(&mut ui, window.with_max_y(window.min.y + STRIP), &attempt, overlay);
    let (top, bottom) = (window.min.y + STRIP + 8.0, window.max.y - HAND - 8.0 - 8.0);
    let side = (bottom - top).min(window.width() - DEVICES - 320.0 - 4.0 * 8.0);
    let live = Rect::from_min_size(pos2(window.min.x + 8.0, top), vec2(side, side));
    live_monitor(&mut ui, live, monitor, hand, *overlay);
    let right = window.max.x - 8.0;
    let devices = Rect::from_min_max(pos2(right - DEVICES, top), pos2(right, bottom));
    let middle = Rect::from_min_max(pos2(live.max.x + 8.0, top), pos2(devices.min.x - 8.0, bottom));
    reference::draw(
        &mut ui,
        middle,
        (attempt.at_hand(), monitor.projection),
        &mut reference,
        (&mut scene, picture_of_scene),
    );
    devices::draw(&mut ui, devices, &attempt, (hand, overlay), monitor);
    let below =
        Rect::from_min_max(pos2(window.min.x + 8.0, bottom + 8.0), window.max - vec2(8.0, 8.0));
    handpanel::draw(&mut ui, below, &attempt, hand);
    Ok(())
}

/// Clocks, the case's name and what ends or stops it.
fn strip(ui: &mut Ui, rect: Rect, attempt: &Attempt, overlay: &mut Overlay) {
    let painter = ui.painter().clone();
    painter.rect_filled(rect, CornerRadius::ZERO, PANEL);
    let middle = rect.center().y;
    let view = &attempt.view;
    let mut x = rect.min.x + 20.0;
    for (label, seconds) in [("procedure", view.procedure_s), ("manipulation", view.manipulation_s)]
    {
        number(&painter, pos2(x + 80.0, middle), &clock(seconds), label, (NUMBER, TEXT));
        x += 80.0 + 108.0;
    }
    if attempt.pace < 0.95 {
        let words = format!("simulation slowed to {:.0} %", attempt.pace * 100.0);
        painter.text(pos2(x, middle), Align2::LEFT_CENTER, words, font(SMALL), ATTENTION);
    }
    let mut right = rect.max.x - 8.0;
    let asked = [("Leave", Overlay::Leave), ("Restart", Overlay::ConfirmRestart)];
    for (words, asks) in asked {
        let place =
            Rect::from_min_max(pos2(right - 88.0, middle - 16.0), pos2(right, middle + 16.0));
        if button(ui, place, words).clicked() {
            *overlay = asks;
        }
        right -= 96.0;
    }
    let place = Rect::from_min_max(pos2(right - 88.0, middle - 16.0), pos2(right, middle + 16.0));
    if button(ui, place, "Pause").clicked() {
        *overlay = Overlay::Paused;
    }
    let title = painter.layout_no_wrap(attempt.case.scenario.title.clone(), font(BODY), TEXT);
    let at = pos2(place.min.x - 16.0 - title.size().x, middle - title.size().y / 2.0);
    painter.with_clip_rect(rect.with_min_x(x + 160.0)).galley(at, title, TEXT);
}

/// The picture, where the wheel feeds and a sideways drag spins.
fn live_monitor(ui: &mut Ui, rect: Rect, monitor: &Monitor, hand: &mut Hand, overlay: Overlay) {
    let response = ui.allocate_rect(rect, Sense::drag());
    monitor.draw(ui.painter(), rect, overlay == Overlay::None);
    if response.dragged() {
        hand.dragged += response.drag_delta().x;
    }
    if response.hovered() || response.dragged() {
        hand.notches += ui.input(|input| {
            input
                .raw
                .events
                .iter()
                .map(|event| match event {
                    egui::Event::MouseWheel { unit: egui::MouseWheelUnit::Line, delta, .. } => {
                        delta.x + delta.y
                    }
                    egui::Event::MouseWheel { delta, .. } => (delta.x + delta.y) / 40.0,
                    _ => 0.0,
                })
                .sum::<f32>()
        });
    }
}

/// The title line of a panel.
pub fn heading(painter: &egui::Painter, rect: Rect, words: &str) {
    text(painter, rect.min + vec2(AIR, AIR - 2.0), words, SMALL, SECONDARY);
}
