//! Progress on standard error.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar of `length` seconds of manipulation, called `title`. It is drawn on terminals only.
pub fn bar(title: &str, length: u64) -> ProgressBar {
    styled(title, length, "{msg}  {bar:32}  {pos} of at most {len} s of manipulation")
}

/// A bar of `length` things to do, called `title`. It is drawn on terminals only.
pub fn counted(title: &str, length: u64) -> ProgressBar {
    styled(title, length, "{bar:32}  {pos} of {len}  {msg}")
}

/// A bar of `count` attempts of at most `limit_s` seconds of manipulation each, whose length is
/// all these seconds. It is drawn on terminals only.
pub fn attempts(count: u64, limit_s: u64) -> ProgressBar {
    let title = format!("0 of {count} attempts");
    styled(&title, count.saturating_mul(limit_s), "{bar:32}  {msg}  {elapsed}")
}

fn styled(title: &str, length: u64, template: &str) -> ProgressBar {
    let bar = ProgressBar::new(length);
    // Templates are constants: were one wrong, the default style would do.
    let style = ProgressStyle::with_template(template).unwrap_or(ProgressStyle::default_bar());
    bar.set_style(style);
    bar.set_message(title.to_owned());
    bar
}
