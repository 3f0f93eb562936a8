//! Generated patients: as published over a thousand seeds, sound in every difficulty, the same each time.

use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use wispwire::sim::generate::{
    Difficulty, Measures, PUBLISHED, Said, generate, measures, patient, spread, text,
};
use wispwire::sim::pilot::{Kind, Pilot};
use wispwire::sim::scenario::Scenario;
use wispwire::sim::session::{Case, Session};
use wispwire::sim::text::Source;
use wispwire::sim::tissue::Whereabouts;
use wispwire::sim::units::TICKS_PER_SECOND;

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

/// Farthest that a node may stand beyond every wall before the wall was pierced, mm: what a push of 6 N
/// at the end of a stiff wire gives in a wall of 0.1 N/mm², 2Fλ/k with λ⁴ = k/4B (Hetényi 1946), and a
/// third more.
const ESCAPED: f64 = 15.0;

/// A minute of random driving of patient `seed`; says what went wrong, or how deep a wall gave way, mm.
fn driven(seed: u64) -> Result<f64, String> {
    const SECONDS: u32 = 60;
    let difficulty = Difficulty::ALL[seed as usize % Difficulty::ALL.len()];
    let source = Source::new("patient.ron", text(seed, difficulty));
    let case = Arc::new(Case::read(&source).map_err(|error| format!("seed {seed}: {error}"))?);
    let mut session = Session::new(case.clone());
    let mut pilot = Pilot::new(Kind::Random, &case, seed);
    let mut deepest = 0.0_f64;
    for tick in 0..SECONDS * TICKS_PER_SECOND {
        let Some(controls) = pilot.drive(&session.view()).filter(|_| !session.ended()) else {
            break;
        };
        session.step(&controls);
        let view = session.view();
        if let Some(node) = view.wire.iter().position(|x| !x.is_finite()) {
            return Err(format!("seed {seed}: node {node} at {} in tick {tick}", view.wire[node]));
        }
        let unpierced =
            session.whereabouts() == Whereabouts::Before && session.truth().perforations == 0;
        if !tick.is_multiple_of(TICKS_PER_SECOND / 2) || !unpierced || !session.solution().converged
        {
            continue;
        }
        let sheath = case.sheath();
        for &x in view.wire.iter().filter(|&&x| (x - sheath.tip).dot(sheath.forward) > 5.0) {
            let depth = case.vessels.depth(case.vessels.search(x), x);
            deepest = deepest.max(depth);
            if depth > ESCAPED {
                return Err(format!(
                    "seed {seed}: {depth:.1} mm beyond the wall at {x}, tick {tick}"
                ));
            }
        }
    }
    Ok(deepest)
}

fn drive_all(seeds: std::ops::Range<u64>) {
    let results = on_all_cores(&seeds.collect::<Vec<_>>(), |&seed| driven(seed));
    let faults: Vec<_> = results.iter().filter_map(|it| it.as_ref().err()).collect();
    let depths = results.iter().filter_map(|it| it.as_ref().ok());
    let deepest = depths.fold(0.0_f64, |most, depth| most.max(*depth));
    println!("{} patients, a wall gave way by {deepest:.1} mm at most", results.len());
    assert!(faults.is_empty(), "{faults:#?}");
}

/// What `work` makes of each of `all`, in their order.
pub fn on_all_cores<T: Sync, R: Send>(all: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let results = Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let i = next.fetch_add(1, Ordering::Relaxed);
                    let Some(one) = all.get(i) else { break };
                    let result = work(one);
                    results.lock().unwrap().push((i, result));
                }
            });
        }
    });
    let mut results = results.into_inner().unwrap();
    results.sort_by_key(|(i, _)| *i);
    results.into_iter().map(|(_, result)| result).collect()
}

#[test]
fn generated_patients_stand_a_minute_of_random_driving() {
    drive_all(0..8);
}

#[test]
#[ignore = "a thousand minutes of random driving, three quarters of an hour on two cores"]
fn a_thousand_generated_patients_stand_a_minute_of_random_driving_each() {
    // `PATIENTS=300..400` drives a part of them.
    let part = std::env::var("PATIENTS").unwrap_or_else(|_| "0..1000".into());
    let seed =
        |text: &str| text.parse().unwrap_or_else(|_| panic!("PATIENTS={part}: say 300..400"));
    let (from, to) = part.split_once("..").unwrap_or(("0", &part));
    drive_all(seed(from)..seed(to));
}
