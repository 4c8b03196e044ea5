//! Compares the two databases after all migrations, by running the one test that does.

use anyhow::{Context, Result, ensure};
use std::{path::Path, process::Command};

/// Runs `crates/store/tests/it/parity.rs`.
pub(crate) fn check(root: &Path) -> Result<Vec<String>> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args([
        "test",
        "--quiet",
        "--package",
        "baton-store",
        "--test",
        "it",
    ]);
    // `CI` makes a missing BATON_TEST_POSTGRES an error instead of a test that says nothing.
    cargo
        .args(["--", "parity"])
        .env("CI", "true")
        .current_dir(root);
    let status = cargo.status().context("cargo test")?;
    ensure!(status.success(), "the two databases differ");
    Ok(Vec::new())
}
