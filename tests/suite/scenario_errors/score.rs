//! Weights, limits and the clock.

use super::table::{Broken, broken};

pub const CASES: &[Broken] = &[
    broken("weights that miss ten points", "true_lumen: 30", "true_lumen: 20")
        .at("score.weights", "(crossing: 35, true_lumen: 20, no_perfor…")
        .says(
            "the weights sum to 90, not to 100",
            "Add 10 points among them; a weight left out has its default.",
        ),
    broken("weights that have ten points too many", "true_lumen: 30", "true_lumen: 40")
        .at("score.weights", "(crossing: 35, true_lumen: 40, no_perfor…")
        .says(
            "the weights sum to 110, not to 100",
            "Take away 10 points among them; a weight left out has its",
        ),
    broken("weights that have a tenth too many", "true_lumen: 30", "true_lumen: 30.1")
        .at("score.weights", "(crossing: 35, true_lumen: 30.1, no_perf…")
        .says(
            "the weights sum to 100.1, not to 100",
            "Take away 0.1 points among them; a weight left out has its",
        ),
    broken("a weight left out whose default does not fit", "wall_force: 5, time: 15", "time: 20")
        .at("score.weights", "(crossing: 35, true_lumen: 30, no_perforation: 15, time: 20)")
        .says(
            "the weights sum to 105, not to 100",
            "Take away 5 points among them; a weight left out has its",
        ),
    broken("a negative weight", "wall_force: 5", "wall_force: -5")
        .at("score.weights.wall_force", "⟦-5⟧,")
        .says("a negative number is not possible here", "Write a number from 0 to 100 points."),
    broken("a weight above a hundred", "crossing: 35", "crossing: 135")
        .at("score.weights.crossing", "135")
        .says("the number is too large", "Write a number from 0 to 100 points."),
    broken("no time at all", "limit_min: 20", "limit_min: 0")
        .at("clock.limit_min", "limit_min: ⟦0⟧")
        .says("zero is not possible here", "Write a number more than 0, at most 600 min."),
    broken("a limit shorter than the case can take", "limit_min: 20", "limit_min: 0.3")
        .at("clock.limit_min", "⟦0.3⟧)")
        .says(
            "the limit is shorter than the case can take",
            "Raise the limit; `wispwire try` says how long the case",
        ),
    broken("a limit in seconds", "limit_min: 20", "limit_min: 1200")
        .at("clock.limit_min", "1200")
        .says("the number is too large", "Write a number more than 0, at most 600 min."),
    broken("par above slow", "par_min: 20", "par_min: 90")
        .at("score.par_min", "par_min: ⟦90⟧")
        .says("`par_min` is not below `slow_min`", "Lower `par_min` or raise `slow_min`."),
    broken("par the same as slow", "slow_min: 80", "slow_min: 20")
        .at("score.par_min", "par_min: ⟦20⟧")
        .says("`par_min` is not below `slow_min`", "Lower `par_min` or raise `slow_min`."),
    broken("gentle the same as harmful", "gentle_force_n: 2", "gentle_force_n: 6")
        .at("score.gentle_force_n", "gentle_force_n: ⟦6⟧")
        .says(
            "`gentle_force_n` is not below `harmful_force_n`",
            "Lower `gentle_force_n` or raise `harmful_force_n`.",
        ),
    broken("harmful below gentle", "harmful_force_n: 6", "harmful_force_n: 1")
        .at("score.gentle_force_n", "gentle_force_n: ⟦2⟧")
        .says(
            "`gentle_force_n` is not below `harmful_force_n`",
            "Lower `gentle_force_n` or raise `harmful_force_n`.",
        ),
    broken("a pass mark above a hundred", "pass_mark: 60", "pass_mark: 101")
        .at("score.pass_mark", "101")
        .says("the number is too large", "Write a number from 0 to 100 points."),
    broken("a clock that stands still", "time_scale: 4", "time_scale: 0")
        .at("clock.time_scale", "time_scale: ⟦0⟧")
        .says("zero is not possible here", "Write a number more than 0, at most 1000."),
    broken("an exchange in no time", "exchange_min: 2", "exchange_min: -2")
        .at("clock.exchange_min", "⟦-2⟧,")
        .says("a negative number is not possible here", "Write a number from 0 to 10000 min."),
];
