//! No request waits for ever: neither for us, nor for its own body.

use crate::{
    problem::{Problem, ProblemCode},
    state::Edge,
};
use axum::{
    body::{Body, Bytes, HttpBody},
    extract::{Request, State},
    http::header,
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use http::HeaderMap;
use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
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
    let arrived = Arc::new(AtomicBool::new(request.body().is_end_stream()));
    let request = request.map(|body| {
        let arrived = Arc::clone(&arrived);
        Body::new(Arriving { body, arrived })
    });
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
        .is_some_and(|kind| kind.starts_with("multipart/"))
}

/// A body that says when there is no more of it to wait for.
struct Arriving {
    body: Body,
    arrived: Arc<AtomicBool>,
}

impl HttpBody for Arriving {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, axum::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(context);
        let is_over = match &frame {
            Poll::Ready(Some(Ok(_))) => self.body.is_end_stream(),
            Poll::Ready(_) => true,
            Poll::Pending => false,
        };
        if is_over {
            self.arrived.store(true, Ordering::Relaxed);
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> http_body::SizeHint {
        self.body.size_hint()
    }
}
