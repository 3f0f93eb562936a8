//! Files by name: those built into the program, and those beside a scenario, which come first.

use super::{Problems, Sound, Source, listed, suggestion};
use std::path::Path;

/// All files of one kind.
pub struct Catalogue<T: 'static> {
    /// What one of them is called, as `wire`; its files end in `.wire.ron`.
    pub kind: &'static str,
    /// The folder of the project that the built-in files come from, for messages.
    pub home: &'static str,
    /// Names and texts of the built-in files.
    pub built_in: &'static [(&'static str, &'static str)],
    /// Reads and checks one.
    pub read: fn(&Source) -> Result<Sound<T>, Problems>,
}

/// Why a name gave nothing.
#[derive(Clone, Debug, thiserror::Error)]
pub enum LookupError {
    /// No file has this name.
    #[error("there is no {kind} `{name}`; there are {}", listed(names.iter().map(String::as_str)))]
    Unknown { kind: &'static str, name: String, names: Vec<String> },
    /// The file is there and faulty.
    #[error(transparent)]
    Broken(Problems),
}

impl LookupError {
    /// What to do about an unknown name; empty for a faulty file, whose problems say it.
    pub fn remedy(&self) -> String {
        match self {
            Self::Unknown { kind, name, names } => {
                let file = if is_plain(name) {
                    format!(", or put `{name}.{kind}.ron` beside the scenario")
                } else {
                    String::new()
                };
                let otherwise = format!("Write one of those allowed{file}.");
                suggestion(name, names.iter().map(String::as_str), &otherwise)
            }
            Self::Broken(_) => String::new(),
        }
    }
}

impl<T> Catalogue<T> {
    /// The one called `name`: the file in `folder` if there is one, else the built-in one.
    pub fn find(&self, name: &str, folder: Option<&Path>) -> Result<T, LookupError> {
        self.source(name, folder)
            .ok_or_else(|| LookupError::Unknown {
                kind: self.kind,
                name: name.into(),
                names: self.names(folder),
            })?
            .and_then(|source| (self.read)(&source))
            .map(|sound| sound.value)
            .map_err(LookupError::Broken)
    }

    /// Every name, the built-in ones first, then those in `folder` by the alphabet.
    pub fn names(&self, folder: Option<&Path>) -> Vec<String> {
        let mut names: Vec<String> = self.built_in.iter().map(|(name, _)| (*name).into()).collect();
        let ending = self.ending();
        let entries = folder.and_then(|folder| std::fs::read_dir(folder).ok());
        let mut beside: Vec<String> = entries
            .into_iter()
            .flatten()
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter_map(|file| file.strip_suffix(&ending).map(str::to_string))
            .filter(|name| !names.contains(name))
            .collect();
        beside.sort();
        names.append(&mut beside);
        names
    }

    /// How the names of its files end, as `.wire.ron`.
    pub fn ending(&self) -> String {
        format!(".{}.ron", self.kind)
    }

    fn source(&self, name: &str, folder: Option<&Path>) -> Option<Result<Source, Problems>> {
        if !is_plain(name) {
            return None;
        }
        let file = format!("{name}{}", self.ending());
        if let Some(path) = folder.map(|folder| folder.join(&file)).filter(|path| path.exists()) {
            return Some(Source::load(&path));
        }
        let (_, text) = self.built_in.iter().find(|(built_in, _)| *built_in == name)?;
        Some(Ok(Source::new(format!("{}/{file}", self.home), *text)))
    }
}

/// Whether a file may have this name: it is no path, which might lead out of the folder.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}
