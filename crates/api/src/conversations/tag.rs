//! Adding a tag.

use super::view::ConversationView;
use crate::{
    auth::Who,
    extract::{Body, Id},
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State};
use baton_core::id::ConversationId;
use serde::Deserialize;
use utoipa::ToSchema;

/// Which tag.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct Tag {
    /// 1 to 40 characters; kept in lower case.
    name: String,
}

/// Adds a tag; one that is there already stays as it is.
#[utoipa::path(post, path = "/api/v1/conversations/{id}/tags", operation_id = "tag_conversation", tag = "Conversations",
    params(("id" = ConversationId, Path)), request_body = Tag,
    responses((status = 200, body = ConversationView), (status = "default", body = Problem)))]
pub(crate) async fn tag(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<ConversationId>,
    Body(tag): Body<Tag>,
) -> Result<Json<ConversationView>, Problem> {
    let conversation = edge.app.tag(&caller, id, &tag.name).await?;
    edge.view(&caller, conversation).await.map(Json)
}
