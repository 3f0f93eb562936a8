//! Time of a tick of a wire in contact: the S-tube of `sim::anatomy::s_tube`, 20 mm/s and 2 rev/s.

use criterion::{Criterion, criterion_group, criterion_main};
use std::time::Instant;
use wispwire::sim::anatomy::s_tube;
use wispwire::sim::math::Vec3;
use wispwire::sim::rod::{Curve, Grid, HubMotion, Material, Rod, Settings, Sheath, Workspace};
use wispwire::sim::units::{TICK, TURN};

/// Wire inserted when timing starts, mm.
const INSERTED: f64 = 800.0;

fn wire() -> Material {
    Material {
        radius: 0.445,
        flexural_rigidity: Curve::new(vec![(20.0, 20.0), (80.0, 1000.0)]),
        torsional_rigidity: Curve::new(vec![(20.0, 16.0), (80.0, 800.0)]),
        axial_stiffness: 2e4,
        mass_per_length: 6500e-12 * core::f64::consts::PI * 0.445 * 0.445,
        natural_curvature: 0.0,
        curved_length: 0.0,
    }
    .with_bent_tip(TURN / 8.0, 10.0)
}

struct Drive {
    sheath: Sheath,
    tube: wispwire::sim::anatomy::Tube,
    rod: Rod,
    work: Workspace,
    settings: Settings,
    inserted: f64,
}

impl Drive {
    /// A wire of about `nodes` nodes when 0.8 m are inserted, driven that far.
    fn to_depth(nodes: usize) -> Self {
        let sheath = Sheath { tip: Vec3::ZERO, forward: Vec3::Z };
        let length = INSERTED + 40.0;
        let shaft = (length - 50.0) / (nodes as f64 - 50.0).max(30.0);
        let mut from_tip: Vec<f64> = Vec::new();
        let mut s = 0.0;
        while s < length + 30.0 {
            from_tip.push(s);
            s += if s < 50.0 { 1.0_f64.min(shaft) } else { shaft };
        }
        let grid = Grid::at(&wire(), from_tip);
        let rod = sheath.load(grid, 20.0, Vec3::X);
        let mut drive = Self {
            sheath,
            tube: s_tube(),
            rod,
            work: Workspace::default(),
            settings: Settings::default(),
            inserted: 20.0,
        };
        while drive.inserted < INSERTED {
            drive.tick(20.0);
        }
        drive
    }

    fn tick(&mut self, feed: f64) -> usize {
        let motion = HubMotion { feed: feed * TICK, spin: 2.0 * TURN * TICK };
        let solution = self.rod.tick_at_sheath(
            &self.sheath,
            self.inserted,
            motion,
            &self.settings,
            &mut self.work,
            &mut self.tube,
        );
        self.inserted += solution.moved.feed;
        solution.steps
    }
}

fn bench(c: &mut Criterion) {
    for nodes in [150, 300] {
        let mut drive = Drive::to_depth(nodes);
        let mut times = Vec::new();
        let mut steps = 0;
        for _ in 0..240 {
            let start = Instant::now();
            steps += drive.tick(1.0);
            times.push(start.elapsed().as_secs_f64() * 1e3);
        }
        let residual = drive.rod.residual(&drive.settings, &mut drive.work, &mut drive.tube);
        times.sort_by(f64::total_cmp);
        println!(
            "s-tube, {} nodes, 120 Hz: median {:.3} ms, p99 {:.3} ms, {:.1} steps a tick, real-time factor {:.1}, residual {:.4} N",
            drive.rod.count(),
            times[120],
            times[237],
            steps as f64 / 240.0,
            TICK * 1e3 / times[120],
            residual,
        );
        c.bench_function(&format!("tick of {} nodes in the s-tube", drive.rod.count()), |b| {
            let mut forward = 1.0;
            b.iter(|| {
                if drive.inserted > INSERTED + 5.0 {
                    forward = -1.0;
                } else if drive.inserted < INSERTED {
                    forward = 1.0;
                }
                drive.tick(20.0 * forward)
            });
        });
    }
}

criterion_group!(benches, bench);
criterion_main!(benches);
