//! The home screen: what can be practised.

use super::attempt::{Notice, PlayCase};
use super::course::card_picture;
use super::launch::{Door, Draw, Screen};
use super::options::ScenarioCard;
use super::style::{
    ACCENT, AIR, BODY, DANGER, LINE, NUMBER, PANEL, SECONDARY, SMALL, TEXT, TITLE, font,
};
use super::widgets::{DECISION, key_hint, main_button, paragraph, text, whole_window};
use bevy::prelude::*;
use bevy_egui::egui::{
    self, Align2, CornerRadius, Painter, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, pos2, vec2,
};
use bevy_egui::{EguiContexts, EguiPrimaryContextPass};

/// Least and greatest height of a card; the fewer cases, the taller.
const CARD: (f32, f32) = (200.0, 320.0);
/// Room beside the cards for the bar that scrolls them.
const BESIDE: f32 = 12.0;
/// Air at the window's edges.
const EDGE: f32 = 32.0;

/// Which card has the focus.
#[derive(Resource, Default)]
struct Focus {
    card: usize,
    /// It was moved by a key, and may have left the view.
    moved: bool,
}

/// Shows the cases and starts the chosen one.
pub fn plugin(app: &mut App) {
    app.init_resource::<Focus>()
        .add_systems(Update, keys.run_if(in_state(Screen::Home)))
        .add_systems(
            EguiPrimaryContextPass,
            draw.in_set(Draw::Screen).run_if(in_state(Screen::Home)),
        );
}

fn keys(
    keys: Res<ButtonInput<KeyCode>>,
    door: Res<Door>,
    mut focus: ResMut<Focus>,
    mut play: MessageWriter<PlayCase>,
) {
    let last = door.cards.len().saturating_sub(1);
    if keys.just_pressed(KeyCode::ArrowDown) {
        *focus = Focus { card: (focus.card + 1).min(last), moved: true };
    }
    if keys.just_pressed(KeyCode::ArrowUp) {
        *focus = Focus { card: focus.card.saturating_sub(1), moved: true };
    }
    if keys.just_pressed(KeyCode::Enter)
        && let Some(card) = door.cards.get(focus.card)
    {
        play.write(PlayCase(card.source.clone()));
    }
}

fn draw(
    mut contexts: EguiContexts,
    door: Res<Door>,
    notice: Res<Notice>,
    mut focus: ResMut<Focus>,
    mut play: MessageWriter<PlayCase>,
) -> Result {
    let mut ui = whole_window(contexts.ctx_mut()?);
    let window = ui.max_rect();
    let painter = ui.painter().clone();
    let left = window.min.x + EDGE;
    let title = text(&painter, pos2(left, 24.0), "wispwire", TITLE, TEXT);
    painter.text(
        title.right_bottom() + vec2(16.0, -4.0),
        Align2::LEFT_BOTTOM,
        "Crossing chronically occluded veins with guidewires",
        font(BODY),
        SECONDARY,
    );
    let mut top = title.max.y + 24.0;
    if let Some(reason) = &notice.0 {
        let width = window.width() - 2.0 * EDGE;
        let covered = paragraph(&painter, pos2(left, top), reason, (BODY, DANGER), (width, 4));
        top = covered.max.y + 16.0;
    }
    let list = Rect::from_min_max(pos2(left, top), window.max - vec2(EDGE, 112.0));
    ui.scope_builder(UiBuilder::new().max_rect(list), |ui| {
        let share = list.height() / door.cards.len().max(1) as f32 - 8.0;
        let height = share.clamp(CARD.0, CARD.1);
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            for (i, card) in door.cards.iter().enumerate() {
                let (rect, response) =
                    ui.allocate_exact_size(vec2(list.width() - BESIDE, height), Sense::click());
                if focus.moved && focus.card == i {
                    ui.scroll_to_rect(rect, None);
                    focus.moved = false;
                }
                if response.clicked() {
                    focus.card = i;
                }
                if draw_card(ui, rect, card, focus.card == i) {
                    focus.card = i;
                    play.write(PlayCase(card.source.clone()));
                }
                ui.add_space(8.0);
            }
            if door.cards.is_empty() {
                ui.label("No cases were found. Put scenario files into a folder and name it on the command line.");
            }
        });
    });
    draw_foot(&painter, window);
    Ok(())
}

/// One case; true when its start was pressed.
fn draw_card(ui: &mut Ui, rect: Rect, card: &ScenarioCard, focused: bool) -> bool {
    let painter = ui.painter().clone();
    let frame = Stroke::new(1.0, if focused { ACCENT } else { LINE });
    painter.rect(rect, CornerRadius::ZERO, PANEL, frame, StrokeKind::Inside);
    let inside = rect.shrink(AIR);
    let picture = inside.with_max_x(inside.min.x + inside.height());
    card_picture(&painter, picture, card);
    let start = Rect::from_min_max(inside.max - DECISION, inside.max);
    let left = picture.max.x + 20.0;
    let width = inside.max.x - left - 12.0;
    let title = text(&painter, pos2(left, inside.min.y), &card.title, NUMBER, TEXT);
    painter.text(
        pos2(inside.max.x, title.center().y),
        Align2::RIGHT_CENTER,
        card.facts(),
        font(BODY),
        SECONDARY,
    );
    let (at, width) = (title.left_bottom() + vec2(0.0, 8.0), width.min(760.0));
    let told = paragraph(&painter, at, &card.briefing, (BODY, SECONDARY), (width, 4));
    let mut y = told.max.y + 12.0;
    if !card.teaching_points.is_empty() && y + 40.0 < start.min.y {
        text(&painter, pos2(left, y), "What this case teaches", SMALL, SECONDARY);
        y += 20.0;
    }
    for point in &card.teaching_points {
        if y + 20.0 > start.min.y {
            break;
        }
        let point = format!("–  {point}");
        let covered = paragraph(&painter, pos2(left, y), &point, (BODY, TEXT), (width, 1));
        y = covered.max.y + 6.0;
    }
    if focused {
        key_hint(&painter, pos2(start.min.x - 64.0, start.center().y - 9.0), "Enter", "");
    }
    ui.place(start, main_button("Start")).clicked()
}

/// The keys in short, and what this is not.
fn draw_foot(painter: &Painter, window: Rect) {
    let top = window.max.y - 88.0;
    painter.hline(window.x_range().shrink(EDGE), top, Stroke::new(1.0, LINE));
    let hints = [
        ("↑ ↓", "choose a case"),
        ("Enter", "start"),
        ("W S", "feed the wire"),
        ("A D", "spin it"),
        ("I K", "support catheter"),
        ("X", "exchange the wire"),
        ("F1", "all keys, during a case"),
    ];
    let mut x = window.min.x + EDGE;
    for (keys, action) in hints {
        x = key_hint(painter, pos2(x, top + 16.0), keys, action) + 24.0;
    }
    text(
        painter,
        pos2(window.min.x + EDGE, top + 52.0),
        "A training model, not a medical device.",
        SMALL,
        SECONDARY,
    );
    painter.text(
        pos2(window.max.x - EDGE, top + 52.0),
        Align2::RIGHT_TOP,
        concat!("version ", env!("CARGO_PKG_VERSION")),
        egui::FontId::proportional(SMALL),
        SECONDARY,
    );
}
