//! Where the wire went in the lesion, as a coloured band with words.

use super::style::{
    DISABLED, EXTRAVASCULAR, INTRAMURAL, LINE, NUMBER, ROOM, SECONDARY, SMALL, TEXT, TRUE_LUMEN,
};
use super::widgets::{panel, text};
use crate::sim::session::Truth;
use crate::sim::tissue::Zone;
use bevy_egui::egui::{Align2, Color32, CornerRadius, FontId, Painter, Rect, Stroke, pos2, vec2};

/// The lesion as a band, from the stump on the left: each millimetre in the zone in which it was
/// first traversed.
pub fn draw(painter: &Painter, rect: Rect, truth: &Truth) {
    let inside = panel(painter, rect);
    let top = inside.min - vec2(0.0, 2.0);
    text(painter, top, "the lesion from the stump upwards, as it was traversed", SMALL, SECONDARY);
    painter.text(
        pos2(inside.max.x, top.y),
        Align2::RIGHT_TOP,
        format!("{} mm", truth.zones.len()),
        FontId::proportional(SMALL),
        SECONDARY,
    );
    let band = Rect::from_min_size(inside.min + vec2(0.0, 24.0), vec2(inside.width(), 24.0));
    painter.rect_filled(band, CornerRadius::ZERO, LINE);
    let place = |bin: usize| band.min.x + band.width() * bin as f32 / truth.zones.len() as f32;
    for (from, to, zone) in stretches(&truth.zones) {
        fill(painter, Rect::from_x_y_ranges(place(from)..=place(to), band.y_range()), zone);
    }
    let traversed = truth.true_lumen_share + truth.intramural_share + truth.extravascular_share;
    let zones = [
        (Some(Zone::TrueLumen), truth.true_lumen_share),
        (Some(Zone::Intramural), truth.intramural_share),
        (Some(Zone::Extravascular), truth.extravascular_share),
        (None, (1.0 - traversed).max(0.0)),
    ];
    let column = inside.width() / zones.len() as f32;
    for (i, (zone, share)) in zones.into_iter().enumerate() {
        let left = inside.min.x + column * i as f32;
        let swatch = Rect::from_min_size(pos2(left, band.max.y + 16.0), vec2(12.0, 12.0));
        fill(painter, swatch, zone);
        let word = zone.map_or("not reached", Zone::name);
        text(painter, pos2(left + 18.0, swatch.min.y - 3.0), word, SMALL, TEXT);
        let percent = format!("{:.0} %", share * 100.0);
        text(painter, pos2(left + 18.0, swatch.max.y + 1.0), percent, NUMBER, TEXT);
    }
}

/// Neighbours of one zone taken together: the first millimetre, the one after the last, the zone.
fn stretches(zones: &[Option<Zone>]) -> Vec<(usize, usize, Option<Zone>)> {
    let mut end = 0;
    zones
        .chunk_by(|a, b| a == b)
        .map(|chunk| {
            let start = end;
            end += chunk.len();
            (start, end, chunk[0])
        })
        .collect()
}

/// A rectangle in the colour of `zone`, hatched where the wire has not been.
fn fill(painter: &Painter, rect: Rect, zone: Option<Zone>) {
    match zone {
        Some(zone) => {
            painter.rect_filled(rect, CornerRadius::ZERO, colour(zone));
        }
        None => hatch(painter, rect),
    }
}

fn colour(zone: Zone) -> Color32 {
    match zone {
        Zone::TrueLumen => TRUE_LUMEN,
        Zone::Intramural => INTRAMURAL,
        Zone::Extravascular => EXTRAVASCULAR,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_cover_every_millimetre_once_and_keep_the_order() {
        let (lumen, wall) = (Some(Zone::TrueLumen), Some(Zone::Intramural));
        let zones = [lumen, lumen, wall, lumen, None, None];
        let expected = [(0, 2, lumen), (2, 3, wall), (3, 4, lumen), (4, 6, None)];
        assert_eq!(stretches(&zones), expected);
        assert!(stretches(&[]).is_empty());
    }
}
