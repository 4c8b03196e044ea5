//! A fresh database per test.
use crate::{Config, Conn, Db, Durability, Result, Tls, Url};
use tempfile::TempDir;
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

/// Where a test's own database is.
pub(super) struct TestDb {
    pub(super) config: Config,
    _folder: Option<TempDir>,
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
            _folder: Some(folder),
        }
    }

    pub(super) async fn postgres() -> Option<Self> {
        #[expect(
            clippy::disallowed_methods,
            reason = "tests have no configuration but this"
        )]
        let base = std::env::var("BATON_TEST_POSTGRES").ok()?;
        let mut admin = Config::new(Url::Postgres {
            url: base.clone(),
            tls: Tls::Disable,
        });
        (admin.readers, admin.writers) = (1, 1);
        let (client, connection) = tokio_postgres::connect(&base, tokio_postgres::NoTls)
            .await
            .unwrap();
        tokio::task::spawn(connection);
        let name = format!("db_{}", Uuid::now_v7().simple());
        client
            .batch_execute(&format!("CREATE DATABASE {name}"))
            .await
            .unwrap();
        let (server, _) = base.rsplit_once('/').unwrap();
        let url = format!("{server}/{name}");
        let mut config = Config::new(Url::Postgres {
            url,
            tls: Tls::Disable,
        });
        (config.readers, config.writers) = (2, 2);
        Some(Self {
            config,
            _folder: None,
        })
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
