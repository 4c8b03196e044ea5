//! The assistants of a workspace.

use super::view::AssistantView;
use crate::{auth::Who, page::ListOf, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::role::Permission;
use baton_store::assistants;

/// Lists assistants as they are published, oldest first, also those that are put aside.
#[utoipa::path(get, path = "/api/v1/assistants", operation_id = "list_assistants", tag = "Assistants",
    responses((status = 200, body = ListOf<AssistantView>), (status = "default", body = Problem)))]
pub(crate) async fn list(
    State(edge): State<Edge>,
    Who(caller): Who,
) -> Result<Json<ListOf<AssistantView>>, Problem> {
    caller.require(Permission::ConversationRead)?;
    let workspace = caller.workspace;
    let read = async move |conn: &mut baton_db::Conn<'_>| assistants::list(conn, workspace).await;
    let items = edge.reader.read(read).await?.into_iter().map(Into::into);
    Ok(Json(ListOf {
        items: items.collect(),
    }))
}
