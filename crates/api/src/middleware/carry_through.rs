//! What changes something is carried through, also where the client hangs up: whoever does so in the middle of a commit must
//! not keep others from being told of it.

use crate::problem::{Problem, ProblemCode};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use tokio_util::task::TaskTracker;

/// Runs requests that may change something on tasks of their own. The server drops the handler of a connection that ends,
/// wherever it stands; a task goes on to its end. What only reads is still dropped, so that nobody reads for nobody.
pub(crate) async fn carry_through(
    State(tasks): State<TaskTracker>,
    request: Request,
    next: Next,
) -> Response {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    // A panic in it was caught and answered further in.
    tasks.spawn(next.run(request)).await.unwrap_or_else(|_| {
        Problem::new(ProblemCode::Internal, "This was ended before it was done.").into_response()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{Router, middleware::from_fn_with_state, routing::any};
    use std::sync::Arc;
    use tokio::{
        io::AsyncWriteExt as _,
        net::{TcpListener, TcpStream},
        sync::{Semaphore, mpsc},
    };

    /// A handler says when it begins, waits for leave to go on, and says when it has ended, whichever way.
    async fn outcome_for(method: &str) -> &'static str {
        struct Telling(mpsc::UnboundedSender<&'static str>, &'static str);
        impl Drop for Telling {
            fn drop(&mut self) {
                self.0.send(self.1).unwrap();
            }
        }
        let (say, mut said) = mpsc::unbounded_channel();
        let leave = Arc::new(Semaphore::new(0));
        let tasks = TaskTracker::new();
        let handler = {
            let leave = Arc::clone(&leave);
            move || async move {
                say.send("begun").unwrap();
                let mut telling = Telling(say, "dropped");
                drop(leave.acquire().await);
                telling.1 = "ended";
            }
        };
        let app = Router::new()
            .route("/", any(handler))
            .layer(from_fn_with_state(tasks.clone(), carry_through));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tasks.spawn(async move { axum::serve(listener, app).await });
        let mut client = TcpStream::connect(address).await.unwrap();
        let request = format!("{method} / HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n");
        client.write_all(request.as_bytes()).await.unwrap();
        assert_eq!(said.recv().await, Some("begun"));
        drop(client);
        if method == "GET" {
            return said.recv().await.unwrap();
        }
        // Time enough for the server to see that the client is gone.
        let early = tokio::time::timeout(std::time::Duration::from_millis(200), said.recv());
        assert!(early.await.is_err(), "it was dropped");
        leave.add_permits(1);
        said.recv().await.unwrap()
    }

    #[tokio::test]
    async fn what_changes_something_ends_although_its_client_hung_up() {
        assert_eq!(outcome_for("POST").await, "ended");
        assert_eq!(outcome_for("DELETE").await, "ended");
    }

    #[tokio::test]
    async fn what_only_reads_is_left_when_nobody_waits_for_it() {
        assert_eq!(outcome_for("GET").await, "dropped");
    }
}
