//! Brackets that match: where they do not, the likeliest mend is made and told.

use super::lex::{Lexed, Piece, Token, closing, opening};
use super::mend::{Mend, mends};
use super::slip::Slip;

/// Deeper brackets than this are refused; files of ours need eight.
const DEEPEST: usize = 64;
/// More mends than this are guesswork.
const MOST_MENDS: usize = 20;

/// Pieces whose brackets match.
pub(super) struct Balanced {
    pub tokens: Vec<Token>,
    /// For each piece that is a bracket, the position of the other one of its pair.
    pub partners: Vec<usize>,
    /// Whether a piece opens a pair of which it is a guess what belongs inside.
    pub guessed: Vec<bool>,
    pub slips: Vec<Slip>,
}

/// Makes the brackets of `lexed` match; `length` is that of its text.
pub(super) fn balance(lexed: Lexed, length: usize) -> Balanced {
    let Lexed { mut tokens, mut slips, mut cut } = lexed;
    let mut bare = false;
    if let Some(deep) = too_deep(&tokens) {
        let opens = |token: &Token| matches!(token.piece, Piece::Open(_));
        let run = tokens[..deep].iter().rev().take_while(|token| opens(token)).count();
        let first = tokens[deep - run].span.start;
        slips.push(Slip::too_deep(tokens[deep].span.clone(), first, DEEPEST));
        tokens.truncate(deep);
        cut = true;
    }
    if let Some(first) = bare_field(&tokens) {
        slips.push(Slip::missing_open(first.span.clone(), '('));
        tokens.insert(0, bracket(Piece::Open('('), first.span.start, first));
        bare = true;
    }
    let sound = !is_group(&tokens) || matches(&tokens);
    let mut made = if sound { Vec::new() } else { mends(&tokens, MOST_MENDS) };
    if made.len() > MOST_MENDS {
        made.truncate(1);
        slips.extend(told(&tokens, &made, length).into_iter().filter(|_| !cut));
        tokens.truncate(made[0].at());
        made = unclosed(&tokens);
        cut = true;
    }
    // What is open at the end of a text of which the rest was left out is no fault of its own.
    let ends = made.iter().position(|mend| mend.at() == tokens.len()).unwrap_or(made.len());
    // The outermost bracket that is not there need not be closed either.
    let all = if cut || bare && ends + 1 == made.len() { ends } else { made.len() };
    slips.extend(told(&tokens, &made[..all], length));
    let short = cut || made.len() > ends + 1;
    let mut balanced = paired(mended(tokens, &made), slips);
    // What stands in the outermost brackets is no guess, unless the end is missing.
    if let Some(outermost) = balanced.partners.last().filter(|_| !short) {
        balanced.guessed[*outermost] = false;
    }
    balanced
}

fn too_deep(tokens: &[Token]) -> Option<usize> {
    let mut depth = 0_usize;
    tokens.iter().position(|token| {
        match token.piece {
            Piece::Open(_) => depth += 1,
            Piece::Close(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > DEEPEST
    })
}

/// The first piece, if it is a field without the bracket that should stand before it.
fn bare_field(tokens: &[Token]) -> Option<Token> {
    let [first, second, ..] = tokens else { return None };
    let named = matches!(first.piece, Piece::Word | Piece::Text { .. });
    (named && second.piece == Piece::Colon).then(|| first.clone())
}

/// Whether all of it stands in brackets, which may have a name; anything else is no file of ours.
pub(super) fn is_group(tokens: &[Token]) -> bool {
    let piece = |at: usize| tokens.get(at).map(|token| token.piece);
    matches!(
        (piece(0), piece(1)),
        (Some(Piece::Open(_)), _) | (Some(Piece::Word), Some(Piece::Open('(')))
    )
}

/// A bracket that is not in the text, at `at`, on the line of `near`.
fn bracket(piece: Piece, at: usize, near: Token) -> Token {
    Token { piece, span: at..at, ..near }
}

/// Whether every bracket is closed by its like, the last one at the end.
fn matches(tokens: &[Token]) -> bool {
    let mut open = Vec::new();
    let ended = |i: usize| i + 1 < tokens.len();
    for (i, token) in tokens.iter().enumerate() {
        match token.piece {
            Piece::Open(kind) => open.push(kind),
            Piece::Close(kind) => {
                let closed = open.pop().map(closing) == Some(kind);
                if !closed || open.is_empty() && ended(i) {
                    return false;
                }
            }
            _ => {}
        }
    }
    open.is_empty()
}

/// Mends that close at the end what is open there.
fn unclosed(tokens: &[Token]) -> Vec<Mend> {
    let mut open = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        match token.piece {
            Piece::Open(_) => open.push(i),
            Piece::Close(_) => drop(open.pop()),
            _ => {}
        }
    }
    let before = tokens.len();
    open.into_iter().rev().map(|opener| Mend::Close { before, opener }).collect()
}

/// What is said of `mends`: those in one place in one go.
fn told(tokens: &[Token], mends: &[Mend], length: usize) -> Vec<Slip> {
    let kind = |opener: usize| match tokens[opener].piece {
        Piece::Open(kind) => closing(kind),
        _ => ')',
    };
    let joins = |a: &Mend, b: &Mend| match (a, b) {
        (Mend::Close { before: a, .. }, Mend::Close { before: b, .. }) => a == b,
        (Mend::Replace { at: a, .. }, Mend::Replace { at: b, .. }) => a + 1 == *b,
        _ => false,
    };
    let mut slips = Vec::new();
    for group in mends.chunk_by(joins) {
        let brackets: String = group
            .iter()
            .filter_map(|mend| match mend {
                Mend::Close { opener, .. } | Mend::Replace { opener, .. } => Some(kind(*opener)),
                _ => None,
            })
            .collect();
        let last = &group[group.len() - 1];
        let here = tokens.get(last.at()).map_or(length..length, |token| token.span.clone());
        slips.push(match *last {
            Mend::Close { before, opener } if before == tokens.len() => {
                Slip::too_short(here, &brackets, tokens[opener].line)
            }
            Mend::Close { opener, .. } => {
                let opened = &tokens[opener];
                Slip::missing_close(here, &brackets, opened.span.start, opened.line)
            }
            Mend::Replace { opener, .. } => {
                let first = tokens[group[0].at()].span.start;
                let opened = &tokens[opener];
                Slip::wrong_close(first..here.end, &brackets, opened.span.start, opened.line)
            }
            Mend::Open { closed_by, .. } => Slip::missing_open(here, opening(closed_by)),
            Mend::Drop { at } => match tokens[at].piece {
                Piece::Open(kind) | Piece::Close(kind) => Slip::superfluous(here, kind),
                _ => Slip::stray(here),
            },
            Mend::End { .. } => Slip::trailing(here),
        });
    }
    slips
}

/// `tokens` with all `mends` made, and where in them it is a guess what belongs inside.
fn mended(tokens: Vec<Token>, mends: &[Mend]) -> (Vec<Token>, Vec<usize>) {
    let mut made: Vec<Token> = Vec::with_capacity(tokens.len() + mends.len());
    let mut guesses = Vec::new();
    let mut mends = mends.iter().peekable();
    for i in 0..=tokens.len() {
        let mut keep = true;
        while let Some(mend) = mends.next_if(|mend| mend.at() == i) {
            match *mend {
                Mend::Close { opener, .. } => {
                    let Piece::Open(kind) = tokens[opener].piece else { continue };
                    let Some(before) = made.last().cloned() else { continue };
                    made.push(bracket(Piece::Close(closing(kind)), before.span.end, before));
                }
                Mend::Open { closed_by, .. } => {
                    let kind = opening(closed_by);
                    let next = tokens[i].clone();
                    made.push(bracket(Piece::Open(kind), next.span.start, next));
                }
                Mend::Drop { .. } => {
                    guesses.push(made.len());
                    keep = false;
                }
                Mend::Replace { opener, .. } => {
                    let Piece::Open(kind) = tokens[opener].piece else { continue };
                    made.push(Token { piece: Piece::Close(closing(kind)), ..tokens[i].clone() });
                    keep = false;
                }
                Mend::End { .. } => return (made, guesses),
            }
        }
        made.extend(tokens.get(i).filter(|_| keep).cloned());
    }
    (made, guesses)
}

fn paired((tokens, guesses): (Vec<Token>, Vec<usize>), slips: Vec<Slip>) -> Balanced {
    let mut partners = vec![0; tokens.len()];
    let mut guessed = vec![false; tokens.len()];
    let mut open: Vec<usize> = Vec::new();
    let mut guesses = guesses.into_iter().peekable();
    for (i, token) in tokens.iter().enumerate() {
        while guesses.next_if_eq(&i).is_some() {
            if let Some(&around) = open.last() {
                guessed[around] = true;
            }
        }
        match token.piece {
            Piece::Open(_) => open.push(i),
            Piece::Close(_) => {
                if let Some(opener) = open.pop() {
                    (partners[opener], partners[i]) = (i, opener);
                    guessed[opener] |= token.span.is_empty() || tokens[opener].span.is_empty();
                }
            }
            _ => {}
        }
    }
    Balanced { tokens, partners, guessed, slips }
}

#[cfg(test)]
mod tests {
    use super::super::lex::lex;
    use super::*;

    /// The brackets of `text` after the mend, and what was told.
    fn mended(text: &str) -> (String, Vec<Slip>) {
        let balanced = balance(lex(text), text.len());
        let kinds = balanced.tokens.iter().filter_map(|token| match token.piece {
            Piece::Open(kind) | Piece::Close(kind) => Some(kind),
            _ => None,
        });
        (kinds.collect(), balanced.slips)
    }

    #[test]
    fn one_bracket_too_few_or_too_many_is_one_slip_where_the_layout_shows_it() {
        const SOUND: &str = "(\n  a: (b: 1, c: [2, 3]),\n  d: [\n    (e: (4, 5), f: 6),\n    \
                             (e: (7, 8), f: 9),\n  ],\n  g: (\n    h: 1,\n  ),\n)\n";
        assert_eq!(mended(SOUND).0, "(([])[(())(())]())");
        assert!(mended(SOUND).1.is_empty());
        for (at, c) in SOUND.char_indices().filter(|(_, c)| "()[]".contains(*c)) {
            let without = format!("{}{}", &SOUND[..at], &SOUND[at + 1..]);
            let (brackets, slips) = mended(&without);
            let line = |at: usize| SOUND[..at.min(SOUND.len())].matches('\n').count();
            assert_eq!(slips.len(), 1, "without {c} at {at}: {brackets} {slips:#?}");
            assert!(line(slips[0].span.start).abs_diff(line(at)) <= 1, "{at}: {slips:?}");
            let twice = format!("{}{c}{}", &SOUND[..at], &SOUND[at..]);
            let (brackets, slips) = mended(&twice);
            assert_eq!(slips.len(), 1, "{c} twice at {at}: {brackets} {slips:#?}");
        }
    }

    #[test]
    fn a_bracket_of_the_wrong_kind_is_one_slip() {
        for text in ["(a: (1, 2], b: 3)", "(a: [1, 2), b: 3)", "(a: [(b: 1]), c: 2)"] {
            let (_, slips) = mended(text);
            assert_eq!(slips.len(), 1, "{text}: {slips:#?}");
            assert!(slips[0].what.contains("wrong kind"), "{text}: {slips:?}");
        }
    }

    #[test]
    fn what_comes_after_the_end_is_told_and_left_out() {
        let (brackets, slips) = mended("(a: 1)\n(b: [2)");
        assert_eq!((brackets.as_str(), slips.len()), ("()", 1));
        assert!(slips[0].what.contains("after the end"));
    }
}
