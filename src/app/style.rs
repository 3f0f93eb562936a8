//! The visual language: a dark angiography suite in which the live picture is the brightest thing.
//!
//! Every colour and size that the screens use is named here and nowhere else.

use bevy_egui::egui::{
    self, Color32, CornerRadius, FontFamily, FontId, Margin, Stroke, TextStyle, Vec2,
    style::WidgetVisuals,
};

/// Behind everything.
pub const ROOM: Color32 = Color32::from_rgb(0x0B, 0x0E, 0x11);
/// Panels.
pub const PANEL: Color32 = Color32::from_rgb(0x12, 0x17, 0x1C);
/// Lines, tracks of bars, frames of buttons.
pub const LINE: Color32 = Color32::from_rgb(0x26, 0x30, 0x3A);
/// Text that is read.
pub const TEXT: Color32 = Color32::from_rgb(0xDC, 0xE3, 0xEA);
/// Labels, units, hints. Light enough for a contrast of 7:1 on a panel.
pub const SECONDARY: Color32 = Color32::from_rgb(0x98, 0xA5, 0xB2);
/// What cannot be used now.
pub const DISABLED: Color32 = Color32::from_rgb(0x55, 0x61, 0x6C);
/// What can be pressed, what has focus.
pub const ACCENT: Color32 = Color32::from_rgb(0x4F, 0xB3, 0xBF);
/// What asks for attention.
pub const ATTENTION: Color32 = Color32::from_rgb(0xE0, 0xA4, 0x3A);
/// What is harmful.
pub const DANGER: Color32 = Color32::from_rgb(0xD6, 0x60, 0x4D);
/// What is done.
pub const DONE: Color32 = Color32::from_rgb(0x6F, 0xBF, 0x73);
/// Zones (Okabe–Ito, told apart by colour-blind eyes; a word always stands beside them).
pub const TRUE_LUMEN: Color32 = Color32::from_rgb(0x56, 0xB4, 0xE9);
/// The zone inside the vein's envelope but outside its channel.
pub const INTRAMURAL: Color32 = Color32::from_rgb(0xE6, 0x9F, 0x00);
/// The zone outside the vein.
pub const EXTRAVASCULAR: Color32 = Color32::from_rgb(0xD5, 0x5E, 0x00);

/// Size of labels, units and hints.
pub const SMALL: f32 = 12.0;
/// Size of running text.
pub const BODY: f32 = 14.0;
/// Size of numbers that matter.
pub const NUMBER: f32 = 18.0;
/// Size of titles.
pub const TITLE: f32 = 28.0;
/// Size of the one number that a debrief is about.
pub const SCORE: f32 = 64.0;

/// The grid on which things stand.
pub const GRID: f32 = 8.0;
/// Air inside a panel and between panels.
pub const AIR: f32 = 12.0;

/// The text face at `size`. Its digits all have one width.
pub fn font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// Gives egui the language of this file.
pub fn apply(ctx: &egui::Context) {
    let mut fonts = egui::FontDefinitions::default();
    if let Some(faces) = fonts.families.get_mut(&FontFamily::Proportional) {
        // The text face has no arrows; the fixed-width face does.
        faces.insert(1, "Hack".into());
    }
    ctx.set_fonts(fonts);
    ctx.set_theme(egui::Theme::Dark);
    ctx.all_styles_mut(|style| {
        style.text_styles = [
            (TextStyle::Small, font(SMALL)),
            (TextStyle::Body, font(BODY)),
            (TextStyle::Button, font(BODY)),
            (TextStyle::Monospace, FontId::new(BODY, FontFamily::Monospace)),
            (TextStyle::Heading, font(TITLE)),
        ]
        .into();
        style.animation_time = 0.0;
        style.interaction.selectable_labels = false;
        style.spacing.item_spacing = Vec2::splat(GRID);
        style.spacing.button_padding = Vec2::new(GRID * 2.0, GRID);
        style.spacing.window_margin = Margin::same(24);
        let visuals = &mut style.visuals;
        visuals.panel_fill = PANEL;
        visuals.window_fill = PANEL;
        visuals.window_stroke = Stroke::new(1.0, LINE);
        visuals.window_corner_radius = CornerRadius::ZERO;
        visuals.window_shadow = egui::Shadow::NONE;
        visuals.popup_shadow = egui::Shadow::NONE;
        visuals.extreme_bg_color = ROOM;
        visuals.faint_bg_color = ROOM;
        visuals.selection.bg_fill = LINE;
        visuals.selection.stroke = Stroke::new(1.0, ACCENT);
        let state = |fill, frame, text| WidgetVisuals {
            bg_fill: fill,
            weak_bg_fill: fill,
            bg_stroke: Stroke::new(1.0, frame),
            corner_radius: CornerRadius::same(2),
            fg_stroke: Stroke::new(1.0, text),
            expansion: 0.0,
        };
        visuals.widgets.noninteractive = state(PANEL, LINE, TEXT);
        visuals.widgets.inactive = state(PANEL, LINE, ACCENT);
        visuals.widgets.hovered = state(LINE, ACCENT, ACCENT);
        visuals.widgets.active = state(LINE, ACCENT, TEXT);
        visuals.widgets.open = state(LINE, ACCENT, TEXT);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance (WCAG 2.2).
    fn luminance(colour: Color32) -> f64 {
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(colour.r()) + 0.7152 * channel(colour.g()) + 0.0722 * channel(colour.b())
    }

    #[test]
    fn text_stands_out_from_its_panel_by_seven_to_one() {
        for colour in [TEXT, SECONDARY, ACCENT] {
            for ground in [ROOM, PANEL] {
                let contrast = (luminance(colour) + 0.05) / (luminance(ground) + 0.05);
                assert!(contrast >= 7.0, "{colour:?} on {ground:?}: {contrast:.2}");
            }
        }
    }
}
