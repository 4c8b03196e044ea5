//! One line in the log for each request: never its query, its headers or its body, which may hold secrets.

use super::request_id::RequestId;
use crate::state::Edge;
use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::Response,
};

/// Logs and counts a request by its route.
pub(crate) async fn access(State(edge): State<Edge>, request: Request, next: Next) -> Response {
    let begun = edge.app.clock.now();
    let method = request.method().clone();
    let matched = request.extensions().get::<MatchedPath>();
    let route = matched.map_or_else(|| "(none)".to_owned(), |path| path.as_str().to_owned());
    let id = request
        .extensions()
        .get::<RequestId>()
        .map(|id| id.0.clone())
        .unwrap_or_default();
    let response = next.run(request).await;
    let (status, ms) = (
        response.status().as_u16(),
        edge.app.clock.now().since_ms(begun),
    );
    edge.metrics.answered(method.as_str(), &route, status);
    // What monitoring asks every few seconds is no news.
    if matches!(route.as_str(), "/healthz" | "/readyz" | "/metrics") {
        tracing::debug!(%method, %route, status, ms, request_id = %id, "request");
    } else {
        tracing::info!(%method, %route, status, ms, request_id = %id, "request");
    }
    response
}
