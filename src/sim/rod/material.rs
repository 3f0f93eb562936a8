//! What a wire is made of, as functions of the distance from its tip.

use super::Core;

/// A positive quantity along the length: its logarithm is linear between entries and constant
/// beyond the last. Ground tapers give stiffness that falls over decades, hence the logarithm.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// Distance from the tip (mm, increasing), value (> 0) and its logarithm.
    points: Vec<(f64, f64, f64)>,
}

impl Curve {
    /// The curve through `points`: at least one, distances (mm) increasing, values above zero.
    pub fn new(points: Vec<(f64, f64)>) -> Self {
        Self { points: points.into_iter().map(|(s, v)| (s, v, libm::log(v))).collect() }
    }

    /// The same value everywhere.
    pub fn constant(value: f64) -> Self {
        Self::new(vec![(0.0, value)])
    }

    /// The value at `from_tip` mm from the tip.
    pub fn at(&self, from_tip: f64) -> f64 {
        let next = self.points.partition_point(|&(s, ..)| s <= from_tip);
        if next == 0 {
            return self.points[0].1;
        }
        let (s0, v0, log0) = self.points[next - 1];
        match self.points.get(next) {
            None => v0,
            Some(&(s1, _, log1)) => {
                let t = (from_tip - s0) / (s1 - s0);
                libm::exp(log0 * (1.0 - t) + log1 * t)
            }
        }
    }
}

/// A wire: stiffness along the length, the shape of its tip, and its mass.
#[derive(Clone, Debug)]
pub struct Material {
    /// Outer radius, mm.
    pub radius: f64,
    /// Flexural rigidity EI, N·mm².
    pub flexural_rigidity: Curve,
    /// Torsional rigidity GJ, N·mm².
    pub torsional_rigidity: Curve,
    /// Axial stiffness EA, N.
    pub axial_stiffness: f64,
    /// Mass per length, N·s²/mm².
    pub mass_per_length: f64,
    /// Natural curvature of the tip, 1/mm.
    pub natural_curvature: f64,
    /// Length from the tip over which it is naturally curved, mm.
    pub curved_length: f64,
    /// What its core does beyond the linear range; a wire without one is linear however far it bends.
    pub core: Option<Core>,
}

impl Material {
    /// Natural curvature that turns the tip by `angle` (rad) over `length` (mm).
    pub fn with_bent_tip(mut self, angle: f64, length: f64) -> Self {
        self.natural_curvature = angle / length;
        self.curved_length = length;
        self
    }
}

#[cfg(test)]
impl Material {
    /// A straight, uniform wire of the usual diameter, for tests.
    pub(super) fn uniform() -> Self {
        Self {
            radius: 0.445,
            flexural_rigidity: Curve::constant(20.0),
            torsional_rigidity: Curve::constant(16.0),
            axial_stiffness: 2e4,
            mass_per_length: 4e-9,
            natural_curvature: 0.0,
            curved_length: 0.0,
            core: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stiffness_is_log_linear_between_entries_and_constant_beyond() {
        let curve = Curve::new(vec![(20.0, 3.0), (50.0, 300.0)]);
        assert_eq!(curve.at(0.0), 3.0);
        assert!((curve.at(35.0) - 30.0).abs() < 1e-9);
        assert_eq!(curve.at(900.0), 300.0);
    }
}
