//! Taking connections: HTTP/1 with an end to every wait and to every header.

use crate::lingering::Lingering;
use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, Request},
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::{io, net::SocketAddr, time::Duration};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tower::Service as _;

/// The largest start of a request: its line and its headers, in bytes.
const HEADERS: usize = 32 * 1024;
/// The most that is read ahead of a connection, in bytes.
const AHEAD: usize = 64 * 1024;
/// Before the next try where no connection can be taken, as when there are no more file handles.
const BREATH: Duration = Duration::from_millis(200);

/// Serves until `stopping`, then lets the answers under way finish.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    silence: Duration,
    stopping: impl Future<Output = ()>,
) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(silence)
        .max_header_size(HEADERS)
        .max_buf_size(AHEAD);
    let (ending, tasks) = (CancellationToken::new(), TaskTracker::new());
    tokio::pin!(stopping);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stopping => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                let connection = http
                    .serve_connection(io(stream), service(router.clone(), peer))
                    .with_upgrades();
                let ending = ending.clone();
                tasks.spawn(async move {
                    tokio::pin!(connection);
                    let served = tokio::select! {
                        served = connection.as_mut() => served,
                        () = ending.cancelled() => {
                            connection.as_mut().graceful_shutdown();
                            connection.await
                        }
                    };
                    if let Err(error) = served {
                        tracing::debug!(%error, "a connection broke");
                    }
                });
            }
            Err(error) if is_of_the_client(&error) => {}
            Err(error) => {
                tracing::error!(%error, "cannot take a connection");
                tokio::time::sleep(BREATH).await;
            }
        }
    }
    drop(listener);
    ending.cancel();
    tasks.close();
    tasks.wait().await;
}

fn io(stream: TcpStream) -> TokioIo<Lingering> {
    // A word of an answer is a small packet: it must not wait for the next one.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "no TCP_NODELAY");
    }
    TokioIo::new(Lingering::new(stream))
}

fn service(
    router: Router,
    peer: SocketAddr,
) -> impl hyper::service::Service<
    Request<Incoming>,
    Response = axum::response::Response,
    Error = std::convert::Infallible,
    Future: Send,
> {
    service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().call(request)
    })
}

/// Whether a client went away before it was taken: no reason to wait with the next one.
fn is_of_the_client(error: &io::Error) -> bool {
    use io::ErrorKind as E;
    matches!(
        error.kind(),
        E::ConnectionRefused | E::ConnectionAborted | E::ConnectionReset
    )
}
