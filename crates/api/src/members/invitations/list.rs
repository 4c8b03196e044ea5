//! Who was invited and has not come yet.

use super::Invitation;
use crate::{auth::Who, problem::Problem};
use axum::{Json, extract::State};
use baton_app::App;
use serde::Serialize;
use utoipa::ToSchema;

/// The open invitations of a workspace.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Invitations {
    /// Newest first; those that ran out too.
    items: Vec<Invitation>,
}

/// Lists the open invitations of the workspace.
#[utoipa::path(get, path = "/api/v1/invitations", operation_id = "list_invitations", tag = "Team",
    responses((status = 200, body = Invitations), (status = 401, body = Problem)))]
pub(crate) async fn list(
    State(app): State<App>,
    Who(caller): Who,
) -> Result<Json<Invitations>, Problem> {
    let items = app
        .invitations(&caller)
        .await?
        .into_iter()
        .map(Invitation::from)
        .collect();
    Ok(Json(Invitations { items }))
}
