//! What a visitor says of an answer.

use super::visiting::Visiting;
use crate::{extract::Body, problem::Problem, state::Edge};
use axum::{extract::State, http::StatusCode};
use baton_core::message::rating::{Rating, Thumb};
use serde::Deserialize;
use utoipa::ToSchema;

/// An opinion of one answer.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct RatingOf {
    /// Which message.
    seq: i64,
    /// Whether it helped; null takes back what was said.
    thumb: Option<Thumb>,
    /// In the visitor's words, up to 500 characters.
    comment: Option<String>,
}

/// Keeps what the visitor says of an answer of the assistant. Whatever they said before is replaced.
#[utoipa::path(post, path = "/v1/widget/ratings", operation_id = "widget_rate", tag = "Widget", security(("widget" = [])),
    request_body = RatingOf,
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn rate(
    State(edge): State<Edge>,
    Visiting(visitor): Visiting,
    Body(said): Body<RatingOf>,
) -> Result<StatusCode, Problem> {
    let rating = said
        .thumb
        .map(|thumb| Rating::parse(thumb, said.comment.as_deref()));
    let rating = rating
        .transpose()
        .map_err(|reason| Problem::invalid("comment", reason.0))?;
    edge.app.rate_answer(visitor, said.seq, rating).await?;
    Ok(StatusCode::NO_CONTENT)
}
