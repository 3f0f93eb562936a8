//! Digests: of a session's state, and of what a case is made of.

use super::{Case, Ingredients, Session};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Bytes as hexadecimal text.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// SHA-256 of `parts`, one after the other, in hexadecimal.
pub(super) fn digest_of(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
    }
    hex(&hash.finalize())
}

impl Session {
    /// SHA-256 of the bits of everything that the next tick depends on: two sessions with the same
    /// digest go on the same.
    pub fn digest(&self) -> String {
        let mut hash = Sha256::new();
        for number in self.state() {
            hash.update(number.to_bits().to_le_bytes());
        }
        hex(&hash.finalize())
    }
}

impl Ingredients {
    /// SHA-256 of the scenario, device and tissue data.
    pub fn digest(&self) -> String {
        digest_of(&[&serde_json::to_string(self).unwrap_or_default()])
    }
}

impl Case {
    /// SHA-256 of what the case is made of.
    pub fn digest(&self) -> String {
        self.ingredients.digest()
    }
}
