//! Wire in catheter in guide: up to three members on one centreline, each fed and turned by itself.
//!
//! The assembly reaches as far as its foremost tip, whichever member's that is; tips may pass one
//! another either way, since all nodes are counted from the foremost tip and spaced alike whoever
//! leads. What a member moves in a tick beyond what the nodes move is its slide.

use super::bore::Bore;
use super::{
    Grid, HubMotion, MOST_MEMBERS, Material, Member, Phase, Rod, Settings, Sheath, Solution,
    Surroundings, Workspace,
};
use crate::sim::math::Vec3;

/// What becomes a member.
#[derive(Clone, Debug)]
pub struct Part {
    pub material: Material,
    /// Coulomb friction of its bore against what runs in it; of no account for the innermost.
    pub bore_friction: f64,
    /// How far it may be fed beyond the sheath, mm.
    pub length: f64,
}

/// Members held at one sheath.
#[derive(Clone, Debug)]
pub struct Assembly {
    rod: Rod,
    sheath: Sheath,
    parts: Vec<Part>,
    /// Foremost tip beyond the sheath's, mm.
    reach: f64,
}

impl Assembly {
    /// `parts` from inside out, one to three, with their tips `inserted` mm beyond the sheath
    /// (the foremost at least some millimetres), along `place`, which gives the position at an arc
    /// length from there; natural curves start out towards `side`. Nodes are spaced as on a wire of
    /// `length` mm.
    pub fn along(
        sheath: Sheath,
        parts: Vec<Part>,
        inserted: &[f64],
        length: f64,
        side: Vec3,
        place: impl Fn(f64) -> Vec3,
    ) -> Self {
        let grid = Grid::graded(&parts[0].material, length);
        Self::cut(sheath, parts, inserted, grid.from_tip, side, place)
    }

    /// As [`Assembly::along`], with nodes at given distances from the foremost tip.
    pub fn cut(
        sheath: Sheath,
        parts: Vec<Part>,
        inserted: &[f64],
        from_tip: Vec<f64>,
        side: Vec3,
        place: impl Fn(f64) -> Vec3,
    ) -> Self {
        let reach = inserted.iter().copied().fold(0.0, f64::max);
        let positions = sheath.positions(&from_tip, reach, place);
        let count = positions.len();
        let member = |(part, &depth): (&Part, &f64)| {
            Member::new(Grid::at(&part.material, from_tip.clone()), reach - depth, count)
        };
        let members: Vec<Member> = parts.iter().zip(inserted).map(member).collect();
        let pairs =
            (0..members.len()).flat_map(|outer| (0..outer).map(move |inner| (inner, outer)));
        let bores = pairs.map(|pair| Bore::new(pair, parts[pair.1].bore_friction, count)).collect();
        Self { rod: Rod::of(members, bores, positions, side), sheath, parts, reach }
    }

    /// The members on their centreline.
    pub fn rod(&self) -> &Rod {
        &self.rod
    }

    /// Tip of `member` beyond the sheath's, mm.
    pub fn inserted(&self, member: usize) -> f64 {
        self.reach - self.rod.members[member].offset
    }

    /// Foremost tip beyond the sheath's, mm.
    pub fn reach(&self) -> f64 {
        self.reach
    }

    /// Advances all members by one tick, each by its own motion at the hub. Feed that a member's
    /// length or the sheath does not allow is not made.
    pub fn tick<S: Surroundings>(
        &mut self,
        motions: &[HubMotion],
        settings: &Settings,
        work: &mut Workspace,
        surroundings: &mut S,
    ) -> Solution {
        self.tick_watched(motions, settings, work, surroundings, &mut |_| {})
    }

    /// As [`Assembly::tick`], and tells `watch` when each phase of each step is done: for profiles.
    pub fn tick_watched<S: Surroundings>(
        &mut self,
        motions: &[HubMotion],
        settings: &Settings,
        work: &mut Workspace,
        surroundings: &mut S,
        watch: &mut impl FnMut(Phase),
    ) -> Solution {
        let finite = |x: f64| if x.is_finite() { x } else { 0.0 };
        let mut wanted = [0.0; MOST_MEMBERS];
        for (k, part) in self.parts.iter().enumerate() {
            let now = self.inserted(k);
            wanted[k] = (now + finite(motions[k].feed)).clamp(0.0, part.length.max(now));
        }
        let count = self.parts.len();
        let farthest = wanted[..count].iter().copied().fold(0.0, f64::max);
        let feed = HubMotion { feed: farthest - self.reach, spin: 0.0 };
        let mut hold = self.sheath.take_up(&mut self.rod, self.reach, feed);
        // Where the sheath keeps some of the foremost member out, that one stays ahead.
        let (kept, leader) = (self.reach + hold.feed, farthest);
        for (k, member) in self.rod.members.iter_mut().enumerate() {
            hold.spins[k] = finite(motions[k].spin);
            let to = if wanted[k] == leader { kept } else { wanted[k].min(kept) };
            let offset = kept - to;
            member.slide = member.offset - offset;
            member.offset = offset;
        }
        self.rod.carry_angles();
        self.rod.lay();
        let solution = self.rod.advance(hold, settings, work, surroundings, watch);
        self.reach += solution.moved.feed;
        solution
    }

    /// Takes `member` out and `part` in instead, without twist, its tip `inserted` mm beyond the
    /// sheath; the others stay where they are. What reached farther than any tip does now is gone.
    pub fn exchange(&mut self, member: usize, part: Part, inserted: f64) {
        let mut depths: Vec<f64> = (0..self.parts.len()).map(|k| self.inserted(k)).collect();
        depths[member] = inserted.clamp(0.0, self.reach);
        self.parts[member] = part;
        let (before, parts) = (self.clone(), self.parts.clone());
        let old = &before.rod;
        let arcs: Vec<f64> = old.nodes().from_tip.iter().map(|s| before.reach - s).collect();
        let place = |arc: f64| {
            let next = arcs.partition_point(|&at| at > arc).clamp(1, arcs.len() - 1);
            let share = (arcs[next - 1] - arc) / (arcs[next - 1] - arcs[next]);
            old.x[next - 1].lerp(old.x[next], share.clamp(0.0, 1.0))
        };
        let from_tip = old.grid().from_tip.clone();
        let side = old.director[old.count() - 2];
        *self = Self::cut(before.sheath, parts, &depths, from_tip, side, place);
        for k in (0..self.parts.len()).filter(|&k| k != member) {
            self.rod.take_over_angles(k, old, before.reach - self.reach);
        }
    }
}

impl Rod {
    /// Turns member `k` as it lay in `old`, whose node 0 was `withdrawn` mm ahead of this one's: its
    /// material directors stay, and its twist is what it was to within whole turns per edge.
    fn take_over_angles(&mut self, k: usize, old: &Self, withdrawn: f64) {
        let edges = self.count() - 1;
        for i in (0..edges).rev() {
            let middle = self.grid().from_tip[i] + 0.5 * self.grid().edge_length[i] + withdrawn;
            let next = old.grid().from_tip.partition_point(|&s| s <= middle);
            let edge = next.saturating_sub(1).min(old.count() - 2);
            let director = old.director_of(&old.members[k], edge);
            let (t, first) = (self.tangent[i], self.director[i]);
            let sin = director.dot(t.cross(first));
            let angle = libm::atan2(sin, director.dot(first));
            // The hub's edge keeps its turns; from there on edges differ by less than half a turn.
            let behind = if i + 1 == edges {
                old.members[k].theta[old.count() - 2]
            } else {
                self.members[k].theta[i + 1]
            };
            let turns = libm::round((behind - angle) / core::f64::consts::TAU);
            self.members[k].theta[i] = angle + turns * core::f64::consts::TAU;
        }
    }

    /// Carries the angles of members that slide along with their material: what turns with it at
    /// one edge comes to the next. The hub's own edge is the hand's.
    fn carry_angles(&mut self) {
        let edges = self.x.len() - 1;
        for k in 0..self.members.len() {
            let slide = self.members[k].slide;
            if slide == 0.0 {
                continue;
            }
            let twist: Vec<f64> = (1..edges).map(|i| self.twist_of(&self.members[k], i)).collect();
            let Member { theta, grid, share, .. } = &mut self.members[k];
            for i in 0..edges - 1 {
                // Towards the tip from the edge behind, towards the hub from the edge ahead.
                let change = match i {
                    _ if share[i] == 0.0 => 0.0,
                    _ if slide > 0.0 => -twist[i] * slide / grid.node_length[i + 1],
                    0 => 0.0,
                    _ => -twist[i - 1] * slide / grid.node_length[i],
                };
                theta[i] += change;
            }
        }
    }
}
