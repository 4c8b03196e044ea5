//! Words that have a place of their own, and words that may not name a type.

use super::Unit;

/// A word, the crates that may use it, and why nobody else.
type Place = (&'static str, &'static [&'static str], &'static str);

const PLACES: &[Place] = &[
    (
        "StatusCode",
        &["api"],
        "only the HTTP edge knows status codes",
    ),
    (
        "Db",
        &["db", "jobs", "app", "server"],
        "the edge reads through Reader and writes through app; store is handed a Conn",
    ),
];

/// What says nothing: every type is about data, and does or manages something.
const EMPTY_WORDS: &[&str] = &[
    "Manager", "Service", "Helper", "Util", "Utils", "Impl", "Data", "Info",
];

/// Finds words outside of their place.
pub(super) fn check(units: &[Unit]) -> Vec<String> {
    units.iter().flat_map(breaches).collect()
}

fn breaches(unit: &Unit) -> Vec<String> {
    let file = unit.file.display();
    let mut breaches = Vec::new();
    for (word, homes, reason) in PLACES {
        if homes.contains(&unit.owner.as_str()) {
            continue;
        }
        for (line, _) in unit.source.names.iter().filter(|(_, name)| name == word) {
            breaches.push(format!("{file}:{line}: {word}: {reason}"));
        }
    }
    for (line, name) in &unit.source.types {
        if let Some(word) = EMPTY_WORDS.iter().find(|word| name.ends_with(**word)) {
            breaches.push(format!("{file}:{line}: {name}: \"{word}\" says nothing"));
        }
    }
    breaches
}
