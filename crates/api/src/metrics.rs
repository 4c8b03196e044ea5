//! Numbers for monitoring, in the text format of Prometheus. What is counted on a hot path is counted there without a
//! lock; everything else is read when somebody asks.

mod collect;
mod guard;
mod http;
mod page;
mod process;
mod webhooks;

pub(crate) use guard::MayRead;
pub(crate) use http::Http;

use crate::{problem::Problem, state::Edge};
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use baton_app::AppError;

/// The numbers of this node.
pub(crate) async fn show(_: MayRead, State(edge): State<Edge>) -> Result<Response, Problem> {
    let metrics = collect::all(&edge).await;
    let text = page::text(metrics).map_err(|error| AppError::Internal(error.to_string()))?;
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    Ok(([(header::CONTENT_TYPE, kind)], text).into_response())
}
