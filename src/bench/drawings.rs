//! The benchmarks' figures to look at.

use super::figures::{Figures, Own};
use crate::physics::{Figure, Line};
use crate::sim::units::TICKS_PER_SECOND;

/// The simulator's own ticks per second, and those of the faster S-tube.
const RATE: f64 = TICKS_PER_SECOND as f64;
const FASTER: f64 = 1000.0;
/// Nodes of the S-tube whose ticks are drawn one by one.
const SHOWN: usize = 299;

/// What can be drawn of `rows`, by the names of files.
pub fn drawings(rows: &[Figures]) -> Vec<Figure> {
    let all = [sizes(rows), ticks(rows), ripple(rows), inward(rows), chains(rows), profile(rows)];
    all.into_iter().flatten().collect()
}

fn figure(name: &str, title: &str, x: &str, y: &str, lines: Vec<Line>) -> Figure {
    Figure {
        name: name.into(),
        title: title.into(),
        x: x.into(),
        y: y.into(),
        equal_scales: false,
        logarithmic: false,
        lines,
    }
}

/// The S-tubes of a wire alone at `hz` ticks a second.
fn s_tubes(rows: &[Figures], hz: f64) -> impl Iterator<Item = &Figures> {
    let alone = |row: &Figures| matches!(&row.own, Own::STube(own) if own.members == 1);
    rows.iter().filter(move |row| row.hz == hz && alone(row))
}

/// Median time over nodes, and what is proportional to the nodes through the middle of it.
fn sizes(rows: &[Figures]) -> Option<Figure> {
    let of = |row: &Figures| (row.nodes as f64, row.timing.median_ms);
    let points: Vec<_> = s_tubes(rows, RATE).map(of).collect();
    let (first, last) = (points.first()?.0, points.last()?.0);
    let logs = points.iter().map(|(nodes, ms)| (ms / nodes).ln());
    let slope = (logs.sum::<f64>() / points.len() as f64).exp();
    let line = [first, last].map(|nodes| (nodes, slope * nodes));
    let mut lines = vec![
        Line::theory(format!("{:.2} µs a node", slope * 1e3), line.to_vec()),
        Line::simulated("120 ticks a second", points),
    ];
    let faster: Vec<_> = s_tubes(rows, FASTER).map(of).collect();
    if !faster.is_empty() {
        lines.push(Line::simulated("1,000 ticks a second", faster));
    }
    let title = "Median time of a tick in the S-tube";
    let drawn = figure("bench-sizes", title, "nodes", "median time of a tick, ms", lines);
    Some(Figure { logarithmic: true, ..drawn })
}

/// Each tick's time over the timed stretch.
fn ticks(rows: &[Figures]) -> Option<Figure> {
    let row = s_tubes(rows, RATE).find(|row| row.nodes == SHOWN)?;
    let at = |(i, seconds): (usize, &f64)| (i as f64 / row.hz, seconds * 1e3);
    let points = row.seconds.iter().enumerate().map(at).collect();
    let title = format!("Time of every tick in the S-tube, {SHOWN} nodes at 120 Hz");
    let lines = vec![Line::trace("least of five replays", points)];
    Some(figure("bench-ticks", &title, "simulated time, s", "time of a tick, ms", lines))
}

/// How the force at the hub wavers about its mean.
fn ripple(rows: &[Figures]) -> Option<Figure> {
    let row = s_tubes(rows, RATE).find(|row| row.nodes == SHOWN)?;
    let Own::STube(own) = &row.own else { return None };
    let changes = own.hub_forces.windows(2).enumerate();
    let at = |(i, pair): (usize, &[f64])| ((i + 1) as f64 / row.hz, (pair[1] - pair[0]) * 1e3);
    let title = format!("Ripple of the force at the hub in the S-tube, {SHOWN} nodes at 120 Hz");
    let y = "change from tick to tick, mN";
    let lines = vec![Line::trace("hub force", changes.map(at).collect())];
    Some(figure("bench-ripple", &title, "simulated time, s", y, lines))
}

/// Where the peers' wire lies in the bend at the end.
fn inward(rows: &[Figures]) -> Option<Figure> {
    let own = rows.iter().find_map(|row| match &row.own {
        Own::PeerBend(own) => Some(own),
        _ => None,
    })?;
    let near = |&&(along, _): &&(f64, f64)| along > -150.0;
    let points: Vec<_> = own.inward.iter().filter(near).copied().collect();
    let (from, to) = (points.last()?.0, points.first()?.0);
    let level = |name: &str, at: f64| Line::theory(name, vec![(from, at), (to, at)]);
    let lines = vec![
        level("wire touches the wall", own.clearance_mm),
        level("wire touches the wall", -own.clearance_mm),
        Line::theory("bend begins and ends", across(0.0, own.clearance_mm)),
        Line::theory("bend begins and ends", across(own.bend_mm, own.clearance_mm)),
        Line::simulated("wire", points),
    ];
    let title = "Where the peers' wire lies after 2.5 s";
    let x = "way along the tube from the bend's beginning, mm";
    Some(figure("bench-inward", title, x, "from the axis towards the bend's inside, mm", lines))
}

fn across(at: f64, half: f64) -> Vec<(f64, f64)> {
    vec![(at, -half), (at, half)]
}

/// What chain and rod cost to bring a cantilever to rest, over the error that they then have.
fn chains(rows: &[Figures]) -> Option<Figure> {
    let of = |method: &str| -> Vec<(f64, f64)> {
        let own = |row: &Figures| match &row.own {
            Own::Chain(own) if row.method == method => Some((own.static_error, own.ms_to_rest)),
            _ => None,
        };
        rows.iter().filter_map(own).collect()
    };
    let (joints, rod) = (of("rapier multibody"), of("rod"));
    if joints.is_empty() {
        return None;
    }
    let lines = vec![Line::simulated("Rapier's joints", joints), Line::simulated("the rod", rod)];
    let title = "A cantilever brought to rest: cost over accuracy";
    let drawn =
        figure("bench-chains", title, "error of the tip / length", "time to rest, ms", lines);
    Some(Figure { logarithmic: true, ..drawn })
}

fn profile(rows: &[Figures]) -> Option<Figure> {
    let (row, own) = rows.iter().find_map(|row| match &row.own {
        Own::Profile(own) => Some((row, own)),
        _ => None,
    })?;
    let bar = |(i, share): (usize, &super::Share)| Line::bar(share.phase, i as f64, share.ms);
    let lines = own.phases.iter().enumerate().map(bar).collect();
    let title = format!("Where a tick's time goes in the S-tube, {} nodes at 120 Hz", row.nodes);
    Some(figure("bench-profile", &title, "", "time a tick, ms", lines))
}
