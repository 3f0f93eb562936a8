//! `wispwire physics`: the laws that the rod must obey, tried and printed.

use super::BAD_INPUT;
use super::arguments::Physics;
use super::progress::counted;
use crate::physics::{Figure, Law, Outcome, Row, TABLE, plot};
use indicatif::ProgressBar;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

/// Exit code when a row fails.
const FAILED: u8 = 1;
/// Widths of the table's columns, letters: id, settings with their unit, values, error, tolerance
/// and what it is relative to. With the verdict a line is no longer than [`LINE`].
const LINE: usize = 120;
const ID: usize = 4;
const SETTINGS: usize = 54;
const VALUE: usize = 9;
const ERROR: usize = 8;
const TOLERANCE: usize = 6;
const MEASURE: usize = 14;

/// Tries the laws that `options` name, all unless told. Exit code 0 if every row passes or waits,
/// 1 if one fails, 2 for an unknown row or a folder that cannot be written.
pub fn main(options: &Physics) -> ExitCode {
    let laws = match chosen(&options.only) {
        Ok(laws) => laws,
        Err(problem) => return bad_input(&problem),
    };
    if let Some(folder) = &options.plot
        && let Err(error) = fs::create_dir_all(folder)
    {
        return bad_input(&unwritable(folder, &error));
    }
    if !options.json {
        say(&head());
    }
    let outcomes = tried(&laws, |bar, law, outcome| {
        if let Some(folder) = &options.plot {
            outcome.figures.iter().try_for_each(|figure| write(folder, figure))?;
        }
        if !options.json {
            bar.suspend(|| say(&table(law, &outcome.rows)));
        }
        Ok(())
    });
    let all: Vec<Row> = match outcomes {
        Ok(outcomes) => outcomes.into_iter().flat_map(|outcome| outcome.rows).collect(),
        Err(problem) => return bad_input(&problem),
    };
    if options.json {
        match serde_json::to_string_pretty(&all) {
            Ok(text) => say(&format!("{text}\n")),
            Err(error) => eprintln!("the table cannot be printed: {error}"),
        }
    } else {
        say(&summary(&all));
    }
    let failed = all.iter().any(|row| !row.pass && !row.pending);
    if failed { ExitCode::from(FAILED) } else { ExitCode::SUCCESS }
}

/// Tries `laws` one after the other behind a bar, and does `then` after each; what that cannot do
/// ends it.
pub fn tried(
    laws: &[&Law],
    mut then: impl FnMut(&ProgressBar, &Law, &Outcome) -> Result<(), String>,
) -> Result<Vec<Outcome>, String> {
    let bar = counted("trying", laws.len() as u64);
    let each = laws.iter().map(|law| {
        bar.set_message(law.name);
        let outcome = law.attempted();
        then(&bar, law, &outcome)?;
        bar.inc(1);
        Ok(outcome)
    });
    let outcomes = each.collect();
    bar.finish_and_clear();
    outcomes
}

/// Writes to standard output. A closed pipe leaves nobody to tell; the exit code still says it.
pub fn say(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}

fn bad_input(problem: &str) -> ExitCode {
    eprintln!("{problem}");
    ExitCode::from(BAD_INPUT)
}

/// That `path` cannot be written, and what to do.
pub fn unwritable(path: &Path, error: &std::io::Error) -> String {
    format!(
        "{}: cannot be written: {error}\nto do: name a folder that you may write",
        path.display()
    )
}

/// The laws in the rows `only`, in the table's order; all if none is named.
fn chosen(only: &[String]) -> Result<Vec<&'static Law>, String> {
    let named = |law: &Law, word: &str| law.number == word || law.row() == word;
    if let Some(word) = only.iter().find(|word| !TABLE.iter().any(|law| named(law, word))) {
        let mut rows: Vec<&str> = TABLE.iter().map(Law::row).collect();
        rows.dedup();
        return Err(format!(
            "--only: there is no row `{word}`\nallowed: {}\nto do: name some of these with commas \
             between, as in --only 1,8,12",
            rows.join(", ")
        ));
    }
    let wanted = |law: &&Law| only.is_empty() || only.iter().any(|word| named(law, word));
    Ok(TABLE.iter().filter(wanted).collect())
}

/// Draws `figure` into `folder`; `Err` says what is wrong.
pub fn write(folder: &Path, figure: &Figure) -> Result<(), String> {
    let path = folder.join(format!("{}.svg", figure.name));
    let text = plot::svg(figure).map_err(|error| format!("{}: {error}", figure.name))?;
    fs::write(&path, text).map_err(|error| unwritable(&path, &error))
}

/// The names of the columns.
fn head() -> String {
    format!(
        "{:<ID$} {:<SETTINGS$} {:>VALUE$} {:>VALUE$} {:>ERROR$}   tolerance\n\n",
        "id", "law and settings", "expected", "got", "error"
    )
}

/// A law's name and formula, and its rows below.
fn table(law: &Law, rows: &[Row]) -> String {
    let mut text = format!("{:<ID$} {}", law.number, law.name);
    let mut column = LINE;
    for word in law.formula.split_whitespace() {
        if column + 1 + word.chars().count() > LINE {
            text += &format!("\n{:ID$}", "");
            column = ID;
        }
        text += &format!(" {word}");
        column += 1 + word.chars().count();
    }
    text.push('\n');
    for row in rows {
        text += &line(row);
    }
    text.push('\n');
    text
}

fn line(row: &Row) -> String {
    let cells = cells(row);
    let start = format!("{:<ID$} {:<SETTINGS$}", row.id, cells.settings);
    if row.got.is_none() {
        return format!("{start} {}\n", cells.verdict);
    }
    format!(
        "{start} {:>VALUE$} {:>VALUE$} {:>ERROR$} ≤ {:<TOLERANCE$} {:<MEASURE$} {}\n",
        cells.expected, cells.got, cells.error, cells.tolerance, cells.measure, cells.verdict
    )
}

/// A row in words and figures; a pending one has settings and verdict only.
#[derive(Default)]
pub struct Cells {
    /// With the unit.
    pub settings: String,
    pub expected: String,
    pub got: String,
    pub error: String,
    pub tolerance: String,
    /// What error and tolerance are relative to.
    pub measure: String,
    pub verdict: &'static str,
}

/// `row` as it is shown.
pub fn cells(row: &Row) -> Cells {
    let unit = if row.unit.is_empty() { String::new() } else { format!(", {}", row.unit) };
    let settings = format!("{}{unit}", row.settings);
    let (Some(expected), Some(got), Some(error), Some(tolerance)) =
        (row.expected, row.got, row.error, row.tolerance)
    else {
        return Cells { settings, verdict: "pending", ..Cells::default() };
    };
    let error = if error == 0.0 { "0".to_owned() } else { format!("{error:.1e}") };
    let tolerance = match tolerance {
        0.0 => "0".to_owned(),
        1e-3.. => format!("{}", (tolerance * 1e3).round() / 1e3),
        _ => format!("{tolerance:e}"),
    };
    Cells {
        settings,
        expected: shown(expected),
        got: shown(got),
        error,
        tolerance,
        measure: row.measure.clone(),
        verdict: if row.pass { "pass" } else { "FAIL" },
    }
}

/// Five significant digits; what is nothing but rounding is zero.
fn shown(value: f64) -> String {
    let size = value.abs();
    if size < 1e-15 {
        "0".to_owned()
    } else if !(1e-3..1e5).contains(&size) {
        format!("{value:.2e}")
    } else {
        let whole = if size < 1.0 { 0 } else { size.log10() as usize };
        format!("{value:.*}", 5 - whole)
    }
}

/// How many rows pass, fail and wait.
pub fn summary(rows: &[Row]) -> String {
    let pending = rows.iter().filter(|row| row.pending).count();
    let pass = rows.iter().filter(|row| row.pass).count();
    let fail = rows.len() - pass - pending;
    format!("{} rows: {pass} pass, {fail} fail, {pending} pending\n", rows.len())
}
