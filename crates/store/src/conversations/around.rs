//! What a list shows beside each conversation, read for a page at once.

use baton_core::{
    id::{ConversationId, LeadId, UserId, WorkspaceId},
    lead::LeadStatus,
    time::Timestamp,
};
use baton_db::{Conn, Result};
use std::collections::HashMap;

use super::{Conversation, held, reads, tags};
use crate::{
    leads,
    turns::{self, Running},
};

/// What surrounds some conversations, by their ids.
#[derive(Debug, Clone, Default)]
pub struct Around {
    /// Tags, oldest first.
    pub tags: HashMap<ConversationId, Vec<String>>,
    /// Visitor messages that the teammate has not seen, up to the last one of the row.
    pub unread: HashMap<ConversationId, i64>,
    /// The newest lead.
    pub leads: HashMap<ConversationId, (LeadId, LeadStatus)>,
    /// The answer that is being made right now.
    pub turns: HashMap<ConversationId, Running>,
    /// Until when a finished answer is held.
    pub held: HashMap<ConversationId, Timestamp>,
}

/// What surrounds `conversations`, as one teammate sees it.
pub async fn around(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    user: UserId,
    conversations: &[Conversation],
) -> Result<Around> {
    let mut around = Around::default();
    if conversations.is_empty() {
        return Ok(around);
    }
    let read: Vec<_> = conversations.iter().map(|c| (c.id, c.last_seq)).collect();
    let conversations: &Vec<_> = &read.iter().map(|(id, _)| *id).collect();
    for (id, tag) in tags::of_many(conn, workspace, conversations).await? {
        around.tags.entry(id).or_default().push(tag);
    }
    around.unread = reads::unread(conn, workspace, user, &read)
        .await?
        .into_iter()
        .collect();
    for (id, lead, status) in leads::of_many(conn, workspace, conversations).await? {
        around.leads.insert(id, (lead, status));
    }
    let running = turns::running_of_many(conn, workspace, conversations).await?;
    around.turns = running
        .into_iter()
        .map(|turn| (turn.conversation_id, turn))
        .collect();
    around.held = held::due_of_many(conn, workspace, conversations)
        .await?
        .into_iter()
        .collect();
    Ok(around)
}
