//! The logo: set, removed.

use super::BrandOut;
use crate::{
    auth::Who,
    problem::{Problem, ProblemCode},
    state::Edge,
};
use axum::{
    Json,
    body::Bytes,
    extract::{FromRequest as _, Request, State},
    http::header,
};

/// Sets the logo: a PNG of at most 200 KB and 1,024 pixels on each side. Only what draws of it is kept.
#[utoipa::path(post, path = "/api/v1/brand/logo", operation_id = "set_logo", tag = "Brand",
    request_body(content = String, content_type = "image/png", description = "The picture"),
    responses((status = 200, body = BrandOut), (status = "default", body = Problem)))]
pub(crate) async fn set(
    State(edge): State<Edge>,
    Who(caller): Who,
    request: Request,
) -> Result<Json<BrandOut>, Problem> {
    let kind = request.headers().get(header::CONTENT_TYPE);
    if kind.is_none_or(|kind| kind != "image/png") {
        return Err(Problem::new(
            ProblemCode::UnsupportedMediaType,
            "Send the picture with Content-Type: image/png.",
        ));
    }
    let bytes = Bytes::from_request(request, &edge).await;
    let bytes = bytes.map_err(|rejection| match rejection.status().as_u16() {
        413 => Problem::new(
            ProblemCode::PayloadTooLarge,
            "Choose a picture of at most 200 KB.",
        ),
        _ => Problem::new(ProblemCode::BadRequest, "The picture broke off."),
    })?;
    let brand = edge.app.set_logo(&caller, Some(bytes.into())).await?;
    Ok(Json(brand.into()))
}

/// Removes the logo.
#[utoipa::path(delete, path = "/api/v1/brand/logo", operation_id = "remove_logo", tag = "Brand",
    responses((status = 200, body = BrandOut), (status = "default", body = Problem)))]
pub(crate) async fn remove(
    State(edge): State<Edge>,
    Who(caller): Who,
) -> Result<Json<BrandOut>, Problem> {
    Ok(Json(edge.app.set_logo(&caller, None).await?.into()))
}
