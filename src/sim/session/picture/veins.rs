//! What of a case's veins is open and what is a cord, as CT shows it.

use super::Case;
use crate::sim::anatomy::Centreline;
use crate::sim::math::{Vec3, smoothstep};
use crate::sim::scenario::{Place, chain};

/// Distance between drawn places along a vein, mm.
const STEP: f64 = 1.0;
/// Length over which a vein is drawn to narrow to a stump before an occlusion, and over which its
/// blind end beyond one is round, mm.
const STUMP: f64 = 12.0;
const BLIND_END: f64 = 4.0;

/// A drawn stretch of vein: places with radii, mm.
pub type Stretch = Vec<(Vec3, f64)>;

/// Where the road is occluded: arc lengths on the route, mm, upstream first.
pub fn occlusions(case: &Case) -> &[(f64, f64)] {
    &case.lesion_s
}

/// The ends of each of [`occlusions`] as the file has them.
pub fn occlusion_places(case: &Case) -> Vec<[&Place; 2]> {
    let lesions = case.lesion_in_file.iter().map(|&index| &case.scenario.lesions[index]);
    lesions.map(|lesion| [&lesion.from, &lesion.to]).collect()
}

/// The cords of the route.
pub fn cords(route: &Centreline, occlusions: &[(f64, f64)]) -> Vec<Stretch> {
    occlusions
        .iter()
        .map(|&(from, to)| {
            // The radius of the middle: at its very ends the route's is already the vein's.
            let radius = route.at(0.5 * (from + to)).radius;
            stretch(route, from, to).into_iter().map(|(x, _)| (x, radius)).collect()
        })
        .collect()
}

/// The stretches of a road of `length` mm between its occlusions: arc lengths, mm.
pub fn open_spans(length: f64, occlusions: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let starts = std::iter::once(0.0).chain(occlusions.iter().map(|lesion| lesion.1));
    let ends = occlusions.iter().map(|lesion| lesion.0).chain(std::iter::once(length));
    starts.zip(ends).filter(|(from, to)| to - from > STEP).collect()
}

/// Radius of an open stretch at arc length `s`, mm: it narrows to a cord where it meets one.
pub fn open_radius(route: &Centreline, occlusions: &[(f64, f64)], s: f64) -> f64 {
    let radius = own_radius(route, occlusions, s);
    occlusions.iter().fold(radius, |radius, &(from, to)| {
        let cord = route.at(0.5 * (from + to)).radius.min(radius);
        let share = if s < to {
            smoothstep((from - s) / STUMP)
        } else {
            let short = 1.0 - ((s - to) / BLIND_END).min(1.0);
            (1.0 - short * short).sqrt()
        };
        cord + (radius - cord) * share
    })
}

/// The open stretches of the route, which narrow to a cord where they meet one.
pub fn open_stretches(route: &Centreline, occlusions: &[(f64, f64)]) -> Vec<Stretch> {
    open_spans(route.length(), occlusions)
        .into_iter()
        .map(|(from, to)| {
            // The blind end widens fast.
            let fine = (1..8).map(|i| from + BLIND_END * f64::from(i * i) / 64.0);
            let mut places: Vec<_> = fine.filter(|s| *s < to).chain(steps(from, to)).collect();
            places.sort_by(f64::total_cmp);
            places.dedup_by(|a, b| (*a - *b).abs() < 0.01);
            let place = |s| (route.at(s).centre, open_radius(route, occlusions, s));
            places.into_iter().map(place).collect()
        })
        .collect()
}

/// Radius of the open vein at arc length `s`, mm: within a sample of an occlusion's ends the route's
/// is on its way to the cord's.
fn own_radius(route: &Centreline, occlusions: &[(f64, f64)], s: f64) -> f64 {
    let clear = occlusions
        .iter()
        .fold(s, |s, &(from, to)| if s < from { s.min(from - STEP) } else { s.max(to + STEP) });
    route.at(clear.max(0.0)).radius
}

/// The stretches of the branches that the road does not run through.
pub fn beside_the_road(case: &Case) -> Vec<Stretch> {
    let branches = &case.ingredients.parts.branches;
    let on_road = chain(branches, &case.scenario.access.branch).unwrap_or_default();
    let on_road = |name: &str| on_road.iter().any(|index| branches[*index].name == name);
    let mut stretches = Vec::new();
    for (name, curve) in &case.branches {
        if !on_road(name) {
            stretches.push(stretch(curve, 0.0, curve.length()));
            continue;
        }
        let beside = |s: f64| {
            let station = curve.at(s);
            let road = case.route.nearest_of_all(station.centre);
            let within = (0.0..=case.route.length()).contains(&road.s);
            !within || road.centre.distance(station.centre) > station.radius
        };
        let places = steps(0.0, curve.length());
        for run in places.chunk_by(|a, b| beside(*a) == beside(*b)) {
            if beside(run[0]) && run.len() > 1 {
                stretches.push(stretch(curve, (run[0] - STEP).max(0.0), run[run.len() - 1] + STEP));
            }
        }
    }
    stretches
}

/// The curve from `from` to `to` with its own radii.
pub fn stretch(curve: &Centreline, from: f64, to: f64) -> Stretch {
    let station = |s: f64| (curve.at(s).centre, curve.at(s).radius);
    steps(from, to.min(curve.length())).into_iter().map(station).collect()
}

/// Arc lengths from `from` to `to`, both among them.
fn steps(from: f64, to: f64) -> Vec<f64> {
    let count = ((to - from) / STEP).ceil().max(1.0) as usize;
    (0..=count).map(|i| from + (to - from) * i as f64 / count as f64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn straight() -> Centreline {
        Centreline::through(&[Vec3::ZERO, Vec3::Z * 100.0, Vec3::Z * 200.0], &[6.0; 3])
    }

    fn with_cords(lesions: &[(f64, f64)]) -> Centreline {
        straight().with_radius(|s, radius| {
            if lesions.iter().any(|(from, to)| (*from..=*to).contains(&s)) { 2.0 } else { radius }
        })
    }

    #[test]
    fn cords_and_open_stretches_together_are_the_whole_road_for_none_one_or_two_lesions() {
        for lesions in [&[][..], &[(50.0, 90.0)], &[(20.0, 60.0), (80.0, 150.0)]] {
            let route = with_cords(lesions);
            let (cords, open) = (cords(&route, lesions), open_stretches(&route, lesions));
            assert_eq!((cords.len(), open.len()), (lesions.len(), lesions.len() + 1));
            let length = |stretch: &Stretch| stretch[stretch.len() - 1].0.z - stretch[0].0.z;
            let total: f64 = cords.iter().chain(&open).map(length).sum();
            assert!((total - 200.0).abs() < 0.01, "{total} mm drawn");
            assert!(cords.iter().flatten().all(|(_, radius)| (*radius - 2.0).abs() < 1e-9));
        }
    }

    #[test]
    fn an_open_stretch_narrows_to_the_cord_and_has_its_own_width_away_from_it() {
        let lesions = [(100.0, 140.0)];
        let open = open_stretches(&with_cords(&lesions), &lesions);
        let (before, beyond) = (&open[0], &open[1]);
        assert!((before[0].1 - 6.0).abs() < 1e-9 && before[before.len() - 1].1 < 2.1);
        assert!(beyond[0].1 < 2.1 && (beyond[beyond.len() - 1].1 - 6.0).abs() < 1e-9);
        assert!(before.windows(2).all(|pair| pair[1].1 <= pair[0].1 + 1e-9));
    }
}
