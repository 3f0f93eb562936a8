//! From optical depths to the monitor: scatter, blur, quantum noise and the grey scale.
//!
//! Detector signal is primary plus scatter. Scatter is broad, so devices hardly change it and it
//! belongs to the C-arm's position. The monitor shows the logarithm, with the slow changes from
//! the body's thickness held back as flat-panel systems do, on an S-shaped grey scale.

use super::touched::Touched;
use crate::sim::random::stream;
use rand::RngExt;

/// Scatter over primary, both averaged over the surroundings: behind a grid, large field.
const SCATTER_TO_PRIMARY: f32 = 1.5;
/// Reach of the scatter's spread, mm at the isocentre.
const SCATTER_SPREAD_MM: f64 = 26.0;
/// Standard deviation of the detector's point spread, mm at the isocentre.
const POINT_SPREAD_MM: f64 = 0.28;
/// Standard deviation of one pixel's quantum noise at mean signal in an image of 512 pixels; the
/// automatic exposure raises the dose with the magnification, so the field's size does not matter.
const NOISE_AT_512: f32 = 0.02;
/// Reach over which the monitor holds brightness even, mm at the isocentre.
const EVENING_MM: f64 = 27.0;
/// How much of the slow change of brightness is held back.
const EVENING: f32 = 0.86;
/// Edge enhancement: what is finer than this (mm at the isocentre) is shown this much stronger.
const DETAIL_MM: f64 = 2.5;
pub const DETAIL_GAIN: f32 = 1.5;
/// Grey per unit of logarithm at the middle of the scale, of full scale.
const GAMMA: f64 = 1.85;
/// Grey of the body, of full scale.
const BODY_GREY: f64 = 0.53;
/// Soft tissue thinner than the field's mean by this optical depth is held back by the wedge
/// filter, and none appears thinner than the second.
const LEVELLING_DEPTH: f32 = -0.6;
const LEAST_DEPTH: f32 = -1.6;
/// Side of the noise tile, pixels; a power of two.
const TILE: usize = 512;
/// The grey scale's table covers ± this much logarithm.
const SCALE_REACH: f32 = 1.5;
const SCALE_STEPS: usize = 4096;

/// How a picture is exposed.
#[derive(Clone, Copy, Debug)]
pub struct Exposure {
    /// Width of the field at the isocentre, mm.
    pub field_mm: f64,
    /// Share of the width that the automatic exposure looks at.
    pub central: f64,
    /// Noise over that of fluoroscopy.
    pub noise: f32,
}

impl Exposure {
    /// Fluoroscopy of a field `field_mm` wide.
    pub fn fluoroscopy(field_mm: f64) -> Self {
        Self { field_mm, central: 0.5, noise: 1.0 }
    }
}

/// What the arm's position fixes: the picture without devices and noise.
#[derive(Clone, Debug)]
pub struct Background {
    /// Primary signal.
    pub primary: Vec<f32>,
    /// Primary and scatter.
    pub signal: Vec<f32>,
    /// Logarithm of the signal as shown, around 0.
    pub shown: Vec<f32>,
    /// Standard deviation of the noise in `shown`.
    pub noise: Vec<f32>,
}

impl Background {
    /// From the optical depths of the patient, `size`² pixels over `field_mm` at the isocentre.
    pub fn new(bones: Vec<f32>, soft: Vec<f32>, size: usize, exposure: &Exposure) -> Self {
        let Exposure { field_mm, central, noise } = *exposure;
        let central_mean = |image: &[f32]| central_mean(image, size, central);
        let pixels_per_mm = size as f64 / field_mm;
        let pixels = |mm: f64| mm * pixels_per_mm;
        let mut depth = soft;
        // Real bone has no surface as sharp as an ellipsoid's.
        let mut bones = bones;
        smooth(&mut bones, size, pixels(0.75));
        smooth(&mut depth, size, pixels(1.6));
        // Open air saturates the detector; the wedge filter keeps it from flooding the field.
        let thick = central_mean(&depth);
        for d in &mut depth {
            *d = thick + soft_floor(*d - thick);
        }
        for (sum, bone) in depth.iter_mut().zip(&bones) {
            *sum += bone;
        }
        let primary: Vec<f32> = depth.iter().map(|&d| libm::expf(-d)).collect();
        // Thick parts scatter and attenuate alike: the smoothed logarithm gives the local mean.
        let mut scatter = depth;
        smooth(&mut scatter, size, pixels(SCATTER_SPREAD_MM));
        let signal: Vec<f32> = primary
            .iter()
            .zip(&scatter)
            .map(|(p, s)| p + SCATTER_TO_PRIMARY * libm::expf(-s))
            .collect();
        let log: Vec<f32> = signal.iter().map(|&s| libm::logf(s)).collect();
        let mut slow = log.clone();
        smooth(&mut slow, size, pixels(EVENING_MM));
        let mean = central_mean(&slow);
        let mut coarse = log.clone();
        smooth(&mut coarse, size, pixels(DETAIL_MM));
        let shown = log
            .iter()
            .zip(&slow)
            .zip(&coarse)
            .map(|((l, s), c)| c + DETAIL_GAIN * (l - c) - EVENING * s - (1.0 - EVENING) * mean)
            .collect();
        let mean_noise = noise * NOISE_AT_512 * size as f32 / 512.0;
        let noise = log.iter().map(|&l| mean_noise * libm::expf(-0.5 * (l - mean))).collect();
        Self { primary, signal, shown, noise }
    }
}

/// Mean over the middle half of the field's height and the share `central` of its width, where the
/// automatic exposure looks.
fn central_mean(image: &[f32], size: usize, central: f64) -> f32 {
    let aside = (size as f64 * 0.5 * (1.0 - central)) as usize;
    let (rows, columns) = (size / 4..size - size / 4, aside..size - aside);
    let sum: f32 = rows.clone().flat_map(|row| &image[row * size..][columns.clone()]).sum();
    sum / (rows.len() * columns.len()) as f32
}

/// A depth over the mean; under [`LEVELLING_DEPTH`] it levels off towards [`LEAST_DEPTH`].
fn soft_floor(depth: f32) -> f32 {
    if depth >= LEVELLING_DEPTH {
        return depth;
    }
    let (under, room) = (LEVELLING_DEPTH - depth, LEVELLING_DEPTH - LEAST_DEPTH);
    LEVELLING_DEPTH - under / (1.0 + under / room)
}

/// The monitor's grey scale.
#[derive(Clone, Debug)]
pub struct GreyScale {
    table: Vec<u8>,
}

impl GreyScale {
    pub fn new() -> Self {
        let table = (0..=SCALE_STEPS)
            .map(|i| {
                let x = (2.0 * i as f64 / SCALE_STEPS as f64 - 1.0) * f64::from(SCALE_REACH);
                // An S whose slope at the body's grey is GAMMA.
                let odds = BODY_GREY / (1.0 - BODY_GREY);
                let steepness = GAMMA / (BODY_GREY * (1.0 - BODY_GREY));
                (255.0 / (1.0 + libm::exp(-steepness * x) / odds)) as u8
            })
            .collect();
        Self { table }
    }

    /// The grey of a logarithm around 0.
    #[inline]
    pub fn grey(&self, log: f32) -> u8 {
        let place = (log / SCALE_REACH + 1.0) * (0.5 * SCALE_STEPS as f32);
        self.table[(place.max(0.0) as usize).min(SCALE_STEPS)]
    }
}

/// A tile of unit normal noise, slightly correlated between neighbours as in a real detector.
#[derive(Clone, Debug)]
pub struct Noise {
    tile: Vec<f32>,
}

/// Where a frame lays the tile: twice, so that frames do not resemble one another.
#[derive(Clone, Copy, Debug)]
pub struct NoiseShift {
    first: (usize, usize),
    second: (usize, usize),
}

impl Noise {
    pub fn new() -> Self {
        let mut random = stream(1, "quantum noise tile");
        let mut tile: Vec<f32> = (0..TILE * TILE)
            .map(|_| {
                // Box–Muller.
                let radius = (-2.0 * libm::log(1.0 - random.random::<f64>())).sqrt();
                (radius * libm::cos(core::f64::consts::TAU * random.random::<f64>())) as f32
            })
            .collect();
        smooth(&mut tile, TILE, 0.55);
        let square = tile.iter().map(|n| n * n).sum::<f32>() / tile.len() as f32;
        let scale = (0.5 / square).sqrt();
        for n in &mut tile {
            *n *= scale;
        }
        Self { tile }
    }

    pub fn shift(frame_number: u64) -> NoiseShift {
        let mut random = stream(frame_number, "quantum noise");
        let mut place = || (random.random_range(0..TILE), random.random_range(0..TILE));
        NoiseShift { first: place(), second: place() }
    }

    /// The noise of one row of a frame, in both layers, from column 0.
    #[inline]
    pub fn row(&self, shift: NoiseShift, row: usize) -> impl Fn(usize) -> f32 + '_ {
        let of = |(x, y): (usize, usize)| (x, ((row + y) % TILE) * TILE);
        let ((x1, row1), (x2, row2)) = (of(shift.first), of(shift.second));
        let (first, second) = (&self.tile[row1..row1 + TILE], &self.tile[row2..row2 + TILE]);
        move |column| first[(column + x1) & (TILE - 1)] + second[(column + x2) & (TILE - 1)]
    }
}

/// Spreads what devices take from the beam by the detector's point spread, within `touched`.
pub fn spread(loss: &mut [f32], scratch: &mut [f32], size: usize, field_mm: f64, touched: Touched) {
    let sigma = POINT_SPREAD_MM * size as f64 / field_mm;
    let kernel = gaussian(sigma);
    let Touched { left, right, top, bottom } = touched;
    for row in top..bottom {
        let line = row * size;
        for column in left..right {
            let mut sum = kernel[0] * loss[line + column];
            for (k, weight) in kernel.iter().enumerate().skip(1) {
                let (before, after) = (column.saturating_sub(k), (column + k).min(size - 1));
                sum += weight * (loss[line + before] + loss[line + after]);
            }
            scratch[line + column] = sum;
        }
    }
    for row in top..bottom {
        for column in left..right {
            let mut sum = kernel[0] * scratch[row * size + column];
            for (k, weight) in kernel.iter().enumerate().skip(1) {
                let (above, below) = (row.saturating_sub(k).max(top), (row + k).min(bottom - 1));
                sum += weight * (scratch[above * size + column] + scratch[below * size + column]);
            }
            loss[row * size + column] = sum;
        }
    }
}

/// How far [`spread`] carries, pixels.
pub fn spread_reach(size: usize, field_mm: f64) -> usize {
    gaussian(POINT_SPREAD_MM * size as f64 / field_mm).len() - 1
}

/// One half of a normalised Gaussian, from its middle out.
fn gaussian(sigma: f64) -> Vec<f32> {
    let reach = (3.0 * sigma).ceil() as usize;
    let mut half: Vec<f64> =
        (0..=reach).map(|k| libm::exp(-0.5 * (k as f64 / sigma).powi(2))).collect();
    let sum = 2.0 * half.iter().sum::<f64>() - half[0];
    half.iter_mut().for_each(|weight| *weight /= sum);
    half.into_iter().map(|weight| weight as f32).collect()
}

/// Blurs a square image by about a Gaussian of `sigma` pixels; edges repeat outwards.
fn smooth(image: &mut [f32], size: usize, sigma: f64) {
    if sigma < 3.0 {
        let kernel = gaussian(sigma);
        along_both(image, size, |from, to| {
            for i in 0..size {
                let mut sum = kernel[0] * from[i];
                for (k, weight) in kernel.iter().enumerate().skip(1) {
                    sum += weight * (from[i.saturating_sub(k)] + from[(i + k).min(size - 1)]);
                }
                to[i] = sum;
            }
        });
    } else {
        // Three running means of width w have the variance (w² − 1)/4.
        let radius = ((((4.0 * sigma * sigma + 1.0).sqrt()) - 1.0) / 2.0).round() as usize;
        for _ in 0..3 {
            along_both(image, size, |from, to| {
                let at = |i: usize| f64::from(from[i.saturating_sub(radius).min(size - 1)]);
                let width = (2 * radius + 1) as f64;
                let mut sum: f64 = (0..=2 * radius).map(at).sum();
                for (i, mean) in to.iter_mut().enumerate() {
                    *mean = (sum / width) as f32;
                    sum += at(i + 1 + 2 * radius) - at(i);
                }
            });
        }
    }
}

/// Applies `filter` (source row, result row) along the rows and then along the columns.
fn along_both(image: &mut [f32], size: usize, filter: impl Fn(&[f32], &mut [f32])) {
    let mut from = vec![0.0; size];
    for _ in 0..2 {
        for row in image.chunks_exact_mut(size) {
            from.copy_from_slice(row);
            filter(&from, row);
        }
        transpose(image, size);
    }
}

/// In tiles, which the cache likes better than whole columns.
fn transpose(image: &mut [f32], size: usize) {
    let tile = 16;
    for top in (0..size).step_by(tile) {
        for left in (0..=top).step_by(tile) {
            for row in top..(top + tile).min(size) {
                for column in left..(left + tile).min(row) {
                    image.swap(row * size + column, column * size + row);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn smoothing_keeps_the_sum_and_spreads_by_sigma() {
        for sigma in [0.8, 6.0] {
            let mut image = vec![0.0; 101 * 101];
            image[50 * 101 + 50] = 1.0;
            smooth(&mut image, 101, sigma);
            let sum: f64 = image.iter().map(|&v| f64::from(v)).sum();
            let variance: f64 = (0..101 * 101)
                .map(|i| f64::from(image[i]) * ((i % 101) as f64 - 50.0).powi(2))
                .sum();
            assert!((sum - 1.0).abs() < 1e-4, "sum {sum}");
            assert!((variance.sqrt() / sigma - 1.0).abs() < 0.09, "spread {}", variance.sqrt());
        }
    }

    #[test]
    fn noise_has_unit_variance_and_changes_from_frame_to_frame() {
        let noise = Noise::new();
        let row =
            |frame, row| (0..TILE).map(noise.row(Noise::shift(frame), row)).collect::<Vec<_>>();
        let all: Vec<f32> = (0..TILE).flat_map(|r| row(3, r)).collect();
        let variance = all.iter().map(|n| n * n).sum::<f32>() / all.len() as f32;
        assert!((variance - 1.0).abs() < 0.05, "variance {variance}");
        let (a, b) = (row(3, 9), row(4, 9));
        let shared = a.iter().zip(&b).map(|(x, y)| x * y).sum::<f32>() / TILE as f32;
        assert!(shared.abs() < 0.25, "correlation {shared}");
    }
}
