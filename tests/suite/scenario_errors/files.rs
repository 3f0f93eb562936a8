//! Files on the disk: what is no text, what is not there, and the devices beside a scenario.

use super::Folder;
use super::table::Base;
use std::path::Path;
use wispwire::cli::check::check_file;

#[test]
fn whatever_bytes_a_file_holds_the_check_answers_with_a_remedy() {
    let folder = Folder::new("bytes");
    let mut latin = Base::Scenario.text().as_bytes().to_vec();
    latin[40] = 0xe8;
    for (name, bytes) in [
        ("empty.ron", Vec::new()),
        ("blank.ron", b" \n\t ".to_vec()),
        ("latin.ron", latin),
        ("zeros.ron", vec![0; 5000]),
        ("deep.ron", b"(".repeat(100_000)),
        ("huge.ron", b" ".repeat((4 << 20) + 1)),
        ("odd.wire.ron", vec![0xff; 300]),
        ("list.tissue.ron", b"[1, 2, 3]".to_vec()),
        ("other.catheter.ron", b"(title: 3)".to_vec()),
        ("none.course.ron", b"(version: 0, title: \"t\", cases: [])".to_vec()),
    ] {
        let path = folder.write(name, bytes);
        let told = check_file(&path).expect_err(name);
        for text in [told.plain(), told.drawn()] {
            assert!(text.contains(name) && text.contains("to do: "), "{name}:\n{text}");
            assert!(text.len() < 8000, "{name}: {} bytes of message", text.len());
        }
    }
}

#[test]
fn a_missing_file_and_a_folder_are_told_with_what_to_do() {
    let folder = Folder::new("missing");
    let told = check_file(&folder.0.join("nowhere.ron")).unwrap_err();
    assert!(told.plain().contains("nowhere.ron") && told.plain().contains("spelling"), "{told}");
    let told = check_file(&folder.0).unwrap_err();
    assert!(told.plain().contains("to do: "), "{told}");
}

#[test]
fn files_are_checked_as_what_their_ending_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (file, kind) in [
        ("scenarios/left-iliac-wisp.ron", "scenario"),
        ("courses/first-steps.course.ron", "course"),
        ("assets/patients/adult.patient.ron", "patient"),
        ("assets/devices/long-taper.wire.ron", "wire"),
        ("assets/devices/support-4f.catheter.ron", "catheter"),
        ("assets/tissues/organised-iliac.tissue.ron", "tissue"),
    ] {
        let sound = check_file(&root.join(file)).unwrap_or_else(|problems| panic!("{problems}"));
        assert!(sound.value.starts_with(kind), "{file}: {}", sound.value);
    }
}

#[test]
fn a_device_file_beside_the_scenario_comes_before_the_built_in_one_and_is_checked_with_it() {
    let folder = Folder::new("beside");
    let wire = include_str!("../../../assets/devices/angled-regular.wire.ron");
    let thick = wire.replace("diameter_mm: 0.889", "diameter_mm: 0.965");
    folder.write("angled-stiff.wire.ron", thick);
    folder.write("long-taper.wire.ron", wire.replace("tip_profile: 1.0", "tip_profile: -1.0"));
    let scenario = folder.write("case.ron", Base::Scenario.text());
    let told = check_file(&scenario).unwrap_err();
    let [thick, broken] = &told.0[..] else { panic!("two problems expected:\n{told}") };
    assert_eq!(thick.field.as_deref(), Some("devices.wires[1]"));
    assert!(thick.what.contains("does not fit into `support-4f`"), "{thick}");
    assert!(thick.related.is_some());
    assert_eq!(broken.field.as_deref(), Some("tip_profile"));
    assert!(broken.place().contains("long-taper.wire.ron:"), "{}", broken.place());
}
