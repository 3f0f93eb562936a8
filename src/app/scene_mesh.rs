//! Surfaces of the three-dimensional view: tubes and plates.

use crate::sim::math::{Vec3 as Lps, perpendicular, transport};
use bevy::asset::RenderAssetUsages;
use bevy::math::Vec3;
use bevy::mesh::{Indices, Mesh, PrimitiveTopology};

/// A point of the patient (LPS, mm) in the engine's axes: head up, the viewer in front.
pub fn engine(x: Lps) -> Vec3 {
    Vec3::new(x.x as f32, x.z as f32, -x.y as f32)
}

/// A tube along `points` with `radius` (mm) at each, `sides` faces around it. Its rings are carried
/// along by parallel transport, so that it does not twist.
pub fn tube(points: &[Lps], radius: impl Fn(usize) -> f64, sides: usize) -> Mesh {
    let (mut positions, mut normals, mut indices) = (Vec::new(), Vec::new(), Vec::new());
    let last = points.len().saturating_sub(1);
    let tangent =
        |i: usize| (points[(i + 1).min(last)] - points[i.saturating_sub(1)]).normalize_or(Lps::Z);
    let mut across = if points.is_empty() { Lps::X } else { perpendicular(tangent(0)) };
    for (i, &centre) in points.iter().enumerate() {
        if i > 0 {
            across = transport(across, tangent(i - 1), tangent(i)).normalize_or(Lps::X);
        }
        let along = tangent(i).cross(across);
        for k in 0..sides {
            let angle = k as f64 * core::f64::consts::TAU / sides as f64;
            let normal = across * libm::cos(angle) + along * libm::sin(angle);
            positions.push(engine(centre + normal * radius(i)).to_array());
            normals.push(engine(normal).to_array());
            if i > 0 {
                let next = (k + 1) % sides;
                let (a, b) = ((i - 1) * sides, i * sides);
                let corner = |base: usize, k: usize| (base + k) as u32;
                indices.extend([corner(a, k), corner(a, next), corner(b, k)]);
                indices.extend([corner(b, k), corner(a, next), corner(b, next)]);
            }
        }
    }
    mesh(positions, normals, indices)
}

/// Plates with four corners each, seen from both sides.
pub fn plates(plates: &[[Lps; 4]]) -> Mesh {
    let (mut positions, mut normals, mut indices) = (Vec::new(), Vec::new(), Vec::new());
    for plate in plates {
        let normal = (plate[1] - plate[0]).cross(plate[2] - plate[0]).normalize_or(Lps::Z);
        for (side, order) in [(1.0, [0, 1, 2, 0, 2, 3]), (-1.0, [0, 2, 1, 0, 3, 2])] {
            let base = positions.len() as u32;
            positions.extend(plate.map(|corner| engine(corner).to_array()));
            normals.extend([engine(normal * side).to_array(); 4]);
            indices.extend(order.map(|k| base + k));
        }
    }
    mesh(positions, normals, indices)
}

fn mesh(positions: Vec<[f32; 3]>, normals: Vec<[f32; 3]>, indices: Vec<u32>) -> Mesh {
    Mesh::new(PrimitiveTopology::TriangleList, RenderAssetUsages::default())
        .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, positions)
        .with_inserted_attribute(Mesh::ATTRIBUTE_NORMAL, normals)
        .with_inserted_indices(Indices::U32(indices))
}

#[cfg(test)]
mod tests {
    use super::*;
    use bevy::mesh::VertexAttributeValues;

    #[test]
    fn a_tubes_faces_look_outwards() {
        let mesh = tube(&[Lps::ZERO, Lps::Z * 4.0, Lps::new(1.0, 0.0, 8.0)], |_| 2.0, 8);
        let Some(VertexAttributeValues::Float32x3(at)) = mesh.attribute(Mesh::ATTRIBUTE_POSITION)
        else {
            panic!("no positions")
        };
        let Some(VertexAttributeValues::Float32x3(normal)) = mesh.attribute(Mesh::ATTRIBUTE_NORMAL)
        else {
            panic!("no normals")
        };
        let Some(Indices::U32(corners)) = mesh.indices() else { panic!("no faces") };
        for face in corners.chunks(3) {
            let [a, b, c] = [0, 1, 2].map(|k| Vec3::from(at[face[k] as usize]));
            let outward = Vec3::from(normal[face[0] as usize]);
            assert!((b - a).cross(c - a).dot(outward) > 0.0, "face {face:?} looks inwards");
        }
    }
}
