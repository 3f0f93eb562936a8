//! `wispwire check` as a process: several files, exit codes, JSON for editors.

use super::Folder;
use super::table::Base;
use serde_json::Value;
use std::process::{Command, Output};

fn check(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wispwire"));
    command.arg("check").args(arguments).output().unwrap()
}

#[test]
fn json_gives_every_problem_of_every_file_with_its_place_and_severity() {
    let folder = Folder::new("json");
    let text = Base::Scenario.text();
    let faulty = text.replace("wall_mm: 0.8", "wall_mm: -0.8").replace("reach_mm: 5", "reach: 5");
    let odd = text.replace("pass_mark: 60", "pass_mark: 0");
    let (faulty, odd) = (folder.write("faulty.ron", faulty), folder.write("odd.ron", odd));
    let [faulty, odd] = [&faulty, &odd].map(|path| path.to_str().unwrap());
    let output = check(&["--json", faulty, odd]);
    assert_eq!(output.status.code(), Some(2));
    let told: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    let of = |field: &str| -> Vec<_> {
        told.iter().map(|told| told[field].as_str().unwrap_or_default()).collect()
    };
    assert_eq!(of("file"), [faulty, faulty, odd]);
    assert_eq!(of("severity"), ["error", "error", "warning"]);
    assert_eq!(of("field"), ["lesions[0].wall_mm", "webs[0].reach", "score.pass_mark"]);
    let line = text[..text.find("wall_mm: 0.8").unwrap()].matches('\n').count() + 1;
    assert_eq!(told[0]["line"], line);
    let (column, end) = (told[0]["column"].as_u64(), told[0]["end_column"].as_u64());
    assert_eq!(end.unwrap() - column.unwrap(), "-0.8".len() as u64);
    assert!(told.iter().all(|told| !told["remedy"].as_str().unwrap().is_empty()));
}

#[test]
fn a_warning_is_told_and_fails_nobody() {
    let folder = Folder::new("warning");
    let odd =
        folder.write("odd.ron", Base::Scenario.text().replace("pass_mark: 60", "pass_mark: 0"));
    let output = check(&[odd.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.starts_with("warning: ") && told.contains("score.pass_mark"), "{told}");
    assert!(String::from_utf8(output.stdout).unwrap().contains("a sound scenario"));
}
