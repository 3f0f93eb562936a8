//! Old files keep working: a fixture of every version is kept for ever.

use std::path::{Path, PathBuf};
use wispwire::cli::check::check_file;
use wispwire::sim::scenario::{FORMAT_VERSION, Scenario};
use wispwire::sim::session::Case;
use wispwire::sim::text::Source;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/scenarios")
}

fn files(version: u32) -> Vec<PathBuf> {
    let folder = fixtures().join(format!("v{version}"));
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| {
        panic!("version {version} has no fixtures in {}: {error}", folder.display())
    });
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn a_sound_file_of_every_version_is_still_sound_and_can_be_played() {
    for version in 0..=FORMAT_VERSION {
        let files = files(version);
        assert!(files.len() >= 2, "version {version}: the least file and the whole one are kept");
        for path in files {
            let sound = check_file(&path).unwrap_or_else(|problems| panic!("{problems}"));
            assert!(sound.warnings.is_empty(), "{}", sound.warnings);
            Case::read(&Source::load(&path).unwrap()).unwrap_or_else(|error| panic!("{error}"));
        }
    }
}

#[test]
fn the_whole_fixture_writes_out_every_field_and_the_least_has_about_ten_lines() {
    let folder = fixtures().join(format!("v{FORMAT_VERSION}"));
    let whole = std::fs::read_to_string(folder.join("complete.ron")).unwrap();
    let schema = schemars::schema_for!(Scenario).to_value();
    let definitions = schema["$defs"].as_object().unwrap().values();
    // Two have no effect so far and would warn; `like` stands in the place of branches.
    let left_out = ["roadmap", "contrast_limit_ml", "like"];
    let mut fields = 0;
    for object in std::iter::once(&schema).chain(definitions) {
        for name in object["properties"].as_object().unwrap().keys() {
            fields += 1;
            let written = whole.contains(&format!("{name}: ")) || left_out.contains(&name.as_str());
            assert!(written, "`{name}` is not in complete.ron");
        }
    }
    assert!(fields > 50, "{fields} fields");
    let least = std::fs::read_to_string(folder.join("smallest.ron")).unwrap();
    assert!(least.lines().count() <= 12, "{} lines", least.lines().count());
}

#[test]
fn a_file_from_the_future_is_refused_by_name_and_version_and_by_nothing_else() {
    let text = "(version: 7, title: \"t\", a_field_of_version_7: true, access: 3)";
    let told = Scenario::parse(&Source::new("next-year.ron", text)).unwrap_err();
    assert_eq!(told.0.len(), 1, "{told}");
    let plain = told.plain();
    for words in ["next-year.ron:1:11", "version 7", env!("CARGO_PKG_VERSION"), "Update wispwire"] {
        assert!(plain.contains(words), "no {words:?} in:\n{plain}");
    }
}
