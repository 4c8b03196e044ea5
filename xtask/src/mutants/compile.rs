//! Leaves out the bugs that the compiler refuses.

use super::weave::{Source, bug_at};
use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    process::{Command, Stdio},
};

/// A line of what cargo tells.
#[derive(Debug, Deserialize)]
struct Told {
    message: Option<Message>,
}

#[derive(Debug, Deserialize)]
struct Message {
    level: String,
    rendered: Option<String>,
    spans: Vec<Span>,
}

#[derive(Debug, Deserialize)]
struct Span {
    file_name: String,
    byte_start: usize,
    is_primary: bool,
}

/// Writes the sources, without those bugs that the compiler refuses, and tells which these are.
pub(super) fn settle(
    root: &Path,
    packages: &[&str],
    sources: &[Source],
) -> Result<BTreeSet<usize>> {
    let mut refused = BTreeSet::new();
    loop {
        let mut texts = BTreeMap::new();
        for source in sources {
            let text = source.woven(&refused);
            fs::write(root.join(source.path()), &text)?;
            texts.insert(source.path().display().to_string(), text);
        }
        let errors = check(root, packages)?;
        if errors.is_empty() {
            return Ok(refused);
        }
        let before = refused.len();
        for error in &errors {
            let spans = error.spans.iter();
            let (primary, other): (Vec<_>, Vec<_>) = spans.partition(|span| span.is_primary);
            let bug = primary
                .into_iter()
                .chain(other)
                .find_map(|span| bug_at(texts.get(&span.file_name)?, span.byte_start));
            refused.extend(bug);
        }
        let unclear = errors.iter().filter_map(|error| error.rendered.as_deref());
        ensure!(
            refused.len() > before,
            "errors that belong to no bug:\n{}",
            unclear.collect::<String>()
        );
    }
}

fn check(root: &Path, packages: &[&str]) -> Result<Vec<Message>> {
    let mut cargo = Command::new("cargo");
    cargo.args(["check", "--quiet", "--lib", "--message-format=json"]);
    for package in packages {
        cargo.args(["--package", package]);
    }
    let output = cargo.current_dir(root).stderr(Stdio::inherit()).output();
    let output = output.context("cargo check")?;
    let text = String::from_utf8(output.stdout).context("cargo check")?;
    let mut errors = Vec::new();
    for line in text.lines() {
        let told: Told = serde_json::from_str(line).context("what cargo tells")?;
        errors.extend(told.message.filter(|message| message.level == "error"));
    }
    ensure!(
        output.status.success() || !errors.is_empty(),
        "cargo check failed"
    );
    // That the build was given up is no error of its own.
    errors.retain(|error| !error.spans.is_empty());
    Ok(errors)
}
