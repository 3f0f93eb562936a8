//! RON to values, with the place of the first thing that cannot be read.

use super::explain::{Place, explain};
use super::{Diagnostic, Problems, Source, locate};
use ron::error::SpannedError;
use ron::extensions::Extensions;
use serde::de::DeserializeOwned;
use std::ops::Range;

/// Characters of a finding that are quoted.
const LONGEST_QUOTE: usize = 60;

/// The value in `source`. `Some(…)` may be left out around optional values. Fails with the first
/// thing that cannot be read: where, what was found, what is allowed, what to do.
pub fn read<T: DeserializeOwned>(source: &Source) -> Result<T, Problems> {
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    let mut reader = ron::Deserializer::from_str_with_options(&source.text, &options)
        .map_err(|error| complaint(source, "", &error))?;
    let mut track = serde_path_to_error::Track::new();
    let value = T::deserialize(serde_path_to_error::Deserializer::new(&mut reader, &mut track));
    match value {
        Ok(value) => match reader.end() {
            Ok(()) => Ok(value),
            Err(error) => Err(complaint(source, "", &reader.span_error(error)).into()),
        },
        Err(error) => {
            let path = track.path().to_string();
            // A step without a name: the reader stumbled between two fields.
            let path = path.trim_end_matches(['?', '.']);
            Err(complaint(source, path, &reader.span_error(error)).into())
        }
    }
}

fn complaint(source: &Source, path: &str, error: &SpannedError) -> Diagnostic {
    let here = locate(&source.text, path);
    let at_reader = reader_span(source, error);
    let told = match explain(&error.code) {
        // A value that the text ends before is not of the wrong kind.
        told if matches!(told.place, Place::Value) && !here.whole && at_reader.is_empty() => {
            explain(&ron::Error::Eof)
        }
        told => told,
    };
    let (span, field) = match told.place {
        Place::Reader => (at_reader, path.to_string()),
        Place::Value if here.whole => (here.value, path.to_string()),
        Place::Key if here.whole => (here.key.unwrap_or(here.value), path.to_string()),
        Place::Inside(field) if here.whole => {
            (here.key.unwrap_or_else(|| opening(&here.value)), joined(path, field))
        }
        Place::Inside(field) => (at_reader, joined(path, field)),
        Place::Value | Place::Key => (at_reader, path.to_string()),
    };
    Diagnostic {
        found: told.found.or_else(|| Some(quote(source, &span))),
        span: Some(span),
        field: (!field.is_empty()).then_some(field),
        what: told.what,
        allowed: Some(told.allowed),
        remedy: told.remedy,
        file: source.clone(),
        ..Diagnostic::of_file("", "", "", "")
    }
}

fn joined(path: &str, field: &str) -> String {
    if path.is_empty() { field.into() } else { format!("{path}.{field}") }
}

fn opening(value: &Range<usize>) -> Range<usize> {
    value.start..value.end.min(value.start + 1)
}

/// The word at which the reader stopped, past the blanks before it.
fn reader_span(source: &Source, error: &SpannedError) -> Range<usize> {
    let stop = source.offset(error.span.end.line, error.span.end.col);
    let rest = &source.text[stop..];
    let start = stop + rest.len() - rest.trim_start().len();
    let word = source.text[start..].find(|c: char| c.is_whitespace() || ",()[]".contains(c));
    let first = source.text[start..].chars().next().map_or(0, char::len_utf8);
    let end = start + word.unwrap_or(source.text.len() - start).max(first);
    start..end
}

/// What stands at `span`, on one line and not too long.
pub(super) fn quote(source: &Source, span: &Range<usize>) -> String {
    let words: Vec<_> = source.text[span.clone()].split_whitespace().collect();
    let text = words.join(" ");
    if text.is_empty() {
        return "the end of the file".into();
    }
    match text.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Outer {
        inner: Vec<Inner>,
        #[serde(default)]
        into: Option<String>,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Inner {
        diameter_mm: f64,
        seed: u64,
        at_mm: (f64, f64),
    }

    fn problem(text: &str) -> Diagnostic {
        let told =
            read::<Outer>(&Source::new("x.ron", text)).expect_err("it should not be readable");
        told.0.into_iter().next().unwrap()
    }

    #[test]
    fn a_misspelt_field_is_pointed_at_and_the_right_name_suggested() {
        let told = problem("(inner: [\n  (diametre_mm: 1.0, seed: 3, at_mm: (1, 2))])");
        assert_eq!(told.place(), "x.ron:2:4");
        assert_eq!(told.field.as_deref(), Some("inner[0].diametre_mm"));
        assert!(told.remedy.contains("`diameter_mm`"), "{}", told.remedy);
        assert!(told.allowed.unwrap().contains("`seed`"));
    }

    #[test]
    fn a_value_of_the_wrong_kind_is_pointed_at_and_quoted() {
        for (text, place, field, found) in [
            (
                "(inner: [(diameter_mm: \"wide\")])",
                "x.ron:1:24",
                "inner[0].diameter_mm",
                "\"wide\"",
            ),
            ("(inner: [(seed: -3)])", "x.ron:1:17", "inner[0].seed", "-3"),
            ("(inner: [(at_mm: (1.0, x))])", "x.ron:1:24", "inner[0].at_mm[1]", "x"),
            ("(inner: 5)", "x.ron:1:9", "inner", "5"),
            ("(inner: [], into: [3])", "x.ron:1:19", "into", "[3]"),
        ] {
            let told = problem(text);
            assert_eq!(told.place(), place, "{text}: {told:?}");
            assert_eq!(told.field.as_deref(), Some(field), "{text}");
            assert_eq!(told.found.as_deref(), Some(found), "{text}");
        }
    }

    #[test]
    fn a_missing_field_is_named_at_the_struct_that_lacks_it() {
        let told = problem("(\n inner: [(seed: 1, at_mm: (1, 2))])");
        assert_eq!(told.field.as_deref(), Some("inner[0].diameter_mm"));
        assert_eq!(told.place(), "x.ron:2:10");
    }

    #[test]
    fn a_missing_comma_or_bracket_is_told_where_the_reader_stumbled() {
        let told = problem("(inner: [(diameter_mm: 1.0\n  seed: 3, at_mm: (1, 2))])");
        assert_eq!(told.place(), "x.ron:2:3");
        assert!(told.remedy.contains("comma"), "{}", told.remedy);
        let told = problem("(inner: [\n");
        assert_eq!(told.found.as_deref(), Some("the end of the file"));
        assert!(told.what.contains("ends too early"), "{}", told.what);
        assert!(problem("(inner: []) (").what.contains("after the end"));
    }

    #[test]
    fn an_optional_value_may_be_written_with_and_without_some() {
        for text in ["(inner: [], into: \"b\")", "(inner: [], into: Some(\"b\"))"] {
            let read: Outer = read(&Source::new("x.ron", text)).unwrap();
            assert_eq!(read.into.as_deref(), Some("b"));
            assert_eq!(read.inner, []);
        }
    }
}
