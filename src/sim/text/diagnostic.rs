//! One problem with its place and remedy, and a collection of them.

use super::Source;
use miette::Severity;
use std::ops::Range;

/// One problem in a file: where it is, what was found, what is allowed, what to do.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{}{what}", field.as_ref().map(|field| format!("{field}: ")).unwrap_or_default())]
pub struct Diagnostic {
    pub severity: Severity,
    /// The file, with its text where it could be read.
    pub file: Source,
    /// Bytes of the text that the problem is about; `None` when it is about the whole file.
    pub span: Option<Range<usize>>,
    /// The field, as `lesion.wisp.diameter_mm` or `patient.branches[1].into`.
    pub field: Option<String>,
    /// What is wrong, as a clause without a full stop.
    pub what: String,
    /// What stands in the file.
    pub found: Option<String>,
    /// What may stand there.
    pub allowed: Option<String>,
    /// What to do, in sentences.
    pub remedy: String,
    /// Another file that the problem has to do with.
    pub related: Option<String>,
}

impl Diagnostic {
    /// A problem with a file as a whole.
    pub fn of_file(name: &str, what: &str, allowed: &str, remedy: &str) -> Self {
        Self {
            severity: Severity::Error,
            file: Source::new(name, ""),
            span: None,
            field: None,
            what: what.into(),
            found: None,
            allowed: Some(allowed.into()),
            remedy: remedy.into(),
            related: None,
        }
    }

    /// `file:line:column`, or the file alone when the problem has no place in it.
    pub fn place(&self) -> String {
        match &self.span {
            Some(span) => {
                let (line, column) = self.file.line_column(span.start);
                format!("{}:{line}:{column}", self.file.name)
            }
            None => self.file.name.to_string(),
        }
    }

    /// What was found, what is allowed, what to do and the related file, one a line.
    pub fn advice(&self) -> Vec<String> {
        let lines = [
            self.found.as_ref().map(|found| format!("found: {found}")),
            self.allowed.as_ref().map(|allowed| format!("allowed: {allowed}")),
            Some(format!("to do: {}", self.remedy)),
            self.related.as_ref().map(|file| format!("see also: {file}")),
        ];
        lines.into_iter().flatten().collect()
    }
}

/// All problems of one or more files, in the order in which they were found.
#[derive(Clone, Debug, Default, thiserror::Error)]
#[error("{}", self.plain())]
pub struct Problems(pub Vec<Diagnostic>);

impl Problems {
    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `value` if there is no problem, else the problems.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.is_empty() { Ok(value) } else { Err(self) }
    }
}

impl From<Diagnostic> for Problems {
    fn from(problem: Diagnostic) -> Self {
        Self(vec![problem])
    }
}
