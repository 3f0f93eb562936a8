//! Telling problems: on standard error to people, as JSON to programs.

use crate::sim::text::{Diagnostic, Problems};
use serde::Serialize;
use std::io::{IsTerminal, Write};

/// Writes `problems` to standard error: drawn with the lines of the file when a terminal shows
/// it, plain otherwise.
pub fn tell(problems: &Problems) {
    let mut out = std::io::stderr().lock();
    let text = if out.is_terminal() { problems.drawn() } else { problems.plain() };
    // A closed pipe leaves nobody to tell.
    let _ = out.write_all(text.as_bytes());
}

/// A problem as an editor wants it.
#[derive(Serialize)]
struct Entry<'a> {
    /// `error` or `warning`.
    severity: &'static str,
    file: &'a str,
    /// From 1, the columns in characters; the end is that of the last character and one more.
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    field: Option<&'a str>,
    message: &'a str,
    found: Option<&'a str>,
    allowed: Option<&'a str>,
    remedy: &'a str,
    related: Option<&'a str>,
}

impl<'a> Entry<'a> {
    fn of(problem: &'a Diagnostic) -> Self {
        let place = |offset: usize| problem.file.line_column(offset);
        let start = problem.span.as_ref().map(|span| place(span.start));
        let end = problem.span.as_ref().map(|span| place(span.end));
        Self {
            severity: problem.severity_word(),
            file: &problem.file.name,
            line: start.map(|(line, _)| line),
            column: start.map(|(_, column)| column),
            end_line: end.map(|(line, _)| line),
            end_column: end.map(|(_, column)| column),
            field: problem.field.as_deref(),
            message: &problem.what,
            found: problem.found.as_deref(),
            allowed: problem.allowed.as_deref(),
            remedy: &problem.remedy,
            related: problem.related.as_deref(),
        }
    }
}

/// Writes `problems` to standard output as one JSON array, an object a problem.
pub fn print_json(problems: &Problems) {
    let entries: Vec<_> = problems.0.iter().map(Entry::of).collect();
    match serde_json::to_string_pretty(&entries) {
        Ok(text) => {
            // A closed pipe leaves nobody to tell; the exit code still says it.
            let _ = writeln!(std::io::stdout(), "{text}");
        }
        Err(error) => eprintln!("the problems cannot be printed: {error}"),
    }
}
