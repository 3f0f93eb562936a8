//! What lies over the procedure: briefing, pause, help, questions. The simulation stands still.

use super::attempt::{Attempt, Overlay, PlayAgain};
use super::launch::Screen;
use super::style::{BODY, LINE, PANEL, SECONDARY, SMALL, TEXT, TITLE, font};
use super::widgets::{DECISION, key_hint, main_button};
use bevy::prelude::*;
use bevy_egui::EguiContexts;
use bevy_egui::egui::{self, Color32, Modal, RichText, Sense, Stroke, Ui, vec2};

/// Dims what lies below.
const BACKDROP: Color32 = Color32::from_black_alpha(150);

/// Every key, with what it does.
const KEYS: [(&str, &str); 17] = [
    ("W S  or  ↑ ↓", "feed the wire forward, back (10 mm/s)"),
    ("A D  or  ← →", "spin it left, right (1.5 rev/s); twice quickly: keeps spinning"),
    ("Shift", "fine: feed 2 mm/s, spin 0.3 rev/s"),
    ("Ctrl", "coarse: feed 30 mm/s, spin 3 rev/s"),
    ("wheel", "feed in steps of 2 mm, over the live monitor"),
    ("drag sideways", "spin, on the live monitor"),
    ("I K  or  PgUp PgDn", "support catheter forward, back (8 mm/s)"),
    ("T", "torque device on, off: more grip"),
    ("X", "exchange the wire for the next on the shelf"),
    ("1 2 3", "exchange the wire for this one"),
    ("F5", "C-arm AP"),
    ("F6", "C-arm LAO 30"),
    ("V", "reference: CT plan, 3D"),
    ("P  or  Esc", "pause, go on"),
    ("R", "restart"),
    ("F1", "this page"),
    ("Enter", "begin, go on"),
];

/// Draws the overlay, if there is one.
pub fn draw(
    mut contexts: EguiContexts,
    attempt: Option<Res<Attempt>>,
    mut overlay: ResMut<Overlay>,
    mut again: MessageWriter<PlayAgain>,
    mut next: ResMut<NextState<Screen>>,
) -> Result {
    let Some(attempt) = attempt else { return Ok(()) };
    let ctx = contexts.ctx_mut()?;
    let shown = *overlay;
    if shown == Overlay::None {
        return Ok(());
    }
    let frame = egui::Frame::new().fill(PANEL).stroke(Stroke::new(1.0, LINE)).inner_margin(24);
    Modal::new(egui::Id::new("overlay")).frame(frame).backdrop_color(BACKDROP).show(
        ctx,
        |ui| match shown {
            Overlay::None => {}
            Overlay::Briefing => {
                briefing(ui, &attempt);
                if ui.add_sized(DECISION, main_button("Begin")).clicked() {
                    *overlay = Overlay::None;
                }
            }
            Overlay::Paused => {
                title(ui, "Paused", 360.0);
                ui.label("The clocks stand still and the X-ray is off.");
                ui.add_space(8.0);
                ui.horizontal(|ui| {
                    if ui.add_sized(DECISION, main_button("Go on")).clicked() {
                        *overlay = Overlay::None;
                    }
                    hint(ui, "P");
                });
            }
            Overlay::Help => {
                help(ui);
                if ui.add_sized(DECISION, main_button("Go on")).clicked() {
                    *overlay = Overlay::None;
                }
            }
            Overlay::ConfirmRestart => {
                title(ui, "Restart the case?", 400.0);
                ui.label("This attempt is dropped without a score.");
                ui.add_space(8.0);
                ui.horizontal(|ui| {
                    if ui.add_sized(DECISION, main_button("Restart")).clicked() {
                        again.write(PlayAgain);
                    }
                    if ui.add_sized(DECISION, egui::Button::new("Go on")).clicked() {
                        *overlay = Overlay::None;
                    }
                });
            }
            Overlay::Leave => {
                title(ui, "Leave the case?", 480.0);
                ui.label("The attempt can be scored as it stands, or dropped.");
                ui.add_space(8.0);
                ui.horizontal(|ui| {
                    if ui.add_sized(DECISION, main_button("End and score")).clicked() {
                        attempt.simulator.finish();
                        *overlay = Overlay::None;
                    }
                    if ui.add_sized(DECISION, egui::Button::new("Drop, go home")).clicked() {
                        next.set(Screen::Home);
                    }
                    if ui.add_sized(DECISION, egui::Button::new("Go on")).clicked() {
                        *overlay = Overlay::None;
                    }
                });
            }
        },
    );
    Ok(())
}

fn title(ui: &mut Ui, words: &str, width: f32) {
    ui.set_width(width);
    ui.label(RichText::new(words).font(font(TITLE)).color(TEXT));
}

fn hint(ui: &mut Ui, key: &str) {
    let (rect, _) = ui.allocate_exact_size(vec2(32.0, 36.0), Sense::hover());
    key_hint(ui.painter(), rect.left_center() - vec2(0.0, 9.0), key, "");
}

fn briefing(ui: &mut Ui, attempt: &Attempt) {
    let scenario = &attempt.case.scenario;
    title(ui, &scenario.title, 640.0);
    ui.label(RichText::new(&scenario.briefing).font(font(BODY)).color(TEXT));
    ui.add_space(8.0);
    if !scenario.teaching_points.is_empty() {
        ui.label(RichText::new("What this case teaches").font(font(SMALL)).color(SECONDARY));
    }
    for point in &scenario.teaching_points {
        ui.label(RichText::new(format!("–  {point}")).font(font(BODY)).color(TEXT));
    }
    ui.add_space(8.0);
    let (rect, _) = ui.allocate_exact_size(vec2(640.0, 24.0), Sense::hover());
    let mut at = rect.min;
    let hints =
        [("W S", "feed"), ("A D", "spin"), ("I K", "support"), ("X", "exchange"), ("F1", "all keys")];
    for (keys, action) in hints {
        at.x = key_hint(ui.painter(), at, keys, action) + 20.0;
    }
    ui.add_space(8.0);
}

fn help(ui: &mut Ui) {
    title(ui, "Keys", 640.0);
    ui.spacing_mut().item_spacing.y = 7.0;
    for (keys, action) in KEYS {
        let (rect, _) = ui.allocate_exact_size(vec2(640.0, 19.0), Sense::hover());
        let painter = ui.painter();
        key_hint(painter, rect.min, keys, "");
        painter.text(
            rect.left_center() + vec2(168.0, 0.0),
            egui::Align2::LEFT_CENTER,
            action,
            font(BODY),
            TEXT,
        );
    }
    ui.add_space(8.0);
}
