//! A RON text cut into pieces: brackets, commas, colons, texts and words, each with its place.
//!
//! Blanks and comments are left out. What people write for a piece by mistake (another alphabet's
//! brackets, a text without its end) is taken for what is meant, and told.

use super::slip::Slip;
use super::words::{
    LIKENESSES, bad_escape, block_comment, oddly_quoted, opens_another, probable_length, quoted,
    raw, unseen, word,
};
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

/// What closes the bracket `open`.
pub(super) fn closing(open: char) -> char {
    match open {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}

/// What opens what `close` closes.
pub(super) fn opening(close: char) -> char {
    match close {
        ')' => '(',
        ']' => '[',
        _ => '{',
    }
}
