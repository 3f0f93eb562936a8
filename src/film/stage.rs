//! The bench of a film: members at a sheath, a tube that may be closed, fingers that may hold.

use super::around::{Around, Plate};
use crate::sim::anatomy::{Centreline, Tube, Wall};
use crate::sim::device::{catheter, wire};
use crate::sim::math::Vec3;
use crate::sim::rod::{Assembly, HubMotion, Material, Member, Part, Settings, Sheath, Workspace};
use crate::sim::units::TICK;

/// How far any member may be fed beyond the sheath, mm.
const LONGEST: f64 = 300.0;

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
        let around = Around::new(tube, plate);
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
        self.around.on_fingers(self.assembly.rod().positions())
    }

    /// True once the wire's tip looks back the way that it came.
    pub fn tip_looks_back(&self) -> bool {
        self.assembly.rod().tangents()[0].z < 0.0
    }

    /// Load on the plate, N.
    pub fn plate_force(&self) -> f64 {
        self.around.on_plate(self.assembly.rod().positions())
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
