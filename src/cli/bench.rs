//! `wispwire bench`: what a tick costs, and what it is worth.

use super::arguments::Bench;
use crate::bench::{Figures, Job, Own, QUOTED, REPLAYS, Task, exponent, processor};
use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressStyle};
use std::process::ExitCode;

/// Runs the benchmarks that `options` name, all if it names none.
pub fn main(options: &Bench) -> ExitCode {
    let named = |task: &Task| options.only.is_empty() || options.only.contains(task);
    let tasks: Vec<_> = Task::value_variants().iter().copied().filter(named).collect();
    let jobs = Job::of(&tasks);
    let progress = bar(jobs.len());
    let mut rows = Vec::new();
    for job in &jobs {
        progress.set_message(job.title());
        match job.run() {
            Ok(figures) => rows.extend(figures),
            Err(error) => {
                progress.finish_and_clear();
                eprintln!("The benchmark “{}” cannot be trusted: {error}.", job.title());
                return ExitCode::FAILURE;
            }
        }
        progress.inc(1);
    }
    progress.finish_and_clear();
    if options.json {
        return print_json(&rows);
    }
    println!("{}, one core; every time is the least of {REPLAYS} identical replays", processor());
    for task in tasks {
        let rows: Vec<_> = rows.iter().filter(|row| row.task == task).collect();
        println!();
        match task {
            Task::STube => print_s_tube(&rows),
            Task::PeerBend => print_peer_bend(&rows),
            Task::RapierChain => print_chain(&rows),
        }
    }
    if let Some(exponent) = exponent(&rows) {
        println!("\nIn the S-tube at 120 Hz the median time grows as nodes^{exponent:.2}.");
    }
    ExitCode::SUCCESS
}

/// A bar of `jobs` benchmarks, drawn on terminals only.
fn bar(jobs: usize) -> ProgressBar {
    let bar = ProgressBar::new(jobs as u64);
    let style = "{bar:32}  {pos} of {len}  {msg}";
    // The template is a constant: were it wrong, the default style would do.
    bar.set_style(ProgressStyle::with_template(style).unwrap_or(ProgressStyle::default_bar()));
    bar
}

fn print_json(rows: &[Figures]) -> ExitCode {
    match serde_json::to_string_pretty(rows) {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("The figures cannot be written as JSON: {error}.");
            ExitCode::FAILURE
        }
    }
}

fn print_s_tube(rows: &[&Figures]) {
    println!("S-tube: a wire 0.8 m deep in six bends, fed 20 mm/s and spun 2 turns/s");
    println!(
        "nodes    Hz  median     p99     max   × real  steps    most  unsettled   residual N      \
         wall     ripple mN   creep"
    );
    println!(
        "                 ms      ms      ms     time  a tick                  median   worst     \
         mm     rms     max      mm"
    );
    for row in rows {
        let Own::STube(own) = &row.own else { continue };
        println!(
            "{:5} {:5} {:7.3} {:7.3} {:7.3} {:8.1} {:6.2} {:7} {:10} {:8.4} {:7.4} {:7.3} {:7.2} \
             {:7.2} {:7.4}",
            row.nodes,
            row.hz,
            row.timing.median_ms,
            row.timing.p99_ms,
            row.timing.max_ms,
            row.timing.realtime_factor,
            row.iterations,
            row.most_iterations,
            row.unsettled_ticks,
            own.residual_median_n,
            row.residual_n,
            row.penetration_mm,
            own.force_ripple_n * 1e3,
            own.largest_force_ripple_n * 1e3,
            own.creep_mm
        );
    }
}

fn print_peer_bend(rows: &[&Figures]) {
    println!(
        "The peers' bend: 1.5 m of wire, 300 elements, pushed 0.1 m/s for 2.5 s through a bend"
    );
    println!(
        "                     × real time   tip height m   overshoot mm   median / p99 / max ms"
    );
    for row in rows {
        let Own::PeerBend(own) = &row.own else { continue };
        println!(
            "wispwire             {:11.1} {:14.4} {:14.2}   {:.3} / {:.3} / {:.3}",
            row.timing.realtime_factor,
            own.tip_height_m,
            own.overshoot_mm,
            row.timing.median_ms,
            row.timing.p99_ms,
            row.timing.max_ms
        );
        println!("along the axis      {:27.4}", own.ideal_tip_height_m);
        println!(
            "  {:.1} steps a tick, {} at most, {} of {} ticks unsettled; overshoot after the others \
             {:.3} mm",
            row.iterations,
            row.most_iterations,
            row.unsettled_ticks,
            row.ticks,
            own.settled_overshoot_mm
        );
        println!(
            "  residual {:.4} N at the median, {:.4} N at worst; hub {:.2} N at the end; wall {} N/mm²",
            own.residual_median_n, row.residual_n, own.hub_force_n, own.wall_n_mm2
        );
    }
    for peer in QUOTED {
        println!(
            "{:20} {:11.2} {:14.3} {:14.2}   quoted, not measured here",
            peer.name, peer.realtime_factor, peer.tip_height_m, peer.overshoot_mm
        );
    }
}

fn print_chain(rows: &[&Figures]) {
    println!(
        "A cantilever at PL²/B = 2 from straight to rest: joints against the rod of no larger error"
    );
    println!(
        "                  nodes   error / length   median ms   p99 ms   max ms   ticks to rest   ms \
         to rest   residual N"
    );
    for row in rows {
        let Own::Chain(own) = &row.own else { continue };
        println!(
            "{:16} {:6} {:16.2e} {:11.4} {:8.4} {:8.4} {:15} {:12.3} {:12.1e}",
            row.method,
            row.nodes,
            own.static_error,
            row.timing.median_ms,
            row.timing.p99_ms,
            row.timing.max_ms,
            own.ticks_to_rest,
            own.ms_to_rest,
            row.residual_n
        );
    }
}
