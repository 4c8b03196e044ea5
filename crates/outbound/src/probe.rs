//! Asking this installation's own public address, as a browser would: by name, through whatever stands before it.

use crate::{Policy, Refused, client::install_crypto, fetch::refusal};
use bytes::Bytes;
use futures_util::{SinkExt as _, StreamExt as _, stream};
use hyper_util::client::legacy::connect::HttpInfo;
use reqwest::{
    Body, Client, Method,
    header::{self, HeaderMap, HeaderName},
    redirect,
};
use std::{convert::Infallible, net::SocketAddr, time::Duration};
use tokio::time::{Instant, timeout};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{Message, protocol::Role},
};
use url::Url;

const CONNECT: Duration = Duration::from_secs(5);
/// Longest time for one answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// Longest time for an answer to what is large.
const LONG_PATIENCE: Duration = Duration::from_secs(40);
/// What is large is sent in pieces of so many bytes: nobody holds it whole.
const PIECE: usize = 64 * 1024;
/// What grants a socket.
const SWITCHING: u16 = 101;
/// Kept of an answer, in bytes.
const KEPT: usize = 4 * 1024;

/// A request to the public address.
#[derive(Debug, Clone, Default)]
pub struct Ask<'a> {
    /// From the root, with its query.
    pub path: &'a str,
    /// With the request.
    pub headers: &'a [(&'static str, String)],
    /// So many bytes are posted, where it is not 0; else the answer is only fetched.
    pub posted: usize,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Heard {
    /// The status.
    pub status: u16,
    /// What calls itself the server: `nginx/1.22.1`.
    pub server: Option<String>,
    /// Where it redirects to.
    pub location: Option<String>,
    /// The beginning of the body.
    pub body: String,
    /// The port that the request left from: whoever sees another one was asked by somebody in between.
    pub port: Option<u16>,
}

/// Why no socket came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoSocket {
    /// Nobody answered.
    Refused(Refused),
    /// It was answered, with another status than 101.
    Status {
        /// Which.
        status: u16,
        /// What calls itself the server.
        server: Option<String>,
    },
    /// It was granted, and then something else came than socket.
    Garbled(String),
    /// The server itself, and nobody in between, takes no socket now; its words.
    Declined(String),
}

/// A socket through the public address.
#[derive(Debug)]
pub struct Socket(WebSocketStream<reqwest::Upgraded>);

/// How the silence on a socket ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Silence {
    /// It lasted as long as was wanted.
    Kept,
    /// The socket was cut after this time.
    Cut(Duration),
    /// The server said goodbye after this time: it stops, or has too much to do.
    Goodbye(Duration),
}

/// Asks the public address of this installation, wherever it is. It follows no redirects and speaks HTTP/1.1, as sockets need.
#[derive(Debug, Clone)]
pub struct Prober {
    client: Client,
    public: Url,
}

impl Prober {
    /// For this origin.
    ///
    /// # Errors
    /// Where it is none.
    pub fn new(public_origin: &str) -> Result<Self, Refused> {
        install_crypto();
        let public =
            Url::parse(public_origin).map_err(|error| Refused::NotAUrl(error.to_string()))?;
        // The one who runs the server has set it.
        Policy::allowing(&public).check(&public)?;
        let client = Client::builder()
            .user_agent(concat!(
                "Baton/",
                env!("CARGO_PKG_VERSION"),
                " (delivery test)"
            ))
            .no_proxy()
            .http1_only()
            .redirect(redirect::Policy::none())
            .referer(false)
            .connect_timeout(CONNECT)
            .pool_max_idle_per_host(0)
            .build()
            .map_err(|error| Refused::Unreachable(error.to_string()))?;
        Ok(Self { client, public })
    }

    /// Asks once.
    ///
    /// # Errors
    /// Where nothing was answered in time.
    pub async fn ask(&self, ask: Ask<'_>) -> Result<Heard, Refused> {
        let (method, patience) = match ask.posted {
            0 => (Method::GET, PATIENCE),
            _ => (Method::POST, LONG_PATIENCE),
        };
        let mut request = self.client.request(method, self.at(ask.path)?);
        for (name, value) in ask.headers {
            request = request.header(*name, value);
        }
        if ask.posted > 0 {
            let length = ask.posted.to_string();
            request = request.header(header::CONTENT_LENGTH, length);
            request = request.body(blank(ask.posted));
        }
        let asked = async {
            let response = request.send().await.map_err(|error| refusal(&error))?;
            let info = response.extensions().get::<HttpInfo>();
            let port = info
                .map(HttpInfo::local_addr)
                .as_ref()
                .map(SocketAddr::port);
            let text = |name: HeaderName| text(response.headers(), &name);
            let (server, location) = (text(header::SERVER), text(header::LOCATION));
            let (status, mut body) = (response.status().as_u16(), Vec::new());
            let mut pieces = response.bytes_stream();
            while body.len() < KEPT
                && let Some(Ok(piece)) = pieces.next().await
            {
                body.extend_from_slice(&piece);
            }
            body.truncate(KEPT);
            Ok(Heard {
                status,
                server,
                location,
                body: String::from_utf8_lossy(&body).into_owned(),
                port,
            })
        };
        timeout(patience, asked)
            .await
            .unwrap_or(Err(Refused::TooSlow(patience.as_secs())))
    }

    /// Opens a socket; `key` is what the protocol wants of a client: 16 random bytes, base64.
    ///
    /// # Errors
    /// Where none came about.
    pub async fn open(&self, path: &str, key: &str) -> Result<Socket, NoSocket> {
        let opening = async {
            let request = self
                .client
                .get(self.at(path).map_err(NoSocket::Refused)?)
                .header(header::CONNECTION, "Upgrade")
                .header(header::UPGRADE, "websocket")
                .header(header::SEC_WEBSOCKET_VERSION, "13")
                .header(header::SEC_WEBSOCKET_KEY, key);
            let response = request
                .send()
                .await
                .map_err(|error| NoSocket::Refused(refusal(&error)))?;
            if response.status().as_u16() != SWITCHING {
                return Err(NoSocket::Status {
                    status: response.status().as_u16(),
                    server: text(response.headers(), &header::SERVER),
                });
            }
            let stream = response
                .upgrade()
                .await
                .map_err(|error| NoSocket::Garbled(error.to_string()))?;
            Ok(Socket(
                WebSocketStream::from_raw_socket(stream, Role::Client, None).await,
            ))
        };
        let late = Refused::TooSlow(PATIENCE.as_secs());
        timeout(PATIENCE, opening)
            .await
            .unwrap_or(Err(NoSocket::Refused(late)))
    }

    fn at(&self, path: &str) -> Result<Url, Refused> {
        self.public
            .join(path)
            .map_err(|error| Refused::NotAUrl(error.to_string()))
    }
}

impl Socket {
    /// Says a text.
    ///
    /// # Errors
    /// Where the socket has ended.
    pub async fn say(&mut self, text: &str) -> Result<(), NoSocket> {
        let said = self.0.send(Message::text(text)).await;
        said.map_err(|error| NoSocket::Garbled(error.to_string()))
    }

    /// The next text, in time.
    ///
    /// # Errors
    /// Where none comes.
    pub async fn hear(&mut self) -> Result<String, NoSocket> {
        let heard = async {
            loop {
                match self.0.next().await {
                    Some(Ok(Message::Text(text))) => return Ok(text.to_string()),
                    Some(Ok(Message::Close(_))) | None => {
                        return Err(NoSocket::Garbled("it was closed".to_owned()));
                    }
                    Some(Ok(_)) => {}
                    Some(Err(error)) => return Err(NoSocket::Garbled(error.to_string())),
                }
            }
        };
        let late = Refused::TooSlow(PATIENCE.as_secs());
        timeout(PATIENCE, heard)
            .await
            .unwrap_or(Err(NoSocket::Refused(late)))
    }

    /// Says nothing for a while.
    pub async fn keep_silent(&mut self, long: Duration) -> Silence {
        let begun = Instant::now();
        let ended = async {
            while let Some(Ok(message)) = self.0.next().await {
                if message.is_close() {
                    return Silence::Goodbye(begun.elapsed());
                }
            }
            Silence::Cut(begun.elapsed())
        };
        timeout(long, ended).await.unwrap_or(Silence::Kept)
    }
}

/// So many bytes that say nothing.
fn blank(bytes: usize) -> Body {
    static DASHES: [u8; PIECE] = [b'-'; PIECE];
    let whole = (0..bytes / PIECE).map(|_| Bytes::from_static(&DASHES));
    let rest = DASHES.get(..bytes % PIECE).map(Bytes::from_static);
    Body::wrap_stream(stream::iter(whole.chain(rest).map(Ok::<_, Infallible>)))
}

fn text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let value = headers.get(name)?.to_str().ok()?;
    Some(value.chars().take(200).collect())
}
