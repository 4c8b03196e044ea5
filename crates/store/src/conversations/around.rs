//! What a list shows beside each conversation, read for a page at once.

use baton_core::{
    id::{ConversationId, LeadId, UserId, WorkspaceId},
    lead::LeadStatus,
    time::Timestamp,
};
use baton_db::{Conn, Result};
use std::collections::HashMap;

use super::{held, reads, tags};
use crate::{
    leads,
    turns::{self, Running},
};

/// What surrounds some conversations, by their ids.
#[derive(Debug, Clone, Default)]
pub struct Around {
    /// Tags, oldest first.
    pub tags: HashMap<ConversationId, Vec<String>>,
    /// Visitor messages that the teammate has not seen.
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
    conversations: &[ConversationId],
) -> Result<Around> {
    let mut around = Around::default();
    if conversations.is_empty() {
        return Ok(around);
    }
    for (id, tag) in tags::of_many(conn, workspace, conversations).await? {
        around.tags.entry(id).or_default().push(tag);
    }
    around.unread = reads::unread(conn, workspace, user, conversations)
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
