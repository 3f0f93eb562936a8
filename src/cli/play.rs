//! The bare command and `wispwire play`: the trainer's window.

use super::case::open_or_tell;
use std::path::Path;
use std::process::ExitCode;

/// Opens the trainer on its home screen; without a screen, the shipped case runs without one.
pub fn home(smoke: Option<f64>) -> ExitCode {
    match window::available() {
        Ok(()) => window::open(None, smoke),
        Err(why) => super::fallback::main(&why),
    }
}

/// Opens the trainer on a scenario; with `watch` it may be faulty, and is read anew at each save.
pub fn scenario(path: &Path, watch: bool, smoke: Option<f64>) -> ExitCode {
    if let Err(code) = open_or_tell(path)
        && !(watch && path.exists())
    {
        return code;
    }
    match window::available() {
        Ok(()) => window::open(Some((path.to_owned(), watch)), smoke),
        Err(why) => {
            eprintln!("No window: {why}. `wispwire run` plays the scenario without one.");
            ExitCode::FAILURE
        }
    }
}

#[cfg(feature = "app")]
mod window {
    use super::super::{case, fallback};
    use crate::app::{Options, ScenarioCard, probe, run};
    use crate::sim::scenario::SHIPPED;
    use crate::sim::session::{Case, Recorder};
    use std::fs::File;
    use std::path::{Path, PathBuf};
    use std::process::ExitCode;
    use std::sync::Arc;
    use std::time::{SystemTime, UNIX_EPOCH};

    pub fn available() -> Result<(), String> {
        probe::ask().map(|_| ())
    }

    /// Opens the window; `scenario` is a file and whether it is watched.
    pub fn open(scenario: Option<(PathBuf, bool)>, smoke_seconds: Option<f64>) -> ExitCode {
        let (scenario, watch) = scenario.unzip();
        let options = Options {
            scenarios: cards(scenario.as_deref()),
            scenario,
            watch: watch.unwrap_or(false),
            load: Arc::new(|path| {
                case::open(path).map(Arc::new).map_err(|problems| problems.plain())
            }),
            open_record: Arc::new(open_record),
            smoke_seconds,
        };
        match run(options) {
            Ok(()) => ExitCode::SUCCESS,
            Err(why) => {
                eprintln!("{why}");
                ExitCode::FAILURE
            }
        }
    }

    /// The home screen's cases: those that are built in, then the one that was asked for, then
    /// whatever else lies in `./scenarios/`.
    fn cards(asked: Option<&Path>) -> Vec<ScenarioCard> {
        let mut paths: Vec<PathBuf> = SHIPPED.iter().map(|(name, _)| PathBuf::from(name)).collect();
        let mut beside: Vec<PathBuf> = std::fs::read_dir("scenarios")
            .into_iter()
            .flatten()
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|ending| ending == "ron"))
            .filter(|path| {
                !path.file_stem().is_some_and(|stem| stem.to_string_lossy().contains('.'))
            })
            .collect();
        beside.sort();
        paths.extend(asked.map(Path::to_owned));
        paths.extend(beside);
        let mut seen: Vec<String> = Vec::new();
        let mut cards = Vec::new();
        for path in paths {
            let Ok(case) = case::open(&path) else { continue };
            // The same case by two paths is one case.
            if !seen.contains(&case.ingredients.text) {
                seen.push(case.ingredients.text.clone());
                cards.push(ScenarioCard::of(path, &case));
            }
        }
        cards
    }

    fn open_record(case: &Case) -> Result<(String, Recorder<File>), String> {
        let folder = fallback::folder().map_err(|error| error.to_string())?;
        let name = Path::new(&case.ingredients.name);
        let stem = name.file_stem().map_or("case".into(), |stem| stem.to_string_lossy());
        let stamp =
            SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
        let path = folder.join(format!("{stem}-{stamp}.record.jsonl"));
        let file = File::create(&path).map_err(|error| error.to_string())?;
        let recorder = Recorder::begin(file, case, "hand", 0).map_err(|error| error.to_string())?;
        Ok((path.display().to_string(), recorder))
    }
}

#[cfg(not(feature = "app"))]
mod window {
    use std::path::PathBuf;
    use std::process::ExitCode;

    pub fn available() -> Result<(), String> {
        Err("this build has no window (build it with the feature `app`)".into())
    }

    pub fn open(_scenario: Option<(PathBuf, bool)>, _smoke: Option<f64>) -> ExitCode {
        ExitCode::FAILURE
    }
}
