//! Listening, and stopping in order: no longer ready, sockets told to come back spread out, answers under way finished,
//! jobs let go, the database closed.

use crate::{accept, config::Config, open_files, wiring};
use anyhow::Context as _;
use baton_api::{Edge, Options};
use baton_app::App;
use baton_core::id::AssistantId;
use std::{thread, time::Duration};
use tokio::{
    net::TcpListener,
    runtime::{self, Handle, Runtime},
    signal,
};

/// Over how long sockets are told to come back, so that they do not come all at once.
const SPREAD: Duration = Duration::from_secs(3);

/// Serves until the process is told to stop.
pub(crate) async fn serve(
    config: &Config,
    app: App,
    demo: Option<AssistantId>,
) -> anyhow::Result<()> {
    open_files::raise();
    // Heard from the first moment: whoever starts it may end it again as soon as it says that it is ready.
    let told_to_stop = told_to_stop()?;
    let sockets = Threads::for_sockets().context("no threads for sockets")?;
    let background = Threads::for_background().context("no threads for what nobody waits for")?;
    let options = Options {
        socket_runtime: Some(sockets.handle()),
        ..wiring::edge(config)?
    };
    let edge = Edge::with(app.clone(), demo, options);
    let listener = TcpListener::bind(config.server.listen)
        .await
        .with_context(|| {
            format!(
                "cannot listen on {}: choose another address with --listen",
                config.server.listen
            )
        })?;
    app.recover().await?;
    app.start_workers(&background.handle());
    edge.start();
    let router = baton_api::router(edge.clone());
    tracing::info!(listen = %config.server.listen, url = %app.public_origin, "ready");
    let stopping = {
        let (app, edge) = (app.clone(), edge.clone());
        async move {
            told_to_stop.await;
            tracing::info!("stopping");
            edge.not_ready();
            app.stop.cancel();
            edge.drain(SPREAD).await;
        }
    };
    let drain = Duration::from_secs(config.server.drain_s);
    let serving = accept::serve(listener, router, config.silence(), stopping);
    let stop = app.stop.clone();
    let late = async move {
        stop.cancelled().await;
        tokio::time::sleep(SPREAD + drain).await;
    };
    tokio::select! {
        () = serving => {}
        () = late => tracing::warn!("some answers took too long to finish"),
    }
    close(app, drain).await;
    Ok(())
}

/// By how much what nobody waits for gives way to what somebody waits for where processors are short: a tenth of their time
/// remains for it (`man 2 nice`).
const NICENESS: i32 = 10;

/// Threads of their own for a part of the work. Nothing waits for them at the end: sockets that did not close in time are
/// cut, and what else was to be finished is waited for elsewhere.
struct Threads(Option<Runtime>);

impl Threads {
    /// Half as many as there are processors, for sockets alone.
    fn for_sockets() -> std::io::Result<Self> {
        Self::start("sockets", processors().div_ceil(2), || {})
    }

    /// As many as there are processors, for what gives way to all else.
    fn for_background() -> std::io::Result<Self> {
        Self::start("background", processors(), give_way)
    }

    fn start(
        name: &str,
        threads: usize,
        begin: impl Fn() + Send + Sync + 'static,
    ) -> std::io::Result<Self> {
        let runtime = runtime::Builder::new_multi_thread()
            .worker_threads(threads)
            .thread_name(name)
            .on_thread_start(begin)
            .enable_all()
            .build()?;
        Ok(Self(Some(runtime)))
    }

    fn handle(&self) -> Handle {
        let running = self.0.as_ref().map(|runtime| runtime.handle().clone());
        running.unwrap_or_else(Handle::current)
    }
}

impl Drop for Threads {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

fn processors() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Lowers the priority of this thread alone, as `nice` does on Linux; elsewhere it would be that of the whole process.
fn give_way() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::nice(NICENESS) {
        tracing::warn!(%error, "background work cannot be given a lower priority");
    }
}

async fn close(app: App, drain: Duration) {
    app.tasks.close();
    if tokio::time::timeout(drain, app.tasks.wait()).await.is_err() {
        tracing::warn!("some jobs did not finish; they are taken up at the next start");
    }
    app.bus.close().await;
    app.db.close().await;
    tracing::info!("stopped");
}

/// Ends when a service manager, or somebody at a terminal, wants it to. Both are heard from this call on.
#[cfg(unix)]
fn told_to_stop() -> anyhow::Result<impl Future<Output = ()>> {
    let hear =
        |kind, name| signal::unix::signal(kind).with_context(|| format!("cannot hear {name}"));
    let mut interrupted = hear(signal::unix::SignalKind::interrupt(), "Ctrl-C")?;
    let mut terminated = hear(signal::unix::SignalKind::terminate(), "SIGTERM")?;
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    })
}

/// Ends when somebody at a terminal wants it to.
#[cfg(not(unix))]
fn told_to_stop() -> anyhow::Result<impl Future<Output = ()>> {
    let interrupted = tokio::spawn(signal::ctrl_c());
    Ok(async move {
        if !matches!(interrupted.await, Ok(Ok(()))) {
            tracing::error!("cannot hear Ctrl-C");
            std::future::pending::<()>().await;
        }
    })
}
