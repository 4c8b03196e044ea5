//! What is written, as it is sent: a line of JSON for each piece, as soon as there is one.

use axum::{
    body::{Body, Bytes},
    http::{HeaderName, header},
    response::{IntoResponse as _, Response},
};
use baton_app::assistant::copilot::Pieces;
use futures_util::stream;
use std::convert::Infallible;

/// The media type of lines of JSON.
pub(super) const LINES: &str = "application/x-ndjson";
/// Tells nginx to hand each line on at once.
const UNBUFFERED: HeaderName = HeaderName::from_static("x-accel-buffering");

/// The answer to a request to write. Whoever hangs up stops the writing.
pub(super) fn lines(pieces: Pieces) -> Response {
    let lines = stream::unfold(pieces, |mut pieces| async move {
        let piece = pieces.recv().await?;
        let mut line = serde_json::to_vec(&piece).ok()?;
        line.push(b'\n');
        Some((Ok::<_, Infallible>(Bytes::from(line)), pieces))
    });
    let headers = [
        (header::CONTENT_TYPE, LINES),
        (header::CACHE_CONTROL, "no-store"),
        (UNBUFFERED, "no"),
    ];
    (headers, Body::from_stream(lines)).into_response()
}
