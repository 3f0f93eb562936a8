//! What of a Rust file is code that ships: comments, quoted texts and test items blanked, lines
//! kept.

/// A line of code.
pub struct Line {
    /// From 1.
    pub number: usize,
    pub code: String,
}

/// The shipped code of `source`, line by line.
pub fn code_of(source: &str) -> Vec<Line> {
    let bare = without_tests(&without_comments_and_texts(source));
    bare.lines()
        .enumerate()
        .map(|(i, line)| Line { number: i + 1, code: line.to_string() })
        .collect()
}

fn without_comments_and_texts(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let mut out = String::with_capacity(source.len());
    let mut i = 0;
    while i < chars.len() {
        let end = match chars[i] {
            '/' if chars.get(i + 1) == Some(&'/') => end_of_line(&chars, i),
            '/' if chars.get(i + 1) == Some(&'*') => end_of_comment(&chars, i),
            '"' => end_of_text(&chars, i),
            'r' if !follows_a_word(&chars, i) => end_of_raw_text(&chars, i).unwrap_or(i),
            '\'' => end_of_character(&chars, i).unwrap_or(i),
            _ => i,
        };
        if end == i {
            out.push(chars[i]);
            i += 1;
        } else {
            out.extend(chars[i..end].iter().map(|&c| if c == '\n' { c } else { ' ' }));
            i = end;
        }
    }
    out
}

fn follows_a_word(chars: &[char], i: usize) -> bool {
    i > 0 && (chars[i - 1].is_alphanumeric() && chars[i - 1] != 'b' || chars[i - 1] == '_')
}

fn end_of_line(chars: &[char], from: usize) -> usize {
    chars[from..].iter().position(|&c| c == '\n').map_or(chars.len(), |n| from + n)
}

fn end_of_comment(chars: &[char], from: usize) -> usize {
    let (mut open, mut i) = (0, from);
    while i + 1 < chars.len() {
        match (chars[i], chars[i + 1]) {
            ('/', '*') => (open, i) = (open + 1, i + 2),
            ('*', '/') => (open, i) = (open - 1, i + 2),
            _ => i += 1,
        }
        if open == 0 {
            return i;
        }
    }
    chars.len()
}

fn end_of_text(chars: &[char], from: usize) -> usize {
    let mut i = from + 1;
    while i < chars.len() && chars[i] != '"' {
        i += if chars[i] == '\\' { 2 } else { 1 };
    }
    (i + 1).min(chars.len())
}

/// The end of `r"…"` or `r#"…"#`, if that is what starts here.
fn end_of_raw_text(chars: &[char], from: usize) -> Option<usize> {
    let hashes = chars[from + 1..].iter().take_while(|&&c| c == '#').count();
    let quote = from + 1 + hashes;
    if chars.get(quote) != Some(&'"') {
        return None;
    }
    let closes = |i: usize| {
        chars[i] == '"'
            && chars[i + 1..].iter().take(hashes).filter(|&&c| c == '#').count() == hashes
    };
    Some((quote + 1..chars.len()).find(|&i| closes(i)).map_or(chars.len(), |i| i + 1 + hashes))
}

/// The end of a character in quotes; a lifetime has none.
fn end_of_character(chars: &[char], from: usize) -> Option<usize> {
    match chars.get(from + 1)? {
        '\\' => (from + 3..chars.len()).find(|&i| chars[i] == '\'').map(|i| i + 1),
        _ => (chars.get(from + 2) == Some(&'\'')).then_some(from + 3),
    }
}

/// Blanks every item under `#[cfg(test)]`, to its closing brace or semicolon.
fn without_tests(code: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut out = code.to_string();
    while let Some(start) = out.find(MARK) {
        let body = start + MARK.len();
        let mut open = 0;
        let end = out[body..]
            .char_indices()
            .find(|&(_, c)| {
                match c {
                    '{' => open += 1,
                    '}' => open -= 1,
                    _ => {}
                }
                open == 0 && matches!(c, '}' | ';')
            })
            .map_or(out.len(), |(at, c)| body + at + c.len_utf8());
        let blank: String =
            out[start..end].chars().map(|c| if c == '\n' { c } else { ' ' }).collect();
        out.replace_range(start..end, &blank);
    }
    out
}

#[test]
fn only_shipped_code_is_read() {
    let source = r##"
use a; // HashMap
/* Instant /* nested */ still */ let c = '"'; let t = "\"StdRng";
fn f<'a>(x: &'a str) { r#"mul_add""# }
#[cfg(test)]
mod tests { fn g() { h.sin() } }
let kept = 1;
"##;
    let code: String = code_of(source).iter().map(|line| line.code.clone() + "\n").collect();
    for word in ["HashMap", "Instant", "still", "StdRng", "mul_add", "sin"] {
        assert!(!code.contains(word), "{word} was taken for code in {code}");
    }
    for word in ["use a;", "let c =", "let t =", "fn f<'a>(x: &'a str)", "let kept = 1;"] {
        assert!(code.contains(word), "{word} was lost from {code}");
    }
    assert_eq!(code_of(source)[6].code, "let kept = 1;", "line numbers shifted");
}
