//! A person's veins: the adult template with another size, other windings, bends and calibres.
//!
//! Every place is moved by a function of the place alone, so what was joined stays joined. The bends are
//! set at last: their angles are drawn as published, and the confluence of internal and external iliac
//! and the vein at the inguinal ligament are moved, each with what lies around it, until the
//! veins measure that.

use super::draws::{normal, quantile, standard, tenth};
use super::measure::{Angles, Side, angles};
use super::published::GAPS;
use crate::sim::math::{Mat3, Vec3};
use crate::sim::random::{Xoshiro256PlusPlus, stream};
use crate::sim::scenario::{Branch, PATIENTS, branch_curve};
use crate::sim::units::TURN;
use rand::RngExt;

/// Standard deviations of stature, width and depth, as a share: adult height varies by about 4% in
/// either sex.
const STATURE: f64 = 0.04;
const WIDTH: f64 = 0.03;
/// How far windings lead aside, mm (standard deviation), and the range of their wavelengths, mm.
const WINDING: f64 = 1.2;
const WAVELENGTHS: (f64, f64) = (120.0, 300.0);
/// Reach of what is moved with the confluence and with the vein at the ligament, mm.
const KNEE_REACH: f64 = 60.0;
const GROIN_REACH: f64 = 45.0;
/// Farthest that these are moved along one axis, mm, and in one step of the search.
const FARTHEST: f64 = 22.0;
const STEP: f64 = 6.0;
/// Rounds of the search for the bends; each halves what is left at least.
const ROUNDS: usize = 7;
/// A small move, to find how angles follow, mm.
const PROBE: f64 = 0.2;
/// Sharpest and straightest bend that is drawn, degrees: a vein along a curve is never quite straight.
const SHARPEST: f64 = 80.0;
const STRAIGHTEST: f64 = 168.0;
/// Standard deviations of calibres, as a share: of all veins together, of a region, of a branch. None is
/// published for most.
const CALIBRE: f64 = 0.06;
const REGION: f64 = 0.06;
const OWN: f64 = 0.05;
/// Collaterals' calibres over the template's, at least and at most.
const AROUND: (f64, f64) = (0.8, 1.6);
/// The external iliac's diameter half-way, mm: a normal law cut off at what would be occluded or ectatic,
/// wider than the published 11.9 ± 3.8 by what the cut takes away.
const EXTERNAL: (f64, f64) = (11.6, 4.4);
const EXTERNAL_RANGE: (f64, f64) = (5.0, 20.0);
/// Front-to-back diameter of the cava near the atrium and behind the liver, mm: the template's 20 and
/// 18 are from memory.
const UPPER_CAVA: [f64; 2] = [16.9, 16.6];
/// The template's own external iliac half-way, mm.
const EXTERNAL_TEMPLATE: f64 = 11.9;

/// The veins of the person with this `seed`, to a tenth of a millimetre.
pub fn patient(seed: u64) -> Vec<Branch> {
    let mut branches = template();
    size(&mut branches, &mut stream(seed, "generate size"));
    bend(&mut branches, &mut stream(seed, "generate bends"));
    calibre(&mut branches, &mut stream(seed, "generate calibres"));
    for point in branches.iter_mut().flat_map(|branch| &mut branch.points) {
        point.at_mm = (tenth(point.at_mm.0), tenth(point.at_mm.1), tenth(point.at_mm.2));
        point.diameter_mm = tenth(point.diameter_mm);
        point.ap_mm = point.ap_mm.map(tenth);
    }
    join(&mut branches);
    branches
}

/// The template's veins, with the upper cava as flat as published.
fn template() -> Vec<Branch> {
    // Built in and held sound by a test: the file is always there.
    let patient = PATIENTS.find("adult-system", None);
    let mut branches = patient.map(|patient| patient.branches).unwrap_or_default();
    let cava = branches.iter_mut().find(|branch| branch.name == "ivc");
    let upper = cava.into_iter().flat_map(|cava| cava.points.iter_mut().rev()).zip(UPPER_CAVA);
    upper.for_each(|(point, depth)| point.ap_mm = Some(depth));
    branches
}

/// Stature, width, depth and windings.
fn size(branches: &mut [Branch], random: &mut Xoshiro256PlusPlus) {
    let stature = 1.0 + STATURE * standard(random);
    let (width, depth) = (1.0 + WIDTH * standard(random), 1.0 + WIDTH * standard(random));
    let mut wave = || {
        let wavelength = random.random_range(WAVELENGTHS.0..WAVELENGTHS.1);
        let (phase, most) = (random.random_range(0.0..TURN), WINDING * standard(random));
        move |z: f64| most * libm::sin(TURN * z / wavelength + phase)
    };
    let (aside, back) = (wave(), wave());
    for point in branches.iter_mut().flat_map(|branch| &mut branch.points) {
        let (x, y, z) = point.at_mm;
        point.at_mm = (x * width + aside(z), y * depth + back(z), z * stature);
    }
}

/// What is moved: the confluence of internal and external iliac and the vein at the ligament.
#[derive(Clone, Copy)]
struct Moves {
    side: Side,
    knee: Vec3,
    groin: Vec3,
    /// The confluence aside and back, the vein at the ligament back, mm.
    by: Vec3,
}

impl Moves {
    fn of(branches: &[Branch], side: Side) -> Option<Self> {
        let start = |vein: &str| {
            let name = side.vein(vein);
            let (x, y, z) = branches.iter().find(|it| it.name == name)?.points.first()?.at_mm;
            Some(Vec3::new(x, y, z))
        };
        let (knee, groin) = (start("common-iliac")?, start("external-iliac")?);
        Some(Self { side, knee, groin, by: Vec3::ZERO })
    }

    /// Where `x` is moved to.
    fn shift(&self, x: Vec3) -> Vec3 {
        let (knee, groin) = (bump(x, self.knee, KNEE_REACH), bump(x, self.groin, GROIN_REACH));
        Vec3::new(self.by.x * knee, self.by.y * knee + self.by.z * groin, 0.0)
    }
}

/// 1 at `centre`, falling smoothly to 0 at `reach` from it.
fn bump(x: Vec3, centre: Vec3, reach: f64) -> f64 {
    let rest = (1.0 - x.distance_squared(centre) / (reach * reach)).max(0.0);
    rest * rest
}

/// Draws the angles of both sides and moves the veins until they measure that.
fn bend(branches: &mut [Branch], random: &mut Xoshiro256PlusPlus) {
    let wanted = drawn(random);
    let still = branches.to_vec();
    let both = [Side::Left, Side::Right].map(|side| Moves::of(branches, side));
    let [Some(left), Some(right)] = both else { return };
    let mut moves = [left, right];
    for _ in 0..ROUNDS {
        for k in 0..2 {
            let by = moves[k].by;
            let probe = |axis: Option<Vec3>| {
                let mut tried = moves;
                tried[k].by = by + axis.unwrap_or(Vec3::ZERO) * PROBE;
                vector(angles(&moved(&still, &tried), tried[k].side))
            };
            let now = probe(None);
            let slopes = [Vec3::X, Vec3::Y, Vec3::Z].map(|axis| (probe(Some(axis)) - now) / PROBE);
            let slopes = Mat3::from_cols(slopes[0], slopes[1], slopes[2]);
            // Near a straight vein the angles hardly follow.
            let step = if slopes.determinant().abs() > 1e-3 {
                slopes.inverse() * (vector(Some(wanted[k])) - now)
            } else {
                Vec3::ZERO
            };
            let (step, most) = (step.clamp(-Vec3::splat(STEP), Vec3::splat(STEP)), FARTHEST);
            moves[k].by = (by + step).clamp(Vec3::splat(-most), Vec3::splat(most));
        }
    }
    branches.clone_from_slice(&moved(&still, &moves));
}

/// β, γ and cavo-iliac angle as a vector.
fn vector(angles: Option<Angles>) -> Vec3 {
    angles.map_or(Vec3::ZERO, |it| Vec3::new(it.cavo_iliac, it.beta, it.gamma))
}

fn moved(branches: &[Branch], moves: &[Moves; 2]) -> Vec<Branch> {
    let mut branches = branches.to_vec();
    for point in branches.iter_mut().flat_map(|branch| &mut branch.points) {
        let (x, y, z) = point.at_mm;
        let x = Vec3::new(x, y, z);
        let to = x + moves[0].shift(x) + moves[1].shift(x);
        point.at_mm = (to.x, to.y, to.z);
    }
    branches
}

/// The angles of both sides. Laws that are cut off are wider than the published spread, so that what is
/// left has it.
fn drawn(random: &mut Xoshiro256PlusPlus) -> [Angles; 2] {
    let mut bend = |spread: (f64, f64)| normal(random, spread, (SHARPEST, STRAIGHTEST));
    let (left_gamma, right_gamma) = (bend((122.3, 9.9)), bend((125.0, 12.1)));
    let (left_beta, right_beta) = (bend((128.0, 24.0)), bend((138.0, 15.4)));
    // Seen from the front the three angles of the confluence make a turn, and all have their range.
    let (left, right) = loop {
        let left = normal(random, (142.0, 9.0), (125.0, 162.0));
        let right = normal(random, (152.0, 7.0), (139.0, 168.0));
        if (52.0..=83.0).contains(&(360.0 - left - right)) {
            break (left, right);
        }
    };
    [
        Angles { gamma: left_gamma, beta: left_beta, cavo_iliac: left },
        Angles { gamma: right_gamma, beta: right_beta, cavo_iliac: right },
    ]
}

/// The regions whose veins are wide or narrow together; the external iliacs have their own.
#[derive(Clone, Copy, PartialEq)]
enum Region {
    Leg,
    Groin,
    External(Side),
    Pelvis,
    Trunk,
    Around,
}

fn region(name: &str) -> Region {
    let side = if name.starts_with("left") { Side::Left } else { Side::Right };
    let ends = |ending: &str| name.ends_with(ending);
    if ends("common-femoral") {
        Region::Groin
    } else if ends("external-iliac") {
        Region::External(side)
    } else if ends("popliteal") || ends("femoral") || ends("profunda") {
        Region::Leg
    } else if ends("common-iliac") || ends("internal-iliac") {
        Region::Pelvis
    } else if ends("lumbar") || ends("gonadal") || ends("crossing") {
        Region::Around
    } else {
        Region::Trunk
    }
}

/// Calibres: all together, by region, each vein's own; the external iliacs' and the gap under the
/// artery as published.
fn calibre(branches: &mut [Branch], random: &mut Xoshiro256PlusPlus) {
    let all = 1.0 + CALIBRE * standard(random);
    let mut factor = |sd: f64| all * (1.0 + sd * standard(random));
    let (leg, groin, pelvis) = (factor(REGION), factor(REGION), factor(REGION));
    let (trunk, around) = (factor(REGION), factor(3.0 * REGION).clamp(AROUND.0, AROUND.1));
    let external = [(), ()].map(|()| normal(random, EXTERNAL, EXTERNAL_RANGE) / EXTERNAL_TEMPLATE);
    let of = |region: Region| match region {
        Region::Leg => leg,
        Region::Groin => groin,
        Region::External(Side::Left) => external[0],
        Region::External(Side::Right) => external[1],
        Region::Pelvis => pelvis,
        Region::Trunk => trunk,
        Region::Around => around,
    };
    let names: Vec<_> = branches.iter().map(|branch| branch.name.clone()).collect();
    let into: Vec<_> = branches.iter().map(|branch| branch.into.clone()).collect();
    let own: Vec<_> = names.iter().map(|_| 1.0 + OWN * standard(random)).collect();
    let factors: Vec<_> = names
        .iter()
        .zip(&own)
        .map(|(name, own)| {
            let region = region(name);
            of(region) * if matches!(region, Region::External(_)) { 1.0 } else { *own }
        })
        .collect();
    // Where one vein goes on as another its factor is between the two.
    let leads_on = |k: usize, j: usize| {
        let pair = [("femoral", "common-femoral"), ("common-femoral", "external-iliac")];
        let iliac = [("external-iliac", "common-iliac"), ("popliteal", "femoral")];
        let ends = |i: usize, ending: &str| names[i].ends_with(&format!("t-{ending}"));
        into[k].as_deref() == Some(&names[j])
            && pair.iter().chain(&iliac).any(|(a, b)| ends(k, a) && ends(j, b))
    };
    let joint = |k: usize, j: usize| (factors[k] * factors[j]).sqrt();
    let count = names.len();
    for k in 0..count {
        let before = (0..count).find(|&j| leads_on(j, k)).map_or(factors[k], |j| joint(j, k));
        let after = (0..count).find(|&j| leads_on(k, j)).map_or(factors[k], |j| joint(k, j));
        let last = branches[k].points.len() - 1;
        for (i, point) in branches[k].points.iter_mut().enumerate() {
            let factor = match i {
                0 => before,
                i if i == last => after,
                _ => factors[k],
            };
            point.diameter_mm *= factor;
            point.ap_mm = point.ap_mm.map(|ap| ap * factor);
        }
    }
    let share = random.random_range(0.0..1.0);
    squeeze(branches, quantile(GAPS, share));
}

/// Gives the left common iliac vein this `gap` (mm) under the right iliac artery.
fn squeeze(branches: &mut [Branch], gap: f64) {
    let Some(iliac) = branches.iter_mut().find(|it| it.name == "left-common-iliac") else { return };
    let narrowest = iliac.points.iter().enumerate().filter_map(|(i, it)| Some((i, it.ap_mm?)));
    let Some((at, _)) = narrowest.min_by(|a, b| a.1.total_cmp(&b.1)) else { return };
    for (i, point) in iliac.points.iter_mut().enumerate() {
        let Some(ap) = &mut point.ap_mm else { continue };
        // Beside the artery the vein is no flatter than beneath it.
        *ap = if i == at { gap } else { ap.max(gap) };
        point.diameter_mm = point.diameter_mm.max(*ap);
    }
}

/// Brings the ends of veins that open into others somewhere along them back onto these.
fn join(branches: &mut [Branch]) {
    for k in 0..branches.len() {
        let (into, from) = (branches[k].into.clone(), branches[k].from.clone());
        let last = branches[k].points.len() - 1;
        for (other, at) in [(into, last), (from, 0)] {
            let parent = other.and_then(|name| branches.iter().find(|it| it.name == name));
            let Some(curve) = parent.and_then(branch_curve) else { continue };
            let (x, y, z) = branches[k].points[at].at_mm;
            let x = Vec3::new(x, y, z);
            let s = curve.nearest_of_all(x).s.clamp(0.0, curve.length());
            let foot = curve.at(s).centre;
            if foot.distance(x) > 0.2 {
                branches[k].points[at].at_mm = (tenth(foot.x), tenth(foot.y), tenth(foot.z));
            }
        }
    }
}
