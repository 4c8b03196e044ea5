//! PostgreSQL: two bounded pools of connections, one for reads and one for transactions.
mod connect;
mod error;
mod pool;
mod room;
mod session;

pub(crate) use error::classify;
pub(crate) use session::{Begin, Session};

use crate::{Config, Conn, DbError, Health, Load, Result, Url, conn::Inner, load::noted};
use connect::Connector;
use futures_util::FutureExt as _;
use pool::Pool;
use room::Room;
use std::{panic::AssertUnwindSafe, time::Duration};
use tokio::time::timeout;

/// A PostgreSQL database; clones share its connections.
#[derive(Debug, Clone)]
pub(crate) struct Postgres {
    reads: Pool,
    writes: Pool,
    room: Room,
    tenant_tables: &'static [&'static str],
}

impl Postgres {
    pub(crate) async fn open(config: &Config) -> Result<Self> {
        let Url::Postgres { url, tls } = &config.url else {
            return Err(DbError::Unavailable("not a PostgreSQL URL".to_owned()));
        };
        let connector = Connector::new(url, tls)?;
        let reads = connector.clone().for_reads(config.read_deadline);
        let longest = config.work_deadline.max(config.write_deadline);
        let writes = connector.for_writes(longest, config.write_deadline);
        let postgres = Self {
            reads: Pool::new(reads, config.readers, config.read_queue),
            writes: Pool::new(writes, config.writers, config.write_queue),
            room: Room::default(),
            tenant_tables: config.tenant_tables,
        };
        postgres.reads.checkout().await?.give_back();
        postgres.writes.checkout().await?.give_back();
        Ok(postgres)
    }

    pub(crate) fn health(&self) -> Health {
        if !self.writes.is_reachable() {
            Health::Unreachable
        } else if self.room.is_full() {
            Health::Full
        } else {
            Health::Sound
        }
    }

    pub(crate) fn load(&self) -> Load {
        Load {
            reads: self.reads.lane(),
            writes: self.writes.lane(),
            wal_bytes: None,
        }
    }

    pub(crate) async fn read<T, E, F>(&self, wait: Duration, f: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&mut Conn<'_>) -> Result<T, E> + Send + 'static,
        E: From<DbError>,
    {
        let call = async {
            let mut lease = self.reads.checkout().await?;
            let mut conn = Conn::new(Inner::Postgres(lease.session()?), self.tenant_tables);
            let result = unpanicked(f(&mut conn)).await;
            let result = conn.settle(result);
            lease.give_back();
            result
        };
        timeout(wait, call)
            .await
            .unwrap_or_else(|_| Err(noted(DbError::Deadline).into()))
    }

    /// A connection goes back to the pool only after its transaction has ended. Should this
    /// future be dropped or run out of time before, the connection is closed.
    pub(crate) async fn write<T, E, F>(&self, wait: Duration, begin: Begin, f: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&mut Conn<'_>) -> Result<T, E> + Send + 'static,
        E: From<DbError>,
    {
        let call = async {
            let mut lease = self.writes.checkout().await?;
            let session = lease.session()?;
            session.start_transaction(begin);
            let mut conn = Conn::new(Inner::Postgres(session), self.tenant_tables);
            let result = unpanicked(f(&mut conn)).await;
            let result = conn.settle(result);
            if matches!(conn.broken(), Some(DbError::StorageFull)) {
                self.room.ran_out(&self.writes);
            }
            let session = lease.session()?;
            match result {
                Ok(_) => session.commit().await.inspect_err(|error| {
                    if matches!(error, DbError::StorageFull) {
                        self.room.ran_out(&self.writes);
                    }
                })?,
                // The caller's own error says more than a failed rollback, which only means
                // that the connection is lost and with it the transaction.
                Err(_) => session.rollback().await,
            }
            lease.give_back();
            result
        };
        timeout(wait, call)
            .await
            .unwrap_or_else(|_| Err(noted(DbError::Deadline).into()))
    }

    pub(crate) async fn close(&self) {
        self.reads.close().await;
        self.writes.close().await;
    }
}

/// A panic in a closure is an error here as it is on SQLite.
async fn unpanicked<T, E: From<DbError>>(call: impl Future<Output = Result<T, E>>) -> Result<T, E> {
    AssertUnwindSafe(call)
        .catch_unwind()
        .await
        .unwrap_or_else(|_| Err(DbError::Panicked.into()))
}
