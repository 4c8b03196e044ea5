//! Taking the baton.

use super::view::ConversationView;
use crate::{
    auth::Who,
    extract::{Id, MaybeBody},
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State};
use baton_core::id::ConversationId;
use serde::Deserialize;
use utoipa::ToSchema;

/// How to take it.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(crate) struct Claim {
    /// Also from a teammate; for admins and the owner.
    #[serde(default)]
    take_over: bool,
}

/// Takes the baton. Of two at once one wins, and the other learns who.
#[utoipa::path(post, path = "/api/v1/conversations/{id}/claim", operation_id = "claim_conversation", tag = "Conversations",
    params(("id" = ConversationId, Path)), request_body = Option<Claim>,
    responses((status = 200, body = ConversationView), (status = "default", body = Problem)))]
pub(crate) async fn claim(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<ConversationId>,
    MaybeBody(claim): MaybeBody<Claim>,
) -> Result<Json<ConversationView>, Problem> {
    let conversation = edge.app.claim(&caller, id, claim.take_over).await?;
    edge.view(&caller, conversation).await.map(Json)
}
