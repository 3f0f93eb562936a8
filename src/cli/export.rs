//! Surfaces as files: binary STL, and glTF in one file (GLB).
//!
//! STL keeps the simulator's mm and patient LPS. glTF wants metres, +y up and +z to the front, with the
//! figure's left at +x: left stays x, the head becomes y, the front (−y in LPS) becomes z. That is a
//! rotation, so faces keep their sides.

use crate::sim::anatomy::Surface;
use crate::sim::math::Vec3;
use serde_json::{Value, json};

/// Length of STL's header.
const HEADER: usize = 80;
/// glTF's names for numbers and uses.
const FLOAT: u32 = 5126;
const UNSIGNED: u32 = 5125;
const ARRAY: u32 = 34962;
const INDICES: u32 = 34963;

/// A surface with its name and colour.
pub struct Thing {
    pub name: String,
    /// Name of the material; things that share it have the first's colour.
    pub material: &'static str,
    /// Red, green, blue and how much is hidden behind, 0 to 1.
    pub colour: [f32; 4],
    pub surface: Surface,
}

/// `surface` as binary STL, mm.
pub fn stl(surface: &Surface, header: &str) -> Vec<u8> {
    let mut bytes = header.as_bytes().to_vec();
    bytes.resize(HEADER, b' ');
    bytes.extend((surface.faces.len() as u32).to_le_bytes());
    for face in &surface.faces {
        let [a, b, c] = surface.corners(face);
        let normal = (b - a).cross(c - a).normalize_or_zero();
        for x in [normal, a, b, c] {
            put(&mut bytes, x);
        }
        bytes.extend([0, 0]);
    }
    bytes
}

fn put(bytes: &mut Vec<u8>, x: Vec3) {
    for part in x.to_array() {
        bytes.extend((part as f32).to_le_bytes());
    }
}

/// A direction or place of the patient in glTF's axes.
fn turned(x: Vec3) -> Vec3 {
    Vec3::new(x.x, x.z, -x.y)
}

/// `things` as one GLB file: a node for each, m.
pub fn glb(things: &[Thing]) -> Vec<u8> {
    let mut data = Vec::new();
    let (mut views, mut accessors, mut meshes, mut nodes) = (vec![], vec![], vec![], vec![]);
    let mut materials: Vec<(&str, Value)> = Vec::new();
    for (i, thing) in things.iter().enumerate() {
        let surface = &thing.surface;
        let material = materials.iter().position(|(name, _)| *name == thing.material);
        let material = material.unwrap_or_else(|| {
            materials.push((thing.material, material_of(thing)));
            materials.len() - 1
        });
        let mut view = |data: &[u8], start: usize, target: u32| {
            let length = data.len() - start;
            views.push(json!({
                "buffer": 0, "byteOffset": start, "byteLength": length, "target": target
            }));
            views.len() - 1
        };
        let places: Vec<_> = surface.points.iter().map(|&x| turned(x) * 1e-3).collect();
        let start = data.len();
        places.iter().for_each(|&x| put(&mut data, x));
        let at = view(&data, start, ARRAY);
        let start = data.len();
        surface.normals().iter().for_each(|&x| put(&mut data, turned(x)));
        let looks = view(&data, start, ARRAY);
        let start = data.len();
        let corners = surface.faces.iter().flatten();
        corners.for_each(|corner| data.extend(corner.to_le_bytes()));
        let faces = view(&data, start, INDICES);
        let bound = |of: fn(f32, f32) -> f32, first: f32| {
            let singles = places.iter().map(|x| x.to_array().map(|part| part as f32));
            singles.fold([first; 3], |b, x| std::array::from_fn(|a| of(b[a], x[a])))
        };
        let (low, high) = (bound(f32::min, f32::INFINITY), bound(f32::max, f32::NEG_INFINITY));
        let count = surface.points.len();
        let accessor = accessors.len();
        accessors.push(json!({
            "bufferView": at, "componentType": FLOAT, "count": count, "type": "VEC3",
            "min": low, "max": high
        }));
        accessors.push(json!({
            "bufferView": looks, "componentType": FLOAT, "count": count, "type": "VEC3"
        }));
        accessors.push(json!({
            "bufferView": faces, "componentType": UNSIGNED, "count": 3 * surface.faces.len(),
            "type": "SCALAR"
        }));
        meshes.push(json!({
            "name": thing.name,
            "primitives": [{
                "attributes": { "POSITION": accessor, "NORMAL": accessor + 1 },
                "indices": accessor + 2, "material": material
            }]
        }));
        nodes.push(json!({ "name": thing.name, "mesh": i }));
    }
    let materials: Vec<_> = materials.into_iter().map(|(_, material)| material).collect();
    let scene = json!({
        "asset": { "version": "2.0", "generator": "wispwire" },
        "scene": 0,
        "scenes": [{ "name": "patient", "nodes": (0..nodes.len()).collect::<Vec<_>>() }],
        "nodes": nodes,
        "meshes": meshes,
        "materials": materials,
        "accessors": accessors,
        "bufferViews": views,
        "buffers": [{ "byteLength": data.len() }]
    });
    packed(scene.to_string().into_bytes(), data)
}

fn material_of(thing: &Thing) -> Value {
    let glass = thing.colour[3] < 1.0;
    json!({
        "name": thing.material,
        "pbrMetallicRoughness": {
            "baseColorFactor": thing.colour, "metallicFactor": 0.0, "roughnessFactor": 0.6
        },
        "alphaMode": if glass { "BLEND" } else { "OPAQUE" }
    })
}

/// A GLB file of its description and its data.
fn packed(mut text: Vec<u8>, mut data: Vec<u8>) -> Vec<u8> {
    text.resize(text.len().next_multiple_of(4), b' ');
    data.resize(data.len().next_multiple_of(4), 0);
    let mut bytes = b"glTF".to_vec();
    let whole = 12 + 8 + text.len() + 8 + data.len();
    for number in [2, whole as u32, text.len() as u32] {
        bytes.extend(number.to_le_bytes());
    }
    bytes.extend(b"JSON");
    bytes.extend(text);
    bytes.extend((data.len() as u32).to_le_bytes());
    bytes.extend(b"BIN\0");
    bytes.extend(data);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::anatomy::{Centreline, tubes};

    #[test]
    fn a_glb_says_its_length_and_its_nodes_and_stands_with_the_head_up() {
        let curve = Centreline::through(&[Vec3::Y * -20.0, Vec3::new(9.0, 0.0, 90.0)], &[4.0; 2]);
        let surface = tubes(&[curve], 1.0);
        let colour = [0.5; 4];
        let thing = Thing { name: "a".into(), material: "m", colour, surface: surface.clone() };
        let bytes = glb(&[thing]);
        let number = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
        assert_eq!((&bytes[..4], number(4), number(8)), (&b"glTF"[..], 2, bytes.len()));
        let scene: Value = serde_json::from_slice(&bytes[20..20 + number(12)]).unwrap();
        assert_eq!(scene["nodes"][0]["name"], "a");
        let most = &scene["accessors"][0]["max"];
        assert!((most[1].as_f64().unwrap() - 0.094).abs() < 0.001, "the head is not up: {most}");
        assert!((most[2].as_f64().unwrap() - 0.024).abs() < 0.001, "the front is wrong: {most}");
        let count = scene["accessors"][2]["count"].as_u64().unwrap() as usize;
        assert_eq!(count, 3 * surface.faces.len());
        assert_eq!(stl(&surface, "head").len(), 84 + 50 * surface.faces.len());
    }
}
