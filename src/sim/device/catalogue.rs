//! Wires and catheters by name, and how their numbers must fit one another.

use super::{Catheter, Stiffness, Wire};
use crate::sim::text::{Catalogue, Checks, Fault, LookupError, Problems, Sound, Source, read};
use std::path::Path;

/// The wires: `<name>.wire.ron`.
pub const WIRES: Catalogue<Wire> = Catalogue {
    kind: "wire",
    home: "assets/devices",
    built_in: &[
        ("angled-regular", include_str!("../../../assets/devices/angled-regular.wire.ron")),
        ("angled-stiff", include_str!("../../../assets/devices/angled-stiff.wire.ron")),
        ("long-taper", include_str!("../../../assets/devices/long-taper.wire.ron")),
    ],
    read: read_wire,
};

/// The support catheters: `<name>.catheter.ron`.
pub const CATHETERS: Catalogue<Catheter> = Catalogue {
    kind: "catheter",
    home: "assets/devices",
    built_in: &[("support-4f", include_str!("../../../assets/devices/support-4f.catheter.ron"))],
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
    }
    checks.finish(catheter)
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
    fn every_built_in_device_is_sound_and_the_wires_fit_the_catheter() {
        let support = catheter("support-4f", None).unwrap_or_else(|error| panic!("{error}"));
        let names = WIRES.names(None);
        assert_eq!(names.len(), 3);
        for name in names {
            let wire = wire(&name, None).unwrap_or_else(|error| panic!("{error}"));
            assert!(wire.diameter_mm < support.inner_diameter_mm, "{name} does not fit");
        }
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
