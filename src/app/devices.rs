//! What is in, and what lies on the shelf.

use super::attempt::{Attempt, Overlay};
use super::hand::Hand;
use super::monitor::Monitor;
use super::procedure::heading;
use super::projection::Projection;
use super::style::{ACCENT, AIR, BODY, LINE, NUMBER, PANEL, ROOM, SECONDARY, SMALL, TEXT, font};
use super::widgets::{button, key_hint, panel, paragraph, reading, text};
use bevy_egui::egui::{Align2, CornerRadius, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

/// Least and greatest height of one wire on the shelf.
const WIRE: (f32, f32) = (28.0, 80.0);
/// Height of a device in play.
const ROW: f32 = 28.0;
/// Height of what stands around the wires.
const REST: f32 = 272.0;

/// Height of an access where there are several, and of what stands above and below them.
const SITE: f32 = 26.0;
const SITES: f32 = 32.0;

/// Draws the panel; a click on a wire chooses it.
pub fn draw(
    ui: &mut Ui,
    rect: Rect,
    attempt: &Attempt,
    (hand, overlay): (&mut Hand, &mut Overlay),
    monitor: &mut Monitor,
) {
    let painter = ui.painter().clone();
    panel(&painter, rect);
    heading(&painter, rect, "wires on the shelf");
    key_hint(&painter, pos2(rect.max.x - 62.0, rect.min.y + 8.0), "X", "next");
    let inside = rect.shrink(AIR);
    let mut y = inside.min.y + 28.0;
    let count = attempt.case.others.len() as f32 + 1.0;
    let accesses = if count > 1.0 { SITES + SITE * count } else { 0.0 };
    let share = (inside.height() - REST - accesses) / attempt.case.wires.len().max(1) as f32 - 4.0;
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
    stack(ui, Rect::from_min_max(pos2(inside.min.x, y), inside.max), attempt, hand);
    if accesses > 0.0 {
        let foot = inside.max.y - 32.0 - 22.0 - accesses;
        sites(ui, inside.with_min_y(foot), attempt, overlay);
    }
    projection_buttons(ui, inside, monitor);
}

/// The next access where a sheath is, if there is another than that at hand.
pub fn next_sheath(attempt: &Attempt) -> Option<usize> {
    let (count, now) = (attempt.case.others.len() + 1, attempt.view.at_hand);
    (1..count).map(|k| (now + k) % count).find(|&access| attempt.has_sheath(access))
}

/// The accesses: which is at hand, where else a sheath is, where one may be put in.
fn sites(ui: &mut Ui, rect: Rect, attempt: &Attempt, overlay: &mut Overlay) {
    let painter = ui.painter().clone();
    text(&painter, rect.min, "access", SMALL, SECONDARY);
    key_hint(&painter, pos2(rect.max.x - 62.0, rect.min.y - 4.0), "G", "next");
    let mut y = rect.min.y + 20.0;
    for (access, name) in attempt.case.access_names().iter().enumerate() {
        let place = Rect::from_min_size(pos2(rect.min.x, y), vec2(rect.width(), SITE - 2.0));
        let response = ui.allocate_rect(place, Sense::click());
        let (lit, there) = (attempt.view.at_hand == access, attempt.has_sheath(access));
        let frame = if lit || response.hovered() { ACCENT } else { LINE };
        let fill = if lit { LINE } else { PANEL };
        let stroke = Stroke::new(1.0, frame);
        painter.rect(place, CornerRadius::same(2), fill, stroke, StrokeKind::Inside);
        let colour = if lit { TEXT } else { ACCENT };
        let left = place.min + vec2(8.0, 3.0);
        paragraph(&painter, left, name, (BODY, colour), (place.width() - 88.0, 1));
        let words = match (lit, there) {
            (true, _) => "at hand",
            (false, true) => "held",
            (false, false) => "no sheath",
        };
        let right = place.right_center() - vec2(8.0, 0.0);
        painter.text(right, Align2::RIGHT_CENTER, words, font(SMALL), SECONDARY);
        match response.clicked() {
            true if there => attempt.simulator.go_to(access as u8),
            true => *overlay = Overlay::Accesses,
            false => {}
        }
        y += SITE;
    }
}

/// The devices in play, from inside out: what each is, how far it is in, and which one the keys move.
fn stack(ui: &mut Ui, rect: Rect, attempt: &Attempt, hand: &mut Hand) {
    let painter = ui.painter().clone();
    let (case, view) = (&attempt.case, &attempt.view);
    text(&painter, rect.min, "in play: mm beyond sheath", SMALL, SECONDARY);
    key_hint(&painter, pos2(rect.max.x - 62.0, rect.min.y - 4.0), "Tab", "next");
    let support = &case.supports[view.support_index];
    let rows = [
        Some((case.wires[view.wire_index].title.as_str(), view.wire_inserted_mm)),
        Some((support.title.as_str(), view.support_inserted_mm)),
        case.guide.as_ref().map(|guide| (guide.title.as_str(), view.guide_inserted_mm)),
    ];
    let mut y = rect.min.y + 20.0;
    for (k, (title, inserted)) in rows.into_iter().flatten().enumerate() {
        let place = Rect::from_min_size(pos2(rect.min.x, y), vec2(rect.width(), ROW));
        let response = ui.allocate_rect(place, Sense::click());
        let active = hand.active == k;
        let frame = if active || response.hovered() { ACCENT } else { LINE };
        let fill = if active { LINE } else { PANEL };
        let stroke = Stroke::new(1.0, frame);
        painter.rect(place, CornerRadius::same(2), fill, stroke, StrokeKind::Inside);
        let left = place.min + vec2(8.0, 6.0);
        text(&painter, left, format!("{}", k + 1), BODY, SECONDARY);
        let colour = if active { TEXT } else { ACCENT };
        let width = place.width() - 68.0;
        paragraph(&painter, left + vec2(16.0, 0.0), title, (BODY, colour), (width, 1));
        let right = place.right_center() - vec2(8.0, 0.0);
        let figure = format!("{inserted:.0}");
        painter.text(right, Align2::RIGHT_CENTER, figure, font(NUMBER), TEXT);
        if response.clicked() {
            hand.active = k;
        }
        y += ROW + 4.0;
    }
    let beyond = view.wire_inserted_mm - view.support_inserted_mm;
    let row = Rect::from_min_size(pos2(rect.min.x, y), vec2(rect.width(), ROW));
    reading(&painter, row, "wire beyond support", &format!("{beyond:.0}"), "mm");
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
