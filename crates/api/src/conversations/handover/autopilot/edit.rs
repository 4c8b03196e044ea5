//! Sending a held answer in other words.

use crate::{
    auth::Who,
    conversations::view::ConversationView,
    extract::{Below, Body},
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State};
use baton_app::conversations::autopilot::decide::Verdict;
use baton_core::id::{ConversationId, HeldAnswerId};
use serde::Deserialize;
use utoipa::ToSchema;

/// The words in which it is sent.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct EditedAnswer {
    /// Markdown, 1 to 4000 characters; of its sources those stay that it names as `[n]`.
    body: String,
}

/// Sends a held answer in other words, as the assistant's own; who changed it is recorded.
#[utoipa::path(post, path = "/api/v1/conversations/{id}/held-answers/{answer_id}/edit", operation_id = "edit_held_answer", tag = "Conversations",
    params(("id" = ConversationId, Path), ("answer_id" = HeldAnswerId, Path)), request_body = EditedAnswer,
    responses((status = 200, body = ConversationView), (status = "default", body = Problem)))]
pub(crate) async fn edit(
    State(edge): State<Edge>,
    Who(caller): Who,
    Below(id, answer): Below<ConversationId, HeldAnswerId>,
    Body(edited): Body<EditedAnswer>,
) -> Result<Json<ConversationView>, Problem> {
    let verdict = Verdict::Edit(edited.body);
    let conversation = edge.app.decide_held(&caller, (id, answer), verdict).await?;
    edge.view(&caller, conversation).await.map(Json)
}
