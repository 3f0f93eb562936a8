//! A symmetric banded system, factored without pivoting.
//!
//! Unknowns run x₀ θ₀ x₁ θ₁ … from the tip, four to a node, and one more for each further member
//! that turns about the same centreline. The stencil of one bend spans three nodes without the last
//! angles, so the half bandwidth is 2(3 + members) + 2: ten for a wire, twelve with a catheter around
//! it, fourteen with a guide around both. Factoring costs the same per node however long the wire
//! is. Rows have a fixed size, and each bandwidth has its own code, which lets the compiler unroll
//! and vectorise without bounds checks.
//!
//! Here and in the other rooms that a step passes node by node, what is called once per node is
//! always inlined: handed over out of line, its blocks go through memory, which costs a seventh of a
//! tick.

use super::coupling::{Coupling, Term};
use crate::sim::math::{Mat3, Vec3};

/// Length of a stored row: the widest half bandwidth plus the diagonal, and one for alignment.
const ROW: usize = 16;
/// Unknowns per node: three of position and an angle for each member.
const OF_POSITION: usize = 3;
/// A pivot at or below zero becomes at least this, N/mm: the step is then downhill.
const SMALLEST_PIVOT: f64 = 1e-3;

/// The upper half of a symmetric band matrix with a right-hand side.
#[derive(Clone, Debug, Default)]
pub struct Band {
    /// Half bandwidth.
    reach: usize,
    rows: Vec<[f64; ROW]>,
    /// Right-hand side.
    pub rhs: Vec<f64>,
    /// The answer of the last [`Band::solve`].
    pub solution: Vec<f64>,
    factor: Factor,
    /// What couples nodes that the band does not reach.
    coupling: Coupling,
}

/// A factored band: rows of D·Lᵀ and inverses of D, behind a padding of as many rows as couple with
/// one.
#[derive(Clone, Debug, Default)]
pub(super) struct Factor {
    /// Half bandwidth.
    reach: usize,
    upper: Vec<[f64; ROW]>,
    inverse: Vec<f64>,
}

impl Band {
    /// How far from the diagonal a row reaches.
    pub fn reach(&self) -> usize {
        self.reach
    }

    /// Empties the system and makes it one of `nodes` nodes with `members` angles each.
    pub fn reset(&mut self, nodes: usize, members: usize) {
        let stride = OF_POSITION + members;
        let size = stride * nodes;
        self.reach = 2 * stride + 2;
        self.rows.clear();
        self.rows.resize(size, [0.0; ROW]);
        self.rhs.clear();
        self.rhs.resize(size, 0.0);
        self.coupling.clear();
    }

    /// Adds to the entry in `row` and `column`, which is not left of `row`.
    #[inline(always)]
    pub fn add(&mut self, row: usize, column: usize, value: f64) {
        self.rows[row][column - row] += value;
    }

    /// The entry in `row` and `column` ≥ `row`.
    #[inline]
    pub fn entry(&self, row: usize, column: usize) -> f64 {
        let offset = column - row;
        if offset < ROW { self.rows[row][offset] } else { 0.0 }
    }

    /// Adds a symmetric 3×3 block on the diagonal.
    #[inline(always)]
    pub fn add_diagonal(&mut self, at: usize, block: &Mat3) {
        let (x, y, z) = (block.x_axis, block.y_axis, block.z_axis);
        let row = &mut self.rows[at];
        row[0] += x.x;
        row[1] += y.x;
        row[2] += z.x;
        let row = &mut self.rows[at + 1];
        row[0] += y.y;
        row[1] += z.y;
        self.rows[at + 2][0] += z.z;
    }

    /// Adds a full 3×3 block whose first row is `row` and first column `column` ≥ `row` + 3.
    #[inline(always)]
    pub fn add_block(&mut self, row: usize, column: usize, block: &Mat3) {
        let offset = column - row;
        let (x, y, z) = (block.x_axis, block.y_axis, block.z_axis);
        for (r, (x, y, z)) in
            [(x.x, y.x, z.x), (x.y, y.y, z.y), (x.z, y.z, z.z)].into_iter().enumerate()
        {
            let line = &mut self.rows[row + r];
            line[offset - r] += x;
            line[offset - r + 1] += y;
            line[offset - r + 2] += z;
        }
    }

    /// Adds a row of three in front of column `column` ≥ `row`: coupling of an angle with a
    /// position that comes after it.
    #[inline(always)]
    pub fn add_row(&mut self, row: usize, column: usize, v: Vec3) {
        let offset = column - row;
        let line = &mut self.rows[row];
        line[offset] += v.x;
        line[offset + 1] += v.y;
        line[offset + 2] += v.z;
    }

    /// Adds a column of three: coupling of a position with an angle that comes after it.
    #[inline(always)]
    pub fn add_column(&mut self, row: usize, column: usize, v: Vec3) {
        let offset = column - row;
        self.rows[row][offset] += v.x;
        self.rows[row + 1][offset - 1] += v.y;
        self.rows[row + 2][offset - 2] += v.z;
    }

    /// Adds a term that couples nodes however far apart: its unknowns are to be among the leading
    /// ones that are solved for.
    pub(super) fn couple(&mut self, term: Term) {
        self.coupling.push(term);
    }

    /// Solves the band alone for the leading `size` unknowns by LDLᵀ with `shift` added to every
    /// diagonal entry; the system stays as it is, the answer is in [`Band::solution`]. Returns how
    /// many pivots had to be lifted.
    pub fn solve(&mut self, size: usize, shift: f64) -> usize {
        match self.reach {
            ..=10 => self.solve_within::<10>(size, shift),
            11..=12 => self.solve_within::<12>(size, shift),
            _ => self.solve_within::<14>(size, shift),
        }
    }

    /// Makes the answer of [`Band::solve`] that of the whole system, with what couples nodes far apart.
    pub fn correct(&mut self, size: usize) {
        if !self.coupling.is_empty() {
            self.coupling.correct(&self.factor, &mut self.solution[..size]);
        }
    }

    /// [`Band::solve`] with half bandwidth `REACH`.
    ///
    /// The factorisation looks left: the rows before a row are eliminated from it while it is held
    /// in registers, so each row is stored once. The row just before comes last, since it alone
    /// waits for its pivot. Ranges are half open: the compiler does not unroll inclusive ones, and
    /// then factoring takes nearly twice as long.
    fn solve_within<const REACH: usize>(&mut self, size: usize, shift: f64) -> usize {
        let Self { rows, rhs, factor, solution, .. } = self;
        let Factor { reach, upper, inverse } = factor;
        *reach = REACH;
        let padded = size + 2 * REACH;
        upper.resize(padded, [0.0; ROW]);
        inverse.resize(padded, 0.0);
        solution.resize(padded, 0.0);
        upper[..REACH].fill([0.0; ROW]);
        inverse[..REACH].fill(0.0);
        solution[..REACH].fill(0.0);
        let mut lifted = 0;
        for j in 0..size {
            let mut row = rows[j];
            row[0] += shift;
            let mut known = rhs[j];
            let above: &[[f64; ROW]; REACH] = before(upper, j);
            let scale: &[f64; REACH] = before(inverse, j);
            let reduced: &[f64; REACH] = before(solution, j);
            macro_rules! take_away {
                ($($k:literal)*) => { $(
                    if $k <= REACH {
                        let (distance, from) = ($k, REACH - $k);
                        let share = above[from][distance] * scale[from];
                        for m in 0..REACH + 1 - distance {
                            row[m] -= share * above[from][distance + m];
                        }
                        known -= share * reduced[from];
                    }
                )* };
            }
            take_away!(14 13 12 11 10 9 8 7 6 5 4 3 2 1);
            let mut pivot = row[0];
            if pivot <= 0.0 {
                pivot = pivot.abs().max(SMALLEST_PIVOT);
                lifted += 1;
            }
            upper[j + REACH] = row;
            inverse[j + REACH] = 1.0 / pivot;
            solution[j + REACH] = known;
        }
        upper[size + REACH..].fill([0.0; ROW]);
        solution[size + REACH..].fill(0.0);
        for j in (0..size).rev() {
            let row = &upper[j + REACH];
            let ahead: &[f64; REACH] = before(&solution[REACH + 1..], j);
            // Three sums side by side wait less for one another; the next unknown comes last.
            let mut far = [0.0; 3];
            for k in (2..REACH + 1).rev() {
                far[k % 3] += row[k] * ahead[k - 1];
            }
            let known = solution[j + REACH] - (far[0] + far[1] + far[2]);
            solution[j + REACH] = (known - row[1] * ahead[0]) * inverse[j + REACH];
        }
        solution.drain(..REACH);
        lifted
    }
}

impl Factor {
    /// Solves for another right-hand side, in place; it is zero before `first`.
    pub fn substitute(&self, x: &mut [f64], first: usize) {
        let (reach, size) = (self.reach, x.len());
        for j in first..size {
            let row = &self.upper[j + reach];
            let share = x[j] * self.inverse[j + reach];
            let ahead = &mut x[j + 1..(j + 1 + reach).min(size)];
            for (x, entry) in ahead.iter_mut().zip(&row[1..]) {
                *x -= share * entry;
            }
        }
        for j in (0..size).rev() {
            let row = &self.upper[j + reach];
            let ahead = &x[j + 1..(j + 1 + reach).min(size)];
            let known: f64 = ahead.iter().zip(&row[1..]).map(|(x, entry)| x * entry).sum();
            x[j] = (x[j] - known) * self.inverse[j + reach];
        }
    }
}

/// The entries that stand before `j` in a list that begins with as many entries of padding.
#[inline]
fn before<T, const N: usize>(list: &[T], j: usize) -> &[T; N] {
    list[j..j + N].try_into().expect("lists are padded by the bandwidth")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::random::stream;
    use rand::RngExt;

    #[test]
    fn solves_a_random_positive_definite_band() {
        for members in 1..=3 {
            solves_with(members);
        }
    }

    fn solves_with(members: usize) {
        let mut random = stream(1, "band");
        let mut band = Band::default();
        band.reset(15, members);
        let size = 15 * (OF_POSITION + members) - 1;
        let mut dense = vec![0.0; size * size];
        for i in 0..size {
            for j in i..(i + band.reach() + 1).min(size) {
                let value = if i == j { 18.0 } else { random.random_range(-1.0..1.0) };
                dense[i * size + j] = value;
                dense[j * size + i] = value;
                band.add(i, j, value);
            }
        }
        let solution: Vec<f64> = (0..size).map(|_| random.random_range(-3.0..3.0)).collect();
        for i in 0..size {
            band.rhs[i] = (0..size).map(|j| dense[i * size + j] * solution[j]).sum();
        }
        assert_eq!(band.solve(size, 0.0), 0);
        for (i, expected) in solution.iter().enumerate() {
            assert!((band.solution[i] - expected).abs() < 1e-11, "unknown {i}");
        }

        // Terms a thousand times stiffer than the band, two of them over the same nodes.
        let stride = OF_POSITION + members;
        let mut vector =
            || Vec3::from_array(core::array::from_fn(|_| random.random_range(-1.0..1.0)));
        for nodes in [[0, 1, 8, 9], [0, 1, 9, 10], [0, 1, 8, 9], [3, 4, 12, 13]] {
            let term = nodes.map(|node| (stride * node, vector() * 100.0));
            let along: f64 =
                term.iter().map(|&(at, w)| w.dot(Vec3::from_slice(&solution[at..at + 3]))).sum();
            for (at, w) in term {
                for axis in 0..3 {
                    band.rhs[at + axis] += w[axis] * along;
                }
            }
            band.couple(term);
        }
        band.solve(size, 0.0);
        band.correct(size);
        for (i, expected) in solution.iter().enumerate() {
            let error = band.solution[i] - expected;
            assert!(error.abs() < 1e-9, "unknown {i} of {members}, coupled: off by {error}");
        }
    }
}
