//! What happened, in words that a fellow may read.

use serde::Serialize;

/// Something that happened at a tick.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Event {
    pub tick: u64,
    pub kind: EventKind,
}

/// The kinds of events. Some tell what only the simulator knows: see [`EventKind::is_hidden`].
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum EventKind {
    /// The wire was exchanged for the one of this name.
    WireExchanged(String),
    /// The support catheter was exchanged for the one of this name.
    SupportExchanged(String),
    /// A sheath was put in at the access of this name, and the hands went there.
    SheathPutIn(String),
    /// The hands went back to the access of this name.
    HandsMoved(String),
    /// The fingers slipped on a device.
    GripSlipped,
    /// The hub force dropped suddenly.
    ResistanceFell,
    /// The hub force rose.
    ResistanceRose,
    /// The wire folded in front of its tip, as the picture shows.
    WireFolded,
    /// The wire has kept a bend, and must be exchanged.
    WireKinked,
    /// A web tore.
    WebTore,
    /// The tip came to the target.
    TargetReached,
    /// A wire from another access came out through every lesion.
    CameThrough,
    /// Wires from both sides met where the way is open.
    WiresMet,
    /// The time allowed is over.
    TimeOver,
    /// The tip entered the wisp's mouth.
    EnteredWisp,
    /// The tip entered scar.
    EnteredScar,
    /// The tip went through the vein's wall.
    PerforatedWall,
    /// The tip came back into the wisp.
    RejoinedWisp,
    /// The tip came out into patent vein beyond the lesion.
    ReachedPatentVein,
}

impl EventKind {
    /// True for what neither hand nor picture tells: for practice and debrief only.
    pub fn is_hidden(&self) -> bool {
        matches!(
            self,
            Self::EnteredWisp
                | Self::EnteredScar
                | Self::PerforatedWall
                | Self::RejoinedWisp
                | Self::ReachedPatentVein
        )
    }

    /// The event as one plain sentence.
    pub fn sentence(&self) -> String {
        match self {
            Self::WireExchanged(title) => format!("Wire exchanged: {title}."),
            Self::SupportExchanged(title) => format!("Catheter exchanged: {title}."),
            Self::SheathPutIn(site) => format!("Sheath put in: {site}."),
            Self::HandsMoved(site) => format!("Hands at: {site}."),
            Self::GripSlipped => "The fingers slipped.".into(),
            Self::ResistanceFell => "Resistance fell.".into(),
            Self::ResistanceRose => "Resistance rose.".into(),
            Self::WireFolded => "The wire folded.".into(),
            Self::WireKinked => "The wire is kinked: exchange it.".into(),
            Self::WebTore => "A web tore.".into(),
            Self::TargetReached => "The tip is at the target.".into(),
            Self::CameThrough => "The wire has come through.".into(),
            Self::WiresMet => "The wires have met.".into(),
            Self::TimeOver => "The time is over.".into(),
            Self::EnteredWisp => "The tip entered the wisp.".into(),
            Self::EnteredScar => "The tip entered scar.".into(),
            Self::PerforatedWall => "The tip went through the wall.".into(),
            Self::RejoinedWisp => "The tip came back into the wisp.".into(),
            Self::ReachedPatentVein => "The tip came out into patent vein.".into(),
        }
    }
}
