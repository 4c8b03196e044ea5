//! Leads: one per assistant and e-mail address; a later capture adds to the earlier one.

pub mod alerts;
mod captures;
mod list;
pub mod push_subscriptions;

pub use captures::{Capture, add_capture, by_request, captures, last_said};
pub use list::{Filter, Order, counts, list, of_many};
#[cfg(test)]
pub(crate) use list::{marks, page};

use crate::json;
use baton_core::{
    id::{AssistantId, ContactId, ConversationId, LeadId, RuleId, WorkspaceId},
    lead::{LeadFacts, LeadSource, LeadStatus, Score},
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
        conversation_id: Option<ConversationId> = "conversation_id" as Option<Uuid>,
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
        score: i64 = "score",
        score_reasons: String = "score_reasons",
    }
}

/// A lead as stored.
#[derive(Debug, Clone)]
pub struct Lead {
    /// The lead.
    pub id: LeadId,
    /// The assistant that captured it.
    pub assistant_id: AssistantId,
    /// The conversation that produced it, where one did.
    pub conversation_id: Option<ConversationId>,
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
    /// How promising it is, and why.
    pub score: Score,
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
            score: self.score.value,
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
            score: Score {
                value: self.score,
                reasons: json::read(&self.score_reasons, "score_reasons")?,
            },
        })
    }
}

/// Adds a lead. `false`: the assistant has one with this address; see [`by_email`] and [`update`].
pub async fn insert(conn: &mut Conn<'_>, workspace: WorkspaceId, lead: &Lead) -> Result<bool> {
    let added = conn
        .execute(sql!(
            "INSERT INTO leads (id, workspace_id, assistant_id, conversation_id, contact_id, name, email, phone, wants,
                 fields, status, source, created_at, updated_at, score, score_reasons)
             VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}) ON CONFLICT DO NOTHING",
            lead.id.uuid(), workspace.uuid(), lead.assistant_id.uuid(), lead.conversation_id.map(ConversationId::uuid),
            lead.contact_id.uuid(), &lead.name, &lead.email, &lead.phone, &lead.wants,
            json::write(&lead.fields, "fields")?, lead.status.as_str(), lead.source.as_str(), lead.created_at.ms(),
            lead.updated_at.ms(), lead.score.value, json::write(&lead.score.reasons, "score_reasons")?
        ))
        .await?;
    Ok(added == 1)
}

/// Remembers which behaviour rule led to a lead. `false`: another one did before.
pub async fn set_rule(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    lead: LeadId,
    (rule, variant): (RuleId, i64),
) -> Result<bool> {
    let set = conn
        .execute(sql!(
            "UPDATE leads SET rule_id = {}, rule_variant = {} WHERE workspace_id = {} AND id = {} AND rule_id IS NULL",
            rule.uuid(),
            variant,
            workspace.uuid(),
            lead.uuid()
        ))
        .await?;
    Ok(set == 1)
}

/// Stores the details and the stage of a lead.
pub async fn update(conn: &mut Conn<'_>, workspace: WorkspaceId, lead: &Lead) -> Result<()> {
    conn.execute(sql!(
        "UPDATE leads SET name = {}, email = {}, phone = {}, wants = {}, fields = {}, status = {}, updated_at = {},
             score = {}, score_reasons = {}
         WHERE workspace_id = {} AND id = {}",
        &lead.name, &lead.email, &lead.phone, &lead.wants, json::write(&lead.fields, "fields")?,
        lead.status.as_str(), lead.updated_at.ms(), lead.score.value,
        json::write(&lead.score.reasons, "score_reasons")?, workspace.uuid(), lead.id.uuid()
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

/// These leads, in no order.
pub async fn find_many(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    ids: &[LeadId],
) -> Result<Vec<Lead>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut q = Stored::select();
    sql!(q; " FROM leads WHERE workspace_id = {} AND id IN ", workspace.uuid());
    q.list(ids.iter().map(|id| id.uuid()));
    let rows = conn.fetch_all::<Stored>(q).await?;
    rows.into_iter().map(Stored::read).collect()
}

/// How many leads came in since then, counted up to 10,000.
pub async fn since(conn: &mut Conn<'_>, workspace: WorkspaceId, then: Timestamp) -> Result<i64> {
    conn.fetch_one(sql!(
        "SELECT count(*) FROM (SELECT 1 FROM leads WHERE workspace_id = {} AND created_at >= {} LIMIT 10000) AS newest",
        workspace.uuid(),
        then.ms()
    ))
    .await
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
