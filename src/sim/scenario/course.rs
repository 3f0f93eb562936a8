//! Courses: cases in order, and what opens the next one.

use super::{FORMAT_VERSION, SHIPPED, Scenario, version};
use crate::sim::text::{Bounds, Checks, Fault, Problems, Sound, Source, read_into, suggestion};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::Path;

const PASSES: Bounds = Bounds::from(1.0, 20.0, "");
const POINTS: Bounds = Bounds::from(0.0, 100.0, "points");

/// How the names of course files end.
pub const COURSE_ENDING: &str = ".course.ron";

/// The shipped courses, as names and texts.
pub const COURSES: &[(&str, &str)] =
    &[("courses/first-steps.course.ron", include_str!("../../../courses/first-steps.course.ron"))];

/// A course (`NAME.course.ron`): cases in the order in which they open.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Course {
    /// Version of the file format; 0 while the format still grows.
    pub version: u32,
    /// Shown on the home screen.
    #[schemars(length(min = 1))]
    pub title: String,
    /// For whom it is and what it teaches, one paragraph.
    #[serde(default)]
    pub about: String,
    /// The cases. The first is open from the start; each opens the next.
    #[schemars(length(min = 1, max = 100))]
    pub cases: Vec<CourseCase>,
}

/// One case of a course.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CourseCase {
    /// Name of the scenario: a `NAME.ron` beside the course or in `../scenarios/`, or a built-in
    /// one.
    #[schemars(length(min = 1))]
    pub scenario: String,
    /// What opens the next case.
    #[serde(default)]
    pub benchmark: Benchmark,
}

/// What an attempt must reach, and how often in a row.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Benchmark {
    /// Attempts in a row, none of them failed.
    #[schemars(transform = PASSES.clone())]
    pub in_a_row: u32,
    /// Points that each must have; left out, the scenario's own pass mark.
    #[schemars(transform = POINTS.clone())]
    pub points: Option<f64>,
}

impl Default for Benchmark {
    fn default() -> Self {
        Self { in_a_row: 2, points: None }
    }
}

impl Course {
    /// Reads a course, and every scenario that it names; fails with all their problems at once.
    pub fn parse(source: &Source) -> Result<Sound<Self>, Problems> {
        let mut checks = Checks::of(source);
        if !version::admit(&mut checks, "course", FORMAT_VERSION) {
            return checks.finish(None);
        }
        let course = read_into::<Self>(&mut checks);
        for (i, case) in course.iter().flat_map(|course| &course.cases).enumerate() {
            check_case(&mut checks, i, case, source.folder.as_deref());
        }
        checks.finish(course)
    }
}

fn check_case(checks: &mut Checks, i: usize, case: &CourseCase, folder: Option<&Path>) {
    let field = format!("cases[{i}].scenario");
    if !checks.sound(&field) {
        return;
    }
    let Some(found) = find(&case.scenario, folder) else {
        let names = names(folder);
        checks.fault(Fault {
            field,
            what: format!("there is no scenario `{}`", case.scenario),
            allowed: crate::sim::text::listed(names.iter().map(String::as_str)),
            remedy: suggestion(
                &case.scenario,
                names.iter().map(String::as_str),
                &format!("Write one of those allowed, or put `{}.ron` there.", case.scenario),
            ),
        });
        return;
    };
    match found.and_then(|source| Scenario::parse(&source)) {
        Err(problems) => checks.extend(&field, problems),
        Ok(sound) => {
            let mark = sound.value.0.score.pass_mark;
            let field = format!("cases[{i}].benchmark.points");
            let low = case.benchmark.points.filter(|points| *points < mark);
            if let Some(points) = low.filter(|_| checks.sound(&field)) {
                checks.warn(Fault {
                    field,
                    what: format!("a failed attempt may have {points} points"),
                    allowed: format!("at least {mark}, the pass mark of `{}`", case.scenario),
                    remedy: "Raise the benchmark, or leave `points` out.".into(),
                });
            }
        }
    }
}

/// The scenario called `name` for a course in `folder`; `None` if there is none.
pub fn find(name: &str, folder: Option<&Path>) -> Option<Result<Source, Problems>> {
    // A name is not a path: it must not lead elsewhere.
    if !name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_') {
        return None;
    }
    let file = format!("{name}.ron");
    let beside = places(folder).into_iter().map(|place| place.join(&file));
    if let Some(path) = beside.into_iter().find(|path| path.exists()) {
        return Some(Source::load(&path));
    }
    let (path, text) = SHIPPED.iter().find(|(path, _)| stem(path) == name)?;
    Some(Ok(Source::new(*path, *text)))
}

/// The scenarios that a course in `folder` may name, the built-in ones first.
fn names(folder: Option<&Path>) -> Vec<String> {
    let mut names: Vec<String> = SHIPPED.iter().map(|(path, _)| stem(path).into()).collect();
    let entries = places(folder).into_iter().filter_map(|place| std::fs::read_dir(place).ok());
    let mut beside: Vec<String> = entries
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|file| file.strip_suffix(".ron").map(String::from))
        .filter(|name| !name.contains('.') && !names.contains(name))
        .collect();
    beside.sort();
    beside.dedup();
    names.append(&mut beside);
    names
}

fn places(folder: Option<&Path>) -> Vec<std::path::PathBuf> {
    folder.map_or(Vec::new(), |folder| vec![folder.to_owned(), folder.join("../scenarios")])
}

fn stem(path: &str) -> &str {
    let file = path.rsplit('/').next().unwrap_or(path);
    file.strip_suffix(".ron").unwrap_or(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> Vec<String> {
        let told = Course::parse(&Source::new("x.course.ron", text)).unwrap_err();
        told.0.into_iter().filter_map(|told| told.field).collect()
    }

    #[test]
    fn the_shipped_courses_and_all_their_cases_are_sound() {
        for (name, text) in COURSES {
            let course = Course::parse(&Source::new(*name, *text));
            let course = course.unwrap_or_else(|problems| panic!("{problems}"));
            assert!(course.warnings.is_empty(), "{}", course.warnings);
        }
    }

    #[test]
    fn unknown_cases_and_benchmarks_out_of_reach_are_told_at_once() {
        let text = "(version: 0, title: \"t\", cases: [\
            (scenario: \"left-iliac-wips\"), \
            (scenario: \"../left-iliac-wisp\"), \
            (scenario: \"left-iliac-wisp\", benchmark: (in_a_row: 0, points: 120))])";
        assert_eq!(
            problems(text),
            [
                "cases[0].scenario",
                "cases[1].scenario",
                "cases[2].benchmark.in_a_row",
                "cases[2].benchmark.points"
            ]
        );
        assert_eq!(problems("(version: 3, title: \"t\", cases: [])"), ["version"]);
        assert_eq!(problems("(version: 0, title: \"t\", cases: [])"), ["cases"]);
    }

    #[test]
    fn a_benchmark_below_the_pass_mark_is_odd_but_legal() {
        let text = "(version: 0, title: \"t\", cases: [\
            (scenario: \"left-iliac-wisp\", benchmark: (points: 10))])";
        let course = Course::parse(&Source::new("x.course.ron", text)).unwrap();
        assert_eq!(course.warnings.0[0].field.as_deref(), Some("cases[0].benchmark.points"));
    }
}
