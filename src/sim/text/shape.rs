//! Holding a text against the shape of what it should be: fields, kinds of values, bounds.
//!
//! The shape is the JSON schema that the types give of themselves. All faults are told at once, each
//! with an edit after which the rest of the file can be read and judged.

use super::Bounds;
use super::checks::{Checks, Fault};
use super::locate::bare;
use super::spelling::{listed, nearest_name, suggestion};
use super::syntax::Edit;
use super::tree::{Entry, Kind, Node};
use serde_json::Value;

/// Holds `node` against `schema`, whose definitions are those of `root`; tells `checks` what is
/// wrong and returns what would mend it.
pub(super) fn hold(checks: &mut Checks, root: &Value, node: &Node) -> Vec<Edit> {
    let text = checks.text();
    let mut shape = Shape { checks, root, text, edits: Vec::new() };
    shape.value(node, root, "");
    shape.edits
}

struct Shape<'a, 'b> {
    checks: &'a mut Checks<'b>,
    root: &'a Value,
    text: &'a str,
    edits: Vec<Edit>,
}

/// What a place should hold.
enum Wanted<'a> {
    Fields(&'a Value),
    List(&'a Value),
    Tuple(&'a [Value]),
    Number,
    Whole,
    Text,
    Truth,
    Anything,
}

impl<'a> Shape<'a, '_> {
    fn value(&mut self, node: &Node, schema: &'a Value, path: &str) {
        let (shape, optional) = self.resolved(schema);
        if let Kind::Some(inner) = &node.kind {
            if optional {
                return self.value_of(inner, node, shape, schema, path);
            }
        } else if optional && self.word(node) == Some("None") {
            return;
        }
        self.value_of(node, node, shape, schema, path);
    }

    /// Holds `node` against `shape`; `whole` is the node with any `Some(…)` around it, and `schema`
    /// carries the bounds.
    fn value_of(
        &mut self,
        node: &Node,
        whole: &Node,
        shape: &'a Value,
        schema: &'a Value,
        path: &str,
    ) {
        match (wanted(shape), &node.kind) {
            (Wanted::Fields(object), Kind::Fields(entries)) => {
                self.fields(node, entries, object, path);
            }
            (Wanted::List(items), Kind::Items { nodes, round: false }) => {
                self.list(node, nodes, shape, items, path);
            }
            (Wanted::Tuple(parts), Kind::Items { nodes, round: true })
                if nodes.len() == parts.len() =>
            {
                for (i, (node, part)) in nodes.iter().zip(parts).enumerate() {
                    self.number(node, node, part, Some(schema), &format!("{path}[{i}]"));
                }
            }
            (Wanted::Number, Kind::Word) => self.number(node, whole, shape, Some(schema), path),
            (Wanted::Whole, Kind::Word) => self.whole_number(node, whole, shape, path),
            (Wanted::Text, Kind::Text) => self.text_of(node, shape, path),
            (Wanted::Truth, Kind::Word) if matches!(self.word(node), Some("true" | "false")) => {}
            (Wanted::Anything, _) => {}
            (wanted, _) => self.wrong_kind(node, whole, &wanted, schema, path),
        }
    }

    fn fields(&mut self, node: &Node, entries: &[Entry], object: &'a Value, path: &str) {
        let Some(properties) = object["properties"].as_object() else { return };
        let names = || properties.keys().map(String::as_str);
        let mut seen: Vec<&str> = Vec::new();
        let mut meant: Vec<&str> = Vec::new();
        for entry in entries {
            let name = bare(&self.text[entry.name.clone()]);
            let field = joined(path, name);
            match properties.get(name) {
                Some(_) if seen.contains(&name) => {
                    self.checks.fault_at(
                        entry.name.clone(),
                        Fault {
                            field,
                            what: format!("the field `{name}` stands here twice"),
                            allowed: "each field once".into(),
                            remedy: format!("Remove one of the two `{name}`."),
                        },
                    );
                    self.remove(entry);
                }
                Some(schema) => {
                    seen.push(name);
                    self.value(&entry.value, schema, &field);
                }
                None => {
                    let near = nearest_name(name, names().filter(|name| !seen.contains(name)));
                    if let Some(near) = near {
                        meant.push(near);
                        self.checks.distrust(&joined(path, near));
                    }
                    self.unknown_field(entry, name, &field, names().collect());
                }
            }
        }
        let required =
            object["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
        for name in required {
            if seen.contains(&name) {
                continue;
            }
            let value = self.filler(&properties[name]);
            self.edits.push(Edit::insert(opening(self.text, node), &format!("{name}: {value}, ")));
            if meant.contains(&name) {
                continue;
            }
            let start = opening(self.text, node) - 1;
            self.checks.fault_at(
                start..start + 1,
                Fault {
                    field: joined(path, name),
                    what: format!("the field `{name}` is missing"),
                    allowed: format!("a line `{name}: …,` here"),
                    remedy: format!("Add `{name}`, or mend its spelling if it is there."),
                },
            );
        }
    }

    fn unknown_field(&mut self, entry: &Entry, name: &str, field: &str, names: Vec<&str>) {
        let otherwise = match self.home_of(name) {
            Some(home) => format!("It belongs into {home}; move it there or remove it."),
            None => "Remove the field, or write one of those allowed.".into(),
        };
        self.checks.fault_at(
            entry.name.clone(),
            Fault {
                field: field.into(),
                what: format!("there is no field `{name}` here"),
                allowed: listed(names.iter().copied()),
                remedy: suggestion(name, names, &otherwise),
            },
        );
        self.remove(entry);
    }

    /// The struct elsewhere in the schema that has a field `name`, in words.
    fn home_of(&self, name: &str) -> Option<String> {
        let own = |object: &Value| object["properties"].get(name).is_some();
        if own(self.root) {
            return Some("the outermost brackets".into());
        }
        let definitions = self.root["$defs"].as_object()?;
        let (home, _) = definitions.iter().find(|(_, object)| own(object))?;
        let reference = format!("#/$defs/{home}");
        let places = std::iter::once(self.root).chain(definitions.values());
        places
            .filter_map(|object| object["properties"].as_object())
            .flatten()
            .find(|(_, schema)| schema.to_string().contains(&reference))
            .map(|(field, _)| format!("`{field}`"))
    }

    fn list(&mut self, node: &Node, nodes: &[Node], shape: &Value, items: &'a Value, path: &str) {
        let least = shape["minItems"].as_u64().unwrap_or(0) as usize;
        let most = shape["maxItems"].as_u64().unwrap_or(u64::from(u32::MAX)) as usize;
        if nodes.len() < least || nodes.len() > most {
            let many = nodes.len() > most;
            let count = if many { most } else { least };
            let remedy = if many { "Keep those that are needed." } else { "Add what is missing." };
            self.checks.fault_at(
                node.span.clone(),
                Fault {
                    field: path.into(),
                    what: match nodes.len() {
                        0 => "the list is empty".into(),
                        1 => "the list has one entry".into(),
                        count => format!("the list has {count} entries"),
                    },
                    allowed: format!("at {} {count}", if many { "most" } else { "least" }),
                    remedy: remedy.into(),
                },
            );
        }
        if nodes.len() <= most {
            for (i, node) in nodes.iter().enumerate() {
                self.value(node, items, &format!("{path}[{i}]"));
            }
        } else {
            self.edits.push(Edit::replace(node.span.clone(), "[]".into()));
        }
    }

    /// Holds a number against the bounds of `bounds`, or of `shape` where there are none.
    fn number(
        &mut self,
        node: &Node,
        whole: &Node,
        shape: &'a Value,
        bounds: Option<&'a Value>,
        path: &str,
    ) {
        let word = &self.text[node.span.clone()];
        let Some(value) = number(word) else {
            return self.wrong_kind(node, whole, &Wanted::Number, shape, path);
        };
        let bounds = Bounds::of(bounds.unwrap_or(shape));
        if let Some(bounds) = bounds.filter(|bounds| !bounds.allow(value)) {
            self.checks.fault_at(
                whole.span.clone(),
                Fault {
                    field: path.into(),
                    what: bounds.fault(value).into(),
                    allowed: bounds.to_string(),
                    remedy: format!("Write a number {bounds}."),
                },
            );
            self.edits.push(Edit::replace(node.span.clone(), bounds.middle().to_string()));
        }
    }

    fn whole_number(&mut self, node: &Node, whole: &Node, shape: &'a Value, path: &str) {
        let word = self.text[node.span.clone()].replace('_', "");
        let most = match shape["format"].as_str() {
            Some("uint32") => u64::from(u32::MAX),
            _ => u64::MAX,
        };
        let value = match word.strip_prefix("0x") {
            Some(digits) => u64::from_str_radix(digits, 16).ok(),
            None => word.parse::<u64>().ok(),
        };
        if value.is_none_or(|value| value > most) {
            self.wrong_kind(node, whole, &Wanted::Whole, shape, path);
        }
    }

    fn text_of(&mut self, node: &Node, shape: &Value, path: &str) {
        let least = shape["minLength"].as_u64().unwrap_or(0);
        let blank = self.text[node.span.clone()].trim_matches(['"', 'r', '#']).trim().is_empty();
        if least > 0 && blank {
            self.checks.fault_at(
                node.span.clone(),
                Fault {
                    field: path.into(),
                    what: "the text is empty".into(),
                    allowed: "at least one word".into(),
                    remedy: "Write what the reader should see.".into(),
                },
            );
        }
    }

    fn wrong_kind(
        &mut self,
        node: &Node,
        whole: &Node,
        wanted: &Wanted,
        schema: &'a Value,
        path: &str,
    ) {
        let (expected, allowed) = wanted.in_words();
        let found = &self.text[node.span.clone()];
        let remedy = match (wanted, &node.kind) {
            (Wanted::Number | Wanted::Whole, Kind::Text) => "Write a number without quotes.".into(),
            (Wanted::Number, Kind::Word) if leading_number(found).is_some() => {
                format!(
                    "Write {} alone: the field's name says the unit.",
                    leading_number(found).unwrap_or_default()
                )
            }
            (Wanted::Text, Kind::Word) => format!("Put it in double quotes: \"{found}\"."),
            (Wanted::List(_), Kind::Items { round: true, .. }) => {
                "Write square brackets, `[…]`, instead of round ones.".into()
            }
            (Wanted::List(_), _) => format!("Put it in square brackets: `[{}]`.", short(found)),
            (Wanted::Tuple(_) | Wanted::Fields(_), Kind::Items { round: false, .. }) => {
                "Write round brackets, `(…)`, instead of square ones.".into()
            }
            (Wanted::Truth, Kind::Word) if matches!(found, "yes" | "True" | "on") => {
                "Did you mean `true`?".into()
            }
            (Wanted::Truth, Kind::Word) if matches!(found, "no" | "False" | "off") => {
                "Did you mean `false`?".into()
            }
            _ => format!("Write {allowed}."),
        };
        self.checks.fault_at(
            whole.span.clone(),
            Fault {
                field: path.into(),
                what: format!("this should be {expected}"),
                allowed,
                remedy,
            },
        );
        let filler = self.filler(schema);
        self.edits.push(Edit::replace(whole.span.clone(), filler));
    }

    fn remove(&mut self, entry: &Entry) {
        let end = entry.value.span.end;
        let rest = &self.text[end..];
        let blank = super::lex::blank(rest).0;
        let comma = if rest[blank..].starts_with(',') { blank + 1 } else { 0 };
        self.edits.push(Edit::remove(entry.name.start..end + comma));
    }

    /// A value that can be read in the place of a faulty one; nothing that is told depends on it.
    fn filler(&self, schema: &'a Value) -> String {
        let (shape, optional) = self.resolved(schema);
        if optional {
            return "None".into();
        }
        match wanted(shape) {
            Wanted::Fields(object) => {
                let required = object["required"].as_array().into_iter().flatten();
                let fields = required
                    .filter_map(Value::as_str)
                    .map(|name| format!("{name}: {}", self.filler(&object["properties"][name])));
                format!("({})", fields.collect::<Vec<_>>().join(", "))
            }
            Wanted::List(_) => "[]".into(),
            Wanted::Tuple(parts) => {
                let parts: Vec<_> = parts.iter().map(|part| self.filler(part)).collect();
                format!("({})", parts.join(", "))
            }
            Wanted::Number => Bounds::of(schema).map_or(1.0, |bounds| bounds.middle()).to_string(),
            Wanted::Whole => "0".into(),
            Wanted::Text | Wanted::Anything => "\"?\"".into(),
            Wanted::Truth => "false".into(),
        }
    }

    /// The shape behind a reference or an option, and whether it is optional.
    fn resolved(&self, schema: &'a Value) -> (&'a Value, bool) {
        if let Some(reference) = schema["$ref"].as_str() {
            let name = reference.rsplit('/').next().unwrap_or_default();
            return (&self.root["$defs"][name], false);
        }
        if let Some(choices) = schema["anyOf"].as_array() {
            let some = choices.iter().find(|choice| choice["type"] != "null");
            return (some.map_or(schema, |some| self.resolved(some).0), true);
        }
        let nullable =
            schema["type"].as_array().is_some_and(|types| types.iter().any(|t| t == "null"));
        (schema, nullable)
    }

    fn word(&self, node: &Node) -> Option<&'a str> {
        matches!(node.kind, Kind::Word).then(|| &self.text[node.span.clone()])
    }
}

fn wanted(shape: &Value) -> Wanted<'_> {
    let kind = match &shape["type"] {
        Value::Array(types) => types.iter().filter_map(Value::as_str).find(|kind| *kind != "null"),
        kind => kind.as_str(),
    };
    match kind {
        Some("object") => Wanted::Fields(shape),
        Some("array") => match shape["prefixItems"].as_array() {
            Some(parts) => Wanted::Tuple(parts),
            None => Wanted::List(&shape["items"]),
        },
        Some("number") => Wanted::Number,
        Some("integer") => Wanted::Whole,
        Some("string") => Wanted::Text,
        Some("boolean") => Wanted::Truth,
        _ => Wanted::Anything,
    }
}

impl Wanted<'_> {
    /// What it is called, and how it is written.
    fn in_words(&self) -> (&'static str, String) {
        match self {
            Self::Fields(_) => {
                ("fields in round brackets", "fields in round brackets, `(name: value, …)`".into())
            }
            Self::List(_) => ("a list", "a list in square brackets, `[…, …]`".into()),
            Self::Tuple(parts) => (
                "numbers in round brackets",
                format!("{} numbers in round brackets, `(…, …)`", parts.len()),
            ),
            Self::Number => ("a number", "a number such as 4.0".into()),
            Self::Whole => ("a whole number", "a whole number from 0 up".into()),
            Self::Text => ("text", "text in double quotes, such as \"ivc\"".into()),
            Self::Truth => ("yes or no", "`true` or `false`".into()),
            Self::Anything => ("something else", "what the format allows".into()),
        }
    }
}

fn joined(path: &str, field: &str) -> String {
    if path.is_empty() { field.into() } else { format!("{path}.{field}") }
}

/// Past the opening bracket of a struct, whose name may stand before it.
fn opening(text: &str, node: &Node) -> usize {
    let start = node.span.start;
    start + text[node.span.clone()].find('(').map_or(0, |at| at + 1)
}

fn number(word: &str) -> Option<f64> {
    let digits = word.replace('_', "");
    match digits.as_str() {
        "inf" | "+inf" => Some(f64::INFINITY),
        "-inf" => Some(f64::NEG_INFINITY),
        "NaN" => Some(f64::NAN),
        // Words that Rust takes for numbers and RON does not.
        digits if digits.contains(|c: char| c.is_alphabetic() && c != 'e' && c != 'E') => None,
        digits => digits.parse().ok(),
    }
}

/// The number at the start of `word`, where something else follows it.
fn leading_number(word: &str) -> Option<&str> {
    let end = word.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-'))?;
    word[..end].parse::<f64>().ok().map(|_| &word[..end])
}

fn short(text: &str) -> &str {
    if text.len() <= 40 { text } else { "…" }
}
