//! `wispwire mesh` and `wispwire shot --filled` as their users call them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Patent veins from the neck to the knee.
const SYSTEM: &str = "(version: 0, title: \"system\", patient: (like: Some(\"adult-system\")), \
    access: (branch: \"right-internal-jugular\", at_mm: 45), \
    target: (branch: \"left-popliteal\", at_mm: 30))";

fn wispwire(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_wispwire")).args(arguments).output().unwrap()
}

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("wispwire-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Triangles of a binary STL file, and those of its edges that have no partner or more than one.
fn told(path: &Path) -> (usize, usize) {
    let bytes = std::fs::read(path).unwrap();
    let count = u32::from_le_bytes(bytes[80..84].try_into().unwrap()) as usize;
    assert_eq!(bytes.len(), 84 + 50 * count, "{}", path.display());
    let mut edges: BTreeMap<(&[u8], &[u8]), usize> = BTreeMap::new();
    for face in bytes[84..].chunks(50) {
        let corner = |i: usize| &face[12 + 12 * (i % 3)..24 + 12 * (i % 3)];
        for i in 0..3 {
            *edges.entry((corner(i), corner(i + 1))).or_default() += 1;
        }
    }
    let paired = |(edge, times): (&(&[u8], &[u8]), &usize)| {
        *times == 1 && edges.get(&(edge.1, edge.0)) == Some(&1)
    };
    (count, edges.iter().filter(|it| !paired((it.0, it.1))).count())
}

#[test]
fn a_cases_meshes_are_closed_and_what_is_told_is_what_is_written() {
    let folder = folder("mesh");
    let out = folder.join("new/folder").display().to_string();
    let output = wispwire(&["mesh", "left-iliac-wisp", "--out", &out, "--step", "1.5"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    for (name, line) in ["lumen.stl", "cord.stl", "bones.stl"].iter().zip(text.lines()) {
        let (count, loose) = told(&Path::new(&out).join(name));
        assert_eq!(loose, 0, "{name} is not closed");
        assert!(line.contains(name) && line.contains(&format!("{count} triangles")), "{line}");
    }
    let scene = std::fs::read(Path::new(&out).join("scene.glb")).unwrap();
    assert_eq!(&scene[..4], b"glTF");
    assert_eq!(text.lines().count(), 4);
    // A file stands where a folder should be.
    let inside = Path::new(&out).join("cord.stl").display().to_string();
    let output = wispwire(&["mesh", "left-iliac-wisp", "--out", &inside]);
    let text = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(text.contains(&inside) && text.contains("to do: "), "{text}");
    let output = wispwire(&["mesh", "left-iliac-wisp", "--out", &out, "--step", "0"]);
    assert_eq!(output.status.code(), Some(2));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_whole_bodys_veins_have_one_closed_surface_and_a_long_film() {
    let folder = folder("film");
    let at = |name: &str| folder.join(name).display().to_string();
    std::fs::write(at("system.ron"), SYSTEM).unwrap();
    let output = wispwire(&["mesh", &at("system.ron"), "--out", &at("."), "--step", "1.5"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(told(&folder.join("lumen.stl")).1, 0);
    assert!(!folder.join("cord.stl").exists(), "a cord where nothing is occluded");
    let call = ["shot", &at("system.ron"), "--filled", "--view", "ap", "--out", &at("ap.png")];
    let output = wispwire(&call);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let png = std::fs::read(at("ap.png")).unwrap();
    let side = |from: usize| u32::from_be_bytes(png[from..from + 4].try_into().unwrap());
    assert!(side(20) == 1536 && (500..900).contains(&side(16)), "{} × {}", side(16), side(20));
    std::fs::remove_dir_all(folder).unwrap();
}
