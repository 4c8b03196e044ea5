//! A better spelling of a search that found nothing.

use super::Wish;
use crate::{auth::Who, extract::Params, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::role::Permission;
use baton_store::conversations;
use serde::Serialize;
use utoipa::ToSchema;

/// What was probably meant.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Suggestion {
    /// It finds something with the same filters; null where nothing is spelt nearly so.
    q: Option<String>,
}

/// Suggests another spelling for a search of the inbox that found nothing.
#[utoipa::path(get, path = "/api/v1/conversations/suggestion", operation_id = "suggest_search", tag = "Conversations",
    params(Wish), responses(
    (status = 200, body = Suggestion), (status = "default", body = Problem)))]
pub(crate) async fn suggestion(
    State(edge): State<Edge>,
    Who(caller): Who,
    Params(wish): Params<Wish>,
) -> Result<Json<Suggestion>, Problem> {
    caller.require(Permission::ConversationRead)?;
    let Some(words) = wish.words() else {
        return Ok(Json(Suggestion { q: None }));
    };
    let (workspace, filter) = (caller.workspace, wish.filter(&caller));
    let meant = edge
        .reader
        .read(async move |conn| conversations::meant(conn, workspace, (&filter, &words)).await);
    Ok(Json(Suggestion { q: meant.await? }))
}
