//! How many conversations the log has.

use super::wish::Narrowed;
use crate::{auth::Who, extract::Params, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::role::Permission;
use baton_store::conversations::log;
use serde::Serialize;
use utoipa::ToSchema;

/// The numbers above the log.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LogCounts {
    /// Whose visitor wrote something.
    engaged: i64,
    /// All, with those who never wrote.
    all: i64,
    /// Whether there may be more: only the newest 20,000 are looked at.
    more: bool,
}

/// Counts what the filters leave, with and without visitors who never wrote.
#[utoipa::path(get, path = "/api/v1/conversations/log/counts", operation_id = "count_log", tag = "Conversations",
    params(Narrowed), responses((status = 200, body = LogCounts), (status = "default", body = Problem)))]
pub(crate) async fn counts(
    State(edge): State<Edge>,
    Who(caller): Who,
    Params(wish): Params<Narrowed>,
) -> Result<Json<LogCounts>, Problem> {
    caller.require(Permission::ConversationRead)?;
    let filter = wish.filter();
    let counts = edge
        .reader
        .read(async move |conn| log::counts(conn, caller.workspace, &filter).await)
        .await?;
    Ok(Json(LogCounts {
        engaged: counts.engaged,
        all: counts.all,
        more: counts.more,
    }))
}
