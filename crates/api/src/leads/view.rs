//! A lead as members read it.

use crate::conversations::view::{AssistantName, contact};
use baton_app::presence::Presence;
use baton_core::{
    contact::ContactSummary,
    conversation::Baton,
    id::{AssistantId, ContactId, ConversationId, LeadId, WorkspaceId},
    lead::{LeadSource, LeadStatus, Score},
    time::Timestamp,
};
use baton_db::{Conn, DbError};
use baton_store::{
    assistants,
    contacts::{Named, named},
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
    /// The conversation that produced it; null for one that was added from outside of any.
    pub conversation_id: Option<ConversationId>,
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
    /// How promising it is, 0 to 100, and why.
    pub score: Score,
    /// Who holds its conversation, where it has one.
    pub baton: Option<Baton>,
    /// When it was captured.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// What stands around leads: their conversations, and who they are where there is none.
struct Around {
    talks: HashMap<ConversationId, Conversation>,
    contacts: HashMap<ContactId, Named>,
    assistants: HashMap<AssistantId, String>,
}

impl Around {
    async fn of(
        conn: &mut Conn<'_>,
        workspace: WorkspaceId,
        leads: &[Lead],
    ) -> Result<Self, DbError> {
        let ids: Vec<_> = leads.iter().filter_map(|l| l.conversation_id).collect();
        let talks = find_many(conn, workspace, &ids).await?;
        let alone = leads.iter().filter(|lead| lead.conversation_id.is_none());
        let ids: Vec<_> = alone.map(|lead| lead.contact_id).collect();
        let contacts = named(conn, workspace, &ids).await?;
        let mut assistants = HashMap::new();
        if !ids.is_empty() {
            let kept = assistants::list(conn, workspace).await?;
            assistants.extend(kept.into_iter().map(|k| (k.assistant.id, k.assistant.name)));
        }
        Ok(Self {
            talks: talks.into_iter().map(|c| (c.id, c)).collect(),
            contacts: contacts.into_iter().map(|c| (c.id, c)).collect(),
            assistants,
        })
    }

    fn who(&self, lead: &Lead, presence: &Presence) -> ContactSummary {
        let known = self.contacts.get(&lead.contact_id);
        ContactSummary {
            id: lead.contact_id,
            name: known.and_then(|contact| contact.name.clone()),
            email: known.and_then(|contact| contact.email.clone()),
            online: presence.is_online(lead.contact_id),
        }
    }

    fn view(&self, lead: Lead, presence: &Presence) -> LeadView {
        let talk = lead.conversation_id.and_then(|id| self.talks.get(&id));
        let assistant = talk.map(|c| c.assistant_name.clone());
        let assistant = assistant.or_else(|| self.assistants.get(&lead.assistant_id).cloned());
        LeadView {
            id: lead.id,
            conversation_id: lead.conversation_id,
            assistant: AssistantName {
                id: lead.assistant_id,
                name: assistant.unwrap_or_default(),
            },
            contact: talk.map_or_else(|| self.who(&lead, presence), |c| contact(c, presence)),
            name: lead.name,
            email: lead.email,
            phone: lead.phone,
            wants: lead.wants,
            fields: lead.fields,
            status: lead.status,
            source: lead.source,
            score: lead.score,
            baton: talk.map(Conversation::baton),
            created_at: lead.created_at,
            updated_at: lead.updated_at,
        }
    }
}

/// Leads with what stands around them, in the same order.
pub(crate) async fn views(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    presence: &Presence,
    leads: Vec<Lead>,
) -> Result<Vec<LeadView>, DbError> {
    let around = Around::of(conn, workspace, &leads).await?;
    Ok(leads
        .into_iter()
        .map(|lead| around.view(lead, presence))
        .collect())
}
