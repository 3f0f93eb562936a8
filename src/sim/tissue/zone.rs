//! Where a tip is, as scored.

use serde::Serialize;

/// The zones of the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Zone {
    /// Blood or wisp. In a lesion without a wisp all of the cord's scar counts as this: no way
    /// through it is better, and to stay inside the vein is all that can be asked.
    TrueLumen,
    /// Inside the vein's envelope, but beside the way: scar around a wisp, or the vein's wall.
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
