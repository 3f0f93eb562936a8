//! The instructor's map: every branch to its true width from the front and from the left, with the
//! numbers that one writes as `at_mm` along it, and all that the case has put there.

mod callouts;
mod numbers;
mod panel;

use super::colours::{
    BRANCHES, CORD, LESION, ROOM, SECONDARY, SHEATH, SUPPORT, TARGET, TEXT, WEB, WIRE,
};
use super::veins::{Stretch, cords, occlusion_places, occlusions, stretch};
use super::{Case, SHEATH as SHEATH_DIAMETERS, View, sets};
use crate::sim::anatomy::Centreline;
use crate::sim::imaging::{Canvas, Colour, Picture};
use crate::sim::math::{Vec2, Vec3};
use crate::sim::scenario::Place;
use callouts::Callout;
use numbers::{Clutter, Tick};
use panel::{Panel, panels};

/// Size of the map, pixels.
const SIZE: Vec2 = Vec2::new(1600.0, 1200.0);
/// Distance of the ticks along a branch, mm.
const TICKS: f64 = 20.0;
/// A branch seen more nearly along its axis than this (sine) keeps the direction of its last tick.
const SLANT: f64 = 0.15;
/// Shares of a branch's length at which its name may point to it.
const NAMED_AT: [f64; 7] = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8];
/// A name does not point to a branch nearer to another named place than this, pixels.
const CLEAR: f64 = 24.0;
/// Ticks of a branch that is seen at a slant are left out where they would be nearer than this,
/// pixels.
const TICKS_APART: f64 = 12.0;
/// Less wire than this beyond the sheath is not named, mm.
const OUT: f64 = 2.0;
/// Strength of a branch's fill and of its edge, and width of the edge, pixels.
const FILL: f32 = 0.20;
const EDGE: f32 = 0.85;
const EDGE_WIDTH: f64 = 1.3;
/// How far an occlusion's ends reach over the branch's edges, pixels.
const OVER: f64 = 7.0;
/// Heights of letters and distance from the picture's edge, pixels.
const TITLE: f64 = 28.0;
const BODY: f64 = 14.0;
const MARGIN: f64 = 24.0;

/// A branch to be drawn.
struct Branch<'a> {
    name: &'a str,
    curve: &'a Centreline,
    colour: Colour,
}

/// A place with a name.
struct Mark {
    at: Vec3,
    name: String,
    note: String,
    colour: Colour,
}

/// The map of `case` with the devices of `view`.
pub fn plan(case: &Case, view: &View) -> Picture {
    let branches = branches(case);
    let marks = marks(case, view);
    let mut canvas = Canvas::new(SIZE.x as usize, SIZE.y as usize, ROOM);
    inscribe(&mut canvas, case);
    for panel in views(&canvas, case, &branches, &marks) {
        panel.draw_axes(&mut canvas);
        draw(&mut canvas, &panel, case, view, &branches, &marks);
    }
    canvas.finish()
}

/// The branches of `case`, each with a colour of its own as far as colours go.
fn branches(case: &Case) -> Vec<Branch<'_>> {
    let colours = BRANCHES.iter().cycle();
    let coloured = case.branches.iter().zip(colours);
    coloured.map(|((name, curve), colour)| Branch { name, curve, colour: *colour }).collect()
}

/// Both views, with room for all names.
fn views(canvas: &Canvas, case: &Case, branches: &[Branch], marks: &[Mark]) -> [Panel; 2] {
    let names = branches.iter().map(|branch| named(branch, Vec2::ZERO));
    let names: Vec<_> = names.chain(marks.iter().map(|mark| mark.named(Vec2::ZERO))).collect();
    panels(extent(case), SIZE, callouts::room(canvas, names.iter()))
}

/// Title, and how the map is to be read.
fn inscribe(canvas: &mut Canvas, case: &Case) {
    let title = &case.scenario.title;
    let room = SIZE.x - 2.0 * MARGIN;
    let size = TITLE.min(TITLE * room / canvas.width(title, TITLE).max(1.0));
    canvas.write(Vec2::new(MARGIN, 26.0), (0.0, 0.0), title, size, TEXT);
    let read = "Numbers along a branch are arc lengths from its first point in mm: what at_mm of a \
                place means. Axes are patient LPS in mm: +x left, +y back, +z head.";
    canvas.write(Vec2::new(MARGIN, 62.0), (0.0, 0.0), read, BODY, SECONDARY);
}

/// Lowest and highest coordinates of everything on the map, mm.
fn extent(case: &Case) -> (Vec3, Vec3) {
    let veins = case.branches.iter().flat_map(|(_, curve)| {
        stretch(curve, 0.0, curve.length()).into_iter().chain([(curve.at(0.0).centre, 0.0)])
    });
    let sheath = case.sheath_line().map(|x| (x, SHEATH_DIAMETERS.0));
    veins
        .chain(sheath)
        .fold((Vec3::INFINITY, Vec3::NEG_INFINITY), |(low, high): (Vec3, Vec3), (x, radius)| {
            (low.min(x - radius), high.max(x + radius))
        })
}

/// What the case has put into the veins, and where the wire's tip is.
fn marks(case: &Case, view: &View) -> Vec<Mark> {
    let on_route = |s: f64| case.route.at(s).centre;
    let mark = |at: Vec3, name: &str, place: &Place, colour: Colour| Mark {
        at,
        name: name.into(),
        note: format!("{} at {}", place.branch, place.at_mm),
        colour,
    };
    let scenario = &case.scenario;
    let access = &scenario.access;
    let mut marks = vec![mark(case.sheath().tip, "sheath's tip", access, SHEATH)];
    for other in &case.others {
        marks.push(mark(other.sheath().tip, "other access", &other.scenario.access, SHEATH));
    }
    for (ends, [from, to]) in occlusions(case).iter().zip(occlusion_places(case)) {
        marks.push(mark(on_route(ends.0), "lesion: from", from, LESION));
        marks.push(mark(on_route(ends.1), "lesion: to", to, LESION));
    }
    for (web, plate) in scenario.webs.iter().zip(&view.webs) {
        let middle = plate.iter().copied().sum::<Vec3>() * 0.25;
        marks.push(mark(middle, "web", &web.place, WEB));
    }
    marks.push(mark(on_route(case.target_s), "target", &scenario.target, TARGET));
    if let Some(tip) = view.wire.first().filter(|_| view.wire_inserted_mm > OUT) {
        let note = format!("{:.0} mm beyond the sheath", view.wire_inserted_mm);
        marks.push(Mark { at: *tip, name: "wire's tip".into(), note, colour: WIRE });
    }
    if let Some(tip) = view.support.first().filter(|_| view.support_inserted_mm > OUT) {
        let note = format!("{:.0} mm beyond the sheath", view.support_inserted_mm);
        marks.push(Mark { at: *tip, name: "support catheter".into(), note, colour: SUPPORT });
    }
    marks
}

impl Mark {
    fn named(&self, at: Vec2) -> Callout {
        Callout { at, name: self.name.clone(), note: self.note.clone(), colour: self.colour }
    }
}

/// The name of `branch` at a place on the map, with its length and widths.
fn named(branch: &Branch, at: Vec2) -> Callout {
    let places = stretch(branch.curve, 0.0, branch.curve.length());
    let (least, most) = places.iter().fold((f64::MAX, 0.0), |(least, most): (f64, f64), place| {
        (least.min(2.0 * place.1), most.max(2.0 * place.1))
    });
    let tenth = |mm: f64| (mm * 10.0).round() / 10.0;
    let (length, least, most) = (tenth(branch.curve.length()), tenth(least), tenth(most));
    let wide = if least < most { format!("{least}–{most}") } else { format!("{most}") };
    let note = format!("{length} mm long, {wide} mm wide");
    Callout { at, name: branch.name.into(), note, colour: branch.colour }
}

/// Draws all that is in one view.
fn draw(
    canvas: &mut Canvas,
    panel: &Panel,
    case: &Case,
    view: &View,
    branches: &[Branch],
    marks: &[Mark],
) {
    let discs = |stretch: Stretch| -> Vec<(Vec2, f64)> {
        stretch.into_iter().map(|(x, radius)| (panel.place(x), radius * panel.scale)).collect()
    };
    // From the furthest to the nearest.
    let mut order: Vec<_> = branches.iter().collect();
    let nearness =
        |branch: &Branch| panel.sight.nearness(branch.curve.at(0.5 * branch.curve.length()).centre);
    order.sort_by(|a, b| nearness(a).total_cmp(&nearness(b)));
    let tubes: Vec<_> = order
        .iter()
        .map(|branch| discs(stretch(branch.curve, 0.0, branch.curve.length())))
        .collect();
    for (branch, tube) in order.iter().zip(&tubes) {
        let (fill, edge) = (branch.colour.faint(FILL), branch.colour.faint(EDGE));
        canvas.tube(&fine(tube), EDGE_WIDTH, fill, edge);
    }
    draw_contents(canvas, panel, case, view);

    let mut names: Vec<_> = marks.iter().map(|mark| mark.named(panel.place(mark.at))).collect();
    let taken: Vec<_> = names.iter().map(|name| name.at).collect();
    let anchors = order.iter().enumerate();
    names.extend(anchors.map(|(i, branch)| named(branch, free(i, &tubes, &taken))));
    let (low, high) = extent(case);
    let middle = panel.place((low + high) * 0.5).x;
    let placed = callouts::place(canvas, &names, panel.frame, middle);
    let mut clutter = Clutter {
        frame: panel.frame,
        words: placed.iter().map(|name| name.area).collect(),
        veins: tubes.concat(),
        lines: placed
            .iter()
            .flat_map(|name| name.leader.windows(2).map(|pair| [pair[0], pair[1]]))
            .collect(),
    };
    // The nearest branch chooses first where its numbers go.
    let ticks = order.iter().rev().flat_map(|branch| ticks(branch, panel)).collect();
    let numbered = numbers::place(canvas, ticks, &mut clutter);
    placed.iter().for_each(|name| name.draw_leader(canvas));
    numbered.iter().for_each(|number| number.draw(canvas));
    placed.iter().for_each(|name| name.write(canvas));
}

/// Cords with their ends, webs, target and devices.
fn draw_contents(canvas: &mut Canvas, panel: &Panel, case: &Case, view: &View) {
    let onto = |points: &[Vec3]| points.iter().map(|x| panel.place(*x)).collect::<Vec<_>>();
    let lesions = occlusions(case);
    for cord in cords(&case.route, lesions) {
        let discs: Vec<_> =
            cord.iter().map(|(x, radius)| (panel.place(*x), radius * panel.scale)).collect();
        canvas.tube(&fine(&discs), 0.0, CORD.faint(0.75), CORD);
    }
    for &s in lesions.iter().flat_map(|(from, to)| [from, to]) {
        bar(canvas, panel, case, s, LESION);
    }
    bar(canvas, panel, case, case.target_s, TARGET);
    let width = |diameter: f64| (diameter * panel.scale).max(1.6);
    for set in sets(case, view) {
        canvas.line(&onto(set.wire), width(set.wire_diameter_mm), WIRE);
        for (points, catheter) in set.catheters() {
            canvas.line(&onto(points), width(catheter.outer_diameter_mm), SUPPORT);
        }
        canvas.line(&onto(set.sheath), width(SHEATH_DIAMETERS.0), SHEATH);
    }
    for plate in &view.webs {
        let corners = onto(plate);
        canvas.fill(&corners, WEB);
        canvas.line(&corners, 2.0, WEB);
    }
}

/// A bar across the open vein at arc length `s` of the route.
fn bar(canvas: &mut Canvas, panel: &Panel, case: &Case, s: f64, colour: Colour) {
    let station = case.route.at(s);
    // Inside an occlusion the route has the cord's radius: the vein's own is its branch's.
    let radius = case
        .branches
        .iter()
        .map(|(_, curve)| curve.nearest_of_all(station.centre))
        .min_by(|a, b| {
            let off = |x: &Vec3| x.distance_squared(station.centre);
            off(&a.centre).total_cmp(&off(&b.centre))
        })
        .map_or(station.radius, |own| own.radius);
    let along = panel.place(station.centre + station.tangent) - panel.place(station.centre);
    let reach = along.perp().normalize_or(Vec2::X) * (radius * panel.scale + OVER);
    let middle = panel.place(station.centre);
    canvas.line(&[middle - reach, middle + reach], 2.6, colour);
}

/// The ticks of `branch` in a view.
fn ticks(branch: &Branch, panel: &Panel) -> Vec<Tick> {
    let count = (branch.curve.length() / TICKS).floor() as usize;
    let mut across = Vec2::X;
    let mut ticks: Vec<Tick> = Vec::new();
    for s in (0..=count).map(|i| i as f64 * TICKS) {
        let station = branch.curve.at(s);
        let at = panel.place(station.centre);
        let along = (panel.place(station.centre + station.tangent) - at) / panel.scale;
        if along.length() > SLANT {
            across = along.perp().normalize();
        }
        if ticks.last().is_none_or(|last| last.at.distance(at) >= TICKS_APART) {
            let half = station.radius * panel.scale;
            let words = format!("{s:.0}");
            ticks.push(Tick { at, across, half, words, colour: branch.colour });
        }
    }
    ticks
}

/// The place of tube `own` at which its name points to it: where fewest others cover it and none of
/// the places `taken` is near.
fn free(own: usize, tubes: &[Vec<(Vec2, f64)>], taken: &[Vec2]) -> Vec2 {
    let tube = &tubes[own];
    let places = NAMED_AT.map(|share| tube[(share * (tube.len() - 1) as f64) as usize].0);
    let covered = |place: &Vec2| {
        let others = tubes.iter().enumerate().filter(|(i, _)| *i != own);
        let over =
            others.filter(|(_, tube)| tube.iter().any(|(x, r)| x.distance(*place) < *r)).count();
        over + taken.iter().filter(|x| x.distance(*place) < CLEAR).count()
    };
    places.into_iter().min_by_key(covered).unwrap_or(tube[0].0)
}

/// Discs so close together that the tube's edge is smooth.
fn fine(tube: &[(Vec2, f64)]) -> Vec<(Vec2, f64)> {
    let Some(last) = tube.last() else { return Vec::new() };
    let between = tube.windows(2).flat_map(|pair| {
        let count = (pair[0].0.distance(pair[1].0) / 1.0).ceil().max(1.0);
        (0..count as usize).map(move |i| {
            let t = i as f64 / count;
            (pair[0].0.lerp(pair[1].0, t), pair[0].1 + (pair[1].1 - pair[0].1) * t)
        })
    });
    between.chain([*last]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::session::Session;
    use crate::sim::session::picture::colours::PANEL;
    use crate::sim::session::picture::tests::case;

    #[test]
    fn every_branch_is_drawn_in_both_views_from_edge_to_edge_and_not_beyond() {
        let case = case();
        let view = Session::new(case.clone()).view();
        let picture = plan(&case, &view);
        let ground = [PANEL.red, PANEL.green, PANEL.blue];
        let (branches, marks) = (branches(&case), marks(&case, &view));
        let canvas = Canvas::new(8, 8, ROOM);
        let (mut empty, mut looked_at) = (0, 0);
        for panel in views(&canvas, &case, &branches, &marks) {
            for branch in &branches {
                for i in 0..40 {
                    let station = branch.curve.at(branch.curve.length() * f64::from(i) / 39.0);
                    let middle = panel.place(station.centre);
                    let along = panel.place(station.centre + station.tangent) - middle;
                    let across = along.perp().normalize_or(Vec2::X) * station.radius * panel.scale;
                    let drawn = |share: f64| {
                        let at = middle + across * share;
                        picture.at(at.x as usize, at.y as usize) != ground
                    };
                    let name = branch.name;
                    assert!([-0.9, 0.0, 0.9].into_iter().all(drawn), "a gap in {name} at {i}/39");
                    // Beyond the edge there may be another branch, a number or a line.
                    looked_at += 2;
                    empty += [-1.35, 1.35].into_iter().filter(|share| !drawn(*share)).count();
                }
            }
        }
        assert!(empty * 2 > looked_at, "{empty} of {looked_at} places beside branches are empty");
    }

    #[test]
    fn ticks_stand_every_20_mm_of_arc_with_the_number_that_a_file_has_for_their_place() {
        let case = case();
        let view = Session::new(case.clone()).view();
        let (branches, marks) = (branches(&case), marks(&case, &view));
        let panel = views(&Canvas::new(8, 8, ROOM), &case, &branches, &marks)[0];
        for branch in &branches {
            let ticks = ticks(branch, &panel);
            assert_eq!(ticks.len(), (branch.curve.length() / 20.0) as usize + 1, "{}", branch.name);
            for tick in ticks {
                let place = branch.curve.at(tick.words.parse().unwrap());
                assert!(panel.place(place.centre).distance(tick.at) < 1e-9);
                assert!((tick.half - place.radius * panel.scale).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn what_the_case_has_put_into_the_veins_is_named_with_the_places_of_the_file() {
        let case = case();
        let marks = marks(&case, &Session::new(case.clone()).view());
        let named = |name: &str| {
            let mark = marks.iter().find(|mark| mark.name == name).unwrap();
            (mark.note.as_str(), mark.at)
        };
        assert_eq!(named("sheath's tip").0, "left-femoral at 5");
        assert_eq!(named("lesion: from").0, "left-external-iliac at 5");
        assert_eq!(named("lesion: to").0, "left-common-iliac at 66");
        assert_eq!(named("web").0, "left-femoral at 35");
        assert_eq!(named("target").0, "ivc at 40");
        let ivc = &case.branches.iter().find(|(name, _)| name == "ivc").unwrap().1;
        assert!(named("target").1.distance(ivc.at(40.0).centre) < 2.0);
    }
}
