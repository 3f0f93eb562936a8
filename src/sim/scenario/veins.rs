//! A scenario's veins: those of the patient it begins with, varied, with branches of its own.

use super::schema::{Branch, Patient, PatientFile};
use super::vary::varied;
use crate::sim::text::{Catalogue, Checks, Problems, Sound, Source, read};

/// The patients: `<name>.patient.ron`.
pub const PATIENTS: Catalogue<PatientFile> = Catalogue {
    kind: "patient",
    home: "assets/patients",
    built_in: &[
        ("adult", include_str!("../../../assets/patients/adult.patient.ron")),
        ("adult-system", include_str!("../../../assets/patients/adult-system.patient.ron")),
    ],
    read: read_patient,
};

/// All branches of a patient, and where each stands in the file.
#[derive(Clone, Debug, Default)]
pub(super) struct Veins {
    pub branches: Vec<Branch>,
    /// Field path of each; that of the whole patient where the file does not write the branch out.
    places: Vec<String>,
}

impl Veins {
    /// Branches that all stand in the file, in the list `field`.
    pub(super) fn written(branches: Vec<Branch>, field: &str) -> Self {
        let places = (0..branches.len()).map(|i| format!("{field}[{i}]")).collect();
        Self { branches, places }
    }

    /// The veins of `patient`, which begins with `base`.
    pub(super) fn of(patient: &Patient, base: Option<PatientFile>) -> Self {
        let own = Self::written(patient.branches.clone(), "patient.branches");
        let Some(base) = base else { return own };
        let base = match patient.seed {
            Some(seed) => varied(base.branches, seed),
            None => base.branches,
        };
        let mut veins = Self { places: vec!["patient".into(); base.len()], branches: base };
        for (branch, place) in own.branches.into_iter().zip(own.places) {
            match veins.branches.iter().position(|other| other.name == branch.name) {
                // Twice in the file itself is for the checks to tell.
                Some(i) if veins.places[i] == "patient" => {
                    veins.branches[i] = branch;
                    veins.places[i] = place;
                }
                _ => {
                    veins.branches.push(branch);
                    veins.places.push(place);
                }
            }
        }
        veins
    }

    /// The path of `part` of branch `i`, or of what stands for it in the file.
    pub(super) fn field(&self, i: usize, part: &str) -> String {
        match self.places[i].as_str() {
            "patient" => "patient".into(),
            place => format!("{place}{part}"),
        }
    }

    /// The branches' names.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.branches.iter().map(|branch| branch.name.as_str())
    }

    /// The position of the branch called `name`.
    pub(super) fn position(&self, name: &str) -> Option<usize> {
        self.names().position(|other| other == name)
    }

    /// Whether exactly one branch is called `name`.
    pub(super) fn named_once(&self, name: &str) -> bool {
        self.names().filter(|other| *other == name).count() == 1
    }

    /// Whether `part` of branch `i` can be judged: nothing is wrong with it so far.
    pub(super) fn judged(&self, checks: &Checks, i: usize, part: &str) -> bool {
        self.places[i] == "patient" || checks.sound(&self.field(i, part))
    }

    /// Whether every name can be relied on, so that one that is missing is really not there.
    pub(super) fn complete(&self, checks: &Checks) -> bool {
        !self.branches.is_empty()
            && ["patient", "patient.like", "patient.branches"].iter().all(|f| checks.intact(f))
            && (0..self.branches.len()).all(|i| self.judged(checks, i, ".name"))
    }
}

/// Reads a patient file and checks its veins; fails with every problem at once.
pub fn read_patient(source: &Source) -> Result<Sound<PatientFile>, Problems> {
    let (patient, mut checks) = read::<PatientFile>(source);
    if let Some(patient) = &patient {
        let veins = Veins::written(patient.branches.clone(), "branches");
        super::validate::check_veins(&mut checks, &veins, None);
    }
    checks.finish(patient)
}
