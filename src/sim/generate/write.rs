//! A generated case as a file that a person can read and edit.

use super::Difficulty;
use super::disease::Disease;
use super::measure::{Angles, measures};
use super::words::years;
use crate::sim::scenario::{Branch, ControlPoint, Lesion, Place, Scenario, Web};
use std::fmt::Write;

/// Width of a line of prose, characters.
const LINE: usize = 88;

/// Headings before the first branch of each part of the body.
const PARTS: &[(&str, &str)] = &[
    ("left-popliteal", "The left leg."),
    ("right-popliteal", "The right leg."),
    ("ivc", "The trunk."),
    ("azygos", "Ways around."),
    ("side-channel-1", "Dead ends beside the stump."),
    ("suprapubic", "A collateral over the pubic bone, wide enough to tempt."),
];

/// Landmarks: branch, position of the point, and what is there.
const MARKS: &[(&str, usize, &str)] = &[
    ("popliteal", 1, "joint line of the knee"),
    ("popliteal", 2, "adductor hiatus"),
    ("-femoral", 3, "lesser trochanter"),
    ("common-femoral", 2, "inguinal ligament"),
    ("external-iliac", 2, "the internal iliac joins"),
    ("left-common-iliac", 2, "under the right iliac artery"),
    ("common-iliac", 0, "the internal iliac joins"),
    ("ivc", 0, "confluence of the iliacs"),
    ("ivc", 1, "L3"),
    ("ivc", 2, "renal veins"),
    ("ivc", 3, "liver"),
];

/// The whole file.
pub(super) fn text(
    scenario: &Scenario,
    disease: &Disease,
    seed: u64,
    difficulty: Difficulty,
) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = head(&mut out, scenario, disease, seed, difficulty);
    out
}

fn head(
    out: &mut String,
    scenario: &Scenario,
    disease: &Disease,
    seed: u64,
    difficulty: Difficulty,
) -> std::fmt::Result {
    let word = difficulty.word();
    writeln!(
        out,
        "// Made by `wispwire generate --seed {seed} --difficulty {word}`. Change what you like,"
    )?;
    writeln!(out, "// then: wispwire check FILE; wispwire shot FILE --view plan --out map.png")?;
    writeln!(out, "//")?;
    writeln!(
        out,
        "// {} of occlusion on the {}, {}.",
        millimetres(disease.occluded),
        disease.ill.word(),
        years(disease.age, " old")
    )?;
    if let Some(it) = measures(&scenario.patient.branches) {
        let side = |it: Angles| {
            format!("γ {:.0}°, β {:.0}°, cavo-iliac {:.0}°", it.gamma, it.beta, it.cavo_iliac)
        };
        writeln!(out, "// Bends, left: {}; right: {}.", side(it.left), side(it.right))?;
        writeln!(
            out,
            "// Between the common iliacs {:.0}°. The artery leaves the left one {:.1} mm.",
            it.inter_iliac, it.gap
        )?;
    }
    writeln!(out, "(\n    version: {},", scenario.version)?;
    writeln!(out, "    title: {:?},", scenario.title)?;
    writeln!(out, "    briefing: \"{}\",", wrapped(&scenario.briefing))?;
    lines(out, "teaching_points", &scenario.teaching_points)?;
    lines(out, "hints", &scenario.hints)?;
    lesions(out, scenario, disease)?;
    writeln!(out, "    // Where the sheath's tip lies, and where the wire's must come.")?;
    writeln!(out, "    access: {},", place(&scenario.access))?;
    writeln!(out, "    target: {},", place(&scenario.target))?;
    let wires: Vec<_> = scenario.devices.wires.iter().map(|wire| format!("{wire:?}")).collect();
    writeln!(
        out,
        "\n    devices: (wires: [{}], support: {:?}),",
        wires.join(", "),
        scenario.devices.support
    )?;
    writeln!(out, "    clock: (limit_min: {}), // of manipulation", scenario.clock.limit_min)?;
    writeln!(
        out,
        "    // Full points for time up to `par_min` on the procedure clock, none from `slow_min` on."
    )?;
    writeln!(
        out,
        "    score: (par_min: {}, slow_min: {}),\n",
        scenario.score.par_min, scenario.score.slow_min
    )?;
    writeln!(
        out,
        "    // The veins, each in the direction of flow. Positions are patient LPS in mm: +x left,"
    )?;
    writeln!(
        out,
        "    // +y back, +z head, origin at the sacral promontory; `ap_mm` is front to back."
    )?;
    writeln!(out, "    patient: (branches: [")?;
    scenario.patient.branches.iter().try_for_each(|it| branch(out, it))?;
    writeln!(out, "    ]),\n)")
}

fn millimetres(length: f64) -> String {
    format!("{length:.0} mm")
}

/// Prose over several lines of a text in quotes.
fn wrapped(text: &str) -> String {
    let (mut out, mut line) = (String::new(), 0);
    for word in text.split(' ') {
        if line > 0 && line + word.len() > LINE {
            out += " \\\n               ";
            line = 0;
        } else if line > 0 {
            out.push(' ');
            line += 1;
        }
        out += word;
        line += word.chars().count();
    }
    out
}

fn lines(out: &mut String, field: &str, lines: &[String]) -> std::fmt::Result {
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(out, "    {field}: [")?;
    for line in lines {
        writeln!(out, "        {line:?},")?;
    }
    writeln!(out, "    ],")
}

fn place(place: &Place) -> String {
    format!("(branch: {:?}, at_mm: {})", place.branch, place.at_mm)
}

fn lesions(out: &mut String, scenario: &Scenario, disease: &Disease) -> std::fmt::Result {
    writeln!(out, "\n    lesions: [")?;
    for it in &scenario.lesions {
        lesion(out, it, disease)?;
    }
    writeln!(out, "    ],")?;
    if !scenario.webs.is_empty() {
        writeln!(out, "    // Webs in patent vein: plates on a hinge that can tear.")?;
        writeln!(out, "    webs: [")?;
        for it in &scenario.webs {
            web(out, it)?;
        }
        writeln!(out, "    ],")?;
    }
    Ok(())
}

fn lesion(out: &mut String, it: &Lesion, disease: &Disease) -> std::fmt::Result {
    if it.wisp.is_none() {
        writeln!(
            out,
            "        // Nothing but scar, with a lake of open vein before and behind it."
        )?;
    }
    if disease.across {
        writeln!(out, "        // Come to from above, against the flow.")?;
    }
    writeln!(out, "        (")?;
    writeln!(out, "            from: {},", place(&it.from))?;
    writeln!(out, "            to: {},", place(&it.to))?;
    writeln!(out, "            tissue: {:?}, // {}", it.tissue, years(disease.age, ""))?;
    writeln!(out, "            cord_diameter_mm: {},", it.cord_diameter_mm)?;
    writeln!(out, "            wall_mm: {},", it.wall_mm)?;
    let stump = &it.stump;
    writeln!(out, "            stump: (")?;
    writeln!(out, "                funnel_mm: {},", stump.funnel_mm)?;
    writeln!(out, "                floor_diameter_mm: {},", stump.floor_diameter_mm)?;
    if it.wisp.is_some() {
        writeln!(out, "                mouth_offset_mm: {},", stump.mouth_offset_mm)?;
        writeln!(out, "                mouth_angle_deg: {},", stump.mouth_angle_deg)?;
        writeln!(out, "                mouth_radius_mm: {},", stump.mouth_radius_mm)?;
    }
    writeln!(out, "            ),")?;
    match &it.wisp {
        Some(wisp) => writeln!(
            out,
            "            wisp: (diameter_mm: {}, meander_mm: {}, wavelength_mm: {}, seed: {}),",
            wisp.diameter_mm, wisp.meander_mm, wisp.wavelength_mm, wisp.seed
        )?,
        None => writeln!(out, "            wisp: None,")?,
    }
    writeln!(out, "        ),")
}

fn web(out: &mut String, it: &Web) -> std::fmt::Result {
    writeln!(
        out,
        "        (place: {}, angle_deg: {}, reach_mm: {}, width_mm: {}),",
        place(&it.place),
        it.angle_deg,
        it.reach_mm,
        it.width_mm
    )
}

fn branch(out: &mut String, it: &Branch) -> std::fmt::Result {
    if let Some((_, heading)) = PARTS.iter().find(|(name, _)| *name == it.name) {
        writeln!(out, "        // {heading}")?;
    }
    let from = it.from.as_ref().map_or(String::new(), |from| format!("from: Some({from:?}), "));
    let into = it.into.as_ref().map_or("None".into(), |into| format!("Some({into:?})"));
    writeln!(out, "        (name: {:?}, {from}into: {into}, points: [", it.name)?;
    for (i, it_point) in it.points.iter().enumerate() {
        point(out, it_point, mark(&it.name, i))?;
    }
    writeln!(out, "        ]),")
}

fn mark(branch: &str, i: usize) -> Option<&'static str> {
    let fits = |(name, at, _): &&(&str, usize, &str)| {
        let thigh = *name == "-femoral" && branch.ends_with("common-femoral");
        branch.ends_with(name) && i == *at && !thigh
    };
    MARKS.iter().find(fits).map(|it| it.2)
}

fn point(out: &mut String, it: &ControlPoint, mark: Option<&str>) -> std::fmt::Result {
    let (x, y, z) = it.at_mm;
    let ap = it.ap_mm.map_or(String::new(), |ap| format!(", ap_mm: Some({ap})"));
    let mark = mark.map_or(String::new(), |mark| format!(" // {mark}"));
    writeln!(
        out,
        "            (at_mm: ({x}, {y}, {z}), diameter_mm: {}{ap}),{mark}",
        it.diameter_mm
    )
}
