use super::support::{Client, Server, limits, member, until};
use baton_api::realtime::{Channel, Limits};
use baton_bus::Bus;
use serde_json::json;
use std::time::Duration;

const STOPPED: usize = 24;
/// What a reader that stopped may cost.
const KIB_EACH: usize = 1_024;

/// What this process holds, in KiB.
fn memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmRSS"))
        .unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Everybody on a channel of their own, so that nothing of what waits is shared.
#[tokio::test(flavor = "multi_thread")]
async fn a_reader_that_stops_costs_less_than_a_mebibyte_also_where_nothing_is_shared() {
    let limits = Limits {
        linger: Duration::from_mins(1),
        ..limits()
    };
    let server = Server::with(limits, Bus::local()).await;
    let mut stopped: Vec<(Channel, Client)> = Vec::new();
    for _ in 0..STOPPED {
        let channel = Channel::Conversation(server.conversation());
        stopped.push((channel, server.subscribed(member("ann"), channel).await));
    }
    let before = memory();
    let text = "x".repeat(8 * 1024);
    let mut peak = before;
    // What the kernel takes of each is not known: as long as it takes.
    while server.hub.counters().closed_slow < u64::try_from(STOPPED).unwrap() {
        let published = server.hub.counters().published;
        for (channel, _) in &stopped {
            server.publish(*channel, &json!({"text": text}));
        }
        let all = published + u64::try_from(STOPPED).unwrap();
        until(|| server.hub.counters().published >= all).await;
        peak = peak.max(memory());
    }
    let each = (peak - before) / STOPPED;
    assert!(
        each > 128,
        "{each} KiB each: nothing waited, so nothing was measured"
    );
    assert!(each < KIB_EACH, "{each} KiB each");
}
