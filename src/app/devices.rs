//! What is in, and what lies on the shelf.

use super::attempt::{Attempt, Overlay};
use super::hand::Hand;
use super::monitor::Monitor;
use super::procedure::heading;
use super::projection::Projection;
use super::style::{ACCENT, AIR, BODY, LINE, NUMBER, PANEL, ROOM, SECONDARY, SMALL, TEXT, font};
use super::widgets::{button, key_hint, panel, paragraph, reading, text};
use bevy_egui::egui::{
    Align2, CornerRadius, Painter, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    pos2, vec2,
};

/// Height of a device on the shelf whose note is not shown, and what a note adds above its lines.
const TITLE: f32 = 28.0;
const UNDER_TITLE: f32 = 6.0;
/// Between two devices.
const GAP: f32 = 4.0;
/// What stands beside a note.
const NOTE_SIDES: f32 = 32.0;
/// Height of a device in play.
const ROW: f32 = 28.0;
/// Height of what stands around the shelf where there is no guide.
const REST: f32 = 218.0;

/// Height of an access where there are several, and of what stands above and below them.
const SITE: f32 = 26.0;
const SITES: f32 = 32.0;

/// Draws the panel; a click on a device on the shelf chooses it.
pub fn draw(
    ui: &mut Ui,
    rect: Rect,
    attempt: &Attempt,
    (hand, overlay): (&mut Hand, &mut Overlay),
    monitor: &mut Monitor,
) {
    let painter = ui.painter().clone();
    panel(&painter, rect);
    let inside = rect.shrink(AIR);
    let count = attempt.case.others.len() as f32 + 1.0;
    let accesses = if count > 1.0 { SITES + SITE * count } else { 0.0 };
    let shelves = [Shelf::of_wires(attempt), Shelf::of_catheters(attempt)];
    let top = inside.min.y + 28.0;
    let guide = if attempt.case.guide.is_some() { ROW + GAP } else { 0.0 };
    let room = inside.height() - REST - guide - accesses;
    // Both shelves take the same height, so what stands below does not move with the one shown.
    let tall = shelves.iter().map(|shelf| tallest(&shelf.whole(&painter, inside.width()), room));
    let foot = top + tall.fold(0.0, f32::max);
    let catheters = hand.active == 1 && shelves[1].items.len() > 1;
    let shelf = &shelves[usize::from(catheters)];
    heading(&painter, rect, shelf.words);
    if shelf.items.len() > 1 && hand.active < 2 {
        key_hint(&painter, pos2(rect.max.x - 62.0, rect.min.y + 8.0), "X", "next");
    }
    if let Some(i) = shelf.draw(ui, inside.with_min_y(top).with_max_y(foot), room) {
        *(if catheters { &mut hand.chosen_support } else { &mut hand.chosen }) = Some(i);
    }
    let mut y = foot + 8.0;
    painter.hline(inside.x_range(), y, Stroke::new(1.0, LINE));
    y += 8.0;
    stack(ui, Rect::from_min_max(pos2(inside.min.x, y), inside.max), attempt, hand);
    if accesses > 0.0 {
        let foot = inside.max.y - 32.0 - 22.0 - accesses;
        sites(ui, inside.with_min_y(foot), attempt, overlay);
    }
    projection_buttons(ui, inside, monitor);
}

/// The devices of one kind that are at hand.
struct Shelf<'a> {
    /// What it is called.
    words: &'static str,
    /// Title and note of each.
    items: Vec<(&'a str, &'a str)>,
    /// The one that is in.
    lit: usize,
}

impl<'a> Shelf<'a> {
    fn of_wires(attempt: &'a Attempt) -> Self {
        let wires = attempt.case.wires.iter();
        let items = wires.map(|wire| (wire.title.as_str(), wire.note.as_str())).collect();
        Self { words: "wires on the shelf", items, lit: attempt.view.wire_index }
    }

    fn of_catheters(attempt: &'a Attempt) -> Self {
        let supports = attempt.case.supports.iter();
        let items = supports.map(|support| (support.title.as_str(), support.note.as_str()));
        let lit = attempt.view.support_index;
        Self { words: "catheters on the shelf", items: items.collect(), lit }
    }

    /// Height of each device with the whole of its note.
    fn whole(&self, painter: &Painter, width: f32) -> Vec<f32> {
        let lines = |note: &str| {
            painter.layout(note.into(), font(SMALL), SECONDARY, width - NOTE_SIDES).size().y
        };
        self.items.iter().map(|&(_, note)| TITLE + UNDER_TITLE + lines(note)).collect()
    }

    /// Draws it, scrolled where it is longer than `rect`; returns the device that was clicked.
    fn draw(&self, ui: &mut Ui, rect: Rect, room: f32) -> Option<usize> {
        let heights = heights(&self.whole(ui.painter(), rect.width()), self.lit, room);
        let mut clicked = None;
        let list = |ui: &mut Ui| {
            ui.spacing_mut().item_spacing.y = GAP;
            for (i, (&item, &height)) in self.items.iter().zip(&heights).enumerate() {
                let size = vec2(rect.width(), height);
                let (place, response) = ui.allocate_exact_size(size, Sense::click());
                let noted = height > TITLE;
                entry(ui.painter(), place, (i, item), (i == self.lit, response.hovered(), noted));
                if response.clicked() {
                    clicked = Some(i);
                }
                if !noted {
                    response.on_hover_text(item.1);
                }
            }
        };
        ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
            ScrollArea::vertical().id_salt(self.words).show(ui, list);
        });
        clicked
    }
}

/// Heights of devices of which `lit` is in, where `whole` are those with their notes: a note is shown
/// whole or not at all, that of every device where `room` allows it, else that of the one that is in.
fn heights(whole: &[f32], lit: usize, room: f32) -> Vec<f32> {
    if total(whole) <= room {
        return whole.to_vec();
    }
    let mut heights = vec![TITLE; whole.len()];
    heights[lit] = whole[lit];
    if total(&heights) > room {
        heights[lit] = TITLE;
    }
    heights
}

/// The most that such devices take, whichever is in; no more than `room`.
fn tallest(whole: &[f32], room: f32) -> f32 {
    let tall = (0..whole.len()).map(|lit| total(&heights(whole, lit, room)));
    tall.fold(0.0, f32::max).min(room)
}

/// What devices of these heights take with the gaps between them.
fn total(heights: &[f32]) -> f32 {
    heights.iter().sum::<f32>() + GAP * (heights.len() as f32 - 1.0)
}

/// One device on a shelf: its number, its title, "in" where it is, and its note where that fits.
fn entry(
    painter: &Painter,
    place: Rect,
    (i, (title, note)): (usize, (&str, &str)),
    (lit, hovered, noted): (bool, bool, bool),
) {
    let frame = Stroke::new(1.0, if lit || hovered { ACCENT } else { LINE });
    let fill = if lit { LINE } else { PANEL };
    painter.rect(place, CornerRadius::same(2), fill, frame, StrokeKind::Inside);
    let name = if lit { TEXT } else { ACCENT };
    let left = place.min + vec2(8.0, 6.0);
    text(painter, left, format!("{}", i + 1), BODY, SECONDARY);
    let width = place.width() - NOTE_SIDES;
    let under = left + vec2(16.0, 0.0);
    let free = if lit { width - 16.0 } else { width };
    let title = paragraph(painter, under, title, (BODY, name), (free, 1));
    if lit {
        let right = place.right_top() + vec2(-8.0, 7.0);
        painter.text(right, Align2::RIGHT_TOP, "in", font(SMALL), ACCENT);
    }
    if noted {
        let under = pos2(under.x, title.max.y + 2.0);
        paragraph(painter, under, note, (SMALL, SECONDARY), (width, usize::MAX));
    }
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
        y += ROW + GAP;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_shown_whole_or_not_at_all_and_the_shelf_keeps_to_its_room() {
        let whole = [49.0, 64.0, 79.0];
        assert_eq!(heights(&whole, 0, 200.0), whole);
        assert_eq!(heights(&whole, 2, 199.0), [TITLE, TITLE, 79.0]);
        assert_eq!(heights(&whole, 2, 142.0), [TITLE; 3]);
        for room in [60.0, 130.0, 143.0, 199.0, 200.0] {
            let tall = tallest(&whole, room);
            assert!(tall <= room);
            for lit in 0..3 {
                assert!(total(&heights(&whole, lit, room)).min(room) <= tall, "{lit} in {room}");
            }
        }
    }
}
