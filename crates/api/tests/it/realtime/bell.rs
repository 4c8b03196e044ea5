//! The bell between the nodes is only that: cut, frozen or started anew, it makes what other nodes say come later, not less.

use super::support::{Client, Server, data, home, limits, member};
use baton_api::realtime::Channel;
use baton_testkit::Nats;
use std::time::Duration;

/// Catching up takes two seconds at most; a machine that is busy with other tests may take its time.
const SOON: Duration = Duration::from_secs(6);

/// Two nodes of one installation, with somebody on each who hears the same.
struct Two {
    here: Server,
    there: Server,
    ann: Client,
    bob: Client,
    channel: Channel,
}

impl Two {
    async fn over(nats: &Nats) -> Self {
        let here = Server::with(limits(), nats.bus().await).await;
        let there = here.beside(nats.bus().await).await;
        let channel = Channel::Workspace(home());
        let ann = here.subscribed(member("ann"), channel).await;
        let bob = there.subscribed(member("bob"), channel).await;
        Self {
            here,
            there,
            ann,
            bob,
            channel,
        }
    }

    /// What one node stores, everybody on both hears soon, once and in order; also with a word of the other between.
    async fn all_is_heard(&mut self, what: &str) {
        let mut stored = Vec::new();
        for _ in 0..20 {
            stored.push(self.here.store(self.channel));
        }
        hear(&mut self.bob, &stored, what).await;
        stored.push(self.there.store(self.channel));
        hear(&mut self.bob, &stored[20..], what).await;
        hear(&mut self.ann, &stored, what).await;
        for client in [&mut self.ann, &mut self.bob] {
            client.hears_nothing().await;
        }
    }
}

async fn hear(client: &mut Client, stored: &[i64], what: &str) {
    for seq in stored {
        let frame = tokio::time::timeout(SOON, client.next()).await;
        let frame = frame.unwrap_or_else(|_| panic!("{what}: event {seq} did not come"));
        assert_eq!(data(&frame)["seq"], *seq, "{what}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bell_that_is_cut_or_empty_again_only_costs_time() {
    let Some(mut nats) = Nats::start() else {
        return;
    };
    let mut two = Two::over(&nats).await;
    two.all_is_heard("rings").await;
    nats.stop();
    two.all_is_heard("just stopped").await;
    two.all_is_heard("stopped").await;
    nats.again();
    two.all_is_heard("just started anew").await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    two.all_is_heard("started anew").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bell_that_is_frozen_only_costs_time() {
    let Some(nats) = Nats::start() else { return };
    let mut two = Two::over(&nats).await;
    two.all_is_heard("rings").await;
    nats.signal("STOP");
    two.all_is_heard("just frozen").await;
    two.all_is_heard("frozen").await;
    nats.signal("CONT");
    two.all_is_heard("just thawed").await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    two.all_is_heard("thawed").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_who_comes_while_the_bell_is_frozen_hears_what_is_said_from_then_on() {
    let Some(nats) = Nats::start() else { return };
    let mut two = Two::over(&nats).await;
    two.all_is_heard("rings").await;
    nats.signal("STOP");
    let third = two.here.beside(nats.deaf().await).await;
    let mut cleo = third.subscribed(member("cleo"), two.channel).await;
    let stored: Vec<_> = (0..5).map(|_| two.here.store(two.channel)).collect();
    hear(&mut cleo, &stored, "came later").await;
    nats.signal("CONT");
}
