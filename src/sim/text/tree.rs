//! A RON text as a tree in which everything has its place.
//!
//! serde forgets places and stops at the first fault. A tree keeps the one, and the reader that makes
//! it (`parser`) goes on after the other: it knows brackets, names, text and comments and nothing of
//! types. What it had to overlook to go on is in [`Tree::slips`].

use super::slip::Slip;
use std::ops::Range;

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
    /// `(name: value, …)`, in the order of the text, with the name before the bracket if one is
    /// there.
    Fields { entries: Vec<Entry>, bracket: Bracket, name: Option<Range<usize>> },
    /// `[value, …]`, or with other brackets.
    Items { nodes: Vec<Node>, bracket: Bracket },
    /// `Some(value)`.
    Some(Box<Node>),
    /// Text in quotes; `odd` where it is not written as RON wants it.
    Text { odd: bool },
    /// A number, a word or anything else in one piece.
    Word,
    /// What no sense can be made of, which was told.
    Garbled,
}

impl Node {
    /// Whether it is a guess what belongs to it, for a bracket is missing or one too many.
    pub(super) fn is_guess(&self) -> bool {
        match &self.kind {
            Kind::Fields { bracket, .. } | Kind::Items { bracket, .. } => bracket.guessed,
            _ => false,
        }
    }
}

/// A pair of brackets.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bracket {
    pub open: char,
    /// Where what is inside begins.
    pub inside: usize,
    /// Whether it is a guess what belongs inside, for a bracket is missing or one too many.
    pub guessed: bool,
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
    /// `None` where there are no fields.
    pub root: Option<Node>,
    pub slips: Vec<Slip>,
}
