//! Telling another server something: one request, no redirects, and no more of the answer than is kept.

use std::time::Duration;

use futures_util::StreamExt as _;
use reqwest::header::{CONTENT_TYPE, RETRY_AFTER};
use reqwest::{Client, Response};
use url::Url;

use crate::client::request_client;
use crate::fetch::refusal;
use crate::{Policy, Refused};

/// Read of an answer at most, so that its connection can be used again; a longer one is cut off with it.
const READ: usize = 64 * 1024;
/// Kept of an answer, in bytes.
const KEPT: usize = 4 * 1024;

/// What is sent.
#[derive(Clone, Copy, Debug)]
pub struct Post<'a> {
    /// Where to.
    pub url: &'a str,
    /// Besides the type of the body.
    pub headers: &'a [(&'static str, String)],
    /// JSON.
    pub body: &'a str,
    /// Longest time for everything.
    pub time: Duration,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// When to come back, in the words of the server.
    pub retry_after: Option<String>,
    /// The beginning of the body.
    pub body: String,
}

/// Posts where a policy allows it. Cheap to clone; connections are kept and used again.
#[derive(Clone, Debug)]
pub struct Poster {
    client: Client,
    policy: Policy,
}

impl Poster {
    /// For this policy.
    pub fn new(policy: Policy) -> Result<Self, Refused> {
        let client = request_client(&policy)?;
        Ok(Self { client, policy })
    }

    /// Posts JSON. A redirect is an answer like others.
    pub async fn post(&self, post: Post<'_>) -> Result<Reply, Refused> {
        let url = Url::parse(post.url).map_err(|error| Refused::NotAUrl(error.to_string()))?;
        self.policy.check(&url)?;
        let mut request = self
            .client
            .post(url)
            .header(CONTENT_TYPE, "application/json")
            .body(post.body.to_owned());
        for (name, value) in post.headers {
            request = request.header(*name, value);
        }
        let told = async {
            let response = request.send().await.map_err(|error| refusal(&error))?;
            Ok(read(response).await)
        };
        tokio::time::timeout(post.time, told)
            .await
            .unwrap_or(Err(Refused::TooSlow(post.time.as_secs())))
    }
}

/// The status counts, whatever becomes of the body.
async fn read(response: Response) -> Reply {
    let header = response.headers().get(RETRY_AFTER);
    let retry_after = header.and_then(|value| value.to_str().ok());
    let (status, retry_after) = (response.status().as_u16(), retry_after.map(str::to_owned));
    let (mut kept, mut length) = (Vec::new(), 0);
    let mut stream = response.bytes_stream();
    while let Some(Ok(piece)) = stream.next().await {
        length += piece.len();
        let room = KEPT.saturating_sub(kept.len()).min(piece.len());
        kept.extend_from_slice(piece.get(..room).unwrap_or_default());
        if length > READ {
            break;
        }
    }
    // Not every database can keep a NUL.
    let body = String::from_utf8_lossy(&kept).replace('\0', "\u{fffd}");
    Reply {
        status,
        retry_after,
        body,
    }
}
