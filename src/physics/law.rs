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
    /// What error and tolerance are relative to: `"of the expected"`, `"of L"`, `"mm"`.
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

/// How a curve is drawn: theory as a line, the simulator's answers as dots over it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Theory,
    Simulated,
}

impl Row {
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
        self.of(scale, "of the expected", tolerance)
    }

    /// Passes within `tolerance`, in the row's unit.
    pub fn absolute(self, tolerance: f64) -> Self {
        let unit = self.unit.clone();
        self.of(1.0, &unit, tolerance)
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
