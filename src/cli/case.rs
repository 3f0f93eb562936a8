//! Cases by what the user calls them: a file, or a scenario that is built in.

use super::BAD_INPUT;
use super::problems::tell;
use crate::sim::scenario::{SHIPPED, Scenario, place_named, place_names};
use crate::sim::session::{Case, CaseError};
use crate::sim::text::{Diagnostic, Problems, Source, nearest_name};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

/// The case that `path` names: the file if there is one, else the shipped scenario of that name.
pub fn open(path: &Path) -> Result<Case, Problems> {
    read(&source(path)?)
}

/// As [`open`], with access and target at the places called `from` and `to`, where they are given.
pub fn open_between(path: &Path, from: Option<&str>, to: Option<&str>) -> Result<Case, Problems> {
    let source = source(path)?;
    let (scenario, parts) = Scenario::parse(&source)?.value;
    let place = |option: &str, name: Option<&str>| {
        let Some(name) = name else { return Ok(None) };
        let names = place_names(&parts.branches);
        let found = place_named(&parts.branches, name);
        found.map(Some).ok_or_else(|| {
            let remedy = match nearest_name(name, names.iter().copied()) {
                Some(meant) => format!("Did you mean `{meant}`?"),
                None => "Name one of them.".into(),
            };
            let what = format!("{option}: this patient has no vein and no access `{name}`");
            Problems::from(Diagnostic::of_file(&source.name, &what, &names.join(", "), &remedy))
        })
    };
    let (from, to) = (place("--from", from)?, place("--to", to)?);
    read(&scenario.moved(&source, from, to))
}

fn source(path: &Path) -> Result<Source, Problems> {
    if path.exists() { Source::load(path) } else { shipped(path) }
}

fn read(source: &Source) -> Result<Case, Problems> {
    Case::read(source).map_err(|error| match error {
        CaseError::Problems(problems) => problems,
        other => Diagnostic::of_file(
            &source.name,
            &other.to_string(),
            "a scenario that `wispwire check` finds sound",
            "Run `wispwire check` on the file.",
        )
        .into(),
    })
}

/// The shipped scenario whose path or name is `path`.
fn shipped(path: &Path) -> Result<Source, Problems> {
    let named = SHIPPED.iter().find(|(name, _)| {
        let shipped = Path::new(name);
        shipped == path || shipped.file_stem() == Some(path.as_os_str())
    });
    match named {
        Some((name, text)) => Ok(Source::new(*name, *text)),
        None => Source::load(path),
    }
}

/// The case that `path` names, or the exit code after telling what is wrong with it.
pub fn open_or_tell(path: &Path) -> Result<Arc<Case>, ExitCode> {
    or_tell(open(path))
}

/// As [`open_or_tell`], from and to places by name.
pub fn open_between_or_tell(
    path: &Path,
    from: Option<&str>,
    to: Option<&str>,
) -> Result<Arc<Case>, ExitCode> {
    if from.is_none() && to.is_none() {
        open_or_tell(path)
    } else {
        or_tell(open_between(path, from, to))
    }
}

fn or_tell(opened: Result<Case, Problems>) -> Result<Arc<Case>, ExitCode> {
    opened.map(Arc::new).map_err(|problems| {
        tell(&problems);
        ExitCode::from(BAD_INPUT)
    })
}
