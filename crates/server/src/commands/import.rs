//! `baton import`: knowledge from files, folders and one page of the web.

use super::say;
use crate::{cli::Import, config::Config, wiring};
use anyhow::{Context as _, bail};
use baton_app::{
    App, Caller,
    knowledge::add::{MAX_FILES, Material},
};
use baton_core::{
    id::{AssistantId, WorkspaceId},
    knowledge::SourceStatus,
};
use baton_store::{assistants, knowledge::sources, workspaces};
use std::path::{Path, PathBuf};

/// The files that can be read.
const ENDINGS: &[&str] = &["md", "markdown", "html", "htm", "txt"];

pub(super) async fn run(config: &Config, command: Import) -> anyhow::Result<()> {
    let app = wiring::app(config).await?;
    let imported = import(&app, &command).await;
    app.db.close().await;
    imported
}

async fn import(app: &App, command: &Import) -> anyhow::Result<()> {
    let (workspace, assistant) = find_assistant(app, command.assistant.as_deref()).await?;
    let caller = Caller::server(workspace);
    let mut found = Vec::new();
    for from in &command.from {
        if from.starts_with("http://") || from.starts_with("https://") {
            found.push(Material::Page { url: from.clone() });
        } else {
            for path in files(Path::new(from))? {
                found.push(read(&path)?);
            }
        }
    }
    let count = found.len();
    for materials in in_calls(found) {
        app.add_knowledge(&caller, assistant, materials).await?;
    }
    app.drain_jobs().await?;
    report(app, workspace, count).await
}

/// Cuts what was found into what one call may bring.
pub(super) fn in_calls(mut found: Vec<Material>) -> Vec<Vec<Material>> {
    let mut calls = Vec::new();
    while !found.is_empty() {
        let rest = found.split_off(found.len().min(MAX_FILES));
        calls.push(std::mem::replace(&mut found, rest));
    }
    calls
}

/// Says how many were read, and why those were not that were not.
async fn report(app: &App, workspace: WorkspaceId, count: usize) -> anyhow::Result<()> {
    let newest = app
        .db
        .read(async move |conn| sources::list(conn, workspace, None).await)
        .await?;
    let failed: Vec<_> = newest
        .iter()
        .take(count)
        .filter(|source| source.status == SourceStatus::Failed)
        .collect();
    for source in &failed {
        say(&format!(
            "{}: {}",
            source.title,
            source.error.as_deref().unwrap_or("could not be read")
        ))?;
    }
    say(&format!("{} of {count} imported.", count - failed.len()))
}

fn read(path: &Path) -> anyhow::Result<Material> {
    let content = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    Ok(Material::File {
        name,
        url: None,
        bytes: content,
    })
}

/// The readable files of a folder and its folders, or the file itself; sorted, so that a run can be repeated.
fn files(path: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let entries =
        std::fs::read_dir(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut entries: Vec<PathBuf> = entries
        .map(|e| e.map(|e| e.path()))
        .collect::<Result<_, _>>()?;
    entries.sort();
    let mut found = Vec::new();
    for entry in entries {
        let readable = entry
            .extension()
            .is_some_and(|end| ENDINGS.iter().any(|known| end.eq_ignore_ascii_case(known)));
        if entry.is_dir() {
            found.extend(files(&entry)?);
        } else if readable {
            found.push(entry);
        }
    }
    Ok(found)
}

async fn find_assistant(
    app: &App,
    wanted: Option<&str>,
) -> anyhow::Result<(WorkspaceId, AssistantId)> {
    let all = app
        .db
        .read(async |conn| {
            let mut found = Vec::new();
            for workspace in workspaces::all(conn).await? {
                let of = assistants::list(conn, workspace.id).await?;
                found.extend(of.into_iter().map(|kept| (workspace.id, kept.assistant.id)));
            }
            Ok::<_, baton_db::DbError>(found)
        })
        .await?;
    let mut fitting = all
        .into_iter()
        .filter(|(_, id)| wanted.is_none_or(|text| id.to_string() == text));
    match (fitting.next(), fitting.next()) {
        (Some(one), None) => Ok(one),
        (None, _) => bail!("there is no such assistant"),
        (Some(_), Some(_)) => bail!("there are several assistants: name one with --assistant"),
    }
}
