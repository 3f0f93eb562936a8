//! Faults of form, and what is said of each.

use std::ops::Range;

/// A fault of form.
#[derive(Clone, Debug)]
pub(super) struct Slip {
    pub span: Range<usize>,
    /// A byte of the field that it is about.
    pub about: usize,
    /// Whether it is clear what was meant, so that the field can be judged by.
    pub clear: bool,
    pub what: String,
    pub allowed: String,
    pub remedy: String,
}

/// How a field is written.
const FIELD: &str = "`name: value`";

impl Slip {
    fn new(
        span: Range<usize>,
        what: impl Into<String>,
        allowed: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        let (what, allowed, remedy) = (what.into(), allowed.into(), remedy.into());
        Self { about: span.start, span, clear: true, what, allowed, remedy }
    }

    fn about(self, about: usize) -> Self {
        Self { about, ..self }
    }

    fn unclear(self) -> Self {
        Self { clear: false, ..self }
    }

    pub(super) fn nothing(span: Range<usize>) -> Self {
        Self::new(
            span,
            "there is nothing in the file",
            "fields in round brackets, `(name: value, …)`",
            "Check that this is the file you meant, or begin with `wispwire new`.",
        )
    }

    pub(super) fn no_fields(span: Range<usize>) -> Self {
        Self::new(
            span,
            "this is not a file of wispwire's",
            "fields in round brackets, `(name: value, …)`",
            "Check that this is the file you meant. A shipped file shows the form.",
        )
    }

    pub(super) fn trailing(span: Range<usize>) -> Self {
        Self::new(
            span,
            "there is text after the end",
            "nothing but comments after the last bracket",
            "Remove what follows, or mend the bracket that closes too early.",
        )
    }

    pub(super) fn open_comment(span: Range<usize>) -> Self {
        Self::new(
            span,
            "this comment is not closed",
            "`/* … */` or `// …`",
            "Close the comment with `*/`.",
        )
    }

    pub(super) fn attribute(span: Range<usize>) -> Self {
        Self::new(
            span,
            "this line is not understood",
            "`#![enable(implicit_some)]`, or nothing",
            "Remove it: wispwire needs no such line.",
        )
    }

    pub(super) fn unseen(span: Range<usize>) -> Self {
        Self::new(
            span,
            "there is something here that cannot be seen",
            "blanks, tabs and line ends",
            "Delete what is here, and type an ordinary blank if one is needed.",
        )
    }

    pub(super) fn likeness(span: Range<usize>, meant: char) -> Self {
        Self::new(
            span,
            format!("this only looks like `{meant}`"),
            format!("`{meant}`"),
            format!("Write `{meant}`, as an English keyboard has it."),
        )
    }

    pub(super) fn open_text(span: Range<usize>) -> Self {
        Self::new(
            span,
            "this text is not closed",
            "text between double quotes",
            "Put a double quote where the text ends; write `\\\"` for a quote inside it.",
        )
        .unclear()
    }

    pub(super) fn bad_escape(span: Range<usize>) -> Self {
        Self::new(
            span,
            "a backslash stands before something that it does not go with",
            "`\\\"` for a quote, `\\n` for a new line, `\\\\` for a backslash",
            "Write `\\\\` for a backslash, or remove it.",
        )
    }

    pub(super) fn quote_inside(span: Range<usize>) -> Self {
        Self::new(
            span,
            "there is a quote inside this text",
            "text between double quotes",
            "Write `\\\"` for a quote inside a text, or use single quotes there.",
        )
        .unclear()
    }

    pub(super) fn unquoted(span: Range<usize>) -> Self {
        Self::new(
            span,
            "this text stands without quotes",
            "text between double quotes",
            "Put a double quote before the text and one after it.",
        )
        .unclear()
    }

    pub(super) fn quoted_name(span: Range<usize>, name: &str) -> Self {
        Self::new(
            span,
            "a field's name stands in quotes",
            FIELD,
            format!("Write {name} without quotes."),
        )
    }

    /// At `span`, in a run of brackets that begins at `first`.
    pub(super) fn too_deep(span: Range<usize>, first: usize, deepest: usize) -> Self {
        Self::new(
            span,
            "the brackets are nested too deeply",
            format!("at most {deepest} brackets within one another"),
            "Remove the superfluous brackets.",
        )
        .about(first)
    }

    pub(super) fn too_short(span: Range<usize>, brackets: &str, line: u32) -> Self {
        let what = if brackets.chars().count() == 1 {
            format!("the file ends too early: the bracket of line {line} is still open")
        } else {
            format!("the file ends too early: brackets are still open, the first since line {line}")
        };
        Self::new(
            span,
            what,
            format!("`{brackets}` before the end"),
            "Close what is still open, or restore the part that is missing.",
        )
    }

    /// `brackets` are missing before `span`, the outermost for the one opened at `opened`.
    pub(super) fn missing_close(
        span: Range<usize>,
        brackets: &str,
        opened: usize,
        line: u32,
    ) -> Self {
        let what = if brackets.chars().count() == 1 {
            format!("a closing bracket is missing before this, for the one opened in line {line}")
        } else {
            format!(
                "closing brackets are missing before this, the last for the one opened in line \
                 {line}"
            )
        };
        Self::new(
            span,
            what,
            format!("`{brackets}`, and a comma after it"),
            format!("Add `{brackets}` after the last entry that belongs inside."),
        )
        .about(opened)
        .unclear()
    }

    pub(super) fn missing_open(span: Range<usize>, bracket: char) -> Self {
        Self::new(
            span,
            "an opening bracket is missing before this",
            format!("`{bracket}` before the first entry that belongs inside"),
            format!("Add `{bracket}` here, or remove the bracket that closes it."),
        )
        .unclear()
    }

    pub(super) fn superfluous(span: Range<usize>, bracket: char) -> Self {
        Self::new(
            span,
            format!("there is one `{bracket}` too many"),
            "as many closing brackets as opening ones",
            "Remove it.",
        )
        .unclear()
    }

    /// `wanted` should stand at `span`; the bracket opened in `line` is closed there.
    pub(super) fn wrong_close(span: Range<usize>, wanted: &str, opened: usize, line: u32) -> Self {
        Self::new(
            span,
            format!("this closes the wrong kind of bracket: line {line} opened another"),
            format!("`{wanted}`"),
            format!("Write `{wanted}` here."),
        )
        .about(opened)
    }

    pub(super) fn missing_comma(after: usize) -> Self {
        Self::new(
            after..after,
            "a comma is missing here",
            "a comma between entries",
            "Add a comma after this entry.",
        )
    }

    pub(super) fn spare_comma(span: Range<usize>) -> Self {
        Self::new(span, "there is one comma too many", "one comma between entries", "Remove it.")
    }

    pub(super) fn missing_colon(span: Range<usize>, name: usize) -> Self {
        Self::new(
            span,
            "a colon is missing before this",
            FIELD,
            "Put a colon between the field's name and its value.",
        )
        .about(name)
    }

    pub(super) fn spare_colon(span: Range<usize>) -> Self {
        Self::new(span, "there is one colon too many", FIELD, "Remove it.")
    }

    /// `wanted` is meant by the sign at `span`.
    pub(super) fn wrong_sign(span: Range<usize>, wanted: char, about: usize) -> Self {
        let (name, allowed) =
            if wanted == ':' { ("a colon", FIELD) } else { ("a comma", "a comma between entries") };
        Self::new(
            span,
            format!("this should be {name}"),
            allowed,
            format!("Write `{wanted}` instead."),
        )
        .about(about)
    }

    pub(super) fn no_value(name: Range<usize>) -> Self {
        Self::new(
            name,
            "this field has no value",
            FIELD,
            "Write a colon and the value, or remove the field.",
        )
    }

    pub(super) fn decimal_comma(span: Range<usize>, found: &str) -> Self {
        let number: String = found.replace(',', ".").split_whitespace().collect();
        Self::new(span, "a number has a comma in it", "a decimal point", format!("Write {number}."))
    }

    pub(super) fn parted(span: Range<usize>, found: &str) -> Self {
        let number: String = found.split_whitespace().collect();
        Self::new(
            span,
            "there is a blank inside a number",
            "a number such as 4.0",
            format!("Write {number}."),
        )
    }

    pub(super) fn unit(span: Range<usize>, number: &str) -> Self {
        Self::new(
            span,
            "there is more than a number here",
            "the number alone",
            format!("Write {number} alone: the field's name says the unit."),
        )
    }

    pub(super) fn not_one_value(span: Range<usize>) -> Self {
        Self::new(
            span,
            "this is not one value",
            "one number, one text in double quotes, or brackets",
            "Write one value, and a comma after it.",
        )
        .unclear()
    }

    pub(super) fn wrapped(span: Range<usize>) -> Self {
        Self::new(
            span,
            "`Some(…)` should hold one value",
            "`Some(value)`, the value alone, or `None`",
            "Write the value alone, without `Some`.",
        )
        .unclear()
    }

    pub(super) fn stray(span: Range<usize>) -> Self {
        Self::new(
            span,
            "this does not belong here",
            "a field as `name: value`, a comma or a closing bracket",
            "Mend or remove it; a comment begins with `//`.",
        )
    }
}
