//! Asking a teammate for the baton.

use crate::{
    auth::Who,
    extract::{Body, Id},
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State};
use baton_core::{id::ConversationId, team::request::BatonRequest};
use serde::Deserialize;
use utoipa::ToSchema;

/// What is asked for.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct AskForBaton {
    /// The epoch of the baton, as whoever asks saw it.
    epoch: i64,
    /// A word to the teammate who holds it; at most 300 characters.
    note: Option<String>,
}

/// Asks the teammate who holds the baton for it. Who asks again meanwhile is answered the same request; while one is open
/// nobody else asks.
#[utoipa::path(post, path = "/api/v1/conversations/{id}/baton-requests", operation_id = "ask_for_baton", tag = "Conversations",
    params(("id" = ConversationId, Path)), request_body = AskForBaton,
    responses((status = 200, body = BatonRequest), (status = "default", body = Problem)))]
pub(crate) async fn ask(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<ConversationId>,
    Body(wish): Body<AskForBaton>,
) -> Result<Json<BatonRequest>, Problem> {
    let wish = (wish.epoch, wish.note);
    let request = edge.app.ask_for_baton(&caller, id, wish).await?;
    Ok(Json(request))
}
