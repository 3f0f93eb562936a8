//! `wispwire account`: the account of the rod, regenerated.
//!
//! `physics.md` and `performance.md` are written by people but for what stands between
//! `<!-- begin NAME -->` and `<!-- end NAME -->`: tables of what the laws and the benchmarks gave. All
//! figures are drawn into `plots` beside them.

use super::arguments::Account;
use super::physics::{cells, say, summary, tried, unwritable, write};
use super::sheet::{Column, Sheet};
use super::{BAD_INPUT, bench};
use crate::bench::{Figures, Task, drawings};
use crate::physics::{Figure, Law, Outcome, Row, TABLE};
use clap::ValueEnum;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The pages, and the folder of figures beside them.
const PHYSICS: &str = "physics.md";
const PERFORMANCE: &str = "performance.md";
const PLOTS: &str = "plots";
/// Blocks of the page of laws beside those of the laws, and of the page of times beside those of the
/// benchmarks.
const SUMMARY: &str = "summary";
const MACHINE: &str = "machine";

/// Tries every law, runs every benchmark and writes the account into the folder that `options` name.
/// Exit code 0 if every row passes or waits, 1 if one fails or a benchmark cannot be trusted, 2 if
/// the pages are not as they must be, which is told before anything runs.
pub fn main(options: &Account) -> ExitCode {
    match account(&options.out) {
        Ok(code) => code,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::from(BAD_INPUT)
        }
    }
}

fn account(folder: &Path) -> Result<ExitCode, String> {
    let mut laws = Page::read(folder.join(PHYSICS), law_blocks())?;
    let mut times = Page::read(folder.join(PERFORMANCE), task_blocks())?;
    let plots = folder.join(PLOTS);
    fs::create_dir_all(&plots).map_err(|error| unwritable(&plots, &error))?;

    let all: Vec<&Law> = TABLE.iter().collect();
    let outcomes = tried(&all, |_, _, outcome| {
        outcome.figures.iter().try_for_each(|figure| write(&plots, figure))
    })?;
    let measured = match bench::measured(Task::value_variants()) {
        Ok(measured) => measured,
        Err(problem) => {
            eprintln!("{problem}");
            return Ok(ExitCode::FAILURE);
        }
    };
    drawings(&measured).iter().try_for_each(|figure| write(&plots, figure))?;

    let rows: Vec<Row> = outcomes.iter().flat_map(|outcome| outcome.rows.clone()).collect();
    let version = format!("wispwire {}", env!("CARGO_PKG_VERSION"));
    laws.fill(SUMMARY, &format!("{version}; {}", summary(&rows)));
    for number in numbers() {
        let of = |(law, _): &(&&Law, &Outcome)| law.row() == number;
        let each = all.iter().zip(&outcomes).filter(of);
        let parts: Vec<_> = each.map(|(law, outcome)| told(law, outcome)).collect();
        laws.fill(&law_block(number), &parts.join("\n"));
    }
    times.fill(MACHINE, &format!("{version}; {}.\n", bench::machine()));
    for &task in Task::value_variants() {
        times.fill(&task_block(task), &table(task, &measured));
    }
    laws.write()?;
    times.write()?;
    for path in [&laws.path, &times.path, &plots] {
        say(&format!("{}\n", path.display()));
    }
    let failed = rows.iter().any(|row| !row.pass && !row.pending);
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Numbers of the table's rows, each once.
fn numbers() -> Vec<&'static str> {
    let mut numbers: Vec<_> = TABLE.iter().map(Law::row).collect();
    numbers.dedup();
    numbers
}

fn law_block(number: &str) -> String {
    format!("law {number}")
}

fn task_block(task: Task) -> String {
    task.to_possible_value().map_or(String::new(), |value| value.get_name().to_owned())
}

/// Blocks that the page of laws must have.
fn law_blocks() -> Vec<String> {
    let laws = numbers().into_iter().map(law_block);
    [SUMMARY.to_owned()].into_iter().chain(laws).collect()
}

/// Blocks that the page of times must have.
fn task_blocks() -> Vec<String> {
    let tasks = Task::value_variants().iter().copied().map(task_block);
    [MACHINE.to_owned()].into_iter().chain(tasks).collect()
}

const ROWS: &[Column] = &[
    Column::words("id"),
    Column::words("settings"),
    Column::figures("expected", ""),
    Column::figures("got", ""),
    Column::figures("error", ""),
    Column::words("tolerance"),
    Column::words(""),
];

/// A law's name, formula, rows and figures.
fn told(law: &Law, outcome: &Outcome) -> String {
    let sheet = Sheet { columns: ROWS, rows: outcome.rows.iter().map(row).collect() };
    let mut text = format!("**{}.** {}\n\n{}", law.name, law.formula, sheet.markdown());
    for figure in &outcome.figures {
        text += &format!("\n{}\n", shown(figure));
    }
    text
}

fn row(row: &Row) -> Vec<String> {
    let cells = cells(row);
    let tolerance = match cells.tolerance.as_str() {
        "" => String::new(),
        tolerance => format!("≤ {tolerance} {}", cells.measure),
    };
    vec![
        row.id.clone(),
        cells.settings,
        cells.expected,
        cells.got,
        cells.error,
        tolerance.trim_end().to_owned(),
        cells.verdict.to_owned(),
    ]
}

/// A reference to the drawing of `figure`.
fn shown(figure: &Figure) -> String {
    format!("![{}]({PLOTS}/{}.svg)", figure.title, figure.name)
}

/// A benchmark's table, with what is to be said of it.
fn table(task: Task, measured: &[Figures]) -> String {
    let table = bench::sheet(task, measured).markdown();
    match bench::note(task, measured) {
        note if note.is_empty() => table,
        note => format!("{table}\n{note}"),
    }
}

/// A page with blocks to fill.
struct Page {
    path: PathBuf,
    text: String,
}

impl Page {
    /// Reads the page at `path`, which must have `blocks`; `Err` says what is wrong and what to do.
    fn read(path: PathBuf, blocks: Vec<String>) -> Result<Self, String> {
        let text = fs::read_to_string(&path).map_err(|error| {
            format!(
                "{}: cannot be read: {error}\nto do: name with --out the folder that has \
                 {PHYSICS} and {PERFORMANCE}, as `docs` in the program's sources",
                path.display()
            )
        })?;
        let page = Self { path, text };
        match blocks.iter().find(|name| page.place(name).is_none()) {
            None => Ok(page),
            Some(name) => {
                let (begin, end) = markers(name);
                Err(format!(
                    "{}: has no block `{name}`\nto do: put the lines `{begin}` and `{end}`, each \
                     once and in this order, where it belongs",
                    page.path.display()
                ))
            }
        }
    }

    /// Where the text between the markers of block `name` is; none unless each stands once.
    fn place(&self, name: &str) -> Option<(usize, usize)> {
        let (begin, end) = markers(name);
        let once = |marker: &str| {
            let mut places = self.text.match_indices(marker).map(|(at, _)| at);
            places.next().filter(|_| places.next().is_none())
        };
        let from = once(&begin)? + begin.len();
        once(&end).filter(|&to| from <= to).map(|to| (from, to))
    }

    /// Puts `text`, whole lines, into block `name`, which is there.
    fn fill(&mut self, name: &str, text: &str) {
        if let Some((from, to)) = self.place(name) {
            self.text.replace_range(from..to, &format!("\n\n{text}\n"));
        }
    }

    fn write(&self) -> Result<(), String> {
        fs::write(&self.path, &self.text).map_err(|error| unwritable(&self.path, &error))
    }
}

/// The lines around block `name`.
fn markers(name: &str) -> (String, String) {
    (format!("<!-- begin {name} -->"), format!("<!-- end {name} -->"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str) -> Page {
        Page { path: PathBuf::new(), text: text.to_owned() }
    }

    #[test]
    fn a_block_is_filled_and_the_prose_around_it_left_alone_however_often() {
        let mut page = page("One.\n<!-- begin law 1 -->\nold\n<!-- end law 1 -->\nTwo.\n");
        for text in ["new\n", "newer\n", "newer\n"] {
            page.fill("law 1", text);
            let filled =
                format!("One.\n<!-- begin law 1 -->\n\n{text}\n<!-- end law 1 -->\nTwo.\n");
            assert_eq!(page.text, filled);
        }
    }

    #[test]
    fn a_block_without_end_or_beginning_or_with_two_of_them_is_none() {
        let (begin, end) = markers("x");
        for text in
            [begin.clone(), end.clone(), format!("{end}{begin}"), format!("{begin}{begin}{end}")]
        {
            assert_eq!(page(&text).place("x"), None, "{text}");
        }
    }
}
