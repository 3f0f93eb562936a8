//! A case made by hand.

use crate::sim::anatomy::Centreline;
use crate::sim::math::Vec3;
use crate::sim::session::Case;

const SCENARIO: &str = r#"(
    version: 0,
    title: "Left iliac wisp",
    briefing: "A woman of 46 with a post-thrombotic left leg, nine years after an iliofemoral thrombosis. The common and external iliac veins are occluded from above the groin to the confluence. CT shows a cord of three to four millimetres. Access is from the left femoral vein; cross into the inferior vena cava and stay inside the vein.",
    teaching_points: [
        "Find the mouth of the wisp: an angled tip, spun and pulsed, with support close behind.",
        "A stiff wire forced at a bend leaves the vein.",
        "A sudden loss of resistance is not always good news.",
    ],
    patient: (branches: []),
    lesion: (
        from: (branch: "left iliac", at_mm: 100), to: (branch: "left iliac", at_mm: 270),
        tissue: "old-scar", cord_diameter_mm: 4, wall_mm: 0.5,
        stump: (funnel_mm: 8, floor_diameter_mm: 3, mouth_offset_mm: 0.8, mouth_angle_deg: 40, mouth_radius_mm: 0.6),
        wisp: (diameter_mm: 0.2, meander_mm: 0.8, wavelength_mm: 25, seed: 1),
    ),
    access: (place: (branch: "left iliac", at_mm: 40)),
    devices: (wires: [], support: ""),
    target: (branch: "left iliac", at_mm: 320),
)"#;
const TISSUE: &str = r#"(
    title: "Old scar", mouth_force_n: 0.2, wisp_force_n: 0.1, scar_force_n: 1, wall_force_n: 2,
    fat_force_n: 0.1, wisp_hold_n: 0.1, carving_side_ratio: 2, foundation_n_mm2: 0.5,
    foundation_yield_n_mm: 0.2, grip_n_mm: 0.002, vein_wall_n_mm2: 0.1,
)"#;

/// A left iliac vein with an occlusion, three wires and a support catheter.
pub fn case() -> Case {
    let points = [
        (69.0, -56.0, -170.0),
        (69.0, -62.0, -150.0),
        (64.0, -65.0, -110.0),
        (65.0, -66.0, -77.0),
        (53.0, -24.0, -47.0),
        (31.0, 1.0, -12.0),
        (5.0, -16.0, 20.0),
        (-16.0, -16.0, 34.0),
        (-19.0, -18.0, 80.0),
        (-22.0, -8.0, 130.0),
    ]
    .map(|(x, y, z)| Vec3::new(x, y, z));
    let vein = Centreline::through(&points, &[5.0; 10]);
    let wire = |title: &str, note: &str| {
        let note = note.to_string();
        ron::from_str(&format!(
            r#"(title: "{title}", note: "{note}", diameter_mm: 0.889,
            flexural_rigidity: [], torsional_rigidity: [], axial_stiffness_n: 1000,
            density_kg_m3: 6450, tip_angle_deg: 45, tip_bend_mm: 6, tip_profile: 1,
            friction_vein: 0.05, friction_scar: 0.1)"#
        ))
        .unwrap()
    };
    Case {
        scenario: ron::from_str(SCENARIO).unwrap(),
        branches: vec![("left iliac".into(), vein.clone())],
        route: vein.with_radius(|s, r| if (100.0..270.0).contains(&s) { 2.0 } else { r }),
        sheath_s: 40.0,
        lesion_s: (100.0, 270.0),
        target_s: 320.0,
        wires: vec![
            wire("Angled regular hydrophilic", "Soft, slippery, turns well; finds the way"),
            wire("Angled stiff hydrophilic", "Pushes; leaves the vein at bends when forced"),
            wire("Long taper", "Slim tip that enters narrow mouths"),
        ],
        support: ron::from_str(
            r#"(title: "Angled support catheter 4 F", note: "", outer_diameter_mm: 1.35,
            inner_diameter_mm: 0.97, flexural_rigidity_n_mm2: 60, friction_wire: 0.05)"#,
        )
        .unwrap(),
        tissue: ron::from_str(TISSUE).unwrap(),
    }
}
