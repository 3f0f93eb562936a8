//! Telling problems on standard error.

use crate::sim::text::Problems;
use std::io::{IsTerminal, Write};

/// Writes `problems` to standard error: drawn with the lines of the file when a terminal shows
/// it, plain otherwise.
pub fn tell(problems: &Problems) {
    let mut out = std::io::stderr().lock();
    let text = if out.is_terminal() { problems.drawn() } else { problems.plain() };
    // A closed pipe leaves nobody to tell.
    let _ = out.write_all(text.as_bytes());
}
