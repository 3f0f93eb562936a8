//! What the hand feels and does, what just happened, and the keys.

use super::attempt::{Attempt, Overlay};
use super::hand::Hand;
use super::style::{
    ACCENT, ATTENTION, BODY, DANGER, DISABLED, LINE, NUMBER, SECONDARY, SMALL, TEXT, font,
};
use super::widgets::{bar, bar_from_middle, key_hint, number, panel, short_clock, text};
use bevy_egui::egui::{Align2, Painter, Rect, Sense, Stroke, Ui, pos2, vec2};
use core::f32::consts::TAU;

/// Torque at which the bar is full, N·mm: about what bare fingers hold on a 0.9 mm wire.
const FULL_TORQUE_N_MM: f64 = 2.0;

/// Draws the panel in three parts: hand, events, keys.
pub fn draw(ui: &mut Ui, rect: Rect, attempt: &Attempt, hand: &Hand, overlay: &mut Overlay) {
    let painter = ui.painter().clone();
    let inside = panel(&painter, rect);
    let (hand_end, events_end) = (inside.min.x + 520.0, inside.min.x + 784.0);
    felt(&painter, inside.with_max_x(hand_end - 20.0), attempt, hand);
    painter.vline(hand_end - 8.0, inside.y_range(), Stroke::new(1.0, LINE));
    events(
        &painter,
        Rect::from_x_y_ranges(hand_end + 4.0..=events_end - 16.0, inside.y_range()),
        attempt,
    );
    painter.vline(events_end - 8.0, inside.y_range(), Stroke::new(1.0, LINE));
    let keys = inside.with_min_x(events_end + 4.0);
    key_legend(&painter, keys);
    let help = Rect::from_min_size(keys.max - vec2(96.0, 24.0), vec2(96.0, 24.0));
    if ui.allocate_rect(help, Sense::click()).clicked() {
        *overlay = Overlay::Help;
    }
}

/// Force and torque as bars, speeds as numbers.
fn felt(painter: &Painter, rect: Rect, attempt: &Attempt, hand: &Hand) {
    let view = &attempt.view;
    let row = |i: usize| rect.min.y + i as f32 * 28.0;
    let bars = Rect::from_min_size(pos2(rect.min.x + 64.0, 0.0), vec2(264.0, 14.0));
    let label = |y: f32, words: &str| {
        painter.text(pos2(rect.min.x, y + 7.0), Align2::LEFT_CENTER, words, font(BODY), SECONDARY);
    };
    let value_right = bars.max.x + 76.0;
    let grip = view.grip_n.max(1e-6);
    let share = view.hub_force_n.abs() / grip;
    let colour = match share {
        share if share > 0.9 => DANGER,
        share if share > 0.6 => ATTENTION,
        _ => ACCENT,
    };
    label(row(0), "force");
    bar(painter, bars.translate(vec2(0.0, row(0))), share, colour);
    let force = format!("{:.2}", view.hub_force_n);
    number(painter, pos2(value_right, row(0) + 7.0), &force, "N", (NUMBER, TEXT));
    painter.text(
        pos2(rect.max.x, row(0) + 7.0),
        Align2::RIGHT_CENTER,
        format!("slips at {:.1} N", view.grip_n),
        font(SMALL),
        SECONDARY,
    );
    label(row(1), "torque");
    let share = view.hub_torque_n_mm / FULL_TORQUE_N_MM;
    bar_from_middle(painter, bars.translate(vec2(0.0, row(1))), share, ACCENT);
    let torque = format!("{:.2}", view.hub_torque_n_mm);
    number(painter, pos2(value_right, row(1) + 7.0), &torque, "N·mm", (NUMBER, TEXT));

    painter.hline(rect.x_range(), row(2) + 2.0, Stroke::new(1.0, LINE));
    let y = row(2) + 28.0;
    let cells = [
        ("feed", format!("{:+.0}", hand.hold.feed_mm_s), "mm/s"),
        ("spin", format!("{:+.1}", hand.hold.spin_rad_s / TAU), "rev/s"),
        ("support", format!("{:+.0}", hand.hold.support_mm_s), "mm/s"),
    ];
    for (i, (name, value, unit)) in cells.into_iter().enumerate() {
        let left = rect.min.x + i as f32 * 124.0;
        text(painter, pos2(left, y - 16.0), name, SMALL, SECONDARY);
        let still = value.trim_start_matches(['+', '-']).parse() == Ok(0.0_f32);
        let value = if still { value.replace(['+', '-'], "") } else { value };
        let colour = if still { DISABLED } else { TEXT };
        number(painter, pos2(left + 46.0, y + 10.0), &value, unit, (NUMBER, colour));
    }
    let left = rect.min.x + 3.0 * 124.0;
    text(painter, pos2(left, y - 16.0), "torque device", SMALL, SECONDARY);
    let (words, colour) = if hand.torque_device { ("on", ATTENTION) } else { ("off", TEXT) };
    painter.text(pos2(left, y + 10.0), Align2::LEFT_CENTER, words, font(NUMBER), colour);
    if hand.keeps_spinning != 0.0 {
        painter.text(
            pos2(rect.min.x + 124.0 + 40.0, y - 16.0),
            Align2::LEFT_TOP,
            "keeps on",
            font(SMALL),
            ATTENTION,
        );
    }
}

/// The last sentences with the procedure clock; only what hand and picture tell.
fn events(painter: &Painter, rect: Rect, attempt: &Attempt) {
    text(painter, rect.min - vec2(0.0, 2.0), "what happened", SMALL, SECONDARY);
    let told: Vec<_> =
        attempt.log.iter().rev().filter(|(_, event)| !event.kind.is_hidden()).take(3).collect();
    let painter = painter.with_clip_rect(rect);
    for (i, (at, event)) in told.into_iter().enumerate() {
        let y = rect.min.y + 26.0 + i as f32 * 26.0;
        let colour = if i == 0 { TEXT } else { SECONDARY };
        painter.text(
            pos2(rect.min.x + 44.0, y),
            Align2::RIGHT_TOP,
            short_clock(*at),
            font(SMALL),
            SECONDARY,
        );
        super::widgets::paragraph(
            &painter,
            pos2(rect.min.x + 52.0, y - 2.0),
            &event.kind.sentence(),
            (BODY, colour),
            (rect.width() - 52.0, 1),
        );
    }
}

/// The keys that move things, always in sight.
fn key_legend(painter: &Painter, rect: Rect) {
    let columns = [
        [
            ("W S", "feed"),
            ("A D", "spin (twice: keep)"),
            ("I K", "support"),
            ("T", "torque device"),
        ],
        [("X", "exchange"), ("Shift", "fine"), ("Ctrl", "coarse"), ("V", "reference")],
        [("F5 F6", "C-arm"), ("P", "pause"), ("R", "restart"), ("F1", "all keys")],
    ];
    let lefts = [0.0, 182.0, 312.0];
    for (column, left) in columns.iter().zip(lefts) {
        for (i, (keys, action)) in column.iter().enumerate() {
            let at = pos2(rect.min.x + left, rect.min.y + i as f32 * 28.0);
            key_hint(painter, at, keys, action);
        }
    }
}
