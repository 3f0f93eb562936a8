//! Near misses: which of the allowed names somebody probably meant.

/// The allowed name that is most like `found`, if one is like enough to be worth naming.
pub fn nearest_name<'a>(
    found: &str,
    allowed: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let found = found.to_lowercase();
    allowed
        .into_iter()
        .map(|name| (strsim::normalized_damerau_levenshtein(&found, &name.to_lowercase()), name))
        .filter(|(likeness, _)| *likeness >= 0.55)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

/// `Write `name`.`, or a plainer remedy where no allowed name is near.
pub fn suggestion<'a>(
    found: &str,
    allowed: impl IntoIterator<Item = &'a str>,
    otherwise: &str,
) -> String {
    match nearest_name(found, allowed) {
        Some(name) => format!("Did you mean `{name}`?"),
        None => otherwise.into(),
    }
}

/// Names in back quotes with commas.
pub fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_recognised_and_a_stranger_is_not() {
        let names = ["diameter_mm", "meander_mm", "wavelength_mm", "seed"];
        assert_eq!(nearest_name("diametre_mm", names), Some("diameter_mm"));
        assert_eq!(nearest_name("Meander", names), Some("meander_mm"));
        assert_eq!(nearest_name("colour", names), None);
        assert_eq!(nearest_name("", names), None);
        assert_eq!(nearest_name("seed", []), None);
    }
}
