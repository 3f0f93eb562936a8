//! Kinds of values: what a schema wants, what it is called, and what to do about another kind.

use super::tree::{Kind, Node};
use super::words::unquoted;
use serde_json::Value;

/// What a place should hold.
#[derive(Clone, Copy)]
pub(super) enum Wanted<'a> {
    Fields(&'a Value),
    List(&'a Value),
    Tuple(&'a [Value]),
    Number,
    Whole,
    Text,
    Truth,
    Anything,
}

impl<'a> Wanted<'a> {
    /// What `shape` wants.
    pub(super) fn by(shape: &'a Value) -> Self {
        let kind = match &shape["type"] {
            Value::Array(types) => {
                types.iter().filter_map(Value::as_str).find(|kind| *kind != "null")
            }
            kind => kind.as_str(),
        };
        match kind {
            Some("object") => Self::Fields(shape),
            Some("array") => match shape["prefixItems"].as_array() {
                Some(parts) => Self::Tuple(parts),
                None => Self::List(&shape["items"]),
            },
            Some("number") => Self::Number,
            Some("integer") => Self::Whole,
            Some("string") => Self::Text,
            Some("boolean") => Self::Truth,
            _ => Self::Anything,
        }
    }

    /// What is wrong with `node`, which is something else.
    pub(super) fn fault(&self, node: &Node) -> String {
        let name = match (self, &node.kind) {
            (Self::Tuple(_), Kind::Items { nodes, .. }) => match nodes.len() {
                0 => return "there are no numbers here".into(),
                1 => return "there is only one number here".into(),
                count => return format!("there are {count} numbers here"),
            },
            (Self::Fields(_), _) => "fields in round brackets",
            (Self::List(_), _) => "a list",
            (Self::Tuple(_), _) => "numbers in round brackets",
            (Self::Number, _) => "a number",
            (Self::Whole, _) => "a whole number",
            (Self::Text, _) => "text",
            (Self::Truth, _) => "yes or no",
            (Self::Anything, _) => "something else",
        };
        format!("this should be {name}")
    }

    /// How it is written.
    pub(super) fn form(&self) -> String {
        match self {
            Self::Fields(_) => "fields in round brackets, `(name: value, …)`".into(),
            Self::List(_) => "a list in square brackets, `[…, …]`".into(),
            Self::Tuple(parts) => format!("{} numbers in round brackets, `(…, …)`", parts.len()),
            Self::Number => "a number such as 4.0".into(),
            Self::Whole => "a whole number from 0 up".into(),
            Self::Text => "text in double quotes, `\"…\"`".into(),
            Self::Truth => "`true` or `false`".into(),
            Self::Anything => "what the format allows".into(),
        }
    }

    /// What to do where `node`, which stands as `found`, should be this.
    pub(super) fn remedy(&self, node: &Node, found: &str, optional: bool) -> String {
        let special = match (self, &node.kind) {
            (_, Kind::Word) if found == "None" => {
                Some(format!("This cannot be left out: write {}.", self.form()))
            }
            (Self::Number | Self::Whole, Kind::Text { .. }) => without_quotes(found),
            (Self::Number, Kind::Word) => of_number(found),
            (Self::Whole, Kind::Word) => of_whole(found),
            (_, Kind::Word) if optional && is_nothing(found) => Some("Write `None`.".into()),
            (Self::Text, Kind::Word) => {
                Some(format!("Put it in double quotes: \"{}\".", unquoted(found)))
            }
            (Self::List(_), Kind::Items { .. }) => {
                Some("Write square brackets, `[…]`, around it.".into())
            }
            (Self::List(_), _) => Some(format!("Put it in square brackets: `[{}]`.", short(found))),
            (Self::Tuple(parts), Kind::Items { nodes, .. }) if nodes.len() > parts.len() => {
                let count = parts.len();
                Some(format!("Write {count} numbers; a decimal has a point, not a comma."))
            }
            (Self::Truth, Kind::Word | Kind::Text { .. }) => of_truth(unquoted(found)),
            _ => None,
        };
        special.unwrap_or_else(|| format!("Write {}.", self.form()))
    }
}

fn without_quotes(found: &str) -> Option<String> {
    let inner = unquoted(found).trim();
    Some(match number(inner) {
        Some(_) => format!("Write {inner} without quotes."),
        None => "Write a number, without quotes.".into(),
    })
}

fn of_number(found: &str) -> Option<String> {
    let plain = found.replace(['−', '–'], "-");
    if plain != found && number(&plain).is_some() {
        return Some(format!("Write {plain} with an ordinary minus sign."));
    }
    let end = found.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-'))?;
    let unit = found[end..].chars().all(|c| c.is_alphabetic() || "°%²³".contains(c));
    let alone = found[..end].parse::<f64>().is_ok() && unit;
    alone.then(|| format!("Write {} alone: the field's name says the unit.", &found[..end]))
}

fn of_whole(found: &str) -> Option<String> {
    let value = number(found).filter(|value| *value >= 0.0 && value.fract() == 0.0)?;
    (value < 1e9).then(|| format!("Write {value}."))
}

fn of_truth(found: &str) -> Option<String> {
    match found.to_lowercase().as_str() {
        "yes" | "true" | "on" | "1" => Some("Did you mean `true`?".into()),
        "no" | "false" | "off" | "0" | "none" => Some("Did you mean `false`?".into()),
        _ => None,
    }
}

/// Whether a word is another language's for a value that is not there.
fn is_nothing(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "none" | "null" | "nil" | "nothing" | "-")
}

fn short(text: &str) -> &str {
    if text.len() <= 40 { text } else { "…" }
}

/// The number that `word` is; a decimal comma is told elsewhere and counts as a point.
pub(super) fn number(word: &str) -> Option<f64> {
    let digits: String = word.chars().filter(|c| *c != '_' && !c.is_whitespace()).collect();
    match digits.as_str() {
        "inf" | "+inf" => Some(f64::INFINITY),
        "-inf" => Some(f64::NEG_INFINITY),
        "NaN" => Some(f64::NAN),
        // Words that Rust takes for numbers and RON does not.
        digits if digits.contains(|c: char| c.is_alphabetic() && c != 'e' && c != 'E') => None,
        digits => digits.replace(',', ".").parse().ok(),
    }
}

/// The whole number that `word` is, if it is at most `most`.
pub(super) fn whole(word: &str, most: u64) -> Option<u64> {
    let digits = word.replace('_', "");
    let value = match digits.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16),
        None => digits.parse(),
    };
    value.ok().filter(|value| *value <= most)
}
