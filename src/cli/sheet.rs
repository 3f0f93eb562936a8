//! A table of words and figures, as text for a terminal and as Markdown for a page.

/// A table; every row has as many cells as there are columns.
pub struct Sheet {
    pub columns: &'static [Column],
    pub rows: Vec<Vec<String>>,
}

/// A column: its heading, the unit beneath or an empty text, and how its cells stand.
pub struct Column {
    heading: &'static str,
    unit: &'static str,
    words: bool,
}

impl Column {
    /// A column of words, which stand left.
    pub const fn words(heading: &'static str) -> Self {
        Self { heading, unit: "", words: true }
    }

    /// A column of figures, which stand right.
    pub const fn figures(heading: &'static str, unit: &'static str) -> Self {
        Self { heading, unit, words: false }
    }

    fn cell(&self, text: &str, width: usize) -> String {
        if self.words { format!("{text:<width$}") } else { format!("{text:>width$}") }
    }
}

impl Sheet {
    /// Columns as wide as their widest cell, with units in a line of their own if there are any.
    pub fn text(&self) -> String {
        let widths: Vec<usize> = (0..self.columns.len()).map(|i| self.width(i)).collect();
        let line = |cells: &mut dyn Iterator<Item = &str>| {
            let each = cells.zip(self.columns).zip(&widths);
            let cells: Vec<_> = each.map(|((text, column), &w)| column.cell(text, w)).collect();
            format!("{}\n", cells.join("  ").trim_end())
        };
        let mut text = line(&mut self.columns.iter().map(|column| column.heading));
        if self.columns.iter().any(|column| !column.unit.is_empty()) {
            text += &line(&mut self.columns.iter().map(|column| column.unit));
        }
        for row in &self.rows {
            text += &line(&mut row.iter().map(String::as_str));
        }
        text
    }

    fn width(&self, i: usize) -> usize {
        let cells = self.rows.iter().map(|row| row[i].chars().count());
        let column = &self.columns[i];
        let head = column.heading.chars().count().max(column.unit.chars().count());
        cells.fold(head, usize::max)
    }

    /// A table of GitHub's Markdown.
    pub fn markdown(&self) -> String {
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let head = |column: &Column| match (column.heading, column.unit) {
            (heading, "") => heading.to_owned(),
            (heading, unit) => format!("{heading}, {unit}"),
        };
        let side = |column: &Column| if column.words { "---" } else { "---:" }.to_owned();
        let mut text = line(&self.columns.iter().map(head).collect::<Vec<_>>());
        text += &line(&self.columns.iter().map(side).collect::<Vec<_>>());
        for row in &self.rows {
            let cells: Vec<_> = row.iter().map(|cell| cell.replace('|', "\\|")).collect();
            text += &line(&cells);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[Column] = &[Column::words("who"), Column::figures("force", "N")];

    fn sheet() -> Sheet {
        let row = |who: &str, force: &str| vec![who.to_owned(), force.to_owned()];
        Sheet { columns: COLUMNS, rows: vec![row("the hub", "1.25"), row("|x|", "10.5")] }
    }

    #[test]
    fn text_lines_up_words_left_and_figures_right() {
        let expected = "who      force\n             N\nthe hub   1.25\n|x|       10.5\n";
        assert_eq!(sheet().text(), expected);
    }

    #[test]
    fn markdown_has_units_in_its_headings_and_bars_escaped() {
        let expected =
            "| who | force, N |\n| --- | ---: |\n| the hub | 1.25 |\n| \\|x\\| | 10.5 |\n";
        assert_eq!(sheet().markdown(), expected);
    }
}
