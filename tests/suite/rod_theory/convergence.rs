//! Orders of convergence in element length and in tick.

use super::bench::{BENDING, Loads, clamped_grid, clamped_rod, settle, uniform_material};
use wispwire::sim::math::Vec3;
use wispwire::sim::rod::{HubMotion, Rod, Settings, Vacuum, Workspace};

const LENGTH: f64 = 100.0;

/// Tip of the elastica B θ″ = −P cos θ (load P across a cantilever of length 1, θ(0) = 0,
/// θ′(1) = 0), by shooting with fourth-order Runge–Kutta: reach and deflection.
fn elastica_tip(parameter: f64) -> (f64, f64) {
    const STEPS: usize = 4000;
    let shoot = |curvature: f64| {
        let slope = |y: [f64; 4]| [y[1], -parameter * y[0].cos(), y[0].cos(), y[0].sin()];
        let ahead = |y: [f64; 4], k: [f64; 4], h: f64| core::array::from_fn(|i| y[i] + h * k[i]);
        let h = 1.0 / STEPS as f64;
        (0..STEPS).fold([0.0, curvature, 0.0, 0.0], |y, _| {
            let a = slope(y);
            let b = slope(ahead(y, a, 0.5 * h));
            let c = slope(ahead(y, b, 0.5 * h));
            let d = slope(ahead(y, c, h));
            core::array::from_fn(|i| y[i] + h / 6.0 * (a[i] + 2.0 * (b[i] + c[i]) + d[i]))
        })
    };
    let (mut low, mut high) = (0.0, parameter);
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if shoot(middle)[1] > 0.0 { high = middle } else { low = middle }
    }
    let end = shoot(low);
    (end[2], end[3])
}

#[test]
fn a_bent_cantilever_converges_with_the_square_of_the_element() {
    const PARAMETER: f64 = 2.0;
    let (reach, deflection) = elastica_tip(PARAMETER);
    let errors = [10, 20, 40, 80].map(|elements| {
        let mut rod = clamped_rod(&uniform_material(), LENGTH, elements);
        for part in 1..=4 {
            let load = PARAMETER * BENDING / (LENGTH * LENGTH) * f64::from(part) / 4.0;
            let mut loads = Loads { forces: vec![(0, Vec3::Y * load)], guides: Vec::new() };
            settle(&mut rod, &mut loads);
        }
        let tip = rod.positions()[0] / LENGTH;
        (tip.x - reach).hypot(tip.y - deflection)
    });
    for pair in errors.windows(2) {
        let order = (pair[0] / pair[1]).log2();
        println!("errors {:.3e} {:.3e}: order {order:.3}", pair[0], pair[1]);
        assert!(order >= 1.9, "order {order} in the element length; errors {errors:?}");
    }
}

/// Deflection of a cantilever in its first mode at `part` of its length; 2 at the tip.
fn first_mode(part: f64) -> f64 {
    let x = 1.875_104 * part;
    x.cosh() - x.cos() - 0.734_096 * (x.sinh() - x.sin())
}

/// A cantilever let go from a slight bend in its first mode, an eighth of the period later: the
/// differences between ticks halved halve as well.
#[test]
fn a_swinging_cantilever_converges_with_the_tick() {
    const TIME: f64 = 0.1;
    let mut bent = clamped_rod(&uniform_material(), LENGTH, 20);
    let forces = (0..18)
        .map(|i| {
            let part = bent.positions()[i].x / LENGTH;
            (i, Vec3::Y * (0.02 * first_mode(part) * BENDING / (LENGTH * LENGTH)))
        })
        .collect();
    settle(&mut bent, &mut Loads { forces, guides: Vec::new() });
    // 3.516²/L⁴·B/m = ω², with ω·TIME = π/4.
    let rate = 0.25 * core::f64::consts::PI / TIME;
    let mass = BENDING * 3.516_f64.powi(2) / (LENGTH.powi(4) * rate * rate);
    let mut material = uniform_material();
    material.mass_per_length = mass;
    let places = [40, 80, 160, 320, 640].map(|ticks: u32| {
        let mut rod =
            Rod::along(clamped_grid(&material, LENGTH, 20), bent.positions().to_vec(), Vec3::Y);
        let settings = Settings {
            tick: TIME / f64::from(ticks),
            steps: (2, 60),
            drag: 0.0,
            settled: (1e-9, 1e-9, 1e-3),
            ..Settings::default()
        };
        let mut work = Workspace::default();
        for _ in 0..ticks {
            rod.tick(HubMotion::default(), &settings, &mut work, &mut Vacuum);
        }
        rod.positions()[0].y
    });
    let differences: Vec<f64> = places.windows(2).map(|pair| (pair[1] - pair[0]).abs()).collect();
    for pair in differences.windows(2) {
        let order = (pair[0] / pair[1]).log2();
        println!("differences {:.3e} {:.3e}: order {order:.3}", pair[0], pair[1]);
        assert!(order >= 0.9, "order {order} in the tick; places {places:?} mm");
    }
}
