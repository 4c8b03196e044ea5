//! Choosing another password, by a link.

use crate::{auth::SameOrigin, extract::Body, problem::Problem, state::Edge};
use axum::{extract::State, http::StatusCode};
use serde::Deserialize;
use utoipa::ToSchema;

/// A link and what it shall do.
#[derive(Deserialize, ToSchema)]
pub(crate) struct Redemption {
    /// What stands behind the # of the link.
    token: String,
    /// The new password, 10 to 200 characters.
    password: String,
}

/// Sets another password, once for each link, and ends every session of its person.
#[utoipa::path(post, path = "/api/v1/password-resets/redeem", operation_id = "redeem_password_reset", tag = "Sign-in", security(()),
    request_body = Redemption,
    responses((status = 204), (status = 422, body = Problem)))]
pub(crate) async fn redeem(
    State(edge): State<Edge>,
    _: SameOrigin,
    Body(body): Body<Redemption>,
) -> Result<StatusCode, Problem> {
    edge.app
        .redeem_password_reset(&body.token, &body.password)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
