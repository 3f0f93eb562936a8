//! The reference beside the live monitor: the plan from CT, or the patient in three dimensions.

use super::course;
use super::procedure::heading;
use super::projection::Projection;
use super::scene::Scene;
use super::style::{BODY, ROOM, SECONDARY, SMALL, font};
use super::widgets::{panel, tab};
use crate::sim::scenario::Aids;
use crate::sim::session::Case;
use bevy::prelude::Resource;
use bevy_egui::egui::{Align2, Color32, CornerRadius, Rect, Sense, TextureId, Ui, pos2, vec2};

/// Which reference is shown.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reference {
    #[default]
    Plan,
    ThreeD,
}

impl Reference {
    /// All of them, with what their tabs say and how wide these are.
    const ALL: [(Self, &'static str, f32); 2] =
        [(Self::Plan, "CT plan", 88.0), (Self::ThreeD, "3D", 56.0)];

    /// Whether a case allows it.
    pub fn allowed(self, aids: &Aids) -> bool {
        match self {
            Self::Plan => aids.plan,
            Self::ThreeD => aids.view_3d,
        }
    }

    /// The one that is not shown now, if it is allowed.
    pub fn other(self, aids: &Aids) -> Self {
        let other = Self::ALL.into_iter().find(|(other, ..)| *other != self && other.allowed(aids));
        other.map_or(self, |(other, ..)| other)
    }
}

/// Draws the panel with its tabs.
pub fn draw(
    ui: &mut Ui,
    rect: Rect,
    (case, projection): (&Case, Projection),
    shown: &mut Reference,
    (scene, texture): (&mut Scene, Option<TextureId>),
) {
    let painter = ui.painter().clone();
    panel(&painter, rect);
    heading(&painter, rect, "reference");
    let aids = &case.scenario.aids;
    if !shown.allowed(aids) {
        *shown = shown.other(aids);
    }
    let mut right = rect.max.x - 8.0;
    for (reference, words, width) in Reference::ALL.into_iter().rev() {
        if !reference.allowed(aids) {
            continue;
        }
        let place = Rect::from_min_max(
            pos2(right - width, rect.min.y + 4.0),
            pos2(right, rect.min.y + 34.0),
        );
        if tab(ui, place, words, *shown == reference) {
            *shown = reference;
        }
        right -= width;
    }
    let inside = Rect::from_min_max(rect.min + vec2(1.0, 40.0), rect.max - vec2(1.0, 1.0));
    match *shown {
        _ if !shown.allowed(aids) => {
            painter.rect_filled(inside, CornerRadius::ZERO, ROOM);
            let words = "This case is played without a plan.";
            let at = inside.center();
            painter.text(at, Align2::CENTER_CENTER, words, font(BODY), SECONDARY);
        }
        Reference::Plan => course::plan(&painter, inside, case, projection),
        Reference::ThreeD => {
            let response = ui.allocate_rect(inside, Sense::drag());
            scene.asked_size = inside.size();
            if let Some(texture) = texture {
                let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
                painter.image(texture, inside, whole, Color32::WHITE);
            }
            if response.dragged() {
                scene.turn(response.drag_delta());
            }
            if response.hovered() {
                scene.zoom(ui.input(|input| input.smooth_scroll_delta().y));
            }
            let hints = [
                "teaching view, not available at the table",
                "drag to turn, wheel to come closer to the tip",
            ];
            for (i, words) in hints.into_iter().rev().enumerate() {
                let at = inside.left_bottom() + vec2(8.0, -8.0 - 16.0 * i as f32);
                let galley = painter.layout_no_wrap(words.into(), font(SMALL), SECONDARY);
                let place = Align2::LEFT_BOTTOM.anchor_size(at, galley.size());
                let ground = place.expand2(vec2(4.0, 2.0));
                painter.rect_filled(ground, CornerRadius::ZERO, ROOM.gamma_multiply(0.85));
                painter.galley(place.min, galley, SECONDARY);
            }
        }
    }
}
