//! Time of a tick of a wire in contact: the S-tube at three sizes and two rates, alone and in tubes, the peers' bend.
//!
//! `wispwire bench` gives the same drives' percentiles, residuals and depths.

use core::hint::black_box;
use core::time::Duration;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::time::Instant;
use wispwire::bench::{Drive, Push};

/// Time of `ticks` ticks over and over the same stretch; going back to its beginning is not timed.
fn time_ticks(begin: &Drive, ticks: u64) -> Duration {
    let (mut drive, mut time) = (begin.clone(), Duration::ZERO);
    for _ in 0..ticks {
        if drive.is_over() {
            drive = begin.clone();
        }
        let start = Instant::now();
        black_box(drive.tick());
        time += start.elapsed();
    }
    time
}

fn s_tube(c: &mut Criterion) {
    let sizes = [
        (93, 120.0, 1),
        (299, 120.0, 1),
        (504, 120.0, 1),
        (299, 1000.0, 1),
        (299, 120.0, 2),
        (299, 120.0, 3),
    ];
    for (nodes, hz, members) in sizes {
        let mut begin = None;
        c.bench_function(
            &format!("s-tube, {members} members, {nodes} nodes, {hz} Hz, tick"),
            |b| {
                // Driven to depth only if it is to be timed, not when benchmarks are listed.
                let begin = begin.get_or_insert_with(|| Drive::to_stretch(nodes, hz, members));
                b.iter_custom(|ticks| time_ticks(begin, ticks));
            },
        );
    }
}

fn peer_bend(c: &mut Criterion) {
    let mut group = c.benchmark_group("peer-bend, 301 nodes, 120 Hz");
    group.sample_size(10).throughput(Throughput::Elements(Push::ticks() as u64));
    group.bench_function("whole push", |b| {
        b.iter_with_large_drop(|| {
            let mut push = Push::new();
            for _ in 0..Push::ticks() {
                push.tick();
            }
            push
        });
    });
}

criterion_group!(benches, s_tube, peer_bend);
criterion_main!(benches);
