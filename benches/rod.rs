//! Time of a tick of a wire in contact: the S-tube at three sizes and two rates, the peers' bend.
//!
//! `wispwire bench` gives the same drives' percentiles, residuals and depths.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use wispwire::bench::{Drive, Push};

fn s_tube(c: &mut Criterion) {
    for (nodes, hz) in [(93, 120.0), (299, 120.0), (504, 120.0), (299, 1000.0)] {
        let mut drive = None;
        c.bench_function(&format!("s-tube, {nodes} nodes, {hz} Hz, tick"), |b| {
            // Driven to depth only if it is to be timed, not when benchmarks are listed.
            let drive = drive.get_or_insert_with(|| Drive::to_stretch(nodes, hz));
            let mut forward = true;
            b.iter(|| drive.tick_to_and_fro(&mut forward));
        });
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
