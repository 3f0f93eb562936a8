//! Where a tip is, as scored.

use serde::Serialize;

/// The zones of the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Zone {
    /// Blood or wisp.
    TrueLumen,
    /// Scar or wall, inside the vein's envelope.
    Intramural,
    /// Outside the vein.
    Extravascular,
}

impl Zone {
    /// The zone in a clinician's words.
    pub fn name(self) -> &'static str {
        match self {
            Self::TrueLumen => "true lumen",
            Self::Intramural => "intramural",
            Self::Extravascular => "extravascular",
        }
    }
}
