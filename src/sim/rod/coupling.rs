//! Stiffness between nodes that lie far apart along the wire, where it touches itself.
//!
//! Each contact is one term w wᵀ over the nodes at both ends of two edges, far outside the band. The
//! band B is factored as ever and the terms W come in by Woodbury's identity (1950),
//!
//! ```text
//! (B + W Wᵀ)⁻¹ = B⁻¹ − B⁻¹W (1 + Wᵀ B⁻¹ W)⁻¹ Wᵀ B⁻¹ ,
//! ```
//!
//! at the price of one substitution for each term and a small dense system. With B positive definite
//! so is the small matrix: terms that push can only stiffen, and the step stays downhill.

use super::band::Factor;
use crate::sim::math::Vec3;

/// One term: the first unknown of each of its nodes, and w there. Its stiffness is w wᵀ.
pub(super) type Term = [(usize, Vec3); 4];

/// The terms of a system, and what is worked out of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Coupling {
    terms: Vec<Term>,
    /// B⁻¹W, one column after another.
    columns: Vec<Vec<f64>>,
    /// 1 + WᵀB⁻¹W, row by row, then its Cholesky factor.
    small: Vec<f64>,
    shares: Vec<f64>,
}

impl Coupling {
    pub fn clear(&mut self) {
        self.terms.clear();
    }

    pub fn push(&mut self, term: Term) {
        self.terms.push(term);
    }

    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Makes `solution`, that of the band alone for its leading unknowns, the whole system's.
    pub fn correct(&mut self, factor: &Factor, solution: &mut [f64]) {
        let count = self.terms.len();
        self.columns.resize(count.max(self.columns.len()), Vec::new());
        for (term, column) in self.terms.iter().zip(&mut self.columns) {
            column.clear();
            column.resize(solution.len(), 0.0);
            for &(at, w) in term {
                column[at] += w.x;
                column[at + 1] += w.y;
                column[at + 2] += w.z;
            }
            let first = term.iter().map(|(at, _)| *at).min().unwrap_or(0);
            factor.substitute(column, first);
        }
        self.small.clear();
        self.shares.clear();
        for (i, term) in self.terms.iter().enumerate() {
            let row = self.columns[..count].iter().map(|column| along(term, column));
            self.small.extend(row);
            self.small[i * count + i] += 1.0;
            self.shares.push(along(term, solution));
        }
        solve_cholesky(&mut self.small, &mut self.shares);
        for (column, share) in self.columns.iter().zip(&self.shares) {
            for (x, c) in solution.iter_mut().zip(column) {
                *x -= share * c;
            }
        }
    }
}

/// wᵀ`x` of a term.
fn along(term: &Term, x: &[f64]) -> f64 {
    term.iter().map(|&(at, w)| w.dot(Vec3::from_slice(&x[at..at + 3]))).sum()
}

/// Solves the symmetric positive definite `a` (row by row) for `b`, in place.
fn solve_cholesky(a: &mut [f64], b: &mut [f64]) {
    let n = b.len();
    for j in 0..n {
        for i in j..n {
            let known: f64 = (0..j).map(|k| a[i * n + k] * a[j * n + k]).sum();
            let rest = a[i * n + j] - known;
            a[i * n + j] =
                if i == j { rest.max(f64::MIN_POSITIVE).sqrt() } else { rest / a[j * n + j] };
        }
        let known: f64 = (0..j).map(|k| a[j * n + k] * b[k]).sum();
        b[j] = (b[j] - known) / a[j * n + j];
    }
    for j in (0..n).rev() {
        let known: f64 = (j + 1..n).map(|k| a[k * n + j] * b[k]).sum();
        b[j] = (b[j] - known) / a[j * n + j];
    }
}
