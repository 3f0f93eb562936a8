//! Cases by what the user calls them: a file, or a scenario that is built in.

use super::BAD_INPUT;
use super::problems::tell;
use crate::sim::scenario::SHIPPED;
use crate::sim::session::{Case, CaseError};
use crate::sim::text::{Diagnostic, Problems, Source};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

/// The case that `path` names: the file if there is one, else the shipped scenario of that name.
pub fn open(path: &Path) -> Result<Case, Problems> {
    let source = if path.exists() { Source::load(path)? } else { shipped(path)? };
    Case::read(&source).map_err(|error| match error {
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
    open(path).map(Arc::new).map_err(|problems| {
        tell(&problems);
        ExitCode::from(BAD_INPUT)
    })
}
