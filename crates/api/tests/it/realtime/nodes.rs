//! Two nodes over Debian's `nats-server` on a private port. Left out, with a word, where that is not installed.

use super::support::{GRACE, Server, Who, data, limits, member, until, within};
use baton_api::realtime::{Channel, Limits, VisitorChange};
use baton_bus::Bus;
use serde_json::json;
use std::{
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

/// A NATS server of a test.
pub(crate) struct Nats {
    child: Child,
    binary: &'static str,
    port: String,
}

impl Nats {
    pub(crate) fn start() -> Option<Self> {
        let binaries = [
            "/usr/sbin/nats-server",
            "/usr/bin/nats-server",
            "/usr/local/bin/nats-server",
        ];
        let Some(binary) = binaries.into_iter().find(|path| Path::new(path).exists()) else {
            #[expect(clippy::print_stderr, reason = "a skipped test says so")]
            {
                eprintln!("skipped: nats-server is not installed (apt-get install nats-server)");
            }
            return None;
        };
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port()
            .to_string();
        Some(Self {
            child: run(binary, &port),
            binary,
            port,
        })
    }

    /// Ends it; nothing of it is left.
    pub(crate) fn stop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Starts it anew where it was, empty.
    pub(crate) fn again(&mut self) {
        self.child = run(self.binary, &self.port);
    }

    /// `STOP` freezes it, `CONT` lets it go on.
    pub(crate) fn signal(&self, name: &str) {
        let sent = Command::new("kill")
            .args([&format!("-{name}"), &self.child.id().to_string()])
            .status();
        assert!(sent.unwrap().success());
    }

    async fn node(&self) -> Server {
        let server = Server::with(limits(), self.bus().await).await;
        Self::listening().await;
        server
    }

    /// A connection of one node that may not be there yet.
    pub(crate) async fn deaf(&self) -> Bus {
        let url = format!("nats://127.0.0.1:{}", self.port);
        Box::pin(Bus::nats(&url, "test")).await.unwrap()
    }

    /// A connection of one node.
    pub(crate) async fn bus(&self) -> Bus {
        let bus = self.deaf().await;
        until(|| bus.is_connected()).await;
        bus
    }

    /// The subscription of a node is on its way behind the connection.
    pub(crate) async fn listening() {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

impl Drop for Nats {
    fn drop(&mut self) {
        self.stop();
    }
}

fn run(binary: &str, port: &str) -> Child {
    let mut command = Command::new(binary);
    command
        .args(["-a", "127.0.0.1", "-p", port])
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.spawn().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn events_whispers_and_revocations_cross_nodes() {
    let Some(nats) = Nats::start() else { return };
    let (a, b) = (nats.node().await, nats.node().await);
    let channel = Channel::Conversation(a.conversation());
    let mut ann = a.subscribed(member("ann"), channel).await;
    let mut bob = b.subscribed(member("bob"), channel).await;
    Nats::listening().await;
    for n in 0..100 {
        a.publish(channel, &json!({"seq": n}));
    }
    for n in 0..100 {
        for client in [&mut ann, &mut bob] {
            assert_eq!(data(&client.next().await)["seq"], n);
        }
    }
    bob.send(&json!({"event": "client-typing", "channel": channel.to_string(), "data": {}}))
        .await;
    assert_eq!(ann.next().await["event"], "client-typing");
    a.revoke("bob");
    assert_eq!(bob.next().await["event"], "pusher:subscription_error");
    bob.hears_nothing().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signature_of_one_node_is_good_on_another() {
    let Some(nats) = Nats::start() else { return };
    let (a, b) = (nats.node().await, nats.node().await);
    let channel = Channel::Workspace(a.workspace());
    let mut client = a.connect().await;
    let answer = client.subscribe(&b, member("ann"), channel).await;
    assert_eq!(answer["event"], "pusher_internal:subscription_succeeded");
}

#[tokio::test(flavor = "multi_thread")]
async fn presence_is_one_over_all_nodes_also_for_a_node_that_comes_later() {
    let Some(nats) = Nats::start() else { return };
    let (a, b) = (nats.node().await, nats.node().await);
    let channel = Channel::WorkspacePresence(a.workspace());
    let id = a.conversation();
    let mut changes = a.hub.visitor_changes();
    let mut ann = a.subscribed(member("ann"), channel).await;
    let bob = b.subscribed(member("bob"), channel).await;
    let visitor = b
        .subscribed(Who::Visitor(id), Channel::Conversation(id))
        .await;
    assert_eq!(data(&ann.next().await)["user_id"], "user-bob");
    assert_eq!(
        within(changes.recv()).await.unwrap(),
        VisitorChange {
            conversation: id,
            online: true
        }
    );
    assert!(a.hub.visitor_online(id));

    let c = nats.node().await;
    until(|| c.hub.visitor_online(id)).await;
    let mut late = c.connect().await;
    let roster = late.subscribe(&c, member("cleo"), channel).await;
    assert_eq!(data(&roster)["presence"]["count"], 3);
    assert_eq!(data(&ann.next().await)["user_id"], "user-cleo");

    drop((bob, visitor));
    tokio::time::sleep(GRACE).await;
    for client in [&mut ann, &mut late] {
        let removed = client.next().await;
        assert_eq!(removed["event"], "pusher_internal:member_removed");
        assert_eq!(data(&removed)["user_id"], "user-bob");
    }
    assert_eq!(
        within(changes.recv()).await.unwrap(),
        VisitorChange {
            conversation: id,
            online: false
        }
    );
}

/// R058: a visitor without a socket asks now one node and now the other, and is there on both until they ask neither.
#[tokio::test(flavor = "multi_thread")]
async fn who_polls_is_there_on_every_node_whichever_they_ask() {
    const POLLED: Duration = Duration::from_millis(600);
    let Some(nats) = Nats::start() else { return };
    let polled = Limits {
        polled: POLLED,
        ..limits()
    };
    let a = Server::with(polled, nats.bus().await).await;
    let b = Server::with(polled, nats.bus().await).await;
    Nats::listening().await;
    let id = a.conversation();
    let mut changes = a.hub.visitor_changes();
    for node in [&a, &b, &a, &b, &b, &b] {
        node.hub.visitor_polled(id);
        tokio::time::sleep(POLLED / 2).await;
        assert!(a.hub.visitor_online(id) && b.hub.visitor_online(id));
    }
    assert!(within(changes.recv()).await.unwrap().online);
    assert!(changes.is_empty(), "they were there all the time");
    assert!(!within(changes.recv()).await.unwrap().online);
    until(|| !b.hub.visitor_online(id)).await;
}
