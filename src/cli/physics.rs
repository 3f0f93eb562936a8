//! `wispwire physics`: the laws that the rod must obey, tried and printed.

use super::BAD_INPUT;
use super::arguments::Physics;
use super::progress::counted;
use crate::physics::{Figure, Law, Row, TABLE, plot};
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
    let bar = counted("trying", laws.len() as u64);
    let mut all = Vec::new();
    for law in laws {
        bar.set_message(law.name);
        let outcome = law.attempted();
        for figure in &outcome.figures {
            if let Some(folder) = &options.plot
                && let Err(problem) = write(folder, figure)
            {
                bar.finish_and_clear();
                return bad_input(&problem);
            }
        }
        if !options.json {
            bar.suspend(|| say(&table(law, &outcome.rows)));
        }
        all.extend(outcome.rows);
        bar.inc(1);
    }
    bar.finish_and_clear();
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

/// Writes to standard output. A closed pipe leaves nobody to tell; the exit code still says it.
fn say(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}

fn bad_input(problem: &str) -> ExitCode {
    eprintln!("{problem}");
    ExitCode::from(BAD_INPUT)
}

fn unwritable(path: &Path, error: &std::io::Error) -> String {
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

fn write(folder: &Path, figure: &Figure) -> Result<(), String> {
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
    let unit = if row.unit.is_empty() { String::new() } else { format!(", {}", row.unit) };
    let start = format!("{:<ID$} {:<SETTINGS$}", row.id, format!("{}{unit}", row.settings));
    let (Some(expected), Some(got), Some(error), Some(tolerance)) =
        (row.expected, row.got, row.error, row.tolerance)
    else {
        return format!("{start} pending\n");
    };
    let error = if error == 0.0 { "0".to_owned() } else { format!("{error:.1e}") };
    let tolerance = match tolerance {
        0.0 => "0".to_owned(),
        1e-3.. => format!("{}", (tolerance * 1e3).round() / 1e3),
        _ => format!("{tolerance:e}"),
    };
    format!(
        "{start} {:>VALUE$} {:>VALUE$} {error:>ERROR$} ≤ {tolerance:<TOLERANCE$} {:<MEASURE$} {}\n",
        shown(expected),
        shown(got),
        row.measure,
        if row.pass { "pass" } else { "FAIL" }
    )
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

fn summary(rows: &[Row]) -> String {
    let pending = rows.iter().filter(|row| row.pending).count();
    let pass = rows.iter().filter(|row| row.pass).count();
    let fail = rows.len() - pass - pending;
    format!("{} rows: {pass} pass, {fail} fail, {pending} pending\n", rows.len())
}
