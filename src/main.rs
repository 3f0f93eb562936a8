//! The program.
#[path = "app/fixture.rs"]
mod fixture;
use wispwire::app::{Options, ScenarioCard, probe, run};
use wispwire::sim;

fn main() -> std::process::ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().map(String::as_str).eq(probe::ARGUMENTS) {
        return std::process::ExitCode::from(probe::answer() as u8);
    }
    if let Err(missing) = probe::ask() {
        eprintln!("{missing}");
        return 1.into();
    }
    let case = std::sync::Arc::new(fixture::case());
    let card = ScenarioCard::of("left-iliac-wisp".into(), &case);
    let options = Options {
        scenario: None,
        scenarios: vec![card],
        load: std::sync::Arc::new(move |_| Ok(case.clone())),
        on_finish: std::sync::Arc::new(|_, controls| {
            Ok(format!("{} ticks recorded.", controls.len()))
        }),
        smoke_seconds: arguments
            .iter()
            .position(|a| a == "--smoke")
            .and_then(|i| arguments.get(i + 1)?.parse().ok()),
    };
    match run(options) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("{reason}");
            1.into()
        }
    }
}
