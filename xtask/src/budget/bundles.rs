//! What a browser fetches, gzipped: an entry and everything it imports at once. What is imported later does not count.

use super::Measure;
use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};
use std::{
    collections::BTreeSet,
    fs,
    io::Write,
    path::{Path, PathBuf},
};

/// Bytes; a kilobyte is 1000 of them.
const LOADER: usize = 3_000;
const PANEL: usize = 20_000;
const CONSOLE: usize = 160_000;

/// The route that the console opens with; its chunk is named after its file.
const FIRST_ROUTE: &[&str] = &["shell-", "inbox-"];

/// Measures `widget/dist` and `console/dist`, which must have been built.
pub(super) fn measure(root: &Path) -> Result<Vec<Measure>> {
    let widget = root.join("widget/dist");
    let manifest = fs::read_to_string(widget.join("manifest.json"))
        .context("widget/dist is not there: run npm run build")?;
    let manifest: serde_json::Value = serde_json::from_str(&manifest)?;
    let panel = manifest.get("panel").and_then(|panel| panel.as_str());
    let panel = panel.context("widget/dist/manifest.json names no panel")?;
    Ok(vec![
        weigh(
            "Widget loader, bytes gz",
            LOADER,
            &[widget.join("widget.js")],
        )?,
        weigh("Widget panel, bytes gz", PANEL, &[widget.join(panel)])?,
        weigh("Console, first route, bytes gz", CONSOLE, &console(root)?)?,
    ])
}

/// What the console's page names, and the chunks of its first route.
fn console(root: &Path) -> Result<Vec<PathBuf>> {
    let dist = root.join("console/dist");
    let page = fs::read_to_string(dist.join("index.html"))
        .context("console/dist is not there: run npm run build")?;
    let mut files = named(&page, &["src=\"/app/", "href=\"/app/"], '"')
        .into_iter()
        .filter(|name| is_code(name))
        .map(|name| dist.join(name))
        .collect::<Vec<_>>();
    for entry in fs::read_dir(dist.join("assets"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if is_code(&name) && FIRST_ROUTE.iter().any(|start| name.starts_with(start)) {
            files.push(dist.join("assets").join(name));
        }
    }
    Ok(files)
}

fn is_code(name: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|ext| ext == "js" || ext == "css")
}

/// Gzipped bytes of `entries` and of what they import at once.
fn weigh(what: &'static str, limit: usize, entries: &[PathBuf]) -> Result<Measure> {
    let mut waiting = entries.to_vec();
    let mut seen = BTreeSet::new();
    let mut found = 0;
    while let Some(file) = waiting.pop() {
        if !seen.insert(file.clone()) {
            continue;
        }
        let text = fs::read(&file).with_context(|| file.display().to_string())?;
        found += gzipped(&text)?;
        let folder = file.parent().unwrap_or(Path::new(""));
        let imports = imports(&String::from_utf8_lossy(&text));
        waiting.extend(imports.iter().map(|name| folder.join(name)));
    }
    Ok(Measure {
        what,
        found,
        limit,
        greatest: format!("{} files", seen.len()),
        over: Vec::new(),
    })
}

/// Bytes at the level that the build compresses with.
fn gzipped(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

/// The chunks that a built module imports at once: `from"./a.js"` and `import"./a.js"`, not `import("./a.js")`.
fn imports(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for quote in ['"', '\'', '`'] {
        for start in ["from", "import"] {
            let start = format!("{start}{quote}./");
            found.extend(named(code, &[&start], quote));
        }
    }
    found
}

/// What stands after each of `starts`, up to `end`.
fn named(text: &str, starts: &[&str], end: char) -> Vec<String> {
    let after = |start| text.split(start).skip(1);
    let found = starts.iter().copied().flat_map(after);
    found
        .filter_map(|rest| rest.split_once(end).map(|(name, _)| name.to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_imported_at_once_counts() {
        let code = r#"import{a}from"./a-1.js";import"./b-2.js";const c=()=>import("./c-3.js")"#;
        assert_eq!(imports(code), ["a-1.js", "b-2.js"]);
    }
}
