//! What is around the members of a film: a tube, a plate across it, fingers.

use crate::sim::anatomy::{Centreline, Tube, foundation};
use crate::sim::math::{Mat3, Vec3, outer};
use crate::sim::rod::{Nodes, Reaction, Surroundings};

/// Stiffness with which a node meets a plate, and fingers hold one, N/mm.
const CAP_STIFFNESS: f64 = 10.0;
const GRIP_STIFFNESS: f64 = 5.0;

/// A plate across a tube.
#[derive(Clone, Debug)]
pub struct Plate {
    pub centre: Vec3,
    /// Unit vector the way the wire comes.
    pub axis: Vec3,
    pub friction: f64,
    /// A ledge catches nothing but a tip that points at it; a cap closes the tube.
    pub ledge: bool,
}

impl Plate {
    /// A plate across `course` at `s` mm.
    pub fn across(course: &Centreline, s: f64, friction: f64, ledge: bool) -> Self {
        let end = course.at(s);
        Self { centre: end.centre, axis: end.tangent, friction, ledge }
    }
}

/// What is around the members.
pub struct Around {
    pub tube: Option<Tube>,
    pub plate: Option<Plate>,
    /// The node that fingers hold, and where.
    pub grip: Option<(usize, Vec3)>,
    radii: Vec<f64>,
    tip_points_at_plate: bool,
}

impl Around {
    pub fn new(tube: Option<Tube>, plate: Option<Plate>) -> Self {
        Self { tube, plate, grip: None, radii: Vec::new(), tip_points_at_plate: true }
    }

    /// Loads of the plate on all of the nodes at `positions` (mm), N.
    pub fn on_plate(&self, positions: &[Vec3]) -> f64 {
        let nodes = positions.iter().zip(&self.radii).enumerate();
        nodes.filter_map(|(i, (&x, &radius))| Some(self.plate(i, x, radius)?.0)).sum()
    }

    /// Force of the fingers on the nodes at `positions` (mm), N.
    pub fn on_fingers(&self, positions: &[Vec3]) -> f64 {
        self.grip.map_or(0.0, |(node, place)| positions[node].distance(place) * GRIP_STIFFNESS)
    }

    /// Load of the plate on a node at `x` of `radius` (mm), N, its derivative and direction.
    fn plate(&self, index: usize, x: Vec3, radius: f64) -> Option<(f64, f64, &Plate)> {
        let plate = self.plate.as_ref()?;
        if plate.ledge && !(index == 0 && self.tip_points_at_plate) {
            return None;
        }
        let depth = (x - plate.centre).dot(plate.axis) + radius;
        let (load, stiffness) = foundation(depth, CAP_STIFFNESS);
        (stiffness > 0.0).then_some((load, stiffness, plate))
    }
}

impl Surroundings for Around {
    fn begin_tick(&mut self, nodes: Nodes) {
        self.radii.clear();
        self.radii.extend_from_slice(nodes.radius);
        if let Some(plate) = &self.plate {
            self.tip_points_at_plate = nodes.tangents[0].dot(plate.axis) > 0.2;
        }
        if let Some(tube) = &mut self.tube {
            tube.begin_tick(nodes);
        }
    }

    fn react(&mut self, index: usize, x: Vec3) -> Reaction {
        let mut reaction = self.tube.as_mut().map_or(Reaction::NONE, |tube| tube.react(index, x));
        if let Some((load, stiffness, plate)) = self.plate(index, x, self.radii[index]) {
            reaction.gradient += plate.axis * load;
            reaction.hessian += outer(plate.axis, plate.axis) * stiffness;
            // A node has one contact that rubs: the one that holds more.
            if plate.friction * load > reaction.friction_limit {
                reaction.friction_limit = plate.friction * load;
                reaction.normal = plate.axis;
            }
        }
        if let Some((held, place)) = self.grip
            && held == index
        {
            reaction.gradient += (x - place) * GRIP_STIFFNESS;
            reaction.hessian += Mat3::IDENTITY * GRIP_STIFFNESS;
        }
        reaction
    }

    fn settled(&mut self, _positions: &[Vec3]) -> bool {
        true
    }
}
