//! What lies over the procedure: briefing, pause, help, questions. The simulation stands still.

use super::attempt::{Attempt, Overlay, PlayAgain};
use super::launch::Screen;
use super::style::{ACCENT, BODY, LINE, PANEL, SECONDARY, SMALL, TEXT, TITLE, font};
use super::widgets::{DECISION, key_hint, main_button};
use bevy::prelude::*;
use bevy_egui::EguiContexts;
use bevy_egui::egui::{self, Color32, Modal, RichText, Sense, Stroke, Ui, vec2};

/// Width of a question.
const WIDTH: f32 = 520.0;
/// Dims what lies below.
const BACKDROP: Color32 = Color32::from_black_alpha(150);

/// Every key, with what it does.
const KEYS: [(&str, &str); 20] = [
    ("1 2 3  or  Tab", "the device that the keys move: wire, support, guide"),
    ("W S  or  ↑ ↓", "feed it forward, back (wire 10 mm/s, others 8 mm/s)"),
    ("A D  or  ← →", "spin it left, right (1.5 rev/s); twice quickly: keeps spinning"),
    ("Shift", "fine: feed 2 mm/s, spin 0.3 rev/s"),
    ("Ctrl", "coarse: feed 30 mm/s, spin 3 rev/s"),
    ("wheel", "feed in steps of 2 mm, over the live monitor"),
    ("drag sideways", "spin, on the live monitor"),
    ("I K  or  PgUp PgDn", "support catheter forward, back (8 mm/s)"),
    ("T", "torque device on, off: more grip"),
    ("X", "exchange the wire, or the active support, for the next on the shelf"),
    ("click", "on the shelf: exchange for this one"),
    ("G", "the next access with a sheath, or where another sheath may be put in"),
    ("F5", "C-arm AP"),
    ("F6", "C-arm LAO 30"),
    ("V", "reference: CT plan, 3D"),
    ("H", "a hint, where the case has one; each time a plainer one"),
    ("P  or  Esc", "pause, go on"),
    ("R", "restart"),
    ("F1", "this page"),
    ("Enter", "begin, go on"),
];

/// Draws the overlay, if there is one.
pub fn draw(
    mut contexts: EguiContexts,
    attempt: Option<ResMut<Attempt>>,
    mut overlay: ResMut<Overlay>,
    mut again: MessageWriter<PlayAgain>,
    mut next: ResMut<NextState<Screen>>,
) -> Result {
    let Some(mut attempt) = attempt else { return Ok(()) };
    let broken = attempt.failure.is_some() && attempt.ending.is_none();
    let shown = if broken { Overlay::Failed } else { *overlay };
    if shown == Overlay::None {
        return Ok(());
    }
    let frame = egui::Frame::new().fill(PANEL).stroke(Stroke::new(1.0, LINE)).inner_margin(24);
    // Each has a name of its own: it is placed by the size that egui remembers under the name.
    let answer = Modal::new(egui::Id::new(("overlay", shown as u8)))
        .frame(frame)
        .backdrop_color(BACKDROP)
        .show(contexts.ctx_mut()?, |ui| ask(ui, shown, &mut attempt))
        .inner;
    match answer {
        None => {}
        Some(Answer::GoOn) => *overlay = Overlay::None,
        Some(Answer::GoTo(access)) => {
            attempt.simulator.go_to(access as u8);
            *overlay = Overlay::None;
        }
        Some(Answer::Restart) => {
            again.write(PlayAgain);
        }
        Some(Answer::Home) => next.set(Screen::Home),
        Some(Answer::Score) => {
            attempt.simulator.finish();
            *overlay = Overlay::None;
        }
    }
    Ok(())
}

/// What was decided.
#[derive(Clone, Copy)]
enum Answer {
    GoOn,
    /// Put a sheath in at this access.
    GoTo(usize),
    Restart,
    Home,
    Score,
}

/// Draws one overlay; returns what was pressed.
fn ask(ui: &mut Ui, shown: Overlay, attempt: &mut Attempt) -> Option<Answer> {
    match shown {
        Overlay::None => None,
        Overlay::Briefing => {
            briefing(ui, attempt);
            let keys = [("Enter", "begin"), ("Esc", "home")];
            decide(ui, &[("Begin", Answer::GoOn), ("Home", Answer::Home)], &keys)
        }
        Overlay::Paused => {
            title(ui, "Paused", WIDTH);
            ui.label("The clocks stand still and the X-ray is off.");
            decide(ui, &[("Go on", Answer::GoOn)], &[("P", "go on")])
        }
        Overlay::Help => {
            help(ui);
            decide(ui, &[("Go on", Answer::GoOn)], &[("F1", "go on")])
        }
        Overlay::Hint => {
            hint(ui, attempt);
            decide(ui, &[("Go on", Answer::GoOn)], &[("H", "go on")])
        }
        Overlay::Accesses => accesses(ui, attempt),
        Overlay::ConfirmRestart => {
            title(ui, "Restart the case?", WIDTH);
            ui.label("This attempt is dropped without a score.");
            let keys = [("Enter", "restart"), ("Esc", "go on")];
            decide(ui, &[("Restart", Answer::Restart), ("Go on", Answer::GoOn)], &keys)
        }
        Overlay::Leave => {
            title(ui, "Leave the case?", WIDTH);
            ui.label("The attempt can be scored as it stands, or dropped without a score.");
            let answers = [
                ("End and score", Answer::Score),
                ("Drop, go home", Answer::Home),
                ("Go on", Answer::GoOn),
            ];
            decide(ui, &answers, &[("Esc", "go on")])
        }
        Overlay::Failed => {
            title(ui, "The case cannot go on", WIDTH);
            ui.label(attempt.failure.as_deref().unwrap_or_default());
            decide(ui, &[("Home", Answer::Home), ("Restart", Answer::Restart)], &[])
        }
    }
}

/// The buttons below a question, the first of them the one that is expected, and their keys.
fn decide(ui: &mut Ui, answers: &[(&str, Answer)], keys: &[(&str, &str)]) -> Option<Answer> {
    let mut pressed = None;
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        for (i, (words, answer)) in answers.iter().enumerate() {
            let button = if i == 0 { main_button(words) } else { egui::Button::new(*words) };
            if ui.add_sized(DECISION, button).clicked() {
                pressed = Some(*answer);
            }
        }
        let (rect, _) = ui.allocate_exact_size(vec2(0.0, DECISION.y), Sense::hover());
        let mut at = rect.left_center() + vec2(8.0, -9.0);
        for (key, action) in keys {
            at.x = key_hint(ui.painter(), at, key, action) + 16.0;
        }
    });
    pressed
}

fn title(ui: &mut Ui, words: &str, width: f32) {
    ui.set_width(width);
    ui.label(RichText::new(words).font(font(TITLE)).color(TEXT));
}

fn briefing(ui: &mut Ui, attempt: &mut Attempt) {
    let scenario = &attempt.case.scenario;
    title(ui, &scenario.title, 640.0);
    ui.label(RichText::new(&scenario.briefing).font(font(BODY)).color(TEXT));
    ui.add_space(8.0);
    if !scenario.teaching_points.is_empty() {
        ui.label(RichText::new("What this case teaches").font(font(SMALL)).color(SECONDARY));
    }
    for point in &scenario.teaching_points {
        ui.label(RichText::new(format!("–  {point}")).font(font(BODY)).color(TEXT));
    }
    begin_at(ui, attempt);
    ui.add_space(8.0);
    let (rect, _) = ui.allocate_exact_size(vec2(640.0, 24.0), Sense::hover());
    let mut at = rect.min;
    let hints = [
        ("W S", "feed"),
        ("A D", "spin"),
        ("I K", "support"),
        ("X", "exchange"),
        ("F1", "all keys"),
    ];
    for (keys, action) in hints {
        at.x = key_hint(ui.painter(), at, keys, action) + 20.0;
    }
}

/// Where the first sheath is, if there is a choice.
fn begin_at(ui: &mut Ui, attempt: &mut Attempt) {
    let names = attempt.case.access_names();
    if names.len() < 2 {
        return;
    }
    ui.add_space(8.0);
    ui.label(RichText::new("First access").font(font(SMALL)).color(SECONDARY));
    ui.horizontal_wrapped(|ui| {
        for (access, name) in names.iter().enumerate() {
            let chosen = attempt.begins_at == access;
            let words = RichText::new(name).color(if chosen { TEXT } else { ACCENT });
            let frame = Stroke::new(1.0, if chosen { ACCENT } else { LINE });
            let fill = if chosen { LINE } else { PANEL };
            let button = egui::Button::new(words).fill(fill).stroke(frame);
            if ui.add(button.min_size(vec2(DECISION.x, 28.0))).clicked() {
                attempt.begin_at(access);
            }
        }
    });
}

/// Where another sheath may be put in, and what it costs.
fn accesses(ui: &mut Ui, attempt: &Attempt) -> Option<Answer> {
    title(ui, "Another access", WIDTH);
    let minutes = attempt.case.scenario.clock.access_min;
    let told = format!(
        "To put in a sheath takes {minutes:.0} minutes on the procedure clock. What is in stays \
         where it is and is held for you."
    );
    ui.label(RichText::new(told).font(font(BODY)).color(TEXT));
    ui.add_space(8.0);
    let names = attempt.case.access_names();
    let free = names.iter().enumerate().filter(|(access, _)| !attempt.has_sheath(*access));
    let mut answer = None;
    for (access, name) in free {
        let words = format!("Sheath at the {name}");
        if ui.add(egui::Button::new(words).min_size(vec2(2.0 * DECISION.x, DECISION.y))).clicked() {
            answer = Some(Answer::GoTo(access));
        }
    }
    answer.or(decide(ui, &[("Go on", Answer::GoOn)], &[("G", "go on")]))
}

fn hint(ui: &mut Ui, attempt: &Attempt) {
    let hints = attempt.hints();
    let taken = attempt.hints_taken.min(hints.len());
    let words = match taken {
        0 => "No hint".into(),
        taken => format!("Hint {taken} of {}", hints.len()),
    };
    title(ui, &words, WIDTH);
    let told = match hints.get(taken.wrapping_sub(1)) {
        Some(told) => told.as_str(),
        None if attempt.case.scenario.aids.hints => "This case has no hints.",
        None => "This case is played without hints.",
    };
    ui.label(RichText::new(told).font(font(BODY)).color(TEXT));
}

fn help(ui: &mut Ui) {
    title(ui, "Keys", 640.0);
    ui.spacing_mut().item_spacing.y = 7.0;
    for (keys, action) in KEYS {
        let (rect, _) = ui.allocate_exact_size(vec2(640.0, 19.0), Sense::hover());
        let painter = ui.painter();
        key_hint(painter, rect.min, keys, "");
        painter.text(
            rect.left_center() + vec2(168.0, 0.0),
            egui::Align2::LEFT_CENTER,
            action,
            font(BODY),
            TEXT,
        );
    }
    ui.add_space(8.0);
}
