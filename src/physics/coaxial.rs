//! Laws of single wires, held again through two members on one centreline.
//!
//! Here a wire runs in a catheter, and each law asks for what only the pair has: the catheter's tip
//! as the wire's clamp (17, 19), rigidities that add up, and a tip in the middle of a span (18), a
//! bore whose friction holds back the turn of a wire (14), a wire that whips in a catheter that does
//! not turn (15). The tension that a wire leaves in its bore is in `capstan.rs`. The rows follow
//! those of the single wire.

use super::bench::{
    BENDING, Loads, TORSION, closely, measured, quasi_static, uniform_material, vanishing,
};
use super::devices::{CAUGHT, SUPPORTS};
use super::law::{Outcome, Row};
use crate::sim::device;
use crate::sim::math::{Mat3, Vec3, outer};
use crate::sim::rod::{
    Assembly, Curve, HubMotion, Material, Nodes, Part, Reaction, Settings, Sheath, Surroundings,
    Workspace,
};
use crate::sim::units::TICK;
use core::f64::consts::{FRAC_PI_2, TAU};

/// What of the members' length the sheath holds, mm, and one more.
const HELD: f64 = 12.0;
/// So stiff that it is a clamp, N·mm².
const CLAMP: f64 = 1e8;

fn part(material: Material, friction: f64) -> Part {
    Part { material, bore_friction: friction, length: 1e3 }
}

/// A straight, uniform member with the rigidity `bending` (N·mm²).
fn uniform(bending: Curve) -> Material {
    Material { flexural_rigidity: bending, ..uniform_material() }
}

/// Wire and catheter along x out of a sheath at the origin, their tips `inserted` mm beyond it, with
/// nodes every `element` mm.
fn straight(parts: Vec<Part>, inserted: [f64; 2], element: f64) -> Assembly {
    let sheath = Sheath { tip: Vec3::ZERO, forward: Vec3::X };
    let count = libm::ceil((inserted[0].max(inserted[1]) + HELD) / element) as usize;
    let from_tip = (0..=count).map(|i| element * i as f64).collect();
    Assembly::cut(sheath, parts, &inserted, from_tip, Vec3::Y, |arc| Vec3::X * arc)
}

/// Ticks until nothing moves; none if that does not come about.
fn settle<S: Surroundings>(assembly: &mut Assembly, loads: &mut S) -> Option<()> {
    let (settings, mut work) = (quasi_static(), Workspace::default());
    let still = [HubMotion::default(); 2];
    (0..20).any(|_| assembly.tick(&still, &settings, &mut work, loads).converged).then_some(())
}

/// Load (N) at which a wire of rigidity `bending` buckles whose tip is caught `free` mm beyond that
/// of `catheter`. Nodes of the catheter are held on the axis if `guided`.
fn caught(bending: Curve, catheter: Curve, free: f64, guided: bool) -> Option<f64> {
    const SUPPORT: f64 = 20.0;
    let element = free / 40.0;
    let unit = bending.at(0.0) / (free * free);
    let probe = 1e-8 * unit;
    let parts = vec![part(uniform(bending), 0.0), part(uniform(catheter), 0.0)];
    let assembly = straight(parts, [free + SUPPORT, SUPPORT], element);
    let mut guides = vec![0];
    if guided {
        guides.extend(40..assembly.rod().count() - 2);
    }
    let stiffness = |load: f64| {
        let mut pressed = assembly.clone();
        // A third from the tip, where the wire bows out farthest.
        let forces = vec![(0, Vec3::NEG_X * load), (13, Vec3::Y * probe)];
        settle(&mut pressed, &mut Loads { forces, guides: guides.clone() })?;
        Some(probe / pressed.rod().positions()[13].y)
    };
    vanishing(unit, stiffness)
}

/// A catalogued wire's straight tip, caught ahead of a catalogued catheter that the vein holds.
pub fn buttressed_tips() -> Result<Outcome, &'static str> {
    const WAITS: &str = "waits for catalogued devices that are not there";
    let wire = device::wire("straight-regular", None).map_err(|_| WAITS)?.material();
    let catheter = device::catheter("support-4f", None).map_err(|_| WAITS)?.material();
    let load = |free: f64| {
        let (wire, catheter) = (&wire.flexural_rigidity, &catheter.flexural_rigidity);
        measured(caught(wire.clone(), catheter.clone(), free, true))
    };
    let [near, middle, far] = SUPPORTS.map(load);
    let text = |ahead: &str| format!("straight-regular {ahead} ahead of support-4f");
    // Minus the exponent, so that the bracket lies above zero.
    let exponent = -libm::log(far / near) / libm::log(SUPPORTS[2] / SUPPORTS[0]);
    let rows = vec![
        Row::within("16", text("5 mm"), "N", (1.9, 2.9), near, 0.0),
        Row::compare("16", text("20 mm"), "N", 0.27, middle).relative(0.4),
        Row::compare("16", text("30 mm"), "N", 0.10, far).relative(0.4),
        Row::within("16", text("5 to 30 mm"), "", (1.6, 1.9), exponent, 0.0),
    ];
    Ok(Outcome { rows, figures: Vec::new() })
}

/// A uniform wire with its tip caught, ahead of a catheter that is a clamp.
pub fn caught_tip() -> Result<Outcome, &'static str> {
    let lengths = [5.0, 10.0, 20.0, 30.0];
    let loads = lengths.map(|free| {
        measured(caught(Curve::constant(BENDING), Curve::constant(CLAMP), free, false))
    });
    let row = |(&length, &load): (&f64, &f64)| {
        let text = format!("P at L = {length} mm ahead of a stiff catheter");
        let expected = CAUGHT * BENDING / (length * length);
        Row::compare("17", text, "N", expected, load).relative(1e-2)
    };
    let exponent = libm::log(loads[3] / loads[0]) / libm::log(lengths[3] / lengths[0]);
    let text = "exponent of L, 5 to 30 mm ahead of a catheter".to_owned();
    let mut rows: Vec<Row> = lengths.iter().zip(&loads).map(row).collect();
    rows.push(Row::compare("17", text, "", -2.0, exponent).relative(1e-2));
    Ok(Outcome { rows, figures: Vec::new() })
}

/// Tip load of a tapered wire 10 mm ahead of a 4F catheter that the vein holds.
pub fn tip_load() -> Result<Outcome, &'static str> {
    const FREE: f64 = 10.0;
    const TIP: f64 = 4.0;
    let wire = Curve::new(vec![(20.0, TIP), (50.0, 120.0)]);
    let got = measured(caught(wire, Curve::constant(90.0), FREE, true));
    let expected = CAUGHT * TIP / (FREE * FREE);
    let text = "B = 4 N·mm², 10 mm ahead of a 4F catheter".to_owned();
    let rows = vec![Row::compare("19", text, "N", expected, got).relative(2e-2)];
    Ok(Outcome { rows, figures: Vec::new() })
}

/// Deflection over force (mm/N) at the middle of a span of [`SPAN`] mm, under wire and catheter with
/// the rigidities `bending`, the catheter's tip `behind` mm behind the wire's.
fn three_point(bending: [f64; 2], behind: f64) -> Option<f64> {
    const OVERHANG: f64 = 20.0;
    const FORCE: f64 = 1e-3;
    let support = OVERHANG + SPAN;
    // Behind the second support both are limp: a hinge.
    let hinged = |rigidity: f64, tip: f64| {
        let hinge = support - tip - 0.5;
        let curve = Curve::new(vec![(hinge - 0.01, rigidity), (hinge, 1e-6 * rigidity)]);
        part(uniform(curve), 0.0)
    };
    let parts = vec![hinged(bending[0], 0.0), hinged(bending[1], behind)];
    let mut assembly = straight(parts, [support + 10.0, support + 10.0 - behind], 1.0);
    let mut guides = vec![OVERHANG as usize];
    guides.extend(support as usize..assembly.rod().count() - 2);
    let middle = (OVERHANG + 0.5 * SPAN) as usize;
    settle(&mut assembly, &mut Loads { forces: vec![(middle, Vec3::Y * FORCE)], guides })?;
    Some(assembly.rod().positions()[middle].y / FORCE)
}

/// Distance of the supports, mm.
const SPAN: f64 = 60.0;

/// Wire and catheter bent over two supports.
pub fn three_point_bend() -> Result<Outcome, &'static str> {
    let (wire, both) = (350.0, 440.0);
    let rigidity = |behind: f64| {
        let deflection = three_point([wire, both - wire], behind);
        measured(deflection.map(|d| SPAN * SPAN * SPAN / (48.0 * d)))
    };
    // Each half of the span gives FL³/96 over its own rigidity.
    let half_way = 2.0 / (1.0 / wire + 1.0 / both);
    let rows = vec![
        Row::compare("18", "wire of 350 and catheter of 90".into(), "N·mm²", both, rigidity(0.0))
            .relative(1e-2),
        Row::compare(
            "18",
            "the catheter's tip in mid span".into(),
            "N·mm²",
            half_way,
            rigidity(50.0),
        )
        .relative(1e-2),
    ];
    Ok(Outcome { rows, figures: Vec::new() })
}

/// A groove that leaves the sheath in a circle and keeps nodes on it; they may slide and turn.
struct Groove {
    centre: Vec3,
    radius: f64,
    /// Force on the tip along the groove, N.
    pull: Vec3,
    /// Torque per length that holds back what turns in it, N·mm per mm.
    torque: f64,
    lengths: Vec<f64>,
    radii: Vec<f64>,
}

/// Nodes in the groove, and their distance, mm.
const IN_GROOVE: usize = 100;
const ELEMENT: f64 = 1.0;
/// Length of the groove: from the sheath, in the middle of an edge, to the tip.
const GROOVE: f64 = (IN_GROOVE as f64 - 0.5) * ELEMENT;

impl Groove {
    /// A groove of curvature `bend`, 1/mm.
    fn new(bend: f64) -> Self {
        let half = 0.5 * bend * ELEMENT;
        let centre = Vec3::Y * (0.5 * ELEMENT / libm::tan(half));
        let radius = 0.5 * ELEMENT / libm::sin(half);
        let (lengths, radii) = (Vec::new(), Vec::new());
        Self { centre, radius, pull: Vec3::ZERO, torque: 0.0, lengths, radii }
    }

    /// Corners of a chain of chords, so that edges keep their length; the middle of the first lies
    /// at the sheath's tip.
    fn place(&self, bend: f64, arc: f64) -> Vec3 {
        let angle = bend * arc;
        self.centre + Vec3::new(libm::sin(angle), -libm::cos(angle), 0.0) * self.radius
    }

    fn load(&self, parts: Vec<Part>, behind: f64, bend: f64, side: Vec3) -> Assembly {
        let sheath = Sheath { tip: Vec3::ZERO, forward: Vec3::X };
        let count = IN_GROOVE + HELD as usize;
        let from_tip = (0..=count).map(|i| ELEMENT * i as f64).collect();
        let inserted = [GROOVE, GROOVE - behind];
        Assembly::cut(sheath, parts, &inserted, from_tip, side, |arc| self.place(bend, arc))
    }
}

impl Surroundings for Groove {
    fn begin_tick(&mut self, nodes: Nodes) {
        self.lengths = nodes.node_length.to_vec();
        self.radii = nodes.radius.to_vec();
    }

    fn react(&mut self, index: usize, x: Vec3) -> Reaction {
        const SIDES: f64 = 1e4;
        let mut reaction = Reaction::NONE;
        if index < IN_GROOVE {
            let offset = Vec3::new(x.x - self.centre.x, x.y - self.centre.y, 0.0);
            let outward = offset.normalize();
            let across = outward * (offset.length() - self.radius) + Vec3::Z * x.z;
            reaction.gradient = across * SIDES;
            reaction.hessian = (outer(outward, outward) + outer(Vec3::Z, Vec3::Z)) * SIDES;
            reaction.normal = outward;
            reaction.friction_limit = self.torque / self.radii[index] * self.lengths[index];
        } else {
            reaction.gradient = Vec3::new(0.0, x.y, x.z) * SIDES;
            reaction.hessian = Mat3::from_diagonal(Vec3::new(0.0, SIDES, SIDES));
        }
        if index == 0 {
            reaction.gradient -= self.pull;
        }
        reaction
    }

    fn settled(&mut self, _positions: &[Vec3]) -> bool {
        true
    }
}

/// Lag mL²/2C that friction is chosen for, rad.
const LAG: f64 = 4.0;

/// Turns `member` by `angle` (rad) at half a turn a second.
fn turn(assembly: &mut Assembly, member: usize, angle: f64, groove: &mut Groove) {
    let settings = Settings { settled: (1e-7, 1e-6, 1e-3), ..closely() };
    let mut work = Workspace::default();
    let ticks = libm::ceil(angle.abs() / (0.5 * TICK * TAU));
    let mut motions = [HubMotion::default(); 2];
    motions[member].spin = angle / ticks;
    for _ in 0..ticks as usize {
        assembly.tick(&motions, &settings, &mut work, groove);
    }
}

/// By how much the tip of `member` is turned less than its last edge in the groove, rad.
fn lag(assembly: &Assembly, member: usize, tip: usize) -> f64 {
    let member = &assembly.rod().members()[member];
    member.angle(IN_GROOVE - 1) - member.angle(tip)
}

/// A wire turned in a catheter round a bend, and a catheter turned over a wire.
pub fn twist_lag() -> Result<Outcome, &'static str> {
    /// How far the wire's tip is ahead, mm, and friction of the bore.
    const AHEAD: usize = 10;
    const FRICTION: f64 = 0.5;
    let bend = 0.02;
    let length = GROOVE - AHEAD as f64 * ELEMENT;
    let torque = 2.0 * LAG * TORSION / (length * length);
    // Limp, so that it is its tension T alone that presses on the bore, with Tκ per length.
    let limp = uniform(Curve::constant(0.01));
    let catheter = Material { radius: 0.675, ..uniform(Curve::constant(1.0)) };

    let mut groove = Groove::new(bend);
    let tension = torque / (FRICTION * bend * limp.radius);
    let end = bend * GROOVE;
    groove.pull = Vec3::new(libm::cos(end), libm::sin(end), 0.0) * tension;
    let parts = vec![part(limp.clone(), 0.0), part(catheter.clone(), FRICTION)];
    let mut assembly = groove.load(parts, AHEAD as f64 * ELEMENT, bend, Vec3::Y);
    turn(&mut assembly, 0, 2.5 * LAG, &mut groove);
    let (forward, dragged) = (lag(&assembly, 0, 0), lag(&assembly, 1, AHEAD + 1));
    turn(&mut assembly, 0, -5.0 * LAG, &mut groove);
    let backward = lag(&assembly, 0, 0);

    let mut groove =
        Groove { torque: 2.0 * LAG * TORSION / (GROOVE * GROOVE), ..Groove::new(bend) };
    let parts = vec![part(limp, 0.0), part(catheter, 0.0)];
    let mut assembly = groove.load(parts, 0.0, bend, Vec3::Y);
    turn(&mut assembly, 1, 2.5 * LAG, &mut groove);
    let (outer, inner) = (lag(&assembly, 1, 0), assembly.rod().members()[0].angle(0));

    let text = |of: &str| format!("{of}, R 50 mm");
    let rows = vec![
        Row::compare("14", text("wire turned in a catheter"), "rad", LAG, forward).relative(2e-2),
        Row::compare(
            "14",
            text("turned back, change of lag mL²/C"),
            "rad",
            2.0 * LAG,
            forward - backward,
        )
        .relative(2e-2),
        Row::compare("14", text("wind-up of the catheter held"), "rad", -LAG, dragged)
            .relative(2e-2),
        Row::compare("14", text("catheter turned over a wire"), "rad", LAG, outer).relative(2e-2),
        Row::compare("14", text("turn of the wire in it, of mL²/2C"), "rad", 0.0, inner).of(
            LAG,
            "of mL²/2C",
            2e-2,
        ),
    ];
    Ok(Outcome { rows, figures: Vec::new() })
}

/// The product L√(κκ₀B/C) at which a curved wire, turned half round in a catheter that is held in a
/// bend, no longer stays there.
fn whips(bend: f64) -> Option<f64> {
    let stays = |product: f64| {
        let mut wire = uniform_material();
        wire.natural_curvature = TORSION / (BENDING * bend) * (product / GROOVE).powi(2);
        wire.curved_length = 2.0 * GROOVE;
        // What lies in the sheath does not twist: the bend begins at the hand.
        let shaft = (GROOVE + 0.01, 1e4 * TORSION);
        wire.torsional_rigidity = Curve::new(vec![(GROOVE, TORSION), shaft]);
        let catheter = Material { radius: 0.675, ..uniform(Curve::constant(90.0)) };
        let mut groove = Groove::new(bend);
        let parts = vec![part(wire, 0.0), part(catheter, 0.0)];
        let mut assembly = groove.load(parts, 0.0, bend, Vec3::NEG_Y);
        settle(&mut assembly, &mut groove)?;
        let mut work = Workspace::default();
        Some(assembly.rod().is_stable(&quasi_static(), &mut work, &mut groove))
    };
    let (mut low, mut high) = (0.1, 6.0);
    if !stays(low)? || stays(high)? {
        return None;
    }
    for _ in 0..16 {
        let middle = 0.5 * (low + high);
        if stays(middle)? { low = middle } else { high = middle }
    }
    Some(0.5 * (low + high))
}

/// Where a curved wire in a catheter begins to whip.
pub fn whip() -> Result<Outcome, &'static str> {
    let rows = [50.0, 25.0].map(|radius| {
        let text = format!("in a catheter, bend of R {radius} mm");
        Row::compare("15", text, "", FRAC_PI_2, measured(whips(1.0 / radius))).relative(3e-2)
    });
    Ok(Outcome { rows: rows.to_vec(), figures: Vec::new() })
}
