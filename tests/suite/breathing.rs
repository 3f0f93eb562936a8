//! Breath and heartbeat move the veins of the trunk by what is published, and the wire with them; nothing
//! is flung, and a case without them is played as if they did not exist.

use std::sync::Arc;
use wispwire::sim::anatomy::{Spot, Squeeze, Stance};
use wispwire::sim::math::Vec3;
use wispwire::sim::pilot::{Kind, Pilot};
use wispwire::sim::scenario::{SHIPPED, Scenario, place_named};
use wispwire::sim::session::{Case, Controls, Session};
use wispwire::sim::text::Source;
use wispwire::sim::units::{TICK, TICKS_PER_SECOND};

const QUIET: &str = "breathing: Some(()), heart: Some(())";

/// The patent case from `from` to `to`, its patient with `fields` besides.
fn case_of(from: &str, to: &str, fields: &str) -> Arc<Case> {
    let (name, text) = SHIPPED.iter().find(|(name, _)| name.contains("whole-system")).unwrap();
    let start = text.find("like: Some(\"adult-system\")").unwrap();
    let end = start + text[start..].find("),\n").unwrap();
    let text = format!("{}like: Some(\"adult-system\"), {fields}{}", &text[..start], &text[end..]);
    let source = Source::new(*name, text);
    let (scenario, parts) =
        Scenario::parse(&source).unwrap_or_else(|problems| panic!("{problems}")).value;
    let place = |name| place_named(&parts.branches, name);
    let moved = scenario.moved(&source, place(from), place(to));
    Arc::new(Case::read(&moved).unwrap_or_else(|error| panic!("{from} to {to}: {error}")))
}

/// A wire fed from the neck for `seconds`, with a catheter after it and some turning.
fn played(fields: &str, seconds: u32) -> Session {
    let mut session = Session::new(case_of("right-jugular", "left-popliteal", fields));
    for tick in 0..seconds * TICKS_PER_SECOND {
        let turn = if tick / 60 % 2 == 0 { 2.0 } else { -1.0 };
        session.step(&Controls {
            feed_mm_s: 40.0,
            spin_rad_s: turn,
            support_mm_s: 20.0,
            ..Controls::default()
        });
    }
    session
}

#[test]
fn a_breath_that_moves_nothing_is_none_and_one_that_does_repeats_to_the_bit() {
    let none = played("", 10).digest();
    let still = "breathing: (diaphragm_mm: 0, collapse_percent: 0), heart: (atrium_percent: 0)";
    assert_eq!(played(still, 10).digest(), none);
    let breathing = played(QUIET, 10).digest();
    assert_eq!(played(QUIET, 10).digest(), breathing);
    assert_ne!(breathing, none);
}

/// Deepest that a point stands beyond the wall as `stance` leaves it, mm, for `x` now.
fn depth(case: &Case, stance: &Stance, x: Vec3) -> f64 {
    let drop = case.rhythm.drop(stance, x.z);
    let rested = x + Vec3::Z * drop;
    let squeeze: Squeeze = case.rhythm.squeeze(stance, rested.z);
    let spot: Spot = case.vessels.search(rested);
    case.vessels.depth_under(&squeeze, spot, rested)
}

/// Front-to-back diameter of the cava at `z` mm, found from where its wall is, mm.
fn front_to_back(case: &Case, stance: &Stance, z: f64) -> f64 {
    let branch = case.branches.iter().find(|(name, _)| name == "ivc").unwrap();
    let middle = branch.1.nearest_of_all(Vec3::new(-22.0, -5.0, z)).centre;
    let wall = |side: f64| {
        let (mut inside, mut outside) = (0.0, 25.0);
        for _ in 0..40 {
            let half = 0.5 * (inside + outside);
            let within = depth(case, stance, Vec3::new(middle.x, middle.y + side * half, z)) < 0.0;
            if within { inside = half } else { outside = half }
        }
        inside
    };
    wall(1.0) + wall(-1.0)
}

/// Collapse of the cava beneath the liver veins by 35 % (Blehar et al. 2012), 14 times a minute; way of the
/// kidneys 7.4 mm (Siva et al. 2013), of the heart 2.4 to 8 mm (Shechter et al. 2004); pelvis and neck stay.
#[test]
fn the_cava_flattens_and_the_organs_descend_by_what_is_published_and_as_often() {
    let case = case_of("right-jugular", "left-popliteal", QUIET);
    let stance = |second: f64| case.rhythm.at(second);
    let breath = 60.0 / 14.0;
    let (rest, full) = (stance(0.0), stance(0.5 * breath));
    let lost = 1.0 - front_to_back(&case, &full, 170.0) / front_to_back(&case, &rest, 170.0);
    assert!((lost - 0.35).abs() < 0.02, "the cava loses {lost} of its diameter");
    let back = front_to_back(&case, &stance(breath), 170.0) - front_to_back(&case, &rest, 170.0);
    assert!(back.abs() < 1e-6, "after a breath it differs by {back} mm");
    let deepest =
        |tick: u32| depth(&case, &stance(f64::from(tick) * TICK), Vec3::new(-25.5, 10.5, 190.0));
    let outside: Vec<bool> = (0..60 * TICKS_PER_SECOND).map(|tick| deepest(tick) > 0.0).collect();
    let times = outside.windows(2).filter(|pair| !pair[0] && pair[1]).count();
    assert_eq!(times, 14, "times a minute that the wall passes a fixed point");
    let drop = |z: f64| case.rhythm.drop(&full, z);
    assert!((drop(235.0) - 13.0).abs() < 0.1, "diaphragm: {}", drop(235.0));
    assert!((drop(125.0) - 7.4).abs() < 0.5, "kidneys: {}", drop(125.0));
    assert!((2.4..8.0).contains(&drop(290.0)), "heart: {}", drop(290.0));
    for z in (-500..45).chain(400..500).map(f64::from) {
        assert_eq!((drop(z), case.rhythm.squeeze(&full, z)), (0.0, Squeeze::default()), "at {z}");
    }
}

/// What lies below the confluence is played as if nobody breathed, lesion and all.
#[test]
fn a_breath_does_not_reach_the_lesion() {
    let (name, text) = SHIPPED[0];
    let minute = |fields: &str| {
        let with = format!("(patient: ({fields}),");
        let case = Case::read(&Source::new(name, text.replacen('(', &with, 1)));
        let case = Arc::new(case.unwrap_or_else(|error| panic!("{error}")));
        let (mut session, mut pilot) =
            (Session::new(case.clone()), Pilot::new(Kind::Expert, &case, 1));
        for _ in 0..30 * TICKS_PER_SECOND {
            session.step(&pilot.drive(&session.view()).unwrap());
        }
        assert!(session.tip_in_lesion().is_some(), "the tip has not come to the lesion");
        session.digest()
    };
    assert_eq!(minute(QUIET), minute(""));
}

/// A wire that lies from the neck to the confluence goes along with its bed. The hand feels no more than
/// what friction against a bed that slides by can carry, hundredths of a newton.
#[test]
fn a_wire_in_the_cava_goes_with_the_breath_and_is_not_flung() {
    let case = case_of("right-jugular", "left-popliteal", QUIET);
    let mut session = Session::new(case.clone());
    while session.view().wire_inserted_mm < 450.0 {
        session.step(&Controls { feed_mm_s: 40.0, ..Controls::default() });
    }
    let (mut forces, mut swing) =
        ((f64::INFINITY, -f64::INFINITY), (Vec3::INFINITY, -Vec3::INFINITY));
    let mut last = session.rod().positions().to_vec();
    for tick in 0..13 * TICKS_PER_SECOND {
        session.step(&Controls::default());
        let force = session.view().hub_force_n;
        forces = (forces.0.min(force), forces.1.max(force));
        let x = session.rod().positions();
        let pace = x.iter().zip(&last).map(|(a, b)| a.distance(*b) / TICK).fold(0.0, f64::max);
        assert!(pace < 100.0, "{pace} mm/s at tick {tick}");
        last = x.to_vec();
        let near = |x: &&Vec3| (x.z - 190.0).abs();
        let liver = *x.iter().min_by(|a, b| near(a).total_cmp(&near(b))).unwrap();
        swing = (swing.0.min(liver), swing.1.max(liver));
        if tick % 12 == 0 {
            let stance = case.rhythm.at(session.ticks() as f64 * TICK);
            for &x in x.iter().filter(|x| x.z < 425.0) {
                let deep = depth(&case, &stance, x);
                assert!(deep < 0.3, "{deep} mm beyond the wall at {x}, tick {tick}");
            }
        }
    }
    let swung = (swing.1 - swing.0).length();
    let ripple = forces.1 - forces.0;
    println!("ripple {:.1} mN, swing {swung:.1} mm", ripple * 1e3);
    assert!(ripple < 0.05, "the hand feels {forces:?} N");
    assert!((2.0..8.0).contains(&swung), "the wire behind the liver swings by {swung} mm");
}

#[test]
fn a_breath_or_a_beat_that_nobody_has_is_refused_with_what_is_allowed() {
    for (fields, place, allowed) in [
        ("breathing: Some((rate_per_min: 1))", "patient.breathing.rate_per_min", "from 4 to 40"),
        (
            "breathing: Some((diaphragm_mm: -3))",
            "patient.breathing.diaphragm_mm",
            "from 0 to 40 mm",
        ),
        (
            "breathing: Some((collapse_percent: 90))",
            "patient.breathing.collapse_percent",
            "from 0 to 60",
        ),
        ("heart: Some((rate_per_min: 400))", "patient.heart.rate_per_min", "from 30 to 200"),
        ("heart: Some((atrium_percent: 50))", "patient.heart.atrium_percent", "from 0 to 30"),
        ("heart: Some((rate: 70))", "patient.heart", "rate_per_min"),
    ] {
        let (name, text) = SHIPPED[0];
        let text = text.replacen('(', &format!("(patient: ({fields}),"), 1);
        let told = Scenario::parse(&Source::new(name, text)).map(|_| ()).unwrap_err().to_string();
        for part in [place, allowed] {
            assert!(told.contains(part), "no {part:?} in {told}");
        }
    }
}
