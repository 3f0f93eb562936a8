//! The smallest pieces of a RON text: blanks, comments, quoted text, names and words.

/// Length of the white space, comments and `#![enable(…)]` at the start of `text`, and whether a
/// comment is left open.
pub(super) fn blank(text: &str) -> (usize, bool) {
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let trimmed = rest.trim_start();
        at += rest.len() - trimmed.len();
        if trimmed.starts_with("//") {
            at += trimmed.find('\n').unwrap_or(trimmed.len());
        } else if trimmed.starts_with("/*") {
            match block_comment(trimmed) {
                Some(length) => at += length,
                None => return (at, true),
            }
        } else if trimmed.starts_with("#!") {
            at += trimmed.find(']').map_or(trimmed.len(), |end| end + 1);
        } else {
            return (at, false);
        }
    }
}

/// Length of the field's or struct's name at the start of `text`, with any `r#` before it.
pub(super) fn name(text: &str) -> usize {
    let bare = text.strip_prefix("r#").filter(|after| !after.starts_with('"')).unwrap_or(text);
    if !bare.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return 0;
    }
    let end = bare.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-'));
    text.len() - bare.len() + end.unwrap_or(bare.len())
}

/// Length of the run of characters at the start of `text` that ends no word, at least one
/// character of any text.
pub(super) fn word(text: &str) -> usize {
    let end = text.find(|c: char| c.is_whitespace() || ",()[]{}:\"".contains(c));
    let first = text.chars().next().map_or(0, char::len_utf8);
    end.unwrap_or(text.len()).max(first)
}

/// Length of the block comment at the start of `text`; they nest. `None` if it is left open.
fn block_comment(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0);
    while at < bytes.len() {
        if bytes[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if bytes[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return Some(at);
            }
        } else {
            at += 1;
        }
    }
    None
}

/// Length of the quoted text at the start of `text`, with its quotes; `None` if it is left open.
pub(super) fn quoted(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return Some(at + c.len_utf8()),
            _ => {}
        }
    }
    None
}

/// Length of the raw or byte text at the start of `text` if one is there; `Some(None)` if it is
/// left open.
pub(super) fn raw(text: &str) -> Option<Option<usize>> {
    let after = text.strip_prefix('b').unwrap_or(text);
    let prefix = text.len() - after.len();
    if prefix == 1 && after.starts_with('"') {
        return Some(quoted(after, '"').map(|length| length + 1));
    }
    let hashed = after.strip_prefix('r')?;
    let hashes = hashed.len() - hashed.trim_start_matches('#').len();
    let body = hashed[hashes..].strip_prefix('"')?;
    let closing = format!("\"{}", "#".repeat(hashes));
    let start = text.len() - body.len();
    Some(body.find(&closing).map(|end| start + end + closing.len()))
}
