//! `wispwire try`: how hard a case is, by what the expert and the novice pilot make of it.
//!
//! Both fly the case with a handful of seeds ([`fly_all`]); of each attempt its figures are kept
//! and where it stopped ([`Stop`]); of each pilot medians and ranges ([`Summary`]); of both how
//! hard the case is and what is odd about it ([`Verdict`]). A pilot is no fellow: the scale ranks
//! cases, it does not foretell anyone's success.

mod trail;
mod crew;
mod summary;
mod stops;
mod verdict;
mod advice;
mod page;
mod command;

pub use command::main;
pub use crew::{Attempt, fly_all};
pub use summary::{Spread, Summary};
pub use trail::{Stop, Trail};
pub use verdict::{Hardness, Verdict};
