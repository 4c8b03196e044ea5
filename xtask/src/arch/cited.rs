//! Every requirement that was built is cited by a test that proves it: `R058` in its comment.

use crate::tree;
use anyhow::Result;
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

/// The requirements up to this one are built.
const BUILT: u16 = 92;

/// One line for each that no test cites.
pub(super) fn check(root: &Path, files: &[PathBuf]) -> Result<Vec<String>> {
    let mut cited = BTreeSet::new();
    for file in files {
        // The numbers of this file's own tests prove nothing.
        if tree::is(file, &["rs", "ts", "tsx", "mjs"]) && !file.starts_with("xtask") {
            let text = tree::read(root, file)?;
            cited.extend(numbers(of_tests(file, &text)));
        }
    }
    let missing = (1..=BUILT).filter(|number| !cited.contains(number));
    Ok(missing
        .map(|number| format!("R{number:03}: no test cites it"))
        .collect())
}

/// What of `file` is a test: all of it, or what follows the first `#[cfg(test)]`.
fn of_tests<'a>(file: &Path, text: &'a str) -> &'a str {
    if tree::is_test(file) {
        return text;
    }
    text.find("#[cfg(test)]")
        .and_then(|start| text.get(start..))
        .unwrap_or_default()
}

/// The requirements that `text` names. `R019..R023` names those between as well.
fn numbers(text: &str) -> Vec<u16> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('R') {
        let (before, after) = text.split_at(at);
        let Some(first) = number(after).filter(|_| !before.ends_with(char::is_alphanumeric)) else {
            continue;
        };
        let last = after.get(4..).and_then(|rest| rest.strip_prefix(".."));
        found.extend(first..=last.and_then(number).unwrap_or(first));
    }
    found
}

/// The number of the requirement that `text` begins with.
fn number(text: &str) -> Option<u16> {
    let digits = text.strip_prefix('R')?.get(..3)?;
    let ends = !text.get(4..)?.starts_with(char::is_alphanumeric);
    let whole = ends && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_alone_in_a_row_and_as_a_range() {
        let text = "// R001, R004 and R010..R012; R0456, R02, RGB and SCR100R";
        assert_eq!(numbers(text), [1, 4, 10, 11, 12, 12]);
        assert_eq!(numbers("R092."), [92]);
    }

    #[test]
    fn only_tests_prove() {
        let text = "/// R001\nfn f() {}\n#[cfg(test)]\nmod tests { /* R002 */ }";
        assert_eq!(
            numbers(of_tests(Path::new("crates/core/src/lead.rs"), text)),
            [2]
        );
        assert_eq!(
            numbers(of_tests(Path::new("e2e/story/a.test.mjs"), text)),
            [1, 2]
        );
        assert!(numbers(of_tests(Path::new("crates/core/src/id.rs"), "R003")).is_empty());
    }
}
