//! What lies on the shelf, and the lesion's tissue: that each is there and fits.

use crate::sim::device::{CATHETERS, WIRES, catheter, wire};
use crate::sim::scenario::Scenario;
use crate::sim::text::{Checks, Fault, LookupError, listed};
use crate::sim::tissue::tissue;
use std::path::Path;

/// More wires than this do not fit on a screen.
const MOST_WIRES: usize = 20;

/// Checks every name of a device or tissue, with the files in `folder` before the built-in ones.
pub(super) fn check(checks: &mut Checks, scenario: &Scenario, folder: Option<&Path>) {
    let shelf = &scenario.devices;
    found(checks, "lesion.tissue", tissue(&scenario.lesion.tissue, folder));
    let support = found(checks, "devices.support", catheter(&shelf.support, folder));
    if shelf.wires.is_empty() {
        checks.fault(Fault {
            field: "devices.wires".into(),
            what: "there is no wire on the shelf".into(),
            allowed: "at least one wire".into(),
            remedy: format!("Name one or more of {}.", quoted(&WIRES.names(folder))),
        });
    }
    if shelf.wires.len() > MOST_WIRES {
        checks.fault(Fault {
            field: "devices.wires".into(),
            what: format!("there are {} wires on the shelf", shelf.wires.len()),
            allowed: format!("at most {MOST_WIRES}"),
            remedy: "Keep the wires that the case needs.".into(),
        });
    }
    for (i, name) in shelf.wires.iter().enumerate().take(MOST_WIRES) {
        let field = format!("devices.wires[{i}]");
        let Some(wire) = found(checks, &field, wire(name, folder)) else { continue };
        let Some(support) = &support else { continue };
        if wire.diameter_mm >= support.inner_diameter_mm {
            let fault = Fault {
                field,
                what: format!(
                    "`{name}` ({} mm) does not fit into `{}` ({} mm inside)",
                    wire.diameter_mm, shelf.support, support.inner_diameter_mm
                ),
                allowed: format!("wires of less than {} mm", support.inner_diameter_mm),
                remedy: format!(
                    "Take a thinner wire, or a wider support catheter of {}.",
                    quoted(&CATHETERS.names(folder))
                ),
            };
            checks.fault_with(fault, &format!("{}{}", shelf.support, CATHETERS.ending()));
        }
    }
}

fn found<T>(checks: &mut Checks, field: &str, looked_up: Result<T, LookupError>) -> Option<T> {
    match looked_up {
        Ok(found) => Some(found),
        Err(LookupError::Broken(problems)) => {
            checks.extend(problems);
            None
        }
        Err(error) => {
            let remedy = error.remedy();
            if let LookupError::Unknown { kind, name, names } = error {
                checks.fault(Fault {
                    field: field.into(),
                    what: format!("there is no {kind} `{name}`"),
                    allowed: quoted(&names),
                    remedy,
                });
            }
            None
        }
    }
}

fn quoted(names: &[String]) -> String {
    listed(names.iter().map(String::as_str))
}
