//! Passing the baton to a teammate.

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

/// To whom.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct Transfer {
    /// The teammate.
    user_id: UserId,
    /// A word to them, kept as a note; at most 4000 characters.
    note: Option<String>,
}

/// Passes the baton to a teammate: by its holder, or by admins and the owner. The visitor reads who joined.
#[utoipa::path(post, path = "/api/v1/conversations/{id}/transfer", operation_id = "transfer_conversation", tag = "Conversations",
    params(("id" = ConversationId, Path)), request_body = Transfer,
    responses((status = 200, body = ConversationView), (status = "default", body = Problem)))]
pub(crate) async fn transfer(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<ConversationId>,
    Body(to): Body<Transfer>,
) -> Result<Json<ConversationView>, Problem> {
    let conversation = edge.app.transfer(&caller, id, to.user_id, to.note).await?;
    edge.view(&caller, conversation).await.map(Json)
}
