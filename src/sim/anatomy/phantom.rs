//! Bench phantoms: tubes of straight pieces and circular bends.

use super::{Centreline, Tube, Wall};
use crate::sim::math::{Vec3, perpendicular, rotate};
use core::f64::consts::{FRAC_PI_2, PI};

/// A piece of a phantom.
#[derive(Clone, Copy, Debug)]
pub enum Piece {
    /// Straight over this length, mm.
    Straight(f64),
    /// A bend of `radius` (mm) through `angle` (rad) in a plane turned by `roll` (rad) about the
    /// tangent from the plane of the bend before it.
    Bend { radius: f64, angle: f64, roll: f64 },
}

/// A course from the origin along +z through `pieces`, with a lumen of `radius` mm.
pub fn course(pieces: &[Piece], radius: f64) -> Centreline {
    let (mut at, mut tangent) = (Vec3::ZERO, Vec3::Z);
    let mut inward = perpendicular(tangent);
    let mut points = vec![at];
    for piece in pieces {
        match *piece {
            Piece::Straight(length) => {
                let count = length.ceil() as usize;
                points
                    .extend((1..=count).map(|i| at + tangent * (length * i as f64 / count as f64)));
                at += tangent * length;
            }
            Piece::Bend { radius, angle, roll } => {
                inward = rotate(inward, tangent, roll);
                let axis = tangent.cross(inward);
                let centre = at + inward * radius;
                let count = (4.0 * radius * angle).ceil() as usize;
                let arm = at - centre;
                points.extend(
                    (1..=count)
                        .map(|i| centre + rotate(arm, axis, angle * i as f64 / count as f64)),
                );
                at = centre + rotate(arm, axis, angle);
                tangent = rotate(tangent, axis, angle);
                inward = rotate(inward, axis, angle);
            }
        }
    }
    Centreline::along(&points, radius)
}

/// The S-tube: six right-angle bends in different planes, radius 5 mm, friction 0.1.
pub fn s_tube() -> Tube {
    let bend = |radius, roll| Piece::Bend { radius, angle: FRAC_PI_2, roll };
    let pieces = [
        Piece::Straight(60.0),
        bend(60.0, 0.0),
        Piece::Straight(30.0),
        bend(40.0, 1.2),
        Piece::Straight(40.0),
        bend(30.0, 2.5),
        Piece::Straight(50.0),
        bend(45.0, PI),
        Piece::Straight(40.0),
        bend(50.0, -1.0),
        Piece::Straight(50.0),
        bend(35.0, 2.0),
        Piece::Straight(400.0),
    ];
    Tube::new(course(&pieces, 5.0), Wall { stiffness: 1.0, friction: 0.1 })
}
