//! `wispwire devices`: what the catalogue holds, and how each device behaves on the bench.

use super::BAD_INPUT;
use super::arguments::Devices;
use super::physics::{say, unwritable, write};
use super::problems::tell;
use super::sheet::{Column, Sheet};
use crate::physics::devices::{FREE, SUPPORTS, buckling};
use crate::physics::{Figure, Line};
use crate::sim::device::{CATHETERS, WIRES, read_catheter, read_wire};
use crate::sim::rod::{Curve, Material};
use crate::sim::text::{Catalogue, Diagnostic, Problems, Source};
use serde::Serialize;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

/// N in a gram of force, in which tip loads are sold.
const GRAM_FORCE: f64 = 9.806_65e-3;
/// Devices in one figure: as many as the plots have colours.
const TOGETHER: usize = 5;
/// Behind every taper, mm from the tip.
const SHAFT: f64 = 300.0;

/// A device with what the bench says of it; lengths in mm, forces in N, rigidities in N·mm².
#[derive(Serialize)]
pub struct Entry {
    name: String,
    kind: &'static str,
    title: String,
    note: String,
    outer_diameter_mm: f64,
    inner_diameter_mm: Option<f64>,
    length_mm: f64,
    tip_flexural_rigidity_n_mm2: f64,
    shaft_flexural_rigidity_n_mm2: f64,
    tip_torsional_rigidity_n_mm2: f64,
    shaft_torsional_rigidity_n_mm2: f64,
    /// None where the bench found no critical load.
    tip_load_10_mm_free_n: Option<f64>,
    /// With support 5, 20 and 30 mm behind the tip.
    buckling_n: [Option<f64>; 3],
    #[serde(skip)]
    material: Material,
}

impl Entry {
    fn new(
        name: &str,
        kind: &'static str,
        (title, note): (&str, &str),
        material: Material,
    ) -> Self {
        let ends = |curve: &Curve| (curve.at(0.0), curve.at(SHAFT));
        let (tip, shaft) = ends(&material.flexural_rigidity);
        let (turned_tip, turned_shaft) = ends(&material.torsional_rigidity);
        Self {
            name: name.to_owned(),
            kind,
            title: title.to_owned(),
            note: note.to_owned(),
            outer_diameter_mm: 2.0 * material.radius,
            inner_diameter_mm: None,
            length_mm: 0.0,
            tip_flexural_rigidity_n_mm2: tip,
            shaft_flexural_rigidity_n_mm2: shaft,
            tip_torsional_rigidity_n_mm2: turned_tip,
            shaft_torsional_rigidity_n_mm2: turned_shaft,
            tip_load_10_mm_free_n: buckling(&material, FREE),
            buckling_n: SUPPORTS.map(|length| buckling(&material, length)),
            material,
        }
    }
}

/// Lists the devices that `options` name, all built-in ones unless told. Exit code 2 for a name that
/// there is not, a faulty file, or a folder that cannot be written.
pub fn main(options: &Devices) -> ExitCode {
    if options.page {
        say(&page());
        return ExitCode::SUCCESS;
    }
    let entries = match chosen(&options.names) {
        Ok(entries) => entries,
        Err(problems) => {
            tell(&problems);
            return ExitCode::from(BAD_INPUT);
        }
    };
    if let Some(folder) = &options.plot
        && let Err(problem) = plotted(&entries, folder)
    {
        eprintln!("{problem}");
        return ExitCode::from(BAD_INPUT);
    }
    if options.json {
        match serde_json::to_string_pretty(&entries) {
            Ok(text) => say(&format!("{text}\n")),
            Err(error) => eprintln!("the list cannot be printed: {error}"),
        }
    } else {
        say(&sheet(entries.iter()).text());
        say(
            "\ntip load: 10 mm free, gram-force; P5, P20, P30: buckling with support 5, 20, 30 mm behind\n\n",
        );
        for entry in &entries {
            say(&format!("{:<17}  {}\n", entry.name, entry.note));
        }
    }
    ExitCode::SUCCESS
}

/// The devices called `names`, wires first, or every built-in one; files may lie beside.
fn chosen(names: &[String]) -> Result<Vec<Entry>, Problems> {
    if names.is_empty() {
        return Ok(all());
    }
    names.iter().map(|name| one(name)).collect()
}

fn all() -> Vec<Entry> {
    let names = WIRES.names(None).into_iter().chain(CATHETERS.names(None));
    names.filter_map(|name| one(&name).ok()).collect()
}

/// The device in the file `word`, beside the working folder, or built in.
fn one(word: &str) -> Result<Entry, Problems> {
    if let Some(source) = found(&WIRES, word) {
        let wire = read_wire(&source?)?.value;
        let mut entry =
            Entry::new(&plain(word), "wire", (&wire.title, &wire.note), wire.material());
        entry.length_mm = wire.length_mm;
        return Ok(entry);
    }
    if let Some(source) = found(&CATHETERS, word) {
        let tube = read_catheter(&source?)?.value;
        let told = (tube.title.as_str(), tube.note.as_str());
        let mut entry = Entry::new(&plain(word), "catheter", told, tube.material());
        entry.inner_diameter_mm = Some(tube.inner_diameter_mm);
        entry.length_mm = tube.length_mm;
        return Ok(entry);
    }
    let names: Vec<String> = WIRES.names(None).into_iter().chain(CATHETERS.names(None)).collect();
    Err(Problems::from(Diagnostic::of_file(
        word,
        "there is no device of this name",
        &names.join(", "),
        "Write one of those allowed, or the path of a `.wire.ron` or `.catheter.ron` file.",
    )))
}

fn found<T>(catalogue: &Catalogue<T>, word: &str) -> Option<Result<Source, Problems>> {
    let ending = catalogue.ending();
    if word.ends_with(&ending) {
        return Some(Source::load(Path::new(word)));
    }
    let file = format!("{word}{ending}");
    if Path::new(&file).exists() {
        return Some(Source::load(Path::new(&file)));
    }
    let (_, text) = catalogue.built_in.iter().find(|(name, _)| *name == word)?;
    Some(Ok(Source::new(format!("{}/{file}", catalogue.home), *text)))
}

/// The name of a device without folder and ending.
fn plain(word: &str) -> String {
    let file = Path::new(word).file_name().map(|name| name.to_string_lossy().into_owned());
    let file = file.unwrap_or_else(|| word.to_owned());
    let ends = [WIRES.ending(), CATHETERS.ending()];
    ends.iter().find_map(|end| file.strip_suffix(end)).unwrap_or(&file).to_owned()
}

const COLUMNS: &[Column] = &[
    Column::words("device"),
    Column::figures("outer", "mm"),
    Column::figures("inner", "mm"),
    Column::figures("EI tip", "N·mm²"),
    Column::figures("EI shaft", "N·mm²"),
    Column::figures("GJ tip", "N·mm²"),
    Column::figures("GJ shaft", "N·mm²"),
    Column::figures("tip load", "gf"),
    Column::figures("P5", "N"),
    Column::figures("P20", "N"),
    Column::figures("P30", "N"),
];

fn sheet<'a>(entries: impl Iterator<Item = &'a Entry>) -> Sheet {
    let row = |entry: &Entry| {
        let load = |force: Option<f64>| force.map_or_else(|| "–".to_owned(), digits);
        let inner = entry.inner_diameter_mm.map_or_else(String::new, |d| format!("{d:.2}"));
        let [near, middle, far] = entry.buckling_n.map(load);
        vec![
            entry.name.clone(),
            format!("{:.2}", entry.outer_diameter_mm),
            inner,
            digits(entry.tip_flexural_rigidity_n_mm2),
            digits(entry.shaft_flexural_rigidity_n_mm2),
            digits(entry.tip_torsional_rigidity_n_mm2),
            digits(entry.shaft_torsional_rigidity_n_mm2),
            load(entry.tip_load_10_mm_free_n.map(|force| force / GRAM_FORCE)),
            near,
            middle,
            far,
        ]
    };
    Sheet { columns: COLUMNS, rows: entries.map(row).collect() }
}

/// Three significant digits without an exponent.
fn digits(value: f64) -> String {
    let places = if value.abs() >= 100.0 {
        0
    } else if value.abs() >= 10.0 {
        1
    } else if value.abs() >= 1.0 {
        2
    } else {
        3
    };
    format!("{value:.places$}")
}

fn plotted(entries: &[Entry], folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
    for (part, entries) in entries.chunks(TOGETHER).enumerate() {
        figures(part + 1, entries).iter().try_for_each(|figure| write(folder, figure))?;
    }
    Ok(())
}

/// EI and GJ over the distance from the tip, and buckling over that of the support; the tip's load is
/// the last at 10 mm.
fn figures(part: usize, entries: &[Entry]) -> [Figure; 3] {
    // In equal ratios, as the axes are.
    let along = |from: f64, to: f64, count: i32| {
        (0..=count).map(move |i| from * libm::pow(to / from, f64::from(i) / f64::from(count)))
    };
    let figure = |what: &str,
                  title: &str,
                  x: &str,
                  y: &str,
                  of: &dyn Fn(&Material) -> Vec<(f64, f64)>| Figure {
        name: format!("{part}-{what}"),
        title: title.into(),
        x: x.into(),
        y: y.into(),
        equal_scales: false,
        logarithmic: true,
        lines: entries.iter().map(|entry| Line::theory(&entry.name, of(&entry.material))).collect(),
    };
    let place = "distance from the tip, mm";
    [
        figure(
            "flexural",
            "Flexural rigidity along the length",
            place,
            "EI, N·mm²",
            &|material| {
                along(1.0, SHAFT, 150).map(|s| (s, material.flexural_rigidity.at(s))).collect()
            },
        ),
        figure(
            "torsional",
            "Torsional rigidity along the length",
            place,
            "GJ, N·mm²",
            &|material| {
                along(1.0, SHAFT, 150).map(|s| (s, material.torsional_rigidity.at(s))).collect()
            },
        ),
        figure(
            "buckling",
            "Load that buckles the caught tip; at 10 mm the tip load",
            "support behind the tip, mm",
            "load, N",
            &|material| {
                along(5.0, 50.0, 10).filter_map(|l| Some((l, buckling(material, l)?))).collect()
            },
        ),
    ]
}

/// The page of the catalogue, in Markdown.
pub fn page() -> String {
    let entries = all();
    let mut text = String::from(
        "# Devices\n\n\
         Made by `wispwire devices --page > docs/devices.md`, its figures by\n\
         `wispwire devices --plot docs/devices`. Every number of a device, with where it is from, \
         stands in its\nfile in `assets/devices`. Forces are those of the simulator's own rod: the tip \
         caught in front and held\nwith a support behind it, pressed until it gives way. *Tip load* is \
         that with 10 mm free, in gram-force;\nP5, P20 and P30 are with the support 5, 20 and 30 mm \
         behind the tip.\n",
    );
    for (kind, heading) in [("wire", "Wires"), ("catheter", "Catheters and sheaths")] {
        text += &format!("\n## {heading}\n\n");
        let of = || entries.iter().filter(|entry| entry.kind == kind);
        text += &sheet(of()).markdown();
        text.push('\n');
        for entry in of() {
            text += &format!("- `{}`, {}. {}\n", entry.name, entry.title, entry.note);
        }
    }
    text += "\n## Figures\n";
    for (part, entries) in entries.chunks(TOGETHER).enumerate() {
        let names: Vec<_> = entries.iter().map(|entry| format!("`{}`", entry.name)).collect();
        text += &format!("\n{}:\n\n", names.join(", "));
        for (what, title) in [
            ("flexural", "Flexural rigidity"),
            ("torsional", "Torsional rigidity"),
            ("buckling", "Buckling"),
        ] {
            text += &format!("![{title}](devices/{}-{what}.svg)\n", part + 1);
        }
    }
    text
}
