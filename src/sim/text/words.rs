//! Words, quoted texts and comments: how far each goes.

/// How far a text without its end is searched for what follows it, in characters.
const FARTHEST: usize = 100;
/// Brackets, commas and colons as other keyboards have them, and what is meant.
pub(super) const LIKENESSES: &[(char, char)] = &[
    ('：', ':'),
    ('，', ','),
    ('、', ','),
    ('；', ';'),
    ('＝', '='),
    ('（', '('),
    ('）', ')'),
    ('［', '['),
    ('］', ']'),
    ('｛', '{'),
    ('｝', '}'),
];
/// Quotes that other programs put in the place of `"`, and what they are closed with.
const QUOTES: &[(char, &[char])] = &[
    ('\'', &['\'']),
    ('`', &['`', '\'']),
    ('“', &['”', '“', '"']),
    ('”', &['”', '"']),
    ('„', &['“', '”', '"']),
    ('‘', &['’', '‘', '\'']),
    ('’', &['’', '\'']),
    ('«', &['»']),
    ('»', &['«']),
];

/// Length of the field's or struct's name at the start of `text`, with any `r#` before it.
pub(super) fn name(text: &str) -> usize {
    let bare = text.strip_prefix("r#").filter(|after| !after.starts_with('"')).unwrap_or(text);
    if !bare.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return 0;
    }
    let end = bare.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-'));
    text.len() - bare.len() + end.unwrap_or(bare.len())
}

/// What stands between the quotes of the text `quoted`, whichever quotes they are.
pub(super) fn unquoted(quoted: &str) -> &str {
    let is_quote = |c: char| {
        c == '"'
            || QUOTES.iter().any(|(open, close)| *open == c || *open != '\'' && close.contains(&c))
    };
    let inner = quoted.strip_prefix(is_quote).unwrap_or(quoted);
    inner.strip_suffix(is_quote).unwrap_or(inner)
}

/// Blanks that are no part of RON, and characters that cannot be seen.
pub(super) fn unseen(c: char) -> bool {
    let ordinary = matches!(c, ' ' | '\t' | '\r' | '\n');
    let joiner = matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}');
    !ordinary && (c.is_whitespace() || c.is_control() || joiner)
}

/// Length of the run of characters at the start of `text` that ends no word, at least one
/// character.
pub(super) fn word(text: &str) -> usize {
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let rest = &text[at..];
        let ends = c.is_whitespace()
            || ",()[]{}:=;".contains(c)
            || LIKENESSES.iter().any(|(like, _)| *like == c)
            || rest.starts_with("//")
            || rest.starts_with("/*");
        if at > 0 && ends {
            break;
        }
        if c == '"' && at > 0 {
            // The end of a text whose first quote was forgotten.
            let after = rest[1..].chars().next();
            let closes = after.is_none_or(|after| ",)]}\r\n".contains(after));
            return if closes { at + 1 } else { at };
        }
        end = at + c.len_utf8();
    }
    // Characters that cannot be seen count as blanks at the end of a word.
    let seen = text[..end].trim_end_matches(unseen).len();
    if seen > 0 { seen } else { end }
}

/// Length of the block comment at the start of `text`; they nest. `None` if it is left open.
pub(super) fn block_comment(text: &str) -> Option<usize> {
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
pub(super) fn quoted(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// Length of the raw text at the start of `text` if one is there; `Some(None)` if it is left open.
pub(super) fn raw(text: &str) -> Option<Option<usize>> {
    let hashed = text.strip_prefix('r')?;
    let hashes = hashed.len() - hashed.trim_start_matches('#').len();
    let body = hashed[hashes..].strip_prefix('"')?;
    let closing = format!("\"{}", "#".repeat(hashes));
    let start = text.len() - body.len();
    Some(body.find(&closing).map(|end| start + end + closing.len()))
}

/// Length of the text at the start of `text` that stands in other quotes than `"` on one line.
pub(super) fn oddly_quoted(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let (_, closing) = QUOTES.iter().find(|(open, _)| *open == first)?;
    let line = text.lines().next()?;
    let after = first.len_utf8();
    let (end, close) = line[after..].char_indices().find(|(_, c)| closing.contains(c))?;
    Some(after + end + close.len_utf8())
}

/// Whether the quote at `at` of `text`, which should end the text that begins there, looks like the
/// beginning of another one: `: "` or `, "` with a letter after it.
pub(super) fn opens_another(text: &str, at: usize) -> bool {
    let before = text[1..at].trim_end().chars().next_back();
    let after = text[at + 1..].chars().next();
    before.is_some_and(|before| ":[(,".contains(before))
        && after.is_some_and(|after| !after.is_whitespace() && !",)]}".contains(after))
}

/// Length of the text at the start of `body` that is not closed: up to what looks like the end of
/// its field, or else of its line.
pub(super) fn probable_length(body: &str) -> usize {
    let ends = |(at, c): &(usize, char)| ",)]}\n".contains(*c) && goes_on(&body[*at..]);
    let line = body.find('\n').unwrap_or(body.len());
    let end = body.char_indices().find(ends).map_or(line, |(at, _)| at);
    body[..end].trim_end().trim_end_matches(',').len()
}

/// Whether what begins with `rest` looks like what comes after a text: separators, and then the
/// next field or nothing more.
fn goes_on(rest: &str) -> bool {
    let separates = |c: &char| c.is_whitespace() || ",)]}".contains(*c);
    let run: usize = rest.chars().take(FARTHEST).take_while(separates).map(char::len_utf8).sum();
    let after = &rest[run..];
    let name = name(after);
    after.is_empty()
        || after.starts_with("//")
        || name > 0 && after[name..].trim_start_matches(' ').starts_with(':')
}

/// Where in a quoted text a backslash stands before something that it does not go with.
pub(super) fn bad_escape(quoted: &str) -> Option<usize> {
    let mut characters = quoted.char_indices();
    while let Some((at, c)) = characters.next() {
        if c == '\\' {
            let (_, escaped) = characters.next()?;
            if !"\"'\\nrt0xu\r\n".contains(escaped) {
                return Some(at);
            }
        }
    }
    // What `\x` and `\u` want is RON's own affair.
    let sound = !quoted.contains('\\') || ron::from_str::<String>(quoted).is_ok();
    (!sound).then(|| quoted.find('\\').unwrap_or_default())
}
