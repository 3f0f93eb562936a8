//! A symmetric banded system, factored without pivoting.
//!
//! Unknowns run x₀ θ₀ x₁ θ₁ … from the tip, four to a node. The stencil of one bend spans three
//! nodes without the last angle, eleven unknowns, so the half bandwidth is ten: factoring costs the
//! same per node however long the wire is. Rows have a fixed size, which lets the compiler unroll and
//! vectorise without bounds checks.
//!
//! Here and in the other rooms that a step passes node by node, what is called once per node is
//! always inlined: handed over out of line, its blocks go through memory, which costs a seventh of a
//! tick.

use crate::sim::math::{Mat3, Vec3};

/// Half bandwidth plus the diagonal.
const WIDTH: usize = 11;
/// Length of a stored row.
const ROW: usize = 12;
/// A pivot at or below zero becomes at least this, N/mm: the step is then downhill.
const SMALLEST_PIVOT: f64 = 1e-3;

/// The upper half of a symmetric band matrix with a right-hand side.
#[derive(Clone, Debug, Default)]
pub struct Band {
    rows: Vec<[f64; ROW]>,
    /// Right-hand side.
    pub rhs: Vec<f64>,
    /// The answer of the last [`Band::solve`].
    pub solution: Vec<f64>,
    /// Rows of D·Lᵀ and inverses of D, behind a padding of as many rows as couple with one.
    upper: Vec<[f64; ROW]>,
    inverse: Vec<f64>,
}

impl Band {
    /// How far from the diagonal a row reaches.
    pub const REACH: usize = WIDTH - 1;

    /// Empties the system and gives it `size` unknowns.
    pub fn reset(&mut self, size: usize) {
        self.rows.clear();
        self.rows.resize(size, [0.0; ROW]);
        self.rhs.clear();
        self.rhs.resize(size, 0.0);
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
        if offset < WIDTH { self.rows[row][offset] } else { 0.0 }
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

    /// Solves for the leading `size` unknowns by LDLᵀ with `shift` added to every diagonal entry;
    /// the system stays as it is, the answer is in [`Band::solution`]. Returns how many pivots had
    /// to be lifted.
    ///
    /// The factorisation looks left: the ten rows before a row are eliminated from it while it is
    /// held in registers, so each row is stored once. The row just before comes last, since it alone
    /// waits for its pivot.
    pub fn solve(&mut self, size: usize, shift: f64) -> usize {
        const BEFORE: usize = Band::REACH;
        let Self { rows, rhs, upper, inverse, solution } = self;
        let padded = size + 2 * BEFORE;
        upper.resize(padded, [0.0; ROW]);
        inverse.resize(padded, 0.0);
        solution.resize(padded, 0.0);
        upper[..BEFORE].fill([0.0; ROW]);
        inverse[..BEFORE].fill(0.0);
        solution[..BEFORE].fill(0.0);
        let mut lifted = 0;
        for j in 0..size {
            let mut row = rows[j];
            row[0] += shift;
            let mut known = rhs[j];
            let above: &[[f64; ROW]; BEFORE] = before(upper, j);
            let scale: &[f64; BEFORE] = before(inverse, j);
            let reduced: &[f64; BEFORE] = before(solution, j);
            macro_rules! take_away {
                ($($k:literal)*) => { $(
                    let share = above[BEFORE - $k][$k] * scale[BEFORE - $k];
                    for m in 0..WIDTH - $k {
                        row[m] -= share * above[BEFORE - $k][$k + m];
                    }
                    known -= share * reduced[BEFORE - $k];
                )* };
            }
            take_away!(10 9 8 7 6 5 4 3 2 1);
            let mut pivot = row[0];
            if pivot <= 0.0 {
                pivot = pivot.abs().max(SMALLEST_PIVOT);
                lifted += 1;
            }
            upper[j + BEFORE] = row;
            inverse[j + BEFORE] = 1.0 / pivot;
            solution[j + BEFORE] = known;
        }
        upper[size + BEFORE..].fill([0.0; ROW]);
        solution[size + BEFORE..].fill(0.0);
        for j in (0..size).rev() {
            let row = &upper[j + BEFORE];
            let ahead: &[f64; BEFORE] = before(&solution[BEFORE + 1..], j);
            let far = (row[10] * ahead[9] + row[9] * ahead[8] + row[8] * ahead[7])
                + (row[7] * ahead[6] + row[6] * ahead[5] + row[5] * ahead[4])
                + (row[4] * ahead[3] + row[3] * ahead[2] + row[2] * ahead[1]);
            let known = solution[j + BEFORE] - far;
            solution[j + BEFORE] = (known - row[1] * ahead[0]) * inverse[j + BEFORE];
        }
        solution.drain(..BEFORE);
        lifted
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
        let size = 61;
        let mut random = stream(1, "band");
        let mut dense = vec![0.0; size * size];
        let mut band = Band::default();
        band.reset(size);
        for i in 0..size {
            for j in i..(i + WIDTH).min(size) {
                let value = if i == j { 14.0 } else { random.random_range(-1.0..1.0) };
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
    }
}
