//! What can be shown of a session: the picture, the hand, the clocks.

use crate::sim::math::Vec3;

/// A snapshot for screens, pictures and pilots. It holds nothing that a person could not see or
/// feel; what only the simulator knows is in [`super::Truth`].
#[derive(Clone, Debug)]
pub struct View {
    pub tick: u64,
    /// Seconds of manipulation.
    pub manipulation_s: f64,
    /// Seconds on the procedure clock.
    pub procedure_s: f64,
    /// The wire from its tip to inside the sheath, mm, patient LPS.
    pub wire: Vec<Vec3>,
    /// Which wire of the shelf is in.
    pub wire_index: usize,
    /// Outer diameter of that wire, mm.
    pub wire_diameter_mm: f64,
    /// Wire beyond the sheath's tip, mm.
    pub wire_inserted_mm: f64,
    /// The part of the support catheter beyond the sheath, from its tip; empty when it is not out.
    pub support: Vec<Vec3>,
    /// Catheter beyond the sheath's tip, mm.
    pub support_inserted_mm: f64,
    /// Force that the hand feels, N; positive resists pushing.
    pub hub_force_n: f64,
    /// Torque that the hand feels, N·mm; positive resists clockwise spin.
    pub hub_torque_n_mm: f64,
    /// Force at which the fingers slip, N.
    pub grip_n: f64,
    /// Corners of each web's plate, mm.
    pub webs: Vec<[Vec3; 4]>,
    /// How the attempt ended, once it has.
    pub outcome: Option<Outcome>,
}

/// How an attempt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The tip came to the target.
    Crossed,
    /// The time allowed is over.
    TimeOver,
}
