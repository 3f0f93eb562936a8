//! Where in a RON text a field stands.
//!
//! serde forgets places, so a check that fails after reading has a field path and no line. This
//! walker finds the path again in the text. It is tolerant: it knows brackets, strings and comments
//! and nothing of types, and on text that is not RON it finds less but never fails. It does not
//! recurse, so no nesting is too deep for it.

use std::ops::Range;

/// A field found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// Bytes of the field's name; `None` for an item of a list and for the whole text.
    pub key: Option<Range<usize>>,
    /// Bytes of its value.
    pub value: Range<usize>,
    /// Whether the whole path was found, or only its beginning: then this is the field at which
    /// the text ends.
    pub whole: bool,
}

/// Finds `path` (as `lesion.wisp.seed` or `patient.branches[0].points[2].at_mm[1]`) in `text`, or
/// as much of its beginning as is there.
pub fn locate(text: &str, path: &str) -> Located {
    let mut walker = Walker { text, at: 0 };
    walker.skip_blank();
    let mut found = Located { key: None, value: walker.value_ahead(), whole: true };
    for segment in segments(path) {
        let mut inside = Walker { text, at: found.value.start };
        let next = match segment {
            Segment::Field(name) => inside.field(name),
            Segment::Item(index) => inside.item(index),
        };
        match next {
            Some(next) => found = next,
            None => return Located { whole: false, ..found },
        }
    }
    found
}

enum Segment<'a> {
    Field(&'a str),
    Item(usize),
}

fn segments(path: &str) -> impl Iterator<Item = Segment<'_>> {
    path.split(['.', '[']).filter(|part| !part.is_empty()).map(|part| {
        match part.strip_suffix(']').and_then(|index| index.parse().ok()) {
            Some(index) => Segment::Item(index),
            None => Segment::Field(part),
        }
    })
}

struct Walker<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Walker<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Past white space, comments and `#![enable(...)]`.
    fn skip_blank(&mut self) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start();
            self.at += rest.len() - trimmed.len();
            if trimmed.starts_with("//") {
                self.at += trimmed.find('\n').unwrap_or(trimmed.len());
            } else if trimmed.starts_with("/*") {
                self.at += block_comment(trimmed);
            } else if trimmed.starts_with("#!") {
                self.at += trimmed.find(']').map_or(trimmed.len(), |end| end + 1);
            } else {
                return;
            }
        }
    }

    fn identifier(&mut self) -> &'a str {
        let rest = self.rest();
        let rest = rest.strip_prefix("r#").filter(|after| !after.starts_with('"')).unwrap_or(rest);
        let start = self.text.len() - rest.len();
        let end = rest
            .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-'))
            .unwrap_or(rest.len());
        if end > 0 {
            self.at = start + end;
        }
        &rest[..end]
    }

    /// Past one string, character, bracket or run of other characters. Returns the change of
    /// depth.
    fn token(&mut self) -> i32 {
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return 0 };
        let (length, depth) = match first {
            '(' | '[' | '{' => (1, 1),
            ')' | ']' | '}' => (1, -1),
            '"' => (quoted(rest, '"'), 0),
            '\'' => (character(rest), 0),
            'r' | 'b' if raw_string(rest).is_some() => (raw_string(rest).unwrap_or(1), 0),
            c if c.is_alphanumeric() || c == '_' => {
                let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_'));
                (end.unwrap_or(rest.len()), 0)
            }
            other => (other.len_utf8(), 0),
        };
        self.at += length;
        depth
    }

    /// The bytes of the value that starts here, up to the comma or bracket after it. Stays here.
    fn value_ahead(&self) -> Range<usize> {
        let mut ahead = Walker { text: self.text, at: self.at };
        let start = ahead.at;
        let mut end = start;
        let mut depth = 0;
        loop {
            ahead.skip_blank();
            match ahead.peek() {
                None => break,
                Some(',' | ')' | ']' | '}') if depth == 0 => break,
                Some(_) => depth += ahead.token(),
            }
            end = ahead.at;
        }
        start..end
    }

    /// Into the brackets of the value that starts here, past a struct's name and any `Some(`.
    fn enter(&mut self) -> bool {
        loop {
            self.skip_blank();
            let name = self.identifier();
            self.skip_blank();
            match self.peek() {
                Some('(') if name == "Some" => self.at += 1,
                Some('(' | '[' | '{') => {
                    self.at += 1;
                    return true;
                }
                _ => return false,
            }
        }
    }

    /// To the start of the next entry of these brackets; false at their end.
    fn next_entry(&mut self) -> bool {
        self.at = self.value_ahead().end;
        self.skip_blank();
        let comma = self.peek() == Some(',');
        if comma {
            self.at += 1;
            self.skip_blank();
        }
        comma
    }

    fn field(&mut self, wanted: &str) -> Option<Located> {
        if !self.enter() {
            return None;
        }
        loop {
            self.skip_blank();
            let start = self.at;
            let name = self.identifier();
            let key = start..self.at;
            self.skip_blank();
            if name == wanted && self.peek() == Some(':') {
                self.at += 1;
                self.skip_blank();
                return Some(Located { key: Some(key), value: self.value_ahead(), whole: true });
            }
            if !self.next_entry() {
                return None;
            }
        }
    }

    fn item(&mut self, index: usize) -> Option<Located> {
        if !self.enter() {
            return None;
        }
        for _ in 0..index {
            if !self.next_entry() {
                return None;
            }
        }
        self.skip_blank();
        let value = self.value_ahead();
        (!value.is_empty()).then_some(Located { key: None, value, whole: true })
    }
}

/// Length of the block comment at the start of `text`; they nest.
fn block_comment(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0);
    while at < bytes.len() {
        if bytes[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if bytes[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    text.len()
}

/// Length of the quoted text at the start of `text`, with its quotes.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

/// Length of the character at the start of `text`, or 1 for a stray apostrophe.
fn character(text: &str) -> usize {
    let near = text.char_indices().nth(12).map_or(text, |(end, _)| &text[..end]);
    let length = quoted(near, '\'');
    if length > 1 && near[1..length].ends_with('\'') { length } else { 1 }
}

/// Length of the raw or byte string at the start of `text`, if one is there.
fn raw_string(text: &str) -> Option<usize> {
    let after = text.strip_prefix('b').unwrap_or(text);
    let prefix = text.len() - after.len();
    if prefix == 1 && after.starts_with('"') {
        return Some(1 + quoted(after, '"'));
    }
    let hashed = after.strip_prefix('r')?;
    let hashes = hashed.len() - hashed.trim_start_matches('#').len();
    let body = hashed[hashes..].strip_prefix('"')?;
    let closing = format!("\"{}", "#".repeat(hashes));
    let end = body.find(&closing).map_or(body.len(), |end| end + closing.len());
    Some(text.len() - body.len() + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r##"#![enable(implicit_some)]
/* a case /* with */ a nested, (comment */
Scenario(
    // lesion: (wisp: (seed: 1)), in a comment
    title: "lesion: (wisp: (seed: 2)), \" ) in a string",
    note: r#"raw: "quoted" ) text"#,
    mark: ')',
    patient: (branches: [
        (name: "a", into: Some("b"), points: [(at_mm: (1, 2.5, -3e2), d: 4), (at_mm: (5, 6, 7), d: 8)]),
        Branch(name: "b" /* last */, into: None, points: [],),
    ]),
    lesion : ( wisp: ( diameter_mm: 0.2 , seed: 7 ) ),
    maybe: Some((depth: Some(3))),
)"##;

    fn value(path: &str) -> Option<&'static str> {
        let found = locate(TEXT, path);
        found.whole.then(|| &TEXT[found.value])
    }

    #[test]
    fn every_kind_of_value_is_found_by_its_path() {
        for (path, expected) in [
            ("note", r###"r#"raw: "quoted" ) text"#"###),
            ("mark", "')'"),
            ("patient.branches[0].name", "\"a\""),
            ("patient.branches[0].into", "Some(\"b\")"),
            ("patient.branches[0].points[0].at_mm[1]", "2.5"),
            ("patient.branches[0].points[0].at_mm", "(1, 2.5, -3e2)"),
            ("patient.branches[0].points[1].d", "8"),
            ("patient.branches[1].name", "\"b\""),
            ("patient.branches[1].points", "[]"),
            ("lesion.wisp.diameter_mm", "0.2"),
            ("lesion.wisp.seed", "7"),
            ("maybe.depth", "Some(3)"),
        ] {
            assert_eq!(value(path), Some(expected), "{path}");
        }
    }

    #[test]
    fn a_field_is_found_with_its_name() {
        let key = locate(TEXT, "lesion.wisp").key.unwrap();
        assert_eq!(&TEXT[key], "wisp");
        assert_eq!(locate(TEXT, "patient.branches[1]").key, None);
    }

    #[test]
    fn what_is_not_there_is_told_by_the_nearest_thing_around_it() {
        let found = locate(TEXT, "lesion.wisp.meander_mm");
        assert!(!found.whole);
        assert!(TEXT[found.value].starts_with("( diameter_mm"));
        assert!(!locate(TEXT, "patient.branches[2].name").whole);
        assert!(!locate(TEXT, "patient.branches[1].points[0]").whole);
        assert!(!locate(TEXT, "nowhere").whole);
    }

    #[test]
    fn text_that_is_not_ron_is_walked_without_a_panic_or_an_endless_loop() {
        for end in 0..TEXT.len() {
            let _ = locate(&TEXT[..end], "patient.branches[1].points[0].at_mm[2]");
            let _ = locate(&TEXT[end..], "lesion.wisp.seed");
        }
        let deep = "(".repeat(200_000);
        assert!(!locate(&deep, "a.b[0].c").whole);
        for text in ["", "é", "'", "r#\"", "b\"", "/*", "//", "#!", "Some(Some(", "(a:", "(,,,)"] {
            assert!(!locate(text, "a.b[0]").whole, "{text:?}");
        }
    }
}
