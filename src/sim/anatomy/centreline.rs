//! A smooth centreline with a radius, resampled evenly along its arc length.
//!
//! Control points are joined by a centripetal Catmull–Rom spline (Yuksel et al. 2011: no cusps or
//! self-intersections within a span), which is then resampled. The nearest place on the curve is
//! where the offset is perpendicular to the *interpolated* tangent, so it moves continuously as a
//! point slides past a sample: a polyline's own projection jumps there, and forces with it.

use crate::sim::math::Vec3;

/// Distance between samples along the arc, mm. At a bend of radius 20 mm the chord is then within
/// 2 µm of the arc.
const SPACING: f64 = 0.5;
/// Chords per control span when the spline is measured.
const CHORDS: usize = 64;
/// Distance from the curve at which a place is searched instead of tracked, mm.
const FAR: f64 = 15.0;
/// Most Newton steps of a projection; tracked from its last place it needs one or two.
const PROJECTION_STEPS: usize = 4;
/// Step of a projection that is its last and made along the tangent, mm: what it leaves is of the
/// order of its square times the curvature.
const TRACKED: f64 = 1e-3;
/// Least slope of the projection, against places near the centre of a bend.
const FLATTEST: f64 = 0.2;

/// A curve with a radius along it, mm.
#[derive(Clone, Debug)]
pub struct Centreline {
    points: Vec<Vec3>,
    tangents: Vec<Vec3>,
    radii: Vec<f64>,
    /// Front-to-back diameter over width at the samples; empty where the lumen is round throughout.
    ovals: Vec<f64>,
    spacing: f64,
}

/// The curve at one arc length.
#[derive(Clone, Copy, Debug)]
pub struct Station {
    /// Arc length from the first point, mm.
    pub s: f64,
    /// Position, mm.
    pub centre: Vec3,
    /// Unit tangent.
    pub tangent: Vec3,
    /// Change of the tangent along the arc: towards the centre of the bend, 1/mm.
    pub curvature: Vec3,
    /// Radius, mm; of an oval lumen half its width.
    pub radius: f64,
    /// Front-to-back diameter over width: 1 where the lumen is round.
    pub oval: f64,
    /// dr/ds.
    pub radius_slope: f64,
}

impl Centreline {
    /// A smooth curve through `points` (mm) with `radii` (mm) at them. Both lists have the same
    /// length of at least two, and neighbouring points differ.
    pub fn through(points: &[Vec3], radii: &[f64]) -> Self {
        Self::resampled(&spline_samples(points, radii, &vec![1.0; points.len()]))
    }

    /// As [`Centreline::through`], with the ratio of front-to-back diameter to width at the points.
    pub fn through_oval(points: &[Vec3], radii: &[f64], ovals: &[f64]) -> Self {
        Self::resampled(&spline_samples(points, radii, ovals))
    }

    /// A curve along a polyline that is already fine (at most a few mm between points).
    pub fn along(points: &[Vec3], radius: f64) -> Self {
        let dense: Vec<_> = points.iter().map(|&p| (p, radius, 1.0)).collect();
        Self::resampled(&dense)
    }

    fn resampled(dense: &[(Vec3, f64, f64)]) -> Self {
        let mut arc = vec![0.0];
        for pair in dense.windows(2) {
            arc.push(arc[arc.len() - 1] + pair[0].0.distance(pair[1].0));
        }
        let length = arc[arc.len() - 1];
        let count = ((length / SPACING).ceil() as usize).max(2);
        let spacing = length / count as f64;
        let (mut points, mut radii, mut ovals) = (Vec::new(), Vec::new(), Vec::new());
        let mut span = 0;
        for i in 0..=count {
            let s = (i as f64 * spacing).min(length);
            while span + 2 < arc.len() && arc[span + 1] < s {
                span += 1;
            }
            let t = ((s - arc[span]) / (arc[span + 1] - arc[span])).clamp(0.0, 1.0);
            points.push(dense[span].0.lerp(dense[span + 1].0, t));
            radii.push(dense[span].1 * (1.0 - t) + dense[span + 1].1 * t);
            ovals.push(dense[span].2 * (1.0 - t) + dense[span + 1].2 * t);
        }
        if ovals.iter().all(|oval| *oval == 1.0) {
            ovals.clear();
        }
        let last = points.len() - 1;
        let tangents = (0..=last)
            .map(|i| (points[(i + 1).min(last)] - points[i.saturating_sub(1)]).normalize())
            .collect();
        Self { points, tangents, radii, ovals, spacing }
    }

    /// Length, mm.
    pub fn length(&self) -> f64 {
        self.spacing * (self.points.len() - 1) as f64
    }

    /// The even samples, mm.
    pub fn points(&self) -> &[Vec3] {
        &self.points
    }

    /// The curve at arc length `s` (mm); beyond the ends it goes on straight.
    #[inline(always)]
    pub fn at(&self, s: f64) -> Station {
        let last = self.points.len() - 1;
        let per_length = 1.0 / self.spacing;
        let position = s * per_length;
        let span = (position.max(0.0) as usize).min(last - 1);
        let t = position - span as f64;
        let (a, b) = (span, span + 1);
        if (0.0..=1.0).contains(&t) {
            let turn = self.tangents[b] - self.tangents[a];
            Station {
                s,
                centre: self.points[a] + (self.points[b] - self.points[a]) * t,
                tangent: almost_unit(self.tangents[a] + turn * t),
                curvature: turn * per_length,
                radius: self.radii[a] + (self.radii[b] - self.radii[a]) * t,
                oval: self.oval(a, t),
                radius_slope: (self.radii[b] - self.radii[a]) * per_length,
            }
        } else {
            let (end, beyond) = if t < 0.0 { (0, s) } else { (last, s - self.length()) };
            Station {
                s,
                centre: self.points[end] + self.tangents[end] * beyond,
                tangent: self.tangents[end],
                curvature: Vec3::ZERO,
                radius: self.radii[end],
                oval: self.oval(end.min(last - 1), if end == last { 1.0 } else { 0.0 }),
                radius_slope: 0.0,
            }
        }
    }

    /// Front-to-back diameter over width, `t` of the way from sample `a` to the next.
    #[inline(always)]
    fn oval(&self, a: usize, t: f64) -> f64 {
        if self.ovals.is_empty() {
            1.0
        } else {
            self.ovals[a] + (self.ovals[a + 1] - self.ovals[a]) * t
        }
    }

    /// The place nearest to `x`, tracked from `hint` (arc length, mm): the offset from it is
    /// perpendicular to the tangent there. Far from the curve, where several places may be nearest
    /// and tracking can run away, it is searched.
    #[inline(always)]
    pub fn nearest(&self, x: Vec3, hint: f64) -> Station {
        let mut station = self.at(hint);
        let mut offset = x - station.centre;
        for _ in 0..PROJECTION_STEPS {
            let slope = (1.0 - offset.dot(station.curvature)).max(FLATTEST);
            let step = (offset.dot(station.tangent) / slope).clamp(-5.0, 5.0);
            if step.abs() < TRACKED {
                station.s += step;
                station.centre += station.tangent * step;
                station.tangent += station.curvature * step;
                break;
            }
            station = self.at(station.s + step);
            offset = x - station.centre;
        }
        let lost = offset.dot(station.tangent).abs() > 1.0 || offset.length_squared() > FAR * FAR;
        if lost { self.nearest_sample(x) } else { station }
    }

    fn nearest_sample(&self, x: Vec3) -> Station {
        let best = (0..self.points.len())
            .min_by(|&a, &b| {
                self.points[a].distance_squared(x).total_cmp(&self.points[b].distance_squared(x))
            })
            .unwrap_or(0);
        let station = self.at(best as f64 * self.spacing);
        // The ends go on straight.
        let beyond = (x - station.centre).dot(station.tangent);
        let at_end = (best == 0 && beyond < 0.0) || (best + 1 == self.points.len() && beyond > 0.0);
        if at_end { self.at(station.s + beyond) } else { station }
    }

    /// The place nearest to `x` over the whole curve, by search.
    pub fn nearest_of_all(&self, x: Vec3) -> Station {
        self.nearest(x, self.nearest_sample(x).s)
    }

    /// The part from arc length `from` to `to`, mm.
    pub fn part(&self, from: f64, to: f64) -> Self {
        let count = (((to - from) / SPACING).ceil() as usize).max(2);
        let dense: Vec<_> = (0..=count)
            .map(|i| {
                let station = self.at(from + (to - from) * i as f64 / count as f64);
                (station.centre, station.radius, station.oval)
            })
            .collect();
        Self::resampled(&dense)
    }

    /// The curve from its other end.
    pub fn reversed(mut self) -> Self {
        self.points.reverse();
        self.tangents.reverse();
        self.tangents.iter_mut().for_each(|tangent| *tangent = -*tangent);
        self.radii.reverse();
        self.ovals.reverse();
        self
    }

    /// The curve with a round lumen between two arc lengths, mm.
    pub fn rounded(mut self, (from, to): (f64, f64)) -> Self {
        for (i, oval) in self.ovals.iter_mut().enumerate() {
            if (from..=to).contains(&(i as f64 * self.spacing)) {
                *oval = 1.0;
            }
        }
        self
    }

    /// The curve with its radii replaced by `radius(s)`.
    pub fn with_radius(mut self, radius: impl Fn(f64, f64) -> f64) -> Self {
        for (i, r) in self.radii.iter_mut().enumerate() {
            *r = radius(i as f64 * self.spacing, *r);
        }
        self
    }
}

/// The unit vector along a `v` that is shorter than one by a little: two Newton steps for the inverse
/// of its length, to 1e-8 where neighbouring tangents are 15° apart.
#[inline]
fn almost_unit(v: Vec3) -> Vec3 {
    let square = v.length_squared();
    let inverse = 1.5 - 0.5 * square;
    v * (inverse * (1.5 - 0.5 * square * inverse * inverse))
}

/// Points and radii along the centripetal Catmull–Rom spline, [`CHORDS`] to a span.
fn spline_samples(points: &[Vec3], radii: &[f64], ovals: &[f64]) -> Vec<(Vec3, f64, f64)> {
    let last = points.len() - 1;
    let mut samples = vec![(points[0], radii[0], ovals[0])];
    for i in 0..last {
        let (b, c) = (points[i], points[i + 1]);
        let a = if i > 0 { points[i - 1] } else { b * 2.0 - c };
        let d = if i + 2 <= last { points[i + 2] } else { c * 2.0 - b };
        let (t1, t2, t3) = {
            let t1 = a.distance(b).sqrt();
            let t2 = t1 + b.distance(c).sqrt();
            (t1, t2, t2 + c.distance(d).sqrt())
        };
        for k in 1..=CHORDS {
            let fraction = k as f64 / CHORDS as f64;
            let t = t1 + (t2 - t1) * fraction;
            let ab = a.lerp(b, t / t1);
            let bc = b.lerp(c, (t - t1) / (t2 - t1));
            let cd = c.lerp(d, (t - t2) / (t3 - t2));
            let abc = ab.lerp(bc, t / t2);
            let bcd = bc.lerp(cd, (t - t1) / (t3 - t1));
            samples.push((
                abc.lerp(bcd, (t - t1) / (t2 - t1)),
                radii[i] + (radii[i + 1] - radii[i]) * fraction,
                ovals[i] + (ovals[i + 1] - ovals[i]) * fraction,
            ));
        }
    }
    samples
}

#[cfg(test)]
mod tests {
    use super::*;

    fn circle(radius: f64) -> Centreline {
        let points: Vec<_> = (0..=18)
            .map(|i| {
                let angle = i as f64 * 0.1;
                Vec3::new(radius * libm::cos(angle), radius * libm::sin(angle), 0.0)
            })
            .collect();
        Centreline::through(&points, &vec![3.0; points.len()])
    }

    #[test]
    fn a_curve_through_points_of_a_circle_is_that_circle() {
        let curve = circle(40.0);
        assert!((curve.length() - 1.8 * 40.0).abs() < 0.02, "length {}", curve.length());
        // The first and last span know only one neighbour.
        for i in 0..100 {
            let off = curve.at(4.0 + 64.0 * i as f64 / 99.0).centre.length() - 40.0;
            assert!(off.abs() < 0.002, "off the circle by {off} mm");
        }
    }

    #[test]
    fn the_nearest_place_moves_smoothly_past_samples() {
        let curve = circle(30.0);
        let mut last = curve.nearest(Vec3::new(33.0, 5.0, 0.5), 5.0).s;
        for i in 1..400 {
            let x = Vec3::new(33.0, 5.0 + i as f64 * 0.01, 0.5);
            let station = curve.nearest(x, last);
            let step = station.s - last;
            assert!((0.004..0.011).contains(&step), "jumped by {step} mm at step {i}");
            assert!((x - station.centre).dot(station.tangent).abs() < 1e-4);
            last = station.s;
        }
    }
}
