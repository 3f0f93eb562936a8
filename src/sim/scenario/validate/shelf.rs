//! What lies on the shelf: that it fits.

use super::super::parse::Found;
use crate::sim::device::CATHETERS;
use crate::sim::scenario::Scenario;
use crate::sim::text::{Checks, Fault};

/// Checks that what was found fits into one another: wires into support catheters, these into the
/// guide.
pub(super) fn check(checks: &mut Checks, scenario: &Scenario, found: &Found) {
    let shelf = &scenario.devices;
    for (i, name) in shelf.wires.iter().enumerate() {
        let field = format!("devices.wires[{i}]");
        if shelf.wires[..i].contains(name) && checks.sound(&field) {
            checks.warn(Fault {
                field: field.clone(),
                what: format!("`{name}` lies on the shelf twice"),
                allowed: "each wire once".into(),
                remedy: "Remove one of the two.".into(),
            });
        }
        let Some(wire) = &found.wires[i] else { continue };
        for ((_, support), catheter) in shelf.supports().zip(&found.supports) {
            let Some(catheter) = catheter else { continue };
            let wire = (name.as_str(), wire.diameter_mm);
            fits(checks, &field, wire, (support, catheter.inner_diameter_mm));
        }
    }
    let (Some(name), Some(Some(guide))) = (&shelf.guide, &found.guide) else { return };
    for ((field, support), catheter) in shelf.supports().zip(&found.supports) {
        let Some(catheter) = catheter else { continue };
        let inner = (support, catheter.outer_diameter_mm);
        fits(checks, &field, inner, (name, guide.inner_diameter_mm));
    }
}

/// Tells of a device, given by name and outer diameter (mm), that does not go into a catheter, given by
/// name and inner diameter.
fn fits(checks: &mut Checks, field: &str, inner: (&str, f64), outer: (&str, f64)) {
    let ((inner, diameter), (outer, bore)) = (inner, outer);
    if diameter < bore {
        return;
    }
    let fault = Fault {
        field: field.into(),
        what: format!("`{inner}` ({diameter} mm) does not fit into `{outer}` ({bore} mm inside)"),
        allowed: format!("devices of less than {bore} mm"),
        remedy: "Take a thinner device, or a wider catheter around it.".into(),
    };
    checks.fault_with(fault, &format!("{outer}{}", CATHETERS.ending()));
}
