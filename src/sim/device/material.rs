//! From a device's file to the rod that it is.

use super::{Catheter, Stiffness, Wire};
use crate::sim::rod::{Curve, Material};
use crate::sim::units::{degrees, density};
use core::f64::consts::PI;

fn curve(entries: &[Stiffness]) -> Curve {
    Curve::new(entries.iter().map(|entry| (entry.from_tip_mm, entry.n_mm2)).collect())
}

impl Wire {
    /// The wire as an elastic rod.
    pub fn material(&self) -> Material {
        let radius = 0.5 * self.diameter_mm;
        let material = Material {
            radius,
            flexural_rigidity: curve(&self.flexural_rigidity),
            torsional_rigidity: curve(&self.torsional_rigidity),
            axial_stiffness: self.axial_stiffness_n,
            mass_per_length: density(self.density_kg_m3) * PI * radius * radius,
            natural_curvature: 0.0,
            curved_length: 0.0,
        };
        shaped(material, self.tip_angle_deg, self.tip_bend_mm)
    }
}

impl Catheter {
    /// The empty catheter as an elastic rod of its outer radius.
    pub fn material(&self) -> Material {
        let (outer, inner) = (0.5 * self.outer_diameter_mm, 0.5 * self.inner_diameter_mm);
        let wall = PI * (outer * outer - inner * inner);
        let material = Material {
            radius: outer,
            flexural_rigidity: curve(&self.flexural_rigidity),
            torsional_rigidity: curve(&self.torsional_rigidity),
            axial_stiffness: self.axial_stiffness_n,
            mass_per_length: density(self.density_kg_m3) * wall,
            natural_curvature: 0.0,
            curved_length: 0.0,
        };
        shaped(material, self.tip_angle_deg, self.tip_bend_mm)
    }
}

/// `material` with its tip bent by `angle` degrees over `bend` mm.
fn shaped(material: Material, angle: f64, bend: f64) -> Material {
    if angle > 0.0 && bend > 0.0 { material.with_bent_tip(degrees(angle), bend) } else { material }
}

#[cfg(test)]
mod tests {
    use crate::sim::device::{catheter, wire};
    use core::f64::consts::PI;

    #[test]
    fn a_catheter_weighs_its_wall_and_is_bent_by_its_tips_angle() {
        let kumpe = catheter("kumpe-5f", None).unwrap();
        let material = kumpe.material();
        let square = |d: f64| d * d;
        let area = 0.25 * PI * (square(kumpe.outer_diameter_mm) - square(kumpe.inner_diameter_mm));
        let kilograms = kumpe.density_kg_m3 * area * 1e-9;
        // 1 kg is 1e-3 N·s²/mm.
        let got = material.mass_per_length;
        assert!((got / (kilograms * 1e-3) - 1.0).abs() < 1e-12, "{got} N·s²/mm²");
        let angle = material.natural_curvature * material.curved_length;
        assert!((angle.to_degrees() - kumpe.tip_angle_deg).abs() < 1e-9, "{angle} rad");
        assert_eq!(material.radius, 0.5 * kumpe.outer_diameter_mm);
        assert_eq!(catheter("straight-5f", None).unwrap().material().natural_curvature, 0.0);
    }

    #[test]
    fn a_cores_diameter_gives_its_rigidity_back() {
        let core = wire("straight-regular", None).unwrap().core;
        let d = core.diameter_mm(153.0);
        let rigidity = core.modulus_gpa * 1e3 * PI * d * d * d * d / 64.0;
        assert!((rigidity - 153.0).abs() < 1e-9, "{rigidity} N·mm²");
        // 50 GPa and 0.50 mm give 153 N·mm².
        assert!((d - 0.5).abs() < 1e-3, "{d} mm");
    }
}
