//! The files of the repository, as git sees them.

use anyhow::{Context, Result, ensure};
use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The root of the repository: where this crate's folder lies.
pub(crate) fn root() -> Result<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.parent().context("xtask has no parent folder")?;
    Ok(root.to_path_buf())
}

/// Every file that is tracked, or new and not ignored, relative to `root`, in order.
pub(crate) fn files(root: &Path) -> Result<Vec<PathBuf>> {
    let mut git = Command::new("git");
    git.args(["ls-files", "--cached", "--others", "--exclude-standard"]);
    let output = git.current_dir(root).output().context("git ls-files")?;
    ensure!(output.status.success(), "git ls-files failed");
    let list = String::from_utf8(output.stdout).context("a path that is not UTF-8")?;
    let mut files: Vec<PathBuf> = list.lines().map(PathBuf::from).collect();
    // A file that was deleted but not yet staged is still listed.
    files.retain(|file| root.join(file).is_file());
    files.sort();
    files.dedup();
    Ok(files)
}

/// The text of `file`.
pub(crate) fn read(root: &Path, file: &Path) -> Result<String> {
    fs::read_to_string(root.join(file)).with_context(|| file.display().to_string())
}

/// The parts of `file`'s path: `crates/app/src/unit.rs` gives `["crates", "app", "src", "unit.rs"]`.
pub(crate) fn parts(file: &Path) -> Vec<&str> {
    file.iter().filter_map(OsStr::to_str).collect()
}

/// Whether `file` ends in one of `extensions`.
pub(crate) fn is(file: &Path, extensions: &[&str]) -> bool {
    let extension = file.extension().and_then(OsStr::to_str);
    extension.is_some_and(|extension| extensions.contains(&extension))
}

/// Whether `file` is a test: in a folder of tests, or named as one.
pub(crate) fn is_test(file: &Path) -> bool {
    let named =
        |part: &&str| matches!(*part, "test" | "tests" | "tests.rs") || part.contains(".test.");
    parts(file).iter().any(named)
}
