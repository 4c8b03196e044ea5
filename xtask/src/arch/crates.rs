//! Which crate may import which of ours, read from the manifests.
//!
//! `server -> api -> app -> {store, bus, jobs, ai, outbound, files} -> core`, `store -> db`. Three edges go beside it,
//! each for one reason:
//! - `app`, `jobs` and `api` name the database's handles (`Db`, `Conn`, `Reader`, `DbError`), so they import `db`. That
//!   they write no SQL is held by [`super::sql`], and that `api` cannot write by [`super::places`];
//! - `api` reads through `store` what no rule of `app` is about: lists and pages;
//! - `api` hears the `bus`: the realtime edge listens where `app` rings.

use crate::tree;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use toml::Table;

/// What each crate may import, `core` and `db` first: they import none of ours.
const ALLOWED: &[(&str, &[&str])] = &[
    ("core", &[]),
    ("db", &[]),
    ("bus", &["core"]),
    ("ai", &["core"]),
    ("outbound", &["core"]),
    ("files", &["core"]),
    ("store", &["core", "db"]),
    ("jobs", &["core", "db", "store"]),
    (
        "app",
        &[
            "core", "db", "store", "bus", "jobs", "ai", "outbound", "files",
        ],
    ),
    ("api", &["core", "db", "store", "bus", "app"]),
];

/// These wire everything together, and may import every crate.
const ROOTS: &[&str] = &["server", "testkit"];

/// What only tests may import.
const TEST_ONLY: &str = "testkit";

/// Checks every manifest in `files`.
pub(super) fn check(root: &Path, files: &[PathBuf]) -> Result<Vec<String>> {
    let mut breaches = Vec::new();
    for file in files {
        let parts = tree::parts(file);
        let owner = match parts.as_slice() {
            ["crates", owner, "Cargo.toml"] => *owner,
            // What measures may import everything, and nothing imports it.
            ["xtask", "Cargo.toml"] => "xtask",
            _ => continue,
        };
        let manifest: Table = tree::read(root, file)?
            .parse()
            .with_context(|| file.display().to_string())?;
        for (section, is_test) in [
            ("dependencies", false),
            ("build-dependencies", false),
            ("dev-dependencies", true),
        ] {
            for imported in ours(&manifest, section) {
                if !may_import(owner, imported, is_test) {
                    let file = file.display();
                    breaches.push(format!(
                        "{file}: {owner} may not import {imported} ({section})"
                    ));
                }
            }
        }
    }
    Ok(breaches)
}

/// Our crates among a section's dependencies.
fn ours<'a>(manifest: &'a Table, section: &str) -> impl Iterator<Item = &'a str> {
    let names = manifest.get(section).and_then(|found| found.as_table());
    let names = names.into_iter().flat_map(Table::keys);
    names.filter_map(|name| name.strip_prefix("baton-"))
}

fn may_import(owner: &str, imported: &str, is_test: bool) -> bool {
    if ROOTS.contains(&owner) {
        return owner == TEST_ONLY || is_test || imported != TEST_ONLY;
    }
    if imported == TEST_ONLY {
        // Below `store` the kit would test itself.
        return is_test && !matches!(owner, "core" | "db");
    }
    let row = ALLOWED.iter().find(|(name, _)| *name == owner);
    row.is_some_and(|(_, allowed)| allowed.contains(&imported))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_go_inwards_only() {
        assert!(may_import("api", "app", false));
        assert!(!may_import("app", "api", false));
        assert!(!may_import("core", "db", false));
        assert!(!may_import("bus", "store", false));
        assert!(!may_import("ai", "outbound", false), "app hands it in");
        assert!(!may_import("unheard-of", "core", false));
    }

    #[test]
    fn the_kit_is_for_tests() {
        assert!(may_import("store", "testkit", true));
        assert!(!may_import("store", "testkit", false));
        assert!(!may_import("server", "testkit", false));
        assert!(!may_import("core", "testkit", true));
    }
}
