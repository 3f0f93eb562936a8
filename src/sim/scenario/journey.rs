//! A scenario played from another access or to another target: accesses by name, and the way from each.

use super::{Branch, Place, Route, Scenario, branch_curve, route};
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

/// What clinicians call an access at `place`, or its vein and how far along it.
pub fn site_name(place: &Place) -> String {
    let site = SITES.iter().find(|(_, vein, _)| *vein == place.branch);
    let plain = |name: &str| name.replace('-', " ");
    site.map_or_else(
        || format!("{}, {:.0} mm", plain(&place.branch), place.at_mm),
        |(site, ..)| plain(site),
    )
}

/// The way from another access through every lesion.
pub struct Approach {
    pub route: Route,
    /// Whether it comes to each lesion's far end first, and leads to the scenario's access and not to its
    /// target.
    pub against: bool,
}

impl Scenario {
    /// The way from `place` through every lesion: to the target, or against it to the access. `None`
    /// where there is neither.
    pub fn approach(&self, branches: &[Branch], place: &Place) -> Option<Approach> {
        let way = |end: &Place, against: bool| {
            let route = route(branches, place, end)?;
            let start = route.arc_of(place)?;
            let mut last = start;
            for lesion in &self.lesions {
                let ends = (route.arc_of(&lesion.from)?, route.arc_of(&lesion.to)?);
                let (from, to) = if against { (ends.1, ends.0) } else { ends };
                if from <= start || to <= from {
                    return None;
                }
                last = last.max(to);
            }
            (route.arc_of(end)? > last).then_some(Approach { route, against })
        };
        way(&self.target, false).or_else(|| way(&self.access, true))
    }

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
