//! Wires and catheters by name, and what their numbers may be.
//!
//! The bounds are far wider than any device on a shelf: they catch slips of unit and sign, not
//! unusual devices.

use super::{Catheter, Stiffness, Wire};
use crate::sim::text::{Bounds, Catalogue, Checks, Fault, LookupError, Problems, Source, read};
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

const DIAMETER: Bounds = Bounds::above(0.0, 10.0, "mm");
const RIGIDITY: Bounds = Bounds::above(0.0, 1e5, "N·mm²");
const FRICTION: Bounds = Bounds::from(0.0, 2.0, "");

/// The wire called `name`: the file in `folder` if there is one, else the built-in one.
pub fn wire(name: &str, folder: Option<&Path>) -> Result<Wire, LookupError> {
    WIRES.find(name, folder)
}

/// The catheter called `name`: the file in `folder` if there is one, else the built-in one.
pub fn catheter(name: &str, folder: Option<&Path>) -> Result<Catheter, LookupError> {
    CATHETERS.find(name, folder)
}

/// Reads a wire file and checks its numbers; fails with every problem at once.
pub fn read_wire(source: &Source) -> Result<Wire, Problems> {
    let wire: Wire = read(source)?;
    let mut checks = Checks::of(source);
    checks.not_blank("title", &wire.title);
    checks.number("diameter_mm", wire.diameter_mm, &DIAMETER);
    check_profile(&mut checks, "flexural_rigidity", &wire.flexural_rigidity);
    check_profile(&mut checks, "torsional_rigidity", &wire.torsional_rigidity);
    checks.number("axial_stiffness_n", wire.axial_stiffness_n, &Bounds::above(0.0, 1e7, "N"));
    checks.number("density_kg_m3", wire.density_kg_m3, &Bounds::above(0.0, 25_000.0, "kg/m³"));
    checks.number("tip_angle_deg", wire.tip_angle_deg, &Bounds::from(0.0, 180.0, "degrees"));
    checks.number("tip_bend_mm", wire.tip_bend_mm, &Bounds::above(0.0, 100.0, "mm"));
    checks.number("tip_profile", wire.tip_profile, &Bounds::above(0.0, 5.0, ""));
    checks.number("friction_vein", wire.friction_vein, &FRICTION);
    checks.number("friction_scar", wire.friction_scar, &FRICTION);
    checks.finish(wire)
}

/// Reads a catheter file and checks its numbers; fails with every problem at once.
pub fn read_catheter(source: &Source) -> Result<Catheter, Problems> {
    let catheter: Catheter = read(source)?;
    let mut checks = Checks::of(source);
    checks.not_blank("title", &catheter.title);
    let outer = checks.number("outer_diameter_mm", catheter.outer_diameter_mm, &DIAMETER);
    let inner = checks.number("inner_diameter_mm", catheter.inner_diameter_mm, &DIAMETER);
    if outer && inner && catheter.inner_diameter_mm >= catheter.outer_diameter_mm {
        checks.fault(Fault {
            field: "inner_diameter_mm".into(),
            what: "the inner diameter is not smaller than the outer".into(),
            allowed: format!("less than {} mm", catheter.outer_diameter_mm),
            remedy: "Mend one of the two diameters.".into(),
        });
    }
    let rigidity = catheter.flexural_rigidity_n_mm2;
    checks.number("flexural_rigidity_n_mm2", rigidity, &RIGIDITY);
    checks.number("friction_wire", catheter.friction_wire, &FRICTION);
    checks.finish(catheter)
}

fn check_profile(checks: &mut Checks, field: &str, profile: &[Stiffness]) {
    if profile.is_empty() {
        checks.fault(Fault {
            field: field.into(),
            what: "the list is empty".into(),
            allowed: "at least one entry".into(),
            remedy: "Write `(from_tip_mm: 0.0, n_mm2: …)`; it then holds along the whole wire."
                .into(),
        });
    }
    let mut last = None;
    for (i, entry) in profile.iter().enumerate() {
        let place = format!("{field}[{i}].from_tip_mm");
        checks.number(&format!("{field}[{i}].n_mm2"), entry.n_mm2, &RIGIDITY);
        let sound = checks.number(&place, entry.from_tip_mm, &Bounds::from(0.0, 5000.0, "mm"));
        if let Some(last) = last.filter(|last| sound && entry.from_tip_mm <= *last) {
            checks.fault(Fault {
                field: place,
                what: "the entries do not go from the tip towards the hub".into(),
                allowed: format!("more than {last} mm, the entry before"),
                remedy: "Put the entries in order, each farther from the tip than the last.".into(),
            });
        }
        last = Some(entry.from_tip_mm);
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
