//! Patients as people differ: size, calibres and windings of a patient's veins varied by seed.

use super::schema::Branch;
use crate::sim::random::{Xoshiro256PlusPlus, stream};
use crate::sim::units::TURN;
use rand::RngExt;

/// Largest change of stature and of width, as a share: two standard deviations of adult height.
const STATURE: f64 = 0.08;
const WIDTH: f64 = 0.06;
/// Largest change of all calibres together and of each branch's own, as a share.
const CALIBRE: f64 = 0.12;
const OWN_CALIBRE: f64 = 0.06;
/// How far windings lead aside at most, mm, and the range of their wavelengths, mm.
const WINDING: f64 = 3.0;
const WAVELENGTHS: (f64, f64) = (120.0, 300.0);

/// `branches` of another person. Every place is moved by a function of the place alone, so what was
/// joined stays joined.
pub(super) fn varied(branches: Vec<Branch>, seed: u64) -> Vec<Branch> {
    let mut random = stream(seed, "patient");
    let stature = 1.0 + STATURE * bell(&mut random);
    let (left_right, front_back) =
        (1.0 + WIDTH * bell(&mut random), 1.0 + WIDTH * bell(&mut random));
    let calibre = 1.0 + CALIBRE * bell(&mut random);
    let mut wave = || {
        let wavelength = random.random_range(WAVELENGTHS.0..WAVELENGTHS.1);
        let (phase, most) =
            (random.random_range(0.0..TURN), WINDING * random.random_range(0.0..1.0));
        move |z: f64| most * libm::sin(TURN * z / wavelength + phase)
    };
    let (aside, back) = (wave(), wave());
    let mut vary = |mut branch: Branch| {
        let own = calibre * (1.0 + OWN_CALIBRE * bell(&mut random));
        for point in &mut branch.points {
            let (x, y, z) = point.at_mm;
            point.at_mm = (
                tenth(x * left_right + aside(z)),
                tenth(y * front_back + back(z)),
                tenth(z * stature),
            );
            point.diameter_mm = tenth(point.diameter_mm * own);
        }
        for valve in &mut branch.valves {
            valve.at_mm = tenth(valve.at_mm * stature);
        }
        branch
    };
    branches.into_iter().map(&mut vary).collect()
}

/// From −1 to 1, most often near 0: the mean of three even draws.
fn bell(random: &mut Xoshiro256PlusPlus) -> f64 {
    (0..3).map(|_| random.random_range(-1.0..1.0)).sum::<f64>() / 3.0
}

/// A length as one would write it in a file, mm.
fn tenth(length: f64) -> f64 {
    libm::round(length * 10.0) / 10.0
}

#[cfg(test)]
mod tests {
    use super::super::{PATIENTS, Scenario, veins::read_patient};
    use super::*;
    use crate::sim::text::Source;

    fn adult() -> Vec<Branch> {
        PATIENTS.find("adult", None).unwrap_or_else(|error| panic!("{error}")).branches
    }

    #[test]
    fn the_same_seed_gives_the_same_patient_and_another_seed_another() {
        assert_eq!(varied(adult(), 4), varied(adult(), 4));
        assert_ne!(varied(adult(), 4), varied(adult(), 5));
    }

    #[test]
    fn a_hundred_patients_are_sound_and_differ_in_size_and_calibre() {
        let (mut heights, mut calibres) = (Vec::new(), Vec::new());
        for seed in 0..100 {
            let branches = varied(adult(), seed);
            let ivc = branches.iter().find(|branch| branch.name == "ivc").unwrap();
            heights.push(ivc.points.last().unwrap().at_mm.2);
            calibres.push(ivc.points[1].diameter_mm);
            let file = super::super::PatientFile { title: "one".into(), branches };
            let text = ron::ser::to_string(&file).unwrap();
            read_patient(&Source::new("varied.patient.ron", text))
                .unwrap_or_else(|problems| panic!("seed {seed}: {problems}"));
        }
        let spread = |values: &[f64]| {
            values.iter().copied().fold(f64::MIN, f64::max)
                / values.iter().copied().fold(f64::MAX, f64::min)
        };
        assert!((1.04..1.18).contains(&spread(&heights)), "{}", spread(&heights));
        assert!((1.08..1.45).contains(&spread(&calibres)), "{}", spread(&calibres));
    }

    #[test]
    fn a_seed_in_a_scenario_changes_its_veins_and_a_branch_of_ones_own_takes_its_place() {
        let parts = |patient: &str| {
            let text = format!(
                "(version: 0, title: \"t\", patient: {patient}, \
                 access: (branch: \"left-femoral\", at_mm: 5), target: (branch: \"ivc\", at_mm: 40))"
            );
            let read = Scenario::parse(&Source::new("t.ron", text));
            read.unwrap_or_else(|problems| panic!("{problems}")).value.1.branches
        };
        assert_eq!(parts("()"), adult());
        assert_ne!(parts("(seed: 3)"), adult());
        let own = "(name: \"right-iliac\", into: Some(\"ivc\"), points: [(at_mm: (-60, 0, -70), \
                   diameter_mm: 9), (at_mm: (-16, -16, 34), diameter_mm: 9)])";
        let branches = parts(&format!("(like: \"adult\", branches: [{own}])"));
        assert_eq!(branches.len(), adult().len());
        assert_eq!(branches.iter().find(|b| b.name == "right-iliac").unwrap().points.len(), 2);
    }
}
