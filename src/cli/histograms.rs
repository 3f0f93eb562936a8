//! `wispwire generate --histograms`: what many generated patients measure, against what is published.

use super::BAD_INPUT;
use super::physics::{say, unwritable};
use crate::physics::plot::svg;
use crate::physics::{Figure, Line};
use crate::sim::generate::{ARM, Measures, PUBLISHED, Published, Said, measures, patient, spread};
use crate::sim::units::TURN;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

/// Columns of a histogram.
const COLUMNS: usize = 30;

/// Measures `count` patients and writes the page and its figures. Exit code 2 if the folder cannot be
/// written.
pub fn main(folder: &Path, count: u64) -> ExitCode {
    let all: Vec<_> = (0..count).filter_map(|seed| measures(&patient(seed))).collect();
    match write(folder, &all) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(BAD_INPUT)
        }
    }
}

fn write(folder: &Path, all: &[Measures]) -> Result<(), String> {
    let figures = folder.join("patients");
    fs::create_dir_all(&figures).map_err(|error| unwritable(&figures, &error))?;
    for published in PUBLISHED {
        let text = svg(&figure(published, all))?;
        put(&figures.join(published.name).with_extension("svg"), &text)?;
    }
    put(&folder.join("patients.md"), &page(all))
}

fn put(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| unwritable(path, &error))?;
    say(&format!("{}\n", path.display()));
    Ok(())
}

/// The quantity of every patient.
fn values(published: &Published, all: &[Measures]) -> Vec<f64> {
    all.iter().flat_map(|it| (published.of)(it)).collect()
}

/// Least and largest.
fn extent(values: &[f64]) -> (f64, f64) {
    values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), &v| (a.min(v), b.max(v)))
}

/// Counts as the outline of columns, with the published law or range over them.
fn figure(published: &Published, all: &[Measures]) -> Figure {
    let values = values(published, all);
    let (least, most) = extent(&values);
    let width = (most - least).max(1e-6) / COLUMNS as f64;
    let mut counts = [0.0; COLUMNS];
    for value in &values {
        counts[(((value - least) / width) as usize).min(COLUMNS - 1)] += 1.0;
    }
    let mut outline = vec![(least, 0.0)];
    for (k, count) in counts.iter().enumerate() {
        let from = least + width * k as f64;
        outline.extend([(from, *count), (from + width, *count)]);
    }
    outline.push((most, 0.0));
    let highest = counts.iter().copied().fold(0.0, f64::max);
    let upright = |x: f64| vec![(x, 0.0), (x, 1.1 * highest)];
    let mut lines = vec![Line::trace("generated", outline)];
    match published.said {
        Said::Spread(mean, sd) => {
            let law = |k: i32| {
                let u = f64::from(k) / 20.0;
                let density = libm::exp(-0.5 * u * u) / (sd * TURN.sqrt());
                (mean + u * sd, density * width * values.len() as f64)
            };
            let name = format!("published {mean} ± {sd}");
            lines.push(Line::theory(&name, (-60..=60).map(law).collect()));
        }
        Said::Range(from, to) => {
            let name = format!("published {from} to {to}");
            lines.push(Line::theory(&name, upright(from)));
            lines.push(Line::theory(&name, upright(to)));
        }
        Said::Mean(mean) => {
            lines.push(Line::theory(format!("published mean {mean}"), upright(mean)));
        }
    }
    Figure {
        name: published.name.into(),
        title: published.title.into(),
        x: published.unit.into(),
        y: "veins".into(),
        equal_scales: false,
        logarithmic: false,
        lines,
    }
}

/// The page, in Markdown.
fn page(all: &[Measures]) -> String {
    let count = all.len();
    let mut text = format!(
        "# Generated patients\n\n\
         Made by `wispwire generate --histograms docs`: the veins of seeds 0 to {}, measured and held \
         against what is\npublished. `tests/suite/generate.rs` holds the first thousand to it at every \
         change.\n\n\
         γ and β are the angles in space between the straight lines from the corner to the points {ARM} mm \
         along the vein to\neither side; cavo-iliac and inter-iliac angles are seen from the front, with \
         the whole common iliac vein for an arm.\n\n\
         | Quantity | Published | Generated | From–to | Source |\n|---|---|---|---|---|\n",
        count.saturating_sub(1)
    );
    for it in PUBLISHED {
        let values = values(it, all);
        let ((mean, sd), (least, most)) = (spread(&values), extent(&values));
        let said = match it.said {
            Said::Spread(mean, sd) => format!("{mean} ± {sd}"),
            Said::Range(from, to) => format!("{from} to {to}"),
            Said::Mean(mean) => format!("mean {mean}"),
        };
        text += &format!(
            "| {}, {} | {said} | {mean:.1} ± {sd:.1} | {least:.1}–{most:.1} | {} |\n",
            it.title, it.unit, it.source
        );
    }
    let below = |gap: f64| {
        100.0 * all.iter().filter(|it| it.gap < gap).count() as f64 / count.max(1) as f64
    };
    let share = |of: &dyn Fn(f64) -> bool| {
        100.0 * all.iter().filter(|it| of(it.left.beta)).count() as f64 / count.max(1) as f64
    };
    text += &format!(
        "\nThe gap under the right iliac artery is below 5 mm in {:.1}% of patients (published 25%) and below \
         3 mm in {:.1}% (5%).\nThe left β is above 150° in {:.0}% (14%), from 120° to 150° in {:.0}% (50%), at \
         most 120° in {:.0}% (36%).\n\n\
         What is not published is chosen: calibres vary by about 10%, stature by 4%, width and depth by 3%. \
         The published\n11.9 ± 3.8 mm of the external iliac vein are of patients before stenting, some of \
         whose veins were narrow or wide\nby disease; laws are cut off where a vein would be occluded or \
         an angle cannot be drawn, and drawn a little wider\nfor it. Means alone say nothing about how \
         wide our histograms should be.\n",
        below(5.0),
        below(3.0),
        share(&|beta| beta > 150.0),
        share(&|beta| beta > 120.0 && beta <= 150.0),
        share(&|beta| beta <= 120.0),
    );
    for it in PUBLISHED {
        text += &format!("\n![{}](patients/{}.svg)\n", it.title, it.name);
    }
    text
}
