//! Changes that a writer of files might make: other numbers, lines lost or repeated. Bytes flipped
//! blindly hardly ever leave a file that is accepted, and what is built of it would go untried.

use libfuzzer_sys::fuzzer_mutate;
use std::ops::Range;

const FACTORS: [f64; 8] = [-1.0, 0.01, 0.1, 0.5, 0.9, 1.1, 2.0, 10.0];
const NUMBERS: [&str; 16] = [
    "0", "-0.0", "1", "-1", "0.001", "0.3", "2.5", "45", "90", "180", "360", "1e3", "1e9", "1e308",
    "1e-308", "5e-324",
];

/// Changes the `size` bytes at the beginning of `data`, to `most` at most; returns how many they
/// are then. Every other change is libFuzzer's own.
pub fn mutate(data: &mut [u8], size: usize, most: usize, seed: u32) -> usize {
    let mut dice = Dice(u64::from(seed) + 1);
    let changed = std::str::from_utf8(&data[..size]).ok().and_then(|text| match dice.below(8) {
        0..3 => other_number(text, &mut dice),
        3 => other_lines(text, &mut dice),
        _ => None,
    });
    match changed {
        Some(text) if text.len() <= most.min(data.len()) => {
            data[..text.len()].copy_from_slice(text.as_bytes());
            text.len()
        }
        _ => fuzzer_mutate(data, size, most),
    }
}

/// `text` with one of its numbers replaced.
fn other_number(text: &str, dice: &mut Dice) -> Option<String> {
    let numbers = numbers(text);
    let place = numbers.get(dice.below(numbers.len()))?.clone();
    let old = text[place.clone()].parse::<f64>().ok()?;
    let new = match dice.below(2) {
        0 => (old * FACTORS[dice.below(FACTORS.len())]).to_string(),
        _ => NUMBERS[dice.below(NUMBERS.len())].to_string(),
    };
    Some(format!("{}{new}{}", &text[..place.start], &text[place.end..]))
}

/// Where numbers stand in `text` as values: after a colon, a comma or an opening bracket.
fn numbers(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut opens = false;
    let mut at = 0;
    for word in text.split_inclusive([' ', '\n', '\t', ':', ',', '(', ')', '[', ']']) {
        let bare = word.trim_end_matches([' ', '\n', '\t', ':', ',', '(', ')', '[', ']']);
        if opens && bare.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
            found.push(at..at + bare.len());
        }
        if !bare.is_empty() {
            opens = false;
        }
        opens |= word.ends_with([':', ',', '(', '[']);
        at += word.len();
    }
    found
}

/// `text` with a line left out, or repeated elsewhere.
fn other_lines(text: &str, dice: &mut Dice) -> Option<String> {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let from = dice.below(lines.len());
    let line = *lines.get(from)?;
    if dice.below(2) == 0 {
        lines.remove(from);
    } else {
        lines.insert(dice.below(lines.len() + 1), line);
    }
    Some(lines.concat())
}

/// Numbers that look random (xorshift), from a seed that is not 0.
struct Dice(u64);

impl Dice {
    /// A number under `end`; 0 if there is none.
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % end.max(1)
    }
}
