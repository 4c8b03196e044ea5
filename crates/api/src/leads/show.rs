//! One lead, and how it came to be what it is.

use super::view::{LeadView, views};
use crate::{auth::Who, extract::Id, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::{
    actor::Actor,
    id::{ConversationId, LeadId},
    lead::LeadSource,
    role::Permission,
    time::Timestamp,
};
use baton_store::leads;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// One capture of a lead.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LeadCapture {
    /// When.
    at: Timestamp,
    /// What led to it.
    source: LeadSource,
    /// By whom.
    actor: Actor,
    /// Where, if in a conversation.
    conversation_id: Option<ConversationId>,
    /// What it told that was not known before, by field: `name`, `email`, `phone`, `wants`, or a key of the form.
    added: BTreeMap<String, String>,
}

/// A lead with its captures.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LeadDetail {
    /// The lead.
    #[serde(flatten)]
    lead: LeadView,
    /// The captures that made it what it is, oldest first.
    captures: Vec<LeadCapture>,
}

/// Shows a lead with its captures.
#[utoipa::path(get, path = "/api/v1/leads/{id}", operation_id = "show_lead", tag = "Leads",
    params(("id" = LeadId, Path)),
    responses((status = 200, body = LeadDetail), (status = "default", body = Problem)))]
pub(crate) async fn show(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<LeadId>,
) -> Result<Json<LeadDetail>, Problem> {
    caller.require(Permission::ConversationRead)?;
    let (workspace, presence) = (caller.workspace, edge.app.presence.clone());
    let read = async move |conn: &mut baton_db::Conn<'_>| {
        let found = leads::find(conn, workspace, id).await?;
        let found = found.ok_or_else(Problem::not_found)?;
        let captures = leads::captures(conn, workspace, id).await?;
        let seen = views(conn, workspace, &presence, vec![found]).await?;
        let lead = seen.into_iter().next().ok_or_else(Problem::not_found)?;
        let captures = captures.into_iter().map(LeadCapture::from).collect();
        Ok::<_, Problem>(LeadDetail { lead, captures })
    };
    edge.reader.read(read).await.map(Json)
}

impl From<leads::Capture> for LeadCapture {
    fn from(capture: leads::Capture) -> Self {
        Self {
            at: capture.at,
            source: capture.source,
            actor: capture.actor,
            conversation_id: capture.conversation_id,
            added: capture.added,
        }
    }
}
