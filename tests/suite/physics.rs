//! Every law of the table holds: one test a law, the same attempt that `wispwire physics` prints.

use std::fmt::Write;
use wispwire::physics::{Law, Row, TABLE};

/// What each law allows, as fixed before the code ran: a row that is loosened fails. A lower bound
/// has the tolerance 0, and its bound is the order that the page asks for.
const TOLERANCES: &[(&str, &[f64])] = &[
    ("1", &[2e-4, 0.0]),
    ("2", &[1e-3]),
    ("3", &[1e-3]),
    ("4", &[2e-3]),
    ("5", &[1e-2]),
    ("6", &[2e-2]),
    ("7", &[2e-2]),
    ("8", &[2e-2, 3e-2]),
    ("9", &[3e-2]),
    ("10", &[5e-2]),
    ("11", &[1e-2]),
    ("12", &[2e-2]),
    ("13", &[1e-3]),
    ("14", &[2e-2]),
    ("15", &[3e-2]),
    ("16", &[0.0, 0.4]),
    ("17", &[1e-2]),
    ("18", &[1e-2, 5e-2]),
    ("19", &[2e-2]),
    ("20", &[5e-2]),
    ("21", &[0.01, 1e-3]),
    ("22", &[0.0]),
    ("23", &[1e-9, 0.1, 1e-6]),
    ("24", &[0.15, 0.0, 5e-2]),
    ("26", &[0.02, 0.5, 0.0]),
    ("27", &[1e-2]),
    ("28", &[2e-2]),
    ("29", &[1e-2]),
    ("30", &[3e-2]),
];

/// Fails with every row of law `number` that does not pass, and prints all for `--nocapture`.
#[track_caller]
fn holds(number: &str) {
    let laws: Vec<&Law> = TABLE.iter().filter(|law| law.row() == number).collect();
    assert!(!laws.is_empty(), "the table has no law {number}");
    let mut failing = String::new();
    for law in laws {
        for row in law.attempted().rows {
            let text = told(&row);
            println!("{text}");
            assert!(row.id.starts_with(law.number), "{text}");
            let (_, allowed) = TOLERANCES.iter().find(|(law, _)| *law == number).unwrap();
            let tolerance = row.tolerance.unwrap();
            assert!(allowed.contains(&tolerance), "{tolerance} is not of {allowed:?}: {text}");
            if row.measure == "at least" {
                let least = if text.contains("order in dt") { 0.9 } else { 1.9 };
                assert_eq!(row.expected, Some(least), "{text}");
            }
            assert!(shown_width(&row) <= 54, "too wide for the table: {text}");
            if !row.pass && !row.pending {
                writeln!(failing, "{text}").expect("a text takes more text");
            }
        }
    }
    assert!(failing.is_empty(), "\n{failing}");
}

fn told(row: &Row) -> String {
    format!(
        "{}: {}, {}: expected {:?} {unit}, got {:?} {unit}, error {:?} of at most {:?} {}",
        row.id,
        row.law,
        row.settings,
        row.expected,
        row.got,
        row.error,
        row.tolerance,
        row.measure,
        unit = row.unit,
    )
}

/// Letters of the settings and their unit, as the table prints them.
fn shown_width(row: &Row) -> usize {
    let unit = if row.unit.is_empty() { 0 } else { 2 + row.unit.chars().count() };
    row.settings.chars().count() + unit
}

#[test]
fn a_cantilever_under_a_tip_load_bends_as_the_elastica() {
    holds("1");
}

#[test]
fn a_rod_under_constant_moment_is_a_circle() {
    holds("2");
}

#[test]
fn columns_buckle_at_eulers_loads() {
    holds("3");
}

#[test]
fn a_buckled_column_bows_out_as_the_elastica() {
    holds("4");
}

#[test]
fn columns_fall_over_at_greenhills_weight_and_twist() {
    holds("5");
}

#[test]
fn a_twisted_ring_buckles_at_michells_twist() {
    holds("6");
}

#[test]
fn a_twisted_rod_under_tension_localises_where_it_must() {
    holds("7");
}

#[test]
fn a_wire_in_a_horizontal_cylinder_buckles_as_dawson_and_paslay_say() {
    holds("8");
}

#[test]
fn a_helix_in_a_cylinder_has_lubinskis_pitch_and_wall_load() {
    holds("9");
}

#[test]
fn a_helix_with_friction_locks_up() {
    holds("10");
}

#[test]
fn a_rope_round_half_a_turn_of_a_tube_obeys_the_capstan_law() {
    holds("11");
}

#[test]
fn spin_lowers_axial_friction_by_the_direction_of_slip() {
    holds("12");
}

#[test]
fn a_turn_passes_whole_through_a_planar_bend() {
    holds("13");
}

#[test]
fn a_shaft_under_friction_lags_by_its_wind_up_and_twice_that_on_reversal() {
    holds("14");
}

#[test]
fn a_curved_tip_in_a_bend_whips_only_beyond_its_limit() {
    holds("15");
}

#[test]
fn a_uniform_wire_with_its_tip_caught_buckles_at_20_19_b_over_l_squared() {
    holds("17");
}

#[test]
fn catalogued_straight_tips_buckle_at_the_measured_forces() {
    holds("16");
}

#[test]
fn catalogued_shafts_bend_as_their_files_say() {
    holds("18");
}

#[test]
fn catalogued_tips_carry_the_load_of_a_column_of_10_mm() {
    holds("19");
}

#[test]
fn coats_of_catalogued_wires_drag_in_the_measured_ratios() {
    holds("20");
}

#[test]
fn a_wire_at_rest_in_bends_stays_where_it_is() {
    holds("21");
}

#[test]
fn the_rod_converges_in_elements_and_in_ticks() {
    holds("22");
}

#[test]
fn a_rod_keeps_its_momentum_and_gains_no_more_energy_than_the_hand_gives() {
    holds("23");
}

#[test]
fn the_wire_stays_in_the_tube_however_fast_the_hand() {
    holds("24");
}

#[test]
fn a_catheter_goes_over_a_pinned_wire_in_equilibrium_and_the_wire_stays() {
    holds("26");
}

#[test]
fn a_core_beyond_its_linear_range_bears_what_its_fibres_bear() {
    holds("27");
}

#[test]
fn an_overbent_wire_keeps_what_does_not_spring_back() {
    holds("28");
}

#[test]
fn a_knuckle_of_nitinol_takes_less_force_as_the_elastica_with_its_law_says() {
    holds("29");
}

#[test]
fn a_knot_holds_the_energy_that_its_tension_gives_it() {
    holds("30");
}

#[test]
fn the_table_has_every_row_in_order_and_each_law_once() {
    let numbers: Vec<&str> = TABLE.iter().map(|law| law.number).collect();
    let mut rows: Vec<u32> = TABLE.iter().map(|law| law.row().parse().unwrap()).collect();
    assert!(rows.is_sorted(), "{numbers:?}");
    rows.dedup();
    assert_eq!(rows, (1..=30).collect::<Vec<u32>>());
    let mut once = numbers.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), numbers.len(), "{numbers:?}");
}

/// Uniform scar does not exist yet.
#[test]
fn what_cannot_be_tried_yet_is_pending_and_says_what_it_waits_for() {
    for number in ["25"] {
        for law in TABLE.iter().filter(|law| law.row() == number) {
            let outcome = law.attempted();
            assert_eq!(outcome.rows.len(), 1);
            let row = &outcome.rows[0];
            assert!(row.pending && !row.pass && row.got.is_none(), "{}", told(row));
            assert!(row.settings.starts_with("waits for "), "{}", told(row));
        }
    }
}

#[test]
fn what_is_not_a_number_passes_nowhere() {
    let row = || Row::compare("1", String::new(), "mm", 1.0, f64::NAN);
    for row in [row().relative(9.0), row().absolute(9.0), row().at_least(), row().at_most(9.0)] {
        assert!(!row.pass && row.error.is_some_and(f64::is_nan), "{}", told(&row));
    }
}

#[test]
fn a_bracket_is_passed_inside_and_within_the_tolerance_of_its_nearer_edge() {
    let row = |got: f64| Row::within("8", String::new(), "", (2.0, 4.0), got, 0.03);
    assert!(row(2.0).pass && row(3.0).pass && row(1.95).pass && row(4.1).pass);
    assert!(!row(1.93).pass && !row(4.13).pass && !row(f64::NAN).pass);
    assert_eq!((row(2.5).error, row(2.5).expected), (Some(0.0), Some(2.0)));
    assert_eq!((row(5.0).error, row(5.0).expected), (Some(0.25), Some(4.0)));
}

#[test]
fn a_one_sided_row_passes_beyond_its_bound_and_fails_short_of_it() {
    let row = |got: f64| Row::compare("1", String::new(), "", 1.9, got);
    assert!(row(1.9).at_least().pass && row(2.5).at_least().pass && !row(1.89).at_least().pass);
    assert!(row(2.0).at_most(0.2).pass && row(-9.0).at_most(0.2).pass);
    assert!(!row(2.2).at_most(0.2).pass);
}
