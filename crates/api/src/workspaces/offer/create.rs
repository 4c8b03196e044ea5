//! The owner offers the workspace to a member.

use super::WorkspaceOffer;
use crate::{auth::Browser, extract::Body, problem::Problem};
use axum::{Json, extract::State, http::StatusCode};
use baton_app::App;
use baton_core::id::UserId;
use serde::Deserialize;
use utoipa::ToSchema;

/// To whom.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct WorkspaceOfferIn {
    /// A member who takes part.
    user_id: UserId,
}

/// Offers the workspace to a member for seven days; an earlier offer is void. Only for its owner, in a browser.
#[utoipa::path(post, path = "/api/v1/workspaces/offer", operation_id = "offer_workspace", tag = "Team",
    request_body = WorkspaceOfferIn,
    responses((status = 201, body = WorkspaceOffer), (status = "default", body = Problem)))]
pub(crate) async fn create(
    State(app): State<App>,
    Browser(signed_in): Browser,
    Body(body): Body<WorkspaceOfferIn>,
) -> Result<(StatusCode, Json<WorkspaceOffer>), Problem> {
    let offer = app.offer_workspace(&signed_in.caller, body.user_id).await?;
    Ok((StatusCode::CREATED, Json(offer.into())))
}
