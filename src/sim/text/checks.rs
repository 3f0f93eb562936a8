//! Gathering every fault of a text and of the value in it, each with its place.

use super::parser::parse;
use super::tree::Tree;
use super::words::unseen;
use super::{Diagnostic, Problems, Source};
use miette::Severity;
use std::collections::BTreeSet;
use std::ops::Range;

/// Characters of a finding that are quoted.
const LONGEST_QUOTE: usize = 60;
/// More faults than this are counted, not told: nobody reads on.
const MOST_TOLD: usize = 100;

/// A fault to be told: the field and what there is to say about it.
#[derive(Clone, Debug)]
pub struct Fault {
    /// Field path, as `patient.branches[1].into`.
    pub field: String,
    /// What is wrong, as a clause.
    pub what: String,
    /// What may stand there.
    pub allowed: String,
    /// What to do, in sentences.
    pub remedy: String,
}

/// A value that passed its checks, with what is odd about it but legal.
#[derive(Clone, Debug)]
pub struct Sound<T> {
    pub value: T,
    pub warnings: Problems,
}

impl<T> Sound<T> {
    /// Another value made of this one, with the same warnings.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Sound<U> {
        Sound { value: make(self.value), warnings: self.warnings }
    }
}

/// Faults of one source, gathered.
pub struct Checks<'a> {
    source: &'a Source,
    tree: Tree,
    problems: Vec<Diagnostic>,
    /// Field paths of which something is wrong already.
    distrusted: BTreeSet<String>,
    untold: usize,
}

impl<'a> Checks<'a> {
    /// No fault yet.
    pub fn of(source: &'a Source) -> Self {
        let tree = parse(&source.text);
        Self { source, tree, problems: Vec::new(), distrusted: BTreeSet::new(), untold: 0 }
    }

    pub(super) fn tree(&self) -> &Tree {
        &self.tree
    }

    pub(super) fn text(&self) -> &'a str {
        &self.source.text
    }

    /// Adds a fault, with its place found in the text.
    pub fn fault(&mut self, fault: Fault) {
        self.distrust(&fault.field);
        self.add(Severity::Error, fault, None, Self::place);
    }

    /// Adds a fault whose place is known.
    pub(super) fn fault_at(&mut self, span: Range<usize>, fault: Fault) {
        self.distrust(&fault.field);
        self.slip_at(span, fault);
    }

    /// Adds a fault of form, which leaves it clear what is meant.
    pub(super) fn slip_at(&mut self, span: Range<usize>, fault: Fault) {
        self.add(Severity::Error, fault, None, |checks, _| {
            let found = quote(checks.source, &span);
            (span, found)
        });
    }

    /// Adds that something is missing at a place.
    pub(super) fn missing_at(&mut self, span: Range<usize>, fault: Fault) {
        self.distrust(&fault.field);
        self.add(Severity::Error, fault, None, |_, _| (span, "nothing".into()));
    }

    /// Adds a fault that has to do with another file.
    pub fn fault_with(&mut self, fault: Fault, related: &str) {
        self.distrust(&fault.field);
        self.add(Severity::Error, fault, Some(related), Self::place);
    }

    /// Adds what is odd but legal.
    pub fn warn(&mut self, fault: Fault) {
        self.add(Severity::Warning, fault, None, Self::place);
    }

    /// Adds the problems of another file, which make `field` unsound.
    pub fn extend(&mut self, field: &str, problems: Problems) {
        self.distrust(field);
        self.problems.extend(problems.0);
    }

    /// Whether nothing is wrong so far with `field`, with what it is part of or with its parts:
    /// only then does it make sense to judge by it.
    pub fn sound(&self, field: &str) -> bool {
        let parts = |mark: char| {
            let start = format!("{field}{mark}");
            let mut after = self.distrusted.range(start.clone()..);
            after.next().is_some_and(|told| told.starts_with(&start))
        };
        self.intact(field) && !parts('.') && !parts('[')
    }

    /// Whether nothing is wrong so far with `field` itself or with what it is part of, whatever
    /// there may be with its parts.
    pub fn intact(&self, field: &str) -> bool {
        let ends = field.char_indices().filter(|(_, c)| matches!(c, '.' | '[')).map(|(at, _)| at);
        !ends.chain([field.len()]).any(|end| self.distrusted.contains(&field[..end]))
    }

    /// Whether the file says anything about `field`.
    pub fn written(&self, field: &str) -> bool {
        self.tree.locate(&self.source.text, field).whole
    }

    /// The whole number that stands at `field`, if one does.
    pub fn whole_number_at(&self, field: &str) -> Option<u64> {
        let here = self.tree.locate(&self.source.text, field);
        here.whole.then(|| self.source.text[here.value].trim().parse().ok()).flatten()
    }

    /// Lets nothing be judged by `field` any more.
    pub(super) fn distrust(&mut self, field: &str) {
        self.distrusted.insert(field.into());
    }

    /// `value` with the warnings if there is no fault, else everything in the order of the text.
    pub fn finish<T>(self, value: Option<T>) -> Result<Sound<T>, Problems> {
        let mut problems = self.problems;
        let own = |problem: &Diagnostic| problem.file.name == self.source.name;
        let start = |problem: &Diagnostic| problem.span.as_ref().map_or(0, |span| span.start);
        problems.sort_by_key(|problem| (!own(problem), start(problem)));
        if self.untold > 0 {
            problems.push(Diagnostic::of_file(
                &self.source.name,
                &format!("{} more problems are not shown", self.untold),
                "none",
                "Mend those shown first, then check the file again.",
            ));
        }
        let faulty = problems.iter().any(|problem| problem.severity == Severity::Error);
        let problems = Problems(problems);
        match value {
            Some(value) if !faulty => Ok(Sound { value, warnings: problems }),
            _ => Err(problems),
        }
    }

    /// Adds a problem at the place, and with the finding, that `place` gives for its field.
    fn add(
        &mut self,
        severity: Severity,
        fault: Fault,
        related: Option<&str>,
        place: impl FnOnce(&Self, &str) -> (Range<usize>, String),
    ) {
        if self.problems.len() >= MOST_TOLD {
            self.untold += 1;
            return;
        }
        let (span, found) = place(self, &fault.field);
        self.problems.push(Diagnostic {
            severity,
            span: Some(span),
            field: (!fault.field.is_empty()).then_some(fault.field),
            what: fault.what,
            found: Some(found),
            allowed: Some(fault.allowed),
            remedy: fault.remedy,
            file: self.source.clone(),
            related: related.map(String::from),
        });
    }

    /// Where `field` stands and what stands there.
    fn place(&self, field: &str) -> (Range<usize>, String) {
        let here = self.tree.locate(&self.source.text, field);
        if here.whole {
            let found = quote(self.source, &here.value);
            return (here.value, found);
        }
        // A field left at its default is told at the name of what lacks it, or at its bracket.
        let start = here.value.start;
        let span = here.key.unwrap_or(start..(start + 1).min(here.value.end));
        (span, "nothing: the field is left out".into())
    }
}

/// What stands at `span`, on one line and not too long.
pub(super) fn quote(source: &Source, span: &Range<usize>) -> String {
    let words: Vec<_> = source.text[span.clone()].split_ascii_whitespace().collect();
    let text = seen(&words.join(" "));
    if text.is_empty() {
        let rest = source.text[span.start..].trim_start();
        return match seen(rest.lines().next().unwrap_or_default()) {
            line if line.is_empty() => "the end of the file".into(),
            line => format!("nothing before `{}`", short(&line)),
        };
    }
    short(&text)
}

/// `text` with the numbers of the characters that cannot be seen.
fn seen(text: &str) -> String {
    let shown = |c: char| match c {
        c if unseen(c) => format!("[U+{:04X}]", u32::from(c)),
        c => c.to_string(),
    };
    text.chars().take(LONGEST_QUOTE + 1).map(shown).collect()
}

fn short(text: &str) -> String {
    match text.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(field: &str) -> Fault {
        let words = || String::from("…");
        Fault { field: field.into(), what: words(), allowed: words(), remedy: words() }
    }

    #[test]
    fn a_flood_of_faults_is_cut_off_and_counted() {
        let source = Source::new("x.ron", "(a: 1)");
        let mut checks = Checks::of(&source);
        for _ in 0..MOST_TOLD + 7 {
            checks.fault(fault("a"));
        }
        let problems = checks.finish(Some(())).unwrap_err();
        assert_eq!(problems.0.len(), MOST_TOLD + 1);
        assert!(problems.0[MOST_TOLD].what.starts_with("7 more"), "{}", problems.0[MOST_TOLD]);
    }

    #[test]
    fn faults_come_out_in_the_order_of_the_text() {
        let source = Source::new("x.ron", "(a: 1,\n b: 2)");
        let mut checks = Checks::of(&source);
        checks.fault(fault("b"));
        checks.fault(fault("a"));
        let problems = checks.finish(Some(())).unwrap_err();
        let places: Vec<_> = problems.0.iter().map(Diagnostic::place).collect();
        assert_eq!(places, ["x.ron:1:5", "x.ron:2:5"]);
        assert_eq!(problems.0[0].found.as_deref(), Some("1"));
    }

    #[test]
    fn a_warning_alone_does_not_refuse_a_value() {
        let source = Source::new("x.ron", "(a: 1)");
        let mut checks = Checks::of(&source);
        checks.warn(fault("a"));
        assert!(checks.sound("a"), "what is odd can be judged by");
        let sound = checks.finish(Some(5)).unwrap();
        assert_eq!((sound.value, sound.warnings.0.len()), (5, 1));
    }

    #[test]
    fn a_fault_makes_unsound_what_it_is_in_and_what_is_in_it_and_nothing_beside_it() {
        let source = Source::new("x.ron", "()");
        let mut checks = Checks::of(&source);
        checks.fault(fault("lesions[1].wisp"));
        for (field, sound) in [
            ("lesions[1].wisp.seed", false),
            ("lesions[1]", false),
            ("lesions", false),
            ("lesions[1].wisp", false),
            ("lesions[10]", true),
            ("lesions[1].wisp_mm", true),
            ("title", true),
        ] {
            assert_eq!(checks.sound(field), sound, "{field}");
        }
    }
}
