//! A file that is broken in two ways: both are told, and nothing else.
//!
//! Three things may keep the second from being told, and nothing else may: a problem after which
//! the rest of the file is not read, a bracket of which it is a guess where it belongs, and a
//! problem with something by which the second is judged.

use super::table::{Base, Broken, Edit};
use super::{
    accesses, brackets, commas, fields, lesions, none, numbers, places, score, shelf, texts, veins,
    warnings,
};
use wispwire::sim::text::{Diagnostic, Problems};

/// One pair in so many is tried.
const STRIDE: usize = 23;

/// What a problem is judged by: the paths of fields of which a problem may hide it.
type Judged = &'static [&'static str];

/// What is wrong with the text itself.
const ITSELF: Judged = &[];
const VEINS: Judged = &["patient.branches", "patient.like", "target"];
const COURSE: Judged = &[
    "patient.branches",
    "patient.like",
    "access",
    "target",
    "lesions[0].from",
    "lesions[0].to",
    "lesions[0].stump.funnel_mm",
    "webs[0].place",
];
const LESIONS: Judged = &[
    "patient.branches",
    "patient.like",
    "access",
    "target",
    "lesions[0].from",
    "lesions[0].to",
    "lesions[0].cord_diameter_mm",
    "lesions[0].stump",
    "lesions[0].wisp",
    "webs[0].place",
];
const SCORE: Judged = &[
    "patient.branches",
    "patient.like",
    "access",
    "target",
    "lesions[0].from",
    "lesions[0].to",
    "clock",
    "score",
    "aids",
    "hints",
];

const TABLES: &[(&[Broken], Judged)] = &[
    (commas::CASES, ITSELF),
    (brackets::CASES, ITSELF),
    (texts::CASES, ITSELF),
    (numbers::CASES, ITSELF),
    (fields::CASES, ITSELF),
    (veins::CASES, VEINS),
    (places::CASES, COURSE),
    (lesions::CASES, LESIONS),
    (shelf::CASES, ITSELF),
    (score::CASES, SCORE),
    (warnings::CASES, SCORE),
    (accesses::CASES, COURSE),
];

/// After these the rest of the file is not read, or not believed.
const LAST_WORDS: &[&str] = &[
    // Complaints of another version's fields would send the author astray.
    "this wispwire",
    // What follows is inside the comment.
    "comment is not closed",
    // Where the brackets end is anybody's guess.
    "nested too deeply",
];

/// A way to break the scenario at one place, alone.
struct One {
    case: &'static Broken,
    old: &'static str,
    edit: Edit,
    /// Lines of the file that it touches.
    lines: (usize, usize),
    judged: Judged,
    /// What is told of it alone.
    told: Vec<Told>,
}

impl One {
    fn all() -> Vec<Self> {
        let base = Base::Scenario.text();
        let line = |at: usize| base[..at].matches('\n').count();
        let one = |case: &'static Broken, judged| {
            let [Some(edit @ Edit::Swap(old, _)), None, None] = case.edits else { return None };
            let at = base.find(old)?;
            let lines = (line(at), line(at + old.len()));
            let told = said(&edit.make(base));
            Some(Self { case, old, edit, lines, judged, told })
        };
        let all =
            TABLES.iter().flat_map(|(cases, judged)| cases.iter().map(|case| (case, *judged)));
        all.filter_map(|(case, judged)| one(case, judged)).collect()
    }

    fn touches(&self, other: &Self) -> bool {
        self.lines.0 <= other.lines.1 && other.lines.0 <= self.lines.1
    }

    fn ends_reading(&self) -> bool {
        LAST_WORDS.iter().any(|words| self.case.what.contains(words))
    }

    /// Whether it is a guess what stands inside some brackets.
    fn is_guess(&self) -> bool {
        let brackets = [
            "bracket is missing",
            "brackets are missing",
            "ends too early",
            "` too many",
            "wrong kind",
        ];
        brackets.iter().any(|words| self.case.what.contains(words))
    }

    /// Whether this may keep `other` from being told.
    fn may_hide(&self, other: &Self) -> bool {
        let top = self.case.field.split(['.', '[']).next().unwrap_or_default();
        // What a section is meant to be can be read, not judged by.
        let misnamed = self.case.remedy.starts_with("Did you mean") && top == self.case.field;
        let field = self.case.field;
        self.ends_reading()
            || self.is_guess()
            || misnamed && !other.judged.is_empty()
            || other.judged.iter().any(|path| within(path, field) || within(field, path))
    }
}

/// A problem by its field and by what is said, without figures and names, which may depend on
/// other fields.
#[derive(Clone, PartialEq)]
struct Told {
    field: String,
    what: String,
}

fn said(text: &str) -> Vec<Told> {
    let bare = |words: &str| {
        let unnamed = words.split('`').step_by(2).collect::<String>();
        unnamed.replace(|c: char| c.is_ascii_digit(), "")
    };
    let of =
        |told: Diagnostic| Told { what: bare(&told.what), field: told.field.unwrap_or_default() };
    Base::Scenario.read(text).1.into_iter().map(of).collect()
}

/// The part of `told` that is not in `known`, each counted once.
fn beyond(told: &[Told], known: &[Told]) -> Vec<Told> {
    let mut left: Vec<_> = known.iter().map(|known| &known.what).collect();
    let mut new = Vec::new();
    for told in told {
        match left.iter().position(|known| **known == told.what) {
            Some(known) => drop(left.swap_remove(known)),
            None => new.push(told.clone()),
        }
    }
    new
}

fn within(a: &str, b: &str) -> bool {
    a.strip_prefix(b).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// What is wrong with how the pair is told, and how many of the two had to be.
fn faults(a: &One, b: &One, text: &str) -> (usize, Vec<String>) {
    let told = said(text);
    let (mut demanded, mut faults) = (0, Vec::new());
    let mut third = beyond(&told, &[&a.told[..], &b.told[..]].concat());
    for (one, other) in [(a, b), (b, a)] {
        if other.may_hide(one) {
            // What is hidden may be told in another way.
            third.retain(|told| {
                told.field != one.case.field
                    && !one.judged.iter().any(|path| within(&told.field, path))
            });
            continue;
        }
        demanded += 1;
        if !beyond(&one.told, &told).is_empty() {
            faults.push(format!("{} is not told", one.case.name));
        }
    }
    faults.extend(third.iter().map(|third| format!("a third is told: {}", third.what)));
    (demanded, faults)
}

#[test]
fn two_problems_in_different_lines_of_a_file_are_both_told_and_no_third() {
    let base = Base::Scenario.text();
    let all = One::all();
    let (mut tried, mut demanded, mut failures) = (0, 0, Vec::new());
    for (i, a) in all.iter().enumerate() {
        for (j, b) in all.iter().enumerate().skip(i + 1) {
            if (7 * i + 5 * j) % STRIDE != 0 || a.touches(b) || a.is_guess() && b.is_guess() {
                continue;
            }
            let text = a.edit.make(base);
            if text.matches(b.old).count() != 1 {
                continue;
            }
            let text = b.edit.make(&text);
            let (must, faults) = faults(a, b, &text);
            tried += 1;
            demanded += must;
            for fault in faults {
                let told = Problems(Base::Scenario.read(&text).1);
                failures.push(format!("{} + {}: {fault}\n{told}", a.case.name, b.case.name));
            }
        }
    }
    println!("{tried} {demanded}");
    none(&failures);
    assert!(tried > 1000 && 4 * demanded > 3 * 2 * tried, "{tried} pairs, {demanded} demanded");
}
