//! The rod agrees with theory: beams, columns, ropes and shafts whose answers are known.
//!
//! Each test quotes its formula and source; tolerances were fixed before the code ran. Everything
//! is checked through the rod's public face and the seam through which the world acts on it.

mod bending;
mod bench;
mod buckling;
mod containment;
mod convergence;
mod friction;
mod torsion;
