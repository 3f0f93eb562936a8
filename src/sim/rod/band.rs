//! A symmetric banded system, factored without pivoting.
//!
//! Unknowns run x₀ θ₀ x₁ θ₁ … from the tip, four to a node. The stencil of one bend spans three
//! nodes without the last angle, eleven unknowns, so the half bandwidth is ten. Rows have a fixed
//! size, which lets the compiler unroll and vectorise without bounds checks.

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
    /// Right-hand side, overwritten by the solution.
    pub rhs: Vec<f64>,
}

impl Band {
    /// Empties the system and gives it `size` unknowns.
    pub fn reset(&mut self, size: usize) {
        self.rows.clear();
        self.rows.resize(size, [0.0; ROW]);
        self.rhs.clear();
        self.rhs.resize(size, 0.0);
    }

    /// Adds to the entry in `row` and `column`, which is not left of `row`.
    #[inline]
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
    #[inline]
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
    #[inline]
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
    #[inline]
    pub fn add_row(&mut self, row: usize, column: usize, v: Vec3) {
        let offset = column - row;
        let line = &mut self.rows[row];
        line[offset] += v.x;
        line[offset + 1] += v.y;
        line[offset + 2] += v.z;
    }

    /// Adds a column of three: coupling of a position with an angle that comes after it.
    #[inline]
    pub fn add_column(&mut self, row: usize, column: usize, v: Vec3) {
        let offset = column - row;
        self.rows[row][offset] += v.x;
        self.rows[row + 1][offset - 1] += v.y;
        self.rows[row + 2][offset - 2] += v.z;
    }

    /// Solves for the leading `size` unknowns in place by right-looking LDLᵀ; the rest of the
    /// right-hand side is left alone. Returns how many pivots had to be lifted.
    pub fn solve(&mut self, size: usize) -> usize {
        let mut lifted = 0;
        let padded = size + WIDTH;
        if self.rows.len() < padded {
            self.rows.resize(padded, [0.0; ROW]);
            self.rhs.resize(padded, 0.0);
        }
        for j in 0..size {
            let mut pivot = self.rows[j][0];
            if pivot <= 0.0 {
                pivot = pivot.abs().max(SMALLEST_PIVOT);
                lifted += 1;
            }
            let inverse = 1.0 / pivot;
            let row = self.rows[j];
            let b = self.rhs[j];
            self.rhs[j] = b * inverse;
            let mut scaled = [0.0; ROW];
            for k in 1..WIDTH {
                scaled[k] = row[k] * inverse;
            }
            let tail: &mut [[f64; ROW]; WIDTH] = (&mut self.rows[j..j + WIDTH])
                .try_into()
                .expect("rows are padded by the bandwidth");
            let rhs: &mut [f64; WIDTH] =
                (&mut self.rhs[j..j + WIDTH]).try_into().expect("rows are padded by the bandwidth");
            for k in 1..WIDTH {
                let l = scaled[k];
                let target = &mut tail[k];
                for m in 0..WIDTH - k {
                    target[m] -= l * row[k + m];
                }
                rhs[k] -= l * b;
            }
            self.rows[j] = scaled;
        }
        for j in (0..size).rev() {
            let row = &self.rows[j];
            let ahead = WIDTH.min(size - j);
            let mut sums = [0.0; 4];
            for k in 1..ahead {
                sums[k & 3] += row[k] * self.rhs[j + k];
            }
            self.rhs[j] -= (sums[0] + sums[1]) + (sums[2] + sums[3]);
        }
        lifted
    }
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
        assert_eq!(band.solve(size), 0);
        for (i, expected) in solution.iter().enumerate() {
            assert!((band.rhs[i] - expected).abs() < 1e-11, "unknown {i}");
        }
    }
}
