//! How long files and functions are, how full folders, and how often the two databases need different words.

use super::Measure;
use crate::{arch::Unit, tree};
use anyhow::Result;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// The wire contract, told on one page.
const CONTRACT: &str = "packages/api/src/types.ts";

/// Rust files and functions, tests left out.
pub(super) fn rust(units: &[Unit]) -> Vec<Measure> {
    let files: Vec<_> = units
        .iter()
        .map(|unit| (unit.file.display().to_string(), unit.source.lines))
        .collect();
    let functions: Vec<_> = units
        .iter()
        .flat_map(|unit| {
            let place = move |line: usize| format!("{}:{line}", unit.file.display());
            let functions = unit.source.functions.iter();
            functions.map(move |(line, name, length)| (format!("{} {name}", place(*line)), *length))
        })
        .collect();
    vec![
        Measure::quantile("Rust file, median lines", 50, 120, &files),
        Measure::greatest("Rust file, lines", 400, &files),
        Measure::quantile("Rust function, 90th percentile, lines", 90, 40, &functions),
        Measure::greatest("Rust function, lines", 100, &functions),
    ]
}

/// TypeScript files, tests and what is generated left out.
pub(super) fn typescript(root: &Path, files: &[PathBuf]) -> Result<Vec<Measure>> {
    let mut lengths = Vec::new();
    for file in files {
        let name = file.display().to_string();
        let is_counted = tree::is(file, &["ts", "tsx"]) && !tree::is_test(file);
        if is_counted && !name.ends_with(".d.ts") && name != CONTRACT {
            lengths.push((name, tree::read(root, file)?.lines().count()));
        }
    }
    Ok(vec![
        Measure::quantile("TypeScript file, median lines", 50, 80, &lengths),
        Measure::greatest("TypeScript file, lines", 250, &lengths),
    ])
}

/// Files of code that lie directly in one folder.
pub(super) fn folders(files: &[PathBuf]) -> Measure {
    let mut folders: BTreeMap<String, usize> = BTreeMap::new();
    for file in files
        .iter()
        .filter(|file| tree::is(file, &["rs", "ts", "tsx"]))
    {
        if let Some(folder) = file.parent() {
            *folders.entry(folder.display().to_string()).or_default() += 1;
        }
    }
    let folders: Vec<_> = folders.into_iter().collect();
    Measure::greatest("Folder, files of code", 25, &folders)
}

/// Forks between the databases in `store`: each has an arm for PostgreSQL, or asks whether it is one.
pub(super) fn forks(units: &[Unit]) -> Measure {
    let store = units.iter().filter(|unit| unit.owner == "store");
    let arms = store.map(|unit| {
        let arms = unit
            .source
            .names
            .iter()
            .filter(|(_, name)| name == "Postgres");
        (unit.file.display().to_string(), arms.count())
    });
    let total = arms.clone().map(|(_, count)| count).sum();
    let places = arms.filter(|(_, count)| *count > 0).map(|(file, _)| file);
    Measure {
        what: "Dialect forks in store",
        found: total,
        limit: 10,
        greatest: places.collect::<Vec<_>>().join(" "),
        over: Vec::new(),
    }
}
