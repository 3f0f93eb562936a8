//! Tissues by name, and what their numbers may be.
//!
//! The bounds catch slips of unit and sign; they are far wider than any measured tissue.

use super::Tissue;
use crate::sim::text::{Bounds, Catalogue, Checks, Fault, LookupError, Problems, Source, read};
use std::path::Path;

/// The tissues: `<name>.tissue.ron`.
pub const TISSUES: Catalogue<Tissue> = Catalogue {
    kind: "tissue",
    home: "assets/tissues",
    built_in: &[(
        "organised-iliac",
        include_str!("../../../assets/tissues/organised-iliac.tissue.ron"),
    )],
    read: read_tissue,
};

const FORCE: Bounds = Bounds::above(0.0, 50.0, "N");
const STIFFNESS: Bounds = Bounds::above(0.0, 20.0, "N/mm per mm of wire");

/// The tissue called `name`: the file in `folder` if there is one, else the built-in one.
pub fn tissue(name: &str, folder: Option<&Path>) -> Result<Tissue, LookupError> {
    TISSUES.find(name, folder)
}

/// Reads a tissue file and checks its numbers; fails with every problem at once.
pub fn read_tissue(source: &Source) -> Result<Tissue, Problems> {
    let tissue: Tissue = read(source)?;
    let mut checks = Checks::of(source);
    checks.not_blank("title", &tissue.title);
    checks.number("mouth_force_n", tissue.mouth_force_n, &FORCE);
    let wisp = checks.number("wisp_force_n", tissue.wisp_force_n, &FORCE);
    let scar = checks.number("scar_force_n", tissue.scar_force_n, &FORCE);
    checks.number("wall_force_n", tissue.wall_force_n, &FORCE);
    checks.number("fat_force_n", tissue.fat_force_n, &FORCE);
    checks.number("track_force_n", tissue.track_force_n, &FORCE);
    checks.number("wisp_hold_n", tissue.wisp_hold_n, &FORCE);
    let ratio = Bounds::above(0.0, 20.0, "");
    checks.number("carving_side_ratio", tissue.carving_side_ratio, &ratio);
    checks.number("foundation_n_mm2", tissue.foundation_n_mm2, &STIFFNESS);
    checks.number("fat_foundation_n_mm2", tissue.fat_foundation_n_mm2, &STIFFNESS);
    let line_load = Bounds::above(0.0, 50.0, "N per mm of wire");
    checks.number("foundation_yield_n_mm", tissue.foundation_yield_n_mm, &line_load);
    let grip = Bounds::from(0.0, 5.0, "N per mm of wire");
    checks.number("grip_n_mm", tissue.grip_n_mm, &grip);
    checks.number("vein_wall_n_mm2", tissue.vein_wall_n_mm2, &STIFFNESS);
    if wisp && scar && tissue.wisp_force_n >= tissue.scar_force_n {
        checks.fault(Fault {
            field: "wisp_force_n".into(),
            what: "the wisp resists no less than the scar around it".into(),
            allowed: format!("less than {} N, the scar's force", tissue.scar_force_n),
            remedy: "Lower `wisp_force_n` or raise `scar_force_n`: a wisp is the easier way."
                .into(),
        });
    }
    checks.finish(tissue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_tissue_resists_in_the_order_of_life() {
        let tissue = tissue("organised-iliac", None).unwrap_or_else(|error| panic!("{error}"));
        assert!(tissue.mouth_force_n < tissue.wisp_force_n);
        assert!(tissue.wisp_force_n < tissue.scar_force_n);
        assert!(tissue.scar_force_n <= tissue.wall_force_n);
        assert!(tissue.fat_force_n < tissue.scar_force_n, "no false freedom outside the vein");
    }

    #[test]
    fn a_wisp_harder_than_scar_and_a_negative_force_are_both_told() {
        let (_, text) = TISSUES.built_in[0];
        let text = text
            .replace("wisp_force_n: 0.25", "wisp_force_n: 1.75")
            .replace("fat_force_n: 0.3", "fat_force_n: -0.3");
        let problems = read_tissue(&Source::new("my.tissue.ron", text)).unwrap_err();
        let fields: Vec<_> = problems.0.iter().filter_map(|told| told.field.as_deref()).collect();
        assert_eq!(fields, ["wisp_force_n", "fat_force_n"]);
    }
}
