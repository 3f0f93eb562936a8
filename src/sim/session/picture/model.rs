//! The patient in three dimensions, seen at a slant: open vein as glass, the cord inside an
//! occlusion, the devices as they lie.

use super::colours::{
    CORD, LINE, PANEL, ROOM, SECONDARY, SHEATH, SUPPORT, TARGET, TEXT, VEIN, WEB, WIRE,
};
use super::veins::{Stretch, beside_the_road, cords, occlusions, open_stretches};
use super::{Case, SHEATH as SHEATH_DIAMETERS, Set, View, sets};
use crate::sim::imaging::{Box2, Canvas, Colour, Eye, Mesh, Picture, Solid, picture};
use crate::sim::math::{Vec2, Vec3};
use crate::sim::units::degrees;

/// Size of the picture, pixels.
const SIZE: (usize, usize) = (960, 1200);
/// Heights of the strips with the title and with the legend, and room around the road, pixels.
const HEAD: f64 = 88.0;
const FOOT: f64 = 60.0;
const AIR: f64 = 48.0;
/// The eye stands this far to the patient's left of the front and this far towards the head.
const LEFT_DEG: f64 = 35.0;
const HEAD_DEG: f64 = 14.0;
/// Least extent of what is framed, mm.
const LEAST: f64 = 110.0;
/// Drawn radii of the wire, the support catheter and the guide, mm: thicker than life, to be seen beside
/// the vein.
const WIRE_RADIUS: f64 = 0.7;
const SUPPORT_RADIUS: f64 = 1.1;
const GUIDE_RADIUS: f64 = 1.6;
/// The target's ring stands this far off the vein and is this thick, mm.
const RING: (f64, f64) = (1.5, 1.3);
/// How much vein and cord hide of what is inside them.
const GLASS: f32 = 0.16;
const SCAR: f32 = 0.42;
/// Faces around a vein, and around a device.
const SIDES: (usize, usize) = (40, 14);
/// Heights of letters, and length of the axes' arms, pixels.
const TITLE: f64 = 26.0;
const BODY: f64 = 15.0;
const ARM: f64 = 34.0;

/// The patient of `case` with the devices of `view`.
pub fn model(case: &Case, view: &View) -> Picture {
    let eye = eye(case);
    let parts = parts(case, view);
    let solids: Vec<_> = parts.iter().map(|(_, solid)| solid.clone()).collect();
    let mut canvas = Canvas::over(&picture(&eye, &solids, SIZE, ROOM));
    inscribe(&mut canvas, case, &parts);
    orient(&mut canvas, &eye);
    canvas.finish()
}

/// The eye that looks at the road of `case`.
fn eye(case: &Case) -> Eye {
    let (left, head) = (degrees(LEFT_DEG), degrees(HEAD_DEG));
    let level = Vec3::new(libm::sin(left), -libm::cos(left), 0.0);
    let from = level * libm::cos(head) + Vec3::Z * libm::sin(head);
    Eye::framing(&framed(case), from, frame())
}

/// Where the road is on the picture.
fn frame() -> Box2 {
    let (width, height) = (SIZE.0 as f64, SIZE.1 as f64);
    Box2 { low: Vec2::new(AIR, HEAD + AIR), high: Vec2::new(width - AIR, height - FOOT - AIR) }
}

/// Places that must be on the picture: the road and the sheath.
fn framed(case: &Case) -> Vec<Vec3> {
    let road = case.route.part(case.sheath_s, case.target_s);
    let mut points = road.points().to_vec();
    points.extend(case.sheath_line());
    let (low, high) = case.road();
    let (middle, short) = ((low + high) * 0.5, (high - low).max_element() < LEAST);
    if short {
        points.extend([Vec3::X, Vec3::Y, Vec3::Z].map(|axis| middle + axis * (0.5 * LEAST)));
        points.extend([Vec3::X, Vec3::Y, Vec3::Z].map(|axis| middle - axis * (0.5 * LEAST)));
    }
    points
}

/// What is drawn, with the word that the legend has for it.
fn parts(case: &Case, view: &View) -> Vec<(&'static str, Solid)> {
    let lesions = occlusions(case);
    let tubes = |stretches: &[Stretch], tube: fn(&Stretch) -> Mesh| {
        stretches.iter().fold(Mesh::default(), |mesh, stretch| mesh.with(&tube(stretch)))
    };
    let mut veins = open_stretches(&case.route, lesions);
    veins.extend(beside_the_road(case));
    let cords = tubes(&cords(&case.route, lesions), |cord| Mesh::rounded_tube(cord, SIDES.0));
    let sets = sets(case, view);
    let devices = |line: for<'a> fn(&Set<'a>) -> &'a [Vec3], radius: f64| {
        sets.iter().fold(Mesh::default(), |mesh, set| {
            let axis: Vec<_> = line(set).iter().map(|x| (*x, radius)).collect();
            mesh.with(&Mesh::rounded_tube(&axis, SIDES.1))
        })
    };
    let target = case.route.at(case.target_s);
    let ring = Mesh::ring(target.centre, target.tangent, target.radius + RING.0, RING.1);
    let sheath = devices(|set| set.sheath, 0.5 * SHEATH_DIAMETERS.0);
    let mut parts = Vec::new();
    let mut part = |name, mesh: Mesh, colour: Colour, gloss: f64| {
        if !mesh.faces.is_empty() {
            parts.push((name, Solid { mesh, colour, gloss }));
        }
    };
    part("open vein", tubes(&veins, |vein| Mesh::tube(vein, SIDES.0)), VEIN.faint(GLASS), 0.25);
    part("cord", cords, CORD.faint(SCAR), 0.1);
    part("web", Mesh::plates(&view.webs), WEB, 0.0);
    part("sheath", sheath, SHEATH, 0.2);
    part("support catheter", devices(|set| set.support.0, SUPPORT_RADIUS), SUPPORT, 0.2);
    part(
        "guide",
        devices(|set| set.guide.map_or(&[], |it| it.0), GUIDE_RADIUS),
        SUPPORT.faint(0.4),
        0.2,
    );
    part("wire", devices(|set| set.wire, WIRE_RADIUS), WIRE, 0.3);
    part("target", ring, TARGET, 0.2);
    parts
}

/// The title, and what the colours mean.
fn inscribe(canvas: &mut Canvas, case: &Case, parts: &[(&str, Solid)]) {
    let (width, height) = (SIZE.0 as f64, SIZE.1 as f64);
    for (top, bottom, edge) in [(0.0, HEAD, HEAD), (height - FOOT, height, height - FOOT)] {
        let strip = Box2 { low: Vec2::new(0.0, top), high: Vec2::new(width, bottom) };
        canvas.fill_box(strip, PANEL);
        canvas.line(&[Vec2::new(0.0, edge), Vec2::new(width, edge)], 1.0, LINE);
    }
    let title = &case.scenario.title;
    let room = width - 2.0 * 24.0;
    let size = TITLE.min(TITLE * room / canvas.width(title, TITLE).max(1.0));
    canvas.write(Vec2::new(24.0, 24.0), (0.0, 0.0), title, size, TEXT);
    let seen = format!(
        "From the front, {LEFT_DEG}° to the patient's left and {HEAD_DEG}° towards the head. \
         Wire and catheter are drawn thicker than they are."
    );
    canvas.write(Vec2::new(24.0, 56.0), (0.0, 0.0), &seen, BODY, SECONDARY);
    let mut x = 24.0;
    for (name, solid) in parts {
        let middle = Vec2::new(x, height - 0.5 * FOOT);
        canvas.disc(middle + Vec2::X * 6.0, 6.0, solid.colour.faint(1.0));
        let words = middle + Vec2::X * 20.0;
        canvas.write(words, (0.0, 0.5), name, BODY, TEXT);
        x = words.x + canvas.width(name, BODY) + 28.0;
    }
}

/// A cross that says which way left, front and head lie.
fn orient(canvas: &mut Canvas, eye: &Eye) {
    let middle = Vec2::new(96.0, SIZE.1 as f64 - FOOT - 90.0);
    for (axis, name) in [(Vec3::X, "left"), (Vec3::NEG_Y, "front"), (Vec3::Z, "head")] {
        let end = middle + eye.lie(axis) * ARM;
        canvas.line(&[middle, end], 1.5, SECONDARY);
        let beyond = middle + eye.lie(axis) * (ARM + 8.0);
        let away = eye.lie(axis).normalize_or(Vec2::X);
        canvas.write(beyond, (0.5 - 0.5 * away.x, 0.5 - 0.5 * away.y), name, BODY, SECONDARY);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::session::Session;
    use crate::sim::session::picture::tests::{case, edited};

    /// Red less blue of the pixel where `x` is seen: below zero in a vein, above in a cord.
    fn warmth(picture: &Picture, eye: &Eye, x: Vec3) -> i32 {
        let at = eye.see(x).at;
        let [red, _, blue] = picture.at(at.x as usize, at.y as usize);
        i32::from(red) - i32::from(blue)
    }

    #[test]
    fn open_vein_is_blue_glass_and_the_cord_between_its_ends_is_not() {
        let case = case();
        let picture = model(&case, &Session::new(case.clone()).view());
        let (eye, (from, to)) = (eye(&case), occlusions(&case)[0]);
        for i in 0..=20 {
            let share = f64::from(i) / 20.0;
            let inside = case.route.at(from + 3.0 + (to - from - 6.0) * share);
            assert!(warmth(&picture, &eye, inside.centre) > 15, "no cord at {}", inside.s);
            let before = case.route.at(40.0 + (from - 55.0) * share);
            assert!(warmth(&picture, &eye, before.centre) < -15, "no vein at {}", before.s);
        }
    }

    #[test]
    fn the_wire_is_a_bright_line_in_vein_and_cord() {
        let case = case();
        let mut view = Session::new(case.clone()).view();
        let bare = model(&case, &view);
        let (from, to) = occlusions(&case)[0];
        let reach = 0.5 * (from + to);
        view.wire =
            (0..=100).map(|i| case.route.at(reach * f64::from(100 - i) / 100.0).centre).collect();
        let wired = model(&case, &view);
        let eye = eye(&case);
        for s in [40.0, from - 20.0, from + 10.0, reach - 5.0] {
            let at = eye.see(case.route.at(s).centre).at;
            let light = |picture: &Picture| -> i32 {
                picture.at(at.x as usize, at.y as usize).iter().map(|part| i32::from(*part)).sum()
            };
            let (with, without) = (light(&wired), light(&bare));
            assert!(with > without + 90, "{with} with a wire at {s} mm, {without} without");
        }
    }

    #[test]
    fn the_whole_road_is_inside_the_frame_be_it_long_or_short() {
        for case in [case(), edited(SHORT)] {
            let eye = eye(&case);
            let mut s = case.sheath_s;
            while s <= case.target_s {
                let at = eye.see(case.route.at(s).centre).at;
                assert!(frame().grown(1.0).distance(at) == 0.0, "{s} mm is seen at {at}");
                s += 5.0;
            }
        }
    }

    const SHORT: &[(&str, &str)] = &[
        ("target: (branch: \"ivc\", at_mm: 40)", "target: (branch: \"ivc\", at_mm: 8)"),
        (
            "access: (branch: \"left-femoral\", at_mm: 5)",
            "access: (branch: \"left-femoral\", at_mm: 60)",
        ),
    ];
}
