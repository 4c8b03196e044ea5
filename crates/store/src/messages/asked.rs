//! What visitors asked an assistant lately.

use baton_core::{
    channel::Channel,
    conversation::Status,
    id::{AssistantId, ConversationId, TurnId, WorkspaceId},
    message::MessageRole,
    time::Timestamp,
    trace::Outcome,
};
use baton_db::{Conn, Result, row, sql};
use uuid::Uuid;

/// So many of the latest conversations of a workspace are looked through, of those that are open and of those that are closed.
const LATEST: i64 = 2_000;
/// Of so many of them, those of the assistant, the questions are read.
const CONVERSATIONS: i64 = 300;

row! {
    /// A question of a visitor that an assistant has dealt with.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Asked {
        /// Where.
        pub conversation_id: ConversationId = "q.conversation_id" as Uuid,
        /// The message that asked.
        pub seq: i64 = "q.seq",
        /// Its words.
        pub question: String = "q.body",
        /// When it was asked.
        pub asked_at: Timestamp = "q.created_at" as i64,
        /// The turn that dealt with it.
        pub turn_id: TurnId = "t.id" as Uuid,
    }
}

/// Up to `limit` questions of real visitors since `since` that an assistant dealt with, newest first; not what its visitors
/// have cleared.
pub async fn lately(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    assistant: AssistantId,
    (since, limit): (Timestamp, i64),
) -> Result<Vec<Asked>> {
    let mut latest: Vec<Uuid> = Vec::new();
    for status in [Status::Open, Status::Resolved] {
        let of_status: Vec<Uuid> = conn
            .fetch_all(sql!(
                "SELECT id FROM (SELECT id, assistant_id, channel, last_activity_at FROM conversations
                     WHERE workspace_id = {} AND status = {} AND last_activity_at >= {} AND visitor_messages > 0
                     ORDER BY last_activity_at DESC, id DESC LIMIT {}) AS latest
                 WHERE assistant_id = {} AND channel <> {} ORDER BY last_activity_at DESC, id DESC LIMIT {}",
                workspace.uuid(),
                status.as_str(),
                since.ms(),
                LATEST,
                assistant.uuid(),
                Channel::Practice.as_str(),
                CONVERSATIONS
            ))
            .await?;
        latest.extend(of_status);
    }
    if latest.is_empty() {
        return Ok(Vec::new());
    }
    let mut q = Asked::select();
    sql!(q; " FROM turns t
        JOIN conversations c ON c.workspace_id = t.workspace_id AND c.id = t.conversation_id
        JOIN messages q ON q.workspace_id = t.workspace_id AND q.conversation_id = t.conversation_id AND q.seq = t.trigger_seq
        WHERE t.workspace_id = {} AND t.status IN ({}, {}, {}) AND q.role = {} AND q.created_at >= {} AND q.seq > c.cleared_seq
            AND t.conversation_id IN ",
        workspace.uuid(), Outcome::Answered.as_str(), Outcome::Declined.as_str(), Outcome::Escalated.as_str(),
        MessageRole::User.as_str(), since.ms());
    q.list(latest);
    sql!(q; " ORDER BY q.created_at DESC, q.id DESC LIMIT {}", limit);
    conn.fetch_all::<Asked>(q).await
}
