//! What the hand feels and does, what just happened, and the keys.

use super::attempt::Attempt;
use super::hand::Hand;
use super::style::{
    ACCENT, AIR, ATTENTION, BODY, DANGER, DISABLED, LINE, NUMBER, SECONDARY, SMALL, TEXT, font,
};
use super::widgets::{bar, bar_from_middle, key_hint, number, panel, paragraph, short_clock, text};
use bevy_egui::egui::{Align2, Painter, Rect, Stroke, Ui, pos2, vec2};
use core::f64::consts::TAU;

/// Torque at which the bar is full, N·mm: about what bare fingers hold on a 0.9 mm wire.
const FULL_TORQUE_N_MM: f64 = 2.0;

/// Width of what the hand feels and does.
const HAND: f32 = 452.0;
/// Width of the keys.
const KEYS: f32 = 404.0;

/// Draws the panel in three parts: hand, events, keys.
pub fn draw(ui: &mut Ui, rect: Rect, attempt: &Attempt, hand: &Hand) {
    let painter = ui.painter().clone();
    let inside = panel(&painter, rect);
    let (hand_end, keys_start) = (inside.min.x + HAND, inside.max.x - KEYS);
    felt(&painter, inside.with_max_x(hand_end), attempt, hand);
    painter.vline(hand_end + AIR, inside.y_range(), Stroke::new(1.0, LINE));
    let told =
        Rect::from_x_y_ranges(hand_end + 2.0 * AIR..=keys_start - 2.0 * AIR, inside.y_range());
    events(&painter, told, attempt);
    painter.vline(keys_start - AIR, inside.y_range(), Stroke::new(1.0, LINE));
    key_legend(&painter, inside.with_min_x(keys_start));
}

/// Two decimals, and nothing without a sign.
fn hundredths(value: f64) -> String {
    let told = format!("{value:.2}");
    if told == "-0.00" { "0.00".into() } else { told }
}

/// Force and torque as bars, speeds as numbers.
fn felt(painter: &Painter, rect: Rect, attempt: &Attempt, hand: &Hand) {
    let view = &attempt.view;
    let row = |i: usize| rect.min.y + i as f32 * 28.0;
    let bars = Rect::from_min_size(pos2(rect.min.x + 64.0, 0.0), vec2(208.0, 14.0));
    let label = |y: f32, words: &str| {
        painter.text(pos2(rect.min.x, y + 7.0), Align2::LEFT_CENTER, words, font(BODY), SECONDARY);
    };
    let value_right = bars.max.x + 64.0;
    let felt = view.felt.get(hand.active).copied().unwrap_or_default();
    let share = felt.force_n.abs() / felt.grip_n.max(1e-6);
    let colour = match share {
        share if share > 0.9 => DANGER,
        share if share > 0.6 => ATTENTION,
        _ => ACCENT,
    };
    label(row(0), "force");
    bar(painter, bars.translate(vec2(0.0, row(0))), share, colour);
    let force = hundredths(felt.force_n);
    number(painter, pos2(value_right, row(0) + 7.0), &force, "N", (NUMBER, TEXT));
    painter.text(
        pos2(rect.max.x, row(0) + 7.0),
        Align2::RIGHT_CENTER,
        format!("slips at {:.1} N", felt.grip_n),
        font(SMALL),
        SECONDARY,
    );
    label(row(1), "torque");
    let share = felt.torque_n_mm / felt.grip_n_mm.max(FULL_TORQUE_N_MM);
    bar_from_middle(painter, bars.translate(vec2(0.0, row(1))), share, ACCENT);
    let torque = hundredths(felt.torque_n_mm);
    number(painter, pos2(value_right, row(1) + 7.0), &torque, "N·mm", (NUMBER, TEXT));

    painter.hline(rect.x_range(), row(2) + 2.0, Stroke::new(1.0, LINE));
    let y = row(2) + 28.0;
    let moved = hand.hold.motions()[hand.active];
    let cells = [
        ("feed", format!("{:+.0}", moved.feed_mm_s), "mm/s"),
        ("spin", format!("{:+.1}", moved.spin_rad_s / TAU), "rev/s"),
        ("support", format!("{:+.0}", hand.hold.support_mm_s), "mm/s"),
    ];
    for (i, (name, value, unit)) in cells.into_iter().enumerate() {
        let left = rect.min.x + i as f32 * 116.0;
        text(painter, pos2(left, y - 16.0), name, SMALL, SECONDARY);
        let still = value.trim_start_matches(['+', '-']).parse() == Ok(0.0_f32);
        let value = if still { value.replace(['+', '-'], "") } else { value };
        let colour = if still { DISABLED } else { TEXT };
        number(painter, pos2(left + 46.0, y + 10.0), &value, unit, (NUMBER, colour));
    }
    let left = rect.min.x + 3.0 * 116.0;
    text(painter, pos2(left, y - 16.0), "torque device", SMALL, SECONDARY);
    let (words, colour) = if hand.torque_device { ("on", ATTENTION) } else { ("off", TEXT) };
    painter.text(pos2(left, y + 10.0), Align2::LEFT_CENTER, words, font(NUMBER), colour);
    if hand.keeps_spinning != 0.0 {
        painter.text(
            pos2(rect.min.x + 116.0 + 40.0, y - 16.0),
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
    let mut y = rect.min.y + 22.0;
    for (i, (at, event)) in told.into_iter().enumerate() {
        let colour = if i == 0 { TEXT } else { SECONDARY };
        let right = pos2(rect.min.x + 40.0, y + 2.0);
        painter.text(right, Align2::RIGHT_TOP, short_clock(*at), font(SMALL), SECONDARY);
        let words = pos2(rect.min.x + 52.0, y);
        let sentence = event.kind.sentence();
        let width = rect.width() - 52.0;
        y = paragraph(&painter, words, &sentence, (BODY, colour), (width, 2)).max.y + 8.0;
    }
}

/// The keys that move things, always in sight.
fn key_legend(painter: &Painter, rect: Rect) {
    let columns = [
        [
            ("W S", "feed"),
            ("A D", "spin (twice: keep)"),
            ("1 2 3", "wire, support, guide"),
            ("I K", "support"),
        ],
        [("X", "exchange"), ("T", "torque dev."), ("Shift", "fine"), ("Ctrl", "coarse")],
        [("F5 F6", "C-arm"), ("V", "reference"), ("P", "pause"), ("F1", "all keys")],
    ];
    let lefts = [0.0, 182.0, 312.0];
    for (column, left) in columns.iter().zip(lefts) {
        for (i, (keys, action)) in column.iter().enumerate() {
            let at = pos2(rect.min.x + left, rect.min.y + i as f32 * 28.0);
            key_hint(painter, at, keys, action);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::hundredths;

    #[test]
    fn what_rounds_to_nothing_has_no_sign() {
        assert_eq!(hundredths(-0.004), "0.00");
        assert_eq!(hundredths(-0.006), "-0.01");
        assert_eq!(hundredths(1.236), "1.24");
    }
}
