//! Databases to measure on, and the application before them.

mod cluster;

use crate::On;
use anyhow::{Context as _, Result};
use baton_ai::answer::Answerer;
use baton_app::{
    App, app::Parts, assistant::Answering, budget::Budget, knowledge::reading::Reading,
    presence::Presence, secrets::Secrets, work,
};
use baton_bus::Bus;
use baton_core::{id::Ids, time::Clock};
use baton_db::{Config, Conn, Db, Dialect, Url, migrate};
use baton_jobs::Queue;
use baton_store::schema::{MIGRATIONS, TENANT_TABLES};
use cluster::Cluster;
use std::{path::Path, str::FromStr, sync::Arc};
use tempfile::TempDir;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// Which database is to be measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// A file.
    Sqlite,
    /// A server that is started for it.
    OwnPostgres,
    /// A server that runs already.
    Postgres(String),
}

impl FromStr for Wanted {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "sqlite" => Ok(Self::Sqlite),
            "postgres" => Ok(Self::OwnPostgres),
            url if url.starts_with("postgres") && url.contains("://") => {
                Ok(Self::Postgres(url.to_owned()))
            }
            other => Err(format!("{other}: write sqlite, postgres or postgres://...")),
        }
    }
}

impl Wanted {
    /// As figures name it.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::OwnPostgres | Self::Postgres(_) => "postgres",
        }
    }

    /// A figure that is named after the default database alone, and after another with it.
    pub(crate) fn figure(&self, figure: &str) -> String {
        match self {
            Self::Sqlite => figure.to_owned(),
            _ => format!("{figure}.{}", self.name()),
        }
    }
}

/// A database, migrated, with what it needs to live.
#[derive(Debug)]
pub(crate) struct Place {
    /// The database.
    pub(crate) db: Db,
    /// Where it is.
    pub(crate) url: Url,
    _cluster: Option<Cluster>,
    folder: Option<TempDir>,
}

impl Place {
    /// An empty database in a folder that goes away.
    pub(crate) async fn fresh(on: &On) -> Result<Self> {
        let folder = match &on.data {
            Some(data) => {
                std::fs::create_dir_all(data)?;
                tempfile::tempdir_in(data)?
            }
            None => tempfile::tempdir()?,
        };
        let name = format!("baton_bench_{}", std::process::id());
        let mut place = Self::kept(on, folder.path(), &name).await?;
        place.folder = Some(folder);
        Ok(place)
    }

    /// The database of this name in a folder, made where it is missing.
    pub(crate) async fn kept(on: &On, folder: &Path, name: &str) -> Result<Self> {
        std::fs::create_dir_all(folder)?;
        let (url, cluster) = match &on.database {
            Wanted::Sqlite => {
                let file = folder.join(format!("{name}.db"));
                (format!("sqlite:{}", file.display()), None)
            }
            Wanted::OwnPostgres => {
                let cluster = Cluster::start(&folder.join("postgres")).await?;
                let url = database_on(&cluster.url, name).await?;
                (url, Some(cluster))
            }
            Wanted::Postgres(server) => (database_on(server, name).await?, None),
        };
        let url = Url::parse(&url)?;
        let mut config = Config {
            tenant_tables: TENANT_TABLES,
            ..Config::new(url.clone())
        };
        if let Some(connections) = on.connections {
            config.writers = connections;
        }
        let db = Db::open(&config).await?;
        migrate(&db, MIGRATIONS, Clock::system().now().ms()).await?;
        Ok(Self {
            db,
            url,
            _cluster: cluster,
            folder: None,
        })
    }

    /// Reads the file once, so that the machine has at hand what a server that has run for a while has: a database that
    /// nobody asked for a time may be on the disk alone.
    pub(crate) async fn touch(&self) -> Result<()> {
        if let Url::Sqlite { path, .. } = &self.url {
            let mut file = tokio::fs::File::open(path).await?;
            tokio::io::copy(&mut file, &mut tokio::io::sink()).await?;
        }
        Ok(())
    }

    /// Has the database look at its tables, to plan by what is in them.
    pub(crate) async fn analyze(&self) -> Result<()> {
        if self.db.dialect() == Dialect::Postgres {
            let look = async |conn: &mut Conn<'_>| conn.execute_batch("ANALYZE").await;
            self.db.write_slowly(look).await?;
        }
        Ok(())
    }

    /// The application on it, as the server wires it, with the built-in answerer or a model.
    pub(crate) async fn app(&self, model: Option<Arc<dyn Answerer>>) -> Result<App> {
        let (db, clock) = (self.db.clone(), Clock::system());
        let ids = Ids::system(clock.clone());
        let secrets = Secrets::load(&db, &ids).await?;
        let queue = Queue::new(db.clone(), clock.clone(), ids.clone(), work::KINDS);
        // What is measured sends none.
        let files = baton_files::Place::Folder(std::env::temp_dir().join("baton-bench-files"));
        Ok(App::new(Parts {
            db,
            clock,
            ids,
            bus: Bus::local(),
            queue,
            public_origin: "http://127.0.0.1:8080".to_owned(),
            secrets,
            assistants: Answering::new(model),
            fetching: baton_outbound::Policy::default(),
            mailer: baton_outbound::mail::Mailer::log(),
            outgoing: baton_app::webhooks::Outgoing::default(),
            reading: Reading::Here,
            // What is measured is all that the store takes.
            budget: Budget::new(usize::MAX),
            files: baton_files::Files::open(&files, 25_000_000)?,
            presence: Presence::default(),
            tasks: TaskTracker::new(),
            stop: CancellationToken::new(),
        }))
    }
}

/// Makes a database on a server where it is missing; answers its address.
async fn database_on(server: &str, name: &str) -> Result<String> {
    let (client, connection) = tokio_postgres::connect(server, tokio_postgres::NoTls)
        .await
        .with_context(|| format!("cannot reach {server}"))?;
    let driving = tokio::spawn(connection);
    let there = client
        .query_opt("SELECT 1 FROM pg_database WHERE datname = $1", &[&name])
        .await?;
    if there.is_none() {
        client
            .batch_execute(&format!("CREATE DATABASE {name}"))
            .await?;
    }
    drop(client);
    driving.await??;
    let (base, _) = server
        .rsplit_once('/')
        .context("the address of a server ends in a database")?;
    Ok(format!("{base}/{name}?sslmode=disable"))
}
