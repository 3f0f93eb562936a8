//! The house's own laws, held by reading the sources: which room may use which, what may not be
//! named in the simulator, and how long a file may grow.
//!
//! Only code counts: comments, texts in quotes and `#[cfg(test)]` items are blanked first.

mod code;

use code::{Line, code_of};
use std::fs;
use std::path::{Path, PathBuf};

/// No source file is longer, in lines.
const LONGEST_FILE: usize = 500;

/// What the simulator may not name, and what to do instead.
const FORBIDDEN: &[(&[&str], &str)] = &[
    (
        &["HashMap", "HashSet"],
        "its order differs from run to run: use a Vec, a BTreeMap or a BTreeSet",
    ),
    (
        &["Instant", "SystemTime"],
        "the simulator knows no clock: count ticks (`units::TICK`), or time it from outside",
    ),
    (
        &["StdRng", "SmallRng", "thread_rng", "ThreadRng"],
        "its numbers may change between versions: use `crate::sim::random::stream`",
    ),
    (&["mul_add"], "it rounds differently where there is no fused instruction: write `a * b + c`"),
    (
        &[
            ".sin(",
            ".cos(",
            ".tan(",
            ".sin_cos(",
            ".asin(",
            ".acos(",
            ".atan(",
            ".atan2(",
            ".sinh(",
            ".cosh(",
            ".tanh(",
            ".exp(",
            ".exp2(",
            ".exp_m1(",
            ".ln(",
            ".ln_1p(",
            ".log(",
            ".log2(",
            ".log10(",
            ".powf(",
            ".cbrt(",
            ".hypot(",
            "f64::sin(",
            "f64::cos(",
            "f64::tan(",
            "f64::exp(",
            "f64::ln(",
            "f64::powf(",
            "f64::hypot(",
            "f64::atan2(",
        ],
        "the standard library's differs between machines: use `libm`",
    ),
    (
        &["angle_between(", "from_axis_angle(", "from_rotation_", "slerp(", "rotate_towards("],
        "glam takes it from the standard library, which differs between machines: use \
         `crate::sim::math` or `libm`",
    ),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file under `folder`, in order.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.expect("a folder's entry can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn simulator() -> Vec<PathBuf> {
    let files = sources(&root().join("src/sim"));
    assert!(files.len() > 50, "only {} files of the simulator found", files.len());
    files
}

/// The simulator and the laws that it is held against.
fn stepped() -> Vec<PathBuf> {
    let laws = sources(&root().join("src/physics"));
    assert!(laws.len() > 8, "only {} files of the laws found", laws.len());
    simulator().into_iter().chain(laws).collect()
}

/// Path from the project's folder, with forward slashes.
fn shown(file: &Path) -> String {
    file.strip_prefix(root()).expect("inside the project").display().to_string().replace('\\', "/")
}

fn text(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// Fails with every offence: file, line, rule and what to do.
#[track_caller]
fn none(offences: &[String]) {
    assert!(offences.is_empty(), "\n{}\n", offences.join("\n"));
}

/// The rooms of the simulator in the order in which `src/sim/mod.rs` lists them.
fn rooms() -> Vec<String> {
    code_of(&text(&root().join("src/sim/mod.rs")))
        .iter()
        .filter_map(|line| line.code.trim().strip_prefix("pub mod ")?.strip_suffix(';'))
        .map(str::to_string)
        .collect()
}

/// Names after `crate::sim::` in a line, also through `super` and in braces. `depth` is how many
/// `super`s lead from the file to `sim`.
fn imports(line: &str, depth: usize) -> Vec<String> {
    let up = "super::".repeat(depth);
    let mut found = Vec::new();
    for prefix in ["crate::sim::", up.as_str()] {
        for (at, _) in line.match_indices(prefix) {
            if prefix == up && line[..at].ends_with("super::") {
                continue;
            }
            let rest = &line[at + prefix.len()..];
            if let Some(list) = rest.strip_prefix('{') {
                found.extend(heads(list));
            } else {
                found.push(head(rest));
            }
        }
    }
    found.retain(|name| !name.is_empty() && name != "super");
    found
}

fn head(path: &str) -> String {
    path.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The first names of the items of a list that ends at its closing brace.
fn heads(list: &str) -> Vec<String> {
    let (mut open, mut starts) = (0, vec![0]);
    for (at, c) in list.char_indices() {
        match c {
            '{' => open += 1,
            '}' if open == 0 => break,
            '}' => open -= 1,
            ',' if open == 0 => starts.push(at + 1),
            _ => {}
        }
    }
    starts.iter().map(|&start| head(list[start..].trim_start())).collect()
}

/// How many `super`s lead from a file of the simulator to `sim`: one from `rod/mod.rs` and
/// `math.rs`, two from `rod/tick.rs`.
fn depth(file: &Path) -> usize {
    let inside = file.strip_prefix(root().join("src/sim")).expect("in the simulator");
    let parts = inside.components().count();
    if inside.ends_with("mod.rs") { parts - 1 } else { parts }
}

#[test]
fn a_room_of_the_simulator_uses_only_rooms_above_it() {
    let rooms = rooms();
    assert!(rooms.len() > 10, "src/sim/mod.rs lists only {rooms:?}");
    let mut offences = Vec::new();
    for file in simulator() {
        let inside = file.strip_prefix(root().join("src/sim")).expect("in the simulator");
        let room = inside.iter().next().expect("a file has a name").to_string_lossy();
        let room = room.trim_end_matches(".rs");
        if room == "mod" {
            continue;
        }
        let Some(own) = rooms.iter().position(|listed| listed == room) else {
            offences.push(format!(
                "{}: room `{room}` is not in src/sim/mod.rs: list it there below what it uses",
                shown(&file)
            ));
            continue;
        };
        for Line { number, code } in joined_imports(code_of(&text(&file))) {
            if ["crate::sim;", "crate::sim::*", "crate::sim as "]
                .iter()
                .any(|all| code.contains(all))
            {
                offences.push(format!(
                    "{}:{number}: takes the whole simulator: name the rooms it uses",
                    shown(&file)
                ));
            }
            for used in imports(&code, depth(&file)) {
                let place = rooms.iter().position(|listed| *listed == used);
                if place.is_none_or(|place| place > own) {
                    offences.push(format!(
                        "{}:{number}: `{room}` uses `{used}`, which src/sim/mod.rs does not list \
                         above it: move what is needed up, or hand it in from below",
                        shown(&file)
                    ));
                }
            }
        }
    }
    none(&offences);
}

/// Lines with each `use` of several lines drawn together on its first.
fn joined_imports(lines: Vec<Line>) -> Vec<Line> {
    let mut joined: Vec<Line> = Vec::new();
    let mut open = false;
    for line in lines {
        let starts = line.code.trim_start();
        let starts = starts.starts_with("use ") || starts.starts_with("pub use ");
        let ends = line.code.contains(';');
        match joined.last_mut() {
            Some(last) if open => last.code.push_str(line.code.trim()),
            _ => joined.push(line),
        }
        open = (open || starts) && !ends;
    }
    joined
}

#[test]
fn the_simulator_names_no_engine_but_rapier_and_only_where_solids_are() {
    let mut offences = Vec::new();
    for file in simulator() {
        let place = shown(&file);
        let solid =
            ["src/sim/solids/", "src/sim/anatomy/"].iter().any(|room| place.starts_with(room));
        for Line { number, code } in code_of(&text(&file)) {
            let words = code.split(|c: char| !c.is_alphanumeric() && c != '_');
            for word in words.filter(|word| *word == "bevy" || word.starts_with("bevy_")) {
                if !(solid && word == "bevy_rapier3d") {
                    offences.push(format!(
                        "{place}:{number}: names `{word}`: the simulator has no engine; draw and \
                         listen in src/app, and keep Rapier in src/sim/solids and src/sim/anatomy"
                    ));
                }
            }
        }
    }
    none(&offences);
}

#[test]
fn the_simulator_and_its_laws_name_nothing_that_differs_between_runs_or_machines() {
    let mut offences = Vec::new();
    for file in stepped() {
        for Line { number, code } in code_of(&text(&file)) {
            for (names, remedy) in FORBIDDEN {
                for name in names.iter().filter(|name| contains(&code, name)) {
                    offences.push(format!("{}:{number}: `{name}`: {remedy}", shown(&file)));
                }
            }
        }
    }
    none(&offences);
}

/// Whether `name` stands in `code` and not inside a longer word.
fn contains(code: &str, name: &str) -> bool {
    let inner = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(name).any(|(at, _)| {
        let before = code[..at].chars().next_back().is_some_and(inner);
        let after = code[at + name.len()..].chars().next().is_some_and(inner);
        let (first, last) = (name.chars().next(), name.chars().next_back());
        let longer_before = first.is_some_and(inner) && before;
        let longer_after = last.is_some_and(char::is_alphanumeric) && after;
        !longer_before && !longer_after
    })
}

#[test]
fn the_simulator_knows_neither_the_window_nor_the_command_line() {
    let mut offences = Vec::new();
    for file in simulator() {
        let out = "super::".repeat(depth(&file) + 1);
        for Line { number, code } in joined_imports(code_of(&text(&file))) {
            for room in ["crate::app", "crate::cli", "crate::{", out.as_str()] {
                if code.contains(room) {
                    offences.push(format!(
                        "{}:{number}: names `{room}`: the simulator uses nothing outside \
                         `crate::sim`; hand the value in through a function",
                        shown(&file)
                    ));
                }
            }
        }
    }
    none(&offences);
}

#[test]
fn the_laws_know_neither_the_window_nor_the_command_line() {
    let mut offences = Vec::new();
    for file in sources(&root().join("src/physics")) {
        for Line { number, code } in joined_imports(code_of(&text(&file))) {
            for room in ["crate::app", "crate::cli", "crate::{", "bevy", "std::fs"] {
                if contains(&code, room) {
                    offences.push(format!(
                        "{}:{number}: names `{room}`: a law uses the simulator alone; print and \
                         write files in src/cli",
                        shown(&file)
                    ));
                }
            }
        }
    }
    none(&offences);
}

#[test]
fn no_source_file_is_longer_than_500_lines() {
    let mut offences = Vec::new();
    for folder in ["src", "tests", "benches"] {
        for file in sources(&root().join(folder)) {
            let lines = text(&file).lines().count();
            if lines > LONGEST_FILE {
                offences.push(format!(
                    "{}:{lines}: longer than {LONGEST_FILE} lines: give a part of it its own file",
                    shown(&file)
                ));
            }
        }
    }
    none(&offences);
}
