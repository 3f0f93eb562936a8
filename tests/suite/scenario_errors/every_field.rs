//! Every field of every kind of file, broken in every way: one problem, at the field.

use super::none;
use super::table::Base;
use std::ops::Range;
use wispwire::sim::text::Problems;

/// A field or an item of a list, as a second, simpler reader than the library's finds it.
#[derive(Debug)]
struct Field {
    path: String,
    /// `None` for an item of a list.
    name: Option<Range<usize>>,
    value: Range<usize>,
}

/// Reads a sound file.
struct Scan<'a> {
    text: &'a str,
    at: usize,
    fields: Vec<Field>,
}

impl Scan<'_> {
    fn fields(text: &str) -> Vec<Field> {
        let mut scan = Scan { text, at: 0, fields: Vec::new() };
        scan.value("");
        scan.fields
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn blank(&mut self) {
        loop {
            self.at += self.rest().len() - self.rest().trim_start().len();
            if !self.rest().starts_with("//") {
                return;
            }
            self.at += self.rest().find('\n').unwrap();
        }
    }

    fn value(&mut self, path: &str) -> Range<usize> {
        self.blank();
        let start = self.at;
        if self.rest().starts_with("Some(") {
            self.at += "Some(".len();
            self.value(path);
            self.blank();
            self.at += 1;
        } else if self.rest().starts_with(['(', '[']) {
            self.group(path);
        } else if let Some(text) = self.rest().strip_prefix('"') {
            // No text of these files has a quote inside.
            self.at += text.find('"').unwrap() + 2;
        } else {
            self.at += self.rest().find([',', ')', ']']).unwrap();
        }
        start..self.at
    }

    fn group(&mut self, path: &str) {
        self.at += 1;
        for index in 0.. {
            self.blank();
            if self.rest().starts_with([')', ']']) {
                self.at += 1;
                return;
            }
            let length = self.rest().find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap();
            let (path, name) = if self.rest()[length..].starts_with(':') {
                let name = self.at..self.at + length;
                let dot = if path.is_empty() { "" } else { "." };
                let path = format!("{path}{dot}{}", &self.text[name.clone()]);
                self.at += length + 1;
                (path, Some(name))
            } else {
                (format!("{path}[{index}]"), None)
            };
            let value = self.value(&path);
            self.fields.push(Field { path, name, value });
            self.blank();
            self.at += usize::from(self.rest().starts_with(','));
        }
    }
}

/// Every field of `base` broken by each of the texts that `breaks` gives for it: a text, the path
/// and the place at which the one problem must be told.
fn check(base: Base, breaks: impl Fn(&str, &Field) -> Vec<(String, String, usize)>) -> usize {
    let mut failures = Vec::new();
    let mut count = 0;
    for field in Scan::fields(base.text()) {
        for (text, path, place) in breaks(base.text(), &field) {
            count += 1;
            let (_, told) = base.read(&text);
            let told: Vec<_> =
                told.into_iter().filter(|told| told.severity_word() == "error").collect();
            let one = told.len() == 1
                && told[0].field.as_ref() == Some(&path)
                && told[0].span.as_ref().is_some_and(|span| span.start == place);
            if !one {
                let line = text[..place].matches('\n').count();
                let line = text.lines().nth(line).unwrap_or_default();
                failures.push(format!("{path} in {line:?}:\n{}", Problems(told)));
            }
        }
    }
    none(&failures);
    count
}

fn with(text: &str, place: Range<usize>, new: &str) -> String {
    format!("{}{new}{}", &text[..place.start], &text[place.end..])
}

#[test]
fn a_field_misspelt_is_told_at_its_name() {
    let misspelt = |text: &str, field: &Field| {
        let Some(name) = field.name.clone() else { return Vec::new() };
        let wrong = format!("{}x", &text[name.clone()]);
        let path = format!("{}x", field.path);
        vec![(with(text, name.clone(), &wrong), path, name.start)]
    };
    let count: usize = Base::ALL.into_iter().map(|base| check(base, misspelt)).sum();
    assert!(count > 200, "only {count} fields");
}

#[test]
fn a_field_written_twice_is_told_at_the_second() {
    let twice = |text: &str, field: &Field| {
        let Some(name) = field.name.clone() else { return Vec::new() };
        let end = field.value.end;
        let again = format!(", {}", &text[name.start..end]);
        vec![(with(text, end..end, &again), field.path.clone(), end + 2)]
    };
    for base in Base::ALL {
        check(base, twice);
    }
}

#[test]
fn a_field_of_no_kind_is_told_beside_every_other() {
    let stranger = |text: &str, field: &Field| {
        let Some(name) = field.name.clone() else { return Vec::new() };
        let around = field.path.strip_suffix(&text[name.clone()]).unwrap();
        let spoilt = with(text, name.start..name.start, "zzzz: 3, ");
        vec![(spoilt, format!("{around}zzzz"), name.start)]
    };
    for base in Base::ALL {
        check(base, stranger);
    }
}

#[test]
fn a_field_without_its_colon_or_its_value_is_told_once() {
    let bare = |text: &str, field: &Field| {
        let Some(name) = field.name.clone() else { return Vec::new() };
        let (path, value) = (&field.path, field.value.clone());
        let gap = with(text, name.end..value.start, " ");
        vec![(gap, path.clone(), name.end + 1), (with(text, value, ""), path.clone(), name.start)]
    };
    for base in Base::ALL {
        check(base, bare);
    }
}

#[test]
fn a_field_left_out_is_told_where_it_is_missing_or_not_missed() {
    for base in Base::ALL {
        let text = base.text();
        let mut missed = 0;
        for field in Scan::fields(text) {
            let Some(name) = field.name else { continue };
            let comma = text[field.value.end..].starts_with(',');
            let spoilt = with(text, name.start..field.value.end + usize::from(comma), "");
            let (_, told) = base.read(&spoilt);
            let told: Vec<_> =
                told.into_iter().filter(|told| told.severity_word() == "error").collect();
            missed += told.len();
            let right = told.iter().all(|told| told.field.as_ref() == Some(&field.path));
            assert!(told.len() <= 1 && right, "{}:\n{}", field.path, Problems(told));
        }
        assert!(missed > 4, "{}: only {missed} missed", base.name());
    }
}

#[test]
fn a_value_of_another_kind_is_told_once_whatever_it_is() {
    let wrong = |text: &str, field: &Field| {
        let value = &text[field.value.clone()];
        let bare = value.strip_prefix("Some(").map_or(value, |inner| &inner[..inner.len() - 1]);
        let others: Vec<String> = match bare.chars().next() {
            Some('(' | '[') => ["5", "\"x\"", "true"].map(String::from).to_vec(),
            Some('"') => ["5", "true", "(\"x\")", "[\"x\"]"].map(String::from).to_vec(),
            Some('t' | 'f') => ["5", "\"true\"", "yes", "True"].map(String::from).to_vec(),
            Some('N') => ["true", "[1]", "null"].map(String::from).to_vec(),
            _ => vec![
                format!("\"{bare}\""),
                format!("({bare})"),
                format!("[{bare}]"),
                format!("{bare}mm"),
                format!("{bare} mm"),
                "true".into(),
                "x".into(),
            ],
        };
        let break_by = |other: &String| {
            (with(text, field.value.clone(), other), field.path.clone(), field.value.start)
        };
        others.iter().map(break_by).collect()
    };
    let count: usize = Base::ALL.into_iter().map(|base| check(base, wrong)).sum();
    assert!(count > 2000, "only {count} values");
}

#[test]
fn a_number_out_of_all_bounds_is_told_once_whichever_it_is() {
    let beyond = |text: &str, field: &Field| {
        let value = &text[field.value.clone()];
        let bare = value.strip_prefix("Some(").map_or(value, |inner| &inner[..inner.len() - 1]);
        if !bare.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
            return Vec::new();
        }
        let break_by = |other: &str| {
            (with(text, field.value.clone(), other), field.path.clone(), field.value.start)
        };
        ["NaN", "inf", "-inf", "1e9", "-1e9"].map(break_by).to_vec()
    };
    let count: usize = Base::ALL.into_iter().map(|base| check(base, beyond)).sum();
    assert!(count > 1000, "only {count} numbers");
}
