//! Somebody opens the link of an invitation.

use super::InvitationToken;
use crate::{
    auth::{Address, SameOrigin},
    extract::Body,
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State};
use baton_core::{role::Role, time::Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

/// What an invitation offers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OpenInvitation {
    /// The name of the workspace.
    workspace: String,
    /// Who was invited.
    email: String,
    /// What they will be.
    role: Role,
    /// The name of whoever invited them, while they are known.
    invited_by: Option<String>,
    /// Until when it can be accepted.
    expires_at: Timestamp,
}

/// Tells what an invitation offers, to whoever holds its link. One that was used or withdrawn does not exist; 409 where it ran
/// out.
#[utoipa::path(post, path = "/api/v1/invitation", operation_id = "look_at_invitation", tag = "Team", security(()),
    request_body = InvitationToken,
    responses((status = 200, body = OpenInvitation), (status = "default", body = Problem)))]
pub(crate) async fn look(
    State(edge): State<Edge>,
    _: SameOrigin,
    Address(from): Address,
    Body(body): Body<InvitationToken>,
) -> Result<Json<OpenInvitation>, Problem> {
    edge.rates.invited(from)?;
    let held = edge.app.look_at_invitation(&body.token).await?;
    Ok(Json(OpenInvitation {
        workspace: held.workspace_name,
        email: held.email,
        role: held.role,
        invited_by: held.invited_by,
        expires_at: held.expires_at,
    }))
}
