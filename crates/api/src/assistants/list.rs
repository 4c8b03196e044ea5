//! The assistants of a workspace.

use crate::{auth::Who, page::ListOf, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::{assistant::Assistant, role::Permission};
use baton_store::assistants;

/// Lists assistants, oldest first.
#[utoipa::path(get, path = "/api/v1/assistants", operation_id = "list_assistants", tag = "Assistants",
    responses((status = 200, body = ListOf<Assistant>), (status = "default", body = Problem)))]
pub(crate) async fn list(
    State(edge): State<Edge>,
    Who(caller): Who,
) -> Result<Json<ListOf<Assistant>>, Problem> {
    caller.require(Permission::ConversationRead)?;
    let workspace = caller.workspace;
    let read = async move |conn: &mut baton_db::Conn<'_>| assistants::list(conn, workspace).await;
    let items = edge
        .reader
        .read(read)
        .await?
        .into_iter()
        .map(|kept| kept.assistant);
    Ok(Json(ListOf {
        items: items.collect(),
    }))
}
