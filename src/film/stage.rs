//! The bench of a film: members at a sheath, a tube that may be closed, fingers that may hold.

use crate::sim::anatomy::{Centreline, Tube, Wall, foundation};
use crate::sim::device::{catheter, wire};
use crate::sim::math::{Mat3, Vec3, outer};
use crate::sim::rod::{
    Assembly, HubMotion, Material, Member, Nodes, Part, Reaction, Settings, Sheath, Surroundings,
    Workspace,
};
use crate::sim::units::TICK;

/// Stiffness with which a node meets a closed end, and fingers hold one, N/mm.
const CAP_STIFFNESS: f64 = 10.0;
const GRIP_STIFFNESS: f64 = 5.0;
/// How far any member may be fed beyond the sheath, mm.
const LONGEST: f64 = 300.0;

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
struct Around {
    tube: Option<Tube>,
    plate: Option<Plate>,
    /// The node that fingers hold, and where.
    grip: Option<(usize, Vec3)>,
    radii: Vec<f64>,
    tip_points_at_plate: bool,
}

impl Around {
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

/// A device as it is seen: what it is, its centreline from the tip, mm, and its radius, mm.
#[derive(Clone, Debug)]
pub struct Shape {
    pub is_wire: bool,
    pub line: Vec<Vec3>,
    pub radius: f64,
}

/// One picture of a film.
#[derive(Clone, Debug)]
pub struct Frame {
    /// From outside in.
    pub shapes: Vec<Shape>,
    /// Two lines below it.
    pub caption: [String; 2],
    /// Angles of hub and tip, rad, to be shown on a dial.
    pub dial: Option<[f64; 2]>,
    /// Where fingers hold the wire.
    pub held: Option<Vec3>,
}

/// Frames side by side and what they share.
pub struct Lane {
    pub label: &'static str,
    pub course: Option<Centreline>,
    pub plate: Option<Plate>,
    /// Corner at the bottom left and size of what is seen, mm, in the plane of y (to the right) and
    /// z (upwards).
    pub corner: (f64, f64),
    pub size: (f64, f64),
    /// How much larger than other lanes it is drawn.
    pub larger: f64,
    pub frames: Vec<Frame>,
}

/// Members on the bench.
pub struct Stage {
    assembly: Assembly,
    around: Around,
    work: Workspace,
    settings: Settings,
    ticks: u32,
}

/// A force to two decimals, without a sign where it is nothing.
pub fn newtons(force: f64) -> String {
    format!("{:.2} N", if force.abs() < 5e-3 { 0.0 } else { force })
}

/// A wire of the catalogue.
pub fn wire_part(name: &str) -> Part {
    let wire = wire(name, None).expect("a wire of the catalogue");
    part(wire.material(), 0.0)
}

/// A catheter of the catalogue.
pub fn catheter_part(name: &str) -> Part {
    let tube = catheter(name, None).expect("a catheter of the catalogue");
    part(tube.material(), tube.friction_wire)
}

fn part(material: Material, bore_friction: f64) -> Part {
    Part { material, bore_friction, length: LONGEST }
}

impl Stage {
    /// `parts` from inside out, the first a wire, `inserted` mm beyond a sheath at the origin that
    /// points along z; bent tips towards y.
    pub fn new(
        parts: Vec<Part>,
        inserted: &[f64],
        tube: Option<Tube>,
        plate: Option<Plate>,
    ) -> Self {
        let sheath = Sheath { tip: Vec3::ZERO, forward: Vec3::Z };
        let course = tube.as_ref().map(|tube| tube.course.clone());
        let place = |arc: f64| course.as_ref().map_or(Vec3::Z * arc, |it| it.at(arc).centre);
        let assembly = Assembly::along(sheath, parts, inserted, LONGEST, Vec3::Y, place);
        let around =
            Around { tube, plate, grip: None, radii: Vec::new(), tip_points_at_plate: true };
        let (work, settings) = (Workspace::default(), Settings::default());
        Self { assembly, around, work, settings, ticks: 0 }
    }

    /// A tube along `course` with `friction` on its wall.
    pub fn tube(course: &Centreline, friction: f64) -> Option<Tube> {
        Some(Tube::new(course.clone(), Wall { stiffness: 1.0, friction }))
    }

    pub fn assembly(&self) -> &Assembly {
        &self.assembly
    }

    pub fn time(&self) -> f64 {
        f64::from(self.ticks) * TICK
    }

    /// Fingers hold node `node` at `place`, or nothing.
    pub fn grip(&mut self, grip: Option<(usize, Vec3)>) {
        self.around.grip = grip;
    }

    /// One tick with feeds (mm/s) and the wire's spin (rad/s).
    pub fn tick(&mut self, feeds: [f64; 2], spin: f64) {
        let mut motions = feeds.map(|feed| HubMotion { feed: feed * TICK, spin: 0.0 });
        motions[0].spin = spin * TICK;
        let Self { assembly, settings, work, around, .. } = self;
        assembly.tick(&motions, settings, work, around);
        self.ticks += 1;
    }

    pub fn rest(&mut self, seconds: f64) {
        for _ in 0..(seconds / TICK) as u32 {
            self.tick([0.0; 2], 0.0);
        }
    }

    /// Push on the hub of all members together, N.
    pub fn hub_force(&self) -> f64 {
        self.assembly.rod().hub_force()
    }

    /// Force with which fingers hold, N.
    pub fn grip_force(&self) -> f64 {
        let Some((node, place)) = self.around.grip else { return 0.0 };
        self.assembly.rod().positions()[node].distance(place) * GRIP_STIFFNESS
    }

    /// True once the wire's tip looks back the way that it came.
    pub fn tip_looks_back(&self) -> bool {
        self.assembly.rod().tangents()[0].z < 0.0
    }

    /// Load on the plate, N.
    pub fn plate_force(&self) -> f64 {
        let nodes = self.assembly.rod().positions().iter().enumerate();
        let radii = &self.around.radii;
        let load = |(i, &x): (usize, &Vec3)| {
            let radius = radii.get(i).copied().unwrap_or(0.0);
            self.around.plate(i, x, radius).map_or(0.0, |it| it.0)
        };
        nodes.map(load).sum()
    }

    /// What is seen now.
    pub fn frame(&self, caption: [String; 2], dial: Option<[f64; 2]>) -> Frame {
        let rod = self.assembly.rod();
        let (x, at) = (rod.positions(), &rod.grid().from_tip);
        let shape = |(k, member): (usize, &Member)| {
            let offset = member.offset();
            let first = at[..x.len()].partition_point(|&s| s < offset).clamp(1, x.len() - 1);
            let share = (offset - at[first - 1]) / (at[first] - at[first - 1]);
            let tip = x[first - 1].lerp(x[first], share.clamp(0.0, 1.0));
            let line = core::iter::once(tip).chain(x[first..].iter().copied()).collect();
            Shape { is_wire: k == 0, line, radius: member.radius() }
        };
        let shapes = rod.members().iter().enumerate().rev().map(shape).collect();
        Frame { shapes, caption, dial, held: self.around.grip.map(|it| it.1) }
    }
}
