//! Changing a canned reply.

use super::CannedReply;
use crate::{
    auth::Who,
    extract::{Body, Id},
    problem::Problem,
};
use axum::{Json, extract::State};
use baton_app::{App, members::canned_replies::update::CannedReplyChange};
use baton_core::id::CannedReplyId;
use serde::Deserialize;
use utoipa::ToSchema;

/// What shall be different.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct CannedReplyPatch {
    /// What is typed after the slash.
    shortcut: Option<String>,
    /// Markdown, with variables in double braces.
    body: Option<String>,
    /// Whether the whole team has it; `false` makes it the caller's own.
    shared: Option<bool>,
}

/// Changes a canned reply of the team or of the caller.
#[utoipa::path(patch, path = "/api/v1/canned-replies/{id}", operation_id = "update_canned_reply", tag = "Canned replies",
    params(("id" = CannedReplyId, Path)), request_body = CannedReplyPatch,
    responses((status = 200, body = CannedReply), (status = "default", body = Problem)))]
pub(crate) async fn update(
    State(app): State<App>,
    Who(caller): Who,
    Id(id): Id<CannedReplyId>,
    Body(patch): Body<CannedReplyPatch>,
) -> Result<Json<CannedReply>, Problem> {
    let change = CannedReplyChange {
        shortcut: patch.shortcut,
        body: patch.body,
        shared: patch.shared,
    };
    let changed = app.update_canned_reply(&caller, id, change).await?;
    Ok(Json(changed.into()))
}
