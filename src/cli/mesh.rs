//! `wispwire mesh`: a case's veins, cords and bones as closed surfaces.

use super::BAD_INPUT;
use super::arguments::MeshOptions;
use super::case::open_or_tell;
use super::export::{Thing, glb, stl};
use super::physics::{say, unwritable};
use crate::sim::anatomy::Surface;
use crate::sim::imaging::bones;
use std::fs;
use std::process::ExitCode;

/// Bones are coarser than veins by this much.
const BONE_STEPS: f64 = 1.5;
/// Colours: red, green, blue and how much is hidden behind.
const VEIN: [f32; 4] = [0.16, 0.34, 0.75, 0.6];
const CORD: [f32; 4] = [0.80, 0.62, 0.36, 1.0];
const BONE: [f32; 4] = [0.90, 0.86, 0.76, 1.0];

/// Writes the surfaces of the case as `options` say. Exit code 2 if the folder cannot be written.
pub fn main(options: &MeshOptions) -> ExitCode {
    let case = match open_or_tell(&options.scenario) {
        Ok(case) => case,
        Err(code) => return code,
    };
    if let Err(error) = fs::create_dir_all(&options.out) {
        eprintln!("{}", unwritable(&options.out, &error));
        return ExitCode::from(BAD_INPUT);
    }
    let thing = |name: &str, material, colour, surface| Thing {
        name: name.to_owned(),
        material,
        colour,
        surface,
    };
    let mut things = vec![thing("lumen", "vein", VEIN, case.lumen_surface(options.step))];
    let cord = case.cord_surface(options.step);
    if !cord.faces.is_empty() {
        things.push(thing("cord", "cord", CORD, cord));
    }
    let (mut all, mut count) = (Surface::default(), 0);
    for (name, bone) in bones(options.step * BONE_STEPS) {
        all = all.with(&bone);
        count += 1;
        things.push(thing(&name, "bone", BONE, bone));
    }
    let solids = things.iter().filter(|it| it.material != "bone");
    let mut files: Vec<_> =
        solids.map(|it| (format!("{}.stl", it.name), it.surface.clone(), String::new())).collect();
    files.push(("bones.stl".to_owned(), all, format!(" in {count} closed solids, one to a bone")));
    for (name, surface, note) in files {
        let millilitres = surface.volume() * 1e-3;
        let told = format!("{} triangles{note}, {millilitres:.0} mL", surface.faces.len());
        let bytes = stl(&surface, &format!("wispwire {name}, mm, patient LPS"));
        if let Err(code) = write(options, &name, &bytes, &told) {
            return code;
        }
    }
    let triangles: usize = things.iter().map(|it| it.surface.faces.len()).sum();
    let told = format!("{triangles} triangles in {} nodes", things.len());
    match write(options, "scene.glb", &glb(&things), &told) {
        Ok(()) => ExitCode::SUCCESS,
        Err(code) => code,
    }
}

/// Writes one file and says what is in it.
fn write(options: &MeshOptions, name: &str, bytes: &[u8], told: &str) -> Result<(), ExitCode> {
    let path = options.out.join(name);
    if let Err(error) = fs::write(&path, bytes) {
        eprintln!("{}", unwritable(&path, &error));
        return Err(ExitCode::from(BAD_INPUT));
    }
    say(&format!("{}: {told}\n", path.display()));
    Ok(())
}
