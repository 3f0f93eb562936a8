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
    /// The sheath at hand from its tip, mm, patient LPS.
    pub sheath: [Vec3; 2],
    /// The wire from its tip to inside the sheath, mm.
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
    /// Which support catheter of the shelf is in.
    pub support_index: usize,
    /// The part of the guide catheter beyond the sheath, from its tip; empty when it is not out.
    pub guide: Vec<Vec3>,
    /// Guide beyond the sheath's tip, mm.
    pub guide_inserted_mm: f64,
    /// Force that the hand feels on the wire, N; positive resists pushing.
    pub hub_force_n: f64,
    /// Torque that the hand feels on the wire, N·mm; positive resists clockwise spin.
    pub hub_torque_n_mm: f64,
    /// Force at which the fingers slip on the wire, N.
    pub grip_n: f64,
    /// What is felt at the hub of each device in play, wire first.
    pub felt: Vec<Felt>,
    /// At which access the hands are, of which the scenario's first is 0.
    pub at_hand: usize,
    /// What stands at the other accesses where a sheath is.
    pub elsewhere: Vec<Standing>,
    /// Corners of each web's plate, mm.
    pub webs: Vec<[Vec3; 4]>,
    /// How the attempt ended, once it has.
    pub outcome: Option<Outcome>,
}

/// The devices at an access at which the hands are not.
#[derive(Clone, Debug)]
pub struct Standing {
    pub access: usize,
    /// The sheath from its tip, mm.
    pub sheath: [Vec3; 2],
    /// Wire, support catheter and guide as in a [`View`].
    pub wire: Vec<Vec3>,
    pub wire_index: usize,
    pub wire_diameter_mm: f64,
    pub wire_inserted_mm: f64,
    pub support: Vec<Vec3>,
    pub support_index: usize,
    pub guide: Vec<Vec3>,
}

/// How an attempt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The tip came to the target, or the lesions were crossed from another access.
    Crossed,
    /// The time allowed is over.
    TimeOver,
}

/// What a hand feels at one device's hub.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Felt {
    /// N; positive resists pushing.
    pub force_n: f64,
    /// N·mm; positive resists clockwise spin.
    pub torque_n_mm: f64,
    /// Force at which the fingers slip, N, and torque, N·mm.
    pub grip_n: f64,
    pub grip_n_mm: f64,
}
