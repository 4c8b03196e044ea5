//! Builds many bugs at once, each behind a switch, so that trying one costs a run of the tests and no build.
//!
//! Which bugs there are, cargo-mutants says. It would build each alone, which takes most of its time. Here all are woven into
//! the sources, and the variable `BATON_MUTANT` chooses one by its number. What cannot be built like that (in constants, or
//! where a field is left out) is told, to be tried alone. After J. Offutt's mutant schemata, "Mutation analysis using mutant
//! schemata" (Untch, Offutt, Harrold, ISSTA 1993).

mod compile;
mod lines;
mod sites;
mod weave;

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fs, path::Path};

/// A bug, as `cargo mutants --list --json` tells it.
#[derive(Debug, Clone, Deserialize)]
struct Mutant {
    name: String,
    package: String,
    file: String,
    genre: String,
    replacement: String,
    function: Option<Function>,
    span: Span,
}

/// The function that it is in.
#[derive(Debug, Clone, Deserialize)]
struct Function {
    return_type: String,
}

impl Mutant {
    /// Whether it gives back another type of those that a signature leaves open: one body cannot do both.
    fn is_another_type(&self) -> bool {
        let function = self.function.as_ref();
        self.genre == "FnValue" && function.is_some_and(|all| all.return_type.contains("impl "))
    }
}

/// Where it is: lines and columns count from one.
#[derive(Debug, Clone, Copy, Deserialize)]
struct Span {
    start: Position,
}

#[derive(Debug, Clone, Copy, Deserialize)]
struct Position {
    line: usize,
    column: usize,
}

/// What became of them, by their names.
#[derive(Debug, Default, Serialize)]
struct Outcome {
    /// Behind a switch, by its number.
    woven: BTreeMap<usize, String>,
    /// The compiler refuses them.
    unviable: Vec<String>,
    /// To be built alone.
    apart: Vec<String>,
}

/// Weaves the bugs that the file `list` names into the sources below `root`, and writes what became of each to `out`.
pub(crate) fn run(list: &Path, root: &Path, out: &Path) -> Result<()> {
    let text = fs::read_to_string(list).with_context(|| format!("{}", list.display()))?;
    let mutants: Vec<Mutant> = serde_json::from_str(&text).context("what cargo-mutants lists")?;
    let mut files: BTreeMap<&str, Vec<(usize, &Mutant)>> = BTreeMap::new();
    for (number, mutant) in mutants.iter().enumerate() {
        files
            .entry(&mutant.file)
            .or_default()
            .push((number, mutant));
    }
    let mut sources = Vec::new();
    let mut outcome = Outcome::default();
    for (path, found) in files {
        let source = weave::Source::read(root, path, &found)?;
        let names = |numbers: &[usize]| -> Vec<String> {
            let mutants = numbers.iter().filter_map(|number| mutants.get(*number));
            mutants.map(|mutant| mutant.name.clone()).collect()
        };
        outcome.apart.extend(names(&source.apart));
        sources.push(source);
    }
    let mut packages: Vec<&str> = mutants.iter().map(|mutant| &*mutant.package).collect();
    packages.sort_unstable();
    packages.dedup();
    for package in &packages {
        weave::add_switch(root, package)?;
    }
    let unviable = compile::settle(root, &packages, &sources)?;
    for (number, mutant) in mutants.into_iter().enumerate() {
        if unviable.contains(&number) {
            outcome.unviable.push(mutant.name);
        } else if !outcome.apart.contains(&mutant.name) {
            outcome.woven.insert(number, mutant.name);
        }
    }
    fs::write(out, serde_json::to_string_pretty(&outcome)?)?;
    Ok(())
}
