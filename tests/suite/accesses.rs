//! Wires from more than one access: the same lesion from both ends.

use crate::hands::{Hands, shipped_case};
use std::sync::Arc;
use wispwire::sim::pilot::{Kind, Pilot};
use wispwire::sim::scenario::SHIPPED;
use wispwire::sim::session::{Case, Controls, EventKind, Record, Recorder, Session};
use wispwire::sim::text::Source;

/// The shipped case with other accesses.
fn rendezvous() -> Arc<Case> {
    let (name, text) = SHIPPED.iter().find(|(name, _)| name.contains("rendezvous")).unwrap();
    Arc::new(Case::read(&Source::new(*name, *text)).unwrap())
}

#[test]
fn trial_from_above() {
    let case = rendezvous();
    for access in 0..3 {
        let seen = case.from_access(access);
        println!("{access}: {:?} {:?} target {}", case.access_names()[access], seen.lesion_s, seen.target_s);
        for seed in 0..3 {
        let mut hands = Hands::new(&case);
        let mut pilot = Pilot::new(Kind::Expert, seen, seed);
        let mut go_to = Some(access as u8);
        while !hands.session.ended() {
            let Some(controls) = pilot.drive(&hands.view()) else { break };
            hands.step(&Controls { go_to: go_to.take(), ..controls });
        }
        println!("  seed {seed}: {:.0} s, {:?}, {} unconverged, share {:.3}", hands.session.manipulation_s(), hands.session.view().outcome, hands.session.unconverged_ticks(), hands.session.truth().traversed_share());
        println!("  {:?}", hands.told);
        }
    }
}
