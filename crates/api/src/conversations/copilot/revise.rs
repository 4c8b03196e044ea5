//! A draft in another way.

use super::pieces::{LINES, lines};
use crate::{
    auth::Who,
    extract::{Body, Id},
    problem::Problem,
    state::Edge,
};
use axum::{extract::State, response::Response};
use baton_app::assistant::copilot::revise::Revised;
use baton_core::{
    assistant::{
        SpokenLanguage,
        copilot::{Piece, RevisionKind},
    },
    id::{ChunkId, ConversationId},
};
use serde::Deserialize;
use utoipa::ToSchema;

/// A draft that is to be said in another way.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct Revision {
    /// Its text, with `[n]` for its sources; 1 to 4000 characters.
    text: String,
    /// The passages that it rests on; `[1]` is the first.
    sources: Vec<ChunkId>,
    /// In which way.
    how: RevisionKind,
    /// In which language, where it is translated.
    #[serde(default)]
    language: Option<SpokenLanguage>,
}

/// Writes a draft in another way, for whoever holds the baton; it keeps its sources. Needs a model. A line of JSON for each
/// piece; hanging up stops it.
#[utoipa::path(post, path = "/api/v1/conversations/{id}/draft/revise", operation_id = "revise_draft", tag = "Conversations",
    params(("id" = ConversationId, Path)), request_body = Revision,
    responses((status = 200, body = Piece, content_type = LINES), (status = "default", body = Problem)))]
pub(crate) async fn revise(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<ConversationId>,
    Body(revision): Body<Revision>,
) -> Result<Response, Problem> {
    edge.rates.write(&caller)?;
    let revised = Revised {
        text: revision.text,
        sources: revision.sources,
        how: revision.how,
        language: revision.language,
    };
    Ok(lines(edge.app.revise(&caller, id, revised).await?))
}
