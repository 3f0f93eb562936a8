//! A file that is broken in one way gives one problem.

use super::table::Base;
use super::{cases, none};
use std::collections::BTreeSet;
use wispwire::sim::text::{Diagnostic, Problems};

/// Fewer ways to break a file than this are not enough.
const FEWEST: usize = 200;

#[test]
fn the_files_that_are_broken_here_are_sound() {
    for base in Base::ALL {
        let (sound, told) = base.read(base.text());
        assert!(sound && told.is_empty(), "{}:\n{}", base.name(), Problems(told));
    }
}

#[test]
fn there_are_hundreds_of_ways_to_break_a_file_and_each_has_a_name_of_its_own() {
    let names: BTreeSet<_> = cases().map(|(base, case)| (base.name(), case.name)).collect();
    assert_eq!(names.len(), cases().count());
    let broken = cases().filter(|(base, case)| *base == Base::Scenario && !case.legal).count();
    assert!(broken >= FEWEST, "only {broken} broken scenarios");
}

#[test]
fn every_broken_file_gives_the_one_problem_that_it_has() {
    let mut failures = Vec::new();
    for (base, case) in cases() {
        let text = case.text(base.text());
        let (accepted, told) = base.read(&text);
        let [problem] = &told[..] else {
            failures.push(format!("{}: {} problems\n{}", case.name, told.len(), Problems(told)));
            continue;
        };
        for fault in case.faults(&text, problem) {
            failures.push(format!("{} ({}): {fault}", case.name, base.name()));
        }
        if accepted != case.legal {
            failures.push(format!("{}: accepted: {accepted}", case.name));
        }
    }
    none(&failures);
}

#[test]
fn every_problem_is_printed_with_its_place_field_finding_allowance_and_remedy() {
    let mut failures = Vec::new();
    for (base, case) in cases() {
        let text = case.text(base.text());
        let severity = if case.legal { "warning" } else { "error" };
        for problem in base.read(&text).1 {
            let (line, column) = position(&text, problem.span.clone().unwrap().start);
            let place = format!("{}:{line}:{column}", base.name());
            for form in [problem.plain(), problem.drawn()] {
                for part in [&place, case.field, "found: ", "allowed: ", "to do: "] {
                    if !form.contains(part) {
                        failures.push(format!("{}: no {part:?} in\n{form}", case.name));
                    }
                }
            }
            if !problem.plain().starts_with(severity) {
                failures.push(format!("{}: {}", case.name, problem.plain()));
            }
        }
    }
    none(&failures);
}

/// Line and column by a second, plainer way of counting than the library's.
fn position(text: &str, offset: usize) -> (usize, usize) {
    text[..offset].chars().fold((1, 1), |(line, column), c| match c {
        '\n' => (line + 1, 1),
        _ => (line, column + 1),
    })
}

#[test]
fn no_problem_is_told_in_the_words_of_programmers() {
    let jargon = [
        "struct",
        "u64",
        "u32",
        "f64",
        "null",
        "string",
        "parse",
        "token",
        "syntax",
        "integer",
        "boolean",
        "invalid",
        "unexpected",
        "EOF",
        "identifier",
        "deserial",
        "schema",
        "field path",
    ];
    let mut failures = Vec::new();
    for (base, case) in cases() {
        for problem in base.read(&case.text(base.text())).1 {
            let Diagnostic { what, allowed, remedy, .. } = &problem;
            let said = format!("{what} {} {remedy}", allowed.clone().unwrap_or_default());
            for word in jargon.iter().filter(|word| said.contains(**word)) {
                failures.push(format!("{}: {word:?} in {said:?}", case.name));
            }
            if said.len() > 500 {
                failures.push(format!("{}: {} bytes to read: {said}", case.name, said.len()));
            }
        }
    }
    none(&failures);
}

#[test]
fn line_ends_of_windows_and_tabs_change_nothing_but_the_columns() {
    let mut failures = Vec::new();
    let indented = |text: &str| {
        let tabs = |line: &str| {
            let bare = line.trim_start_matches(' ');
            let blanks = line.len() - bare.len();
            format!("{}{}{bare}", "\t".repeat(blanks / 4), " ".repeat(blanks % 4))
        };
        text.split('\n').map(tabs).collect::<Vec<_>>().join("\n")
    };
    for (base, case) in cases() {
        let text = case.text(base.text());
        let lines = |text: &str| {
            let (accepted, told) = base.read(text);
            let told = told.into_iter().map(|told| {
                let line =
                    told.span.as_ref().map_or(0, |span| text[..span.start].matches('\n').count());
                (line, told.field, told.what, told.remedy)
            });
            (accepted, told.collect::<Vec<_>>())
        };
        let plain = lines(&text);
        for (kind, other) in [("Windows", text.replace('\n', "\r\n")), ("tabs", indented(&text))] {
            let other = lines(&other);
            if other != plain {
                failures.push(format!("{} with {kind}: {other:?} for {plain:?}", case.name));
            }
        }
    }
    none(&failures);
}
