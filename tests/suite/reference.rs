//! The reference page says what the code says.

use wispwire::cli::{devices, schema::page};

#[test]
fn the_reference_page_in_the_docs_is_the_one_that_the_code_prints() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/reference.md");
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        kept == page(),
        "docs/reference.md is out of date: run `wispwire schema > docs/reference.md`"
    );
}

#[test]
fn every_field_of_every_file_is_explained() {
    let page = page();
    let rows: Vec<_> = page.lines().filter(|line| line.starts_with("| `")).collect();
    assert!(rows.len() > 80, "only {} fields", rows.len());
    for row in rows {
        let cells: Vec<_> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        assert_eq!(cells.len(), 4, "{row}");
        assert!(cells.iter().all(|cell| !cell.is_empty()), "not explained: {row}");
    }
    for line in page.lines().filter(|line| line.starts_with("##")) {
        let start = page.find(line).unwrap() + line.len();
        let prose = page[start..].trim_start();
        assert!(!prose.starts_with('|'), "not explained: {line}");
    }
}

#[test]
fn the_page_of_devices_in_the_docs_is_the_one_that_the_code_prints() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/devices.md");
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        kept == devices::page(),
        "docs/devices.md is out of date: run `wispwire devices --page > docs/devices.md` and \
         `wispwire devices --plot docs/devices`"
    );
    for link in kept.split("](").skip(1) {
        let file = link.split(')').next().unwrap();
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/").to_owned() + file;
        assert!(std::path::Path::new(&path).exists(), "{file} is not drawn");
    }
}
