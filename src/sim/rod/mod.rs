//! The elastic rod: a guidewire as a discrete elastic rod, one energy minimisation per tick.
//!
//! **What is solved for.** The wire is cut into nodes, numbered from the tip. Node i stands at xᵢ;
//! the edge behind it, between nodes i and i + 1, has a twist angle θᵢ that says how far the wire's
//! material is turned about the edge from a reference frame carried along in time (Bergou et al.
//! 2008, 2010). Four unknowns a node, x₀ θ₀ x₁ θ₁ …, so that wire fed at the hub is appended at the
//! end of the list.
//!
//! **What is minimised.** A tick of length h is backward Euler in its variational form (Martin et
//! al. 2011): the state at its end minimises
//!
//! ```text
//! Σ m/2h² |x − x₀ − h v₀|²                      inertia
//! + Σ c l/2h |x − x₀|²                           drag of the blood, and a trace of it on θ
//! + Σ EA/2l (|e| − l)²                           stretching, edges e of rest length l
//! + Σ EI/2l |κ − κ̄|²                             bending, with the tip's natural curvature κ̄;
//!                                                   beyond a core's linear range its own law
//! + Σ GJ/2l (θ_f − θ_e + m)²                     twisting, m the reference frames' own twist
//! + the surroundings' potential − weight · x + friction
//! ```
//!
//! where friction is a potential too as long as the force between wire and wall is taken as known:
//! it is taken anew at each step.
//!
//! **How.** Newton's method: gradient and full Hessian are assembled about the present iterate, a
//! band of half width ten is factored, the nodes move, the frames follow. A steady push through six
//! bends takes two steps a tick. Four things make that so, each explained where it is done:
//! friction's secant is taken at the slip predicted from the last tick (`friction.rs`), the wall's
//! Hessian has the curvature of the vein (`anatomy`), axial forces are predicted and not read off
//! transient strains (`energy.rs`), and a step keeps the length of edges that turn (`step.rs`).
//! Where the wire is about to snap and the potential is not convex, the Hessian is shifted until a
//! step points downhill.
//!
//! **Read in this order:** [`Material`] what the wire is made of → [`Grid`] the same at nodes →
//! [`Rod`] its state and frames → [`Section`] what a section bears → `energy.rs` elastic energies and their derivatives →
//! [`Surroundings`] what is around it → `friction.rs` Coulomb's law with anchors → `contact.rs` what of it
//! touches itself → `band.rs` and `coupling.rs` the linear solver → `step.rs` one Newton step → `tick.rs` one tick → `set.rs` the bends that a wire keeps →
//! `sheath.rs` how wire is fed.
//!
//! What is around the wire comes in through one seam, [`Surroundings`]; this room knows nothing of
//! veins, tissue or devices. That it obeys mechanics is shown law by law by `wispwire physics`.

mod assembly;
mod band;
mod bore;
mod contact;
mod coupling;
mod energy;
mod friction;
mod grid;
mod material;
mod member;
mod section;
mod set;
mod sheath;
mod state;
mod step;
mod surroundings;
mod tick;

/// Most members on one centreline: wire, catheter, guide.
pub const MOST_MEMBERS: usize = 3;

pub use assembly::{Assembly, Part};
pub use contact::Strand;
pub use grid::Grid;
pub use material::{Curve, Material};
pub use member::Member;
pub use section::{Core, Response, Section};
pub use set::Kink;
pub use sheath::Sheath;
pub use state::Rod;
pub use surroundings::{Beside, Nodes, Reaction, Surroundings, Vacuum};
pub use tick::{HubMotion, Phase, Settings, Solution, Workspace};
