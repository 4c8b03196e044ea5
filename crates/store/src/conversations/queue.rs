//! The queue of those who wait for a person, and how long it took before.

pub mod target;

use baton_core::{
    conversation::WaitMode,
    id::{ConversationId, EventId, WorkspaceId},
    team::wait::{WINDOW_MS, Wait},
    time::Timestamp,
};
use baton_db::{Conn, Result, Sql, sql};
use uuid::Uuid;

/// Places are told no further than this.
pub const PLACES: i64 = 100;
/// Past waits that are looked at: the newest.
const PAST: i64 = 500;

/// Those who are in the live queue: exactly the condition of the partial index `conversations_waiting`, and neither by e-mail
/// nor for practice.
fn live(q: &mut Sql) {
    sql!(q; " AND status = 'open' AND escalated_at IS NOT NULL AND claimed_by_user_id IS NULL AND channel <> 'practice'
        AND coalesce(waits, '') <> {}",
        WaitMode::Mail.as_str());
}

/// How many wait before one who came to the queue at `since`, no further than [`PLACES`].
pub async fn before(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: ConversationId,
    since: Timestamp,
) -> Result<i64> {
    let mut q = sql!(
        "SELECT count(*) FROM (SELECT 1 FROM conversations WHERE workspace_id = {}",
        workspace.uuid()
    );
    live(&mut q);
    sql!(q; " AND (escalated_at, id) < ({}, {}) LIMIT {}) AS earlier", since.ms(), id.uuid(), PLACES);
    conn.fetch_one(q).await
}

/// The first of the queue, in its order.
pub async fn first(conn: &mut Conn<'_>, workspace: WorkspaceId) -> Result<Vec<ConversationId>> {
    let mut q = sql!(
        "SELECT id FROM conversations WHERE workspace_id = {}",
        workspace.uuid()
    );
    live(&mut q);
    sql!(q; " ORDER BY escalated_at, id LIMIT {}", PLACES);
    let ids: Vec<Uuid> = conn.fetch_all(q).await?;
    Ok(ids.into_iter().map(ConversationId::from).collect())
}

/// Remembers how long somebody waited until a person came.
pub async fn waited(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: EventId,
    wait: Wait,
) -> Result<()> {
    conn.execute(sql!(
        "INSERT INTO waits (id, workspace_id, began_at, waited_ms) VALUES ({}, {}, {}, {})",
        id.uuid(),
        workspace.uuid(),
        wait.began_at.ms(),
        wait.ms
    ))
    .await?;
    Ok(())
}

/// The waits of the last weeks, newest first.
pub async fn past(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
) -> Result<Vec<Wait>> {
    since(conn, workspace, now.plus_ms(-WINDOW_MS)).await
}

/// The waits that began at `from` or later, newest first.
pub async fn since(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    from: Timestamp,
) -> Result<Vec<Wait>> {
    let rows: Vec<(i64, i64)> = conn.fetch_all(waits(workspace, from)).await?;
    let wait = |(began_at, ms)| Wait {
        began_at: Timestamp::from_ms(began_at),
        ms,
    };
    Ok(rows.into_iter().map(wait).collect())
}

/// The statement that reads them.
pub(super) fn waits(workspace: WorkspaceId, from: Timestamp) -> Sql {
    sql!(
        "SELECT began_at, waited_ms FROM waits WHERE workspace_id = {} AND began_at >= {}
         ORDER BY began_at DESC LIMIT {}",
        workspace.uuid(),
        from.ms(),
        PAST
    )
}

/// Remembers where answers go when the visitor is gone.
pub async fn set_mail_to(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: ConversationId,
    address: &str,
) -> Result<()> {
    conn.execute(sql!(
        "UPDATE conversations SET mail_to = {} WHERE workspace_id = {} AND id = {}",
        address,
        workspace.uuid(),
        id.uuid()
    ))
    .await?;
    Ok(())
}

/// Remembers the last message that went there; never goes back. Answers whether that was news.
pub async fn mailed(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: ConversationId,
    seq: i64,
) -> Result<bool> {
    let changed = conn
        .execute(sql!(
            "UPDATE conversations SET mailed_seq = {} WHERE workspace_id = {} AND id = {} AND mailed_seq < {}",
            seq,
            workspace.uuid(),
            id.uuid(),
            seq
        ))
        .await?;
    Ok(changed > 0)
}
