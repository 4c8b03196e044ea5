//! One line in the log for each request, its count and its span: never its query, its headers or its body, which may hold
//! secrets.

use super::request_id::RequestId;
use crate::state::Edge;
use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::Response,
};
use std::time::Instant;
use tracing::{Instrument as _, field::Empty};

/// Logs, counts and traces a request by its route.
pub(crate) async fn access(State(edge): State<Edge>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let method = request.method().clone();
    let matched = request.extensions().get::<MatchedPath>().cloned();
    let route = matched.as_ref().map_or("(none)", MatchedPath::as_str);
    let id = request.extensions().get::<RequestId>().cloned();
    let id = id.as_ref().map_or("", |id| &id.0);
    let span = tracing::trace_span!(target: "baton::span", "request", otel.name = %format_args!("{method} {route}"), otel.kind = "server",
        http.request.method = %method, http.route = route, request.id = id, http.response.status_code = Empty, error = Empty);
    let response = next.run(request).instrument(span.clone()).await;
    let (status, took) = (response.status().as_u16(), begun.elapsed());
    span.record("http.response.status_code", status);
    if status >= 500 {
        span.record("error", true);
    }
    edge.http.answered(&method, route, status, took);
    let ms = took.as_millis();
    // What monitoring asks every few seconds is no news.
    if matches!(route, "/healthz" | "/readyz" | "/metrics") {
        tracing::debug!(%method, %route, status, ms, request_id = %id, "request");
    } else {
        tracing::info!(%method, %route, status, ms, request_id = %id, "request");
    }
    response
}
