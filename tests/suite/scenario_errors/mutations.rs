//! Whatever is done to a file, reading it is no panic, and every problem has a place and a remedy.

use super::table::Base;

/// Reads `text` and holds what is told against what every message owes its reader.
fn answered(base: Base, text: &str, how: &str) {
    let (accepted, told) = base.read(text);
    assert!(accepted || !told.is_empty(), "{how}: refused without a word");
    for problem in told {
        assert!(!problem.remedy.is_empty() && problem.span.is_some(), "{how}: {problem:?}");
        assert!(problem.plain().contains(base.name()), "{how}: {}", problem.plain());
        assert!(!problem.drawn().is_empty(), "{how}");
    }
}

#[test]
fn a_file_cut_anywhere_is_answered() {
    for base in Base::ALL {
        let text = base.text();
        for (end, _) in text.char_indices().step_by(11) {
            answered(base, &text[..end], "cut");
        }
    }
}

#[test]
fn a_stray_character_anywhere_is_answered() {
    for base in Base::ALL {
        let text = base.text();
        for stray in ["\u{0}", "é", "\"", "(", "]", "/*", "'", "-", "Some(", "\u{feff}"] {
            for (at, _) in text.char_indices().step_by(97) {
                answered(base, &format!("{}{stray}{}", &text[..at], &text[at..]), stray);
            }
        }
    }
}

#[test]
fn a_line_lost_doubled_or_exchanged_with_the_next_is_answered() {
    for base in Base::ALL {
        let lines: Vec<_> = base.text().lines().collect();
        for i in 0..lines.len() - 1 {
            let mut lost = lines.clone();
            lost.remove(i);
            let mut doubled = lines.clone();
            doubled.insert(i, lines[i]);
            let mut exchanged = lines.clone();
            exchanged.swap(i, i + 1);
            for (lines, how) in [(lost, "lost"), (doubled, "doubled"), (exchanged, "exchanged")] {
                answered(base, &lines.join("\n"), how);
            }
        }
    }
}
