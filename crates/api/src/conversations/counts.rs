//! The numbers beside the views.

pub(crate) mod waits;

use crate::{auth::Who, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::role::Permission;
use baton_store::conversations::{self, Counts};
use serde::Serialize;
use utoipa::ToSchema;

/// Each capped at 100: show "99+".
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Counts)]
pub(crate) struct CountsView {
    /// Conversations whose visitor wrote something.
    all: i64,
    /// Those that wait for a person.
    waiting: i64,
    /// Those that the caller holds.
    mine: i64,
    /// Leads that nobody has looked at.
    leads_new: i64,
}

/// Counts the inbox.
#[utoipa::path(get, path = "/api/v1/conversations/counts", operation_id = "count_conversations", tag = "Conversations",
    responses(
    (status = 200, body = CountsView), (status = "default", body = Problem)))]
pub(crate) async fn counts(
    State(edge): State<Edge>,
    Who(caller): Who,
) -> Result<Json<CountsView>, Problem> {
    caller.require(Permission::ConversationRead)?;
    let (workspace, user) = (caller.workspace, caller.person.id);
    let counted = edge
        .reader
        .read(async move |conn| conversations::counts(conn, workspace, user).await);
    let Counts {
        all,
        waiting,
        mine,
        leads_new,
    } = counted.await?;
    Ok(Json(CountsView {
        all,
        waiting,
        mine,
        leads_new,
    }))
}
