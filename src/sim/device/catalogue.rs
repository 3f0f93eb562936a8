//! Wires and catheters by name, and how their numbers must fit one another.

use super::{Catheter, Core, Stiffness, Wire};
use crate::sim::text::{Catalogue, Checks, Fault, LookupError, Problems, Sound, Source, read};
use std::path::Path;

/// Names and texts of the device files of one kind that are built in.
macro_rules! built_in {
    ($kind:literal: $($name:literal),+ $(,)?) => {
        &[$((
            $name,
            include_str!(concat!("../../../assets/devices/", $name, ".", $kind, ".ron")),
        )),+]
    };
}

/// The wires: `<name>.wire.ron`.
pub const WIRES: Catalogue<Wire> = Catalogue {
    kind: "wire",
    home: "assets/devices",
    built_in: built_in!(
        "wire": "angled-regular", "angled-stiff", "long-taper", "straight-regular", "angled-018",
        "dual-tip", "soft-dual-tip", "cto-12", "cto-20", "steel-plain", "steel-heavy-duty",
        "steel-stiff", "steel-extra-stiff", "steel-super-stiff", "steel-ultra-stiff",
        "steel-backup", "steel-stiffest", "ptfe-stiff-tip",
    ),
    read: read_wire,
};

/// The catheters and sheaths: `<name>.catheter.ron`.
pub const CATHETERS: Catalogue<Catheter> = Catalogue {
    kind: "catheter",
    home: "assets/devices",
    built_in: built_in!(
        "catheter": "support-4f", "support-4f-angled", "kumpe-5f", "cobra-5f", "hook-5f", "small-hook-5f",
        "straight-5f", "guide-6f", "guide-7f", "braided-sheath", "access-8f", "access-10f",
        "telescope-outer", "telescope-inner",
    ),
    read: read_catheter,
};

/// The wire called `name`: the file in `folder` if there is one, else the built-in one.
pub fn wire(name: &str, folder: Option<&Path>) -> Result<Wire, LookupError> {
    WIRES.find(name, folder)
}

/// The catheter called `name`: the file in `folder` if there is one, else the built-in one.
pub fn catheter(name: &str, folder: Option<&Path>) -> Result<Catheter, LookupError> {
    CATHETERS.find(name, folder)
}

/// Reads a wire file and checks its numbers; fails with every problem at once.
pub fn read_wire(source: &Source) -> Result<Sound<Wire>, Problems> {
    let (wire, mut checks) = read::<Wire>(source);
    if let Some(wire) = &wire {
        check_order(&mut checks, "flexural_rigidity", &wire.flexural_rigidity);
        check_order(&mut checks, "torsional_rigidity", &wire.torsional_rigidity);
        check_core(&mut checks, &wire.core);
    }
    checks.finish(wire)
}

/// Reads a catheter file and checks its numbers; fails with every problem at once.
pub fn read_catheter(source: &Source) -> Result<Sound<Catheter>, Problems> {
    let (catheter, mut checks) = read::<Catheter>(source);
    if let Some(catheter) = &catheter {
        let sound = checks.sound("outer_diameter_mm") && checks.sound("inner_diameter_mm");
        if sound && catheter.inner_diameter_mm >= catheter.outer_diameter_mm {
            checks.fault(Fault {
                field: "inner_diameter_mm".into(),
                what: "the inner diameter is not smaller than the outer".into(),
                allowed: format!("less than {} mm", catheter.outer_diameter_mm),
                remedy: "Mend one of the two diameters.".into(),
            });
        }
        check_order(&mut checks, "flexural_rigidity", &catheter.flexural_rigidity);
        check_order(&mut checks, "torsional_rigidity", &catheter.torsional_rigidity);
    }
    checks.finish(catheter)
}

fn check_core(checks: &mut Checks, core: &Core) {
    let (yields, keeps) = ("core.yields_at_strain", "core.keeps_set_beyond_strain");
    let sound = checks.sound(yields) && checks.sound(keeps);
    if sound && core.keeps_set_beyond_strain < core.yields_at_strain {
        checks.fault(Fault {
            field: keeps.into(),
            what: "a bend would stay while the core is still linear".into(),
            allowed: format!("from {} to 1, `yields_at_strain` or more", core.yields_at_strain),
            remedy: "Mend one of the two strains.".into(),
        });
    }
}

fn check_order(checks: &mut Checks, field: &str, profile: &[Stiffness]) {
    for (i, pair) in profile.windows(2).enumerate() {
        let (before, place) =
            (format!("{field}[{i}].from_tip_mm"), format!("{field}[{}].from_tip_mm", i + 1));
        let sound = checks.sound(&before) && checks.sound(&place);
        if sound && pair[1].from_tip_mm <= pair[0].from_tip_mm {
            checks.fault(Fault {
                field: place,
                what: "the entries do not go from the tip towards the hub".into(),
                allowed: format!("more than {} mm, the entry before", pair[0].from_tip_mm),
                remedy: "Put the entries in order, each farther from the tip than the last.".into(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_device_is_sound_and_every_wire_fits_each_catheter() {
        let catheters: Vec<_> =
            CATHETERS.names(None).iter().map(|name| catheter(name, None).unwrap()).collect();
        for name in WIRES.names(None) {
            let wire = wire(&name, None).unwrap_or_else(|error| panic!("{error}"));
            for catheter in &catheters {
                assert!(wire.diameter_mm < catheter.inner_diameter_mm, "{name}: {catheter:?}");
            }
            for entry in &wire.flexural_rigidity {
                let core = wire.core.diameter_mm(entry.n_mm2);
                assert!(core < wire.diameter_mm, "{name}: a core of {core} mm");
            }
        }
    }

    #[test]
    fn every_file_of_the_assets_is_built_in_and_says_where_its_numbers_are_from() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/devices");
        let mut built_in: Vec<String> = Vec::new();
        built_in.extend(WIRES.names(None).iter().map(|name| name.clone() + &WIRES.ending()));
        built_in
            .extend(CATHETERS.names(None).iter().map(|name| name.clone() + &CATHETERS.ending()));
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
        let mut files: Vec<String> = entries.map(|file| file.into_string().unwrap()).collect();
        built_in.sort();
        files.sort();
        assert_eq!(files, built_in, "name every file of assets/devices in the lists above");
        for (name, text) in WIRES.built_in.iter().chain(CATHETERS.built_in) {
            let tagged = ["[F", "[M", "[C"].iter().any(|tag| text.contains(tag));
            assert!(tagged, "{name}: no number says whether it is found, remembered or computed");
        }
    }

    #[test]
    fn the_telescoping_sets_inner_part_runs_in_its_outer_one() {
        let [outer, inner] =
            ["telescope-outer", "telescope-inner"].map(|name| catheter(name, None).unwrap());
        assert!(inner.outer_diameter_mm < outer.inner_diameter_mm);
        assert!(inner.length_mm > outer.length_mm);
    }

    #[test]
    fn a_bend_may_not_stay_before_the_core_yields() {
        let (_, text) = WIRES.built_in[0];
        let text = text.replace("keeps_set_beyond_strain: 0.08", "keeps_set_beyond_strain: 0.008");
        let problems = read_wire(&Source::new("my.wire.ron", text)).unwrap_err();
        assert_eq!(problems.0.len(), 1);
        assert_eq!(problems.0[0].field.as_deref(), Some("core.keeps_set_beyond_strain"));
    }

    #[test]
    fn a_wire_without_a_core_is_linear() {
        let (_, text) = WIRES.built_in[0];
        let (before, rest) = text.split_once("    core: (").unwrap();
        let text = format!("{before}{}", rest.split_once("    ),\n").unwrap().1);
        let wire = read_wire(&Source::new("my.wire.ron", text)).unwrap().value;
        assert_eq!((wire.core, wire.core.stiffness_beyond), (Core::default(), 1.0));
    }

    #[test]
    fn the_stiff_wire_has_the_stiffer_shaft_and_the_long_taper_the_finest_tip() {
        let [regular, stiff, taper] =
            ["angled-regular", "angled-stiff", "long-taper"].map(|name| wire(name, None).unwrap());
        let shaft = |wire: &Wire| wire.flexural_rigidity.last().unwrap().n_mm2;
        let tip = |wire: &Wire| wire.flexural_rigidity[0].n_mm2;
        assert!(shaft(&stiff) > shaft(&taper) && shaft(&taper) > shaft(&regular));
        assert!(tip(&taper) < tip(&regular) && tip(&regular) < tip(&stiff));
        assert!(taper.tip_profile < regular.tip_profile);
    }

    #[test]
    fn every_fault_of_a_wire_is_told_at_once() {
        let (_, text) = WIRES.built_in[0];
        let text = text
            .replace("diameter_mm: 0.889", "diameter_mm: 0")
            .replace("(from_tip_mm: 20.0, n_mm2: 3.0)", "(from_tip_mm: 70.0, n_mm2: -3.0)")
            .replace("friction_scar: 0.15", "friction_scar: inf");
        let problems = read_wire(&Source::new("my.wire.ron", text)).unwrap_err();
        let fields: Vec<_> = problems.0.iter().filter_map(|told| told.field.as_deref()).collect();
        assert_eq!(
            fields,
            [
                "diameter_mm",
                "flexural_rigidity[1].n_mm2",
                "flexural_rigidity[2].from_tip_mm",
                "friction_scar"
            ]
        );
    }

    #[test]
    fn a_catheter_must_be_wider_outside_than_inside() {
        let (_, text) = CATHETERS.built_in[0];
        let text = text.replace("inner_diameter_mm: 0.95", "inner_diameter_mm: 1.4");
        let problems = read_catheter(&Source::new("my.catheter.ron", text)).unwrap_err();
        assert_eq!(problems.0[0].field.as_deref(), Some("inner_diameter_mm"));
        assert_eq!(problems.0[0].allowed.as_deref(), Some("less than 1.35 mm"));
    }

    #[test]
    fn a_name_that_is_a_path_leads_nowhere() {
        for name in ["../angled-regular", "", "/etc/passwd", "a/b", "angled-regular.wire.ron"] {
            let found = wire(name, Some(Path::new("/")));
            assert!(matches!(found, Err(LookupError::Unknown { .. })), "{name:?}");
        }
    }
}
