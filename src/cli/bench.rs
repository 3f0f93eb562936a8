//! `wispwire bench`: what a tick costs, and what it is worth.

use super::arguments::Bench;
use super::physics::say;
use super::progress::counted;
use super::sheet::{Column, Sheet};
use crate::bench::{Figures, Job, Own, QUOTED, REPLAYS, Task, exponent, processor};
use clap::ValueEnum;
use std::process::ExitCode;

/// Runs the benchmarks that `options` name, all if it names none.
pub fn main(options: &Bench) -> ExitCode {
    let named = |task: &Task| options.only.is_empty() || options.only.contains(task);
    let tasks: Vec<_> = Task::value_variants().iter().copied().filter(named).collect();
    let rows = match measured(&tasks) {
        Ok(rows) => rows,
        Err(problem) => {
            eprintln!("{problem}");
            return ExitCode::FAILURE;
        }
    };
    if options.json {
        return print_json(&rows);
    }
    say(&format!("{}\n", machine()));
    for task in tasks {
        let (table, note) = (sheet(task, &rows).text(), note(task, &rows));
        say(&format!("\n{}\n{table}{note}", title(task)));
    }
    ExitCode::SUCCESS
}

/// The figures of `tasks`; `Err` says which cannot be trusted, and why.
pub fn measured(tasks: &[Task]) -> Result<Vec<Figures>, String> {
    let jobs = Job::of(tasks);
    let progress = counted("timing", jobs.len() as u64);
    let mut rows = Vec::new();
    for job in &jobs {
        progress.set_message(job.title());
        match job.run() {
            Ok(figures) => rows.extend(figures),
            Err(error) => {
                progress.finish_and_clear();
                let title = job.title();
                return Err(format!("The benchmark “{title}” cannot be trusted: {error}."));
            }
        }
        progress.inc(1);
    }
    progress.finish_and_clear();
    Ok(rows)
}

fn print_json(rows: &[Figures]) -> ExitCode {
    match serde_json::to_string_pretty(rows) {
        Ok(text) => {
            say(&format!("{text}\n"));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("The figures cannot be written as JSON: {error}.");
            ExitCode::FAILURE
        }
    }
}

/// The machine and how it was timed.
pub fn machine() -> String {
    format!(
        "{}, one core; {REPLAYS} identical replays; slow ticks by their least time",
        processor()
    )
}

fn title(task: Task) -> &'static str {
    match task {
        Task::STube => "S-tube: a wire 0.8 m deep in six bends, fed 20 mm/s and spun 2 turns/s",
        Task::PeerBend => {
            "The peers' bend: 1.5 m of wire, 300 elements, pushed 0.1 m/s for 2.5 s through a bend"
        }
        Task::RapierChain => {
            "A cantilever at PL²/B = 2 from straight to rest: joints against the rod of no larger \
             error"
        }
        Task::Branches => {
            "A wire fed 20 mm/s past the same branches in a tree of ten and of a thousand"
        }
        Task::Profile => "Where a tick's time goes: thirty ticks in the S-tube",
    }
}

/// The rows of `task` among `rows`, as a table.
pub fn sheet(task: Task, rows: &[Figures]) -> Sheet {
    let own = rows.iter().filter(|row| row.task == task);
    match task {
        Task::STube => Sheet { columns: S_TUBE, rows: own.filter_map(s_tube).collect() },
        Task::PeerBend => {
            let rows = own.flat_map(peer_bend).chain(quoted()).collect();
            Sheet { columns: PEER_BEND, rows }
        }
        Task::RapierChain => Sheet { columns: CHAIN, rows: own.filter_map(chain).collect() },
        Task::Branches => Sheet { columns: BRANCHES, rows: own.filter_map(branches).collect() },
        Task::Profile => Sheet { columns: PROFILE, rows: own.flat_map(profile).collect() },
    }
}

/// What is to be said beneath the table of `task`: whole lines, or nothing.
pub fn note(task: Task, rows: &[Figures]) -> String {
    match task {
        Task::STube => exponent(rows).map_or(String::new(), |exponent| {
            format!("At 120 Hz the median time grows as nodes^{exponent:.2}.\n")
        }),
        Task::PeerBend => rows.iter().filter_map(peer_note).collect(),
        Task::RapierChain => String::new(),
        Task::Branches => branches_note(rows),
        Task::Profile => rows.iter().filter_map(profile_note).collect(),
    }
}

const S_TUBE: &[Column] = &[
    Column::figures("members", ""),
    Column::figures("nodes", ""),
    Column::figures("rate", "Hz"),
    Column::figures("median", "ms"),
    Column::figures("p99", "ms"),
    Column::figures("max", "ms"),
    Column::figures("× real time", ""),
    Column::figures("steps a tick", ""),
    Column::figures("most", ""),
    Column::figures("unsettled", "ticks"),
    Column::figures("residual", "N"),
    Column::figures("at worst", "N"),
    Column::figures("wall", "mm"),
    Column::figures("ripple", "mN"),
    Column::figures("at worst", "mN"),
    Column::figures("creep", "mm"),
];

fn s_tube(row: &Figures) -> Option<Vec<String>> {
    let Own::STube(own) = &row.own else { return None };
    let mut cells = vec![own.members.to_string(), row.nodes.to_string(), row.hz.to_string()];
    cells.extend(times(row));
    cells.extend([
        format!("{:.1}", row.timing.realtime_factor),
        format!("{:.2}", row.iterations),
        row.most_iterations.to_string(),
        row.unsettled_ticks.to_string(),
        format!("{:.4}", own.residual_median_n),
        format!("{:.4}", row.residual_n),
        format!("{:.3}", row.penetration_mm),
        format!("{:.2}", own.force_ripple_n * 1e3),
        format!("{:.2}", own.largest_force_ripple_n * 1e3),
        format!("{:.4}", own.creep_mm),
    ]);
    Some(cells)
}

/// Median, 99th percentile and maximum, ms.
fn times(row: &Figures) -> [String; 3] {
    let timing = row.timing;
    [timing.median_ms, timing.p99_ms, timing.max_ms].map(|ms| format!("{ms:.3}"))
}

const PEER_BEND: &[Column] = &[
    Column::words(""),
    Column::figures("× real time", ""),
    Column::figures("tip height", "m"),
    Column::figures("overshoot", "mm"),
    Column::figures("median", "ms"),
    Column::figures("p99", "ms"),
    Column::figures("max", "ms"),
    Column::words("source"),
];

fn peer_bend(row: &Figures) -> Vec<Vec<String>> {
    let Own::PeerBend(own) = &row.own else { return Vec::new() };
    let [median, p99, max] = times(row);
    let pace = format!("{:.1}", row.timing.realtime_factor);
    let (height, overshoot) =
        (format!("{:.4}", own.tip_height_m), format!("{:.2}", own.overshoot_mm));
    let here = "measured here".to_owned();
    let mut axis = vec![String::new(); PEER_BEND.len()];
    "along the axis".clone_into(&mut axis[0]);
    axis[2] = format!("{:.4}", own.ideal_tip_height_m);
    "geometry".clone_into(&mut axis[7]);
    vec![vec!["wispwire".to_owned(), pace, height, overshoot, median, p99, max, here], axis]
}

fn quoted() -> impl Iterator<Item = Vec<String>> {
    QUOTED.iter().map(|peer| {
        let none = String::new;
        vec![
            peer.name.to_owned(),
            format!("{:.2}", peer.realtime_factor),
            format!("{:.3}", peer.tip_height_m),
            format!("{:.2}", peer.overshoot_mm),
            none(),
            none(),
            none(),
            "quoted, not measured here".to_owned(),
        ]
    })
}

fn peer_note(row: &Figures) -> Option<String> {
    let Own::PeerBend(own) = &row.own else { return None };
    Some(format!(
        "{:.1} steps a tick, {} at most, {} of {} ticks unsettled; overshoot after the others {:.3} \
         mm.\nResidual {:.4} N at the median, {:.4} N at worst; hub {:.2} N at the end; wall {} \
         N/mm².\nAt the end the wire lies up to {:.2} mm inside the bend's axis, which saves {:.2} \
         mm of the way; crossing\nfrom wall to wall costs {:.2} mm.\n",
        row.iterations,
        row.most_iterations,
        row.unsettled_ticks,
        row.ticks,
        own.settled_overshoot_mm,
        own.residual_median_n,
        row.residual_n,
        own.hub_force_n,
        own.wall_n_mm2,
        own.inward_mm,
        own.saved_mm,
        own.lost_mm,
    ))
}

const CHAIN: &[Column] = &[
    Column::words("method"),
    Column::figures("nodes", ""),
    Column::figures("error", "of length"),
    Column::figures("median", "ms"),
    Column::figures("p99", "ms"),
    Column::figures("max", "ms"),
    Column::figures("to rest", "ticks"),
    Column::figures("to rest", "ms"),
    Column::figures("residual", "N"),
];

fn chain(row: &Figures) -> Option<Vec<String>> {
    let Own::Chain(own) = &row.own else { return None };
    let timing = row.timing;
    let mut cells = vec![row.method.to_owned(), row.nodes.to_string()];
    cells.push(format!("{:.2e}", own.static_error));
    cells.extend([timing.median_ms, timing.p99_ms, timing.max_ms].map(|ms| format!("{ms:.4}")));
    cells.push(own.ticks_to_rest.to_string());
    cells.push(format!("{:.3}", own.ms_to_rest));
    cells.push(format!("{:.1e}", row.residual_n));
    Some(cells)
}

const BRANCHES: &[Column] = &[
    Column::figures("branches", ""),
    Column::figures("nodes", ""),
    Column::figures("median", "ms"),
    Column::figures("p99", "ms"),
    Column::figures("max", "ms"),
    Column::figures("median a node", "µs"),
    Column::figures("steps a tick", ""),
    Column::figures("wall", "mm"),
];

fn branches(row: &Figures) -> Option<Vec<String>> {
    let Own::Branches(own) = &row.own else { return None };
    let mut cells = vec![own.branches.to_string(), row.nodes.to_string()];
    cells.extend(times(row));
    cells.push(format!("{:.3}", own.median_us_a_node));
    cells.push(format!("{:.2}", row.iterations));
    cells.push(format!("{:.3}", row.penetration_mm));
    Some(cells)
}

fn branches_note(rows: &[Figures]) -> String {
    let times: Vec<_> = rows
        .iter()
        .filter(|row| row.task == Task::Branches)
        .map(|row| row.timing.median_ms)
        .collect();
    let [few, .., many] = times[..] else { return String::new() };
    format!("In the larger tree a tick takes {:.2} times as long.\n", many / few)
}

const PROFILE: &[Column] = &[
    Column::words("phase"),
    Column::figures("a tick", "ms"),
    Column::figures("share", "%"),
    Column::figures("a node and step", "ns"),
];

fn profile(row: &Figures) -> Vec<Vec<String>> {
    let Own::Profile(own) = &row.own else { return Vec::new() };
    let cells = |share: &crate::bench::Share| {
        vec![
            share.phase.to_owned(),
            format!("{:.4}", share.ms),
            format!("{:.1}", share.share * 100.0),
            format!("{:.1}", share.ns_per_node_and_step),
        ]
    };
    let mut rows: Vec<_> = own.phases.iter().map(cells).collect();
    let sum = |of: fn(&crate::bench::Share) -> f64| own.phases.iter().map(of).sum::<f64>();
    rows.push(vec![
        "the whole tick".to_owned(),
        format!("{:.4}", sum(|share| share.ms)),
        "100.0".to_owned(),
        format!("{:.1}", sum(|share| share.ns_per_node_and_step)),
    ]);
    rows
}

fn profile_note(row: &Figures) -> Option<String> {
    let Own::Profile(_) = &row.own else { return None };
    Some(format!(
        "{} nodes, {} ticks of 1/{} s, {:.2} steps a tick.\n",
        row.nodes, row.ticks, row.hz, row.iterations
    ))
}
