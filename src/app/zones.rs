//! Where the wire went in the lesion, as a coloured band with words.

use super::style::{
    DISABLED, EXTRAVASCULAR, INTRAMURAL, LINE, NUMBER, ROOM, SECONDARY, SMALL, TEXT, TRUE_LUMEN,
};
use super::widgets::{panel, text};
use crate::sim::session::Truth;
use bevy_egui::egui::{CornerRadius, Painter, Rect, Stroke, pos2, vec2};

/// The lesion as a band of the zones in which it was first traversed.
pub fn draw(painter: &Painter, rect: Rect, truth: &Truth) {
    let inside = panel(painter, rect);
    text(painter, inside.min - vec2(0.0, 2.0), "the lesion, as it was traversed", SMALL, SECONDARY);
    let traversed = truth.true_lumen_share + truth.intramural_share + truth.extravascular_share;
    let zones = [
        ("true lumen", truth.true_lumen_share, TRUE_LUMEN),
        ("intramural", truth.intramural_share, INTRAMURAL),
        ("extravascular", truth.extravascular_share, EXTRAVASCULAR),
        ("not reached", (1.0 - traversed).max(0.0), DISABLED),
    ];
    let band = Rect::from_min_size(inside.min + vec2(0.0, 24.0), vec2(inside.width(), 24.0));
    painter.rect_filled(band, CornerRadius::ZERO, LINE);
    let mut x = band.min.x;
    let column = inside.width() / zones.len() as f32;
    for (i, (word, share, colour)) in zones.into_iter().enumerate() {
        let width = band.width() * share as f32;
        let part = Rect::from_x_y_ranges(x..=(x + width).min(band.max.x), band.y_range());
        if i < 3 {
            painter.rect_filled(part, CornerRadius::ZERO, colour);
        } else {
            hatch(painter, part);
        }
        x += width;
        let left = inside.min.x + column * i as f32;
        let swatch = Rect::from_min_size(pos2(left, band.max.y + 16.0), vec2(12.0, 12.0));
        if i < 3 {
            painter.rect_filled(swatch, CornerRadius::ZERO, colour);
        } else {
            hatch(painter, swatch);
        }
        text(painter, pos2(left + 18.0, swatch.min.y - 3.0), word, SMALL, TEXT);
        let percent = format!("{:.0} %", share * 100.0);
        text(painter, pos2(left + 18.0, swatch.max.y + 1.0), percent, NUMBER, TEXT);
    }
}

/// Slanted lines, for what has no colour of its own.
fn hatch(painter: &Painter, rect: Rect) {
    let painter = painter.with_clip_rect(rect);
    painter.rect_filled(rect, CornerRadius::ZERO, ROOM);
    let mut x = rect.min.x - rect.height();
    while x < rect.max.x {
        let ends = [pos2(x, rect.max.y), pos2(x + rect.height(), rect.min.y)];
        painter.line_segment(ends, Stroke::new(1.0, DISABLED));
        x += 6.0;
    }
}
