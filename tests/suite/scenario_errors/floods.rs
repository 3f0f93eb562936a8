//! A flood of entries is answered shortly, with what is too many rather than with each of them.

use super::table::Base;

#[test]
fn floods_of_branches_points_webs_and_wires_are_answered_shortly() {
    let point = "(at_mm: (65, -66, -78), diameter_mm: -11),";
    let branch = "(name: \"a\", into: Some(\"b\"), points: []),";
    let web = "(place: (branch: \"x\", at_mm: -1), reach_mm: 0, width_mm: 0),";
    for (place, piece) in [
        ("points: [\n                (at_mm: (69, -56, -170)", point),
        ("branches: [", branch),
        ("webs: [", web),
        ("wires: [", "\"q\","),
    ] {
        let (head, tail) = place.split_once('[').unwrap();
        let flood = format!("{head}[{}{tail}", piece.repeat(20_000));
        assert_eq!(Base::Scenario.text().matches(place).count(), 1, "{place:?}");
        let (accepted, told) = Base::Scenario.read(&Base::Scenario.text().replace(place, &flood));
        assert!(!accepted && told.len() <= 101, "{} problems told", told.len());
    }
}

#[test]
fn deep_brackets_and_endless_comments_are_one_problem() {
    for text in ["(".repeat(100_000), "[".repeat(100_000), "/*".repeat(100_000), " ".repeat(9)] {
        let (accepted, told) = Base::Scenario.read(&text);
        assert!(!accepted && told.len() == 1, "{} problems told", told.len());
    }
}
