//! Tissue files: whatever is written, every problem is told; what is accepted can be pushed into.

#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use wispwire::sim::tissue::read_tissue;
use wispwire_fuzz::{mutate, shipped_with, source, step, told};

/// Enough to come to the stump.
const TICKS: u16 = 60;

fuzz_target!(|bytes: &[u8]| {
    let Some(file) = source("my.tissue.ron", bytes) else { return };
    if let Some(tissue) = told(read_tissue(&file)) {
        step(shipped_with(|parts| parts.tissues = vec![tissue]), TICKS);
    }
});

fuzz_mutator!(|bytes: &mut [u8], size: usize, most: usize, seed: u32| {
    mutate(bytes, size, most, seed)
});
