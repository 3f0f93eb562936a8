//! Problems as text: drawn with the lines of the file for a terminal, plain for a log.

use super::{Diagnostic, Problems, Source};
use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents,
    SourceCode, SourceSpan, SpanContents,
};
use std::fmt::{Display, Write};

/// A line longer than this is not drawn: the picture would bury the message.
const LONGEST_DRAWN_LINE: usize = 200;

impl Problems {
    /// One entry a problem: place, field and fault on the first line, advice below it, indented.
    pub fn plain(&self) -> String {
        self.0.iter().map(Diagnostic::plain).collect()
    }

    /// The same with the lines of the file drawn, for a terminal.
    pub fn drawn(&self) -> String {
        self.0.iter().map(Diagnostic::drawn).collect()
    }
}

impl Diagnostic {
    /// Place, field and fault on the first line, advice below it, indented.
    pub fn plain(&self) -> String {
        let mut text = format!("{}: {}: {self}\n", self.severity_word(), self.place());
        for line in self.advice() {
            text.push_str("  ");
            text.push_str(&line);
            text.push('\n');
        }
        text
    }

    /// With the lines of the file drawn; plain where there are no lines worth drawing.
    pub fn drawn(&self) -> String {
        let Some(span) = &self.span else { return self.plain() };
        let (line, _) = self.file.line_column(span.start);
        let near = self.file.text.lines().skip(line.saturating_sub(2)).take(3);
        if self.file.text.is_empty() || near.map(str::len).any(|long| long > LONGEST_DRAWN_LINE) {
            return self.plain();
        }
        let handler = GraphicalReportHandler::new_themed(GraphicalTheme::default())
            // Wrapping would break names at their hyphens.
            .with_wrap_lines(false);
        let mut text = String::new();
        match handler.render_report(&mut text, self) {
            Ok(()) => {
                let _ = writeln!(text);
                text
            }
            Err(_) => self.plain(),
        }
    }

    /// `error`, `warning` or `advice`.
    pub fn severity_word(&self) -> &'static str {
        match self.severity {
            miette::Severity::Error => "error",
            miette::Severity::Warning => "warning",
            miette::Severity::Advice => "advice",
        }
    }
}

impl miette::Diagnostic for Diagnostic {
    fn severity(&self) -> Option<miette::Severity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        Some(Box::new(self.advice().join("\n")))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.span.as_ref().map(|_| &self.file as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let span = self.span.as_ref()?;
        let start = self.file.boundary(span.start);
        let end = self.file.boundary(span.end).max(start);
        // A span over many lines is drawn as its first line: the rest only pushes text apart.
        let shown = self.file.text[start..end].lines().next().map_or(0, str::len);
        let label = LabeledSpan::new_primary_with_span(Some("here".into()), (start, shown));
        Some(Box::new(std::iter::once(label)))
    }
}

impl SourceCode for Source {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        lines_before: usize,
        lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let inner = self.text.read_span(span, lines_before, lines_after)?;
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.to_string(),
            inner.data(),
            *inner.span(),
            inner.line(),
            inner.column(),
            inner.line_count(),
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> Diagnostic {
        let source =
            Source::new("case.ron", "(\n    lesion: (\n        wall_mm: -1.0,\n    ),\n)\n");
        let start = source.text.find("-1.0").unwrap();
        Diagnostic {
            span: Some(start..start + 4),
            field: Some("lesion.wall_mm".into()),
            found: Some("-1.0".into()),
            related: Some("other.ron".into()),
            file: source,
            ..Diagnostic::of_file("", "not allowed", "more than 0 mm", "Write 0.8.")
        }
    }

    #[test]
    fn both_forms_tell_place_field_finding_allowance_and_remedy() {
        for text in [example().plain(), example().drawn()] {
            for part in [
                "case.ron:3:18",
                "lesion.wall_mm",
                "found: -1.0",
                "allowed: more than 0 mm",
                "to do: Write 0.8.",
                "see also: other.ron",
            ] {
                assert!(text.contains(part), "no {part:?} in:\n{text}");
            }
        }
        assert!(example().drawn().contains("wall_mm: -1.0,"), "the line itself is not drawn");
        assert_eq!(
            example().plain().lines().next(),
            Some("error: case.ron:3:18: lesion.wall_mm: not allowed")
        );
    }

    #[test]
    fn a_problem_in_a_very_long_line_is_told_plainly() {
        let mut problem = example();
        problem.file = Source::new("long.ron", "x".repeat(100_000));
        problem.span = Some(99_999..100_000);
        assert!(problem.drawn().len() < 1000, "{} bytes", problem.drawn().len());
        assert!(problem.drawn().contains("long.ron:1:100000"));
    }

    #[test]
    fn a_span_beyond_the_text_or_inside_a_character_is_drawn_without_a_panic() {
        let mut problem = example();
        problem.file = Source::new("short.ron", "(é)");
        for (start, end) in [(0, 900), (2, 2), (900, 901), (3, 1)] {
            problem.span = Some(start..end);
            assert!(problem.drawn().contains("short.ron:1:"));
        }
    }
}
