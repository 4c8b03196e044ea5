//! Having a held answer wait longer.

use crate::{auth::Who, extract::Below, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::{
    conversation::held::HeldAnswer,
    id::{ConversationId, HeldAnswerId},
};

/// Has a held answer wait at least three minutes from now, while somebody changes it.
#[utoipa::path(post, path = "/api/v1/conversations/{id}/held-answers/{answer_id}/keep", operation_id = "keep_held_answer", tag = "Conversations",
    params(("id" = ConversationId, Path), ("answer_id" = HeldAnswerId, Path)),
    responses((status = 200, body = HeldAnswer), (status = "default", body = Problem)))]
pub(crate) async fn keep(
    State(edge): State<Edge>,
    Who(caller): Who,
    Below(id, answer): Below<ConversationId, HeldAnswerId>,
) -> Result<Json<HeldAnswer>, Problem> {
    Ok(Json(edge.app.keep_held(&caller, (id, answer)).await?))
}
