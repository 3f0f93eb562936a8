//! Laws of a compressed wire in a straight horizontal cylinder: it snakes along the floor, then
//! winds into a helix. The cylinder is that of the vein, a foundation with a soft onset, so r is the
//! distance from the axis at which it bears the load: the clearance less most of the onset band.

use super::bench::{BENDING, measured, quasi_static, uniform_material};
use super::holds::{FIRM, Holds, stable};
use super::{Figure, Law, Line, Mark, Outcome, Row, helix};
use crate::sim::anatomy::{Station, Wall, foundation};
use crate::sim::math::Vec3;
use crate::sim::rod::{Grid, HubMotion, Nodes, Reaction, Rod, Settings, Surroundings, Workspace};
use core::f64::consts::{PI, SQRT_2, TAU};

/// The laws of this file.
pub const CYLINDER: &[Law] = &[
    Law {
        number: "8",
        name: "Compressed in a horizontal cylinder",
        formula: "snaking at the least of B(nπ/L)² + wL²/r(nπ)² over n (Dawson & Paslay 1984); \
                  helix from 2√2·√(Bw/r) (Chen, Lin & Cheatham 1990) to (4√2 − 2)√(Bw/r) \
                  (Wu & Juvkam-Wold 1993)",
        attempt: horizontal,
    },
    Law {
        number: "9",
        name: "Helix pitch and wall load",
        formula: "p = π√(8B/F), n = rF²/4B (Lubinski, Althouse & Logan 1962)",
        attempt: helix::helix,
    },
    Law {
        number: "10",
        name: "Lock-up of a helix with friction",
        formula: "1/F_out = 1/F_in + μrL/4B (Mitchell 1986)",
        attempt: helix::lock_up,
    },
];

/// Weight per length of a steel wire of the usual diameter, N/mm.
const WEIGHT: f64 = 4e-5;
/// Stiffness of the cylinder's wall, N/mm per mm.
pub(super) const STIFFNESS: f64 = 1.0;

/// A cylinder about the x axis, and what else holds the rod.
#[derive(Clone)]
pub(super) struct Cylinder {
    /// Inner radius less that of the wire, mm.
    pub(super) clearance: f64,
    pub(super) wall: Wall,
    pub(super) holds: Holds,
    wire: f64,
    lengths: Vec<f64>,
}

impl Cylinder {
    pub(super) fn new(clearance: f64, friction: f64) -> Self {
        let wall = Wall { stiffness: STIFFNESS, friction };
        Self { clearance, wall, holds: Holds::default(), wire: 0.0, lengths: Vec::new() }
    }

    /// Distance from the axis at which the wall bears a load per length `load` (N/mm): the
    /// clearance less most of the band over which contact sets in.
    pub(super) fn bearing(&self, load: f64) -> f64 {
        let (mut low, mut high) = (-0.5 * self.clearance, self.clearance);
        for _ in 0..60 {
            let middle = 0.5 * (low + high);
            if foundation(middle, STIFFNESS).0 < load { low = middle } else { high = middle }
        }
        self.clearance + 0.5 * (low + high)
    }
}

impl Surroundings for Cylinder {
    fn begin_tick(&mut self, nodes: Nodes) {
        self.wire = nodes.radius[0];
        self.lengths.clear();
        self.lengths.extend_from_slice(nodes.node_length);
    }

    fn react(&mut self, index: usize, x: Vec3) -> Reaction {
        let radius = self.clearance + self.wire;
        let station = Station {
            s: x.x,
            centre: Vec3::X * x.x,
            tangent: Vec3::X,
            curvature: Vec3::ZERO,
            radius,
            oval: 1.0,
            radius_slope: 0.0,
        };
        let wall = self.wall.press(x, &station, radius, 0.0, self.wire, self.lengths[index]);
        let held = self.holds.react(index, x);
        Reaction {
            gradient: wall.gradient + held.gradient,
            hessian: wall.hessian + held.hessian,
            ..wall
        }
    }

    fn grip(&mut self, member: usize, edge: usize, angle: f64) -> (f64, f64) {
        self.holds.grip(member, edge, angle)
    }

    fn settled(&mut self, _positions: &[Vec3]) -> bool {
        true
    }
}

/// A rod of `elements` edges at rest on the floor of a horizontal cylinder, pinned at its ends, its
/// hub at x = 0.
fn on_the_floor(length: f64, elements: usize, cylinder: &mut Cylinder) -> Rod {
    let edge = length / elements as f64;
    let mut grid = Grid::uniform(&uniform_material(), edge * (elements + 1) as f64, elements + 1);
    // The first node that the hub holds is a hinge.
    grid.bending[elements] = 0.0;
    let floor = Vec3::NEG_Z * cylinder.bearing(WEIGHT);
    let mut rod = Rod::straight(grid, Vec3::X * length + floor, Vec3::X, Vec3::Y);
    rod.load = Vec3::NEG_Z * WEIGHT;
    cylinder.holds.springs = vec![(0, Vec3::ZERO, Vec3::new(0.0, FIRM, 0.0))];
    rod
}

/// Lets the rod flow towards rest under a drag per tick of `drag` N/mm² until no node moves by more
/// than `still` mm in a tick, for at most `ticks`; false if it has not come to that.
pub(super) fn flow(
    rod: &mut Rod,
    cylinder: &mut Cylinder,
    drag: f64,
    still: f64,
    ticks: usize,
) -> bool {
    let base = quasi_static();
    let settings = Settings { drag: drag * base.tick, settled: (1e-6, 1e-6, 1e-6), ..base };
    let mut work = Workspace::default();
    for _ in 0..ticks {
        let before = rod.positions().to_vec();
        let solution = rod.tick(HubMotion::default(), &settings, &mut work, cylinder);
        let pairs = rod.positions().iter().zip(&before);
        let moved = pairs.map(|(now, then)| now.distance(*then)).fold(0.0, f64::max);
        if solution.converged && moved < still {
            return true;
        }
    }
    false
}

/// Azimuth of every node about the axis, from the floor, counted on from the hub, rad.
pub(super) fn azimuths(rod: &Rod) -> Vec<f64> {
    let x = rod.positions();
    let mut azimuths = vec![0.0; x.len()];
    let of = |x: Vec3| libm::atan2(x.y, -x.z);
    let mut last = of(x[x.len() - 1]);
    for i in (0..x.len()).rev() {
        let azimuth = of(x[i]);
        last += azimuth - last - TAU * libm::round((azimuth - last) / TAU);
        azimuths[i] = last;
    }
    azimuths
}

/// Thrust (N) at which a rod pinned `length` mm apart on the floor, `radius` from the axis, snakes.
fn dawson_paslay(length: f64, radius: f64) -> f64 {
    (1..20)
        .map(|n| (f64::from(n) * PI / length).powi(2))
        .map(|square| BENDING * square + WEIGHT / (radius * square))
        .fold(f64::INFINITY, f64::min)
}

/// Thrust at which a rod on the floor of a horizontal cylinder can snake, N, and the formula's.
fn snaking(length: f64, elements: usize, clearance: f64) -> (f64, Option<f64>) {
    let mut cylinder = Cylinder::new(clearance, 0.0);
    let rod = on_the_floor(length, elements, &mut cylinder);
    let radius = cylinder.bearing(WEIGHT);
    let expected = dawson_paslay(length, radius);
    let mut lies = |thrust: f64| {
        let mut rod = rod.clone();
        cylinder.holds.forces = vec![(0, Vec3::NEG_X * thrust)];
        flow(&mut rod, &mut cylinder, 1e-13, 1e-6, 20).then(|| stable(&rod, &mut cylinder))
    };
    let (mut low, mut high) = (0.0, libm::sqrt(BENDING * WEIGHT / radius));
    let got = (|| {
        while lies(high)? {
            low = high;
            high *= 1.2;
        }
        for _ in 0..16 {
            let middle = 0.5 * (low + high);
            if lies(middle)? { low = middle } else { high = middle }
        }
        Some(0.5 * (low + high))
    })();
    (expected, got)
}

/// Raises the thrust on a long rod lying on the floor, slightly led aside in two places, until it
/// has wound itself about the axis: thrust over √(Bw/r) and the largest azimuth (rad) at rest, and
/// the angle (rad) through which it then goes round the axis without turning back.
fn ramp(length: f64, elements: usize, clearance: f64) -> (Vec<(f64, f64)>, f64) {
    const STEP: f64 = 0.01;
    let mut cylinder = Cylinder::new(clearance, 0.0);
    let mut rod = on_the_floor(length, elements, &mut cylinder);
    let radius = cylinder.bearing(WEIGHT);
    let unit = libm::sqrt(BENDING * WEIGHT / radius);
    let aside = Vec3::Y * (2.5e-4 * WEIGHT * length);
    let mut points = Vec::new();
    for step in 0..300 {
        let load = 1.8 + STEP * f64::from(step);
        cylinder.holds.forces =
            vec![(0, Vec3::NEG_X * load * unit), (elements / 3, aside), (elements * 7 / 11, aside)];
        if !flow(&mut rod, &mut cylinder, 0.1 * WEIGHT / radius, 1e-3, 400) {
            break;
        }
        let most = azimuths(&rod).into_iter().map(f64::abs).fold(0.0, f64::max);
        points.push((load, most));
        if most > TAU {
            break;
        }
    }
    (points, longest_way_round(&azimuths(&rod)))
}

/// The greatest change of an angle between two places with no turning back between them, rad.
fn longest_way_round(angles: &[f64]) -> f64 {
    let (mut run, mut longest) = (0.0, 0.0);
    for pair in angles.windows(2) {
        let turn = pair[1] - pair[0];
        run = if run * turn < 0.0 { turn } else { run + turn };
        longest = f64::max(longest, run.abs());
    }
    longest
}

/// Thrusts of the helix over √(Bw/r): by Chen, Lin & Cheatham, by Wu & Juvkam-Wold.
const BRACKET: (f64, f64) = (2.0 * SQRT_2, 4.0 * SQRT_2 - 2.0);

/// Snaking and the helix in a horizontal cylinder.
pub fn horizontal() -> Result<Outcome, &'static str> {
    let mut rows = Vec::new();
    let mut snakes = Vec::new();
    for (id, length) in [("8a", 250.0), ("8b", 400.0), ("8c", 640.0)] {
        let (expected, got) = snaking(length, 160, 2.0);
        let text = format!("snaking; {length} mm between pins, clearance 2 mm");
        snakes.push((length, measured(got)));
        rows.push(Row::compare(id, text, "N", expected, measured(got)).relative(2e-2));
    }
    let mut lines = Vec::new();
    for (id, clearance) in [("8d", 2.0), ("8e", 1.0)] {
        let (points, wound) = ramp(1500.0, 375, clearance);
        let first = points.iter().find(|(_, azimuth)| *azimuth > PI).map(|(load, _)| *load);
        // What snakes widely has turned back somewhere; a helix goes round.
        let got = measured(first.filter(|_| wound >= TAU));
        let (low, high) = BRACKET;
        let text = format!("helix in {low:.2}–{high:.2}; 1500 mm, clearance {clearance} mm");
        rows.push(Row::within(id, text, "√(Bw/r)", BRACKET, got, 3e-2));
        let name = format!("clearance {clearance} mm");
        lines.push(Line { name, mark: Mark::Simulated, points });
    }
    for (name, load) in [
        ("Dawson & Paslay, long rod", 2.0),
        ("Chen, Lin & Cheatham", BRACKET.0),
        ("Wu & Juvkam-Wold", BRACKET.1),
    ] {
        let points = vec![(load, 0.0), (load, TAU)];
        lines.push(Line { name: name.to_owned(), mark: Mark::Theory, points });
    }
    let theory = |step: i32| {
        let length = 150.0 + 5.0 * f64::from(step);
        (length, dawson_paslay(length, Cylinder::new(2.0, 0.0).bearing(WEIGHT)))
    };
    let snaking = Figure {
        name: "08-snaking".to_owned(),
        title: "Thrust at which a rod snakes in a horizontal cylinder".to_owned(),
        x: "length, mm".to_owned(),
        y: "thrust, N".to_owned(),
        equal_scales: false,
        logarithmic: false,
        lines: vec![
            Line {
                name: "Dawson & Paslay".to_owned(),
                mark: Mark::Theory,
                points: (0..=120).map(theory).collect(),
            },
            Line { name: "rod".to_owned(), mark: Mark::Simulated, points: snakes },
        ],
    };
    let winding = Figure {
        name: "08-helix".to_owned(),
        title: "A rod in a horizontal cylinder under rising thrust".to_owned(),
        x: "thrust, √(Bw/r)".to_owned(),
        y: "largest azimuth, rad".to_owned(),
        equal_scales: false,
        logarithmic: false,
        lines,
    };
    Ok(Outcome { rows, figures: vec![snaking, winding] })
}
