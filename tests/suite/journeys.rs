//! The expert's ways through a patent patient: from every access to every vein.

use crate::generate::on_all_cores;
use crate::vessels::case_in;
use wispwire::sim::pilot::{Kind, Pilot, Plan, Sight};
use wispwire::sim::scenario::{PATIENTS, SITES};
use wispwire::sim::session::{Outcome, Session};

/// Solver steps after which a journey is broken off: a wire that has looped takes many.
const STEPS: usize = 2_000_000;

/// Drives from `site` to `vein` by the expert, in the shipped adult or in that adult varied by `patient`.
/// Seconds of manipulation; or how much of the way was made.
fn journey(patient: Option<u64>, site: &str, vein: &str, seed: u64) -> Result<f64, f64> {
    let case = case_in(patient, site, vein);
    let plan = Plan::of(&case);
    let mut session = Session::new(case.clone());
    let mut pilot = Pilot::new(Kind::Expert, &case, seed);
    let (mut steps, mut farthest) = (0, 0.0_f64);
    while steps < STEPS && !session.ended() {
        let view = session.view();
        let sight = Sight::of(&view, &plan, farthest);
        if sight.off < plan.course.at(sight.tip).radius {
            farthest = farthest.max(sight.tip);
        }
        let Some(controls) = pilot.drive(&view) else { break };
        session.step(&controls);
        steps += session.solution().steps;
    }
    let crossed = session.view().outcome == Some(Outcome::Crossed);
    if crossed { Ok(session.manipulation_s()) } else { Err(farthest / plan.target) }
}

/// Every site with every vein but its own.
fn every_pair() -> Vec<(&'static str, String)> {
    let adult = PATIENTS.find("adult-system", None).unwrap_or_else(|error| panic!("{error}"));
    let pairs = SITES.iter().flat_map(|(site, own, _)| {
        let others = adult.branches.iter().map(|branch| branch.name.clone());
        others.filter(move |name| name != own).map(move |name| (*site, name))
    });
    pairs.collect()
}

fn drive(pairs: &[(&str, String)], patient: Option<u64>, seed: u64) {
    let outcomes = on_all_cores(pairs, |(site, vein)| journey(patient, site, vein, seed));
    let mut failed = Vec::new();
    for ((site, vein), outcome) in pairs.iter().zip(&outcomes) {
        match outcome {
            Ok(seconds) => println!("{site} to {vein}: {seconds:.0} s"),
            Err(share) => failed.push(format!("{site} to {vein}: {:.0} %", 100.0 * share)),
        }
    }
    println!("{} of {} arrived", pairs.len() - failed.len(), pairs.len());
    assert!(failed.is_empty(), "{failed:#?}");
}

/// One of each kind: with the flow, against it, into a branch at a right angle, into one that turns back,
/// over a confluence, through two turns in a row, round a hook into a branch that turns back, and past a
/// fork behind such a branch, where the hook gives way to a catheter that follows.
#[test]
fn the_expert_goes_any_way_that_veins_lead() {
    let some = [
        ("left-groin", "svc"),
        ("right-jugular", "left-popliteal"),
        ("right-jugular", "azygos"),
        ("left-groin", "left-renal"),
        ("right-jugular", "left-brachiocephalic"),
        ("left-groin", "right-popliteal"),
        ("left-groin", "left-gonadal"),
        ("left-knee", "left-profunda"),
        ("left-groin", "right-ascending-lumbar"),
        ("right-jugular", "right-ascending-lumbar"),
    ];
    drive(&some.map(|(site, vein)| (site, vein.into())), None, 1);
}

/// Into a vein so narrow that the catheter makes loops before it instead of following.
#[test]
fn the_wire_goes_on_alone_where_the_catheter_does_not_follow() {
    drive(&[("right-jugular", "pelvic-crossing".into())], Some(2), 1);
}

/// `FROM` chooses accesses, `PATIENT` varies the adult by that seed, `SEED` is the pilot's.
#[test]
#[ignore = "135 journeys, 6 minutes on two cores"]
fn the_expert_goes_from_every_access_to_every_vein() {
    let sites = std::env::var("FROM").ok();
    let chosen = |site: &str| sites.as_ref().is_none_or(|sites| sites.contains(site));
    let number = |name| {
        let text = std::env::var(name).ok()?;
        Some(text.parse().unwrap_or_else(|_| panic!("{name} is no whole number: {text}")))
    };
    let pairs = every_pair().into_iter().filter(|(site, _)| chosen(site));
    drive(&pairs.collect::<Vec<_>>(), number("PATIENT"), number("SEED").unwrap_or(1));
}
