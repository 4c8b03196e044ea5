//! `load`: visitors and operators over real HTTP and real sockets. Prints one JSON line for each figure.
//!
//! Client and server share the machine: what is measured includes the client's share of its processors, for every server
//! alike. The scenarios `fan` and `idle` run against Baton and against any other server of the Pusher protocol, so that both
//! are measured in one run.

mod figure;
mod frame;
mod http;
mod latency;
mod process;
mod scenario;
mod socket;
mod stamp;
mod target;

use clap::{Parser, Subcommand};
use scenario::{chat, claim, fan, feed, idle, start, webhooks};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Debug, Parser)]
#[command(about = "Measures a chat server from outside, over real HTTP and real sockets.")]
struct Cli {
    #[command(subcommand)]
    scenario: Scenario,
}

#[derive(Debug, Subcommand)]
enum Scenario {
    /// Visitors write, operators and the visitors themselves hear it. Baton only.
    Chat(chat::Options),
    /// An operator claims; the widget's header hears it. Baton only.
    Claim(claim::Options),
    /// Publishers, channels, and sockets that listen. Any Pusher-protocol server.
    Fan(fan::Options),
    /// An operator's console asks for new leads. Baton only.
    Feed(feed::Options),
    /// Authorised sockets that do nothing, and the memory that the server spends on them. Any Pusher-protocol server.
    Idle(idle::Options),
    /// As `chat`, without and with endpoints of webhooks in turn. Baton only, which must let webhooks reach 127.0.0.1.
    Webhooks(webhooks::Options),
    /// Starts a server and waits until it is ready. Baton only.
    Start(start::Options),
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    match Cli::parse().scenario {
        Scenario::Chat(options) => chat::run(options).await,
        Scenario::Claim(options) => claim::run(options).await,
        Scenario::Fan(options) => fan::run(options).await,
        Scenario::Feed(options) => feed::run(options).await,
        Scenario::Idle(options) => idle::run(options).await,
        Scenario::Webhooks(options) => webhooks::run(options).await,
        Scenario::Start(options) => start::run(options).await,
    }
}
