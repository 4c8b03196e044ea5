//! Who may import whom, what may be named where, and which requirements tests cite.

mod cited;
mod crates;
mod places;
mod sql;
mod web;

use crate::{source::Source, tree};
use anyhow::Result;
use std::path::{Path, PathBuf};

/// A Rust file of the product with what is in it, tests left out.
#[derive(Debug)]
pub(crate) struct Unit {
    /// Relative to the root.
    pub(crate) file: PathBuf,
    /// The folder under `crates/`, or `xtask`.
    pub(crate) owner: String,
    /// What is in it.
    pub(crate) source: Source,
}

/// Checks everything; one line for each breach.
pub(crate) fn check(root: &Path) -> Result<Vec<String>> {
    let files = tree::files(root)?;
    let units = units(root, &files)?;
    let mut breaches = crates::check(root, &files)?;
    breaches.extend(sql::check(&units));
    breaches.extend(places::check(&units));
    breaches.extend(web::check(root, &files)?);
    breaches.extend(cited::check(root, &files)?);
    Ok(breaches)
}

/// The product's Rust files: those of tests, of the kit for tests, of examples and of this crate are not among them.
pub(crate) fn units(root: &Path, files: &[PathBuf]) -> Result<Vec<Unit>> {
    let mut units = Vec::new();
    for file in files {
        let parts = tree::parts(file);
        let ["crates", owner, "src", ..] = parts.as_slice() else {
            continue;
        };
        if *owner == "testkit" || !tree::is(file, &["rs"]) || tree::is_test(file) {
            continue;
        }
        units.push(Unit {
            file: file.clone(),
            owner: (*owner).to_owned(),
            source: Source::parse(file, &tree::read(root, file)?)?,
        });
    }
    Ok(units)
}
