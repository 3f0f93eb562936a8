//! A faulty file ends in messages with place, field, finding and remedy, whatever the fault.
//!
//! Each broken scenario is the shipped one with a few pieces replaced.

mod broken;

use broken::BROKEN;
use std::path::PathBuf;
use wispwire::cli::check::check_file;
use wispwire::sim::scenario::{SHIPPED, Scenario};
use wispwire::sim::text::{Diagnostic, Problems, Source};

const FILE: &str = "broken.ron";

fn shipped() -> &'static str {
    SHIPPED[0].1
}

fn edited(edits: &[(&str, &str)]) -> String {
    edits.iter().fold(shipped().to_string(), |text, (old, new)| {
        assert_eq!(text.matches(old).count(), 1, "{old:?} must stand once in the scenario");
        text.replace(old, new)
    })
}

fn parse(text: &str) -> Result<Scenario, Problems> {
    Scenario::parse(&Source::new(FILE, text))
}

fn problems(text: &str) -> Vec<Diagnostic> {
    parse(text).expect_err("the broken scenario was accepted").0
}

fn without_veins() -> String {
    let text = shipped();
    let start = text.find("branches: [").unwrap();
    let end = text.find("    ]),\n    lesion").unwrap();
    format!("{}branches: []{}", &text[..start], &text[end + 5..])
}

#[test]
fn the_shipped_scenario_is_sound() {
    let scenario = parse(shipped()).unwrap_or_else(|problems| panic!("{problems}"));
    assert!(!scenario.briefing.contains("  "), "the briefing has stray blanks");
}

#[test]
fn every_broken_scenario_is_told_with_place_field_finding_and_remedy() {
    let mut failures = Vec::new();
    for case in BROKEN {
        let text = if case.edits.is_empty() { without_veins() } else { edited(case.edits) };
        let told = problems(&text);
        let Some(problem) = told.iter().find(|told| told.field.as_deref() == Some(case.field))
        else {
            failures.push(format!("{}: not at `{}`:\n{}", case.name, case.field, Problems(told)));
            continue;
        };
        let span = problem.span.clone().unwrap_or_default();
        let said = format!("{problem} {}", problem.advice().join(" "));
        if !text[span.start..].starts_with(case.points_at) {
            let near: String = text[span.start..].chars().take(30).collect();
            failures.push(format!("{}: points at {near:?}", case.name));
        }
        for (part, whole) in [(case.says, &said), (case.remedy, &problem.remedy)] {
            if !whole.contains(part) {
                failures.push(format!("{}: no {part:?} in {whole:?}", case.name));
            }
        }
        let (line, column) = position(&text, span.start);
        for form in [problem.plain(), problem.drawn()] {
            for part in
                [&format!("{FILE}:{line}:{column}"), case.field, "found: ", "allowed: ", "to do: "]
            {
                if !form.contains(part) {
                    failures.push(format!("{}: no {part:?} in\n{form}", case.name));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}

/// Line and column by a second, plainer way of counting than the library's.
fn position(text: &str, offset: usize) -> (usize, usize) {
    text[..offset].chars().fold((1, 1), |(line, column), c| match c {
        '\n' => (line + 1, 1),
        _ => (line, column + 1),
    })
}

#[test]
fn one_fault_gives_one_problem() {
    // Faults that make nothing else wrong: whoever mends them is done.
    for name in [
        "a misspelt field",
        "a negative diameter of the wisp",
        "a branch into an unknown one",
        "a second outflow",
        "a target beyond the end of its branch",
        "an access inside the lesion",
        "an unknown wire",
        "weights that do not sum to 100",
        "a mouth outside the floor",
    ] {
        let case = BROKEN.iter().find(|case| case.name == name).unwrap();
        let told = problems(&edited(case.edits));
        assert_eq!(told.len(), 1, "{name}:\n{}", Problems(told));
    }
}

#[test]
fn faults_of_all_kinds_are_told_at_once_in_the_order_of_the_file() {
    let told = problems(&edited(&[
        ("into: Some(\"left-common-iliac\")", "into: Some(\"left-comon-iliac\")"),
        ("wall_mm: 0.8", "wall_mm: -0.8"),
        ("reach_mm: 5", "reach_mm: 0"),
        ("\"long-taper\"", "\"long-tapir\""),
        ("par_min: 20", "par_min: 90"),
    ]));
    let fields: Vec<_> = told.iter().filter_map(|told| told.field.as_deref()).collect();
    assert_eq!(
        fields,
        [
            "patient.branches[1].into",
            "lesion.wall_mm",
            "webs[0].reach_mm",
            "devices.wires[2]",
            "score.par_min"
        ]
    );
}

#[test]
fn no_truncation_and_no_stray_character_is_a_panic_or_goes_unplaced() {
    let text = shipped();
    for (end, _) in text.char_indices().step_by(7) {
        let Err(told) = parse(&text[..end]) else { continue };
        assert!(told.0.iter().all(|told| told.span.is_some() && !told.remedy.is_empty()));
        assert!(told.drawn().contains(&format!("{FILE}:")), "cut at {end}");
    }
    for stray in ["\u{0}", "é", "\"", "(", "]", "/*", "'", "-"] {
        for (at, _) in text.char_indices().step_by(61) {
            let spoilt = format!("{}{stray}{}", &text[..at], &text[at..]);
            if let Err(told) = parse(&spoilt) {
                assert!(!told.plain().is_empty() && !told.drawn().is_empty());
            }
        }
    }
}

/// A folder of its own for one test, removed when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("wispwire-{test}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn whatever_bytes_a_file_holds_the_check_answers_with_a_remedy() {
    let folder = Folder::new("bytes");
    let mut latin = shipped().as_bytes().to_vec();
    latin[40] = 0xe8;
    for (name, bytes) in [
        ("empty.ron", Vec::new()),
        ("blank.ron", b" \n\t ".to_vec()),
        ("latin.ron", latin),
        ("zeros.ron", vec![0; 5000]),
        ("deep.ron", b"(".repeat(100_000)),
        ("lists.ron", [b"(patient: (branches: ".to_vec(), b"[".repeat(100_000)].concat()),
        ("comments.ron", b"/*".repeat(100_000)),
        ("huge.ron", b" ".repeat((4 << 20) + 1)),
        ("odd.wire.ron", vec![0xff; 300]),
        ("list.tissue.ron", b"[1, 2, 3]".to_vec()),
        ("other.catheter.ron", b"(title: 3)".to_vec()),
    ] {
        let path = folder.write(name, bytes);
        let told = check_file(&path).expect_err(name);
        for text in [told.plain(), told.drawn()] {
            assert!(text.contains(name) && text.contains("to do: "), "{name}:\n{text}");
            assert!(text.len() < 4000, "{name}: {} bytes of message", text.len());
        }
    }
}

#[test]
fn floods_of_branches_points_webs_and_wires_are_answered_in_good_time() {
    let many = |piece: &str, count: usize| piece.repeat(count);
    let point = "(at_mm: (65, -66, -78), diameter_mm: -11),";
    let branch = "(name: \"a\", into: Some(\"b\"), points: []),";
    let web = "(place: (branch: \"x\", at_mm: -1), angle_deg: 900, reach_mm: 0, width_mm: 0, \
               hinge_n_mm_per_rad: 0, tears_at_n_mm: 0),";
    let start = std::time::Instant::now();
    for (place, flood) in [
        ("(at_mm: (65, -66, -77), diameter_mm: 11), // inguinal ligament", many(point, 50_000)),
        ("branches: [", format!("branches: [{}", many(branch, 50_000))),
        ("webs: [", format!("webs: [{}", many(web, 20_000))),
        ("wires: [", format!("wires: [{}", many("\"q\",", 200_000))),
    ] {
        let told = problems(&edited(&[(place, &flood)]));
        assert!(told.len() <= 101, "{} problems told", told.len());
    }
    assert!(start.elapsed().as_secs() < 20, "took {:?}", start.elapsed());
}

#[test]
fn a_missing_file_and_a_folder_are_told_with_what_to_do() {
    let folder = Folder::new("missing");
    let told = check_file(&folder.0.join("nowhere.ron")).unwrap_err();
    assert!(told.plain().contains("nowhere.ron") && told.plain().contains("spelling"), "{told}");
    let told = check_file(&folder.0).unwrap_err();
    assert!(told.plain().contains("to do: "), "{told}");
}

#[test]
fn files_are_checked_as_what_their_ending_says() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    for (file, kind) in [
        ("scenarios/left-iliac-wisp.ron", "scenario"),
        ("assets/devices/long-taper.wire.ron", "wire"),
        ("assets/devices/support-4f.catheter.ron", "catheter"),
        ("assets/tissues/organised-iliac.tissue.ron", "tissue"),
    ] {
        let summary = check_file(&root.join(file)).unwrap_or_else(|problems| panic!("{problems}"));
        assert!(summary.contains(kind), "{file}: {summary}");
    }
}

#[test]
fn a_device_file_beside_the_scenario_comes_before_the_built_in_one_and_is_checked_with_it() {
    let folder = Folder::new("beside");
    let wire = include_str!("../../assets/devices/angled-regular.wire.ron");
    let thick = wire.replace("diameter_mm: 0.889", "diameter_mm: 0.965");
    folder.write("angled-stiff.wire.ron", thick);
    folder.write("long-taper.wire.ron", wire.replace("tip_profile: 1.0", "tip_profile: -1.0"));
    let scenario = folder.write("case.ron", shipped());
    let told = check_file(&scenario).unwrap_err();
    let [thick, broken] = &told.0[..] else { panic!("two problems expected:\n{told}") };
    assert_eq!(thick.field.as_deref(), Some("devices.wires[1]"));
    assert!(thick.what.contains("does not fit into `support-4f`"), "{thick}");
    assert!(thick.related.is_some());
    assert_eq!(broken.field.as_deref(), Some("tip_profile"));
    assert!(broken.place().contains("long-taper.wire.ron:"), "{}", broken.place());
}

#[test]
fn a_file_from_another_editor_reads_the_same() {
    let folder = Folder::new("editor");
    let windows = format!("\u{feff}{}", shipped().replace('\n', "\r\n"));
    let path = folder.write("windows.ron", &windows);
    check_file(&path).unwrap_or_else(|problems| panic!("{problems}"));
    let broken = folder.write("broken.ron", windows.replace("wall_mm: 0.8", "wall_mm: -0.8"));
    let told = check_file(&broken).unwrap_err();
    let line = shipped().lines().position(|line| line.contains("wall_mm")).unwrap() + 1;
    assert!(told.0[0].place().ends_with(&format!("broken.ron:{line}:18")), "{}", told.0[0].place());
}
