//! The lesions and the webs: what fits into what.

use super::super::veins::Veins;
use crate::sim::anatomy::Centreline;
use crate::sim::scenario::{Lesion, Place, Scenario};
use crate::sim::text::{Checks, Fault};
use crate::sim::units::TURN;

/// Steepest that a wisp may wind before it is worth a word, as rise over run.
const STEEPEST: f64 = 1.0;
/// What else can be done about something that is too wide for its vein.
const ELSEWHERE: &str = "move it to where the vein is wider";

/// Checks how the numbers of lesions and webs fit one another and the vein.
pub(super) fn check(
    checks: &mut Checks,
    scenario: &Scenario,
    veins: &Veins,
    curves: &[Option<Centreline>],
) {
    for (i, lesion) in scenario.lesions.iter().enumerate() {
        let at = format!("lesions[{i}]");
        let lumen = lumen_at(checks, veins, curves, &lesion.from);
        let lumen = lumen.filter(|_| checks.sound(&format!("{at}.from")));
        if !check_cord(checks, &at, lesion, lumen) {
            check_stump(checks, &at, lesion, lumen);
            check_wisp(checks, &at, lesion);
        }
    }
    for (i, web) in scenario.webs.iter().enumerate() {
        let field = |name: &str| format!("webs[{i}].{name}");
        let lumen = lumen_at(checks, veins, curves, &web.place);
        let Some(lumen) = lumen.filter(|_| checks.sound(&field("place"))) else { continue };
        if web.reach_mm > lumen {
            let what = "the web reaches through the opposite wall";
            wider(checks, &field("reach_mm"), what, lumen, ELSEWHERE);
        }
        if web.width_mm > lumen {
            let what = "the web is wider than the vein";
            wider(checks, &field("width_mm"), what, lumen, ELSEWHERE);
        }
    }
}

/// Checks the cord against the vein around it and against what is in it; whether it is too thin for
/// more than one thing, so that it is the cord that is wrong.
fn check_cord(checks: &mut Checks, at: &str, lesion: &Lesion, lumen: Option<f64>) -> bool {
    let field = format!("{at}.cord_diameter_mm");
    if !checks.sound(&field) {
        return false;
    }
    let cord = lesion.cord_diameter_mm;
    if let Some(lumen) = lumen.filter(|&lumen| cord > lumen) {
        wider(checks, &field, "the cord is wider than the vein it is in", lumen, ELSEWHERE);
    }
    let Some(wisp) = &lesion.wisp else { return false };
    let parts = [
        "stump.floor_diameter_mm",
        "stump.mouth_offset_mm",
        "stump.mouth_radius_mm",
        "wisp.diameter_mm",
        "wisp.meander_mm",
    ];
    if !parts.iter().all(|part| checks.sound(&format!("{at}.{part}"))) {
        return false;
    }
    let stump = &lesion.stump;
    let mouth = 2.0 * (stump.mouth_offset_mm + stump.mouth_radius_mm);
    let wisp = 2.0 * wisp.meander_mm + wisp.diameter_mm;
    if !(cord < mouth && mouth <= stump.floor_diameter_mm && cord < wisp) {
        return false;
    }
    checks.fault(Fault {
        field,
        what: "the cord is too thin for its wisp and for the mouth in front of it".into(),
        allowed: format!("at least {:.2} mm", mouth.max(wisp)),
        remedy: format!(
            "Write at least {:.2}, or make the mouth and the wisp narrower.",
            mouth.max(wisp)
        ),
    });
    true
}

fn check_stump(checks: &mut Checks, at: &str, lesion: &Lesion, lumen: Option<f64>) {
    let stump = &lesion.stump;
    let field = |name: &str| format!("{at}.stump.{name}");
    if let Some(lumen) = lumen.filter(|&lumen| stump.floor_diameter_mm > lumen) {
        let what = "the stump's floor is wider than the vein in front of it";
        wider(checks, &field("floor_diameter_mm"), what, lumen, ELSEWHERE);
    }
    if lesion.wisp.is_none() {
        return;
    }
    let outermost = stump.mouth_offset_mm + stump.mouth_radius_mm;
    let cord = checks.sound(&format!("{at}.cord_diameter_mm"));
    let (room, around) = if cord && lesion.cord_diameter_mm < stump.floor_diameter_mm {
        (lesion.cord_diameter_mm / 2.0, "the cord behind the floor")
    } else {
        (stump.floor_diameter_mm / 2.0, "the stump's floor")
    };
    let parts = ["floor_diameter_mm", "mouth_offset_mm", "mouth_radius_mm"];
    if parts.iter().all(|part| checks.sound(&field(part))) && outermost > room {
        let wide = stump.mouth_radius_mm > room;
        checks.fault(Fault {
            field: field(if wide { "mouth_radius_mm" } else { "mouth_offset_mm" }),
            what: format!("the mouth reaches {:.2} mm beyond {around}", outermost - room),
            allowed: format!("`mouth_offset_mm` + `mouth_radius_mm` of at most {room:.2} mm"),
            remedy: "Lower the offset or the mouth's radius, or widen the floor and the cord."
                .into(),
        });
    }
}

fn check_wisp(checks: &mut Checks, at: &str, lesion: &Lesion) {
    let Some(wisp) = &lesion.wisp else { return };
    let field = |name: &str| format!("{at}.wisp.{name}");
    if checks.sound(&format!("{at}.cord_diameter_mm")) && checks.sound(&field("diameter_mm")) {
        let room = lesion.cord_diameter_mm / 2.0 - wisp.diameter_mm / 2.0;
        if room < 0.0 {
            let what = "the wisp is wider than the cord it is in";
            let cord = lesion.cord_diameter_mm;
            wider(checks, &field("diameter_mm"), what, cord, "raise `cord_diameter_mm`");
        } else if checks.sound(&field("meander_mm")) && wisp.meander_mm > room {
            checks.fault(Fault {
                field: field("meander_mm"),
                what: "the wisp meanders out of its cord".into(),
                allowed: format!("at most {room:.2} mm: the cord's radius less the wisp's"),
                remedy: "Lower `meander_mm`, or raise `cord_diameter_mm`.".into(),
            });
        }
    }
    let sound = checks.sound(&field("meander_mm")) && checks.sound(&field("wavelength_mm"));
    let least = TURN * wisp.meander_mm / STEEPEST;
    if sound && wisp.wavelength_mm < least {
        checks.warn(Fault {
            field: field("wavelength_mm"),
            what: "the wisp winds at more than 45°, and hardly any wire will follow it".into(),
            allowed: format!("at least {least:.0} mm for a meander of {} mm", wisp.meander_mm),
            remedy: "Raise `wavelength_mm` or lower `meander_mm`, unless it is meant so.".into(),
        });
    }
}

/// Tells that `field` is larger than `most`, mm; `or` is what else can be done.
fn wider(checks: &mut Checks, field: &str, what: &str, most: f64, or: &str) {
    if !checks.sound(field) {
        return;
    }
    // Rounded down: what is told to be allowed must be.
    let most = (most * 100.0).floor() / 100.0;
    checks.fault(Fault {
        field: field.into(),
        what: what.into(),
        allowed: format!("at most {most:.2} mm"),
        remedy: format!("Write at most {most:.2}, or {or}."),
    });
}

/// Diameter of the patent lumen at a place, mm; `None` where there is no such place or it is not
/// known how wide the vein is there.
fn lumen_at(
    checks: &Checks,
    veins: &Veins,
    curves: &[Option<Centreline>],
    place: &Place,
) -> Option<f64> {
    let index = veins.position(&place.branch)?;
    let curve = curves[index].as_ref().filter(|_| veins.judged(checks, index, ".points"))?;
    (0.0..=curve.length()).contains(&place.at_mm).then(|| 2.0 * curve.at(place.at_mm).radius)
}
