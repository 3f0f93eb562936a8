//! Seeded, named streams of random numbers: the same seed and name give the same numbers on every
//! machine and in every version, and drawing from one stream never shifts another.

use rand::SeedableRng;
pub use rand::rngs::Xoshiro256PlusPlus;

/// The stream called `name` under `seed`.
///
/// The name is folded into the seed by FNV-1a, so two streams of one seed are unrelated.
pub fn stream(seed: u64, name: &str) -> Xoshiro256PlusPlus {
    let folded = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    Xoshiro256PlusPlus::seed_from_u64(seed ^ folded.rotate_left(17))
}
