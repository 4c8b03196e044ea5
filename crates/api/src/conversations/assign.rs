//! Making a teammate responsible.

use super::view::ConversationView;
use crate::{
    auth::Who,
    extract::{Body, Id},
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State};
use baton_core::id::{ConversationId, UserId};
use serde::Deserialize;
use utoipa::ToSchema;

/// Who shall be responsible.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct Assign {
    /// The teammate; null for nobody.
    #[schema(required)]
    user_id: Option<UserId>,
}

/// Makes a teammate responsible, or nobody. They are told; who holds the baton stays as it is.
#[utoipa::path(post, path = "/api/v1/conversations/{id}/assign", operation_id = "assign_conversation", tag = "Conversations",
    params(("id" = ConversationId, Path)), request_body = Assign,
    responses((status = 200, body = ConversationView), (status = "default", body = Problem)))]
pub(crate) async fn assign(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<ConversationId>,
    Body(to): Body<Assign>,
) -> Result<Json<ConversationView>, Problem> {
    let conversation = edge.app.assign(&caller, id, to.user_id).await?;
    edge.view(&caller, conversation).await.map(Json)
}
