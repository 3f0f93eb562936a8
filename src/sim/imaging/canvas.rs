//! A surface to draw maps and legends on: filled shapes, lines, tubes and words, antialiased.
//!
//! Everything is opaque in the end, so a pixel is three bytes. Places are in pixels from the top
//! left, y downwards.

use crate::sim::math::Vec2;
use ab_glyph::{Font, FontRef, PxScale, ScaleFont, point};
use epaint_default_fonts::UBUNTU_LIGHT;
use tiny_skia::{
    Color, FillRule, Mask, Paint, Path, PathBuilder, Pixmap, Stroke, StrokeDash, Transform,
};

/// Height of a capital letter over the size of its font.
const CAPITAL: f64 = 0.7;
/// What a letter reaches below its line over the size of its font.
const DESCENT: f64 = 0.22;

/// A colour as the screen has it, and how strongly it covers what is there, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Colour {
    pub red: u8,
    pub green: u8,
    pub blue: u8,
    pub strength: f32,
}

impl Colour {
    /// The colour written `#RRGGBB`.
    pub const fn rgb(code: u32) -> Self {
        let (red, green, blue) = ((code >> 16) as u8, (code >> 8) as u8, code as u8);
        Self { red, green, blue, strength: 1.0 }
    }

    /// The colour, covering with `strength`.
    pub const fn faint(self, strength: f32) -> Self {
        Self { strength, ..self }
    }

    pub(super) fn bytes(self) -> [u8; 3] {
        [self.red, self.green, self.blue]
    }

    fn paint(self) -> Paint<'static> {
        let mut paint = Paint::default();
        let strength = (self.strength.clamp(0.0, 1.0) * 255.0 + 0.5) as u8;
        paint.set_color_rgba8(self.red, self.green, self.blue, strength);
        paint
    }
}

/// A finished picture: red, green and blue of each pixel, row by row from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub width: usize,
    pub height: usize,
    pub pixels: Vec<u8>,
}

impl Picture {
    /// Red, green and blue at a column and a row, both inside the picture.
    pub fn at(&self, column: usize, row: usize) -> [u8; 3] {
        let first = 3 * (row * self.width + column);
        [self.pixels[first], self.pixels[first + 1], self.pixels[first + 2]]
    }
}

/// A rectangle of pixels, such as a word takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Box2 {
    pub low: Vec2,
    pub high: Vec2,
}

impl Box2 {
    /// True where both have a place in common.
    pub fn meets(&self, other: &Self) -> bool {
        self.low.cmplt(other.high).all() && other.low.cmplt(self.high).all()
    }

    /// True if `other` lies inside.
    pub fn holds(&self, other: &Self) -> bool {
        self.low.cmple(other.low).all() && other.high.cmple(self.high).all()
    }

    /// Larger by `by` pixels on every side.
    pub fn grown(&self, by: f64) -> Self {
        Self { low: self.low - Vec2::splat(by), high: self.high + Vec2::splat(by) }
    }

    /// Distance of `point` from the rectangle, pixels; 0 inside.
    pub fn distance(&self, point: Vec2) -> f64 {
        point.distance(point.clamp(self.low, self.high))
    }
}

/// A picture being drawn.
pub struct Canvas {
    pixmap: Pixmap,
    font: FontRef<'static>,
}

impl Canvas {
    /// An empty surface of at least one pixel in the colour `ground`.
    pub fn new(width: usize, height: usize, ground: Colour) -> Self {
        let mut pixmap = Pixmap::new(width as u32, height as u32).expect("a picture has a size");
        pixmap.fill(Color::from_rgba8(ground.red, ground.green, ground.blue, 255));
        let font = FontRef::try_from_slice(UBUNTU_LIGHT).expect("the font is part of the program");
        Self { pixmap, font }
    }

    /// A surface on which `picture` is drawn already.
    pub fn over(picture: &Picture) -> Self {
        let mut canvas = Self::new(picture.width, picture.height, Colour::rgb(0));
        let drawn = picture.pixels.chunks_exact(3);
        for (pixel, drawn) in canvas.pixmap.data_mut().chunks_exact_mut(4).zip(drawn) {
            pixel[..3].copy_from_slice(drawn);
        }
        canvas
    }

    /// What was drawn.
    pub fn finish(self) -> Picture {
        let (width, height) = (self.pixmap.width() as usize, self.pixmap.height() as usize);
        let pixels =
            self.pixmap.data().chunks_exact(4).flat_map(|p| p[..3].iter().copied()).collect();
        Picture { width, height, pixels }
    }

    /// Fills the polygon with `corners`.
    pub fn fill(&mut self, corners: &[Vec2], colour: Colour) {
        if let Some(path) = polyline(corners, true) {
            let (rule, none) = (FillRule::Winding, Transform::identity());
            self.pixmap.fill_path(&path, &colour.paint(), rule, none, None);
        }
    }

    /// Fills the rectangle.
    pub fn fill_box(&mut self, area: Box2, colour: Colour) {
        let (low, high) = (area.low, area.high);
        self.fill(&[low, Vec2::new(high.x, low.y), high, Vec2::new(low.x, high.y)], colour);
    }

    /// A line through `points`, `width` pixels wide, with round corners.
    pub fn line(&mut self, points: &[Vec2], width: f64, colour: Colour) {
        self.stroke(polyline(points, false), width, colour, None);
    }

    /// A line of dashes as long as the gaps between them, `dash` pixels.
    pub fn dashes(&mut self, points: &[Vec2], width: f64, dash: f64, colour: Colour) {
        let dash = StrokeDash::new(vec![dash as f32; 2], 0.0);
        self.stroke(polyline(points, false), width, colour, dash);
    }

    /// A circle, `width` pixels wide.
    pub fn circle(&mut self, centre: Vec2, radius: f64, width: f64, colour: Colour) {
        let path = PathBuilder::from_circle(centre.x as f32, centre.y as f32, radius as f32);
        self.stroke(path, width, colour, None);
    }

    /// A filled disc.
    pub fn disc(&mut self, centre: Vec2, radius: f64, colour: Colour) {
        let path = PathBuilder::from_circle(centre.x as f32, centre.y as f32, radius as f32);
        if let Some(path) = path {
            let (rule, none) = (FillRule::Winding, Transform::identity());
            self.pixmap.fill_path(&path, &colour.paint(), rule, none, None);
        }
    }

    fn stroke(&mut self, path: Option<Path>, width: f64, colour: Colour, dash: Option<StrokeDash>) {
        let Some(path) = path else { return };
        let stroke = Stroke {
            width: width as f32,
            line_cap: tiny_skia::LineCap::Round,
            line_join: tiny_skia::LineJoin::Round,
            dash,
            ..Stroke::default()
        };
        self.pixmap.stroke_path(&path, &colour.paint(), &stroke, Transform::identity(), None);
    }

    /// A tube: all discs along `axis`, each with its radius, filled as one shape. Its edge is
    /// `edge_px` pixels wide.
    pub fn tube(&mut self, axis: &[(Vec2, f64)], edge_px: f64, fill: Colour, edge: Colour) {
        let Some(whole) = self.discs(axis, 0.0) else { return };
        let inner = self.discs(axis, edge_px);
        let (fill_rgb, edge_rgb) = (fill.bytes(), edge.bytes());
        for (i, pixel) in self.pixmap.data_mut().chunks_exact_mut(4).enumerate() {
            let whole = f32::from(whole.data()[i]) / 255.0;
            if whole == 0.0 {
                continue;
            }
            let inner = inner.as_ref().map_or(0.0, |mask| f32::from(mask.data()[i]) / 255.0);
            let (inside, border) = (inner.min(whole), (whole - inner).max(0.0));
            for channel in 0..3 {
                let under = f32::from(pixel[channel]);
                let filled = (f32::from(fill_rgb[channel]) - under) * inside * fill.strength;
                let edged = (f32::from(edge_rgb[channel]) - under) * border * edge.strength;
                pixel[channel] = (under + filled + edged + 0.5) as u8;
            }
        }
    }

    /// Coverage by the discs along `axis`, smaller by `less` pixels.
    fn discs(&self, axis: &[(Vec2, f64)], less: f64) -> Option<Mask> {
        let mut path = PathBuilder::new();
        for (centre, radius) in axis {
            if *radius > less {
                path.push_circle(centre.x as f32, centre.y as f32, (radius - less) as f32);
            }
        }
        let mut mask = Mask::new(self.pixmap.width(), self.pixmap.height())?;
        mask.fill_path(&path.finish()?, FillRule::Winding, true, Transform::identity());
        Some(mask)
    }

    /// Width of `words` in letters of `size` pixels.
    pub fn width(&self, words: &str, size: f64) -> f64 {
        let font = self.font.as_scaled(self.scale(size));
        let mut width = 0.0;
        let mut last = None;
        for letter in words.chars().map(|letter| self.font.glyph_id(letter)) {
            width += last.map_or(0.0, |last| font.kern(last, letter)) + font.h_advance(letter);
            last = Some(letter);
        }
        f64::from(width)
    }

    /// The rectangle that `words` take, with `share` of it left of and above `at`: (0, 0) puts the
    /// top left of a capital letter there, (0.5, 0.5) the middle.
    pub fn box_of(&self, at: Vec2, share: (f64, f64), words: &str, size: f64) -> Box2 {
        let (width, height) = (self.width(words, size), CAPITAL * size);
        let low = at - Vec2::new(share.0 * width, share.1 * height);
        Box2 { low, high: low + Vec2::new(width, height + DESCENT * size) }
    }

    /// Writes `words` in letters of `size` pixels where [`Canvas::box_of`] says.
    pub fn write(&mut self, at: Vec2, share: (f64, f64), words: &str, size: f64, colour: Colour) {
        let low = self.box_of(at, share, words, size).low;
        let scale = self.scale(size);
        let baseline = (low.y + CAPITAL * size + 0.5).floor() as f32;
        let mut caret = low.x as f32;
        let mut last = None;
        for letter in words.chars() {
            let font = self.font.as_scaled(scale);
            let letter = font.glyph_id(letter);
            caret += last.map_or(0.0, |last| font.kern(last, letter));
            let advance = font.h_advance(letter);
            let glyph = letter.with_scale_and_position(scale, point(caret, baseline));
            self.glyph(glyph, colour);
            caret += advance;
            last = Some(letter);
        }
    }

    /// Writes `words` on a border of `ground`, so that they are legible across lines.
    pub fn write_clear(
        &mut self,
        at: Vec2,
        share: (f64, f64),
        words: &str,
        size: f64,
        (colour, ground): (Colour, Colour),
    ) {
        for x in -2..=2 {
            for y in -2..=2 {
                let off = Vec2::new(f64::from(x), f64::from(y));
                self.write(at + off, share, words, size, ground);
            }
        }
        self.write(at, share, words, size, colour);
    }

    fn glyph(&mut self, glyph: ab_glyph::Glyph, colour: Colour) {
        let Some(outline) = self.font.outline_glyph(glyph) else { return };
        let corner = outline.px_bounds().min;
        let (width, height) = (self.pixmap.width() as i32, self.pixmap.height() as i32);
        let data = self.pixmap.data_mut();
        outline.draw(|x, y, coverage| {
            let (x, y) = (corner.x as i32 + x as i32, corner.y as i32 + y as i32);
            if !(0..width).contains(&x) || !(0..height).contains(&y) {
                return;
            }
            let share = coverage.clamp(0.0, 1.0) * colour.strength;
            let first = 4 * (y * width + x) as usize;
            for (under, over) in data[first..first + 3].iter_mut().zip(colour.bytes()) {
                let from = f32::from(*under);
                *under = (from + (f32::from(over) - from) * share + 0.5) as u8;
            }
        });
    }

    /// The font's own scale, which counts from its lowest to its highest line, for letters of
    /// `size` pixels to the em.
    fn scale(&self, size: f64) -> PxScale {
        let em = self.font.units_per_em().unwrap_or(1000.0);
        PxScale::from(size as f32 * self.font.height_unscaled() / em)
    }
}

fn polyline(points: &[Vec2], closed: bool) -> Option<Path> {
    let (first, rest) = points.split_first()?;
    let mut path = PathBuilder::new();
    path.move_to(first.x as f32, first.y as f32);
    for point in rest {
        path.line_to(point.x as f32, point.y as f32);
    }
    if closed {
        path.close();
    }
    path.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GROUND: Colour = Colour::rgb(0x10_20_30);
    const INK: Colour = Colour::rgb(0xF0_F0_F0);

    /// The smallest rectangle that holds everything drawn.
    fn drawn(picture: &Picture) -> Box2 {
        let (mut low, mut high) = (Vec2::INFINITY, Vec2::NEG_INFINITY);
        for row in 0..picture.height {
            for column in 0..picture.width {
                if picture.at(column, row) != GROUND.bytes() {
                    let corner = Vec2::new(column as f64, row as f64);
                    (low, high) = (low.min(corner), high.max(corner + Vec2::ONE));
                }
            }
        }
        Box2 { low, high }
    }

    #[test]
    fn words_lie_in_the_box_that_was_foretold_and_fill_it() {
        for (words, size) in [("left-external-iliac", 14.0), ("120", 12.0), ("Hg", 28.0)] {
            let mut canvas = Canvas::new(300, 80, GROUND);
            let (at, share) = (Vec2::new(150.0, 40.0), (0.5, 0.5));
            let foretold = canvas.box_of(at, share, words, size);
            canvas.write(at, share, words, size, INK);
            let drawn = drawn(&canvas.finish());
            assert!(foretold.grown(1.5).holds(&drawn), "{words}: {drawn:?}, not in {foretold:?}");
            let (wide, long) = (drawn.high.x - drawn.low.x, foretold.high.x - foretold.low.x);
            assert!(wide > long - 4.0, "{words}: {wide} of {long} pixels");
        }
    }

    #[test]
    fn a_tube_has_its_width_its_fill_and_its_edge() {
        let mut canvas = Canvas::new(100, 60, GROUND);
        let axis: Vec<_> = (20..=80).map(|x| (Vec2::new(f64::from(x), 30.0), 10.0)).collect();
        canvas.tube(&axis, 2.0, Colour::rgb(0x40_00_00), Colour::rgb(0x00_F0_00));
        let picture = canvas.finish();
        let across: Vec<_> = (0..60).map(|row| picture.at(50, row)).collect();
        assert_eq!(across.iter().filter(|pixel| **pixel != GROUND.bytes()).count(), 20);
        assert_eq!((across[30], across[20]), ([0x40, 0, 0], [0, 0xF0, 0]));
    }

    #[test]
    fn a_faint_colour_lets_through_what_is_below_it() {
        let mut canvas = Canvas::new(10, 10, Colour::rgb(0x000000));
        let all = Box2 { low: Vec2::ZERO, high: Vec2::splat(10.0) };
        canvas.fill_box(all, Colour::rgb(0xC8_C8_C8).faint(0.5));
        assert!(canvas.finish().at(5, 5).iter().all(|part| (99..=101).contains(part)));
    }

    #[test]
    fn a_picture_drawn_on_is_that_picture() {
        let mut canvas = Canvas::new(40, 30, GROUND);
        canvas.disc(Vec2::new(20.0, 15.0), 8.0, INK);
        let picture = canvas.finish();
        assert_eq!(Canvas::over(&picture).finish(), picture);
    }
}
