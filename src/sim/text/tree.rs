//! A RON text as a tree in which everything has its place.
//!
//! serde forgets places and stops at the first fault. This reader keeps the one and goes on after
//! the other: it knows brackets, names, text and comments and nothing of types. What it had to
//! overlook to go on is in [`Tree::slips`], each with the edit that would mend it.

use super::lex;
use super::syntax::{Edit, Slip};
use std::ops::Range;

/// Deeper brackets than this are refused; files of ours need eight.
const DEEPEST: usize = 64;
/// After this many slips the reader gives up.
const MOST_SLIPS: usize = 100;

/// A value with its place.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// Bytes of the text.
    pub span: Range<usize>,
    pub kind: Kind,
}

/// What stands at a place.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// `(name: value, …)`, in the order of the text.
    Fields(Vec<Entry>),
    /// `[value, …]`, or `(value, …)` where `round`.
    Items { nodes: Vec<Node>, round: bool },
    /// `Some(value)`.
    Some(Box<Node>),
    /// Text in quotes.
    Text,
    /// A number, a word or anything else in one piece.
    Word,
}

/// A field of a struct.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub name: Range<usize>,
    pub value: Node,
}

/// A whole text.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    /// `None` where there is nothing.
    pub root: Option<Node>,
    pub slips: Vec<Slip>,
    /// False where a slip leaves it open what belongs to what.
    pub trusted: bool,
}

/// Reads `text`.
pub(super) fn parse(text: &str) -> Tree {
    let mut parser = Parser {
        text,
        at: 0,
        path: String::new(),
        slips: Vec::new(),
        trusted: true,
        outdent: None,
    };
    let root = parser.value(0);
    parser.blank();
    if root.is_none() && parser.trusted {
        parser.fatal(Slip::nothing(parser.here()));
    } else if parser.trusted && parser.at < text.len() {
        let rest = parser.at..text.len();
        parser.slip(Slip::trailing(parser.word_here(), Edit::remove(rest)));
    }
    Tree { root, slips: parser.slips, trusted: parser.trusted }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    /// Field path of what is being read.
    path: String,
    slips: Vec<Slip>,
    trusted: bool,
    /// The first field that stands no deeper than the line on which its bracket was opened, and
    /// that bracket: where one was probably forgotten to be closed.
    outdent: Option<(Range<usize>, usize, String)>,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn here(&self) -> Range<usize> {
        self.at..self.at
    }

    fn word_here(&self) -> Range<usize> {
        self.at..self.at + lex::word(self.rest())
    }

    fn blank(&mut self) {
        let (length, open) = lex::blank(self.rest());
        self.at += length;
        if open {
            self.fatal(Slip::open_comment(self.at..self.at + 2));
            self.at = self.text.len();
        }
    }

    fn slip(&mut self, slip: Slip) {
        if self.slips.len() < MOST_SLIPS {
            self.slips.push(Slip { path: self.path.clone(), ..slip });
        } else {
            self.trusted = false;
            self.at = self.text.len();
        }
    }

    /// A slip after which nothing that follows can be believed.
    fn fatal(&mut self, slip: Slip) {
        if self.trusted {
            self.slip(slip);
        }
        self.trusted = false;
        self.at = self.text.len();
    }

    fn value(&mut self, depth: usize) -> Option<Node> {
        self.blank();
        let start = self.at;
        let first = self.peek()?;
        if depth > DEEPEST {
            self.fatal(Slip::too_deep(start..start + 1, DEEPEST));
            return None;
        }
        let kind = match first {
            '(' | '[' | '{' => self.group(first, depth)?,
            '"' => self.quoted(lex::quoted(self.rest(), '"')),
            'r' | 'b' if lex::raw(self.rest()).is_some() => {
                self.quoted(lex::raw(self.rest()).flatten())
            }
            ')' | ']' | '}' | ',' | ':' => return None,
            _ => return Some(self.word_or_named(depth)),
        };
        Some(Node { span: start..self.at, kind })
    }

    fn quoted(&mut self, length: Option<usize>) -> Kind {
        match length {
            Some(length) => self.at += length,
            None => {
                let line = self.rest().find('\n').unwrap_or(self.rest().len());
                self.fatal(Slip::open_text(self.at..self.at + line));
            }
        }
        Kind::Text
    }

    /// A number, a word, a struct with its name or `Some(…)`.
    fn word_or_named(&mut self, depth: usize) -> Node {
        let start = self.at;
        let name = lex::name(self.rest());
        let wraps = &self.rest()[..name] == "Some";
        self.at += lex::word(self.rest());
        let word = Node { span: start..self.at, kind: Kind::Word };
        if name == 0 || self.at != start + name {
            return word;
        }
        self.blank();
        if self.peek() != Some('(') {
            self.at = word.span.end;
            return word;
        }
        if !wraps {
            let Some(kind) = self.group('(', depth) else { return word };
            return Node { span: start..self.at, kind };
        }
        self.at += 1;
        let Some(inner) = self.value(depth + 1) else { return word };
        self.blank();
        if self.peek() == Some(',') {
            self.at += 1;
            self.blank();
        }
        if self.peek() == Some(')') {
            self.at += 1;
        } else {
            let edit = Edit::insert(inner.span.end, ")");
            self.slip(Slip::missing_bracket(self.word_here(), ')', None).with(edit));
        }
        Node { span: start..self.at, kind: Kind::Some(Box::new(inner)) }
    }

    /// What is between brackets of the kind `open`; `None` only where nothing can be believed.
    fn group(&mut self, open: char, depth: usize) -> Option<Kind> {
        let opened = self.at;
        self.at += 1;
        self.blank();
        let fields = open == '(' && self.names_a_field();
        let (mut entries, mut nodes) = (Vec::new(), Vec::new());
        let outer = self.path.len();
        loop {
            self.blank();
            let Some(next) = self.peek() else {
                self.unclosed(opened);
                return None;
            };
            if let ')' | ']' | '}' = next {
                self.close(open, opened, next);
                break;
            }
            let before = self.at;
            if fields {
                self.entry(opened, depth, &mut entries);
            } else if self.names_a_field() {
                // A list holds no fields: its bracket was forgotten before this one.
                let name = self.at..self.at + lex::name(self.rest());
                let line = self.line(opened);
                let wanted = if open == '[' { ']' } else { ')' };
                self.fatal(Slip::missing_bracket(name, wanted, Some(line)));
            } else {
                self.path.push_str(&format!("[{}]", nodes.len()));
                nodes.extend(self.value(depth + 1));
            }
            self.separator(open, before);
            self.path.truncate(outer);
        }
        Some(match (open, fields || entries.is_empty() && nodes.is_empty()) {
            ('(', true) => Kind::Fields(entries),
            ('(', false) => Kind::Items { nodes, round: true },
            _ => Kind::Items { nodes, round: false },
        })
    }

    /// Whether a field's name stands here: a word with a colon, or one where it was forgotten.
    fn names_a_field(&self) -> bool {
        let rest = self.rest();
        let name = lex::name(rest);
        let after = &rest[name..];
        let next = after[lex::blank(after).0..].chars().next();
        let small = rest.starts_with(char::is_lowercase);
        name > 0 && (next == Some(':') || small && next.is_some_and(|next| !",)]}".contains(next)))
    }

    fn entry(&mut self, opened: usize, depth: usize, entries: &mut Vec<Entry>) {
        let name = self.at..self.at + lex::name(self.rest());
        if name.is_empty() {
            return;
        }
        if !self.path.is_empty() {
            self.path.push('.');
        }
        let bare = &self.text[name.clone()];
        self.path.push_str(bare.strip_prefix("r#").unwrap_or(bare));
        if self.outdent.is_none() && self.stands_out(name.start, opened) {
            self.outdent = Some((name.clone(), opened, self.path.clone()));
        }
        self.at = name.end;
        self.blank();
        if self.peek() == Some(':') {
            self.at += 1;
        } else if self.peek().is_some_and(|next| !",)]}".contains(next)) {
            self.slip(Slip::missing_colon(self.word_here(), Edit::insert(name.end, ":")));
        }
        let start = self.at;
        match self.value(depth + 1) {
            Some(value) => entries.push(Entry { name, value }),
            None if self.trusted => {
                let edit = Edit::remove(name.start..self.at);
                self.at = self.at.max(start);
                self.slip(Slip::missing_value(name, edit));
            }
            None => {}
        }
    }

    /// Past the comma after an entry that began at `before`, with a word about what stands there
    /// instead.
    fn separator(&mut self, open: char, before: usize) {
        let end = self.at;
        self.blank();
        match self.peek() {
            Some(',') if end == before => self.stray(),
            Some(',') => {
                self.at += 1;
                self.decimal_comma(before);
            }
            Some(')' | ']' | '}') | None => {}
            Some(_) if end > before => {
                let begins = match open {
                    '(' => lex::name(self.rest()) > 0,
                    _ => true,
                };
                if begins {
                    self.slip(Slip::missing_comma(end..end, Edit::insert(end, ",")));
                } else {
                    self.stray();
                }
            }
            Some(_) => self.stray(),
        }
    }

    /// `4,5` where `4.5` is meant.
    fn decimal_comma(&mut self, before: usize) {
        let digits = |text: &str| text.ends_with(|c: char| c.is_ascii_digit());
        let ahead = self.rest().starts_with(|c: char| c.is_ascii_digit());
        let named = lex::name(&self.text[before..]) > 0;
        if ahead && named && digits(&self.text[..self.at - 1]) {
            let start = self.text[..self.at - 1]
                .rfind(|c: char| !(c.is_ascii_digit() || c == '-'))
                .map_or(0, |at| at + 1);
            let end = self.at + lex::word(self.rest());
            let edit = Edit { span: self.at - 1..self.at, text: ".".into() };
            self.slip(Slip::decimal_comma(start..end, &self.text[start..end], edit));
            self.at = end;
            self.blank();
            if self.peek() == Some(',') {
                self.at += 1;
            }
        }
    }

    fn stray(&mut self) {
        let word = self.at..self.at + lex::word(self.rest());
        self.at = word.end;
        self.slip(Slip::stray(word.clone(), Edit::remove(word)));
    }

    fn close(&mut self, open: char, opened: usize, found: char) {
        let wanted = match open {
            '(' => ')',
            '[' => ']',
            _ => '}',
        };
        if found == wanted {
            self.at += 1;
            return;
        }
        self.unclosed(opened);
    }

    /// The bracket at `opened` is not closed: told where the file's lines first stand out of it.
    fn unclosed(&mut self, opened: usize) {
        let wanted = match self.text[opened..].chars().next() {
            Some('(') => ')',
            Some('[') => ']',
            _ => '}',
        };
        match self.outdent.take() {
            Some((name, opened, path)) if self.trusted => {
                self.path = path;
                let bracket = self.text[opened..].chars().next();
                let wanted = if bracket == Some('[') { ']' } else { ')' };
                let line = self.line(opened);
                self.fatal(Slip::missing_bracket(name, wanted, Some(line)));
            }
            _ if self.at >= self.text.len() => {
                let line = self.line(opened);
                self.fatal(Slip::too_short(self.text.len()..self.text.len(), wanted, line));
            }
            _ => {
                let line = self.line(opened);
                let place = self.word_here();
                self.fatal(Slip::missing_bracket(place, wanted, Some(line)));
            }
        }
    }

    fn line(&self, at: usize) -> usize {
        self.text[..at].matches('\n').count() + 1
    }

    /// Whether the line that begins with `at` stands no deeper than the line with `opened`.
    fn stands_out(&self, at: usize, opened: usize) -> bool {
        let line_start = |at: usize| self.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let (line, opening) = (line_start(at), line_start(opened));
        let indent = |start: usize| {
            self.text[start..].len() - self.text[start..].trim_start_matches([' ', '\t']).len()
        };
        let first = line + indent(line) == at;
        // The outermost bracket stands at no depth at all.
        first && line > opening && indent(opening) > 0 && indent(line) <= indent(opening)
    }
}
