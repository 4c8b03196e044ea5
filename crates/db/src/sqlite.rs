//! SQLite: one writer thread that commits in groups, and a few reader threads.
mod call;
mod connection;
mod mark;
mod mover;
mod room;
mod statement;
mod writer;

pub(crate) use statement::{classify, execute, explain, fetch_all, fetch_among};

use crate::{
    Config, Conn, DbError, Health, Lane as Waiting, Load, Result, Url, health::Gauge, load::noted,
};
use call::{Call, Limit};
use crossbeam_channel::{Receiver, Sender, TrySendError, bounded};
use mover::Mover;
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, RwLock},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};
use tokio::{
    runtime::Handle,
    sync::oneshot,
    task::spawn_blocking,
    time::{sleep, timeout_at},
};

/// The pause before a busy file is opened again.
const REOPEN: Duration = Duration::from_millis(20);

/// A SQLite file with its threads; clones share them.
#[derive(Debug, Clone)]
pub(crate) struct Sqlite(Arc<Shared>);

/// Which threads a call is for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Lane {
    Read,
    Write,
    /// Writes that may wait for others, and be lost in a power cut.
    Relaxed,
}

#[derive(Debug)]
struct Shared {
    reads: Queue,
    writes: Queue,
    health: Gauge,
    mark: PathBuf,
    /// What the mark said when the file was opened.
    distrusted: Option<String>,
    threads: Mutex<Vec<JoinHandle<()>>>,
    tenant_tables: &'static [&'static str],
    readers: usize,
    /// Where the write-ahead log is.
    log: PathBuf,
}

/// The sending side of a bounded queue, until it is closed.
#[derive(Debug)]
struct Queue(RwLock<Option<Sender<Call>>>);

impl Queue {
    /// Never waits: a full queue is refused at once.
    fn push(&self, call: Call) -> Result<()> {
        let sender = self
            .0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let sender = sender.ok_or_else(closed)?;
        sender.try_send(call).map_err(|error| match error {
            TrySendError::Full(_) => noted(DbError::Busy),
            TrySendError::Disconnected(_) => closed(),
        })
    }

    fn lane(&self, connections: usize) -> Waiting {
        let queue = self
            .0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let queue = queue.as_ref();
        Waiting {
            waiting: queue.map_or(0, Sender::len),
            room: queue.and_then(Sender::capacity).unwrap_or_default(),
            connections,
        }
    }

    /// Lets the threads end after what is queued.
    fn close(&self) {
        self.0
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
    }
}

impl Sqlite {
    pub(crate) async fn open(config: &Config) -> Result<Self> {
        let deadline = Instant::now() + config.write_deadline;
        loop {
            let config = config.clone();
            let opened = spawn_blocking(move || Self::start(&config)).await;
            match opened.map_err(|error| DbError::Unavailable(error.to_string()))? {
                // SQLite does not wait for another process that switches a new file to WAL.
                Err(DbError::Busy) if Instant::now() < deadline => sleep(REOPEN).await,
                opened => return opened,
            }
        }
    }

    fn start(config: &Config) -> Result<Self> {
        let Url::Sqlite { path, durability } = &config.url else {
            return Err(closed());
        };
        let durability = *durability;
        let mut writer = connection::writer(path, durability)?;
        let mark = mark::path_for(path);
        let distrusted = mark::read(&mark)?;
        if distrusted.is_some() {
            mark::check(&writer)?;
        }
        mark::rewrite(&writer)?;
        let mover = Mover::start(&mut writer, path, durability)?;
        let health = Gauge::sound();
        let mut threads = Vec::new();

        let (reads, calls) = bounded(config.read_queue.max(1));
        for _ in 0..config.readers.max(1) {
            let (connection, calls) = (connection::reader(path, durability)?, calls.clone());
            threads.push(spawn("sqlite-read", move || read_loop(connection, &calls))?);
        }
        let (writes, calls) = bounded(config.write_queue.max(1));
        let (told, left) = (health.clone(), mark.clone());
        threads.push(spawn("sqlite-write", move || {
            writer::run((writer, mover), durability, &calls, (&told, &left));
        })?);

        Ok(Self(Arc::new(Shared {
            reads: Queue(RwLock::new(Some(reads))),
            writes: Queue(RwLock::new(Some(writes))),
            health,
            mark,
            distrusted,
            threads: Mutex::new(threads),
            tenant_tables: config.tenant_tables,
            readers: config.readers.max(1),
            log: log_of(path),
        })))
    }

    pub(crate) fn health(&self) -> Health {
        self.0.health.get()
    }

    pub(crate) fn distrusted(&self) -> Option<&str> {
        self.0.distrusted.as_deref()
    }

    pub(crate) async fn trust(&self) -> Result<()> {
        let mark = self.0.mark.clone();
        let removed = spawn_blocking(move || mark::remove(&mark)).await;
        removed.map_err(|error| DbError::Unavailable(error.to_string()))?
    }

    pub(crate) fn load(&self) -> Load {
        let log = fs::metadata(&self.0.log);
        Load {
            reads: self.0.reads.lane(self.0.readers),
            writes: self.0.writes.lane(1),
            wal_bytes: Some(log.map_or(0, |log| log.len())),
        }
    }

    pub(crate) async fn call<T, E, F>(&self, lane: Lane, wait: Duration, f: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&mut Conn<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        // Dropped with this future: that is how the thread learns that nobody waits any more.
        let caller = Arc::new(());
        let (reply, answer) = oneshot::channel();
        let limit = Limit::new(wait, &caller);
        let deadline = limit.deadline;
        let queue = match lane {
            Lane::Read => &self.0.reads,
            Lane::Write | Lane::Relaxed => &self.0.writes,
        };
        let is_relaxed = matches!(lane, Lane::Relaxed);
        let call = Call::new((limit, is_relaxed), f, self.0.tenant_tables, reply);
        queue.push(call)?;
        let answer = timeout_at(deadline.into(), answer).await;
        drop(caller);
        match answer {
            Ok(Ok(result)) => result,
            Ok(Err(_)) => Err(closed().into()),
            Err(_) => Err(noted(DbError::Deadline).into()),
        }
    }

    pub(crate) async fn close(&self) {
        self.0.reads.close();
        self.0.writes.close();
        let threads = std::mem::take(
            &mut *self
                .0
                .threads
                .lock()
                .unwrap_or_else(PoisonError::into_inner),
        );
        let joined =
            spawn_blocking(move || threads.into_iter().all(|thread| thread.join().is_ok()));
        if !joined.await.unwrap_or(false) {
            tracing::error!("a database thread ended with a panic");
        }
    }
}

/// Starts a thread inside the runtime: a closure may then create a timer, which is answered with
/// [`DbError::ForeignAwait`] when it waits for it, instead of a panic.
fn spawn(name: &str, body: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>> {
    let runtime = Handle::current();
    thread::Builder::new()
        .name(name.to_owned())
        .spawn(move || {
            let _inside = runtime.enter();
            body();
        })
        .map_err(|error| DbError::Unavailable(error.to_string()))
}

fn log_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}

fn read_loop(mut connection: rusqlite::Connection, calls: &Receiver<Call>) {
    for call in calls {
        call.read(&mut connection);
        // A snapshot whose closure panicked.
        if !connection.is_autocommit() {
            drop(connection.execute_batch("ROLLBACK"));
        }
    }
}

fn closed() -> DbError {
    DbError::Unavailable("the database is closed".to_owned())
}
