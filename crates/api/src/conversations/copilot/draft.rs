//! A draft of a reply.

use super::pieces::{LINES, lines};
use crate::{
    auth::Who,
    extract::{Id, MaybeBody},
    problem::Problem,
    state::Edge,
};
use axum::{extract::State, response::Response};
use baton_core::{assistant::copilot::Piece, id::ConversationId};
use serde::Deserialize;
use utoipa::ToSchema;

/// What to draft.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(crate) struct DraftIn {
    /// An earlier draft, where another one is wanted; 1 to 4000 characters.
    #[serde(default)]
    instead_of: Option<String>,
}

/// Drafts a reply to what the visitor wrote last, for whoever holds the baton: from the knowledge, with its sources, or not at
/// all. A line of JSON for each piece; hanging up stops it. Nothing is stored, and the visitor hears nothing of it.
#[utoipa::path(post, path = "/api/v1/conversations/{id}/draft", operation_id = "draft_reply", tag = "Conversations",
    params(("id" = ConversationId, Path)), request_body = Option<DraftIn>,
    responses((status = 200, body = Piece, content_type = LINES), (status = "default", body = Problem)))]
pub(crate) async fn draft(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<ConversationId>,
    MaybeBody(draft): MaybeBody<DraftIn>,
) -> Result<Response, Problem> {
    edge.rates.write(&caller)?;
    Ok(lines(edge.app.draft(&caller, id, draft.instead_of).await?))
}
