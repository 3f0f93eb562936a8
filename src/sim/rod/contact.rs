//! The wire against itself, and against other wires beside it.
//!
//! Two edges touch where they are closest: round sections repel one another along the line between
//! their closest points with a stiff spring that only pushes, without friction. What makes that hold:
//!
//! - **Who may touch whom** is listed at the start of a tick, and anew when nodes have moved so far that
//!   others could have come near. Edges are boxed in blocks, so that a wire which lies nowhere beside
//!   itself pays for comparing some dozen boxes.
//! - **Nothing passes through.** A step that would bring two edges closer than a share of their radii is
//!   shortened as a whole. So the side on which a strand lies is never lost, and need not be
//!   remembered from tick to tick.
//! - **Nearly parallel edges** touch at their middles, not at an end that jumps as they turn.
//! - **The Hessian** is that of the gap's square alone. What is left out would be negative: the step
//!   still points downhill. Contacts of the wire with itself lie outside the band
//!   ([`super::coupling`]); another wire stands still during the tick, so contact with it is a block
//!   of two neighbouring nodes like any other.
//!
//! Two wires are so solved in turn, each to the minimum of the potential that both share while the
//! other rests. No turn can raise that potential: the exchange of the two is stable however stiff
//! the contact, and what one wire does to the other comes a tick late.

use super::band::Band;
use super::{Member, Rod};
use crate::sim::math::{Vec3, outer, push};

/// Stiffness of a contact, N/mm, and half the band over which it sets in, mm.
const STIFFNESS: f64 = 10.0;
const ONSET: f64 = 0.05;
/// Edges are listed as near whose surfaces are closer than that, mm, and the list holds until nodes
/// have moved by nearly half of it.
const MARGIN: f64 = 3.0;
const LISTED_FOR: f64 = 1.4;
/// Closest that a step may bring two centrelines, in sums of their radii, and the share of their distance
/// that it may take of what is closer already.
const CLOSEST: f64 = 0.3;
const CLOSED_BY: f64 = 0.5;
/// Wire between two edges below which they do not count as touching, in radii: half a turn of four
/// times the radius. Nothing that bends so tightly lies beside itself yet.
const APART: f64 = 4.0 * core::f64::consts::PI;
/// Edges in a block, and the cosine past which a stretch may come back to itself.
const BLOCK: usize = 8;
const TURNED: f64 = 0.5;
/// Weight with which closest points are drawn to the middles of their edges.
const TO_THE_MIDDLE: f64 = 0.02;
/// Most contacts that are coupled exactly; others are held by a majorant.
const COUPLED: usize = 64;

/// A wire or a set of tubes beside the one that is solved for, where it stands during the tick.
#[derive(Clone, Debug, Default)]
pub struct Strand {
    /// Positions of its nodes, mm.
    pub positions: Vec<Vec3>,
    /// Its radius at each, mm.
    pub radius: Vec<f64>,
}

impl Strand {
    /// `rod` as it stands.
    pub fn of(rod: &Rod) -> Self {
        Self { positions: rod.x.clone(), radius: rod.radius.clone() }
    }
}

/// What an edge may touch.
#[derive(Clone, Copy, Debug)]
enum With {
    /// Another edge of the same wire.
    Itself(usize),
    /// A strand and an edge of it.
    Other(usize, usize),
}

/// Two edges that are near one another.
#[derive(Clone, Copy, Debug)]
struct Near {
    edge: usize,
    with: With,
    /// Where on each the closest point is, from 0 at the distal node to 1.
    at: [f64; 2],
    /// From the other's closest point to this one's, mm; its length and direction.
    offset: Vec3,
    distance: f64,
    normal: Vec3,
    /// Sum of their radii, mm.
    radii: f64,
    /// Force between them, N, its growth with depth, N/mm, and the force that the last step was in
    /// equilibrium with.
    load: f64,
    stiffness: f64,
    foreseen: f64,
}

/// What touches or may soon touch in a tick.
#[derive(Clone, Debug, Default)]
pub(super) struct Contacts {
    near: Vec<Near>,
    /// How far nodes may have moved since these were listed, mm.
    moved: f64,
    boxes: Vec<Box3>,
    others: Vec<Box3>,
}

#[derive(Clone, Copy, Debug)]
struct Box3 {
    least: Vec3,
    most: Vec3,
    /// Half the margin and the largest radius in it.
    grown: f64,
}

#[derive(Clone, Copy)]
struct Line<'a> {
    x: &'a [Vec3],
    radius: &'a [f64],
}

impl Contacts {
    /// Lists what of `rod` is near itself, if it may touch itself, and near `strands`.
    pub fn look(&mut self, rod: &Rod, with_itself: bool, strands: &[Strand]) {
        self.near.clear();
        self.moved = 0.0;
        let own = Line { x: &rod.x, radius: &rod.radius };
        // Edges both of whose nodes are free.
        let edges = (rod.count() - rod.prescribed).saturating_sub(1);
        boxes(own, edges, &mut self.boxes);
        if with_itself {
            self.look_at_itself(rod, own, edges);
        }
        for (k, strand) in strands.iter().enumerate() {
            let other = Line { x: &strand.positions, radius: &strand.radius };
            let count = other.x.len().saturating_sub(1);
            boxes(other, count, &mut self.others);
            for (a, here) in self.boxes.iter().enumerate() {
                for (b, _) in self.others.iter().enumerate().filter(|(_, it)| here.meets(it)) {
                    for i in block(a, edges) {
                        let near = |j| Near::found(own, i, other, j, With::Other(k, j));
                        self.near.extend(block(b, count).filter_map(near));
                    }
                }
            }
        }
    }

    fn look_at_itself(&mut self, rod: &Rod, own: Line, edges: usize) {
        let from_tip = &rod.grid().from_tip;
        for a in 0..self.boxes.len() {
            for b in a..self.boxes.len() {
                if !self.boxes[a].meets(&self.boxes[b]) {
                    continue;
                }
                if b <= a + 1 {
                    let stretch = block(a, edges).start..block(b, edges).end;
                    let first = rod.tangent[stretch.start];
                    if rod.tangent[stretch].iter().all(|tangent| tangent.dot(first) > TURNED) {
                        continue;
                    }
                }
                for i in block(a, edges) {
                    let apart = APART * own.radius[i].max(own.radius[i + 1]);
                    for j in block(b, edges) {
                        if j > i + 1 && from_tip[j] - from_tip[i + 1] > apart {
                            self.near.extend(Near::found(own, i, own, j, With::Itself(j)));
                        }
                    }
                }
            }
        }
    }

    /// Follows a step that moved no node farther than `moved` mm. Returns the largest difference
    /// between the force of a contact and what the step took it for, N.
    pub fn follow(&mut self, rod: &Rod, moved: f64, with_itself: bool, strands: &[Strand]) -> f64 {
        self.moved += moved;
        if self.moved > LISTED_FOR {
            self.look(rod, with_itself, strands);
            return self.near.iter().map(|near| near.load).fold(0.0, f64::max);
        }
        let own = Line { x: &rod.x, radius: &rod.radius };
        let mut unforeseen = 0.0_f64;
        for near in &mut self.near {
            let (other, j) = match near.with {
                With::Itself(j) => (own, j),
                With::Other(k, j) => {
                    (Line { x: &strands[k].positions, radius: &strands[k].radius }, j)
                }
            };
            let now = own.at(near.edge, near.at[0]) - other.at(j, near.at[1]);
            near.foreseen = near.load - near.stiffness * near.normal.dot(now - near.offset);
            near.measure(own, other, j);
            unforeseen = unforeseen.max((near.load - near.foreseen).abs());
        }
        unforeseen
    }

    /// Adds what pushes to the system of a rod with `stride` unknowns a node.
    pub fn add(&self, band: &mut Band, stride: usize) {
        let mut coupled = 0;
        for near in self.near.iter().filter(|near| near.stiffness > 0.0) {
            let nodes = near.nodes();
            for &(node, weight) in nodes.iter().filter(|(_, weight)| *weight != 0.0) {
                let force = near.normal * (near.load * weight);
                let at = stride * node;
                band.rhs[at] += force.x;
                band.rhs[at + 1] += force.y;
                band.rhs[at + 2] += force.z;
            }
            let block = outer(near.normal, near.normal) * near.stiffness;
            match near.with {
                With::Other(..) => {
                    let [(distal, u), (proximal, v), ..] = nodes;
                    band.add_diagonal(stride * distal, &(block * (u * u)));
                    band.add_diagonal(stride * proximal, &(block * (v * v)));
                    band.add_block(stride * distal, stride * proximal, &(block * (u * v)));
                }
                With::Itself(_) if coupled < COUPLED => {
                    let root = near.normal * near.stiffness.sqrt();
                    band.couple(nodes.map(|(node, weight)| (stride * node, root * weight)));
                    coupled += 1;
                }
                // By Cauchy and Schwarz the square of a sum is at most that: the weights' sizes
                // add up to two.
                With::Itself(_) => {
                    for (node, weight) in nodes {
                        band.add_diagonal(stride * node, &(block * (2.0 * weight.abs())));
                    }
                }
            }
        }
    }

    /// How much of a step may be taken that moves nodes by `moves`.
    pub fn room(&self, moves: impl Fn(usize) -> Vec3) -> f64 {
        let mut room = 1.0_f64;
        for near in &self.near {
            let nodes = near.nodes().into_iter().filter(|(_, weight)| *weight != 0.0);
            let opened: f64 =
                nodes.map(|(node, weight)| moves(node).dot(near.normal) * weight).sum();
            let closest = (CLOSEST * near.radii).min(CLOSED_BY * near.distance);
            if near.distance + opened < closest {
                room = room.min((near.distance - closest) / -opened);
            }
        }
        room
    }

    /// Adds to `forces` what `member` feels at its nodes, N, as the last step took it.
    pub fn add_forces_on(&self, member: &Member, forces: &mut [Vec3]) {
        for near in &self.near {
            for (node, weight) in near.nodes().into_iter().filter(|(_, weight)| *weight != 0.0) {
                forces[node] += near.normal * (near.foreseen * weight * member.exposed[node]);
            }
        }
    }
}

impl Near {
    /// Edge `i` of `own` and `j` of `other`, if they are near.
    fn found(own: Line, i: usize, other: Line, j: usize, with: With) -> Option<Self> {
        let mut near = Self {
            edge: i,
            with,
            at: [0.5; 2],
            offset: Vec3::ZERO,
            distance: 0.0,
            normal: Vec3::ZERO,
            radii: 0.0,
            load: 0.0,
            stiffness: 0.0,
            foreseen: 0.0,
        };
        near.measure(own, other, j);
        (near.distance < near.radii + MARGIN).then_some(near)
    }

    fn measure(&mut self, own: Line, other: Line, j: usize) {
        let i = self.edge;
        self.at = closest([own.x[i], own.x[i + 1]], [other.x[j], other.x[j + 1]]);
        let [s, t] = self.at;
        self.offset = own.at(i, s) - other.at(j, t);
        self.distance = self.offset.length();
        if self.distance > 0.0 {
            self.normal = self.offset / self.distance;
        }
        self.radii = own.radius_at(i, s) + other.radius_at(j, t);
        (self.load, self.stiffness) = push(self.radii - self.distance, STIFFNESS, ONSET);
    }

    /// The nodes that a push moves, and how much of it falls to each.
    fn nodes(&self) -> [(usize, f64); 4] {
        let [s, t] = self.at;
        let i = self.edge;
        match self.with {
            With::Itself(j) => [(i, 1.0 - s), (i + 1, s), (j, t - 1.0), (j + 1, -t)],
            With::Other(..) => [(i, 1.0 - s), (i + 1, s), (i, 0.0), (i, 0.0)],
        }
    }
}

impl Line<'_> {
    fn at(&self, edge: usize, share: f64) -> Vec3 {
        self.x[edge].lerp(self.x[edge + 1], share)
    }

    fn radius_at(&self, edge: usize, share: f64) -> f64 {
        self.radius[edge] + (self.radius[edge + 1] - self.radius[edge]) * share
    }
}

impl Box3 {
    fn meets(&self, other: &Self) -> bool {
        let grown = Vec3::splat(self.grown + other.grown);
        (self.least - grown).cmple(other.most).all() && (other.least - grown).cmple(self.most).all()
    }
}

/// The edges of block `a` of a line of `edges`.
fn block(a: usize, edges: usize) -> core::ops::Range<usize> {
    BLOCK * a..(BLOCK * (a + 1)).min(edges)
}

/// Boxes around the first `edges` of a line, block by block.
fn boxes(line: Line, edges: usize, boxes: &mut Vec<Box3>) {
    boxes.clear();
    boxes.extend((0..edges.div_ceil(BLOCK)).map(|a| {
        let nodes = block(a, edges).start..block(a, edges).end + 1;
        let empty = Box3 { least: Vec3::INFINITY, most: Vec3::NEG_INFINITY, grown: 0.5 * MARGIN };
        nodes.fold(empty, |it, i| Box3 {
            least: it.least.min(line.x[i]),
            most: it.most.max(line.x[i]),
            grown: it.grown.max(0.5 * MARGIN + line.radius[i]),
        })
    }));
}

/// Where on the edges `a` and `b` their closest points are (Lumelsky 1985), each drawn a little to the
/// middle of its edge, which makes them unique.
fn closest(a: [Vec3; 2], b: [Vec3; 2]) -> [f64; 2] {
    let (u, v, w) = (a[1] - a[0], b[1] - b[0], a[0] - b[0]);
    let (uu, uv, vv) = (u.length_squared(), u.dot(v), v.length_squared());
    let stiff = 1.0 + TO_THE_MIDDLE;
    let (p, q) = (0.5 * TO_THE_MIDDLE * uu - u.dot(w), 0.5 * TO_THE_MIDDLE * vv + v.dot(w));
    let determinant = (stiff * stiff * uu * vv - uv * uv).max(f64::MIN_POSITIVE);
    let free = ((stiff * vv * p + uv * q) / determinant).clamp(0.0, 1.0);
    let t = ((q + uv * free) / (stiff * vv).max(f64::MIN_POSITIVE)).clamp(0.0, 1.0);
    let s = ((p + uv * t) / (stiff * uu).max(f64::MIN_POSITIVE)).clamp(0.0, 1.0);
    [s, t]
}
