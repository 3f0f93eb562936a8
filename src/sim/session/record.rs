//! Records: what the hand did, tick by tick, and digests to hold a replay against.
//!
//! A record is lines of JSON. The first names the format and holds everything that the case is made
//! of; each further line holds one second of controls, the state's digest after it, and a hash
//! chained over all lines before. Lines are only ever appended and flushed, so that a crash loses
//! at most the last second.

use super::digest::digest_of;
use super::{Case, CaseError, Controls, Ingredients, Session};
use crate::sim::units::TICKS_PER_SECOND;
use serde::{Deserialize, Serialize};
use std::io::{self, Write};
use std::sync::Arc;
use thiserror::Error;

/// What a record calls itself.
const FORMAT: &str = "wispwire-record";
/// The version of records that this build writes and reads.
const VERSION: u32 = 1;

/// The first line.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Header {
    format: String,
    version: u32,
    /// Version of the program that recorded.
    pub build: String,
    /// Digest of the ingredients.
    pub case: String,
    /// Who was at the controls: a pilot's name, or `hand`.
    pub pilot: String,
    pub seed: u64,
    pub ingredients: Ingredients,
}

/// The same controls for `ticks` ticks; an exchange or a change of hands is made at the first of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Held {
    ticks: u32,
    #[serde(flatten)]
    controls: Controls,
}

/// A further line: up to a second of controls.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Second {
    /// Ticks recorded up to the end of this line.
    tick: u64,
    controls: Vec<Held>,
    digest: String,
    chain: String,
}

/// Writes a record while a session is played.
pub struct Recorder<W: Write> {
    out: W,
    chain: String,
    held: Vec<Held>,
    ticks: u32,
}

impl<W: Write> Recorder<W> {
    /// Begins a record of `case` in `out`.
    pub fn begin(mut out: W, case: &Case, pilot: &str, seed: u64) -> io::Result<Self> {
        let header = Header {
            format: FORMAT.into(),
            version: VERSION,
            build: env!("CARGO_PKG_VERSION").into(),
            case: case.digest(),
            pilot: pilot.into(),
            seed,
            ingredients: case.ingredients.clone(),
        };
        let line = serde_json::to_string(&header)?;
        writeln!(out, "{line}")?;
        out.flush()?;
        Ok(Self { out, chain: digest_of(&[&line]), held: Vec::new(), ticks: 0 })
    }

    /// Takes down the `controls` of the tick that brought `session` to its present state.
    pub fn tick(&mut self, controls: &Controls, session: &Session) -> io::Result<()> {
        match self.held.last_mut() {
            Some(last) if last.controls.held_on() == *controls => {
                last.ticks += 1;
            }
            _ => self.held.push(Held { ticks: 1, controls: *controls }),
        }
        self.ticks += 1;
        if self.ticks == TICKS_PER_SECOND { self.write(session) } else { Ok(()) }
    }

    /// Writes what is left of the last second.
    pub fn finish(&mut self, session: &Session) -> io::Result<()> {
        if self.ticks > 0 { self.write(session) } else { Ok(()) }
    }

    fn write(&mut self, session: &Session) -> io::Result<()> {
        let controls = std::mem::take(&mut self.held);
        let mut second = Second {
            tick: session.ticks(),
            controls,
            digest: session.digest(),
            chain: String::new(),
        };
        second.chain = chained(&self.chain, &second)?;
        self.chain.clone_from(&second.chain);
        self.ticks = 0;
        writeln!(self.out, "{}", serde_json::to_string(&second)?)?;
        self.out.flush()
    }
}

/// The chain after a line, from the chain before it.
fn chained(before: &str, second: &Second) -> Result<String, serde_json::Error> {
    let held = serde_json::to_string(&second.controls)?;
    Ok(digest_of(&[before, &second.tick.to_string(), &held, &second.digest]))
}

/// Why a record cannot be played again.
#[derive(Debug, Error)]
pub enum RecordError {
    #[error("line {line}: {what}")]
    Unreadable { line: usize, what: String },
    #[error("the record has format version {0}; this build reads version {VERSION}")]
    Version(u32),
    #[error("line {line}: the hash does not follow from the lines before it: the file was changed")]
    Broken { line: usize },
    #[error(
        "line {line}: the replay left the record in the second that ends with tick {tick}: another build or another kind of machine made it"
    )]
    Diverged { line: usize, tick: u64 },
    #[error("the recorded case cannot be built")]
    Case(#[from] CaseError),
}

impl RecordError {
    /// What to do about it.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => {
                "Give a file written by `wispwire run --record` or by the trainer."
            }
            Self::Version(_) => "Replay it with the version of wispwire that recorded it.",
            Self::Broken { .. } => "Ask for the original file; this one proves nothing.",
            Self::Diverged { .. } => {
                "Replay it with the version of wispwire that recorded it, on the same platform."
            }
            Self::Case(_) => "The record's scenario is faulty: ask for the original file.",
        }
    }
}

/// A record in memory.
pub struct Record {
    pub header: Header,
    seconds: Vec<(usize, Second)>,
}

impl Record {
    /// Reads a record and checks its chain.
    pub fn read(text: &str) -> Result<Self, RecordError> {
        let mut lines = text.lines().enumerate().map(|(i, line)| (i + 1, line));
        let unreadable = |line: usize, error: serde_json::Error| RecordError::Unreadable {
            line,
            what: format!("not a line of a record ({error})"),
        };
        let (_, first) = lines.next().unwrap_or((1, ""));
        let header: Header = serde_json::from_str(first).map_err(|error| unreadable(1, error))?;
        if header.format != FORMAT {
            let what = format!("the format is `{}`, not `{FORMAT}`", header.format);
            return Err(RecordError::Unreadable { line: 1, what });
        }
        if header.version != VERSION {
            return Err(RecordError::Version(header.version));
        }
        let mut chain = digest_of(&[first]);
        let mut seconds = Vec::new();
        for (line, text) in lines {
            let second: Second =
                serde_json::from_str(text).map_err(|error| unreadable(line, error))?;
            chain = chained(&chain, &second).map_err(|error| unreadable(line, error))?;
            if chain != second.chain {
                return Err(RecordError::Broken { line });
            }
            seconds.push((line, second));
        }
        Ok(Self { header, seconds })
    }

    /// Ticks in the record.
    pub fn ticks(&self) -> u64 {
        self.seconds.last().map_or(0, |(_, second)| second.tick)
    }

    /// Plays the record and holds it against its digests; `progress` is told the tick after each
    /// second.
    pub fn replay(&self, progress: impl FnMut(u64)) -> Result<Session, RecordError> {
        let case = Arc::new(Case::rebuild(self.header.ingredients.clone())?);
        self.replay_in(case, progress)
    }

    /// Plays the record like [`Record::replay`], in a `case` that was built otherwise.
    pub fn replay_in(
        &self,
        case: Arc<Case>,
        mut progress: impl FnMut(u64),
    ) -> Result<Session, RecordError> {
        let mut session = Session::new(case);
        for (line, second) in &self.seconds {
            for held in &second.controls {
                let mut controls = held.controls;
                for _ in 0..held.ticks {
                    session.step(&controls);
                    controls = controls.held_on();
                }
            }
            if session.digest() != second.digest || session.ticks() != second.tick {
                return Err(RecordError::Diverged { line: *line, tick: second.tick });
            }
            progress(second.tick);
        }
        Ok(session)
    }
}
