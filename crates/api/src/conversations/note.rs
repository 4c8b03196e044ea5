//! Writing to the team.

use crate::{
    auth::Who,
    extract::{Body, Id},
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State, http::StatusCode};
use baton_app::conversations::note::NewNote;
use baton_core::{
    id::{ConversationId, UserId},
    team::note::Note,
};
use serde::Deserialize;
use utoipa::ToSchema;

/// What to write.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct NoteIn {
    /// The author's own id for it: a repeat answers the first.
    client_id: String,
    /// Markdown, 1 to 4000 characters.
    body: String,
    /// Teammates who are told of it, at most 20. In the text they stand as `@Name`.
    #[serde(default)]
    mentions: Vec<UserId>,
}

/// Adds an internal note, whoever holds the baton. Its visitor never reads it.
#[utoipa::path(post, path = "/api/v1/conversations/{id}/notes", operation_id = "add_note", tag = "Conversations",
    params(("id" = ConversationId, Path)), request_body = NoteIn,
    responses((status = 201, body = Note), (status = 200, body = Note), (status = "default", body = Problem)))]
pub(crate) async fn note(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<ConversationId>,
    Body(note): Body<NoteIn>,
) -> Result<(StatusCode, Json<Note>), Problem> {
    let new = NewNote {
        client_id: note.client_id,
        body: note.body,
        mentions: note.mentions,
    };
    let (note, repeated) = edge.app.add_note(&caller, id, new).await?;
    let status = if repeated {
        StatusCode::OK
    } else {
        StatusCode::CREATED
    };
    Ok((status, Json(note)))
}
