//! A receiver of webhooks: a real HTTP server that keeps what it was sent and answers as a test wants.

use axum::{
    Router,
    body::{Body, Bytes},
    extract::State,
    http::{HeaderMap, Response, Uri},
};
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};
use tokio::net::TcpListener;

/// What is answered to one request.
#[derive(Debug, Clone)]
pub struct Reply {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: String,
    repeats: bool,
    after: Duration,
}

impl Reply {
    /// With a status.
    pub fn status(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: String::new(),
            repeats: false,
            after: Duration::ZERO,
        }
    }

    /// With a header.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    /// With a body.
    #[must_use]
    pub fn saying(mut self, body: &str) -> Self {
        body.clone_into(&mut self.body);
        self
    }

    /// With what it was sent.
    #[must_use]
    pub fn repeating(mut self) -> Self {
        self.repeats = true;
        self
    }

    /// Not before so long.
    #[must_use]
    pub fn after(mut self, pause: Duration) -> Self {
        self.after = pause;
        self
    }
}

/// One request as it came.
#[derive(Debug, Clone)]
pub struct Received {
    /// Path and query.
    pub path: String,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub body: String,
    /// When it came.
    pub at: Instant,
}

impl Received {
    /// A header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).expect("JSON")
    }
}

#[derive(Debug)]
struct Script {
    received: Vec<Received>,
    next: VecDeque<Reply>,
    always: Reply,
}

impl Script {
    fn takes(&mut self, received: Received) -> Reply {
        self.received.push(received);
        let next = self.next.pop_front();
        next.unwrap_or_else(|| self.always.clone())
    }
}

/// A receiver. It ends with the runtime of its test.
#[derive(Debug, Clone)]
pub struct Receiver {
    /// Where it listens.
    pub url: String,
    script: Arc<Mutex<Script>>,
}

impl Receiver {
    /// One that takes everything.
    pub async fn start() -> Self {
        Self::answering(Reply::status(204)).await
    }

    /// One that always answers so, until it is told otherwise.
    pub async fn answering(always: Reply) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}/in", listener.local_addr().expect("an address"));
        let script = Arc::new(Mutex::new(Script {
            received: Vec::new(),
            next: VecDeque::new(),
            always,
        }));
        let router = Router::new().fallback(take).with_state(Arc::clone(&script));
        #[expect(
            clippy::disallowed_methods,
            reason = "it ends with the runtime of the test"
        )]
        tokio::spawn(async move { axum::serve(listener, router).await.expect("serving") });
        Self { url, script }
    }

    /// What it answers next, in order; then what it always does.
    pub fn then(&self, replies: impl IntoIterator<Item = Reply>) {
        self.locked(|script| script.next.extend(replies));
    }

    /// What it answers from now on.
    pub fn always(&self, reply: Reply) {
        self.locked(|script| script.always = reply);
    }

    /// Everything that came so far.
    pub fn received(&self) -> Vec<Received> {
        self.locked(|script| script.received.clone())
    }

    /// Waits until so many requests came.
    pub async fn wait_for(&self, many: usize) -> Vec<Received> {
        let begun = Instant::now();
        loop {
            let received = self.received();
            if received.len() >= many {
                return received;
            }
            let came = received.len();
            assert!(
                begun.elapsed() < Duration::from_secs(20),
                "{came} of {many} came"
            );
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    fn locked<T>(&self, f: impl FnOnce(&mut Script) -> T) -> T {
        f(&mut self.script.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

async fn take(
    State(script): State<Arc<Mutex<Script>>>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    let received = Received {
        path: uri.to_string(),
        headers,
        body: String::from_utf8_lossy(&body).into_owned(),
        at: Instant::now(),
    };
    let sent = received.body.clone();
    let reply = script
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .takes(received);
    tokio::time::sleep(reply.after).await;
    let mut response = Response::builder().status(reply.status);
    for (name, value) in reply.headers {
        response = response.header(name, value);
    }
    let said = if reply.repeats { sent } else { reply.body };
    response.body(Body::from(said)).expect("a response")
}
