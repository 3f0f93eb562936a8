//! A scenario played from another access or to another target, as named on the command line.

use super::{Branch, Place, Scenario, branch_curve};
use crate::sim::text::Source;

/// Places where a sheath is put, as clinicians call them: the vein, and how far along it, mm.
pub const SITES: &[(&str, &str, f64)] = &[
    ("right-jugular", "right-internal-jugular", 45.0),
    ("left-groin", "left-common-femoral", 40.0),
    ("right-groin", "right-common-femoral", 40.0),
    ("left-knee", "left-popliteal", 70.0),
    ("right-knee", "right-popliteal", 70.0),
];

/// The place that `name` means among `branches`: an access site, or the middle of a vein.
pub fn place_named(branches: &[Branch], name: &str) -> Option<Place> {
    let site = SITES.iter().find(|(site, ..)| *site == name);
    let (vein, at) = site.map_or((name, None), |(_, vein, at)| (*vein, Some(*at)));
    let branch = branches.iter().find(|branch| branch.name == vein)?;
    let length = branch_curve(branch)?.length();
    let at_mm = at.filter(|at| *at < length).unwrap_or(0.5 * length);
    Some(Place { branch: vein.into(), at_mm: (at_mm * 10.0).round() / 10.0 })
}

/// The names that [`place_named`] knows among `branches`: sites first.
pub fn place_names(branches: &[Branch]) -> Vec<&str> {
    let there = |vein: &str| branches.iter().any(|branch| branch.name == vein);
    let sites = SITES.iter().filter(|(_, vein, _)| there(vein)).map(|(site, ..)| *site);
    sites.chain(branches.iter().map(|branch| branch.name.as_str())).collect()
}

impl Scenario {
    /// The text of this scenario with another access or target, to be read and checked like any other.
    pub fn moved(&self, source: &Source, access: Option<Place>, target: Option<Place>) -> Source {
        let mut scenario = self.clone();
        if let Some(access) = access {
            scenario.access = access;
        }
        if let Some(target) = target {
            scenario.target = target;
        }
        // Written plainly; what can be read can be written.
        let text = ron::ser::to_string_pretty(&scenario, ron::ser::PrettyConfig::default());
        Source { text: text.unwrap_or_default().into(), ..source.clone() }
    }
}
