//! Where in a text a field stands.

use super::tree::{Entry, Kind, Node, Tree};
use std::ops::Range;

/// A field found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Located {
    /// Bytes of the field's name; `None` for an item of a list and for the whole text.
    pub key: Option<Range<usize>>,
    /// Bytes of its value.
    pub value: Range<usize>,
    /// Whether the whole path was found, or only its beginning: then this is the field at which
    /// the text ends.
    pub whole: bool,
}

impl Tree {
    /// Finds `path` (as `lesions[0].wisp.seed` or `patient.branches[0].points[2].at_mm[1]`), or as
    /// much of its beginning as is there.
    pub(super) fn locate(&self, text: &str, path: &str) -> Located {
        let Some(mut node) = self.root.as_ref() else {
            return Located { key: None, value: 0..0, whole: path.is_empty() };
        };
        let mut found = Located { key: None, value: node.span.clone(), whole: true };
        for segment in path.split(['.', '[']).filter(|segment| !segment.is_empty()) {
            while let Kind::Some(inner) = &node.kind {
                node = inner;
            }
            match step(text, node, segment) {
                Some((key, next)) => {
                    node = next;
                    found = Located { key, value: node.span.clone(), whole: true };
                }
                None => return Located { whole: false, ..found },
            }
        }
        found
    }

    /// The path of the innermost field around the byte `at`, or that ends there.
    pub(super) fn path_at(&self, text: &str, at: usize) -> String {
        let mut path = String::new();
        let mut node = self.root.as_ref();
        while let Some(here) = node.filter(|node| node.span.start < at || node.is_plain()) {
            node = match &here.kind {
                Kind::Fields { entries, .. } => {
                    let around =
                        |entry: &&Entry| entry.name.start <= at && at <= entry.value.span.end;
                    entries.iter().find(around).map(|entry| {
                        let dot = if path.is_empty() { "" } else { "." };
                        path.push_str(dot);
                        path.push_str(bare(&text[entry.name.clone()]));
                        &entry.value
                    })
                }
                Kind::Items { nodes, .. } => {
                    let around = |node: &Node| node.span.start <= at && at <= node.span.end;
                    nodes.iter().position(around).map(|i| {
                        path.push_str(&format!("[{i}]"));
                        &nodes[i]
                    })
                }
                Kind::Some(inner) => Some(inner.as_ref()),
                _ => None,
            };
        }
        path
    }
}

impl Node {
    /// Whether it is nothing that holds others.
    fn is_plain(&self) -> bool {
        !matches!(self.kind, Kind::Fields { .. } | Kind::Items { .. })
    }
}

fn step<'a>(text: &str, node: &'a Node, segment: &str) -> Option<(Option<Range<usize>>, &'a Node)> {
    let index = segment.strip_suffix(']').and_then(|index| index.parse::<usize>().ok());
    match (&node.kind, index) {
        (Kind::Items { nodes, .. }, Some(index)) => nodes.get(index).map(|node| (None, node)),
        (Kind::Fields { entries, .. }, None) => entries
            .iter()
            .find(|entry| bare(&text[entry.name.clone()]) == segment)
            .map(|entry| (Some(entry.name.clone()), &entry.value)),
        _ => None,
    }
}

/// A field's name without the `r#` of RON's raw names.
pub(super) fn bare(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::super::parser::parse;

    const TEXT: &str = r##"#![enable(implicit_some)]
/* a case /* with */ a nested, (comment */
Scenario(
    // lesion: (wisp: (seed: 1)), in a comment
    title: "lesion: (wisp: (seed: 2)), \" ) in a string",
    note: r#"raw: "quoted" ) text"#,
    patient: (branches: [
        (name: "a", into: Some("b"), points: [(at_mm: (1, 2.5, -3e2), d: 4), (at_mm: (5, 6, 7), d: 8)]),
        Branch(name: "b" /* last */, into: None, points: [],),
    ]),
    lesion : ( wisp: ( diameter_mm: 0.2 , seed: 7 ) ),
    maybe: Some((depth: Some(3))),
)"##;

    fn value(path: &str) -> Option<&'static str> {
        let found = parse(TEXT).locate(TEXT, path);
        found.whole.then(|| &TEXT[found.value])
    }

    #[test]
    fn every_kind_of_value_is_found_by_its_path() {
        for (path, expected) in [
            ("note", r###"r#"raw: "quoted" ) text"#"###),
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
    fn what_is_not_there_is_told_by_the_nearest_thing_around_it() {
        let tree = parse(TEXT);
        assert_eq!(&TEXT[tree.locate(TEXT, "lesion.wisp").key.unwrap()], "wisp");
        let found = tree.locate(TEXT, "lesion.wisp.meander_mm");
        assert!(!found.whole);
        assert!(TEXT[found.value].starts_with("( diameter_mm"));
        for path in ["patient.branches[2].name", "patient.branches[1].points[0]", "nowhere"] {
            assert!(!tree.locate(TEXT, path).whole, "{path}");
        }
    }

    #[test]
    fn text_that_is_not_ron_is_read_without_a_panic_or_an_endless_loop() {
        for end in 0..TEXT.len() {
            let _ =
                parse(&TEXT[..end]).locate(&TEXT[..end], "patient.branches[1].points[0].at_mm[2]");
            let _ = parse(&TEXT[end..]).locate(&TEXT[end..], "lesion.wisp.seed");
        }
        let deep = "(".repeat(200_000);
        assert!(!parse(&deep).locate(&deep, "a.b[0].c").whole);
        for text in
            ["", "é", "'", "r#\"", "b\"", "/*", "//", "#!", "Some(Some(", "(a:", "(,,,)", "{:"]
        {
            assert!(!parse(text).locate(text, "a.b[0]").whole, "{text:?}");
        }
    }
}
