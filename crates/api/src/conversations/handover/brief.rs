//! The handover brief.

use crate::{auth::Who, extract::Id, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::{conversation::brief::Brief, id::ConversationId};

/// Shows what whoever takes the conversation over should know: put together from what was said and stored.
#[utoipa::path(get, path = "/api/v1/conversations/{id}/brief", operation_id = "show_brief", tag = "Conversations",
    params(("id" = ConversationId, Path)),
    responses((status = 200, body = Brief), (status = "default", body = Problem)))]
pub(crate) async fn brief(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<ConversationId>,
) -> Result<Json<Brief>, Problem> {
    let brief = edge.app.brief(&caller, id).await?;
    Ok(Json(brief))
}
