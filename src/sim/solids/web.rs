//! Post-thrombotic webs: thin plates hinged to the vein's wall by a sprung, damped joint.
//!
//! The wire is implicit and the plate explicit: during a tick the rod meets a frozen plane per node
//! and a soft penalty, and the plate then takes the opposite forces. The hinge is overdamped, as a
//! membrane in blood is; that also bounds the coupling, since in one tick contact turns the plate by
//! no more than stiffness·reach²·tick/damping, well below one.

use crate::sim::math::{Mat3, Vec3, outer, perpendicular, rotate};
use crate::sim::rod::{Nodes, Reaction};
use crate::sim::units::TICK;
use bevy_rapier3d::rapier::parry::bounding_volume::Aabb;
use bevy_rapier3d::rapier::prelude::{
    ColliderBuilder, ColliderHandle, ImpulseJointHandle, JointAxis, MassProperties, MotorModel,
    PhysicsWorld, Pose, QueryFilter, RevoluteJointBuilder, RigidBodyBuilder, RigidBodyHandle,
    Rotation, Vector,
};

/// Thickness of a plate, mm.
const THICKNESS: f32 = 0.4;
/// Contact stiffness between a node and a plate, N/mm.
const CONTACT: f64 = 0.15;
/// Damping of a hinge, N·mm·s/rad.
const DAMPING: f32 = 0.06;
/// Mass (g) and moment of inertia (g·mm²) of a plate with the blood it carries along.
const MASS: f32 = 0.5;
const INERTIA: f32 = 10.0;
/// Micronewtons in a newton.
const MICRO: f32 = 1e6;
/// How far a plate turns before it lies against the wall, rad.
const FULLY_OPEN: f32 = 1.4;
/// Beyond its tip the wire's bounding box is this much larger, mm.
const MARGIN: f32 = 2.0;

/// A web to be built: a hinge on the wall of a vein.
#[derive(Clone, Copy, Debug)]
pub struct WebSpec {
    /// Centre of the lumen at the web, mm, and its axis.
    pub centre: Vec3,
    pub axis: Vec3,
    /// Radius of the lumen, mm.
    pub radius: f64,
    /// Clock position of the hinge, rad.
    pub angle: f64,
    /// Extent from the wall inwards and along it, mm.
    pub reach: f64,
    pub width: f64,
    /// Stiffness of the hinge, N·mm/rad, and the torque that tears it, N·mm.
    pub hinge: f64,
    pub tears_at: f64,
}

/// A web's plate as it stands, by its corners, mm.
pub type Plate = [Vec3; 4];

struct Web {
    body: RigidBodyHandle,
    collider: ColliderHandle,
    joint: ImpulseJointHandle,
    spec: WebSpec,
    torn: bool,
}

/// A plane in which a node meets a plate during one tick.
#[derive(Clone, Copy)]
struct Contact {
    web: usize,
    normal: Vec3,
    /// Gap = normal·x − offset, mm.
    offset: f64,
}

/// All webs of a case, with Rapier's world.
pub struct Webs {
    world: PhysicsWorld,
    webs: Vec<Web>,
    contacts: Vec<Option<Contact>>,
}

impl Webs {
    /// Hinges every web in its vein.
    pub fn new(specs: &[WebSpec]) -> Self {
        let mut world = PhysicsWorld::new();
        world.gravity = Vector::ZERO;
        let p = &mut world.integration_parameters;
        p.dt = TICK as f32;
        p.length_unit = 1.0;
        p.normalized_allowed_linear_error = 0.005;
        p.normalized_prediction_distance = 0.05;
        p.normalized_max_corrective_velocity = 100.0;
        let webs = specs.iter().map(|spec| Web::build(&mut world, *spec)).collect();
        // One step with nothing in reach fills the broad phase that queries go through.
        world.step();
        Self { world, webs, contacts: Vec::new() }
    }

    /// Finds which nodes meet which plate, by one query of the tree.
    pub fn begin_tick(&mut self, nodes: &Nodes) {
        self.contacts.clear();
        self.contacts.resize(nodes.positions.len(), None);
        if self.webs.is_empty() {
            return;
        }
        let points: Vec<Vector> = nodes.positions.iter().map(|x| x.as_vec3()).collect();
        let aabb = Aabb::from_points(points.iter().copied());
        let aabb = Aabb::new(aabb.mins - Vector::splat(MARGIN), aabb.maxs + Vector::splat(MARGIN));
        let query = self.world.broad_phase.as_query_pipeline(
            self.world.narrow_phase.query_dispatcher(),
            &self.world.bodies,
            &self.world.colliders,
            QueryFilter::default(),
        );
        for (handle, collider) in query.intersect_aabb_conservative(aabb) {
            let Some(web) = self.webs.iter().position(|web| web.collider == handle) else {
                continue;
            };
            for (i, (&point, x)) in points.iter().zip(nodes.positions).enumerate() {
                let near = collider.shape().project_point(collider.position(), point, false);
                let away = (point - near.point).as_dvec3();
                let distance = away.length();
                if distance > f64::from(MARGIN) || distance < 1e-6 {
                    continue;
                }
                let (normal, gap) = if near.is_inside {
                    (away / -distance, -distance - nodes.radius[i])
                } else {
                    (away / distance, distance - nodes.radius[i])
                };
                self.contacts[i] = Some(Contact { web, normal, offset: normal.dot(*x) - gap });
            }
        }
    }

    /// The reaction of whatever plate node `index` meets at `x`.
    #[inline]
    pub fn react(&self, index: usize, x: Vec3, friction: f64) -> Reaction {
        let Some(contact) = self.contacts[index] else { return Reaction::NONE };
        let depth = contact.offset - contact.normal.dot(x);
        if depth <= 0.0 {
            return Reaction::NONE;
        }
        Reaction {
            gradient: contact.normal * (-CONTACT * depth),
            hessian: outer(contact.normal, contact.normal) * CONTACT,
            normal: -contact.normal,
            friction_limit: friction * CONTACT * depth,
        }
    }

    /// Gives the plates the opposite of what they did to the wire since [`Webs::begin_tick`].
    pub fn push(&mut self, nodes: &Nodes) {
        if self.webs.is_empty() {
            return;
        }
        for (i, x) in nodes.positions.iter().enumerate() {
            let force = self.react(i, *x, 0.0).gradient;
            if let Some(contact) = self.contacts[i]
                && force != Vec3::ZERO
            {
                let impulse = force.as_vec3() * (MICRO * TICK as f32);
                let body = &mut self.world.bodies[self.webs[contact.web].body];
                body.apply_impulse_at_point(impulse, x.as_vec3(), true);
            }
        }
    }

    /// Steps the plates, and returns how many tore.
    pub fn step(&mut self) -> usize {
        if self.webs.is_empty() {
            return 0;
        }
        self.world.step();
        let world = &mut self.world;
        self.webs.iter_mut().filter_map(|web| web.tear(world)).count()
    }

    /// The plates as they stand.
    pub fn plates(&self) -> Vec<Plate> {
        self.webs
            .iter()
            .map(|web| {
                let pose = self.world.bodies[web.body].position();
                let (reach, half) = (web.spec.reach as f32, 0.5 * web.spec.width as f32);
                [(0.0, -half), (reach, -half), (reach, half), (0.0, half)]
                    .map(|(x, y)| (*pose * Vector::new(x, y, 0.0)).as_dvec3())
            })
            .collect()
    }
}

impl Web {
    fn build(world: &mut PhysicsWorld, spec: WebSpec) -> Self {
        let outward = rotate(perpendicular(spec.axis), spec.axis, spec.angle);
        let inward = -outward;
        let along_wall = spec.axis.cross(inward);
        let basis = Mat3::from_cols(inward, along_wall, inward.cross(along_wall));
        let rotation = Rotation::from_mat3(&basis.as_mat3());
        let hinge = spec.centre + outward * spec.radius;
        let pose = Pose::from_parts(hinge.as_vec3(), rotation);
        let anchor = world.bodies.insert(RigidBodyBuilder::fixed().pose(pose));
        let body = world.bodies.insert(RigidBodyBuilder::dynamic().pose(pose).can_sleep(false));
        let half = Vector::new(0.5 * spec.reach as f32, 0.5 * spec.width as f32, 0.5 * THICKNESS);
        let collider = ColliderBuilder::cuboid(half.x, half.y, half.z)
            .translation(Vector::new(half.x, 0.0, 0.0))
            .mass_properties(MassProperties::new(Vector::ZERO, MASS, Vector::splat(INERTIA)));
        let collider = world.colliders.insert_with_parent(collider, body, &mut world.bodies);
        let joint = RevoluteJointBuilder::new(Vector::Y)
            .motor_model(MotorModel::ForceBased)
            .motor_position(0.0, spec.hinge as f32 * MICRO, DAMPING * MICRO)
            .limits([-FULLY_OPEN, FULLY_OPEN])
            .build();
        let joint = world.impulse_joints.insert(anchor, body, joint, true);
        Self { body, collider, joint, spec, torn: false }
    }

    fn tear(&mut self, world: &mut PhysicsWorld) -> Option<()> {
        let joint = world.impulse_joints.get_mut(self.joint, false)?;
        let (anchor, plate) = (joint.body1(), joint.body2());
        let turn = *world.bodies[anchor].rotation();
        let revolute = joint.data.as_revolute()?;
        let angle = revolute.angle(&turn, world.bodies[plate].rotation());
        if self.torn || f64::from(angle.abs()) * self.spec.hinge < self.spec.tears_at {
            return None;
        }
        self.torn = true;
        joint.data.set_motor_position(JointAxis::AngX, 0.0, 0.0, DAMPING * MICRO);
        Some(())
    }
}
