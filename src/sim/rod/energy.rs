//! Elastic energies of the rod with their full derivatives.
//!
//! A node between the proximal edge e and the distal edge f has the integrated curvature binormal
//! κb = 2 tₑ×t_f/(1 + tₑ·t_f). Where the wire is naturally straight its bending energy
//! ½ EI/l |κb|² depends on tₑ·t_f alone, and no frame is needed; in the curved tip the material
//! components κ₁, κ₂ and their full Hessian are used (Bergou et al. 2010; the second derivatives as
//! in Panetta et al. 2019). Gauss–Newton would be cheaper and does not converge: the wire in a
//! vein is always near buckling, where geometric stiffness is all.

use super::band::Band;
use super::{Member, Rod};
use crate::sim::math::{Mat3, Vec3, cross_matrix, outer};

/// Two edges may not fold back on each other closer than this (1 + cos of the angle between).
const SHARPEST_FOLD: f64 = 1e-3;

impl Rod {
    /// Unknowns per node.
    #[inline]
    pub(super) fn stride(&self) -> usize {
        3 + self.members.len()
    }

    /// Adds the stretching of every edge: EA/2l (|e| − l)². The geometric stiffness takes the
    /// axial force of the *last prediction*, since the transient strain of a stiff rod between two
    /// iterations says nothing of the force at their end.
    pub(super) fn add_stretching(&self, band: &mut Band) {
        let (stride, grid) = (self.stride(), self.grid());
        let stiffness = grid.axial_stiffness;
        for i in 0..self.x.len() - 1 {
            let (rest, t) = (grid.edge_length[i], self.tangent[i]);
            let force = stiffness * (self.length[i] / rest - 1.0);
            let across = self.axial_force[i].max(-0.2 * stiffness) / self.length[i];
            let along = stiffness / rest - across;
            let block = outer(t, t) * along + Mat3::from_diagonal(Vec3::splat(across));
            let (here, proximal) = (stride * i, stride * (i + 1));
            band.add_diagonal(here, &block);
            band.add_diagonal(proximal, &block);
            band.add_block(here, proximal, &-block);
            add_gradient(band, here, t * force);
            add_gradient(band, proximal, t * -force);
        }
    }

    /// Adds bending and twisting at every inner node.
    pub(super) fn add_bending_and_twisting(&self, band: &mut Band) {
        match self.members.len() {
            1 => self.add_members::<1>(band),
            2 => self.add_members::<2>(band),
            _ => self.add_members::<3>(band),
        }
    }

    fn add_members<const MEMBERS: usize>(&self, band: &mut Band) {
        let members: [&Member; MEMBERS] = core::array::from_fn(|k| &self.members[k]);
        for i in 1..self.x.len() - 1 {
            let node = NodeFrame::of(self, i);
            let mut d = Derivatives::ZERO;
            let mut angles = [AngleDerivatives::ZERO; MEMBERS];
            let (mut straight, mut torsion, mut torque) = (0.0, 0.0, 0.0);
            for (member, by_angles) in members.iter().zip(&mut angles) {
                let grid = &member.grid;
                if grid.natural_turn[i] == 0.0 {
                    straight += grid.bending[i];
                } else {
                    curved_bending(self, member, i, &node, &mut d, by_angles);
                }
                let (k, m) = (grid.twisting[i], self.twist_of(member, i));
                twisting(&node, k, m, by_angles);
                torsion += k;
                torque += k * m;
            }
            straight_bending(&node, straight, &mut d);
            turning_frames(&node, torsion, torque, &mut d);
            d.scatter(&angles, i, band);
        }
    }

    /// Adds the forces (N) of `member`'s own bending and twisting to those on the nodes.
    pub(super) fn add_forces_of(&self, member: &Member, forces: &mut [Vec3]) {
        for i in 1..self.x.len() - 1 {
            let grid = &member.grid;
            let node = NodeFrame::of(self, i);
            let mut d = Derivatives::ZERO;
            if grid.natural_turn[i] == 0.0 {
                straight_bending(&node, grid.bending[i], &mut d);
            } else {
                curved_bending(self, member, i, &node, &mut d, &mut { AngleDerivatives::ZERO });
            }
            let torque = grid.twisting[i] * self.twist_of(member, i);
            turning_frames(&node, grid.twisting[i], torque, &mut d);
            forces[i - 1] -= d.f;
            forces[i] -= d.e - d.f;
            forces[i + 1] += d.e;
        }
    }

    /// Elastic energy, N·mm.
    pub fn elastic_energy(&self) -> f64 {
        let stretch: f64 = (0..self.x.len() - 1)
            .map(|i| {
                let rest = self.grid().edge_length[i];
                0.5 * self.grid().axial_stiffness / rest * (self.length[i] - rest).powi(2)
            })
            .sum();
        let rest: f64 = (1..self.x.len() - 1)
            .map(|i| {
                let node = NodeFrame::of(self, i);
                let of_member = |member: &Member| {
                    let grid = &member.grid;
                    let bend = if grid.natural_turn[i] == 0.0 {
                        2.0 * grid.bending[i] * (2.0 - node.chi) / node.chi
                    } else {
                        let c = Curvatures::of(self, member, i, &node);
                        0.5 * grid.bending[i] * (c.excess[0].powi(2) + c.excess[1].powi(2))
                    };
                    bend + 0.5 * grid.twisting[i] * self.twist_of(member, i).powi(2)
                };
                self.members.iter().map(of_member).sum::<f64>()
            })
            .sum();
        stretch + rest
    }
}

#[inline]
fn add_gradient(band: &mut Band, at: usize, g: Vec3) {
    band.rhs[at] -= g.x;
    band.rhs[at + 1] -= g.y;
    band.rhs[at + 2] -= g.z;
}

/// Geometry of one node: proximal edge e, distal edge f.
struct NodeFrame {
    te: Vec3,
    tf: Vec3,
    /// 1/|e| and 1/|f|.
    inv_e: f64,
    inv_f: f64,
    /// 1 + tₑ·t_f.
    chi: f64,
    /// (tₑ + t_f)/χ.
    mean: Vec3,
    /// Curvature binormal.
    kb: Vec3,
}

impl NodeFrame {
    #[inline(always)]
    fn of(rod: &Rod, i: usize) -> Self {
        let (te, tf) = (rod.tangent[i], rod.tangent[i - 1]);
        let chi = (1.0 + te.dot(tf)).max(SHARPEST_FOLD);
        Self {
            te,
            tf,
            inv_e: 1.0 / rod.length[i],
            inv_f: 1.0 / rod.length[i - 1],
            chi,
            mean: (te + tf) / chi,
            kb: te.cross(tf) * (2.0 / chi),
        }
    }
}

/// First and second derivatives of one node's energy by its edges e, f.
struct Derivatives {
    e: Vec3,
    f: Vec3,
    ee: Mat3,
    ff: Mat3,
    /// Rows f, columns e.
    fe: Mat3,
}

/// The same by one member's angles at e and f, and mixed.
#[derive(Clone, Copy)]
struct AngleDerivatives {
    angle_e: f64,
    angle_f: f64,
    e_angle_e: Vec3,
    e_angle_f: Vec3,
    f_angle_e: Vec3,
    f_angle_f: Vec3,
    angle_ee: f64,
    angle_ff: f64,
    angle_ef: f64,
}

impl AngleDerivatives {
    const ZERO: Self = Self {
        angle_e: 0.0,
        angle_f: 0.0,
        e_angle_e: Vec3::ZERO,
        e_angle_f: Vec3::ZERO,
        f_angle_e: Vec3::ZERO,
        f_angle_f: Vec3::ZERO,
        angle_ee: 0.0,
        angle_ff: 0.0,
        angle_ef: 0.0,
    };
}

impl Derivatives {
    const ZERO: Self =
        Self { e: Vec3::ZERO, f: Vec3::ZERO, ee: Mat3::ZERO, ff: Mat3::ZERO, fe: Mat3::ZERO };

    /// From edges to nodes: e = xᵢ − xᵢ₊₁, f = xᵢ₋₁ − xᵢ.
    #[inline(always)]
    fn scatter<const MEMBERS: usize>(
        &self,
        angles: &[AngleDerivatives; MEMBERS],
        i: usize,
        band: &mut Band,
    ) {
        let stride = 3 + MEMBERS;
        let (distal, here, proximal) = (stride * (i - 1), stride * i, stride * (i + 1));
        add_gradient(band, distal, self.f);
        add_gradient(band, here, self.e - self.f);
        add_gradient(band, proximal, -self.e);

        let ef = self.fe.transpose();
        band.add_diagonal(distal, &self.ff);
        band.add_block(distal, here, &(self.fe - self.ff));
        band.add_block(distal, proximal, &-self.fe);
        band.add_diagonal(here, &(self.ee + self.ff - self.fe - ef));
        band.add_block(here, proximal, &(self.fe - self.ee));
        band.add_diagonal(proximal, &self.ee);

        for (member, by) in angles.iter().enumerate() {
            let (angle_f, angle_e) = (distal + 3 + member, here + 3 + member);
            band.rhs[angle_f] -= by.angle_f;
            band.rhs[angle_e] -= by.angle_e;
            band.add_column(distal, angle_f, by.f_angle_f);
            band.add_column(distal, angle_e, by.f_angle_e);
            band.add_row(angle_f, here, by.e_angle_f - by.f_angle_f);
            band.add_column(here, angle_e, by.e_angle_e - by.f_angle_e);
            band.add_row(angle_f, proximal, -by.e_angle_f);
            band.add_row(angle_e, proximal, -by.e_angle_e);
            band.add(angle_f, angle_f, by.angle_ff);
            band.add(angle_f, angle_e, by.angle_ef);
            band.add(angle_e, angle_e, by.angle_ee);
        }
    }
}

/// ½ k |κb|² = 2k (1 − c)/(1 + c) with c = tₑ·t_f.
#[inline(always)]
fn straight_bending(n: &NodeFrame, k: f64, d: &mut Derivatives) {
    let inv_chi = 1.0 / n.chi;
    let first = -4.0 * k * inv_chi * inv_chi;
    let second = -2.0 * first * inv_chi;
    let c = n.chi - 1.0;
    let across_e = n.tf - n.te * c;
    let across_f = n.te - n.tf * c;
    let (a, b) = (across_e * n.inv_e, across_f * n.inv_f);
    d.e += a * first;
    d.f += b * first;
    let (ee, ff) = (first * n.inv_e * n.inv_e, first * n.inv_f * n.inv_f);
    let te_te = outer(n.te, n.te);
    let tf_tf = outer(n.tf, n.tf);
    let e_mix = outer(n.te, across_e);
    let f_mix = outer(n.tf, across_f);
    d.ee += outer(a, a * second) - (e_mix + e_mix.transpose() + (Mat3::IDENTITY - te_te) * c) * ee;
    d.ff += outer(b, b * second) - (f_mix + f_mix.transpose() + (Mat3::IDENTITY - tf_tf) * c) * ff;
    d.fe += outer(b, a * second)
        + (Mat3::IDENTITY - te_te - tf_tf + outer(n.tf, n.te * c)) * (first * n.inv_e * n.inv_f);
}

/// ½ k m² with a member's twist m = θ_f − θₑ + reference twist: what its angles have to do with it.
#[inline(always)]
fn twisting(n: &NodeFrame, k: f64, m: f64, d: &mut AngleDerivatives) {
    let by_e = n.kb * (0.5 * n.inv_e);
    let by_f = n.kb * (0.5 * n.inv_f);
    let torque = k * m;
    d.angle_e -= torque;
    d.angle_f += torque;
    d.angle_ee += k;
    d.angle_ff += k;
    d.angle_ef -= k;
    d.e_angle_e -= by_e * k;
    d.e_angle_f += by_e * k;
    d.f_angle_e -= by_f * k;
    d.f_angle_f += by_f * k;
}

/// What edges that turn have to do with it, through the reference twist, which all members share:
/// `k` and `torque` are the sums over them.
#[inline(always)]
fn turning_frames(n: &NodeFrame, k: f64, torque: f64, d: &mut Derivatives) {
    let by_e = n.kb * (0.5 * n.inv_e);
    let by_f = n.kb * (0.5 * n.inv_f);
    d.e += by_e * torque;
    d.f += by_f * torque;
    let ee = outer(n.kb, n.te + n.mean);
    let ff = outer(n.kb, n.tf + n.mean);
    d.ee += outer(by_e, by_e * k) - (ee + ee.transpose()) * (0.25 * torque * n.inv_e * n.inv_e);
    d.ff += outer(by_f, by_f * k) - (ff + ff.transpose()) * (0.25 * torque * n.inv_f * n.inv_f);
    let ef = cross_matrix(n.te) * (2.0 / n.chi) - outer(n.kb, n.mean);
    d.fe += outer(by_f, by_e * k) + ef.transpose() * (0.5 * torque * n.inv_e * n.inv_f);
}

/// The two material curvatures of a member at a node less their natural values.
struct Curvatures {
    /// Material directors of e and f: first and second.
    e: [Vec3; 2],
    f: [Vec3; 2],
    kappa: [f64; 2],
    excess: [f64; 2],
}

impl Curvatures {
    fn of(rod: &Rod, member: &Member, i: usize, n: &NodeFrame) -> Self {
        let pair = |edge: usize, t: Vec3| {
            let first = rod.director_of(member, edge);
            [first, t.cross(first)]
        };
        let (e, f) = (pair(i, n.te), pair(i - 1, n.tf));
        let kappa = [0.5 * n.kb.dot(e[1] + f[1]), -0.5 * n.kb.dot(e[0] + f[0])];
        // A positive first curvature turns the tip towards the first director.
        Self { e, f, kappa, excess: [kappa[0] - member.grid.natural_turn[i], kappa[1]] }
    }
}

/// ½ k ((κ₁ − κ̄)² + κ₂²) in the material frame.
fn curved_bending(
    rod: &Rod,
    member: &Member,
    i: usize,
    n: &NodeFrame,
    d: &mut Derivatives,
    by: &mut AngleDerivatives,
) {
    let k = member.grid.bending[i];
    let c = Curvatures::of(rod, member, i, n);
    // κ₁ pairs with the second directors, κ₂ with minus the first.
    for (j, (other, sign)) in [(1, 1.0), (0, -1.0)].into_iter().enumerate() {
        let (kappa, force) = (c.kappa[j], k * c.excess[j]);
        let (de, df) = (c.e[other] * sign, c.f[other] * sign);
        let mean_d = (de + df) / n.chi;
        let (tf_d, te_d) = (n.tf.cross(mean_d), n.te.cross(mean_d));
        let by_e = (n.mean * -kappa + tf_d) * n.inv_e;
        let by_f = (n.mean * -kappa - te_d) * n.inv_f;
        // Turning a second director gives minus the first, and the other way round.
        let (turned_e, turned_f) = (n.te.cross(de), n.tf.cross(df));
        let by_angle_e = 0.5 * n.kb.dot(turned_e);
        let by_angle_f = 0.5 * n.kb.dot(turned_f);

        d.e += by_e * force;
        d.f += by_f * force;
        by.angle_e += by_angle_e * force;
        by.angle_f += by_angle_f * force;

        let mean_mean = outer(n.mean, n.mean) * (2.0 * kappa);
        let mix_e = outer(tf_d, n.mean);
        let mix_f = outer(te_d, n.mean);
        let kb_e = outer(n.kb, de);
        let kb_f = outer(n.kb, df);
        let ee = (mean_mean
            - mix_e
            - mix_e.transpose()
            - (Mat3::IDENTITY - outer(n.te, n.te)) * (kappa / n.chi)
            + (kb_e + kb_e.transpose()) * 0.25)
            * (n.inv_e * n.inv_e);
        let ff = (mean_mean + mix_f + mix_f.transpose()
            - (Mat3::IDENTITY - outer(n.tf, n.tf)) * (kappa / n.chi)
            + (kb_f + kb_f.transpose()) * 0.25)
            * (n.inv_f * n.inv_f);
        let ef = (mean_mean - (Mat3::IDENTITY + outer(n.te, n.tf)) * (kappa / n.chi) - mix_e
            + mix_f.transpose()
            - cross_matrix(mean_d))
            * (n.inv_e * n.inv_f);
        d.ee += outer(by_e, by_e * k) + ee * force;
        d.ff += outer(by_f, by_f * k) + ff * force;
        d.fe += outer(by_f, by_e * k) + ef.transpose() * force;

        let second_e = -0.5 * n.kb.dot(de);
        let second_f = -0.5 * n.kb.dot(df);
        by.angle_ee += k * by_angle_e * by_angle_e + second_e * force;
        by.angle_ff += k * by_angle_f * by_angle_f + second_f * force;
        by.angle_ef += k * by_angle_e * by_angle_f;
        let by_edge_and_angle = |turned: Vec3| {
            let along = n.mean * (-0.5 * n.kb.dot(turned));
            let e = (along + n.tf.cross(turned) / n.chi) * n.inv_e;
            let f = (along - n.te.cross(turned) / n.chi) * n.inv_f;
            (e, f)
        };
        let (e_ae, f_ae) = by_edge_and_angle(turned_e);
        let (e_af, f_af) = by_edge_and_angle(turned_f);
        by.e_angle_e += by_e * (k * by_angle_e) + e_ae * force;
        by.f_angle_e += by_f * (k * by_angle_e) + f_ae * force;
        by.e_angle_f += by_e * (k * by_angle_f) + e_af * force;
        by.f_angle_f += by_f * (k * by_angle_f) + f_af * force;
    }
}

#[cfg(test)]
mod tests;
