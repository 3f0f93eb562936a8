//! The bones as closed surfaces, for export and for three-dimensional views.
//!
//! The X-ray's patient consists of ellipsoids and cylinders that shade the picture. Those that are whole
//! bone, and not marrow, joints or lines, are joined bone by bone; no bone shares a surface with another.

use super::blob::{Blob, Part};
use super::{pelvis, spine};
use crate::sim::anatomy::Surface;

/// Solids that are thinner stand for lines on the picture, mm.
const THINNEST: f64 = 3.0;

/// One bone: solids that are joined, and solids that are then taken out of it.
pub struct Bone {
    pub name: String,
    pub parts: Vec<Part>,
    pub hollow: Vec<Blob>,
}

/// Every bone of the patient by name, on a grid of `step` mm.
pub fn bones(step: f64) -> Vec<(String, Surface)> {
    let all = spine::bones().into_iter().chain(pelvis::bones());
    all.map(|bone| (bone.name.clone(), surface(&bone, step))).collect()
}

fn surface(bone: &Bone, step: f64) -> Surface {
    let whole = bone.parts.iter().filter(|part| part.weight > 0.0);
    let solids: Vec<_> =
        whole.flat_map(|part| &part.blobs).filter(|it| it.reach() > THINNEST).collect();
    let boxes: Vec<_> = solids.iter().map(|it| it.extent()).collect();
    Surface::enclosing(&boxes, step, |x, near| {
        let depths = near.iter().map(|&i| solids[i as usize].depth(x));
        let joined = depths.fold(f64::INFINITY, f64::min);
        bone.hollow.iter().fold(joined, |depth, hollow| depth.max(-hollow.depth(x)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bone_is_a_closed_surface_of_about_a_bones_size() {
        let bones = bones(2.5);
        assert_eq!(bones.len(), 9);
        for (name, surface) in bones {
            assert_eq!(surface.loose_edges(), 0, "{name}");
            let litres = surface.volume() * 1e-6;
            assert!((0.02..0.8).contains(&litres), "{name} has {litres} litres");
        }
    }
}
