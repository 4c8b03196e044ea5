//! Putting an assistant aside, taking it up again, deleting it.

use super::view::AssistantView;
use crate::{auth::Who, extract::Id, problem::Problem, state::Edge};
use axum::{Json, extract::State, http::StatusCode};
use baton_core::{id::AssistantId, role::Permission};
use baton_store::assistants;
use serde::Serialize;
use utoipa::ToSchema;

/// Counting stops here.
const CAP: i64 = 10_000;

/// What goes with an assistant, each counted up to 10,000.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Holdings {
    /// Conversations.
    conversations: i64,
    /// Leads.
    leads: i64,
    /// Sources of knowledge.
    sources: i64,
}

/// Puts an assistant aside: no page shows it, what was said stays.
#[utoipa::path(post, path = "/api/v1/assistants/{id}/archive", operation_id = "archive_assistant", tag = "Assistants",
    params(("id" = AssistantId, Path)),
    responses((status = 200, body = AssistantView), (status = "default", body = Problem)))]
pub(crate) async fn archive(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<AssistantId>,
) -> Result<Json<AssistantView>, Problem> {
    let kept = edge.app.archive_assistant(&caller, id, true).await?;
    edge.origins.forget(id);
    Ok(Json(kept.into()))
}

/// Takes an assistant up again.
#[utoipa::path(post, path = "/api/v1/assistants/{id}/restore", operation_id = "restore_assistant", tag = "Assistants",
    params(("id" = AssistantId, Path)),
    responses((status = 200, body = AssistantView), (status = "default", body = Problem)))]
pub(crate) async fn restore(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<AssistantId>,
) -> Result<Json<AssistantView>, Problem> {
    let kept = edge.app.archive_assistant(&caller, id, false).await?;
    Ok(Json(kept.into()))
}

/// Deletes an assistant that is put aside, with its conversations, leads and knowledge.
#[utoipa::path(delete, path = "/api/v1/assistants/{id}", operation_id = "delete_assistant", tag = "Assistants",
    params(("id" = AssistantId, Path)),
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn delete(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<AssistantId>,
) -> Result<StatusCode, Problem> {
    edge.app.delete_assistant(&caller, id).await?;
    edge.origins.forget(id);
    Ok(StatusCode::NO_CONTENT)
}

/// Says what would be deleted with an assistant.
#[utoipa::path(get, path = "/api/v1/assistants/{id}/holdings", operation_id = "show_assistant_holdings", tag = "Assistants",
    params(("id" = AssistantId, Path)),
    responses((status = 200, body = Holdings), (status = "default", body = Problem)))]
pub(crate) async fn holdings(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<AssistantId>,
) -> Result<Json<Holdings>, Problem> {
    edge.assistant(&caller, id).await?;
    caller.require(Permission::AssistantWrite)?;
    let workspace = caller.workspace;
    let count = async move |conn: &mut baton_db::Conn<'_>| {
        assistants::holdings(conn, workspace, id, CAP).await
    };
    let (conversations, leads, sources) = edge.reader.read(count).await?;
    Ok(Json(Holdings {
        conversations,
        leads,
        sources,
    }))
}
