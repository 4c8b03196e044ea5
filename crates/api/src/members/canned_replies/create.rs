//! Writing a reply down.

use super::CannedReply;
use crate::{auth::Who, extract::Body, problem::Problem};
use axum::{Json, extract::State, http::StatusCode};
use baton_app::{App, members::canned_replies::create::NewCannedReply};
use serde::Deserialize;
use utoipa::ToSchema;

/// A reply to be kept.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct CannedReplyIn {
    /// What is typed after the slash: 1 to 32 letters, digits, hyphens and underscores.
    shortcut: String,
    /// Markdown, 1 to 4000 characters, with variables like `{{contact.name|there}}`.
    body: String,
    /// Whether the whole team has it.
    #[serde(default)]
    shared: bool,
}

/// Keeps a canned reply, after all others.
#[utoipa::path(post, path = "/api/v1/canned-replies", operation_id = "create_canned_reply", tag = "Canned replies",
    request_body = CannedReplyIn,
    responses((status = 201, body = CannedReply), (status = "default", body = Problem)))]
pub(crate) async fn create(
    State(app): State<App>,
    Who(caller): Who,
    Body(new): Body<CannedReplyIn>,
) -> Result<(StatusCode, Json<CannedReply>), Problem> {
    let new = NewCannedReply {
        shortcut: new.shortcut,
        body: new.body,
        shared: new.shared,
    };
    let kept = app.create_canned_reply(&caller, new).await?;
    Ok((StatusCode::CREATED, Json(kept.into())))
}
