//! From a device's file to the rod that it is.

use super::{Stiffness, Wire};
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
            core: None,
        };
        if self.tip_angle_deg > 0.0 && self.tip_bend_mm > 0.0 {
            material.with_bent_tip(degrees(self.tip_angle_deg), self.tip_bend_mm)
        } else {
            material
        }
    }
}
