//! Linear attenuation coefficients at the effective energy of the beam, 60 keV (70–80 kVp).
//!
//! Per mm, from xraydb 4.5.8 (Elam tables) at the densities given.

/// Soft tissue, 1.06 g/cm³.
pub const SOFT_TISSUE: f64 = 0.0215;
/// Fat, 0.95 g/cm³.
pub const FAT: f64 = 0.0187;
/// Spongy bone, 1.18 g/cm³.
pub const SPONGY_BONE: f64 = 0.0281;
/// Cortical bone, 1.92 g/cm³.
pub const CORTICAL_BONE: f64 = 0.0604;
/// Nitinol, 6.45 g/cm³.
pub const NITINOL: f64 = 0.759;
/// 316 stainless steel.
pub const STEEL: f64 = 1.01;
/// Cobalt–chromium (Elgiloy).
pub const COBALT_CHROMIUM: f64 = 1.21;
/// Platinum.
pub const PLATINUM: f64 = 9.31;
/// Gold.
pub const GOLD: f64 = 8.74;
/// Polyurethane with half its weight of tungsten, 2.12 g/cm³: a hydrophilic wire's jacket.
pub const TUNGSTEN_JACKET: f64 = 0.41;
/// Contrast medium of 150 mg of iodine per mL in twice its volume of blood, over the blood that it displaces:
/// 0.050 g/cm³ at 7.58 cm²/g of iodine (NIST XCOM, from memory, unverified). Undiluted, an iliac vein is as
/// black as steel and nothing is seen behind it.
pub const CONTRAST: f64 = 0.0379;
