//! Films of a bend, of whip and of a kink.

use super::stage::{Lane, Stage, catheter_part, newtons, wire_part};
use crate::sim::anatomy::{Piece, course};
use crate::sim::math::Vec3;
use crate::sim::units::{TICK, TURN};
use core::f64::consts::PI;

/// A catheter advanced over a wire that lies in a right-angle bend.
pub fn bend() -> Vec<Lane> {
    const PLACES: [f64; 5] = [5.0, 35.0, 55.0, 75.0, 98.0];
    let turn = Piece::Bend { radius: 25.0, angle: TURN / 4.0, roll: 0.0 };
    let path = course(&[Piece::Straight(30.0), turn, Piece::Straight(60.0)], 5.0);
    let parts = vec![wire_part("angled-regular"), catheter_part("kumpe-5f")];
    let mut stage = Stage::new(parts, &[20.0, 0.0], Stage::tube(&path, 0.03), None);
    while stage.assembly().inserted(0) < 108.0 {
        stage.tick([20.0, 0.0], 0.0);
    }
    stage.rest(1.0);
    let mut frames = Vec::new();
    for place in PLACES {
        while stage.assembly().inserted(1) < place {
            stage.tick([0.0, 20.0], 0.0);
        }
        let rod = stage.assembly().rod();
        let [wire, catheter] = [0, 1].map(|k| newtons(rod.hub_force_of(k)));
        let hubs = format!("hub: wire {wire}, catheter {catheter}");
        let caption = [format!("{:.1} s, catheter {place:.0} mm in", stage.time()), hubs];
        frames.push(stage.frame(caption, None));
    }
    let (corner, size) = ((-9.0, -10.0), (80.0, 74.0));
    vec![Lane { label: "", course: Some(path), plate: None, corner, size, larger: 1.0, frames }]
}

/// A curved wire turned in a tight bend.
pub fn whip() -> Vec<Lane> {
    /// Steps of the hub to a turn, and seconds of each: turning, then waiting.
    const STEPS: usize = 24;
    const TURNING: f64 = 0.25;
    const WAITING: f64 = 0.75;
    let turn = Piece::Bend { radius: 15.0, angle: 0.66 * TURN, roll: 0.0 };
    let path = course(&[Piece::Straight(10.0), turn, Piece::Straight(5.0)], 1.5);
    // The tip reshaped by hand into a curve of 15 mm radius, as it is sold straight and angled.
    let mut part = wire_part("angled-regular");
    part.material = part.material.with_bent_tip(2.0, 30.0);
    let mut stage = Stage::new(vec![part], &[58.0], Stage::tube(&path, 0.03), None);
    stage.rest(2.0);
    let angles = |stage: &Stage| {
        let rod = stage.assembly().rod();
        [rod.angle(rod.count() - 2), rod.angle(0)]
    };
    let (first, mut seen) = (angles(&stage), Vec::new());
    for step in 0..=STEPS {
        if step > 0 {
            let rate = TURN / STEPS as f64 / TURNING;
            for _ in 0..(TURNING / TICK) as u32 {
                stage.tick([0.0; 2], rate);
            }
            stage.rest(WAITING);
        }
        let now = angles(&stage);
        let dial = [now[0] - first[0], now[1] - first[1]];
        let degrees = dial.map(|it| it * 180.0 / PI);
        // Nothing is no less than nothing.
        let torque = (stage.assembly().rod().hub_torque() * 100.0).round() / 100.0 + 0.0;
        let caption = [
            format!("hub {:.0}°, tip {:.0}°", degrees[0], degrees[1]),
            format!("{:.0} s, torque {torque:.2} N·mm", stage.time()),
        ];
        seen.push((dial[1], stage.frame(caption, Some(dial))));
    }
    let jump = |&step: &usize| seen[step].0 - seen[step - 1].0;
    let snap = (1..=STEPS).max_by(|a, b| jump(a).total_cmp(&jump(b))).unwrap_or(1);
    let mut chosen = vec![0, snap / 3, 2 * snap / 3, snap - 1, snap, STEPS];
    chosen.dedup();
    let frames = chosen.into_iter().map(|step| seen[step].1.clone()).collect();
    let (corner, size) = ((-5.0, -10.0), (40.0, 40.0));
    vec![Lane { label: "", course: Some(path), plate: None, corner, size, larger: 1.5, frames }]
}

/// A steel and a nitinol wire bent double and let go.
pub fn kink() -> Vec<Lane> {
    let lane = |label, name| Lane {
        label,
        course: None,
        plate: None,
        corner: (-14.0, -14.0),
        size: (108.0, 128.0),
        larger: 0.6,
        frames: bent_double(name),
    };
    vec![lane("plain steel", "steel-plain"), lane("nitinol", "angled-regular")]
}

/// The wire `name` taken by fingers behind its soft tip, brought round beside the sheath and let go.
fn bent_double(name: &str) -> Vec<super::Frame> {
    /// Out of the sheath and behind the tip, where it is held, mm.
    const OUT: f64 = 110.0;
    const HELD: f64 = 40.0;
    /// Between the legs in the end, mm, and seconds on the way.
    const GAP: f64 = 14.0;
    const WAY: f64 = 4.0;
    let mut stage = Stage::new(vec![wire_part(name)], &[OUT], None, None);
    stage.rest(0.5);
    let caption = |stage: &Stage, what: &str| {
        let kink = stage.assembly().rod().members()[0].kink().angle * 180.0 / PI;
        [
            format!("{:.1} s, {what}", stage.time()),
            format!("fingers {}, keeps {kink:.0}°", newtons(stage.grip_force())),
        ]
    };
    let mut frames = vec![stage.frame(caption(&stage, "straight"), None)];
    let rod = stage.assembly().rod();
    let node = rod.grid().from_tip.partition_point(|&s| s < HELD);
    let start = rod.positions()[node];
    let count = (WAY / TICK) as usize;
    for tick in 1..=count {
        let angle = PI * tick as f64 / count as f64;
        let (across, back) = (libm::sin(angle), 0.5 * (1.0 - libm::cos(angle)));
        let way = Vec3::Y * (0.42 * start.z * across + GAP * back) - Vec3::Z * (start.z * back);
        stage.grip(Some((node, start + way)));
        stage.tick([0.0; 2], 0.0);
        if tick == count / 2 {
            frames.push(stage.frame(caption(&stage, "bent"), None));
        }
    }
    frames.push(stage.frame(caption(&stage, "bent double"), None));
    stage.grip(None);
    for (seconds, what) in [(0.1, "let go"), (3.0, "at rest")] {
        stage.rest(seconds);
        frames.push(stage.frame(caption(&stage, what), None));
    }
    frames
}
