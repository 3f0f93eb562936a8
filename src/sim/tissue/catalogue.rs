//! Tissues by name, and how their numbers must fit one another.

use super::Tissue;
use crate::sim::text::{Catalogue, Fault, LookupError, Problems, Sound, Source, read};
use std::path::Path;

/// The tissues: `<name>.tissue.ron`.
pub const TISSUES: Catalogue<Tissue> = Catalogue {
    kind: "tissue",
    home: "assets/tissues",
    built_in: &[
        ("organised-iliac", include_str!("../../../assets/tissues/organised-iliac.tissue.ron")),
        ("recent-2w", include_str!("../../../assets/tissues/recent-2w.tissue.ron")),
        ("recent-15w", include_str!("../../../assets/tissues/recent-15w.tissue.ron")),
        ("organised-2y", include_str!("../../../assets/tissues/organised-2y.tissue.ron")),
        ("organised-8y", include_str!("../../../assets/tissues/organised-8y.tissue.ron")),
        ("organised-20y", include_str!("../../../assets/tissues/organised-20y.tissue.ron")),
    ],
    read: read_tissue,
};

/// The tissue called `name`: the file in `folder` if there is one, else the built-in one.
pub fn tissue(name: &str, folder: Option<&Path>) -> Result<Tissue, LookupError> {
    TISSUES.find(name, folder)
}

/// Reads a tissue file and checks its numbers; fails with every problem at once.
pub fn read_tissue(source: &Source) -> Result<Sound<Tissue>, Problems> {
    let (tissue, mut checks) = read::<Tissue>(source);
    if let Some(tissue) = &tissue {
        let sound = checks.sound("wisp_force_n") && checks.sound("scar_force_n");
        if sound && tissue.wisp_force_n >= tissue.scar_force_n {
            checks.fault(Fault {
                field: "wisp_force_n".into(),
                what: "the wisp resists no less than the scar around it".into(),
                allowed: format!("less than {} N, the scar's force", tissue.scar_force_n),
                remedy: "Lower `wisp_force_n` or raise `scar_force_n`: a wisp is the easier way."
                    .into(),
            });
        }
        let sound = checks.sound("mouth_force_n") && checks.sound("scar_force_n");
        if sound && tissue.mouth_force_n >= tissue.scar_force_n {
            checks.warn(Fault {
                field: "mouth_force_n".into(),
                what: "the wisp's mouth resists no less than the scar beside it".into(),
                allowed: format!("less than {} N where it is to be found", tissue.scar_force_n),
                remedy: "Lower `mouth_force_n` unless nobody is meant to find the mouth.".into(),
            });
        }
    }
    checks.finish(tissue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_tissues_resist_in_the_order_of_life() {
        for (name, _) in TISSUES.built_in {
            let tissue = tissue(name, None).unwrap_or_else(|error| panic!("{error}"));
            assert!(tissue.mouth_force_n < tissue.wisp_force_n, "{name}");
            assert!(tissue.wisp_force_n < tissue.scar_force_n, "{name}");
            assert!(tissue.scar_force_n <= tissue.wall_force_n, "{name}");
            assert!(tissue.fat_force_n < tissue.scar_force_n, "no false freedom outside the vein");
        }
    }

    #[test]
    fn scar_hardens_with_age_and_saturates() {
        let ages = ["recent-2w", "recent-15w", "organised-2y", "organised-8y", "organised-20y"];
        let scar = ages
            .map(|name| tissue(name, None).unwrap_or_else(|error| panic!("{error}")).scar_force_n);
        assert!(scar.windows(2).all(|pair| pair[0] < pair[1]), "{scar:?}");
        // Thind: caps of 15 weeks against those of 2.
        assert!((scar[1] / scar[0] - 2.5).abs() < 0.1, "{scar:?}");
        assert!(scar[4] - scar[3] < 0.1 * scar[3], "no end to it: {scar:?}");
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
