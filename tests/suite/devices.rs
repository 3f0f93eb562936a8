//! `wispwire devices`: the catalogue as it is listed.

use serde_json::Value;
use std::process::{Command, Output};

fn devices(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_wispwire")).arg("devices").args(words).output().unwrap()
}

fn list(words: &[&str]) -> Vec<Value> {
    let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
    let out = devices(&words);
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    serde_json::from_slice(&out.stdout).unwrap()
}

#[test]
fn every_device_is_listed_in_a_hundred_columns() {
    let out = devices(&[]);
    let text = String::from_utf8(out.stdout).unwrap();
    for line in text.lines() {
        assert!(line.chars().count() <= 100, "{} columns: {line}", line.chars().count());
    }
    for entry in list(&[]) {
        let name = entry["name"].as_str().unwrap();
        assert_eq!(text.lines().filter(|line| line.split(' ').next() == Some(name)).count(), 2);
    }
}

/// Euler's P = 20.19 B/L² where the tip is uniform over L: `angled-regular` has 3 N·mm² over 20 mm.
#[test]
fn the_load_of_a_uniform_tip_is_that_of_a_column() {
    let entry = &list(&["angled-regular"])[0];
    let load = |value: &Value| value.as_f64().unwrap();
    for (length, got) in [
        (10.0, load(&entry["tip_load_10_mm_free_n"])),
        (5.0, load(&entry["buckling_n"][0])),
        (20.0, load(&entry["buckling_n"][1])),
    ] {
        let expected = 20.19 * 3.0 / (length * length);
        assert!((got / expected - 1.0).abs() < 1e-3, "{got} N at {length} mm, not {expected} N");
    }
    // At 30 mm the taper has begun to help.
    let (got, uniform) = (load(&entry["buckling_n"][2]), 20.19 * 3.0 / 900.0);
    assert!(got > 1.1 * uniform, "{got} N at 30 mm, a uniform tip has {uniform} N");
}

#[test]
fn names_and_files_narrow_the_list_and_an_unknown_name_is_told() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/devices/kumpe-5f.catheter.ron");
    let entries = list(&["cto-12", file]);
    let names: Vec<_> = entries.iter().map(|entry| entry["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["cto-12", "kumpe-5f"]);
    let out = devices(&["no-such-wire"]);
    assert_eq!(out.status.code(), Some(2));
    let told = String::from_utf8(out.stderr).unwrap();
    assert!(told.contains("there is no device of this name"), "{told}");
}
