//! What is wrong with a patient's veins: lesions, side channels, webs and collaterals, by difficulty.

use super::Difficulty;
use super::draws::{chance, even, hundredth, one_of, tenth};
use super::measure::{Side, curve};
use crate::sim::anatomy::{Centreline, Station};
use crate::sim::math::{Vec3, perpendicular, rotate};
use crate::sim::random::Xoshiro256PlusPlus;
use crate::sim::scenario::{Branch, ControlPoint, Lesion, Place, Stump, Web, Wisp};
use crate::sim::units::TURN;
use rand::RngExt;

/// Nothing is placed nearer to a branch's end than this, mm: measured on the course it may be off a little.
const SPARE: f64 = 3.0;
/// Where an ascending lumbar vein leaves the common iliac at most, mm.
const LUMBAR: f64 = 26.0;
/// The stump of a piece that begins in a lake, mm, and what of the lake lies before it.
const LAKE_STUMP: f64 = 4.0;
const LAKE: f64 = 3.0;

/// No piece is shorter, mm; the checks ask for 5.
const SHORTEST: f64 = 6.0;

/// From where to where a quantity is drawn.
type Range = (f64, f64);

/// The ranges of one difficulty; lengths in mm, the rest shares.
pub(super) struct Severity {
    /// Years since the thrombosis.
    age: Range,
    wisp: Range,
    meander: Range,
    wavelength: Range,
    floor: Range,
    offset: Range,
    mouth: Range,
    /// Share of cases with a gap of scar alone, and its length.
    gap: (f64, Range),
    /// Share that reaches into the cava, and how far.
    cava: (f64, Range),
    /// Share that is come to from the other side.
    across: f64,
    /// Most dead-end side channels and webs.
    side_channels: usize,
    webs: usize,
    /// Share with collaterals wide enough to tempt.
    tempting: f64,
}

impl Severity {
    pub(super) const fn of(difficulty: Difficulty) -> Self {
        match difficulty {
            Difficulty::Easy => Self {
                age: (1.0, 3.5),
                wisp: (0.25, 0.3),
                meander: (0.4, 0.8),
                wavelength: (24.0, 32.0),
                floor: (1.6, 1.8),
                offset: (0.2, 0.35),
                mouth: (0.35, 0.45),
                gap: (0.0, (0.0, 0.0)),
                cava: (0.0, (0.0, 0.0)),
                across: 0.0,
                side_channels: 0,
                webs: 1,
                tempting: 0.0,
            },
            Difficulty::Typical => Self {
                age: (3.0, 15.0),
                wisp: (0.2, 0.25),
                meander: (0.8, 1.1),
                wavelength: (20.0, 26.0),
                floor: (1.7, 2.0),
                offset: (0.3, 0.45),
                mouth: (0.3, 0.4),
                gap: (0.0, (0.0, 0.0)),
                cava: (0.0, (0.0, 0.0)),
                across: 0.0,
                side_channels: 1,
                webs: 2,
                tempting: 0.4,
            },
            Difficulty::Hard => Self {
                age: (6.0, 20.0),
                wisp: (0.15, 0.2),
                meander: (1.0, 1.25),
                wavelength: (18.0, 23.0),
                floor: (1.9, 2.2),
                offset: (0.4, 0.6),
                mouth: (0.28, 0.35),
                gap: (0.5, (6.0, 12.0)),
                cava: (0.6, (10.0, 45.0)),
                across: 0.2,
                side_channels: 2,
                webs: 2,
                tempting: 0.7,
            },
            Difficulty::Extreme => Self {
                age: (15.0, 30.0),
                wisp: (0.1, 0.15),
                meander: (1.1, 1.35),
                wavelength: (16.0, 20.0),
                floor: (2.1, 2.5),
                offset: (0.5, 0.75),
                mouth: (0.25, 0.3),
                gap: (0.85, (12.0, 20.0)),
                cava: (0.7, (20.0, 55.0)),
                across: 0.25,
                side_channels: 3,
                webs: 3,
                tempting: 0.9,
            },
        }
    }
}

/// What a patient has, and how it is come to.
pub(super) struct Disease {
    pub ill: Side,
    /// Years since the thrombosis.
    pub age: u32,
    /// True if the way leads over the confluence from the other groin.
    pub across: bool,
    pub lesions: Vec<Lesion>,
    pub webs: Vec<Web>,
    pub access: Place,
    pub target: Place,
    /// Length of all lesions, mm.
    pub occluded: f64,
}

/// The veins from the groin along the flow as one length.
struct Course {
    parts: Vec<(String, Centreline)>,
}

impl Course {
    fn of(branches: &[Branch], side: Side) -> Self {
        let iliac = ["common-femoral", "external-iliac", "common-iliac"].map(|it| side.vein(it));
        let names = iliac.into_iter().chain(["ivc".to_owned()]);
        // The template has them all.
        let parts = names.filter_map(|name| curve(branches, &name).map(|curve| (name, curve)));
        Self { parts: parts.collect() }
    }

    /// Where part `k` begins, mm.
    fn start(&self, k: usize) -> f64 {
        self.parts[..k].iter().map(|(_, curve)| curve.length()).sum()
    }

    fn part(&self, u: f64) -> (usize, f64) {
        let k = (1..self.parts.len()).rev().find(|&k| u >= self.start(k)).unwrap_or(0);
        (k, u - self.start(k))
    }

    /// The place at `u` mm, or one a little further from a branch's end, to whole millimetres.
    fn place(&self, u: f64) -> Place {
        let (k, s) = self.part(u);
        let (name, curve) = &self.parts[k];
        let at_mm = libm::round(s.clamp(SPARE, curve.length() - SPARE - 0.5));
        Place { branch: name.clone(), at_mm }
    }

    /// The places at `from` and `to` mm, the first not before `least` and the second `SHORTEST` beyond it.
    /// What falls into the spare end of a branch goes on to the next where it must.
    fn stretch(&self, least: f64, from: f64, to: f64) -> (Place, Place) {
        let beyond = |least: f64, u: f64| {
            let place = self.place(u.max(least));
            if self.arc(&place) >= least {
                return place;
            }
            let next = self.start(self.part(u.max(least)).0 + 1);
            let place = self.place(next + SPARE);
            if self.arc(&place) >= least { place } else { self.place(least + 0.5) }
        };
        let from = beyond(least, from);
        let to = beyond(self.arc(&from) + SHORTEST, to);
        (from, to)
    }

    /// `u` of a place, mm.
    fn arc(&self, place: &Place) -> f64 {
        let k = self.parts.iter().position(|(name, _)| *name == place.branch).unwrap_or(0);
        self.start(k) + place.at_mm
    }

    fn at(&self, place: &Place) -> Station {
        let k = self.parts.iter().position(|(name, _)| *name == place.branch).unwrap_or(0);
        self.parts[k].1.at(place.at_mm)
    }
}

/// A stretch of lesion: from where to where, whether there is a wisp, and its stump, mm.
type Piece = (f64, f64, bool, f64);

/// Makes the patient with these `branches` ill; side channels and wide collaterals are added to them.
pub(super) fn disease(
    branches: &mut Vec<Branch>,
    difficulty: Difficulty,
    random: &mut Xoshiro256PlusPlus,
) -> Disease {
    let severity = Severity::of(difficulty);
    // Three of four iliac thromboses are on the left.
    let ill = if chance(random, 0.75) { Side::Left } else { Side::Right };
    let age = libm::round(even(random, severity.age)) as u32;
    let across = chance(random, severity.across);
    let course = Course::of(branches, ill);
    let (lesions, access, target) = if across {
        from_across(branches, &course, ill, age, &severity, random)
    } else {
        from_below(&course, age, difficulty, &severity, random)
    };
    let arcs = |lesion: &Lesion| (course.arc(&lesion.from), course.arc(&lesion.to));
    let occluded = lesions.iter().map(arcs).map(|(a, b)| (b - a).abs()).sum();
    let mut webs = Vec::new();
    if !across {
        let first = &lesions[0];
        let stump = course.arc(&first.from) - first.stump.funnel_mm;
        let room = (course.arc(&access) + 12.0, stump - 4.0);
        webs = self::webs(&course, room, severity.webs, random);
        let count = random.random_range(0..=severity.side_channels);
        for k in 0..count {
            let place = course.place(stump - 5.0 - 4.0 * k as f64);
            branches.push(side_channel(&course, &place, k + 1, random));
        }
        if chance(random, severity.tempting) {
            tempt(branches, ill, &course, course.arc(&access) + 25.0, random);
        }
    }
    Disease { ill, age, across, lesions, webs, access, target, occluded }
}

/// Lesions on the way from the groin below them into the cava.
fn from_below(
    course: &Course,
    age: u32,
    difficulty: Difficulty,
    severity: &Severity,
    random: &mut Xoshiro256PlusPlus,
) -> (Vec<Lesion>, Place, Place) {
    let access =
        Place { branch: course.parts[0].0.clone(), at_mm: libm::round(even(random, (5.0, 12.0))) };
    let (external, common, cava) = (course.start(1), course.start(2), course.start(3));
    let funnel = libm::round(even(random, (10.0, 16.0)));
    let (from, to, funnel) = match difficulty {
        // Below the internal iliac vein, which a wire takes more readily than a stump.
        Difficulty::Easy => {
            let length = even(random, (20.0, 45.0));
            let from = even(random, (external + 8.0, common - 10.0 - length));
            (from, from + length, funnel)
        }
        // Above the ascending lumbar vein: that and the internal iliac lie open before the stump.
        Difficulty::Hard if cava - common > 60.0 && chance(random, 0.2) => {
            (common + LUMBAR + 10.0, cava - 4.0, 8.0)
        }
        Difficulty::Typical => {
            let from = external + even(random, (4.0, 25.0));
            (from, cava - even(random, (4.0, 25.0)), funnel)
        }
        Difficulty::Hard | Difficulty::Extreme => {
            let beyond =
                if chance(random, severity.cava.0) { even(random, severity.cava.1) } else { -4.0 };
            (external + even(random, (4.0, 10.0)), cava + beyond, funnel)
        }
    };
    let gap = chance(random, severity.gap.0) && to - from > 90.0;
    let pieces: Vec<Piece> = if gap {
        let length = even(random, severity.gap.1);
        let first = from + (to - from) * even(random, (0.25, 0.5));
        let (lake, stump) = (LAKE + LAKE_STUMP, LAKE_STUMP);
        let end = first + lake + length;
        vec![
            (from, first, true, funnel),
            (first + lake, end, false, stump),
            (end + lake, to, true, stump),
        ]
    } else {
        vec![(from, to, true, funnel)]
    };
    let mut lesions = Vec::new();
    let mut end = f64::NEG_INFINITY;
    for (from, to, wisp, funnel) in pieces {
        let places = course.stretch(end + funnel + 1.0, from, to);
        end = course.arc(&places.1);
        let lumen = 2.0 * course.at(&places.0).radius;
        lesions.push(lesion(places, (wisp, funnel), age, lumen, severity, random));
    }
    let beyond = (to - cava).max(0.0) + even(random, (30.0, 45.0));
    let target = Place { branch: course.parts[3].0.clone(), at_mm: libm::round(beyond) };
    (lesions, access, target)
}

/// A lesion that is come to from the other groin, over the confluence and against the flow.
fn from_across(
    branches: &[Branch],
    course: &Course,
    ill: Side,
    age: u32,
    severity: &Severity,
    random: &mut Xoshiro256PlusPlus,
) -> (Vec<Lesion>, Place, Place) {
    let (external, cava) = (course.start(1), course.start(3));
    let funnel = 8.0;
    let from = course.place(cava - even(random, (14.0, 18.0)));
    let to = course.place(external + even(random, (8.0, 30.0)));
    let lumen = 2.0 * course.at(&from).radius;
    let lesions = vec![lesion((from, to), (true, funnel), age, lumen, severity, random)];
    let well = ill.other().vein("common-femoral");
    let at_mm = libm::round(even(random, (5.0, 12.0)));
    debug_assert!(branches.iter().any(|branch| branch.name == well));
    let target = Place { branch: course.parts[0].0.clone(), at_mm: 45.0 };
    (lesions, Place { branch: well, at_mm }, target)
}

/// One lesion between two places, with or without a wisp, in a vein of this `lumen` (mm).
fn lesion(
    (from, to): (Place, Place),
    (wisp, funnel): (bool, f64),
    age: u32,
    lumen: f64,
    severity: &Severity,
    random: &mut Xoshiro256PlusPlus,
) -> Lesion {
    // The older, the thinner is what is left of the vein.
    let cord = 3.2 + 1.3 * libm::exp(-f64::from(age) / 10.0) + even(random, (-0.2, 0.2));
    let cord = tenth(cord.min(0.8 * lumen));
    let floor = tenth(even(random, severity.floor).min(0.8 * cord));
    let radius = hundredth(even(random, severity.mouth));
    let offset = hundredth(even(random, severity.offset).min(0.5 * floor - radius - 0.01));
    let angle = libm::round(even(random, (0.0, 360.0)));
    let diameter = hundredth(even(random, severity.wisp));
    let meander = even(random, severity.meander).min(0.5 * (cord - diameter) - 0.05);
    let winding = Wisp {
        diameter_mm: diameter,
        meander_mm: hundredth(meander),
        wavelength_mm: libm::round(even(random, severity.wavelength)),
        seed: random.random_range(1..1000),
    };
    let stump = Stump {
        funnel_mm: funnel,
        floor_diameter_mm: floor,
        mouth_offset_mm: offset,
        mouth_angle_deg: angle,
        mouth_radius_mm: radius,
    };
    Lesion {
        from,
        to,
        tissue: tissue(age).into(),
        cord_diameter_mm: cord,
        wall_mm: 0.8,
        // Without a wisp there is no mouth.
        stump: if wisp {
            stump
        } else {
            Stump { funnel_mm: funnel, floor_diameter_mm: floor, ..Stump::default() }
        },
        wisp: wisp.then_some(winding),
    }
}

/// The tissue of a lesion of this age in years.
pub(super) fn tissue(age: u32) -> &'static str {
    match age {
        0..=4 => "organised-2y",
        5..=13 => "organised-8y",
        _ => "organised-20y",
    }
}

/// Up to `most` webs in patent vein between two arc lengths, mm.
fn webs(
    course: &Course,
    (from, to): (f64, f64),
    most: usize,
    random: &mut Xoshiro256PlusPlus,
) -> Vec<Web> {
    let count = random.random_range(0..=most);
    let step = (to - from) / count.max(1) as f64;
    let webs = (0..count).filter(|_| step > 6.0).map(|k| {
        let place = course.place(from + step * (k as f64 + even(random, (0.2, 0.8))));
        let lumen = 2.0 * course.at(&place).radius;
        Web {
            place,
            angle_deg: libm::round(even(random, (0.0, 360.0))),
            reach_mm: tenth(lumen * even(random, (0.3, 0.5))),
            width_mm: tenth(lumen * even(random, (0.5, 0.65))),
            hinge_n_mm_per_rad: 1.0,
            tears_at_n_mm: 2.0,
        }
    });
    webs.collect()
}

fn point(x: Vec3, diameter: f64) -> ControlPoint {
    ControlPoint {
        at_mm: (tenth(x.x), tenth(x.y), tenth(x.z)),
        diameter_mm: tenth(diameter),
        ap_mm: None,
    }
}

/// A blind channel that leaves `place` and runs beside the vein: drawn in the direction of flow, from its
/// blind end.
fn side_channel(
    course: &Course,
    place: &Place,
    number: usize,
    random: &mut Xoshiro256PlusPlus,
) -> Branch {
    let Station { centre, tangent, radius, .. } = course.at(place);
    let out = rotate(perpendicular(tangent), tangent, even(random, (0.0, TURN)));
    let (aside, length) = (radius + even(random, (4.0, 8.0)), even(random, (18.0, 40.0)));
    let diameter = even(random, (2.5, 3.5));
    let points = vec![
        point(centre + tangent * length + out * (aside + 2.0), 0.6 * diameter),
        point(centre + tangent * (0.5 * length) + out * aside, diameter),
        point(centre, diameter),
    ];
    let name = format!("side-channel-{number}");
    Branch { name, into: Some(place.branch.clone()), from: None, points, valves: Vec::new() }
}

/// Widens the ways around on the ill side and leads one over the pubic bone from `u` mm.
fn tempt(
    branches: &mut Vec<Branch>,
    ill: Side,
    course: &Course,
    u: f64,
    random: &mut Xoshiro256PlusPlus,
) {
    let lumbar = ill.vein("ascending-lumbar");
    for name in [lumbar.as_str(), "left-gonadal", "pelvic-crossing"] {
        let Some(branch) = branches.iter_mut().find(|it| it.name == name) else { continue };
        let widest = branch.points.iter().map(|it| it.diameter_mm).fold(0.0, f64::max);
        let factor = even(random, (6.0, 8.0)) / widest;
        for point in &mut branch.points {
            point.diameter_mm = tenth(point.diameter_mm * factor);
        }
    }
    let place = course.place(u);
    let from = course.at(&place).centre;
    let well = ill.other().vein("common-femoral");
    let Some(other) = curve(branches, &well) else { return };
    let to = other.at(0.5 * other.length()).centre;
    let diameter = one_of(random, &[4.0, 5.0, 6.0]);
    let front = from.y.min(to.y);
    let over = |share: f64, forward: f64, up: f64| {
        let x = from.lerp(to, share);
        point(Vec3::new(x.x, front - forward, x.z + up), diameter)
    };
    let points = vec![
        point(from, diameter),
        // Over the pubic bone and under the skin.
        over(0.2, 2.0, 6.0),
        over(0.4, 4.0, 12.0),
        over(0.6, 4.0, 12.0),
        over(0.8, 2.0, 6.0),
        point(to, diameter),
    ];
    branches.push(Branch {
        name: "suprapubic".into(),
        from: Some(place.branch),
        into: Some(well),
        points,
        valves: Vec::new(),
    });
}
