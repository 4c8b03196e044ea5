//! A fresh database per test.
use crate::{Config, Conn, Db, Dialect, Durability, Result, Tls, Url};
use std::{
    future::poll_fn,
    hash::{BuildHasher as _, Hasher as _, RandomState},
    path::PathBuf,
    task::Poll,
    time::Duration,
};
use tempfile::TempDir;
use tokio::{
    runtime::Handle,
    sync::{mpsc, oneshot},
    task::{JoinHandle, block_in_place},
};
use uuid::Uuid;

/// Runs each function once on SQLite and once on PostgreSQL; the latter on the server that
/// `BATON_TEST_POSTGRES` names, or not at all.
macro_rules! both_databases {
    ($($name:ident),+ $(,)?) => { $(
        mod $name {
            use crate::tests::harness::TestDb;

            #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn sqlite() {
                super::$name(TestDb::sqlite()).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn postgres() {
                if let Some(test) = TestDb::postgres().await {
                    super::$name(test).await;
                }
            }
        }
    )+ };
}
pub(super) use both_databases;

/// Where a test's own database is. Both are removed with it.
pub(super) struct TestDb {
    pub(super) config: Config,
    place: Place,
}

enum Place {
    Folder(TempDir),
    Server { base: String, name: String },
}

impl TestDb {
    pub(super) fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("test.db");
        let config = Config::new(Url::Sqlite {
            path,
            durability: Durability::Full,
        });
        Self {
            config,
            place: Place::Folder(folder),
        }
    }

    pub(super) async fn postgres() -> Option<Self> {
        #[expect(
            clippy::disallowed_methods,
            reason = "tests have no configuration but this"
        )]
        let base = std::env::var("BATON_TEST_POSTGRES").ok()?;
        let name = format!("db_{}", Uuid::from_u128(rand()).simple());
        admin(&base, &format!("CREATE DATABASE {name}")).await;
        let (server, _) = base.rsplit_once('/').unwrap();
        let url = format!("{server}/{name}");
        let mut config = Config::new(Url::Postgres {
            url,
            tls: Tls::Disable,
        });
        (config.readers, config.writers) = (2, 2);
        Some(Self {
            config,
            place: Place::Server { base, name },
        })
    }

    /// The database file.
    pub(super) fn path(&self) -> PathBuf {
        match &self.place {
            Place::Folder(folder) => folder.path().join("test.db"),
            Place::Server { .. } => panic!("a test of SQLite alone"),
        }
    }

    pub(super) async fn open(&self) -> Db {
        Db::open(&self.config).await.unwrap()
    }

    /// An open database with the table `things(id, name, parent_id)`.
    pub(super) async fn things(&self) -> Db {
        let db = self.open().await;
        db.write(async |tx: &mut Conn<'_>| {
            tx.execute_batch(
                "CREATE TABLE things (
                     id BIGINT PRIMARY KEY,
                     name TEXT NOT NULL,
                     parent_id BIGINT REFERENCES things (id)
                 );
                 CREATE UNIQUE INDEX things_name_parent ON things (name, parent_id);
                 CREATE UNIQUE INDEX things_lower ON things (lower(name));",
            )
            .await
        })
        .await
        .unwrap();
        db
    }
}

/// Adds a thing named after its id.
pub(super) async fn add(tx: &mut Conn<'_>, id: i64) -> Result<()> {
    let name = format!("thing {id}");
    tx.execute(crate::sql!(
        "INSERT INTO things (id, name) VALUES ({}, {})",
        id,
        name
    ))
    .await?;
    Ok(())
}

/// How many things are committed.
pub(super) async fn count(db: &Db) -> i64 {
    db.read(async |c: &mut Conn<'_>| {
        c.fetch_one(crate::sql!("SELECT count(*) FROM things"))
            .await
    })
    .await
    .unwrap()
}

/// Runs one statement beside the database of the test.
pub(super) async fn admin(base: &str, statement: &str) {
    let (client, connection) = tokio_postgres::connect(base, tokio_postgres::NoTls)
        .await
        .unwrap();
    let connection = Handle::current().spawn(connection);
    client.batch_execute(statement).await.unwrap();
    drop(client);
    connection.await.unwrap().unwrap();
}

impl Drop for TestDb {
    fn drop(&mut self) {
        if let Place::Server { base, name } = &self.place {
            let drop = format!("DROP DATABASE {name} WITH (FORCE)");
            block_in_place(|| Handle::current().block_on(admin(base, &drop)));
        }
    }
}

/// A number that no other test has, of this or another run.
fn rand() -> u128 {
    let mut hasher = RandomState::new().build_hasher();
    hasher.write_u8(0);
    (u128::from(RandomState::new().build_hasher().finish()) << 64) | u128::from(hasher.finish())
}

/// Longer than any test waits.
const PATIENCE: Duration = Duration::from_mins(1);

/// A call that occupies the connection it runs on until it is released.
pub(super) struct Holder {
    release: mpsc::UnboundedSender<()>,
    pub(super) call: JoinHandle<Result<()>>,
}

impl Holder {
    pub(super) async fn write(db: &Db) -> Self {
        let (started, release, gate) = Gate::new();
        let db = db.clone();
        let hold = async move |tx: &mut Conn<'_>| gate.hold(tx).await;
        let call = queue(async move { db.write_within(PATIENCE, hold).await }).await;
        started.await.unwrap();
        Self { release, call }
    }

    pub(super) async fn read(db: &Db) -> Self {
        let (started, release, gate) = Gate::new();
        let db = db.clone();
        let hold = async move |c: &mut Conn<'_>| gate.hold(c).await;
        let call = queue(async move { db.read(hold).await }).await;
        started.await.unwrap();
        Self { release, call }
    }

    pub(super) fn release(&self) {
        self.release.send(()).unwrap();
    }
}

struct Gate {
    reached: oneshot::Sender<()>,
    open: mpsc::UnboundedReceiver<()>,
}

impl Gate {
    fn new() -> (oneshot::Receiver<()>, mpsc::UnboundedSender<()>, Self) {
        let (reached, started) = oneshot::channel();
        let (release, open) = mpsc::unbounded_channel();
        (started, release, Self { reached, open })
    }

    /// Blocks the thread that SQLite has for this, but no thread of the runtime.
    async fn hold(mut self, conn: &mut Conn<'_>) -> Result<()> {
        self.reached.send(()).unwrap();
        match conn.dialect() {
            Dialect::Sqlite => self.open.blocking_recv(),
            Dialect::Postgres => self.open.recv().await,
        };
        Ok(())
    }
}

/// Puts a call into the queue, which its first poll does, and lets it go on by itself.
pub(super) async fn queue<T: Send + 'static>(
    call: impl Future<Output = T> + Send + 'static,
) -> JoinHandle<T> {
    let mut call = Box::pin(call);
    poll_fn(|context| {
        assert!(call.as_mut().poll(context).is_pending());
        Poll::Ready(())
    })
    .await;
    Handle::current().spawn(call)
}

/// Adds a thing in a transaction of its own.
pub(super) async fn put(db: Db, id: i64) -> Result<()> {
    db.write(async move |tx: &mut Conn<'_>| add(tx, id).await)
        .await
}
