//! What each capture of a lead added, and when: the first, and every later one that was merged into it.

use crate::json;
use baton_core::{
    actor::Actor,
    id::{ConversationId, LeadId, WorkspaceId},
    lead::LeadSource,
    time::Timestamp,
};
use baton_db::{Conn, Result, row, sql};
use std::collections::BTreeMap;
use uuid::Uuid;

row! {
    struct Stored {
        id: Uuid = "id",
        conversation_id: Option<ConversationId> = "conversation_id" as Option<Uuid>,
        source: LeadSource = "source" as str,
        actor: String = "actor",
        added: String = "added",
        at: Timestamp = "at" as i64,
    }
}

/// One capture.
#[derive(Debug, Clone)]
pub struct Capture {
    /// The capture.
    pub id: Uuid,
    /// Where, if in a conversation.
    pub conversation_id: Option<ConversationId>,
    /// What led to it.
    pub source: LeadSource,
    /// By whom.
    pub actor: Actor,
    /// What it told that was not known before, by field: `name`, `email`, `phone`, `wants`, or a key of the form.
    pub added: BTreeMap<String, String>,
    /// When.
    pub at: Timestamp,
}

/// Writes a capture down. `request`: the caller's own key for it, under which it is found again.
pub async fn add_capture(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    lead: LeadId,
    capture: &Capture,
    request: Option<&str>,
) -> Result<()> {
    conn.execute(sql!(
        "INSERT INTO lead_captures (id, workspace_id, lead_id, conversation_id, source, actor, added, request_key, at)
         VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {})",
        capture.id, workspace.uuid(), lead.uuid(), capture.conversation_id.map(ConversationId::uuid),
        capture.source.as_str(), json::write(&capture.actor, "actor")?, json::write(&capture.added, "added")?,
        request.map(str::to_owned), capture.at.ms()
    ))
    .await?;
    Ok(())
}

/// The captures of a lead, oldest first, a hundred at most.
pub async fn captures(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    lead: LeadId,
) -> Result<Vec<Capture>> {
    let mut q = Stored::select();
    sql!(q; " FROM lead_captures WHERE workspace_id = {} AND lead_id = {} ORDER BY at, id LIMIT 100",
        workspace.uuid(), lead.uuid());
    let rows = conn.fetch_all::<Stored>(q).await?;
    let read = |row: Stored| {
        Ok(Capture {
            id: row.id,
            conversation_id: row.conversation_id,
            source: row.source,
            actor: json::read(&row.actor, "actor")?,
            added: json::read(&row.added, "added")?,
            at: row.at,
        })
    };
    rows.into_iter().map(read).collect()
}

/// The lead that a request with this key captured.
pub async fn by_request(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    request: &str,
) -> Result<Option<LeadId>> {
    let found: Option<Uuid> = conn
        .fetch_optional(sql!(
            "SELECT lead_id FROM lead_captures WHERE workspace_id = {} AND request_key = {}",
            workspace.uuid(),
            request
        ))
        .await?;
    Ok(found.map(LeadId::from))
}

/// The newest twenty messages of the visitor of a conversation.
pub async fn last_said(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversation: ConversationId,
) -> Result<Vec<String>> {
    conn.fetch_all(sql!(
        "SELECT body FROM messages WHERE workspace_id = {} AND conversation_id = {} AND role = 'user'
         ORDER BY seq DESC LIMIT 20",
        workspace.uuid(),
        conversation.uuid()
    ))
    .await
}
