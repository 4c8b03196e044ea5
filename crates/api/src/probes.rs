//! What monitoring asks.

use crate::{
    problem::{Problem, ProblemCode},
    state::Edge,
};
use axum::extract::State;
use baton_app::AppError;
use baton_db::Health;
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
    let problem = match (read, edge.reader.health()) {
        (Ok(Some(_)), Health::Sound) if !edge.is_stopping() => return Ok("ready\n"),
        (_, Health::Failed) => AppError::StorageFailed("/readyz".to_owned()).into(),
        (_, Health::Full) => AppError::StorageFull.into(),
        _ => Problem::new(
            ProblemCode::Unavailable,
            "The database does not answer, or the server is stopping.",
        ),
    };
    Err(problem)
}
