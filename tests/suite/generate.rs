//! Generated patients: as published over a thousand seeds, sound in every difficulty, the same each time.

use std::path::PathBuf;
use std::process::Command;
use wispwire::sim::generate::{
    Difficulty, Measures, PUBLISHED, Said, generate, measures, patient, spread, text,
};
use wispwire::sim::scenario::Scenario;
use wispwire::sim::session::Case;
use wispwire::sim::text::Source;

fn thousand() -> Vec<Measures> {
    (0..1000).map(|seed| measures(&patient(seed)).expect("every vein is there")).collect()
}

#[test]
fn a_thousand_patients_are_as_published() {
    let all = thousand();
    let mut off = Vec::new();
    for it in PUBLISHED {
        let values: Vec<f64> = all.iter().flat_map(|measures| (it.of)(measures)).collect();
        let (mean, sd) = spread(&values);
        let within = |from: f64, to: f64| {
            values.iter().filter(|v| (from..=to).contains(*v)).count() as f64 / values.len() as f64
        };
        let fits = match it.said {
            // The spread of means is a fifteenth of the deviation at most.
            Said::Spread(m, s) => (mean - m).abs() < 0.12 * s && (sd / s - 1.0).abs() < 0.12,
            // Means of several studies.
            Said::Range(from, to) if it.name == "popliteal" => (from..=to).contains(&mean),
            Said::Range(from, to) => within(from, to) > 0.99,
            Said::Mean(m) => (mean / m - 1.0).abs() < 0.03,
        };
        if !fits {
            off.push(format!("{}: {:?}, but {mean:.2} ± {sd:.2}", it.name, it.said));
        }
    }
    assert!(off.is_empty(), "{off:#?}");
}

#[test]
fn the_artery_leaves_a_quarter_of_the_left_iliac_veins_less_than_5_mm() {
    let all = thousand();
    let share = |gap: f64| all.iter().filter(|it| it.gap < gap).count() as f64 / 1000.0;
    let (mean, _) = spread(&all.iter().map(|it| it.gap).collect::<Vec<_>>());
    assert!((mean - 8.5).abs() < 0.25, "mean {mean}");
    assert!((share(5.0) - 0.25).abs() < 0.03, "{} below 5 mm", share(5.0));
    assert!((share(3.0) - 0.05).abs() < 0.02, "{} below 3 mm", share(3.0));
}

#[test]
fn two_hundred_seeds_in_every_difficulty_are_sound_and_can_be_built() {
    let mut faults = Vec::new();
    for difficulty in Difficulty::ALL {
        for seed in 0..200 {
            let name = format!("{}-{seed}.ron", difficulty.word());
            let source = Source::new(name.as_str(), text(seed, difficulty));
            match Scenario::parse(&source) {
                Ok(sound) if sound.warnings.0.is_empty() => {}
                Ok(sound) => faults.push(format!("{name}: {}", sound.warnings)),
                Err(problems) => faults.push(format!("{name}: {problems}")),
            }
            if let Err(error) = Case::read(&source) {
                faults.push(format!("{name}: {error}"));
            }
        }
    }
    assert!(
        faults.is_empty(),
        "{} faults, the first: {}",
        faults.len(),
        faults[..faults.len().min(6)].join("\n")
    );
}

#[test]
fn the_text_is_the_scenario_and_the_same_each_time() {
    for difficulty in Difficulty::ALL {
        for seed in [0, 7, 1 << 40] {
            let text = text(seed, difficulty);
            assert_eq!(text, wispwire::sim::generate::text(seed, difficulty));
            let read =
                Scenario::parse(&Source::new("x.ron", text)).unwrap_or_else(|p| panic!("{p}"));
            let (read, made) = (read.value.0, generate(seed, difficulty));
            assert_eq!(format!("{read:?}"), format!("{made:?}"));
        }
    }
}

#[test]
fn the_command_prints_the_case_and_never_overwrites_a_file() {
    let generate = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wispwire"));
        command.arg("generate").args(arguments).output().unwrap()
    };
    let printed = generate(&["--seed", "3", "--difficulty", "hard"]);
    assert_eq!(String::from_utf8(printed.stdout).unwrap(), text(3, Difficulty::Hard));
    let file = std::env::temp_dir().join(format!("wispwire-generate-{}.ron", std::process::id()));
    let path = file.display().to_string();
    let written = generate(&["--seed", "3", "--out", &path]);
    assert_eq!(written.status.code(), Some(0));
    let again = generate(&["--seed", "4", "--out", &path]);
    assert_eq!(again.status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text(3, Difficulty::Typical));
    std::fs::remove_file(&file).unwrap();
    assert_eq!(generate(&[]).status.code(), Some(2), "a seed is asked for");
}

#[test]
fn the_page_of_histograms_is_what_the_command_writes() {
    let out = std::env::temp_dir().join(format!("wispwire-patients-{}", std::process::id()));
    let _ = wispwire::cli::histograms::main(&out, 1000);
    let written = std::fs::read_to_string(out.join("patients.md")).unwrap();
    let docs = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/patients.md");
    let kept = std::fs::read_to_string(docs).unwrap();
    std::fs::remove_dir_all(&out).unwrap();
    assert!(written == kept, "run `wispwire generate --histograms docs`");
}
