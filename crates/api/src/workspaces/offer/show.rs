//! Whether the workspace is on offer.

use super::WorkspaceOffer;
use crate::{auth::Who, problem::Problem};
use axum::{Json, extract::State};
use baton_app::App;
use serde::Serialize;
use utoipa::ToSchema;

/// The offer of a workspace, where there is one.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WorkspaceOffers {
    /// For its owner and for whom it is made to; null for everybody else.
    offer: Option<WorkspaceOffer>,
}

/// Tells the owner, and whom it is made to, of the open offer.
#[utoipa::path(get, path = "/api/v1/workspaces/offer", operation_id = "show_workspace_offer", tag = "Team",
    responses((status = 200, body = WorkspaceOffers), (status = 401, body = Problem)))]
pub(crate) async fn show(
    State(app): State<App>,
    Who(caller): Who,
) -> Result<Json<WorkspaceOffers>, Problem> {
    let offer = app.workspace_offer(&caller).await?;
    Ok(Json(WorkspaceOffers {
        offer: offer.map(WorkspaceOffer::from),
    }))
}
