//! A record proves an attempt: it replays to the same bits, or says where it does not.

use crate::hands::{Hands, shipped_case};
use std::sync::{Arc, OnceLock};
use wispwire::sim::pilot::{Kind, Pilot};
use wispwire::sim::score::score;
use wispwire::sim::session::{Case, Controls, Record, RecordError, Recorder, Session};
use wispwire::sim::units::TICKS_PER_SECOND;

/// An attempt as it was played and as it was recorded.
struct Attempt {
    session: Session,
    text: String,
}

/// Plays `kind` for `seconds` with a recorder running; the wires of `exchanges` are taken in turn,
/// one every five seconds, as soon as the wire in hand is well out of the sheath.
fn attempt(case: &Arc<Case>, kind: Kind, seconds: f64, exchanges: &[u8]) -> Attempt {
    let mut out = Vec::new();
    let mut recorder = Recorder::begin(&mut out, case, kind.name(), 3).unwrap();
    let mut session = Session::new(case.clone());
    let mut pilot = Pilot::new(kind, case, 3);
    let mut left = exchanges.iter();
    let mut due = 5.0;
    while session.manipulation_s() < seconds {
        let view = session.view();
        let mut controls = pilot.drive(&view).unwrap();
        controls.exchange = None;
        if view.manipulation_s >= due && view.wire_inserted_mm > 30.0 {
            controls.exchange = left.next().copied();
            due += 5.0;
        }
        session.step(&controls);
        recorder.tick(&controls, &session).unwrap();
    }
    recorder.finish(&session).unwrap();
    drop(recorder);
    assert!(left.next().is_none(), "not every exchange came about");
    Attempt { session, text: String::from_utf8(out).unwrap() }
}

/// Twelve and a half seconds of the expert.
fn short() -> &'static Attempt {
    static SHORT: OnceLock<Attempt> = OnceLock::new();
    SHORT.get_or_init(|| attempt(&shipped_case(), Kind::Expert, 12.5, &[]))
}

fn replayed(text: &str) -> Result<Session, RecordError> {
    Record::read(text)?.replay(|_| {})
}

fn error_of(text: &str) -> RecordError {
    match replayed(text) {
        Ok(_) => panic!("a spoilt record was accepted"),
        Err(error) => error,
    }
}

/// `text` with its line `number`, counted from 1, changed.
fn with_line(text: &str, number: usize, change: impl Fn(&str) -> String) -> String {
    let lines = text
        .lines()
        .enumerate()
        .map(|(i, line)| if i + 1 == number { change(line) } else { line.to_owned() });
    lines.map(|line| line + "\n").collect()
}

/// `line` with the first digit of the text field `name` replaced by another.
fn other_digit(line: &str, name: &str) -> String {
    let at = line.find(&format!("\"{name}\":\"")).unwrap() + name.len() + 4;
    let other = if &line[at..=at] == "0" { "1" } else { "0" };
    format!("{}{other}{}", &line[..at], &line[at + 1..])
}

#[test]
fn an_expert_minute_replays_to_the_same_bits_and_the_same_score() {
    let live = attempt(&shipped_case(), Kind::Expert, 60.0, &[]);
    assert!(live.session.truth().true_lumen_share > 0.0, "the expert did not come into the lesion");
    same(&live);
}

#[test]
fn thirty_random_seconds_with_exchanges_replay_to_the_same_bits_and_the_same_score() {
    // The last is not on the shelf.
    let exchanges = [1, 2, 0, 77];
    let live = attempt(&shipped_case(), Kind::Random, 30.0, &exchanges);
    let minutes = live.session.case().scenario.clock.exchange_min;
    let spent = live.session.procedure_s() - 30.0 * live.session.case().scenario.clock.time_scale;
    assert!(
        (spent - 3.0 * minutes * 60.0).abs() < 0.1,
        "exchanges took {spent} s on the procedure clock"
    );
    same(&live);
}

fn same(live: &Attempt) {
    let again = replayed(&live.text).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(again.digest(), live.session.digest());
    assert_eq!(again.ticks(), live.session.ticks());
    assert_eq!(again.truth(), live.session.truth());
    assert_eq!(again.procedure_s().to_bits(), live.session.procedure_s().to_bits());
    let of = |session: &Session| {
        score(&session.case().scenario.score, &session.truth(), session.procedure_s())
    };
    let (a, b) = (of(&again), of(&live.session));
    assert_eq!(a.score.to_bits(), b.score.to_bits(), "{} and {}", a.score, b.score);
    assert_eq!(a, b);
}

#[test]
fn a_changed_control_breaks_the_chain_at_its_line() {
    let text = with_line(&short().text, 5, |line| {
        let at = line.find("\"feed_mm_s\":").unwrap() + 12;
        let end = at + line[at..].find(',').unwrap();
        format!("{}{}{}", &line[..at], "11.5", &line[end..])
    });
    assert_ne!(text, short().text);
    let error = error_of(&text);
    assert!(matches!(error, RecordError::Broken { line: 5 }), "{error}");
}

#[test]
fn a_changed_digest_a_changed_tick_and_a_changed_chain_break_the_chain_at_their_line() {
    let changes: [fn(&str) -> String; 3] = [
        |line| other_digit(line, "digest"),
        |line| line.replacen("\"tick\":", "\"tick\":1", 1),
        |line| other_digit(line, "chain"),
    ];
    for (i, change) in changes.into_iter().enumerate() {
        let error = error_of(&with_line(&short().text, 7, change));
        assert!(matches!(error, RecordError::Broken { line: 7 }), "change {i}: {error}");
    }
}

#[test]
fn a_changed_case_or_name_in_the_first_line_breaks_the_chain() {
    for (old, new) in [("scar_force_n\":1.5", "scar_force_n\":0.5"), ("\"seed\":3", "\"seed\":4")] {
        assert_eq!(short().text.matches(old).count(), 1);
        let error = error_of(&short().text.replace(old, new));
        assert!(matches!(error, RecordError::Broken { line: 2 }), "{old}: {error}");
    }
}

#[test]
fn a_line_left_out_and_lines_exchanged_break_the_chain() {
    let text = &short().text;
    let without: String =
        text.lines().enumerate().filter(|(i, _)| *i != 4).map(|(_, l)| format!("{l}\n")).collect();
    assert!(matches!(error_of(&without), RecordError::Broken { line: 5 }));
    let mut lines: Vec<_> = text.lines().collect();
    lines.swap(3, 4);
    assert!(matches!(error_of(&lines.join("\n")), RecordError::Broken { line: 4 }));
}

#[test]
fn a_record_of_another_case_with_a_chain_of_its_own_diverges() {
    // The chain of a forger is sound: only playing the record again can tell.
    let stiffer = short().session.case().ingredients.text.replace("at_mm: 35)", "at_mm: 36)");
    let other = crate::hands::case_of(&stiffer);
    let mut out = Vec::new();
    let mut recorder = Recorder::begin(&mut out, &other, "expert", 3).unwrap();
    let mut session = Session::new(shipped_case());
    for _ in 0..2 * TICKS_PER_SECOND {
        let controls = Controls { feed_mm_s: 20.0, ..Controls::default() };
        session.step(&controls);
        recorder.tick(&controls, &session).unwrap();
    }
    drop(recorder);
    let error = error_of(&String::from_utf8(out).unwrap());
    let second = u64::from(TICKS_PER_SECOND);
    assert!(matches!(error, RecordError::Diverged { line: 2, tick } if tick == second), "{error}");
    assert!(error.remedy().contains("version"), "{}", error.remedy());
}

#[test]
fn a_cut_line_a_foreign_version_an_empty_file_and_a_foreign_file_are_told_apart() {
    let text = &short().text;
    let whole = text.lines().count();
    let error = error_of(&text[..text.len() - 30]);
    assert!(matches!(error, RecordError::Unreadable { line, .. } if line == whole), "{error}");

    let error = error_of(&text.replacen("\"version\":1", "\"version\":7", 1));
    assert!(matches!(error, RecordError::Version(7)), "{error}");
    assert!(error.to_string().contains('7'), "{error}");

    let error = error_of(&text.replacen("wispwire-record", "another-record", 1));
    assert!(matches!(error, RecordError::Unreadable { line: 1, .. }), "{error}");
    assert!(error.to_string().contains("another-record"), "{error}");

    for foreign in ["", "\n", "{}", "(version: 0)", "\u{0}\u{1}"] {
        let error = error_of(foreign);
        assert!(matches!(error, RecordError::Unreadable { line: 1, .. }), "{foreign:?}: {error}");
        assert!(!error.remedy().is_empty());
    }
}

#[test]
fn a_record_cut_after_any_full_line_replays_up_to_there() {
    let text = &short().text;
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines.len(), 1 + 13, "a header, twelve seconds and a half");
    let mut live = Session::new(shipped_case());
    let mut pilot = Pilot::new(Kind::Expert, live.case(), 3);
    for full in 1..=lines.len() {
        let again = replayed(&lines[..full].join("\n")).unwrap_or_else(|e| panic!("{full}: {e}"));
        while live.ticks() < again.ticks() {
            let controls = pilot.drive(&live.view()).unwrap();
            live.step(&controls);
        }
        let seconds = (full - 1).min(12) as f64 + if full == lines.len() { 0.5 } else { 0.0 };
        assert_eq!(again.ticks(), (seconds * f64::from(TICKS_PER_SECOND)) as u64);
        assert_eq!(again.digest(), live.digest(), "after {full} lines");
    }
}

#[test]
fn the_digest_does_not_depend_on_the_frames_in_which_the_ticks_were_made() {
    let case = shipped_case();
    let mut source = Pilot::new(Kind::Random, &case, 5);
    let mut scout = Session::new(case.clone());
    let controls: Vec<Controls> = (0..10 * TICKS_PER_SECOND)
        .map(|_| {
            let controls = source.drive(&scout.view()).unwrap();
            scout.step(&controls);
            controls
        })
        .collect();
    let played = |frames: &[usize]| {
        let mut hands = Hands::new(&case);
        let mut left = &controls[..];
        for &frame in frames.iter().cycle() {
            let (now, later) = left.split_at(frame.min(left.len()));
            now.iter().for_each(|controls| hands.step(controls));
            // What a screen does between frames must not be felt.
            let _ = (hands.view(), hands.session.truth(), hands.session.digest());
            left = later;
            if left.is_empty() {
                return hands.session.digest();
            }
        }
        unreachable!("the frames go round")
    };
    let each = played(&[1]);
    assert_eq!(each, scout.digest());
    assert_eq!(each, played(&[2, 2, 1, 3]), "about sixty frames a second");
    assert_eq!(each, played(&[12, 0, 5]), "a stuttering screen");
    assert_eq!(each, played(&[1200]), "no screen");
}
