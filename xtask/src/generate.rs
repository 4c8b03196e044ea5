//! Writes what is made from the code: `openapi.json` by the binary, and `packages/api/src/schema.d.ts` from that.

use anyhow::{Context, Result, ensure};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

const OPENAPI: &str = "openapi.json";
const SCHEMA: &str = "packages/api/src/schema.d.ts";
/// A folder of its own, because it needs TypeScript 5: the compiler of TypeScript 7 cannot be called as a library.
const CODEGEN: &str = "packages/codegen";

/// Writes both files; with `check` writes neither, and returns those that differ. `binary`: a built `baton`.
pub(crate) fn run(root: &Path, check: bool, binary: Option<PathBuf>) -> Result<Vec<String>> {
    let openapi = openapi(root, binary)?;
    let mut stale = put(root, OPENAPI, &openapi, check)?;
    // With `check` a stale openapi.json is told already; the types are compared with what the code says now.
    let schema = schema(root, &openapi)?;
    stale.extend(put(root, SCHEMA, &schema, check)?);
    Ok(stale)
}

/// The document that the binary describes its routes with.
fn openapi(root: &Path, binary: Option<PathBuf>) -> Result<String> {
    let mut baton = if let Some(binary) = binary {
        Command::new(binary)
    } else {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["run", "--quiet", "--package", "baton", "--"]);
        cargo
    };
    baton.arg("openapi").current_dir(root);
    let mut text = output(&mut baton).context("baton openapi")?;
    let valid: serde_json::Value =
        serde_json::from_str(&text).context("baton openapi: not JSON")?;
    ensure!(valid.get("paths").is_some(), "baton openapi: no paths");
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Ok(text)
}

/// TypeScript for `openapi`.
fn schema(root: &Path, openapi: &str) -> Result<String> {
    let scratch = root.join("target/openapi.json");
    fs::create_dir_all(root.join("target"))?;
    fs::write(&scratch, openapi)?;
    let mut node = Command::new("node");
    node.arg("generate.mjs").arg(&scratch);
    node.current_dir(root.join(CODEGEN));
    output(&mut node).context("packages/codegen (is `npm ci` done?)")
}

fn output(command: &mut Command) -> Result<String> {
    let output = command.stderr(std::process::Stdio::inherit()).output()?;
    ensure!(output.status.success(), "{command:?}: {}", output.status);
    Ok(String::from_utf8(output.stdout)?)
}

/// Writes `text` to `file`, or with `check` says where it differs.
fn put(root: &Path, file: &str, text: &str, check: bool) -> Result<Vec<String>> {
    let path = root.join(file);
    if fs::read_to_string(&path).is_ok_and(|found| found == text) {
        return Ok(Vec::new());
    }
    if check {
        return Ok(vec![format!(
            "{file} is not what the code says: run script/gen"
        )]);
    }
    fs::write(&path, text).with_context(|| file.to_owned())?;
    Ok(Vec::new())
}
