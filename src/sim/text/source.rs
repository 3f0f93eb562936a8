//! A text with a name, from a file or from inside the program.

use super::{Diagnostic, Problems};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Larger files are refused unread: the largest sensible scenario has a hundredth of this.
const LARGEST_FILE_BYTES: u64 = 4 << 20;

/// A text to be read, and where it came from. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Source {
    /// What messages call it: the path as the user gave it.
    pub name: Arc<str>,
    /// The whole text.
    pub text: Arc<str>,
    /// The folder whose device and tissue files come before the built-in ones; `None` for a text
    /// that came from inside the program.
    pub folder: Option<PathBuf>,
}

impl Source {
    /// A text that is not a file of its own.
    pub fn new(name: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        Self { name: name.into(), text: text.into(), folder: None }
    }

    /// The file at `path`. Fails, saying what to do, when it cannot be opened, is larger than
    /// 4 MiB or is not UTF-8 text.
    pub fn load(path: &Path) -> Result<Self, Problems> {
        let name = path.display().to_string();
        let bytes = read_bytes(path).map_err(|error| unreadable(&name, path, &error))?;
        if bytes.len() as u64 > LARGEST_FILE_BYTES {
            return Err(Diagnostic::of_file(
                &name,
                "the file is too large to be one of wispwire's",
                "text files of at most 4 MiB",
                "Check that this is the file you meant.",
            )
            .into());
        }
        let folder = match path.parent() {
            Some(folder) if folder != Path::new("") => folder.to_path_buf(),
            _ => PathBuf::from("."),
        };
        match String::from_utf8(bytes) {
            Ok(text) => {
                let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
                // Old editors end lines with `\r` alone.
                let text = if text.contains('\n') { text.into() } else { text.replace('\r', "\n") };
                Ok(Self { name: name.into(), text: text.into(), folder: Some(folder) })
            }
            Err(error) => Err(not_text(&name, &error).into()),
        }
    }

    /// Line and column of a byte offset, both from 1, the column in characters.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let before = &self.text[..self.boundary(offset)];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }

    /// The byte offset of a line and column, both from 1; the end of the text beyond it.
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let start: usize =
            self.text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let rest = &self.text[start..];
        rest.char_indices()
            .nth(column.saturating_sub(1))
            .map_or(self.text.len(), |(within, _)| start + within)
    }

    /// `offset`, moved back to the start of the character it is in and into the text.
    pub(super) fn boundary(&self, offset: usize) -> usize {
        (0..=offset.min(self.text.len()))
            .rev()
            .find(|&at| self.text.is_char_boundary(at))
            .unwrap_or(0)
    }
}

fn read_bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST_FILE_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unreadable(name: &str, path: &Path, error: &std::io::Error) -> Diagnostic {
    let remedy = if error.kind() == std::io::ErrorKind::NotFound {
        let here = std::env::current_dir().map_or(String::new(), |here| here.display().to_string());
        let from = if path.is_relative() && !here.is_empty() {
            format!(" It was looked for from the folder {here}.")
        } else {
            String::new()
        };
        format!("Check the spelling of the path.{from}")
    } else if path.is_dir() {
        "Name a file in this folder, not the folder.".into()
    } else {
        "Check that the file is a plain file that you may read.".into()
    };
    let what = format!("the file cannot be opened: {error}");
    Diagnostic::of_file(name, &what, "the path of a file that can be read", &remedy)
}

fn not_text(name: &str, error: &std::string::FromUtf8Error) -> Diagnostic {
    let bytes = error.as_bytes();
    let valid = error.utf8_error().valid_up_to();
    let text = String::from_utf8_lossy(&bytes[..valid]).into_owned();
    let source = Source::new(name, text);
    Diagnostic {
        found: Some(format!("the byte 0x{:02x}", bytes[valid])),
        span: Some(valid..valid),
        file: source,
        ..Diagnostic::of_file(
            name,
            "the file is not UTF-8 text",
            "UTF-8 text",
            "Save the file as UTF-8 in your editor, or check that this is the file you meant.",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_and_column_count_characters_and_agree_with_the_offset() {
        let source = Source::new("a.ron", "(\r\n  title: \"Vène\",\n  x: 1)");
        let offset = source.text.find("x:").unwrap();
        assert_eq!(source.line_column(offset), (3, 3));
        assert_eq!(source.offset(3, 3), offset);
        let comma = source.text.find(',').unwrap();
        assert_eq!(source.line_column(comma), (2, 16));
        assert_eq!(source.offset(2, 16), comma);
        assert_eq!(source.offset(99, 1), source.text.len());
        assert_eq!(source.line_column(usize::MAX), (3, 8));
    }
}
