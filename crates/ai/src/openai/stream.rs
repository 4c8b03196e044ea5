//! Server-sent events from bytes, capped.

use std::error::Error as _;
use std::pin::Pin;

use eventsource_stream::{EventStreamError, Eventsource as _};
use futures_util::{Stream, StreamExt as _};
use reqwest::Response;

use super::request::is_whole;
use crate::answer::Failure;

/// Most bytes of one reply: an answer has a few kilobytes, its envelope some hundred times that.
const MOST_BYTES: usize = 8_000_000;
/// Most bytes of one line. The parser reads a line again with every piece that arrives, so this bounds its time as well.
const LONGEST_LINE: usize = 256_000;
/// Most bytes of an error's body.
const MOST_ERROR_BYTES: usize = 64_000;

type Events = Pin<Box<dyn Stream<Item = Result<String, Failure>> + Send>>;

/// The `data` of a reply, one after the other. A server that ignored the wish for a stream gives one.
pub(super) enum Pieces {
    Streamed(Events),
    Whole(Option<Response>),
}

impl Pieces {
    pub(super) fn of(response: Response) -> Self {
        if is_whole(&response) {
            return Self::Whole(Some(response));
        }
        let (mut left, mut line) = (MOST_BYTES, 0);
        let capped = response.bytes_stream().map(move |bytes| {
            let bytes = bytes.map_err(|error| Broken::Transport(cause(&error)))?;
            left = left.checked_sub(bytes.len()).ok_or(Broken::TooMuch)?;
            line = match bytes.iter().rposition(|byte| *byte == b'\n') {
                Some(end) => bytes.len() - end,
                None => line + bytes.len(),
            };
            if line > LONGEST_LINE {
                return Err(Broken::TooMuch);
            }
            Ok::<_, Broken>(bytes)
        });
        let events = capped.eventsource().map(|event| match event {
            Ok(event) => Ok(event.data),
            Err(EventStreamError::Transport(Broken::Transport(_))) => Err(Failure::CutOff),
            Err(other) => Err(Failure::Malformed(other.to_string())),
        });
        Self::Streamed(Box::pin(events))
    }

    /// The next piece; none at the end.
    pub(super) async fn next(&mut self) -> Result<Option<String>, Failure> {
        match self {
            Self::Streamed(events) => events.next().await.transpose(),
            Self::Whole(response) => match response.take() {
                Some(response) => read_body(response, MOST_BYTES).await.map(Some),
                None => Ok(None),
            },
        }
    }
}

#[derive(Debug, thiserror::Error)]
enum Broken {
    #[error("{0}")]
    Transport(String),
    #[error("the answer or a line of it is too long")]
    TooMuch,
}

/// The body of an error, as far as it is read.
pub(super) async fn read_capped(response: Response) -> Result<String, Failure> {
    read_body(response, MOST_ERROR_BYTES).await
}

async fn read_body(response: Response, limit: usize) -> Result<String, Failure> {
    let mut body = Vec::new();
    let mut stream = response.bytes_stream();
    while let Some(bytes) = stream.next().await {
        let bytes = bytes.map_err(|_broken| Failure::CutOff)?;
        if body.len() + bytes.len() > limit {
            return Err(Failure::Malformed(format!("larger than {limit} bytes")));
        }
        body.extend_from_slice(&bytes);
    }
    Ok(String::from_utf8_lossy(&body).into_owned())
}

/// The innermost cause of a transport error: the outer layers name the address, which can carry secrets.
pub(super) fn cause(error: &reqwest::Error) -> String {
    let mut source = error.source();
    let mut text = "the connection failed".to_owned();
    while let Some(inner) = source {
        text = inner.to_string();
        source = inner.source();
    }
    text
}
