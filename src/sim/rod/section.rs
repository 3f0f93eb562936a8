//! The moment–curvature law of a round section, with the linear law as its limit.
//!
//! **The material.** Along its length a core carries the stress Eε up to the yield strain ε_y, and
//! beyond it a plateau that rises by a small share β of E. Nitinol's plateau is martensite that
//! forms under stress and goes again when the stress does; a steel's is flow, which stays.
//!
//! **The section.** Bent by the curvature κ a fibre at the height y from the middle is strained by
//! κy. The outermost fibre of a core of radius r yields at κ_y = ε_y/r under M_y = EI κ_y. Beyond,
//! the fibres within r sin φ of the middle, sin φ = κ_y/κ, are elastic still. Stress times height,
//! taken over the circle with y = r sin t, is
//!
//! ```text
//! M/M_y = β q + (1 − β) (c q + 16/3π cos³φ)          q = κ/κ_y ≥ 1
//! c     = 2φ/π − sin 4φ/2π                           the elastic fibres' share of EI
//! ```
//!
//! which leaves the line M = EI κ at q = 1 without a corner, since M′/EI = β + (1 − β) c, and tends
//! to 16/3π = 1.70 M_y for β = 0, as is known of round sections (Timoshenko 1956, Strength of
//! Materials II, ch. 9). It is exact for a strain that grows: no simpler curve is needed, since the
//! one arcsine is asked for only where a wire yields.
//!
//! **The set.** Up to κ_set all of it is recovered along the same curve. What lies beyond is taken
//! back along EI, so that a moment M leaves the set
//!
//! ```text
//! p = κ − R,  R = κ_set + (M(κ) − M(κ_set))/EI
//! ```
//!
//! For κ_set = κ_y this is elastic springback, R = M/EI. A wire with a set flows again where its
//! excess |Δ| over the new natural curvature is above R at |Δ| + p: hardening is the same in all
//! directions, and a bend that is bent back is as hard as one that is bent further. That steels
//! flow back more easily (Bauschinger 1881), and that nitinol follows a lower plateau when
//! unloaded, is left out: the first makes a kink too hard to straighten, the second a knuckle too
//! springy when it opens.

use core::f64::consts::PI;
use core::ops::AddAssign;

/// The Hessian takes no slope below this share of the secant. No chord of the law is steeper than
/// the secant, so that a Newton step of a section that is let off goes twice as far as it should at
/// most; with the slope of a plateau alone it would be thrown over to the other side.
const LEAST_SLOPE: f64 = 0.5;
/// What is less than this share of an excess is rounding, and not kept.
const ROUNDING: f64 = 1e-12;
/// A wire that has just been set stands at the corner between springing back and flowing on, and
/// counts as springing: if it is let off, the slope of flow would throw a Newton step far back.
const CORNER: f64 = 1.0 + 1e-9;

/// What the core of a wire does beyond its linear range. The core is solid and round and carries the
/// flexural rigidity but for the jacket's part, so that its radius follows from that.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Core {
    /// Young's modulus E, N/mm².
    pub modulus: f64,
    /// Strain at which the linear range ends.
    pub yield_strain: f64,
    /// Stiffness beyond as a share of E, 0 to 1.
    pub stiffness_beyond: f64,
    /// Strain beyond which a bend stays, no less than the yield strain; infinite where none does.
    pub set_strain: f64,
    /// Flexural rigidity of the jacket around it, N·mm², which stays linear.
    pub jacket: f64,
}

/// The core's least share of the flexural rigidity: a wire is no jacket alone.
const LEAST_CORE: f64 = 0.1;

impl Core {
    /// The core's part of the flexural rigidity `rigidity`, N·mm².
    fn own(&self, rigidity: f64) -> f64 {
        (rigidity - self.jacket).max(LEAST_CORE * rigidity)
    }

    /// Radius of the core, mm, of a wire of flexural rigidity `rigidity` (N·mm²): EI = E π r⁴/4.
    pub fn radius(&self, rigidity: f64) -> f64 {
        (4.0 * self.own(rigidity) / (PI * self.modulus)).sqrt().sqrt()
    }

    /// The law of `length` mm of a wire of flexural rigidity `rigidity`, N·mm².
    pub fn section(&self, rigidity: f64, length: f64) -> Section {
        let turn = length / self.radius(rigidity);
        Section {
            yield_turn: self.yield_strain * turn,
            set_turn: self.set_strain.max(self.yield_strain) * turn,
            beyond: 1.0 - (1.0 - self.stiffness_beyond) * self.own(rigidity) / rigidity,
        }
    }
}

/// The law of one node's stretch of wire. Curvatures are integrated over it: they are turns, rad.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Section {
    /// Turn κ_y l at which the linear range ends.
    pub yield_turn: f64,
    /// Turn κ_set l beyond which a bend stays.
    pub set_turn: f64,
    /// Stiffness beyond as a share of the linear one.
    pub beyond: f64,
}

/// How a node's bending energy F depends on u, the square of its excess turn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Response {
    /// Moment over excess turn, 2F′, N·mm.
    pub secant: f64,
    /// F″ as the Hessian takes it, N·mm: zero in the linear range, below zero where the section
    /// softens, and no less than −F′/4u.
    pub curving: f64,
}

impl Response {
    /// ½ k u.
    #[inline(always)]
    pub fn linear(k: f64) -> Self {
        Self { secant: k, curving: 0.0 }
    }
}

impl AddAssign for Response {
    #[inline(always)]
    fn add_assign(&mut self, other: Self) {
        self.secant += other.secant;
        self.curving += other.curving;
    }
}

/// A moment over k, and its derivative by the turn.
type Moment = (f64, f64);

impl Section {
    /// The response to an excess turn of the square `u` where the linear range has the bending
    /// coefficient `k` (N·mm) and the wire has been `worked` by so much turn.
    #[inline]
    pub fn response(&self, k: f64, u: f64, worked: f64) -> Response {
        if u <= self.yield_turn * self.yield_turn {
            return Response::linear(k);
        }
        let turn = u.sqrt();
        let (moment, slope) = self.moment(turn, worked);
        let secant = moment / turn;
        let slope = slope.max(LEAST_SLOPE * secant);
        Response { secant: k * secant, curving: k * (slope - secant) / (4.0 * u) }
    }

    /// The moment on a section whose excess is `turn`, over k.
    pub fn moment(&self, turn: f64, worked: f64) -> Moment {
        if turn <= self.set_turn {
            return self.virgin(turn);
        }
        let flowing = self.virgin(turn + worked);
        let springing = self.virgin(self.set_turn).0 + turn - self.set_turn;
        let springs = springing < flowing.0 * if worked > 0.0 { CORNER } else { 1.0 };
        if springs { (springing, 1.0) } else { flowing }
    }

    /// By how much turn the natural one moves where the excess is `turn`: afterwards the same moment
    /// is borne by what springs back.
    pub fn kept(&self, turn: f64, worked: f64) -> f64 {
        if turn <= self.set_turn {
            return 0.0;
        }
        let bears = self.virgin(turn + worked).0 - self.virgin(self.set_turn).0;
        let kept = turn - self.set_turn - bears;
        if kept > ROUNDING * turn { kept } else { 0.0 }
    }

    /// Energy F over k: what is stored, and beyond what springs back also what flow will take.
    pub fn energy(&self, u: f64, worked: f64) -> f64 {
        let turn = u.sqrt();
        if turn <= self.set_turn {
            return self.virgin_energy(turn);
        }
        // Up to here it springs back, from here on it flows.
        let (mut springs, mut flows) = (self.set_turn, turn);
        if self.kept(turn, worked) == 0.0 {
            springs = turn;
        } else if worked > 0.0 {
            for _ in 0..60 {
                let middle = 0.5 * (springs + flows);
                if self.kept(middle, worked) > 0.0 { flows = middle } else { springs = middle }
            }
        }
        let beyond = springs - self.set_turn;
        self.virgin_energy(self.set_turn)
            + beyond * (self.virgin(self.set_turn).0 + 0.5 * beyond)
            + self.virgin_energy(turn + worked)
            - self.virgin_energy(springs + worked)
    }

    /// The moment on a wire that was never set.
    fn virgin(&self, turn: f64) -> Moment {
        let q = turn / self.yield_turn;
        if q <= 1.0 {
            return (turn, 1.0);
        }
        let parts = Parts::at(q);
        let plateau = parts.core * q + parts.flow;
        let moment = self.beyond * q + (1.0 - self.beyond) * plateau;
        (self.yield_turn * moment, self.beyond + (1.0 - self.beyond) * parts.core)
    }

    /// The integral of [`Section::virgin`]. The fibres beyond yield hold the energy ½E(ε² −
    /// (ε − ε_y)²), which is linear in ε.
    fn virgin_energy(&self, turn: f64) -> f64 {
        let q = turn / self.yield_turn;
        if q <= 1.0 {
            return 0.5 * turn * turn;
        }
        let parts = Parts::at(q);
        let plateau = q * (0.5 * parts.core * q + parts.flow) - parts.area;
        let energy = 0.5 * self.beyond * q * q + (1.0 - self.beyond) * plateau;
        self.yield_turn * self.yield_turn * energy
    }
}

/// The section of a perfect plateau at q = κ/κ_y > 1 in its elastic and its yielded fibres.
struct Parts {
    /// Share of EI that the elastic fibres have.
    core: f64,
    /// Moment of the yielded fibres over M_y.
    flow: f64,
    /// Twice the yielded share of the area: their strain energy lacks this of moment times q, in
    /// units of M_y κ_y.
    area: f64,
}

impl Parts {
    fn at(q: f64) -> Self {
        let sin = 1.0 / q;
        let cos = (1.0 - sin * sin).sqrt();
        let angle = libm::asin(sin);
        let (sin_2, cos_2) = (2.0 * sin * cos, 1.0 - 2.0 * sin * sin);
        Self {
            core: (2.0 * angle - sin_2 * cos_2) / PI,
            flow: 16.0 / (3.0 * PI) * cos * cos * cos,
            area: 2.0 / PI * (PI - 2.0 * angle - sin_2),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::random::stream;
    use rand::RngExt;

    const STEEL: Section = Section { yield_turn: 0.03, set_turn: 0.03, beyond: 0.02 };
    const NITINOL: Section = Section { yield_turn: 0.03, set_turn: 0.25, beyond: 0.04 };

    /// Moment and energy over k of a virgin section by strips of the circle: a strip at the height
    /// y = r sin t is 2r cos t wide and r cos t dt high, and EI = E π r⁴/4.
    fn strips(section: &Section, turn: f64) -> (f64, f64) {
        const STRIPS: usize = 20_000;
        let (mut moment, mut energy) = (0.0, 0.0);
        for strip in 0..STRIPS {
            let t = PI * (strip as f64 + 0.5) / STRIPS as f64 - 0.5 * PI;
            let (height, width) = (libm::sin(t), libm::cos(t));
            let area = 2.0 * width * width * PI / STRIPS as f64;
            let strain = height * turn;
            let above = (strain.abs() - section.yield_turn).max(0.0);
            let plateau = (1.0 - section.beyond) * above;
            let stress = strain - plateau.copysign(strain);
            moment += 4.0 / PI * area * stress * height;
            energy += 4.0 / PI * area * 0.5 * (strain * strain - plateau * above);
        }
        (moment, energy)
    }

    #[test]
    fn the_moment_of_a_round_section_is_the_sum_of_its_fibres() {
        for section in [STEEL, NITINOL, Section { beyond: 0.0, ..NITINOL }] {
            for q in [0.5, 1.0, 1.01, 1.5, 2.0, 3.0, 8.0] {
                let turn = q * section.yield_turn;
                let (moment, energy) = strips(&section, turn);
                let got = (section.virgin(turn).0, section.virgin_energy(turn));
                let error = (got.0 / moment - 1.0, got.1 / energy - 1.0);
                assert!(error.0.abs() < 1e-6, "moment at {q} κ_y: {} of {moment}", got.0);
                assert!(error.1.abs() < 1e-6, "energy at {q} κ_y: {} of {energy}", got.1);
            }
        }
    }

    /// Timoshenko 1956: 16/3π for a round section.
    #[test]
    fn a_perfect_plateau_bears_1_7_times_the_moment_at_which_it_begins() {
        let section = Section { beyond: 0.0, ..NITINOL };
        let bears = section.virgin(1e4 * section.yield_turn).0 / section.yield_turn;
        assert!((bears - 16.0 / (3.0 * PI)).abs() < 1e-6, "{bears}");
        let (_, slope) = NITINOL.virgin(1e4 * NITINOL.yield_turn);
        assert!((slope - 0.04).abs() < 1e-6, "beyond: {slope} of EI");
    }

    /// FACTS of nitinol: a 0.6 mm core leaves its linear range, 0.9%, at a radius of 33 mm.
    #[test]
    fn a_core_of_0_6_mm_leaves_its_linear_range_where_it_is_bent_to_33_mm() {
        let core = Core {
            modulus: 5e4,
            yield_strain: 0.009,
            stiffness_beyond: 0.04,
            set_strain: 0.08,
            jacket: 0.0,
        };
        let rigidity = 5e4 * PI * libm::pow(0.6, 4.0) / 64.0;
        assert!((core.radius(rigidity) - 0.3).abs() < 1e-12, "{} mm", core.radius(rigidity));
        let radius = 2.0 / core.section(rigidity, 2.0).yield_turn;
        assert!((radius - 100.0 / 3.0).abs() < 1e-9, "{radius} mm");
    }

    #[test]
    fn without_a_yield_turn_the_law_is_the_linear_one_to_the_bit() {
        let linear = Section { yield_turn: f64::INFINITY, set_turn: f64::INFINITY, beyond: 0.04 };
        for u in [0.0, 0.3, 7.0, 1e9] {
            assert_eq!(linear.response(12.3, u, 0.0), Response::linear(12.3));
        }
        assert_eq!(linear.kept(1e9, 0.0), 0.0);
        assert_eq!(linear.energy(9.0, 0.0), 4.5);
    }

    /// F′ and F″ by differences, on the plateau, where F″ is bounded, where a worked wire springs
    /// back, and where it flows again; and no corner where the line ends.
    #[test]
    fn the_response_is_the_derivative_of_the_energy() {
        let k = 7.0;
        for (section, turn, worked) in [
            (NITINOL, 0.02, 0.0),
            (NITINOL, 0.031, 0.0),
            (NITINOL, 0.04, 0.0),
            (NITINOL, 0.1, 0.05),
            (NITINOL, 0.4, 0.0),
            (STEEL, 0.04, 0.05),
            (STEEL, 0.1, 0.05),
        ] {
            let (u, step) = (turn * turn, 1e-4 * turn * turn);
            let (ahead, behind) = (u + step, u - step);
            let slope = |f: &dyn Fn(f64) -> f64| (f(ahead) - f(behind)) / (2.0 * step);
            let got = section.response(k, u, worked);
            let first = slope(&|u| k * section.energy(u, worked));
            let second = slope(&|u| 0.5 * section.response(k, u, worked).secant);
            let second = second.max(-0.125 * got.secant / u);
            let at = format!("excess {turn}, worked {worked}");
            assert!((0.5 * got.secant / first - 1.0).abs() < 1e-6, "{at}: {got:?}, F′ {first}");
            let error = (got.curving - second).abs() * u / k;
            assert!(error < 1e-6, "{at}: {got:?}, F″ {second}");
        }
        let (y, over) = (STEEL.yield_turn, 1.0 + 1e-9);
        let corner = STEEL.response(k, y * y * over, 0.0).curving * y * y / k;
        assert!(corner.abs() < 1e-3, "F″ begins at {corner} k/u");
    }

    /// What a load to `turn` leaves: springback along EI of what a set strain does not give back.
    #[test]
    fn a_bend_taken_further_than_the_set_strain_leaves_what_does_not_spring_back() {
        for section in [STEEL, NITINOL] {
            for beyond in [0.9, 1.2, 2.0, 4.0] {
                let turn = beyond * section.set_turn;
                let (mut set, steps) = (0.0, 200);
                for step in 1..=steps {
                    let now = turn * f64::from(step) / f64::from(steps);
                    set += section.kept(now - set, set);
                }
                let moment = |turn: f64| strips(&section, turn).0;
                let springs = section.set_turn + moment(turn) - moment(section.set_turn);
                let expected = (turn - springs).max(0.0);
                let error = (set - expected).abs() / section.yield_turn;
                assert!(error < 1e-5, "bent to {turn}: {set} stays, {expected} expected");
                assert_eq!(section.kept(turn - set, set), 0.0, "it flows on at rest");
            }
        }
    }

    /// Bent hither and thither in both directions and back to where it began, a wire gives back no
    /// more than was put in: every return takes energy, and never turns the sign of an excess.
    #[test]
    fn bending_to_and_fro_takes_energy_and_never_gives_any() {
        let mut random = stream(3, "bent to and fro");
        for section in [STEEL, NITINOL] {
            let (mut set, mut worked) = ([0.0, 0.0], 0.0);
            let (mut work, mut at, mut taken) = (0.0, [0.0, 0.0], 0.0);
            let square = |a: [f64; 2], b: [f64; 2]| {
                (a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1])
            };
            for step in 0..4000 {
                let reach = 3.0 * section.set_turn;
                let to = if step % 50 == 49 {
                    [0.0, 0.0]
                } else {
                    at.map(|x: f64| {
                        (x + random.random_range(-0.2..0.2) * reach).clamp(-reach, reach)
                    })
                };
                let before = section.energy(square(at, set), worked);
                let put = section.energy(square(to, set), worked);
                work += put - before;
                at = to;
                let turn = square(at, set).sqrt();
                let kept = section.kept(turn, worked);
                assert!((0.0..turn.max(1e-300)).contains(&kept), "{kept} of {turn} is kept");
                for axis in 0..2 {
                    set[axis] +=
                        if kept > 0.0 { (at[axis] - set[axis]) * kept / turn } else { 0.0 };
                }
                worked += kept;
                let stored = section.energy(square(at, set), worked);
                assert!(stored <= put + 1e-12, "step {step}: {stored} stored of {put}");
                assert!(work + 1e-9 >= stored, "step {step}: {stored} stored, {work} put in");
                taken = work - stored;
            }
            assert!(taken > 100.0 * section.yield_turn * section.yield_turn, "{taken} taken");
        }
    }
}
