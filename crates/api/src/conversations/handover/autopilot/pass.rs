//! Letting a held answer pass.

use crate::{
    auth::Who, conversations::view::ConversationView, extract::Below, problem::Problem, state::Edge,
};
use axum::{Json, extract::State};
use baton_app::conversations::autopilot::decide::Verdict;
use baton_core::id::{ConversationId, HeldAnswerId};

/// Sends a held answer as it is. Of several who decide at once one is heard; the others get 409.
#[utoipa::path(post, path = "/api/v1/conversations/{id}/held-answers/{answer_id}/pass", operation_id = "pass_held_answer", tag = "Conversations",
    params(("id" = ConversationId, Path), ("answer_id" = HeldAnswerId, Path)),
    responses((status = 200, body = ConversationView), (status = "default", body = Problem)))]
pub(crate) async fn pass(
    State(edge): State<Edge>,
    Who(caller): Who,
    Below(id, answer): Below<ConversationId, HeldAnswerId>,
) -> Result<Json<ConversationView>, Problem> {
    let at = (id, answer);
    let conversation = edge.app.decide_held(&caller, at, Verdict::Pass).await?;
    edge.view(&caller, conversation).await.map(Json)
}
