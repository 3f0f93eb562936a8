//! The account in `docs/` keeps up with the table of laws and with the benchmarks.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use wispwire::bench::Task;
use wispwire::physics::TABLE;

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

fn page(name: &str) -> String {
    fs::read_to_string(docs().join(name)).unwrap()
}

/// What stands between the markers of block `name`, each of which stands once.
#[track_caller]
fn block<'a>(page: &'a str, name: &str) -> &'a str {
    let (begin, end) = (format!("<!-- begin {name} -->"), format!("<!-- end {name} -->"));
    for marker in [&begin, &end] {
        assert_eq!(page.matches(marker.as_str()).count(), 1, "{marker} must stand once");
    }
    let from = page.find(&begin).unwrap() + begin.len();
    &page[from..page.find(&end).unwrap()]
}

#[test]
fn every_law_has_its_block_with_name_formula_and_rows_none_of_which_fails() {
    let page = page("physics.md");
    let summary = block(&page, "summary");
    assert!(summary.contains(" 0 fail"), "{summary}");
    for law in TABLE {
        let block = block(&page, &format!("law {}", law.row()));
        let title = format!("**{}.** {}", law.name, law.formula);
        assert!(block.contains(&title), "law {}: run `wispwire account`: no {title}", law.number);
        let rows = block.lines().filter(|line| line.starts_with(&format!("| {}", law.number)));
        assert!(rows.count() > 0, "law {}: run `wispwire account`: no row", law.number);
    }
    assert!(!page.contains("| FAIL |"));
}

#[test]
fn the_page_of_times_has_a_table_of_each_benchmark_and_names_the_machine() {
    let page = page("performance.md");
    assert!(block(&page, "machine").contains(env!("CARGO_PKG_VERSION")));
    for task in [Task::STube, Task::PeerBend, Task::RapierChain, Task::Profile, Task::Branches] {
        let name = serde_json::to_value(task).unwrap();
        let block = block(&page, name.as_str().unwrap());
        assert!(block.lines().filter(|line| line.starts_with("| ")).count() > 2, "{block}");
    }
}

#[test]
fn the_pages_show_every_figure_and_no_other() {
    let drawn: BTreeSet<String> = fs::read_dir(docs().join("plots"))
        .unwrap()
        .map(|entry| format!("plots/{}", entry.unwrap().file_name().to_str().unwrap()))
        .collect();
    let pages = page("physics.md") + &page("performance.md");
    let links = pages.split("](").skip(1).map(|rest| rest.split(')').next().unwrap().to_owned());
    let shown: BTreeSet<String> = links.filter(|link| link.ends_with(".svg")).collect();
    assert_eq!(drawn, shown);
}
