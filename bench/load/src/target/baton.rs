//! Baton: its sign-in, its visitors, its operators.

use super::{Address, Credential, Listener, Proof, Shared, Topic};
use crate::{
    http::{Call, Connection},
    stamp,
};
use anyhow::{Context as _, ensure};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use serde::Deserialize;
use serde_json::json;
use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};
use tokio::sync::Mutex;

type Header = (&'static str, String);

const COOKIE: &str = "cookie";
const CONTENT_TYPE: &str = "content-type";
/// Visitors that start at the same time.
const AT_ONCE: usize = 32;
/// Connections that ask for signatures.
const DESKS: usize = 16;

/// A server of ours, with a member signed in.
#[derive(Debug)]
pub(crate) struct Baton {
    pub(crate) address: SocketAddr,
    pub(crate) key: String,
    workspace: String,
    assistant: String,
    cookie: String,
    /// Where signatures are asked for.
    desks: Vec<Shared>,
    next: AtomicUsize,
}

/// Somebody who opened the widget.
#[derive(Debug, Clone)]
pub(crate) struct Visitor {
    pub(crate) token: String,
    pub(crate) conversation: String,
    pub(crate) channel: String,
}

#[derive(Deserialize)]
struct Me {
    workspace: Named,
    realtime: Realtime,
}

#[derive(Deserialize)]
struct Named {
    id: String,
}

#[derive(Deserialize)]
struct Realtime {
    key: String,
}

#[derive(Deserialize)]
struct Init {
    token: String,
    conversation: Named,
    realtime: Channel,
}

#[derive(Deserialize)]
struct Channel {
    channel: String,
}

impl Baton {
    pub(super) async fn open(at: &Address) -> anyhow::Result<Self> {
        ensure!(
            ![&at.email, &at.password, &at.assistant]
                .into_iter()
                .any(String::is_empty),
            "Baton wants --email, --password and --assistant: `baton demo` writes them to demo.json"
        );
        let mut connection = Connection::open(at.at).await?;
        let who = json!({ "email": at.email, "password": at.password });
        let answer = connection
            .send(Call {
                headers: vec![json_body(), same_origin()],
                ..post("/api/v1/session", who.to_string())
            })
            .await?;
        let me: Me = answer.json()?;
        let cookie = answer.cookie.as_deref().context("no cookie")?;
        let cookie = cookie.split(';').next().unwrap_or_default();
        let mut desks = Vec::new();
        for _ in 0..DESKS {
            desks.push(Arc::new(Mutex::new(Connection::open(at.at).await?)));
        }
        Ok(Self {
            address: at.at,
            key: me.realtime.key,
            workspace: me.workspace.id,
            assistant: at.assistant.clone(),
            cookie: cookie.to_owned(),
            desks,
            next: AtomicUsize::new(0),
        })
    }

    /// A connection to ask for signatures.
    pub(super) fn desk(&self) -> anyhow::Result<Shared> {
        let next = self.next.fetch_add(1, Ordering::Relaxed);
        let desk = self.desks.get(next % DESKS).context("no desk")?;
        Ok(Arc::clone(desk))
    }

    /// Visitors who have just opened the widget.
    pub(crate) async fn visitors(&self, count: usize) -> anyhow::Result<Vec<Visitor>> {
        let lanes = (0..AT_ONCE).map(|lane| async move {
            let mut connection = Connection::open(self.address).await?;
            let mut visitors = Vec::new();
            for _ in (lane..count).step_by(AT_ONCE) {
                visitors.push(self.init(&mut connection).await?);
            }
            anyhow::Ok(visitors)
        });
        let all: Vec<Vec<Visitor>> = stream::iter(lanes)
            .buffer_unordered(AT_ONCE)
            .try_collect()
            .await?;
        Ok(all.into_iter().flatten().collect())
    }

    /// Conversations that a teammate holds, so that the assistant has no say in what is measured.
    pub(super) async fn topics(&self, count: usize) -> anyhow::Result<Vec<Topic>> {
        let visitors = self.visitors(count).await?;
        let mut connection = Connection::open(self.address).await?;
        for visitor in &visitors {
            self.claim(&mut connection, visitor).await?;
        }
        Ok(visitors
            .into_iter()
            .map(|visitor| Topic {
                channel: visitor.channel,
                token: Some(visitor.token),
            })
            .collect())
    }

    /// An operator takes a conversation over.
    pub(crate) async fn claim(
        &self,
        connection: &mut Connection,
        visitor: &Visitor,
    ) -> anyhow::Result<()> {
        let call = Call {
            headers: vec![self.cookie(), json_body(), same_origin()],
            ..post(
                &format!("/api/v1/conversations/{}/claim", visitor.conversation),
                "{}".to_owned(),
            )
        };
        connection
            .send(call)
            .await?
            .json::<serde::de::IgnoredAny>()?;
        Ok(())
    }

    /// An operator who hears everything in the workspace.
    pub(crate) fn operator(&self) -> anyhow::Result<Listener> {
        Ok(Listener {
            channel: format!("private-workspace.{}", self.workspace),
            who: Some((self.desk()?, Credential::Cookie(self.cookie.clone()))),
        })
    }

    /// A call of the member who is signed in.
    pub(crate) fn member(&self, method: &'static str, path: &str, body: String) -> Call {
        Call {
            method: Some(method),
            headers: vec![self.cookie(), json_body(), same_origin()],
            ..post(path, body)
        }
    }

    async fn init(&self, connection: &mut Connection) -> anyhow::Result<Visitor> {
        let page = json!({ "url": format!("http://{}/demo", self.address) });
        let body = json!({ "assistant": self.assistant, "page": page });
        let call = Call {
            headers: vec![json_body(), same_origin()],
            ..post("/v1/widget/init", body.to_string())
        };
        let init: Init = connection.send(call).await?.json()?;
        Ok(Visitor {
            token: init.token,
            conversation: init.conversation.id,
            channel: init.realtime.channel,
        })
    }

    fn cookie(&self) -> Header {
        (COOKIE, self.cookie.clone())
    }
}

/// The request by which a visitor says `text`, once.
pub(super) fn publish(topic: &Topic, text: &str) -> anyhow::Result<Call> {
    let token = topic
        .token
        .as_deref()
        .context("a topic without its visitor")?;
    Ok(say(token, text))
}

/// The request by which the visitor with `token` says `text`.
pub(crate) fn say(token: &str, text: &str) -> Call {
    let body = json!({ "client_id": format!("load-{}", stamp::now_ns()), "body": text });
    Call {
        headers: vec![bearer(token), json_body(), same_origin()],
        ..post("/v1/widget/messages", body.to_string())
    }
}

/// The request by which the visitor with `token` becomes a lead.
pub(crate) fn capture(token: &str, email: &str) -> Call {
    let body = json!({ "client_id": email, "source": "form", "email": email, "consent": true });
    Call {
        headers: vec![bearer(token), json_body(), same_origin()],
        ..post("/v1/widget/leads", body.to_string())
    }
}

pub(super) async fn authorise(listener: &mut Listener, socket_id: &str) -> anyhow::Result<Proof> {
    let (connection, who) = listener.who.as_mut().context("nobody asks")?;
    let who = match who {
        Credential::Bearer(token) => bearer(token),
        Credential::Cookie(cookie) => (COOKIE, cookie.clone()),
    };
    let form = "application/x-www-form-urlencoded".to_owned();
    let call = Call {
        headers: vec![who, (CONTENT_TYPE, form), same_origin()],
        ..post(
            "/broadcasting/auth",
            format!("socket_id={socket_id}&channel_name={}", listener.channel),
        )
    };
    connection.lock().await.send(call).await?.json()
}

fn post(path: &str, body: String) -> Call {
    Call {
        path: path.to_owned(),
        body,
        ..Call::default()
    }
}

fn bearer(token: &str) -> Header {
    ("authorization", format!("Bearer {token}"))
}

fn json_body() -> Header {
    (CONTENT_TYPE, "application/json".to_owned())
}

/// What a browser says of our own pages.
fn same_origin() -> Header {
    ("sec-fetch-site", "same-origin".to_owned())
}
