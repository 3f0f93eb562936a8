//! Gathering every fault of a value that could be read, each with its place in the text.

use super::read::quote;
use super::{Diagnostic, Problems, Source, locate};
use std::fmt;

/// The numbers that a field may hold.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    least: f64,
    /// Whether `least` itself is allowed.
    inclusive: bool,
    most: f64,
    unit: &'static str,
}

impl Bounds {
    /// More than `least` and at most `most`.
    pub const fn above(least: f64, most: f64, unit: &'static str) -> Self {
        Self { least, inclusive: false, most, unit }
    }

    /// From `least` to `most`, both allowed.
    pub const fn from(least: f64, most: f64, unit: &'static str) -> Self {
        Self { least, inclusive: true, most, unit }
    }

    /// Whether `value` is allowed; infinities and NaN never are.
    pub fn allow(&self, value: f64) -> bool {
        let enough = if self.inclusive { value >= self.least } else { value > self.least };
        value.is_finite() && enough && value <= self.most
    }
}

impl fmt::Display for Bounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { least, most, unit, .. } = self;
        let space = if unit.is_empty() { "" } else { " " };
        if self.inclusive {
            write!(f, "from {least} to {most}{space}{unit}")
        } else {
            write!(f, "more than {least}, at most {most}{space}{unit}")
        }
    }
}

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

/// More faults than this are counted, not told: nobody reads on, and finding places takes time.
const MOST_TOLD: usize = 100;

/// Faults of one source, gathered.
pub struct Checks<'a> {
    source: &'a Source,
    problems: Vec<Diagnostic>,
    untold: usize,
}

impl<'a> Checks<'a> {
    /// No fault yet.
    pub fn of(source: &'a Source) -> Self {
        Self { source, problems: Vec::new(), untold: 0 }
    }

    /// Adds a fault, with its place found in the text.
    pub fn fault(&mut self, fault: Fault) {
        if self.problems.len() >= MOST_TOLD {
            self.untold += 1;
            return;
        }
        let problem = self.diagnostic(fault);
        self.problems.push(problem);
    }

    /// Adds a fault that has to do with another file.
    pub fn fault_with(&mut self, fault: Fault, related: &str) {
        let problem = Diagnostic { related: Some(related.into()), ..self.diagnostic(fault) };
        self.problems.push(problem);
    }

    /// Adds the problems of another file.
    pub fn extend(&mut self, problems: Problems) {
        self.problems.extend(problems.0);
    }

    /// Faults `field` unless `value` lies within `bounds`. Returns whether it does.
    pub fn number(&mut self, field: &str, value: f64, bounds: &Bounds) -> bool {
        if bounds.allow(value) {
            return true;
        }
        let what = if value.is_nan() || value.is_infinite() {
            "this is not a number that can be used"
        } else if value < 0.0 && bounds.least >= 0.0 {
            "a negative number is not possible here"
        } else if value == 0.0 {
            "zero is not possible here"
        } else if value > bounds.most {
            "the number is too large"
        } else {
            "the number is too small"
        };
        self.fault(Fault {
            field: field.into(),
            what: what.into(),
            allowed: bounds.to_string(),
            remedy: format!("Write a number {bounds}."),
        });
        false
    }

    /// Faults `field` if `text` is blank.
    pub fn not_blank(&mut self, field: &str, text: &str) {
        if text.trim().is_empty() {
            self.fault(Fault {
                field: field.into(),
                what: "the text is empty".into(),
                allowed: "at least one word".into(),
                remedy: "Write what the reader should see.".into(),
            });
        }
    }

    /// `value` if no fault was added, else all of them in the order of their places.
    pub fn finish<T>(self, value: T) -> Result<T, Problems> {
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
        Problems(problems).or(value)
    }

    fn diagnostic(&self, fault: Fault) -> Diagnostic {
        let here = locate(&self.source.text, &fault.field);
        // A field left at its default is told at the name of the struct that lacks it.
        let span = if here.whole { here.value } else { here.key.unwrap_or(here.value) };
        let found = if here.whole { quote(self.source, &span) } else { "nothing".into() };
        Diagnostic {
            span: Some(span),
            field: Some(fault.field),
            what: fault.what,
            found: Some(found),
            allowed: Some(fault.allowed),
            remedy: fault.remedy,
            file: self.source.clone(),
            ..Diagnostic::of_file("", "", "", "")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_refuse_what_is_outside_and_what_is_no_number() {
        let bounds = Bounds::above(0.0, 5.0, "mm");
        for (value, allowed) in
            [(0.0, false), (1e-9, true), (5.0, true), (5.1, false), (-1.0, false)]
        {
            assert_eq!(bounds.allow(value), allowed, "{value}");
        }
        assert!(Bounds::from(0.0, 5.0, "mm").allow(0.0));
        assert!(!bounds.allow(f64::NAN) && !bounds.allow(f64::INFINITY));
        assert_eq!(bounds.to_string(), "more than 0, at most 5 mm");
        assert_eq!(Bounds::from(0.0, 1.0, "").to_string(), "from 0 to 1");
    }

    #[test]
    fn a_flood_of_faults_is_cut_off_and_counted() {
        let source = Source::new("x.ron", "(a: 1)");
        let mut checks = Checks::of(&source);
        for _ in 0..MOST_TOLD + 7 {
            checks.number("a", 9.0, &Bounds::above(0.0, 1.0, ""));
        }
        let problems = checks.finish(()).unwrap_err();
        assert_eq!(problems.0.len(), MOST_TOLD + 1);
        assert!(problems.0[MOST_TOLD].what.starts_with("7 more"), "{}", problems.0[MOST_TOLD]);
    }

    #[test]
    fn faults_come_out_in_the_order_of_the_text() {
        let source = Source::new("x.ron", "(a: 1,\n b: 2)");
        let mut checks = Checks::of(&source);
        checks.number("b", -2.0, &Bounds::above(0.0, 1.0, ""));
        checks.number("a", 9.0, &Bounds::above(0.0, 1.0, ""));
        let problems = checks.finish(()).unwrap_err();
        let places: Vec<_> = problems.0.iter().map(Diagnostic::place).collect();
        assert_eq!(places, ["x.ron:1:5", "x.ron:2:5"]);
        assert_eq!(problems.0[0].found.as_deref(), Some("1"));
    }
}
