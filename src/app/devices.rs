//! What is in, and what lies on the shelf.

use super::attempt::Attempt;
use super::hand::Hand;
use super::monitor::Monitor;
use super::procedure::heading;
use super::projection::Projection;
use super::style::{ACCENT, AIR, BODY, LINE, PANEL, ROOM, SECONDARY, SMALL, TEXT, font};
use super::widgets::{button, key_hint, panel, paragraph, reading, text};
use bevy_egui::egui::{Align2, CornerRadius, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

/// Least and greatest height of one wire on the shelf.
const WIRE: (f32, f32) = (28.0, 80.0);
/// Height of what stands around the wires.
const REST: f32 = 236.0;

/// Draws the panel; a click on a wire chooses it.
pub fn draw(ui: &mut Ui, rect: Rect, attempt: &Attempt, hand: &mut Hand, monitor: &mut Monitor) {
    let painter = ui.painter().clone();
    panel(&painter, rect);
    heading(&painter, rect, "wires on the shelf");
    key_hint(&painter, pos2(rect.max.x - 62.0, rect.min.y + 8.0), "X", "next");
    let inside = rect.shrink(AIR);
    let mut y = inside.min.y + 28.0;
    let share = (inside.height() - REST) / attempt.case.wires.len().max(1) as f32 - 4.0;
    let height = share.clamp(WIRE.0, WIRE.1);
    for (i, wire) in attempt.case.wires.iter().enumerate() {
        let place = Rect::from_min_size(pos2(inside.min.x, y), vec2(inside.width(), height));
        let response = ui.allocate_rect(place, Sense::click());
        let lit = attempt.view.wire_index == i;
        let frame = if lit || response.hovered() { ACCENT } else { LINE };
        painter.rect(
            place,
            CornerRadius::same(2),
            if lit { LINE } else { PANEL },
            Stroke::new(1.0, frame),
            StrokeKind::Inside,
        );
        let name = if lit { TEXT } else { ACCENT };
        let left = place.min + vec2(8.0, 6.0);
        text(&painter, left, format!("{}", i + 1), BODY, SECONDARY);
        let width = place.width() - 32.0;
        let title =
            paragraph(&painter, left + vec2(16.0, 0.0), &wire.title, (BODY, name), (width, 1));
        if lit {
            painter.text(
                place.right_top() + vec2(-8.0, 7.0),
                Align2::RIGHT_TOP,
                "in",
                font(SMALL),
                ACCENT,
            );
        }
        let rows = ((height - 32.0) / 15.0) as usize;
        if rows > 0 {
            let under = pos2(left.x + 16.0, title.max.y + 2.0);
            paragraph(&painter, under, &wire.note, (SMALL, SECONDARY), (width, rows));
        }
        if response.clicked() {
            hand.chosen = Some(i);
        }
        y += height + 4.0;
    }
    y += 8.0;
    painter.hline(inside.x_range(), y, Stroke::new(1.0, LINE));
    y += 8.0;
    let view = &attempt.view;
    text(&painter, pos2(inside.min.x, y), "support catheter", SMALL, SECONDARY);
    let title = &attempt.case.support.title;
    let covered =
        paragraph(&painter, pos2(inside.min.x, y + 16.0), title, (BODY, TEXT), (inside.width(), 1));
    y = covered.max.y + 4.0;
    let beyond = view.wire_inserted_mm - view.support_inserted_mm;
    let rows = [
        ("wire beyond sheath", view.wire_inserted_mm),
        ("catheter beyond sheath", view.support_inserted_mm),
        ("wire beyond catheter", beyond),
    ];
    for (label, value) in rows {
        let row = Rect::from_min_size(pos2(inside.min.x, y), vec2(inside.width(), 28.0));
        reading(&painter, row, label, &format!("{value:.0}"), "mm");
        y += 28.0;
    }
    projection_buttons(ui, inside, monitor);
}

/// The C-arm's presets at the panel's foot.
fn projection_buttons(ui: &mut Ui, inside: Rect, monitor: &mut Monitor) {
    let painter = ui.painter().clone();
    let top = inside.max.y - 32.0;
    text(&painter, pos2(inside.min.x, top - 22.0), "C-arm", SMALL, SECONDARY);
    let half = (inside.width() - 8.0) / 2.0;
    let presets = [(Projection::Anteroposterior, "F5"), (Projection::LeftOblique30, "F6")];
    for (i, (projection, key)) in presets.into_iter().enumerate() {
        let at = pos2(inside.min.x + i as f32 * (half + 8.0), top);
        let place = Rect::from_min_size(at, vec2(half, 32.0));
        let words = format!("{key}  {}", projection.label());
        let lit = monitor.projection == projection;
        if lit {
            painter.rect(
                place,
                CornerRadius::same(2),
                ROOM,
                Stroke::new(1.0, ACCENT),
                StrokeKind::Inside,
            );
            painter.text(place.center(), Align2::CENTER_CENTER, words, font(BODY), TEXT);
        } else if button(ui, place, &words).clicked() {
            monitor.projection = projection;
        }
    }
}
