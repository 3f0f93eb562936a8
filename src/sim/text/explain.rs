//! What RON's reader complains of, said so that an author can act on it.

use super::spelling::{listed, suggestion};
use ron::error::Error;

/// A complaint of RON's reader in plain words.
pub(super) struct Explanation {
    pub what: String,
    /// What stands there, where the reader says it.
    pub found: Option<String>,
    pub allowed: String,
    pub remedy: String,
    pub place: Place,
}

/// Where the complaint belongs.
pub(super) enum Place {
    /// Where the reader stood.
    Reader,
    /// At the value of the field that was being read.
    Value,
    /// At the name of the field that was being read.
    Key,
    /// At the struct that was being read, about this field of it.
    Inside(&'static str),
}

/// Explains `error`.
pub(super) fn explain(error: &Error) -> Explanation {
    use Place::{Inside, Key, Reader, Value};
    match error {
        Error::NoSuchStructField { expected, found, .. } => Explanation {
            what: format!("there is no field `{found}` here"),
            found: Some(format!("`{found}`")),
            allowed: listed(expected.iter().copied()),
            remedy: suggestion(
                found,
                expected.iter().copied(),
                "Remove the field, or write one of those allowed.",
            ),
            place: Key,
        },
        Error::MissingStructField { field, .. } => Explanation {
            what: format!("the field `{field}` is missing"),
            found: Some("nothing".into()),
            allowed: format!("a line `{field}: …,` here"),
            remedy: format!("Add `{field}`, or mend its spelling if it is there."),
            place: Inside(field),
        },
        Error::DuplicateStructField { field, .. } => Explanation {
            what: format!("the field `{field}` stands here twice"),
            found: None,
            allowed: "each field once".into(),
            remedy: format!("Remove one of the two `{field}`."),
            place: Reader,
        },
        Error::NoSuchEnumVariant { expected, found, .. } => Explanation {
            what: format!("`{found}` is not one of the words allowed here"),
            found: Some(format!("`{found}`")),
            allowed: listed(expected.iter().copied()),
            remedy: suggestion(found, expected.iter().copied(), "Write one of those allowed."),
            place: Value,
        },
        Error::ExpectedFloat | Error::FloatUnderscore => kind("a number", "a number such as 4.0"),
        Error::ExpectedInteger
        | Error::IntegerOutOfBounds
        | Error::InvalidIntegerDigit { .. }
        | Error::UnderscoreAtBeginning => kind("a whole number", "a whole number from 0 up"),
        Error::ExpectedBoolean => kind("yes or no", "`true` or `false`"),
        Error::ExpectedString => kind("text", "text in double quotes, such as \"ivc\""),
        Error::ExpectedOption => kind("`Some(…)` or `None`", "`Some(…)` or `None`"),
        Error::ExpectedArray => kind("a list", "a list in square brackets, `[…, …]`"),
        Error::ExpectedUnit
        | Error::ExpectedStructLike
        | Error::ExpectedNamedStructLike(_)
        | Error::ExpectedDifferentStructName { .. }
        | Error::ExpectedStructName(_) => {
            kind("fields in round brackets", "fields in round brackets, `(name: value, …)`")
        }
        Error::InvalidValueForType { expected, found } => {
            Explanation { found: Some(found.clone()), ..kind(expected, expected) }
        }
        Error::ExpectedDifferentLength { expected, found } => Explanation {
            found: Some(format!("{found} values")),
            ..kind("another count of values", expected)
        },
        Error::Eof => syntax(
            "the file ends too early",
            "a closing bracket or quote for every opening one",
            "Close what is still open, or restore the part that is missing.",
        ),
        Error::ExpectedComma
        | Error::ExpectedArrayEnd
        | Error::ExpectedStructLikeEnd
        | Error::ExpectedMapEnd
        | Error::ExpectedOptionEnd => syntax(
            "a comma or a closing bracket is missing",
            "a comma between entries, a closing bracket after the last",
            "Add a comma after the entry before this place, or mend the brackets.",
        ),
        Error::ExpectedMapColon => syntax(
            "a colon is missing",
            "`name: value`",
            "Put a colon between the field's name and its value.",
        ),
        Error::TrailingCharacters => syntax(
            "there is text after the end",
            "nothing but comments after the last bracket",
            "Remove what follows, or mend the bracket that closes too early.",
        ),
        Error::UnclosedBlockComment => {
            syntax("a comment is not closed", "`/* … */` or `// …`", "Close the comment with `*/`.")
        }
        Error::ExpectedStringEnd => syntax(
            "a text is not closed",
            "text between double quotes",
            "Close the text with a double quote.",
        ),
        Error::ExceededRecursionLimit => syntax(
            "the brackets are nested too deeply",
            "at most 128 brackets within one another",
            "Remove the superfluous brackets.",
        ),
        Error::ExpectedIdentifier
        | Error::InvalidIdentifier(_)
        | Error::SuggestRawIdentifier(_)
        | Error::UnexpectedChar(_) => syntax(
            "the name of a field is expected",
            "a name of letters, digits and `_`, then a colon",
            "Mend or remove what stands here.",
        ),
        other => syntax(
            &format!("this cannot be read: {}", plain_words(other)),
            "what the RON format allows",
            "Mend what stands here; a shipped scenario shows the form.",
        ),
    }
}

/// A value of the wrong kind.
fn kind(expected: &str, allowed: &str) -> Explanation {
    Explanation {
        what: format!("this should be {expected}"),
        found: None,
        allowed: allowed.into(),
        remedy: format!("Write {allowed}."),
        place: Place::Value,
    }
}

/// A fault of form rather than of content.
fn syntax(what: &str, allowed: &str, remedy: &str) -> Explanation {
    Explanation {
        what: what.into(),
        found: None,
        allowed: allowed.into(),
        remedy: remedy.into(),
        place: Place::Reader,
    }
}

fn plain_words(error: &Error) -> String {
    let text = error.to_string();
    let mut characters = text.chars();
    characters
        .next()
        .map_or(String::new(), |first| first.to_lowercase().chain(characters).collect())
}
