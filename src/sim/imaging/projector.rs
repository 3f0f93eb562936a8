//! The X-ray projector: one fluoroscopy frame from a C-arm position and the devices in the beam.

use super::attenuation::CONTRAST;
use super::carm::{CArm, Frame};
use super::contrast::thickness;
use super::detector::{Background, DETAIL_GAIN, Exposure, GreyScale, Noise, spread, spread_reach};
use super::line::{ChordTable, Line, draw};
use super::phantom::Phantom;
use super::touched::Touched;
use crate::sim::anatomy::Surface;

/// A wider field is a long film, mm; where its exposure looks, of its width.
pub const LONG_FILM: f64 = 480.0;
const LONG_CENTRAL: f64 = 0.16;
/// What the compensating filter of a picture of the whole body leaves of the differences of soft parts.
const COMPENSATED: f32 = 0.4;
/// Noise of a venogram, which is exposed once and not for long, over that of fluoroscopy.
const FILM_NOISE: f32 = 0.4;

/// From where to where the pelvis and belly alone are a picture, mm from the promontory: beyond, the whole
/// body is drawn.
const PELVIS: core::ops::Range<f64> = -240.0..330.0;

/// What stands in the beam besides the patient.
#[derive(Clone, Debug, Default)]
pub struct Scene<'a> {
    /// Wires, catheters and sheaths.
    pub lines: Vec<Line<'a>>,
}

/// Draws frames of one size; keeps the patient's picture until the C-arm moves.
#[derive(Clone, Debug)]
pub struct Projector {
    size: usize,
    phantom: Phantom,
    table: ChordTable,
    noise: Noise,
    scale: GreyScale,
    background: Option<(CArm, Background)>,
    /// One line's optical depth; zero between lines.
    depth: Vec<f32>,
    /// Optical depth of all lines, then what they take from the beam; zero between frames.
    loss: Vec<f32>,
    scratch: Vec<f32>,
    pixels: Vec<u8>,
}

/// Optical depths of the bones and the soft parts of the whole body, its thick parts evened out.
fn whole_body(frame: &Frame, size: usize) -> (Vec<f32>, Vec<f32>) {
    let (bones, mut soft) = Phantom::whole().optical_depths(frame, size);
    soft.iter_mut().for_each(|depth| *depth *= COMPENSATED);
    (bones, soft)
}

impl Projector {
    /// For square frames of `size_px` pixels.
    pub fn new(size_px: usize) -> Self {
        let area = size_px * size_px;
        Self {
            size: size_px,
            phantom: Phantom::new(),
            table: ChordTable::new(),
            noise: Noise::new(),
            scale: GreyScale::new(),
            background: None,
            depth: vec![0.0; area],
            loss: vec![0.0; area],
            scratch: vec![0.0; area],
            pixels: vec![0; area],
        }
    }

    /// Width and height of a frame, pixels.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Fills the inside of `lumen` with contrast medium. It stays until the C-arm moves from `arm`. A long
    /// film shows the whole body.
    pub fn fill(&mut self, arm: &CArm, lumen: &Surface) {
        let (frame, field_mm) = (arm.frame(self.size), arm.field_of_view_mm);
        let long = field_mm > LONG_FILM;
        let (mut dense, soft) = if long {
            whole_body(&frame, self.size)
        } else {
            self.phantom.optical_depths(&frame, self.size)
        };
        for (depth, ray) in dense.iter_mut().zip(thickness(&frame, self.size, lumen)) {
            *depth += CONTRAST as f32 * ray;
        }
        let central = if long { LONG_CENTRAL } else { 0.5 };
        let exposure = Exposure { field_mm, central, noise: FILM_NOISE };
        let background = Background::new(dense, soft, self.size, &exposure);
        self.background = Some((*arm, background));
    }

    /// The frame `frame_number` (which seeds the noise) of `scene` from `arm`: grey, row by row
    /// from the top. The same inputs give the same bytes.
    pub fn frame(&mut self, arm: &CArm, scene: &Scene, frame_number: u64) -> &[u8] {
        let size = self.size;
        let frame = arm.frame(size);
        if self.background.as_ref().is_none_or(|(at, _)| at != arm) {
            let (at, half) = (arm.isocentre.z, 0.5 * arm.field_of_view_mm);
            let (bones, soft) = if PELVIS.contains(&(at - half)) && PELVIS.contains(&(at + half)) {
                self.phantom.optical_depths(&frame, size)
            } else {
                whole_body(&frame, size)
            };
            let background =
                Background::new(bones, soft, size, &Exposure::fluoroscopy(arm.field_of_view_mm));
            self.background = Some((*arm, background));
        }
        let touched = self.lay_lines(arm, scene);
        let Some((_, background)) = &self.background else { return &self.pixels };

        let shift = Noise::shift(frame_number);
        for row in 0..size {
            let span = row * size..(row + 1) * size;
            let noise = self.noise.row(shift, row);
            let (shown, sigma) = (&background.shown[span.clone()], &background.noise[span.clone()]);
            let out = &mut self.pixels[span.clone()];
            for (column, pixel) in out.iter_mut().enumerate() {
                *pixel = self.scale.grey(shown[column] + sigma[column] * noise(column));
            }
            if !(touched.top..touched.bottom).contains(&row) {
                continue;
            }
            let loss = &mut self.loss[span.clone()];
            let signal = &background.signal[span];
            for column in touched.left..touched.right {
                if loss[column] > 0.0 {
                    let left = (1.0 - loss[column] / signal[column]).max(1e-3);
                    // Fewer quanta, more noise.
                    let sigma = sigma[column] / left.sqrt();
                    let log =
                        shown[column] + DETAIL_GAIN * libm::logf(left) + sigma * noise(column);
                    out[column] = self.scale.grey(log);
                    loss[column] = 0.0;
                }
            }
        }
        &self.pixels
    }

    /// Fills `loss` with what the lines take from the primary beam, spread by the detector.
    fn lay_lines(&mut self, arm: &CArm, scene: &Scene) -> Touched {
        let size = self.size;
        let Some((_, background)) = &self.background else { return Touched::NOTHING };
        let frame = arm.frame(size);
        let mut touched = Touched::NOTHING;
        for line in &scene.lines {
            let by_line = draw(line, &frame, size, &self.table, &mut self.depth);
            for row in by_line.top..by_line.bottom {
                let span = row * size + by_line.left..row * size + by_line.right;
                for (sum, depth) in self.loss[span.clone()].iter_mut().zip(&mut self.depth[span]) {
                    *sum += *depth;
                    *depth = 0.0;
                }
            }
            touched = touched.with(by_line);
        }
        if touched.is_nothing() {
            return Touched::NOTHING;
        }
        for row in touched.top..touched.bottom {
            let span = row * size + touched.left..row * size + touched.right;
            for (loss, primary) in self.loss[span.clone()].iter_mut().zip(&background.primary[span])
            {
                if *loss > 0.0 {
                    *loss = primary * (1.0 - libm::expf(-*loss));
                }
            }
        }
        let touched = touched.grown(spread_reach(size, arm.field_of_view_mm), size);
        spread(&mut self.loss, &mut self.scratch, size, arm.field_of_view_mm, touched);
        touched
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::anatomy::Centreline;
    use crate::sim::imaging::{Line, write_grey_png};
    use crate::sim::math::Vec3;

    const CENTRE: Vec3 = Vec3::new(15.0, -20.0, -35.0);
    /// From the groin up the left iliac veins into the vena cava, mm.
    const COURSE: [(f64, f64, f64); 8] = [
        (69.0, -62.0, -150.0),
        (64.0, -65.0, -110.0),
        (65.0, -66.0, -77.0),
        (53.0, -24.0, -47.0),
        (31.0, 1.0, -12.0),
        (5.0, -16.0, 20.0),
        (-16.0, -16.0, 34.0),
        (-19.0, -18.0, 80.0),
    ];

    /// The course from its tip in the vena cava back to the groin.
    fn wire() -> Vec<Vec3> {
        let places: Vec<_> = COURSE.iter().rev().map(|p| Vec3::new(p.0, p.1, p.2)).collect();
        Centreline::through(&places, &[1.0; 8]).points().to_vec()
    }

    #[test]
    fn the_same_inputs_give_the_same_bytes_whatever_came_before() {
        let points = wire();
        let scene = Scene { lines: vec![Line::wire(&points, 0.889)] };
        let (ap, oblique) = (CArm::ap(CENTRE, 320.0), CArm::lao_30(CENTRE, 320.0));
        let mut projector = Projector::new(128);
        let first = projector.frame(&ap, &scene, 7).to_vec();
        projector.frame(&oblique, &Scene::default(), 8);
        assert_eq!(first, projector.frame(&ap, &scene, 7));
        assert_ne!(first, projector.frame(&ap, &scene, 9), "frames share their noise");
    }

    #[test]
    fn a_wire_leaves_no_trace_on_the_next_frame() {
        let points = wire();
        let arm = CArm::ap(CENTRE, 320.0);
        let mut projector = Projector::new(128);
        let empty = projector.frame(&arm, &Scene::default(), 1).to_vec();
        projector.frame(&arm, &Scene { lines: vec![Line::wire(&points, 0.889)] }, 1);
        assert_eq!(empty, projector.frame(&arm, &Scene::default(), 1));
    }

    #[test]
    fn a_wire_appears_where_the_c_arm_projects_it() {
        for arm in [CArm::ap(CENTRE, 320.0), CArm::lao_30(CENTRE, 320.0)] {
            let (low, high) = (Vec3::new(40.0, -40.0, -90.0), Vec3::new(25.0, 10.0, 30.0));
            let points = [high, low];
            let mut projector = Projector::new(512);
            let empty = projector.frame(&arm, &Scene::default(), 5).to_vec();
            let scene = Scene { lines: vec![Line { band: None, ..Line::wire(&points, 0.889) }] };
            let with_wire = projector.frame(&arm, &scene, 5);
            for t in [0.2, 0.5, 0.8] {
                let expected = arm.project(low.lerp(high, t), 512);
                let row = expected.y as usize;
                let (mut weight, mut moment) = (0.0, 0.0);
                for column in 0..512 {
                    let i = row * 512 + column;
                    let darker = f64::from(empty[i]) - f64::from(with_wire[i]);
                    weight += darker;
                    moment += darker * (column as f64 + 0.5);
                }
                // The row's centre is not exactly at the point: follow the wire to it.
                let (a, b) = (arm.project(low, 512), arm.project(high, 512));
                let at_row = a.x + (row as f64 + 0.5 - a.y) * (b.x - a.x) / (b.y - a.y);
                let off = moment / weight - at_row;
                assert!(weight > 60.0, "darkness {weight}");
                assert!(off.abs() < 0.5, "off by {off} pixels at {t}");
            }
        }
    }

    #[test]
    fn a_wire_is_a_dark_line_on_a_grey_body() {
        let points = [Vec3::new(20.0, -20.0, 60.0), Vec3::new(20.0, -20.0, -60.0)];
        let arm = CArm::ap(CENTRE, 320.0);
        let mut projector = Projector::new(512);
        let mut mean = |scene: &Scene| {
            let pixels = projector.frame(&arm, scene, 2);
            let column = arm.project(points[0], 512).x as usize;
            (180..330).map(|row| f64::from(pixels[row * 512 + column])).sum::<f64>() / 150.0
        };
        let body = mean(&Scene::default());
        let wire = mean(&Scene { lines: vec![Line::wire(&points, 0.889)] });
        assert!((60.0..190.0).contains(&body), "body {body}");
        assert!(wire < 0.65 * body, "wire {wire} on body {body}");
    }

    #[test]
    fn the_body_is_mid_grey_from_every_side() {
        let mut projector = Projector::new(128);
        for (primary_deg, secondary_deg) in
            [(0.0, 0.0), (30.0, 0.0), (-45.0, 0.0), (0.0, 25.0), (-30.0, -20.0), (90.0, 0.0)]
        {
            let arm = CArm { primary_deg, secondary_deg, ..CArm::ap(CENTRE, 320.0) };
            let pixels = projector.frame(&arm, &Scene::default(), 0);
            let mut centre: Vec<u8> =
                (32..96).flat_map(|row| &pixels[row * 128 + 32..row * 128 + 96]).copied().collect();
            centre.sort_unstable();
            let median = centre[centre.len() / 2];
            assert!((80..180).contains(&median), "{median} at {primary_deg}/{secondary_deg}");
        }
    }

    #[test]
    #[ignore = "writes pictures into the system's temporary folder, to be looked at"]
    fn pictures_to_look_at() {
        let points = wire();
        let half = &points[points.len() / 2..];
        let foot = Vec3::new(70.0, -60.0, -190.0);
        let sheath = [points[points.len() - 1] + Vec3::new(-0.5, -0.4, 5.0), foot];
        let scene = Scene {
            lines: vec![
                Line::wire(&points, 0.889),
                Line::catheter(half, 1.67, 1.0),
                Line::sheath(&sheath, 3.4, 2.7),
            ],
        };
        let mut projector = Projector::new(512);
        let oblique = CArm::lao_30(CENTRE, 320.0);
        let arms = [
            ("ap", CArm::ap(CENTRE, 320.0)),
            ("lao", oblique),
            ("rao-caudal", CArm { primary_deg: -30.0, secondary_deg: -20.0, ..oblique }),
            ("lateral", CArm { primary_deg: 90.0, ..oblique }),
            ("groin", CArm::ap(Vec3::new(60.0, -50.0, -90.0), 160.0)),
            ("confluence", CArm::lao_30(Vec3::new(0.0, -15.0, 20.0), 200.0)),
        ];
        for (name, arm) in arms {
            let path = std::env::temp_dir().join(format!("wispwire-{name}.png"));
            write_grey_png(&path, 512, projector.frame(&arm, &scene, 1)).expect("written");
        }
    }
}
