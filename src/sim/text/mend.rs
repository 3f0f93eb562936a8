//! The likeliest mend of brackets that do not match.
//!
//! Which bracket is missing or one too many cannot be read off the brackets alone; how people
//! indent and name fields says more. So each way to mend them has a price, each bracket that the
//! layout contradicts has one too, and the cheapest way through the whole text is taken. It is found
//! by a search with a beam: at each piece the cheapest states are kept, one for each set of open
//! brackets.

use super::lex::{Piece, Token, closing};
use std::rc::Rc;

/// A change to the brackets at a piece, by the piece's position.
#[derive(Clone, Copy, Debug)]
pub(super) enum Mend {
    /// The bracket `opener` is closed before the piece `before`.
    Close { before: usize, opener: usize },
    /// A bracket is opened before the piece `before`, which one like `closed_by` closes.
    Open { before: usize, closed_by: char },
    /// The bracket at `at` is left out.
    Drop { at: usize },
    /// The bracket at `at` closes `opener`, though it is of another kind.
    Replace { at: usize, opener: usize },
    /// All that follows is left out.
    End { from: usize },
}

impl Mend {
    /// The position of the piece at which it is made.
    pub(super) fn at(&self) -> usize {
        match *self {
            Self::Close { before: at, .. } | Self::Open { before: at, .. } => at,
            Self::Drop { at } | Self::Replace { at, .. } | Self::End { from: at } => at,
        }
    }
}

/// States kept at each piece.
const WIDTH: usize = 40;
/// A state dearer than the cheapest by this much is given up.
const HOPELESS: u32 = 100;
/// Brackets that are missing in one place, at most.
const MOST_AT_ONCE: usize = 3;

/// Prices of mends.
const CLOSE: u32 = 10;
const DROP: u32 = 10;
const REPLACE: u32 = 8;
const DROP_SECOND: u32 = 5;
const OPEN: u32 = 12;
const OPEN_BEFORE_FIELD: u32 = 8;
const END: u32 = 15;
/// Prices of what speaks against a bracket's being open still: a cheap one counts once, dear ones
/// twice.
const OUTDENTED: u32 = 6;
const FIELD_IN_LIST: u32 = 6;
const VALUE_AMONG_FIELDS: u32 = 6;
const ENTRY_WITHIN_A_LINE: u32 = 1;
/// Prices of what speaks against a bracket's being closed by another.
const CLOSED_FURTHER_OUT: u32 = 6;
const CLOSED_FURTHER_IN: u32 = 4;
const CLOSED_WITHIN_A_LINE: u32 = 3;

/// The cheapest mends that make the brackets of `tokens` match, in their order. The search ends
/// when there are more than `most`.
pub(super) fn mends(tokens: &[Token], most: usize) -> Vec<Mend> {
    let search = Search { tokens };
    let mut beam = vec![State { cost: 0, open: None, mends: None, over: false }];
    for i in (0..tokens.len()).filter(|&i| search.matters(i)) {
        beam = thinned(beam.iter().flat_map(|state| search.after(state, i)).collect());
        if beam.first().and_then(|state| state.mends.as_ref()).is_some_and(|made| made.count > most)
        {
            break;
        }
    }
    let ends = beam.into_iter().map(|state| search.ended(state));
    let best = ends.min_by_key(|state| state.cost);
    let mut link = best.and_then(|state| state.mends);
    let mut mends = Vec::new();
    while let Some(made) = link {
        mends.push(made.mend);
        link = made.before.clone();
    }
    mends.reverse();
    mends.sort_by_key(Mend::at);
    resolved(tokens, mends)
}

/// The cheapest of `states`, one for each set of open brackets.
fn thinned(mut states: Vec<State>) -> Vec<State> {
    states.sort_by_key(|state| state.cost);
    let dearest = states.first().map_or(0, |state| state.cost) + HOPELESS;
    let mut kept: Vec<State> = Vec::with_capacity(WIDTH);
    for state in states {
        if kept.len() == WIDTH || state.cost > dearest {
            break;
        }
        if !kept.iter().any(|other| other.over == state.over && same(&other.open, &state.open)) {
            kept.push(state);
        }
    }
    kept
}

/// Fills in what closes the brackets that were opened.
fn resolved(tokens: &[Token], mut mends: Vec<Mend>) -> Vec<Mend> {
    let mut open: Vec<Option<usize>> = Vec::new();
    let mut k = 0;
    for (i, token) in tokens.iter().enumerate() {
        let mut kept = true;
        while k < mends.len() && mends[k].at() == i {
            match mends[k] {
                Mend::Close { .. } => drop(open.pop()),
                Mend::Open { .. } => open.push(Some(k)),
                Mend::Drop { .. } => kept = false,
                Mend::Replace { .. } => {}
                Mend::End { .. } => return mends,
            }
            k += 1;
        }
        match token.piece {
            Piece::Open(_) if kept => open.push(None),
            Piece::Close(kind) if kept => {
                if let Some(Some(opened)) = open.pop()
                    && let Mend::Open { closed_by, .. } = &mut mends[opened]
                {
                    *closed_by = kind;
                }
            }
            _ => {}
        }
    }
    mends
}

/// A bracket that is open, and those around it.
#[derive(Clone)]
struct Open {
    /// Position of the piece; beyond all pieces for one that is not there.
    at: usize,
    /// `None` for one that is not there: whatever closes it.
    kind: Option<char>,
    indent: u32,
    line: u32,
    ends_line: bool,
    /// Whether the first thing inside is a field.
    fields: bool,
    /// Price of the dearest thing that has spoken against it.
    doubt: u32,
    /// How many dear ones there were, up to two.
    doubts: u32,
    around: Stack,
}

type Stack = Option<Rc<Open>>;

struct Made {
    mend: Mend,
    /// With those before it.
    count: usize,
    before: Option<Rc<Made>>,
}

#[derive(Clone)]
struct State {
    cost: u32,
    open: Stack,
    mends: Option<Rc<Made>>,
    /// Whether the outermost bracket was closed and what follows is left out.
    over: bool,
}

impl State {
    fn mend(&mut self, cost: u32, mend: Mend) {
        self.cost += cost;
        let before = self.mends.take();
        let count = before.as_ref().map_or(0, |made| made.count) + 1;
        self.mends = Some(Rc::new(Made { mend, count, before }));
    }
}

fn same(a: &Stack, b: &Stack) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => Rc::ptr_eq(a, b) || a.at == b.at && same(&a.around, &b.around),
        _ => false,
    }
}

struct Search<'a> {
    tokens: &'a [Token],
}

impl Search<'_> {
    fn names_a_field(&self, i: usize) -> bool {
        matches!(self.tokens[i].piece, Piece::Word | Piece::Text { .. })
            && self.tokens.get(i + 1).is_some_and(|next| next.piece == Piece::Colon)
    }

    /// Whether the first thing from piece `i` on is a field.
    fn holds_fields(&self, mut i: usize) -> bool {
        while self.tokens.get(i).is_some_and(|token| token.piece == Piece::Comma) {
            i += 1;
        }
        i < self.tokens.len() && self.names_a_field(i)
    }

    fn begins_entry(&self, i: usize) -> bool {
        i > 0 && matches!(self.tokens[i - 1].piece, Piece::Comma | Piece::Open(_))
    }

    /// Whether piece `i` belongs to the number right before it, as in `4,5`.
    fn follows_decimal_comma(&self, i: usize) -> bool {
        i >= 2
            && self.tokens[i - 2].piece == Piece::Number
            && self.tokens[i - 2..=i].windows(2).all(|pair| pair[0].span.end == pair[1].span.start)
    }

    /// Whether piece `i` says anything about brackets.
    fn matters(&self, i: usize) -> bool {
        let token = &self.tokens[i];
        let bracket = matches!(token.piece, Piece::Open(_) | Piece::Close(_));
        let valued = i > 0 && self.tokens[i - 1].piece == Piece::Colon;
        bracket || token.leads || valued || self.begins_entry(i) || self.names_a_field(i)
    }

    /// What `state` can become at piece `i`.
    fn after(&self, state: &State, i: usize) -> Vec<State> {
        let mut states = Vec::new();
        let mut state = state.clone();
        for missing in 0..=MOST_AT_ONCE {
            self.take(&state, i, &mut states);
            let Some(top) = state.open.clone() else { break };
            // The outermost bracket is closed at the end, and one that is not there by what closes it.
            if missing == MOST_AT_ONCE || top.around.is_none() || top.kind.is_none() {
                break;
            }
            state.open = top.around.clone();
            state.mend(CLOSE, Mend::Close { before: i, opener: top.at });
        }
        states
    }

    fn take(&self, state: &State, i: usize, states: &mut Vec<State>) {
        if state.over {
            states.push(state.clone());
            return;
        }
        if state.open.is_none() && i > 0 && !self.is_root(i) {
            let mut over = State { over: true, ..state.clone() };
            over.mend(END, Mend::End { from: i });
            states.push(over);
        }
        match self.tokens[i].piece {
            Piece::Open(kind) => self.open(state, i, kind, states),
            Piece::Close(kind) => self.close(state, i, kind, states),
            _ if state.open.is_some() => {
                states.push(self.doubting(state, i));
                self.open_before(state, i, states);
            }
            _ if i == 0 => states.push(state.clone()),
            _ => {}
        }
    }

    /// Whether bracket `i` is the outermost one: the first piece, or after a name.
    fn is_root(&self, i: usize) -> bool {
        i == 0 || i == 1 && self.tokens[0].piece == Piece::Word
    }

    fn open(&self, state: &State, i: usize, kind: char, states: &mut Vec<State>) {
        if state.open.is_none() && !self.is_root(i) {
            return;
        }
        let mut opened = self.doubting(state, i);
        opened.open = Some(Rc::new(self.opened(i, i, Some(kind), opened.open.take())));
        states.push(opened);
        if state.open.is_none() {
            return;
        }
        self.open_before(state, i, states);
        if i > 0 && self.tokens[i - 1].piece == self.tokens[i].piece {
            let mut dropped = state.clone();
            let fields = self.holds_fields(i + 1);
            let around = dropped.open.take();
            dropped.open = around.map(|top| Rc::new(Open { fields, ..Open::clone(&top) }));
            dropped.mend(DROP_SECOND, Mend::Drop { at: i });
            states.push(dropped);
        }
    }

    /// With a bracket that is not there opened before piece `i`.
    fn open_before(&self, state: &State, i: usize, states: &mut Vec<State>) {
        let field = self.names_a_field(i);
        let valued = i > 0 && self.tokens[i - 1].piece == Piece::Colon;
        let in_list = state.open.as_ref().is_some_and(|open| open.kind == Some('['));
        if !(valued || field && in_list && self.begins_entry(i)) {
            return;
        }
        let mut opened = state.clone();
        let near = if valued { i - 1 } else { i };
        let bracket = self.opened(self.tokens.len() + i, near, None, opened.open.take());
        let bracket = Open { fields: field, ends_line: self.tokens[i].leads, ..bracket };
        opened.open = Some(Rc::new(bracket));
        let cost = if field { OPEN_BEFORE_FIELD } else { OPEN };
        opened.mend(cost, Mend::Open { before: i, closed_by: ')' });
        if let Piece::Open(kind) = self.tokens[i].piece {
            opened.open = Some(Rc::new(self.opened(i, i, Some(kind), opened.open.take())));
        }
        states.push(opened);
    }

    /// The bracket `at`, which stands at piece `near`.
    fn opened(&self, at: usize, near: usize, kind: Option<char>, around: Stack) -> Open {
        let token = &self.tokens[near];
        let next = self.tokens.get(near + 1);
        Open {
            at,
            kind,
            indent: token.indent,
            line: token.line,
            ends_line: next.is_some_and(|next| next.line > token.line),
            fields: self.holds_fields(near + 1),
            doubt: 0,
            doubts: 0,
            around,
        }
    }

    fn close(&self, state: &State, i: usize, kind: char, states: &mut Vec<State>) {
        if let Some(top) = &state.open {
            let mut closed = state.clone();
            closed.cost += self.closed_oddly(top, i);
            closed.open = top.around.clone();
            if top.kind.is_some_and(|open| closing(open) != kind) {
                closed.mend(REPLACE, Mend::Replace { at: i, opener: top.at });
            }
            states.push(closed);
        }
        let mut dropped = state.clone();
        dropped.mend(DROP, Mend::Drop { at: i });
        states.push(dropped);
    }

    /// `state`, and the price of what at piece `i` speaks against the innermost bracket's being open.
    fn doubting(&self, state: &State, i: usize) -> State {
        let mut state = state.clone();
        let Some(top) = &state.open else { return state };
        let token = &self.tokens[i];
        let below = token.line > top.line;
        let outdented = token.leads && below && token.indent <= top.indent;
        let field = self.names_a_field(i);
        let value = match token.piece {
            Piece::Open(_) | Piece::Text { .. } => !field,
            piece => piece == Piece::Number,
        };
        let begins = self.begins_entry(i) && !self.follows_decimal_comma(i);
        let doubts = [
            (outdented && top.around.is_some(), OUTDENTED),
            (begins && field && !top.fields, FIELD_IN_LIST),
            (begins && value && top.fields, VALUE_AMONG_FIELDS),
            (begins && !token.leads && below && top.ends_line, ENTRY_WITHIN_A_LINE),
        ];
        let doubt = doubts.iter().filter(|(is, _)| *is).map(|(_, price)| *price).max();
        let Some(doubt) = doubt.filter(|doubt| *doubt > top.doubt || top.doubts == 1) else {
            return state;
        };
        let mut top = Open::clone(top);
        state.cost += if doubt > top.doubt { doubt - top.doubt } else { doubt };
        top.doubts += u32::from(doubt > ENTRY_WITHIN_A_LINE);
        top.doubt = top.doubt.max(doubt);
        state.open = Some(Rc::new(top));
        state
    }

    /// The price of what speaks against `top`'s being closed by piece `i`.
    fn closed_oddly(&self, top: &Open, i: usize) -> u32 {
        let token = &self.tokens[i];
        if token.line == top.line {
            0
        } else if !token.leads {
            if top.ends_line { CLOSED_WITHIN_A_LINE } else { 0 }
        } else if token.indent < top.indent {
            CLOSED_FURTHER_OUT
        } else if token.indent > top.indent {
            CLOSED_FURTHER_IN
        } else {
            0
        }
    }

    /// `state` with all that is still open closed at the end.
    fn ended(&self, mut state: State) -> State {
        while let Some(top) = state.open.take() {
            if top.kind.is_some() {
                state.mend(CLOSE, Mend::Close { before: self.tokens.len(), opener: top.at });
            } else {
                // Nothing is gained by a bracket that is opened for nothing.
                state.cost += 100 * CLOSE;
            }
            state.open = top.around.clone();
        }
        state
    }
}
