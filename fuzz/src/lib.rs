//! What the targets share: bytes to a source, problems rendered, an accepted case stepped.

mod mutate;

pub use mutate::mutate;

use std::sync::{Arc, LazyLock};
use wispwire::sim::scenario::{Parts, SHIPPED};
use wispwire::sim::session::{Case, Controls, Ingredients, Session};
use wispwire::sim::text::{Problems, Sound, Source};

/// A case that goes deeper is not stepped, mm: its wires have too many nodes for thousands a second.
const DEEPEST_MM: f64 = 1000.0;
/// Most webs of a case that is stepped.
const MOST_WEBS: usize = 20;

/// `bytes` as a file called `name`, in no folder; none if they are not text. As when a file is
/// loaded, a byte order mark is dropped.
pub fn source(name: &str, bytes: &[u8]) -> Option<Source> {
    let text = std::str::from_utf8(bytes).ok()?;
    Some(Source::new(name, text.strip_prefix('\u{feff}').unwrap_or(text)))
}

/// What was read; every problem and warning is rendered as `wispwire check` would.
pub fn told<T>(read: Result<Sound<T>, Problems>) -> Option<T> {
    let (value, problems) = match read {
        Ok(sound) => (Some(sound.value), sound.warnings),
        Err(problems) => (None, problems),
    };
    let (plain, drawn) = (problems.plain(), problems.drawn());
    let silent = plain.is_empty() || drawn.is_empty();
    assert!(value.is_some() || !silent, "refused without a word");
    value
}

/// Plays a few ticks of `case` if it is cheap: forward and spinning, with an exchange on the way.
pub fn step(case: Case, ticks: u16) {
    if case.target_s > DEEPEST_MM || case.scenario.webs.len() > MOST_WEBS {
        return;
    }
    let last = case.wires.len().saturating_sub(1) as u8;
    let mut session = Session::new(Arc::new(case));
    for tick in 0..ticks {
        session.step(&Controls {
            feed_mm_s: 250.0,
            spin_rad_s: 12.0,
            support_mm_s: 50.0,
            torque_device: true,
            exchange: (tick == ticks / 2).then_some(last),
        });
    }
    let lost = session.view().wire.iter().any(|node| !node.is_finite());
    assert!(!lost, "the wire is nowhere after {ticks} ticks");
}

/// The shipped case with what `change` puts in place of its own devices or tissue.
pub fn shipped_with(change: impl FnOnce(&mut Parts)) -> Case {
    static SHIPPED_CASE: LazyLock<Ingredients> = LazyLock::new(|| {
        let (name, text) = SHIPPED[0];
        Case::read(&Source::new(name, text)).expect("the shipped case is sound").ingredients
    });
    let mut ingredients = SHIPPED_CASE.clone();
    change(&mut ingredients.parts);
    Case::rebuild(ingredients).expect("the shipped case takes any sound device and tissue")
}
