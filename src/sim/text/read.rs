//! RON to values, with everything that is wrong with the text told at once.

use super::Source;
use super::checks::{Checks, Fault};
use super::shape::hold;
use super::slip::Slip;
use ron::extensions::Extensions;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;

/// The value in `source` with every fault of form, fields, kinds and bounds, so that the caller
/// can go on to judge what it holds. `Some(…)` may be left out around optional values.
///
/// Where there are faults the value is that of the text with what is faulty left out or filled in:
/// nothing may be said of a field that is not [`Checks::sound`]. It is `None` where the file holds
/// something else altogether.
pub fn read<T: DeserializeOwned + JsonSchema>(source: &Source) -> (Option<T>, Checks<'_>) {
    let mut checks = Checks::of(source);
    let value = read_into(&mut checks);
    (value, checks)
}

/// [`read`] for a caller that has looked at the text before.
pub fn read_into<T: DeserializeOwned + JsonSchema>(checks: &mut Checks) -> Option<T> {
    let tree = checks.tree().clone();
    for slip in &tree.slips {
        let field = tree.path_at(checks.text(), slip.about);
        let Slip { span, clear, what, allowed, remedy, .. } = slip.clone();
        let fault = Fault { field, what, allowed, remedy };
        if clear {
            checks.slip_at(span, fault);
        } else {
            checks.fault_at(span, fault);
        }
    }
    let schema = schemars::schema_for!(T).to_value();
    let written = hold(checks, &schema, &tree.root?)?;
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    match options.from_str::<T>(&written.text) {
        Ok(value) => Some(value),
        Err(error) => {
            let made = Source::new("", written.text.as_str());
            let at = made.offset(error.span.start.line, error.span.start.col);
            let fault = Fault {
                field: String::new(),
                what: format!("this cannot be read: {}", plain_words(&error.code)),
                allowed: "what the RON format allows".into(),
                remedy: "Mend what stands here; a shipped file shows the form.".into(),
            };
            checks.fault_at(written.origin(at), fault);
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
    use super::super::{Bounds, Diagnostic};
    use super::*;
    use serde::Deserialize;

    const DIAMETER: Bounds = Bounds::above(0.0, 10.0, "mm");

    #[derive(Debug, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    struct Outer {
        inner: Vec<Inner>,
        #[serde(default)]
        into: Option<String>,
        #[serde(default)]
        shown: bool,
    }

    #[derive(Debug, Deserialize, JsonSchema, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Inner {
        #[schemars(transform = DIAMETER.clone())]
        diameter_mm: f64,
        seed: u64,
        at_mm: (f64, f64),
    }

    fn problems(text: &str) -> Vec<Diagnostic> {
        let source = Source::new("x.ron", text);
        let (value, checks) = read::<Outer>(&source);
        checks.finish(value).expect_err("it should not be readable").0
    }

    /// The only problem of a text.
    fn problem(text: &str) -> Diagnostic {
        let told = problems(text);
        assert_eq!(told.len(), 1, "{told:#?}");
        told.into_iter().next().unwrap()
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
    fn a_field_in_the_wrong_brackets_is_sent_home() {
        let told = problem("(inner: [(diameter_mm: 1, seed: 1, at_mm: (1, 2), shown: true)])");
        assert!(told.remedy.contains("the outermost brackets"), "{}", told.remedy);
        let told = problem("(inner: [], seed: 4)");
        assert!(told.remedy.contains("`inner`"), "{}", told.remedy);
    }

    #[test]
    fn a_value_of_the_wrong_kind_is_pointed_at_quoted_and_corrected() {
        let inner = |field: &str| {
            let rest = ["diameter_mm: 1", "seed: 1", "at_mm: (1, 2)"];
            let name = field.split(':').next().unwrap();
            let rest: Vec<_> = rest.into_iter().filter(|other| !other.starts_with(name)).collect();
            format!("(inner: [({field}, {})])", rest.join(", "))
        };
        for (text, column, field, found, remedy) in [
            (inner("diameter_mm: \"4\""), 24, "inner[0].diameter_mm", "\"4\"", "without quotes"),
            (inner("diameter_mm: 4mm"), 24, "inner[0].diameter_mm", "4mm", "Write 4 alone"),
            (inner("diameter_mm: 4,5"), 24, "inner[0].diameter_mm", "4,5", "Write 4.5"),
            (inner("diameter_mm: -4"), 24, "inner[0].diameter_mm", "-4", "more than 0"),
            (inner("diameter_mm: NaN"), 24, "inner[0].diameter_mm", "NaN", "more than 0"),
            (inner("seed: -3"), 17, "inner[0].seed", "-3", "whole number"),
            (inner("seed: 1.5"), 17, "inner[0].seed", "1.5", "whole number"),
            (inner("at_mm: (1.0, x)"), 24, "inner[0].at_mm[1]", "x", "a number"),
            (inner("at_mm: (1, 2, 3)"), 18, "inner[0].at_mm", "(1, 2, 3)", "2 numbers"),
            (inner("at_mm: [1, 2]"), 18, "inner[0].at_mm", "[1, 2]", "round brackets"),
            ("(inner: 5)".into(), 9, "inner", "5", "[5]"),
            ("(inner: [], into: [3])".into(), 19, "into", "[3]", "double quotes"),
            ("(inner: [], into: ivc)".into(), 19, "into", "ivc", "\"ivc\""),
            ("(inner: [], shown: yes)".into(), 20, "shown", "yes", "`true`"),
        ] {
            let told = problem(&text);
            assert_eq!(told.place(), format!("x.ron:1:{column}"), "{text}: {told:?}");
            assert_eq!(told.field.as_deref(), Some(field), "{text}");
            assert_eq!(told.found.as_deref(), Some(found), "{text}");
            assert!(told.remedy.contains(remedy), "{text}: {}", told.remedy);
        }
    }

    #[test]
    fn a_missing_field_is_named_at_the_struct_that_lacks_it() {
        let told = problem("(\n inner: [(seed: 1, at_mm: (1, 2))])");
        assert_eq!(told.field.as_deref(), Some("inner[0].diameter_mm"));
        assert_eq!(told.place(), "x.ron:2:10");
    }

    #[test]
    fn a_missing_comma_is_told_where_it_belongs_and_reading_goes_on() {
        let told = problems("(inner: [(diameter_mm: 1.0\n  seed: 3, at_mm: (1, x))] shown: 5)");
        let places: Vec<_> = told.iter().map(Diagnostic::place).collect();
        assert_eq!(places, ["x.ron:1:27", "x.ron:2:23", "x.ron:2:27", "x.ron:2:35"]);
        assert!(told[0].remedy.contains("comma") && told[2].remedy.contains("comma"));
    }

    #[test]
    fn a_bracket_left_open_is_told_at_the_line_that_stands_out_of_it() {
        let told = problem(
            "(\n  inner: [\n    (diameter_mm: 1, seed: 1, at_mm: (1, 2)),\n  shown: true,\n)\n",
        );
        assert_eq!(told.place(), "x.ron:4:3");
        assert!(told.what.contains("line 2"), "{}", told.what);
        let told = problem("(inner: [\n");
        assert_eq!(told.found.as_deref(), Some("the end of the file"));
        assert!(told.what.contains("ends too early"), "{}", told.what);
    }

    #[test]
    fn other_faults_of_form_are_told_in_words() {
        for (text, words) in [
            ("(inner: []) (", "after the end"),
            ("(inner: [], into: \"b)", "not closed"),
            ("(inner: [], /* what", "not closed"),
            ("(inner [])", "colon"),
            ("(inner: [], into:)", "no value"),
            ("(inner: [],, shown: true)", "too many"),
            ("", "nothing in the file"),
            ("(inner: [], inner: [])", "twice"),
        ] {
            let told = problem(text);
            assert!(told.what.contains(words), "{text}: {}", told.what);
        }
    }

    #[test]
    fn an_optional_value_may_be_written_with_and_without_some() {
        for (text, into) in [
            ("(inner: [], into: \"b\")", Some("b")),
            ("(inner: [], into: Some(\"b\"))", Some("b")),
            ("(inner: [], into: None)", None),
        ] {
            let source = Source::new("x.ron", text);
            let (value, checks) = read::<Outer>(&source);
            let read = checks.finish(value).unwrap_or_else(|problems| panic!("{problems}")).value;
            assert_eq!((read.into.as_deref(), read.inner.len(), read.shown), (into, 0, false));
        }
    }
}
