//! What lies on the shelf: that it fits.

use super::super::parse::Found;
use crate::sim::device::CATHETERS;
use crate::sim::scenario::Scenario;
use crate::sim::text::{Checks, Fault};

/// Checks that the wires that were found fit into the support catheter.
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
        let (Some(wire), Some(support)) = (&found.wires[i], &found.support) else { continue };
        if wire.diameter_mm < support.inner_diameter_mm {
            continue;
        }
        let fault = Fault {
            field,
            what: format!(
                "`{name}` ({} mm) does not fit into `{}` ({} mm inside)",
                wire.diameter_mm, shelf.support, support.inner_diameter_mm
            ),
            allowed: format!("wires of less than {} mm", support.inner_diameter_mm),
            remedy: "Take a thinner wire, or a wider support catheter.".into(),
        };
        checks.fault_with(fault, &format!("{}{}", shelf.support, CATHETERS.ending()));
    }
}
