//! Published versions of assistants: added, never changed.

use crate::json;
use baton_core::{
    assistant::Assistant,
    id::{AssistantId, WorkspaceId},
    time::Timestamp,
};
use baton_db::{Conn, Result, row, sql};

row! {
    struct Stored {
        number: i64 = "number",
        settings: String = "settings",
        note: String = "note",
        published_by: Option<String> = "published_by",
        published_at: Timestamp = "published_at" as i64,
    }
}

/// A version as it was published.
#[derive(Debug, Clone)]
pub struct Version {
    /// From 1, without gaps.
    pub number: i64,
    /// All settings.
    pub assistant: Assistant,
    /// What its publisher wrote about it.
    pub note: String,
    /// Who published it; none for the first one of an assistant that nobody made by hand.
    pub by: Option<String>,
    /// When.
    pub at: Timestamp,
}

impl Stored {
    fn read(self) -> Result<Version> {
        Ok(Version {
            number: self.number,
            assistant: json::read(&self.settings, "settings")?,
            note: self.note,
            by: self.published_by,
            at: self.published_at,
        })
    }
}

/// Adds a version. `false`: that number is taken.
pub async fn insert(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    version: &Version,
) -> Result<bool> {
    let added = conn
        .execute(sql!(
            "INSERT INTO assistant_versions (workspace_id, assistant_id, number, settings, note, published_by, published_at)
             VALUES ({}, {}, {}, {}, {}, {}, {}) ON CONFLICT (workspace_id, assistant_id, number) DO NOTHING",
            workspace.uuid(), version.assistant.id.uuid(), version.number,
            json::write(&version.assistant, "settings")?, &version.note, version.by.clone(), version.at.ms()
        ))
        .await?;
    Ok(added == 1)
}

/// Makes a version the published one, where `from` still is. `false`: somebody published meanwhile.
pub async fn follow(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: AssistantId,
    (from, to): (i64, i64),
) -> Result<bool> {
    let changed = conn
        .execute(sql!(
            "UPDATE assistants SET version = {} WHERE workspace_id = {} AND id = {} AND version = {}",
            to,
            workspace.uuid(),
            id.uuid(),
            from
        ))
        .await?;
    Ok(changed == 1)
}

/// The newest versions of an assistant before this number, newest first.
pub async fn list(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: AssistantId,
    before: i64,
    limit: i64,
) -> Result<Vec<Version>> {
    let mut q = Stored::select();
    sql!(q; " FROM assistant_versions WHERE workspace_id = {} AND assistant_id = {} AND number < {}
        ORDER BY number DESC LIMIT {}", workspace.uuid(), id.uuid(), before, limit);
    conn.fetch_all::<Stored>(q)
        .await?
        .into_iter()
        .map(Stored::read)
        .collect()
}

/// One version.
pub async fn find(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: AssistantId,
    number: i64,
) -> Result<Option<Version>> {
    let mut q = Stored::select();
    sql!(q; " FROM assistant_versions WHERE workspace_id = {} AND assistant_id = {} AND number = {}",
        workspace.uuid(), id.uuid(), number);
    conn.fetch_optional::<Stored>(q)
        .await?
        .map(Stored::read)
        .transpose()
}
