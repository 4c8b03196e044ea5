//! Deleting conversations, with their messages, turns, tags and leads. What was counted stays, without saying of whom.

use baton_core::{
    id::{ConversationId, UserId, WorkspaceId},
    time::Timestamp,
};
use baton_db::{Conn, Result, Sql, row, sql};
use uuid::Uuid;

row! {
    /// A conversation that was deleted.
    #[derive(Debug, Clone, Copy)]
    pub struct Deleted {
        /// Which.
        pub id: ConversationId = "id" as Uuid,
        /// How many messages it had.
        pub messages: i64 = "last_seq",
    }
}

/// Deletes these conversations of a workspace; answers which there were. Those of other workspaces are left out.
pub async fn delete(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    ids: &[ConversationId],
) -> Result<Vec<Deleted>> {
    let mut q = sql!(
        "DELETE FROM conversations WHERE workspace_id = {} AND id IN ",
        workspace.uuid()
    );
    q.list(ids.iter().map(|id| id.uuid()));
    returning(q, conn).await
}

/// How many leads go with these conversations.
pub async fn leads(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    ids: &[ConversationId],
) -> Result<i64> {
    let mut q = sql!(
        "SELECT count(*) FROM leads WHERE workspace_id = {} AND conversation_id IN ",
        workspace.uuid()
    );
    q.list(ids.iter().map(|id| id.uuid()));
    conn.fetch_one(q).await
}

/// Deletes the oldest `limit` messages of a conversation; answers how many there were.
pub async fn delete_messages(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: ConversationId,
    limit: i64,
) -> Result<i64> {
    let gone = conn
        .execute(sql!(
            "DELETE FROM messages WHERE workspace_id = {} AND conversation_id = {} AND seq IN (
                 SELECT m.seq FROM messages m WHERE m.workspace_id = {} AND m.conversation_id = {} ORDER BY m.seq LIMIT {})",
            workspace.uuid(),
            id.uuid(),
            workspace.uuid(),
            id.uuid(),
            limit
        ))
        .await?;
    Ok(i64::try_from(gone).unwrap_or(i64::MAX))
}

/// Deletes up to `limit` conversations without a message of their visitor that began no later than `until`. That there is none
/// is asked again of each row once it is locked, in the same statement: a first message that came meanwhile keeps it.
pub async fn delete_empty(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    until: Timestamp,
    limit: i64,
) -> Result<Vec<Deleted>> {
    let q = sql!(
        "DELETE FROM conversations WHERE workspace_id = {} AND visitor_messages = 0 AND id IN (
             SELECT v.id FROM conversations v WHERE v.workspace_id = {} AND v.visitor_messages = 0
                 AND v.created_at <= {} LIMIT {})",
        workspace.uuid(),
        workspace.uuid(),
        until.ms(),
        limit
    );
    returning(q, conn).await
}

async fn returning(mut q: Sql, conn: &mut Conn<'_>) -> Result<Vec<Deleted>> {
    sql!(q; " RETURNING ");
    sql!(q; Deleted::COLUMNS);
    conn.fetch_all(q).await
}

/// How many messages each of these conversations has, in no order; those of other workspaces are left out.
pub async fn sizes(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    ids: &[ConversationId],
) -> Result<Vec<(ConversationId, i64)>> {
    let mut q = sql!(
        "SELECT id, last_seq FROM conversations WHERE workspace_id = {} AND id IN ",
        workspace.uuid()
    );
    q.list(ids.iter().map(|id| id.uuid()));
    let rows: Vec<(Uuid, i64)> = conn.fetch_all(q).await?;
    Ok(rows.into_iter().map(|(id, n)| (id.into(), n)).collect())
}

row! {
    /// The deletion of all empty conversations of a workspace, under way or done.
    #[derive(Debug, Clone)]
    pub struct Sweep {
        /// Who asked for it.
        pub user: UserId = "user_id" as Uuid,
        /// Their name.
        pub user_name: String = "user_name",
        /// Only those that began until then.
        pub until: Timestamp = "until_at" as i64,
        /// How many there were.
        pub total: i64 = "total",
        /// How many are deleted.
        pub deleted: i64 = "deleted",
        /// Since when it runs.
        pub started_at: Timestamp = "started_at" as i64,
        /// When it was done.
        pub finished_at: Option<Timestamp> = "finished_at" as Option<i64>,
    }
}

/// The newest sweep of a workspace.
pub async fn sweep(conn: &mut Conn<'_>, workspace: WorkspaceId) -> Result<Option<Sweep>> {
    let mut q = Sweep::select();
    sql!(q; " FROM conversation_sweeps WHERE workspace_id = {}", workspace.uuid());
    conn.fetch_optional(q).await
}

/// Begins a sweep in place of the last one. `false`: that one runs still.
pub async fn begin_sweep(conn: &mut Conn<'_>, workspace: WorkspaceId, new: &Sweep) -> Result<bool> {
    let begun = conn
        .execute(sql!(
            "INSERT INTO conversation_sweeps (workspace_id, user_id, user_name, until_at, total, deleted, started_at)
             VALUES ({}, {}, {}, {}, {}, 0, {})
             ON CONFLICT (workspace_id) DO UPDATE SET user_id = excluded.user_id, user_name = excluded.user_name,
                 until_at = excluded.until_at, total = excluded.total, deleted = 0, started_at = excluded.started_at,
                 finished_at = NULL
             WHERE conversation_sweeps.finished_at IS NOT NULL",
            workspace.uuid(), new.user.uuid(), &new.user_name, new.until.ms(), new.total, new.started_at.ms()
        ))
        .await?;
    Ok(begun == 1)
}

/// Notes that a sweep has gone on, or is done where nothing was left.
pub async fn note_sweep(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    deleted: i64,
    now: Timestamp,
) -> Result<()> {
    let finished = (deleted == 0).then(|| now.ms());
    conn.execute(sql!(
        "UPDATE conversation_sweeps SET deleted = deleted + {}, finished_at = {} WHERE workspace_id = {}",
        deleted,
        finished,
        workspace.uuid()
    ))
    .await?;
    Ok(())
}
