//! One assistant.

use super::view::AssistantView;
use crate::{auth::Who, extract::Id, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_app::Caller;
use baton_core::{id::AssistantId, role::Permission};
use baton_store::assistants::{self, Kept};

/// Shows an assistant as it is published.
#[utoipa::path(get, path = "/api/v1/assistants/{id}", operation_id = "show_assistant", tag = "Assistants",
    params(("id" = AssistantId, Path)),
    responses((status = 200, body = AssistantView), (status = "default", body = Problem)))]
pub(crate) async fn show(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<AssistantId>,
) -> Result<Json<AssistantView>, Problem> {
    let kept = edge.assistant(&caller, id).await?;
    Ok(Json(kept.into()))
}

impl Edge {
    /// An assistant that the caller may read.
    pub(crate) async fn assistant(
        &self,
        caller: &Caller,
        id: AssistantId,
    ) -> Result<Kept, Problem> {
        caller.require(Permission::ConversationRead)?;
        let workspace = caller.workspace;
        let read =
            async move |conn: &mut baton_db::Conn<'_>| assistants::find(conn, workspace, id).await;
        self.reader.read(read).await?.ok_or_else(Problem::not_found)
    }
}
