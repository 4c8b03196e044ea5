//! No request waits for ever: neither for us, nor for its own body.

use crate::{
    problem::{Problem, ProblemCode},
    state::Edge,
};
use axum::{
    body::{Body, HttpBody as _},
    extract::{Request, State},
    http::{HeaderMap, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use futures_util::{StreamExt as _, stream};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::Poll,
    time::Duration,
};

/// For everything that only reads and writes a few rows, with room for a question that is tried out on a model.
const USUAL: Duration = Duration::from_mins(1);
/// For uploads over a slow line.
const UPLOAD: Duration = Duration::from_mins(3);
/// How much longer than other bodies an upload may take to arrive.
const UPLOADS_PATIENCE: u32 = 5;

/// Ends a request that takes too long. Whose fault it is tells the status: a body that does not come is the client's.
pub(crate) async fn deadline(State(edge): State<Edge>, request: Request, next: Next) -> Response {
    let body = edge.options.body_timeout;
    let (limit, patience) = if is_upload(request.headers()) {
        (UPLOAD, body.saturating_mul(UPLOADS_PATIENCE))
    } else {
        (USUAL, body)
    };
    let has_arrived = request.body().is_end_stream();
    let arrived = Arc::new(AtomicBool::new(has_arrived));
    let request = if has_arrived {
        request
    } else {
        request.map(|body| noting(body, Arc::clone(&arrived)))
    };
    let dawdling = async {
        tokio::time::sleep(patience).await;
        if arrived.load(Ordering::Relaxed) {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        answer = next.run(request) => answer,
        () = dawdling => {
            let detail = "The body did not arrive in time. Send it again, faster.";
            Problem::new(ProblemCode::RequestTimeout, detail).into_response()
        }
        () = tokio::time::sleep(limit) => {
            let detail = "This took too long. It may still be under way; look before you try again.";
            Problem::new(ProblemCode::Unavailable, detail).into_response()
        }
    }
}

fn is_upload(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|kind| kind.starts_with("multipart/") || kind == "application/octet-stream")
}

/// A body that notes when there is no more of it to wait for.
fn noting(body: Body, arrived: Arc<AtomicBool>) -> Body {
    let end = stream::poll_fn(move |_context| {
        arrived.store(true, Ordering::Relaxed);
        Poll::Ready(None)
    });
    Body::from_stream(body.into_data_stream().chain(end))
}
