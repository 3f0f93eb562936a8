//! Cases with several lesions in a row, with none, and with a lesion that holds no wisp.

use crate::hands::{Hands, IN_TWO, Stretch, case_with, shipped_case};
use rand::RngExt;
use std::sync::Arc;
use wispwire::sim::pilot::{Kind, Pilot};
use wispwire::sim::random::stream;
use wispwire::sim::score::score;
use wispwire::sim::session::{
    Case, CaseError, Controls, EventKind, Record, Recorder, Session, Truth,
};
use wispwire::sim::tissue::{Whereabouts, Zone};
use wispwire::sim::units::TICKS_PER_SECOND;

/// The stiff wire's place on the shelf.
const STIFF: u8 = 1;
/// A seed with which the expert is quick.
const QUICK: u64 = 2;
/// The whole of the shipped lesion.
const WHOLE: Stretch = [IN_TWO[0][0], IN_TWO[1][1]];

fn two_lesions() -> Arc<Case> {
    case_with(&IN_TWO, true).unwrap()
}

fn points(session: &Session) -> f64 {
    score(&session.case().scenario.score, &session.truth(), session.procedure_s()).score
}

/// Share of each lesion's millimetres that were traversed.
fn traversed(truth: &Truth) -> Vec<f64> {
    let share = |zones: &[Option<Zone>]| {
        zones.iter().filter(|zone| zone.is_some()).count() as f64 / zones.len() as f64
    };
    truth.zones_by_lesion().map(share).collect()
}

/// True in the patent vein between the two lesions, with the tip well out of the first.
fn is_between(session: &Session) -> bool {
    session.whereabouts() == Whereabouts::Before && traversed(&session.truth())[0] == 1.0
}

/// True well inside the second lesion.
fn is_in_second(session: &Session) -> bool {
    let from = session.case().lesion_s[1].0;
    session.tip_in_lesion().is_some_and(|(s, _)| s > from + 20.0)
}

#[test]
fn each_of_two_lesions_has_to_be_crossed_in_turn() {
    let case = two_lesions();
    let mut hands = Hands::after_expert(&case, QUICK, is_between);
    assert_eq!(traversed(&hands.session.truth()), [1.0, 0.0]);
    let share = case.lesion_s[0].1 - case.lesion_s[0].0;
    let counted = hands.session.truth().traversed_share() * case.lesion_length();
    assert!((counted - share).abs() < 1e-6, "{counted} mm of {share} mm are counted");

    // Pushed on without art, the wire meets the second stump and goes no further.
    hands.hold(&Controls { feed_mm_s: 8.0, ..Controls::default() }, 10.0);
    assert!(hands.tip_s() < case.lesion_s[1].0 + 3.0, "the tip came to {}", hands.tip_s());
    assert!(hands.slack() > 20.0, "it did not fold: slack {:.1} mm", hands.slack());
    assert!(!hands.session.ended());

    let (mut session, mut pilot) = (Session::new(case.clone()), expert(&case));
    let mut path = Vec::new();
    while !session.ended() {
        session.step(&pilot.drive(&session.view()).expect("the expert gave up"));
        let now =
            (session.tip_in_lesion().map(|(s, _)| lesion_at(&case, s)), session.whereabouts());
        if path.last() != Some(&now) {
            path.push(now);
        }
    }
    let (tissue, before) = (Whereabouts::Tissue, Whereabouts::Before);
    let crossed_over = [(Some(0), tissue), (None, before), (Some(1), tissue)];
    assert!(path.windows(3).any(|part| part == crossed_over), "{path:?}");
    assert_eq!(path.last(), Some(&(None, Whereabouts::Beyond)));
    let truth = session.truth();
    assert!(truth.crossed && traversed(&truth) == [1.0, 1.0]);
    assert!((truth.traversed_share() - 1.0).abs() < 1e-9);
}

/// The lesion in which arc length `s` lies, or the nearest: a track through fat leaves its own.
fn lesion_at(case: &Case, s: f64) -> usize {
    let away = |&(from, to): &(f64, f64)| (from - s).max(s - to).max(0.0);
    let nearest = case.lesion_s.iter().enumerate().min_by(|a, b| away(a.1).total_cmp(&away(b.1)));
    nearest.unwrap().0
}

fn expert(case: &Case) -> Pilot {
    Pilot::new(Kind::Expert, case, QUICK)
}

#[test]
fn the_order_in_which_lesions_are_listed_does_not_matter_and_overlapping_ones_are_refused() {
    let [first, second] = IN_TWO;
    let played = |stretches: &[Stretch]| {
        let case = case_with(stretches, true).unwrap();
        let hands = Hands::after_expert(&case, QUICK, |session| session.manipulation_s() > 60.0);
        (case.lesion_s.clone(), hands.session.digest())
    };
    assert_eq!(played(&[first, second]), played(&[second, first]));
    let error = case_with(&[WHOLE, second], true).err();
    assert!(matches!(error, Some(CaseError::Overlap)), "{error:?}");
}

#[test]
fn a_case_without_a_lesion_is_won_by_reaching_the_target_and_quick_and_gentle_scores_a_hundred() {
    let case = case_with(&[], true).unwrap();
    let mut hands = Hands::new(&case);
    hands.hold(&Controls::default(), 5.0);
    assert_eq!(points(&hands.session), 0.0, "doing nothing earned points");
    hands.feed_to(case.target_s / 2.0, 20.0);
    let half = hands.session.truth().true_lumen_share;
    assert!((0.4..0.6).contains(&half), "half way counts as {half:.2}");
    assert!(points(&hands.session) < 50.0);
    hands.hold(&Controls { feed_mm_s: 20.0, ..Controls::default() }, 15.0);
    assert!(hands.happened(&EventKind::TargetReached));
    assert!((points(&hands.session) - 100.0).abs() < 0.1, "{} points", points(&hands.session));
    for kind in [Kind::Expert, Kind::Novice] {
        let (mut session, mut pilot) = (Session::new(case.clone()), Pilot::new(kind, &case, 1));
        while !session.ended() {
            session.step(&pilot.drive(&session.view()).expect("the pilot gave up"));
        }
        assert!(session.truth().crossed, "{kind:?}");
        assert!((points(&session) - 100.0).abs() < 0.1, "{kind:?}: {}", points(&session));
    }
}

/// Presses the stiff wire on the stump with support close behind, spinning, for a minute at most
/// or until its tip is `deep` mm past the floor.
fn force(case: &Arc<Case>, deep: f64) -> Hands {
    let from = case.lesion_s[0].0;
    let mut hands = Hands::new(case);
    hands.step(&Controls { exchange: Some(STIFF), ..Controls::default() });
    hands.feed_to(from - 12.0, 20.0);
    let (mut back, mut turn) = (false, 4.0);
    for _ in 0..60 * TICKS_PER_SECOND {
        if hands.slack() > 15.0 {
            (back, turn) = (true, -turn);
        }
        back &= hands.tip_s() > from - 4.0;
        hands.step(&Controls {
            feed_mm_s: if back { -12.0 } else { 4.0 },
            spin_rad_s: turn,
            support_mm_s: hands.support_at(5.0),
            torque_device: true,
            exchange: None,
            ..Controls::default()
        });
        if hands.session.tip_in_lesion().is_some_and(|(s, _)| s > from + deep) {
            break;
        }
    }
    hands
}

#[test]
fn a_lesion_without_a_wisp_lets_only_a_forced_tip_in_and_its_scar_counts_as_the_way() {
    let case = case_with(&[WHOLE], false).unwrap();
    // As long as the same hand needs for the mouth of a wisp, twice over.
    let pilot_seconds = 40.0;
    let searched =
        Hands::after_expert(&case, QUICK, |session| session.manipulation_s() > pilot_seconds);
    assert_eq!(searched.session.tip_in_lesion(), None, "a gentle search came in");
    let with_wisp = Hands::after_expert(&shipped_case(), QUICK, |session| {
        session.manipulation_s() > pilot_seconds
    });
    assert!(with_wisp.is_in_wisp(5.0), "the same search finds no mouth where there is one");

    let forced = force(&case, 0.3);
    assert!(forced.happened(&EventKind::EnteredScar), "the stiff wire did not come in");
    assert!(!forced.happened(&EventKind::EnteredWisp));
    assert_eq!(forced.session.tip_in_lesion().map(|(_, zone)| zone), Some(Zone::TrueLumen));
    assert!(forced.session.truth().true_lumen_share > 0.0);
}

#[test]
fn a_wire_gone_mad_between_two_lesions_stays_whole() {
    let case = two_lesions();
    let mut hands = Hands::after_expert(&case, QUICK, is_in_second);
    let mut random = stream(11, "a hand gone mad");
    let mut controls = Controls::default();
    // As if the whole of the stiff wire were curled as tightly as the vein is wide.
    let shaft = case.wires[usize::from(STIFF)].flexural_rigidity.last().unwrap().n_mm2;
    let curl = 0.5 * shaft / case.route.at(0.0).radius.powi(2);
    let mut places = [false; 4];
    for tick in 0..20 * TICKS_PER_SECOND {
        if tick.is_multiple_of(TICKS_PER_SECOND / 3) {
            controls = Controls {
                feed_mm_s: random.random_range(-60.0..60.0),
                spin_rad_s: random.random_range(-30.0..30.0),
                support_mm_s: random.random_range(-20.0..20.0),
                torque_device: random.random_bool(0.5),
                exchange: tick
                    .is_multiple_of(3 * TICKS_PER_SECOND)
                    .then(|| random.random_range(0..3)),
                ..Controls::default()
            };
        }
        hands.step(&controls);
        controls.exchange = None;
        let rod = hands.session.rod();
        assert!(rod.positions().iter().all(|x| x.is_finite()), "tick {tick}");
        let energy = rod.elastic_energy() + rod.kinetic_energy();
        let bound = curl * hands.view().wire_inserted_mm.max(1.0);
        assert!(energy < bound, "tick {tick}: {energy:.0} N·mm held, at most {bound:.0}");
        let place = match (hands.session.tip_in_lesion(), hands.session.whereabouts()) {
            (Some((s, _)), _) => lesion_at(&case, s),
            (None, Whereabouts::Before) => 2,
            (None, _) => 3,
        };
        places[place] = true;
    }
    assert_eq!(places[..3], [true; 3], "the tip was in both lesions and in patent vein");
}

#[test]
fn an_exchange_begins_before_the_lesion_in_front_of_the_catheter_however_far_that_was_drawn_back() {
    let case = two_lesions();
    for (support, ahead) in [(40.0, 0), (case.lesion_s[0].1 + 8.0, 1)] {
        let mut hands = Hands::after_expert(&case, QUICK, is_in_second);
        let left = support - hands.view().support_inserted_mm;
        let controls =
            Controls { support_mm_s: 20.0_f32.copysign(left as f32), ..Controls::default() };
        hands.hold(&controls, left.abs() / 20.0);
        hands.step(&Controls { exchange: Some(STIFF), ..Controls::default() });
        assert_eq!(hands.session.whereabouts(), Whereabouts::Before, "catheter at {support} mm");
        assert_eq!(hands.session.tip_in_lesion(), None);
        // Fed on, the wire runs to the stump in front of the catheter and is stopped there.
        let stump = case.lesion_s[ahead].0;
        hands.feed_to(stump + 6.0, 10.0);
        let tip = hands.tip_s();
        assert!((stump - 3.0..stump + 3.0).contains(&tip), "tip at {tip}, stump at {stump}");
    }
}

#[test]
fn a_record_of_two_lesions_replays_to_the_same_bits_and_score() {
    let case = two_lesions();
    let mut out = Vec::new();
    let mut recorder = Recorder::begin(&mut out, &case, "expert", QUICK).unwrap();
    let (mut session, mut pilot) = (Session::new(case.clone()), expert(&case));
    while !is_in_second(&session) {
        let controls = pilot.drive(&session.view()).unwrap();
        session.step(&controls);
        recorder.tick(&controls, &session).unwrap();
    }
    for exchange in [Some(STIFF), Some(0), None] {
        let mut controls =
            Controls { feed_mm_s: 6.0, spin_rad_s: 3.0, exchange, ..Controls::default() };
        for _ in 0..3 * TICKS_PER_SECOND {
            session.step(&controls);
            recorder.tick(&controls, &session).unwrap();
            controls.exchange = None;
        }
    }
    recorder.finish(&session).unwrap();
    drop(recorder);
    let record = Record::read(&String::from_utf8(out).unwrap()).unwrap();
    // Built anew: nothing may hang on the case that was played.
    let again = record.replay_in(two_lesions(), |_| {}).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(again.digest(), session.digest());
    assert_eq!(again.truth(), session.truth());
    assert_eq!(points(&again), points(&session));
    assert!(record.replay(|_| {}).is_err(), "one lesion replays like two");
}
