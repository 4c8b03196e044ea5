//! Somebody is invited.

use super::SentInvitation;
use crate::{auth::Who, extract::Body, problem::Problem, state::Edge};
use axum::{Json, extract::State, http::StatusCode};
use baton_core::role::Role;
use serde::Deserialize;
use utoipa::ToSchema;

/// Whom to invite.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct InvitationIn {
    /// Their address.
    email: String,
    /// What they will be: admin, editor or viewer.
    role: Role,
}

/// Invites somebody for seven days. An earlier invitation of the same address is void.
#[utoipa::path(post, path = "/api/v1/invitations", operation_id = "create_invitation", tag = "Team",
    request_body = InvitationIn,
    responses((status = 201, body = SentInvitation), (status = "default", body = Problem)))]
pub(crate) async fn create(
    State(edge): State<Edge>,
    Who(caller): Who,
    Body(body): Body<InvitationIn>,
) -> Result<(StatusCode, Json<SentInvitation>), Problem> {
    edge.rates.inviting(caller.workspace)?;
    let sent = edge.app.invite(&caller, &body.email, body.role).await?;
    Ok((StatusCode::CREATED, Json(sent.into())))
}
