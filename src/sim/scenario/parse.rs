//! Scenario files to scenarios that hold what they must.

use super::{FORMAT_VERSION, Scenario, validate};
use crate::sim::text::{Diagnostic, Problems, Source, locate, read};

impl Scenario {
    /// Reads and checks a scenario. Fails with everything that is wrong with it; of text that
    /// cannot be read as a scenario, with the first thing that cannot.
    ///
    /// Device and tissue files in `source.folder` come before the built-in ones.
    pub fn parse(source: &Source) -> Result<Self, Problems> {
        refuse_other_versions(source)?;
        let scenario: Self = read(source)?;
        validate(&scenario, source)?;
        Ok(scenario)
    }
}

/// Another version has other fields: to complain of those would send the author astray.
fn refuse_other_versions(source: &Source) -> Result<(), Problems> {
    let version = locate(&source.text, "version");
    let found = &source.text[version.value.clone()];
    let number = found.trim().parse::<u32>().ok().filter(|_| version.whole);
    let Some(number) = number.filter(|&number| number != FORMAT_VERSION) else { return Ok(()) };
    Err(Diagnostic {
        file: source.clone(),
        span: Some(version.value),
        field: Some("version".into()),
        found: Some(number.to_string()),
        ..Diagnostic::of_file(
            "",
            &format!("the file has format version {number}, which this wispwire does not read"),
            &FORMAT_VERSION.to_string(),
            &format!(
                "Update wispwire if the file is newer, or rewrite the file after a shipped \
                 scenario and set `version: {FORMAT_VERSION}`."
            ),
        )
    }
    .into())
}
