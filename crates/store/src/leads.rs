//! Leads: one per assistant and e-mail address; a later capture adds to the earlier one.

mod list;

#[cfg(test)]
pub(crate) use list::marks;
pub use list::{Filter, counts, list, of_many};

use crate::json;
use baton_core::{
    id::{AssistantId, ContactId, ConversationId, LeadId, WorkspaceId},
    lead::{LeadFacts, LeadSource, LeadStatus},
    time::Timestamp,
};
use baton_db::{Conn, Result, row, sql};
use std::collections::BTreeMap;
use uuid::Uuid;

row! {
    #[derive(Debug, Clone)]
    struct Stored {
        id: LeadId = "id" as Uuid,
        assistant_id: AssistantId = "assistant_id" as Uuid,
        conversation_id: ConversationId = "conversation_id" as Uuid,
        contact_id: ContactId = "contact_id" as Uuid,
        name: Option<String> = "name",
        email: Option<String> = "email",
        phone: Option<String> = "phone",
        wants: Option<String> = "wants",
        fields: String = "fields",
        status: LeadStatus = "status" as str,
        source: LeadSource = "source" as str,
        created_at: Timestamp = "created_at" as i64,
        updated_at: Timestamp = "updated_at" as i64,
    }
}

/// A lead as stored.
#[derive(Debug, Clone)]
pub struct Lead {
    /// The lead.
    pub id: LeadId,
    /// The assistant that captured it.
    pub assistant_id: AssistantId,
    /// The conversation that produced it.
    pub conversation_id: ConversationId,
    /// Whose.
    pub contact_id: ContactId,
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
    /// When it was captured.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

impl Lead {
    /// As events and webhooks carry it.
    pub fn facts(&self) -> LeadFacts {
        LeadFacts {
            lead_id: self.id,
            assistant_id: self.assistant_id,
            conversation_id: self.conversation_id,
            name: self.name.clone(),
            email: self.email.clone(),
            phone: self.phone.clone(),
            fields: self.fields.clone(),
            status: self.status,
            source: self.source,
        }
    }
}

impl Stored {
    fn read(self) -> Result<Lead> {
        Ok(Lead {
            id: self.id,
            assistant_id: self.assistant_id,
            conversation_id: self.conversation_id,
            contact_id: self.contact_id,
            name: self.name,
            email: self.email,
            phone: self.phone,
            wants: self.wants,
            fields: json::read(&self.fields, "fields")?,
            status: self.status,
            source: self.source,
            created_at: self.created_at,
            updated_at: self.updated_at,
        })
    }
}

/// Adds a lead. `false`: the assistant has one with this address; see [`by_email`] and [`update`].
pub async fn insert(conn: &mut Conn<'_>, workspace: WorkspaceId, lead: &Lead) -> Result<bool> {
    let added = conn
        .execute(sql!(
            "INSERT INTO leads (id, workspace_id, assistant_id, conversation_id, contact_id, name, email, phone, wants,
                 fields, status, source, created_at, updated_at)
             VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}) ON CONFLICT DO NOTHING",
            lead.id.uuid(), workspace.uuid(), lead.assistant_id.uuid(), lead.conversation_id.uuid(),
            lead.contact_id.uuid(), &lead.name, &lead.email, &lead.phone, &lead.wants,
            json::write(&lead.fields, "fields")?, lead.status.as_str(), lead.source.as_str(), lead.created_at.ms(),
            lead.updated_at.ms()
        ))
        .await?;
    Ok(added == 1)
}

/// Stores the details and the stage of a lead.
pub async fn update(conn: &mut Conn<'_>, workspace: WorkspaceId, lead: &Lead) -> Result<()> {
    conn.execute(sql!(
        "UPDATE leads SET name = {}, email = {}, phone = {}, wants = {}, fields = {}, status = {}, updated_at = {}
         WHERE workspace_id = {} AND id = {}",
        &lead.name, &lead.email, &lead.phone, &lead.wants, json::write(&lead.fields, "fields")?,
        lead.status.as_str(), lead.updated_at.ms(), workspace.uuid(), lead.id.uuid()
    ))
    .await?;
    Ok(())
}

/// One lead.
pub async fn find(conn: &mut Conn<'_>, workspace: WorkspaceId, id: LeadId) -> Result<Option<Lead>> {
    let mut q = Stored::select();
    sql!(q; " FROM leads WHERE workspace_id = {} AND id = {}", workspace.uuid(), id.uuid());
    conn.fetch_optional::<Stored>(q)
        .await?
        .map(Stored::read)
        .transpose()
}

/// The lead of an assistant with this address.
pub async fn by_email(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    assistant: AssistantId,
    email: &str,
) -> Result<Option<Lead>> {
    let mut q = Stored::select();
    sql!(q; " FROM leads WHERE workspace_id = {} AND assistant_id = {} AND email = {}",
        workspace.uuid(), assistant.uuid(), email);
    conn.fetch_optional::<Stored>(q)
        .await?
        .map(Stored::read)
        .transpose()
}

/// The newest lead of a conversation.
pub async fn of_conversation(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversation: ConversationId,
) -> Result<Option<Lead>> {
    let mut q = Stored::select();
    sql!(q; " FROM leads WHERE workspace_id = {} AND conversation_id = {} ORDER BY created_at DESC, id DESC LIMIT 1",
        workspace.uuid(), conversation.uuid());
    conn.fetch_optional::<Stored>(q)
        .await?
        .map(Stored::read)
        .transpose()
}
