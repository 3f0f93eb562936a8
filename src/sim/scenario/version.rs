//! The version gate, and the place where old files are brought up to date.
//!
//! From version 1 on a file that was sound stays so: each version keeps its fixtures in
//! `tests/fixtures/scenarios/`, and a step here turns the text of one version into the next one's.
//! Version 0 is the time before that promise, so there is no step yet.

use crate::sim::text::{Checks, Fault};

/// Whether the `kind` of file that `checks` was made of has version `current`, or leaves it to the
/// reader to say what is wrong with its version. Complaints of another version's fields would send
/// the author astray.
pub(super) fn admit(checks: &mut Checks, kind: &str, current: u32) -> bool {
    let Some(version) = checks.whole_number_at("version") else { return true };
    if version == u64::from(current) {
        return true;
    }
    let newer = version > u64::from(current);
    checks.fault(Fault {
        field: "version".into(),
        what: format!(
            "the {kind} has format version {version}, and this wispwire {} reads version {current}",
            env!("CARGO_PKG_VERSION")
        ),
        allowed: current.to_string(),
        remedy: if newer {
            format!(
                "Update wispwire: the file was written for a newer one. If it was not, write \
                 `version: {current}`."
            )
        } else {
            format!("Write `version: {current}`, and mend what `wispwire check` then tells.")
        },
    });
    false
}
