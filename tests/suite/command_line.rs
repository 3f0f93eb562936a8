//! The program as its users call it: what it prints where, and with which exit code.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder of its own for one test, removed when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let name = format!("wispwire-command-line-{test}-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn at(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    /// Writes the whole scenario with one piece replaced; returns its path.
    fn edited(&self, name: &str, old: &str, new: &str) -> String {
        self.edited_all(name, &[(old, new)])
    }

    fn edited_all(&self, name: &str, edits: &[(&str, &str)]) -> String {
        let text = edits.iter().fold(WHOLE.to_string(), |text, (old, new)| {
            assert_eq!(text.matches(old).count(), 1, "{old:?} must stand once in the scenario");
            text.replace(old, new)
        });
        let path = self.at(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// A short lesion with the target close behind; it ends after `seconds`, of which 3.8 are the least.
    fn short(&self, seconds: f64) -> String {
        let limit = format!("limit_min: {}", seconds / 60.0);
        let edits = [
            ("limit_min: 20", limit.as_str()),
            (
                "to: (branch: \"left-common-iliac\", at_mm: 66)",
                "to: (branch: \"left-external-iliac\", at_mm: 11)",
            ),
            (
                "target: (branch: \"ivc\", at_mm: 40)",
                "target: (branch: \"left-external-iliac\", at_mm: 50)",
            ),
        ];
        self.edited_all("short.ron", &edits)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A scenario with every field written out.
const WHOLE: &str = include_str!("../fixtures/scenarios/v0/complete.ron");

fn wispwire(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_wispwire")).args(arguments).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Line and column of `piece` in the file at `path`.
fn place(path: &str, piece: &str) -> String {
    let text = std::fs::read_to_string(path).unwrap();
    let before = &text[..text.find(piece).unwrap()];
    let line = before.matches('\n').count() + 1;
    let column = before.len() - before.rfind('\n').map_or(0, |newline| newline + 1) + 1;
    format!("{path}:{line}:{column}")
}

/// The one JSON object on standard output.
fn object(output: &Output) -> serde_json::Map<String, Value> {
    assert_eq!(output.status.code(), Some(0), "{}", err(output));
    let text = out(output);
    assert_eq!(text.trim_end().lines().count(), 1, "more than one line:\n{text}");
    match serde_json::from_str(&text) {
        Ok(Value::Object(object)) => object,
        other => panic!("not one JSON object: {other:?}\n{text}"),
    }
}

fn number(object: &serde_json::Map<String, Value>, field: &str) -> f64 {
    object.get(field).and_then(Value::as_f64).unwrap_or_else(|| panic!("no number `{field}`"))
}

/// The output is bad input told in the proper way: exit code 2, nothing on standard output, and
/// all of `parts` on standard error.
fn refused(output: &Output, parts: &[&str]) {
    let told = err(output);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(!told.contains("panicked"), "{told}");
    assert!(out(output).is_empty(), "on standard output: {}", out(output));
    for part in parts {
        assert!(told.contains(part), "no {part:?} in\n{told}");
    }
}

#[test]
fn each_fault_of_a_scenario_is_told_with_file_line_column_field_and_remedy_and_exit_code_two() {
    let folder = Folder::new("faults");
    let faults = [
        ("misspelt.ron", "wall_mm: 0.8", "wal_mm: 0.8", "wal_mm", "wal_mm", "wall_mm"),
        (
            "negative.ron",
            "(at_mm: (69, -62, -150), diameter_mm: 10)",
            "(at_mm: (69, -62, -150), diameter_mm: -10)",
            "-10)",
            "patient.branches[0].points[1].diameter_mm",
            "-10",
        ),
        (
            "unjoined.ron",
            "into: Some(\"left-common-iliac\")",
            "into: Some(\"left-comon-iliac\")",
            "Some(\"left-comon-iliac\")",
            "patient.branches[1].into",
            "left-common-iliac",
        ),
    ];
    for (name, old, new, at, field, says) in faults {
        let path = folder.edited(name, old, new);
        let place = place(&path, at);
        for command in ["check", "run", "try"] {
            refused(&wispwire(&[command, &path]), &[&place, field, says, "to do: "]);
        }
    }
}

#[test]
fn a_missing_file_is_told_by_every_command_with_what_to_do_and_exit_code_two() {
    let folder = Folder::new("missing");
    let picture = folder.at("x.png");
    let calls: [&[&str]; 6] = [
        &["check", "nofile.ron"],
        &["run", "nofile.ron"],
        &["try", "nofile.ron"],
        &["shot", "nofile.ron", "--out", &picture],
        &["replay", "nofile.jsonl"],
        &["score", "nofile.jsonl", "--json"],
    ];
    for call in calls {
        refused(&wispwire(call), &[call[1], "to do: "]);
    }
    assert!(!Path::new(&picture).exists());
}

#[test]
fn a_wrong_word_on_the_command_line_is_told_with_exit_code_two() {
    refused(&wispwire(&["run", "left-iliac-wisp", "--pilot", "wizard"]), &["wizard", "expert"]);
    refused(&wispwire(&["fly"]), &["fly"]);
    refused(&wispwire(&["try", "left-iliac-wisp", "--attempts", "0"]), &["--attempts", "1..="]);
    refused(&wispwire(&["check"]), &["FILES"]);
}

#[test]
fn sound_files_are_told_on_standard_output_and_one_faulty_among_them_gives_exit_code_two() {
    let folder = Folder::new("sound");
    let path = folder.edited("sound.ron", "par_min: 20", "par_min: 21");
    let output = wispwire(&["check", &path]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(out(&output).contains(&path) && err(&output).is_empty());
    let output = wispwire(&["check", &path, "nofile.ron"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(out(&output).contains(&path) && err(&output).contains("nofile.ron"));
}

#[test]
fn run_replay_and_score_print_one_object_each_with_every_field_in_range_and_agree() {
    let folder = Folder::new("figures");
    let (scenario, record) = (folder.short(20.0), folder.at("record.jsonl"));
    let run = wispwire(&[
        "run", &scenario, "--pilot", "expert", "--seed", "3", "--record", &record, "--json",
    ]);
    let figures = object(&run);
    assert_eq!(figures["scenario"], Value::from(scenario.as_str()));
    assert_eq!(figures["pilot"], "expert");
    assert_eq!(figures["seed"], 3);
    assert_eq!(figures["crossed"], false);
    let within = |field: &str, range: std::ops::RangeInclusive<f64>| {
        let value = number(&figures, field);
        assert!(range.contains(&value), "{field} is {value}, not in {range:?}");
        value
    };
    within("score", 0.0..=100.0);
    within("manipulation_seconds", 19.9..=20.1);
    within("procedure_seconds", 79.9..=20.0 * 4.0 + 20.0 * 120.0);
    within("ticks", 2400.0..=2400.0);
    within("perforations", 0.0..=50.0);
    within("peak_wall_force_n", 0.01..=20.0);
    within("wall_clock_seconds", 0.001..=120.0);
    let shares = ["true_lumen_share", "intramural_share", "extravascular_share"];
    let traversed: f64 = shares.iter().map(|share| within(share, 0.0..=1.0)).sum();
    assert!((0.001..=1.0).contains(&traversed), "traversed {traversed}");
    let digest = figures["digest"].as_str().unwrap();
    assert!(digest.len() == 64 && digest.bytes().all(|b| b.is_ascii_hexdigit()), "{digest}");

    let plain = wispwire(&["replay", &record]);
    assert_eq!(plain.status.code(), Some(0), "{}", err(&plain));
    assert_eq!(out(&plain), format!("{digest}\n"));
    let without_clock = |mut object: serde_json::Map<String, Value>| {
        object.remove("wall_clock_seconds").expect("no wall clock");
        object
    };
    let figures = without_clock(figures);
    for command in ["replay", "score"] {
        let again = without_clock(object(&wispwire(&[command, &record, "--json"])));
        assert_eq!(again, figures, "{command}");
    }
    let told = out(&wispwire(&["score", &record]));
    for part in figures["parts"].as_array().unwrap() {
        let reason = part["reason"].as_str().unwrap();
        assert!(told.contains(reason), "no {reason:?} in\n{told}");
    }
}

#[test]
fn the_seed_drives_the_pilot_and_the_same_seed_gives_the_same_digest() {
    let folder = Folder::new("seeds");
    let scenario = folder.short(8.0);
    let digest = |seed: &str| {
        let run = wispwire(&["run", &scenario, "--pilot", "random", "--seed", seed, "--json"]);
        object(&run)["digest"].as_str().unwrap().to_owned()
    };
    assert_eq!(digest("1"), digest("1"));
    assert_ne!(digest("1"), digest("2"));
}

#[test]
fn a_trial_tells_each_attempt_as_run_would_and_where_it_stopped_and_exits_with_zero() {
    let folder = Folder::new("trial");
    // A long way to a short lesion, and the time over before anyone is there.
    let scenario = folder.edited_all(
        "far.ron",
        &[
            ("limit_min: 20", "limit_min: 0.1"),
            (
                "from: (branch: \"left-external-iliac\", at_mm: 5)",
                "from: (branch: \"left-common-iliac\", at_mm: 40)",
            ),
            (
                "to: (branch: \"left-common-iliac\", at_mm: 66)",
                "to: (branch: \"left-common-iliac\", at_mm: 46)",
            ),
            ("target: (branch: \"ivc\", at_mm: 40)", "target: (branch: \"ivc\", at_mm: 10)"),
        ],
    );
    let trial = |more: &[&str]| {
        wispwire(&[&["try", &scenario, "--attempts", "2", "--seed", "7"], more].concat())
    };
    let json = object(&trial(&["--json"]));
    assert_eq!(
        (&json["hardness"], &json["scenario"]),
        (&"not-crossed".into(), &scenario.clone().into())
    );
    let attempts = json["attempts"].as_array().unwrap();
    let flown = [("expert", "7"), ("expert", "8"), ("novice", "7"), ("novice", "8")];
    assert_eq!(attempts.len(), flown.len());
    for (attempt, (pilot, seed)) in attempts.iter().zip(flown) {
        let run =
            object(&wispwire(&["run", &scenario, "--pilot", pilot, "--seed", seed, "--json"]));
        for field in ["pilot", "seed", "digest", "score", "manipulation_seconds"] {
            assert_eq!(attempt[field], run[field], "{field} of {pilot} {seed}");
        }
        assert_eq!(attempt["ending"], "time-over");
        assert_eq!(attempt["stopped"]["where"], "on-the-way");
    }
    for pilot in ["expert", "novice"] {
        assert_eq!((&json[pilot]["attempts"], &json[pilot]["time_over"]), (&2.into(), &2.into()));
        assert!((json[pilot]["manipulation_min"]["median"].as_f64().unwrap() - 0.1).abs() < 1e-9);
    }

    let output = trial(&[]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(err(&output).is_empty(), "no terminal, no progress: {}", err(&output));
    let page = out(&output);
    let verdict = json["verdict"].as_str().unwrap();
    assert!(page.lines().any(|line| line == verdict), "no {verdict:?} in\n{page}");
    for advice in json["advice"].as_array().unwrap() {
        assert!(page.contains(advice.as_str().unwrap()), "no {advice} in\n{page}");
    }
    assert!(page.contains("The time was over in 2 of 2 attempts"), "{page}");
    for pilot in ["expert", "novice"] {
        let failure = json[pilot]["failures"][0].as_str().unwrap();
        assert!(failure.starts_with("2 of 2 never came to the stump"), "{failure}");
        assert!(page.contains(failure), "no {failure:?} in\n{page}");
    }
}

#[test]
fn a_record_that_was_changed_or_cut_is_refused_with_the_line_and_what_to_do() {
    let folder = Folder::new("changed");
    let (scenario, record) = (folder.short(4.0), folder.at("record.jsonl"));
    let run = wispwire(&["run", &scenario, "--pilot", "novice", "--record", &record]);
    assert_eq!(run.status.code(), Some(0), "{}", err(&run));
    let text = std::fs::read_to_string(&record).unwrap();
    let changed = folder.at("changed.jsonl");
    for (spoilt, line) in [
        (text.replacen("\"tick\":240", "\"tick\":241", 1), "line 3"),
        (text[..text.len() - 9].to_owned(), "line 5"),
        (String::new(), "line 1"),
    ] {
        std::fs::write(&changed, spoilt).unwrap();
        for command in ["replay", "score"] {
            refused(&wispwire(&[command, &changed]), &[&changed, line, "to do: "]);
        }
    }
}

#[test]
fn a_record_or_picture_that_cannot_be_written_is_told_with_exit_code_one() {
    let folder = Folder::new("unwritable");
    let (scenario, nowhere) = (folder.short(4.0), folder.at("no/such/folder/x"));
    let calls: [&[&str]; 4] = [
        &["run", &scenario, "--record", &nowhere],
        &["shot", &scenario, "--out", &nowhere],
        &["shot", &scenario, "--out", &nowhere, "--view", "plan"],
        &["shot", &scenario, "--out", &nowhere, "--view", "3d"],
    ];
    for call in calls {
        let output = wispwire(call);
        assert_eq!(output.status.code(), Some(1), "{}", err(&output));
        assert!(err(&output).contains(&nowhere) && !err(&output).contains("panicked"));
    }
}

/// Width, height and kind of pixel (0 grey, 2 colour) of a PNG file.
fn shape(path: &str) -> (u32, u32, u8) {
    let png = std::fs::read(path).unwrap();
    assert_eq!((&png[..8], &png[12..16]), (&b"\x89PNG\r\n\x1a\n"[..], &b"IHDR"[..]));
    assert!(png.len() > 30_000, "only {} bytes: is there anything on {path}?", png.len());
    let size = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (size(16), size(20), png[25])
}

#[test]
fn a_shot_of_all_views_is_one_png_for_each_with_the_views_name_in_its_own() {
    let folder = Folder::new("shot");
    let out_path = folder.at("case.png");
    let call = ["shot", "left-iliac-wisp", "--out", &out_path, "--view", "all", "--after", "4"];
    let output = wispwire(&call);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let views = ["ap", "lao", "lateral", "plan", "3d"];
    let paths = views.map(|view| folder.at(&format!("case-{view}.png")));
    assert_eq!(out(&output).lines().collect::<Vec<_>>(), paths);
    for path in &paths[..3] {
        assert_eq!(shape(path), (768, 768, 0));
    }
    assert_eq!(shape(&paths[3]), (1600, 1200, 2));
    assert_eq!(shape(&paths[4]), (960, 1200, 2));
    let pictures = paths.clone().map(|path| std::fs::read(path).unwrap());
    assert!(pictures[0] != pictures[1] && pictures[1] != pictures[2]);
    assert!(!Path::new(&out_path).exists());
}

#[test]
fn a_shot_of_one_view_has_the_name_it_was_given_and_no_view_means_ap() {
    let folder = Folder::new("one-shot");
    let shot = |name: &str, view: &[&str]| {
        let path = folder.at(name);
        let output = wispwire(&[&["shot", "left-iliac-wisp", "--out", &path], view].concat());
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        assert_eq!(out(&output).trim_end(), path);
        std::fs::read(path).unwrap()
    };
    assert!(shot("a.png", &[]) == shot("b.png", &["--view", "ap"]));
    assert!(shot("c.png", &["--view", "3d"]) == shot("d.png", &["--view", "3d"]));
    let output = wispwire(&["shot", "left-iliac-wisp", "--out", "x.png", "--view", "rao"]);
    refused(&output, &["rao", "lateral", "plan", "3d", "all"]);
}

#[test]
fn physics_prints_rows_as_text_and_as_one_json_array_that_agree() {
    let text = wispwire(&["physics", "--only", "12,25"]);
    assert_eq!(text.status.code(), Some(0), "{}", err(&text));
    assert!(err(&text).is_empty(), "on standard error: {}", err(&text));
    let text = out(&text);
    let lines = text.lines();
    assert!(lines.clone().all(|line| line.chars().count() <= 120), "too wide:\n{text}");
    assert_eq!(lines.last(), Some("7 rows: 6 pass, 0 fail, 1 pending"));
    let json = wispwire(&["physics", "--json", "--only", "12,25"]);
    assert_eq!(json.status.code(), Some(0), "{}", err(&json));
    let rows: Vec<serde_json::Map<String, Value>> = serde_json::from_str(&out(&json)).unwrap();
    assert_eq!(rows.len(), 7);
    for row in &rows {
        let told = |field: &str| row[field].as_str().unwrap().to_owned();
        assert!(text.contains(&told("law")) && text.contains(&told("formula")), "{row:?}");
        assert!(text.contains(&told("settings")) && text.contains(&told("id")), "{row:?}");
        let figures = ["expected", "got", "error", "tolerance"];
        let pending = row["pending"].as_bool().unwrap();
        assert!(figures.iter().all(|field| row[*field].is_null() == pending), "{row:?}");
        assert_eq!(row["pass"].as_bool(), Some(!pending), "{row:?}");
        assert!(row["unit"].is_string() && row["measure"].is_string(), "{row:?}");
    }
    let first = &rows[0];
    assert_eq!(first["id"], "12a");
    // v/√(v² + (ωa)²) at 1 mm/s and 2 rev/s for a = 0.445 mm.
    assert!((number(first, "expected") - 0.176).abs() < 1e-3);
    assert!((number(first, "got") - 0.176).abs() < 0.02 * 0.176);
}

#[test]
fn physics_draws_the_same_figures_each_time() {
    let folder = Folder::new("figures-of-laws");
    let draw = |name: &str| {
        let plots = folder.at(name);
        let output = wispwire(&["physics", "--only", "12,17", "--plot", &plots]);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        let read = |file: &str| std::fs::read_to_string(Path::new(&plots).join(file)).unwrap();
        [read("12-spin.svg"), read("17-caught-tip.svg")]
    };
    let drawn = draw("a/b");
    assert!(drawn.iter().all(|svg| svg.starts_with("<svg") && svg.contains("</svg>")));
    assert_eq!(drawn, draw("c"));
}

#[test]
fn an_unknown_row_or_a_folder_that_cannot_be_written_is_told_with_exit_code_two() {
    let unknown = wispwire(&["physics", "--only", "1,31"]);
    refused(&unknown, &["`31`", "allowed: 1, 2, ", ", 29, 30", "to do: "]);
    let folder = Folder::new("plots");
    std::fs::write(folder.at("file"), "").unwrap();
    let inside = folder.at("file/plots");
    refused(&wispwire(&["physics", "--only", "12", "--plot", &inside]), &[&inside, "to do: "]);
}

#[test]
fn bench_prints_an_array_of_figures_with_the_machine_named() {
    let output = wispwire(&["bench", "--json", "--only", "peer-bend"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let Ok(Value::Array(rows)) = serde_json::from_str(&out(&output)) else {
        panic!("not a JSON array:\n{}", out(&output))
    };
    assert_eq!(rows.len(), 1);
    let row = rows[0].as_object().unwrap();
    assert_eq!(row["task"], "peer-bend");
    assert!(row["machine"].as_str().is_some_and(|name| !name.is_empty()));
    assert_eq!((number(row, "nodes"), number(row, "hz")), (301.0, 120.0));
    for field in ["median_ms", "p99_ms", "max_ms", "realtime_factor", "iterations", "residual_n"] {
        assert!(number(row, field) > 0.0, "{field}: {row:?}");
    }
    assert!(number(row, "penetration_mm") >= 0.0);
    assert!(err(&output).is_empty(), "no terminal, no progress: {}", err(&output));
}

#[test]
fn bench_sets_the_quoted_figures_apart_from_its_own() {
    let text = out(&wispwire(&["bench", "--only", "peer-bend"]));
    let line = text.lines().find(|line| line.starts_with("MuJoCo")).unwrap_or_default();
    assert!(line.contains("0.17") && line.ends_with("quoted, not measured here"), "{text}");
    assert!(!text.contains("S-tube"), "only one was asked for: {text}");
}

#[test]
fn bench_names_its_tasks_when_asked_for_another() {
    let output = wispwire(&["bench", "--only", "s-tube,teapot"]);
    refused(&output, &["teapot", "s-tube", "peer-bend", "rapier-chain", "profile"]);
}

#[test]
fn an_account_without_its_pages_or_with_a_block_missing_is_told_before_anything_runs() {
    let folder = Folder::new("account");
    let nowhere = folder.at("no/such/folder");
    refused(&wispwire(&["account", "--out", &nowhere]), &[&nowhere, "physics.md", "to do: "]);
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let physics = std::fs::read_to_string(docs.join("physics.md")).unwrap();
    std::fs::write(folder.at("physics.md"), &physics).unwrap();
    let out = folder.at("");
    refused(&wispwire(&["account", "--out", &out]), &["performance.md", "to do: "]);
    std::fs::write(folder.at("performance.md"), "").unwrap();
    let told = ["performance.md", "`machine`", "<!-- begin machine -->", "to do: "];
    refused(&wispwire(&["account", "--out", &out]), &told);
    let without = physics.replace("<!-- end law 12 -->", "");
    std::fs::write(folder.at("physics.md"), without).unwrap();
    refused(
        &wispwire(&["account", "--out", &out]),
        &["`law 12`", "<!-- end law 12 -->", "to do: "],
    );
    assert!(!Path::new(&folder.at("plots")).exists());
}
