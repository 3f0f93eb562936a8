//! The wall of a patent vein or a phantom tube as an elastic foundation.
//!
//! A node deeper than the wall by p feels a load per length that rises as k·p, with a quadratic
//! onset over ± [`ONSET`] so that contact has no corner. Real veins give way and straighten over a
//! stiff wire; near-rigid phantoms are the same law with a larger k.

use super::{Centreline, Station};
use crate::sim::math::{Mat3, Vec3, outer, push};
use crate::sim::rod::{Nodes, Reaction, Surroundings};

/// Half the band over which contact sets in, mm.
const ONSET: f64 = 0.05;
/// Depth of the sheath's tip over which its guidance fades, mm.
const SHEATH_MOUTH: f64 = 4.0;
/// Radial clearance of a wire in the sheath, mm, and the sheath's stiffness, N/mm².
const SHEATH_CLEARANCE: f64 = 0.1;
const SHEATH_STIFFNESS: f64 = 2.0;

/// How a wall takes a wire.
#[derive(Clone, Copy, Debug)]
pub struct Wall {
    /// Load per length over depth, N/mm per mm of wire.
    pub stiffness: f64,
    /// Coulomb friction coefficient.
    pub friction: f64,
}

/// Load per length and its derivative at depth `p` (mm) under stiffness `k`.
#[inline]
pub fn foundation(p: f64, k: f64) -> (f64, f64) {
    push(p, k, ONSET)
}

impl Wall {
    /// The reaction on a node at `x` that stands for `length` mm of wire of radius `wire`, inside
    /// the tube around `station` whose radius is `radius` with slope `slope`.
    #[inline]
    pub fn press(
        &self,
        x: Vec3,
        station: &Station,
        radius: f64,
        slope: f64,
        wire: f64,
        length: f64,
    ) -> Reaction {
        let offset = x - station.centre;
        let radial = offset - station.tangent * offset.dot(station.tangent);
        let square = radial.length_squared();
        let free = (radius * station.oval.min(1.0) - wire - ONSET).max(1e-9);
        if square <= free * free {
            return Reaction::NONE;
        }
        self.react(&Lumen::at(x, station, radius, slope, wire), length)
    }

    /// The reaction on a node that stands for `length` mm of wire, at `lumen`'s depth.
    #[inline]
    pub fn react(&self, lumen: &Lumen, length: f64) -> Reaction {
        let (load, stiffness) = foundation(lumen.depth, self.stiffness * length);
        let normal = lumen.normal;
        let steepness = lumen.steepness;
        Reaction {
            gradient: normal * load,
            hessian: outer(normal, normal) * stiffness + lumen.bend * load,
            normal: normal * (1.0 / steepness),
            friction_limit: self.friction * load * steepness,
        }
    }
}

/// The wall around one place: how deep a wire stands beyond it, and how that changes with the place.
#[derive(Clone, Copy, Debug)]
pub struct Lumen {
    /// Depth of the wire's surface beyond the wall, mm; negative inside.
    pub depth: f64,
    /// Its gradient, and that one's length.
    pub normal: Vec3,
    pub steepness: f64,
    /// Its second derivative, or what of it is not negative.
    pub bend: Mat3,
}

impl Lumen {
    /// The wall of the tube around `station` whose radius is `radius` (mm) with slope `slope`, for a wire
    /// of radius `wire` at `x`.
    #[inline]
    pub fn at(x: Vec3, station: &Station, radius: f64, slope: f64, wire: f64) -> Self {
        let offset = x - station.centre;
        let radial = offset - station.tangent * offset.dot(station.tangent);
        if station.oval != 1.0 {
            return Self::oval(radial, station, radius, slope, wire);
        }
        let distance = radial.length().max(1e-9);
        let depth = distance - (radius - wire);
        let outward = radial * (1.0 / distance);
        // Where the tube narrows its wall leans against the wire's way.
        let normal = outward - station.tangent * slope;
        let steepness = (1.0 + slope * slope).sqrt();
        let around =
            Mat3::IDENTITY - outer(outward, outward) - outer(station.tangent, station.tangent);
        // The wall's own bend turns the normal of a wire that moves along it.
        let bend = station.curvature.dot(outward);
        let along =
            outer(station.tangent, station.tangent) * (-bend / (1.0 - distance * bend).max(0.1));
        Self { depth, normal, steepness, bend: around * (1.0 / distance) + along }
    }

    /// As [`Lumen::at`], of an oval section, to first order in the distance from its wall: with
    /// q² = (v/a)² + (u/b)² the depth is (q − 1)/|∇q|.
    fn oval(radial: Vec3, station: &Station, radius: f64, slope: f64, wire: f64) -> Self {
        let tangent = station.tangent;
        let back = (Vec3::Y - tangent * tangent.y).try_normalize().unwrap_or(Vec3::X);
        let aside = tangent.cross(back);
        let (a, b) = ((radius - wire).max(0.1), (radius * station.oval - wire).max(0.1));
        let (v, u) = (radial.dot(aside), radial.dot(back));
        let q = (v * v / (a * a) + u * u / (b * b)).sqrt().max(1e-6);
        let slant = (aside * (v / (a * a)) + back * (u / (b * b))) * (1.0 / q);
        let size = slant.length().max(1e-6);
        let outward = slant * (1.0 / size);
        let across = tangent.cross(outward);
        let (v, u) = (across.dot(aside), across.dot(back));
        let round = (v * v / (a * a) + u * u / (b * b)) / (q * size);
        let normal = outward - tangent * slope;
        Self {
            depth: (q - 1.0) / size,
            normal,
            steepness: (1.0 + slope * slope).sqrt(),
            bend: outer(across, across) * round,
        }
    }

    /// The half sphere that closes a tube at `end`.
    pub fn end(x: Vec3, end: &Station, wire: f64) -> Self {
        let offset = x - end.centre;
        let distance = offset.length().max(1e-9);
        let normal = offset * (1.0 / distance);
        let radius = end.radius * end.oval.min(1.0);
        Self {
            depth: distance - (radius - wire),
            normal,
            steepness: 1.0,
            bend: super::vessels::around(normal, distance),
        }
    }

    /// Whether a wire feels the wall.
    #[inline]
    pub fn touches(&self) -> bool {
        self.depth > -ONSET
    }

    /// The union of two lumens, the edge between them rounded where their depths differ by less than
    /// `rounded` mm: a smooth minimum, a parabola between the two.
    pub fn or(&self, other: &Self, rounded: f64) -> Self {
        let share = ((rounded - (self.depth - other.depth).abs()) / rounded).max(0.0);
        let farther = 0.5 * share;
        let (near, far) = if self.depth <= other.depth { (self, other) } else { (other, self) };
        let normal = near.normal * (1.0 - farther) + far.normal * farther;
        Self {
            depth: near.depth - 0.25 * rounded * share * share,
            normal,
            steepness: normal.length().max(1e-6),
            bend: near.bend * (1.0 - farther) + far.bend * farther,
        }
    }
}

/// The sheath's own guidance at arc length `s` ≤ 0: strong inside, fading towards its tip.
#[inline]
pub fn sheath_press(x: Vec3, station: &Station, wire: f64, length: f64) -> Reaction {
    let strength = crate::sim::math::smoothstep(-station.s / SHEATH_MOUTH);
    let wall = Wall { stiffness: SHEATH_STIFFNESS * strength, friction: 0.0 };
    wall.press(x, station, wire + SHEATH_CLEARANCE, 0.0, wire, length)
}

/// The first of the nodes that lie inside the sheath: those from the hub up to the one that has
/// left it. Wire that folds back past the sheath's tip lies beside it, in the vein.
pub fn first_in_sheath(stations: &[f64]) -> usize {
    stations.iter().rposition(|&s| s >= 0.0).map_or(0, |last_out| last_out + 1)
}

/// A sheath and a tube: phantoms, benchmarks, patent veins. Arc length 0 is the sheath's tip.
#[derive(Clone, Debug)]
pub struct Tube {
    pub course: Centreline,
    pub wall: Wall,
    stations: Vec<f64>,
    sheathed: usize,
    radii: Vec<f64>,
    lengths: Vec<f64>,
}

impl Tube {
    /// A tube along `course`, entered at its beginning.
    pub fn new(course: Centreline, wall: Wall) -> Self {
        Self {
            course,
            wall,
            stations: Vec::new(),
            sheathed: 0,
            radii: Vec::new(),
            lengths: Vec::new(),
        }
    }
}

impl Surroundings for Tube {
    fn begin_tick(&mut self, nodes: Nodes) {
        self.radii.clear();
        self.radii.extend_from_slice(nodes.radius);
        let known = self.stations.len().min(nodes.positions.len());
        self.stations.truncate(known);
        for i in known..nodes.positions.len() {
            // Wire appears inside the sheath, behind the course's first point.
            let first = self.course.at(0.0);
            self.stations.push((nodes.positions[i] - first.centre).dot(first.tangent));
        }
        self.sheathed = first_in_sheath(&self.stations);
        self.lengths.clear();
        self.lengths.extend_from_slice(nodes.node_length);
    }

    fn react(&mut self, index: usize, x: Vec3) -> Reaction {
        let station = self.course.nearest(x, self.stations[index]);
        self.stations[index] = station.s;
        if index >= self.sheathed {
            sheath_press(x, &station, self.radii[index], self.lengths[index])
        } else {
            self.wall.press(
                x,
                &station,
                station.radius,
                station.radius_slope,
                self.radii[index],
                self.lengths[index],
            )
        }
    }

    fn settled(&mut self, _positions: &[Vec3]) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::anatomy::{Piece, course};

    /// Newton's steps rest on it: without the bend's own term a wire that slides round a bend is
    /// pushed off its course, and a tick takes half as many steps again.
    #[test]
    fn the_walls_hessian_is_the_derivative_of_its_force_in_a_bend() {
        let bend = course(&[Piece::Bend { radius: 30.0, angle: 1.5, roll: 0.0 }], 5.0);
        let wall = Wall { stiffness: 1.0, friction: 0.1 };
        let middle = bend.at(22.0);
        let inward = middle.curvature.normalize();
        let force = |x: Vec3| wall.press(x, &bend.nearest(x, 22.0), 5.0, 0.0, 0.445, 3.0);
        for side in [inward, -inward, middle.tangent.cross(inward)] {
            let x = middle.centre + side * 5.3;
            // A whole sample of the centreline each way, whose chords are a micrometre off the arc.
            let step = 0.5;
            for axis in [middle.tangent, side, middle.tangent.cross(side)] {
                let change = force(x + axis * step).gradient - force(x - axis * step).gradient;
                let (slope, hessian) = (change / (2.0 * step), force(x).hessian * axis);
                let error = (slope - hessian).length();
                assert!(error < 0.015, "{axis} beside {side}: {slope} against {hessian}");
            }
        }
    }
}
