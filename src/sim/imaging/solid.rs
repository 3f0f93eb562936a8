//! Shaded pictures of solids, drawn on the processor.
//!
//! Each solid keeps the surface nearest to the eye (a z-buffer of its own), and a translucent one its
//! furthest far wall too; the few surfaces that a ray meets are then laid over one another from the
//! furthest to the nearest. So a translucent vein is two sheets of glass however many tubes it is
//! made of, denser at its rim, and what is inside it stays visible. Light is added up in linear
//! terms over [`SAMPLES`]² rays to a pixel.

use super::canvas::{Box2, Colour, Picture};
use super::mesh::Mesh;
use crate::sim::math::{Vec2, Vec3};

/// Rays to a pixel, along each side of it.
const SAMPLES: usize = 3;
/// Rows of pixels that are drawn at a time, so that little memory is needed.
const BAND: usize = 16;
/// Distance of the eye over the size of what it looks at.
const DISTANCE: f64 = 2.6;
/// What is nearer to the eye than this is not drawn, mm.
const NEAREST: f64 = 10.0;
/// Direction to the main light: from above the viewer's left shoulder; right, up, towards the eye.
const LIGHT: Vec3 = Vec3::new(-0.45, 0.6, 0.66);
/// Share of light that comes from everywhere, from the main light, and from the eye.
const AMBIENT: f64 = 0.22;
const MAIN: f64 = 0.70;
const FROM_EYE: f64 = 0.22;
/// How far the main light reaches round an edge: soft, as from a large lamp.
const WRAP: f64 = 0.35;
/// What is behind the middle of the picture fades into the ground with this share at most.
const HAZE: f64 = 0.45;

/// A solid of one material.
#[derive(Clone, Debug)]
pub struct Solid {
    pub mesh: Mesh,
    /// Its colour; its strength is how much of what is behind it is hidden where one looks at it
    /// squarely.
    pub colour: Colour,
    /// Strength of its highlight, 0 to 1.
    pub gloss: f64,
}

/// Where one looks from, and how places fall on the picture.
#[derive(Clone, Copy, Debug)]
pub struct Eye {
    position: Vec3,
    forward: Vec3,
    right: Vec3,
    up: Vec3,
    /// Pixels per unit of slope.
    focal_px: f64,
    /// Where the line of sight meets the picture, pixels.
    middle: Vec2,
    /// Distance of what it looks at, and half the depth of that, mm.
    depth: (f64, f64),
}

/// A place on the picture.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// Pixels from the top left.
    pub at: Vec2,
    /// Distance from the eye along its line of sight, mm.
    pub depth: f64,
}

impl Eye {
    /// An eye in the direction `from` (a unit vector, not upright) that sees all of `points` (mm)
    /// just inside `frame`, with +z upwards.
    pub fn framing(points: &[Vec3], from: Vec3, frame: Box2) -> Self {
        let start = points.first().copied().unwrap_or(Vec3::ZERO);
        let (low, high) =
            points.iter().fold((start, start), |(low, high), x| (low.min(*x), high.max(*x)));
        let size = (high - low).length().max(1.0);
        let forward = -from;
        let right = forward.cross(Vec3::Z).normalize_or(Vec3::X);
        let position = (low + high) * 0.5 + from * (size * DISTANCE);
        let mut eye = Self {
            position,
            forward,
            right,
            up: right.cross(forward),
            focal_px: 1.0,
            middle: Vec2::ZERO,
            depth: (size * DISTANCE, size * 0.5),
        };
        let first = eye.see(start).at;
        let (low, high) = points
            .iter()
            .map(|x| eye.see(*x).at)
            .fold((first, first), |(low, high): (Vec2, Vec2), at| (low.min(at), high.max(at)));
        let room = (frame.high - frame.low) / (high - low).max(Vec2::splat(1e-9));
        eye.focal_px = room.min_element();
        eye.middle = (frame.low + frame.high) * 0.5 - (low + high) * (0.5 * eye.focal_px);
        eye
    }

    /// Where `point` (mm) is seen.
    pub fn see(&self, point: Vec3) -> Seen {
        let from_eye = point - self.position;
        let depth = from_eye.dot(self.forward);
        let slope = Vec2::new(from_eye.dot(self.right), -from_eye.dot(self.up)) / depth.max(1e-3);
        Seen { at: self.middle + slope * self.focal_px, depth }
    }

    /// Share of light that is lost on the way from `depth`.
    fn haze(&self, depth: f64) -> f64 {
        let (middle, half) = self.depth;
        HAZE * ((depth - middle) / half).clamp(0.0, 1.0)
    }

    /// How `direction` (a unit vector) lies on the picture: to the right and downwards.
    pub fn lie(&self, direction: Vec3) -> Vec2 {
        Vec2::new(direction.dot(self.right), -direction.dot(self.up))
    }
}

/// What one ray meets first of one solid.
#[derive(Clone, Copy)]
struct Fragment {
    depth: f32,
    /// Linear light.
    light: [f32; 3],
    strength: f32,
}

const NOTHING: Fragment = Fragment { depth: f32::INFINITY, light: [0.0; 3], strength: 0.0 };

/// A corner on the fine grid of rays, with its normal to the eye's right, up and towards it.
#[derive(Clone, Copy)]
struct Shown {
    at: Vec2,
    depth: f64,
    normal: Vec3,
}

/// Which of a solid's faces a layer keeps.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sheet {
    /// The nearest, whichever way it looks.
    Whole,
    /// The nearest that looks at the eye.
    Front,
    /// The furthest that looks away from it.
    Back,
}

/// The layers of a solid, with its number.
fn sheets((i, solid): (usize, &Solid)) -> Vec<(usize, Sheet)> {
    if solid.colour.strength < 1.0 {
        vec![(i, Sheet::Back), (i, Sheet::Front)]
    } else {
        vec![(i, Sheet::Whole)]
    }
}

/// The picture of `solids` from `eye`, `width` by `height` pixels on `ground`.
pub fn picture(
    eye: &Eye,
    solids: &[Solid],
    (width, height): (usize, usize),
    ground: Colour,
) -> Picture {
    let shown: Vec<Vec<Shown>> = solids.iter().map(|solid| corners(eye, &solid.mesh)).collect();
    let ground = linear(ground);
    let (columns, rows) = (width * SAMPLES, BAND * SAMPLES);
    let colours: Vec<_> = solids.iter().map(|solid| linear(solid.colour)).collect();
    let sheets: Vec<_> = solids.iter().enumerate().flat_map(sheets).collect();
    let mut layers = vec![vec![NOTHING; columns * rows]; sheets.len()];
    let mut pixels = Vec::with_capacity(3 * width * height);
    for top in (0..height).step_by(BAND) {
        for (layer, &(i, sheet)) in layers.iter_mut().zip(&sheets) {
            layer.fill(NOTHING);
            // Light is mirrored by the near sheet of glass only.
            let gloss = if sheet == Sheet::Back { 0.0 } else { solids[i].gloss };
            let look = (colours[i], f64::from(solids[i].colour.strength), gloss);
            let shade = |normal, depth| shade(normal, eye.haze(depth), look, ground);
            for face in &solids[i].mesh.faces {
                let corners = face.map(|corner| shown[i][corner as usize]);
                fill(corners, sheet, (top * SAMPLES, rows, columns), &shade, layer);
            }
        }
        for row in 0..BAND.min(height - top) {
            for column in 0..width {
                pixels.extend(pixel(&layers, (row, column), columns, ground));
            }
        }
    }
    Picture { width, height, pixels }
}

fn corners(eye: &Eye, mesh: &Mesh) -> Vec<Shown> {
    let onto = |corner: &super::mesh::Corner| {
        let seen = eye.see(corner.at);
        let towards = (eye.position - corner.at).normalize_or(-eye.forward);
        let normal = corner.normal;
        // Towards the eye from this very place, so that the rim of a tube off the middle is where
        // it is seen.
        let facing = normal.dot(towards);
        let across = normal - towards * facing;
        Shown {
            at: seen.at * SAMPLES as f64,
            depth: seen.depth,
            normal: Vec3::new(across.dot(eye.right), across.dot(eye.up), facing),
        }
    };
    mesh.corners.iter().map(onto).collect()
}

/// Draws one face into the rows of rays from `top`, wherever it is the one that `sheet` keeps.
fn fill(
    [a, b, c]: [Shown; 3],
    sheet: Sheet,
    (top, rows, columns): (usize, usize, usize),
    shade: &impl Fn(Vec3, f64) -> Fragment,
    layer: &mut [Fragment],
) {
    let (low, high) = (a.at.min(b.at).min(c.at), a.at.max(b.at).max(c.at));
    let area = (b.at - a.at).perp_dot(c.at - a.at);
    let bottom = (top + rows) as f64;
    let outside = high.y <= top as f64 || low.y >= bottom || high.x <= 0.0;
    if outside || area == 0.0 || !area.is_finite() || a.depth.min(b.depth).min(c.depth) < NEAREST {
        return;
    }
    // The corners of a face that looks at the eye go round against the clock.
    let away = area > 0.0;
    if (sheet == Sheet::Front && away) || (sheet == Sheet::Back && !away) {
        return;
    }
    let range = |low: f64, high: f64, from: usize, to: usize| {
        let limit = |value: f64| value.clamp(from as f64, to as f64) as usize;
        limit((low - 0.5).ceil())..limit((high + 0.5).floor())
    };
    for y in range(low.y, high.y, top, top + rows) {
        for x in range(low.x, high.x, 0, columns) {
            let ray = Vec2::new(x as f64 + 0.5, y as f64 + 0.5);
            let share_a = (b.at - ray).perp_dot(c.at - ray) / area;
            let share_b = (c.at - ray).perp_dot(a.at - ray) / area;
            let share_c = 1.0 - share_a - share_b;
            if share_a < 0.0 || share_b < 0.0 || share_c < 0.0 {
                continue;
            }
            let mix = |p: f64, q: f64, r: f64| p * share_a + q * share_b + r * share_c;
            let depth = 1.0 / mix(1.0 / a.depth, 1.0 / b.depth, 1.0 / c.depth);
            let here = &mut layer[(y - top) * columns + x];
            let hidden = match sheet {
                Sheet::Back => here.depth.is_finite() && depth as f32 <= here.depth,
                Sheet::Whole | Sheet::Front => depth as f32 >= here.depth,
            };
            if hidden {
                continue;
            }
            let normal = a.normal * share_a + b.normal * share_b + c.normal * share_c;
            let facing = if away { -normal } else { normal };
            // Between the corners at a rim the mixed normal may look away from the eye already.
            let normal = facing.with_z(facing.z.max(0.0)).normalize_or(Vec3::Z);
            *here = Fragment { depth: depth as f32, ..shade(normal, depth) };
        }
    }
}

/// The light from a surface with `normal` (to the right, up, towards the eye), `haze` of it lost.
/// Its look is linear colour, strength where seen squarely, gloss.
fn shade(
    normal: Vec3,
    haze: f64,
    (colour, square, gloss): ([f32; 3], f64, f64),
    ground: [f32; 3],
) -> Fragment {
    let light = LIGHT.normalize();
    let lit = ((normal.dot(light) + WRAP) / (1.0 + WRAP)).max(0.0);
    let diffuse = AMBIENT + MAIN * lit + FROM_EYE * normal.z;
    let halfway = (light + Vec3::Z).normalize();
    let sharp = thirty_second_power(normal.dot(halfway).max(0.0));
    let mut light = [0.0; 3];
    for channel in 0..3 {
        let own = f64::from(colour[channel]) * diffuse + gloss * sharp;
        light[channel] = (own + (f64::from(ground[channel]) - own) * haze) as f32;
    }
    // Glass seen at a slant is thicker.
    let rim = (1.0 - normal.z) * (1.0 - normal.z);
    let strength = (square + (1.0 - square) * (0.75 * rim + 0.8 * gloss * sharp)).min(1.0);
    Fragment { light, strength: strength as f32, ..NOTHING }
}

fn thirty_second_power(x: f64) -> f64 {
    (0..5).fold(x, |power, _| power * power)
}

/// The bytes of one pixel of the band: its rays' surfaces over one another, and then their mean.
fn pixel(
    layers: &[Vec<Fragment>],
    (row, column): (usize, usize),
    columns: usize,
    ground: [f32; 3],
) -> [u8; 3] {
    let mut sum = [0.0; 3];
    let mut met = Vec::new();
    for y in row * SAMPLES..(row + 1) * SAMPLES {
        for x in column * SAMPLES..(column + 1) * SAMPLES {
            met.clear();
            met.extend(
                layers
                    .iter()
                    .map(|layer| layer[y * columns + x])
                    .filter(|fragment| fragment.depth.is_finite()),
            );
            met.sort_by(|a, b| b.depth.total_cmp(&a.depth));
            let seen = met.iter().fold(ground, |under, fragment| {
                let over = |i: usize| under[i] + (fragment.light[i] - under[i]) * fragment.strength;
                [over(0), over(1), over(2)]
            });
            for channel in 0..3 {
                sum[channel] += seen[channel];
            }
        }
    }
    sum.map(|light| encoded(light / (SAMPLES * SAMPLES) as f32))
}

/// Linear light of a colour of the screen (IEC 61966-2-1).
fn linear(colour: Colour) -> [f32; 3] {
    colour.bytes().map(|part| {
        let value = f32::from(part) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { libm::powf((value + 0.055) / 1.055, 2.4) }
    })
}

/// The screen's byte for linear light.
fn encoded(light: f32) -> u8 {
    let light = light.clamp(0.0, 1.0);
    let value = if light <= 0.003_130_8 {
        12.92 * light
    } else {
        1.055 * libm::powf(light, 1.0 / 2.4) - 0.055
    };
    (value * 255.0 + 0.5) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    const GROUND: Colour = Colour::rgb(0x0B_0E_11);
    const RED: Colour = Colour::rgb(0xE0_20_20);
    const GREEN: Colour = Colour::rgb(0x20_E0_20);
    const SIZE: (usize, usize) = (120, 120);

    fn eye() -> Eye {
        let frame = Box2 { low: Vec2::splat(10.0), high: Vec2::splat(110.0) };
        let corners = [Vec3::splat(-20.0), Vec3::splat(20.0)];
        Eye::framing(&corners, Vec3::NEG_Y, frame)
    }

    /// An upright tube `back` mm behind the middle.
    fn upright(back: f64, radius: f64, colour: Colour) -> Solid {
        let axis = [-30.0, 0.0, 30.0].map(|z| (Vec3::new(0.0, back, z), radius));
        Solid { mesh: Mesh::tube(&axis, 32), colour, gloss: 0.0 }
    }

    /// What is seen on the line of sight.
    fn middle(solids: &[Solid]) -> [u8; 3] {
        let at = eye().middle;
        picture(&eye(), solids, SIZE, GROUND).at(at.x as usize, at.y as usize)
    }

    #[test]
    fn the_nearer_tube_hides_the_further_one_whichever_was_drawn_first() {
        for near_red in [true, false] {
            let (red, green) = if near_red { (-10.0, 10.0) } else { (10.0, -10.0) };
            let tubes = [upright(red, 4.0, RED), upright(green, 4.0, GREEN)];
            let [r, g, _] = middle(&tubes);
            assert_eq!(r > g, near_red, "red {r}, green {g}");
            let swapped = [tubes[1].clone(), tubes[0].clone()];
            assert_eq!(middle(&swapped), [r, g, middle(&tubes)[2]]);
        }
        // Both in one solid: a pixel is that of the nearer tube alone.
        let (near, far) = (upright(-10.0, 4.0, RED), upright(10.0, 7.0, RED));
        for (first, second) in [(&near, &far), (&far, &near)] {
            let joined = first.mesh.clone().with(&second.mesh);
            let one = Solid { mesh: joined, ..near.clone() };
            assert_eq!(middle(&[one]), middle(std::slice::from_ref(&near)));
        }
        assert_ne!(middle(&[near]), middle(&[far]));
    }

    #[test]
    fn what_is_inside_glass_is_seen_and_what_is_inside_an_opaque_tube_is_not() {
        let inside = upright(0.0, 2.0, RED);
        let glass = middle(&[inside.clone(), upright(0.0, 8.0, GREEN.faint(0.2))]);
        let opaque = middle(&[inside.clone(), upright(0.0, 8.0, GREEN)]);
        assert!(glass[0] > 100 && glass[0] > glass[1], "{glass:?}");
        assert!(opaque[0] < opaque[1], "{opaque:?}");
    }

    #[test]
    fn a_tubes_edge_is_smooth_and_its_width_is_what_the_eye_foretells() {
        let drawn = picture(&eye(), &[upright(0.0, 10.0, GREEN)], SIZE, GROUND);
        let row: Vec<_> = (0..120).map(|column| f64::from(drawn.at(column, 60)[1])).collect();
        let ground = f64::from(drawn.at(2, 60)[1]);
        let (left, right) = (eye().see(Vec3::X * -10.0).at.x, eye().see(Vec3::X * 10.0).at.x);
        let wide = row.iter().filter(|value| **value > ground + 1.0).count() as f64;
        assert!((wide - (right - left)).abs() < 2.5, "{wide} pixels for {}", right - left);
    }

    #[test]
    fn all_points_are_framed_and_touch_the_frame_on_two_sides() {
        let frame = Box2 { low: Vec2::new(30.0, 20.0), high: Vec2::new(90.0, 110.0) };
        for size in [2.0, 40.0, 900.0] {
            let points: Vec<_> = (0..50)
                .map(|i| {
                    let t = f64::from(i) * 0.37;
                    Vec3::new(libm::sin(t), libm::cos(2.0 * t), libm::sin(3.0 * t)) * size
                })
                .collect();
            let eye = Eye::framing(&points, Vec3::new(0.6, -0.75, 0.28).normalize(), frame);
            let seen: Vec<_> = points.iter().map(|x| eye.see(*x).at).collect();
            let low = seen.iter().copied().fold(Vec2::INFINITY, Vec2::min);
            let high = seen.iter().copied().fold(Vec2::NEG_INFINITY, Vec2::max);
            assert!(frame.grown(1e-6).holds(&Box2 { low, high }), "{low} {high}");
            let used = (high - low) / (frame.high - frame.low);
            assert!((used.max_element() - 1.0).abs() < 1e-6, "only {used} of the frame");
        }
    }
}
