//! Everybody calls while nodes are killed, restarted and cut from their database.

use super::{
    super::{
        books::Books,
        chance::Chance,
        check::{at_rest, check},
        load::{Calling, Crowd},
        nightly, say,
    },
    NODES, Nodes,
};
use std::time::{Duration, Instant};

const VISITORS: u8 = 12;
/// How long the nodes may take to finish what a dead one left: leases run out within 30 seconds.
const REST: Duration = Duration::from_secs(90);

async fn calling(nodes: &Nodes, name: &str) -> Calling {
    let crowd = Crowd::gather(nodes.site.clone(), VISITORS, &mut Chance::new(name)).await;
    let calling = crowd.call();
    tokio::time::sleep(Duration::from_millis(500)).await;
    calling
}

/// Every call was made until it was acknowledged, nothing that was is lost, and nothing happened twice.
async fn all_is_well(mut nodes: Nodes, calling: Calling) {
    let mut crowd = calling.stop().await;
    crowd.settle().await;
    let since = Instant::now();
    let left = loop {
        let left = at_rest(&Books::of_server(&nodes.database).await);
        if left.is_empty() || since.elapsed() > REST {
            break left;
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    };
    nodes.stop().await;
    let books = Books::of_server(&nodes.database).await;
    check(&books, &crowd, &nodes.logged()).assert_nothing();
    assert!(left.is_empty(), "{left:#?}");
    say(&format!("{} were acknowledged", crowd.acknowledged()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_that_is_killed_leaves_nothing_undone_and_nothing_done_twice() {
    let Some(mut nodes) = Nodes::start().await else {
        return say("skipped: nats-server or PostgreSQL's own programs are missing");
    };
    let calling = calling(&nodes, "a node is killed").await;
    for node in 0..NODES {
        nodes.kill(node);
        tokio::time::sleep(Duration::from_millis(300)).await;
        nodes.again(node).await;
    }
    all_is_well(nodes, calling).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nodes_are_restarted_one_after_the_other_and_nobody_notices() {
    let Some(mut nodes) = Nodes::start().await else {
        return say("skipped: nats-server or PostgreSQL's own programs are missing");
    };
    let calling = calling(&nodes, "rolling restart").await;
    for round in 0..if nightly() { 20 } else { 2 } {
        for node in 0..NODES {
            nodes.restart(node).await;
        }
        // The bell is started anew as well: only latency changes.
        if round % 2 == 0 {
            nodes.nats.stop();
            nodes.nats.again();
        }
    }
    all_is_well(nodes, calling).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_is_gone_for_a_while_costs_time_and_nothing_else() {
    let Some(nodes) = Nodes::start().await else {
        return say("skipped: nats-server or PostgreSQL's own programs are missing");
    };
    let calling = calling(&nodes, "PostgreSQL stopped").await;
    nodes.postgres.crash();
    tokio::time::sleep(Duration::from_secs(if nightly() { 30 } else { 4 })).await;
    nodes.postgres.again();
    tokio::time::sleep(Duration::from_secs(1)).await;
    all_is_well(nodes, calling).await;
}
