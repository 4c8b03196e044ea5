//! `Db`, the handle to whichever database the process was configured with.
use crate::{
    Config, Conn, DbError, Dialect, Health, Load, Result, Url,
    postgres::{Begin, Postgres},
    sqlite::{Lane, Sqlite},
};
use std::{ops::AsyncFnOnce, time::Duration};

/// A handle to the database; clones share its connections.
#[derive(Debug, Clone)]
pub struct Db {
    backend: Backend,
    read_deadline: Duration,
    write_deadline: Duration,
    work_deadline: Duration,
}

#[derive(Debug, Clone)]
enum Backend {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

impl Db {
    /// Opens the database and proves that it answers.
    pub async fn open(config: &Config) -> Result<Self> {
        let backend = match config.url {
            Url::Sqlite { .. } => Backend::Sqlite(Sqlite::open(config).await?),
            Url::Postgres { .. } => Backend::Postgres(Postgres::open(config).await?),
        };
        Ok(Self {
            backend,
            read_deadline: config.read_deadline,
            write_deadline: config.write_deadline,
            work_deadline: config.work_deadline,
        })
    }

    /// Which database this is.
    pub fn dialect(&self) -> Dialect {
        match self.backend {
            Backend::Sqlite(_) => Dialect::Sqlite,
            Backend::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Whether writes that wait are committed together as it is: then a caller gains nothing from gathering its own.
    pub fn commits_together(&self) -> bool {
        matches!(self.backend, Backend::Sqlite(_))
    }

    /// A handle that can only read.
    pub fn reader(&self) -> Reader {
        Reader(self.clone())
    }

    /// Whether writes can be expected to work; for the readiness probe.
    pub fn health(&self) -> Health {
        match &self.backend {
            Backend::Sqlite(sqlite) => sqlite.health(),
            Backend::Postgres(postgres) => postgres.health(),
        }
    }

    /// [`Db::health`] in a word.
    pub fn is_healthy(&self) -> bool {
        self.health() == Health::Sound
    }

    /// Why an earlier process stopped writing, where it did and nobody has said [`Db::trust`] since. The file's own
    /// integrity was checked when it was opened; whether the rows in it make sense is the caller's to find out.
    pub fn distrusted(&self) -> Option<&str> {
        match &self.backend {
            Backend::Sqlite(sqlite) => sqlite.distrusted(),
            Backend::Postgres(_) => None,
        }
    }

    /// Says that the rows were checked after a failure and make sense.
    pub async fn trust(&self) -> Result<()> {
        match &self.backend {
            Backend::Sqlite(sqlite) => sqlite.trust().await,
            Backend::Postgres(_) => Ok(()),
        }
    }

    /// How much waits for the database now.
    pub fn load(&self) -> Load {
        match &self.backend {
            Backend::Sqlite(sqlite) => sqlite.load(),
            Backend::Postgres(postgres) => postgres.load(),
        }
    }

    /// Runs `f` on a read connection. Each statement sees what is committed when it starts;
    /// one that writes is refused.
    pub async fn read<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&mut Conn<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        match &self.backend {
            Backend::Sqlite(sqlite) => sqlite.call(Lane::Read, self.read_deadline, f).await,
            // Boxed, or the future of every caller would carry the driver's state.
            Backend::Postgres(postgres) => Box::pin(postgres.read(self.read_deadline, f)).await,
        }
    }

    /// Runs `f` on a read connection, all of it on the state of one moment, while others go on writing.
    pub async fn snapshot<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&mut Conn<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        self.read(async move |conn| {
            conn.begin_snapshot().await?;
            let result = f(conn).await;
            conn.end_snapshot().await?;
            result
        })
        .await
    }

    /// Runs `f` in one transaction: durable when this returns `Ok`, rolled back on `Err`.
    ///
    /// The first failed statement ends the transaction, as PostgreSQL wants it: later ones
    /// answer [`DbError::Aborted`], and so does this call should `f` swallow the error. A conflict
    /// that is expected is therefore written as `ON CONFLICT DO NOTHING`, or the call made anew.
    pub async fn write<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&mut Conn<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        self.write_within(self.write_deadline, f).await
    }

    /// [`Db::write`] for what may be done again: it goes when no other write waits, and outlives this process, but a power
    /// cut may take it with what was written so shortly before.
    pub async fn write_relaxed<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&mut Conn<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let limit = self.write_deadline;
        match &self.backend {
            Backend::Sqlite(sqlite) => sqlite.call(Lane::Relaxed, limit, f).await,
            Backend::Postgres(postgres) => Box::pin(postgres.write(limit, Begin::Relaxed, f)).await,
        }
    }

    /// [`Db::write`] for large changes that nobody waits for, like an import.
    pub async fn write_slowly<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&mut Conn<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        self.write_within(self.work_deadline, f).await
    }

    /// [`Db::write`] with a deadline of its own, for migrations and what else reads or writes everything.
    pub async fn write_within<T, E, F>(&self, limit: Duration, f: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&mut Conn<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        match &self.backend {
            Backend::Sqlite(sqlite) => sqlite.call(Lane::Write, limit, f).await,
            Backend::Postgres(postgres) => Box::pin(postgres.write(limit, Begin::Durable, f)).await,
        }
    }

    /// Lets queued calls finish, moves the write-ahead log into the file and ends the threads.
    /// Calls made afterwards, on any clone, answer [`DbError::Unavailable`].
    pub async fn close(&self) {
        match &self.backend {
            Backend::Sqlite(sqlite) => sqlite.close().await,
            Backend::Postgres(postgres) => postgres.close().await,
        }
    }
}

/// A handle to the database that has no `write`.
#[derive(Debug, Clone)]
pub struct Reader(Db);

impl Reader {
    /// See [`Db::read`].
    pub async fn read<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&mut Conn<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        self.0.read(f).await
    }

    /// See [`Db::dialect`].
    pub fn dialect(&self) -> Dialect {
        self.0.dialect()
    }

    /// See [`Db::load`].
    pub fn load(&self) -> Load {
        self.0.load()
    }

    /// See [`Db::health`].
    pub fn health(&self) -> Health {
        self.0.health()
    }

    /// See [`Db::is_healthy`].
    pub fn is_healthy(&self) -> bool {
        self.0.is_healthy()
    }
}
