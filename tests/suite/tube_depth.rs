//! How far a wire stands beyond the wall of a tube: the benchmarks' measure.

pub use wispwire::bench::depth;
