//! RON to values, with everything that is wrong with the text told at once.

use super::Source;
use super::checks::{Checks, Fault};
use super::shape::hold;
use super::syntax::edited;
use ron::extensions::Extensions;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;

/// The value in `source` with every fault of form, fields, kinds and bounds, so that the caller
/// can go on to judge what it holds. `Some(…)` may be left out around optional values.
///
/// Where there are faults the value is that of the text with what is faulty left out or filled in:
/// nothing may be said of a field that is not [`Checks::sound`]. It is `None` where the brackets
/// leave open what belongs to what.
pub fn read<T: DeserializeOwned + JsonSchema>(source: &Source) -> (Option<T>, Checks<'_>) {
    let mut checks = Checks::of(source);
    let value = read_into(&mut checks);
    (value, checks)
}

/// [`read`] for a caller that has looked at the text before.
pub fn read_into<T: DeserializeOwned + JsonSchema>(checks: &mut Checks) -> Option<T> {
    let source = checks.source();
    let tree = checks.tree().clone();
    let mut edits = Vec::new();
    for slip in tree.slips {
        checks.fault_at(
            slip.span,
            Fault { field: slip.path, what: slip.what, allowed: slip.allowed, remedy: slip.remedy },
        );
        edits.extend(slip.edit);
    }
    let Some(root) = tree.root.filter(|_| tree.trusted) else { return None };
    let schema = schemars::schema_for!(T).to_value();
    edits.extend(hold(checks, &schema, &root));
    let faulty = !edits.is_empty();
    let text = edited(&source.text, edits);
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    match options.from_str::<T>(&text) {
        Ok(value) => Some(value),
        // What is wrong has been told; how the mended text fails helps nobody.
        Err(_) if faulty => None,
        Err(error) => {
            let at = source.offset(error.span.start.line, error.span.start.col);
            let end = source.offset(error.span.end.line, error.span.end.col).max(at);
            checks.fault_at(
                at..end,
                Fault {
                    field: String::new(),
                    what: format!("this cannot be read: {}", plain_words(&error.code)),
                    allowed: "what the RON format allows".into(),
                    remedy: "Mend what stands here; a shipped file shows the form.".into(),
                },
            );
            None
        }
    }
}

/// RON's own complaint, as a clause.
fn plain_words(error: &ron::Error) -> String {
    let text = error.to_string();
    let mut characters = text.chars();
    characters
        .next()
        .map_or(String::new(), |first| first.to_lowercase().chain(characters).collect())
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
