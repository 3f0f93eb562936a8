//! A film as a strip: frames side by side, to scale, each with its caption.

use super::around::Plate;
use super::stage::{Frame, Lane};
use crate::sim::imaging::{Canvas, Colour, Picture};
use crate::sim::math::{Vec2, Vec3};
use core::f64::consts::TAU;

const ROOM: Colour = Colour::rgb(0x0B_0E_11);
const LUMEN: Colour = Colour::rgb(0x12_17_1C);
const LINE: Colour = Colour::rgb(0x26_30_3A);
const WALL: Colour = Colour::rgb(0x8C_99_A6);
const WIRE: Colour = Colour::rgb(0xF2_F5_F8);
const SUPPORT: Colour = Colour::rgb(0x4F_B3_BF);
const TEXT: Colour = Colour::rgb(0xDC_E3_EA);
const SECONDARY: Colour = Colour::rgb(0x8C_99_A6);
const ATTENTION: Colour = Colour::rgb(0xE0_A4_3A);
/// Pixels to the millimetre in the docs.
pub const SCALE: f64 = 4.0;
/// Letters of the title, of captions' first line and of their second, and air around frames, pixels.
const TITLE: f64 = 18.0;
const BODY: f64 = 14.0;
const SMALL: f64 = 12.0;
const AIR: f64 = 12.0;
/// Height of the title's band and of captions, pixels.
const HEAD: f64 = 44.0;
const FOOT: f64 = 52.0;
/// Narrowest frame, pixels: its caption must fit.
const NARROWEST: f64 = 196.0;
/// Bore of the sheath in the picture, mm.
const SHEATH: f64 = 1.4;

/// The strip of `lanes` under `title` at `scale` pixels to the millimetre.
pub fn strip(title: &str, lanes: &[Lane], scale: f64) -> Picture {
    let wide = |lane: &Lane| (lane.size.0 * scale * lane.larger).max(NARROWEST) + AIR;
    let high = |lane: &Lane| lane.size.1 * scale * lane.larger + FOOT;
    let width = lanes.iter().map(|lane| AIR + lane.frames.len() as f64 * wide(lane));
    let width = width.fold(0.0, f64::max);
    let height = HEAD + lanes.iter().map(high).sum::<f64>();
    let mut whole = Canvas::new(width as usize, height as usize, ROOM);
    whole.write(Vec2::new(AIR, 0.5 * HEAD), (0.0, 0.5), title, TITLE, TEXT);
    let mut whole = whole.finish();
    let mut top = HEAD;
    for lane in lanes {
        for (i, frame) in lane.frames.iter().enumerate() {
            let panel = panel(lane, frame, scale * lane.larger, wide(lane) - AIR, high(lane));
            put(&mut whole, &panel, (AIR + i as f64 * wide(lane)) as usize, top as usize);
        }
        top += high(lane);
    }
    whole
}

/// Copies `panel` into `whole` with its corner at a column and a row.
fn put(whole: &mut Picture, panel: &Picture, column: usize, row: usize) {
    let width = panel.width.min(whole.width.saturating_sub(column));
    for y in 0..panel.height.min(whole.height.saturating_sub(row)) {
        let (from, to) = (3 * y * panel.width, 3 * ((row + y) * whole.width + column));
        whole.pixels[to..to + 3 * width].copy_from_slice(&panel.pixels[from..from + 3 * width]);
    }
}

/// One frame with its caption.
fn panel(lane: &Lane, frame: &Frame, scale: f64, width: f64, height: f64) -> Picture {
    let mut canvas = Canvas::new(width as usize, height as usize, ROOM);
    let bottom = height - FOOT;
    let left = 0.5 * (width - lane.size.0 * scale);
    let at = |x: Vec3| {
        let (right, up) = (x.y - lane.corner.0, x.z - lane.corner.1);
        Vec2::new(left + right * scale, bottom - up * scale)
    };
    walls(&mut canvas, lane, &at);
    let sheath = [at(Vec3::Z * -40.0), at(Vec3::ZERO)];
    canvas.line(&sheath, 2.0 * SHEATH * scale, LINE);
    for shape in &frame.shapes {
        let line: Vec<Vec2> = shape.line.iter().map(|&x| at(x)).collect();
        let across = 2.0 * shape.radius * scale;
        if shape.is_wire {
            canvas.line(&line, (0.7 * across).max(2.0), WIRE);
        } else {
            canvas.line(&line, across + 3.0, SUPPORT.faint(0.75));
        }
    }
    if let Some(place) = frame.held {
        canvas.circle(at(place), 6.0, 2.0, ATTENTION);
    }
    if let Some(angles) = frame.dial {
        let middle = at(Vec3::new(0.0, 15.0, 10.0));
        dial(&mut canvas, middle, 6.5 * scale, angles);
    }
    // The caption's ground hides what of the picture reaches below it.
    let foot = [(0.0, bottom), (width, bottom), (width, height), (0.0, height)];
    canvas.fill(&foot.map(|(x, y)| Vec2::new(x, y)), ROOM);
    if !lane.label.is_empty() {
        canvas.write(Vec2::new(width, 4.0), (1.0, 0.0), lane.label, BODY, SECONDARY);
    }
    let words =
        [(&frame.caption[0], 10.0, BODY, TEXT), (&frame.caption[1], 28.0, SMALL, SECONDARY)];
    for (words, below, size, colour) in words {
        let place = Vec2::new(0.5 * width, bottom + below);
        canvas.write(place, (0.5, 0.0), words, size, colour);
    }
    canvas.finish()
}

/// The tube's lumen and walls, as far as its cap, and what is across it.
fn walls(canvas: &mut Canvas, lane: &Lane, at: &impl Fn(Vec3) -> Vec2) {
    let Some(course) = &lane.course else { return };
    let cap = lane.plate.as_ref().filter(|plate| !plate.ledge);
    let end = cap.map_or(course.length(), |plate| course.nearest_of_all(plate.centre).s);
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let count = end.ceil() as usize;
    for i in 0..=count {
        let station = course.at(end * i as f64 / count as f64);
        let across = Vec3::X.cross(station.tangent).normalize_or_zero() * station.radius;
        left.push(at(station.centre + across));
        right.push(at(station.centre - across));
    }
    let around: Vec<Vec2> = left.iter().chain(right.iter().rev()).copied().collect();
    canvas.fill(&around, LUMEN);
    canvas.line(&left, 1.2, WALL);
    canvas.line(&right, 1.2, WALL);
    if let Some(&Plate { centre, ledge, .. }) = lane.plate.as_ref() {
        let radius = course.at(end).radius;
        let ends = [0.3, 1.0, -1.0].map(|share| at(centre + Vec3::Y * (share * radius)));
        if ledge {
            canvas.dashes(&ends[..2], 2.0, 3.0, ATTENTION);
        } else {
            canvas.line(&ends[1..], 3.0, ATTENTION);
        }
    }
}

/// Two hands on a dial: the hub's, short and in the support's colour, and the tip's.
fn dial(canvas: &mut Canvas, middle: Vec2, radius: f64, [hub, tip]: [f64; 2]) {
    canvas.circle(middle, radius, 1.0, WALL);
    let turned = |angle: f64, share: f64| {
        let angle = angle % TAU;
        middle + Vec2::new(libm::sin(angle), -libm::cos(angle)) * (share * radius)
    };
    canvas.line(&[middle, turned(hub, 0.95)], 3.0, SUPPORT);
    canvas.line(&[middle, turned(tip, 0.95)], 2.0, WIRE);
    canvas.write(middle + Vec2::new(-6.0, radius + 8.0), (1.0, 0.0), "hub", SMALL, SUPPORT);
    canvas.write(middle + Vec2::new(6.0, radius + 8.0), (0.0, 0.0), "tip", SMALL, WIRE);
}
