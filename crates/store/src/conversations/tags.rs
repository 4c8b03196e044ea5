//! Tags of conversations.

pub mod manage;

use baton_core::{
    id::{ConversationId, WorkspaceId},
    time::Timestamp,
};
use baton_db::{Conn, Result, sql};
use uuid::Uuid;

/// Adds a tag. `false`: it is there already.
pub async fn add(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversation: ConversationId,
    name: &str,
    now: Timestamp,
) -> Result<bool> {
    let added = conn
        .execute(sql!(
            "INSERT INTO conversation_tags (workspace_id, conversation_id, name, created_at) VALUES ({}, {}, {}, {})
             ON CONFLICT (workspace_id, conversation_id, name) DO NOTHING",
            workspace.uuid(), conversation.uuid(), name, now.ms()
        ))
        .await?;
    Ok(added == 1)
}

/// Removes a tag. `false`: it was not there.
pub async fn remove(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversation: ConversationId,
    name: &str,
) -> Result<bool> {
    let removed = conn
        .execute(sql!(
            "DELETE FROM conversation_tags WHERE workspace_id = {} AND conversation_id = {} AND name = {}",
            workspace.uuid(), conversation.uuid(), name
        ))
        .await?;
    Ok(removed == 1)
}

/// The tags of a conversation, oldest first.
pub async fn list(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversation: ConversationId,
) -> Result<Vec<String>> {
    conn.fetch_all(sql!(
        "SELECT name FROM conversation_tags WHERE workspace_id = {} AND conversation_id = {} ORDER BY created_at, name",
        workspace.uuid(), conversation.uuid()
    ))
    .await
}

/// The tags of several conversations, oldest first.
pub async fn of_many(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversations: &[ConversationId],
) -> Result<Vec<(ConversationId, String)>> {
    let mut q = sql!(
        "SELECT conversation_id, name FROM conversation_tags WHERE workspace_id = {} AND conversation_id IN ",
        workspace.uuid()
    );
    q.list(conversations.iter().map(|id| id.uuid()));
    sql!(q; " ORDER BY created_at, name");
    let rows: Vec<(Uuid, String)> = conn.fetch_all(q).await?;
    Ok(rows
        .into_iter()
        .map(|(id, name)| (id.into(), name))
        .collect())
}

/// Names that a workspace uses.
const NAMES: i64 = 200;

/// The names of a workspace's tags, each looked for after the one before: there are few names and many tags.
pub async fn names(conn: &mut Conn<'_>, workspace: WorkspaceId) -> Result<Vec<String>> {
    conn.fetch_all(sql!(
        "WITH RECURSIVE used (name) AS (
             SELECT min(name) FROM conversation_tags WHERE workspace_id = {}
             UNION ALL SELECT (SELECT min(g.name) FROM conversation_tags g WHERE g.workspace_id = {} AND g.name > used.name)
                 FROM used WHERE used.name IS NOT NULL)
         SELECT name FROM used WHERE name IS NOT NULL LIMIT {}",
        workspace.uuid(),
        workspace.uuid(),
        NAMES
    ))
    .await
}
