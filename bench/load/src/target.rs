//! The server that is measured: Baton, or any other of the Pusher protocol.

pub(crate) mod baton;
pub(crate) mod pusher;

use crate::http::{Call, Connection};
use baton::Baton;
use clap::{Args, ValueEnum};
use pusher::Pusher;
use serde::Deserialize;
use std::{net::SocketAddr, sync::Arc};
use tokio::sync::Mutex;

/// How to reach it.
#[derive(Debug, Clone, Args)]
pub(crate) struct Address {
    /// What kind of server it is.
    #[arg(long, value_enum, default_value_t = Kind::Baton)]
    pub(crate) server: Kind,
    /// Where it listens.
    #[arg(long = "address", default_value = "127.0.0.1:8080")]
    pub(crate) at: SocketAddr,
    /// Its process id, to read what it spends.
    #[arg(long)]
    pub(crate) pid: Option<u32>,
    /// Baton: e-mail of a member.
    #[arg(long, default_value = "")]
    pub(crate) email: String,
    /// Baton: their password.
    #[arg(long, default_value = "")]
    pub(crate) password: String,
    /// Baton: the assistant whose widget the visitors open.
    #[arg(long, default_value = "")]
    pub(crate) assistant: String,
    /// Others: the app's id, key and secret.
    #[arg(long, num_args = 3, default_values = ["app-id", "app-key", "app-secret"])]
    pub(crate) app: Vec<String>,
}

/// The kinds of servers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// Ours: publishing is a visitor's message, stored before it is acknowledged.
    Baton,
    /// Any other: publishing is `POST /apps/{id}/events`.
    Pusher,
}

/// A server, ready to be asked.
#[derive(Debug)]
pub(crate) enum Target {
    Baton(Baton),
    Pusher(Pusher),
}

/// Where somebody listens, and as whom.
#[derive(Debug)]
pub(crate) struct Listener {
    pub(crate) channel: String,
    /// What goes with the request for a signature; the connection is shared by those who ask one after the other.
    pub(crate) who: Option<(Shared, Credential)>,
}

/// A connection that several take in turn: what is measured are sockets, not what a crowd of requests leaves behind.
pub(crate) type Shared = Arc<Mutex<Connection>>;

/// Who asks.
#[derive(Debug, Clone)]
pub(crate) enum Credential {
    /// A visitor's token.
    Bearer(String),
    /// A member's session.
    Cookie(String),
}

/// The answer of the authorisation.
#[derive(Debug, Deserialize)]
pub(crate) struct Proof {
    pub(crate) auth: String,
    pub(crate) channel_data: Option<String>,
}

/// A channel on which can be published.
#[derive(Debug, Clone)]
pub(crate) struct Topic {
    pub(crate) channel: String,
    /// Of the visitor whose conversation it is.
    pub(crate) token: Option<String>,
}

impl Target {
    /// Makes itself known.
    pub(crate) async fn open(address: &Address) -> anyhow::Result<Self> {
        Ok(match address.server {
            Kind::Baton => Self::Baton(Baton::open(address).await?),
            Kind::Pusher => Self::Pusher(Pusher::new(address)?),
        })
    }

    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Baton(_) => "baton",
            Self::Pusher(_) => "peer",
        }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        match self {
            Self::Baton(baton) => baton.address,
            Self::Pusher(pusher) => pusher.address,
        }
    }

    pub(crate) fn socket_path(&self) -> String {
        match self {
            Self::Baton(baton) => format!("/realtime/app/{}", baton.key),
            Self::Pusher(pusher) => format!("/app/{}", pusher.key),
        }
    }

    /// Channels of their own, each with somebody who may publish there.
    pub(crate) async fn topics(&self, count: usize) -> anyhow::Result<Vec<Topic>> {
        match self {
            Self::Baton(baton) => baton.topics(count).await,
            Self::Pusher(_) => Ok((0..count)
                .map(|n| Topic {
                    channel: format!("private-bench-{n}"),
                    token: None,
                })
                .collect()),
        }
    }

    /// Somebody who hears `topic`.
    pub(crate) fn listener(&self, topic: &Topic) -> anyhow::Result<Listener> {
        let who = match (&topic.token, self) {
            (Some(token), Self::Baton(baton)) => {
                Some((baton.desk()?, Credential::Bearer(token.clone())))
            }
            _ => None,
        };
        Ok(Listener {
            channel: topic.channel.clone(),
            who,
        })
    }

    pub(crate) async fn authorise(
        &self,
        listener: &mut Listener,
        socket_id: &str,
    ) -> anyhow::Result<Proof> {
        match self {
            Self::Baton(_) => baton::authorise(listener, socket_id).await,
            Self::Pusher(pusher) => pusher.authorise(&listener.channel, socket_id),
        }
    }

    /// The request that publishes `text` on `topic`.
    pub(crate) fn publish(&self, topic: &Topic, text: &str) -> anyhow::Result<Call> {
        match self {
            Self::Baton(_) => baton::publish(topic, text),
            Self::Pusher(pusher) => pusher.publish(&topic.channel, text),
        }
    }
}
