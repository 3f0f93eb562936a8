//! Closed surfaces of what a depth function encloses: naive surface nets on a sparse grid.
//!
//! Space is sampled in blocks, and only in those that a box of the caller's touches. Every cell whose
//! corners lie on both sides gets one point, every edge of the grid that crosses the surface one square
//! between the points of the four cells around it. That is a closed surface without edges that four
//! faces share, if no face of a cell has its inside corners on a diagonal only and neither has a cell:
//! where that is so a corner is taken in, which closes a gap of one step.

use crate::sim::math::Vec3;
use std::collections::{BTreeMap, BTreeSet};

/// Samples along the edge of a block, and of what its cells see: one more.
const SIDE: usize = 8;
const SEEN: usize = SIDE + 1;
/// Boxes are taken to be larger by this many steps.
const MARGIN: f64 = 2.0;
/// Depth of a corner that was taken in, steps.
const TAKEN_IN: f64 = -0.1;
/// A cell's point keeps this far from its walls, steps, so that no two points fall together.
const APART: f64 = 0.05;
/// No point.
const NONE: u32 = u32::MAX;

/// A closed surface: points and faces over them, which go round against the clock as seen from outside.
#[derive(Clone, Debug, Default)]
pub struct Surface {
    /// Places, mm.
    pub points: Vec<Vec3>,
    /// Three points each.
    pub faces: Vec<[u32; 3]>,
}

impl Surface {
    /// The surface of all that lies deeper than zero. `depth` (mm, positive outside) is told a place and
    /// which of `boxes` (lowest and highest coordinates, mm) are near it; beyond all boxes nothing is
    /// inside. `step` is the grid's spacing, mm: what is thinner may be lost.
    pub fn enclosing(
        boxes: &[(Vec3, Vec3)],
        step: f64,
        depth: impl Fn(Vec3, &[u32]) -> f64,
    ) -> Self {
        let mut grid = Grid::around(boxes, step);
        grid.sample(&depth);
        grid.mend();
        grid.mesh(&depth)
    }

    /// This surface and `other` beside it.
    pub fn with(mut self, other: &Self) -> Self {
        let base = self.points.len() as u32;
        self.points.extend_from_slice(&other.points);
        self.faces.extend(other.faces.iter().map(|face| face.map(|point| point + base)));
        self
    }

    /// The corners of a face, mm.
    #[inline]
    pub fn corners(&self, face: &[u32; 3]) -> [Vec3; 3] {
        face.map(|point| self.points[point as usize])
    }

    /// Volume inside, mm³.
    pub fn volume(&self) -> f64 {
        let under = |face| {
            let [a, b, c] = self.corners(face);
            a.dot(b.cross(c)) / 6.0
        };
        self.faces.iter().map(under).sum()
    }

    /// Unit normals at the points: those of the faces around each, weighted by their areas.
    pub fn normals(&self) -> Vec<Vec3> {
        let mut normals = vec![Vec3::ZERO; self.points.len()];
        for face in &self.faces {
            let [a, b, c] = self.corners(face);
            let normal = (b - a).cross(c - a);
            face.iter().for_each(|&point| normals[point as usize] += normal);
        }
        normals.into_iter().map(|normal| normal.normalize_or(Vec3::Z)).collect()
    }

    /// Lowest and highest coordinates, mm.
    pub fn extent(&self) -> (Vec3, Vec3) {
        let none = (Vec3::INFINITY, Vec3::NEG_INFINITY);
        self.points.iter().fold(none, |(low, high), &x| (low.min(x), high.max(x)))
    }

    /// Edges that are not shared by exactly two faces in opposite directions: none in a closed surface.
    pub fn loose_edges(&self) -> usize {
        let mut edges = Vec::with_capacity(3 * self.faces.len());
        for [a, b, c] in &self.faces {
            for (p, q) in [(*a, *b), (*b, *c), (*c, *a)] {
                edges.push((p.min(q), p.max(q), p < q));
            }
        }
        edges.sort_unstable();
        let groups = edges.chunk_by(|p, q| (p.0, p.1) == (q.0, q.1));
        groups.filter(|it| !matches!(it, [p, q] if p.2 != q.2)).count()
    }
}

/// Samples of one part of space.
struct Block {
    /// Its place in the grid of blocks.
    key: [i32; 3],
    /// The boxes near it.
    near: Vec<u32>,
    /// Depth at the samples, mm, x fastest.
    depth: Vec<f64>,
    /// Points of its cells.
    points: Vec<u32>,
}

struct Grid {
    step: f64,
    places: BTreeMap<[i32; 3], usize>,
    blocks: Vec<Block>,
}

/// What the cells of a block see: its samples and the next along each axis.
type Seen = [f64; SEEN * SEEN * SEEN];

/// Position of (`x`, `y`, `z`) in a cube of samples with `side` along its edge.
#[inline]
const fn at(x: usize, y: usize, z: usize, side: usize) -> usize {
    x + side * (y + side * z)
}

/// All places of a cube with `side` along its edge.
fn cube(side: usize) -> impl Iterator<Item = [usize; 3]> {
    (0..side * side * side).map(move |i| [i % side, i / side % side, i / (side * side)])
}

/// The place of a sample or cell that is `local` in the block `key`.
#[inline]
fn whole(key: [i32; 3], local: [usize; 3]) -> [i32; 3] {
    std::array::from_fn(|a| key[a] * SIDE as i32 + local[a] as i32)
}

/// The block of a sample or cell, and its place there.
#[inline]
fn split(place: [i32; 3]) -> ([i32; 3], usize) {
    let side = SIDE as i32;
    let local = place.map(|p| p.rem_euclid(side) as usize);
    (place.map(|p| p.div_euclid(side)), at(local[0], local[1], local[2], SIDE))
}

impl Grid {
    fn around(boxes: &[(Vec3, Vec3)], step: f64) -> Self {
        let mut near: BTreeMap<[i32; 3], Vec<u32>> = BTreeMap::new();
        let block = step * SIDE as f64;
        for (i, &(low, high)) in boxes.iter().enumerate() {
            let margin = Vec3::splat(MARGIN * step);
            let low = ((low - margin) / block).floor().to_array().map(|x| x as i32);
            let high = ((high + margin) / block).floor().to_array().map(|x| x as i32);
            for z in low[2]..=high[2] {
                for y in low[1]..=high[1] {
                    for x in low[0]..=high[0] {
                        near.entry([x, y, z]).or_default().push(i as u32);
                    }
                }
            }
        }
        let places = near.keys().enumerate().map(|(i, key)| (*key, i)).collect();
        let block = |(key, near)| Block { key, near, depth: Vec::new(), points: Vec::new() };
        Self { step, places, blocks: near.into_iter().map(block).collect() }
    }

    fn sample(&mut self, depth: &impl Fn(Vec3, &[u32]) -> f64) {
        for block in &mut self.blocks {
            let place = |local| whole(block.key, local).map(f64::from);
            let sample = |local| depth(Vec3::from_array(place(local)) * self.step, &block.near);
            block.depth = cube(SIDE).map(sample).collect();
        }
    }

    /// What the cells of block `index` see. Where no block is, all is outside.
    fn seen(&self, index: usize, seen: &mut Seen) {
        for over in cube(2) {
            let key: [i32; 3] = std::array::from_fn(|a| self.blocks[index].key[a] + over[a] as i32);
            let block = self.places.get(&key).map(|&i| &self.blocks[i].depth);
            let span = |a: usize| if over[a] == 0 { 0..SIDE } else { 0..1 };
            for z in span(2) {
                for y in span(1) {
                    for x in span(0) {
                        let [i, j, k] =
                            [x + SIDE * over[0], y + SIDE * over[1], z + SIDE * over[2]];
                        seen[at(i, j, k, SEEN)] =
                            block.map_or(f64::INFINITY, |it| it[at(x, y, z, SIDE)]);
                    }
                }
            }
        }
    }

    /// Takes corners in until no cell has its inside, or its outside, on a diagonal only.
    fn mend(&mut self) {
        let mut seen = [0.0; SEEN * SEEN * SEEN];
        loop {
            let mut corners = BTreeSet::new();
            for index in 0..self.blocks.len() {
                self.seen(index, &mut seen);
                for local in cube(SIDE) {
                    let cell = cell(&seen, local);
                    if let Some(corner) = fault(&cell) {
                        let corner: [usize; 3] =
                            std::array::from_fn(|a| local[a] + (corner >> a & 1));
                        corners.insert(whole(self.blocks[index].key, corner));
                    }
                }
            }
            let mut taken = false;
            for corner in corners {
                let (key, local) = split(corner);
                if let Some(&block) = self.places.get(&key) {
                    self.blocks[block].depth[local] = TAKEN_IN * self.step;
                    taken = true;
                }
            }
            if !taken {
                return;
            }
        }
    }

    fn mesh(&mut self, depth: &impl Fn(Vec3, &[u32]) -> f64) -> Surface {
        let mut surface = Surface::default();
        let mut seen = [0.0; SEEN * SEEN * SEEN];
        for index in 0..self.blocks.len() {
            self.seen(index, &mut seen);
            let Block { key, near, .. } = &self.blocks[index];
            let mut points = vec![NONE; SIDE * SIDE * SIDE];
            for (point, local) in points.iter_mut().zip(cube(SIDE)) {
                let cell = cell(&seen, local);
                if matches!(mask(&cell), 0 | 255) {
                    continue;
                }
                let base = Vec3::from_array(whole(*key, local).map(f64::from));
                let place = |inside: Vec3| (base + inside) * self.step;
                let inside = settle(&cell, self.step, |inside| depth(place(inside), near));
                *point = surface.points.len() as u32;
                surface.points.push(place(inside));
            }
            self.blocks[index].points = points;
        }
        for index in 0..self.blocks.len() {
            self.seen(index, &mut seen);
            for local in cube(SIDE) {
                let here = seen[at(local[0], local[1], local[2], SEEN)] < 0.0;
                for axis in 0..3 {
                    let mut next = local;
                    next[axis] += 1;
                    let there = seen[at(next[0], next[1], next[2], SEEN)] < 0.0;
                    if here != there {
                        let place = whole(self.blocks[index].key, local);
                        self.square(place, axis, here, &mut surface);
                    }
                }
            }
        }
        surface
    }

    /// Two faces across the grid's edge from `place` along `axis`, which leaves the inside if `leaves`.
    fn square(&self, place: [i32; 3], axis: usize, leaves: bool, surface: &mut Surface) {
        let (b, c) = ((axis + 1) % 3, (axis + 2) % 3);
        let around = [(1, 1), (0, 1), (0, 0), (1, 0)].map(|(back_b, back_c)| {
            let mut cell = place;
            cell[b] -= back_b;
            cell[c] -= back_c;
            let (key, local) = split(cell);
            self.places.get(&key).map_or(NONE, |&block| self.blocks[block].points[local])
        });
        if around.contains(&NONE) {
            return;
        }
        let [p, q, r, s] =
            if leaves { around } else { [around[3], around[2], around[1], around[0]] };
        let apart = |a: u32, b: u32| {
            surface.points[a as usize].distance_squared(surface.points[b as usize])
        };
        let faces = if apart(p, r) <= apart(q, s) {
            [[p, q, r], [p, r, s]]
        } else {
            [[q, r, s], [q, s, p]]
        };
        surface.faces.extend(faces);
    }
}

/// Depths at the corners of a cell; bit 0 of a corner's number is its x, bit 1 its y, bit 2 its z.
#[inline]
fn cell(seen: &Seen, [x, y, z]: [usize; 3]) -> [f64; 8] {
    std::array::from_fn(|i| seen[at(x + (i & 1), y + (i >> 1 & 1), z + (i >> 2), SEEN)])
}

/// Which corners are inside.
#[inline]
fn mask(cell: &[f64; 8]) -> u8 {
    (0..8).fold(0, |mask, i| mask | u8::from(cell[i] < 0.0) << i)
}

/// The corner to take in where the inside or the outside meets itself on a diagonal only.
fn fault(cell: &[f64; 8]) -> Option<usize> {
    let mask = mask(cell);
    if matches!(mask, 0 | 255) {
        return None;
    }
    let inside = |corner: usize| mask >> corner & 1 == 1;
    let nearest = |corners: &[usize]| {
        let outside = corners.iter().copied().filter(|&corner| !inside(corner));
        outside.min_by(|&a, &b| cell[a].total_cmp(&cell[b]))
    };
    for axis in 0..3 {
        let (b, c) = (1 << ((axis + 1) % 3), 1 << ((axis + 2) % 3));
        for base in [0, 1 << axis] {
            let face = [base, base | b, base | b | c, base | c];
            let [p, q, r, s] = face.map(inside);
            if p == r && q == s && p != q {
                return nearest(&face);
            }
        }
    }
    let diagonal = |corner: usize| (1u8 << corner) | (1 << (7 - corner));
    let apart = (0..4).any(|corner| mask == diagonal(corner) || mask == !diagonal(corner));
    if apart { nearest(&[0, 1, 2, 3, 4, 5, 6, 7]) } else { None }
}

/// The point of a cell, in steps from its first corner: the middle of where its edges cross the surface,
/// drawn to the surface itself.
fn settle(cell: &[f64; 8], step: f64, depth: impl Fn(Vec3) -> f64) -> Vec3 {
    let corner = |i: usize| Vec3::new((i & 1) as f64, (i >> 1 & 1) as f64, (i >> 2) as f64);
    let (mut sum, mut crossings) = (Vec3::ZERO, 0.0);
    for axis in [1, 2, 4] {
        for from in (0..8).filter(|i| i & axis == 0) {
            let (a, b) = (cell[from], cell[from | axis]);
            if (a < 0.0) != (b < 0.0) {
                // One of them may be infinite.
                let share = if a.is_finite() && b.is_finite() { a / (a - b) } else { 0.5 };
                sum += corner(from).lerp(corner(from | axis), share);
                crossings += 1.0;
            }
        }
    }
    let within = |x: Vec3| x.clamp(Vec3::splat(APART), Vec3::splat(1.0 - APART));
    let mut point = within(sum / crossings);
    let taken_in = cell.contains(&(TAKEN_IN * step)) || !cell.iter().all(|it| it.is_finite());
    for _ in 0..if taken_in { 0 } else { 2 } {
        let mut slope = Vec3::ZERO;
        for i in 0..8 {
            let (to, on) = (corner(i), corner(7 - i));
            let weight = (to * point + on * (Vec3::ONE - point)).to_array();
            let sign = (to - on).to_array();
            let part = |a: usize| sign[a] * weight[(a + 1) % 3] * weight[(a + 2) % 3] * cell[i];
            slope += Vec3::new(part(0), part(1), part(2));
        }
        let way = slope.normalize_or_zero();
        point = within(point - way * (depth(point) / step).clamp(-0.5, 0.5));
    }
    point
}
