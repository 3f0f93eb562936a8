//! A wire or a tube cut into nodes.
//!
//! Nodes sit at fixed distances from the tip; what is fed is met by activating further nodes (see
//! [`super::Sheath`]). Where several members share a centreline the nodes belong to the one that
//! reaches farthest, and the others slide along them ([`Grid::slide`]).

use super::{Material, Section};

/// Node spacings: fine where the tip bends, coarse on the shaft.
const FINE_SPACING: f64 = 1.0;
const FINE_LENGTH: f64 = 50.0;
pub(super) const SHAFT_SPACING: f64 = 3.0;
/// Growth of the spacing from one element to the next.
const GROWTH: f64 = 1.15;

/// The wire's nodes from the tip, with the coefficients of their energies.
#[derive(Clone, Debug)]
pub struct Grid {
    /// Distance of each node from the tip, mm.
    pub from_tip: Vec<f64>,
    /// Rest length of edge i, between nodes i and i + 1, mm.
    pub edge_length: Vec<f64>,
    /// Length that each node stands for, mm.
    pub node_length: Vec<f64>,
    /// Bending coefficient EI / length at each node, N·mm.
    pub bending: Vec<f64>,
    /// Twisting coefficient GJ / length at each node, N·mm.
    pub twisting: Vec<f64>,
    /// Natural curvature times length at each node.
    pub natural_turn: Vec<f64>,
    /// The law of bending at each node beyond its linear range; none for a wire that has no other.
    pub sections: Vec<Section>,
    /// Mass of each node, N·s²/mm.
    pub mass: Vec<f64>,
    /// Axial stiffness EA, N.
    pub axial_stiffness: f64,
    /// Outer radius, mm.
    pub radius: f64,
    /// What it is made of.
    pub material: Material,
}

impl Grid {
    /// `length` mm of wire from the tip, fine at the tip and coarse on the shaft.
    pub fn graded(material: &Material, length: f64) -> Self {
        let mut from_tip = vec![0.0];
        let (mut s, mut spacing) = (0.0, FINE_SPACING);
        while s < length {
            if s >= FINE_LENGTH {
                spacing = (spacing * GROWTH).min(SHAFT_SPACING);
            }
            s += spacing;
            from_tip.push(s);
        }
        Self::at(material, from_tip)
    }

    /// `length` mm of wire in `elements` equal edges.
    pub fn uniform(material: &Material, length: f64, elements: usize) -> Self {
        let from_tip = (0..=elements).map(|i| length * i as f64 / elements as f64).collect();
        Self::at(material, from_tip)
    }

    /// Nodes at the given distances from the tip: at least three, increasing, the first zero.
    pub fn at(material: &Material, from_tip: Vec<f64>) -> Self {
        let edge_length: Vec<f64> = from_tip.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let count = from_tip.len();
        let node_length: Vec<f64> = (0..count)
            .map(|i| {
                let distal = if i > 0 { edge_length[i - 1] } else { 0.0 };
                let proximal = if i + 1 < count { edge_length[i] } else { 0.0 };
                0.5 * (distal + proximal)
            })
            .collect();
        let per_length = |curve: &super::Curve| -> Vec<f64> {
            from_tip.iter().zip(&node_length).map(|(&s, &l)| curve.at(s) / l).collect()
        };
        let natural_turn = (0..count).map(|i| natural_turn(material, &from_tip, i, 0.0)).collect();
        let sections = material.core.iter().flat_map(|core| {
            let places = from_tip.iter().zip(&node_length);
            places.map(|(&s, &l)| core.section(material.flexural_rigidity.at(s), l))
        });
        let sections = sections.collect();
        Self {
            bending: per_length(&material.flexural_rigidity),
            twisting: per_length(&material.torsional_rigidity),
            natural_turn,
            sections,
            mass: node_length.iter().map(|l| material.mass_per_length * l).collect(),
            axial_stiffness: material.axial_stiffness,
            radius: material.radius,
            material: material.clone(),
            from_tip,
            edge_length,
            node_length,
        }
    }

    /// Takes the first `count` nodes' coefficients anew for a member whose tip lies `offset` mm
    /// behind node 0. They are those of a member that lies in the whole of a node's length.
    pub(super) fn slide(&mut self, offset: f64, count: usize) {
        for i in 0..count {
            let at = (self.from_tip[i] - offset).max(0.0);
            let rigidity = self.material.flexural_rigidity.at(at);
            self.bending[i] = rigidity / self.node_length[i];
            if let Some(core) = &self.material.core {
                self.sections[i] = core.section(rigidity, self.node_length[i]);
            }
            self.twisting[i] = self.material.torsional_rigidity.at(at) / self.node_length[i];
            self.natural_turn[i] = natural_turn(&self.material, &self.from_tip, i, offset);
        }
    }

    /// Number of nodes of the whole wire.
    pub fn len(&self) -> usize {
        self.from_tip.len()
    }

    /// True for a wire without nodes, which [`Grid::at`] does not make.
    pub fn is_empty(&self) -> bool {
        self.from_tip.is_empty()
    }
}

/// Natural curvature of `material`, whose tip lies `offset` mm behind node 0, over the stretch for
/// which node `i` bends: from half way to the node before it to half way to the next. Nothing bends
/// at the tip, whose half edge falls to its neighbour, so that the whole curve is there however the
/// wire is cut.
fn natural_turn(material: &Material, from_tip: &[f64], i: usize, offset: f64) -> f64 {
    if i == 0 || i + 1 == from_tip.len() {
        return 0.0;
    }
    let begin = if i == 1 { 0.0 } else { 0.5 * (from_tip[i - 1] + from_tip[i]) };
    let end = 0.5 * (from_tip[i] + from_tip[i + 1]);
    let curved = (end - offset).min(material.curved_length) - (begin - offset).max(0.0);
    material.natural_curvature * curved.max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tip_is_bent_by_its_whole_angle_however_the_wire_is_cut() {
        let material = Material::uniform().with_bent_tip(0.8, 10.0);
        let cuts =
            [0.3, 1.0, 1.7, 4.0, 9.0, 14.0].map(|edge| Grid::uniform(&material, 100.0 * edge, 100));
        for grid in cuts.iter().chain([&Grid::graded(&material, 200.0)]) {
            let whole: f64 = grid.natural_turn.iter().sum();
            let least = grid.edge_length[0];
            assert!((whole - 0.8).abs() < 1e-12, "{whole} rad with edges of {least} mm");
        }
    }
}
