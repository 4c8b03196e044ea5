//! A lead as members read it.

use crate::conversations::view::{AssistantName, contact};
use baton_app::presence::Presence;
use baton_core::{
    contact::ContactSummary,
    conversation::Baton,
    id::{ConversationId, LeadId, WorkspaceId},
    lead::{LeadSource, LeadStatus},
    time::Timestamp,
};
use baton_db::{Conn, DbError};
use baton_store::{
    conversations::{Conversation, find_many},
    leads::Lead,
};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use utoipa::ToSchema;

/// A lead.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Lead)]
pub struct LeadView {
    /// The lead.
    pub id: LeadId,
    /// The conversation that produced it.
    pub conversation_id: ConversationId,
    /// The assistant that captured it.
    pub assistant: AssistantName,
    /// Whose.
    pub contact: ContactSummary,
    /// As given.
    pub name: Option<String>,
    /// As given, lower case.
    pub email: Option<String>,
    /// As given.
    pub phone: Option<String>,
    /// What they want, in their words.
    pub wants: Option<String>,
    /// Further fields of the form.
    pub fields: BTreeMap<String, String>,
    /// The stage.
    pub status: LeadStatus,
    /// What led to it.
    pub source: LeadSource,
    /// Who holds its conversation.
    pub baton: Baton,
    /// When it was captured.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

fn view(lead: Lead, c: &Conversation, presence: &Presence) -> LeadView {
    LeadView {
        id: lead.id,
        conversation_id: lead.conversation_id,
        assistant: AssistantName {
            id: c.assistant_id,
            name: c.assistant_name.clone(),
        },
        contact: contact(c, presence),
        name: lead.name,
        email: lead.email,
        phone: lead.phone,
        wants: lead.wants,
        fields: lead.fields,
        status: lead.status,
        source: lead.source,
        baton: c.baton(),
        created_at: lead.created_at,
        updated_at: lead.updated_at,
    }
}

/// Leads with their conversations, in the same order.
pub(crate) async fn views(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    presence: &Presence,
    leads: Vec<Lead>,
) -> Result<Vec<LeadView>, DbError> {
    let ids: Vec<_> = leads.iter().map(|lead| lead.conversation_id).collect();
    let conversations = find_many(conn, workspace, &ids).await?;
    let by_id: HashMap<_, _> = conversations.into_iter().map(|c| (c.id, c)).collect();
    let seen = leads.into_iter().filter_map(|lead| {
        // A lead goes with its conversation.
        let conversation = by_id.get(&lead.conversation_id)?;
        Some(view(lead, conversation, presence))
    });
    Ok(seen.collect())
}
