//! What monitoring asks.

use crate::{
    problem::{Problem, ProblemCode},
    state::Edge,
};
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use baton_app::AppError;
use baton_store::settings;

/// The process is up.
pub(crate) async fn healthz() -> &'static str {
    "ok\n"
}

/// The process can serve: writes are expected to work, and a read does.
pub(crate) async fn readyz(State(edge): State<Edge>) -> Result<&'static str, Problem> {
    let read = edge
        .reader
        .read(async move |conn| settings::get(conn, "realtime_key").await)
        .await;
    match read {
        Ok(Some(_)) if edge.reader.is_healthy() && !edge.is_stopping() => Ok("ready\n"),
        _ => Err(Problem::new(
            ProblemCode::Unavailable,
            "The database does not answer, or the server is stopping.",
        )),
    }
}

/// The numbers of this node.
pub(crate) async fn metrics(State(edge): State<Edge>) -> Result<Response, Problem> {
    let text = edge
        .metrics
        .text()
        .map_err(|error| AppError::Internal(error.to_string()))?;
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    Ok(([(header::CONTENT_TYPE, kind)], text).into_response())
}
