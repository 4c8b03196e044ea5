//! Reading one page for the knowledge.

use std::error::Error as _;
use std::time::Duration;

use bytes::BytesMut;
use encoding_rs::Encoding;
use futures_util::StreamExt as _;
use reqwest::header::{ACCEPT, CONTENT_TYPE, LOCATION};
use reqwest::{Client, Response};
use url::Url;

use crate::client::{NoPublicAddress, request_client};
use crate::{Policy, Refused};

/// How much of the world is let in.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Largest body, in bytes, after decompression.
    pub bytes: usize,
    /// Longest time for everything, redirects included.
    pub time: Duration,
    /// Redirects followed.
    pub redirects: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 5_000_000,
            time: Duration::from_secs(20),
            redirects: 5,
        }
    }
}

/// A page that was fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Where it came from in the end.
    pub final_url: String,
    /// Media type without parameters, lower case, such as `text/html`.
    pub content_type: String,
    /// Its text.
    pub body: String,
}

/// Fetches `url` where `policy` allows it. Each redirect is checked like the first address.
pub async fn fetch_page(policy: &Policy, url: &str, limits: Limits) -> Result<Page, Refused> {
    fetch_with(&request_client(policy)?, policy, url, limits).await
}

/// Like [`fetch_page`], with a client that was made for `policy`.
pub(crate) async fn fetch_with(
    client: &Client,
    policy: &Policy,
    url: &str,
    limits: Limits,
) -> Result<Page, Refused> {
    let url = Url::parse(url.trim()).map_err(|error| Refused::NotAUrl(error.to_string()))?;
    let fetch = async {
        let (response, url) = follow(client, policy, url, limits.redirects).await?;
        read(response, url, limits.bytes).await
    };
    tokio::time::timeout(limits.time, fetch)
        .await
        .unwrap_or(Err(Refused::TooSlow(limits.time.as_secs())))
}

async fn follow(
    client: &Client,
    policy: &Policy,
    mut url: Url,
    redirects: usize,
) -> Result<(Response, Url), Refused> {
    for _hop in 0..=redirects {
        policy.check(&url)?;
        let request = client.get(url.clone()).header(
            ACCEPT,
            "text/html, text/markdown, text/plain;q=0.9, application/xhtml+xml;q=0.8",
        );
        let response = request.send().await.map_err(|error| refusal(&error))?;
        if !response.status().is_redirection() {
            return Ok((response, url));
        }
        let next = response
            .headers()
            .get(LOCATION)
            .and_then(|location| location.to_str().ok());
        url = next
            .and_then(|next| url.join(next).ok())
            .ok_or(Refused::Redirects)?;
    }
    Err(Refused::Redirects)
}

async fn read(response: Response, url: Url, limit: usize) -> Result<Page, Refused> {
    let status = response.status();
    if !status.is_success() {
        return Err(Refused::Status(status.as_u16()));
    }
    let header = response
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let header = header.unwrap_or("text/html").to_ascii_lowercase();
    let (content_type, parameters) = header.split_once(';').unwrap_or((header.as_str(), ""));
    let content_type = content_type.trim().to_owned();
    if !is_text(&content_type) {
        return Err(Refused::NotText(content_type));
    }
    let too_large = |length: u64| usize::try_from(length).map_or(true, |length| length > limit);
    if response.content_length().is_some_and(too_large) {
        return Err(Refused::TooLarge(limit));
    }
    let charset = label_after_charset(parameters).map(str::to_owned);
    let mut body = BytesMut::new();
    let mut stream = response.bytes_stream();
    while let Some(piece) = stream.next().await {
        let piece = piece.map_err(|error| refusal(&error))?;
        if body.len() + piece.len() > limit {
            return Err(Refused::TooLarge(limit));
        }
        body.extend_from_slice(&piece);
    }
    let body = decode(&body, charset.as_deref());
    Ok(Page {
        final_url: url.to_string(),
        content_type,
        body,
    })
}

fn is_text(content_type: &str) -> bool {
    content_type.starts_with("text/")
        || matches!(
            content_type,
            "application/xhtml+xml" | "application/xml" | "application/json"
        )
}

/// The text of `body` in the charset that the header names, else the one that the page names, else UTF-8.
fn decode(body: &[u8], charset: Option<&str>) -> String {
    let head = String::from_utf8_lossy(body.get(..body.len().min(2048)).unwrap_or_default())
        .to_ascii_lowercase();
    let label = charset.or_else(|| label_after_charset(&head));
    let encoding = label
        .and_then(|label| Encoding::for_label(label.as_bytes()))
        .unwrap_or(encoding_rs::UTF_8);
    encoding.decode(body).0.into_owned()
}

fn label_after_charset(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once("charset=")?;
    let rest = rest.trim_start_matches(['"', '\'']);
    rest.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_'))
        .next()
        .filter(|label| !label.is_empty())
}

/// What to say about a failed request. The cause is named, the address is not: it can carry secrets.
pub(crate) fn refusal(error: &reqwest::Error) -> Refused {
    let mut cause = error.source();
    let mut last = None;
    while let Some(inner) = cause {
        if let Some(NoPublicAddress(name)) = inner.downcast_ref::<NoPublicAddress>() {
            return Refused::Private(name.clone());
        }
        last = Some(inner.to_string());
        cause = inner.source();
    }
    if error.is_timeout() {
        return Refused::TooSlow(5);
    }
    Refused::Unreachable(last.unwrap_or_else(|| "the connection failed".to_owned()))
}
