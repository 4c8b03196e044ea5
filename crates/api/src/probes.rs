//! What monitoring asks.

use crate::{
    problem::{Problem, ProblemCode},
    state::Edge,
};
use axum::extract::State;
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
