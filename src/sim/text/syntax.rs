//! Faults of form: what is said of each, and the edit that lets the rest of the file be read.

use std::ops::Range;

/// A piece of text to be put in the place of another.
#[derive(Clone, Debug)]
pub(super) struct Edit {
    pub span: Range<usize>,
    pub text: String,
}

impl Edit {
    pub(super) fn insert(at: usize, text: &str) -> Self {
        Self { span: at..at, text: text.into() }
    }

    pub(super) fn remove(span: Range<usize>) -> Self {
        Self { span, text: String::new() }
    }

    pub(super) fn replace(span: Range<usize>, text: String) -> Self {
        Self { span, text }
    }
}

/// `text` with all `edits` made. Of edits that overlap, the first in the text is made.
pub(super) fn edited(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut made = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        if edit.span.start < at {
            continue;
        }
        made.push_str(&text[at..edit.span.start]);
        made.push_str(&edit.text);
        at = edit.span.end;
    }
    made.push_str(&text[at..]);
    made
}

/// A fault of form.
#[derive(Clone, Debug)]
pub(super) struct Slip {
    pub span: Range<usize>,
    /// Field path of where it is.
    pub path: String,
    pub what: String,
    pub allowed: String,
    pub remedy: String,
    /// What lets the rest be read.
    pub edit: Option<Edit>,
}

impl Slip {
    fn new(span: Range<usize>, what: &str, allowed: &str, remedy: &str) -> Self {
        Self {
            span,
            path: String::new(),
            what: what.into(),
            allowed: allowed.into(),
            remedy: remedy.into(),
            edit: None,
        }
    }

    pub(super) fn with(self, edit: Edit) -> Self {
        Self { edit: Some(edit), ..self }
    }

    pub(super) fn nothing(span: Range<usize>) -> Self {
        Self::new(
            span,
            "there is nothing in the file",
            "fields in round brackets, `(name: value, …)`",
            "Check that this is the file you meant, or begin with `wispwire new`.",
        )
    }

    pub(super) fn trailing(span: Range<usize>, edit: Edit) -> Self {
        Self::new(
            span,
            "there is text after the end",
            "nothing but comments after the last bracket",
            "Remove what follows, or mend the bracket that closes too early.",
        )
        .with(edit)
    }

    pub(super) fn open_comment(span: Range<usize>) -> Self {
        Self::new(
            span,
            "this comment is not closed",
            "`/* … */` or `// …`",
            "Close the comment with `*/`.",
        )
    }

    pub(super) fn open_text(span: Range<usize>) -> Self {
        Self::new(
            span,
            "this text is not closed",
            "text between double quotes",
            "Close the text with a double quote; write `\\\"` for a quote inside it.",
        )
    }

    pub(super) fn too_deep(span: Range<usize>, deepest: usize) -> Self {
        Self::new(
            span,
            "the brackets are nested too deeply",
            &format!("at most {deepest} brackets within one another"),
            "Remove the superfluous brackets.",
        )
    }

    pub(super) fn too_short(span: Range<usize>, bracket: char, line: usize) -> Self {
        Self::new(
            span,
            &format!("the file ends too early: the bracket of line {line} is still open"),
            &format!("`{bracket}` before the end"),
            "Close what is still open, or restore the part that is missing.",
        )
    }

    pub(super) fn missing_bracket(span: Range<usize>, bracket: char, line: Option<usize>) -> Self {
        let of = line.map_or(String::new(), |line| format!(" for the one opened in line {line}"));
        Self::new(
            span,
            &format!("a closing bracket is missing before this{of}"),
            &format!("`{bracket}`, and a comma after it"),
            &format!("Add `{bracket}` after the last entry that belongs inside."),
        )
    }

    pub(super) fn missing_comma(span: Range<usize>, edit: Edit) -> Self {
        Self::new(
            span,
            "a comma is missing here",
            "a comma between entries",
            "Add a comma after this entry.",
        )
        .with(edit)
    }

    pub(super) fn missing_colon(span: Range<usize>, edit: Edit) -> Self {
        Self::new(
            span,
            "a colon is missing before this",
            "`name: value`",
            "Put a colon between the field's name and its value.",
        )
        .with(edit)
    }

    pub(super) fn missing_value(span: Range<usize>, edit: Edit) -> Self {
        Self::new(
            span,
            "this field has no value",
            "`name: value`",
            "Write the value after the colon, or remove the field.",
        )
        .with(edit)
    }

    pub(super) fn decimal_comma(span: Range<usize>, found: &str, edit: Edit) -> Self {
        Self::new(
            span,
            "a number has a comma in it",
            "a decimal point",
            &format!("Write {}.", found.replace(',', ".")),
        )
        .with(edit)
    }

    pub(super) fn stray(span: Range<usize>, edit: Edit) -> Self {
        Self::new(
            span,
            "this does not belong here",
            "the name of a field and a colon, a comma or a closing bracket",
            "Mend or remove what stands here.",
        )
        .with(edit)
    }
}
