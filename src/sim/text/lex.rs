//! A RON text cut into pieces: brackets, commas, colons, texts and words, each with its place.
//!
//! Blanks and comments are left out. What people write for a piece by mistake (another alphabet's
//! brackets, a text without its end) is taken for what is meant, and told.

use super::slip::Slip;
use std::ops::Range;

/// A piece with its place.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub piece: Piece,
    /// Bytes of the text; empty where a bracket is missing.
    pub span: Range<usize>,
    /// From 1.
    pub line: u32,
    /// Characters before the first piece of its line.
    pub indent: u32,
    /// Whether nothing but closing brackets stands before it on its line.
    pub leads: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Open(char),
    Close(char),
    Comma,
    Colon,
    /// `=`, `;` or a full stop that is no decimal point, which have no place in RON.
    Sign(char),
    /// Text in quotes; `odd` where it is not written as RON wants it.
    Text {
        odd: bool,
    },
    /// A number, or what is meant to be one.
    Number,
    /// A name or anything else in one piece.
    Word,
}

/// A text in pieces.
pub(super) struct Lexed {
    pub tokens: Vec<Token>,
    pub slips: Vec<Slip>,
    /// Whether what follows the last piece cannot be made out.
    pub cut: bool,
}

/// After this many slips the reader gives up.
const MOST_SLIPS: usize = 100;
/// How far a text without its end is searched for what follows it, in characters.
const FARTHEST: usize = 100;
/// Brackets, commas and colons as other keyboards have them, and what is meant.
const LIKENESSES: &[(char, char)] = &[
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

/// Cuts `text` into pieces.
pub(super) fn lex(text: &str) -> Lexed {
    let mut lexer = Lexer {
        text,
        at: 0,
        line: 1,
        indent: 0,
        leads: true,
        lexed: Lexed { tokens: Vec::new(), slips: Vec::new(), cut: false },
    };
    while lexer.blank() {
        lexer.piece();
    }
    lexer.lexed
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    indent: u32,
    leads: bool,
    lexed: Lexed,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn slip(&mut self, slip: Slip) {
        self.lexed.slips.push(slip);
        if self.lexed.slips.len() >= MOST_SLIPS {
            self.cut();
        }
    }

    /// Leaves the rest of the text unread.
    fn cut(&mut self) {
        self.lexed.cut = true;
        self.at = self.text.len();
    }

    /// Past `length` bytes that may hold line ends.
    fn pass(&mut self, length: usize) {
        let passed = &self.rest()[..length];
        let lines = passed.matches('\n').count();
        if lines > 0 {
            self.line += lines as u32;
            self.leads = true;
        }
        self.at += length;
    }

    /// Past blanks and comments; whether a piece follows.
    fn blank(&mut self) -> bool {
        loop {
            let rest = self.rest();
            let blank = rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
            let Some(next) = rest[blank..].chars().next() else { return false };
            self.pass(blank);
            let rest = self.rest();
            if rest.starts_with("//") {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else if rest.starts_with("/*") {
                match block_comment(rest) {
                    Some(length) => self.pass(length),
                    None => {
                        self.slip(Slip::open_comment(self.at..self.at + 2));
                        self.cut();
                    }
                }
            } else if rest.starts_with("#!") {
                self.attribute();
            } else if unseen(next) {
                let length = rest.find(|c| !unseen(c)).unwrap_or(rest.len());
                self.slip(Slip::unseen(self.at..self.at + length));
                self.at = (self.at + length).min(self.text.len());
            } else {
                return true;
            }
        }
    }

    /// Past `#![…]`, of which only what is the case anyway may be said.
    fn attribute(&mut self) {
        let rest = self.rest();
        let length = rest.find(']').map_or(rest.len(), |end| end + 1);
        let said: String = rest[..length].split_whitespace().collect();
        if said != "#![enable(implicit_some)]" {
            self.slip(Slip::attribute(self.at..self.at + length));
        }
        if !self.lexed.cut {
            self.pass(length);
        }
    }

    fn piece(&mut self) {
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return };
        let meant = LIKENESSES.iter().find(|(like, _)| *like == first).map(|(_, meant)| *meant);
        if let Some(meant) = meant {
            self.slip(Slip::likeness(self.at..self.at + first.len_utf8(), meant));
        }
        let piece = match meant.unwrap_or(first) {
            open @ ('(' | '[' | '{') => Piece::Open(open),
            close @ (')' | ']' | '}') => Piece::Close(close),
            ',' => Piece::Comma,
            ':' => Piece::Colon,
            sign @ ('=' | ';') => Piece::Sign(sign),
            '.' if word(rest) == 1 => Piece::Sign('.'),
            '"' => return self.quoted(),
            'r' if raw(rest).is_some() => return self.raw(),
            _ => match oddly_quoted(rest) {
                Some(length) => return self.token(Piece::Text { odd: true }, length),
                None => return self.word(),
            },
        };
        self.token(piece, first.len_utf8());
    }

    fn token(&mut self, piece: Piece, length: usize) {
        if self.lexed.cut {
            return;
        }
        if self.leads && self.lexed.tokens.last().is_none_or(|last| last.line < self.line) {
            let line = &self.text[..self.at];
            let start = line.rfind('\n').map_or(0, |newline| newline + 1);
            self.indent = line[start..].chars().count() as u32;
        }
        let span = self.at..self.at + length;
        let (line, indent, leads) = (self.line, self.indent, self.leads);
        self.lexed.tokens.push(Token { piece, span, line, indent, leads });
        self.leads &= matches!(piece, Piece::Close(_));
        // A text that runs over lines ends on another one than it began.
        self.line += self.rest()[..length].matches('\n').count() as u32;
        self.at += length;
    }

    fn word(&mut self) {
        let found = &self.rest()[..word(self.rest())];
        let digits = found.trim_start_matches(['-', '+', '.', '−', '–']);
        let number = digits.starts_with(|c: char| c.is_ascii_digit());
        // The full stop that ends `0.8.` ends the entry.
        let stop = number && found.ends_with('.') && found.matches('.').count() > 1;
        let piece = if number { Piece::Number } else { Piece::Word };
        self.token(piece, found.len() - usize::from(stop));
    }

    fn quoted(&mut self) {
        let rest = self.rest();
        match quoted(rest).filter(|length| !opens_another(rest, length - 1)) {
            Some(length) => {
                let odd = bad_escape(&rest[..length]);
                if let Some(at) = odd {
                    self.slip(Slip::bad_escape(self.at + at..self.at + at + 1));
                }
                self.token(Piece::Text { odd: odd.is_some() }, length);
            }
            None => {
                let limit = quoted(rest).map_or(rest.len(), |length| length - 1);
                let length = 1 + probable_length(&rest[1..limit]);
                self.slip(Slip::open_text(self.at..self.at + length));
                self.token(Piece::Text { odd: true }, length);
            }
        }
    }

    fn raw(&mut self) {
        match raw(self.rest()).flatten() {
            Some(length) => self.token(Piece::Text { odd: false }, length),
            None => {
                let line = self.rest().find('\n').unwrap_or(self.rest().len());
                self.slip(Slip::open_text(self.at..self.at + line));
                self.cut();
            }
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
fn word(text: &str) -> usize {
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
fn quoted(text: &str) -> Option<usize> {
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
fn raw(text: &str) -> Option<Option<usize>> {
    let hashed = text.strip_prefix('r')?;
    let hashes = hashed.len() - hashed.trim_start_matches('#').len();
    let body = hashed[hashes..].strip_prefix('"')?;
    let closing = format!("\"{}", "#".repeat(hashes));
    let start = text.len() - body.len();
    Some(body.find(&closing).map(|end| start + end + closing.len()))
}

/// Length of the text at the start of `text` that stands in other quotes than `"` on one line.
fn oddly_quoted(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let (_, closing) = QUOTES.iter().find(|(open, _)| *open == first)?;
    let line = text.lines().next()?;
    let after = first.len_utf8();
    let (end, close) = line[after..].char_indices().find(|(_, c)| closing.contains(c))?;
    Some(after + end + close.len_utf8())
}

/// Whether the quote at `at` of `text`, which should end the text that begins there, looks like the
/// beginning of another one: `: "` or `, "` with a letter after it.
fn opens_another(text: &str, at: usize) -> bool {
    let before = text[1..at].trim_end().chars().next_back();
    let after = text[at + 1..].chars().next();
    before.is_some_and(|before| ":[(,".contains(before))
        && after.is_some_and(|after| !after.is_whitespace() && !",)]}".contains(after))
}

/// Length of the text at the start of `body` that is not closed: up to what looks like the end of
/// its field, or else of its line.
fn probable_length(body: &str) -> usize {
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
fn bad_escape(quoted: &str) -> Option<usize> {
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
