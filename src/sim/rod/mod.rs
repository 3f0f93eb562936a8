//! The elastic rod: a guidewire as a discrete elastic rod, one energy minimisation per tick.
//!
//! The method is that of Bergou et al. (2008, 2010): nodes carry positions, edges one material
//! twist angle each, measured from reference frames that are parallel-transported in time; stretch,
//! bend (with natural curvature, so tips keep their shape) and twist are energies of these. A tick
//! is backward Euler written as an incremental potential (Martin et al. 2011): inertia, elastic
//! energy, the surroundings and friction, minimised by Newton steps with a banded factorisation.
//!
//! Read in this order:
//! [`Material`] what the wire is made of → [`Grid`] the same at nodes → [`Rod`] its state and
//! frames → [`energy`] gradients and Hessians → [`friction`] Coulomb's law with anchors → [`band`]
//! the linear solver → [`step`] one Newton step → [`tick`] one tick → [`sheath`] how wire is fed.
//!
//! What is around the wire comes in through one seam, [`Surroundings`]; this room knows nothing of
//! veins, tissue or devices.

mod band;
mod energy;
mod friction;
mod grid;
mod material;
mod sheath;
mod state;
mod step;
mod surroundings;
mod tick;

pub use grid::Grid;
pub use material::{Curve, Material};
pub use sheath::Sheath;
pub use state::Rod;
pub use surroundings::{Nodes, Reaction, Surroundings, Vacuum};
pub use tick::{HubMotion, Phase, Settings, Solution, Workspace};
