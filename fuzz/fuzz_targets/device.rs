//! Wire and catheter files: whatever is written, every problem is told; what is accepted can be
//! played with. Each text is read as both.

#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use wispwire::sim::device::{read_catheter, read_wire};
use wispwire_fuzz::{mutate, shipped_with, source, step, told};

fuzz_target!(|bytes: &[u8]| {
    let Some(file) = source("my.wire.ron", bytes) else { return };
    if let Some(wire) = told(read_wire(&file)) {
        step(shipped_with(|parts| parts.wires = vec![wire]), 12);
    }
    let Some(file) = source("my.catheter.ron", bytes) else { return };
    if let Some(catheter) = told(read_catheter(&file)) {
        step(shipped_with(|parts| parts.support = catheter), 12);
    }
});

fuzz_mutator!(|bytes: &mut [u8], size: usize, most: usize, seed: u32| {
    mutate(bytes, size, most, seed)
});
