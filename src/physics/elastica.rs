//! The elastica: the plane curve of an inextensible rod under an end load, solved to rounding.
//!
//! Lengths are in units of the rod's, the clamp is at the origin and the rod starts out along x.

use core::f64::consts::{FRAC_PI_2, PI};

/// Steps of the integration: its error is below 1e-12.
const STEPS: usize = 4000;

/// Angle, curvature, x and y at one place.
type State = [f64; 4];

/// The curve with θ(0) = 0, θ′(0) = `curvature` and θ″ = `bend`(θ), by fourth-order Runge–Kutta.
fn curve(curvature: f64, bend: impl Fn(f64) -> f64) -> Vec<State> {
    let slope = |y: State| [y[1], bend(y[0]), libm::cos(y[0]), libm::sin(y[0])];
    let ahead = |y: State, k: State, h: f64| -> State { core::array::from_fn(|i| y[i] + h * k[i]) };
    let h = 1.0 / STEPS as f64;
    let mut states = vec![[0.0, curvature, 0.0, 0.0]];
    for step in 0..STEPS {
        let y = states[step];
        let a = slope(y);
        let b = slope(ahead(y, a, 0.5 * h));
        let c = slope(ahead(y, b, 0.5 * h));
        let d = slope(ahead(y, c, h));
        states.push(core::array::from_fn(|i| y[i] + h / 6.0 * (a[i] + 2.0 * (b[i] + c[i]) + d[i])));
    }
    states
}

/// About a hundred points from the clamp to the tip.
fn points(states: &[State]) -> Vec<(f64, f64)> {
    states.iter().step_by(STEPS / 100).map(|state| (state[2], state[3])).collect()
}

/// A cantilever under a load P across it, `parameter` = PL²/B, bent towards +y: θ″ = −PL²/B·cos θ
/// with no curvature at the tip, found by shooting. The last point is the tip.
pub fn cantilever(parameter: f64) -> Vec<(f64, f64)> {
    let shoot = |curvature: f64| curve(curvature, |angle| -parameter * libm::cos(angle));
    let (mut low, mut high) = (0.0, parameter);
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if shoot(middle)[STEPS][1] > 0.0 { high = middle } else { low = middle }
    }
    points(&shoot(low))
}

/// A clamped–free column pressed beyond its critical load until its tip stands at an angle
/// (Timoshenko & Gere, Theory of Elastic Stability, §2.7).
pub struct Buckled {
    /// Load over the critical load, (2K/π)².
    pub load: f64,
    /// The curve from the clamp to the tip, whose y is 2k/K.
    pub shape: Vec<(f64, f64)>,
}

/// The column whose tip stands at `angle` (rad) from the axis: with the modulus k = sin(angle/2)
/// and the complete elliptic integral K(k), L√(P/B) = K.
pub fn buckled(angle: f64) -> Buckled {
    let modulus = libm::sin(0.5 * angle);
    let integral = complete_elliptic(modulus);
    let bend = |turned: f64| -integral * integral * libm::sin(turned);
    Buckled {
        load: (integral / FRAC_PI_2) * (integral / FRAC_PI_2),
        shape: points(&curve(2.0 * modulus * integral, bend)),
    }
}

/// The complete elliptic integral of the first kind, by Gauss's arithmetic–geometric mean.
fn complete_elliptic(modulus: f64) -> f64 {
    let (mut a, mut b) = (1.0, libm::sqrt(1.0 - modulus * modulus));
    for _ in 0..12 {
        (a, b) = (0.5 * (a + b), libm::sqrt(a * b));
    }
    PI / (2.0 * a)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bisshopp & Drucker, Quart. Appl. Math. 3 (1945) 272.
    #[test]
    fn a_cantilevers_tip_is_where_bisshopp_and_drucker_found_it() {
        let tabled = [
            (1.0, 0.30172, 0.94357),
            (2.0, 0.49346, 0.83936),
            (5.0, 0.71379, 0.61237),
            (10.0, 0.81061, 0.44500),
        ];
        for (parameter, deflection, reach) in tabled {
            let (x, y) = cantilever(parameter)[100];
            assert!((x - reach).abs() < 1e-5, "x/L at {parameter}: {x}");
            assert!((y - deflection).abs() < 1e-5, "δ/L at {parameter}: {y}");
        }
    }

    /// Timoshenko & Gere, table 2-4.
    #[test]
    fn a_buckled_column_is_where_timoshenko_and_gere_found_it() {
        let tabled = [(60.0, 1.1517, 0.5932), (100.0, 1.5184, 0.7915), (120.0, 1.8848, 0.8032)];
        for (degrees, load, aside) in tabled {
            let column = buckled(f64::to_radians(degrees));
            let (_, y) = column.shape[100];
            assert!((column.load - load).abs() < 1e-4, "P/Pcr at {degrees}°: {}", column.load);
            assert!((y - aside).abs() < 1e-4, "y/L at {degrees}°: {y}");
        }
    }
}
