//! No request waits for ever.

use crate::problem::{Problem, ProblemCode};
use axum::{
    extract::Request,
    http::header,
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use std::time::Duration;

/// For everything that only reads and writes a few rows, with room for a question that is tried out on a model.
const USUAL: Duration = Duration::from_mins(1);
/// For uploads over a slow line.
const UPLOAD: Duration = Duration::from_mins(3);

/// Ends a request that takes too long.
pub(crate) async fn deadline(request: Request, next: Next) -> Response {
    let kind = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let is_upload = kind.is_some_and(|kind| kind.starts_with("multipart/"));
    let limit = if is_upload { UPLOAD } else { USUAL };
    let answered = tokio::time::timeout(limit, next.run(request)).await;
    answered.unwrap_or_else(|_elapsed| {
        let detail = "This took too long. It may still be under way; look before you try again.";
        Problem::new(ProblemCode::Unavailable, detail).into_response()
    })
}
