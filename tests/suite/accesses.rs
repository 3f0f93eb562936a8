//! Wires from more than one access of a case: the same lesion from both ends.

use crate::hands::{Hands, case_of};
use wispwire::sim::math::Vec3;
use wispwire::sim::pilot::{Kind, Pilot};
use wispwire::sim::session::{Controls, EventKind, Outcome, Record, Recorder, Session};
use wispwire::sim::units::TICKS_PER_SECOND;

/// An occlusion of the left common iliac vein, which a wire from the left femoral vein meets from below
/// and one from the inferior vena cava from above.
const FROM_BOTH_ENDS: &str = "(version: 0, title: \"From both ends\", lesions: [(
    from: (branch: \"left-external-iliac\", at_mm: 50), to: (branch: \"left-common-iliac\", at_mm: 20),
    stump: (mouth_offset_mm: 0, mouth_radius_mm: 0.8), wisp: (meander_mm: 0.4, wavelength_mm: 30, seed: 3))],
    access: (branch: \"left-femoral\", at_mm: 5), other_accesses: [(branch: \"ivc\", at_mm: 120)],
    devices: (wires: [\"angled-regular\", \"angled-stiff\", \"long-taper\"], support: \"support-4f\"),
    target: (branch: \"ivc\", at_mm: 40))";

/// The same veins with nothing in them.
const OPEN: &str = "(version: 0, title: \"Open\",
    access: (branch: \"left-femoral\", at_mm: 5), other_accesses: [(branch: \"left-external-iliac\", at_mm: 20)],
    target: (branch: \"ivc\", at_mm: 180))";

fn go_to(access: u8) -> Controls {
    Controls { go_to: Some(access), ..Controls::default() }
}

fn fed(mm_s: f32) -> Controls {
    Controls { feed_mm_s: mm_s, torque_device: true, ..Controls::default() }
}

/// Lets an expert at `access` drive until `enough`; every tick goes through `tick`.
fn drive(
    session: &mut Session,
    (access, seed): (usize, u64),
    mut tick: impl FnMut(&mut Session, &Controls),
    enough: impl Fn(&Session) -> bool,
) {
    let case = session.case().clone();
    let mut pilot = Pilot::new(Kind::Expert, case.from_access(access), seed);
    tick(session, &go_to(access as u8));
    while !enough(session) && !session.ended() {
        let controls = pilot.drive(&session.view()).expect("the expert gave up");
        tick(session, &controls);
    }
}

/// How far the tip at hand is in a lesion on its own road, mm.
fn depth(session: &Session) -> f64 {
    let from = session.case().from_access(session.view().at_hand).lesion_s[0].0;
    session.tip_in_lesion().map_or(0.0, |(s, _)| s - from)
}

#[test]
fn wires_from_both_ends_meet_in_the_lesion_and_the_record_replays() {
    let case = case_of(FROM_BOTH_ENDS);
    let mut out = Vec::new();
    let mut recorder = Recorder::begin(&mut out, &case, "expert", 1).unwrap();
    let mut session = Session::new(case.clone());
    let mut told = Vec::new();
    let mut tick = |session: &mut Session, controls: &Controls| {
        told.extend(session.step(controls).into_iter().map(|event| event.kind));
        recorder.tick(controls, session).unwrap();
    };
    drive(&mut session, (0, 1), &mut tick, |session| depth(session) > 12.0);
    let from_below = session.truth().traversed_share() * case.lesion_length();
    drive(&mut session, (1, 1), &mut tick, |session| depth(session) > 5.0);
    let both = session.truth().traversed_share() * case.lesion_length();
    assert!(both > from_below + 4.0 && both < from_below + 8.0, "{from_below}, {both} mm");
    drive(&mut session, (1, 1), &mut tick, |_| false);
    recorder.finish(&session).unwrap();
    drop(recorder);
    assert_eq!(session.view().outcome, Some(Outcome::Crossed));
    assert_eq!(told.last(), Some(&EventKind::WiresMet), "{told:?}");
    let truth = session.truth();
    assert!((truth.traversed_share() - 1.0).abs() < 1e-6, "{}", truth.traversed_share());
    assert!(truth.zones.iter().all(Option::is_some) && truth.crossed);

    let text = String::from_utf8(out).unwrap();
    let replayed = Record::read(&text).unwrap().replay(|_| {}).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(replayed.digest(), session.digest());
}

#[test]
fn an_attempt_may_begin_at_any_access_and_a_later_sheath_costs_time_once() {
    let case = case_of(FROM_BOTH_ENDS);
    let first = case.route.at(0.0).centre;
    let second = case.others[0].route.at(0.0).centre;
    assert_eq!(case.access_names(), ["left femoral, 5 mm", "ivc, 120 mm"]);

    let mut hands = Hands::new(&case);
    hands.step(&Controls { go_to: Some(1), ..fed(10.0) });
    hands.hold(&fed(10.0), 1.0);
    let view = hands.view();
    assert!(view.at_hand == 1 && view.elsewhere.is_empty(), "{:?}", view.elsewhere);
    assert!(view.wire[0].distance(second) < 40.0 && hands.told.is_empty(), "{:?}", hands.told);
    assert!((view.procedure_s - view.manipulation_s * 4.0).abs() < 1e-9, "{}", view.procedure_s);

    for (access, minutes) in [(0, 5.0), (1, 5.0), (0, 5.0), (7, 5.0)] {
        let still = hands.view();
        hands.step(&go_to(access));
        hands.hold(&fed(10.0), 0.5);
        let view = hands.view();
        let spent = view.procedure_s - view.manipulation_s * 4.0;
        assert!((spent - minutes * 60.0).abs() < 1e-6, "{spent} s at access {access}");
        if access == 7 {
            assert_eq!(view.at_hand, 0, "there is no such access");
            continue;
        }
        assert_eq!(view.at_hand, usize::from(access));
        let other = &view.elsewhere[0];
        assert_eq!(other.wire_inserted_mm, still.wire_inserted_mm, "it was not held still");
        assert!(other.sheath[0].distance([second, first][usize::from(access)]) < 1e-9);
    }
    let names = ["left femoral, 5 mm", "ivc, 120 mm"].map(String::from);
    let [put, back] =
        [EventKind::SheathPutIn(names[0].clone()), EventKind::HandsMoved(names[1].clone())];
    assert_eq!(hands.told, [put, back, EventKind::HandsMoved(names[0].clone())]);
}

#[test]
fn a_second_wire_lies_beside_the_first_in_open_vein_and_never_in_it() {
    let case = case_of(OPEN);
    let mut hands = Hands::new(&case);
    hands.hold(&fed(40.0), 6.0);
    hands.step(&go_to(1));
    let (mut closest, mut unsettled) = (f64::INFINITY, 0);
    for k in 0..(8 * TICKS_PER_SECOND) {
        let before = hands.session.unconverged_ticks();
        hands.step(&Controls { spin_rad_s: if k % 240 < 120 { 6.0 } else { -6.0 }, ..fed(30.0) });
        if hands.session.unconverged_ticks() > before {
            unsettled += 1;
            continue;
        }
        let view = hands.view();
        let other = &view.elsewhere[0].wire;
        let apart = |x: &Vec3| {
            other.windows(2).map(|edge| distance(*x, edge)).fold(f64::INFINITY, f64::min)
        };
        closest = view.wire.iter().map(apart).fold(closest, f64::min);
    }
    println!("{closest:.3} mm at the closest, {unsettled} unsettled");
    // Two wires of 0.889 mm.
    assert!(closest > 0.7, "they stand in one another: {closest} mm");
    assert!(closest < 1.0, "they never met: {closest} mm");
    assert!(hands.view().elsewhere[0].wire_inserted_mm > 200.0);
}

/// Distance of `x` from an edge, mm.
fn distance(x: Vec3, edge: &[Vec3]) -> f64 {
    let (a, b) = (edge[0], edge[1]);
    let along = ((x - a).dot(b - a) / (b - a).length_squared()).clamp(0.0, 1.0);
    x.distance(a.lerp(b, along))
}

#[test]
fn a_wire_from_the_far_side_that_comes_through_has_crossed() {
    let case = case_of(FROM_BOTH_ENDS);
    let mut session = Session::new(case.clone());
    let mut told = Vec::new();
    let mut tick = |session: &mut Session, controls: &Controls| {
        told.extend(session.step(controls).into_iter().map(|event| event.kind));
    };
    drive(&mut session, (1, 1), &mut tick, |_| false);
    println!("{told:?} after {} s", session.manipulation_s());
    assert_eq!(told.last(), Some(&EventKind::CameThrough), "{told:?}");
    assert!(session.truth().crossed && (session.truth().traversed_share() - 1.0).abs() < 1e-6);
    assert!(session.truth().zones.iter().all(Option::is_some));
}
