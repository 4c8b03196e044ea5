//! A summary of a conversation.

use super::pieces::{LINES, lines};
use crate::{
    auth::Who,
    extract::{Id, MaybeBody},
    problem::Problem,
    state::Edge,
};
use axum::{extract::State, response::Response};
use baton_core::{
    assistant::{SpokenLanguage, copilot::Piece},
    id::ConversationId,
};
use serde::Deserialize;
use utoipa::ToSchema;

/// How to sum up.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(crate) struct SummaryIn {
    /// In which language; without, in English.
    #[serde(default)]
    language: Option<SpokenLanguage>,
}

/// Sums a conversation up for whoever may answer in it. Needs a model; without one the brief says what is known. A line of JSON
/// for each piece; hanging up stops it. Nothing is stored, and the visitor hears nothing of it.
#[utoipa::path(post, path = "/api/v1/conversations/{id}/summary", operation_id = "summarise_conversation", tag = "Conversations",
    params(("id" = ConversationId, Path)), request_body = Option<SummaryIn>,
    responses((status = 200, body = Piece, content_type = LINES), (status = "default", body = Problem)))]
pub(crate) async fn summarise(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<ConversationId>,
    MaybeBody(summary): MaybeBody<SummaryIn>,
) -> Result<Response, Problem> {
    edge.rates.write(&caller)?;
    let language = summary.language.unwrap_or(SpokenLanguage::English);
    Ok(lines(edge.app.summarise(&caller, id, language).await?))
}
