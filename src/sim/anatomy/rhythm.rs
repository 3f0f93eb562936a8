//! How breath and heartbeat move the veins of the trunk.
//!
//! A pure function of time. At rest, at the end of an expiration, veins lie as they are drawn. A breath
//! draws them down with the diaphragm and flattens the cava; a beat narrows the right atrium. Both
//! fade towards the pelvis and the neck, and towards whatever holds a vein fast: a cord of scar, a sheath.

use super::Station;
use crate::sim::math::smoothstep;
use crate::sim::units::TURN;

/// Share of the diaphragm's way that veins at these heights above the promontory (mm) go, from the
/// confluence over kidneys, diaphragm and atrium to the neck. Kidneys: 0.6 to 0.7 (Song et al. 2011);
/// heart: 5 mm in quiet breathing (Shechter et al. 2004).
const WAY: [(f64, f64); 5] = [(60.0, 0.0), (130.0, 0.6), (235.0, 1.0), (285.0, 0.4), (400.0, 0.0)];
/// Heights between which the cava is flattened, mm, and over which that fades: the cava below
/// the diaphragm.
const FLATTENED: [f64; 4] = [45.0, 100.0, 225.0, 250.0];
/// As much for the atrium's narrowing: it fades into both cavae.
const NARROWED: [f64; 4] = [238.0, 262.0, 292.0, 318.0];
/// Radii from which a vein gives way, mm, and from which it does so in full: smaller ones are held open
/// by the organs that they drain.
const WIDE: (f64, f64) = (6.0, 9.0);
/// Around what holds a vein fast nothing moves over the first of these lengths, mm; from the second on
/// it moves as if that were not there.
const HELD: (f64, f64) = (10.0, 70.0);

/// Breathing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Breath {
    /// Breaths a second.
    pub rate: f64,
    /// Way of the diaphragm from the end of an expiration to the end of an inspiration, mm.
    pub diaphragm: f64,
    /// Share of its front-to-back diameter that the cava loses meanwhile.
    pub collapse: f64,
}

/// Heartbeat.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beat {
    /// Beats a second.
    pub rate: f64,
    /// Share of its diameter that the right atrium loses in a beat.
    pub narrowing: f64,
}

/// What moves a patient's veins.
#[derive(Clone, Debug, Default)]
pub struct Rhythm {
    pub breath: Option<Breath>,
    pub beat: Option<Beat>,
    /// Heights between which something holds the veins fast, mm.
    pub held: Vec<(f64, f64)>,
}

/// How far breath and beat have come at one time.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Stance {
    /// Way down of the diaphragm, mm.
    descent: f64,
    /// Share of its front-to-back diameter that the cava has lost, and of its diameter the atrium.
    flattening: f64,
    narrowing: f64,
}

/// What a vein's lumen has lost at one place: shares of its diameter and, beside that, of its
/// front-to-back one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Squeeze {
    narrower: f64,
    flatter: f64,
}

impl Rhythm {
    /// Whether nothing ever moves.
    pub fn is_still(&self) -> bool {
        self.breath.is_none() && self.beat.is_none()
    }

    /// How things stand `time` s after an expiration has ended and the atrium is full.
    pub fn at(&self, time: f64) -> Stance {
        let swing = |rate: f64| 0.5 - 0.5 * libm::cos(TURN * (time * rate).fract());
        let (mut stance, breath) = (Stance::default(), self.breath.as_ref());
        if let Some(breath) = breath {
            let inspired = swing(breath.rate);
            stance.descent = breath.diaphragm * inspired;
            stance.flattening = breath.collapse * inspired;
        }
        if let Some(beat) = &self.beat {
            stance.narrowing = beat.narrowing * swing(beat.rate);
        }
        stance
    }

    /// How far veins that are now `z` mm above the promontory stand below their place at rest, mm.
    pub fn drop(&self, stance: &Stance, z: f64) -> f64 {
        stance.descent * way(z) * self.freedom(z)
    }

    /// What lumens that at rest are `z` mm above the promontory have lost.
    pub fn squeeze(&self, stance: &Stance, z: f64) -> Squeeze {
        let free = self.freedom(z);
        Squeeze {
            narrower: stance.narrowing * window(&NARROWED, z) * free,
            flatter: stance.flattening * window(&FLATTENED, z) * free,
        }
    }

    /// 1 where nothing near `z` holds the veins, 0 where something does.
    fn freedom(&self, z: f64) -> f64 {
        let free = |&(from, to): &(f64, f64)| {
            let away = (from - z).max(z - to);
            smoothstep((away - HELD.0) / (HELD.1 - HELD.0))
        };
        self.held.iter().map(free).product()
    }
}

/// Share of the diaphragm's way at height `z`, mm.
fn way(z: f64) -> f64 {
    let span = WAY.windows(2).find(|span| (span[0].0..span[1].0).contains(&z));
    span.map_or(0.0, |span| {
        let ((from, a), (to, b)) = (span[0], span[1]);
        a + (b - a) * smoothstep((z - from) / (to - from))
    })
}

/// 1 between the middle two of four heights, falling to 0 towards the outer ones.
fn window(heights: &[f64; 4], z: f64) -> f64 {
    let [a, b, c, d] = *heights;
    smoothstep((z - a) / (b - a)) * smoothstep((d - z) / (d - c))
}

impl Station {
    /// The place as `squeeze` leaves it.
    #[inline]
    pub fn squeezed(mut self, squeeze: &Squeeze) -> Self {
        if *squeeze == Squeeze::default() {
            return self;
        }
        let gives = smoothstep((self.radius - WIDE.0) / (WIDE.1 - WIDE.0));
        let narrower = 1.0 - gives * squeeze.narrower;
        self.radius *= narrower;
        self.radius_slope *= narrower;
        self.oval *= 1.0 - gives * squeeze.flatter;
        self
    }
}
