//! How a file is broken, and what must be said about it.

use std::ops::Range;
use wispwire::sim::device::{CATHETERS, WIRES, read_catheter, read_wire};
use wispwire::sim::scenario::{PATIENTS, Scenario, read_patient};
use wispwire::sim::text::{Diagnostic, Problems, Source};
use wispwire::sim::tissue::{TISSUES, read_tissue};

/// A file that is sound until it is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// The scenario that writes out every field.
    Scenario,
    Wire,
    Catheter,
    Tissue,
    Patient,
}

impl Base {
    pub const ALL: [Self; 5] =
        [Self::Scenario, Self::Wire, Self::Catheter, Self::Tissue, Self::Patient];

    /// What it is called in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Scenario => "broken.ron",
            Self::Wire => "broken.wire.ron",
            Self::Catheter => "broken.catheter.ron",
            Self::Tissue => "broken.tissue.ron",
            Self::Patient => "broken.patient.ron",
        }
    }

    pub fn text(self) -> &'static str {
        match self {
            Self::Scenario => include_str!("../../fixtures/scenarios/v0/complete.ron"),
            Self::Wire => WIRES.built_in[0].1,
            Self::Catheter => CATHETERS.built_in[0].1,
            Self::Tissue => TISSUES.built_in[0].1,
            Self::Patient => PATIENTS.built_in[0].1,
        }
    }

    /// Reads `text` as such a file: whether it is accepted, and what is told about it.
    pub fn read(self, text: &str) -> (bool, Vec<Diagnostic>) {
        let source = Source::new(self.name(), text);
        let warnings = match self {
            Self::Scenario => Scenario::parse(&source).map(|sound| sound.warnings),
            Self::Wire => read_wire(&source).map(|sound| sound.warnings),
            Self::Catheter => read_catheter(&source).map(|sound| sound.warnings),
            Self::Tissue => read_tissue(&source).map(|sound| sound.warnings),
            Self::Patient => read_patient(&source).map(|sound| sound.warnings),
        };
        match warnings {
            Ok(Problems(told)) => (true, told),
            Err(Problems(told)) => (false, told),
        }
    }
}

/// A change to a text.
#[derive(Clone, Copy, Debug)]
pub enum Edit {
    /// What stands there once, and what to write in its stead.
    Swap(&'static str, &'static str),
    /// From where to where (or to the end, if that is empty), and what to write in its stead.
    Cut(&'static str, &'static str, &'static str),
    /// Something else altogether.
    Whole(&'static str),
}

impl Edit {
    /// `text` with the change made.
    #[track_caller]
    pub fn make(self, text: &str) -> String {
        match self {
            Self::Swap(old, new) => {
                assert_eq!(text.matches(old).count(), 1, "{old:?} must stand once in the file");
                text.replace(old, new)
            }
            Self::Cut(from, to, new) => {
                assert_eq!(text.matches(from).count(), 1, "{from:?} must stand once in the file");
                let start = text.find(from).unwrap();
                let end = if to.is_empty() { None } else { text[start..].find(to) };
                let end = end.map_or(text.len(), |end| start + end);
                format!("{}{new}{}", &text[..start], &text[end..])
            }
            Self::Whole(new) => new.into(),
        }
    }
}

/// A way to break a file, and the one thing that must be said about it.
#[derive(Clone, Copy, Debug)]
pub struct Broken {
    /// What a failing test calls it.
    pub name: &'static str,
    pub edits: [Option<Edit>; 3],
    /// Field path of the problem; empty for the whole file.
    pub field: &'static str,
    /// The text at which the problem points, `⟦…⟧` in as much of what is around it as makes it the
    /// only such place in the file; only its beginning before `…`.
    pub place: &'static str,
    /// A part of what is said.
    pub what: &'static str,
    /// A part of the remedy.
    pub remedy: &'static str,
    /// Whether it is only odd, and the file accepted.
    pub legal: bool,
}

/// A file in which `new` stands for `old`.
pub const fn broken(name: &'static str, old: &'static str, new: &'static str) -> Broken {
    of(name, Edit::Swap(old, new))
}

/// A file in which `new` stands for all from `from` to `to`.
pub const fn cut(
    name: &'static str,
    from: &'static str,
    to: &'static str,
    new: &'static str,
) -> Broken {
    of(name, Edit::Cut(from, to, new))
}

/// A file with another text altogether.
pub const fn whole(name: &'static str, text: &'static str) -> Broken {
    of(name, Edit::Whole(text))
}

const fn of(name: &'static str, edit: Edit) -> Broken {
    let edits = [Some(edit), None, None];
    Broken { name, edits, field: "", place: "", what: "", remedy: "", legal: false }
}

impl Broken {
    /// With another change to the same end.
    pub const fn and(mut self, old: &'static str, new: &'static str) -> Self {
        let free = if self.edits[1].is_none() { 1 } else { 2 };
        self.edits[free] = Some(Edit::Swap(old, new));
        self
    }

    /// Told at this field and this place.
    pub const fn at(self, field: &'static str, place: &'static str) -> Self {
        Self { field, place, ..self }
    }

    /// Told in words with these in them.
    pub const fn says(self, what: &'static str, remedy: &'static str) -> Self {
        Self { what, remedy, ..self }
    }

    /// Told as odd but legal.
    pub const fn legal(self) -> Self {
        Self { legal: true, ..self }
    }

    /// The broken file.
    #[track_caller]
    pub fn text(&self, base: &str) -> String {
        self.edits.iter().flatten().fold(base.into(), |text, edit| edit.make(&text))
    }

    /// Bytes of `text` at which the problem must point.
    pub fn span(&self, text: &str) -> Result<Range<usize>, String> {
        let bare = self.place.replace(['⟦', '⟧'], "");
        let bare = bare.strip_suffix('…').unwrap_or(&bare);
        if bare.is_empty() {
            return Ok(text.len()..text.len());
        }
        let count = text.matches(bare).count();
        if count != 1 {
            return Err(format!("{bare:?} stands {count} times in the file"));
        }
        let start = text.find(bare).unwrap_or_default();
        let (before, after) = self.place.split_once('⟦').unwrap_or(("", self.place));
        let inside = after.split_once('⟧').map_or(bare, |(inside, _)| inside);
        let start = start + before.len();
        Ok(start..start + inside.len())
    }

    /// What is wrong with how `problem`, of the file `text`, is told; nothing if all is as it must
    /// be.
    pub fn faults(&self, text: &str, problem: &Diagnostic) -> Vec<String> {
        let mut faults = Vec::new();
        if problem.field.as_deref().unwrap_or_default() != self.field {
            faults.push(format!("told at {:?}", problem.field));
        }
        let told = problem.span.clone().unwrap_or(usize::MAX..usize::MAX);
        match self.span(text) {
            Err(error) => faults.push(error),
            Ok(span) if told.start != span.start => {
                let near: String = text.get(told.start..).unwrap_or("?").chars().take(30).collect();
                faults.push(format!("points at {near:?}"));
            }
            Ok(span) if told.end != span.end && !self.place.ends_with('…') => {
                faults.push(format!("points at {:?}", text.get(told)));
            }
            Ok(_) => {}
        }
        for (part, whole) in [(self.what, &problem.what), (self.remedy, &problem.remedy)] {
            if part.is_empty() || !whole.contains(part) {
                faults.push(format!("no {part:?} in {whole:?}"));
            }
        }
        faults
    }
}
