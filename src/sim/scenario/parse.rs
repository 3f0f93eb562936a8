//! Scenario files to scenarios that hold what they must, with all that they name.

use super::schema::Branch;
use super::veins::{PATIENTS, Veins};
use super::{FORMAT_VERSION, Scenario, validate, version};
use crate::sim::device::{CATHETERS, Catheter, WIRES, Wire};
use crate::sim::text::{
    Catalogue, Checks, Fault, LookupError, Problems, Sound, Source, listed, read_into,
};
use crate::sim::tissue::{TISSUES, Tissue};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// What a scenario names, looked up: with these beside it, it stands on its own.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Parts {
    /// The patient's veins, varied and with the scenario's own branches among them.
    pub branches: Vec<Branch>,
    /// The wires on the shelf, in the order of the shelf.
    pub wires: Vec<Wire>,
    /// The support catheter, and those that it may be exchanged for.
    pub supports: Vec<Catheter>,
    pub guide: Option<Catheter>,
    /// The tissue of each lesion, in the order of the file.
    pub tissues: Vec<Tissue>,
}

/// What could be looked up of what a scenario names.
pub(super) struct Found {
    pub veins: Veins,
    pub wires: Vec<Option<Wire>>,
    pub supports: Vec<Option<Catheter>>,
    /// The guide, if one is asked for, and if it was found.
    pub guide: Option<Option<Catheter>>,
    pub tissues: Vec<Option<Tissue>>,
}

impl Scenario {
    /// Reads and checks a scenario and all that it names. Fails with everything that is wrong with
    /// it; what is odd but legal comes as warnings.
    ///
    /// Patient, device and tissue files in `source.folder` come before the built-in ones.
    pub fn parse(source: &Source) -> Result<Sound<(Self, Parts)>, Problems> {
        let mut checks = Checks::of(source);
        if !version::admit(&mut checks, "scenario", FORMAT_VERSION) {
            return checks.finish(None);
        }
        let Some(scenario) = read_into::<Self>(&mut checks) else { return checks.finish(None) };
        let found = Found::of(&mut checks, &scenario, source.folder.as_deref());
        validate::validate(&mut checks, &scenario, &found);
        checks.finish(found.whole().map(|parts| (scenario, parts)))
    }
}

impl Found {
    fn of(checks: &mut Checks, scenario: &Scenario, folder: Option<&Path>) -> Self {
        let shelf = &scenario.devices;
        let base = scenario.patient.base().and_then(|name| {
            // A slip in the name is told at the name, else at the whole section.
            let field = if scenario.patient.like.is_some() { "patient.like" } else { "patient" };
            find(checks, &PATIENTS, field, name, folder)
        });
        let tissues = scenario.lesions.iter().enumerate().map(|(i, lesion)| {
            find(checks, &TISSUES, &format!("lesions[{i}].tissue"), &lesion.tissue, folder)
        });
        let tissues = tissues.collect();
        let wires =
            shelf.wires.iter().enumerate().map(|(i, name)| {
                find(checks, &WIRES, &format!("devices.wires[{i}]"), name, folder)
            });
        let wires = wires.collect();
        let supports =
            shelf.supports().map(|(field, name)| find(checks, &CATHETERS, &field, name, folder));
        let supports = supports.collect();
        let guide = shelf.guide.as_ref();
        let guide = guide.map(|name| find(checks, &CATHETERS, "devices.guide", name, folder));
        let veins = Veins::of(&scenario.patient, base);
        Self { veins, wires, supports, guide, tissues }
    }

    /// Everything, if everything was found.
    fn whole(self) -> Option<Parts> {
        Some(Parts {
            branches: self.veins.branches,
            wires: self.wires.into_iter().collect::<Option<_>>()?,
            supports: self.supports.into_iter().collect::<Option<_>>()?,
            guide: match self.guide {
                None => None,
                Some(found) => Some(found?),
            },
            tissues: self.tissues.into_iter().collect::<Option<_>>()?,
        })
    }
}

fn find<T>(
    checks: &mut Checks,
    catalogue: &Catalogue<T>,
    field: &str,
    name: &str,
    folder: Option<&Path>,
) -> Option<T> {
    if !checks.sound(field) {
        return None;
    }
    match catalogue.find(name, folder) {
        Ok(found) => Some(found),
        Err(LookupError::Broken(problems)) => {
            checks.extend(field, problems);
            None
        }
        Err(error) => {
            let remedy = error.remedy();
            if let LookupError::Unknown { kind, name, names } = error {
                checks.fault(Fault {
                    field: field.into(),
                    what: format!("there is no {kind} `{name}`"),
                    allowed: listed(names.iter().map(String::as_str)),
                    remedy,
                });
            }
            None
        }
    }
}
