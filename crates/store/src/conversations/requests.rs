//! Requests for the baton of a conversation: the newest one of each.

use baton_core::{
    actor::Person,
    id::{BatonRequestId, ConversationId, UserId, WorkspaceId},
    team::request::BatonRequest,
    time::Timestamp,
};
use baton_db::{Conn, Result, row, sql};
use uuid::Uuid;

row! {
    struct Stored {
        id: BatonRequestId = "r.id" as Uuid,
        conversation_id: ConversationId = "r.conversation_id" as Uuid,
        epoch: i64 = "r.epoch",
        asker_id: UserId = "r.asker_user_id" as Uuid,
        asker_name: String = "a.name",
        holder_id: UserId = "r.holder_user_id" as Uuid,
        holder_name: String = "h.name",
        note: Option<String> = "r.note",
        asked_at: Timestamp = "r.asked_at" as i64,
        lapses_at: Timestamp = "r.lapses_at" as i64,
        answered_at: Option<Timestamp> = "r.answered_at" as Option<i64>,
    }
}

/// A request as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What was asked.
    pub request: BatonRequest,
    /// When it was answered; none: not yet.
    pub answered_at: Option<Timestamp>,
}

impl From<Stored> for Asked {
    fn from(row: Stored) -> Self {
        let person = |id, name| Person { id, name };
        Self {
            request: BatonRequest {
                id: row.id,
                conversation_id: row.conversation_id,
                epoch: row.epoch,
                asker: person(row.asker_id, row.asker_name),
                holder: person(row.holder_id, row.holder_name),
                note: row.note,
                asked_at: row.asked_at,
                lapses_at: row.lapses_at,
            },
            answered_at: row.answered_at,
        }
    }
}

/// The newest request for the baton of a conversation, whatever became of it.
pub async fn find(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversation: ConversationId,
) -> Result<Option<Asked>> {
    let mut q = Stored::select();
    sql!(q; " FROM baton_requests r JOIN users a ON a.id = r.asker_user_id JOIN users h ON h.id = r.holder_user_id
        WHERE r.workspace_id = {} AND r.conversation_id = {}",
        workspace.uuid(), conversation.uuid());
    let row = conn.fetch_optional::<Stored>(q).await?;
    Ok(row.map(Asked::from))
}

/// Keeps a request in place of the one before. `false`: a teammate was faster, and theirs stands: it is of the same epoch, not
/// answered, and has not lapsed.
pub async fn put(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    request: &BatonRequest,
) -> Result<bool> {
    let changed = conn
        .execute(sql!(
            "INSERT INTO baton_requests
                 (workspace_id, conversation_id, id, epoch, asker_user_id, holder_user_id, note, asked_at, lapses_at, answered_at)
             VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}, NULL)
             ON CONFLICT (workspace_id, conversation_id) DO UPDATE SET id = excluded.id, epoch = excluded.epoch,
                 asker_user_id = excluded.asker_user_id, holder_user_id = excluded.holder_user_id, note = excluded.note,
                 asked_at = excluded.asked_at, lapses_at = excluded.lapses_at, answered_at = NULL
             WHERE baton_requests.epoch <> excluded.epoch OR baton_requests.answered_at IS NOT NULL
                 OR baton_requests.lapses_at <= excluded.asked_at",
            workspace.uuid(),
            request.conversation_id.uuid(),
            request.id.uuid(),
            request.epoch,
            request.asker.id.uuid(),
            request.holder.id.uuid(),
            request.note.as_deref(),
            request.asked_at.ms(),
            request.lapses_at.ms()
        ))
        .await?;
    Ok(changed == 1)
}

/// Notes that a request was answered. `false`: it was before, or another one stands in its place.
pub async fn answer(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    (conversation, id): (ConversationId, BatonRequestId),
    now: Timestamp,
) -> Result<bool> {
    let changed = conn
        .execute(sql!(
            "UPDATE baton_requests SET answered_at = {}
             WHERE workspace_id = {} AND conversation_id = {} AND id = {} AND answered_at IS NULL",
            now.ms(),
            workspace.uuid(),
            conversation.uuid(),
            id.uuid()
        ))
        .await?;
    Ok(changed == 1)
}
