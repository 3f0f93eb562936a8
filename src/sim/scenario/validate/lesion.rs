//! The lesion and the webs: what fits into what.

use crate::sim::anatomy::Centreline;
use crate::sim::scenario::{Place, Scenario};
use crate::sim::text::{Bounds, Checks, Fault};

const ANGLE: Bounds = Bounds::from(-360.0, 360.0, "degrees");
const THICKNESS: Bounds = Bounds::above(0.0, 40.0, "mm");
const LENGTH: Bounds = Bounds::above(0.0, 200.0, "mm");
const OFFSET: Bounds = Bounds::from(0.0, 40.0, "mm");

/// Checks the lesion's and the webs' own numbers and how they fit one another and the vein.
pub(super) fn check(checks: &mut Checks, scenario: &Scenario, curves: &[Option<Centreline>]) {
    let lesion = &scenario.lesion;
    let cord = checks.number("lesion.cord_diameter_mm", lesion.cord_diameter_mm, &THICKNESS);
    checks.number("lesion.wall_mm", lesion.wall_mm, &Bounds::above(0.0, 5.0, "mm"));
    let lumen = lumen_at(scenario, curves, &lesion.from);
    check_stump(checks, scenario, lumen, cord);
    check_wisp(checks, scenario, cord);
    if let Some(lumen) = lumen.filter(|&lumen| cord && lesion.cord_diameter_mm > lumen) {
        wider(checks, "lesion.cord_diameter_mm", "the cord is wider than the vein it is in", lumen);
    }
    for (i, web) in scenario.webs.iter().enumerate() {
        let field = |name: &str| format!("webs[{i}].{name}");
        checks.number(&field("angle_deg"), web.angle_deg, &ANGLE);
        let reach = checks.number(&field("reach_mm"), web.reach_mm, &THICKNESS);
        let width = checks.number(&field("width_mm"), web.width_mm, &THICKNESS);
        let stiffness = Bounds::above(0.0, 1000.0, "N·mm per radian");
        checks.number(&field("hinge_n_mm_per_rad"), web.hinge_n_mm_per_rad, &stiffness);
        checks.number(
            &field("tears_at_n_mm"),
            web.tears_at_n_mm,
            &Bounds::above(0.0, 1000.0, "N·mm"),
        );
        let Some(lumen) = lumen_at(scenario, curves, &web.place) else { continue };
        if reach && web.reach_mm > lumen {
            wider(checks, &field("reach_mm"), "the web reaches through the opposite wall", lumen);
        }
        if width && web.width_mm > lumen {
            wider(checks, &field("width_mm"), "the web is wider than the vein", lumen);
        }
    }
}

fn check_stump(checks: &mut Checks, scenario: &Scenario, lumen: Option<f64>, cord: bool) {
    let lesion = &scenario.lesion;
    let stump = &lesion.stump;
    checks.number("lesion.stump.funnel_mm", stump.funnel_mm, &LENGTH);
    let floor =
        checks.number("lesion.stump.floor_diameter_mm", stump.floor_diameter_mm, &THICKNESS);
    let offset = checks.number("lesion.stump.mouth_offset_mm", stump.mouth_offset_mm, &OFFSET);
    checks.number("lesion.stump.mouth_angle_deg", stump.mouth_angle_deg, &ANGLE);
    let mouth = checks.number("lesion.stump.mouth_radius_mm", stump.mouth_radius_mm, &THICKNESS);
    if let Some(lumen) = lumen.filter(|&lumen| floor && stump.floor_diameter_mm > lumen) {
        let what = "the stump's floor is wider than the vein in front of it";
        wider(checks, "lesion.stump.floor_diameter_mm", what, lumen);
    }
    let outermost = stump.mouth_offset_mm + stump.mouth_radius_mm;
    let (room, around) = if cord && lesion.cord_diameter_mm < stump.floor_diameter_mm {
        (lesion.cord_diameter_mm / 2.0, "the cord behind the floor")
    } else {
        (stump.floor_diameter_mm / 2.0, "the stump's floor")
    };
    if floor && offset && mouth && outermost > room {
        checks.fault(Fault {
            field: "lesion.stump.mouth_offset_mm".into(),
            what: format!("the mouth reaches {:.2} mm beyond {around}", outermost - room),
            allowed: format!("`mouth_offset_mm` + `mouth_radius_mm` of at most {room:.2} mm"),
            remedy: "Lower the offset or the mouth's radius, or widen the floor and the cord."
                .into(),
        });
    }
}

fn check_wisp(checks: &mut Checks, scenario: &Scenario, cord: bool) {
    let lesion = &scenario.lesion;
    let wisp = &lesion.wisp;
    let diameter = checks.number("lesion.wisp.diameter_mm", wisp.diameter_mm, &THICKNESS);
    let meander = checks.number("lesion.wisp.meander_mm", wisp.meander_mm, &OFFSET);
    checks.number(
        "lesion.wisp.wavelength_mm",
        wisp.wavelength_mm,
        &Bounds::above(0.0, 1000.0, "mm"),
    );
    if !(cord && diameter) {
        return;
    }
    let room = lesion.cord_diameter_mm / 2.0 - wisp.diameter_mm / 2.0;
    if room < 0.0 {
        let what = "the wisp is wider than the cord it is in";
        wider(checks, "lesion.wisp.diameter_mm", what, lesion.cord_diameter_mm);
    } else if meander && wisp.meander_mm > room {
        checks.fault(Fault {
            field: "lesion.wisp.meander_mm".into(),
            what: "the wisp meanders out of its cord".into(),
            allowed: format!("at most {room:.2} mm: the cord's radius less the wisp's"),
            remedy: "Lower `meander_mm`, or raise `cord_diameter_mm`.".into(),
        });
    }
}

fn wider(checks: &mut Checks, field: &str, what: &str, most: f64) {
    checks.fault(Fault {
        field: field.into(),
        what: what.into(),
        allowed: format!("at most {most:.1} mm"),
        remedy: format!("Write at most {most:.1}, or move it to where there is more room."),
    });
}

/// Diameter of the patent lumen at a place, mm; `None` where there is no such place.
fn lumen_at(scenario: &Scenario, curves: &[Option<Centreline>], place: &Place) -> Option<f64> {
    let index = scenario.patient.branches.iter().position(|branch| branch.name == place.branch)?;
    let curve = curves[index].as_ref()?;
    (0.0..=curve.length()).contains(&place.at_mm).then(|| 2.0 * curve.at(place.at_mm).radius)
}
