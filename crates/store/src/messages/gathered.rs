//! What many visitors wrote at the same time, stored in one go.

use super::{PREVIEW_CHARS, Received, receive};
use baton_core::{
    id::WorkspaceId,
    message::{Message, MessageRole, MessageState},
    text::{plain, preview},
    time::Timestamp,
};
use baton_db::{Conn, Dialect, Result, Sql, sql};
use std::collections::{HashMap, HashSet};

/// [`receive`] for messages of many conversations in one transaction, all said at `now`: what each found, in their order.
///
/// `None` is more than in [`receive`]: also a second message of the same conversation, and on PostgreSQL one whose
/// conversation somebody is changing. Nobody waits here for another one's change: such a message wants a transaction alone.
pub async fn receive_all(
    conn: &mut Conn<'_>,
    messages: &[(WorkspaceId, Message)],
    now: Timestamp,
) -> Result<Vec<Option<Received>>> {
    let mut seen = HashSet::with_capacity(messages.len());
    let first = messages
        .iter()
        .map(|(_, message)| seen.insert(message.conversation_id));
    let first: Vec<bool> = first.collect();
    if conn.dialect() == Dialect::Sqlite {
        // Statements cost it no round trip: one message after the other is the fastest there is.
        let mut all = Vec::with_capacity(messages.len());
        for ((workspace, message), first) in messages.iter().zip(first) {
            all.push(if first {
                receive(conn, *workspace, message).await?
            } else {
                None
            });
        }
        return Ok(all);
    }
    let chosen = messages.iter().zip(&first).filter(|(_, first)| **first);
    let chosen: Vec<_> = chosen.map(|(message, _)| message).collect();
    let found: Vec<Received> = conn.fetch_all(statement(&chosen, now)).await?;
    let mut found: HashMap<_, _> = found.into_iter().map(|f| (f.conversation_id, f)).collect();
    Ok(messages
        .iter()
        .zip(first)
        .map(|((_, message), first)| found.remove(&message.conversation_id).filter(|_| first))
        .collect())
}

/// The statement of PostgreSQL: lock the conversations that nobody else has, count, store. A row that was changed while the
/// statement began is read as it is now, once it is locked.
fn statement(messages: &[&(WorkspaceId, Message)], now: Timestamp) -> Sql {
    let (mut workspaces, mut conversations, mut ids) = (Vec::new(), Vec::new(), Vec::new());
    let (mut bodies, mut previews, mut client_ids) = (Vec::new(), Vec::new(), Vec::new());
    for (workspace, message) in messages {
        workspaces.push(workspace.uuid());
        conversations.push(message.conversation_id.uuid());
        ids.push(message.id.uuid());
        previews.push(Some(preview(&plain(&message.body), PREVIEW_CHARS)));
        bodies.push(Some(message.body.clone()));
        client_ids.push(message.client_id.clone());
    }
    let mut q = sql!(global;
        "WITH given AS (SELECT * FROM unnest({}, {}, {}, {}, {}, {})
             AS g (workspace_id, conversation_id, message_id, body, preview, client_id)),
         free AS (SELECT g.* FROM given g JOIN conversations c ON c.workspace_id = g.workspace_id
             AND c.id = g.conversation_id
             WHERE NOT EXISTS (SELECT 1 FROM messages m WHERE m.workspace_id = g.workspace_id
                 AND m.conversation_id = g.conversation_id AND m.client_id = g.client_id)
             FOR NO KEY UPDATE OF c SKIP LOCKED),
         counted AS (UPDATE conversations c SET last_seq = c.last_seq + 1, visitor_messages = c.visitor_messages + 1,
             visitor_seq = c.last_seq + 1, snoozed_until = NULL, last_role = {}, last_author_id = NULL, last_preview = f.preview, last_message_at = {}, last_activity_at = {}
             FROM free f WHERE c.workspace_id = f.workspace_id AND c.id = f.conversation_id
             RETURNING c.*, f.message_id, f.body, f.client_id),
         stored AS (INSERT INTO messages (id, workspace_id, conversation_id, seq, role, body, client_id, state, created_at)
             SELECT message_id, workspace_id, id, last_seq, {}, body, client_id, {}, {} FROM counted)
         SELECT ",
        workspaces, conversations, ids, bodies, previews, client_ids,
        MessageRole::User.as_str(), now.ms(), now.ms(),
        MessageRole::User.as_str(), MessageState::Complete.as_str(), now.ms()
    );
    sql!(q; Received::COLUMNS);
    // Named as the table, which the columns say.
    sql!(q; " FROM counted AS conversations");
    q
}
