//! One law of the table: its rows and figures.

use serde::Serialize;

/// A law and how to try it.
#[derive(Clone, Copy)]
pub struct Law {
    /// Number in the table, as in row ids: `"1"`, `"12"`.
    pub number: &'static str,
    /// Name of the law.
    pub name: &'static str,
    /// Its formula, with the source.
    pub formula: &'static str,
    /// Tries it; `Err` says what it waits for.
    pub attempt: fn() -> Result<Outcome, &'static str>,
}

/// What trying a law gave.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    pub rows: Vec<Row>,
    pub figures: Vec<Figure>,
}

/// One comparison of theory and simulator.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// Number of the law and a letter where it has several rows: `"1a"`.
    pub id: String,
    /// Name of the law.
    pub law: String,
    /// Its formula.
    pub formula: String,
    /// What was set: load, discretisation, friction.
    pub settings: String,
    /// What theory says, in `unit`; none while pending.
    pub expected: Option<f64>,
    /// What the simulator gave.
    pub got: Option<f64>,
    /// Unit of both, empty for ratios.
    pub unit: String,
    /// How far off, in the sense of `tolerance`.
    pub error: Option<f64>,
    /// Largest error that passes.
    pub tolerance: Option<f64>,
    /// What error and tolerance are relative to: `"of expected"`, `"of L"`, `"mm"`.
    pub measure: String,
    pub pass: bool,
    /// True while what it needs does not exist.
    pub pending: bool,
}

/// A drawing of curves over one pair of axes.
#[derive(Clone, Debug)]
pub struct Figure {
    /// File name without ending: `"01-cantilever"`.
    pub name: String,
    pub title: String,
    pub x: String,
    pub y: String,
    /// True if a millimetre must be as long in x as in y.
    pub equal_scales: bool,
    /// True for logarithmic axes.
    pub logarithmic: bool,
    pub lines: Vec<Line>,
}

/// One curve.
#[derive(Clone, Debug)]
pub struct Line {
    pub name: String,
    pub mark: Mark,
    pub points: Vec<(f64, f64)>,
}

/// How a curve is drawn: theory as a line, the simulator's answers as dots over it, what was
/// recorded over time as a trace, and quantities side by side as bars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Theory,
    Simulated,
    Trace,
    Bar,
}

impl Law {
    /// Tries the law. What it waits for becomes one pending row.
    pub fn attempted(&self) -> Outcome {
        let mut outcome = (self.attempt)().unwrap_or_else(|waits| Outcome {
            rows: vec![Row::pending(self.number, waits)],
            figures: Vec::new(),
        });
        for row in &mut outcome.rows {
            self.name.clone_into(&mut row.law);
            self.formula.clone_into(&mut row.formula);
        }
        outcome
    }

    /// Number of the row of the table that the law stands in: 5 for `"5b"`.
    pub fn row(&self) -> &'static str {
        self.number.trim_end_matches(|c: char| c.is_ascii_lowercase())
    }
}

/// Id of the row at `index` of law `number`: `"1a"`, `"1b"`.
pub fn lettered(number: &str, index: usize) -> String {
    let letter = char::from(b'a' + (index % 26) as u8);
    format!("{number}{letter}")
}

impl Line {
    /// What theory says.
    pub fn theory(name: impl Into<String>, points: Vec<(f64, f64)>) -> Self {
        Self { name: name.into(), mark: Mark::Theory, points }
    }

    /// What the simulator gave.
    pub fn simulated(name: impl Into<String>, points: Vec<(f64, f64)>) -> Self {
        Self { name: name.into(), mark: Mark::Simulated, points }
    }

    /// What was recorded from moment to moment.
    pub fn trace(name: impl Into<String>, points: Vec<(f64, f64)>) -> Self {
        Self { name: name.into(), mark: Mark::Trace, points }
    }

    /// A bar from zero to `height` at place `at`; a figure of bars has no other marks along x.
    pub fn bar(name: impl Into<String>, at: f64, height: f64) -> Self {
        Self { name: name.into(), mark: Mark::Bar, points: vec![(at, height)] }
    }
}

impl Row {
    /// A row without figures, which `waits` for what does not exist yet.
    pub fn pending(id: &str, waits: &str) -> Self {
        Self {
            id: id.to_owned(),
            law: String::new(),
            formula: String::new(),
            settings: waits.to_owned(),
            expected: None,
            got: None,
            unit: String::new(),
            error: None,
            tolerance: None,
            measure: String::new(),
            pass: false,
            pending: true,
        }
    }

    /// Holds `got` against `expected`, both in `unit`. Follow it by [`Row::relative`],
    /// [`Row::absolute`] or [`Row::of`], which say what passes.
    pub fn compare(id: &str, settings: String, unit: &str, expected: f64, got: f64) -> Self {
        Self {
            id: id.to_owned(),
            law: String::new(),
            formula: String::new(),
            settings,
            expected: Some(expected),
            got: Some(got),
            unit: unit.to_owned(),
            error: None,
            tolerance: None,
            measure: String::new(),
            pass: false,
            pending: false,
        }
    }

    /// Passes within `tolerance` of the expected value's magnitude.
    pub fn relative(self, tolerance: f64) -> Self {
        let scale = self.expected.map_or(1.0, f64::abs);
        self.of(scale, "of expected", tolerance)
    }

    /// Passes within `tolerance`, in the row's unit.
    pub fn absolute(self, tolerance: f64) -> Self {
        let unit = self.unit.clone();
        self.of(1.0, &unit, tolerance)
    }

    /// Passes if no less than expected: the error is what is lacking, in the row's unit.
    pub fn at_least(self) -> Self {
        self.one_sided("at least", 0.0, |difference| difference.min(0.0))
    }

    /// Passes if no more than expected by more than `tolerance`: the error is what is too much, in
    /// the row's unit.
    pub fn at_most(self, tolerance: f64) -> Self {
        let measure = format!("{} above", self.unit);
        self.one_sided(measure.trim(), tolerance, |difference| difference.max(0.0))
    }

    /// Holds `got` against the bracket from `low` to `high`, all in `unit`. Expected is the nearer
    /// edge; the error is how far beyond it `got` lies over the edge, 0 inside. Passes within
    /// `tolerance`.
    pub fn within(
        id: &str,
        settings: String,
        unit: &str,
        (low, high): (f64, f64),
        got: f64,
        tolerance: f64,
    ) -> Self {
        if got < 0.5 * (low + high) {
            let row = Self::compare(id, settings, unit, low, got);
            row.one_sided_over(low, "of the bracket", tolerance, |difference| difference.min(0.0))
        } else {
            let row = Self::compare(id, settings, unit, high, got);
            row.one_sided_over(high, "of the bracket", tolerance, |difference| difference.max(0.0))
        }
    }

    fn one_sided(self, measure: &str, tolerance: f64, side: impl Fn(f64) -> f64) -> Self {
        self.one_sided_over(1.0, measure, tolerance, side)
    }

    fn one_sided_over(
        self,
        scale: f64,
        measure: &str,
        tolerance: f64,
        side: impl Fn(f64) -> f64,
    ) -> Self {
        let mut row = self.of(scale, measure, tolerance);
        // Extremes pass over what is not a number, which must stay one here.
        row.error = row.error.map(|error| if error.is_nan() { error } else { side(error) });
        row.pass = row.error.is_some_and(|error| error.abs() <= tolerance);
        row
    }

    /// Passes if the difference over `scale` is within `tolerance`; `measure` names the scale.
    pub fn of(mut self, scale: f64, measure: &str, tolerance: f64) -> Self {
        let error = self.got.zip(self.expected).map(|(got, expected)| (got - expected) / scale);
        // What is not a number does not pass.
        self.pass = error.is_some_and(|error| error.abs() <= tolerance);
        self.error = error;
        self.tolerance = Some(tolerance);
        self.measure = measure.to_owned();
        self
    }
}
