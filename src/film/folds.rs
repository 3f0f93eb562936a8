//! Films of wires that fold: a knuckle, a prolapse before a cap, and its cure.

use super::stage::{Frame, Lane, Plate, Stage, catheter_part, wire_part};
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
            format!("hub {:.2} N", stage.hub_force()),
        ];
        frames.push(stage.frame(caption, None));
    }
    vec![lane(path, plate, 118.0, frames)]
}

/// An angled wire pushed at a cap without support.
pub fn prolapse() -> Vec<Lane> {
    pushed(None, [59.0, 62.0, 66.0, 72.0, 80.0, 90.0])
}

/// The same with a support catheter behind the tip.
pub fn support() -> Vec<Lane> {
    pushed(Some(8.0), [59.0, 60.0, 62.0, 64.0, 66.0, 70.0])
}

/// A wire pushed at the cap, alone or in a support catheter `behind` its tip (mm) that is held once
/// the tip is at the cap; frames with the wire `places` mm in.
fn pushed(behind: Option<f64>, places: [f64; 6]) -> Vec<Lane> {
    let path = straight(CAP + 20.0);
    let plate = Plate::across(&path, CAP, ON_CAP, false);
    let tube = Stage::tube(&path, ON_VEIN);
    let (mut parts, mut inserted) = (vec![wire_part("angled-regular")], vec![30.0]);
    if let Some(behind) = behind {
        parts.push(catheter_part("support-4f"));
        inserted.push(30.0 - behind);
    }
    let mut stage = Stage::new(parts, &inserted, tube, Some(plate.clone()));
    let (mut frames, mut most) = (Vec::new(), 0.0);
    for place in places {
        while stage.assembly().inserted(0) < place {
            let follows = behind.is_some_and(|it| stage.assembly().inserted(1) < CAP - it);
            stage.tick([FEED, if follows { FEED } else { 0.0 }], 0.0);
            most = f64::max(most, stage.plate_force());
            if std::env::var("FILM").is_ok() {
                let t = stage.assembly().rod().tangents()[0];
                eprintln!("{:.2} {:.3} {:.3} {:.2}", stage.assembly().inserted(0), stage.hub_force(), stage.plate_force(), t.z);
            }
        }
        let caption = [
            format!("{:.1} s, hub {:.2} N", stage.time(), stage.hub_force()),
            format!("on the cap {:.2} N, at most {most:.2} N", stage.plate_force()),
        ];
        frames.push(stage.frame(caption, None));
    }
    vec![lane(path, plate, 74.0, frames)]
}

fn lane(path: Centreline, plate: Plate, height: f64, frames: Vec<Frame>) -> Lane {
    let (corner, size) = ((-11.0, -8.0), (22.0, height));
    Lane { label: "", course: Some(path), plate: Some(plate), corner, size, frames }
}
