//! The sources of knowledge.

use crate::{auth::Who, extract::Params, page::ListOf, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::{id::AssistantId, knowledge::KnowledgeSource, role::Permission};
use baton_store::knowledge::sources;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which sources.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wish {
    /// Of this assistant.
    assistant: Option<AssistantId>,
}

/// Lists sources, newest first.
#[utoipa::path(get, path = "/api/v1/knowledge/sources", operation_id = "list_sources", tag = "Knowledge",
    params(Wish),
    responses((status = 200, body = ListOf<KnowledgeSource>), (status = "default", body = Problem)))]
pub(crate) async fn list(
    State(edge): State<Edge>,
    Who(caller): Who,
    Params(wish): Params<Wish>,
) -> Result<Json<ListOf<KnowledgeSource>>, Problem> {
    caller.require(Permission::ConversationRead)?;
    let workspace = caller.workspace;
    let read = async move |conn: &mut baton_db::Conn<'_>| {
        sources::list(conn, workspace, wish.assistant).await
    };
    let items = edge.reader.read(read).await?;
    Ok(Json(ListOf { items }))
}
