//! How many messages of visitors become durable a second, over the path that a real one takes.

use crate::{
    On,
    figure::{Figure, Times, rounded},
    place::Place,
    words,
};
use anyhow::{Context as _, Result, ensure};
use baton_app::{App, Visitor};
use baton_db::sql;
use baton_testkit::fixtures::Tenant;
use futures_util::future::try_join_all;
use serde_json::json;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio_util::sync::CancellationToken;

/// How often the workers' part is played: jobs that wait are taken away in one go.
const WORKERS: Duration = Duration::from_millis(100);

/// The load.
#[derive(clap::Args, Debug)]
pub(crate) struct Load {
    #[command(flatten)]
    on: On,
    /// Visitors who write at the same time, each waiting for its answer before the next.
    #[arg(long, default_value_t = 64)]
    writers: u64,
    /// For how long.
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// Over how many workspaces they are spread.
    #[arg(long, default_value_t = 16)]
    workspaces: u64,
    /// Conversations of each writer, written to in turn.
    #[arg(long, default_value_t = 100)]
    conversations: u64,
    /// The name of the figure, where not after the database and the workspaces.
    #[arg(long)]
    figure: Option<String>,
}

/// Measures, and proves that everything acknowledged is there.
pub(crate) async fn run(load: Load) -> Result<()> {
    let place = Place::fresh(&load.on).await?;
    let app = place.app(None).await?;
    let writers = visitors(&app, &load).await?;
    eprintln!(
        "{} conversations are there; writing",
        load.writers * load.conversations
    );
    let stop = CancellationToken::new();
    let workers = tokio::spawn(take_jobs(app.clone(), stop.clone()));
    // Once round: the first message of a conversation costs one row more, and statements are prepared now.
    write(&app, &writers, Until::Rounds(1)).await?;
    // What PostgreSQL does by itself within a minute: until then it plans as if the tables were empty.
    place.analyze().await?;
    let before = stored(&app).await?;
    let (begun, busy) = (Instant::now(), processor_time()?);
    let mut times = write(
        &app,
        &writers,
        Until::Over(begun + Duration::from_secs(load.seconds)),
    )
    .await?;
    let took = begun.elapsed().as_secs_f64();
    let busy = processor_time()? - busy;
    stop.cancel();
    let taken = workers.await??;
    let after = stored(&app).await?;
    let posts = times.count() as i64;
    ensure!(
        after.messages - before.messages == posts,
        "{posts} acknowledged, {after:?} after {before:?}"
    );
    ensure!(
        after.events - before.events == posts,
        "{posts} acknowledged, {after:?} after {before:?}"
    );
    Figure {
        name: load.figure.clone().unwrap_or_else(|| {
            let (database, spread) = (load.on.database.name(), suffix(load.workspaces));
            format!("store.posts.{database}{spread}")
        }),
        value: (posts as f64 / took).round(),
        unit: "msg/s",
        workload: format!(
            "{} writers in {} workspaces, {} s, {}, message+conversation+event+outbox",
            load.writers,
            load.workspaces,
            load.seconds,
            if load.on.database.name() == "sqlite" {
                "FULL"
            } else {
                "fsync on"
            },
        ),
        detail: json!({
            "p50_ms": times.within(0.5), "p95_ms": times.within(0.95), "p99_ms": times.within(0.99),
            "max_ms": times.within(1.0), "posts": posts, "outbox_rows": taken,
            "own_cpu_us": rounded(busy * 1e6 / posts as f64),
            "seconds": rounded(took),
        }),
    }
    .print();
    place.db.close().await;
    Ok(())
}

fn suffix(workspaces: u64) -> String {
    match workspaces {
        16 => String::new(),
        n => format!(".workspaces_{n}"),
    }
}

/// Each writer's conversations.
async fn visitors(app: &App, load: &Load) -> Result<Vec<Arc<[Visitor]>>> {
    let tenants =
        (0..load.workspaces).map(|n| Tenant::create(app, ["Larch", "Tarn"][n as usize % 2]));
    let tenants: Vec<Arc<Tenant>> = futures_util::future::join_all(tenants)
        .await
        .into_iter()
        .map(Arc::new)
        .collect();
    let writers = (0..load.writers).map(|writer| {
        let (app, tenant) = (
            app.clone(),
            Arc::clone(&tenants[writer as usize % tenants.len()]),
        );
        let many = load.conversations;
        tokio::spawn(async move {
            let mut own = Vec::new();
            for _ in 0..many {
                own.push(tenant.visitor(&app).await);
            }
            Arc::from(own)
        })
    });
    Ok(try_join_all(writers).await?)
}

#[derive(Clone, Copy)]
enum Until {
    Rounds(u64),
    Over(Instant),
}

/// Everybody writes; the times of what was acknowledged.
async fn write(app: &App, writers: &[Arc<[Visitor]>], until: Until) -> Result<Times> {
    let writing = writers.iter().enumerate().map(|(writer, own)| {
        let (app, own) = (app.clone(), Arc::clone(own));
        tokio::spawn(async move {
            let mut times = Times::default();
            for n in 0_u64.. {
                let over = match until {
                    Until::Rounds(rounds) => n >= rounds * own.len() as u64,
                    Until::Over(end) => Instant::now() >= end,
                };
                if over {
                    break;
                }
                let body = words::message(writer as u64 * 1_000_003 + n);
                let id: uuid::Uuid = app.ids.next();
                let begun = Instant::now();
                app.receive(own[n as usize % own.len()], &id.to_string(), &body)
                    .await?;
                times.add(begun.elapsed());
            }
            anyhow::Ok(times)
        })
    });
    let mut all = Times::default();
    for times in try_join_all(writing).await? {
        all.join(times?);
    }
    Ok(all)
}

/// Plays the workers of the outbox, without answering: a conversation whose job waits would not get another.
async fn take_jobs(app: App, stop: CancellationToken) -> Result<u64> {
    let mut taken = 0;
    loop {
        let last = stop.is_cancelled();
        taken += app
            .db
            .write(async |conn| {
                conn.execute(sql!("DELETE FROM jobs WHERE kind = 'assistant.turn'"))
                    .await
            })
            .await?;
        if last {
            return Ok(taken);
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(WORKERS) => {}
        }
    }
}

/// Processor time of this process so far, in seconds; a PostgreSQL server's own is not in it.
fn processor_time() -> Result<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let (_, fields) = stat.rsplit_once(')').context("/proc/self/stat")?;
    let ticks = fields
        .split_whitespace()
        .skip(11)
        .take(2)
        .map(str::parse::<f64>);
    Ok(ticks.sum::<Result<f64, _>>()? / 100.0)
}

#[derive(Debug)]
struct Stored {
    messages: i64,
    events: i64,
}

async fn stored(app: &App) -> Result<Stored> {
    Ok(app
        .db
        .read(async |conn| {
            let messages = conn
                .fetch_one(sql!(global; "SELECT count(*) FROM messages"))
                .await?;
            let events = conn
                .fetch_one(sql!(global; "SELECT count(*) FROM events"))
                .await?;
            Ok::<_, baton_db::DbError>(Stored { messages, events })
        })
        .await?)
}
