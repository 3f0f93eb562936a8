//! The debrief: the score, why points were lost, where the wire went.

use super::attempt::{Attempt, PlayAgain};
use super::launch::{Draw, Screen};
use super::simulator::Ending;
use super::style::{
    ACCENT, ATTENTION, BODY, DANGER, DISABLED, DONE, EXTRAVASCULAR, INTRAMURAL, LINE, NUMBER,
    SCORE, SECONDARY, SMALL, TEXT, TITLE, TRUE_LUMEN, font,
};
use super::widgets::{
    DECISION, bar, clock, key_hint, main_button, panel, paragraph, reading, short_clock, text,
    whole_window,
};
use super::zones;
use crate::sim::score::{Part, Verdict};
use crate::sim::session::{EventKind, Outcome};
use bevy::prelude::*;
use bevy_egui::egui::{
    self, Align2, Color32, Painter, Rect, ScrollArea, Sense, Stroke, Ui, UiBuilder, pos2, vec2,
};
use bevy_egui::{EguiContexts, EguiPrimaryContextPass};

/// Air at the window's edges.
const EDGE: f32 = 32.0;
/// Height of one line of what happened.
const ROW: f32 = 22.0;
/// Width of the part with score and reasons.
const LEFT: f32 = 616.0;

/// Shows how the attempt went.
pub fn plugin(app: &mut App) {
    app.add_systems(Update, keys.run_if(in_state(Screen::Debrief))).add_systems(
        EguiPrimaryContextPass,
        draw.in_set(Draw::Screen).run_if(in_state(Screen::Debrief)),
    );
}

fn keys(
    keys: Res<ButtonInput<KeyCode>>,
    mut again: MessageWriter<PlayAgain>,
    mut next: ResMut<NextState<Screen>>,
) {
    if keys.just_pressed(KeyCode::Enter) {
        again.write(PlayAgain);
    } else if keys.just_pressed(KeyCode::Escape) {
        next.set(Screen::Home);
    }
}

fn draw(
    mut contexts: EguiContexts,
    attempt: Option<Res<Attempt>>,
    mut again: MessageWriter<PlayAgain>,
    mut next: ResMut<NextState<Screen>>,
) -> Result {
    let Some(attempt) = attempt else { return Ok(()) };
    let Some(ending) = attempt.ending.clone() else { return Ok(()) };
    let mut ui = whole_window(contexts.ctx_mut()?);
    let window = ui.max_rect();
    let painter = ui.painter().clone();
    let left = window.min.x + EDGE;
    let title = text(&painter, pos2(left, 20.0), "Debrief", TITLE, TEXT);
    painter.text(
        title.right_bottom() + vec2(16.0, -4.0),
        Align2::LEFT_BOTTOM,
        &attempt.case.scenario.title,
        font(BODY),
        SECONDARY,
    );
    let (top, bottom) = (title.max.y + 16.0, window.max.y - 72.0);
    let score = Rect::from_min_max(pos2(left, top), pos2(left + LEFT, bottom));
    draw_score(&mut ui, score, &ending);
    let right = Rect::from_min_max(pos2(score.max.x + 8.0, top), pos2(window.max.x - EDGE, bottom));
    let lesion = right.with_max_y(top + 124.0);
    zones::draw(&painter, lesion, &ending.truth);
    let figures = right.with_min_y(lesion.max.y + 8.0).with_max_y(lesion.max.y + 8.0 + 168.0);
    draw_figures(&painter, figures, (&attempt, &ending));
    draw_log(&mut ui, right.with_min_y(figures.max.y + 8.0), &attempt);
    draw_foot(&painter, pos2(left, window.max.y - 54.0), &attempt);
    let row = Rect::from_min_max(
        pos2(window.max.x - EDGE - 2.0 * DECISION.x - 8.0, window.max.y - 56.0),
        pos2(window.max.x - EDGE, window.max.y - 20.0),
    );
    let home = row.with_max_x(row.min.x + DECISION.x);
    if ui.place(home, egui::Button::new("Home").min_size(home.size())).clicked() {
        next.set(Screen::Home);
    }
    if ui.place(row.with_min_x(home.max.x + 8.0), main_button("Again")).clicked() {
        again.write(PlayAgain);
    }
    key_hint(&painter, pos2(row.min.x - 176.0, row.center().y - 9.0), "Esc", "home");
    key_hint(&painter, pos2(row.min.x - 96.0, row.center().y - 9.0), "Enter", "again");
    Ok(())
}

fn draw_score(ui: &mut Ui, rect: Rect, ending: &Ending) {
    let painter = ui.painter().clone();
    let inside = panel(&painter, rect);
    let report = &ending.report;
    let points = format!("{:.0}", report.score);
    let number =
        painter.text(inside.min + vec2(4.0, -6.0), Align2::LEFT_TOP, points, font(SCORE), TEXT);
    painter.text(
        number.right_bottom() + vec2(8.0, -14.0),
        Align2::LEFT_BOTTOM,
        "of 100",
        font(BODY),
        SECONDARY,
    );
    let (words, colour) = match ending.view.outcome {
        Some(Outcome::Crossed) => ("Crossed: the tip reached the target.", DONE),
        Some(Outcome::TimeOver) => ("Not crossed: the time ran out.", ATTENTION),
        None => ("Not crossed: ended by the operator.", ATTENTION),
    };
    painter.text(
        pos2(inside.max.x, number.center().y + 6.0),
        Align2::RIGHT_CENTER,
        words,
        font(NUMBER),
        colour,
    );
    let line = draw_verdict(&painter, inside.with_min_y(number.max.y), &report.verdict);
    painter.hline(inside.x_range(), line, Stroke::new(1.0, LINE));
    let list = inside.with_min_y(line + 12.0);
    ui.scope_builder(UiBuilder::new().max_rect(list), |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            for part in &report.parts {
                draw_part(ui, part, list.width());
            }
        });
    });
}

/// One criterion: its points as a bar, and the reason for what was lost.
/// Passed or failed, and why; returns where it ends.
fn draw_verdict(painter: &Painter, rect: Rect, verdict: &Verdict) -> f32 {
    let (word, colour) = if verdict.passed { ("Passed", DONE) } else { ("Failed", DANGER) };
    let word = text(painter, rect.min + vec2(4.0, 0.0), word, NUMBER, colour);
    let (left, mut y) = (word.max.x + 16.0, word.min.y + 3.0);
    for reason in &verdict.reasons {
        let width = rect.max.x - left;
        let told = paragraph(painter, pos2(left, y), reason, (BODY, TEXT), (width, 2));
        y = told.max.y + 2.0;
    }
    word.max.y.max(y) + 6.0
}

fn draw_part(ui: &mut Ui, part: &Part, width: f32) {
    let painter = ui.painter().clone();
    let reason = (!part.reason.is_empty())
        .then(|| painter.layout(part.reason.clone(), font(BODY), SECONDARY, width - 16.0));
    let height = 28.0 + reason.as_ref().map_or(0.0, |galley| galley.size().y + 4.0);
    let (rect, _) = ui.allocate_exact_size(vec2(width, height + 6.0), Sense::hover());
    let middle = rect.min.y + 12.0;
    painter.text(pos2(rect.min.x, middle), Align2::LEFT_CENTER, &part.title, font(BODY), TEXT);
    let track = Rect::from_min_size(pos2(rect.min.x + 248.0, middle - 5.0), vec2(216.0, 10.0));
    let share = part.points / part.of.max(1e-9);
    let colour = if share > 0.999 { DONE } else { ACCENT };
    bar(&painter, track, share, colour);
    let right = rect.max.x - 68.0;
    painter.text(
        pos2(right, middle),
        Align2::RIGHT_CENTER,
        format!("{:.1}", part.points),
        font(NUMBER),
        TEXT,
    );
    painter.text(
        pos2(right + 6.0, middle + 1.0),
        Align2::LEFT_CENTER,
        format!("of {:.0}", part.of),
        font(SMALL),
        SECONDARY,
    );
    if let Some(galley) = reason {
        painter.galley(rect.min + vec2(0.0, 26.0), galley, SECONDARY);
    }
}

fn draw_figures(painter: &Painter, rect: Rect, (attempt, ending): (&Attempt, &Ending)) {
    let inside = panel(painter, rect);
    let mut rows = vec![
        ("procedure time", clock(ending.view.procedure_s), ""),
        ("manipulation", clock(ending.view.manipulation_s), ""),
        ("perforations", ending.truth.perforations.to_string(), ""),
        ("peak force on the wall", format!("{:.1}", ending.truth.peak_wall_force_n), "N"),
    ];
    if ending.truth.kinked_wires > 0 {
        // A kinked wire must be exchanged.
        rows.push(("wires kinked", ending.truth.kinked_wires.to_string(), ""));
    }
    if attempt.hints_taken > 0 {
        let taken = format!("{} of {}", attempt.hints_taken, attempt.hints().len());
        rows.push(("hints taken", taken, ""));
    }
    let height = inside.height() / rows.len() as f32;
    for (i, (label, value, unit)) in rows.iter().enumerate() {
        let top = inside.min.y + i as f32 * height;
        let row = Rect::from_min_size(pos2(inside.min.x, top), vec2(inside.width(), height));
        reading(painter, row, label, value, unit);
    }
}

/// Everything that happened, what neither hand nor picture told included.
fn draw_log(ui: &mut Ui, rect: Rect, attempt: &Attempt) {
    let painter = ui.painter().clone();
    let inside = panel(&painter, rect);
    let top = inside.min - vec2(0.0, 2.0);
    text(&painter, top, "what happened, hidden events included", SMALL, SECONDARY);
    // Whole rows only, so that none is cut.
    let list = inside.with_min_y(inside.min.y + 20.0);
    let rows = (list.height() / ROW).floor();
    let list = list.with_max_y(list.min.y + rows * ROW);
    if attempt.log.len() as f32 > rows {
        painter.text(
            pos2(inside.max.x, top.y),
            Align2::RIGHT_TOP,
            format!("{} entries, wheel for more", attempt.log.len()),
            font(SMALL),
            SECONDARY,
        );
    }
    ui.scope_builder(UiBuilder::new().max_rect(list), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().auto_shrink(false).show_rows(
            ui,
            ROW,
            attempt.log.len(),
            |ui, rows| {
                for (at, event) in &attempt.log[rows] {
                    let (row, _) = ui.allocate_exact_size(vec2(list.width(), ROW), Sense::hover());
                    let at_right = pos2(row.min.x + 48.0, row.center().y);
                    let painter = ui.painter();
                    painter.text(
                        at_right,
                        Align2::RIGHT_CENTER,
                        short_clock(*at),
                        font(SMALL),
                        SECONDARY,
                    );
                    painter.circle_filled(
                        at_right + vec2(14.0, 0.0),
                        3.0,
                        event_colour(&event.kind),
                    );
                    painter.text(
                        at_right + vec2(26.0, 0.0),
                        Align2::LEFT_CENTER,
                        event.kind.sentence(),
                        font(BODY),
                        TEXT,
                    );
                }
            },
        );
    });
    if attempt.log.is_empty() {
        text(&painter, list.min, "Nothing of note.", BODY, SECONDARY);
    }
}

fn event_colour(kind: &EventKind) -> Color32 {
    match kind {
        EventKind::EnteredWisp | EventKind::RejoinedWisp | EventKind::ReachedPatentVein => {
            TRUE_LUMEN
        }
        EventKind::EnteredScar => INTRAMURAL,
        EventKind::PerforatedWall => EXTRAVASCULAR,
        EventKind::TargetReached => DONE,
        EventKind::TimeOver => ATTENTION,
        _ => DISABLED,
    }
}

/// What became of the record.
fn draw_foot(painter: &Painter, at: egui::Pos2, attempt: &Attempt) {
    let (words, colour) = match (&attempt.record, &attempt.failure) {
        (_, Some(failure)) => (failure.clone(), DANGER),
        (None, None) => ("Writing the record.".into(), SECONDARY),
        (Some(Ok(line)), None) => (line.clone(), SECONDARY),
        (Some(Err(reason)), None) => (format!("The record was not written: {reason}"), DANGER),
    };
    paragraph(painter, at, &words, (SMALL, colour), (720.0, 2));
}
