//! Somebody who can sign in already comes in.

use super::InvitationToken;
use crate::{
    auth::{Address, Browser},
    extract::Body,
    problem::Problem,
    session::me::{self, Me},
    state::Edge,
};
use axum::{Json, extract::State};

/// Accepts an invitation as who is signed in, whose address has to be the one that was invited, and turns their session to the
/// workspace.
#[utoipa::path(post, path = "/api/v1/invitation/accept", operation_id = "accept_invitation", tag = "Team",
    request_body = InvitationToken,
    responses((status = 200, body = Me), (status = "default", body = Problem)))]
pub(crate) async fn accept(
    State(edge): State<Edge>,
    Browser(signed_in): Browser,
    Address(from): Address,
    Body(body): Body<InvitationToken>,
) -> Result<Json<Me>, Problem> {
    edge.rates.invited(from)?;
    let caller = edge.app.accept_invitation(signed_in, &body.token).await?;
    Ok(Json(me::of(&edge, caller).await?))
}
