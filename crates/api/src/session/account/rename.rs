//! Somebody changes how teammates read them.

use crate::{
    auth::Browser,
    extract::Body,
    problem::Problem,
    session::me::{self, Me},
    state::Edge,
};
use axum::{Json, extract::State};
use serde::Deserialize;
use utoipa::ToSchema;

/// What shall be different.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct AccountPatch {
    /// As teammates and, where names are shown, visitors read it.
    name: String,
}

/// Changes the name of who is signed in.
#[utoipa::path(patch, path = "/api/v1/account", operation_id = "update_account", tag = "Account",
    request_body = AccountPatch,
    responses((status = 200, body = Me), (status = "default", body = Problem)))]
pub(crate) async fn rename(
    State(edge): State<Edge>,
    Browser(signed_in): Browser,
    Body(body): Body<AccountPatch>,
) -> Result<Json<Me>, Problem> {
    let caller = edge.app.rename_account(signed_in, &body.name).await?;
    Ok(Json(me::of(&edge, caller).await?))
}
