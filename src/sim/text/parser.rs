//! Pieces to a tree: fields, lists and values, and what stands where they should.
//!
//! An entry ends at its comma, or where the next field visibly begins; what is wrong inside it is
//! told once, and reading goes on behind it.

use super::brackets::{Balanced, balance, is_group};
use super::lex::{Piece, Token, lex};
use super::slip::Slip;
use super::tree::{Bracket, Entry, Kind, Node, Tree};
use super::words::{name, unquoted};
use std::ops::Range;

/// Reads `text`.
pub(super) fn parse(text: &str) -> Tree {
    let Balanced { tokens, partners, guessed, slips } = balance(lex(text), text.len());
    let mut parser =
        Parser { text, tokens: &tokens, partners: &partners, guessed: &guessed, slips };
    let root = parser.root();
    Tree { root, slips: parser.slips }
}

/// Slips beyond this many are not told.
const MOST_SLIPS: usize = 200;

/// Pieces with brackets that match, and what was overlooked in them.
struct Parser<'a> {
    text: &'a str,
    tokens: &'a [Token],
    partners: &'a [usize],
    guessed: &'a [bool],
    slips: Vec<Slip>,
}

impl<'a> Parser<'a> {
    fn slip(&mut self, slip: Slip) {
        if self.slips.len() < MOST_SLIPS {
            self.slips.push(slip);
        }
    }

    fn piece(&self, at: usize) -> Option<Piece> {
        self.tokens.get(at).map(|token| token.piece)
    }

    /// Bytes of the pieces `range`, of which there is at least one.
    fn span(&self, range: Range<usize>) -> Range<usize> {
        self.tokens[range.start].span.start..self.tokens[range.end - 1].span.end
    }

    fn words(&self, range: Range<usize>) -> &'a str {
        &self.text[self.span(range)]
    }

    /// The whole text; `None` where there are no fields.
    fn root(&mut self) -> Option<Node> {
        if !is_group(self.tokens) {
            let end = self.text.len();
            match self.tokens.first() {
                Some(first) => self.slip(Slip::no_fields(first.span.clone())),
                None if self.slips.is_empty() => self.slip(Slip::nothing(end..end)),
                None => {}
            }
            return None;
        }
        let (node, next) = self.value(0);
        if let Some(after) = self.tokens.get(next) {
            self.slip(Slip::trailing(after.span.clone()));
        }
        Some(node)
    }

    /// Whether piece `at` is a name and nothing else.
    fn named(&self, at: usize) -> bool {
        let word = self.words(at..at + 1);
        !word.is_empty() && name(word) == word.len()
    }

    fn numeric(&self, at: usize) -> bool {
        self.tokens[at].piece == Piece::Number
    }

    /// Past the value at piece `at`.
    fn past(&self, at: usize) -> usize {
        match (self.tokens[at].piece, self.piece(at + 1)) {
            (Piece::Open(_), _) => self.partners[at] + 1,
            (Piece::Word, Some(Piece::Open('('))) if self.named(at) => self.partners[at + 1] + 1,
            _ => at + 1,
        }
    }

    /// The first comma in `range` that is not inside brackets, or the end.
    fn comma(&self, range: Range<usize>) -> usize {
        let mut at = range.start;
        while at < range.end && self.tokens[at].piece != Piece::Comma {
            at =
                if let Piece::Open(_) = self.tokens[at].piece { self.partners[at] } else { at } + 1;
        }
        at
    }

    /// The value at piece `at`, and what follows it.
    fn value(&mut self, at: usize) -> (Node, usize) {
        let token = &self.tokens[at];
        let next = self.past(at);
        let span = self.span(at..next);
        let kind = match token.piece {
            Piece::Open(_) => self.group(at, None),
            Piece::Text { odd } => Kind::Text { odd },
            Piece::Word if next > at + 1 => match self.words(at..at + 1) {
                "Some" => self.some(at + 1),
                _ => self.group(at + 1, Some(token.span.clone())),
            },
            Piece::Word | Piece::Number => Kind::Word,
            _ => {
                self.slip(Slip::stray(span.clone()));
                Kind::Garbled
            }
        };
        (Node { span, kind }, next)
    }

    fn group(&mut self, open: usize, name: Option<Range<usize>>) -> Kind {
        let bracket = self.bracket(open);
        let range = open + 1..self.partners[open];
        if self.holds_fields(bracket.open, range.clone()) {
            Kind::Fields { entries: self.fields(range, bracket.open), bracket, name }
        } else {
            Kind::Items { nodes: self.items(range), bracket }
        }
    }

    fn bracket(&self, at: usize) -> Bracket {
        let open = match self.tokens[at].piece {
            Piece::Open(open) => open,
            _ => '(',
        };
        Bracket { open, inside: self.tokens[at].span.end, guessed: self.guessed[at] }
    }

    fn some(&mut self, open: usize) -> Kind {
        let range = open + 1..self.partners[open];
        if self.holds_fields('(', range.clone()) && !range.is_empty() {
            return Kind::Some(Box::new(Node {
                span: self.span(open..range.end + 1),
                kind: self.group(open, None),
            }));
        }
        let mut nodes = self.items(range.clone());
        match (nodes.pop(), nodes.is_empty()) {
            (Some(node), true) => Kind::Some(Box::new(node)),
            _ => {
                self.slip(Slip::wrapped(self.span(open - 1..range.end + 1)));
                Kind::Garbled
            }
        }
    }

    /// Whether the brackets `open` around `range` hold fields and not a list.
    fn holds_fields(&self, open: char, range: Range<usize>) -> bool {
        if range.is_empty() {
            return open == '(';
        }
        let mut at = range.start;
        let mut all = true;
        while at < range.end {
            let end = self.comma(at..range.end);
            let field = self.sign(at..end).is_some();
            if field && open != '[' {
                return true;
            }
            all &= field || at == end;
            at = end + 1;
        }
        let first = range.start;
        let unsigned = open == '('
            && self.tokens[first].piece == Piece::Word
            && self.named(first)
            && range.len() > 1
            && self.tokens[first + 1].piece != Piece::Comma
            && self.past(first) == first + 1;
        all || unsigned
    }

    /// The colon, or what stands for it, of the field in `range`.
    fn sign(&self, range: Range<usize>) -> Option<usize> {
        let mut at = range.start;
        while at < range.end {
            match self.tokens[at].piece {
                Piece::Colon | Piece::Sign('=') => return Some(at),
                Piece::Sign(_) if at == range.start + 1 && range.len() > 2 => return Some(at),
                Piece::Open(_) => return None,
                _ => at += 1,
            }
        }
        None
    }

    fn fields(&mut self, range: Range<usize>, open: char) -> Vec<Entry> {
        let mut entries = Vec::new();
        let mut at = range.start;
        while at < range.end {
            if self.tokens[at].piece == Piece::Comma {
                self.slip(Slip::spare_comma(self.tokens[at].span.clone()));
                at += 1;
                continue;
            }
            let end = self.entry_end(at..range.end);
            let told = self.slips.len();
            self.entry(at..end, open, &mut entries);
            at = end;
            if at < range.end && self.tokens[at].piece == Piece::Comma {
                at += 1;
            } else if at < range.end {
                self.missing_comma(end - 1, told);
            }
        }
        entries
    }

    /// Tells of a missing comma after piece `last`, unless a bracket is missing there too or one of
    /// the slips from `told` on says what stands there instead.
    fn missing_comma(&mut self, last: usize, told: usize) {
        let after = self.tokens[last].span.end;
        // A missing bracket or value was told.
        let cut_short = self.tokens[last].span.is_empty() || self.piece(last) == Some(Piece::Colon);
        if !cut_short && self.slips[told..].iter().all(|slip| slip.span.end < after) {
            self.slip(Slip::missing_comma(after));
        }
    }

    /// Where the entry at the start of `range` ends: at a comma, or where the next field begins
    /// without one.
    fn entry_end(&self, range: Range<usize>) -> usize {
        let comma = self.comma(range.clone());
        let Some(sign) = self.sign(range.start..comma) else { return comma };
        let mut at = range.start + 1;
        while at < comma {
            let next = self.piece(at + 1).filter(|_| at + 1 < comma);
            let names = !matches!(self.tokens[at].piece, Piece::Open(_) | Piece::Sign(_))
                && matches!(next, Some(Piece::Colon | Piece::Sign('=')));
            let leads = self.tokens[at].leads;
            if names && (leads || at > sign + 1 && self.is_value(sign + 1..at)) {
                return at;
            }
            at =
                if let Piece::Open(_) = self.tokens[at].piece { self.partners[at] } else { at } + 1;
        }
        comma
    }

    /// Whether `range` is one value and not a bare word, with a sign after it or not.
    fn is_value(&self, range: Range<usize>) -> bool {
        let end = self.past(range.start);
        let sign = matches!(self.piece(end), Some(Piece::Sign(_)));
        let word = self.tokens[range.start].piece == Piece::Word && end == range.start + 1;
        let known = || matches!(self.words(range.start..end), "true" | "false" | "None");
        (end == range.end || sign && end + 1 == range.end) && (!word || known())
    }

    /// Reads the field in `range`.
    fn entry(&mut self, range: Range<usize>, open: char, entries: &mut Vec<Entry>) {
        let Some(sign) = self.sign(range.clone()) else {
            return self.entry_without_colon(range, entries);
        };
        let Some(name) = self.entry_name(range.start..sign, open) else {
            return self.slip(Slip::stray(self.span(range)));
        };
        if let Piece::Sign(_) = self.tokens[sign].piece {
            self.slip(Slip::wrong_sign(self.tokens[sign].span.clone(), ':', name.start));
        }
        let mut start = sign + 1;
        if start < range.end && self.tokens[start].piece == Piece::Colon {
            self.slip(Slip::spare_colon(self.tokens[start].span.clone()));
            start += 1;
        }
        let value = if start < range.end {
            self.one_value(start..range.end)
        } else {
            self.slip(Slip::no_value(name.clone()));
            let end = self.tokens[range.end - 1].span.end;
            Node { span: end..end, kind: Kind::Garbled }
        };
        entries.push(Entry { name, value });
    }

    /// The name before a colon. What stands before it on earlier lines, or is no name, is told.
    fn entry_name(&mut self, range: Range<usize>, open: char) -> Option<Range<usize>> {
        let last = self.tokens[range.clone()].last()?;
        let named = |token: &Token| matches!(token.piece, Piece::Word | Piece::Number);
        let is_name = |at: &usize| {
            let token = &self.tokens[*at];
            let word = self.words(*at..*at + 1);
            token.line == last.line && word.contains(|c: char| c.is_alphanumeric())
        };
        let start = range.clone().find(is_name)?;
        if let Piece::Text { .. } = last.piece
            && start + 1 == range.end
        {
            let quoted = last.span.clone();
            let inner = unquoted(&self.text[quoted.clone()]);
            let at = quoted.start + self.text[quoted.clone()].find(inner).unwrap_or_default();
            // In curly brackets all of it is another format, which is told of the brackets.
            if open != '{' {
                self.slip(Slip::quoted_name(quoted, inner));
            }
            return Some(at..at + inner.len());
        }
        if !self.tokens[start..range.end].iter().all(named) {
            return None;
        }
        if start > range.start {
            self.slip(Slip::stray(self.span(range.start..start)));
        }
        Some(self.span(start..range.end))
    }

    fn entry_without_colon(&mut self, range: Range<usize>, entries: &mut Vec<Entry>) {
        let start = range.start;
        if range.len() == 1 && self.numeric(start) && self.decimal_comma(start, entries) {
            return;
        }
        if !self.named(start) || self.tokens[start].piece != Piece::Word {
            return self.slip(Slip::stray(self.span(range)));
        }
        let name = self.tokens[start].span.clone();
        if range.len() == 1 {
            self.slip(Slip::no_value(name.clone()));
            let value = Node { span: name.end..name.end, kind: Kind::Garbled };
            entries.push(Entry { name, value });
        } else if self.tokens[start + 1].line == self.tokens[start].line
            && self.is_value(start + 1..range.end)
        {
            let first = self.tokens[start + 1].span.clone();
            self.slip(Slip::missing_colon(first, name.start));
            let value = self.one_value(start + 1..range.end);
            entries.push(Entry { name, value });
        } else {
            self.slip(Slip::stray(self.span(range)));
        }
    }

    /// `4,5` where `4.5` is meant: takes the digits at piece `at` to the number before the comma.
    fn decimal_comma(&mut self, at: usize, entries: &mut [Entry]) -> bool {
        let digits = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
        let token = &self.tokens[at];
        if at < 2 || !digits(self.words(at..at + 1)) || self.tokens[at - 2].line != token.line {
            return false;
        }
        let before = self.words(at - 2..at - 1).trim_start_matches('-');
        let Some(entry) = entries.last_mut().filter(|_| !before.is_empty() && digits(before))
        else {
            return false;
        };
        if !matches!(entry.value.kind, Kind::Word) {
            return false;
        }
        entry.value.span.end = token.span.end;
        let span = entry.value.span.clone();
        self.slip(Slip::decimal_comma(span.clone(), &self.text[span]));
        true
    }

    fn items(&mut self, range: Range<usize>) -> Vec<Node> {
        let mut nodes = Vec::new();
        let mut at = range.start;
        while at < range.end {
            if self.tokens[at].piece == Piece::Comma {
                self.slip(Slip::spare_comma(self.tokens[at].span.clone()));
                at += 1;
                continue;
            }
            let end = self.comma(at..range.end);
            while at < end {
                let next = self.past(at);
                if next < end && self.begins_item(at) && self.begins_item(next) {
                    let told = self.slips.len();
                    nodes.push(self.value(at).0);
                    self.missing_comma(next - 1, told);
                    at = next;
                } else {
                    nodes.push(self.one_value(at..end));
                    at = end;
                }
            }
            at = end + 1;
        }
        nodes
    }

    /// Whether what stands at piece `at` can be told from what stands beside it in a list.
    fn begins_item(&self, at: usize) -> bool {
        match self.tokens[at].piece {
            Piece::Open(_) | Piece::Text { .. } => true,
            _ => self.numeric(at),
        }
    }

    /// The one value that `range` should be.
    fn one_value(&mut self, range: Range<usize>) -> Node {
        let (mut node, next) = self.value(range.start);
        if next == range.end {
            return node;
        }
        let rest = next..range.end;
        let span = self.span(range.clone());
        if rest.len() == 1 && matches!(self.tokens[next].piece, Piece::Sign(_)) {
            let sign = self.tokens[next].span.clone();
            self.slip(Slip::wrong_sign(sign, ',', node.span.start));
        } else if self.tokens[next].leads {
            self.slip(Slip::stray(self.span(rest)));
        } else if rest.len() == 1
            && self.numeric(next)
            && matches!(self.words(range.start..next), "-" | "+")
        {
            node.span = span.clone();
            self.slip(Slip::parted(span.clone(), &self.text[span]));
        } else if self.numeric(range.start) && self.all_words(rest.clone()) {
            self.slip(Slip::unit(span, &self.text[node.span.clone()]));
        } else {
            let quoted = matches!(node.kind, Kind::Text { .. });
            let told = if quoted && self.words(next..next + 1).starts_with(char::is_alphanumeric) {
                Slip::quote_inside(span.clone())
            } else if self.all_words(range) {
                Slip::unquoted(span.clone())
            } else {
                Slip::not_one_value(span.clone())
            };
            self.slip(told);
            node = Node { span, kind: Kind::Garbled };
        }
        node
    }

    fn all_words(&self, mut range: Range<usize>) -> bool {
        range.all(|at| self.tokens[at].piece == Piece::Word)
    }
}
