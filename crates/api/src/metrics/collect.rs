//! Every number, gathered when it is asked for.

use super::webhooks;
use super::{
    page::Metric,
    process::{self, float},
};
use crate::state::Edge;
use baton_app::work::KINDS;
use baton_core::{
    assistant::copilot::Ended,
    message::MessageRole,
    time::Timestamp,
    trace::{AnswererKind, Outcome},
};
use baton_db::{Faults, Lane};
use baton_store::jobs::{self, Census};

/// All metrics.
pub(super) async fn all(edge: &Edge) -> Vec<Metric> {
    let now = edge.app.clock.now();
    let census = edge
        .reader
        .read(async move |conn| jobs::census(conn, now).await)
        .await;
    let told = edge
        .reader
        .read(async move |conn| webhooks::read(conn, now).await);
    let told = told.await;
    let mut all = process::all();
    all.push(requests(edge));
    all.extend(conversations(edge));
    all.extend(realtime(edge));
    all.extend(work(edge));
    all.extend(storage(edge, census.is_ok()));
    if let Ok(census) = census {
        all.extend(queue(&census, now));
    }
    all.extend(webhooks::attempts(edge));
    if let Ok(told) = told {
        all.extend(webhooks::waiting(&told, now));
    }
    all
}

fn requests(edge: &Edge) -> Metric {
    let metric = Metric::latency(
        "http_request_seconds",
        "Requests answered and how long each took, by route and class of status",
    );
    edge.http
        .read()
        .into_iter()
        .fold(metric, |metric, answered| {
            let labels = vec![
                ("method", answered.method.to_owned()),
                ("route", answered.route.to_owned()),
                ("status", answered.class.to_owned()),
            ];
            metric.took(labels, answered.latency)
        })
}

fn conversations(edge: &Edge) -> Vec<Metric> {
    let meters = edge.app.meters();
    let mut stored = Metric::counter("messages_stored", "Messages stored, by who wrote them");
    for (actor, role) in [
        ("visitor", MessageRole::User),
        ("assistant", MessageRole::Assistant),
        ("member", MessageRole::Human),
    ] {
        stored = stored.count(vec![("actor", actor.to_owned())], meters.stored(role).get());
    }
    let mut ended = Metric::counter("turns_ended", "Turns of the assistant that ended, by how");
    for outcome in [
        Outcome::Answered,
        Outcome::Declined,
        Outcome::Escalated,
        Outcome::Fenced,
        Outcome::Failed,
    ] {
        if let Some(count) = meters.ended(outcome) {
            ended = ended.count(vec![("outcome", outcome.as_str().to_owned())], count.get());
        }
    }
    let mut first = Metric::latency(
        "turn_first_word_seconds",
        "From the beginning of a turn to its first word, by what answers",
    );
    for answerer in [AnswererKind::Extractive, AnswererKind::Model] {
        let labels = vec![("answerer", answerer.as_str().to_owned())];
        first = first.took(labels, meters.first_word(answerer).read());
    }
    let started = Metric::counter("turns_started", "Turns of the assistant that began")
        .count(vec![], meters.turns_started.get());
    let mut written = Metric::counter(
        "copilot_requests",
        "Drafts, rewritings and summaries that teammates asked for, by what became of them",
    );
    for how in Ended::ALL {
        let labels = vec![("outcome", how.as_str().to_owned())];
        written = written.count(labels, meters.written(*how).get());
    }
    let (read, wrote) = meters.written_tokens();
    let kind = |kind: &str| vec![("kind", kind.to_owned())];
    let tokens = Metric::counter(
        "copilot_tokens",
        "Tokens of a model for drafts, rewritings and summaries, as it counted",
    )
    .count(kind("prompt"), read)
    .count(kind("completion"), wrote);
    vec![stored, started, ended, first, written, tokens]
}

fn realtime(edge: &Edge) -> Vec<Metric> {
    let now = edge.hub.counters();
    let to = |who: &str| vec![("to", who.to_owned())];
    let small = |count: u64| float(usize::try_from(count).unwrap_or(usize::MAX));
    vec![
        Metric::counter(
            "messages_delivered",
            "Messages handed to sockets, by the kind of channel",
        )
        .count(to("conversation"), now.told_visitors)
        .count(to("members"), now.told_members),
        Metric::gauge("realtime_sockets", "Sockets open").now(vec![], small(now.sockets)),
        Metric::gauge("realtime_subscriptions", "Subscriptions held")
            .now(vec![], small(now.subscriptions)),
        Metric::gauge("realtime_channels", "Channels that somebody hears")
            .now(vec![], float(now.channels)),
        Metric::counter("realtime_opened", "Sockets opened").count(vec![], now.opened),
        Metric::counter("realtime_published", "Events that somebody here heard")
            .count(vec![], now.published),
        Metric::counter("realtime_frames", "Frames queued for sockets")
            .count(vec![], now.delivered),
        Metric::counter(
            "realtime_closed_slow",
            "Sockets closed because they read too slowly",
        )
        .count(vec![], now.closed_slow),
        Metric::counter("realtime_refused", "Subscriptions refused").count(vec![], now.refused),
        Metric::counter("realtime_revoked", "Subscriptions ended with a right")
            .count(vec![], now.revoked),
    ]
}

/// What the workers of this process did.
fn work(edge: &Edge) -> Vec<Metric> {
    let mut ended = Metric::counter("jobs_ended", "Attempts at jobs that ended, by kind and how");
    let mut waited = Metric::latency("job_wait_seconds", "From due to begun, by kind");
    let mut ran = Metric::latency("job_seconds", "How long jobs ran, by kind");
    for (kind, meters) in edge.app.queue.meters() {
        let kind = ("kind", kind.to_owned());
        for (outcome, count) in [
            ("done", &meters.done),
            ("retried", &meters.retried),
            ("dead", &meters.buried),
        ] {
            let labels = vec![kind.clone(), ("outcome", outcome.to_owned())];
            ended = ended.count(labels, count.get());
        }
        waited = waited.took(vec![kind.clone()], meters.waited.read());
        ran = ran.took(vec![kind], meters.ran.read());
    }
    vec![ended, waited, ran]
}

/// What waits in the database, for every process.
fn queue(census: &[Census], now: Timestamp) -> Vec<Metric> {
    let mut jobs = Metric::gauge("jobs", "Jobs in the queue, by kind and state");
    let mut oldest = Metric::gauge(
        "job_oldest_seconds",
        "How long the oldest due job has waited, by kind",
    );
    // What another version put there is not told: names come from the program, never from rows.
    let ours = census
        .iter()
        .filter(|(kind, ..)| KINDS.contains(&kind.as_str()));
    for (kind, due, running, later, dead, since) in ours {
        let kind = ("kind", kind.clone());
        for (state, count) in [
            ("ready", due),
            ("running", running),
            ("scheduled", later),
            ("dead", dead),
        ] {
            let labels = vec![kind.clone(), ("state", state.to_owned())];
            jobs = jobs.now(labels, float(usize::try_from(*count).unwrap_or_default()));
        }
        let waits = since.map_or(0, |at| now.since_ms(Timestamp::from_ms(at)).max(0));
        oldest = oldest.now(
            vec![kind],
            f64::from(u32::try_from(waits / 1_000).unwrap_or(u32::MAX)),
        );
    }
    vec![jobs, oldest]
}

fn storage(edge: &Edge, answers: bool) -> Vec<Metric> {
    let (load, faults) = (edge.reader.load(), Faults::read());
    let lane = |name: &str| vec![("lane", name.to_owned())];
    let both = |metric: Metric, of: fn(&Lane) -> usize| {
        metric
            .now(lane("read"), float(of(&load.reads)))
            .now(lane("write"), float(of(&load.writes)))
    };
    let kind = |name: &str| vec![("kind", name.to_owned())];
    let errors = Metric::counter("storage_errors", "Failures of the database, by kind")
        .count(kind("busy"), faults.busy)
        .count(kind("deadline"), faults.deadline)
        .count(kind("full"), faults.full)
        .count(kind("unavailable"), faults.unavailable);
    let up = answers && edge.reader.is_healthy();
    let (heard, sending) = edge.app.bus.waiting();
    let mut all = vec![
        Metric::gauge(
            "storage_up",
            "1 while the database answers and takes writes",
        )
        .now(vec![], f64::from(u8::from(up))),
        errors,
        both(
            Metric::gauge("storage_waiting", "Calls that wait for a connection"),
            |lane| lane.waiting,
        ),
        both(
            Metric::gauge(
                "storage_room",
                "Calls that may wait before the next is refused",
            ),
            |lane| lane.room,
        ),
        both(
            Metric::gauge(
                "storage_connections",
                "Connections and threads of the database",
            ),
            |lane| lane.connections,
        ),
        Metric::gauge(
            "bus_waiting",
            "Notices that wait: for listeners here, or to be sent to other nodes",
        )
        .now(vec![("to", "here".to_owned())], float(heard))
        .now(vec![("to", "nodes".to_owned())], float(sending)),
        Metric::gauge("bus_up", "1 while other nodes can be heard")
            .now(vec![], f64::from(u8::from(edge.app.bus.is_connected()))),
    ];
    if let Some(bytes) = load.wal_bytes {
        let kib = u32::try_from(bytes / 1_024).unwrap_or(u32::MAX);
        let wal = Metric::gauge("storage_wal_bytes", "Size of SQLite's write-ahead log");
        all.push(wal.now(vec![], f64::from(kib) * 1_024.0));
    }
    all
}
