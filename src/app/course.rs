//! The veins as drawn pictures: on the cards of the home screen and as the plan from CT.

use super::options::ScenarioCard;
use super::projection::{Fit, Projection};
use super::style::{ATTENTION, BODY, LINE, ROOM, SECONDARY, SMALL, TEXT, TRUE_LUMEN, font};
use super::widgets::text;
use crate::sim::anatomy::Centreline;
use crate::sim::math::Vec3;
use crate::sim::session::Case;
use bevy_egui::egui::{
    Align2, Color32, CornerRadius, Mesh, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2,
};

/// Blood-filled vein on a drawing.
const VEIN: Color32 = Color32::from_rgb(0x24, 0x45, 0x57);
/// The occluded part on a drawing.
const CORD: Color32 = Color32::from_rgb(0x4A, 0x3A, 0x1E);

/// Radius of a mark at a place on the course, points.
const MARK: f32 = 5.0;
/// Between a place on the course and its label, points.
const LABEL: f32 = 24.0;

/// The small picture on a card.
pub fn card_picture(painter: &Painter, rect: Rect, card: &ScenarioCard) {
    painter.rect_filled(rect, CornerRadius::ZERO, ROOM);
    let flatten = |&x: &Vec3| Projection::Anteroposterior.flatten(x);
    let fit = Fit::all(card.branches.iter().flatten().map(flatten), rect.shrink(14.0));
    let path = |points: &[Vec3]| points.iter().map(|x| fit.place(flatten(x))).collect::<Vec<_>>();
    for branch in &card.branches {
        painter.line(path(branch), Stroke::new(6.0, VEIN));
    }
    for lesion in &card.lesions {
        painter.line(path(lesion), Stroke::new(8.0, ROOM));
        painter.line(path(lesion), Stroke::new(2.5, ATTENTION));
    }
}

/// The parts of the course from the sheath on, patent and occluded in turn: from where to where, mm,
/// and whether it is occluded.
pub fn course_parts(case: &Case) -> impl Iterator<Item = (f64, f64, bool)> {
    let after = case.lesion_s.iter().skip(1).map(|lesion| lesion.0);
    let ends = after.chain([case.route.length()]);
    let first = case.lesion_s.first().map_or(case.route.length(), |lesion| lesion.0);
    let pairs = case.lesion_s.iter().zip(ends);
    let rest = pairs.flat_map(|(&(from, to), end)| [(from, to, true), (to, end, false)]);
    [(0.0, first, false)].into_iter().chain(rest)
}

/// The course as planned on CT, in the projection and the field of the monitor.
pub fn plan(painter: &Painter, rect: Rect, case: &Case, projection: Projection) {
    painter.rect_filled(rect, CornerRadius::ZERO, ROOM);
    let painter = painter.with_clip_rect(rect);
    let (centre, width) = case.field();
    // Shrunk, so that the marks at a long road's ends are whole.
    let fit = Fit::field(projection.flatten(centre), width, rect.shrink(2.0 * MARK));
    for (_, branch) in &case.branches {
        tube(&painter, &fit, projection, branch, (0.0, branch.length()), VEIN.gamma_multiply(0.6));
    }
    // Cords last: their outlines lie on the veins'.
    let (cords, veins): (Vec<_>, Vec<_>) = course_parts(case).partition(|part| part.2);
    for (parts, fill) in [(veins, VEIN), (cords, CORD)] {
        for (from, to, _) in parts {
            tube(&painter, &fit, projection, &case.route, (from, to), fill);
        }
    }
    let axis = |from: f64, to: f64| -> Vec<Pos2> {
        let count = ((to - from) / 2.0).ceil().max(1.0) as usize;
        (0..=count)
            .map(|i| case.route.at(from + (to - from) * i as f64 / count as f64).centre)
            .map(|x| fit.place(projection.flatten(x)))
            .collect()
    };
    for &(from, to) in &case.lesion_s {
        painter.line(axis(from, to), Stroke::new(2.0, ATTENTION));
    }
    let mark = |s: f64| fit.place(projection.flatten(case.route.at(s).centre));
    let label = |at: Pos2, words: String, colour: Color32| {
        let galley = painter.layout_no_wrap(words, font(BODY), colour);
        let size = galley.size();
        let right = at.x + LABEL;
        let fits = right + size.x < rect.max.x - 8.0;
        let left = if fits { right } else { at.x - LABEL - size.x };
        let top = (at.y - size.y / 2.0).min(rect.max.y - size.y).max(rect.min.y);
        painter.galley(pos2(left, top), galley, colour);
    };
    for (s, words) in [(case.sheath_s, "sheath"), (case.target_s, "target")] {
        painter.circle(mark(s), MARK, ROOM, Stroke::new(2.0, TRUE_LUMEN));
        label(mark(s), words.into(), TEXT);
    }
    for &(from, to) in &case.lesion_s {
        let middle = mark((from + to) / 2.0);
        label(middle, format!("occluded, {:.0} mm", to - from), ATTENTION);
    }
    text(&painter, rect.min + vec2(8.0, 6.0), "R", BODY, SECONDARY);
    painter.text(
        pos2(rect.max.x - 8.0, rect.min.y + 6.0),
        Align2::RIGHT_TOP,
        projection.label(),
        font(BODY),
        TEXT,
    );
    scale_bar(&painter, rect.left_bottom() + vec2(12.0, -12.0), fit.scale, 50.0);
}

/// A bar of `length` mm that begins at `left`, with its length above it.
fn scale_bar(painter: &Painter, left: Pos2, points_per_mm: f32, length: f32) {
    let right = left + vec2(length * points_per_mm, 0.0);
    let stroke = Stroke::new(1.0, SECONDARY);
    painter.line_segment([left, right], stroke);
    for end in [left, right] {
        painter.line_segment([end - vec2(0.0, 4.0), end], stroke);
    }
    painter.text(
        left.lerp(right, 0.5) - vec2(0.0, 4.0),
        Align2::CENTER_BOTTOM,
        format!("{length:.0} mm"),
        font(SMALL),
        SECONDARY,
    );
}

/// A part of a vein as a flat band of its true width with an outline.
fn tube(
    painter: &Painter,
    fit: &Fit,
    projection: Projection,
    line: &Centreline,
    (from, to): (f64, f64),
    fill: Color32,
) {
    let count = (((to - from) / 2.0).ceil() as usize).max(1);
    let centres: Vec<(Pos2, f32)> = (0..=count)
        .map(|i| {
            let station = line.at(from + (to - from) * i as f64 / count as f64);
            let half = station.radius as f32 * fit.scale;
            (fit.place(projection.flatten(station.centre)), half)
        })
        .collect();
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let mut mesh = Mesh::default();
    for i in 0..centres.len() {
        let (before, after) = (centres[i.saturating_sub(1)].0, centres[(i + 1).min(count)].0);
        let (centre, half) = centres[i];
        let side = (after - before).normalized().rot90() * half;
        left.push(centre + side);
        right.push(centre - side);
        mesh.colored_vertex(left[i], fill);
        mesh.colored_vertex(right[i], fill);
        if i > 0 {
            let k = 2 * i as u32;
            mesh.add_triangle(k - 2, k - 1, k);
            mesh.add_triangle(k - 1, k + 1, k);
        }
    }
    painter.add(Shape::mesh(mesh));
    let outline = Stroke::new(1.0, LINE.lerp_to_gamma(SECONDARY, 0.4));
    painter.line(left, outline);
    painter.line(right, outline);
}
