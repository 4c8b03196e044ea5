//! An invitation is made anew.

use super::SentInvitation;
use crate::{auth::Who, extract::Id, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::id::InvitationId;

/// Gives an invitation a new link and another seven days. The link before it is void.
#[utoipa::path(post, path = "/api/v1/invitations/{id}/resend", operation_id = "resend_invitation", tag = "Team",
    params(("id" = InvitationId, Path)),
    responses((status = 200, body = SentInvitation), (status = "default", body = Problem)))]
pub(crate) async fn resend(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<InvitationId>,
) -> Result<Json<SentInvitation>, Problem> {
    edge.rates.inviting(caller.workspace)?;
    let sent = edge.app.resend_invitation(&caller, id).await?;
    Ok(Json(sent.into()))
}
