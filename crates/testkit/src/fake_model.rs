//! A model server that does what a test tells it: a real HTTP server that speaks `/v1/chat/completions`.
//!
//! Left alone it answers from the first passage of the prompt with `[1]`, and calls `request_human` when the visitor asks for a
//! person. It records every request, so that a test can see what reached the model.

mod frames;

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use futures_util::stream;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use frames::Frame;

/// How the server answers a request.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Behaviour {
    /// Answers from the first passage with `[1]`; asks for a person when the visitor does; else says that it is not sure.
    #[default]
    Echo,
    /// Says this, word by word.
    Says(String),
    /// Calls a tool, and after its result says the text.
    Calls {
        /// The tool.
        name: String,
        /// Its arguments.
        arguments: Value,
        /// What is said in the end.
        then: String,
    },
    /// Calls `add_tag` again and again, however often it is asked.
    CallsForEver,
    /// Thinks aloud in both known ways, then says this.
    Thinks(String),
    /// Ends without `[DONE]`.
    NoDone(String),
    /// Ignores the wish for a stream.
    Whole(String),
    /// Status 401.
    Unauthorized,
    /// Status 429, with so many seconds to wait.
    RateLimited(u64),
    /// Status 500.
    ServerError,
    /// Status 404: no such model.
    NoSuchModel,
    /// Accepts the request and never answers.
    HangsBeforeFirstByte,
    /// Stops after a few words, with the connection open.
    HangsMidStream,
    /// Ends the stream after a few words, without a finish reason.
    CutMidStream,
    /// Sends broken JSON after a few words.
    MalformedJson,
    /// Sends broken JSON at once.
    MalformedAtOnce,
    /// Sends an error object after a few words.
    ErrorMidStream,
    /// Stops with `content_filter`.
    ContentFilter,
    /// Finishes without a word.
    Empty,
    /// Sends one endless line.
    Endless,
}

impl Behaviour {
    /// The behaviour that a model's name asks for, such as `hang`, so that a browser test can choose one by configuration.
    pub fn of_model(name: &str) -> Option<Self> {
        Some(match name {
            "unauthorized" => Self::Unauthorized,
            "rate-limited" => Self::RateLimited(1),
            "server-error" => Self::ServerError,
            "no-such-model" => Self::NoSuchModel,
            "hang" => Self::HangsBeforeFirstByte,
            "hang-mid-stream" => Self::HangsMidStream,
            "cut-mid-stream" => Self::CutMidStream,
            "malformed" => Self::MalformedJson,
            "error-mid-stream" => Self::ErrorMidStream,
            "content-filter" => Self::ContentFilter,
            "empty" => Self::Empty,
            _ => return None,
        })
    }
}

/// How the bytes of a stream are sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    /// Pause before each word.
    pub between_words: Duration,
    /// Whether every byte is a piece of its own.
    pub byte_by_byte: bool,
}

/// A running server; it stops when this is dropped.
#[derive(Debug)]
pub struct FakeModel {
    /// Base URL with the version, as a model's settings want it.
    pub url: String,
    shared: Arc<Shared>,
    serving: JoinHandle<()>,
}

#[derive(Debug, Default)]
struct Shared(Mutex<Script>);

#[derive(Debug, Default)]
struct Script {
    next: VecDeque<Behaviour>,
    otherwise: Behaviour,
    pace: Pace,
    requests: Vec<Recorded>,
}

/// A request that reached the server.
#[derive(Clone, Debug, PartialEq)]
pub struct Recorded {
    /// The `Authorization` header.
    pub authorization: Option<String>,
    /// The JSON.
    pub body: Value,
}

impl Recorded {
    /// All texts of the messages, joined.
    pub fn text(&self) -> String {
        let messages = self
            .body
            .get("messages")
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default();
        let texts: Vec<&str> = messages
            .iter()
            .filter_map(|message| message.get("content")?.as_str())
            .collect();
        texts.join("\n")
    }
}

impl FakeModel {
    /// Starts a server on a free port of this machine.
    pub async fn start() -> Self {
        Self::start_on(SocketAddr::from(([127, 0, 0, 1], 0))).await
    }

    /// Starts a server on `address`.
    pub async fn start_on(address: SocketAddr) -> Self {
        let listener = TcpListener::bind(address)
            .await
            .expect("the address is free");
        let address = listener
            .local_addr()
            .expect("a bound listener has an address");
        let shared = Arc::new(Shared::default());
        let router = Router::new()
            .route("/v1/chat/completions", post(complete))
            .route("/v1/models", get(models))
            .with_state(Arc::clone(&shared));
        #[expect(
            clippy::disallowed_methods,
            reason = "the task ends with the server that owns it"
        )]
        let serving = tokio::spawn(async move {
            axum::serve(listener, router)
                .await
                .expect("serving does not fail");
        });
        Self {
            url: format!("http://{address}/v1"),
            shared,
            serving,
        }
    }

    /// Answers every request so from now on.
    pub fn set(&self, behaviour: Behaviour) {
        self.shared.lock().otherwise = behaviour;
    }

    /// Answers the next requests so, one after the other, before what was [`set`](Self::set).
    pub fn next(&self, behaviours: impl IntoIterator<Item = Behaviour>) {
        self.shared.lock().next.extend(behaviours);
    }

    /// Sends streams so from now on.
    pub fn pace(&self, pace: Pace) {
        self.shared.lock().pace = pace;
    }

    /// What was asked so far.
    pub fn requests(&self) -> Vec<Recorded> {
        self.shared.lock().requests.clone()
    }

    /// Serves until the process ends.
    pub async fn serve(mut self) {
        drop((&mut self.serving).await);
    }
}

impl Drop for FakeModel {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Script> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn models() -> Json<Value> {
    Json(json!({ "object": "list", "data": [{ "id": "fake", "object": "model" }] }))
}

async fn complete(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Json(body): Json<Value>,
) -> Response {
    let authorization = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .map(str::to_owned);
    let (behaviour, pace) = {
        let mut script = shared.lock();
        script.requests.push(Recorded {
            authorization,
            body: body.clone(),
        });
        let named = body
            .get("model")
            .and_then(Value::as_str)
            .and_then(Behaviour::of_model);
        let behaviour = script
            .next
            .pop_front()
            .or(named)
            .unwrap_or_else(|| script.otherwise.clone());
        (behaviour, script.pace)
    };
    match behaviour {
        Behaviour::Unauthorized => error(StatusCode::UNAUTHORIZED, "invalid_api_key"),
        Behaviour::ServerError => error(StatusCode::INTERNAL_SERVER_ERROR, "server_error"),
        Behaviour::NoSuchModel => error(StatusCode::NOT_FOUND, "model_not_found"),
        Behaviour::RateLimited(seconds) => {
            let mut response = error(StatusCode::TOO_MANY_REQUESTS, "rate_limit_exceeded");
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, seconds.into());
            response
        }
        Behaviour::HangsBeforeFirstByte => std::future::pending().await,
        Behaviour::Whole(text) => Json(frames::whole(&text)).into_response(),
        behaviour => streamed(frames::of(&behaviour, &body), pace),
    }
}

fn error(status: StatusCode, code: &str) -> Response {
    let body =
        json!({ "error": { "message": code, "type": "error", "param": null, "code": code } });
    (status, Json(body)).into_response()
}

fn streamed(frames: Vec<Frame>, pace: Pace) -> Response {
    let pieces: VecDeque<Frame> = if pace.byte_by_byte {
        frames.into_iter().flat_map(Frame::into_bytes).collect()
    } else {
        frames.into()
    };
    let body = stream::unfold(pieces, move |mut pieces| async move {
        let frame = pieces.pop_front()?;
        let bytes = match frame {
            Frame::Word(text) => {
                tokio::time::sleep(pace.between_words).await;
                Bytes::from(text)
            }
            Frame::Part(bytes) => bytes,
            Frame::Hang => std::future::pending().await,
            Frame::Again(text) => {
                pieces.push_back(Frame::Again(text.clone()));
                Bytes::from(text)
            }
        };
        Some((Ok::<_, std::io::Error>(bytes), pieces))
    });
    (
        [(header::CONTENT_TYPE, "text/event-stream")],
        Body::from_stream(body),
    )
        .into_response()
}
