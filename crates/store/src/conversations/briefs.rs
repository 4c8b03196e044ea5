//! What a model wrote for whoever takes a conversation over: of the stretch that the assistant held last.

use crate::json;
use baton_core::{
    conversation::brief::WrittenBrief,
    id::{ConversationId, WorkspaceId},
    time::Timestamp,
};
use baton_db::{Conn, Result, row, sql};

row! {
    struct Stored {
        stretch_at: Timestamp = "stretch_at" as i64,
        first_seq: i64 = "first_seq",
        last_seq: i64 = "last_seq",
        written: Option<String> = "written",
    }
}

/// What became of having a brief written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredBrief {
    /// Which stretch it is about: since when the assistant held the conversation.
    pub stretch_at: Timestamp,
    /// The first and the last message that were read for it.
    pub read: (i64, i64),
    /// What was written; none: the model failed.
    pub written: Option<WrittenBrief>,
}

/// What was written last of a conversation.
pub async fn find(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversation: ConversationId,
) -> Result<Option<StoredBrief>> {
    let mut q = Stored::select();
    sql!(q; " FROM handover_briefs WHERE workspace_id = {} AND conversation_id = {}",
        workspace.uuid(), conversation.uuid());
    let Some(row) = conn.fetch_optional::<Stored>(q).await? else {
        return Ok(None);
    };
    let written = row.written.as_deref();
    Ok(Some(StoredBrief {
        stretch_at: row.stretch_at,
        read: (row.first_seq, row.last_seq),
        written: written.map(|w| json::read(w, "written")).transpose()?,
    }))
}

/// Keeps what was written of a conversation in place of what was written before. `false`: the conversation is gone.
pub async fn set(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversation: ConversationId,
    (brief, now): (&StoredBrief, Timestamp),
) -> Result<bool> {
    let (id, of) = (conversation.uuid(), workspace.uuid());
    let written = brief.written.as_ref();
    let written = written.map(|w| json::write(w, "written")).transpose()?;
    let (first, last) = brief.read;
    let kept = conn
        .execute(sql!(
            "INSERT INTO handover_briefs (workspace_id, conversation_id, stretch_at, first_seq, last_seq, written, created_at)
             SELECT c.workspace_id, c.id, {}, {}, {}, {}, {} FROM conversations c WHERE c.workspace_id = {} AND c.id = {}
             ON CONFLICT (workspace_id, conversation_id) DO UPDATE SET stretch_at = excluded.stretch_at,
                 first_seq = excluded.first_seq, last_seq = excluded.last_seq, written = excluded.written,
                 created_at = excluded.created_at",
            brief.stretch_at.ms(),
            first,
            last,
            written,
            now.ms(),
            of,
            id
        ))
        .await?;
    Ok(kept > 0)
}
