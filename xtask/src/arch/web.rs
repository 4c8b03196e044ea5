//! Who may import whom in TypeScript: packages know no application, console and widget not one another, and a feature of
//! the console no other feature.
//!
//! Inside the console it goes inwards, as it does on the server: `routes -> features -> {ui, live} -> lib`.

use crate::tree;
use anyhow::Result;
use std::path::{Component, Path, PathBuf};

/// The layers of the console, outermost first: a file imports from its own layer or one further in.
const LAYERS: &[&[&str]] = &[&["routes"], &["features"], &["ui", "live"], &["lib"]];

/// Checks every module in `files`.
pub(super) fn check(root: &Path, files: &[PathBuf]) -> Result<Vec<String>> {
    let mut breaches = Vec::new();
    for file in files {
        if !tree::is(file, &["ts", "tsx"]) || tree::is_test(file) {
            continue;
        }
        for (line, text) in tree::read(root, file)?.lines().enumerate() {
            let Some(target) = imported(text).and_then(|name| resolve(file, name)) else {
                continue;
            };
            if let Some(reason) = breach(&tree::parts(file), &tree::parts(&target)) {
                breaches.push(format!("{}:{}: {reason}", file.display(), line + 1));
            }
        }
    }
    Ok(breaches)
}

/// The module that a line imports: `... from 'x'`, `import 'x'`, `import('x')`.
fn imported(line: &str) -> Option<&str> {
    let (_, after) = ["from '", "import '", "import('"]
        .iter()
        .find_map(|start| line.split_once(start))?;
    after.split_once('\'').map(|(name, _)| name)
}

/// Where `name` leads, relative to the root; `None` for what comes from a registry.
fn resolve(file: &Path, name: &str) -> Option<PathBuf> {
    if name == "console" || name == "widget" {
        return Some(PathBuf::from(name).join("src"));
    }
    if !name.starts_with('.') {
        return None;
    }
    let mut target = file.parent()?.to_path_buf();
    for step in Path::new(name).components() {
        match step {
            Component::ParentDir => {
                target.pop();
            }
            Component::Normal(part) => target.push(part),
            _ => {}
        }
    }
    Some(target)
}

/// Why `from` may not import `to`, if so.
fn breach(from: &[&str], to: &[&str]) -> Option<String> {
    match (from, to) {
        (["console", ..], ["widget", ..]) | (["widget", ..], ["console", ..]) => {
            Some("console and widget share only packages/".to_owned())
        }
        (["packages", ..], ["console" | "widget", ..]) => {
            Some("a package knows no application".to_owned())
        }
        (["console", "src", "features", a, ..], ["console", "src", "features", b, ..])
            if a != b =>
        {
            Some(format!("feature {a} may not import feature {b}"))
        }
        (["console", "src", outer, _, ..], ["console", "src", inner, _, ..]) => {
            let (from, to) = (layer(outer)?, layer(inner)?);
            (to < from).then(|| format!("{outer} may not import {inner}"))
        }
        _ => None,
    }
}

fn layer(folder: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(file: &str, line: &str) -> Option<String> {
        let target = resolve(Path::new(file), imported(line)?)?;
        breach(&tree::parts(Path::new(file)), &tree::parts(&target))
    }

    #[test]
    fn features_do_not_know_each_other() {
        let file = "console/src/features/inbox/list.tsx";
        assert!(verdict(file, "import { a } from '../thread/status'").is_some());
        assert!(verdict(file, "const a = lazy(() => import('../thread/status'))").is_some());
        assert!(verdict(file, "import { a } from './row'").is_none());
        assert!(verdict(file, "import { a } from '../../ui/avatar'").is_none());
        assert!(verdict(file, "import { a } from 'react'").is_none());
    }

    #[test]
    fn layers_go_inwards() {
        let lib = "console/src/lib/api.ts";
        assert!(verdict(lib, "import { a } from '../ui/avatar'").is_some());
        let ui = "console/src/ui/avatar.tsx";
        assert!(verdict(ui, "import { a } from '../features/inbox/row'").is_some());
        assert!(verdict(ui, "import { a } from '../lib/time'").is_none());
    }

    #[test]
    fn applications_do_not_know_each_other() {
        let file = "widget/src/panel/main.tsx";
        assert!(verdict(file, "import { a } from '../../../console/src/lib/time'").is_some());
        assert!(verdict(file, "import type { a } from '@baton/api'").is_none());
    }
}
