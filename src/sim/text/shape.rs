//! Holding a text against the shape of what it should be: fields, kinds of values, bounds.
//!
//! The shape is the JSON schema that the types give of themselves. All faults are told at once. What
//! is right is written out anew as RON, and what is faulty left out or filled in, so that the rest
//! of the file can be read and judged.

use super::Bounds;
use super::checks::{Checks, Fault};
use super::kinds::{Wanted, number, whole};
use super::locate::bare;
use super::schema::{filler, home_of, resolved, type_name};
use super::spelling::{listed, nearest_name};
use super::tree::{Bracket, Entry, Kind, Node};
use super::words::unquoted;
use serde_json::Value;
use std::ops::Range;

/// A text in which everything has the shape that it should have.
pub(super) struct Written {
    pub text: String,
    /// Where in it something was taken over, and from which bytes of the file.
    places: Vec<(usize, Range<usize>)>,
}

impl Written {
    /// Bytes of the file that the byte `at` was made of.
    pub(super) fn origin(&self, at: usize) -> Range<usize> {
        let after = self.places.partition_point(|(start, _)| *start <= at);
        self.places[..after].last().map_or(0..0, |(_, span)| span.clone())
    }
}

/// Holds `node` against `schema`, whose definitions stand in it; tells `checks` what is wrong.
/// `None` where it is something else altogether.
pub(super) fn hold(checks: &mut Checks, schema: &Value, node: &Node) -> Option<Written> {
    let text = checks.text();
    let written = Written { text: String::new(), places: Vec::new() };
    let mut shape = Shape { checks, root: schema, text, written, lost: Vec::new() };
    shape.value(node, schema, "");
    matches!(node.kind, Kind::Fields { .. }).then_some(shape.written)
}

struct Shape<'a, 'b> {
    checks: &'a mut Checks<'b>,
    root: &'a Value,
    text: &'a str,
    written: Written,
    /// Names of fields that a missing bracket may have put in the wrong place.
    lost: Vec<&'a str>,
}

/// A value in its file and in its schema.
#[derive(Clone, Copy)]
struct Spot<'s, 'a> {
    node: &'s Node,
    /// The same with any `Some(…)` around it.
    whole: &'s Node,
    schema: &'a Value,
    /// The schema behind references and options.
    shape: &'a Value,
    optional: bool,
    path: &'s str,
}

impl<'a> Shape<'a, '_> {
    fn write(&mut self, text: &str) {
        self.written.text.push_str(text);
    }

    /// Writes `text`, which stands for `node`.
    fn write_for(&mut self, node: &Node, text: &str) {
        self.written.places.push((self.written.text.len(), node.span.clone()));
        self.write(text);
    }

    fn value(&mut self, node: &Node, schema: &'a Value, path: &str) {
        let (shape, optional) = resolved(self.root, schema);
        let spot = Spot { node, whole: node, schema, shape, optional, path };
        match &node.kind {
            Kind::Some(inner) if optional => self.value_of(Spot { node: inner, ..spot }),
            Kind::Some(inner) => {
                let fault = Fault {
                    field: path.into(),
                    what: "`Some(…)` is only for what may be left out".into(),
                    allowed: Wanted::by(shape).form(),
                    remedy: "Write what stands in the brackets, without `Some`.".into(),
                };
                self.checks.slip_at(node.span.clone(), fault);
                self.value_of(Spot { node: inner, ..spot });
            }
            Kind::Word if optional && self.found(node) == "None" => self.write("None"),
            _ => self.value_of(spot),
        }
    }

    fn value_of(&mut self, spot: Spot<'_, 'a>) {
        match (Wanted::by(spot.shape), &spot.node.kind) {
            (_, Kind::Garbled) => {
                self.checks.distrust(spot.path);
                self.fill(spot);
            }
            (Wanted::Fields(object), Kind::Fields { entries, bracket, name }) => {
                self.brackets(spot, *bracket, '(');
                if let Some(name) = name {
                    self.type_name(spot, name);
                }
                self.write_for(spot.node, "(");
                self.fields(entries, *bracket, object, spot.path);
                self.write(")");
            }
            (Wanted::List(items), Kind::Items { nodes, bracket }) => {
                self.brackets(spot, *bracket, '[');
                self.list(spot, nodes, items);
            }
            (Wanted::Tuple(parts), Kind::Items { nodes, bracket })
                if nodes.len() == parts.len() =>
            {
                self.brackets(spot, *bracket, '(');
                self.tuple(spot, nodes, parts);
            }
            (Wanted::Number, Kind::Word) => self.number(spot),
            (Wanted::Whole, Kind::Word) => self.whole_number(spot),
            (Wanted::Text, Kind::Text { odd }) => self.text_of(spot, *odd),
            (Wanted::Truth, Kind::Word) if matches!(self.found(spot.node), "true" | "false") => {
                self.write_for(spot.node, self.found(spot.node));
            }
            (Wanted::Anything, _) => self.write_for(spot.node, self.found(spot.node)),
            _ => self.wrong_kind(spot),
        }
    }

    /// Tells of brackets of another kind than `wanted`; what is in them can be read all the same.
    fn brackets(&mut self, spot: Spot<'_, 'a>, bracket: Bracket, wanted: char) {
        if bracket.guessed {
            self.checks.distrust(spot.path);
        }
        if bracket.open == wanted {
            return;
        }
        let (what, form, remedy) = match (wanted, bracket.open) {
            ('(', '{') => (
                "round",
                "`(name: value, …)`",
                "Write round brackets, `(…)`, and names without quotes.",
            ),
            ('(', _) => ("round", "`(…)`", "Write round brackets, `(…)`, around it."),
            _ => ("square", "`[…, …]`", "Write square brackets, `[…]`, around it."),
        };
        self.checks.slip_at(
            spot.node.span.clone(),
            Fault {
                field: spot.path.into(),
                what: format!("this should stand in {what} brackets"),
                allowed: form.into(),
                remedy: remedy.into(),
            },
        );
    }

    /// Tells of a name before a bracket that is not that of what should stand here.
    fn type_name(&mut self, spot: Spot<'_, 'a>, name: &Range<usize>) {
        let wanted = type_name(spot.schema);
        if wanted == Some(&self.text[name.clone()]) {
            return;
        }
        let allowed = wanted.map_or(String::new(), |wanted| format!("`{wanted}(`, or "));
        self.checks.slip_at(
            name.clone(),
            Fault {
                field: spot.path.into(),
                what: "this name does not belong before the bracket".into(),
                allowed: format!("{allowed}the bracket alone"),
                remedy: "Remove the name.".into(),
            },
        );
    }

    fn fields(&mut self, entries: &[Entry], bracket: Bracket, object: &'a Value, path: &str) {
        let Some(properties) = object["properties"].as_object() else { return };
        let names = || properties.keys().map(String::as_str);
        let text = self.text;
        let name_of = |entry: &Entry| bare(&text[entry.name.clone()]);
        let written: Vec<&str> =
            names().filter(|name| entries.iter().any(|entry| name_of(entry) == *name)).collect();
        let mut seen: Vec<&str> = Vec::new();
        for entry in entries {
            let name = name_of(entry);
            let field = joined(path, name);
            match properties.get(name) {
                Some(schema) if !seen.contains(&name) => {
                    seen.push(name);
                    self.write(name);
                    self.write(": ");
                    self.value(&entry.value, schema, &field);
                    self.write(", ");
                }
                _ if bracket.guessed => self.lost.push(name),
                Some(_) => self.second(entry, name, field),
                None => {
                    let near = nearest_name(name, names().filter(|name| !written.contains(name)));
                    self.unknown_field(entry, name, &field, object, near);
                    if let Some(near) = near.filter(|near| !seen.contains(near)) {
                        // What is in it is held against what is meant.
                        seen.push(near);
                        self.checks.distrust(&joined(path, near));
                        self.write(&format!("{near}: "));
                        self.value(&entry.value, &properties[near], &field);
                        self.write(", ");
                    }
                }
            }
        }
        let required = object["required"].as_array();
        for name in required.into_iter().flatten().filter_map(Value::as_str) {
            if seen.contains(&name) {
                continue;
            }
            let value = filler(self.root, &properties[name]);
            self.write(&format!("{name}: {value}, "));
            if bracket.guessed || self.lost.contains(&name) {
                self.checks.distrust(&joined(path, name));
            } else {
                self.missing(bracket, name, joined(path, name));
            }
        }
        for name in names().filter(|name| !seen.contains(name) && self.lost.contains(name)) {
            self.checks.distrust(&joined(path, name));
        }
    }

    fn missing(&mut self, bracket: Bracket, name: &str, field: String) {
        let start = bracket.inside.saturating_sub(1);
        let fault = Fault {
            field,
            what: format!("the field `{name}` is missing"),
            allowed: format!("a line `{name}: …,` here"),
            remedy: format!("Add `{name}`, or mend its spelling if it is there."),
        };
        self.checks.missing_at(start..bracket.inside, fault);
    }

    fn second(&mut self, entry: &Entry, name: &str, field: String) {
        let fault = Fault {
            field,
            what: format!("the field `{name}` stands here twice"),
            allowed: "each field once".into(),
            remedy: format!("Remove one of the two `{name}`."),
        };
        self.checks.fault_at(entry.name.clone(), fault);
    }

    fn unknown_field(
        &mut self,
        entry: &Entry,
        name: &str,
        field: &str,
        object: &Value,
        near: Option<&str>,
    ) {
        // A field without a value was told, and is best told once.
        if matches!(entry.value.kind, Kind::Garbled) && entry.value.span.is_empty() {
            return;
        }
        let fields = object["properties"].as_object();
        let names = || fields.into_iter().flatten().map(|(name, _)| name.as_str());
        let remedy = match near.map(String::from).ok_or_else(|| home_of(self.root, name, object)) {
            Ok(near) => format!("Did you mean `{near}`?"),
            Err(Some(home)) => format!("It belongs into {home}; move it there or remove it."),
            Err(None) => "Remove the field, or write one of those allowed.".into(),
        };
        self.checks.fault_at(
            entry.name.clone(),
            Fault {
                field: field.into(),
                what: format!("there is no field `{name}` here"),
                allowed: listed(names()),
                remedy,
            },
        );
    }

    fn list(&mut self, spot: Spot<'_, 'a>, nodes: &[Node], items: &'a Value) {
        let least = spot.shape["minItems"].as_u64().unwrap_or(0) as usize;
        let most = spot.shape["maxItems"].as_u64().unwrap_or(u64::from(u32::MAX)) as usize;
        let many = nodes.len() > most;
        if many || nodes.len() < least {
            let (count, side, remedy) = if many {
                (most, "most", "Keep those that are needed.")
            } else {
                (least, "least", "Add what is missing.")
            };
            let what = match nodes.len() {
                0 => "the list is empty".into(),
                1 => "the list has one entry".into(),
                count => format!("the list has {count} entries"),
            };
            self.fault(spot, what, format!("at {side} {count}"), remedy.into());
        }
        self.write_for(spot.node, "[");
        for (i, node) in nodes.iter().enumerate().filter(|_| !many) {
            self.value(node, items, &format!("{}[{i}]", spot.path));
            self.write(", ");
        }
        self.write("]");
    }

    /// Numbers of which the bounds stand at the whole.
    fn tuple(&mut self, spot: Spot<'_, 'a>, nodes: &[Node], parts: &'a [Value]) {
        self.write("(");
        for (i, (node, part)) in nodes.iter().zip(parts).enumerate() {
            let path = format!("{}[{i}]", spot.path);
            let bounded = if Bounds::of(part).is_some() { part } else { spot.schema };
            let part = Spot {
                node,
                whole: node,
                schema: part,
                shape: bounded,
                optional: false,
                path: &path,
            };
            match node.kind {
                Kind::Word => self.number(part),
                Kind::Garbled => {
                    self.checks.distrust(&path);
                    self.write("0.0");
                }
                _ => self.wrong_kind_of(part, &Wanted::Number),
            }
            self.write(", ");
        }
        self.write(")");
    }

    fn number(&mut self, spot: Spot<'_, 'a>) {
        let Some(value) = number(self.found(spot.node)) else {
            return self.wrong_kind_of(spot, &Wanted::Number);
        };
        let bounds = Bounds::of(spot.schema).or_else(|| Bounds::of(spot.shape));
        if let Some(bounds) = bounds.filter(|bounds| !bounds.allow(value)) {
            let remedy = format!("Write a number {bounds}.");
            self.fault(spot, bounds.fault(value).into(), bounds.to_string(), remedy);
            self.write(&format!("{:?}", bounds.middle()));
        } else {
            self.write_for(spot.node, &format!("{value:?}"));
        }
    }

    fn whole_number(&mut self, spot: Spot<'_, 'a>) {
        let most = match spot.shape["format"].as_str() {
            Some("uint32") => u64::from(u32::MAX),
            _ => u64::MAX,
        };
        let Some(value) = whole(self.found(spot.node), most) else { return self.wrong_kind(spot) };
        // The schema's own bounds of a whole number have no unit, and are its kind's.
        let bounds = Bounds::of(spot.schema).or_else(|| Bounds::of(spot.shape));
        if let Some(bounds) = bounds.filter(|bounds| !bounds.allow(value as f64)) {
            let remedy = format!("Write a whole number {bounds}.");
            self.fault(spot, bounds.fault(value as f64).into(), bounds.to_string(), remedy);
        }
        self.write_for(spot.node, &value.to_string());
    }

    fn text_of(&mut self, spot: Spot<'_, 'a>, odd: bool) {
        let found = self.found(spot.node);
        let inner = unquoted(found);
        let least = spot.shape["minLength"].as_u64().unwrap_or(0);
        if least > 0 && inner.trim_matches(['r', '#', '"']).trim().is_empty() {
            let what = "the text is empty".into();
            let remedy = "Write what should be read there.".into();
            self.fault(spot, what, "at least one word".into(), remedy);
        }
        if odd && !found.starts_with('"') {
            let fault = Fault {
                field: spot.path.into(),
                what: "this text stands in the wrong quotes".into(),
                allowed: "straight double quotes, `\"…\"`".into(),
                remedy: "Write `\"` before and after it.".into(),
            };
            self.checks.slip_at(spot.node.span.clone(), fault);
        }
        if odd {
            self.write(&format!("\"{}\"", inner.replace(['\\', '"'], "?")));
        } else {
            self.write_for(spot.node, found);
        }
    }

    fn wrong_kind(&mut self, spot: Spot<'_, 'a>) {
        self.wrong_kind_of(spot, &Wanted::by(spot.shape));
    }

    fn wrong_kind_of(&mut self, spot: Spot<'_, 'a>, wanted: &Wanted) {
        if spot.node.is_guess() {
            self.checks.distrust(spot.path);
            return self.fill(spot);
        }
        let remedy = wanted.remedy(spot.node, self.found(spot.node), spot.optional);
        let or_none = if spot.optional { ", or `None`" } else { "" };
        let allowed = format!("{}{or_none}", wanted.form());
        self.fault(spot, wanted.fault(spot.node), allowed, remedy);
        self.fill(spot);
    }

    fn fault(&mut self, spot: Spot<'_, 'a>, what: String, allowed: String, remedy: String) {
        let fault = Fault { field: spot.path.into(), what, allowed, remedy };
        self.checks.fault_at(spot.whole.span.clone(), fault);
    }

    fn fill(&mut self, spot: Spot<'_, 'a>) {
        self.write(&filler(self.root, spot.schema));
    }

    fn found(&self, node: &Node) -> &'a str {
        &self.text[node.span.clone()]
    }
}

fn joined(path: &str, field: &str) -> String {
    if path.is_empty() { field.into() } else { format!("{path}.{field}") }
}
