//! Scenario files: whatever is written, every problem is told; what is accepted can be built and
//! played.

#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use wispwire::sim::scenario::Scenario;
use wispwire::sim::session::Case;
use wispwire_fuzz::{mutate, source, step, told};

fuzz_target!(|bytes: &[u8]| {
    let Some(source) = source("case.ron", bytes) else { return };
    if told(Scenario::parse(&source)).is_none() {
        return;
    }
    match Case::read(&source) {
        Ok(case) => step(case, 12),
        Err(error) => panic!("a scenario that was found sound cannot be built: {error}"),
    }
});

fuzz_mutator!(|bytes: &mut [u8], size: usize, most: usize, seed: u32| {
    mutate(bytes, size, most, seed)
});
