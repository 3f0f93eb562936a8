//! The laws of twisted rods, rods in cylinders, and whip.

use std::time::Instant;
use wispwire::physics::{Law, cylinder, twist, whip};

fn attempt(laws: &[Law]) {
    let mut failed = Vec::new();
    for law in laws {
        let start = Instant::now();
        match (law.attempt)() {
            Ok(outcome) => {
                for row in &outcome.rows {
                    println!(
                        "{} {}: expected {:.5} got {:.5} {} error {:+.2e} of {:.0e} {} {}",
                        row.id,
                        row.settings,
                        row.expected.unwrap_or(f64::NAN),
                        row.got.unwrap_or(f64::NAN),
                        row.unit,
                        row.error.unwrap_or(f64::NAN),
                        row.tolerance.unwrap_or(f64::NAN),
                        row.measure,
                        if row.pass { "" } else { "FAILS" }
                    );
                    if !row.pass {
                        failed.push(row.id.clone());
                    }
                }
            }
            Err(waits) => failed.push(format!("{} waits for {waits}", law.number)),
        }
        println!("{}: {:.2} s", law.number, start.elapsed().as_secs_f64());
    }
    assert!(failed.is_empty(), "failed: {failed:?}");
}

#[test]
fn twisted_rods_let_go_where_theory_says() {
    attempt(twist::TWIST);
}

#[test]
fn a_curved_wire_in_a_bend_whips_where_theory_says() {
    attempt(&[whip::WHIP]);
}

#[test]
fn wires_in_cylinders_buckle_where_theory_says() {
    attempt(cylinder::CYLINDER);
}
