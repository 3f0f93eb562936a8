//! `wispwire schema`: every field of every file, as the code documents it.
//!
//! The page is made of the schemas that the types give of themselves: comments, bounds, defaults.

use super::arguments::FileKind;
use crate::sim::device::{Catheter, Wire};
use crate::sim::scenario::{Course, PatientFile, Scenario};
use crate::sim::text::Bounds;
use crate::sim::tissue::Tissue;
use schemars::schema_for;
use serde_json::Value;
use std::fmt::Write;
use std::process::ExitCode;

/// Prints the reference page, or the JSON schema of one kind of file.
pub fn main(json: Option<FileKind>) -> ExitCode {
    let text = match json {
        None => page(),
        Some(kind) => match serde_json::to_string_pretty(&schema(kind)) {
            Ok(text) => text + "\n",
            Err(error) => {
                eprintln!("the schema cannot be printed: {error}");
                return ExitCode::FAILURE;
            }
        },
    };
    print!("{text}");
    ExitCode::SUCCESS
}

fn schema(kind: FileKind) -> Value {
    match kind {
        FileKind::Scenario => schema_for!(Scenario),
        FileKind::Course => schema_for!(Course),
        FileKind::Patient => schema_for!(PatientFile),
        FileKind::Wire => schema_for!(Wire),
        FileKind::Catheter => schema_for!(Catheter),
        FileKind::Tissue => schema_for!(Tissue),
    }
    .to_value()
}

/// The reference page in Markdown: a section for each kind of file, a table for each struct.
pub fn page() -> String {
    let mut page = String::from(
        "# Files, field by field\n\n\
         Printed by `wispwire schema`; `wispwire schema --json scenario` prints the same for programs.\n\
         How to write a case is told in [authoring.md](authoring.md).\n\n\
         Files are in RON: fields in round brackets, `(name: value, …)`, lists in square ones, texts in\n\
         double quotes, `//` before a comment. Every number has its unit in its field's name. Positions are\n\
         patient LPS in mm: +x left, +y posterior, +z head, from the sacral promontory. A field with a\n\
         default may be left out; `Some(…)` around a value may be left out.\n",
    );
    for (kind, file) in [
        (FileKind::Scenario, "`NAME.ron`"),
        (FileKind::Course, "`NAME.course.ron`"),
        (FileKind::Patient, "`NAME.patient.ron`"),
        (FileKind::Wire, "`NAME.wire.ron`"),
        (FileKind::Catheter, "`NAME.catheter.ron`"),
        (FileKind::Tissue, "`NAME.tissue.ron`"),
    ] {
        let root = schema(kind);
        let _ = writeln!(page, "\n## {} file, {file}\n\n{}", kind.title(), prose(&root));
        table(&mut page, &root);
        for (name, definition) in root["$defs"].as_object().into_iter().flatten() {
            let Some(places) = places(&root, name) else { continue };
            let _ = writeln!(page, "\n### {places}\n\n{}", prose(definition));
            table(&mut page, definition);
        }
    }
    page
}

fn prose(schema: &Value) -> String {
    one_line(schema["description"].as_str().unwrap_or_default())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The fields that hold the definition `name`, as a heading.
fn places(root: &Value, name: &str) -> Option<String> {
    let reference = format!("#/$defs/{name}");
    let owners = std::iter::once(root).chain(root["$defs"].as_object()?.values());
    let mut fields: Vec<&str> = owners
        .filter_map(|owner| owner["properties"].as_object())
        .flatten()
        .filter(|(_, schema)| target(schema) == Some(&reference))
        .map(|(field, _)| field.as_str())
        .collect();
    fields.dedup();
    let quoted: Vec<_> = fields.iter().map(|field| format!("`{field}`")).collect();
    (!quoted.is_empty()).then(|| quoted.join(", "))
}

/// The definition that a field's schema leads to, directly, in a list or as an option.
fn target(schema: &Value) -> Option<&str> {
    let choice = schema["anyOf"]
        .as_array()
        .and_then(|choices| choices.iter().find_map(|choice| choice["$ref"].as_str()));
    schema["$ref"].as_str().or(schema["items"]["$ref"].as_str()).or(choice)
}

fn table(page: &mut String, schema: &Value) {
    let required: Vec<_> =
        schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let _ = writeln!(page, "\n| Field | What to write | Default | |\n|---|---|---|---|");
    for (name, field) in schema["properties"].as_object().into_iter().flatten() {
        let default = if required.contains(&name.as_str()) {
            "must be there".into()
        } else {
            default_of(&field["default"])
        };
        let _ = writeln!(page, "| `{name}` | {} | {default} | {} |", kind_of(field), prose(field));
    }
}

/// What a field holds, in words.
fn kind_of(field: &Value) -> String {
    let types: Vec<_> = match &field["type"] {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
        other => other.as_str().into_iter().collect(),
    };
    let optional = types.contains(&"null") || field["anyOf"].is_array();
    let kind = if target(field).is_some() && !field["items"].is_object() {
        "fields, as below".into()
    } else {
        match types.first().copied() {
            Some("array") if field["prefixItems"].is_array() => {
                let bounds =
                    Bounds::of(field).map_or(String::new(), |bounds| format!(", each {bounds}"));
                format!("`(x, y, z)`{bounds}")
            }
            Some("array") => {
                let of = if target(field).is_some() { "fields, as below" } else { "texts" };
                format!("list of {of}{}", count(field))
            }
            Some("number") => bounded(field, "number"),
            Some("integer") => bounded(field, "whole number"),
            Some("boolean") => "`true` or `false`".into(),
            _ => "text".into(),
        }
    };
    if optional { format!("{kind}, or `None`") } else { kind }
}

fn bounded(field: &Value, kind: &str) -> String {
    Bounds::of(field).map_or(kind.into(), |bounds| format!("{kind}, {bounds}"))
}

fn count(field: &Value) -> String {
    match (field["minItems"].as_u64(), field["maxItems"].as_u64()) {
        (Some(least), Some(most)) => format!(", {least} to {most}"),
        (Some(least), None) => format!(", at least {least}"),
        (None, Some(most)) => format!(", at most {most}"),
        (None, None) => String::new(),
    }
}

/// A default as it would stand in a file.
fn default_of(value: &Value) -> String {
    match value {
        Value::Null => "`None`".into(),
        Value::Object(_) => "as below".into(),
        Value::Array(items) if items.is_empty() => "none".into(),
        Value::String(text) if text.is_empty() => "empty".into(),
        other => format!("`{}`", other.to_string().replace("\",\"", "\", \"")),
    }
}
