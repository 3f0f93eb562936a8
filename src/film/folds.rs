//! Films of wires that fold: a knuckle, a prolapse before a cap, and its cure.

use super::around::Plate;
use super::stage::{Frame, Lane, Stage, catheter_part, newtons, wire_part};
use crate::sim::anatomy::{Centreline, Piece, course};

/// Where the ledge and the cap are, mm from the sheath.
const LEDGE: f64 = 50.0;
const CAP: f64 = 60.0;
/// Friction of a wire on the vein and on a fibrous cap.
const ON_VEIN: f64 = 0.03;
const ON_CAP: f64 = 0.3;
/// Feed, mm/s.
const FEED: f64 = 10.0;

fn straight(length: f64) -> Centreline {
    course(&[Piece::Straight(length)], 5.0)
}

/// An angled wire whose tip catches at a ledge folds, and its loop goes ahead.
pub fn knuckle() -> Vec<Lane> {
    let path = straight(150.0);
    let plate = Plate::across(&path, LEDGE, ON_CAP, true);
    let tube = Stage::tube(&path, ON_VEIN);
    let mut stage =
        Stage::new(vec![wire_part("angled-regular")], &[30.0], tube, Some(plate.clone()));
    let mut frames = Vec::new();
    for place in [48.0, 56.0, 64.0, 80.0, 100.0, 125.0] {
        while stage.assembly().inserted(0) < place {
            stage.tick([FEED, 0.0], 0.0);
        }
        let caption = [
            format!("{:.1} s, {place:.0} mm fed", stage.time()),
            format!("hub {}", newtons(stage.hub_force())),
        ];
        frames.push(stage.frame(caption, None));
    }
    vec![lane(path, plate, 118.0, frames)]
}

/// An angled wire pushed at a cap without support.
pub fn prolapse() -> Vec<Lane> {
    vec![pushed("", None, [59.0, 62.0, 66.0, 72.0, 80.0, 90.0])]
}

/// The same with a support catheter behind the tip's bend, and within it.
pub fn support() -> Vec<Lane> {
    let places = [59.0, 60.0, 61.0, 62.0, 64.0, 70.0];
    vec![pushed("8 mm", Some(8.0), places), pushed("4 mm", Some(4.0), places)]
}

/// A wire pushed at the cap, alone or in a support catheter `behind` its tip (mm) that is held once
/// the tip is at the cap; frames with the wire `places` mm in.
fn pushed(label: &'static str, behind: Option<f64>, places: [f64; 6]) -> Lane {
    let path = straight(CAP + 20.0);
    let plate = Plate::across(&path, CAP, ON_CAP, false);
    let tube = Stage::tube(&path, ON_VEIN);
    let (mut parts, mut inserted) = (vec![wire_part("angled-regular")], vec![30.0]);
    if let Some(behind) = behind {
        parts.push(catheter_part("support-4f"));
        inserted.push(30.0 - behind);
    }
    let mut stage = Stage::new(parts, &inserted, tube, Some(plate.clone()));
    let (mut frames, mut bore, mut folded) = (Vec::new(), 0.0, false);
    for place in places {
        while stage.assembly().inserted(0) < place {
            let follows = behind.is_some_and(|it| stage.assembly().inserted(1) < CAP - it);
            stage.tick([FEED, if follows { FEED } else { 0.0 }], 0.0);
            folded |= stage.tip_looks_back();
            if !folded {
                bore = f64::max(bore, stage.plate_force());
            }
        }
        let now = [stage.hub_force(), stage.plate_force()].map(newtons);
        let caption = [
            format!("{:.1} s, {place:.0} mm fed", stage.time()),
            match folded {
                false => format!("hub {}, cap {}", now[0], now[1]),
                true => format!("hub {}; folded at {}", now[0], newtons(bore)),
            },
        ];
        frames.push(stage.frame(caption, None));
    }
    Lane { label, ..lane(path, plate, 74.0, frames) }
}

fn lane(path: Centreline, plate: Plate, height: f64, frames: Vec<Frame>) -> Lane {
    let (corner, size) = ((-11.0, -8.0), (22.0, height));
    Lane { label: "", course: Some(path), plate: Some(plate), corner, size, larger: 1.0, frames }
}
