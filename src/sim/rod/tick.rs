//! One tick: backward Euler as one minimisation.
//!
//! The unknowns are the positions and angles at the tick's end; the potential that they minimise is
//! inertia (½ m/h² |x − x₀ − h v|²), drag, the elastic energies, the surroundings and friction. It
//! is assembled about the present iterate, one Newton step is taken ([`super::step`]), the frames
//! follow, and so on until a step moves nothing worth it.

use super::band::Band;
use super::contact::Contacts;
use super::step::Hold;
use super::{Reaction, Rod, Sheath, Surroundings};
use crate::sim::math::{Mat3, Vec3};

/// A tick that has not settled goes on, for as many steps again and with moves this much shorter, as
/// long as an edge is strained by more than that; then it is not made at all.
const CAREFUL: f64 = 0.2;
const TORN_OUT: f64 = 0.1;

/// Motion of the hub during one tick.
#[derive(Clone, Copy, Debug, Default)]
pub struct HubMotion {
    /// Feed along the prescribed end's axis, mm.
    pub feed: f64,
    /// Turn about it, rad.
    pub spin: f64,
}

/// How a tick is solved.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Length of the tick, s.
    pub tick: f64,
    /// Fewest and most Newton steps.
    pub steps: (usize, usize),
    /// Longest move of a node in one step, mm.
    pub longest_move: f64,
    /// Largest turn of an edge in one step, rad.
    pub largest_turn: f64,
    /// Viscous drag, N·s/mm per mm of wire.
    pub drag: f64,
    /// Settled when positions change by less, mm; angles by less, rad; axial forces by less, N.
    pub settled: (f64, f64, f64),
    /// Whether the Hessian is shifted until a step points downhill where the potential is not convex,
    /// as a wire that snaps needs it. Without, Newton's own step also finds equilibria that are not
    /// stable, and may not settle.
    pub downhill: bool,
    /// Whether the wire is in its own way. Theory's curves pass through themselves.
    pub touches_itself: bool,
    /// Whether the force out of balance after the last step is worked out, which costs the better
    /// part of a step.
    pub audited: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            tick: crate::sim::units::TICK,
            steps: (2, 12),
            longest_move: 1.5,
            largest_turn: 0.8,
            drag: 1e-6,
            settled: (0.02, 0.02, 0.05),
            downhill: true,
            touches_itself: true,
            audited: false,
        }
    }
}

/// How a tick went.
#[derive(Clone, Copy, Debug, Default)]
pub struct Solution {
    /// Newton steps taken.
    pub steps: usize,
    /// Systems factored: more than steps where the potential was not convex.
    pub factored: usize,
    /// False if the last step still moved something.
    pub converged: bool,
    /// What of the hub's motion was made.
    pub moved: HubMotion,
    /// Largest force out of balance on a free node after the last step, N, if
    /// [`Settings::audited`].
    pub residual: Option<f64>,
}

/// What of a step has just been done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Inertia, drag, the surroundings and friction were assembled.
    Contact,
    /// Stretching, bending and twisting were assembled.
    Elastic,
    /// The system was solved and the nodes moved.
    Solve,
    /// The frames followed, and the step was judged.
    Frames,
}

/// Buffers of the solver, kept from tick to tick.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    band: Band,
    /// Where what the nodes stood on at the start of the tick has gone, mm: friction holds them there.
    pub(super) footing: Vec<Vec3>,
    /// Positions at the start of the tick, and of each member its angles and their means at nodes.
    pub(super) start: Vec<Vec3>,
    start_angle: Vec<Vec<f64>>,
    pub(super) start_mean: Vec<Vec<f64>>,
    pub(super) reactions: Vec<Reaction>,
    /// Forces of each member on its nodes, N, and what one presses on its bore with.
    pub(super) member_forces: Vec<Vec<Vec3>>,
    pub(super) loads: Vec<Vec3>,
    /// Where the reactions were taken.
    taken_at: Vec<Vec3>,
    /// Friction of what is around the rod on each node, N; kept where members share a centreline.
    pub(super) rubbed: Vec<Vec3>,
    /// What the members' mass slides past each node in the tick, mm; none of a single member.
    slides: Vec<Vec3>,
    /// Where the rod may touch itself or another.
    pub(super) contacts: Contacts,
}

impl Rod {
    /// Advances the rod by one tick. `inserted` is the wire beyond the sheath before it, mm; the
    /// sum with [`Solution::moved`] is what is beyond it after.
    pub fn tick_at_sheath<S: Surroundings>(
        &mut self,
        sheath: &Sheath,
        inserted: f64,
        motion: HubMotion,
        settings: &Settings,
        work: &mut Workspace,
        surroundings: &mut S,
    ) -> Solution {
        let hold = sheath.take_up(self, inserted, motion);
        self.advance(hold, settings, work, surroundings, &mut |_| {})
    }

    /// Advances the rod by one tick with its last nodes prescribed.
    pub fn tick<S: Surroundings>(
        &mut self,
        motion: HubMotion,
        settings: &Settings,
        work: &mut Workspace,
        surroundings: &mut S,
    ) -> Solution {
        self.tick_watched(motion, settings, work, surroundings, &mut |_| {})
    }

    /// As [`Rod::tick`], and tells `watch` when each phase of each step is done: for profiles.
    pub fn tick_watched<S: Surroundings>(
        &mut self,
        motion: HubMotion,
        settings: &Settings,
        work: &mut Workspace,
        surroundings: &mut S,
        watch: &mut impl FnMut(Phase),
    ) -> Solution {
        self.advance(Hold::moving(motion), settings, work, surroundings, watch)
    }

    pub(super) fn advance<S: Surroundings>(
        &mut self,
        hold: Hold,
        settings: &Settings,
        work: &mut Workspace,
        surroundings: &mut S,
        watch: &mut impl FnMut(Phase),
    ) -> Solution {
        work.begin(self);
        surroundings.begin_tick(self.nodes());
        work.stand(surroundings);
        work.contacts.look(self, settings.touches_itself, surroundings.strands());
        let mut left = hold;
        let mut solution = Solution::default();
        let most = settings.steps.1;
        let careful = Settings { longest_move: CAREFUL * settings.longest_move, ..*settings };
        for step in 0..2 * most {
            let in_time = step < most;
            // A tick may end unsettled, but not with an edge torn out of length.
            if !in_time && self.strain() < TORN_OUT {
                break;
            }
            self.assemble(settings, work, surroundings, step == 0, watch);
            let bounds = if in_time { settings } else { &careful };
            let change = self.newton_step(&left, bounds, &mut work.band, &work.contacts);
            left.shorten(change.scale);
            watch(Phase::Solve);
            solution.steps = step + 1;
            solution.factored += change.factored;
            self.update_frames();
            let settled = surroundings.settled(&self.x);
            let unforeseen = work.contacts.follow(
                self,
                change.scale * change.moved,
                settings.touches_itself,
                surroundings.strands(),
            );
            watch(Phase::Frames);
            let (by_move, by_turn, by_force) = settings.settled;
            if solution.steps >= settings.steps.0
                && settled
                && change.scale == 1.0
                && change.moved < by_move
                && change.turned < by_turn
                && change.force.max(unforeseen) < by_force
            {
                solution.converged = true;
                break;
            }
        }
        if !solution.converged && self.strain() > TORN_OUT {
            self.undo(work);
            left = hold;
        }
        if settings.audited {
            let reactions = work.reactions.clone();
            self.assemble(settings, work, surroundings, false, &mut |_| {});
            solution.residual = Some(work.largest_residual(self));
            work.reactions = reactions;
        }
        self.finish(settings, work, solution.converged);
        let (feed, spin) = (hold.feed - left.feed, hold.spins[0] - left.spins[0]);
        solution.moved = HubMotion { feed, spin };
        solution
    }

    /// Goes back to the start of a tick that found no end: what would tear the wire is not done.
    fn undo(&mut self, work: &Workspace) {
        self.x.copy_from_slice(&work.start);
        for (member, angles) in self.members.iter_mut().zip(&work.start_angle) {
            member.theta.copy_from_slice(angles);
        }
        self.update_frames();
        let stiffness = self.grid().axial_stiffness;
        for i in 0..self.length.len() {
            let rest = self.grid().edge_length[i];
            self.axial_force[i] = stiffness * (self.length[i] / rest - 1.0);
        }
    }

    /// Largest strain of an edge.
    fn strain(&self) -> f64 {
        let edges = self.length.iter().zip(&self.grid().edge_length);
        edges.map(|(length, rest)| (length / rest - 1.0).abs()).fold(0.0, f64::max)
    }

    /// Whether the potential rises from the present state in every direction: an equilibrium is
    /// stable. By Sylvester's law of inertia its Hessian then has positive pivots only. Friction
    /// counts as sticking; inertia and drag as `settings` say.
    pub fn is_stable<S: Surroundings>(
        &self,
        settings: &Settings,
        work: &mut Workspace,
        surroundings: &mut S,
    ) -> bool {
        work.begin(self);
        surroundings.begin_tick(self.nodes());
        work.stand(surroundings);
        work.contacts.look(self, settings.touches_itself, surroundings.strands());
        self.assemble(settings, work, surroundings, false, &mut |_| {});
        work.band.solve(self.unknowns(), 0.0) == 0
    }

    fn assemble<S: Surroundings>(
        &self,
        settings: &Settings,
        work: &mut Workspace,
        surroundings: &mut S,
        first: bool,
        watch: &mut impl FnMut(Phase),
    ) {
        let h = settings.tick;
        let (stride, lengths) = (self.stride(), &self.grid().node_length);
        work.band.reset(self.count(), self.members.len());
        for i in 0..self.count() {
            let reaction = surroundings.react(i, self.x[i]);
            let (mass, length) = (self.mass[i], lengths[i]);
            let inertia = mass / (h * h);
            let drag = settings.drag * length / h;
            let moved = self.x[i] - work.start[i];
            let travelled = moved + work.slides.get(i).unwrap_or(&Vec3::ZERO);
            let gradient = reaction.gradient + travelled * inertia + moved * drag
                - self.v[i] * (inertia * h)
                - self.load * length;
            let at = stride * i;
            work.band.rhs[at] -= gradient.x;
            work.band.rhs[at + 1] -= gradient.y;
            work.band.rhs[at + 2] -= gradient.z;
            work.band.add_diagonal(
                at,
                &(reaction.hessian + Mat3::from_diagonal(Vec3::splat(inertia + drag))),
            );
            if i + 1 < self.count() {
                // A little resistance to turning, far below friction's, keeps the angles of wire that
                // touches nothing well posed. Ahead of a member's tip nothing resists: the
                // angle there is the tip's, however far that has turned, and waits for it.
                for (k, member) in self.members.iter().enumerate() {
                    let radius = member.grid.radius;
                    let turning =
                        member.share[i] * (member.grid.mass[i] / h + settings.drag * length) / h
                            * radius
                            * radius;
                    let turned = member.theta[i] - work.start_angle[k][i];
                    let (grip, stiffness) = surroundings.grip(k, i, member.theta[i]);
                    let angle = at + 3 + k;
                    work.band.rhs[angle] -= turning * turned + grip;
                    work.band.add(angle, angle, turning + stiffness);
                    if reaction.friction_limit > 0.0 && member.exposed[i] > 0.0 {
                        let (start, mean) = (work.footing[i], work.start_mean[k][i]);
                        let slip = self.slip(member, i, reaction.normal, start, mean);
                        self.add_friction(&mut work.band, i, k, &slip, &reaction, first);
                    }
                }
                if !self.bores.is_empty() {
                    self.add_bore_friction(&mut work.band, i, &work.start_mean, first);
                }
            }
            work.reactions[i] = reaction;
            work.taken_at[i] = self.x[i];
        }
        work.contacts.add(&mut work.band, stride);
        watch(Phase::Contact);
        self.add_stretching(&mut work.band);
        self.add_bending_and_twisting(&mut work.band);
        watch(Phase::Elastic);
    }

    /// Velocities and friction anchors after the last step. A tick that has not settled hands on no
    /// momentum: what its last step happened to move is not motion, and taken for it would feed
    /// energy into the next tick. Nor does it leave a set.
    fn finish(&mut self, settings: &Settings, work: &mut Workspace, converged: bool) {
        self.share_forces(work);
        for i in 0..self.count() {
            let travelled = self.x[i] - work.start[i] + work.slides.get(i).unwrap_or(&Vec3::ZERO);
            self.v[i] = if converged { travelled / settings.tick } else { Vec3::ZERO };
            let reaction = &work.reactions[i];
            let touches = reaction.friction_limit > 0.0 && i + 1 < self.count();
            for k in 0..self.members.len() {
                if touches && self.members[k].exposed[i] > 0.0 {
                    let (start, mean) = (work.footing[i], work.start_mean[k][i]);
                    let slip = self.slip(&self.members[k], i, reaction.normal, start, mean);
                    self.members[k].drag_anchor(i, &slip);
                } else {
                    self.members[k].drop_anchor(i);
                }
            }
        }
        if converged {
            self.keep_set();
        }
    }
}

impl Workspace {
    /// Takes down where what the nodes stood on has gone.
    fn stand<S: Surroundings>(&mut self, surroundings: &S) {
        self.footing.clear();
        let nodes = self.start.iter().enumerate();
        self.footing.extend(nodes.map(|(i, &start)| surroundings.footing(i, start)));
    }

    /// Largest force that the surroundings put on one node across the wire in the last iteration,
    /// N; on the tip also along it.
    pub fn largest_normal_force(&self) -> f64 {
        let squares = self.reactions.iter().map(|r| r.gradient.length_squared());
        libm::sqrt(squares.fold(0.0, f64::max))
    }

    /// Force that the surroundings put on node `i` of several members in the last tick, friction
    /// included, N.
    pub fn force_on(&self, i: usize) -> Vec3 {
        self.rubbed[i] - self.reactions[i].gradient
    }

    /// Brings the reactions to where the last step has moved the nodes of `rod`, to first order: to
    /// what the step was in equilibrium with.
    pub(super) fn follow_reactions(&mut self, rod: &Rod) {
        for ((reaction, &x), &from) in self.reactions.iter_mut().zip(&rod.x).zip(&self.taken_at) {
            reaction.gradient += reaction.hessian * (x - from);
        }
    }

    /// Largest force out of balance on one of the free nodes of `rod`, N.
    fn largest_residual(&self, rod: &Rod) -> f64 {
        let (stride, free) = (rod.stride(), rod.count() - rod.prescribed);
        let node = |i: usize| Vec3::from_slice(&self.band.rhs[stride * i..stride * i + 3]);
        (0..free).map(|i| node(i).length()).fold(0.0, f64::max)
    }

    fn begin(&mut self, rod: &Rod) {
        let count = rod.count();
        self.start.clear();
        self.start.extend_from_slice(&rod.x);
        self.start_angle.resize(rod.members.len(), Vec::new());
        self.start_mean.resize(rod.members.len(), Vec::new());
        for (k, member) in rod.members.iter().enumerate() {
            self.start_angle[k].clear();
            self.start_angle[k].extend_from_slice(&member.theta);
            self.start_mean[k].clear();
            self.start_mean[k].extend((0..count - 1).map(|i| member.mean_angle(i)));
            self.start_mean[k].push(0.0);
        }
        self.slides.clear();
        if rod.members.len() > 1 {
            self.slides.extend((0..count).map(|i| rod.along_at(i) * rod.slide_of_mass(i)));
        }
        self.taken_at.resize(count, Vec3::ZERO);
        self.reactions.clear();
        self.reactions.resize(count, Reaction::NONE);
    }
}
