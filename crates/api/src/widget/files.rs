//! Files that the team sent.

use super::visiting::Visiting;
use crate::{
    conversations::messages::files::{Readers, given_out},
    extract::Id,
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State, response::Response};
use baton_core::{id::AttachmentId, time::Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

/// Where a file can be fetched for a while, without a token.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Link {
    /// Its path on this server.
    path: String,
    /// Until when.
    expires_at: Timestamp,
}

/// Makes a link to a file of the visitor's own conversation, which holds for ten minutes.
#[utoipa::path(get, path = "/v1/widget/files/{id}", operation_id = "widget_link_file", tag = "Widget", security(("widget" = [])),
    params(("id" = AttachmentId, Path)),
    responses((status = 200, body = Link), (status = "default", body = Problem)))]
pub(crate) async fn link(
    State(edge): State<Edge>,
    Visiting(visitor): Visiting,
    Id(id): Id<AttachmentId>,
) -> Result<Json<Link>, Problem> {
    let link = edge.app.link_file(visitor, id).await?;
    Ok(Json(Link {
        path: link.path,
        expires_at: link.expires_at,
    }))
}

/// Gives out what such a link leads to.
pub(crate) async fn follow(
    State(edge): State<Edge>,
    Id(token): Id<String>,
) -> Result<Response, Problem> {
    let (attachment, opened) = edge.app.follow_file(&token).await?;
    Ok(given_out(&attachment, opened, Readers::Elsewhere))
}
