//! Random numbers of the kinds that patients are made of.

use crate::sim::random::Xoshiro256PlusPlus;
use crate::sim::units::TURN;
use rand::RngExt;

/// Farthest that a normal draw lies from its mean, standard deviations: nobody is a giant.
const FARTHEST: f64 = 2.5;

/// A standard normal draw, by Box and Muller; one beyond `FARTHEST` is drawn anew.
pub(super) fn standard(random: &mut Xoshiro256PlusPlus) -> f64 {
    loop {
        let (u, v): (f64, f64) = (random.random_range(0.0..1.0), random.random_range(0.0..TURN));
        let draw = libm::sqrt(-2.0 * libm::log(1.0 - u)) * libm::cos(v);
        if draw.abs() < FARTHEST {
            return draw;
        }
    }
}

/// A normal draw of this mean and standard deviation that lies within `range`.
pub(super) fn normal(
    random: &mut Xoshiro256PlusPlus,
    (mean, sd): (f64, f64),
    range: (f64, f64),
) -> f64 {
    loop {
        let draw = mean + sd * standard(random);
        if (range.0..=range.1).contains(&draw) {
            return draw;
        }
    }
}

/// An even draw.
pub(super) fn even(random: &mut Xoshiro256PlusPlus, (from, to): (f64, f64)) -> f64 {
    if from < to { random.random_range(from..to) } else { from }
}

/// True with this chance.
pub(super) fn chance(random: &mut Xoshiro256PlusPlus, chance: f64) -> bool {
    random.random_range(0.0..1.0) < chance
}

/// One of `these`.
pub(super) fn one_of<T: Copy>(random: &mut Xoshiro256PlusPlus, these: &[T]) -> T {
    these[random.random_range(0..these.len())]
}

/// The value of a distribution below which the share `share` of its draws lie, given by such pairs of
/// share and value with straight lines between them.
pub(super) fn quantile(table: &[(f64, f64)], share: f64) -> f64 {
    for pair in table.windows(2) {
        let ((a, x), (b, y)) = (pair[0], pair[1]);
        if share <= b {
            return x + (y - x) * (share - a) / (b - a);
        }
    }
    table[table.len() - 1].1
}

/// A length as one would write it in a file, mm.
pub(super) fn tenth(length: f64) -> f64 {
    libm::round(length * 10.0) / 10.0
}

/// The same to a hundredth.
pub(super) fn hundredth(length: f64) -> f64 {
    libm::round(length * 100.0) / 100.0
}
