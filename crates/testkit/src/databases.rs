//! A fresh, migrated database for one test: SQLite in a folder that goes away, PostgreSQL in a database that is dropped.

use baton_core::id::WorkspaceId;
use baton_db::{Config, Db, Durability, Url, migrate};
use baton_store::schema::{MIGRATIONS, TENANT_TABLES};
use std::time::Duration;
use uuid::Uuid;

/// The server to make databases on, like `postgres://postgres@127.0.0.1:5432/postgres`.
pub const POSTGRES: &str = "BATON_TEST_POSTGRES";

/// Runs an async test on SQLite and on PostgreSQL, as two tests. Without `BATON_TEST_POSTGRES` the second is skipped with
/// a word, unless `CI` is set: there it fails.
///
/// ```ignore
/// baton_testkit::both_databases! {
///     async fn finds_what_was_stored(db: TestDb) { ... }
/// }
/// ```
#[macro_export]
macro_rules! both_databases {
    ($($(#[$meta:meta])* async fn $name:ident($db:ident: $db_ty:ident) $body:block)*) => { $(
        mod $name {
            #[allow(unused_imports, reason = "a test may need nothing from around it")]
            use super::*;
            async fn run($db: $db_ty) $body

            $(#[$meta])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                run($crate::TestDb::sqlite().await).await;
            }

            $(#[$meta])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                if let Some(db) = $crate::TestDb::postgres().await {
                    run(db).await;
                }
            }
        }
    )* };
}

/// A database of one test.
#[derive(Debug)]
pub struct TestDb {
    /// The database, migrated.
    pub db: Db,
    place: Place,
}

#[derive(Debug)]
enum Place {
    Folder {
        folder: tempfile::TempDir,
    },
    Server {
        server: String,
        name: String,
        url: String,
    },
}

impl TestDb {
    /// On SQLite.
    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        // Power cuts are tested elsewhere: here a commit need not wait for the disk.
        let url = Url::Sqlite {
            path: folder.path().join("test.db"),
            durability: Durability::Normal,
        };
        Self {
            db: open(url).await,
            place: Place::Folder { folder },
        }
    }

    /// On PostgreSQL, where a server is named.
    pub async fn postgres() -> Option<Self> {
        #[expect(
            clippy::disallowed_methods,
            reason = "tests are told where their server is"
        )]
        let server = std::env::var(POSTGRES).ok();
        let Some(server) = server else {
            let is_ci = std::env::var_os("CI").is_some();
            assert!(!is_ci, "{POSTGRES} is not set: run script/test");
            return None;
        };
        let name = format!("baton_test_{}", Uuid::from_u128(rand_bits()).simple());
        on_server(&server, &format!("CREATE DATABASE {name}")).await;
        let (base, _) = server.rsplit_once('/').expect("a database URL with a path");
        let url = format!("{base}/{name}?sslmode=disable");
        let db = open(Url::parse(&url).unwrap()).await;
        Some(Self {
            db,
            place: Place::Server { server, name, url },
        })
    }

    /// Where it is, for a server of its own process.
    pub fn url(&self) -> String {
        match &self.place {
            Place::Folder { folder } => {
                format!("sqlite:{}", folder.path().join("test.db").display())
            }
            Place::Server { url, .. } => url.clone(),
        }
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        if let Place::Server { server, name, .. } = &self.place {
            let (server, name) = (server.clone(), name.clone());
            // Drop cannot wait on the test's own runtime.
            let dropping = std::thread::spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread()
                    .enable_all()
                    .build()
                    .unwrap();
                runtime.block_on(on_server(
                    &server,
                    &format!("DROP DATABASE {name} WITH (FORCE)"),
                ));
            });
            drop(dropping.join());
        }
    }
}

async fn open(url: Url) -> Db {
    let config = Config {
        tenant_tables: TENANT_TABLES,
        // Many tests run at once, on two cores and one server.
        writers: 8,
        read_deadline: Duration::from_mins(1),
        write_deadline: Duration::from_mins(1),
        ..Config::new(url)
    };
    let db = Db::open(&config).await.unwrap();
    migrate(&db, MIGRATIONS, 0).await.unwrap();
    db
}

async fn on_server(url: &str, statement: &str) {
    let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls)
        .await
        .unwrap();
    let connection = async move { drop(connection.await) };
    #[expect(
        clippy::disallowed_methods,
        reason = "ends with the client, a few lines below"
    )]
    let driving = tokio::spawn(connection);
    client.batch_execute(statement).await.unwrap();
    drop(client);
    driving.await.unwrap();
}

/// Bits that no other test process has: names of databases must not meet.
fn rand_bits() -> u128 {
    use std::hash::{BuildHasher as _, RandomState};
    let half = || u128::from(RandomState::new().hash_one(std::process::id()));
    half() << 64 | half()
}

/// A workspace id of a test.
pub fn workspace(n: u128) -> WorkspaceId {
    WorkspaceId::from(Uuid::from_u128(n))
}
