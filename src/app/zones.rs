//! Where the wire went in the lesions, as coloured bands with words.

use super::style::{
    DISABLED, EXTRAVASCULAR, INTRAMURAL, NUMBER, ROOM, SECONDARY, SMALL, TEXT, TRUE_LUMEN,
};
use super::widgets::{panel, text};
use crate::sim::session::Truth;
use crate::sim::tissue::Zone;
use bevy_egui::egui::{Align2, Color32, CornerRadius, FontId, Painter, Rect, Stroke, pos2, vec2};

/// Between the bands of two lesions, points.
const GAP: f32 = 8.0;

/// The lesions as bands, each from its stump on the left: every millimetre in the zone in which it
/// was first traversed. Without a lesion, how far the tip came on its way to the target.
pub fn draw(painter: &Painter, rect: Rect, truth: &Truth) {
    let inside = panel(painter, rect);
    let top = inside.min - vec2(0.0, 2.0);
    let heading = match truth.lesions.len() {
        0 => "nothing was occluded: the way to the target, as far as the tip came",
        1 => "the lesion from the stump upwards, as it was traversed",
        _ => "the lesions from their stumps upwards, as they were traversed",
    };
    text(painter, top, heading, SMALL, SECONDARY);
    let lengths: Vec<_> =
        truth.lesions.iter().map(|lesion| format!("{:.0} mm", lesion.length_mm)).collect();
    painter.text(
        pos2(inside.max.x, top.y),
        Align2::RIGHT_TOP,
        lengths.join(" + "),
        FontId::proportional(SMALL),
        SECONDARY,
    );
    let band = Rect::from_min_size(inside.min + vec2(0.0, 24.0), vec2(inside.width(), 24.0));
    if truth.lesions.is_empty() {
        let came = band.min.x + band.width() * truth.traversed_share() as f32;
        fill(painter, band.with_max_x(came), Some(Zone::TrueLumen));
        fill(painter, band.with_min_x(came), None);
    } else {
        draw_lesions(painter, band, truth);
    }
    let zones = [
        (Some(Zone::TrueLumen), truth.true_lumen_share),
        (Some(Zone::Intramural), truth.intramural_share),
        (Some(Zone::Extravascular), truth.extravascular_share),
        (None, 1.0 - truth.traversed_share()),
    ];
    let column = inside.width() / zones.len() as f32;
    for (i, (zone, share)) in zones.into_iter().enumerate() {
        let left = inside.min.x + column * i as f32;
        let swatch = Rect::from_min_size(pos2(left, band.max.y + 16.0), vec2(12.0, 12.0));
        fill(painter, swatch, zone);
        let word = match zone {
            Some(Zone::TrueLumen) if only_scar(truth) => "within the cord",
            Some(zone) => zone.name(),
            None => "not reached",
        };
        text(painter, pos2(left + 18.0, swatch.min.y - 3.0), word, SMALL, TEXT);
        let percent = format!("{:.0} %", share * 100.0);
        text(painter, pos2(left + 18.0, swatch.max.y + 1.0), percent, NUMBER, TEXT);
    }
}

fn draw_lesions(painter: &Painter, band: Rect, truth: &Truth) {
    let gaps = GAP * (truth.lesions.len() - 1) as f32;
    let per_millimetre = (band.width() - gaps) / truth.zones.len() as f32;
    let mut left = band.min.x;
    for zones in truth.zones_by_lesion() {
        let place = |bin: usize| left + per_millimetre * bin as f32;
        for (from, to, zone) in stretches(zones) {
            fill(painter, Rect::from_x_y_ranges(place(from)..=place(to), band.y_range()), zone);
        }
        left = place(zones.len()) + GAP;
    }
}

/// True where there are lesions and none of them has a wisp.
fn only_scar(truth: &Truth) -> bool {
    !truth.lesions.is_empty() && truth.lesions.iter().all(|lesion| !lesion.has_wisp)
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
