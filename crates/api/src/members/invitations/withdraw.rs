//! An invitation is taken back.

use crate::{auth::Who, extract::Id, problem::Problem};
use axum::{extract::State, http::StatusCode};
use baton_app::App;
use baton_core::id::InvitationId;

/// Withdraws an invitation: its link leads nowhere from now on.
#[utoipa::path(delete, path = "/api/v1/invitations/{id}", operation_id = "withdraw_invitation", tag = "Team",
    params(("id" = InvitationId, Path)),
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn withdraw(
    State(app): State<App>,
    Who(caller): Who,
    Id(id): Id<InvitationId>,
) -> Result<StatusCode, Problem> {
    app.withdraw_invitation(&caller, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
