//! Conversations in which no visitor wrote anything: how many there are, and deleting them all.

use crate::{auth::Who, problem::Problem, state::Edge};
use axum::{Json, extract::State, http::StatusCode};
use baton_core::{role::Permission, time::Timestamp};
use baton_store::conversations::{
    delete::{self, Sweep},
    log,
};
use serde::Serialize;
use utoipa::ToSchema;

/// The deletion of all empty conversations.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Sweep)]
pub(crate) struct SweepView {
    /// How many there were when it began.
    total: i64,
    /// How many are deleted.
    deleted: i64,
    /// Who asked for it.
    by: String,
    /// Since when it runs.
    started_at: Timestamp,
    /// When it was done; null while it runs.
    finished_at: Option<Timestamp>,
}

impl From<Sweep> for SweepView {
    fn from(sweep: Sweep) -> Self {
        Self {
            total: sweep.total,
            deleted: sweep.deleted,
            by: sweep.user_name,
            started_at: sweep.started_at,
            finished_at: sweep.finished_at,
        }
    }
}

/// Empty conversations.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EmptyOnes {
    /// How many there are now.
    count: i64,
    /// The newest deletion of all of them, under way or done.
    sweep: Option<SweepView>,
}

/// Counts the conversations without a visitor message, and tells how far their deletion is.
#[utoipa::path(get, path = "/api/v1/conversations/empty", operation_id = "count_empty_conversations", tag = "Conversations",
    responses((status = 200, body = EmptyOnes), (status = "default", body = Problem)))]
pub(crate) async fn count(
    State(edge): State<Edge>,
    Who(caller): Who,
) -> Result<Json<EmptyOnes>, Problem> {
    caller.require(Permission::ConversationRead)?;
    let workspace = caller.workspace;
    let read = async move |conn: &mut baton_db::Conn<'_>| {
        Ok::<_, Problem>(EmptyOnes {
            count: log::empty(conn, workspace).await?,
            sweep: delete::sweep(conn, workspace).await?.map(Into::into),
        })
    };
    edge.reader.read(read).await.map(Json)
}

/// Has every conversation without a visitor message deleted, in the background. One that gets its first message meanwhile is
/// kept. This cannot be undone.
#[utoipa::path(post, path = "/api/v1/conversations/delete-empty", operation_id = "delete_empty_conversations", tag = "Conversations",
    responses((status = 202, body = SweepView), (status = "default", body = Problem)))]
pub(crate) async fn delete_all(
    State(edge): State<Edge>,
    Who(caller): Who,
) -> Result<(StatusCode, Json<SweepView>), Problem> {
    let sweep = edge.app.delete_empty_conversations(&caller).await?;
    Ok((StatusCode::ACCEPTED, Json(sweep.into())))
}
