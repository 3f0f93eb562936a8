//! What is measured on a patient's veins, the same way on the template and on generated ones.
//!
//! The angle of a bend is that between the straight lines from its corner to the points [`ARM`] along
//! the vein to either side, as one lays a goniometer on a reconstruction. The cavo-iliac and
//! inter-iliac angles are seen from the front, with the whole common iliac vein for one arm.

use crate::sim::anatomy::Centreline;
use crate::sim::math::Vec3;
use crate::sim::scenario::{Branch, branch_curve};

/// Length of the arms of γ and β along the vein, mm.
pub const ARM: f64 = 45.0;
/// The same for the caval arm of the cavo-iliac angle, mm.
const CAVAL_ARM: f64 = 46.0;

/// A side of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Left,
    Right,
}

impl Side {
    /// As names of branches begin.
    pub fn word(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
        }
    }

    /// The other side.
    pub fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }

    /// The name of this side's `vein`.
    pub fn vein(self, vein: &str) -> String {
        format!("{}-{vein}", self.word())
    }
}

/// The angles of one side, degrees.
#[derive(Clone, Copy, Debug)]
pub struct Angles {
    /// In the vein at the inguinal ligament, between common femoral and external iliac.
    pub gamma: f64,
    /// Where the internal iliac joins, between external and common iliac.
    pub beta: f64,
    /// Between common iliac and cava, seen from the front.
    pub cavo_iliac: f64,
}

/// What is measured on one patient.
#[derive(Clone, Copy, Debug)]
pub struct Measures {
    pub left: Angles,
    pub right: Angles,
    /// Between the common iliac veins, seen from the front, degrees.
    pub inter_iliac: f64,
    /// Diameters, mm: popliteal, common femoral, external iliac half-way, common iliac at three
    /// quarters of its length, each left and right.
    pub popliteal: [f64; 2],
    pub common_femoral: [f64; 2],
    pub external_iliac: [f64; 2],
    pub common_iliac: [f64; 2],
    /// Least front-to-back diameter of the left common iliac vein's upper half, mm: under the artery.
    pub gap: f64,
    /// The cava at the renal veins and near the atrium: front-to-back diameter and width, mm.
    pub renal_cava: (f64, f64),
    pub upper_cava: (f64, f64),
}

/// The curves that the angles of one side are measured on.
struct Bends {
    femoral: Centreline,
    external: Centreline,
    common: Centreline,
    cava: Centreline,
}

impl Bends {
    fn of(branches: &[Branch], side: Side) -> Option<Self> {
        let curve = |name: String| curve(branches, &name);
        Some(Self {
            femoral: curve(side.vein("common-femoral"))?,
            external: curve(side.vein("external-iliac"))?,
            common: curve(side.vein("common-iliac"))?,
            cava: curve("ivc".into())?,
        })
    }

    fn angles(&self) -> Angles {
        let Self { femoral, external, common, cava } = self;
        let at = |curve: &Centreline, s: f64| curve.at(s.clamp(0.0, curve.length())).centre;
        let (groin, knee, top) = (at(external, 0.0), at(common, 0.0), at(cava, 0.0));
        Angles {
            gamma: angle(at(external, ARM) - groin, at(femoral, femoral.length() - ARM) - groin),
            beta: angle(at(external, external.length() - ARM) - knee, at(common, ARM) - knee),
            cavo_iliac: angle(front(knee - top), front(at(cava, CAVAL_ARM) - top)),
        }
    }
}

/// The curve of the branch called `name`.
pub(super) fn curve(branches: &[Branch], name: &str) -> Option<Centreline> {
    branch_curve(branches.iter().find(|branch| branch.name == name)?)
}

/// The angles of one side; `None` where a vein is missing.
pub fn angles(branches: &[Branch], side: Side) -> Option<Angles> {
    Some(Bends::of(branches, side)?.angles())
}

/// Measures a patient whose veins have the template's names; `None` where one is missing.
pub fn measures(branches: &[Branch]) -> Option<Measures> {
    let sides = [Side::Left, Side::Right];
    let [left, right] = sides.map(|side| angles(branches, side));
    let width = |vein: &str, share: f64| {
        let [left, right] = sides.map(|side| {
            let curve = curve(branches, &side.vein(vein))?;
            Some(2.0 * curve.at(share * curve.length()).radius)
        });
        Some([left?, right?])
    };
    let iliac = curve(branches, "left-common-iliac")?;
    let cava = curve(branches, "ivc")?;
    let arms = sides.map(|side| {
        let common = curve(branches, &side.vein("common-iliac"))?;
        Some(front(common.at(0.0).centre - common.at(common.length()).centre))
    });
    let samples = (0..=2 * iliac.length() as usize).map(|i| iliac.at(0.5 * i as f64));
    let upper = 0.5 * iliac.length()..=iliac.length();
    let samples = samples.filter(|station| upper.contains(&station.s));
    let renal = curve(branches, "left-renal")?;
    let renal = cava.nearest_of_all(renal.at(renal.length()).centre).s;
    let oval = |s: f64| {
        let station = cava.at(s);
        (2.0 * station.radius * station.oval, 2.0 * station.radius)
    };
    Some(Measures {
        left: left?,
        right: right?,
        inter_iliac: angle(arms[0]?, arms[1]?),
        popliteal: width("popliteal", 0.5)?,
        common_femoral: width("common-femoral", 0.5)?,
        external_iliac: width("external-iliac", 0.5)?,
        common_iliac: width("common-iliac", 0.75)?,
        gap: samples.map(|it| 2.0 * it.radius * it.oval).fold(f64::INFINITY, f64::min),
        renal_cava: oval(renal),
        upper_cava: oval(cava.length()),
    })
}

/// As seen from the front.
fn front(v: Vec3) -> Vec3 {
    Vec3::new(v.x, 0.0, v.z)
}

/// The angle between two directions, degrees.
fn angle(a: Vec3, b: Vec3) -> f64 {
    let cosine = a.dot(b) / (a.length() * b.length());
    libm::acos(cosine.clamp(-1.0, 1.0)).to_degrees()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::scenario::PATIENTS;

    #[test]
    fn the_template_measures_what_its_fit_says() {
        let adult = PATIENTS.find("adult-system", None).unwrap_or_else(|error| panic!("{error}"));
        let it = measures(&adult.branches).unwrap();
        let pairs = [
            ("γ left", it.left.gamma, 122.0),
            ("γ right", it.right.gamma, 125.0),
            ("β left", it.left.beta, 126.0),
            ("β right", it.right.beta, 135.0),
            ("cavo-iliac left", it.left.cavo_iliac, 138.0),
            ("cavo-iliac right", it.right.cavo_iliac, 150.0),
            ("inter-iliac", it.inter_iliac, 72.0),
        ];
        let off: Vec<_> = pairs.iter().filter(|(_, got, fit)| (got - fit).abs() > 3.0).collect();
        assert!(off.is_empty(), "{off:?} of {it:?}");
    }
}
