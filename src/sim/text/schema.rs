//! What a type's JSON schema says beyond kinds and bounds.

use super::Bounds;
use super::kinds::Wanted;
use serde_json::Value;

/// A value that can be read in the place of a faulty one; nothing that is told depends on it.
pub(super) fn filler(root: &Value, schema: &Value) -> String {
    let (shape, optional) = resolved(root, schema);
    if optional {
        return "None".into();
    }
    match Wanted::by(shape) {
        Wanted::Fields(object) => {
            let required = object["required"].as_array().into_iter().flatten();
            let fields = required
                .filter_map(Value::as_str)
                .map(|name| format!("{name}: {}", filler(root, &object["properties"][name])));
            format!("({})", fields.collect::<Vec<_>>().join(", "))
        }
        Wanted::List(_) => "[]".into(),
        Wanted::Tuple(parts) => {
            let parts: Vec<_> = parts.iter().map(|part| filler(root, part)).collect();
            format!("({})", parts.join(", "))
        }
        Wanted::Number => {
            format!("{:?}", Bounds::of(schema).map_or(1.0, |bounds| bounds.middle()))
        }
        Wanted::Whole => "0".into(),
        Wanted::Text | Wanted::Anything => "\"?\"".into(),
        Wanted::Truth => "false".into(),
    }
}

/// The shape behind a reference or an option, and whether it is optional.
pub(super) fn resolved<'a>(root: &'a Value, schema: &'a Value) -> (&'a Value, bool) {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap_or_default();
        return (&root["$defs"][name], false);
    }
    if let Some(choices) = schema["anyOf"].as_array() {
        let some = choices.iter().find(|choice| choice["type"] != "null");
        return (some.map_or(schema, |some| resolved(root, some).0), true);
    }
    let nullable = schema["type"].as_array().is_some_and(|types| types.iter().any(|t| t == "null"));
    (schema, nullable)
}

/// The name of the type that `schema` is of, where it is one with fields.
pub(super) fn type_name(schema: &Value) -> Option<&str> {
    let choice = || schema["anyOf"].as_array()?.iter().find_map(|choice| choice["$ref"].as_str());
    let reference = schema["$ref"].as_str().or_else(choice);
    reference.and_then(|reference| reference.rsplit('/').next()).or(schema["title"].as_str())
}

/// The field elsewhere in the schema that has a field `name` inside, in words; one of `object`'s
/// own before others.
pub(super) fn home_of(root: &Value, name: &str, object: &Value) -> Option<String> {
    let definitions = &root["$defs"];
    let holds = |schema: &&Value| {
        let own = type_name(schema).or(type_name(&schema["items"]));
        own.is_some_and(|own| definitions[own]["properties"].get(name).is_some())
    };
    let inside = |object: &Value| {
        let fields = object["properties"].as_object().into_iter().flatten();
        fields.into_iter().find(|(_, schema)| holds(schema)).map(|(field, _)| format!("`{field}`"))
    };
    let here = inside(object);
    let outermost = || root["properties"].get(name).map(|_| "the outermost brackets".into());
    let elsewhere = || {
        let all = definitions.as_object().into_iter().flatten().map(|(_, object)| object);
        std::iter::once(root).chain(all).find_map(inside)
    };
    here.or_else(outermost).or_else(elsewhere)
}
