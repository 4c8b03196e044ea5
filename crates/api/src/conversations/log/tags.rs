//! The tags that a workspace uses.

use crate::{auth::Who, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::role::Permission;
use baton_store::conversations::tags;
use serde::Serialize;
use utoipa::ToSchema;

/// Names of tags.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TagNames {
    /// In the order of the alphabet, 200 at most.
    items: Vec<String>,
}

/// Lists the tags that conversations have.
#[utoipa::path(get, path = "/api/v1/tags", operation_id = "list_tags", tag = "Conversations",
    responses((status = 200, body = TagNames), (status = "default", body = Problem)))]
pub(crate) async fn list(
    State(edge): State<Edge>,
    Who(caller): Who,
) -> Result<Json<TagNames>, Problem> {
    caller.require(Permission::ConversationRead)?;
    let items = edge
        .reader
        .read(async move |conn| tags::names(conn, caller.workspace).await)
        .await?;
    Ok(Json(TagNames { items }))
}
