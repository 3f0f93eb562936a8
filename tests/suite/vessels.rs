//! Veins that open into one another: walls without a bump, places that are followed and not searched, ways
//! between any two of them.

use std::process::Command;
use std::sync::Arc;
use wispwire::sim::anatomy::{Centreline, Spot, Vessels};
use wispwire::sim::math::Vec3;
use wispwire::sim::scenario::{SHIPPED, Scenario, place_named, place_names};
use wispwire::sim::session::{Case, Controls, Session};
use wispwire::sim::text::Source;
use wispwire::sim::units::TURN;

/// A straight road of `length` mm with branches at `places` (mm) on alternate sides, 30 mm long.
fn comb(length: f64, places: &[f64]) -> Vessels {
    let tube = |from: Vec3, to: Vec3, radius: f64| Centreline::through(&[from, to], &[radius; 2]);
    let road = tube(Vec3::ZERO, Vec3::Z * length, 6.0);
    let branch = |(i, s): (usize, &f64)| {
        let side = if i.is_multiple_of(2) { 1.0 } else { -1.0 };
        let end = Vec3::new(side * 26.0, 0.0, s - 15.0);
        tube(end, Vec3::Z * *s, 4.0)
    };
    let branches = places.iter().enumerate().map(branch);
    Vessels::new(std::iter::once(road).chain(branches).collect(), &[])
}

/// The wall around a confluence has no corner: its normal is the derivative of its depth everywhere, and
/// turns by little from one twentieth of a millimetre to the next.
#[test]
fn the_wall_of_a_confluence_has_no_edge() {
    const STEP: f64 = 0.05;
    let vessels = comb(120.0, &[60.0]);
    for height in [-2.0, 0.0, 2.0] {
        // Along the road's wall past the mouth, where a tube without a branch would go on straight.
        let mut spot = Spot { channel: 0, s: 20.0 };
        let mut before: Option<Vec3> = None;
        for i in 0..1600 {
            let x = Vec3::new(6.0, height, 20.0 + f64::from(i) * STEP);
            spot = vessels.follow(spot, x);
            let slope = |axis: Vec3| {
                let ahead = vessels.depth(spot, x + axis * 1e-4);
                (ahead - vessels.depth(spot, x - axis * 1e-4)) / 2e-4
            };
            let normal = Vec3::new(slope(Vec3::X), slope(Vec3::Y), slope(Vec3::Z));
            // On a tube's axis it turns round, but there is no wall near.
            let at_wall = vessels.depth(spot, x) > -1.5;
            if let Some(before) = before.filter(|_| at_wall) {
                let turned = (normal - before).length();
                assert!(turned < 0.05, "the wall's normal jumps by {turned} at {x}");
            }
            before = Some(normal);
        }
    }
}

/// What is near a place is listed once; what lies elsewhere changes nothing there.
#[test]
fn a_thousand_branches_cost_a_place_no_more_than_ten() {
    let places = |count: usize| (0..count).map(|i| 40.0 + 20.0 * i as f64).collect::<Vec<_>>();
    let few = comb(20_100.0, &places(10));
    let many = comb(20_100.0, &places(1000));
    assert_eq!((few.count(), many.count()), (11, 1001));
    let beside = |vessels: &Vessels, s: f64| vessels.beside(Spot { channel: 0, s });
    for s in (0..200).map(f64::from) {
        assert_eq!(beside(&few, s), beside(&many, s), "at {s} mm");
    }
    let most = (0..20_000).map(|s| beside(&many, f64::from(s))).max();
    assert!(most <= Some(2), "{most:?} channels near one place");
}

#[test]
fn a_place_is_followed_into_a_branch_and_back() {
    let vessels = comb(120.0, &[60.0]);
    let branch = vessels.curve(1).clone();
    let mut spot = Spot { channel: 0, s: 80.0 };
    let way: Vec<Vec3> = (0..=40)
        .map(|i| Vec3::Z * (80.0 - 0.5 * f64::from(i)))
        .chain((0..=50).map(|i| branch.at(branch.length() - 0.5 * f64::from(i)).centre))
        .collect();
    for &x in &way {
        spot = vessels.follow(spot, x);
        assert!(vessels.depth(spot, x) < 0.0, "outside at {x}: {spot:?}");
    }
    assert_eq!(spot.channel, 1, "{spot:?}");
    for &x in way.iter().rev() {
        spot = vessels.follow(spot, x);
    }
    assert_eq!(spot.channel, 0, "{spot:?}");
    assert!((spot.s - 80.0).abs() < 0.1, "{spot:?}");
}

/// A road that turns back beside itself: up the one limb, round, and down the other, which part slowly.
fn hairpin() -> (Vessels, [Vec3; 2]) {
    let top = Vec3::Z * 100.0;
    let foot = |side: f64| Vec3::new(side * 14.0, 0.0, 40.0);
    let points = [foot(-1.0), top, foot(1.0)];
    let dense: Vec<_> = points
        .windows(2)
        .flat_map(|pair| (0..60).map(|i| pair[0].lerp(pair[1], f64::from(i) / 60.0)))
        .chain([foot(1.0)])
        .collect();
    (Vessels::new(vec![Centreline::along(&dense, 4.0)], &[]), [foot(-1.0), foot(1.0)])
}

/// What turns round below the road's own turn, in the lumen that both limbs share, and goes down the second
/// is in the second: between the limbs is a septum that holds it.
#[test]
fn a_place_changes_from_one_limb_of_a_road_to_the_other_where_they_are_one_lumen() {
    let (vessels, feet) = hairpin();
    let top = Vec3::Z * 100.0;
    let on = |foot: Vec3, share: f64| top.lerp(foot, share);
    let across = |share: f64, over: f64| on(feet[0], share).lerp(on(feet[1], share), over);
    // Up the first limb, across at a sixth of the way down, and down the second.
    let up = (0..=40).map(|i| on(feet[0], 0.8 - f64::from(i) * 0.016));
    let over = (0..=20).map(|i| across(0.16, f64::from(i) / 20.0));
    let down = (0..=40).map(|i| on(feet[1], 0.16 + f64::from(i) * 0.016));
    let mut spot = vessels.search(on(feet[0], 0.8));
    let half = vessels.curve(0).length() / 2.0;
    assert!(spot.s < half, "{spot:?}");
    for x in up.chain(over).chain(down) {
        spot = vessels.follow(spot, x);
        assert!(vessels.depth(spot, x) < 0.0, "outside at {x}: {spot:?}");
    }
    assert!(spot.s > half, "on the limb that it came up by: {spot:?}");
    // Pressed against the septum, it stays where it is.
    let pressed = on(feet[1], 0.8) - Vec3::X * 5.0;
    let after = vessels.follow(spot, pressed);
    assert!(after.s > half && vessels.depth(after, pressed) > 0.5, "{after:?}");
}

fn system() -> (Scenario, wispwire::sim::scenario::Parts, Source) {
    let (name, text) = SHIPPED.iter().find(|(name, _)| name.contains("whole-system")).unwrap();
    read(Source::new(*name, *text))
}

fn read(source: Source) -> (Scenario, wispwire::sim::scenario::Parts, Source) {
    let (scenario, parts) =
        Scenario::parse(&source).unwrap_or_else(|problems| panic!("{problems}")).value;
    (scenario, parts, source)
}

pub fn case_between(from: &str, to: &str) -> Arc<Case> {
    case_in(None, from, to)
}

/// The way in the shipped adult, or in that adult varied by `patient`.
pub fn case_in(patient: Option<u64>, from: &str, to: &str) -> Arc<Case> {
    let (mut scenario, _, source) = system();
    scenario.patient.seed = patient;
    let (scenario, parts, source) = read(scenario.moved(&source, None, None));
    let place = |name| place_named(&parts.branches, name);
    let moved = scenario.moved(&source, place(from), place(to));
    Arc::new(Case::read(&moved).unwrap_or_else(|error| panic!("{from} to {to}: {error}")))
}

/// From each access there is a course to every vein, without a kink but where two veins meet at an acute
/// angle.
#[test]
fn there_is_a_way_from_every_access_to_every_vein() {
    let (_, parts, _) = system();
    let names = place_names(&parts.branches);
    let sites = &names[..5];
    for site in sites {
        let access = place_named(&parts.branches, site).unwrap();
        for vein in &names[5..] {
            if *vein == access.branch {
                continue;
            }
            let case = case_between(site, vein);
            let target = place_named(&parts.branches, vein).unwrap();
            let branch = &case.branches.iter().find(|(name, _)| name == vein).unwrap().1;
            let off = case.route.at(case.target_s).centre.distance(branch.at(target.at_mm).centre);
            assert!(off < 6.0, "{site} to {vein}: the course ends {off:.1} mm from its middle");
        }
    }
}

/// A wire that is fed at a steady pace past every confluence on its way, and drawn back: the force at the
/// hand changes from tick to tick by no more than where nothing opens.
#[test]
fn a_wire_slides_through_confluences_without_a_bump_either_way() {
    for (from, to, fed) in [("left-groin", "ivc", 260.0), ("right-jugular", "ivc", 330.0)] {
        let case = case_between(from, to);
        let mut session = Session::new(case.clone());
        let (mut last, mut bump, mut steady, mut place) = (None, 0.0_f64, 0.0_f64, 0.0);
        for forward in [true, false] {
            let speed = if forward { 20.0 } else { -20.0 };
            while (session.view().wire_inserted_mm < fed) == forward || !forward {
                if !forward && session.view().wire_inserted_mm < 30.0 {
                    break;
                }
                session.step(&Controls { feed_mm_s: speed, ..Controls::default() });
                let force = session.view().hub_force_n;
                let change = last.map_or(0.0, |last: f64| (force - last).abs());
                last = Some(force);
                if !session.solution().converged {
                    continue;
                }
                let tip = case.route.nearest_of_all(session.view().wire[0]).s;
                let near = |fork: &(f64, f64)| tip > fork.0 - 5.0 && tip < fork.1 + 5.0;
                if case.vessels.forks().iter().any(near) {
                    if change > bump {
                        (bump, place) = (change, tip);
                    }
                } else {
                    steady = steady.max(change);
                }
            }
            // The hand turns round.
            last = None;
        }
        println!(
            "{from}: {:.2} mN at forks (at {place:.0} mm), {:.2} mN elsewhere",
            bump * 1e3,
            steady * 1e3
        );
        assert!(
            bump < steady.max(0.02),
            "{from}: a bump of {bump} N at {place} mm, {steady} N elsewhere"
        );
    }
}

/// What is wrong with the patent case once `branch` is added to its patient.
fn told_with(branch: &str) -> String {
    let (_, _, source) = system();
    let like = "patient: (like: Some(\"adult-system\"),";
    assert_eq!(source.text.matches(like).count(), 1);
    let with = format!("{like} branches: [{branch}],");
    let text = source.text.replace(like, &with);
    Scenario::parse(&Source::new("case.ron", text)).map(|_| ()).unwrap_err().to_string()
}

#[test]
fn a_collateral_that_comes_from_nothing_or_begins_elsewhere_is_told_with_what_to_do() {
    let branch = |from: &str| {
        format!(
            "(name: \"x\", from: Some(\"{from}\"), into: Some(\"ivc\"), points: [(at_mm: (60, -10, \
             -370), diameter_mm: 4), (at_mm: (-19, -18, 80), diameter_mm: 4)])"
        )
    };
    let unknown = told_with(&branch("left-femorl"));
    for part in
        ["patient.branches[0].from", "`x` comes from nothing", "Did you mean `left-femoral`?"]
    {
        assert!(unknown.contains(part), "no {part:?} in {unknown}");
    }
    let elsewhere = told_with(&branch("right-profunda"));
    for part in
        ["patient.branches[0].points[0].at_mm", "from `right-profunda`", "Move its first point"]
    {
        assert!(elsewhere.contains(part), "no {part:?} in {elsewhere}");
    }
}

#[test]
fn a_case_is_played_from_another_access_to_another_vein_and_unknown_ones_are_told() {
    let run = |to: &str| {
        let options = ["run", "whole-system", "--from", "left-groin", "--json", "--to", to];
        Command::new(env!("CARGO_BIN_EXE_wispwire")).args(options).output().unwrap()
    };
    let crossed = run("left-external-iliac");
    let figures = String::from_utf8(crossed.stdout).unwrap();
    let figures: serde_json::Value = serde_json::from_str(&figures).unwrap();
    assert_eq!(figures["crossed"], true);
    let unknown = run("left-poplitea");
    assert_eq!(unknown.status.code(), Some(2));
    let told = String::from_utf8(unknown.stderr).unwrap();
    for part in ["--to", "`left-poplitea`", "left-groin", "Did you mean `left-popliteal`?"] {
        assert!(told.contains(part), "no {part:?} in {told}");
    }
}

/// A straight vein of 7 mm with a valve in its middle, entered at its lower end or at its upper.
fn valved(with_the_flow: bool, valve: &str) -> Arc<Case> {
    let (access, target) = if with_the_flow { (20, 280) } else { (5, 20) };
    let (enter, aim) = if with_the_flow { ("a", "a") } else { ("b", "a") };
    // Against the flow one comes from another vein that drains into the same.
    let text = format!(
        "(version: 0, title: \"t\", patient: (branches: [\
         (name: \"a\", into: Some(\"c\"), points: [(at_mm: (0, 0, 0), diameter_mm: 7), (at_mm: (0, 0, 300), \
         diameter_mm: 7)]{valve}), \
         (name: \"b\", into: Some(\"c\"), points: [(at_mm: (0, 0, 600), diameter_mm: 7), (at_mm: (0, 0, 300), \
         diameter_mm: 7)]), \
         (name: \"c\", into: None, points: [(at_mm: (0, 0, 300), diameter_mm: 7), (at_mm: (60, 0, 300), \
         diameter_mm: 7)])]), access: (branch: \"{enter}\", at_mm: {access}), \
         target: (branch: \"{aim}\", at_mm: {target}))"
    );
    let case = Case::read(&Source::new("valved.ron", text));
    Arc::new(case.unwrap_or_else(|error| panic!("{error}")))
}

const VALVE: &str = ", valves: [(at_mm: 150)]";

/// A wire of the shelf, rolled by `eighths` of a turn, fed past the valve at 150 mm: largest force at the
/// hand, N, and where the tip is then, mm above the vein's beginning.
fn fed_past(case: &Arc<Case>, wire: u8, eighths: u8, with_the_flow: bool) -> (f64, f64) {
    let mut session = Session::new(case.clone());
    if wire > 0 {
        session.step(&Controls { exchange: Some(wire), ..Controls::default() });
    }
    for _ in 0..60 {
        let spin_rad_s = (f64::from(eighths) * TURN / 4.0) as f32;
        session.step(&Controls { spin_rad_s, ..Controls::default() });
    }
    let mut peak = 0.0_f64;
    while session.view().wire_inserted_mm < if with_the_flow { 160.0 } else { 470.0 } {
        session.step(&Controls { feed_mm_s: 20.0, ..Controls::default() });
        peak = peak.max(session.view().hub_force_n);
    }
    (peak, session.view().wire[0].z)
}

#[test]
fn along_the_flow_a_valve_is_not_felt() {
    let (plain, valved) = (valved(true, ""), valved(true, VALVE));
    for eighths in [0, 2, 5] {
        let passed = fed_past(&valved, 0, eighths, true);
        assert!(passed.0 < 0.05 && passed.1 > 170.0, "{passed:?}");
        assert_eq!(passed, fed_past(&plain, 0, eighths, true));
    }
}

/// An angled tip lies on the wall. Towards front or back it runs into a pocket and the wire buckles behind
/// it; turned to the slit's end it passes, as a tapered one does that lies nearer to the middle.
#[test]
fn against_the_flow_a_tip_on_the_wall_is_caught_and_passes_once_it_is_turned() {
    let (plain, valved) = (valved(false, ""), valved(false, VALVE));
    let free = fed_past(&plain, 0, 0, false).0;
    for (wire, eighths, passes) in [
        (0, 0, false),
        (0, 4, false),
        (1, 0, false),
        (0, 2, true),
        (0, 6, true),
        (1, 2, true),
        (2, 1, true),
    ] {
        let (peak, tip) = fed_past(&valved, wire, eighths, false);
        println!("wire {wire}, {eighths} eighths: {:.0} mN, tip at {tip:.1} mm", peak * 1e3);
        if passes {
            assert!(
                tip < 140.0 && peak < 1.5 * free,
                "wire {wire} at {eighths}: {peak} N, {tip} mm"
            );
        } else {
            assert!(
                (150.0..160.0).contains(&tip),
                "wire {wire} at {eighths}: the tip is at {tip} mm"
            );
            assert!((0.05..0.5).contains(&peak), "wire {wire} at {eighths}: {peak} N");
        }
    }
}

#[test]
fn a_valve_beyond_the_end_of_its_vein_is_told() {
    let told = told_with(
        "(name: \"x\", into: Some(\"ivc\"), points: [(at_mm: (-19, 22, 80), diameter_mm: 4), (at_mm: (-19, \
         -18, 80), diameter_mm: 4)], valves: [(at_mm: 10), (at_mm: 70)])",
    );
    for part in ["patient.branches[0].valves[1].at_mm", "beyond the end of `x`", "from 0 to 40 mm"]
    {
        assert!(told.contains(part), "no {part:?} in {told}");
    }
}
