//! The few things that every screen is made of: panels, text at a place, readings, bars, buttons.
//!
//! Readings and bars are painted at fixed places, so a number that changes never moves another.

use super::style::{
    ACCENT, AIR, BODY, DISABLED, LINE, NUMBER, PANEL, ROOM, SECONDARY, SMALL, TEXT, font,
};
use bevy_egui::egui::{
    self, Align2, Color32, CornerRadius, Painter, Pos2, Rect, Response, RichText, Stroke,
    StrokeKind, Ui, UiBuilder, Vec2, pos2, vec2,
};

/// The whole window as one surface; the camera has cleared it in the room's colour already.
pub fn whole_window(ctx: &egui::Context) -> Ui {
    let builder =
        UiBuilder::new().layer_id(egui::LayerId::background()).max_rect(ctx.viewport_rect());
    Ui::new(ctx.clone(), egui::Id::new("window"), builder)
}

/// A panel's ground; returns the part inside its air.
pub fn panel(painter: &Painter, rect: Rect) -> Rect {
    painter.rect(rect, CornerRadius::ZERO, PANEL, Stroke::new(1.0, LINE), StrokeKind::Inside);
    rect.shrink(AIR)
}

/// One line of text with its left top corner at `at`; returns what it covers.
pub fn text(painter: &Painter, at: Pos2, words: impl ToString, size: f32, colour: Color32) -> Rect {
    painter.text(at, Align2::LEFT_TOP, words, font(size), colour)
}

/// A paragraph broken at `width`, in at most `rows` lines, the last of them ending in "…" where
/// more is left; returns what it covers.
pub fn paragraph(
    painter: &Painter,
    at: Pos2,
    words: &str,
    (size, colour): (f32, Color32),
    (width, rows): (f32, usize),
) -> Rect {
    let mut job = egui::text::LayoutJob::simple(words.to_string(), font(size), colour, width);
    job.wrap.max_rows = rows;
    let galley = painter.layout_job(job);
    let rect = Rect::from_min_size(at, galley.size());
    painter.galley(at, galley, colour);
    rect
}

/// A number with its unit, the number ending at `right`, which is the middle of their line.
pub fn number(
    painter: &Painter,
    right: Pos2,
    value: &str,
    unit: &str,
    (size, colour): (f32, Color32),
) {
    painter.text(right, Align2::RIGHT_CENTER, value, font(size), colour);
    painter.text(
        right + vec2(4.0, (size - SMALL) * 0.2),
        Align2::LEFT_CENTER,
        unit,
        font(SMALL),
        SECONDARY,
    );
}

/// Width kept free for a unit behind a number.
pub const UNIT_WIDTH: f32 = 28.0;

/// A label on the left of `row` and a number with its unit on its right.
pub fn reading(painter: &Painter, row: Rect, label: &str, value: &str, unit: &str) {
    painter.text(row.left_center(), Align2::LEFT_CENTER, label, font(BODY), SECONDARY);
    number(painter, row.right_center() - vec2(UNIT_WIDTH, 0.0), value, unit, (NUMBER, TEXT));
}

/// A bar filled to `share` (0–1) of its length.
pub fn bar(painter: &Painter, rect: Rect, share: f64, colour: Color32) {
    painter.rect_filled(rect, CornerRadius::ZERO, LINE);
    let width = rect.width() * share.clamp(0.0, 1.0) as f32;
    let filled = Rect::from_min_size(rect.min, vec2(width, rect.height()));
    painter.rect_filled(filled, CornerRadius::ZERO, colour);
}

/// A bar that fills from its middle: left for −1, right for +1.
pub fn bar_from_middle(painter: &Painter, rect: Rect, share: f64, colour: Color32) {
    painter.rect_filled(rect, CornerRadius::ZERO, LINE);
    let middle = rect.center().x;
    let end = middle + rect.width() * 0.5 * share.clamp(-1.0, 1.0) as f32;
    let filled = Rect::from_x_y_ranges(middle.min(end)..=middle.max(end), rect.y_range());
    painter.rect_filled(filled, CornerRadius::ZERO, colour);
    painter.vline(middle, rect.y_range(), Stroke::new(1.0, SECONDARY));
}

/// A button at a place.
pub fn button(ui: &mut Ui, rect: Rect, words: &str) -> Response {
    ui.place(rect, egui::Button::new(words).min_size(rect.size()))
}

/// Size of the buttons that decide something.
pub const DECISION: Vec2 = Vec2::new(128.0, 36.0);

/// The button that goes on: filled with the accent.
pub fn main_button(words: &str) -> egui::Button<'_> {
    let words = RichText::new(words).color(ROOM);
    egui::Button::new(words).fill(ACCENT).stroke(Stroke::new(1.0, ACCENT)).min_size(DECISION)
}

/// A tab: lit when it is the one shown.
pub fn tab(ui: &mut Ui, rect: Rect, words: &str, lit: bool) -> bool {
    let response = ui.allocate_rect(rect, egui::Sense::click());
    let colour = match (lit, response.hovered()) {
        (true, _) => TEXT,
        (false, true) => ACCENT,
        (false, false) => SECONDARY,
    };
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, words, font(BODY), colour);
    if lit {
        let line = rect.with_min_y(rect.max.y - 2.0);
        ui.painter().rect_filled(line, CornerRadius::ZERO, ACCENT);
    }
    response.clicked()
}

/// A key as it stands on a keyboard, then what it does; returns the x where it ends.
pub fn key_hint(painter: &Painter, at: Pos2, keys: &str, action: &str) -> f32 {
    let galley = painter.layout_no_wrap(keys.to_string(), font(SMALL), TEXT);
    let cap = Rect::from_min_size(at, galley.size() + vec2(10.0, 4.0));
    painter.rect(cap, CornerRadius::same(2), ROOM, Stroke::new(1.0, DISABLED), StrokeKind::Inside);
    painter.galley(cap.min + vec2(5.0, 2.0), galley, TEXT);
    let words = painter.text(
        pos2(cap.max.x + 6.0, cap.center().y),
        Align2::LEFT_CENTER,
        action,
        font(SMALL),
        SECONDARY,
    );
    words.max.x
}

/// Seconds as hours, minutes and seconds.
pub fn clock(seconds: f64) -> String {
    let whole = seconds.max(0.0) as u64;
    format!("{:02}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60)
}

/// Seconds as minutes and seconds.
pub fn short_clock(seconds: f64) -> String {
    let whole = seconds.max(0.0) as u64;
    format!("{}:{:02}", whole / 60, whole % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_count_minutes_and_hours() {
        assert_eq!(clock(3600.0 * 2.0 + 61.9), "02:01:01");
        assert_eq!(short_clock(754.2), "12:34");
        assert_eq!(clock(-1.0), "00:00:00");
    }
}
