//! Progress on standard error.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar of `length` seconds of manipulation, called `title`. It is drawn on terminals only.
pub fn bar(title: &str, length: u64) -> ProgressBar {
    let bar = ProgressBar::new(length);
    let style = "{msg}  {bar:32}  {pos} of at most {len} s of manipulation";
    // The template is a constant: were it wrong, the default style would do.
    bar.set_style(ProgressStyle::with_template(style).unwrap_or(ProgressStyle::default_bar()));
    bar.set_message(title.to_owned());
    bar
}
